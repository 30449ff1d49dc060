// The files of the web bundle, read only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server-stub/file_system.hpp"
#include "server-stub/http.hpp"
#include "server-stub/request_path.hpp"
#include "server-stub/security_headers.hpp"

namespace huisclos::stub {

struct BundleOptions {
    std::string folder{};  // empty: there is no bundle, every file is missing
    std::vector<std::string> connect{};
    Transport transport = Transport::Plain;
};

// Whether the name carries a hash of the content: its last part before the extension, after a '.' or a '-', is at least
// 8 hexadecimal digits in lower case. Such a file is kept by the browser for ever.
[[nodiscard]] bool is_hashed_name(std::string_view name);
[[nodiscard]] std::string media_type_of(std::string_view name);

// Thread-safe. A file is looked for at each request, so a bundle built again is served without a restart.
class Bundle {
public:
    Bundle(FileSystem& files, BundleOptions options);

    // `below` is relative to the bundle's address; a folder means its index.html.
    [[nodiscard]] Reply answer(RequestHead const& head, RequestPath const& below) const;
    // An answer with the bundle's headers and no file.
    [[nodiscard]] Reply make_reply(unsigned status, std::string text) const;

private:
    struct Found {
        OpenFile file{};
        std::string coding{};  // "br", "gzip", or nothing
    };
    [[nodiscard]] std::optional<Found> find(std::string const& name, RequestHead const& head) const;

    FileSystem& m_files;
    BundleOptions m_options;
    std::string m_policy;
};

}  // namespace huisclos::stub
