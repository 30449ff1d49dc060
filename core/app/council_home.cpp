// What waits about the council, for Home: invitations answered, keys awaited, an act in draft; what the audit finds
// (council_audit.hpp). Each thing with the button that deals with it.

#include <algorithm>

#include "core/app/awaited.hpp"
#include "core/app/council_audit.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_floor.hpp"
#include "core/app/council_let_in.hpp"
#include "core/app/council_texts.hpp"
#include "core/app/council_week.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/store_place.hpp"
#include "core/sync/lost_device.hpp"

namespace huisclos::app {

namespace {

/// the end of a mandate ends what is read; a date that has passed asks for it.
void add_ended_mandates(Context const& context, TodoList& todo)
{
    for (auto const& known : context.council.members()) {
        auto const* const member = context.registry().member(known.id);
        bool const is_over = known.fin.is_complete() && known.fin < context.today();
        if (member == nullptr || member->is_out() || !is_over)
            continue;
        todo.add(
            Tone::Warning, "user-unfollow-line",
            phrase("council.todo.mandate_over").with("name", plain_name(context, known.id)),
            phrase("council.todo.mandate_over_detail").with("date", known.fin), "council.todo.see_member",
            Go{MembersRoute{known.id}});
    }
}

/// Somebody is on the way to be coordonnateur: by an invitation that may still be answered, or by the act in draft.
bool is_coordinator_awaited(Context const& context)
{
    auto const is_invited = [&context](KnownInvitation const& known) {
        bool const is_live = context.acts.requests.contains(known.id) || !has_expired(context, known.invitation);
        return known.invitation.etat == domain::EtatInvitation::Envoyee && is_live &&
               known.invitation.profil == domain::Profile::Coordonnateur;
    };
    auto const is_prepared = [](DraftChange const& change) {
        return std::ranges::any_of(change.ops, [](ledger::ActOp const& op) {
            auto const* const rank = std::get_if<ledger::RankOp>(&op);
            return rank != nullptr && rank->rank == k_coordinator_rank;
        });
    };
    return std::ranges::any_of(invitations_of(context), is_invited) ||
           std::ranges::any_of(context.acts.draft, is_prepared);
}

/// A council with one signer is lost with his account: it is said where the coordonnateur is asked for.
std::size_t signers_of(Context const& context)
{
    std::size_t signers = 0;
    context.registry().members().for_each([&signers](MemberId const&, ledger::Member const& member) {
        signers += !member.is_out() && member.rank != ledger::k_no_rank ? 1 : 0;
    });
    return signers;
}

/// until then nothing nominative exists. The mayor puts it in force; the others who sign acts know that it waits.
void add_rules_to_adopt(Context const& context, TodoList& todo)
{
    auto const what = static_cast<std::uint32_t>(domain::TypeTexte::ReglementInterieur);
    if (context.registry().policy().text_in_force(what) != nullptr)
        return;
    bool const is_written = waits_for_adoption(context, what);
    if (is_mayor(context)) {
        todo.add(
            Tone::Warning, "draft-line", phrase("council.todo.rules"), phrase("council.todo.rules_detail"),
            is_written ? "council.todo.rules_button" : "council.todo.rules_write", WriteText{what});
    } else if (is_written) {
        auto& told = todo.add(
            Tone::Info, "draft-line", phrase("council.todo.rules_wait"),
            say_written(context, "council.todo.rules_wait_detail", *context.council.latest_text(what)),
            "council.todo.see", Go{TextsRoute{.reads = true}});
        told.waiting = 0;
    }
}

/// The mayor names the coordonnateur: the others only wait for it.
void add_missing_coordinator(Context const& context, TodoList& todo)
{
    if (!is_mayor(context) || has_coordinator(context) || is_coordinator_awaited(context) ||
        !decide_inviting(context).allowed)
        return;
    bool const is_alone = signers_of(context) < 2;
    todo.add(
        Tone::Info, "user-add-line", phrase("council.todo.coordinator"),
        phrase(is_alone ? "council.todo.coordinator_alone" : "council.todo.coordinator_detail"),
        "council.todo.coordinator_button",
        Go{MembersRoute{
            .member = {}, .invite = {}, .function = static_cast<std::uint32_t>(domain::Profile::Coordonnateur)}});
}

/// Whom to turn to when a device was added by somebody else.
Phrase advice_on_added(Context const& context)
{
    if (!is_mayor(context))
        return ask_whom(context, "council.todo.device_added_detail");
    return phrase(has_coordinator(context) ? "council.todo.device_added_mayor" : "council.todo.device_added_alone");
}

/// 3.12: those who have a rank are told of a new device, which reads what its owner reads.
void add_added_devices(Context const& context, TodoList& todo)
{
    for (auto const& added : devices_added_by_members(context)) {
        auto words = say_added_devices(context, added);
        todo.add(
            Tone::Warning, "computer-line", std::move(words.title), std::move(words.detail), "council.todo.see_member",
            Go{MembersRoute{added.member}});
    }
}

/// In one line: what is not allowed, then its rule and its text.
Phrase say_refusal(law::Decision const& decision)
{
    return phrase("council.todo.refused")
        .with("message", TextRef{decision.message.key})
        .with("rule", TextRef{decision.article.key});
}

/// Each that is not over, with what it waits for.
void add_invitations(Context const& context, TodoList& todo)
{
    auto const left_out = left_out_of_print(print_of_invitations(context));
    for (auto const& known : invitations_of(context)) {
        if (known.invitation.etat != domain::EtatInvitation::Envoyee)
            continue;
        bool const answered = context.acts.requests.contains(known.id);
        bool const expired = has_expired(context, known.invitation);
        std::string const key = answered && expired ? "council.todo.answered_late"
                                : answered          ? "council.todo.answered"
                                : expired           ? "council.todo.expired"
                                                    : "council.todo.invited";
        auto const admission = decide_admission(context, known.invitation.profil.value_or(domain::Profile::Membre));
        bool const is_open = answered && !expired;
        bool const may_accept = is_open && admission.allowed;
        auto& row = todo.add(
            answered || expired ? Tone::Warning : Tone::Info, "user-add-line",
            phrase(key).with("name", known.invitation.nom),
            is_open && !may_accept ? say_refusal(admission) : phrase(key + "_detail"),
            may_accept ? "council.todo.verify" : "council.todo.see",
            Go{MembersRoute{.member = {}, .invite = known.id}});
        row.not_printed = left_out;
    }
}

/// What keeps it from being renewed may have a line of its own: an alarm, a passphrase or an account to be learnt.
void add_own_sealing_key(Context const& context, TodoList& todo)
{
    auto const& acts = context.acts;
    if (acts.has_new_passphrase || acts.account_sign != AccountSign::None)
        return;
    if (acts.has_newer_key && sync::lacks_sealing_key(context.vault))
        todo.add(
            Tone::Warning, "key-2-line", phrase("council.todo.newer_key"), phrase("council.todo.newer_key_detail"),
            "council.todo.newer_key_button", Lock{});
    else if (acts.is_key_overdue && !context.vault.is_write_stopped())
        todo.add(
            Tone::Info, "key-2-line", phrase("council.todo.overdue_key"), phrase("council.todo.overdue_key_detail"),
            "council.todo.newer_key_button", Lock{});
}

}  // namespace

void present_own_home(Context const& context, HomeView& home)
{
    if (!context.has_registry())
        return;
    TodoList todo(home);
    auto const status = context.vault.status();
    if (status.is_cloned)
        todo.add(
            Tone::Error, "computer-line", phrase("council.clone.title"), phrase("council.clone.detail"),
            "council.clone.button", ContinueAsNewDevice{});
    else if (status.impasse == sync::Impasse::HeadClosed)
        todo.add(
            Tone::Error, "computer-line", phrase("council.clone.closed.title"), phrase("council.clone.closed.detail"),
            "council.todo.see", Go{DeviceRoute{}});
    else if (status.impasse == sync::Impasse::EndLost)
        todo.add(
            Tone::Error, "computer-line", phrase("council.clone.lost.title"), phrase("council.clone.lost.detail"),
            "council.clone.button", ContinueAsNewDevice{});
    if (context.acts.account_sign != AccountSign::None) {
        bool const is_moved = context.acts.account_sign == AccountSign::Moved;
        todo.add(
            is_moved ? Tone::Error : Tone::Warning, "key-2-line",
            phrase(is_moved ? "council.todo.moved" : "council.todo.gone"),
            ask_whom(context, is_moved ? "council.todo.moved_detail" : "council.todo.gone_detail"),
            "council.todo.moved_button", ChangePassphrase{});
    }
    // Who may be out compares nothing, and answers for nobody.
    bool const is_out = may_be_out(context);
    if (!is_out) {
        present_let_in(context, todo);
        present_week(context, todo);
    }
    if (context.acts.has_new_passphrase)
        todo.add(
            Tone::Warning, "key-2-line", phrase("council.todo.passphrase"), phrase("council.todo.passphrase_detail"),
            "council.todo.passphrase_button", LearnPassphrase{});
    add_own_sealing_key(context, todo);
    present_places(context, todo);
    present_floor(context, todo);
    for (auto const& added : added_devices(context))
        todo.add(
            Tone::Warning, "computer-line", phrase("council.todo.device_added"),
            advice_on_added(context).with("n", added.number).with("date", paris_date(added.first_seen)),
            "council.todo.device_added_button", Go{DeviceRoute{}});
    // Before what waits about situations: somebody who reads them may be a stranger.
    if (!is_out)
        add_added_devices(context, todo);
}

void present_council_home(Context const& context, HomeView& home)
{
    // Who may be out signs nothing that others take.
    if (!context.has_registry() || may_be_out(context))
        return;
    TodoList todo(home);
    auto const facts = facts_of_signer(context).actor;
    add_all_awaited_keys(context, todo);
    if (facts.profile == domain::Profile::Dpo)
        home.limits = RefusalView{
            phrase("council.dpo"), ask_whom(context, "council.dpo_detail").with("rule", TextRef{"law.r_25.article"})};
    if (!facts.ranked || !facts.active)
        return;
    add_rules_to_adopt(context, todo);
    add_missing_coordinator(context, todo);
    add_invitations(context, todo);
    if (!context.acts.draft.empty())
        todo.add(
            Tone::Warning, "draft-line",
            phrase("council.todo.draft").with("n", static_cast<std::int64_t>(context.acts.draft.size())),
            phrase("council.todo.draft_detail"), "council.todo.sign", Go{ActsRoute{}});
    add_ended_mandates(context, todo);
    add_conflicts(context, todo);
    present_audit(context, todo);
}

}  // namespace huisclos::app
