// Flaws that earlier drafts had, as far as several devices and a store show them.

#include <unordered_set>

#include "core/base/encoding.hpp"
#include "core/domain/places.hpp"
#include "tests/core/sync/hostile_council.hpp"
#include "tests/support/sync/key_thief.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::KeyThief;
using testing::MemoryDisk;
using testing::MemoryRemote;
using testing::MemoryServer;
using testing::Peer;
using Verb = MemoryRemote::Verb;

namespace {

using Documents = std::map<std::string, MemoryServer::Document>;

/// Of one person: a vault, what he wrote in it, and a member.
struct OwnVault {
    OwnVault()
    {
        founder.found();
        guest.answer(founder, founder.floor());
        founder.let_in(guest);
        BOOST_REQUIRE(founder.write("La même chose").has_value());
        BOOST_REQUIRE(founder.synchronise().has_value());
        BOOST_REQUIRE(guest.synchronise().has_value());
    }
    /// All bytes that the host sees, names without their folders.
    [[nodiscard]] std::vector<Bytes> seen() const
    {
        std::vector<Bytes> all;
        for (auto const& [path, document] : server.documents) {
            all.push_back(document.body);
            all.push_back(to_bytes(as_bytes(path.substr(path.rfind('/') + 1))));
        }
        return all;
    }

