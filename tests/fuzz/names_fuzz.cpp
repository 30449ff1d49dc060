// links: sync
// Names that a listing holds: each reader takes those alone that the program itself would have given.

#include "core/base/encoding.hpp"
#include "core/base/require.hpp"
#include "core/sync/paths.hpp"

using namespace huisclos;
using namespace huisclos::sync;

namespace {

constexpr std::size_t k_version_digits = 8;

template <std::size_t N>
ByteArray<N> bytes_of(std::string_view hex)
{
    auto const bytes = from_hex(hex);
    require(bytes.has_value() && bytes->size() == N, "the digits of a name");
    ByteArray<N> all{};
    std::ranges::copy(*bytes, all.begin());
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const name = as_text(BytesView(data, size));
    if (auto const device = parse_head_name(name))
        require(head_path(*device) == std::string(k_heads_folder).append(name), "a head has one name");
    if (auto const version = parse_account_version(name)) {
        auto const random = bytes_of<4>(name.substr(k_version_digits + 1));
        require(account_name(*version, random) == name, "an account has one name");
    }
    if (is_inbox_name(name))
        require(inbox_name(bytes_of<16>(name)) == name, "an object of an inbox has one name");
    return 0;
}
