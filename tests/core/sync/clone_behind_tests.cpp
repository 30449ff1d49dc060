// A restored copy that lacks the key under which its device has gone on elsewhere (docs/protocol.md 3.5, E_CLONE).

#include "tests/core/sync/copied_council.hpp"

using namespace huisclos;
using sync::Impasse;
using testing::Copied;
using testing::k_of_copy;

namespace {

bool lists(ledger::Card const& card, DeviceId const& device)
{
    return std::ranges::any_of(
        card.devices, [&](ledger::CardDevice const& listed) { return card.device_id(listed) == device; });
}

/// A restored copy whose member has another sealing key since: neither the grant of a rotation nor the head under it
/// opens here.
struct Behind : Copied {
    Behind()
    {
        copy.become_copy_of(school);
        school.renew_inbox_key();
        BOOST_REQUIRE(school.synchronise().has_value());
        BOOST_REQUIRE(mayor.synchronise().has_value());
        mayor.remove(other.member());
        BOOST_REQUIRE(school.synchronise().has_value());
        own = publish(school, "De l'original");
        head = server.documents.at(school.head_path()).body;
    }
    /// Written there, and kept there alone.
    RecordId waits()
    {
        auto const made = copy.write(k_of_copy);
        BOOST_REQUIRE(made.has_value());
        for (int i = 0; i < 3; ++i) {
            (void)copy.synchronise();
            is_silent();
            restart(copy);
        }
        (void)copy.synchronise();
        is_silent();
        return *made;
    }
    void is_silent()
    {
        BOOST_TEST(copy.vault->status().own_head_closed);
        BOOST_TEST(!copy.vault->status().is_cloned);
        BOOST_TEST(copy.vault->status().pending > 0U);
        BOOST_TEST(same_bytes(server.documents.at(school.head_path()).body, head));
    }
    /// The copy's new device is heard, and nothing was said in the name of the former one.
    void is_heard(RecordId const& record)
    {
        BOOST_TEST(same_bytes(server.documents.at(school.head_path()).body, head));
        for (auto* const peer : {&mayor, &school}) {
            BOOST_REQUIRE(peer->synchronise().has_value());
            BOOST_TEST(peer->read(record) == k_of_copy);
            BOOST_TEST(peer->read(own) == "De l'original");
            BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
        }
        BOOST_TEST(!copy.vault->status().own_head_closed);
    }

    /// The key comes, by the account: it says who went on.
    void learns_the_key()
    {
        BOOST_REQUIRE(copy.vault->use_keyring(&school.keyring).run().has_value());
        copy.keyring = school.keyring.clone();
        (void)copy.synchronise();
        BOOST_TEST(copy.vault->status().is_cloned);
    }
    /// As a new device, by a card of the same version as the one that was made with the new sealing key and that the
    /// copy does not know.
    void goes_on_by_a_card(bool counts)
    {
        auto const& former = school.vault->knowledge().cards().current(school.member())->card;
        auto const ring_key = crypto::random_secret(32);
        sync::NextDevice next;
        do {
            copy.device_key = crypto::SigningKey::generate();
            next.card = sync::card_with_device(*copy.vault, copy.keyring, copy.device_key.public_key());
        } while (ledger::counts_before(next.card, former) != counts);
        BOOST_REQUIRE(next.card.card.version == former.card.version);
        next.key = copy.device_key.clone();
        next.ring_key = ring_key.clone();
        auto const went_on = copy.vault->continue_as(std::move(next)).run();
        BOOST_REQUIRE(went_on.has_value());
        copy.opens_with(ring_key.view());
        BOOST_REQUIRE(copy.synchronise().has_value());
    }

