// Checking signatures in a worker: of all that a device keeps, most of what a start costs; of the segments that a pull
// fetches, most of what the first one costs.
//
// At a start the worker takes the same objects in with the same code, and answers by the names of the claims that it
// found good (core/crypto/verified.hpp). The device then opens, judges and folds everything itself, and checks whatever
// the answer does not name. An answer can therefore be missing or cut; it is as trusted as the instance that gave it,
// which is the page's own module.
//
// Of what is fetched the device has opened each segment already, to find what comes before it (pull_batch.hpp): the
// worker is given what was signed and by whom, and no key, no registry, no object.

#pragma once

#include <span>

#include "core/crypto/verified.hpp"
#include "core/sync/local_vault.hpp"

namespace huisclos::sync {

/// Signatures that take longer to check than a worker takes to start.
inline constexpr std::size_t k_worth_a_worker = 256;

/// u32 size || {1 vault, 2 [[cid, ES]]}, then each object: kind, name, cid, device, number, size, bytes. Of any length.
/// Holds keys: the port wipes it.
[[nodiscard]] Bytes encode_signature_job(
    VaultId const& vault, EpochKeys const& epochs, std::span<KeptObject const> kept);
/// In the worker. The names, 32 bytes each. Error Encoding.
[[nodiscard]] Result<Bytes> run_signature_job(BytesView request);
/// The key of a device has signed the segment of that body.
struct SegmentClaim {
    crypto::PublicKey key{};
    BodyHash bh{};
    crypto::Signature signature{};
};

/// vault, then each claim: key, bh, signature. Nothing of it is secret.
[[nodiscard]] Bytes encode_segment_job(VaultId const& vault, std::span<SegmentClaim const> claims);
/// In the worker. The names of those that are good, 32 bytes each. Error Encoding.
[[nodiscard]] Result<Bytes> run_segment_job(BytesView request);

/// Of either job. Error Encoding: not a number of names.
[[nodiscard]] Result<crypto::VerifiedClaims> read_signature_answer(BytesView answer);

}  // namespace huisclos::sync
