#include "core/base/require.hpp"
#include "core/ledger/account.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

void write_slot(CborWriter& writer, Slot const& slot)
{
    std::size_t const optional =
        (slot.ops ? 1u : 0u) + (slot.mem_kib ? 1u : 0u) + (slot.salt ? 1u : 0u) + (slot.credential ? 1u : 0u);
    writer.map(3 + optional);
    writer.key(1).id(slot.id).key(2).unsigned_int(static_cast<std::uint64_t>(slot.method));
    if (slot.ops)
        writer.key(3).unsigned_int(*slot.ops);
    if (slot.mem_kib)
        writer.key(4).unsigned_int(*slot.mem_kib);
    if (slot.salt)
        writer.key(5).bytes(*slot.salt);
    if (slot.credential)
        writer.key(6).bytes(*slot.credential);
    writer.key(7).bytes(slot.sealed);
}

Result<Slot> read_slot(CborValue const& map)
{
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5, 6, 7}));
    HUISCLOS_TRY_ASSIGN(id, id_at<SlotId>(map, 1));
    HUISCLOS_TRY_ASSIGN(method, unsigned_at(map, 2));
    HUISCLOS_TRY_ASSIGN(sealed, bytes_at(map, 7));
    Slot slot{.id = id, .method = static_cast<SlotMethod>(method), .sealed = to_bytes(sealed)};
    if (map.find(3)) {
        HUISCLOS_TRY_ASSIGN(ops, unsigned_at(map, 3));
        slot.ops = ops;
    }
    if (map.find(4)) {
        HUISCLOS_TRY_ASSIGN(mem_kib, unsigned_at(map, 4));
        slot.mem_kib = mem_kib;
    }
    if (map.find(5)) {
        HUISCLOS_TRY_ASSIGN(salt, bytes_at(map, 5, crypto::k_password_salt_size));
        slot.salt.emplace();
        std::ranges::copy(salt, slot.salt->begin());
    }
    if (map.find(6)) {
        HUISCLOS_TRY_ASSIGN(credential, bytes_at(map, 6));
        slot.credential = to_bytes(credential);
    }
    return slot;
}

}  // namespace

std::optional<crypto::PasswordCost> Slot::cost() const
{
    bool const has_parameters = method == SlotMethod::Passphrase && ops && mem_kib && salt;
    if (!has_parameters || *ops >= k_u32_bound || *mem_kib >= k_u32_bound)
        return std::nullopt;
    crypto::PasswordCost const stated{
        .ops = static_cast<std::uint32_t>(*ops), .mem_kib = static_cast<std::uint32_t>(*mem_kib)};
    return crypto::is_allowed(stated) ? std::optional(stated) : std::nullopt;
}

Bytes encode_account(std::uint32_t version, std::span<Slot const> slots, BytesView keyring)
{
    CborWriter writer;
    writer.map(3).key(1).unsigned_int(version).key(2).array(slots.size());
    for (auto const& slot : slots)
        write_slot(writer, slot);
    writer.key(3).bytes(keyring);
    return writer.take();
}

Result<LockedAccount> decode_account(BytesView plain, std::uint32_t version)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(plain));
    HUISCLOS_TRY(map.check_keys({1, 2, 3}));
    HUISCLOS_TRY_ASSIGN(stated, u32_at(map, 1));
    HUISCLOS_TRY_ASSIGN(slots, list_at<Slot>(map, 2, read_slot));
    HUISCLOS_TRY_ASSIGN(keyring, bytes_at(map, 3));
    if (stated != version)
        return fail(ErrorCode::Context, "an account of another version");
    return LockedAccount{.version = stated, .slots = std::move(slots), .keyring = to_bytes(keyring)};
}

Bytes pack_account(std::uint32_t version, BytesView object)
{
    Bytes packed;
    packed.reserve(4 + object.size());
    append_u32(packed, version);
    append(packed, object);
    return packed;
}

Result<StoredAccount> unpack_account(BytesView packed)
{
    if (packed.size() < 4)
        return fail(ErrorCode::Encoding, "shorter than a version");
    std::uint32_t version = 0;
    for (unsigned i = 0; i < 4; ++i)
        version |= static_cast<std::uint32_t>(packed[i]) << (8 * i);
    return StoredAccount{.version = version, .object = to_bytes(packed.subspan(4))};
}

}  // namespace huisclos::ledger
