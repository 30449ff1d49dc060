// A disk that is full, not only a quota that is reached: the client is told so by 507, what was there stays, nothing
// is left of what did not fit, and the server goes on.

#include <csignal>
#include <filesystem>
#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>
#include <sys/resource.h>

#include "tests/server-stub/full_disk.hpp"
#include "tests/server-stub/local_server.hpp"
#include "tests/server-stub/stub_process.hpp"

namespace huisclos::stub::test {

namespace {

// While it lives, processes that are started can make no file longer than this: the kernel says EFBIG to their real
// writes, which the server takes as it takes ENOSPC. A disk that is truly full would need a mount of its own.
class SmallFiles {
public:
    explicit SmallFiles(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        BOOST_REQUIRE(::getrlimit(RLIMIT_FSIZE, &m_before) == 0);
        rlimit const small{.rlim_cur = bytes, .rlim_max = m_before.rlim_max};
        BOOST_REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    }
    ~SmallFiles()
    {
        (void)::setrlimit(RLIMIT_FSIZE, &m_before);
        (void)std::signal(SIGXFSZ, m_handler);
    }
    SmallFiles(SmallFiles const&) = delete;
    SmallFiles& operator=(SmallFiles const&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

std::unique_ptr<StubProcess> start_with_small_files(std::string const& data, rlim_t bytes)
{
    SmallFiles const limit{bytes};
    return std::make_unique<StubProcess>(data);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_full_disk)

BOOST_AUTO_TEST_CASE(a_document_for_which_the_disk_has_no_room_is_answered_507_at_every_call)
{
    for (auto const call :
         {NoRoomAt::Create, NoRoomAt::Write, NoRoomAt::Sync, NoRoomAt::Rename, NoRoomAt::MakeDirectory}) {
        FullDisk disk;
        LocalServer const server{disk, "/data"};
        auto const ask_store = [&](char const* method, std::string const& path, std::string_view body = {}) {
            return ask(server.port(), method, "/store/council/" + path, {bearer(server.token())}, body);
        };
        BOOST_TEST_CONTEXT("call " << static_cast<int>(call))
        {
            BOOST_TEST(ask_store("PUT", "h/device", "head 1").status == 201);
            disk.set_no_room_at(call);
            BOOST_TEST(ask_store("PUT", "o/ab/new", "new").status == 507);
            // A document that is there needs no folder.
            if (call != NoRoomAt::MakeDirectory)
                BOOST_TEST(ask_store("PUT", "h/device", "head 2").status == 507);
            BOOST_TEST(ask_store("GET", "h/device").body == "head 1");
            BOOST_TEST(ask_store("GET", "o/ab/new").status == 404);
            BOOST_TEST(!ask_store("GET", "o/ab/").body.contains("new"));
            BOOST_TEST(disk.list("/data/tmp").value().empty());
            // Deleting needs no room, and is how some is made.
            BOOST_TEST(ask_store("DELETE", "h/device").status == 200);
            disk.set_no_room_at(NoRoomAt::Nothing);
            BOOST_TEST(ask_store("PUT", "o/ab/new", "new").status == 201);
            BOOST_TEST(ask_store("GET", "o/ab/new").body == "new");
        }
    }
}

BOOST_AUTO_TEST_CASE(the_real_disk_that_takes_no_more_bytes_is_answered_507)
{
    TemporaryFolder const data;
    auto const token = new_token(data.path());
    auto const stub = start_with_small_files(data.path(), 100'000);
    auto const ask_store = [&](char const* method, std::string const& path, std::string_view body = {}) {
        return ask(stub->port(), method, "/store/council/" + path, {bearer(token)}, body);
    };
    std::string const fits(50'000, 'f');
    std::string const too_much(200'000, 'm');
    BOOST_TEST(ask_store("PUT", "o/fits", fits).status == 201);
    BOOST_TEST(ask_store("PUT", "o/new", too_much).status == 507);
    BOOST_TEST(ask_store("PUT", "o/fits", too_much).status == 507);
    BOOST_TEST(ask_store("GET", "o/new").status == 404);
    BOOST_TEST((ask_store("GET", "o/fits").body == fits));
    BOOST_TEST(std::filesystem::is_empty(data.path() + "/tmp"));
    BOOST_TEST(ask_store("PUT", "o/new", fits).status == 201);
    BOOST_TEST(stub->stop(SIGTERM) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::stub::test
