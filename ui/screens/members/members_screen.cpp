#include "ui/screens/members/members_screen.hpp"

#include <algorithm>
#include <utility>

#include "ui/screens/members/panes.hpp"
#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

Text detail_of(app::InvitationRow const& invitation)
{
    Text state = say(invitation.state.label);
    if (!is_said(invitation.planned))
        return state;
    return tr("members.invitation.detail", {arg("state", state), arg("planned", say(invitation.planned))});
}

Text button_of(app::InvitationRow const& invitation)
{
    if (invitation.expired)
        return tr("members.invitation.see");
    return invitation.answered ? tr("members.invitation.compare") : tr("members.invitation.open");
}

/// In the second pane; none: the form and what was shown there go. The words of another were not compared.
void show_invitation(MembersDraft& draft, std::optional<InviteId> const& invitation)
{
    draft.invitation = invitation;
    draft.inviting = false;
    draft.compared = false;
    draft.cancelling = false;
    draft.link_copied = false;
}

void draw_invitations(app::MembersView const& view, MembersDraft& draft)
{
    if (view.invitations.empty())
        return;
    kit::Card card("invitations", {.name = tr("members.invitations")});
    kit::heading(tr("members.invitations"));
    PrintGuard const guard(view.invitations_print);
    kit::Rows rows("rows", tr("members.invitations"));
    for (app::InvitationRow const& invitation : view.invitations) {
        kit::ActionRow const row{
            .tone = tone_of(invitation.state.tone),
            .icon = invitation.state.icon.empty() ? kit::icon("mail-send-line") : icon_named(invitation.state.icon),
            .title = value(invitation.name),
            .detail = detail_of(invitation),
            .button = button_of(invitation)};
        if (kit::action_row(row_id(invitation.invite), row)) {
            show_invitation(draft, invitation.invite);
        }
    }
}

Text detail_of(app::MemberRow const& row)
{
    if (row.organisation.empty())
        return say(row.quality);
    if (!is_said(row.quality))
        return value(row.organisation);
    return tr("members.row.detail", {arg("quality", say(row.quality)), arg("organisation", row.organisation)});
}

void draw_rows(app::MembersView const& view, MembersDraft& draft, app::CommandSink& commands)
{
    kit::Card card("list", {.padding = kit::CardPadding::Rows});
    PrintGuard const guard(view.print);
    if (view.rows.empty()) {
        kit::empty_state(kit::icon("user-line"), tr("members.none"));
        return;
    }
    bool const tagged = std::ranges::any_of(view.rows, [](app::MemberRow const& row) { return !row.tags.empty(); });
    std::string id;
    auto const opened = kit::list(
        "rows", tr("members.title"), view.rows.size(),
        [&](std::size_t index) {
            app::MemberRow const& row = view.rows[index];
            id = row_id(row.member);
            kit::ListRow shown{.id = id, .title = value(row.name), .detail = detail_of(row)};
            if (!row.tags.empty()) {
                shown.tag = say(row.tags.front().label);
                shown.tag_tone = tone_of(row.tags.front().tone);
                shown.tag_icon = icon_named(row.tags.front().icon);
            }
            shown.selected = row.selected;
            return shown;
        },
        {.tags = tagged ? kit::RowTags::Some : kit::RowTags::None});
    if (opened) {
        draft.inviting = false;
        draft.invitation.reset();
        commands.send(app::Go{app::MembersRoute{view.rows[*opened].member}});
    }
}

void draw_invite_button(app::MembersView const& view, MembersDraft& draft)
{
    if (!view.may_invite)
        return;
    kit::ButtonOptions options{.enabled = kit::enabled_if(!view.invite_refusal), .icon = kit::icon("user-add-line")};
    if (view.invite_refusal)
        options.reason = say(view.invite_refusal->message);
    if (kit::primary_button("invite", tr("members.invite"), options)) {
        draft.inviting = true;
        draft.opened_form = true;
        draft.invitation.reset();
    }
    if (view.invite_refusal)
        draw_refusal(*view.invite_refusal);
}

