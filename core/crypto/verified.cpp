#include "core/crypto/verified.hpp"

namespace huisclos::crypto {

namespace {

VerifiedClaims*& innermost()
{
    static VerifiedClaims* claims = nullptr;
    return claims;
}

}  // namespace

VerifiedScope::VerifiedScope(VerifiedClaims& claims) : m_before(innermost())
{
    innermost() = &claims;
}

VerifiedScope::~VerifiedScope()
{
    innermost() = m_before;
}

VerifiedClaims* VerifiedScope::current()
{
    return innermost();
}

}  // namespace huisclos::crypto
