// Makes the council of the demonstration: four applications, each with its own device, that meet only on the store.
// What they write goes through the same doors, commands and decisions as anybody's; nothing is written beside them.

#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

#include "core/ledger/link.hpp"
#include "toolchains/demo/options.hpp"
#include "toolchains/demo/situations.hpp"

namespace huisclos::demo {

namespace {

/// How far it is, before each line as ninja puts it: whoever runs the program reads it there (progress_of_ninja of
/// toolchains/lib/steps.sh).
class Progress {
public:
    explicit Progress(std::size_t total) : m_total(total) {}
    void tell(std::string_view what) { std::cout << '[' << ++m_done << '/' << m_total << "] " << what << std::endl; }

private:
    std::size_t m_total;
    std::size_t m_done{0};
};

/// One line a step, with its duration.
class Step {
public:
    Step(std::string label, Progress& progress) : m_label(std::move(label)), m_progress(progress) {}
    void done() const
    {
        auto const spent = std::chrono::steady_clock::now() - m_start;
        auto const tenths = std::chrono::duration_cast<std::chrono::milliseconds>(spent).count() / 100;
        m_progress.tell(m_label + "  " + std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " s");
    }

private:
    std::string m_label;
    Progress& m_progress;
    std::chrono::steady_clock::time_point m_start{std::chrono::steady_clock::now()};
};

/// The devices of the four, of this user only, gone at the end.
class Devices {
public:
    Devices()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "huisclos-demo-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            throw Failure(
                "no temporary folder can be made in " + std::filesystem::temp_directory_path().string() + ".");
        m_folder = pattern;
    }
    ~Devices()
    {
        std::error_code error;
        std::filesystem::remove_all(m_folder, error);
    }
    Devices(Devices const&) = delete;
    Devices& operator=(Devices const&) = delete;
    [[nodiscard]] std::filesystem::path of(std::string_view who) const { return m_folder / who; }

private:
    std::filesystem::path m_folder{};
};

constexpr std::size_t k_accounts = 4;
/// Those that `Step` tells.
constexpr std::size_t k_steps = 6;

class Program {
public:
    explicit Program(Options options)
        : m_options(std::move(options)), m_today(paris_date(m_clock.now())), m_draw(m_options.seed)
    {}

    void run()
    {
        make_council();
        write_situations();
        sign_in_again();
        check_new_device();
        write_accounts();
    }

private:
    void make_council();
    void write_situations();
    void sign_in_again();
    void check_new_device();
    void write_accounts() const;
    [[nodiscard]] std::array<std::pair<Client*, Account*>, k_accounts> everybody()
    {
        return {
            {{&m_mayor, &m_council.mayor},
             {&m_coordinator, &m_council.coordinator},
             {&m_school, &m_council.school},
             {&m_dpo, &m_council.dpo}}};
    }

    Options m_options;
    Progress m_progress{k_steps + k_accounts + m_options.situations - 1};
    StoryClock m_clock{};
    Date m_today;
    Draw m_draw;
    Devices m_devices{};
    Council m_council{};
    Written m_written{};
    Client m_mayor{std::string(m_council.mayor.role), m_devices.of("mayor"), m_options.bundle, m_clock};
    Client m_coordinator{
        std::string(m_council.coordinator.role), m_devices.of("coordinator"), m_options.bundle, m_clock};
    Client m_school{std::string(m_council.school.role), m_devices.of("school"), m_options.bundle, m_clock};
    Client m_dpo{std::string(m_council.dpo.role), m_devices.of("dpo"), m_options.bundle, m_clock};
};

void Program::make_council()
{
    Step const founding("Council founded by the mayor", m_progress);
    ledger::StoreLink const store{{m_options.store, m_options.token}};
    found_council(m_mayor, m_council.mayor, ledger::encode_link(m_options.bundle, ledger::Link(store)), m_today);
    founding.done();
    Step const first("Coordinator and data protection officer let in", m_progress);
    let_in(m_mayor, m_council.mayor, {{&m_coordinator, &m_council.coordinator, {}}, {&m_dpo, &m_council.dpo, {}}});
    first.done();
    Step const second("School let in by the coordinator", m_progress);
    let_in(m_coordinator, m_council.coordinator, {{&m_school, &m_council.school, {k_groups[k_school_group]}}});
    second.done();
}

