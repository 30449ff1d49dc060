// What the second pane of the members screen may show. Of that screen only.

#pragma once

#include "ui/screens/members/members_screen.hpp"

namespace huisclos::ui {

/// Whom the founding draft said to invite: above the form, and in the list while nobody may be invited.
void draw_planned(app::MembersView const& view, app::CommandSink& commands);
void draw_invite_form(app::MembersView const& view, MembersDraft& draft, app::CommandSink& commands);
void draw_invitation(
    app::InvitationRow const& invitation, app::PrintView const& print, MembersDraft& draft, app::CommandSink& commands);
void draw_member(
    app::MemberDetailView const& member, app::PrintView const& print, MembersDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
