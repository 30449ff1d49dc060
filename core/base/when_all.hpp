// Runs several Tasks side by side, at most `limit` at once, and gives their results in order. To destroy the waiting
// Task is to cancel all of them.

#pragma once

#include <vector>

#include "core/base/task.hpp"

namespace huisclos {

namespace detail {

template <typename T>
struct WhenAllState {
    std::vector<Task<T>> tasks{};
    std::vector<std::optional<T>> results{};
    std::size_t next{0};
};

/// Takes one task after the other until none is left.
template <typename T>
Task<bool> run_lane(WhenAllState<T>& state)
{
    while (state.next < state.tasks.size()) {
        auto const index = state.next++;
        auto result = co_await state.tasks[index];
        state.results[index].emplace(std::move(result));
    }
    co_return true;
}

}  // namespace detail

template <typename T>
Task<std::vector<T>> when_all(std::vector<Task<T>> tasks, std::size_t limit)
{
    detail::WhenAllState<T> state;
    state.results.resize(tasks.size());
    state.tasks = std::move(tasks);
    std::vector<Task<bool>> lanes;
    for (std::size_t lane = 0; lane < limit && lane < state.tasks.size(); ++lane)
        lanes.push_back(detail::run_lane(state));
    for (auto& lane : lanes)
        lane.start();
    for (auto& lane : lanes)
        (void)co_await lane.joined();
    std::vector<T> results;
    results.reserve(state.results.size());
    for (auto& result : state.results)
        results.push_back(std::move(*result));
    co_return results;
}

}  // namespace huisclos
