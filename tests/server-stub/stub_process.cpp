#include "tests/server-stub/stub_process.hpp"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <tuple>

#include <boost/test/unit_test.hpp>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace huisclos::stub::test {

namespace {

constexpr int k_patience_ms = 20'000;

std::string read_file(std::string const& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string to_lower(std::string_view text)
{
    std::string lower{text};
    std::ranges::transform(
        lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower;
}

// Starts server-stub with its standard output and error in these descriptors.
pid_t start(std::vector<std::string> const& words, int output, int errors)
{
    std::vector<std::string> all{HUISCLOS_SERVER_STUB};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> pointers;
    for (auto& word : all)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    pid_t const pid = ::fork();
    BOOST_REQUIRE(pid >= 0);
    if (pid == 0) {
        ::dup2(output, STDOUT_FILENO);
        ::dup2(errors, STDERR_FILENO);
        ::execv(pointers.front(), pointers.data());
        ::_exit(127);
    }
    return pid;
}

int open_for_writing(std::string const& path)
{
    int const descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    BOOST_REQUIRE(descriptor >= 0);
    return descriptor;
}

int wait_for(pid_t pid)
{
    int state = 0;
    BOOST_REQUIRE(::waitpid(pid, &state, 0) == pid);
    return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

bool wait_readable(int descriptor, int milliseconds)
{
    pollfd item{.fd = descriptor, .events = POLLIN, .revents = 0};
    return ::poll(&item, 1, milliseconds) == 1;
}

std::uint16_t port_in(std::string const& output)
{
    constexpr std::string_view k_start = "listening on http://127.0.0.1:";
    std::uint16_t port = 0;
    if (output.starts_with(k_start))
        std::from_chars(output.data() + k_start.size(), output.data() + output.size(), port);
    return port;
}

}  // namespace

TemporaryFolder::TemporaryFolder()
{
    auto pattern = (std::filesystem::temp_directory_path() / "huisclos-stub-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code error;
    std::filesystem::remove_all(m_path, error);
}

void TemporaryFolder::write(std::string const& name, std::string_view bytes) const
{
    std::filesystem::path const path{m_path + "/" + name};
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file{path, std::ios::binary};
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    BOOST_REQUIRE(file.good());
}

CommandResult run_stub(std::vector<std::string> const& words)
{
    TemporaryFolder const folder;
    int const output = open_for_writing(folder.path() + "/output");
    int const errors = open_for_writing(folder.path() + "/errors");
    auto const pid = start(words, output, errors);
    ::close(output);
    ::close(errors);
    CommandResult result;
    result.exit_code = wait_for(pid);
    result.output = read_file(folder.path() + "/output");
    result.errors = read_file(folder.path() + "/errors");
    return result;
}

std::string new_token(std::string const& data, std::string const& tree, std::vector<std::string> const& more)
{
    std::vector<std::string> words{"token", "new", "--data", data, "--tree", tree};
    words.insert(words.end(), more.begin(), more.end());
    auto result = run_stub(words);
    BOOST_REQUIRE_EQUAL(result.exit_code, 0);
    BOOST_REQUIRE(result.output.ends_with('\n'));
    result.output.pop_back();
    return result.output;
}

bool is_anywhere_below(std::string const& folder, std::string_view bytes)
{
    for (auto const& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.path().filename().string().contains(bytes))
            return true;
        if (entry.is_regular_file() && read_file(entry.path().string()).contains(bytes))
            return true;
    }
    return false;
}

StubProcess::StubProcess(std::string const& data, std::vector<std::string> const& more)
{
    std::vector<std::string> words{"run", "--data", data, "--port", "0"};
    words.insert(words.end(), more.begin(), more.end());
    int pipe_ends[2] = {-1, -1};
    BOOST_REQUIRE(::pipe2(pipe_ends, O_CLOEXEC) == 0);
    int const errors = open_for_writing(m_folder.path() + "/log");
    m_pid = start(words, pipe_ends[1], errors);
    ::close(pipe_ends[1]);
    ::close(errors);
    // With --empty, a second line holds the link.
    bool const wants_link = std::ranges::find(more, "--empty") != more.end();
    while (std::ranges::count(m_output, '\n') < (wants_link ? 2 : 1) && wait_readable(pipe_ends[0], k_patience_ms)) {
        char letter = 0;
        if (::read(pipe_ends[0], &letter, 1) != 1)
            break;
        m_output.push_back(letter);
    }
    ::close(pipe_ends[0]);
    m_port = port_in(m_output);
    BOOST_REQUIRE_MESSAGE(m_port != 0, "server-stub did not say that it listens: " + log());
}

StubProcess::~StubProcess()
{
    if (m_pid > 0)
        stop(SIGKILL);
}

std::string StubProcess::log() const
{
    return read_file(m_folder.path() + "/log");
}

int StubProcess::stop(int signal)
{
    BOOST_REQUIRE(m_pid > 0);
    ::kill(m_pid, signal);
    return wait_for(std::exchange(m_pid, -1));
}

bool StubProcess::is_alive()
{
    int state = 0;
    return m_pid > 0 && ::waitpid(m_pid, &state, WNOHANG) == 0;
}

std::string HttpAnswer::header(std::string_view name) const
{
    auto const found =
        std::ranges::find_if(headers, [&](auto const& item) { return to_lower(item.first) == to_lower(name); });
    return found == headers.end() ? std::string{} : found->second;
}

bool HttpAnswer::has(std::string_view name) const
{
    return std::ranges::any_of(headers, [&](auto const& item) { return to_lower(item.first) == to_lower(name); });
}

std::uint64_t StubProcess::resident_bytes() const
{
    // Second number of the line: pages.
    std::ifstream file{"/proc/" + std::to_string(m_pid) + "/statm"};
    std::uint64_t whole = 0;
    std::uint64_t resident = 0;
    file >> whole >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

HttpConnection::HttpConnection(std::uint16_t port, int held_by_system)
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    // Before the connection: its window is agreed then.
    if (held_by_system > 0)
        std::ignore = ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &held_by_system, sizeof held_by_system);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // Tests call this from several threads and Boost.Test serves one: a refused connection shows as the answer 0.
    std::ignore = ::connect(m_socket, reinterpret_cast<sockaddr const*>(&address), sizeof address);
}

HttpConnection::~HttpConnection()
{
    ::close(m_socket);
}

bool HttpConnection::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

HttpAnswer HttpConnection::read(std::string_view method)
{
    HttpAnswer answer;
    auto const receive = [&] {
        char block[16'384];
        if (!wait_readable(m_socket, k_patience_ms))
            return false;
        auto const got = ::recv(m_socket, block, sizeof block, 0);
        if (got > 0)
            m_held.append(block, static_cast<std::size_t>(got));
        return got > 0;
    };
    std::size_t end = std::string::npos;
    while ((end = m_held.find("\r\n\r\n")) == std::string::npos) {
        if (!receive())
            return answer;
    }
    std::string_view head{m_held.data(), end};
    std::from_chars(head.data() + 9, head.data() + 12, answer.status);
    for (auto at = head.find("\r\n"); at != std::string_view::npos;) {
        auto const next = head.find("\r\n", at + 2);
        auto const line = head.substr(at + 2, next == std::string_view::npos ? next : next - at - 2);
        auto const colon = line.find(": ");
        if (colon != std::string_view::npos)
            answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        at = next;
    }
    std::size_t length = 0;
    auto const text = answer.header("Content-Length");
    std::from_chars(text.data(), text.data() + text.size(), length);
    if (method == "HEAD" || answer.status == 304 || answer.status == 204)
        length = 0;
    m_held.erase(0, end + 4);
    while (m_held.size() < length && receive()) {
    }
    answer.body = m_held.substr(0, length);
    m_held.erase(0, answer.body.size());
    return answer;
}

bool HttpConnection::ends_within(int seconds)
{
    char block[4096];
    while (wait_readable(m_socket, seconds * 1000)) {
        if (::recv(m_socket, block, sizeof block, 0) <= 0)
            return true;
    }
    return false;
}

bool HttpConnection::is_answered() const
{
    return wait_readable(m_socket, k_patience_ms);
}

std::size_t HttpConnection::receive(std::size_t bytes)
{
    std::size_t received = 0;
    char block[16'384];
    while (received < bytes && wait_readable(m_socket, k_patience_ms)) {
        auto const got = ::recv(m_socket, block, std::min(sizeof block, bytes - received), 0);
        if (got <= 0)
            break;
        received += static_cast<std::size_t>(got);
    }
    return received;
}

bool HttpConnection::ends_unread_within(int milliseconds) const
{
    pollfd item{.fd = m_socket, .events = POLLRDHUP, .revents = 0};
    return ::poll(&item, 1, milliseconds) == 1;
}

std::string to_request(std::string_view method, std::string_view target, Headers const& headers, std::string_view body)
{
    std::string text{method};
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    for (auto const& [name, value] : headers)
        text.append(name).append(": ").append(value).append("\r\n");
    if (method == "PUT" || !body.empty())
        text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    text.append("\r\n").append(body);
    return text;
}

HttpAnswer ask(
    std::uint16_t port, std::string_view method, std::string_view target, Headers const& headers, std::string_view body)
{
    HttpConnection connection{port};
    (void)connection.send(to_request(method, target, headers, body));
    return connection.read(method);
}

std::pair<std::string, std::string> bearer(std::string const& token)
{
    return {"Authorization", std::string{"Bearer "}.append(token)};
}

}  // namespace huisclos::stub::test
