// Argon2id in tests of the application: each request is computed for real once, and what it gave is remembered for as
// long as the program runs. A fixture opens the same account with the same passphrase many times; the answer depends on
// the request alone, which holds the passphrase, the salt and the cost.

#pragma once

#include "core/base/bytes.hpp"

namespace huisclos::testing {

/// The answer of crypto::run_password_job.
[[nodiscard]] Bytes remembered_password_job(Bytes const& request);

}  // namespace huisclos::testing
