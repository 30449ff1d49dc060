// The link that gives a store to somebody's browser: BUNDLE#s=<base64url of a CBOR map {1: store url, 2: token}>
// (docs/protocol.md 3.12). This is the one structure of the protocol that the server makes; it reads none.
#pragma once

#include <string>
#include <string_view>

namespace huisclos::stub {

// Both texts ASCII, each below 65 536 bytes.
[[nodiscard]] std::string encode_store_map(std::string_view store_url, std::string_view token);
[[nodiscard]] std::string make_store_link(
    std::string_view bundle_url, std::string_view store_url, std::string_view token);

}  // namespace huisclos::stub
