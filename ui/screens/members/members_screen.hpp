// Members: who is here, who was invited, what each may read; every change is prepared here and signed as an act.

#pragma once

#include <optional>
#include <vector>

#include "core/app/views/council_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

struct MembersDraft {
    bool inviting{false};
    bool opened_form{false};  ///< The form of an invitation was just opened: focus goes to its first field.
    bool show_errors{false};  ///< Asked to send one: focus goes to what is wrong, once.
    std::optional<InviteId> invitation{};  ///< Shown in the second pane.
    std::optional<InviteId> followed{};    ///< The one of the route, shown once: another may be chosen then.
    bool followed_form{false};             ///< So was its form.
    bool compared{false};                  ///< The six words were compared by telephone.
    bool cancelling{false};                ///< Asked to cancel the one that is shown: to be confirmed.
    bool link_copied{false};
    std::optional<std::vector<InviteId>> invitations_before{};  ///< Asked to send one: another is shown when it comes.
    TypedTexts texts{};
};

void draw_members(app::MembersView const& view, MembersDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
