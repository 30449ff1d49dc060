// The store as the core sees it: documents and folders, put, get, list, delete (docs/protocol.md 3.4). Everything it
// says is a hint; nothing here decides anything. Adapters: fetch in the browser, libcurl natively, memory and failing
// doubles.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/base/task.hpp"

namespace huisclos::ports {

enum class RemoteStatus : std::uint8_t {
    Ok,           ///< 2xx.
    NotModified,  ///< 304.
    NotFound,     ///< 404, 410.
    Refused,      ///< 401, 403: the token is unknown, ended or read-only.
    Conflict,     ///< 409, 412.
    TooLarge,     ///< 413.
    Full,         ///< 507.
    Strange,      ///< Any other answer: an HTML page, a redirection, a proxy's error.
    Unreachable,  ///< No answer.
};

/// The longest answer that may be true, by what a path names (docs/protocol.md 3.4, 3.15), with room for its envelope.
/// An adapter reads no more of any answer.
[[nodiscard]] constexpr std::size_t longest_answer(std::string_view path)
{
    constexpr std::size_t k_kib = 1024;
    constexpr std::size_t k_envelope = 4 * k_kib;
    if (path.ends_with('/'))
        return 16 * k_kib * k_kib;  // A listing.
    if (path.starts_with("h/") || path.starts_with("k/"))
        return 256 * k_kib + k_envelope;
    if (path.starts_with("b/") || path.starts_with("i/"))
        return 64 * k_kib + k_envelope;
    return 8 * k_kib * k_kib + k_envelope;
}

struct RemoteAnswer {
    RemoteStatus status{RemoteStatus::Unreachable};
    Bytes body{};
    std::string etag{};
};

/// Where a vault's objects lie; the token is a bearer token, opens nothing and may be replaced at any time.
struct StoreAddress {
    std::string url{};    ///< Ends with `/`.
    std::string token{};  ///< May be empty.
};

/// Paths are those of 3.4, relative, ASCII. Never retries by itself, never caches.
class RemoteStore {
public:
    virtual ~RemoteStore() = default;
    virtual void use(StoreAddress address) = 0;
    [[nodiscard]] virtual Task<RemoteAnswer> get(std::string path) = 0;
    /// Whole folder listing as the wire gives it; `path` ends with `/`. `etag` empty or that of the last answer (304).
    [[nodiscard]] virtual Task<RemoteAnswer> list(std::string path, std::string etag) = 0;
    [[nodiscard]] virtual Task<RemoteAnswer> put(std::string path, Bytes body) = 0;
    [[nodiscard]] virtual Task<RemoteAnswer> remove(std::string path) = 0;
    /// Of another place, to which nothing else turns: `get`, or `list` of a path that ends with `/`.
    [[nodiscard]] virtual Task<RemoteAnswer> look(StoreAddress at, std::string path) = 0;
};

}  // namespace huisclos::ports
