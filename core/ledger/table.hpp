// Tables: the chains and logs of a device that its head has no room for (docs/protocol.md 3.5), and the epochs whose
// secret it has erased. An immutable object under ES[DIR], named by field 11 of the head.

#pragma once

#include "core/ledger/head.hpp"

namespace huisclos::ledger {

struct ErasedEpoch {
    CompartmentId cid{};
    EpochId eid{};
    friend bool operator==(ErasedEpoch const&, ErasedEpoch const&) = default;
};

struct Table {
    std::vector<ChainEnd> chains{};
    std::vector<LogEnd> logs{};
    std::vector<ErasedEpoch> erased{};

    [[nodiscard]] bool empty() const { return chains.empty() && logs.empty() && erased.empty(); }
    friend bool operator==(Table const&, Table const&) = default;
};

struct SealedTable {
    Bytes object{};
    TableRef ref{};
};

/// `counter` is the one in field 11 of the head that first names the table.
[[nodiscard]] crypto::Context table_context(VaultId const& vault, DeviceId const& device, std::uint64_t counter);

[[nodiscard]] Bytes encode_table(Table const& table);
/// Errors: Encoding, Upgrade.
[[nodiscard]] Result<Table> decode_table(BytesView plain);

/// Error Format: over the limit of 3.15.
[[nodiscard]] Result<SealedTable> seal_table(
    VaultId const& vault, DeviceId const& device, std::uint64_t counter, Table const& table, BytesView dir_secret);
/// Errors: Hash, Format, Upgrade, NoKey, Auth, Encoding.
[[nodiscard]] Result<Table> open_table(
    VaultId const& vault, DeviceId const& device, TableRef const& ref, BytesView object,
    std::span<BytesView const> dir_secrets);

}  // namespace huisclos::ledger
