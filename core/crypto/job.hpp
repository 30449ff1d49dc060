// What a worker is asked because of its cost alone: Argon2id, bytes in, bytes out (core/ports/worker.hpp,
// Job::Argon2id; the other job is core/sync/signature_job.hpp). The worker's instance is ended after the answer, since
// its memory held the passphrase.

#pragma once

#include "core/base/result.hpp"
#include "core/base/secret_bytes.hpp"
#include "core/crypto/password.hpp"

namespace huisclos::crypto {

/// What a worker is asked: u8 form 1 || u32 ops || u32 mem_kib || salt 16 || bytes of the passphrase. `typed` is what
/// the person typed (see passphrase_bytes). The port wipes it once handed over. Errors: Input when `typed` is not text;
/// Auth when the cost or the salt are outside the limits.
[[nodiscard]] Result<Bytes> encode_password_job(std::string_view typed, BytesView salt, PasswordCost cost);

/// Runs a request, in the worker; answers u8 0 || PW 32, or one byte: the error's code. Never fails otherwise.
[[nodiscard]] Bytes run_password_job(BytesView request);

/// PW from an answer. Errors: those of hash_password; Encoding when it is no answer.
[[nodiscard]] Result<SecretBytes> read_password_answer(BytesView answer);

}  // namespace huisclos::crypto
