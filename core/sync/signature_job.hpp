// Checking the signatures of all that a device keeps, in a worker: most of what a start costs.
//
// The worker takes the same objects in with the same code, and answers by the names of the claims that it found good
// (core/crypto/verified.hpp). The device then opens, judges and folds everything itself, and checks whatever the answer
// does not name. An answer can therefore be missing or cut; it is as trusted as the instance that gave it, which is the
// page's own module.

#pragma once

#include <span>

#include "core/crypto/verified.hpp"
#include "core/sync/local_vault.hpp"

namespace huisclos::sync {

/// u32 size || {1 vault, 2 [[cid, ES]]}, then each object: kind, name, cid, device, number, size, bytes. Of any length.
/// Holds keys: the port wipes it.
[[nodiscard]] Bytes encode_signature_job(
    VaultId const& vault, EpochKeys const& epochs, std::span<KeptObject const> kept);
/// In the worker. The names, 32 bytes each. Error Encoding.
[[nodiscard]] Result<Bytes> run_signature_job(BytesView request);
/// Error Encoding: not a number of names.
[[nodiscard]] Result<crypto::VerifiedClaims> read_signature_answer(BytesView answer);

}  // namespace huisclos::sync
