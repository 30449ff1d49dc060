// Epoch secrets as CBOR, [[cid, ES]]: among the keys of a device on its disk, and in what a worker is asked.

#pragma once

#include "core/ledger/cbor.hpp"
#include "core/sync/epoch_keys.hpp"

namespace huisclos::sync {

/// Room that one key takes at most, in bytes: a writer that grew would leave keys behind.
inline constexpr std::size_t k_encoded_key_size = 72;

void write_epochs(ledger::CborWriter& writer, EpochKeys const& epochs);
/// Error Encoding.
[[nodiscard]] Result<EpochKeys> read_epochs(ledger::CborValue const& array);

}  // namespace huisclos::sync
