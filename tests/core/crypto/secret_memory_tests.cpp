// What a secret leaves in memory. This program's own allocator looks at a block at the moment at which it is given
// back: it is still allocated then, and whoever is given it next would see the same bytes.

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <new>

#include "core/base/secret_bytes.hpp"

namespace {

/// The block that is watched, and how many bytes of it were not zero when it was given back.
struct Watch {
    std::uint8_t const* block{nullptr};
    std::size_t size{0};
    bool is_given_back{false};
    std::size_t left{0};
};
Watch s_watch;

void* take(std::size_t size) noexcept
{
    return std::malloc(size == 0 ? 1 : size);
}

// Not inlined: the compiler would see a block of new[] given to free.
[[gnu::noinline]] void give_back(void* block) noexcept
{
    if (block != nullptr && block == s_watch.block) {
        for (std::size_t i = 0; i < s_watch.size; ++i)
            s_watch.left += s_watch.block[i] != 0 ? 1 : 0;
        s_watch.is_given_back = true;
        s_watch.block = nullptr;
    }
    std::free(block);
}

}  // namespace

void* operator new[](std::size_t size)
{
    if (auto* const block = take(size))
        return block;
    throw std::bad_alloc{};
}

void* operator new[](std::size_t size, std::nothrow_t const&) noexcept
{
    return take(size);
}

void operator delete[](void* block) noexcept
{
    give_back(block);
}

void operator delete[](void* block, std::size_t) noexcept
{
    give_back(block);
}

void operator delete[](void* block, std::nothrow_t const&) noexcept
{
    give_back(block);
}

using namespace huisclos;

namespace {

void watch(BytesView block)
{
    s_watch = {.block = block.data(), .size = block.size()};
}

SecretBytes a_secret(std::size_t size)
{
    auto secret = SecretBytes::copy_of(Bytes(size, 0x5a));
    watch(secret.view());
    return secret;
}

void check_wiped()
{
    BOOST_TEST(s_watch.is_given_back);
    BOOST_TEST(s_watch.left == 0u);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(secret_memory)

BOOST_AUTO_TEST_CASE(the_allocator_sees_what_nobody_wiped)
{
    constexpr std::size_t k_size = 32;
    auto* const block = new std::uint8_t[k_size];
    // The compiler may leave out what is written just before memory is given back: not this.
    std::uint8_t volatile* const written = block;
    for (std::size_t i = 0; i < k_size; ++i)
        written[i] = 0x5a;
    watch({block, k_size});
    delete[] block;
    BOOST_TEST(s_watch.is_given_back);
    BOOST_TEST(s_watch.left == k_size);
}

BOOST_AUTO_TEST_CASE(a_secret_is_wiped_when_it_goes)
{
    for (std::size_t const size : {1u, 16u, 32u, 1000u, 65'537u}) {
        {
            auto const secret = a_secret(size);
            BOOST_TEST(!s_watch.is_given_back);
        }
        check_wiped();
    }
}

BOOST_AUTO_TEST_CASE(a_secret_is_wiped_when_it_is_cleared_or_replaced)
{
    auto secret = a_secret(32);
    secret.clear();
    check_wiped();
    secret = a_secret(32);
    BOOST_TEST(!s_watch.is_given_back);
    secret = SecretBytes::copy_of(as_bytes("another"));
    check_wiped();
}

BOOST_AUTO_TEST_CASE(a_secret_that_moved_is_wiped_once_where_it_went)
{
    auto first = a_secret(32);
    {
        SecretBytes const second = std::move(first);
        BOOST_TEST(!s_watch.is_given_back);
        BOOST_TEST(second.size() == 32u);
    }
    check_wiped();
}

BOOST_AUTO_TEST_SUITE_END()
