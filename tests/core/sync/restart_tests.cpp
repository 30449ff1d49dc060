// What a device holds after its program ended and began again.

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;

BOOST_AUTO_TEST_SUITE(restart)

BOOST_FIXTURE_TEST_CASE(a_device_that_starts_without_the_store_has_its_whole_past_and_goes_on_after_it, HostileCouncil)
{
    constexpr int k_written = 20;
    std::vector<RecordId> written;
    for (int i = 0; i < k_written; ++i)
        written.push_back(publish(school, "fiche " + std::to_string(i)));
    all_synchronise();

    // The one who wrote, and one who read.
    for (auto* const peer : {&school, &other}) {
        peer->kill();
        peer->remote.offline = true;
        peer->reopen();
        for (int i = 0; i < k_written; ++i)
            BOOST_TEST(peer->read(written[static_cast<std::size_t>(i)]) == "fiche " + std::to_string(i));
    }
    auto const after = school.write("fiche d’après");
    BOOST_REQUIRE(after.has_value());
    school.remote.offline = false;
    other.remote.offline = false;
    BOOST_REQUIRE(school.synchronise().has_value());
    all_synchronise();
    for (auto* const peer : {&mayor, &school, &other}) {
        BOOST_TEST(peer->read(*after) == "fiche d’après");
        BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
    }
}

/// While what others wrote is being fetched, somebody types: neither loses the other.
BOOST_FIXTURE_TEST_CASE(what_is_fetched_while_something_is_written_is_on_the_disk_too, HostileCouncil)
{
    auto const first = publish(school, "reçue d’abord");
    auto const second = publish(school, "reçue ensuite");
    std::optional<RecordId> typed;
    int fetched = 0;
    mayor.remote.fault = [&](testing::MemoryRemote::Verb verb, std::string const& path) {
        if (verb == testing::MemoryRemote::Verb::Get && path.starts_with("o/") && ++fetched == 2)
            typed = mayor.write("tapée entre les deux").value();
        return std::optional<ports::RemoteAnswer>{};
    };
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(typed.has_value());
    mayor.remote.fault = {};
    mayor.kill();
    mayor.remote.offline = true;
    mayor.reopen();
    BOOST_TEST(mayor.read(first) == "reçue d’abord");
    BOOST_TEST(mayor.read(second) == "reçue ensuite");
    BOOST_TEST(mayor.read(*typed) == "tapée entre les deux");
}

BOOST_FIXTURE_TEST_CASE(what_a_full_disk_refused_of_what_was_fetched_is_given_to_it_again, HostileCouncil)
{
    auto const record = publish(school, "reçue sur un disque plein");
    mayor.disk.full = true;
    BOOST_TEST(!mayor.synchronise().has_value());
    mayor.disk.full = false;
    BOOST_REQUIRE(mayor.synchronise().has_value());
    mayor.kill();
    mayor.remote.offline = true;
    mayor.reopen();
    BOOST_TEST(mayor.read(record) == "reçue sur un disque plein");
}

/// Whoever may write somewhere must not be able to stop acts.
BOOST_FIXTURE_TEST_CASE(a_record_that_cannot_be_written_stops_its_act_only_when_it_is_needed, HostileCouncil)
{
    auto const refuse = [](ledger::RecordWriter&, ledger::RecordStore const&) -> Result<void> {
        return fail(ErrorCode::NoKey, "not open");
    };
    RecordId said;
    CompartmentId const closed{{9}};
    std::vector<sync::RecordWrite> needed{{.cid = closed, .compose = refuse, .is_needed = true}};
    auto const before = mayor.vault->knowledge().registry()->tips();
    BOOST_TEST(!mayor.sign({ledger::VisaOp{}}, needed).has_value());
    BOOST_TEST((mayor.vault->knowledge().registry()->tips() == before));
    needed.front().cid = mayor.cid;
    BOOST_TEST(!mayor.sign({ledger::VisaOp{}}, needed).has_value());
    BOOST_TEST((mayor.vault->knowledge().registry()->tips() == before));

    mayor.remove(
        other.member(), {{.cid = closed, .compose = refuse},
                         {.cid = mayor.cid, .compose = refuse},
                         {.cid = mayor.cid, .compose = testing::compose_situation(said, "écrite")}});
    BOOST_TEST(mayor.left_out == 2U);
    BOOST_TEST(mayor.vault->knowledge().registry()->state().member(other.member())->is_out());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(said) == "écrite");
    BOOST_TEST(school.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_SUITE_END()
