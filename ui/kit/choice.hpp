// Choosing: one of a closed list (Select or radios), several (checkboxes), yes or no.
//
// The items say what is chosen; the call returns what the person did, and the caller changes its own data.
// Keyboard: Select opens the browser's own list; in one opened by the pointer arrows lead, Enter or leaving takes,
// Escape takes nothing; radios move with arrows; checkboxes with Space.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/kit/field.hpp"

namespace huisclos::kit {

struct ChoiceItem {
    std::string id{};
    Text label{};
    bool chosen{false};
    Text help{};  ///< radios and choices only.
};

/// A field that opens a list. The index chosen in this frame.
[[nodiscard]] std::optional<std::size_t> choice(
    std::string_view id, Text const& label, std::span<ChoiceItem const> items, FieldOptions const& options = {});

/// All the answers visible; for six or fewer.
[[nodiscard]] std::optional<std::size_t> radios(
    std::string_view id, Text const& label, std::span<ChoiceItem const> items, FieldOptions const& options = {});

/// Several may be chosen; the index that was ticked or unticked in this frame.
[[nodiscard]] std::optional<std::size_t> choices(
    std::string_view id, Text const& label, std::span<ChoiceItem const> items, FieldOptions const& options = {});

/// True when it changed, `checked` being already the new state.
bool checkbox(std::string_view id, Text const& label, bool& checked, FieldOptions const& options = {});

}  // namespace huisclos::kit
