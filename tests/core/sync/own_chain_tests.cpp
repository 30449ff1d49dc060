// A device's own chain over the end of its program: whatever is cut, a place that it signed for is not taken twice.

#include "core/base/encoding.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::MemoryDisk;
using testing::MemoryRemote;
using testing::Peer;

namespace {

struct OwnChain : HostileCouncil {
    static void restart(Peer& peer)
    {
        peer.kill();
        peer.reopen();
    }
    /// Entries of the disk that hold segments of that device, by place in the chain.
    static std::vector<std::string> segments_on_disk(Peer& peer, DeviceId const& device)
    {
        std::vector<std::string> keys;
        for (auto const& [key, value] : peer.disk.places.begin()->second.entries) {
            if (key.starts_with("o/s/") && key.contains(to_hex(device.bytes)))
                keys.push_back(key);
        }
        return keys;
    }
    static void spoil_last_segment(Peer& peer)
    {
        auto const keys = segments_on_disk(peer, peer.device());
        BOOST_REQUIRE(!keys.empty());
        peer.disk.places.begin()->second.entries.at(keys.back()).back() ^= 1;
    }
    [[nodiscard]] std::size_t ends(Peer const& reader, DeviceId const& device) const
    {
        return reader.vault->knowledge().records(reader.cid)->chains().ends_of(device).size();
    }
    void nobody_is_alarmed()
    {
        for (auto* const peer : {&mayor, &school}) {
            BOOST_REQUIRE(peer->synchronise().has_value());
            BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
            BOOST_TEST(ends(*peer, school.device()) == 1U);
        }
        BOOST_TEST(!school.vault->status().is_cloned);
        BOOST_TEST(school.vault->status().pending == 0U);
    }
};

/// While a rotation is being fetched, at that request, something is written, and the program ends before the fetch
/// does. False: the fetch was over before.
bool ends_at(std::size_t request, bool rotates_directory)
{
    OwnChain town;
    auto& [server, mayor, school, other] = static_cast<HostileCouncil&>(town);
    town.publish(school, "d’avant");
    town.all_synchronise();
    if (rotates_directory)
        mayor.remove(other.member());
    else
        BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
    auto const of_mayor = town.publish(mayor, "sous la nouvelle clé");

    std::optional<RecordId> typed;
    MemoryDisk at_the_end;
    std::size_t seen = 0;
    school.remote.fault = [&](MemoryRemote::Verb, std::string const&) {
        if (++seen == request) {
            if (auto const made = school.write("tapée"))
                typed = *made;
            at_the_end = school.disk;
        }
        return std::optional<ports::RemoteAnswer>{};
    };
    (void)school.vault->pull().run();
    school.remote.fault = {};
    if (seen < request)
        return false;
    school.disk = at_the_end;
    school.remote.offline = true;
    OwnChain::restart(school);
    if (typed)
        BOOST_TEST(school.read(*typed) == "tapée");
    auto const after = school.write("suite");
    school.remote.offline = false;
    BOOST_REQUIRE(school.synchronise().has_value());
    town.nobody_is_alarmed();
    for (auto* const peer : {&mayor, &school}) {
        BOOST_TEST(peer->read(of_mayor) == "sous la nouvelle clé");
        if (typed)
            BOOST_TEST(peer->read(*typed) == "tapée");
        if (after)
            BOOST_TEST(peer->read(*after) == "suite");
    }
    BOOST_TEST(after.has_value());
    return true;
}

/// How many requests such a fetch makes; each of them was the last once.
std::size_t end_at_each_request(bool rotates_directory)
{
    constexpr std::size_t k_most_requests = 64;
    std::size_t request = 1;
    while (request < k_most_requests && ends_at(request, rotates_directory))
        ++request;
    return request;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(own_chain, OwnChain)

BOOST_AUTO_TEST_CASE(what_is_written_while_a_rotation_comes_is_on_the_disk_with_its_key_wherever_it_is_cut)
{
    auto const requests = end_at_each_request(false);
    BOOST_TEST(requests > 4U);
    BOOST_TEST(requests < 64U);
}

BOOST_AUTO_TEST_CASE(the_same_when_the_key_of_the_registry_changes_under_the_head_too)
{
    auto const requests = end_at_each_request(true);
    BOOST_TEST(requests > 4U);
    BOOST_TEST(requests < 64U);
}

BOOST_AUTO_TEST_CASE(an_edit_that_the_disk_refuses_while_a_rotation_comes_keeps_nothing_that_was_fetched_back)
{
    BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
    auto const of_mayor = publish(mayor, "sous la nouvelle clé");
    std::size_t refusals = 0;
    school.remote.fault = [&](MemoryRemote::Verb verb, std::string const& path) {
        if (verb == MemoryRemote::Verb::Get && path.starts_with("o/")) {
            school.disk.full = true;
            refusals += school.write("refusée").has_value() ? 0 : 1;
            school.disk.full = false;
        }
        return std::optional<ports::RemoteAnswer>{};
    };
    BOOST_REQUIRE(school.vault->pull().run().has_value());
    school.remote.fault = {};
    BOOST_TEST(refusals > 1U);
    school.remote.offline = true;
    restart(school);
    BOOST_TEST(school.read(of_mayor) == "sous la nouvelle clé");
    BOOST_TEST(segments_on_disk(school, school.device()).empty());
    auto const kept = school.write("gardée");
    BOOST_REQUIRE(kept.has_value());
    school.remote.offline = false;
    BOOST_REQUIRE(school.synchronise().has_value());
    nobody_is_alarmed();
    BOOST_TEST(mayor.read(*kept) == "gardée");
}

BOOST_AUTO_TEST_CASE(a_last_segment_that_the_disk_spoiled_is_fetched_before_another_takes_its_place)
{
    auto const published = publish(school, "publiée");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    school.kill();
    spoil_last_segment(school);
    school.remote.offline = true;
    school.reopen();
    BOOST_TEST(school.read(published) == "");
    BOOST_TEST((school.write("à la même place").error().code == ErrorCode::Store));
    school.remote.offline = false;
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(published) == "publiée");
    auto const next = publish(school, "à la suite");
    nobody_is_alarmed();
    BOOST_TEST(mayor.read(published) == "publiée");
    BOOST_TEST(mayor.read(next) == "à la suite");
}

BOOST_AUTO_TEST_CASE(a_last_segment_that_the_disk_spoiled_before_it_was_sent_is_in_the_journal)
{
    school.remote.offline = true;
    auto const unsent = school.write("pas encore envoyée");
    BOOST_REQUIRE(unsent.has_value());
    school.kill();
    spoil_last_segment(school);
    school.reopen();
    BOOST_TEST(school.read(*unsent) == "pas encore envoyée");
    auto const next = school.write("à la suite");
    BOOST_REQUIRE(next.has_value());
    school.remote.offline = false;
    BOOST_REQUIRE(school.synchronise().has_value());
    nobody_is_alarmed();
    BOOST_TEST(mayor.read(*unsent) == "pas encore envoyée");
    BOOST_TEST(mayor.read(*next) == "à la suite");
}

BOOST_AUTO_TEST_CASE(a_last_segment_that_disk_and_store_have_lost_leaves_after_a_day_another_device)
{
    publish(school, "publiée");
    auto const* const end = school.vault->knowledge().records(school.cid)->chains().ends_of(school.device()).back();
    server.erase(sync::object_path(end->name));
    school.kill();
    spoil_last_segment(school);
    school.reopen();
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST((school.write("à la même place").error().code == ErrorCode::Store));
    BOOST_TEST(!school.vault->may_continue());
    restart(school);
    school.clock.advance(k_ms_per_day);
    mayor.clock.advance(k_ms_per_day);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(!school.vault->status().is_cloned);
    BOOST_REQUIRE((school.vault->status().impasse == sync::Impasse::EndLost));
    BOOST_REQUIRE(school.continue_as_new_device().has_value());
    BOOST_TEST(!school.vault->may_continue());
    BOOST_REQUIRE(school.synchronise().has_value());
    auto const next = publish(school, "de l’appareil suivant");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(next) == "de l’appareil suivant");
}

