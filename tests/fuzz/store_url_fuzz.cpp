// links: base
// Addresses of stores as a link, a kit, an act or a person may name them: what is taken leads where it is read,
// whatever a browser makes of an address.

#include <algorithm>
#include <string>

#include "core/base/bytes.hpp"
#include "core/base/require.hpp"
#include "core/base/store_url.hpp"

using namespace huisclos;

namespace {

/// From the letters alone, without the reader that is tried.
void require_plain(std::string_view url)
{
    require(std::ranges::all_of(url, [](char letter) { return letter > ' ' && letter < '\x7f'; }), "visible letters");
    require(url.find_first_of("@?#\\") == std::string_view::npos, "nothing before the host, no query, no fragment");
    bool const is_safe = url.starts_with("https://");
    require(is_safe || url.starts_with("http://"), "an address of the web");
    url.remove_prefix(url.find("//") + 2);
    auto const place = url.substr(0, url.find('/'));
    auto const host = place.substr(0, place.find(':'));
    require(!host.empty(), "a host");
    require(is_safe || host == "localhost" || host == "127.0.0.1", "not in the clear over a network");
    require(url.find("/../") == std::string_view::npos && url.find("/./") == std::string_view::npos, "no step up");
    require(url.ends_with('/'), "a folder");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size > 4096)
        return 0;
    auto const url = std::string(as_text({data, size}));
    if (!is_store_url(url))
        return 0;
    require(url.size() <= k_longest_store_url, "no longer than said");
    require_plain(url);
    require(is_store_url(url + "a/") == (url.size() + 2 <= k_longest_store_url), "a folder below it is one too");
    for (auto const* const more : {"..", "../", "%2e%2E/", "./", "?/", "#/", " /", "\\", "@/"})
        require(!is_store_url(url + more), "what is written behind it leads nowhere else");
    require(!is_store_url(" " + url) && !is_store_url("x" + url), "nothing stands before it");
    return 0;
}
