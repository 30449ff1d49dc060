#include "core/ledger/keyring.hpp"

#include <algorithm>

#include "core/base/require.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::size_t k_seed_size = 32;
/// A reader that does not know it ignores it: from 64 on (docs/protocol.md 3.1).
constexpr std::uint64_t k_inbox_dates_key = 64;

/// A number and the seed of a key.
struct NumberedSeed {
    std::uint32_t number{0};
    BytesView seed{};
};

Result<NumberedSeed> read_seed(CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, parts_of(item, 2));
    HUISCLOS_TRY_ASSIGN(number, as_u32(parts[0]));
    HUISCLOS_TRY_ASSIGN(seed, parts[1].as_bytes_of(k_seed_size));
    return NumberedSeed{.number = number, .seed = seed};
}

/// Fields of a keyring that may be absent.
Result<void> read_optional(CborValue const& map, Keyring& keyring)
{
    if (auto const floor = map.find(5)) {
        HUISCLOS_TRY_ASSIGN(value, read_floor(*floor));
        keyring.floor = std::move(value);
    }
    if (auto const officer = map.find(7)) {
        HUISCLOS_TRY_ASSIGN(seed, officer->as_bytes_of(k_seed_size));
        keyring.officer_key = crypto::KemKey::from_seed(seed);
    }
    if (auto const dates = map.find(k_inbox_dates_key))
        keyring.inbox_dates = read_dates(*dates);
    return {};
}

}  // namespace

Keyring Keyring::generate()
{
    Keyring keyring;
    keyring.identity = crypto::SigningKey::generate();
    keyring.member = crypto::member_id(keyring.identity.public_key());
    keyring.inbox_keys.push_back({.generation = 0, .key = crypto::KemKey::generate()});
    return keyring;
}

Keyring Keyring::clone() const
{
    Keyring copy;
    copy.member = member;
    copy.identity = identity.clone();
    for (auto const& inbox : inbox_keys)
        copy.inbox_keys.push_back({.generation = inbox.generation, .key = inbox.key.clone()});
    copy.floor = floor;
    copy.verified = verified;
    copy.officer_key = officer_key.clone();
    for (auto const& log : log_keys)
        copy.log_keys.push_back({.period = log.period, .key = log.key.clone()});
    copy.card_version = card_version;
    copy.inbox_dates = inbox_dates;
    return copy;
}

InboxKey const& Keyring::newest_inbox_key() const
{
    require(!inbox_keys.empty(), "a keyring with an inbox key");
    return *std::ranges::max_element(inbox_keys, {}, &InboxKey::generation);
}

std::uint32_t Keyring::first_generation() const
{
    return inbox_keys.empty() ? 0 : std::ranges::min_element(inbox_keys, {}, &InboxKey::generation)->generation;
}

void Keyring::unite(Keyring const& other)
{
    for (auto const& inbox : other.inbox_keys) {
        bool const is_known = std::ranges::any_of(inbox_keys, [&](InboxKey const& own) {
            return own.generation == inbox.generation && own.key.public_key() == inbox.key.public_key();
        });
        if (!is_known)
            inbox_keys.push_back({.generation = inbox.generation, .key = inbox.key.clone()});
    }
    for (auto const& log : other.log_keys) {
        bool const is_known = std::ranges::any_of(log_keys, [&](LogKeySeed const& own) {
            return own.period == log.period && own.key.public_key() == log.key.public_key();
        });
        if (!is_known)
            log_keys.push_back({.period = log.period, .key = log.key.clone()});
    }
    for (auto const& pinned : other.verified)
        if (std::ranges::find(verified, pinned) == verified.end())
            verified.push_back(pinned);
    unite_dates(*this, other.inbox_dates);
    card_version = std::max(card_version, other.card_version);
}

Bytes encode_keyring(Keyring const& keyring, std::uint32_t version)
{
    require(!keyring.identity.empty(), "a keyring with its identity");
    std::size_t const room = 256 + 48 * (keyring.inbox_keys.size() + keyring.log_keys.size()) +
                             20 * keyring.verified.size() + 40 * (keyring.floor ? keyring.floor->tips.size() : 0) +
                             32 * keyring.inbox_dates.size();
    CborWriter writer(room);
    writer.map(
        7 + (keyring.floor ? 1u : 0u) + (keyring.officer_key.empty() ? 0u : 1u) +
        (keyring.inbox_dates.empty() ? 0u : 1u));
    writer.key(1).unsigned_int(version).key(2).id(keyring.member).key(3).bytes(keyring.identity.seed());
    writer.key(4).array(keyring.inbox_keys.size());
    for (auto const& inbox : keyring.inbox_keys)
        writer.array(2).unsigned_int(inbox.generation).bytes(inbox.key.seed());
    if (keyring.floor)
        write_floor(writer.key(5), *keyring.floor);
    writer.key(6).array(keyring.verified.size());
    for (auto const& pinned : keyring.verified)
        writer.id(pinned);
    if (!keyring.officer_key.empty())
        writer.key(7).bytes(keyring.officer_key.seed());
    writer.key(8).array(keyring.log_keys.size());
    for (auto const& log : keyring.log_keys)
        writer.array(2).unsigned_int(log.period).bytes(log.key.seed());
    writer.key(9).unsigned_int(keyring.card_version);
    if (!keyring.inbox_dates.empty())
        write_dates(writer.key(k_inbox_dates_key), keyring.inbox_dates);
    return writer.take();
}

Result<Keyring> decode_keyring(BytesView plain, std::uint32_t version)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(plain));
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5, 6, 7, 8, 9}));
    HUISCLOS_TRY_ASSIGN(stated, u32_at(map, 1));
    HUISCLOS_TRY_ASSIGN(member, id_at<MemberId>(map, 2));
    HUISCLOS_TRY_ASSIGN(identity, bytes_at(map, 3, k_seed_size));
    HUISCLOS_TRY_ASSIGN(inbox_seeds, list_at<NumberedSeed>(map, 4, read_seed));
    HUISCLOS_TRY_ASSIGN(verified, list_at<MemberId>(map, 6, as_id<MemberId>));
    HUISCLOS_TRY_ASSIGN(log_seeds, list_at<NumberedSeed>(map, 8, read_seed));
    HUISCLOS_TRY_ASSIGN(card_version, u32_at(map, 9));

    Keyring keyring;
    keyring.member = member;
    HUISCLOS_TRY(read_optional(map, keyring));
    keyring.identity = crypto::SigningKey::from_seed(identity);
    if (stated != version || member != crypto::member_id(keyring.identity.public_key()))
        return fail(ErrorCode::Context, "a keyring of another version or member");
    for (auto const& seed : inbox_seeds)
        keyring.inbox_keys.push_back({.generation = seed.number, .key = crypto::KemKey::from_seed(seed.seed)});
    keyring.verified = std::move(verified);
    for (auto const& seed : log_seeds)
        keyring.log_keys.push_back({.period = seed.number, .key = crypto::KemKey::from_seed(seed.seed)});
    keyring.card_version = card_version;
    return keyring;
}

}  // namespace huisclos::ledger
