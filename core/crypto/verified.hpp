// Signatures found good, so that a batch checked elsewhere (a worker) need not be checked again here.
//
// A claim is everything that a signature is about: key, label, vault, what was signed, the signature itself. It is
// named by a hash of all of it: whoever knows nothing but names can make no other claim look good.

#pragma once

#include <set>

#include "core/base/bytes.hpp"

namespace huisclos::crypto {

using ClaimName = ByteArray<32>;

class VerifiedClaims {
public:
    void add(ClaimName const& name) { m_names.insert(name); }
    [[nodiscard]] bool contains(ClaimName const& name) const { return m_names.contains(name); }
    [[nodiscard]] std::set<ClaimName> const& names() const { return m_names; }

private:
    std::set<ClaimName> m_names{};
};

/// While it lives, `verify` (sign.hpp) takes what `claims` has as good, and adds what it finds good itself. Of several,
/// the last one counts; they end in the reverse order.
class VerifiedScope {
public:
    explicit VerifiedScope(VerifiedClaims& claims);
    ~VerifiedScope();
    VerifiedScope(VerifiedScope const&) = delete;
    VerifiedScope& operator=(VerifiedScope const&) = delete;

    /// Those of the innermost scope; null outside any.
    [[nodiscard]] static VerifiedClaims* current();

private:
    VerifiedClaims* m_before{nullptr};
};

}  // namespace huisclos::crypto
