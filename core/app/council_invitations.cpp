// Invitations (docs/protocol.md 3.12): written in the registry's compartment, answered by mail, compared by words,
// accepted by an act.

#include <algorithm>

#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/new_record.hpp"
#include "core/app/situation_write.hpp"
#include "core/base/heap_sort.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/random.hpp"
#include "core/sync/paths.hpp"

namespace huisclos::app {

namespace {

constexpr std::int64_t k_invitation_days = 14;

using domain::EtatInvitation;
namespace field = domain::invitation_field;

/// The texts that an invitee reads, as the members have them, and in whose name. Empty where decide_inviting refuses.
std::optional<ledger::InvitationTexts> texts_to_read(Context const& context)
{
    constexpr auto k_rules = domain::TypeTexte::ReglementInterieur;
    auto const* const charter = text_to_read(context, domain::TypeTexte::Charte);
    auto const* const rules = text_to_read(context, k_rules);
    if (charter == nullptr || rules == nullptr)
        return std::nullopt;
    ledger::InvitationTexts texts;
    texts.rules_not_adopted = context.registry().policy().text_in_force(static_cast<std::uint64_t>(k_rules)) == nullptr;
    texts.charter = {charter->texte, static_cast<std::uint32_t>(charter->version), charter->titre, charter->adoption};
    texts.rules = {rules->texte, static_cast<std::uint32_t>(rules->version), rules->titre, rules->adoption};
    // Who invites, and to what: the door says it, the six words prove it.
    if (auto const& instance = context.council.instance(); instance && instance->type) {
        texts.council_kind = static_cast<std::uint32_t>(*instance->type);
        texts.council = instance->nom;
    }
    if (auto const* const self = context.council.member(context.vault.self()))
        texts.inviter = self->nom;
    return texts;
}

/// The profile that a quality is given when nothing else was chosen.
domain::Profile usual_profile(std::uint32_t quality)
{
    switch (static_cast<domain::Qualite>(quality)) {
    case domain::Qualite::Coordonnateur:
        return domain::Profile::Coordonnateur;
    case domain::Qualite::Parquet:
        return domain::Profile::Parquet;
    case domain::Qualite::DelegueProtectionDonnees:
        return domain::Profile::Dpo;
    case domain::Qualite::Parlementaire:
        return domain::Profile::Calendrier;
    default:
        return domain::Profile::Membre;
    }
}

bool check_invite(InviteDraft& draft)
{
    draft.errors.clear();
    auto const name = visible_line(draft.name);
    if (name.empty())
        draft.errors.emplace(invite_field::k_name, phrase("council.invite.error.name"));
    else if (count_code_points(name) > k_name_length)
        draft.errors.emplace(invite_field::k_name, phrase("council.invite.error.name_long"));
    if (!domain::is_in_list(domain::ListId::Qualite, draft.quality))
        draft.errors.emplace(invite_field::k_quality, phrase("council.invite.error.quality"));
    return draft.errors.empty();
}

}  // namespace

domain::Profile profile_of_draft(InviteDraft const& draft)
{
    return draft.profile != 0 ? static_cast<domain::Profile>(draft.profile) : usual_profile(draft.quality);
}

namespace {

/// who is designated by the mayor is invited by him. False: refused, and said beside the function too.
bool may_give_function(Context& context, InviteDraft& draft)
{
    auto const decision = decide_admission(context, profile_of_draft(draft));
    if (decision.allowed)
        return true;
    draft.errors.insert_or_assign(invite_field::k_profile, decision.message);
    context.toasts.refuse(decision);
    context.changed();
    return false;
}

void write_invitation(ledger::RecordWriter& writer, InviteDraft const& draft, BytesView secret, Instant expiry)
{
    auto const profile = profile_of_draft(draft);
    NewRecord record(writer, domain::RecordType::Invitation);
    record.set(field::k_secret, encode_bytes(secret)).set_text(field::k_nom, visible_line(draft.name));
    record.set(field::k_qualite, encode_number(draft.quality));
    record.set_text(field::k_organisation, visible_line(draft.organisation));
    record.set(field::k_profil, encode_number(static_cast<std::uint64_t>(profile)));
    // What was ticked before the function was chosen, and that it does not give, is not promised.
    for (auto const& group : sits_in_groups(profile) ? draft.groups : std::set<GroupId>{})
        record.add(field::k_groupes, encode_bytes(group.bytes));
    record.set(field::k_restreinte, encode_number(draft.restricted && sits_in_restricted(profile) ? 1 : 0));
    if (profile == domain::Profile::Coordonnateur)
        record.set(field::k_rang, encode_number(k_coordinator_rank));
    record.set(field::k_expiration, encode_number(static_cast<std::uint64_t>(expiry.ms)));
    record.set(field::k_etat, encode_number(static_cast<std::uint64_t>(EtatInvitation::Envoyee)));
}

}  // namespace

std::vector<KnownInvitation> invitations_of(Context const& context)
{
    std::vector<KnownInvitation> found;
    auto const map = context.map();
    auto const* const store = map.registry ? context.vault.knowledge().records(*map.registry) : nullptr;
    if (store == nullptr)
        return found;
    store->for_each([&found](ledger::RecordState const& state) {
        bool const is_invitation = state.type() == static_cast<std::uint64_t>(domain::RecordType::Invitation);
        auto const* const secret = state.last_value(field::k_secret);
        if (state.life() != ledger::Life::Live || !is_invitation || secret == nullptr)
            return;
        auto const bytes = secret->as_bytes_of(ledger::k_invite_secret_size);
        if (!bytes)
            return;
        KnownInvitation known;
        known.record = state.record;
        known.author = state.creator();
        read_record(state, known.invitation);
        known.secret = SecretBytes::copy_of(*bytes);
        known.id = ledger::invite_keys(*bytes).id;
        found.push_back(std::move(known));
    });
    heap_sort(found, {}, &KnownInvitation::record);
    return found;
}

/// What was known when the invitation was made, or since the last act: shown again, its link is the same.
Instant floor_time(Context const& context, KnownInvitation const& known)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto at = known.invitation.expiration.ms - k_invitation_days * k_ms_per_day;
    for (auto const& tip : registry.tips()) {
        if (auto const* const act = registry.act(tip))
            at = std::max(at, static_cast<std::int64_t>(act->t));
    }
    return {at};
}

