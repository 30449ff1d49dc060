// Operations as they stand in a segment (docs/protocol.md 3.5, 3.6): kind, time, target, what they replace, payload.
//
// This file knows the outer form alone: op = [kind u, t u, target b, over [b16], payload b, orig b16 | null]. What a
// payload holds is in op_payload.hpp; whether an op counts is decided in record_store.hpp.

#pragma once

#include <optional>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

/// Kinds of docs/protocol.md 3.6 and 3.11. The numbers are the wire's.
enum class OpKind : std::uint8_t {
    Create = 32,
    Set = 33,
    Add = 34,
    Drop = 35,
    Append = 36,
    Attach = 37,
    Detach = 38,
    Close = 39,
    Reopen = 40,
    Shred = 41,
    Adopt = 42,
    Freeze = 43,
    Gone = 44,
    Snapshot = 48,
    Log = 64,
};

/// Empty when no op of a compartment has this number (the log's is not one of them).
[[nodiscard]] std::optional<OpKind> known_record_kind(std::uint64_t kind);
/// Kinds whose payload is not encrypted under the record's key: create, shred, adopt, freeze, snapshot.
[[nodiscard]] bool has_clear_payload(OpKind kind);
/// Kinds from this one on are ignored by whoever does not know them (3.1).
inline constexpr std::uint64_t k_first_ignorable_kind = 128;

inline constexpr std::uint64_t k_time_limit = std::uint64_t{1} << 47;  ///< Milliseconds; `t` is below.
inline constexpr std::size_t k_max_ops = 4096;

/// A list of op ids inside a checked input: a view, as valid as the input.
class OpIdList {
public:
    OpIdList() = default;
    /// Error Op when this is no array of 16-byte strings.
    [[nodiscard]] static Result<OpIdList> from(CborValue const& value);

    [[nodiscard]] std::size_t size() const { return m_items.size() / k_stride; }
    [[nodiscard]] bool empty() const { return m_items.empty(); }
    /// @pre index < size()
    [[nodiscard]] OpId at(std::size_t index) const;
    [[nodiscard]] bool contains(OpId const& id) const;

private:
    static constexpr std::size_t k_stride = 17;  ///< One byte of CBOR head, then 16 of id.
    BytesView m_items{};
};

/// One op of a segment, not judged. Views into the body that carries it.
struct OpView {
    std::uint64_t kind{0};
    std::uint64_t t{0};  ///< Milliseconds since 1970.
    BytesView target{};
    OpIdList over{};
    BytesView payload{};
    std::optional<OpId> orig{};
    /// Set when the op is not of the form above: nothing but `kind` may be read then.
    std::optional<ErrorCode> fault{};
};

/// Never fails: a wrong op is skipped alone, so that its fault stands beside it.
[[nodiscard]] OpView decode_op(CborValue const& value);

/// An op to write, owning what it holds.
struct OpDraft {
    OpKind kind{OpKind::Set};
    std::uint64_t t{0};
    Bytes target{};
    std::vector<OpId> over{};
    Bytes payload{};
    std::optional<OpId> orig{};
};

void encode_op(CborWriter& out, OpDraft const& op);

/// op_id = H("op", bh || u16 index)[0:16].
[[nodiscard]] OpId op_id(BodyHash const& body, std::size_t index);

}  // namespace huisclos::ledger
