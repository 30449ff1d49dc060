// One member: who, in which groups, with which devices, what was accepted and when.

#include "ui/screens/changes.hpp"
#include "ui/screens/members/panes.hpp"
#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

kit::ButtonOptions entry_options(app::MemberDetailView const& member)
{
    bool const is_barred = is_said(member.entry_bar);
    return {
        .enabled = kit::enabled_if(!is_barred),
        .reason = is_barred ? say(member.entry_bar) : Text{},
        .icon = kit::icon("add-line")};
}

/// What waits for a signature: the page shows what is in force.
void draw_prepared(app::MemberDetailView const& member, app::CommandSink& commands)
{
    if (member.prepared.empty())
        return;
    kit::callout(Tone::Info, tr("members.prepared"), tr("members.prepared.detail"));
    draw_changes(member.prepared, commands);
    if (kit::button("see-act", tr("members.prepared.see"), {.icon = kit::icon("draft-line")}))
        commands.send(app::Go{app::ActsRoute{}});
}

void draw_groups_of(app::MemberDetailView const& member, app::CommandSink& commands)
{
    // Who left is in no group: that he is in none would be no news of him.
    if (member.left && member.groups.empty())
        return;
    kit::heading(tr("members.groups"));
    if (member.groups.empty())
        kit::paragraph(
            member.shares_only ? tr("members.groups.none_shared") : tr("members.groups.none"), kit::Weight::Soft);
    if (!member.groups.empty()) {
        kit::Rows rows("groups", tr("members.groups"));
        for (app::MembershipView const& membership : member.groups) {
            kit::ActionRow const row{
                .tone = Tone::Info,
                .icon = kit::icon("team-line"),
                .title = value(membership.group_name),
                .detail = say(membership.role),
                .button = membership.may_leave ? tr("members.group.leave") : Text{},
                .button_name = name_of_button(tr("members.group.leave"), value(membership.group_name))};
            if (kit::action_row(row_id(membership.group), row))
                commands.send(app::PrepareLeaveGroup{member.member, membership.group});
        }
    }
    kit::Row row;
    auto const options = entry_options(member);
    for (app::OptionView const& option : member.groups_to_add) {
        if (option.code >= member.group_ids.size())
            continue;
        Text const label = tr("members.group.join", {arg("group", say(option.label))});
        if (kit::button("join" + std::to_string(option.code), label, options))
            commands.send(app::PrepareJoinGroup{member.member, member.group_ids[option.code]});
    }
}

/// Prepared, it is shown among the changes of the act; refused, it stays here.
void draw_form(app::MemberDetailView const& member, MembersDraft& draft, app::CommandSink& commands)
{
    if (member.form.empty())
        return;
    kit::Group group("form", tr("members.form"), Role::Form);
    kit::heading(tr("members.form"));
    draw_field_errors({{"mandate", member.form, FieldLayout::TwoColumns}}, draft.show_errors);
    kit::paragraph(tr("members.form.intro"), kit::Weight::Soft);
    draw_fields("mandate", member.form, draft.texts, draft_actions<app::EditMember>(commands), FieldLayout::TwoColumns);
    if (kit::button("prepare", tr("members.form.prepare"))) {
        commands.send(app::PrepareMember{member.member});
        draft.show_errors = true;
    }
}

/// Shown among the facts; only what may be prepared is here.
void draw_restricted(app::MemberDetailView const& member, app::CommandSink& commands)
{
    if (!member.restricted.may_join && !member.restricted.may_leave)
        return;
    kit::space(kit::Space::Large);
    kit::heading(tr("members.restricted"));
    if (member.restricted.may_join &&
        kit::button("join-restricted", tr("members.restricted.join"), entry_options(member)))
        commands.send(app::PrepareJoinRestricted{member.member});
    if (member.restricted.may_leave && kit::button("leave-restricted", tr("members.restricted.leave")))
        commands.send(app::PrepareLeaveRestricted{member.member});
}

void draw_could_read(app::MemberDetailView const& member)
{
    if (member.could_read.empty())
        return;
    kit::space(kit::Space::Large);
    kit::heading(tr("members.could_read"));
    kit::paragraph(tr("members.could_read.intro"), kit::Weight::Soft);
    draw_facts("could-read", member.could_read);
}

/// The question that Home asks, and its answer.
void draw_added(app::MemberDetailView const& member, app::CommandSink& commands)
{
    if (!member.added)
        return;
    kit::Callout const callout("added", Tone::Warning, say(member.added->title), say(member.added->detail));
    auto const count = static_cast<std::int64_t>(member.added->devices.size());
    if (kit::button("theirs", tr_count("members.devices.theirs", count)))
        commands.send(app::NoteMemberDevices{member.added->devices});
}

void draw_part(std::string_view id, Text const& title, std::span<app::FieldView const> fields)
{
    if (fields.empty())
        return;
    kit::space(kit::Space::Large);
    kit::heading(title);
    draw_facts(id, fields);
}

/// What tells that it is he: of who left, there is nothing to hand to any more.
void draw_devices_and_words(app::MemberDetailView const& member)
{
    if (member.left)
        return;
    draw_part("devices", tr("members.devices"), member.devices);
    if (member.words.empty())
        return;
    kit::space(kit::Space::Large);
    kit::heading(tr("members.own_words"));
    kit::paragraph(value(member.words), kit::Weight::Strong);
}

}  // namespace

void draw_member(
    app::MemberDetailView const& member, app::PrintView const& print, MembersDraft& draft, app::CommandSink& commands)
{
    kit::Card card("member", {.height = kit::CardHeight::Fill, .name = value(member.name)});
    PrintGuard const guard(print);
    kit::Scope scope(row_id(member.member));
    if (kit::is_stacked() && kit::back_button("back", tr("members.back")))
        commands.send(app::Go{app::MembersRoute{}});
    kit::sheet_title(value(member.name), tr("members.page"));
    if (member.left) {
        kit::Row row;
        draw_tag(*member.left);
    }
    draw_added(member, commands);
    draw_prepared(member, commands);
    draw_values_to_keep(member.conflicts, app::PrepareMember{member.member}, commands);
    draw_facts("fields", member.fields);
    if (kit::lacks_letters(member.name) || lacks_letters(member.fields))
        kit::undrawn_note();
    draw_could_read(member);
    draw_form(member, draft, commands);
    draw_groups_of(member, commands);
    draw_restricted(member, commands);
    draw_part("signatures", tr("members.signatures"), member.signatures);
    draw_devices_and_words(member);
    if (!member.may_remove)
        return;
    kit::space(kit::Space::Large);
    kit::separator();
    kit::paragraph(tr("members.remove.intro"), kit::Weight::Small);
    if (kit::danger_button("remove", tr("members.remove"), {.icon = kit::icon("user-unfollow-line")}))
        commands.send(app::PrepareRemoveMember{member.member});
}

}  // namespace huisclos::ui
