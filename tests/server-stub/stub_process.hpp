// The real program in its own process and its own folder, and connections to it that send whatever bytes a test wants.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace huisclos::stub::test {

// A folder that ends with its owner.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    [[nodiscard]] std::string const& path() const { return m_path; }
    void write(std::string const& name, std::string_view bytes) const;  // folders are made as needed

private:
    std::string m_path{};
};

struct CommandResult {
    int exit_code = -1;
    std::string output{};
    std::string errors{};
};
// Runs server-stub with these words to its end.
[[nodiscard]] CommandResult run_stub(std::vector<std::string> const& words);
// The token of a new right on this tree.
[[nodiscard]] std::string new_token(
    std::string const& data, std::string const& tree = "council", std::vector<std::string> const& more = {});

// Whether these bytes stand in a file below this folder, or in its name.
[[nodiscard]] bool is_anywhere_below(std::string const& folder, std::string_view bytes);

// A server that has said that it listens. Fails the test that makes it if it does not.
class StubProcess {
public:
    explicit StubProcess(std::string const& data, std::vector<std::string> const& more = {});
    ~StubProcess();  // ends the process if stop() was not called
    StubProcess(StubProcess const&) = delete;
    StubProcess& operator=(StubProcess const&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string const& output() const
    {
        return m_output;
    }  // up to and with the line that says it listens
    [[nodiscard]] std::string log() const;  // standard error so far
    // Sends the signal and gives the exit code; 128 + n when the process was ended by signal n.
    int stop(int signal);
    [[nodiscard]] bool is_alive();
    [[nodiscard]] std::uint64_t resident_bytes() const;  // memory of the process that is in use now

private:
    TemporaryFolder m_folder{};
    pid_t m_pid = -1;
    std::uint16_t m_port = 0;
    std::string m_output{};
};

struct HttpAnswer {
    int status = 0;  // 0: the connection ended without an answer
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};

    [[nodiscard]] std::string header(std::string_view name) const;  // any case; empty when absent
    [[nodiscard]] bool has(std::string_view name) const;
};

class HttpConnection {
public:
    // `held_by_system`: bytes that the system may keep for this end before they are read; 0 leaves it to the system.
    explicit HttpConnection(std::uint16_t port, int held_by_system = 0);
    ~HttpConnection();
    HttpConnection(HttpConnection const&) = delete;
    HttpConnection& operator=(HttpConnection const&) = delete;

    bool send(std::string_view bytes);  // false when the other side has ended the connection
    [[nodiscard]] HttpAnswer read(std::string_view method = "GET");
    // Waits until the other side ends the connection; false when it has not within so many seconds.
    [[nodiscard]] bool ends_within(int seconds);
    // Waits until something of an answer has come; false when nothing has for 20 s.
    [[nodiscard]] bool is_answered() const;
    // Takes so many bytes of an answer, as they are; fewer when the other side has ended.
    [[nodiscard]] std::size_t receive(std::size_t bytes);
    // Waits so long for the other side to say that it ends, and leaves what came unread.
    [[nodiscard]] bool ends_unread_within(int milliseconds) const;

private:
    int m_socket = -1;
    std::string m_held{};
};

using Headers = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] std::string to_request(
    std::string_view method, std::string_view target, Headers const& headers = {}, std::string_view body = {});
// One request on a connection of its own.
[[nodiscard]] HttpAnswer ask(
    std::uint16_t port, std::string_view method, std::string_view target, Headers const& headers = {},
    std::string_view body = {});
[[nodiscard]] std::pair<std::string, std::string> bearer(std::string const& token);

}  // namespace huisclos::stub::test
