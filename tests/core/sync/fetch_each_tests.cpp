// Many documents at a time, whatever the host makes of them.

#include "core/sync/fetch_each.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/ports/memory_store.hpp"

using namespace huisclos;
using ports::RemoteAnswer;
using ports::RemoteStatus;
using testing::MemoryRemote;
using testing::MemoryServer;

namespace {

struct Folder {
    /// Each document has its number in each of its bytes.
    void serve(std::size_t count, std::size_t size)
    {
        paths.clear();
        for (std::size_t i = 0; i < count; ++i)
            paths.push_back("o/" + std::to_string(i));
        asked = 0;
        remote.fault = [this, size](MemoryRemote::Verb, std::string const& path) -> std::optional<RemoteAnswer> {
            ++asked;
            auto const number = static_cast<std::uint8_t>(std::stoul(path.substr(2)));
            return RemoteAnswer{RemoteStatus::Ok, Bytes(size, number), {}};
        };
    }
    void fetch_in_order()
    {
        std::size_t next = 0;
        sync::TakeAnswer take = [&](std::size_t i, RemoteAnswer answer) {
            BOOST_TEST(i == next++);
            BOOST_TEST(answer.body.at(0) == static_cast<std::uint8_t>(i));
        };
        auto const came = sync::fetch_each(&remote, paths, std::move(take)).run();
        BOOST_TEST(came);
        BOOST_TEST(next == paths.size());
    }

    MemoryServer server{};
    MemoryRemote remote{server};
    std::vector<std::string> paths{};
    std::size_t asked{0};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(fetching_many, Folder)

BOOST_AUTO_TEST_CASE(each_is_asked_for_once_and_handed_over_in_order)
{
    serve(100, 1000);
    fetch_in_order();
    BOOST_TEST(asked == 100U);
}

BOOST_AUTO_TEST_CASE(of_large_ones_no_more_is_held_than_there_is_room_for)
{
    serve(10, 8U << 20);
    fetch_in_order();
    // Two more than there is room for: each is asked for again when its turn comes.
    BOOST_TEST(asked == 12U);
}

BOOST_AUTO_TEST_SUITE_END()
