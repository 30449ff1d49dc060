// A name says nothing without the place where it is said to lie: a member names somebody else's object as his own,
// before the others have heard of it.

#include "tests/core/sync/forged_segments.hpp"

using namespace huisclos;

namespace {

/// The school's device names what the mayor's has published; of both heads the other member sees the school's first.
struct NamedByAnother : testing::HostileCouncil {
    /// What `publishes` puts on the store is there, and the mayor's head is still the one before.
    template <typename Publishes>
    void publish_unseen(Publishes publishes)
    {
        auto const before = server.documents.at(mayor.head_path()).body;
        publishes();
        m_shown = server.documents.at(mayor.head_path()).body;
        server.put(mayor.head_path(), before);
    }
    void show_head() { server.put(mayor.head_path(), m_shown); }

    /// The mayor's last segment as one of the school's chain.
    sync::SegmentAt name_as_own()
    {
        auto const& end = *mayor.vault->knowledge().records(mayor.cid)->chains().ends_of(mayor.device()).back();
        ledger::ChainEnd const lie{mayor.cid, 7, end.segment.bh, end.name};
        restate([&lie](ledger::Head& head) {
            std::erase_if(head.chains, [&lie](ledger::ChainEnd const& one) { return one.cid == lie.cid; });
            head.chains.push_back(lie);
        });
        return {{school.device(), lie.cid, lie.seq}, lie.name};
    }

private:
    Bytes m_shown{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(attacks_by_names, NamedByAnother)

BOOST_AUTO_TEST_CASE(attack_14_a_segment_that_another_names_as_his_own_is_read_where_it_lies)
{
    std::optional<RecordId> first;
    publish_unseen([&] { first = publish(mayor, "Un"); });
    auto const lie = name_as_own();
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(other.vault->knowledge().holds_segment(lie));
    BOOST_TEST(other.read(*first) == "");
    show_head();
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(other.read(*first) == "Un");
    auto const second = publish(mayor, "Deux");
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(other.read(second) == "Deux");

    // On the disk it lies in both places.
    other.kill();
    other.remote.offline = true;
    other.reopen();
    BOOST_TEST(other.vault->knowledge().holds_segment(lie));
    BOOST_TEST(other.read(*first) == "Un");
    BOOST_TEST(other.read(second) == "Deux");
}

BOOST_AUTO_TEST_CASE(attack_14_what_a_disk_keeps_in_a_wrong_place_is_asked_for_in_the_right_one)
{
    std::optional<RecordId> record;
    publish_unseen([&] { record = publish(mayor, "Un"); });
    auto const lie = name_as_own();
    BOOST_REQUIRE(other.synchronise().has_value());
    other.kill();
    other.reopen();
    BOOST_TEST(other.vault->knowledge().holds_segment(lie));
    show_head();
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(other.read(*record) == "Un");
}

BOOST_AUTO_TEST_CASE(attack_14_a_card_that_another_names_as_an_act_is_read_as_the_card_that_it_is)
{
    publish_unseen([&] {
        mayor.renew_inbox_key();
        BOOST_REQUIRE(mayor.synchronise().has_value());
    });
    auto const* const renewed = mayor.vault->knowledge().cards().current(mayor.member());
    BOOST_REQUIRE(renewed != nullptr);
    auto const generation = renewed->card.card.generation;
    restate([&](ledger::Head& head) { head.tips = {{ActHash{{9}}, renewed->name}}; });
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(other.vault->knowledge().cards().current(mayor.member())->card.card.generation < generation);
    show_head();
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(other.vault->knowledge().cards().current(mayor.member())->card.card.generation == generation);
}

BOOST_AUTO_TEST_SUITE_END()
