// A card that gave way while nobody was known, and that turns out to be the founder's.

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;

namespace {

/// What a device knows that holds the first key of the registry and not its root yet.
struct BeforeTheRoot : HostileCouncil {
    [[nodiscard]] static sync::EpochKeys first_key(BytesView secret)
    {
        sync::EpochKeys keys;
        keys.add(k_dir, SecretBytes::copy_of(secret));
        return keys;
    }
    ObjectName take(ledger::SignedCard const& card)
    {
        auto object = sync::seal_card(key, vault, card);
        BOOST_REQUIRE(object.has_value());
        auto const name = crypto::object_name(*object);
        BOOST_REQUIRE(waiting.take_card(name, std::move(*object), sync::Knowledge::Origin::Elsewhere).has_value());
        return name;
    }
    void take_stranger()
    {
        auto const identity = crypto::SigningKey::generate();
        auto card = school.first_card().card;
        card.identity = identity.public_key();
        card.devices = {{crypto::SigningKey::generate().public_key(), ledger::DeviceState::InUse}};
        (void)take(ledger::sign_card(std::move(card), identity, vault));
    }
    [[nodiscard]] bool is_wanted(ObjectName const& card) const
    {
        auto const wants = waiting.wants();
        return std::ranges::find(wants.cards, card) != wants.cards.end();
    }

    VaultId vault{mayor.vault->id()};
    Bytes key{to_bytes(directory_secret(mayor))};
    sync::Knowledge waiting{vault, first_key(key)};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(passed_cards, BeforeTheRoot)

BOOST_AUTO_TEST_CASE(the_founders_card_that_gave_way_is_asked_for_again_once_the_root_names_him)
{
    auto const card = take(mayor.first_card());
    for (std::size_t i = 0; i < sync::k_most_strange_cards; ++i)
        take_stranger();
    (void)waiting.settle({1});
    BOOST_REQUIRE((waiting.cards().current(mayor.member()) == nullptr));
    auto head = school.head_of(mayor)->head;
    head.card = {1, card};
    head.chains.clear();
    head.table.reset();
    auto const stated = ledger::seal_head(vault, head, mayor.device_key, key);
    BOOST_REQUIRE(stated.has_value());
    BOOST_REQUIRE(waiting.take_head(mayor.device(), stated->object).has_value());
    BOOST_TEST(!is_wanted(card));

    auto const gbody = ledger::encode_genesis(mayor.vault->knowledge().registry()->genesis());
    auto const root = ledger::seal_genesis(key, vault, gbody);
    BOOST_REQUIRE(waiting.take_genesis(crypto::object_name(root), root).has_value());
    BOOST_TEST(is_wanted(card));
    (void)take(mayor.first_card());
    (void)waiting.settle({2});
    BOOST_TEST(waiting.cards().find_device(mayor.device()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
