#include "core/app/kept_act_check.hpp"

#include <algorithm>

#include "core/app/council_composition.hpp"
#include "core/app/council_words.hpp"
#include "core/app/founding_internal.hpp"

namespace huisclos::app {

bool sits_here(Context const& context, MemberId const& id)
{
    auto const* const member = context.registry().member(id);
    return member != nullptr && !member->is_out();
}

std::optional<domain::Invitation> invitation_that_waits(Context const& context, InviteId const& invite)
{
    for (auto const& known : invitations_of(context)) {
        bool const is_open = known.invitation.etat == domain::EtatInvitation::Envoyee;
        if (known.id == invite && is_open && !has_expired(context, known.invitation))
            return known.invitation;
    }
    return std::nullopt;
}

namespace {

bool has_effect(Context const& context, DraftChange const& change, ledger::RoleOp const& op)
{
    auto const* const member = context.registry().member(op.member);
    if (member == nullptr)
        return std::ranges::any_of(
            change.ops, [](ledger::ActOp const& other) { return std::holds_alternative<ledger::MemberOp>(other); });
    auto const now = member->right_in(op.cid);
    if (member->is_out() || op.role == 0)
        return !member->is_out() && now.role > 0;
    return now.role != op.role || now.profile != op.profile;
}

bool has_effect(Context const& context, DraftChange const& change, ledger::ActOp const& op)
{
    auto const& state = context.registry();
    if (auto const* const role = std::get_if<ledger::RoleOp>(&op))
        return has_effect(context, change, *role);
    if (auto const* const out = std::get_if<ledger::MemberOutOp>(&op))
        return sits_here(context, out->member);
    if (auto const* const device = std::get_if<ledger::DeviceOutOp>(&op))
        return sits_here(context, device->member) &&
               !state.member(device->member)->devices_out.contains(device->device);
    if (auto const* const rank = std::get_if<ledger::RankOp>(&op)) {
        auto const* const member = state.member(rank->member);
        return member == nullptr || (!member->is_out() && member->rank != ledger::rank_given_by(*rank));
    }
    if (auto const* const rotation = std::get_if<ledger::RotateOp>(&op))
        return state.compartment(rotation->cid) != nullptr;
    if (auto const* const policy = std::get_if<ledger::PolicyOp>(&op))
        return !policy->store_token || *policy->store_token != state.policy().store_token ||
               (policy->store_url && *policy->store_url != state.policy().store_url);
    return true;
}

/// It was signed already, by this member or somebody else.
bool is_text_there(Context const& context, DraftChange const& change)
{
    auto const& text = *change.text_in_force;
    auto const* const in_force = context.registry().policy().text_in_force(text.what);
    if (in_force != nullptr && in_force->version >= text.version)
        return true;
    auto const* const read = context.council.text_in_force(static_cast<std::uint32_t>(text.what));
    auto const* const asked = change.asked && change.asked->text ? &*change.asked->text : nullptr;
    return read != nullptr && asked != nullptr && read->titre == founding::clean(asked->title) &&
           read->texte == founding::clean(asked->body) &&
           founding::read_date(founding::clean(asked->adopted)) == read->adoption;
}

}  // namespace

bool makes_sense(Context const& context, DraftChange const& change)
{
    if (change.invite && !invitation_that_waits(context, *change.invite))
        return false;
    if (change.member && !change.invite && !sits_here(context, *change.member))
        return false;
    if (change.text_in_force && is_text_there(context, change))
        return false;
    auto const* const renamed = change.asked ? std::get_if<PrepareGroup>(&change.asked->command) : nullptr;
    auto const bears_its_name = [&](domain::Groupe const& group) {
        // Its own name may change by its capitals or accents alone.
        bool const is_itself = renamed != nullptr && renamed->group == group.id;
        return change.new_group &&
               (is_itself ? group.nom == *change.new_group : founding::is_same_name(group.nom, *change.new_group));
    };
    if (std::ranges::any_of(context.council.groups(), bears_its_name))
        return false;
    auto const* const halt = change.asked ? std::get_if<PrepareRotation>(&change.asked->command) : nullptr;
    if (halt != nullptr && !context.vault.knowledge().registry()->is_halted(halt->compartment))
        return false;
    bool const does_something =
        std::ranges::any_of(change.ops, [&](ledger::ActOp const& op) { return has_effect(context, change, op); });
    // What is only written in records was compared with them when it was asked for.
    return does_something || (change.ops.empty() && change.records);
}

std::optional<Phrase> take_absent_animator(Context const& context, AskedChange& asked)
{
    auto const* const of = std::get_if<PrepareGroup>(&asked.command);
    auto const chosen = asked.values.find(group_form::k_animator);
    if (of == nullptr || chosen == asked.values.end() || !chosen->second.member)
        return std::nullopt;
    auto const map = context.map();
    auto const* const group = map.group(of->group);
    auto const members = group == nullptr ? std::vector<MemberId>{} : animators_of(context, *group);
    auto const member = *chosen->second.member;
    if (std::ranges::find(members, member) != members.end())
        return std::nullopt;
    asked.values.erase(chosen);
    return phrase(asked.values.empty() ? "council.gone.animator" : "council.gone.animator_alone")
        .with("name", plain_name(context, member))
        .with("group", plain_group(context, of->group));
}

bool is_there_already(Context const& context, AskedChange const& asked)
{
    return asked.group && std::ranges::any_of(context.council.groups(), [&asked](domain::Groupe const& group) {
               return founding::is_same_name(group.nom, asked.group->name);
           });
}

Phrase say_gone(Context const& context, AskedChange const& asked)
{
    auto const about = [&context](std::string_view key, MemberId const& member) {
        return phrase(key).with("name", plain_name(context, member));
    };
    auto const& command = asked.command;
    if (auto const* const join = std::get_if<PrepareJoinGroup>(&command))
        return about("council.gone.join", join->member).with("group", plain_group(context, join->group));
    if (auto const* const leave = std::get_if<PrepareLeaveGroup>(&command))
        return about("council.gone.leave", leave->member).with("group", plain_group(context, leave->group));
    if (auto const* const enter = std::get_if<PrepareJoinRestricted>(&command))
        return about("council.gone.join_restricted", enter->member);
    if (auto const* const quit = std::get_if<PrepareLeaveRestricted>(&command))
        return about("council.gone.leave_restricted", quit->member);
    if (auto const* const remove = std::get_if<PrepareRemoveMember>(&command))
        return about("council.gone.remove", remove->member);
    if (auto const* const member = std::get_if<PrepareMember>(&command))
        return about("council.gone.member", member->member);
    if (auto const* const device = std::get_if<PrepareDeviceOut>(&command))
        return about("council.gone.device", device->member);
    if (auto const* const group = std::get_if<PrepareGroup>(&command))
        return phrase("council.gone.group").with("group", plain_group(context, group->group));
    if (asked.group)
        return phrase(is_there_already(context, asked) ? "council.gone.group_exists" : "council.gone.new_group")
            .with("group", asked.group->name);
    if (asked.text)
        return phrase("council.gone.text").with("title", asked.text->title);
    if (std::holds_alternative<AcceptInvite>(command))
        return phrase("council.gone.entry");
    if (std::holds_alternative<PrepareCouncil>(command))
        return phrase("council.gone.council");
    return phrase("council.gone.other");
}

Phrase say_refused(Context const& context, AskedChange const& asked)
{
    if (asked.group)
        return phrase("council.refused.new_group").with("group", asked.group->name);
    if (asked.text)
        return phrase("council.refused.text").with("title", asked.text->title);
    return say_gone(context, asked);
}

Phrase say_to_review(Context const& context, AskedChange const& asked, bool is_in_form)
{
    PhraseArg what = TextRef{"council.review.council"};
    if (auto const* const member = std::get_if<PrepareMember>(&asked.command))
        what = plain_name(context, member->member);
    else if (auto const* const group = std::get_if<PrepareGroup>(&asked.command))
        what = plain_group(context, group->group);
    else if (asked.group)
        what = asked.group->name;
    else if (asked.text)
        what = asked.text->title;
    return phrase(is_in_form ? "council.review.kept" : "council.review.lost").with("what", std::move(what));
}

}  // namespace huisclos::app
