// Invitations on the page of members: those that were made, those that are planned, and the form that makes one.

#pragma once

#include "core/app/context.hpp"
#include "core/app/views/council_views.hpp"

namespace huisclos::app {

/// By who may invite (MembersView::may_invite).
void present_invitations(Context const& context, CouncilMap const& map, MembersView& view);

}  // namespace huisclos::app
