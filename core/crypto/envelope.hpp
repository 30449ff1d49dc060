// The two containers in which everything reaches the store (docs/protocol.md 3.3): the envelope, under a symmetric key,
// and the seal, to an X-Wing key. Both commit to their key and to a context that is never transmitted, and both are
// padded. Opening has one refusal after the header checks, E_AUTH: nothing tells which check failed.

#pragma once

#include <optional>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/crypto/kem.hpp"

namespace huisclos::crypto {

/// Types of docs/protocol.md 3.16, as they stand in the context.
enum class ObjectType : std::uint8_t {
    Account,
    Keyring,
    Slot,
    Head,
    Card,
    Genesis,
    Act,
    Segment,
    Log,
    Grant,
    Deposit,
    Table,
    Hist,
    Shard,
    File,
    Mail,
    Frozen,
    Share,
    Local,
};

[[nodiscard]] std::string_view type_text(ObjectType type);

/// What an object is bound to; unused fields are zero (table of 3.3).
struct Context {
    ObjectType type{};
    VaultId vault{};
    ByteArray<16> cid{};
    ByteArray<16> id{};
    std::uint64_t n{0};
    std::uint32_t part{0};

    /// lp(type) || vault_id || cid || id || u64 n || u32 part
    [[nodiscard]] Bytes encoded() const;
};

inline constexpr std::size_t k_envelope_overhead = 72 + 16;
inline constexpr std::size_t k_seal_overhead = 1160 + 16;

/// Length of the padded content for `size` bytes of plaintext of this type (`L` of 3.3).
[[nodiscard]] std::size_t padded_size(ObjectType type, std::size_t size);
/// Largest L that a reader accepts for this type (3.15).
[[nodiscard]] std::size_t limit_of(ObjectType type);

/// Whether `size` bytes of plaintext of this type can be sealed at all.
[[nodiscard]] bool fits(ObjectType type, std::size_t size);

/// @pre fits. Envelope of `plain` under `key` (32 bytes; 16 to 64 allowed). Fresh random salt.
[[nodiscard]] Bytes make_envelope(BytesView key, Context const& context, BytesView plain);
/// The same with a given salt of 24 bytes: for test vectors only.
[[nodiscard]] Bytes make_envelope_with_salt(BytesView key, Context const& context, BytesView plain, BytesView salt);

/// Errors: Format, Upgrade (suite; see `set_known_suite`), NoKey (the key id is not this key's), Auth.
[[nodiscard]] Result<SecretBytes> open_envelope(BytesView key, Context const& context, BytesView object);
/// The same when several keys may open it; gives the index of the key that did.
struct Opened {
    SecretBytes plain{};
    std::size_t key_index{0};
};
[[nodiscard]] Result<Opened> open_envelope_any(
    std::span<BytesView const> keys, Context const& context, BytesView object);

/// Errors: Format (over the limit of its type), Auth when the recipient's key is not valid.
[[nodiscard]] Result<Bytes> make_seal(KemPublic const& recipient, Context const& context, BytesView plain);
[[nodiscard]] Result<Bytes> make_seal_with_seed(
    KemPublic const& recipient, Context const& context, BytesView plain, BytesView seed);
/// Tries each key, newest first as given. Errors: Format, Upgrade, NoKey (no key given), Auth (none opens it).
[[nodiscard]] Result<Opened> open_seal(std::span<KemKey const* const> keys, Context const& context, BytesView object);

/// Highest `min_suite` that was ever held valid (3.1, agility): a suite above 1 and up to it is E_UPGRADE, others
/// E_FORMAT.
void set_known_suite(std::uint8_t highest);

/// commit(ES, c) = F(ES, "commit", c, 32), whose first 16 bytes name the epoch.
[[nodiscard]] Commitment commit_to(BytesView epoch_secret, CompartmentId const& compartment);
[[nodiscard]] EpochId epoch_id(Commitment const& commitment);

}  // namespace huisclos::crypto
