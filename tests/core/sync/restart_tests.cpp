// What a device holds after its program ended and began again.

#include "core/crypto/verified.hpp"
#include "tests/core/sync/counting_worker.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::CountingWorker;
using testing::HostileCouncil;

BOOST_AUTO_TEST_SUITE(restarts)

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

BOOST_FIXTURE_TEST_CASE(the_signatures_of_a_long_past_are_checked_by_the_worker_and_the_rest_here, HostileCouncil)
{
    CountingWorker worker;
    other.worker = &worker;
    auto const first = publish(school, "première");
    all_synchronise();
    other.kill();
    other.reopen();
    BOOST_TEST(worker.runs == 0U);  // A short one is not worth it.
    BOOST_TEST(other.read(first) == "première");

    RecordId last;
    for (int i = 0; i < 260; ++i)
        last = school.write("fiche " + std::to_string(i)).value();
    BOOST_REQUIRE(school.synchronise().has_value());
    all_synchronise();
    BOOST_TEST(std::exchange(worker.runs, 0) == 1U);  // Of what was fetched.
    auto const starts_whole = [&] {
        other.kill();
        other.reopen();
        return other.read(first) == "première" && other.read(last) == "fiche 259";
    };
    // What is checked here is noted by the outer scope, unless the start has names of its own.
    auto const checked_here = [&] {
        crypto::VerifiedClaims noted;
        crypto::VerifiedScope const scope(noted);
        BOOST_TEST(starts_whole());
        return noted.names().size();
    };
    std::size_t answered = 0;
    worker.change = [&answered](Bytes answer) -> Result<Bytes> {
        answered = answer.size() / 32;
        return answer;
    };
    BOOST_TEST(checked_here() < 10U);
    BOOST_TEST(answered >= 260U);
    BOOST_TEST(worker.runs == 1U);

    // What it does not answer, or answers wrongly, is checked here.
    worker.change = [](Bytes const& answer) -> Result<Bytes> {
        return Bytes(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(answer.size() / 64 * 32));
    };
    BOOST_TEST(starts_whole());
    worker.change = [](Bytes const& answer) -> Result<Bytes> {
        return Bytes(answer.size() + 1);
    };
    BOOST_TEST(starts_whole());
    worker.change = [](Bytes const&) -> Result<Bytes> {
        return fail(ErrorCode::Memory, "no worker");
    };
    BOOST_TEST(checked_here() >= 260U);
    BOOST_TEST(worker.runs == 4U);
}

BOOST_FIXTURE_TEST_CASE(a_long_past_is_taken_up_by_steps_and_is_the_same, HostileCouncil)
{
    std::vector<RecordId> written;
    for (int i = 0; i < 40; ++i)
        written.push_back(school.write("fiche " + std::to_string(i)).value());
    BOOST_REQUIRE(school.synchronise().has_value());
    all_synchronise();
    CountingWorker worker;
    other.worker = &worker;
    auto const was_told = [&] {
        other.kill();
        other.reopen();
        return other.vault->take_changes();
    };
    auto const by_steps = was_told();
    // One for each object of the disk, then one for each eight segments.
    BOOST_TEST(worker.pauses >= 45U);
    other.worker = nullptr;
    auto const at_once = was_told();
    BOOST_TEST((by_steps.records == at_once.records));
    BOOST_TEST(by_steps.registry);
    BOOST_TEST(by_steps.records.size() == 40U);
    for (int i = 0; i < 40; ++i)
        BOOST_TEST(other.read(written[static_cast<std::size_t>(i)]) == "fiche " + std::to_string(i));
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

/// protocol.md 3.8: « one whose rotation has no effect waits; its writers re-issue their ops under the write epoch ».
BOOST_FIXTURE_TEST_CASE(flaw_20_what_was_written_under_a_rotation_that_lost_its_effect_is_written_again, HostileCouncil)
{
    testing::Peer coordinator(server);
    testing::Peer removed(server);
    coordinator.answer(mayor, mayor.floor());
    removed.answer(mayor, mayor.floor());
    mayor.let_in(coordinator, 1);
    mayor.let_in(removed);
    all_synchronise();
    BOOST_REQUIRE(coordinator.synchronise().has_value());
    coordinator.remove(removed.member());
    BOOST_REQUIRE(coordinator.synchronise().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    auto const record = publish(school, "sous la clé du coordonnateur");
    BOOST_TEST(mayor.read(record) == "");

    // The mayor has seen nothing of it, and removes the coordinator: the rotation of the latter has no effect.
    mayor.remove(coordinator.member());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(record) == "sous la clé du coordonnateur");
    auto const* const store = school.vault->knowledge().records(school.cid);
    BOOST_TEST(store->left_behind(school.device()).empty());
    BOOST_TEST(store->history(record).size() == 3U);
    all_synchronise();
    for (auto* const peer : {&mayor, &other})
        BOOST_TEST(peer->read(record) == "sous la clé du coordonnateur");

    // Once: nothing more is written, now or after a restart.
    auto const objects = server.documents;
    school.kill();
    school.reopen();
    all_synchronise();
    BOOST_TEST(objects_since(objects).empty());
    BOOST_TEST(school.read(record) == "sous la clé du coordonnateur");
    BOOST_TEST(coordinator.synchronise().has_value());
    BOOST_TEST(objects_since(objects).empty());
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
