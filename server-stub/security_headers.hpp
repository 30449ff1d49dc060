// The headers that keep what is stored from running and the bundle from doing anything but its work.
#pragma once

#include <string>
#include <vector>

#include "server-stub/http.hpp"

namespace huisclos::stub {

enum class Transport : std::uint8_t {
    Plain,
    BehindTls,  // A proxy in front ends TLS: Strict-Transport-Security is sent.
};

// An answer below the store's path, with the headers that all of them have. `text` is a sentence for a person who
// looks, never a part of the request.
[[nodiscard]] Reply make_store_reply(unsigned status, std::string text);

// `connect` are origins, beside the bundle's own, to which the page may connect.
[[nodiscard]] std::string make_bundle_policy(std::vector<std::string> const& connect);
void add_bundle_headers(Reply& reply, std::string const& policy, Transport transport);

// An origin that can stand in a policy: http(s)://host[:port], no more.
[[nodiscard]] bool is_valid_origin(std::string_view text);

}  // namespace huisclos::stub
