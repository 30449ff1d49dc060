// The socket on which the server listens.
#pragma once

#include <cstdint>
#include <expected>
#include <string>

#include "server-stub/file_system.hpp"

namespace huisclos::stub {

enum class ListenError : std::uint8_t { BadHost, PortTaken, NotAllowed, Other };

struct Listener {
    Descriptor socket{};
    std::uint16_t port = 0;  // the one chosen, when 0 was asked
    std::string origin{};    // "http://127.0.0.1:8080"
};

// `host` is an IPv4 or IPv6 address in digits; `port` 0 lets the system choose.
[[nodiscard]] std::expected<Listener, ListenError> listen_on(std::string const& host, std::uint16_t port);

}  // namespace huisclos::stub
