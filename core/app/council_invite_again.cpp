// What may be done with an invitation beside accepting its answer: withdrawing it, making another in its place, taking
// the name that the person gives himself.

#include <algorithm>

#include "core/app/council_commands.hpp"
#include "core/app/facts.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_write.hpp"
#include "core/base/utf8.hpp"
#include "core/domain/fields.hpp"

namespace huisclos::app {

namespace {

std::optional<domain::Invitation> find_invitation(Context const& context, InviteId const& invite)
{
    auto const all = invitations_of(context);
    auto const known = std::ranges::find(all, invite, &KnownInvitation::id);
    return known == all.end() ? std::nullopt : std::optional(known->invitation);
}

}  // namespace

bool has_expired(Context const& context, domain::Invitation const& invitation)
{
    return invitation.expiration <= context.now();
}

bool is_to_make_again(Context const& context, InviteId const& invite, domain::Invitation const& invitation)
{
    return has_expired(context, invitation) || context.acts.foreign.contains(invite);
}

std::string claimed_name(ledger::JoinRequest const& request)
{
    return visible_line(request.name, k_name_length);
}

domain::Texte const* text_to_read(Context const& context, domain::TypeTexte what)
{
    auto const number = static_cast<std::uint32_t>(what);
    // What is in force and is not here has no former version in its place.
    bool const is_in_force = context.registry().policy().text_in_force(number) != nullptr;
    bool const may_be_pending = what == domain::TypeTexte::ReglementInterieur && !is_in_force;
    return may_be_pending ? context.council.latest_text(number) : context.council.text_in_force(number);
}

law::Decision decide_inviting(Context const& context)
{
    auto facts = facts_of_signer(context);
    facts.invitation.charter_readable = text_to_read(context, domain::TypeTexte::Charte) != nullptr;
    facts.invitation.rules_readable = text_to_read(context, domain::TypeTexte::ReglementInterieur) != nullptr;
    return law::decide({.action = law::Action::Invite, .place = law::k_registre, .today = context.today()}, facts);
}

Task<bool> may_invite(Context* context, CompartmentId registry)
{
    law::Request const request{
        .action = law::Action::CreateRecord,
        .place = law::k_registre,
        .type = domain::RecordType::Invitation,
        .today = context->today()};
    co_return co_await decide_and_log(context, request, facts_in(*context, registry), registry);
}

namespace {

/// False: it stands as it was; an error is said.
Task<bool> end_invitation(Context* context, InviteId invite)
{
    auto const cancelled = invitation_state(*context, invite, domain::EtatInvitation::Annulee);
    if (!cancelled)
        co_return false;
    auto const written = co_await context->vault.write(cancelled->cid, cancelled->compose);
    if (!written) {
        say_error(*context, written.error());
        co_return false;
    }
    (void)co_await context->vault.remove_invitation(invite);
    // That it was made is no news any more.
    auto& said = context->acts.said_made;
    if (said && said->first == invite) {
        context->toasts.dismiss(said->second);
        said.reset();
    }
    context->wants_push = true;
    context->changed();
    co_return true;
}

}  // namespace

Task<bool> cancel_invite(Context* context, InviteId invite)
{
    auto const ended = co_await end_invitation(context, invite);
    if (ended)
        context->toasts.say(Tone::Success, phrase("council.invite.cancelled"));
    co_return true;
}

void invite_again(Context& context, InviteId const& invite)
{
    auto const past = find_invitation(context, invite);
    if (!past || past->etat != domain::EtatInvitation::Envoyee || !is_to_make_again(context, invite, *past))
        return;
    InviteDraft draft{.name = past->nom, .organisation = past->organisation};
    draft.quality = past->qualite ? static_cast<std::uint32_t>(*past->qualite) : 0;
    draft.profile = past->profil ? static_cast<std::uint32_t>(*past->profil) : 0;
    draft.restricted = past->restreinte;
    auto const map = context.map();
    for (auto const& group : past->groupes) {
        if (map.group(group) != nullptr)
            draft.groups.insert(group);
    }
    draft.replaces = invite;
    context.acts.invite = std::move(draft);
    context.changed();
}

Task<bool> withdraw_replaced(Context* context, InviteDraft made)
{
    auto const past = made.replaces ? find_invitation(*context, *made.replaces) : std::nullopt;
    // The form may have been filled for somebody else since.
    bool const is_same = past && past->nom == visible_line(made.name);
    bool const is_over =
        past && past->etat == domain::EtatInvitation::Envoyee && is_to_make_again(*context, *made.replaces, *past);
    if (is_same && is_over)
        (void)co_await end_invitation(context, *made.replaces);
    co_return true;
}

Task<bool> take_claimed_name(Context* context, InviteId invite)
{
    auto const all = invitations_of(*context);
    auto const known = std::ranges::find(all, invite, &KnownInvitation::id);
    auto const request = context->acts.requests.find(invite);
    auto const map = context->map();
    if (!map.registry || known == all.end() || request == context->acts.requests.end())
        co_return true;
    auto const name = claimed_name(request->second);
    bool const is_over =
        known->invitation.etat != domain::EtatInvitation::Envoyee || has_expired(*context, known->invitation);
    if (name.empty() || is_over)
        co_return true;
    auto const allowed = co_await may_invite(context, *map.registry);
    if (!allowed)
        co_return true;
    auto const change =
        set_fields(*map.registry, known->record, {{domain::invitation_field::k_nom, encode_text(name)}});
    auto const written = co_await context->vault.write(change.cid, change.compose);
    if (!written)
        say_error(*context, written.error());
    context->wants_push = true;
    context->changed();
    co_return true;
}

}  // namespace huisclos::app
