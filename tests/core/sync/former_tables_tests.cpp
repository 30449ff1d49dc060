// What a head names no more of tables: its device deletes them a day later, and nobody keeps them.

#include "core/base/encoding.hpp"
#include "core/sync/former_tables.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::MemoryRemote;
using testing::Peer;

namespace {

constexpr std::int64_t k_ms_per_hour = 3'600'000;

/// The log of months that left the head is in a table, another one every month.
struct Months : HostileCouncil {
    Months()
    {
        auto const key = crypto::KemKey::generate();
        auto const period = utc_period(mayor.vault->now());
        BOOST_REQUIRE(mayor.sign({ledger::LogKeyOp{period, key.public_key()}}).has_value());
        all_synchronise();
        for (int i = 0; i < 3; ++i)
            month();
        first = table_of_school();
        head_with_first = server.documents.at(school.head_path()).body;
        all_synchronise();
    }
    void pass(std::int64_t ms)
    {
        for (auto* const peer : {&mayor, &school, &other})
            peer->clock.advance(ms);
    }
    /// Passes, with a line of the school in the log.
    void month()
    {
        pass(31 * k_ms_per_day);
        ledger::JournalEntry const line{.t = 1, .action = ledger::LogAction::Open, .object = {}, .cid = school.cid};
        BOOST_REQUIRE(school.vault->log(line).run().has_value());
        BOOST_REQUIRE(school.vault->flush_log().run().has_value());
        BOOST_REQUIRE(school.synchronise().has_value());
    }
    [[nodiscard]] ObjectName table_of_school() const
    {
        auto const head = mayor.head_of(school);
        BOOST_REQUIRE((head.has_value() && head->head.table.has_value()));
        return head->head.table->name;
    }
    [[nodiscard]] bool is_on_store(ObjectName const& table) const
    {
        return server.documents.contains(sync::object_path(table));
    }
    static bool is_on_disk(Peer const& peer, ObjectName const& table)
    {
        auto const& entries = peer.disk.places.begin()->second.entries;
        return std::ranges::any_of(
            entries, [&table](auto const& entry) { return entry.first.contains(to_hex(table.bytes)); });
    }
    static void restart(Peer& peer)
    {
        peer.kill();
        peer.reopen();
    }
    void nobody_is_alarmed()
    {
        all_synchronise();
        for (auto* const peer : {&mayor, &school, &other})
            BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
    }

