// What comes from the network into the store's server and is read by our own code: the path of a request, and the
// headers that have a grammar. The first byte chooses the reader.
// links: server_stub

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server-stub/header_values.hpp"
#include "server-stub/request_path.hpp"
#include "server-stub/site.hpp"

namespace {

using namespace huisclos::stub;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void read_path(std::string_view text)
{
    auto const path = parse_request_path(text);
    if (!path)
        return;
    require(path->names.size() <= k_max_depth);
    for (auto const& name : path->names)
        require(is_valid_name(name) && name.find('/') == std::string::npos && name != "." && name != "..");
    // One document has one name: what was read is read again as itself.
    std::string again{'/'};
    again += path->joined();
    if (path->is_folder && !path->names.empty())
        again += '/';
    auto const second = parse_request_path(again);
    require(second && second->names == path->names && second->is_folder == path->is_folder);
    (void)parse_base(text);
}

void read_range(std::string_view text)
{
    for (std::uint64_t const total : {0UL, 1UL, 10UL, 1'000'000UL}) {
        auto const range = parse_range(text, total);
        if (range.kind == RangeKind::Part)
            require(range.size > 0 && range.first < total && range.size <= total - range.first);
        if (range.kind == RangeKind::Whole)
            require(range.first == 0 && range.size == total);
    }
}

void read_tags(std::string_view text)
{
    auto const list = parse_tag_list(text);
    if (!list)
        return;
    require(list->is_any != !list->tags.empty());
    for (auto const& tag : list->tags) {
        require(list->matches_weakly(tag.value));
        require(tag.value.find('"') == std::string::npos);
    }
}

void read_token(std::string_view text)
{
    auto const token = parse_bearer(text);
    require(
        !token ||
        (!token->empty() && token->size() <= 512 && token->find_first_of(" \t\r\n,\"") == std::string_view::npos));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size == 0)
        return 0;
    std::string const text{reinterpret_cast<char const*>(data) + 1, size - 1};
    switch (data[0] % 6) {
    case 0:
        read_path(text);
        break;
    case 1:
        read_range(text);
        break;
    case 2:
        read_tags(text);
        break;
    case 3:
        read_token(text);
        break;
    case 4:
        (void)accepts_coding(text, "br");
        break;
    default:
        (void)parse_decimal(text);
        break;
    }
    return 0;
}
