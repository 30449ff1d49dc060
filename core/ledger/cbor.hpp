// The strict, deterministic CBOR of docs/protocol.md 3.1 (a profile of RFC 8949 4.2.1).
//
// Only unsigned integers, byte strings, UTF-8 text, arrays, maps whose keys are ascending unsigned integers, true,
// false and null; shortest form; depth <= 12; input <= 8 MiB. Whatever else is E_ENCODING. Signed and hashed bytes are
// the transmitted ones: a structure is carried as a byte string and never encoded again to be verified.
//
// Reader: `parse` checks a whole input once; the Values it gives are views into it (the input must outlive them), and
// walking them cannot fail on form, only on type. Writer: appends items; maps and arrays state their size first.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/base/result.hpp"

namespace huisclos::ledger {

inline constexpr std::size_t k_cbor_max_input = 8u << 20;
inline constexpr int k_cbor_max_depth = 12;
inline constexpr std::uint64_t k_cbor_max_unsigned = (std::uint64_t{1} << 53) - 1;  ///< `u` of 3.1.

/// What a writer is asked for must be in the profile: a number of the range, keys that ascend, containers that are
/// filled. Anything else is a programmer's error and ends the program.
class CborWriter {
public:
    CborWriter() = default;
    /// Room for `size` bytes at once: what is written is then not left behind in memory that grew (secrets).
    explicit CborWriter(std::size_t size) { m_out.reserve(size); }

    CborWriter& unsigned_int(std::uint64_t value);
    CborWriter& bytes(BytesView value);
    CborWriter& text(std::string_view value);  ///< The caller gives NFC.
    CborWriter& boolean(bool value);
    CborWriter& null();
    CborWriter& array(std::size_t size);  ///< Then `size` items.
    CborWriter& map(std::size_t size);    ///< Then `size` times key() and an item, keys ascending.
    CborWriter& key(std::uint64_t value);
    CborWriter& raw(BytesView encoded);  ///< One already encoded item.
    template <typename Tag, std::size_t N>
    CborWriter& id(Id<Tag, N> const& value)
    {
        return bytes(value.bytes);
    }

    [[nodiscard]] Bytes const& view() const { return m_out; }
    /// The whole of what was written: one or several complete items.
    [[nodiscard]] Bytes take();

private:
    struct Open {
        std::size_t left{0};  ///< Items still to come (of a map: values).
        bool is_map{false};
        bool has_key{false};  ///< Of a map: the key of the next value is written.
        std::optional<std::uint64_t> last_key{};
    };
    void head(std::uint8_t major, std::uint64_t value);
    /// An item begins: it must have a place.
    void begin_item();
    /// Containers that this item completes are closed.
    void end_items();

    Bytes m_out{};
    std::vector<Open> m_open{};
};

/// One item inside a checked input. Cheap to copy; valid as long as the input.
class CborValue {
public:
    enum class Kind : std::uint8_t { Unsigned, Bytes, Text, Array, Map, True, False, Null };

    CborValue() = default;
    [[nodiscard]] Kind kind() const;
    /// The encoding of this item, whole.
    [[nodiscard]] BytesView encoded() const { return m_encoded; }

    // Each gives E_ENCODING when the item is of another type (or an unsigned above 2^53-1, or bytes of another size).
    [[nodiscard]] Result<std::uint64_t> as_unsigned() const;
    [[nodiscard]] Result<std::uint64_t> as_unsigned_below(std::uint64_t bound) const;  ///< value < bound.
    [[nodiscard]] Result<BytesView> as_bytes() const;
    [[nodiscard]] Result<BytesView> as_bytes_of(std::size_t size) const;
    [[nodiscard]] Result<std::string_view> as_text() const;
    [[nodiscard]] Result<bool> as_boolean() const;
    [[nodiscard]] bool is_null() const { return !m_encoded.empty() && m_encoded[0] == 0xf6; }
    template <typename AnId>
    [[nodiscard]] Result<AnId> as_id() const
    {
        HUISCLOS_TRY_ASSIGN(content, as_bytes_of(AnId::k_size));
        return *AnId::from(content);
    }

    /// Items of an array, in order. Give the result a name before looping over it: in C++20 the temporary of
    /// `for (auto& item : *value.items())` is gone before the first turn.
    [[nodiscard]] Result<std::vector<CborValue>> items() const;
    /// The same of an array each of whose items takes `least` bytes or more: one of more items than there is room for
    /// is refused before a list of its size is made.
    [[nodiscard]] Result<std::vector<CborValue>> items_of(std::size_t least) const;
    /// The first of these alone; E_ENCODING when there is none.
    [[nodiscard]] Result<CborValue> first() const;
    /// Size of an array or a map without walking it; 0 for others.
    [[nodiscard]] std::size_t size() const;
    /// Value of a map's key; empty when absent (a missing key is not null).
    [[nodiscard]] std::optional<CborValue> find(std::uint64_t key) const;
    /// E_ENCODING when absent or when this is no map.
    [[nodiscard]] Result<CborValue> at(std::uint64_t key) const;
    /// All keys of a map, ascending.
    [[nodiscard]] Result<std::vector<std::uint64_t>> keys() const;
    /// E_UPGRADE when a map has a key < 64 that is not in `known`; keys >= 64 are ignorable (3.1).
    [[nodiscard]] Result<void> check_keys(std::initializer_list<std::uint64_t> known) const;

private:
    friend class CborParser;
    explicit CborValue(BytesView encoded) : m_encoded(encoded) {}
    BytesView m_encoded{};
};

/// Checks all of `input`: exactly one item, strict profile. E_ENCODING otherwise.
[[nodiscard]] Result<CborValue> parse_cbor(BytesView input);

}  // namespace huisclos::ledger
