#include "core/ledger/card.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;

namespace {

struct Signer {
    VaultId vault = crypto::random_id<VaultId>();
    crypto::SigningKey identity = crypto::SigningKey::generate();
    crypto::PublicKey laptop = crypto::SigningKey::generate().public_key();
    crypto::PublicKey phone = crypto::SigningKey::generate().public_key();
    crypto::KemKey inbox = crypto::KemKey::generate();

    Card card(std::uint32_t version, std::vector<CardDevice> devices) const
    {
        return {
            .identity = identity.public_key(),
            .version = version,
            .devices = std::move(devices),
            .inbox_key = inbox.public_key()};
    }
    SignedCard sign(Card card) const { return sign_card(std::move(card), identity, vault); }
};

Acceptance acceptance(std::uint32_t version)
{
    return {.what = AcceptedText::Charter, .version = version, .text = crypto::text_hash("charte"), .at = {5}};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(card, Signer)

BOOST_AUTO_TEST_CASE(the_published_card_is_read_signed_and_written_alike)
{
    auto const& d = support::read_vectors("objects.json").at("derived");
    auto const published_vault = VaultId::from(support::range(0x40, 32)).value();
    auto const key = crypto::SigningKey::from_seed(hex_of(d, "ISK"));
    for (auto const* name : {"cbody", "first card"}) {
        auto const body = hex_of(d, name);
        auto const decoded = decode_card_body(body).value();
        BOOST_TEST((encode_card_body(decoded) == body));
        BOOST_TEST(to_hex(decoded.member().view()) == d.at("member").get<std::string>());
        BOOST_TEST(to_hex(decoded.device_id(decoded.devices.at(0)).view()) == d.at("device").get<std::string>());
    }
    auto const made = sign_card(decode_card_body(hex_of(d, "cbody")).value(), key, published_vault);
    BOOST_TEST(to_hex(made.hash) == d.at("H(card, cbody)").get<std::string>());
    BOOST_TEST(to_hex(made.signature.view()) == d.at("card sig").get<std::string>());
    for (auto const& object : support::read_vectors("objects.json").at("objects"))
        if (object.at("type") == "card") {
            BOOST_TEST((encode_card(made) == hex_of(object, "plain")));
            BOOST_TEST(decode_card(hex_of(object, "plain"), published_vault).has_value());
        }
}

BOOST_AUTO_TEST_CASE(a_card_not_signed_by_its_member_is_refused)
{
    auto const good = sign(card(1, {{.key = laptop}}));
    BOOST_TEST(decode_card(encode_card(good), vault).has_value());
    BOOST_TEST((decode_card(encode_card(good), crypto::random_id<VaultId>()).error().code == ErrorCode::Signature));
    auto forged = good;
    forged.card.devices.push_back({.key = phone});
    forged.body = encode_card_body(forged.card);
    BOOST_TEST((decode_card(encode_card(forged), vault).error().code == ErrorCode::Signature));
    forged = good;
    forged.signature.bytes[0] ^= 1;
    BOOST_TEST((decode_card(encode_card(forged), vault).error().code == ErrorCode::Signature));
}

BOOST_AUTO_TEST_CASE(wrong_types_are_encoding_errors_and_later_fields_upgrades)
{
    auto const body = encode_card_body(card(1, {{.key = laptop}}));
    auto const map = parse_cbor(body).value();
    auto const with_field = [&](std::uint64_t changed, auto write) {
        CborWriter writer;
        auto keys = map.keys().value();
        if (!map.find(changed))
            keys.push_back(changed);
        writer.map(keys.size());
        for (auto const key : keys) {
            writer.key(key);
            if (key == changed)
                write(writer);
            else
                writer.raw(map.at(key)->encoded());
        }
        return decode_card_body(writer.take());
    };
    auto const number = [](std::uint64_t value) {
        return [value](CborWriter& writer) {
            writer.unsigned_int(value);
        };
    };
    BOOST_TEST(with_field(2, number(7)).has_value());
    BOOST_TEST((with_field(2, number(std::uint64_t{1} << 32)).error().code == ErrorCode::Encoding));
    BOOST_TEST((with_field(4, number(std::uint64_t{1} << 32)).error().code == ErrorCode::Encoding));
    BOOST_TEST((with_field(1, number(1)).error().code == ErrorCode::Encoding));
    BOOST_TEST((with_field(8, number(1)).error().code == ErrorCode::Upgrade));
    BOOST_TEST(with_field(64, number(1)).has_value());
    auto const device_in_state = [&](std::uint64_t state) {
        return [this, state](CborWriter& writer) {
            writer.array(1).array(2).id(laptop).unsigned_int(state);
        };
    };
    BOOST_TEST(with_field(3, device_in_state(2)).has_value());
    BOOST_TEST((with_field(3, device_in_state(3)).error().code == ErrorCode::Encoding));
    BOOST_TEST((with_field(3, device_in_state(0)).error().code == ErrorCode::Encoding));
    BOOST_TEST(
        (with_field(7, [](CborWriter& writer) { writer.bytes(Bytes(1184)); }).error().code == ErrorCode::Encoding));
    BOOST_TEST((with_field(7, [](CborWriter& writer) { writer.null(); }).error().code == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_CASE(the_highest_version_counts_then_the_smaller_hash)
{
    auto const first = sign(card(1, {{.key = laptop}}));
    auto const second = sign(card(2, {{.key = laptop}}));
    auto const beside = sign(card(2, {{.key = laptop}, {.key = phone}}));
    SignedCard const* const all[] = {&first, &second, &beside};
    auto const& smaller = second.hash < beside.hash ? second : beside;
    BOOST_TEST((&current_card(all) == &smaller));
    BOOST_TEST(counts_before(second, first));
    BOOST_TEST(!counts_before(first, second));
    BOOST_TEST(!counts_before(first, first));
}

BOOST_AUTO_TEST_CASE(a_new_card_lists_what_every_valid_card_lists)
{
    auto one = card(3, {{.key = laptop}});
    one.acceptances = {acceptance(1)};
    auto two = card(3, {{.key = laptop, .state = DeviceState::Lost}, {.key = phone}});
    two.acceptances = {acceptance(2)};
    auto const first = sign(one);
    auto const second = sign(two);
    SignedCard const* const all[] = {&first, &second};
    auto next = next_card(all);
    BOOST_TEST(next.version == 4u);
    BOOST_TEST(next.devices.size() == 2u);
    BOOST_TEST(next.acceptances.size() == 2u);
    // A device lost on one card is lost.
    auto const& laptop_listed = next.devices[0].key == laptop ? next.devices[0] : next.devices[1];
    BOOST_TEST((laptop_listed == CardDevice{.key = laptop, .state = DeviceState::Lost}));
    BOOST_TEST(next.accepts(AcceptedText::Charter, 2, crypto::text_hash("charte")));
    BOOST_TEST(!next.accepts(AcceptedText::Charter, 2, crypto::text_hash("autre")));
    BOOST_TEST(!next.accepts(AcceptedText::RulesOfProcedure, 2, crypto::text_hash("charte")));

    auto const generation = next.generation;
    auto const fresh = crypto::KemKey::generate();
    mark_lost(next, phone, fresh.public_key());
    BOOST_TEST(next.generation == generation + 1);
    BOOST_TEST((next.inbox_key == fresh.public_key()));
}

BOOST_AUTO_TEST_CASE(no_ninth_device_in_use_is_listed_and_one_that_is_lost_makes_room)
{
    Card card;
    for (std::uint8_t i = 0; i < k_max_devices_in_use; ++i) {
        BOOST_TEST(may_list_another_device(card));
        card.devices.push_back({crypto::SigningKey::generate().public_key(), DeviceState::InUse});
    }
    BOOST_TEST(!may_list_another_device(card));
    card.devices.front().state = DeviceState::Lost;
    BOOST_TEST(may_list_another_device(card));
    // Readers take cards of others as they are.
    card.devices.resize(20, card.devices.back());
    BOOST_TEST(!may_list_another_device(card));
}

BOOST_AUTO_TEST_SUITE_END()
