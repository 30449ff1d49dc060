// Carries requests to a Site by libmicrohttpd, the only file that knows it. Each connection has its thread, so that
// syncs of different clients run side by side and the disk does them together.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>

#include "server-stub/connection_watch.hpp"
#include "server-stub/file_system.hpp"
#include "server-stub/http.hpp"
#include "server-stub/request_log.hpp"
#include "server-stub/site.hpp"

struct MHD_Daemon;
struct MHD_Connection;

namespace huisclos::stub {

struct ServerOptions {
    unsigned max_connections = 256;
    std::uint64_t body_budget = 268'435'456;  // bytes of bodies held in memory at once, all connections together
    PaceLimits pace{};
    LogDetail log = LogDetail::Requests;
};

class HttpServer {
public:
    // Takes over the listening socket. Nothing when the library cannot start. The site outlives it.
    [[nodiscard]] static std::unique_ptr<HttpServer> start(ServerOptions options, Site const& site, Descriptor socket);
    // Waits for the requests under way.
    ~HttpServer();
    HttpServer(HttpServer const&) = delete;
    HttpServer& operator=(HttpServer const&) = delete;

private:
    struct Exchange;
    struct Callbacks;

    HttpServer(ServerOptions options, Site const& site);
    // Called by the library with the head, then with each part of the body, then with nothing; `left` is set to what
    // was not taken of the part. False ends the connection.
    [[nodiscard]] bool on_part(
        MHD_Connection* connection, char const* target, char const* method, std::string_view part, std::size_t* left,
        void** context);
    [[nodiscard]] std::unique_ptr<Exchange> begin(MHD_Connection* connection, char const* target, char const* method);
    void reserve_body(Exchange& exchange);
    [[nodiscard]] bool finish(MHD_Connection* connection, Exchange& exchange);
    [[nodiscard]] bool send(MHD_Connection* connection, Exchange& exchange, Reply reply);
    void log(Exchange const& exchange, bool is_cut) const;

    ServerOptions m_options;
    Site const& m_site;
    ConnectionWatch m_watch;
    std::atomic<std::uint64_t> m_held_bytes{0};
    MHD_Daemon* m_daemon = nullptr;
};

}  // namespace huisclos::stub
