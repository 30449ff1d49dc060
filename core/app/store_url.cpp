#include "core/app/store_url.hpp"

namespace huisclos::app {

bool is_store_url(std::string_view url)
{
    if (url.starts_with("https://"))
        return url.size() > std::string_view("https://").size();
    // Of this machine only: a browser calls it safe too.
    for (std::string_view const local : {"http://localhost", "http://127.0.0.1"}) {
        if (!url.starts_with(local))
            continue;
        auto const port = url.substr(local.size(), url.find('/', local.size()) - local.size());
        bool const is_digits = port.find_first_not_of("0123456789", 1) == std::string_view::npos;
        return port.empty() || (port.size() > 1 && port[0] == ':' && is_digits);
    }
    return false;
}

}  // namespace huisclos::app