BOOST_AUTO_TEST_CASE(a_last_segment_that_the_store_gives_in_time_is_not_lost)
{
    auto const published = publish(school, "publiée");
    auto const* const end = school.vault->knowledge().records(school.cid)->chains().ends_of(school.device()).back();
    auto const path = sync::object_path(end->name);
    auto const object = server.documents.at(path).body;
    server.erase(path);
    school.kill();
    spoil_last_segment(school);
    school.reopen();
    BOOST_REQUIRE(school.synchronise().has_value());
    school.clock.advance(k_ms_per_day);
    BOOST_TEST((school.vault->status().impasse == sync::Impasse::EndLost));
    server.put(path, object);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST((school.vault->status().impasse == sync::Impasse::None));
    BOOST_TEST(school.read(published) == "publiée");
    BOOST_TEST((school.continue_as_new_device().error().code == ErrorCode::Missing));
}

BOOST_AUTO_TEST_CASE(two_segments_of_ones_own_for_one_place_are_a_clone_that_may_go_on_as_another_device)
{
    Peer copy(server);
    copy.become_copy_of(school);
    auto const own = school.write("de l’original");
    auto const of_copy = copy.write("de la copie");
    BOOST_REQUIRE((own.has_value() && of_copy.has_value()));
    school.kill();
    auto const& copied = copy.disk.places.begin()->second.entries;
    for (auto const& key : segments_on_disk(copy, school.device()))
        school.disk.places.begin()->second.entries.emplace(key, copied.at(key));
    school.reopen();
    BOOST_REQUIRE(ends(school, school.device()) == 2U);
    (void)school.synchronise();
    BOOST_TEST(school.vault->status().is_cloned);
    BOOST_REQUIRE(school.continue_as_new_device().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    auto const next = publish(school, "de l’appareil suivant");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(next) == "de l’appareil suivant");
    BOOST_TEST(mayor.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_SUITE_END()