std::string link_of(Context const& context, KnownInvitation const& known)
{
    auto const* const self = context.registry().member(context.vault.self());
    if (self == nullptr)
        return {};
    ledger::InvitationLink link;
    link.store = context.vault.keys().address;
    link.vault = context.vault.id();
    link.secret = known.secret.clone();
    link.inviter = crypto::fingerprint(context.vault.id(), self->identity);
    link.floor = {context.vault.knowledge().registry()->tips(), floor_time(context, known)};
    return ledger::encode_link(context.bundle_address, ledger::Link(std::move(link)));
}

namespace {

/// The record that those with a rank read, and the mail that the invitee reads, which says the same last day.
Task<Result<InviteId>> make_invitation(Context* context, CompartmentId registry, ledger::InvitationTexts texts)
{
    auto const secret = crypto::random_secret(ledger::k_invite_secret_size);
    auto const keys = ledger::invite_keys(secret.view());
    Instant const expiry{context->now().ms + k_invitation_days * k_ms_per_day};
    texts.expiry = expiry;
    HUISCLOS_CO_TRY_ASSIGN(mail, ledger::make_texts_mail(keys, context->vault.id(), texts));
    HUISCLOS_CO_TRY(co_await context->vault.write(
        registry, [&](ledger::RecordWriter& writer, ledger::RecordStore const&) -> Result<void> {
            write_invitation(writer, context->acts.invite, secret.view(), expiry);
            return {};
        }));
    auto const mailed =
        co_await context->vault.record_object(sync::mail_path(keys.id, sync::MailPart::Texts), std::move(mail));
    if (!mailed)
        say_error(*context, mailed.error());
    co_return keys.id;
}

}  // namespace

Task<bool> send_invite(Context* context)
{
    auto& draft = context->acts.invite;
    auto const map = context->map();
    auto const texts = texts_to_read(*context);
    if (!check_invite(draft)) {
        context->changed();
        co_return true;
    }
    auto const inviting = decide_inviting(*context);
    if (!map.registry || !texts || !inviting.allowed) {
        if (!inviting.allowed)
            context->toasts.refuse(inviting);
        context->changed();
        co_return true;
    }
    if (!may_give_function(*context, draft))
        co_return true;
    auto const allowed = co_await may_invite(context, *map.registry);
    if (!allowed)
        co_return true;
    auto const made = co_await make_invitation(context, *map.registry, *texts);
    if (!made) {
        say_error(*context, made.error());
        co_return true;
    }
    auto done = std::exchange(draft, {});
    (void)co_await withdraw_replaced(context, std::move(done));
    context->wants_push = true;
    context->toasts.say(Tone::Success, phrase("council.invite.made"));
    context->acts.said_made = {*made, context->toasts.last()};
    context->changed();
    co_return true;
}

std::optional<sync::RecordWrite> invitation_state(Context const& context, InviteId const& invite, EtatInvitation state)
{
    auto const map = context.map();
    auto const all = invitations_of(context);
    auto const known = std::ranges::find(all, invite, &KnownInvitation::id);
    if (!map.registry || known == all.end())
        return std::nullopt;
    return set_fields(
        *map.registry, known->record, {{field::k_etat, encode_number(static_cast<std::uint64_t>(state))}});
}

namespace {

bool may_be_answered(Context const& context, KnownInvitation const& known)
{
    bool const is_past = known.invitation.expiration.ms + k_late_answer_days * k_ms_per_day <= context.now().ms;
    return known.invitation.etat == EtatInvitation::Envoyee && !is_past;
}

/// Of those that somebody else has ended, or nobody answered, too. Once a session.
Task<bool> forget_ended_mails(Context* context)
{
    std::set<InviteId> over;
    for (auto const& known : invitations_of(*context)) {
        if (!may_be_answered(*context, known) && !context->acts.forgotten.contains(known.id))
            over.insert(known.id);
    }
    if (over.empty())
        co_return true;
    auto const kept = co_await context->vault.forget_mails(over);
    if (kept)
        context->acts.forgotten.merge(over);
    co_return kept.has_value();
}

}  // namespace

