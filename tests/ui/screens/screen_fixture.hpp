// A screen drawn headless, and the commands it sends.

#pragma once

#include <variant>

#include "tests/ui/screens/samples.hpp"
#include "tests/ui/support/screen_harness.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::testing {

/// The window, large enough that a whole screen shows.
struct ScreenFixture : ScreenHarness, app::CommandSink {
    std::vector<app::Command> sent{};

    ScreenFixture()
    {
        input.width = 1440;
        input.height = 2400;
    }
    void send(app::Command command) override { sent.push_back(std::move(command)); }

    /// The only command sent since the last call; throws if it is another one or if there are several.
    template <typename Expected>
    [[nodiscard]] Expected only()
    {
        auto const all = std::exchange(sent, {});
        if (all.size() != 1 || !std::holds_alternative<Expected>(all.front()))
            throw std::runtime_error(
                std::to_string(all.size()) + " commands, the first of kind " +
                (all.empty() ? "none" : std::to_string(all.front().index())) + " in:\n" + text());
        return std::get<Expected>(all.front());
    }
    /// A node of `role` whose name begins so.
    [[nodiscard]] bool has_beginning(Role role, std::string_view words) const
    {
        for (Node const& node : tree().nodes()) {
            if (node.role == role && node.name.starts_with(words))
                return true;
        }
        return false;
    }
    /// Nothing reaches beyond the window, everything has a name and every text is in the catalogue.
    [[nodiscard]] std::string faults() const
    {
        std::string found;
        for (Node const& node : tree().nodes()) {
            bool const hidden = node.role == Role::Option || node.rect.width == 0;
            if (!hidden && (node.rect.x < -0.5f || node.rect.x + node.rect.width > input.width + 0.5f))
                found += std::string("beyond the window: ") + role_name(node.role) + " " + node.name + "\n";
            if (node.name.find("‹") != std::string::npos || node.value.find("‹") != std::string::npos)
                found += "without a text: " + node.name + node.value + "\n";
            bool const is_pressed = node.role == Role::Button || node.role == Role::Link || node.role == Role::Tab;
            if (is_pressed && node.name.empty())
                found += std::string("without a name: ") + role_name(node.role) + "\n";
        }
        return found;
    }
};

}  // namespace huisclos::testing
