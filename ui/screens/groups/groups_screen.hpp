// Working groups: what each is for, who reads it, the state of its documents, what is to be repaired; a new one.

#pragma once

#include "core/app/views/council_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

struct GroupsDraft {
    bool creating{false};
    std::optional<GroupId> editing{};  ///< The one whose form is open.
    bool opened_form{false};           ///< A form was just opened: focus goes to its first field, once.
    bool show_errors{false};           ///< Asked to prepare one: focus goes to what is wrong, once.
    TypedTexts texts{};
};

void draw_groups(app::GroupsView const& view, GroupsDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
