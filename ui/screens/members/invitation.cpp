// Inviting somebody, handing the link over, comparing the six words, accepting.

#include <utility>
#include <vector>

#include "ui/screens/members/panes.hpp"
#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_words(app::InvitationRow const& invitation, MembersDraft& draft, app::CommandSink& commands)
{
    kit::heading(tr("members.words.title"));
    kit::paragraph(tr("members.words.intro", {arg("name", invitation.name)}), kit::Weight::Soft);
    {
        kit::Columns columns("words", {1, 1}, 220);
        columns.next();
        {
            kit::Card card("mine");
            kit::paragraph(tr("members.words.mine"), kit::Weight::Small);
            kit::paragraph(value(invitation.my_words), kit::Weight::Strong);
        }
        columns.next();
        {
            kit::Card card("theirs");
            kit::paragraph(tr("members.words.theirs", {arg("name", invitation.name)}), kit::Weight::Small);
            kit::paragraph(value(invitation.their_words), kit::Weight::Strong);
        }
    }
    if (!invitation.claimed_name.empty())
        kit::callout(Tone::Info, tr("members.words.claims", {arg("name", invitation.claimed_name)}));
    if (invitation.may_take_name && kit::button("take-name", tr("members.words.take_name")))
        commands.send(app::TakeClaimedName{invitation.invite});
    kit::callout(Tone::Warning, tr("members.words.differ"));
    if (!invitation.may_accept)
        return;
    kit::checkbox("compared", tr("members.words.compared"), draft.compared);
    kit::ButtonOptions const options{
        .enabled = kit::enabled_if(draft.compared),
        .reason = tr("members.words.first"),
        .icon = kit::icon("user-follow-line")};
    if (kit::primary_button("accept", tr("members.accept"), options)) {
        commands.send(app::AcceptInvite{invitation.invite});
        draft.invitation.reset();
        draft.compared = false;
    }
}

}  // namespace

/// Of the founding draft: a reminder, which fills nothing.
void draw_planned(app::MembersView const& view, app::CommandSink& commands)
{
    if (view.planned.empty())
        return;
    kit::heading(tr("members.planned"));
    kit::paragraph(tr("members.planned.intro"), kit::Weight::Soft);
    kit::Rows rows("planned", tr("members.planned"));
    for (std::size_t i = 0; i < view.planned.size(); ++i) {
        kit::ActionRow const row{
            .tone = Tone::Info,
            .icon = kit::icon("user-add-line"),
            .title = value(view.planned[i]),
            .button = tr("members.planned.drop"),
            .button_name = name_of_button(tr("members.planned.drop"), value(view.planned[i]))};
        if (kit::action_row("planned" + std::to_string(i), row))
            commands.send(app::DropPlannedInvite{static_cast<std::uint32_t>(i)});
    }
}

void draw_invite_form(app::MembersView const& view, MembersDraft& draft, app::CommandSink& commands)
{
    kit::Closable const form;
    kit::Card card(
        "invite-form", {.height = kit::CardHeight::Fill, .name = tr("members.invite"), .from_top = draft.opened_form});
    PrintGuard const guard(view.invitations_print);
    kit::sheet_title(tr("members.invite"), tr("members.invite"));
    draw_planned(view, commands);
    draw_field_errors({{"invite", view.invite_fields, FieldLayout::OneColumn}}, draft.show_errors);
    kit::paragraph(tr("members.invite.intro"), kit::Weight::Soft);
    if (std::exchange(draft.opened_form, false))
        focus_first_field({"invite", view.invite_fields, FieldLayout::OneColumn});
    draw_fields(
        "invite", view.invite_fields, draft.texts, draft_actions<app::EditInvite>(commands), FieldLayout::OneColumn);
    if (!view.invite_groups.empty()) {
        std::vector<kit::ChoiceItem> items;
        for (app::OptionView const& group : view.invite_groups)
            items.push_back({std::to_string(group.code), say(group.label), group.chosen, {}});
        auto const toggled =
            kit::choices("groups", tr("members.invite.groups"), items, {.help = tr("members.invite.groups.help")});
        if (toggled) {
            app::OptionView const& group = view.invite_groups[*toggled];
            commands.send(app::ChooseInviteGroup{group.code, !group.chosen});
        }
    }
    kit::Row row;
    if (kit::primary_button("send", tr("members.invite.send"), {.icon = kit::icon("links-line")})) {
        commands.send(app::SendInvite{});
        draft.show_errors = true;
        auto& before = draft.invitations_before.emplace();
        for (app::InvitationRow const& invitation : view.invitations)
            before.push_back(invitation.invite);
    }
    if (!kit::button("cancel", tr("screens.cancel")) && !form.dismissed())
        return;
    draft.inviting = false;
    kit::request_frame();
}

