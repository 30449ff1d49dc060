#include "core/ledger/grant.hpp"

#include "core/crypto/envelope.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::size_t k_item_size = 1 + 17 + 34;
constexpr std::uint64_t k_kept_by_field = 64;

crypto::Context context_of(VaultId const& vault, crypto::KemPublic const& recipient)
{
    return {.type = crypto::ObjectType::Grant, .vault = vault, .id = crypto::inbox_id(vault, recipient).bytes};
}

Result<GrantItem> read_item(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(parts, parts_of(value, 2));
    HUISCLOS_TRY_ASSIGN(cid, parts[0].as_id<CompartmentId>());
    HUISCLOS_TRY_ASSIGN(secret, parts[1].as_bytes_of(k_epoch_secret_size));
    return GrantItem{cid, SecretBytes::copy_of(secret)};
}

}  // namespace

SecretBytes encode_grant(Grant const& grant)
{
    CborWriter writer(64 + grant.items.size() * k_item_size);
    writer.map(grant.kept_by ? 4 : 3).key(1).id(grant.target);
    writer.key(2).unsigned_int(grant.generation);
    writer.key(3).array(grant.items.size());
    for (auto const& item : grant.items)
        writer.array(2).id(item.cid).bytes(item.secret.view());
    if (grant.kept_by)
        writer.key(k_kept_by_field).id(*grant.kept_by);
    auto plain = writer.take();
    auto secret = SecretBytes::copy_of(plain);
    wipe(plain);
    return secret;
}

Result<Grant> decode_grant(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(root, parse_cbor(plain));
    HUISCLOS_TRY(root.check_keys({1, 2, 3}));
    HUISCLOS_TRY_ASSIGN(target, id_at<GrantTarget>(root, 1));
    HUISCLOS_TRY_ASSIGN(generation, u32_at(root, 2));
    HUISCLOS_TRY_ASSIGN(items, list_at<GrantItem>(root, 3, read_item));
    Grant grant;
    grant.target = target;
    grant.generation = generation;
    grant.items = std::move(items);
    // An ignorable field of another form is as if it were not there.
    auto const kept_by = root.find(k_kept_by_field);
    if (auto const device = kept_by ? kept_by->as_id<DeviceId>() : Result<DeviceId>(fail(ErrorCode::Missing, "none")))
        grant.kept_by = *device;
    return grant;
}

Result<Bytes> seal_grant(VaultId const& vault, crypto::KemPublic const& recipient, Grant const& grant)
{
    return crypto::make_seal(recipient, context_of(vault, recipient), encode_grant(grant).view());
}

Result<Grant> open_grant(VaultId const& vault, GrantKey const& key, GrantTarget const& expected, BytesView object)
{
    crypto::KemKey const* const keys[] = {key.key};
    HUISCLOS_TRY_ASSIGN(opened, crypto::open_seal(keys, context_of(vault, key.key->public_key()), object));
    HUISCLOS_TRY_ASSIGN(grant, decode_grant(opened.plain.view()));
    if (grant.target != expected || grant.generation != key.generation)
        return fail(ErrorCode::Context, "grant to somebody else");
    return std::move(grant);
}

std::optional<std::uint32_t> find_log_key(Registry const& registry, crypto::KemPublic const& key)
{
    std::optional<std::uint32_t> period;
    registry.state().log_keys().for_each_back([&](LogKey const& one) {
        if (one.key == key)
            period = one.from_period;
        return !period;
    });
    return period;
}

}  // namespace huisclos::ledger
