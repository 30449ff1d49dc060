// Ends connections that are too slow. The HTTP library ends those that are silent; a client that sends one byte every
// few seconds would hold a connection, and there are only so many, for ever.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <thread>

namespace huisclos::stub {

struct PaceLimits {
    // From the connection, or the last answer, to the end of the headers; and for a body and its answer, besides their
    // size. Silence of this length ends a connection too.
    std::chrono::seconds patience{20};
    std::uint64_t bytes_per_s = 16'384;  // the slowest transfer that is waited for
};

// Thread-safe.
class ConnectionWatch {
public:
    using Clock = std::chrono::steady_clock;

    class Connection {
    public:
        explicit Connection(int socket) : m_socket(socket) {}

    private:
        friend class ConnectionWatch;
        int m_socket;
        Clock::time_point m_deadline{};
        std::list<Connection>::iterator m_place{};
    };

    explicit ConnectionWatch(PaceLimits limits);
    ~ConnectionWatch();
    ConnectionWatch(ConnectionWatch const&) = delete;
    ConnectionWatch& operator=(ConnectionWatch const&) = delete;

    // The watch does not own the socket: it must be told before the socket is closed.
    [[nodiscard]] Connection* add(int socket);
    void remove(Connection* connection);

    void expect_headers(Connection* connection);
    void expect_transfer(Connection* connection, std::uint64_t bytes);

private:
    void run();

    PaceLimits m_limits;
    std::mutex m_mutex;
    std::condition_variable m_stop_signal;
    bool m_is_stopping = false;
    std::list<Connection> m_connections;
    std::thread m_thread;
};

}  // namespace huisclos::stub
