// One keep-alive HTTP connection, as plain as can be so that what is measured is the server.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace huisclos::bench {

struct Target {
    std::string host{};
    std::string port{};
    std::string path{};  // starts and ends with a slash
};

// "http://127.0.0.1:8080/store/tree/"
[[nodiscard]] std::optional<Target> parse_target(std::string_view url);

struct Answer {
    int status = 0;
    std::string_view body{};  // valid until the next request
};

class HttpClient {
public:
    // `token` may be empty.
    HttpClient(Target target, std::string token);
    ~HttpClient();
    HttpClient(HttpClient const&) = delete;
    HttpClient& operator=(HttpClient const&) = delete;

    // Nothing when the connection fails or the answer has no length. `name` is relative to the target.
    [[nodiscard]] std::optional<Answer> put(std::string_view name, std::string_view body);
    [[nodiscard]] std::optional<Answer> get(std::string_view name);

private:
    [[nodiscard]] bool connect();
    void close();
    [[nodiscard]] std::optional<Answer> exchange(std::string_view first, std::string_view second);
    [[nodiscard]] std::optional<Answer> read_answer();

    Target m_target;
    std::string m_common_headers;
    std::string m_request;
    std::string m_buffer;
    int m_socket = -1;
};

}  // namespace huisclos::bench
