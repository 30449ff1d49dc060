// Members, as a member may see them.

#include <algorithm>

#include "core/app/council_act_words.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_past_reading.hpp"
#include "core/app/council_present_invitations.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/shown_time.hpp"
#include "core/base/utf8.hpp"

namespace huisclos::app {

namespace {

Phrase quality_of(domain::Membre const* known)
{
    return known == nullptr || !known->qualite
               ? Phrase{}
               : label_of(domain::ListId::Qualite, static_cast<std::uint64_t>(*known->qualite));
}

std::vector<TagView> tags_of(Context const& context, ledger::Member const& member)
{
    std::vector<TagView> tags;
    if (member.is_out()) {
        tags.push_back({Tone::Neutral, {}, phrase("council.tag.out")});
        return tags;
    }
    auto const facts = member_facts(context, member.id, std::nullopt);
    tags.push_back(
        has_text_to_accept(context, facts) ? TagView{Tone::Warning, {}, phrase("council.tag.to_sign")}
                                           : TagView{Tone::Success, {}, phrase("council.tag.signed")});
    if (member.id != context.vault.self() && context.verified.contains(member.id))
        tags.push_back({Tone::Info, {}, phrase("council.tag.verified")});
    if (member.rank < ledger::k_no_rank)
        tags.push_back({Tone::Info, {}, phrase("council.tag.rank")});
    return tags;
}

/// Of who is out: by the day of the act that said so.
std::optional<TagView> left_of(Context const& context, ledger::Member const& member)
{
    if (!member.is_out())
        return std::nullopt;
    auto words = phrase("council.tag.out");
    if (auto const* const act = context.vault.knowledge().registry()->act(member.out->act.hash))
        words = phrase("council.tag.out_on").with("date", say_day(context, instant_of(act->t)));
    return TagView{Tone::Neutral, {}, std::move(words)};
}

MemberRow row_of(Context const& context, ledger::Member const& member)
{
    auto const* const known = context.council.member(member.id);
    MemberRow row;
    row.member = member.id;
    row.name = known != nullptr && !known->nom.empty() ? known->nom : identity_words(context, member.identity);
    row.quality = quality_of(known);
    row.organisation = known == nullptr ? std::string{} : known->organisation;
    row.tags = tags_of(context, member);
    row.is_out = member.is_out();
    auto const* const route = std::get_if<MembersRoute>(&context.route);
    row.selected = route != nullptr && route->member == member.id;
    return row;
}

void add_groups(Context const& context, ledger::Member const& member, MemberDetailView& detail, bool may_act)
{
    for (auto const& group : context.map().groups) {
        // As on « Groupes »: in which other groups a colleague sits is not told.
        if (!may_see_group(context, group))
            continue;
        auto const right = group.plain ? member.right_in(*group.plain) : ledger::Right{};
        auto const nominative = group.nominative ? member.right_in(*group.nominative) : ledger::Right{};
        auto const* const known = context.council.group(group.group);
        auto const name = known == nullptr ? std::string{} : known->nom;
        if (right.role == 0 && nominative.role == 0) {
            if (may_act && !member.is_out() && decide_entry(context, member.id, group).allowed) {
                auto const index = static_cast<std::uint32_t>(detail.group_ids.size());
                detail.groups_to_add.push_back({index, context.council.group_name(group.group), false});
                detail.group_ids.push_back(group.group);
            }
            continue;
        }
        auto const role = domain::role_from(std::max(right.role, nominative.role)).value_or(domain::Role::None);
        detail.groups.push_back({group.group, name, phrase(domain::text_key(role)), may_act && !member.is_out()});
    }
}

/// What the law says of seating this member in the formation restreinte, or of ending it.
RestrictedView restricted_of(Context const& context, ledger::Member const& member, bool may_act)
{
    RestrictedView view;
    auto const cid = context.map().restricted;
    if (!cid || member.is_out())
        return view;
    view.sits = member.right_in(*cid).role > 0;
    if (!may_act)
        return view;
    auto facts = facts_of_signer(context);
    facts.subject = member_facts(context, member.id, std::nullopt);
    law::Request const request{.action = law::Action::GiveAccess, .place = law::k_restreinte, .today = context.today()};
    view.may_join = !view.sits && law::decide(request, facts).allowed;
    view.may_leave = view.sits && decide_ending(context, leave_restricted_ops(context.registry(), member.id)).allowed;
    return view;
}

/// In use: new here, since when, and the day it was last heard.
Phrase state_of_device(Context const& context, DeviceId const& id, std::vector<AddedDevice> const& added)
{
    auto const* const head = context.vault.knowledge().heads().in_use(id);
    auto const found = std::ranges::find(added, id, &AddedDevice::device);
    bool const is_new = found != added.end();
    if (head == nullptr && !is_new)
        return phrase("council.device.in_use");
    auto state = phrase(
        head == nullptr ? "council.device.new"
        : is_new        ? "council.device.new_seen"
                        : "council.device.seen");
    if (is_new)
        state.with("since", paris_date(found->first_seen));
    if (head != nullptr)
        state.with("date", say_day(context, instant_of(head->head.head.t)));
    return state;
}

/// What this member's Home says of it, until he answers here.
std::vector<AddedDevice> add_added(Context const& context, MemberDetailView& detail)
{
    auto const all = devices_added_by_members(context);
    auto const found = std::ranges::find(all, detail.member, &AddedByMember::member);
    if (found == all.end())
        return {};
    auto words = say_added_devices(context, *found);
    AddedDevicesView view{.title = std::move(words.title), .detail = std::move(words.detail), .devices = {}};
    for (auto const& device : found->devices)
        view.devices.push_back(device.device);
    detail.added = std::move(view);
    return found->devices;
}

void add_devices(
    Context const& context, ledger::Member const& member, ledger::Card const& card, MemberDetailView& detail)
{
    auto const added = add_added(context, detail);
    for (auto const& device : card.devices) {
        auto const id = card.device_id(device);
        bool const out = member.devices_out.contains(id) || device.state == ledger::DeviceState::Lost;
        auto state = out ? phrase("council.device.out") : state_of_device(context, id, added);
        // As its owner reads it on « Cet appareil ».
        auto line = shown("council.device.number", std::move(state));
        line.label.with("n", static_cast<std::int64_t>(detail.devices.size()) + 1);
        detail.devices.push_back(std::move(line));
    }
}

/// Devices, with the day each was last heard, are of its owner's and of who signs acts about them; what was accepted is
/// everybody's.
void add_card(Context const& context, ledger::Member const& member, MemberDetailView& detail)
{
    auto const* const card = context.vault.knowledge().cards().current(member.id);
    if (card == nullptr)
        return;
    auto const signer = facts_of_signer(context).actor;
    if (member.id == context.vault.self() || (signer.ranked && signer.active))
        add_devices(context, member, card->card.card, detail);
    for (auto const& acceptance : card->card.card.acceptances) {
        auto const what = static_cast<std::uint64_t>(acceptance.what);
        auto const key = domain::text_key(domain::ListId::TypeTexte, what);
        if (key.empty())
            continue;
        detail.signatures.push_back(shown(
            key, phrase("council.signed_on")
                     .with("version", std::int64_t{acceptance.version})
                     .with("date", paris_date(acceptance.at))));
    }
}

std::optional<MemberDetailView> detail_of(Context const& context, MemberId const& id)
{
    auto const* const member = context.registry().member(id);
    if (member == nullptr)
        return std::nullopt;
    auto const row = row_of(context, *member);
    auto const signer = facts_of_signer(context).actor;
    auto const* const self = context.registry().member(context.vault.self());
    bool const below = self != nullptr && self->rank < member->rank;
    MemberDetailView detail;
    detail.member = id;
    detail.name = row.name;
    detail.left = left_of(context, *member);
    detail.words = identity_words(context, member->identity);
    detail.fields.push_back(shown("council.field.quality", row.quality));
    auto const profile = profile_of(context.registry(), id);
    if (!member->is_out() && profile != domain::Profile::None)
        detail.fields.push_back(shown("council.field.profile", phrase(domain::text_key(profile))));
    detail.fields.push_back(
        shown("council.field.organisation", row.organisation.empty() ? Phrase{} : verbatim(row.organisation)));
    if (auto const* const known = context.council.member(id)) {
        detail.fields.push_back(shown("council.field.start", date_phrase(known->debut)));
        if (known->fin.is_known())
            detail.fields.push_back(shown("council.field.end", date_phrase(known->fin)));
        if (!known->arrete.empty())
            detail.fields.push_back(shown("domain.field.arrete", verbatim(known->arrete)));
        detail.conflicts = conflicts_of(context, *known);
    }
    detail.could_read = past_reading_of(context, *member);
    bool const may_act = signer.ranked && (below || id == context.vault.self());
    detail.restricted = restricted_of(context, *member, may_act);
    if (!member->is_out())
        detail.fields.push_back(shown(
            "council.field.restricted",
            phrase(detail.restricted.sits ? "council.restricted.sits" : "council.restricted.does_not")));
    detail.may_remove = signer.ranked && signer.active && below && !member->is_out();
    detail.form = member_form_of(context, *member);
    add_groups(context, *member, detail, may_act);
    detail.prepared = prepared_about(context, id);
    detail.entry_bar = bar_to_entry(context, id);
    detail.shares_only = !signer.ranked && id != context.vault.self();
    add_card(context, *member, detail);
    return detail;
}

}  // namespace

MembersView present_members(Context const& context)
{
    MembersView view;
    if (!context.has_registry())
        return view;
    context.registry().members().for_each(
        [&](MemberId const&, ledger::Member const& member) { view.rows.push_back(row_of(context, member)); });
    // Who left stands behind those who are here.
    std::ranges::stable_sort(view.rows, {}, [](MemberRow const& row) { return std::pair(row.is_out, fold(row.name)); });
    auto const map = context.map();
    view.print = print_of_list(context, map.directory, law::k_annuaire, domain::RecordType::Membre);
    view.invitations_print = print_of_invitations(context);
    auto const facts = facts_of_signer(context).actor;
    view.shows_devices = facts.ranked && facts.active;
    view.may_invite = view.shows_devices && map.registry && context.vault.knowledge().records(*map.registry) != nullptr;
    if (view.may_invite)
        present_invitations(context, map, view);
    auto const* const route = std::get_if<MembersRoute>(&context.route);
    if (route != nullptr)
        view.invitation = route->invite;
    view.asks_invite = route != nullptr && route->function.has_value();
    if (route != nullptr && route->member)
        view.detail = detail_of(context, *route->member);
    return view;
}

}  // namespace huisclos::app