    RecordId own{};
    Bytes head{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(clones_behind)

BOOST_FIXTURE_TEST_CASE(a_copy_that_cannot_open_the_head_of_its_device_writes_nothing_over_it, Behind)
{
    auto const record = waits();
    learns_the_key();
    goes_on_by_a_card(true);
    is_heard(record);
}

BOOST_FIXTURE_TEST_CASE(a_copy_that_went_on_is_heard_whichever_of_two_cards_of_one_version_counts, Behind)
{
    auto const record = waits();
    learns_the_key();
    goes_on_by_a_card(false);
    is_heard(record);
    // The other card is read by then, and lists no such device.
    auto const* const current = copy.vault->knowledge().cards().current(copy.member());
    BOOST_TEST(!lists(current->card.card, copy.device()));
    restart(copy);
    auto const next = publish(copy, "Plus tard");
    for (auto* const peer : {&mayor, &school}) {
        BOOST_REQUIRE(peer->synchronise().has_value());
        BOOST_TEST(peer->read(next) == "Plus tard");
        BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
    }
}

BOOST_FIXTURE_TEST_CASE(
    a_copy_whose_head_stays_closed_for_a_day_goes_on_as_another_device_once_a_person_says_so, Behind)
{
    auto const record = waits();
    BOOST_TEST((copy.continue_as_new_device().error().code == ErrorCode::Missing));
    BOOST_TEST((copy.vault->write_over_own_head().run().error().code == ErrorCode::Missing));
    BOOST_TEST(!copy.vault->may_continue());
    copy.clock.advance(k_ms_per_day);
    for (int i = 0; i < 2; ++i) {
        (void)copy.synchronise();
        is_silent();
        BOOST_TEST((copy.vault->status().impasse == Impasse::HeadClosed));
        BOOST_TEST(copy.vault->may_continue());
        restart(copy);
    }
    go_on();
    is_heard(record);
    BOOST_TEST(!copy.vault->may_continue());
}

BOOST_FIXTURE_TEST_CASE(a_head_that_was_no_junk_and_was_written_over_alarms_the_others, Behind)
{
    (void)waits();
    copy.clock.advance(k_ms_per_day);
    BOOST_REQUIRE(copy.vault->write_over_own_head().run().has_value());
    BOOST_REQUIRE(copy.synchronise().has_value());
    BOOST_TEST(!same_bytes(server.documents.at(school.head_path()).body, head));
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) + mayor.alarms(ErrorCode::Fork) > 0U);
}

BOOST_FIXTURE_TEST_CASE(junk_that_looks_like_a_closed_head_makes_no_device_a_clone, Copied)
{
    auto const true_head = server.documents.at(school.head_path()).body;
    constexpr std::size_t k_header = 8;
    for (int turn = 0; turn < 2; ++turn) {
        auto junk = true_head;
        crypto::random_fill(std::span(junk).subspan(k_header));
        server.put(school.head_path(), junk);
        restart(school);
        auto const record = school.write("Malgré tout");
        BOOST_REQUIRE(record.has_value());
        (void)school.synchronise();
        // A copy of it may have gone on under a key that it lacks: for a day it waits, then a person says.
        BOOST_TEST(school.vault->status().own_head_closed);
        school.clock.advance(k_ms_per_day);
        (void)school.synchronise();
        BOOST_TEST(!school.vault->status().is_cloned);
        BOOST_TEST(!school.vault->is_write_stopped());
        BOOST_TEST(same_bytes(server.documents.at(school.head_path()).body, junk));
        BOOST_REQUIRE((school.vault->status().impasse == Impasse::HeadClosed));
        BOOST_REQUIRE(school.vault->write_over_own_head().run().has_value());
        // Cut before it is sent: no other day is to be waited for.
        restart(school);
        BOOST_REQUIRE(school.vault->write_over_own_head().run().has_value());
        BOOST_REQUIRE(school.synchronise().has_value());
        BOOST_TEST(!school.vault->status().own_head_closed);
        BOOST_TEST((school.vault->status().impasse == Impasse::None));
        BOOST_TEST(school.vault->status().pending == 0U);
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(mayor.read(*record) == "Malgré tout");
        BOOST_TEST(mayor.vault->knowledge().heads().alarms().empty());
    }
}

BOOST_FIXTURE_TEST_CASE(junk_in_place_of_ones_own_head_is_written_over, Copied)
{
    for (auto const& junk : {Bytes{'<'}, Bytes(300, 7)}) {
        server.put(school.head_path(), junk);
        restart(school);
        publish(school, "Malgré tout");
        BOOST_TEST(!school.vault->status().own_head_closed);
        BOOST_TEST(mayor.head_of(school).has_value());
    }
    auto head = mayor.head_of(school)->head;
    head.counter += 5;
    put_head(school.head_path(), head, other.device_key, directory_secret(mayor));
    restart(school);
    publish(school, "Malgré tout");
    BOOST_TEST(!school.vault->status().is_cloned);
}

BOOST_AUTO_TEST_SUITE_END()
