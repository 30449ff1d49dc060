#include <boost/test/unit_test.hpp>

#include "core/base/async_mutex.hpp"
#include "core/base/when_all.hpp"
#include "core/ports/pending.hpp"

using namespace huisclos;

namespace {

struct Waiting {
    std::vector<ports::Pending<int>::Resolver> resolvers{};
};

Task<int> even_at_once_odd_later(Waiting& waiting, int number)
{
    if (number % 2 == 0)
        co_return number;
    ports::Pending<int> pending;
    waiting.resolvers.push_back(pending.resolver());
    int const answer = co_await pending;
    co_return answer;
}

Task<std::vector<int>> twenty(Waiting& waiting)
{
    std::vector<Task<int>> tasks;
    for (int i = 0; i < 20; ++i)
        tasks.push_back(even_at_once_odd_later(waiting, i));
    auto results = co_await when_all(std::move(tasks), 3);
    co_return results;
}

Task<bool> hold(AsyncMutex& mutex, std::vector<int>& order, int number, ports::Pending<int>& until)
{
    auto const held = co_await mutex.lock();
    order.push_back(number);
    (void)co_await until;
    order.push_back(number);
    co_return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(task_tests)

BOOST_AUTO_TEST_CASE(when_all_keeps_the_order_and_never_runs_more_than_the_limit)
{
    Waiting waiting;
    auto task = twenty(waiting);
    task.start();
    BOOST_TEST(waiting.resolvers.size() == 3U);
    for (std::size_t i = 0; !task.done(); ++i) {
        BOOST_REQUIRE(i < waiting.resolvers.size());
        auto resolver = waiting.resolvers[i];
        resolver.resolve(static_cast<int>(100 + i));
    }
    auto const results = task.take();
    BOOST_TEST(results.size() == 20U);
    BOOST_TEST(results[0] == 0);
    BOOST_TEST(results[18] == 18);
    BOOST_TEST(results[1] >= 100);
}

BOOST_AUTO_TEST_CASE(an_answer_to_a_task_that_was_destroyed_is_dropped)
{
    Waiting waiting;
    {
        auto task = twenty(waiting);
        task.start();
    }
    BOOST_TEST(waiting.resolvers.size() == 3U);
    for (auto& resolver : waiting.resolvers)
        resolver.resolve(1);  // The sanitizers see whether anything is touched.
}

BOOST_AUTO_TEST_CASE(a_mutex_lets_one_task_at_a_time_through_in_the_order_of_arrival)
{
    AsyncMutex mutex;
    std::vector<int> order;
    ports::Pending<int> first_until;
    ports::Pending<int> second_until;
    auto first = hold(mutex, order, 1, first_until);
    auto second = hold(mutex, order, 2, second_until);
    first.start();
    second.start();
    BOOST_TEST(order == (std::vector<int>{1}), boost::test_tools::per_element());
    first_until.resolver().resolve(0);
    second_until.resolver().resolve(0);
    BOOST_TEST(order == (std::vector<int>{1, 1, 2, 2}), boost::test_tools::per_element());
    BOOST_TEST(first.done());
    BOOST_TEST(second.done());
}

BOOST_AUTO_TEST_CASE(a_task_destroyed_in_the_queue_of_a_mutex_leaves_it)
{
    AsyncMutex mutex;
    std::vector<int> order;
    ports::Pending<int> first_until;
    ports::Pending<int> other_until;
    auto first = hold(mutex, order, 1, first_until);
    first.start();
    {
        auto dropped = hold(mutex, order, 2, other_until);
        dropped.start();
    }
    auto third = hold(mutex, order, 3, other_until);
    third.start();
    first_until.resolver().resolve(0);
    other_until.resolver().resolve(0);
    BOOST_TEST(order == (std::vector<int>{1, 1, 3, 3}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