    ObjectName first{};
    Bytes head_with_first{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(former_tables, Months)

BOOST_AUTO_TEST_CASE(a_table_goes_a_day_after_the_head_that_follows_it_also_over_restarts)
{
    BOOST_TEST(is_on_store(first));
    BOOST_TEST(is_on_disk(school, first));
    month();
    auto const second = table_of_school();
    BOOST_REQUIRE((second != first));
    for (int i = 0; i < 2; ++i) {
        pass(11 * k_ms_per_hour);
        restart(school);
        publish(school, "Le même jour");
        BOOST_TEST(is_on_store(first));
    }
    pass(3 * k_ms_per_hour);
    restart(school);
    publish(school, "Le lendemain");
    BOOST_TEST(!is_on_store(first));
    BOOST_TEST(!is_on_disk(school, first));
    BOOST_TEST(is_on_store(second));
    BOOST_TEST(is_on_disk(school, second));
    // What the table says of former months is said by the next head too.
    restart(school);
    month();
    nobody_is_alarmed();
}

BOOST_AUTO_TEST_CASE(a_table_stays_while_the_head_that_follows_it_is_not_on_the_store)
{
    school.remote.fault = [](MemoryRemote::Verb verb, std::string const& path) {
        bool const is_own_head = verb == MemoryRemote::Verb::Put && path.starts_with("h/");
        return is_own_head ? std::optional(ports::RemoteAnswer{}) : std::nullopt;
    };
    month();
    pass(5 * k_ms_per_day);
    (void)school.synchronise();
    BOOST_TEST(is_on_store(first));
    school.remote.fault = {};
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(is_on_store(first));
    pass(k_ms_per_day);
    publish(school, "Le lendemain");
    BOOST_TEST(!is_on_store(first));
    nobody_is_alarmed();
}

BOOST_AUTO_TEST_CASE(of_each_device_one_table_is_held_and_kept)
{
    BOOST_TEST(mayor.vault->knowledge().heads().tables() == 1U);
    BOOST_TEST(is_on_disk(mayor, first));
    for (int i = 0; i < 4; ++i) {
        month();
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(mayor.vault->knowledge().heads().tables() == 1U);
    }
    BOOST_TEST(!is_on_disk(mayor, first));
    BOOST_TEST(is_on_disk(mayor, table_of_school()));
    restart(mayor);
    BOOST_TEST(mayor.vault->knowledge().heads().tables() == 1U);
    // Who comes back after months holds the table of then, and takes that of now.
    nobody_is_alarmed();
    BOOST_TEST(other.vault->knowledge().heads().tables() == 1U);
    BOOST_TEST(!is_on_disk(other, first));
}

BOOST_AUTO_TEST_CASE(tables_that_a_device_numbers_far_above_its_heads_are_held_in_bounded_number)
{
    constexpr std::uint64_t k_far = (std::uint64_t{1} << 53) - 1;
    auto const& heads = mayor.vault->knowledge().heads();
    BOOST_REQUIRE((heads.in_use(school.device()) != nullptr && heads.in_use(school.device())->table.has_value()));
    auto table = *heads.in_use(school.device())->table;
    table.chains.push_back({crypto::random_id<CompartmentId>(), 0, {}, {}});
    std::vector<ObjectName> stated;
    for (std::size_t i = 0; i < 3 * sync::k_most_tables_to_come; ++i) {
        ++table.chains.back().seq;
        table.chains.back().bh = crypto::random_id<BodyHash>();
        table.chains.back().name = crypto::random_id<ObjectName>();
        auto const sealed =
            ledger::seal_table(mayor.vault->id(), school.device(), k_far, table, directory_secret(mayor));
        BOOST_REQUIRE(sealed.has_value());
        server.put(sync::object_path(sealed->ref.name), sealed->object);
        restate([&](ledger::Head& head) { head.table = sealed->ref; });
        stated.push_back(sealed->ref.name);
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_REQUIRE(heads.tables() <= 2U + sync::k_most_tables_to_come);
    }
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(!is_on_disk(mayor, stated.front()));
    BOOST_TEST(is_on_disk(mayor, stated.back()));
    BOOST_TEST(heads.alarms().empty());
    auto const* const used = heads.in_use(school.device());
    BOOST_REQUIRE((used != nullptr && used->head.head.table.has_value()));
    BOOST_TEST((used->head.head.table->name == stated.back()));
}

BOOST_AUTO_TEST_CASE(a_former_head_that_a_person_accepts_has_its_table_again)
{
    month();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(!is_on_disk(mayor, first));
    server.put(school.head_path(), head_with_first);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(mayor.alarms(ErrorCode::Rollback) == 1U);
    BOOST_REQUIRE(mayor.vault->acknowledge_alarm(0).run().has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const* const used = mayor.vault->knowledge().heads().in_use(school.device());
    BOOST_REQUIRE((used != nullptr && used->head.head.table.has_value()));
    BOOST_TEST((used->head.head.table->name == first));
    BOOST_TEST(used->is_whole());
}

BOOST_AUTO_TEST_CASE(dates_of_former_tables_are_kept_as_they_are)
{
    std::vector<sync::FormerTable> const tables{
        {{crypto::random_id<ObjectName>(), 3}, std::nullopt}, {{crypto::random_id<ObjectName>(), 9}, Instant{5}}};
    auto const kept = sync::decode_former_tables(sync::encode_former_tables(tables));
    BOOST_REQUIRE((kept.has_value() && kept->size() == 2U));
    for (std::size_t i = 0; i < 2; ++i) {
        BOOST_TEST(((*kept)[i].ref == tables[i].ref));
        BOOST_TEST(((*kept)[i].since == tables[i].since));
    }
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// The day after, the network breaks at that request, or the disk at that commit, and the program ends. False: it had
/// ended before.
bool former_table_breaks_at(std::size_t step, bool is_disk)
{
    Months town;
    auto& school = town.school;
    town.month();
    auto const second = town.table_of_school();
    town.pass(k_ms_per_day);
    BOOST_REQUIRE(school.write("Le lendemain").has_value());
    std::size_t seen = 0;
    if (is_disk)
        school.disk.refuses = [&] {
            return ++seen >= step;
        };
    else
        school.remote.fault = [&](MemoryRemote::Verb, std::string const&) -> std::optional<ports::RemoteAnswer> {
            if (++seen < step)
                return std::nullopt;
            return ports::RemoteAnswer{ports::RemoteStatus::Unreachable, {}, {}};
        };
    (void)school.synchronise();
    school.disk.refuses = {};
    school.remote.fault = {};
    Months::restart(school);
    town.publish(school, "Après la coupure");
    BOOST_TEST(!town.is_on_store(town.first));
    BOOST_TEST(!Months::is_on_disk(school, town.first));
    BOOST_TEST(town.is_on_store(second));
    town.nobody_is_alarmed();
    return seen >= step;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_goes_wherever_its_deletion_was_cut)
{
    constexpr std::size_t k_most_steps = 48;
    for (bool const is_disk : {false, true}) {
        std::size_t step = 1;
        while (step < k_most_steps && former_table_breaks_at(step, is_disk))
            ++step;
        BOOST_TEST(step > 2U);
        BOOST_TEST(step < k_most_steps);
    }
}
