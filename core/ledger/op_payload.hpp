// What the payload of each kind of op holds (docs/protocol.md 3.6), once decrypted where it is encrypted.
//
// Reading gives E_OP for a wrong form and E_UPGRADE for a key below 64 that this program does not know: such an op is
// skipped alone. Kinds that this release does not apply (adopt, freeze, snapshot) are checked for form all the same.

#pragma once

#include <string>

#include "core/ledger/op.hpp"

namespace huisclos::ledger {

/// {1 wrap b48, 2 rkc b32}
struct CreatePayload {
    ByteArray<48> wrap{};
    ByteArray<32> rkc{};
};

/// An attachment: where its chunks lie and the key that opens them. Views into the payload.
struct AttachPayload {
    std::uint64_t field{0};
    FileId file{};
    BytesView key{};          ///< FK, 32 bytes.
    std::uint64_t length{0};  ///< Bytes of the file itself.
    std::vector<ObjectName> names{};
    ByteArray<32> root{};  ///< H("file", concatenation of names): checked.
    std::string_view file_name{};
    std::string_view media{};
};

/// What every encrypted op has been read into; which members hold something depends on the kind.
struct InnerOp {
    std::uint64_t field{0};              ///< set, add, drop, append, attach, detach.
    CborValue value{};                   ///< set, add, append: the value; attach: the whole map. A view into the input.
    FileId file{};                       ///< attach, detach.
    std::uint64_t reason{0};             ///< close, reopen, gone.
    std::optional<RecordId> moved_to{};  ///< gone.
};

[[nodiscard]] Result<CreatePayload> decode_create(BytesView payload);
[[nodiscard]] Bytes encode_create(CreatePayload const& payload);

/// @pre !has_clear_payload(kind). `inner` must outlive what is returned.
[[nodiscard]] Result<InnerOp> decode_inner(OpKind kind, BytesView inner);
[[nodiscard]] Result<AttachPayload> decode_attach(BytesView inner);

/// Form of shred, adopt, freeze and snapshot. Errors: Op, Upgrade.
[[nodiscard]] Result<void> check_clear_payload(OpKind kind, BytesView payload);

/// {1 field, 2 value}: set, add, append. `value` is one encoded item.
[[nodiscard]] Bytes encode_field_value(std::uint64_t field, BytesView value);
/// {1 field}: drop.
[[nodiscard]] Bytes encode_field(std::uint64_t field);
/// {1 field, 2 file_id}: detach.
[[nodiscard]] Bytes encode_detach(std::uint64_t field, FileId const& file);
[[nodiscard]] Bytes encode_attach(AttachPayload const& attach);
/// {1 reason}: close, reopen.
[[nodiscard]] Bytes encode_reason(std::uint64_t reason);
/// {1 reason, 2 target?}: gone.
[[nodiscard]] Bytes encode_gone(std::uint64_t reason, std::optional<RecordId> const& moved_to);

}  // namespace huisclos::ledger
