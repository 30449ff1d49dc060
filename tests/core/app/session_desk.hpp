// A person in front of the application: forms and commands in, views out; behind it the memory store and the real core.

#pragma once

#include <boost/test/unit_test.hpp>

#include <memory>

#include "core/app/app.hpp"
#include "core/app/founding_fields.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/random.hpp"
#include "core/domain/lists.hpp"
#include "core/domain/places.hpp"
#include "core/ledger/kit.hpp"
#include "core/ledger/link.hpp"
#include "core/ledger/log_chain.hpp"
#include "tests/support/app/person.hpp"

namespace huisclos::testing {

/// A machine that refuses more memory than it has: the real Argon2id below that.
class SmallWorker final : public ports::Worker {
public:
    explicit SmallWorker(std::uint32_t most_kib) : m_most_kib(most_kib) {}
    Task<Result<Bytes>> run(ports::Job job, Bytes request) override;

    std::size_t refused{0};
    std::size_t runs{0};

private:
    std::uint32_t m_most_kib;
};

inline constexpr std::string_view k_bundle = "https://mairie.example/huisclos/";
inline constexpr std::string_view k_store_url = "https://mairie.example/huisclos/store/0123456789abcdef/";

/// One browser profile.
class Desk {
public:
    explicit Desk(MemoryServer& server) : remote(server), places(disk) {}

    /// Loads the page.
    void open(std::string const& fragment = "");
    /// The tab is killed; the disk stays.
    void kill() { m_app.reset(); }
    void submit(std::string const& button, std::vector<std::pair<std::string, std::string>> const& fields = {});
    void send(app::Command command);
    /// Time passes; whatever is due is done.
    void wait(std::int64_t ms);
    /// Nobody touches anything until then: the app is called when it asked to be, as the page does.
    void rest_until(std::int64_t ms);

    [[nodiscard]] app::Views const& see() { return m_app->views(); }
    [[nodiscard]] app::FormView const& form() { return see().form; }
    [[nodiscard]] app::App& app() { return *m_app; }
    /// Key of the error beside that field; empty when there is none.
    [[nodiscard]] std::string error_at(std::string const& field);

    /// Types what the form proposes, on a machine of little memory.
    void choose_passphrase();
    /// Copies the kit, then types back what is asked.
    void keep_kit();
    void sign_in();
    /// Of `SignAct`.
    void sign();
    void type(std::uint32_t field, std::string const& text);

    /// From Welcome to Home, with two groups.
    void found_council();
    /// The same, whatever comes of the last step.
    void prepare_founding();
    /// Both groups have proposed the règlement intérieur, the council has not adopted it.
    void found_without_adoption();

    MemoryRemote remote;
    MemoryDisk disk{};
    MemoryPlaces places;
    FakeClock clock{};
    SmallWorker worker{65'536};
    std::string passphrase{};
    std::string kit{};
    std::size_t frames_asked{0};

private:
    /// From Welcome to the texts, both groups with a date of proposal.
    void fill_founding();

    std::unique_ptr<app::App> m_app{};
};

/// Two profiles on one store, neither of them in: the fixtures of these tests begin so.
struct EmptyTown {
    EmptyTown() { BOOST_REQUIRE(crypto::init()); }

    /// Place, in the form of who may report in all, of the only group of the school.
    [[nodiscard]] std::uint32_t school_group();

    MemoryServer server{};
    Desk mayor{server};
    Desk school{server};
};

/// The mayor has founded.
struct FoundedTown : EmptyTown {
    FoundedTown()
    {
        mayor.found_council();
        mayor.wait(1000);
    }
};

/// Whether the navigation has that entry.
[[nodiscard]] bool shows(Desk& desk, std::string const& nav_key);
/// `phone` opens the account of `owner`, and both know of each other.
void add_phone(Desk& owner, Desk& phone);

/// Of the act in preparation, which is shown: without what each does, and what they do together.
[[nodiscard]] inline std::size_t changes_in(Desk& desk)
{
    std::size_t count = 0;
    for (auto const& line : desk.see().acts.value().draft)
        count += line.may_remove ? 1 : 0;
    return count;
}
[[nodiscard]] inline app::FieldInput typed(std::string text)
{
    return {.text = std::move(text), .codes = {}, .member = {}};
}
[[nodiscard]] inline app::FieldInput coded(std::uint32_t chosen)
{
    return {.text = {}, .codes = {chosen}, .member = {}};
}

/// Of an adult, so that nothing else is asked.
struct Reported {
    std::string family{"Rivière"};
    std::string given{"Mathis"};
    std::string birth{"14/05/2005"};
    std::uint32_t group{0};  ///< Place among those of the form.
};
/// Fills the form and sends it; the sheet is shown. A signalement, or a situation at once.
RecordId send_report(Desk& who, Reported const& person);
RecordId open_situation(Desk& who, Reported const& person);

[[nodiscard]] std::string store_link(std::string const& token);
/// What stands from « # » on in a link.
[[nodiscard]] std::string fragment_of(std::string const& link);
/// Fills the form of an invitation and sends it. No function: the usual one of that quality.
void invite(
    Desk& who, std::string_view name, domain::Qualite quality, std::optional<domain::Profile> profile = std::nullopt);
/// The mayor invites a school into the first group; gives the link that he sends.
[[nodiscard]] std::string invite_school(Desk& mayor);
/// The only one that the mayor sees.
[[nodiscard]] app::InvitationRow only_invitation(Desk& mayor);
/// An invited person's side of that link, up to the kit, which is not typed back yet.
void come_to_the_kit(Desk& desk, std::string const& link, std::string const& name);
/// The school's, up to the request that waits.
void answer_invitation(Desk& school, std::string const& link);
/// The mayor's: the entry is prepared and its act shown for signature.
void prepare_entry(Desk& mayor);
/// From the invitation to the school's Home.
void join_school(Desk& mayor, Desk& school);
void prepare_removal(Desk& who, std::string const& name);
/// That this device shows on its page, for another one.
[[nodiscard]] std::string device_link(Desk& desk);
/// Opens on another device by the link that this one shows.
void open_elsewhere(Desk& desk, Desk& other);
/// The whole visit that declares a device of `owner` lost while locked; he has another passphrase and another kit then.
void declare_lost(Desk& owner, DeviceId const& device);
/// Another passphrase by the kit of `owner`, on a device that shows a door.
void renew_by_kit(Desk const& owner, Desk& device);
/// The disk of a device that is not running, opened by its passphrase as the program would.
struct OpenedDisk {
    sync::LocalVault local;
    sync::DeviceKeys keys{};
};
[[nodiscard]] OpenedDisk open_disk(Desk& desk);
/// Lets the log leave, ends the tab, and reads on the store what an auditor would: the log of this desk, in order.
[[nodiscard]] std::vector<ledger::JournalEntry> publish_and_read_log(Desk& desk, MemoryServer const& server);
/// What stands on somebody's Home with that title, or null. Valid until the next step.
[[nodiscard]] app::TodoView const* find_todo(Desk& desk, std::string_view title_key);

}  // namespace huisclos::testing
