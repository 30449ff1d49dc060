// Clients that ask for much and read little: they keep neither the others waiting nor memory, and they are ended.

#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <poll.h>
#include <sys/socket.h>

#include "server-stub/connection_watch.hpp"
#include "server-stub/posix_file_system.hpp"
#include "tests/server-stub/local_server.hpp"
#include "tests/server-stub/stub_process.hpp"

namespace huisclos::stub::test {

namespace {

using Clock = std::chrono::steady_clock;

// Far more than the system keeps for the two ends of a connection (some 4 MB): the rest waits for the reader.
constexpr std::size_t k_large = 32'000'000;
constexpr int k_held_by_system = 131'072;
constexpr char const* k_large_target = "/store/council/large";

std::size_t count_cut(std::string const& log)
{
    std::size_t count = 0;
    for (auto at = log.find(" cut\n"); at != std::string::npos; at = log.find(" cut\n", at + 1))
        ++count;
    return count;
}

// A client of `watch` that sends a byte and takes it, again and again; gives when it was ended.
struct BusyConnection {
    Descriptor ours{};
    Descriptor theirs{};

    BusyConnection()
    {
        int ends[2] = {-1, -1};
        BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
        ours = Descriptor{ends[0]};
        theirs = Descriptor{ends[1]};
    }

    // Whether it was ended, waiting at most so long for that.
    bool is_ended(int milliseconds) const
    {
        char letter = 'x';
        if (::send(theirs.get(), &letter, 1, MSG_NOSIGNAL) != 1 || ::recv(ours.get(), &letter, 1, 0) != 1)
            return true;
        pollfd item{.fd = ours.get(), .events = POLLIN, .revents = 0};
        return ::poll(&item, 1, milliseconds) == 1;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(http_slow_reader)

BOOST_AUTO_TEST_CASE(clients_that_read_nothing_cost_no_memory_keep_nobody_waiting_and_are_ended)
{
    constexpr int k_silent = 8;
    TemporaryFolder const data;
    auto const token = new_token(data.path());
    data.write("trees/council/large", std::string(k_large, 'l'));
    data.write("trees/council/small", "small");
    StubProcess stub{data.path(), {"--patience", "4", "--max-connections", "12"}};
    auto const ask_for_small = [&] {
        return ask(stub.port(), "GET", "/store/council/small", {bearer(token)});
    };
    BOOST_REQUIRE(ask_for_small().body == "small");
    auto const before = stub.resident_bytes();
    BOOST_REQUIRE(before > 0U);
    std::vector<std::unique_ptr<HttpConnection>> silent;
    for (int at = 0; at < k_silent; ++at) {
        auto& connection = *silent.emplace_back(std::make_unique<HttpConnection>(stub.port(), k_held_by_system));
        BOOST_REQUIRE(connection.send(to_request("GET", k_large_target, {bearer(token)})));
        BOOST_REQUIRE(connection.is_answered());
    }
    BOOST_TEST(ask_for_small().body == "small");
    // Eight documents held in memory would be eight times as much.
    BOOST_TEST(stub.resident_bytes() < before + k_large);
    auto const end = Clock::now() + std::chrono::seconds{20};
    while (count_cut(stub.log()) < k_silent && Clock::now() < end)
        BOOST_REQUIRE(ask_for_small().status == 200);
    BOOST_TEST(count_cut(stub.log()) == static_cast<std::size_t>(k_silent));
    for (auto const& connection : silent)
        BOOST_TEST(connection->read().body.size() < k_large);
    BOOST_TEST(stub.stop(SIGTERM) == 0);
}

// The rate that the program asks of everybody would let a client of this document read for half an hour: a server with
// another rate shows that reading now and then, so that there is no silence, does not lengthen the time.
BOOST_AUTO_TEST_CASE(a_client_that_reads_too_slowly_is_ended)
{
    constexpr std::size_t k_bite = 1'000'000;
    TemporaryFolder const data;
    data.write("trees/council/large", std::string(k_large, 'l'));
    PosixFileSystem disk;
    LocalServer const server{
        disk, data.path(), {.patience = std::chrono::seconds{2}, .bytes_per_s = std::uint64_t{k_large}}};
    auto const request = to_request("GET", k_large_target, {bearer(server.token())});
    HttpConnection quick{server.port()};
    BOOST_REQUIRE(quick.send(request));
    BOOST_TEST(quick.receive(k_large) == k_large);
    HttpConnection slow{server.port(), k_held_by_system};
    BOOST_REQUIRE(slow.send(request));
    std::size_t received = 0;
    std::size_t bite = k_bite;
    while (bite == k_bite && received < k_large) {
        (void)slow.ends_unread_within(300);
        bite = slow.receive(k_bite);
        received += bite;
    }
    BOOST_TEST(received > k_bite);
    BOOST_TEST(received < k_large);
    BOOST_TEST(ask(server.port(), "GET", "/health").status == 200);
}

BOOST_AUTO_TEST_CASE(the_time_of_a_transfer_grows_with_its_size_alone)
{
    ConnectionWatch watch{{.patience = std::chrono::seconds{1}, .bytes_per_s = 1'000}};
    BusyConnection const small;
    BusyConnection const large;
    auto const start = Clock::now();
    auto* const small_place = watch.add(small.ours.get());
    auto* const large_place = watch.add(large.ours.get());
    watch.expect_transfer(small_place, 10);
    watch.expect_transfer(large_place, 2'000);
    std::chrono::nanoseconds small_time{0};
    std::chrono::nanoseconds large_time{0};
    auto const end = start + std::chrono::seconds{20};
    while (large_time.count() == 0 && Clock::now() < end) {
        if (small_time.count() == 0 && small.is_ended(10))
            small_time = Clock::now() - start;
        if (large.is_ended(10))
            large_time = Clock::now() - start;
    }
    BOOST_TEST((small_time >= std::chrono::seconds{1}));
    BOOST_TEST((large_time >= std::chrono::seconds{3}));
    BOOST_TEST((small_time < large_time));
    watch.remove(small_place);
    watch.remove(large_place);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::stub::test
