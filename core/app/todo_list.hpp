// What waits about the council, line by line, as Home shows it.

#pragma once

#include <cstdint>
#include <string_view>

#include "core/app/views/home_view.hpp"

namespace huisclos::app {

/// Adds to a Home that outlives it. Its identifiers do not meet those of what waits about situations.
class TodoList {
public:
    explicit TodoList(HomeView& home) : m_home(home) {}

    /// Gives what it added: it stays until the next one.
    TodoView& add(
        Tone tone, std::string_view icon, Phrase title, Phrase detail, std::string_view button, Command command)
    {
        TodoView todo;
        todo.id = m_home.todo.size() + k_first;
        todo.tone = tone;
        todo.icon = std::string(icon);
        todo.title = std::move(title);
        todo.detail = std::move(detail);
        todo.button = phrase(button);
        todo.command = std::move(command);
        return m_home.todo.emplace_back(std::move(todo));
    }

private:
    static constexpr std::uint64_t k_first = 1'000'000;

    HomeView& m_home;
};

}  // namespace huisclos::app
