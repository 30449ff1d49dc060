#include "core/ledger/card.hpp"

#include <algorithm>

#include "core/base/require.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

Result<CardDevice> read_device(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(parts, parts_of(value, 2));
    HUISCLOS_TRY_ASSIGN(key, parts[0].as_id<crypto::PublicKey>());
    HUISCLOS_TRY_ASSIGN(state, parts[1].as_unsigned());
    if (state != 1 && state != 2)
        return fail(ErrorCode::Encoding, "a device in use or lost");
    return CardDevice{.key = key, .state = static_cast<DeviceState>(state)};
}

Result<Acceptance> read_acceptance(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(parts, parts_of(value, 4));
    HUISCLOS_TRY_ASSIGN(what, parts[0].as_unsigned());
    HUISCLOS_TRY_ASSIGN(version, as_u32(parts[1]));
    HUISCLOS_TRY_ASSIGN(text, parts[2].as_id<TextHash>());
    HUISCLOS_TRY_ASSIGN(at, as_instant(parts[3]));
    return Acceptance{.what = static_cast<AcceptedText>(what), .version = version, .text = text, .at = at};
}

}  // namespace

bool Card::accepts(AcceptedText what, std::uint32_t text_version, TextHash const& text) const
{
    return std::ranges::any_of(acceptances, [&](Acceptance const& acceptance) {
        return acceptance.what == what && acceptance.version == text_version && acceptance.text == text;
    });
}

bool SignedCard::has_sealing_key() const
{
    if (!seals)
        seals = crypto::encapsulate(card.inbox_key).has_value();
    return *seals;
}

Bytes encode_card_body(Card const& card)
{
    CborWriter writer;
    writer.map(card.officer_key ? 7 : 6);
    writer.key(1).id(card.identity).key(2).unsigned_int(card.version);
    writer.key(3).array(card.devices.size());
    for (auto const& device : card.devices)
        writer.array(2).id(device.key).unsigned_int(static_cast<std::uint64_t>(device.state));
    writer.key(4).unsigned_int(card.generation).key(5).id(card.inbox_key);
    writer.key(6).array(card.acceptances.size());
    for (auto const& acceptance : card.acceptances)
        writer.array(4)
            .unsigned_int(static_cast<std::uint64_t>(acceptance.what))
            .unsigned_int(acceptance.version)
            .id(acceptance.text)
            .unsigned_int(static_cast<std::uint64_t>(acceptance.at.ms));
    if (card.officer_key)
        writer.key(7).id(*card.officer_key);
    return writer.take();
}

Result<Card> decode_card_body(BytesView body)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(body));
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5, 6, 7}));
    HUISCLOS_TRY_ASSIGN(identity, id_at<crypto::PublicKey>(map, 1));
    HUISCLOS_TRY_ASSIGN(version, u32_at(map, 2));
    HUISCLOS_TRY_ASSIGN(devices, list_at<CardDevice>(map, 3, read_device));
    HUISCLOS_TRY_ASSIGN(generation, u32_at(map, 4));
    HUISCLOS_TRY_ASSIGN(inbox_key, id_at<crypto::KemPublic>(map, 5));
    HUISCLOS_TRY_ASSIGN(acceptances, list_at<Acceptance>(map, 6, read_acceptance));
    Card card{
        .identity = identity,
        .version = version,
        .devices = std::move(devices),
        .generation = generation,
        .inbox_key = inbox_key,
        .acceptances = std::move(acceptances)};
    if (auto const officer = map.find(7)) {
        HUISCLOS_TRY_ASSIGN(key, officer->as_id<crypto::KemPublic>());
        card.officer_key = key;
    }
    return card;
}

SignedCard sign_card(Card card, crypto::SigningKey const& identity, VaultId const& vault)
{
    require(card.identity == identity.public_key(), "a card signed by the identity that it names");
    SignedCard result{.card = std::move(card)};
    result.body = encode_card_body(result.card);
    result.hash = crypto::hash(crypto::HashLabel::Card, result.body);
    result.signature = identity.sign(crypto::SignLabel::Card, vault, result.hash);
    return result;
}

Result<SignedCard> check_card(BytesView body, crypto::Signature const& signature, VaultId const& vault)
{
    HUISCLOS_TRY_ASSIGN(card, decode_card_body(body));
    auto const hash = crypto::hash(crypto::HashLabel::Card, body);
    if (!crypto::verify(card.identity, crypto::SignLabel::Card, vault, hash, signature))
        return fail(ErrorCode::Signature, "a card not signed by its member");
    return SignedCard{.card = std::move(card), .body = to_bytes(body), .hash = hash, .signature = signature};
}

Bytes encode_card(SignedCard const& card)
{
    CborWriter writer;
    writer.array(2).bytes(card.body).id(card.signature);
    return writer.take();
}

Result<SignedCard> decode_card(BytesView plain, VaultId const& vault)
{
    HUISCLOS_TRY_ASSIGN(pair, parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(parts, parts_of(pair, 2));
    HUISCLOS_TRY_ASSIGN(body, parts[0].as_bytes());
    HUISCLOS_TRY_ASSIGN(signature, parts[1].as_id<crypto::Signature>());
    return check_card(body, signature, vault);
}

bool counts_before(SignedCard const& a, SignedCard const& b)
{
    return a.card.version != b.card.version ? a.card.version > b.card.version : a.hash < b.hash;
}

SignedCard const& current_card(std::span<SignedCard const* const> cards)
{
    require(!cards.empty(), "a member with a card");
    return **std::ranges::min_element(
        cards, [](SignedCard const* a, SignedCard const* b) { return counts_before(*a, *b); });
}

Card next_card(std::span<SignedCard const* const> cards)
{
    Card next = current_card(cards).card;
    ++next.version;
    for (auto const* other : cards) {
        require(other->card.identity == next.identity, "cards of one member");
        for (auto const& device : other->card.devices) {
            auto const found = std::ranges::find(next.devices, device.key, &CardDevice::key);
            if (found == next.devices.end())
                next.devices.push_back(device);
            else if (device.state == DeviceState::Lost)
                found->state = DeviceState::Lost;
        }
        for (auto const& acceptance : other->card.acceptances)
            if (std::ranges::find(next.acceptances, acceptance) == next.acceptances.end())
                next.acceptances.push_back(acceptance);
        if (!next.officer_key)
            next.officer_key = other->card.officer_key;
    }
    return next;
}

bool may_list_another_device(Card const& card)
{
    auto const in_use = std::ranges::count(card.devices, DeviceState::InUse, &CardDevice::state);
    return static_cast<std::size_t>(in_use) < k_max_devices_in_use;
}

void mark_lost(Card& card, crypto::PublicKey const& device, crypto::KemPublic const& new_inbox_key)
{
    auto const found = std::ranges::find(card.devices, device, &CardDevice::key);
    require(found != card.devices.end(), "a device that the card lists");
    found->state = DeviceState::Lost;
    ++card.generation;
    card.inbox_key = new_inbox_key;
}

}  // namespace huisclos::ledger
