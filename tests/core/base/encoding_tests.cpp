#include "core/base/encoding.hpp"

#include <boost/test/unit_test.hpp>

using namespace huisclos;

BOOST_AUTO_TEST_SUITE(encoding)

BOOST_AUTO_TEST_CASE(hex_reads_lower_case_of_even_length_only)
{
    BOOST_TEST(to_hex(Bytes{0x00, 0xff, 0x1a}) == "00ff1a");
    BOOST_TEST((from_hex("00ff1a") == Bytes{0x00, 0xff, 0x1a}));
    BOOST_TEST((from_hex("") == Bytes{}));
    BOOST_TEST(!from_hex("00FF"));
    BOOST_TEST(!from_hex("0"));
    BOOST_TEST(!from_hex("0g"));
}

// RFC 4648 10.
BOOST_AUTO_TEST_CASE(base64url_gives_the_vectors_of_rfc_4648)
{
    BOOST_TEST(to_base64url(as_bytes("")) == "");
    BOOST_TEST(to_base64url(as_bytes("f")) == "Zg");
    BOOST_TEST(to_base64url(as_bytes("fo")) == "Zm8");
    BOOST_TEST(to_base64url(as_bytes("foo")) == "Zm9v");
    BOOST_TEST(to_base64url(as_bytes("foob")) == "Zm9vYg");
    BOOST_TEST(to_base64url(as_bytes("fooba")) == "Zm9vYmE");
    BOOST_TEST(to_base64url(as_bytes("foobar")) == "Zm9vYmFy");
    BOOST_TEST(to_base64url(Bytes{0xfb, 0xff}) == "-_8");
}

BOOST_AUTO_TEST_CASE(base64url_refuses_what_does_not_encode_to_itself)
{
    BOOST_TEST((from_base64url("Zg") == to_bytes(as_bytes("f"))));
    BOOST_TEST(!from_base64url("Zg=="));   // padding
    BOOST_TEST(!from_base64url("Zh"));     // spare bits
    BOOST_TEST(!from_base64url("Zm9"));    // spare bits
    BOOST_TEST(!from_base64url("Zm9vY"));  // one letter alone
    BOOST_TEST(!from_base64url("+/8"));    // alphabet of plain base64
    BOOST_TEST(!from_base64url("Z g"));
}

// RFC 4648 10, without padding.
BOOST_AUTO_TEST_CASE(base32_gives_the_vectors_of_rfc_4648)
{
    BOOST_TEST(to_base32(as_bytes("f")) == "MY");
    BOOST_TEST(to_base32(as_bytes("fo")) == "MZXQ");
    BOOST_TEST(to_base32(as_bytes("foo")) == "MZXW6");
    BOOST_TEST(to_base32(as_bytes("foob")) == "MZXW6YQ");
    BOOST_TEST(to_base32(as_bytes("fooba")) == "MZXW6YTB");
    BOOST_TEST(to_base32(as_bytes("foobar")) == "MZXW6YTBOI");
    BOOST_TEST((from_base32("MZXW6YTBOI") == to_bytes(as_bytes("foobar"))));
    BOOST_TEST(!from_base32("mzxw6"));
    BOOST_TEST(!from_base32("MZ"));
    BOOST_TEST(!from_base32("M"));
    BOOST_TEST(!from_base32("MY======"));
}

BOOST_AUTO_TEST_CASE(every_length_and_byte_comes_back)
{
    Bytes bytes;
    for (int i = 0; i < 300; ++i) {
        BOOST_TEST((from_hex(to_hex(bytes)) == bytes));
        BOOST_TEST((from_base64url(to_base64url(bytes)) == bytes));
        BOOST_TEST((from_base32(to_base32(bytes)) == bytes));
        bytes.push_back(static_cast<std::uint8_t>(i * 151 + 7));
    }
}

BOOST_AUTO_TEST_SUITE_END()
