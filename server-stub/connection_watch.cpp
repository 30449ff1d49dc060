#include "server-stub/connection_watch.hpp"

#include <sys/socket.h>

namespace huisclos::stub {

ConnectionWatch::ConnectionWatch(PaceLimits limits) : m_limits(limits), m_thread([this] { run(); })
{}

ConnectionWatch::~ConnectionWatch()
{
    {
        std::scoped_lock const lock{m_mutex};
        m_is_stopping = true;
    }
    m_stop_signal.notify_all();
    m_thread.join();
}

ConnectionWatch::Connection* ConnectionWatch::add(int socket)
{
    std::scoped_lock const lock{m_mutex};
    m_connections.emplace_front(socket);
    auto& connection = m_connections.front();
    connection.m_place = m_connections.begin();
    connection.m_deadline = Clock::now() + m_limits.patience;
    return &connection;
}

void ConnectionWatch::remove(Connection* connection)
{
    std::scoped_lock const lock{m_mutex};
    m_connections.erase(connection->m_place);
}

void ConnectionWatch::expect_headers(Connection* connection)
{
    std::scoped_lock const lock{m_mutex};
    connection->m_deadline = Clock::now() + m_limits.patience;
}

void ConnectionWatch::expect_transfer(Connection* connection, std::uint64_t bytes)
{
    std::chrono::seconds const for_size{bytes / m_limits.bytes_per_s};
    std::scoped_lock const lock{m_mutex};
    connection->m_deadline = Clock::now() + m_limits.patience + for_size;
}

void ConnectionWatch::run()
{
    constexpr std::chrono::milliseconds k_pace{250};
    std::unique_lock lock{m_mutex};
    while (!m_stop_signal.wait_for(lock, k_pace, [this] { return m_is_stopping; })) {
        auto const now = Clock::now();
        for (auto const& connection : m_connections) {
            // Only the two directions are ended; the socket stays the library's, which closes it.
            if (now >= connection.m_deadline)
                ::shutdown(connection.m_socket, SHUT_RDWR);
        }
    }
}

}  // namespace huisclos::stub
