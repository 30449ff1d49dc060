#include "core/app/council_present_invitations.hpp"

#include <algorithm>

#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/planned_invites.hpp"
#include "core/sync/paths.hpp"

namespace huisclos::app {

namespace {

/// Who answered, as both sides compare it, and the name that he gives himself when it is not the inviter's.
void add_answer(Context const& context, ledger::JoinRequest const& request, InvitationRow& row)
{
    row.their_words = identity_words(context, request.card.card.identity);
    auto const* const self = context.registry().member(context.vault.self());
    row.my_words = self == nullptr ? std::string{} : identity_words(context, self->identity);
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
InvitationRow invitation_row_of(Context const& context, KnownInvitation const& known, bool ranked)
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

/// Without its options.
FieldView invite_choice(std::uint32_t number, FieldKind kind, std::string_view label, std::string_view help)
{
    FieldView view;
    view.field = number;
    view.kind = kind;
    view.label = phrase(label);
    view.may_edit = true;
    view.help = phrase(help);
    return view;
}

/// The mayor founds; his place is taken by a mayor's act, never by an invitation (docs/protocol.md 3.7). Of the other
/// functions those that this member may give; what was chosen before stays, with what is said against it.
FieldView invite_profile(Context const& context, std::uint32_t chosen)
{
    auto profile = invite_choice(
        invite_field::k_profile, FieldKind::Choice, "council.field.profile", "council.invite.profile_help");
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

FieldView restricted_field(InviteDraft const& draft)
{
    auto restricted = invite_choice(
        invite_field::k_restricted, FieldKind::Choices, "council.field.restricted", "council.invite.restricted_help");
    restricted.options = {{1, phrase("council.invite.restricted"), draft.restricted}};
    return restricted;
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
    if (sits_in_restricted(profile_of_draft(draft)))
        fields.push_back(restricted_field(draft));
    put_errors(fields, draft.errors);
    return fields;
}

}  // namespace

void present_invitations(Context const& context, CouncilMap const& map, MembersView& view)
{
    bool const ranked = facts_of_signer(context).actor.ranked;
    if (auto const decision = decide_inviting(context); !decision.allowed)
        view.invite_refusal = RefusalView{decision.message, decision.article};
    for (auto const& known : invitations_of(context)) {
        if (known.invitation.etat == domain::EtatInvitation::Envoyee)
            view.invitations.push_back(invitation_row_of(context, known, ranked));
    }
    view.planned = planned_invites(context);
    view.invite_fields = invite_fields(context, context.acts.invite);
    if (!sits_in_groups(profile_of_draft(context.acts.invite)))
        return;
    for (auto const& group : map.groups) {
        auto const index = static_cast<std::uint32_t>(view.group_ids.size());
        bool const chosen = context.acts.invite.groups.contains(group.group);
        view.invite_groups.push_back({index, context.council.group_name(group.group), chosen});
        view.group_ids.push_back(group.group);
    }
}

}  // namespace huisclos::app
