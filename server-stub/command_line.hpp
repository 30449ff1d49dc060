// Reads the command line into typed options, or into one sentence that says what is wrong with it.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server-stub/http_server.hpp"
#include "server-stub/security_headers.hpp"
#include "server-stub/tokens.hpp"

namespace huisclos::stub {

inline constexpr std::uint64_t k_default_max_object = 16'777'216;  // bytes

enum class EmptyStore : std::uint8_t { No, Yes };

struct RunCommand {
    std::string data{};
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string www{};
    std::string base = "/";
    std::uint64_t max_object = k_default_max_object;  // bytes
    std::uint64_t quota = 0;                          // bytes a tree, 0: none
    std::vector<std::string> connect{};
    Transport transport = Transport::Plain;
    ServerOptions server{};
    EmptyStore empty = EmptyStore::No;  // Yes: print the link of a new, empty store
};

struct TokenNewCommand {
    std::string data{};
    std::string tree{};  // empty: a new one
    Rights rights = Rights::ReadWrite;
    std::optional<std::int64_t> until_s{};
    std::string bundle_url{};  // not empty: print a link instead of the token
    std::string store_url{};   // where the trees lie; empty: "store/" below the bundle
};

using ParseError = std::string;  // one sentence, without a full stop

[[nodiscard]] std::expected<RunCommand, ParseError> parse_run(std::span<std::string_view const> words);
[[nodiscard]] std::expected<TokenNewCommand, ParseError> parse_token_new(std::span<std::string_view const> words);
// The words of `token list` and `token revoke ID`: --data and at most one word more.
struct DataAndWord {
    std::string data{};
    std::string word{};
};
[[nodiscard]] std::expected<DataAndWord, ParseError> parse_data_and_word(std::span<std::string_view const> words);

// An address that a link can start with: an http(s) URL that ends with a slash, without query or fragment.
[[nodiscard]] bool is_valid_address(std::string_view text);

/// Says on standard error why a command cannot be run; what the process then ends with.
[[nodiscard]] int fail_command(std::string const& sentence);

}  // namespace huisclos::stub