void Program::write_situations()
{
    Step const opening(
        std::to_string(m_options.situations) + " situations, signalements, actions, questions", m_progress);
    auto const opened = m_options.situations - 1;
    SituationWriter writer(m_coordinator, m_school, m_council, m_draw, m_today, opened);
    for (std::size_t i = 0; i < opened; ++i) {
        writer.open(i);
        m_progress.tell("situation");
    }
    m_coordinator.synchronise();
    writer.report_and_retain();
    writer.answer();
    m_written = writer.written();
    opening.done();
}

/// Locking seals what the log holds; the next session sends it.
void Program::sign_in_again()
{
    Step const step("Sessions locked and opened again", m_progress);
    std::size_t number = 0;
    for (auto const& [client, account] : everybody()) {
        client->synchronise();
        account->device_link = show_device_link(*client);
        client->lock();
        constexpr std::array<std::string_view, k_accounts> k_places{"mayor", "coordinator", "school", "dpo"};
        Client again(std::string(account->role), m_devices.of(k_places[number++]), m_options.bundle, m_clock);
        again.start({});
        again.submit(app::FormKind::SignIn, {{"passphrase", account->passphrase}});
        if (!again.views().signed_in)
            again.fail("the session does not open again");
        again.synchronise();
        m_progress.tell(account->role);
    }
    step.done();
}

/// What a newcomer will do with the link of the school.
void Program::check_new_device()
{
    Step const step("Account of the school opened on a new device", m_progress);
    Client fresh(std::string(m_council.school.role), m_devices.of("fresh"), m_options.bundle, m_clock);
    open_on_new_device(fresh, m_council.school);
    constexpr std::uint32_t k_filter_status = 1;
    constexpr std::uint32_t k_status_all = 100;
    auto const questions = fresh.views().home ? fresh.views().home->todo.size() : 0;
    if (questions < m_written.awaiting_school)
        fresh.fail("the question that waits is not on its home page");
    fresh.go(app::SituationsRoute{});
    fresh.send(app::SetFilter{k_filter_status, k_status_all});
    auto const& list = fresh.views().situations;
    auto const rows = list ? list->rows.size() : 0;
    if (rows != m_written.in_school_group)
        fresh.fail(
            "reads " + std::to_string(rows) + " sheets, " + std::to_string(m_written.in_school_group) +
            " were written");
    step.done();
}

void Program::write_accounts() const
{
    std::ostringstream text;
    text << "Commune de démonstration : Saint-Aubin-des-Essais, qui n’existe pas. Personne de réel n’y figure.\n";
    for (auto const* account : {&m_council.mayor, &m_council.coordinator, &m_council.school, &m_council.dpo}) {
        text << '\n' << account->role << " : " << account->name << '\n';
        text << "  phrase de passe   " << account->passphrase << '\n';
        text << "  lien de connexion " << account->device_link << '\n';
    }
    auto const path = m_options.folder / "accounts.txt";
    auto const bytes = std::move(text).str();
    int const descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool const written = descriptor >= 0 && ::fchmod(descriptor, 0600) == 0 &&
                         ::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
                         ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!written)
        throw Failure("the accounts cannot be written to " + path.string() + ".");
    std::cout << "Accounts written to " << path.string() << std::endl;
}

int run_program(int count, char const* const* words)
{
    try {
        auto options = read_options(count, words);
        if (options.help) {
            std::cout << usage();
            return EXIT_SUCCESS;
        }
        std::error_code error;
        std::filesystem::create_directories(options.folder, error);
        Program program(std::move(options));
        program.run();
        return EXIT_SUCCESS;
    } catch (std::exception const& failure) {
        std::cerr << "huisclos_demo: " << failure.what() << '\n';
        return EXIT_FAILURE;
    }
}

}  // namespace

}  // namespace huisclos::demo

int main(int count, char** words)
{
    return huisclos::demo::run_program(count, words);
}
