#include "core/ledger/genesis.hpp"

#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::uint64_t k_suite = 1;

crypto::Context context_of(VaultId const& vault)
{
    return {.type = crypto::ObjectType::Genesis, .vault = vault, .cid = k_dir.bytes};
}

}  // namespace

Bytes encode_genesis(Genesis const& genesis)
{
    CborWriter writer;
    writer.map(5);
    writer.key(1).unsigned_int(k_suite);
    writer.key(2).id(genesis.nonce);
    writer.key(3).unsigned_int(static_cast<std::uint64_t>(genesis.kind));
    writer.key(4).id(genesis.founder);
    writer.key(5).id(genesis.directory);
    return writer.take();
}

Result<Genesis> decode_genesis(BytesView gbody)
{
    HUISCLOS_TRY_ASSIGN(root, parse_cbor(gbody));
    HUISCLOS_TRY_ASSIGN(suite_item, root.at(1));
    HUISCLOS_TRY_ASSIGN(suite, suite_item.as_unsigned());
    if (suite != k_suite)
        return suite > k_suite ? fail(ErrorCode::Upgrade, "suite of gbody")
                               : fail(ErrorCode::Encoding, "suite of gbody");
    HUISCLOS_TRY(root.check_keys({1, 2, 3, 4, 5}));
    Genesis genesis;
    HUISCLOS_TRY_ASSIGN(nonce_item, root.at(2));
    HUISCLOS_TRY_ASSIGN(nonce, nonce_item.as_id<GenesisNonce>());
    HUISCLOS_TRY_ASSIGN(kind_item, root.at(3));
    HUISCLOS_TRY_ASSIGN(kind, kind_item.as_unsigned());
    if (kind < 1 || kind > 3)
        return fail(ErrorCode::Encoding, "vault kind");
    HUISCLOS_TRY_ASSIGN(founder_item, root.at(4));
    HUISCLOS_TRY_ASSIGN(founder, founder_item.as_id<crypto::PublicKey>());
    HUISCLOS_TRY_ASSIGN(directory_item, root.at(5));
    HUISCLOS_TRY_ASSIGN(directory, directory_item.as_id<Commitment>());
    genesis.nonce = nonce;
    genesis.kind = static_cast<VaultKind>(kind);
    genesis.founder = founder;
    genesis.directory = directory;
    return genesis;
}

VaultId vault_id_of(BytesView gbody)
{
    return VaultId{crypto::hash(crypto::HashLabel::Genesis, gbody)};
}

Bytes seal_genesis(BytesView directory_secret, VaultId const& vault, BytesView gbody)
{
    return crypto::make_envelope(directory_secret, context_of(vault), gbody);
}

Result<Bytes> open_genesis(std::span<BytesView const> keys, VaultId const& vault, BytesView object)
{
    HUISCLOS_TRY_ASSIGN(opened, crypto::open_envelope_any(keys, context_of(vault), object));
    auto gbody = to_bytes(opened.plain.view());
    if (vault_id_of(gbody) != vault)
        return fail(ErrorCode::Vault, "root of another vault");
    return gbody;
}

}  // namespace huisclos::ledger