void draw_list(app::MembersView const& view, MembersDraft& draft, app::CommandSink& commands)
{
    auto const members = std::ranges::count_if(view.rows, [](app::MemberRow const& row) { return !row.is_out; });
    auto const left = static_cast<std::int64_t>(view.rows.size()) - std::int64_t{members};
    Text count = tr_count("members.count", std::int64_t{members});
    if (left > 0)
        count = tr("members.count.both", {arg("members", count), arg("left", tr_count("members.count.left", left))});
    kit::page_title(tr("members.title"), count);
    draw_invite_button(view, draft);
    if (view.may_invite && view.invite_refusal)
        draw_planned(view, commands);
    draw_invitations(view, draft);
    draw_rows(view, draft, commands);
}

app::InvitationRow const* shown_invitation(app::MembersView const& view, MembersDraft const& draft)
{
    if (!draft.invitation)
        return nullptr;
    auto const at = std::find_if(view.invitations.begin(), view.invitations.end(), [&](app::InvitationRow const& row) {
        return row.invite == *draft.invitation;
    });
    return at == view.invitations.end() ? nullptr : &*at;
}

void follow_asked_invitation(app::MembersView const& view, MembersDraft& draft)
{
    if (view.invitation == draft.followed)
        return;
    draft.followed = view.invitation;
    show_invitation(draft, view.invitation);
}

/// Once: it may be closed then.
void follow_asked_form(app::MembersView const& view, MembersDraft& draft)
{
    bool const was_asked = std::exchange(draft.followed_form, view.asks_invite);
    draft.inviting = draft.inviting || (view.asks_invite && !was_asked);
}

/// The invitation just made is shown at once: its link is what comes next.
void follow_new_invitation(app::MembersView const& view, MembersDraft& draft)
{
    if (!draft.invitations_before)
        return;
    // Refused: what comes later is somebody else's.
    if (std::ranges::any_of(view.invite_fields, [](app::FieldView const& field) { return is_said(field.error); })) {
        draft.invitations_before.reset();
        return;
    }
    auto const& before = *draft.invitations_before;
    auto const fresh = std::ranges::find_if(view.invitations, [&before](app::InvitationRow const& row) {
        return !row.link.empty() && std::ranges::find(before, row.invite) == before.end();
    });
    if (fresh == view.invitations.end())
        return;
    show_invitation(draft, fresh->invite);
    draft.invitations_before.reset();
    draft.show_errors = false;
}

}  // namespace

void draw_members(app::MembersView const& view, MembersDraft& draft, app::CommandSink& commands)
{
    follow_asked_invitation(view, draft);
    follow_asked_form(view, draft);
    follow_new_invitation(view, draft);
    app::InvitationRow const* const invitation = shown_invitation(view, draft);
    bool const inviting = draft.inviting && view.may_invite && !view.invite_refusal;
    bool const has_detail = view.detail || inviting || invitation != nullptr;
    kit::Panes panes("members", 42, 58, has_detail ? kit::PaneShown::Detail : kit::PaneShown::Master);
    if (panes.master())
        draw_list(view, draft, commands);
    if (!panes.detail())
        return;
    if (inviting)
        return draw_invite_form(view, draft, commands);
    if (invitation != nullptr)
        return draw_invitation(*invitation, view.invitations_print, draft, commands);
    if (view.detail)
        return draw_member(*view.detail, view.print, draft, commands);
    kit::Card card("member", {.height = kit::CardHeight::Fill});
    Text const detail = view.shows_devices ? tr("members.choose.detail.devices") : tr("members.choose.detail");
    // It asks for a press: of no use on paper.
    kit::NotPrinted const guard({}, {});
    kit::empty_state(kit::icon("user-line"), tr("members.choose"), detail);
}

}  // namespace huisclos::ui
