// Heads: what a device says of the store (docs/protocol.md 3.5). A store that hides or rolls back something contradicts
// a head; the comparison is head_check.hpp. A device's own head is put together by head_writer.hpp.
//
//   object = envelope of [hbody bstr, Sig(DSK, "head", H("head", hbody))]

#pragma once

#include <optional>
#include <vector>

#include "core/crypto/envelope.hpp"
#include "core/crypto/sign.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

using HeadHash = Id<struct HeadTag, 32>;  ///< H("head", hbody).

inline constexpr std::size_t k_max_head_entries = 16;

struct TipRef {
    ActHash ah{};
    ObjectName name{};
    friend bool operator==(TipRef const&, TipRef const&) = default;
};

struct CardRef {
    std::uint32_t version{0};
    ObjectName name{};
    friend bool operator==(CardRef const&, CardRef const&) = default;
};

/// The end of one chain of the device.
struct ChainEnd {
    CompartmentId cid{};
    std::uint64_t seq{0};
    BodyHash bh{};
    ObjectName name{};
    friend bool operator==(ChainEnd const&, ChainEnd const&) = default;
};

/// The end of the log chain of one period.
struct LogEnd {
    std::uint32_t period{0};
    std::uint64_t seq{0};
    BodyHash bh{};
    ObjectName name{};
    friend bool operator==(LogEnd const&, LogEnd const&) = default;
};

/// The last head of another device that this one accepted.
struct SeenHead {
    DeviceId device{};
    std::uint64_t counter{0};
    HeadHash hash{};
    ObjectName object{};
    friend bool operator==(SeenHead const&, SeenHead const&) = default;
};

/// Where the entries lie that are not in the head.
struct TableRef {
    ObjectName name{};
    std::uint64_t counter{0};  ///< `n` of the table's context.
    friend bool operator==(TableRef const&, TableRef const&) = default;
};

struct Head {
    DeviceId device{};
    std::uint64_t counter{0};
    std::uint64_t t{0};          ///< Milliseconds since 1970, below 2^47.
    std::vector<TipRef> tips{};  ///< 1 to 16.
    CardRef card{};
    std::vector<ChainEnd> chains{};  ///< At most 16.
    std::vector<LogEnd> logs{};
    std::vector<SeenHead> seen{};  ///< At most 16.
    ByteArray<32> build{};
    std::uint32_t account_version{0};
    std::optional<TableRef> table{};
    std::optional<std::vector<TipRef>> without_effect{};  ///< Field 12, at most 16.
};

/// A head as read: what it says and the bytes that were signed.
struct SignedHead {
    Head head{};
    HeadHash hash{};
    crypto::Signature signature{};
    std::size_t secret{0};  ///< Which of the secrets given opened it.
};

struct SealedHead {
    Bytes object{};
    ObjectName name{};
    HeadHash hash{};
};

[[nodiscard]] crypto::Context head_context(VaultId const& vault, DeviceId const& device);
[[nodiscard]] HeadHash head_hash(BytesView hbody);

[[nodiscard]] Bytes encode_head(Head const& head);
/// Errors: Encoding, Upgrade.
[[nodiscard]] Result<Head> decode_head(BytesView hbody);

/// Error Format: over the limit of 3.15.
[[nodiscard]] Result<SealedHead> seal_head(
    VaultId const& vault, Head const& head, crypto::SigningKey const& device_key, BytesView dir_secret);
/// The same with a given salt of 24 bytes: for test vectors only.
[[nodiscard]] Result<SealedHead> seal_head_with_salt(
    VaultId const& vault, Head const& head, crypto::SigningKey const& device_key, BytesView dir_secret, BytesView salt);

/// Everything but the signature: whose key it is may only be known once the tips and the card were followed.
/// Errors: Format, Upgrade, NoKey, Auth, Encoding, Context (the head of another device).
[[nodiscard]] Result<SignedHead> open_head(
    VaultId const& vault, DeviceId const& device, BytesView object, std::span<BytesView const> dir_secrets);
/// Error Signature.
[[nodiscard]] Result<void> verify_head(
    VaultId const& vault, SignedHead const& head, crypto::PublicKey const& device_key);

// Items shared with tables.
void encode_chain_ends(CborWriter& out, std::span<ChainEnd const> chains);
void encode_log_ends(CborWriter& out, std::span<LogEnd const> logs);
[[nodiscard]] Result<std::vector<ChainEnd>> decode_chain_ends(CborValue const& value);
[[nodiscard]] Result<std::vector<LogEnd>> decode_log_ends(CborValue const& value);

}  // namespace huisclos::ledger
