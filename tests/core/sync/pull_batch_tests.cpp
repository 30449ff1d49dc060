// A pull that brings a long past: the worker checks its signatures, and it is the same past without one.

#include "core/crypto/verified.hpp"
#include "tests/core/sync/counting_worker.hpp"
#include "tests/core/sync/forged_segments.hpp"

using namespace huisclos;
using testing::CountingWorker;
using testing::HostileCouncil;
using testing::Peer;
using testing::seal_after;

namespace {

constexpr std::size_t k_long = 260;

/// Objects as a disk keeps them: the rest of it lies under another nonce each time.
std::map<std::string, Bytes> kept_objects(testing::MemoryDisk const& disk)
{
    std::map<std::string, Bytes> kept;
    for (auto const& [name, place] : disk.places) {
        for (auto const& [key, value] : place.entries) {
            if (sync::LocalVault::is_kept(key))
                kept.emplace(key, value);
        }
    }
    return kept;
}

std::set<std::pair<ErrorCode, DeviceId>> alarms_of(Peer const& peer)
{
    std::set<std::pair<ErrorCode, DeviceId>> alarms;
    for (auto const& alarm : peer.vault->knowledge().heads().alarms())
        alarms.emplace(alarm.code, alarm.device);
    return alarms;
}

/// What a pull left: the alarms, and the objects on the disk.
struct Pulled {
    std::set<std::pair<ErrorCode, DeviceId>> alarms{};
    std::map<std::string, Bytes> kept{};

    friend bool operator==(Pulled const&, Pulled const&) = default;
};

/// One member has written much while another one was away.
struct LongAbsence : HostileCouncil {
    LongAbsence()
    {
        for (std::size_t i = 0; i < k_long; ++i)
            written.push_back(school.write("fiche " + std::to_string(i)).value());
        BOOST_REQUIRE(school.synchronise().has_value());
        other.kill();
        m_disk = other.disk;
    }

    /// Back as it was when it left, each time anew.
    void come_back(ports::Worker* worker)
    {
        other.kill();
        other.disk = m_disk;
        other.worker = worker;
        other.reopen();
    }
    [[nodiscard]] static bool reads_all(Peer const& peer, std::vector<RecordId> const& records)
    {
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (peer.read(records[i]) != "fiche " + std::to_string(i))
                return false;
        }
        return true;
    }
    Pulled pulled_with(ports::Worker* worker)
    {
        come_back(worker);
        BOOST_REQUIRE(other.synchronise().has_value());
        return {alarms_of(other), kept_objects(other.disk)};
    }
    /// How many signatures are checked on the main thread while it fetches.
    std::size_t checked_here(Peer& peer) const
    {
        crypto::VerifiedClaims noted;
        crypto::VerifiedScope const scope(noted);
        BOOST_REQUIRE(peer.synchronise().has_value());
        return noted.names().size();
    }

