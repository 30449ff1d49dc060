// The key of a record, and the two ways it is used (docs/protocol.md 3.6).
//
//   rkc    = F(RK, "rk-commit", cid, 32)         record = H("record", cid || author member || rkc)[0:16]
//   wrap   = A(F(ES, "rk-wrap", record || rkc, 32), RK)
//   op key = F(RK, "op", record || device || u64 seq || u16 index || nonce, 32)
//
// A record is what its key makes it: nobody can give somebody else's record another key, or another author.

#pragma once

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/secret_bytes.hpp"
#include "core/ledger/op_payload.hpp"

namespace huisclos::ledger {

inline constexpr std::size_t k_record_key_size = 32;

[[nodiscard]] ByteArray<32> record_commitment(BytesView record_key, CompartmentId const& cid);
[[nodiscard]] RecordId record_id(CompartmentId const& cid, MemberId const& author, BytesView commitment);

/// What a create carries for `record_key` under one epoch.
[[nodiscard]] CreatePayload wrap_record_key(
    BytesView record_key, RecordId const& record, CompartmentId const& cid, BytesView epoch_secret);
/// RK. Error Op: the wrap does not open or gives a key with another commitment.
[[nodiscard]] Result<SecretBytes> unwrap_record_key(
    CreatePayload const& create, RecordId const& record, CompartmentId const& cid, BytesView epoch_secret);

/// Where an op stands: what its key depends on.
struct OpPlace {
    DeviceId device{};
    std::uint64_t seq{0};
    std::uint16_t index{0};
    ByteArray<16> nonce{};  ///< Of the segment.
};

[[nodiscard]] SecretBytes op_key(BytesView record_key, RecordId const& record, OpPlace const& place);
[[nodiscard]] Bytes encrypt_inner(BytesView record_key, RecordId const& record, OpPlace const& place, BytesView inner);
/// Error Op.
[[nodiscard]] Result<SecretBytes> decrypt_inner(
    BytesView record_key, RecordId const& record, OpPlace const& place, BytesView payload);

}  // namespace huisclos::ledger
