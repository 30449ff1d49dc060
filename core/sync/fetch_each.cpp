#include "core/sync/fetch_each.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/when_all.hpp"

namespace huisclos::sync {

namespace {

constexpr std::size_t k_parallel_fetches = 6;
constexpr std::size_t k_slice = 32;             ///< Bodies held at a time,
constexpr std::size_t k_most_held = 64u << 20;  ///< and their bytes: eight of the largest objects.

/// Empty when there is no room for it beside the others: to be asked for again, alone.
Task<std::optional<ports::RemoteAnswer>> get_within(ports::RemoteStore* remote, std::string path, std::size_t* held)
{
    auto answer = co_await remote->get(std::move(path));
    if (*held + answer.body.size() > k_most_held)
        co_return std::nullopt;
    *held += answer.body.size();
    co_return std::optional(std::move(answer));
}

}  // namespace

Task<bool> fetch_each(ports::RemoteStore* remote, std::vector<std::string> paths, TakeAnswer take)
{
    for (std::size_t from = 0; from < paths.size(); from += k_slice) {
        auto const end = std::min(from + k_slice, paths.size());
        std::size_t held = 0;
        std::vector<Task<std::optional<ports::RemoteAnswer>>> requests;
        for (auto at = from; at < end; ++at)
            requests.push_back(get_within(remote, paths[at], &held));
        auto answers = co_await when_all(std::move(requests), k_parallel_fetches);
        for (auto at = from; at < end; ++at) {
            auto answer = std::exchange(answers[at - from], std::nullopt);
            if (!answer) {
                auto again = co_await remote->get(paths[at]);
                answer.emplace(std::move(again));
            }
            take(at, std::move(*answer));
        }
    }
    co_return true;
}

}  // namespace huisclos::sync
