// A claim that was found good is taken as good while its scope lives, and no other claim with it.

#include "core/crypto/verified.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/random.hpp"
#include "core/crypto/sign.hpp"

using namespace huisclos;
using namespace huisclos::crypto;

BOOST_AUTO_TEST_SUITE(verified)

BOOST_AUTO_TEST_CASE(what_was_checked_is_known_and_nothing_that_differs_in_any_part)
{
    BOOST_REQUIRE(init());
    auto const key = SigningKey::generate();
    VaultId const vault{{1}};
    Bytes const said(32, 7);
    auto const signature = key.sign(SignLabel::Segment, vault, said);

    VerifiedClaims claims;
    {
        VerifiedScope const scope(claims);
        BOOST_TEST(verify(key.public_key(), SignLabel::Segment, vault, said, signature));
        auto forged = signature;
        forged.bytes[3] ^= 1;
        BOOST_TEST(!verify(key.public_key(), SignLabel::Segment, vault, said, forged));
    }
    BOOST_TEST(claims.names().size() == 1U);
    // Outside any scope nothing is noted.
    BOOST_TEST(VerifiedScope::current() == nullptr);
    BOOST_TEST(verify(key.public_key(), SignLabel::Segment, vault, said, signature));

    VerifiedScope const scope(claims);
    auto forged = signature;
    forged.bytes[63] ^= 0x80;
    BOOST_TEST(!verify(key.public_key(), SignLabel::Segment, vault, said, forged));
    BOOST_TEST(!verify(SigningKey::generate().public_key(), SignLabel::Segment, vault, said, signature));
    BOOST_TEST(!verify(key.public_key(), SignLabel::Head, vault, said, signature));
    BOOST_TEST(!verify(key.public_key(), SignLabel::Segment, VaultId{{2}}, said, signature));
    BOOST_TEST(!verify(key.public_key(), SignLabel::Segment, vault, Bytes(32, 8), signature));
    BOOST_TEST(claims.names().size() == 1U);
    // The name alone is what counts: a good signature that nobody checked is checked, then noted.
    auto const other = key.sign(SignLabel::Head, vault, said);
    BOOST_TEST(verify(key.public_key(), SignLabel::Head, vault, said, other));
    BOOST_TEST(claims.names().size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
