// The server inside the test's own process, for what no option of the program sets: its disk and its pace.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "server-stub/forest.hpp"
#include "server-stub/http_server.hpp"
#include "server-stub/site.hpp"
#include "server-stub/tokens.hpp"

namespace huisclos::stub::test {

// Fails the test that makes it if it does not start.
class LocalServer {
public:
    // `data` is a folder of this disk, which outlives the server.
    LocalServer(FileSystem& disk, std::string const& data, PaceLimits pace = {});

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string const& token() const { return m_token; }  // reads and writes the tree "council"

private:
    TokenBook m_tokens;
    std::string m_token{};
    std::unique_ptr<Forest> m_forest{};
    std::optional<Site> m_site{};
    std::uint16_t m_port = 0;
    std::unique_ptr<HttpServer> m_server{};  // ends first
};

}  // namespace huisclos::stub::test