Task<bool> poll_invitations(Context* context)
{
    if (!context->has_registry())
        co_return true;
    (void)co_await forget_ended_mails(context);
    for (auto const& known : invitations_of(*context)) {
        if (!may_be_answered(*context, known) || context->acts.requests.contains(known.id))
            continue;
        auto const answer = co_await context->ports.remote.get(sync::mail_path(known.id, sync::MailPart::Request));
        bool const is_there = answer.status == ports::RemoteStatus::Ok;
        if (!is_there && answer.status != ports::RemoteStatus::NotFound)
            continue;
        auto const keys = ledger::invite_keys(known.secret.view());
        // What does not verify comes from somebody who did not have the link: no request, and it is told.
        bool const is_foreign = is_there && !ledger::is_answer(keys, context->vault.id(), answer.body);
        bool const was_foreign = context->acts.foreign.contains(known.id);
        if (is_foreign)
            context->acts.foreign.insert(known.id);
        else
            context->acts.foreign.erase(known.id);
        auto request = is_there ? ledger::open_join_mail(keys, context->vault.id(), answer.body)
                                : fail(ErrorCode::Missing, "nobody answered");
        if (request)
            context->acts.requests.emplace(known.id, std::move(*request));
        if (request || is_foreign != was_foreign)
            context->changed();
    }
    co_return true;
}

namespace {

/// The member's entry in the annuaire, written by the client that accepts him (model of the council), and the
/// invitation that he answered.
std::vector<sync::RecordWrite> entry_of(Context const& context, MemberId const& member, KnownInvitation const& known)
{
    auto const map = context.map();
    std::vector<sync::RecordWrite> writes;
    auto const today = context.today();
    auto const invitation = known.invitation;
    if (map.directory)
        writes.push_back(
            {*map.directory, [=](ledger::RecordWriter& writer, ledger::RecordStore const&) -> Result<void> {
                 write_new_membre(writer, member, invitation.nom, invitation.qualite, invitation.organisation)
                     .set_date(domain::membre_field::k_debut, today);
                 return {};
             }});
    if (auto closed = invitation_state(context, known.id, EtatInvitation::Acceptee))
        writes.push_back(std::move(*closed));
    return writes;
}

/// Both mails of an invitation that is over; what is not deleted now is tried again.
Task<Result<void>> remove_mails(Context* context, InviteId invite)
{
    (void)co_await context->vault.remove_invitation(invite);
    co_return Result<void>{};
}

KnownInvitation copy_of(KnownInvitation const& known)
{
    return {known.invitation, known.record, known.secret.clone(), known.id, known.author};
}

}  // namespace

namespace {

/// False: the answer is not accepted, and it is said why.
bool may_admit(Context& context, KnownInvitation const& known, domain::Profile profile)
{
    auto const same = [&known](DraftChange const& change) {
        return change.invite == known.id;
    };
    auto const decision = decide_admission(context, profile);
    // One invitation, one member (docs/protocol.md 3.12).
    if (std::ranges::any_of(context.acts.draft, same) || known.invitation.etat != EtatInvitation::Envoyee)
        context.toasts.say(Tone::Info, phrase("council.invite.already"));
    else if (has_expired(context, known.invitation))
        context.toasts.refuse(phrase("council.invite.expired"));
    else if (!decision.allowed)
        context.toasts.refuse(decision);
    else
        return true;
    context.changed();
    return false;
}

}  // namespace

Task<bool> accept_invite(Context* context, InviteId invite)
{
    auto const request = context->acts.requests.find(invite);
    auto const all = invitations_of(*context);
    auto const known = std::ranges::find(all, invite, &KnownInvitation::id);
    if (request == context->acts.requests.end() || known == all.end())
        co_return true;
    auto const member = request->second.card.card.member();
    auto const profile = known->invitation.profil.value_or(domain::Profile::Membre);
    if (!may_admit(*context, *known, profile))
        co_return true;
    auto const card = co_await context->vault.record_member_card(request->second.card);
    if (!card) {
        say_error(*context, card.error());
        co_return true;
    }
    Admission admission{
        .identity = request->second.card.card.identity,
        .card = *card,
        .profile = profile,
        .groups = known->invitation.groupes,
        .restricted = known->invitation.restreinte,
        .rank = known->invitation.rang};
    DraftChange change;
    change.text = phrase("council.change.admit").with("name", known->invitation.nom);
    change.ops = admission_ops(context->registry(), admission);
    change.invite = invite;
    change.member = member;
    change.entering = known->invitation.nom;
    change.verified = member;
    auto const kept = std::make_shared<KnownInvitation>(copy_of(*known));
    change.records = [member, kept](Context& later) {
        return entry_of(later, member, *kept);
    };
    change.afterwards = [invite](Context* later) {
        return remove_mails(later, invite);
    };
    add_change(*context, std::move(change));
    context->route = ActsRoute{};
    co_return true;
}

}  // namespace huisclos::app
