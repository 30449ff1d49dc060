#include "server-stub/listener.hpp"

#include <cerrno>
#include <memory>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace huisclos::stub {

namespace {

constexpr int k_backlog = 512;

std::unexpected<ListenError> listen_error()
{
    switch (errno) {
    case EADDRINUSE:
        return std::unexpected{ListenError::PortTaken};
    case EACCES:
        return std::unexpected{ListenError::NotAllowed};
    case EADDRNOTAVAIL:
        return std::unexpected{ListenError::BadHost};
    default:
        return std::unexpected{ListenError::Other};
    }
}

std::uint16_t port_of(int socket)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return 0;
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<sockaddr_in6 const*>(&address)->sin6_port);
    return ntohs(reinterpret_cast<sockaddr_in const*>(&address)->sin_port);
}

}  // namespace

std::expected<Listener, ListenError> listen_on(std::string const& host, std::uint16_t port)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* raw = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &raw) != 0)
        return std::unexpected{ListenError::BadHost};
    std::unique_ptr<addrinfo, void (*)(addrinfo*)> const address{raw, ::freeaddrinfo};
    Listener listener;
    listener.socket = Descriptor{::socket(raw->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    int const yes = 1;
    if (!listener.socket || ::setsockopt(listener.socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        ::bind(listener.socket.get(), raw->ai_addr, raw->ai_addrlen) != 0 ||
        ::listen(listener.socket.get(), k_backlog) != 0) {
        return listen_error();
    }
    listener.port = port_of(listener.socket.get());
    auto const shown = raw->ai_family == AF_INET6 ? "[" + host + "]" : host;
    listener.origin = "http://" + shown + ":" + std::to_string(listener.port);
    return listener;
}

}  // namespace huisclos::stub
