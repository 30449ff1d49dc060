#include "core/ledger/table.hpp"

#include "core/crypto/hash.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

Result<std::vector<ErasedEpoch>> decode_erased(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(items, value.items());
    std::vector<ErasedEpoch> erased;
    erased.reserve(items.size());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(parts, parts_of(item, 2));
        HUISCLOS_TRY_ASSIGN(cid, parts[0].as_id<CompartmentId>());
        HUISCLOS_TRY_ASSIGN(eid, parts[1].as_id<EpochId>());
        erased.push_back({cid, eid});
    }
    return erased;
}

}  // namespace

crypto::Context table_context(VaultId const& vault, DeviceId const& device, std::uint64_t counter)
{
    return {
        .type = crypto::ObjectType::Table,
        .vault = vault,
        .cid = k_dir.bytes,
        .id = device.bytes,
        .n = counter,
        .part = 0,
    };
}

Bytes encode_table(Table const& table)
{
    CborWriter out;
    out.map(3).key(1);
    encode_chain_ends(out, table.chains);
    out.key(2);
    encode_log_ends(out, table.logs);
    out.key(3).array(table.erased.size());
    for (auto const& erased : table.erased)
        out.array(2).id(erased.cid).id(erased.eid);
    return out.take();
}

Result<Table> decode_table(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(plain));
    HUISCLOS_TRY(map.check_keys({1, 2, 3}));
    Table table;
    HUISCLOS_TRY_ASSIGN(chains_value, map.at(1));
    HUISCLOS_TRY_ASSIGN(chains, decode_chain_ends(chains_value));
    HUISCLOS_TRY_ASSIGN(logs_value, map.at(2));
    HUISCLOS_TRY_ASSIGN(logs, decode_log_ends(logs_value));
    HUISCLOS_TRY_ASSIGN(erased_value, map.at(3));
    HUISCLOS_TRY_ASSIGN(erased, decode_erased(erased_value));
    table.chains = std::move(chains);
    table.logs = std::move(logs);
    table.erased = std::move(erased);
    return table;
}

Result<SealedTable> seal_table(
    VaultId const& vault, DeviceId const& device, std::uint64_t counter, Table const& table, BytesView dir_secret)
{
    auto const plain = encode_table(table);
    if (crypto::padded_size(crypto::ObjectType::Table, plain.size()) > crypto::limit_of(crypto::ObjectType::Table))
        return fail(ErrorCode::Format, "table over the limit");
    SealedTable sealed;
    sealed.object = crypto::make_envelope(dir_secret, table_context(vault, device, counter), plain);
    sealed.ref = {crypto::object_name(sealed.object), counter};
    return sealed;
}

Result<Table> open_table(
    VaultId const& vault, DeviceId const& device, TableRef const& ref, BytesView object,
    std::span<BytesView const> dir_secrets)
{
    if (crypto::object_name(object) != ref.name)
        return fail(ErrorCode::Hash, "table has another name");
    HUISCLOS_TRY_ASSIGN(
        opened, crypto::open_envelope_any(dir_secrets, table_context(vault, device, ref.counter), object));
    return decode_table(opened.plain.view());
}

}  // namespace huisclos::ledger
