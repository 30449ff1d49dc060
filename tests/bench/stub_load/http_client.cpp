#include "tests/bench/stub_load/http_client.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace huisclos::bench {

namespace {

std::string to_lower(std::string_view text)
{
    std::string lower{text};
    std::ranges::transform(
        lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower;
}

std::optional<std::size_t> content_length(std::string_view head)
{
    constexpr std::string_view k_name = "\r\ncontent-length: ";
    auto const lower = to_lower(head);
    auto const at = lower.find(k_name);
    if (at == std::string::npos)
        return std::nullopt;
    std::size_t length = 0;
    auto const* first = lower.data() + at + k_name.size();
    auto const result = std::from_chars(first, lower.data() + lower.size(), length);
    return result.ec == std::errc{} ? std::optional{length} : std::nullopt;
}

}  // namespace

std::optional<Target> parse_target(std::string_view url)
{
    constexpr std::string_view k_scheme = "http://";
    if (!url.starts_with(k_scheme) || !url.ends_with('/'))
        return std::nullopt;
    url.remove_prefix(k_scheme.size());
    auto const slash = url.find('/');
    auto const colon = url.substr(0, slash).rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    return Target{
        .host = std::string{url.substr(0, colon)},
        .port = std::string{url.substr(colon + 1, slash - colon - 1)},
        .path = std::string{url.substr(slash)}};
}

HttpClient::HttpClient(Target target, std::string token) : m_target(std::move(target))
{
    m_common_headers = " HTTP/1.1\r\nHost: " + m_target.host + ":" + m_target.port + "\r\n";
    if (!token.empty())
        m_common_headers += "Authorization: Bearer " + token + "\r\n";
}

HttpClient::~HttpClient()
{
    close();
}

void HttpClient::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

bool HttpClient::connect()
{
    if (m_socket >= 0)
        return true;
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* raw = nullptr;
    if (::getaddrinfo(m_target.host.c_str(), m_target.port.c_str(), &hints, &raw) != 0)
        return false;
    std::unique_ptr<addrinfo, void (*)(addrinfo*)> const address{raw, ::freeaddrinfo};
    m_socket = ::socket(raw->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int const yes = 1;
    if (m_socket < 0 || ::connect(m_socket, raw->ai_addr, raw->ai_addrlen) != 0) {
        close();
        return false;
    }
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return true;
}

std::optional<Answer> HttpClient::put(std::string_view name, std::string_view body)
{
    m_request = "PUT " + m_target.path;
    m_request += name;
    m_request += m_common_headers;
    m_request += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return exchange(m_request, body);
}

std::optional<Answer> HttpClient::get(std::string_view name)
{
    m_request = "GET " + m_target.path;
    m_request += name;
    m_request += m_common_headers;
    m_request += "\r\n";
    return exchange(m_request, {});
}

std::optional<Answer> HttpClient::exchange(std::string_view first, std::string_view second)
{
    if (!connect())
        return std::nullopt;
    // Requests are far below what a socket's buffer takes, so a short write is a failure.
    std::array<iovec, 2> parts{
        iovec{const_cast<char*>(first.data()), first.size()}, iovec{const_cast<char*>(second.data()), second.size()}};
    auto const sent = ::writev(m_socket, parts.data(), 2);
    if (sent != static_cast<ssize_t>(first.size() + second.size())) {
        close();
        return std::nullopt;
    }
    auto answer = read_answer();
    if (!answer)
        close();
    return answer;
}

std::optional<Answer> HttpClient::read_answer()
{
    m_buffer.resize(65'536);
    std::size_t held = 0;
    std::size_t whole = 0;  // head and body, once the head is there
    std::size_t head_size = 0;
    while (whole == 0 || held < whole) {
        if (m_buffer.size() < whole)
            m_buffer.resize(whole);
        auto const got = ::recv(m_socket, m_buffer.data() + held, m_buffer.size() - held, 0);
        if (got <= 0)
            return std::nullopt;
        held += static_cast<std::size_t>(got);
        if (whole != 0)
            continue;
        std::string_view const text{m_buffer.data(), held};
        auto const end = text.find("\r\n\r\n");
        if (end == std::string_view::npos)
            continue;
        head_size = end + 4;
        auto const length = content_length(text.substr(0, end + 2));
        if (!length)
            return std::nullopt;
        whole = head_size + *length;
    }
    Answer answer;
    std::string_view const text{m_buffer.data(), whole};
    std::from_chars(
        text.data() + std::min<std::size_t>(9, whole), text.data() + std::min<std::size_t>(12, whole), answer.status);
    answer.body = text.substr(head_size);
    bool const ends = to_lower(text.substr(0, head_size)).contains("\r\nconnection: close");
    if (ends)
        close();
    return answer;
}

}  // namespace huisclos::bench
