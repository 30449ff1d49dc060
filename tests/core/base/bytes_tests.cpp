#include <boost/test/unit_test.hpp>

#include "core/base/ids.hpp"
#include "core/base/secret_bytes.hpp"

using namespace huisclos;

BOOST_AUTO_TEST_SUITE(bytes)

BOOST_AUTO_TEST_CASE(integers_are_little_endian)
{
    Bytes out;
    append_u16(out, 0x0102);
    append_u32(out, 0x01020304);
    append_u64(out, 0x0102030405060708);
    BOOST_TEST((out == Bytes{2, 1, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1}));
}

BOOST_AUTO_TEST_CASE(an_id_takes_its_exact_size_only)
{
    BOOST_TEST(DeviceId::from(Bytes(16, 7)).has_value());
    BOOST_TEST(!DeviceId::from(Bytes(15, 7)).has_value());
    BOOST_TEST(!DeviceId::from(Bytes(17, 7)).has_value());
    BOOST_TEST((k_dir.is_zero() && !k_log.is_zero() && k_log.bytes[15] == 1));
}

BOOST_AUTO_TEST_CASE(a_secret_moves_and_is_gone_from_where_it_was)
{
    auto first = SecretBytes::copy_of(as_bytes("secret"));
    SecretBytes second = std::move(first);
    BOOST_TEST(first.empty());  // NOLINT(bugprone-use-after-move): what is tested.
    BOOST_TEST(as_text(second.view()) == "secret");
    first = second.clone();
    second.clear();
    BOOST_TEST(second.empty());
    BOOST_TEST(as_text(first.view()) == "secret");
}

BOOST_AUTO_TEST_CASE(wipe_leaves_zeros)
{
    Bytes memory(100, 0xaa);
    wipe(memory);
    BOOST_TEST((memory == Bytes(100, 0)));
    wipe(nullptr, 0);
}

BOOST_AUTO_TEST_CASE(a_secret_array_leaves_zeros_behind)
{
    alignas(SecretArray<32>) std::array<std::uint8_t, sizeof(SecretArray<32>)> memory{};
    auto* secret = new (memory.data()) SecretArray<32>;
    std::ranges::fill(secret->mutable_view(), std::uint8_t{0x5a});
    BOOST_TEST(std::ranges::count(memory, 0x5a) == 32);
    secret->~SecretArray();
    BOOST_TEST(std::ranges::count(memory, 0x5a) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
