#include "tests/server-stub/local_server.hpp"

#include <csignal>

#include <boost/test/unit_test.hpp>

#include "server-stub/listener.hpp"

namespace huisclos::stub::test {

namespace {

constexpr std::uint64_t k_max_object = 64'000'000;

}  // namespace

LocalServer::LocalServer(FileSystem& disk, std::string const& data, PaceLimits pace) : m_tokens(disk, data)
{
    // As the program does: a client that goes away is no reason to end.
    std::signal(SIGPIPE, SIG_IGN);
    BOOST_REQUIRE(m_tokens.prepare().has_value());
    auto const made = m_tokens.make({.tree = "council"});
    BOOST_REQUIRE(made.has_value());
    m_token = made->token;
    auto forest = Forest::open(disk, data, 0);
    BOOST_REQUIRE(forest.has_value());
    m_forest = std::move(*forest);
    m_site.emplace(SiteOptions{.base = {}, .bundle = {}, .max_object = k_max_object}, *m_forest, m_tokens);
    auto listener = listen_on("127.0.0.1", 0);
    BOOST_REQUIRE(listener.has_value());
    m_port = listener->port;
    ServerOptions options;
    options.pace = pace;
    options.log = LogDetail::None;
    m_server = HttpServer::start(options, *m_site, std::move(listener->socket));
    BOOST_REQUIRE(m_server != nullptr);
}

}  // namespace huisclos::stub::test
