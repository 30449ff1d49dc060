#include "core/sync/fetch_each.hpp"

#include <algorithm>

#include "core/base/when_all.hpp"

namespace huisclos::sync {

namespace {

constexpr std::size_t k_parallel_fetches = 6;
constexpr std::size_t k_slice = 32;  ///< Bodies held at a time.

}  // namespace

Task<bool> fetch_each(ports::RemoteStore* remote, std::vector<std::string> paths, TakeAnswer take)
{
    for (std::size_t from = 0; from < paths.size(); from += k_slice) {
        auto const end = std::min(from + k_slice, paths.size());
        std::vector<Task<ports::RemoteAnswer>> requests;
        for (auto at = from; at < end; ++at)
            requests.push_back(remote->get(paths[at]));
        auto answers = co_await when_all(std::move(requests), k_parallel_fetches);
        for (auto at = from; at < end; ++at)
            take(at, std::move(answers[at - from]));
    }
    co_return true;
}

}  // namespace huisclos::sync
