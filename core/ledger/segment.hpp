// Segments: what a device writes, signed and sealed for one compartment (docs/protocol.md 3.5).
//
//   object = envelope of [body bstr, sig b64]      bh = H("body", body)      sig = Sig(DSK, "segment", bh)
//
// Reading is steps 1 to 5 of the validation; the place in the chain (6) is chain.hpp, rights and effect (7 to 9) are
// record_store.hpp. Everything here is a pure function of its arguments.

#pragma once

#include <span>

#include "core/crypto/envelope.hpp"
#include "core/crypto/sign.hpp"
#include "core/ledger/op.hpp"

namespace huisclos::ledger {

inline constexpr std::size_t k_max_back_names = 16;

/// Where a segment lies: what a reader asks for, and what its context binds.
struct SegmentAddress {
    DeviceId device{};
    CompartmentId cid{};
    std::uint64_t seq{0};  ///< From 1.

    friend auto operator<=>(SegmentAddress const&, SegmentAddress const&) = default;
};

/// A decoded body. Moves only: the ops are views into `body`.
struct Segment {
    Segment() = default;
    Segment(Segment&&) = default;
    Segment& operator=(Segment&&) = default;
    Segment(Segment const&) = delete;
    Segment& operator=(Segment const&) = delete;
    ~Segment() = default;

    Bytes body{};
    BodyHash bh{};
    crypto::Signature signature{};

    SegmentAddress address{};
    EpochId eid{};
    BodyHash prev{};  ///< Zero at seq 1.
    std::vector<ObjectName> back{};
    ByteArray<16> nonce{};
    std::vector<OpView> ops{};
};

/// What a writer puts in a body.
struct SegmentDraft {
    SegmentAddress address{};
    EpochId eid{};
    BodyHash prev{};
    std::span<ObjectName const> back{};  ///< seq-1, seq-2, …: as many as the chain knows; the rule of 3.5 picks.
    ByteArray<16> nonce{};
    std::span<OpDraft const> ops{};
};

/// A segment ready to be journalled and published.
struct SealedSegment {
    Bytes object{};
    ObjectName name{};
    BodyHash bh{};
};

[[nodiscard]] crypto::Context segment_context(VaultId const& vault, SegmentAddress const& address);

/// Body fields 1 to 8. At least the first name of `back`, and more only as far as the padded size does not grow.
/// @pre ops.size() is 1..4096; at seq 1 `back` is empty and `prev` zero, else `back` has a name.
[[nodiscard]] Bytes encode_segment_body(SegmentDraft const& draft);
/// [body bstr, sig b64]
[[nodiscard]] Bytes encode_signed(BytesView body, crypto::Signature const& signature);
[[nodiscard]] BodyHash body_hash(BytesView body);

/// Encodes, signs, seals under `epoch_secret`. Error Format when the object would be over the limit of 3.15.
[[nodiscard]] Result<SealedSegment> seal_segment(
    VaultId const& vault, SegmentDraft const& draft, crypto::SigningKey const& device_key, BytesView epoch_secret);
/// The same with a given salt of 24 bytes: for test vectors only.
[[nodiscard]] Result<SealedSegment> seal_segment_with_salt(
    VaultId const& vault, SegmentDraft const& draft, crypto::SigningKey const& device_key, BytesView epoch_secret,
    BytesView salt);

/// Step 3: the strict structure. Errors: Encoding, Upgrade (an unknown key below 64 of the body).
[[nodiscard]] Result<Segment> decode_segment(BytesView plain);

/// A key that may open segments of a compartment.
struct EpochKey {
    EpochId eid{};
    BytesView secret{};  ///< ES, 32 bytes; owned by whoever gives it.
};

/// Steps 1 to 4: name, envelope, structure, context. Errors: Hash, Format, Upgrade, NoKey, Auth, Encoding, Context.
[[nodiscard]] Result<Segment> open_segment(
    VaultId const& vault, SegmentAddress const& address, ObjectName const& name, BytesView object,
    std::span<EpochKey const> keys);

/// The signature of step 5. Error Signature.
[[nodiscard]] Result<void> verify_segment(
    VaultId const& vault, Segment const& segment, crypto::PublicKey const& device_key);

/// The two parts of a signed structure `[body bstr, sig b64]`, as heads and log segments use too. Error Encoding.
struct SignedParts {
    BytesView body{};
    crypto::Signature signature{};
};
[[nodiscard]] Result<SignedParts> decode_signed(BytesView plain);

/// `back` of a body: at most 16 names, empty exactly at seq 1. Error Encoding.
[[nodiscard]] Result<std::vector<ObjectName>> decode_back(CborValue const& value, std::uint64_t seq);
/// `ops` of a body: 1 to 4096. Error Encoding.
[[nodiscard]] Result<std::vector<OpView>> decode_ops(CborValue const& value);
/// How many names of `back` fit: `size_with(n)` gives the size of the whole plaintext with n names.
template <typename SizeWith>
[[nodiscard]] std::size_t count_back(
    crypto::ObjectType type, std::uint64_t seq, std::size_t available, SizeWith const& size_with)
{
    if (seq <= 1 || available == 0)
        return 0;
    std::size_t const most = available < k_max_back_names ? available : k_max_back_names;
    std::size_t const least = crypto::padded_size(type, size_with(std::size_t{1}));
    std::size_t count = 1;
    while (count < most && crypto::padded_size(type, size_with(count + 1)) == least)
        ++count;
    return count;
}
/// Size of `[body bstr, sig b64]` for a body of this size.
[[nodiscard]] std::size_t signed_size(std::size_t body_size);

}  // namespace huisclos::ledger