namespace {

/// What is cancelled opens nothing any more, and its link cannot be given back: that is agreed to first.
void draw_cancelling(app::InvitationRow const& invitation, MembersDraft& draft, app::CommandSink& commands)
{
    kit::Dialog dialog("cancelling", tr("members.cancelling.title"));
    kit::paragraph(tr("members.cancelling.text", {arg("name", invitation.name)}));
    if (invitation.answered)
        kit::paragraph(tr("members.cancelling.answered"));
    auto const answer = dialog.ask(tr("members.cancelling.keep"), tr("members.cancelling.confirm"));
    if (answer == kit::Answer::Yes) {
        commands.send(app::CancelInvite{invitation.invite});
        draft.invitation.reset();
    }
    if (answer != kit::Answer::None)
        draft.cancelling = false;
}

void draw_buttons(app::InvitationRow const& invitation, MembersDraft& draft, app::CommandSink& commands)
{
    kit::Row row;
    if (invitation.may_invite_again && kit::primary_button("again", tr("members.invitation.again"))) {
        commands.send(app::InviteAgain{invitation.invite});
        draft.texts.clear();
        draft.inviting = true;
        draft.opened_form = true;
        draft.invitation.reset();
    }
    kit::ButtonOptions const cancelling{.kind = kit::ButtonKind::QuietDanger};
    if (invitation.may_cancel && kit::button("cancel", tr("members.invitation.cancel"), cancelling)) {
        draft.cancelling = true;
        kit::request_frame();
    }
}

}  // namespace

void draw_invitation(
    app::InvitationRow const& invitation, app::PrintView const& print, MembersDraft& draft, app::CommandSink& commands)
{
    kit::Card card("invitation", {.height = kit::CardHeight::Fill, .name = value(invitation.name)});
    PrintGuard const guard(print);
    kit::Scope scope(row_id(invitation.invite));
    if (kit::is_stacked() && kit::back_button("back", tr("members.back"))) {
        draft.invitation.reset();
        return;
    }
    kit::paragraph(tr("members.invitation.kind"), kit::Weight::Small);
    kit::sheet_title(value(invitation.name), tr("members.invitation.kind"));
    {
        kit::Row row;
        draw_tag(invitation.state);
    }
    draw_facts("terms", invitation.fields);
    if (kit::lacks_letters(invitation.name) || lacks_letters(invitation.fields))
        kit::undrawn_note();
    if (is_said(invitation.advice))
        kit::callout(Tone::Warning, say(invitation.advice));
    if (invitation.refusal)
        draw_refusal(*invitation.refusal);
    if (invitation.answered && !invitation.expired)
        draw_words(invitation, draft, commands);
    if (!invitation.link.empty()) {
        kit::paragraph(tr("members.link.intro"), kit::Weight::Soft);
        // Advice is against sending it yet, or at all.
        auto const kind = is_said(invitation.advice) ? kit::ButtonKind::Secondary : kit::ButtonKind::Primary;
        draw_link("invite", tr("members.link.label"), invitation.link, draft.link_copied, kind);
    }
    draw_buttons(invitation, draft, commands);
    if (draft.cancelling && invitation.may_cancel)
        draw_cancelling(invitation, draft, commands);
}

}  // namespace huisclos::ui
