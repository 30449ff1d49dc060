// Members and invitations, as a member may see them.

#include <algorithm>

#include "core/app/council_act_words.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_past_reading.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/planned_invites.hpp"
#include "core/app/shown_time.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/words.hpp"
#include "core/sync/paths.hpp"

namespace huisclos::app {

namespace {

std::string words_of(Context const& context, crypto::PublicKey const& identity)
{
    return crypto::six_words(crypto::fingerprint(context.vault.id(), identity));
}

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
    row.name = known != nullptr && !known->nom.empty() ? known->nom : words_of(context, member.identity);
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
            auto const entry = may_act && !member.is_out() ? decide_entry(context, member.id, group) : std::nullopt;
            if (may_act && !member.is_out() && (!entry || entry->allowed)) {
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
    detail.words = words_of(context, member->identity);
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

/// Who answered, as both sides compare it, and the name that he gives himself when it is not the inviter's.
void add_answer(Context const& context, ledger::JoinRequest const& request, InvitationRow& row)
{
    row.their_words = words_of(context, request.card.card.identity);
    auto const* const self = context.registry().member(context.vault.self());
    row.my_words = self == nullptr ? std::string{} : words_of(context, self->identity);
    auto const claimed = claimed_name(request);
    if (claimed != row.name)
        row.claimed_name = claimed;
}

/// Until its texts are on the store the link opens nothing.
bool is_leaving(Context const& context, InviteId const& invite)
{
    return context.vault.waits_to_leave(sync::mail_path(invite, sync::MailPart::Texts));
}

Phrase say_leaving(Context const& context)
{
    using sync::Connection;
    auto const connection = context.vault.status().connection;
    bool const leaves = connection == Connection::Online || connection == Connection::Unknown;
    return phrase(leaves ? "council.invite.advice.leaving" : "council.invite.advice.stays");
}

TagView tag_of(InvitationRow const& row, domain::Invitation const& invitation, bool is_foreign)
{
    auto const day = paris_date(invitation.expiration);
    if (row.answered && row.expired)
        return {Tone::Warning, {}, phrase("council.invite.state.answered_late")};
    if (row.answered)
        return {Tone::Warning, {}, phrase("council.invite.state.answered")};
    if (row.expired)
        return {Tone::Neutral, {}, phrase("council.invite.state.expired").with("date", day)};
    if (is_foreign)
        return {Tone::Warning, {}, phrase("council.invite.state.foreign")};
    return {Tone::Info, {}, phrase("council.invite.state.sent").with("date", day)};
}

/// An answer that is seen after the last day is not accepted: the client that signs judges (docs/protocol.md 3.12).
InvitationRow row_of(Context const& context, KnownInvitation const& known, bool ranked)
{
    InvitationRow row;
    row.invite = known.id;
    row.name = known.invitation.nom;
    row.planned = planned_of(known.invitation);
    row.fields = terms_of(context, known.invitation);
    auto const request = context.acts.requests.find(known.id);
    row.answered = request != context.acts.requests.end();
    row.expired = has_expired(context, known.invitation);
    bool const is_foreign = !row.answered && context.acts.foreign.contains(known.id);
    row.state = tag_of(row, known.invitation, is_foreign);
    if (row.expired)
        row.advice = phrase(row.answered ? "council.invite.advice.late" : "council.invite.advice.expired");
    else if (row.answered)
        add_answer(context, request->second, row);
    else
        row.link = link_of(context, known);
    if (!row.expired && !row.answered && is_leaving(context, known.id)) {
        row.state = {Tone::Warning, {}, phrase("council.invite.state.leaving")};
        row.advice = say_leaving(context);
    }
    if (is_foreign && !row.expired)
        row.advice = phrase("council.invite.advice.foreign");
    // Any ranked person may answer for an absent inviter (docs/protocol.md 3.12), whose words the paper has.
    if (row.answered && !row.expired && known.author != context.vault.self())
        row.advice = phrase("council.invite.advice.other_inviter").with("name", plain_name(context, known.author));
    auto const drafted = [&known](DraftChange const& change) {
        return change.invite == known.id;
    };
    bool const waits = ranked && row.answered && !row.expired;
    auto const admission = decide_admission(context, known.invitation.profil.value_or(domain::Profile::Membre));
    if (waits && !admission.allowed)
        row.refusal = RefusalView{admission.message, admission.article};
    bool const is_open = waits && admission.allowed;
    row.may_accept = is_open && !std::ranges::any_of(context.acts.draft, drafted);
    row.may_take_name = row.may_accept && !row.claimed_name.empty();
    row.may_cancel = ranked;
    row.may_invite_again = ranked && (row.expired || is_foreign);
    return row;
}

/// The mayor founds; his place is taken by a mayor's act, never by an invitation (docs/protocol.md 3.7). Of the other
/// functions those that this member may give; what was chosen before stays, with what is said against it.
FieldView invite_profile(Context const& context, std::uint32_t chosen)
{
    FieldView profile;
    profile.field = invite_field::k_profile;
    profile.kind = FieldKind::Choice;
    profile.label = phrase("council.field.profile");
    profile.may_edit = true;
    profile.help = phrase("council.invite.profile_help");
    for (std::uint32_t code = 2; code <= domain::k_profiles; ++code) {
        auto const function = static_cast<domain::Profile>(code);
        if (chosen != code && !decide_admission(context, function).allowed)
            continue;
        profile.options.push_back({code, phrase(domain::text_key(function)), chosen == code});
        if (chosen == code)
            profile.value = profile.options.back().label;
    }
    return profile;
}

std::vector<FieldView> invite_fields(Context const& context, InviteDraft const& draft)
{
    std::vector<FieldView> fields{
        text_field(invite_field::k_name, "council.field.name", draft.name, k_name_length),
        choice_field(invite_field::k_quality, "council.field.quality", domain::ListId::Qualite, draft.quality),
        text_field(
            invite_field::k_organisation, "council.field.organisation", draft.organisation, k_organisation_length)};
    fields[0].required = true;
    fields[1].required = true;
    fields[1].help = phrase("council.invite.quality_help");
    fields.push_back(invite_profile(context, draft.profile));
    FieldView restricted;
    restricted.field = invite_field::k_restricted;
    restricted.kind = FieldKind::Choices;
    restricted.label = phrase("council.field.restricted");
    restricted.may_edit = true;
    restricted.help = phrase("council.invite.restricted_help");
    restricted.options = {{1, phrase("council.invite.restricted"), draft.restricted}};
    fields.push_back(std::move(restricted));
    put_errors(fields, draft.errors);
    return fields;
}

}  // namespace

MembersView present_members(Context const& context)
{
    MembersView view;
    if (!context.has_registry())
        return view;
    context.registry().members().for_each(
        [&](MemberId const&, ledger::Member const& member) { view.rows.push_back(row_of(context, member)); });
    std::ranges::stable_sort(view.rows, {}, [](MemberRow const& row) { return fold(row.name); });
    auto const map = context.map();
    view.print = print_of_list(context, map.directory, law::k_annuaire, domain::RecordType::Membre);
    view.invitations_print = print_of_invitations(context);
    auto const facts = facts_of_signer(context).actor;
    view.shows_devices = facts.ranked && facts.active;
    view.may_invite = view.shows_devices && map.registry && context.vault.knowledge().records(*map.registry) != nullptr;
    if (view.may_invite) {
        if (auto const decision = decide_inviting(context); !decision.allowed)
            view.invite_refusal = RefusalView{decision.message, decision.article};
        for (auto const& known : invitations_of(context)) {
            if (known.invitation.etat == domain::EtatInvitation::Envoyee)
                view.invitations.push_back(row_of(context, known, facts.ranked));
        }
        view.planned = planned_invites(context);
        view.invite_fields = invite_fields(context, context.acts.invite);
        for (auto const& group : map.groups) {
            auto const index = static_cast<std::uint32_t>(view.group_ids.size());
            bool const chosen = context.acts.invite.groups.contains(group.group);
            view.invite_groups.push_back({index, context.council.group_name(group.group), chosen});
            view.group_ids.push_back(group.group);
        }
    }
    auto const* const route = std::get_if<MembersRoute>(&context.route);
    if (route != nullptr)
        view.invitation = route->invite;
    if (route != nullptr && route->member)
        view.detail = detail_of(context, *route->member);
    return view;
}

}  // namespace huisclos::app