    std::vector<RecordId> written{};

private:
    testing::MemoryDisk m_disk{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(batches_of_a_pull)

BOOST_AUTO_TEST_CASE(the_worker_names_the_good_claims_alone)
{
    VaultId const vault{{1}};
    BodyHash const body{{2}};
    auto const key = crypto::SigningKey::generate();
    auto const good = key.sign(crypto::SignLabel::Segment, vault, body.view());
    auto const of_a_head = key.sign(crypto::SignLabel::Head, vault, body.view());
    std::vector<sync::SegmentClaim> const claims{
        {key.public_key(), body, good}, {key.public_key(), body, of_a_head}, {key.public_key(), BodyHash{{3}}, good}};
    auto const request = sync::encode_segment_job(vault, claims);
    auto const answer = sync::run_job(ports::Job::CheckSegments, request);
    BOOST_REQUIRE(answer.has_value());
    auto const named = sync::read_signature_answer(*answer);
    BOOST_REQUIRE(named.has_value());
    crypto::VerifiedClaims noted;
    {
        crypto::VerifiedScope const scope(noted);
        BOOST_TEST(crypto::verify(key.public_key(), crypto::SignLabel::Segment, vault, body.view(), good));
    }
    BOOST_TEST((named->names() == noted.names()));

    for (auto const size : {std::size_t{0}, VaultId::k_size - 1, request.size() - 1}) {
        auto const cut = sync::run_job(ports::Job::CheckSegments, BytesView(request).first(size));
        BOOST_REQUIRE(!cut.has_value());
        BOOST_TEST((cut.error().code == ErrorCode::Encoding));
    }
}

BOOST_FIXTURE_TEST_CASE(the_signatures_of_a_long_pull_are_checked_by_the_worker, LongAbsence)
{
    CountingWorker worker;
    std::size_t answered = 0;
    worker.change = [&answered](Bytes answer) -> Result<Bytes> {
        answered = answer.size() / 32;
        return answer;
    };
    come_back(&worker);
    BOOST_TEST(worker.runs == 0U);
    worker.pauses = 0;
    BOOST_TEST(checked_here(other) < 10U);
    BOOST_TEST(worker.runs == 1U);
    BOOST_TEST(answered == k_long);
    BOOST_TEST(worker.pauses >= k_long / 8);
    BOOST_TEST(reads_all(other, written));
    BOOST_TEST(other.vault->knowledge().heads().alarms().empty());

    other.kill();
    other.remote.offline = true;
    other.reopen();
    BOOST_TEST(reads_all(other, written));
}

BOOST_FIXTURE_TEST_CASE(what_the_worker_does_not_answer_of_a_pull_is_checked_here, LongAbsence)
{
    CountingWorker worker;
    worker.change = [](Bytes const& answer) -> Result<Bytes> {
        return Bytes(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(answer.size() / 64 * 32));
    };
    come_back(&worker);
    BOOST_TEST(checked_here(other) < 10U);  // What is checked beside the answer is noted with it.
    BOOST_TEST(reads_all(other, written));
    worker.change = [](Bytes const& answer) -> Result<Bytes> {
        Bytes other_names(answer.size());
        crypto::random_fill(other_names);
        return other_names;
    };
    come_back(&worker);
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(reads_all(other, written));
    worker.change = [](Bytes const& answer) -> Result<Bytes> {
        return Bytes(answer.size() + 1);
    };
    come_back(&worker);
    BOOST_TEST(checked_here(other) >= k_long);
    BOOST_TEST(reads_all(other, written));
    worker.change = [](Bytes const&) -> Result<Bytes> {
        return fail(ErrorCode::Memory, "no worker");
    };
    come_back(&worker);
    BOOST_TEST(checked_here(other) >= k_long);
    BOOST_TEST(reads_all(other, written));
    BOOST_TEST(worker.runs == 4U);
    BOOST_TEST(other.vault->knowledge().heads().alarms().empty());
}

BOOST_FIXTURE_TEST_CASE(a_long_pull_is_the_same_with_and_without_a_worker, LongAbsence)
{
    come_back(nullptr);
    (void)other.vault->take_changes();
    BOOST_TEST(checked_here(other) >= k_long);
    auto const told = other.vault->take_changes();
    auto const tips = other.vault->knowledge().registry()->tips();
    auto const kept = kept_objects(other.disk);

    CountingWorker worker;
    come_back(&worker);
    (void)other.vault->take_changes();
    auto const version = other.vault->version();
    BOOST_REQUIRE(other.synchronise().has_value());
    auto const told_by_worker = other.vault->take_changes();
    using Records = std::set<std::pair<CompartmentId, RecordId>>;
    BOOST_TEST(
        (Records(told.records.begin(), told.records.end()) ==
         Records(told_by_worker.records.begin(), told_by_worker.records.end())));
    BOOST_TEST((other.vault->knowledge().registry()->tips() == tips));
    BOOST_TEST((kept_objects(other.disk) == kept));
    BOOST_TEST(kept.size() > k_long);
    BOOST_TEST(other.vault->knowledge().heads().alarms().empty());
    BOOST_TEST(other.vault->version() > version);
    BOOST_TEST(reads_all(other, written));
    BOOST_TEST(worker.runs == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_newcomer_and_a_new_device_have_their_past_checked_by_the_worker, LongAbsence)
{
    CountingWorker worker;
    Peer tablet(server);
    tablet.worker = &worker;
    {
        crypto::VerifiedClaims noted;
        crypto::VerifiedScope const scope(noted);
        tablet.become_device_of(school);
        BOOST_TEST(noted.names().size() < 100U);
    }
    BOOST_TEST(reads_all(tablet, written));
    BOOST_TEST(worker.runs == 1U);

    Peer newcomer(server);
    newcomer.worker = &worker;
    newcomer.answer(mayor, mayor.floor());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    mayor.let_in(newcomer);
    BOOST_TEST(checked_here(newcomer) < 100U);
    BOOST_TEST(reads_all(newcomer, written));
    BOOST_TEST(worker.runs == 2U);
    for (auto const* const peer : {&tablet, &newcomer}) {
        BOOST_TEST(peer->vault->standing().is_let_in());
        BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
    }
}

BOOST_FIXTURE_TEST_CASE(a_short_pull_asks_no_worker, HostileCouncil)
{
    CountingWorker worker;
    other.kill();
    other.worker = &worker;
    other.reopen();
    std::vector<RecordId> written;
    for (int i = 0; i < 40; ++i)
        written.push_back(school.write("fiche " + std::to_string(i)).value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(worker.runs == 0U);
    BOOST_TEST(LongAbsence::reads_all(other, written));
}

/// A device that lies names, after what it wrote, a segment that another key has signed.
BOOST_FIXTURE_TEST_CASE(a_forged_segment_of_a_batch_is_refused_with_its_alarm_as_without_a_worker, LongAbsence)
{
    auto const& chains = school.vault->knowledge().records(school.cid)->chains();
    auto const& end = *chains.ends_of(school.device()).back();
    auto address = end.segment.address;
    auto back = ledger::Chains::back_names(end);
    ++address.seq;
    auto const forged = seal_after(school, address, end.segment.bh, back, mayor.device_key, testing::payload_of(1));
    sync::SegmentAt const forged_at{address, forged.name};
    back.insert(back.begin(), forged.name);
    back.resize(2);
    ++address.seq;
    auto const last = seal_after(school, address, forged.bh, back, school.device_key, testing::payload_of(1));
    for (auto const* const sealed : {&forged, &last})
        server.put(sync::object_path(sealed->name), sealed->object);
    restate([&](ledger::Head& head) {
        std::erase_if(head.chains, [&](ledger::ChainEnd const& one) { return one.cid == address.cid; });
        head.chains.push_back({address.cid, address.seq, last.bh, last.name});
    });

    auto const alone = pulled_with(nullptr);
    BOOST_TEST(other.alarms(ErrorCode::Signature) == 1U);
    BOOST_TEST(alone.alarms.contains({ErrorCode::Signature, school.device()}));
    BOOST_TEST(reads_all(other, written));

    CountingWorker worker;
    BOOST_TEST((pulled_with(&worker) == alone));
    BOOST_TEST(worker.runs == 1U);
    BOOST_TEST(!other.vault->knowledge().holds_segment(forged_at));
    BOOST_TEST(reads_all(other, written));
}

/// Bytes of the store that are not what they are named after, and one that it does not give.
BOOST_FIXTURE_TEST_CASE(what_the_store_gives_wrongly_of_a_batch_is_as_without_a_worker, LongAbsence)
{
    auto const& chains = school.vault->knowledge().records(school.cid)->chains();
    auto const* second = chains.ends_of(school.device()).back();
    while (second->segment.address.seq > 2)
        second = second->parent;
    auto const spoiled = sync::object_path(second->name);
    auto const lost = sync::object_path(second->parent->name);
    auto const before = server.snapshot();
    server.documents.at(spoiled).body.back() ^= 1;
    server.documents.erase(lost);
    auto const alone = pulled_with(nullptr);
    BOOST_TEST(alone.alarms.contains({ErrorCode::Hash, school.device()}));
    BOOST_TEST(other.read(written.back()) == "");

    CountingWorker worker;
    BOOST_TEST((pulled_with(&worker) == alone));
    BOOST_TEST(worker.runs == 1U);

    // They alone are asked for again, and once the store gives them all of it is there.
    auto const requests = server.requests;
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(server.requests - requests < 20U);
    for (auto const& path : {spoiled, lost})
        server.documents[path] = before.at(path);
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(reads_all(other, written));
    BOOST_TEST(worker.runs == 1U);
}

/// While the worker checks, somebody types: neither loses the other.
BOOST_FIXTURE_TEST_CASE(what_is_written_while_the_worker_checks_is_on_the_disk_with_what_it_checked, LongAbsence)
{
    CountingWorker worker;
    std::optional<RecordId> typed;
    worker.change = [&](Bytes answer) -> Result<Bytes> {
        typed = other.write("tapée pendant ce temps").value();
        return answer;
    };
    come_back(&worker);
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_REQUIRE(typed.has_value());
    worker.change = {};
    other.kill();
    other.remote.offline = true;
    other.reopen();
    BOOST_TEST(other.read(*typed) == "tapée pendant ce temps");
    BOOST_TEST(reads_all(other, written));
}

BOOST_FIXTURE_TEST_CASE(a_session_that_ends_while_the_worker_checks_loses_nothing, LongAbsence)
{
    testing::LateWorker late;
    come_back(&late);
    {
        auto task = other.vault->synchronise();
        task.start();
        BOOST_REQUIRE(late.answers.has_value());
        BOOST_TEST(!task.done());
    }
    other.kill();
    late.answers->resolve(true);  // Nobody is there to hear it.

    CountingWorker worker;
    other.worker = &worker;
    other.reopen();
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(reads_all(other, written));
    BOOST_TEST(worker.runs == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_place_that_is_left_while_the_worker_checks_decides_nothing_of_the_next, LongAbsence)
{
    constexpr std::string_view k_next_place = "https://autre.example/v/";
    testing::MemoryServer there;
    there.documents = server.documents;
    other.remote.elsewhere.emplace(k_next_place, &there);
    CountingWorker worker;
    std::optional<Result<void>> moved;
    worker.change = [&](Bytes answer) -> Result<Bytes> {
        moved = other.vault->move_to({std::string(k_next_place), "token"}).run();
        return answer;
    };
    come_back(&worker);
    (void)other.synchronise();
    BOOST_REQUIRE(moved.has_value());
    BOOST_REQUIRE(moved->has_value());
    BOOST_REQUIRE(other.vault->keys().former.has_value());
    BOOST_TEST(other.vault->keys().former->awaits_first);
    BOOST_TEST(reads_all(other, written));
    worker.change = {};
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(!other.vault->keys().former->awaits_first);
    BOOST_TEST(reads_all(other, written));
}

BOOST_AUTO_TEST_SUITE_END()