    MemoryServer server{};
    Peer founder{server};
    Peer guest{server};
};

constexpr std::size_t k_run = 16;

/// Runs of 16 bytes: more than a header, less than an id.
std::unordered_set<std::string> runs_of(std::vector<Bytes> const& all)
{
    std::unordered_set<std::string> runs;
    for (auto const& bytes : all) {
        for (std::size_t at = 0; at + k_run <= bytes.size(); ++at)
            runs.emplace(as_text(BytesView(bytes).subspan(at, k_run)));
    }
    return runs;
}

bool holds(std::unordered_set<std::string> const& runs, BytesView bytes)
{
    return runs.contains(std::string(as_text(bytes.first(k_run))));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(flaws)

BOOST_AUTO_TEST_CASE(flaw_22_two_vaults_of_one_person_share_no_bytes_and_show_no_key)
{
    OwnVault first;
    OwnVault second;
    auto const of_first = runs_of(first.seen());
    BOOST_TEST(of_first.size() > 10'000U);
    std::size_t shared = 0;
    for (auto const& run : runs_of(second.seen()))
        shared += of_first.contains(run) ? 1 : 0;
    BOOST_TEST(shared == 0U);
    auto const& keyring = first.founder.keyring;
    BOOST_TEST(!holds(of_first, keyring.identity.public_key().view()));
    BOOST_TEST(!holds(of_first, first.founder.device_key.public_key().view()));
    BOOST_TEST(!holds(of_first, first.founder.member().view()));
    BOOST_TEST(!holds(of_first, first.founder.vault->id().view()));
    BOOST_TEST((first.founder.vault->id() != second.founder.vault->id()));
    BOOST_TEST((first.founder.member() != second.founder.member()));
    BOOST_TEST((first.founder.cid != second.founder.cid));
}

BOOST_FIXTURE_TEST_CASE(flaw_67_everything_old_put_again_changes_nothing, HostileCouncil)
{
    auto const record = publish(school, "Avant");
    std::vector<Documents> stages{server.snapshot()};
    school.renew_inbox_key();
    for (int i = 0; i < 2; ++i)
        all_synchronise();
    stages.push_back(server.snapshot());
    BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
    all_synchronise();
    stages.push_back(server.snapshot());
    auto const later = publish(mayor, "Après");
    all_synchronise();

    auto const tips = mayor.vault->knowledge().registry()->tips();
    auto const keys = school.vault->keys().epochs.size();
    auto const put_again = [&](std::string_view folder) {
        for (auto const& stage : stages) {
            for (auto const& [path, document] : stage) {
                if (path.starts_with(folder))
                    server.put(path, document.body);
            }
        }
    };
    auto const nothing_changed = [&] {
        for (auto* const peer : {&mayor, &school, &other}) {
            BOOST_TEST(peer->read(record) == "Avant");
            BOOST_TEST(peer->read(later) == "Après");
            BOOST_TEST((peer->vault->knowledge().registry()->tips() == tips));
            BOOST_TEST(!peer->vault->status().is_cloned);
        }
        BOOST_TEST(school.vault->keys().epochs.size() == keys);
        auto const* const card = mayor.vault->knowledge().cards().current(school.member());
        BOOST_REQUIRE(card != nullptr);
        BOOST_TEST((card->card.card.inbox_key == school.keyring.newest_inbox_key().key.public_key()));
    };
    for (auto const folder : {"o/", "b/", "i/", "k/"}) {
        put_again(folder);
        all_synchronise();
        nothing_changed();
    }
    for (auto* const peer : {&mayor, &school, &other}) {
        BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
        peer->kill();
        peer->reopen();
    }
    all_synchronise();
    nothing_changed();
    // Old heads are told by who sees them before their owners put the newest there again, and believed no more than
    // that.
    put_again("h/");
    BOOST_REQUIRE(school.synchronise().has_value());
    nothing_changed();
    all_synchronise();
    nothing_changed();
    BOOST_TEST(school.alarms(ErrorCode::Rollback) > 0U);
}

BOOST_FIXTURE_TEST_CASE(flaw_65_a_grant_that_is_on_its_way_to_the_key_just_replaced_is_read, HostileCouncil)
{
    auto const former_inbox = school.inbox_path();
    school.renew_inbox_key();
    for (int i = 0; i < 3; ++i)
        BOOST_REQUIRE(school.synchronise().has_value());
    // The mayor has not seen the new card yet.
    BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
    auto const is_former = [&](auto const& entry) {
        return entry.first.starts_with(former_inbox);
    };
    BOOST_REQUIRE(std::ranges::any_of(server.documents, is_former));
    auto const record = publish(mayor, "Sous la clé en route");
    school.kill();
    school.reopen();
    for (int i = 0; i < 3; ++i)
        BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(record) == "Sous la clé en route");
    BOOST_TEST(std::ranges::none_of(server.documents, is_former));
    // Another device, which finds the newest inbox alone, has the key too.
    Peer tablet(server);
    tablet.become_device_of(school);
    BOOST_TEST(tablet.read(record) == "Sous la clé en route");
}

namespace {

/// A school with two devices and a full inbox, which both of them are about to clean; may be put back there.
struct TwoCleaners : HostileCouncil {
    TwoCleaners()
    {
        tablet.become_device_of(school);
        all_synchronise();
        for (std::size_t i = 0; i <= sync::k_inbox_most; ++i)
            BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
        record = publish(mayor, "Lu par tous");
        documents = server.documents;
        disk_of_school = school.disk;
        disk_of_tablet = tablet.disk;
    }
    void put_back()
    {
        school.kill();
        tablet.kill();
        server.documents = documents;
        school.disk = disk_of_school;
        tablet.disk = disk_of_tablet;
        school.reopen();
        tablet.reopen();
    }
    /// Both clean, `second` wholly at that step of `first`. False: it was over before.
    bool clean(Peer& first, Peer& second, std::size_t step)
    {
        constexpr std::size_t k_alike = 24;  // Of reads and deletions one in so many.
        put_back();
        auto const inbox = school.inbox_path();
        std::size_t seen = 0;
        std::size_t alike = 0;
        first.remote.fault = [&](Verb verb, std::string const& path) {
            bool const is_own = verb == Verb::List || verb == Verb::Put;
            bool const is_step = path.starts_with(inbox) && (is_own || ++alike % k_alike == 0);
            if (is_step && ++seen == step) {
                for (int i = 0; i < 2; ++i)
                    (void)second.synchronise();
            }
            return std::optional<ports::RemoteAnswer>{};
        };
        for (int i = 0; i < 3; ++i)
            (void)first.synchronise();
        first.remote.fault = {};
        for (auto* const device : {&second, &first})
            BOOST_REQUIRE(device->synchronise().has_value());
        return seen >= step;
    }
    void no_key_is_lost()
    {
        for (auto* const device : {&school, &tablet})
            BOOST_TEST(device->read(record) == "Lu par tous");
        Peer third(server);
        third.become_device_of(school);
        BOOST_TEST(third.read(record) == "Lu par tous");
        BOOST_TEST(third.vault->keys().epochs.size() == school.vault->keys().epochs.size());
    }

    Peer tablet{server};
    RecordId record{};
    Documents documents{};
    MemoryDisk disk_of_school{};
    MemoryDisk disk_of_tablet{};
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(flaw_65_two_devices_that_clean_one_inbox_at_once_lose_no_key, TwoCleaners)
{
    constexpr std::size_t k_most_steps = 48;
    for (bool const is_school_first : {true, false}) {
        auto& first = is_school_first ? school : tablet;
        auto& second = is_school_first ? tablet : school;
        std::size_t step = 1;
        while (step < k_most_steps && clean(first, second, step)) {
            no_key_is_lost();
            ++step;
        }
        BOOST_TEST(step > 6U);
        BOOST_TEST(step < k_most_steps);
    }
}

namespace {

/// Devices of the school that sign a card beside each other: neither has seen the other's.
struct TwoCards : HostileCouncil {
    template <typename One, typename Other>
    void beside(One one, Other other_one)
    {
        auto const before = server.documents;
        one();
        auto const of_one = server.documents;
        server.documents = before;
        other_one();
        for (auto const& [path, document] : of_one)
            server.documents.emplace(path, document);
        for (int i = 0; i < 2; ++i)
            all_synchronise();
    }
    [[nodiscard]] std::vector<ledger::SignedCard const*> cards(Peer const& by) const
    {
        return by.vault->knowledge().cards().all_of(school.member());
    }
    [[nodiscard]] std::size_t cards_of_version(Peer const& by, std::uint32_t version) const
    {
        auto const all = cards(by);
        return static_cast<std::size_t>(
            std::ranges::count(all, version, [](ledger::SignedCard const* card) { return card->card.version; }));
    }
    /// By the school's own device, under a new sealing key.
    void mark_as_lost(Peer const& device)
    {
        auto card = ledger::next_card(cards(school));
        auto fresh = crypto::KemKey::generate();
        ledger::mark_lost(card, device.device_key.public_key(), fresh.public_key());
        std::vector<sync::NumberedSeed> seeds;
        seeds.push_back({card.generation, SecretBytes::copy_of(fresh.seed())});
        auto signed_card = ledger::sign_card(std::move(card), school.keyring.identity, school.vault->id());
        auto const recorded = school.vault->record_card(std::move(signed_card), std::move(seeds)).run();
        BOOST_REQUIRE(recorded.has_value());
        BOOST_REQUIRE(school.synchronise().has_value());
    }
    [[nodiscard]] std::optional<ledger::DeviceState> state_on(ledger::Card const& card, Peer const& device) const
    {
        auto const key = device.device_key.public_key();
        auto const found = std::ranges::find(card.devices, key, &ledger::CardDevice::key);
        return found == card.devices.end() ? std::nullopt : std::optional(found->state);
    }

    Peer tablet{server};
    Peer phone{server};
    Peer desktop{server};
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(flaw_42_of_two_cards_of_one_version_no_device_and_no_mark_is_lost, TwoCards)
{
    using ledger::DeviceState;
    beside([this] { tablet.become_device_of(school); }, [this] { phone.become_device_of(school); });
    for (auto* const peer : {&mayor, &school, &other}) {
        BOOST_TEST(cards_of_version(*peer, 2) == 2U);
        for (auto* const device : {&tablet, &phone})
            BOOST_TEST(peer->vault->knowledge().cards().find_device(device->device()).has_value());
    }
    // One lists a device more, the other marks one: the next card does both.
    beside([this] { desktop.become_device_of(school); }, [this] { mark_as_lost(tablet); });
    BOOST_TEST(cards_of_version(mayor, 3) == 2U);
    for (auto* const peer : {&mayor, &school, &other}) {
        auto const next = ledger::next_card(cards(*peer));
        BOOST_TEST(next.version == 4U);
        BOOST_TEST(next.devices.size() == 4U);
        BOOST_TEST((state_on(next, tablet) == DeviceState::Lost));
        for (auto const* const device : {&school, &phone, &desktop})
            BOOST_TEST((state_on(next, *device) == DeviceState::InUse));
    }
}

BOOST_FIXTURE_TEST_CASE(flaw_51_who_reads_dates_alone_finds_no_name_in_what_he_opens, HostileCouncil)
{
    constexpr std::string_view k_name = "Rivoire-Delannoy";
    ledger::CompartmentOp const dates{
        {.class_number = static_cast<std::uint64_t>(domain::CompartmentClass::General),
         .group = crypto::random_id<GroupId>(),
         .formation = static_cast<std::uint64_t>(domain::Formation::Pleniere),
         .salt = crypto::random_id<ledger::CompartmentSalt>()}};
    auto const cid = ledger::compartment_id(dates.shape, ledger::author_of(mayor.member()));
    Peer guest(server);
    guest.answer(mayor, mayor.floor());
    auto const card = mayor.vault->record_member_card(guest.first_card()).run();
    BOOST_REQUIRE(card.has_value());
    auto const role_of = [&cid](Peer const& who, domain::Role role, domain::Profile profile) {
        return ledger::RoleOp{
            .member = who.member(),
            .cid = cid,
            .role = static_cast<std::uint8_t>(role),
            .profile = static_cast<std::uint32_t>(profile)};
    };
    BOOST_REQUIRE(mayor
                      .sign(
                          {dates, role_of(mayor, domain::Role::Manage, domain::Profile::Maire),
                           ledger::MemberOp{guest.keyring.identity.public_key(), *card},
                           role_of(guest, domain::Role::Read, domain::Profile::Calendrier)})
                      .has_value());
    auto const sheet = publish(mayor, k_name);
    auto const meeting = testing::write_situation(*mayor.vault, cid, "Réunion du 3 mars");
    BOOST_REQUIRE(meeting.has_value());
    all_synchronise();
    BOOST_REQUIRE(guest.synchronise().has_value());
    BOOST_REQUIRE(testing::read_situation(*guest.vault, cid, *meeting) == "Réunion du 3 mars");

    auto const finds = [&](Peer const& reader) {
        KeyThief all_keys;
        all_keys.rob(reader);
        std::size_t opened = 0;
        bool is_found = false;
        for (auto const& [path, document] : server.documents) {
            for (auto const& plain : all_keys.read(path, document.body)) {
                ++opened;
                is_found = is_found || as_text(plain.view()).contains(k_name);
            }
        }
        BOOST_TEST(opened > 8U);
        auto const* const store = reader.vault->knowledge().records(reader.cid);
        bool const is_read = store != nullptr && store->find(sheet) != nullptr;
        return is_found || is_read;
    };
    BOOST_TEST(finds(school));
    BOOST_TEST(!finds(guest));
}

BOOST_AUTO_TEST_SUITE_END()
