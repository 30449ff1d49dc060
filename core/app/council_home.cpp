// What waits about the council, for Home: the audit of docs/protocol.md 3.8, invitations answered, texts to accept, an
// act in draft. Each thing with the button that deals with it.

#include <algorithm>

#include "core/app/council_composition.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_grants.hpp"
#include "core/app/council_lost_acts.hpp"
#include "core/app/council_store.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/waiting_words.hpp"
#include "core/ledger/audit.hpp"

namespace huisclos::app {

namespace {

class TodoList {
public:
    explicit TodoList(HomeView& home) : m_home(home) {}

    void add(Tone tone, std::string_view icon, Phrase title, Phrase detail, std::string_view button, Command command)
    {
        TodoView todo;
        todo.id = m_home.todo.size() + 1000;
        todo.tone = tone;
        todo.icon = std::string(icon);
        todo.title = std::move(title);
        todo.detail = std::move(detail);
        todo.button = phrase(button);
        todo.command = std::move(command);
        m_home.todo.push_back(std::move(todo));
    }

private:
    HomeView& m_home;
};

ledger::AuditReport report_of(Context const& context)
{
    ledger::AuditInput input;
    input.registry = context.vault.knowledge().registry();
    input.cards = sync::cards_by_member(context.vault.knowledge().cards());
    input.verified = context.verified;
    input.now = context.now();
    input.period = utc_period(context.now());
    for (auto const& device : context.vault.knowledge().heads().devices()) {
        auto const* const head = context.vault.knowledge().heads().in_use(device);
        input.last_heard.emplace(device, Instant{static_cast<std::int64_t>(head->head.head.t)});
    }
    // This device itself is being heard now.
    input.last_heard.insert_or_assign(context.vault.device(), context.now());
    return ledger::audit(input);
}

std::string_view reason_key(ledger::KeyLack lack)
{
    switch (lack) {
    case ledger::KeyLack::NotGranted:
        return "council.lack.not_granted";
    case ledger::KeyLack::NoCard:
        return "council.lack.no_card";
    case ledger::KeyLack::DeviceNotMarked:
        return "council.lack.device";
    case ledger::KeyLack::TextsNotAccepted:
        return "council.lack.texts";
    case ledger::KeyLack::NotVerified:
        return "council.lack.words";
    }
    return "council.lack.not_granted";
}

void add_readers_without_key(Context const& context, ledger::AuditReport const& report, TodoList& todo)
{
    for (auto const& lacking : report.without_key) {
        MemberId const member{lacking.reader.bytes};
        if (context.registry().member(member) == nullptr)
            continue;
        auto title = phrase("council.todo.without_key")
                         .with("name", plain_name(context, member))
                         .with("place", say_place(context, lacking.cid));
        auto detail = phrase(reason_key(lacking.lack));
        if (lacking.lack == ledger::KeyLack::NotGranted)
            todo.add(
                Tone::Warning, "key-2-line", std::move(title), std::move(detail), "council.todo.grant",
                GrantMissingKeys{lacking.cid, member});
        else
            todo.add(
                Tone::Info, "key-2-line", std::move(title), std::move(detail), "council.todo.see_member",
                Go{MembersRoute{member}});
    }
}

/// Who accepted the texts after the act that would have given him the key.
void add_late_readers(Context const& context, TodoList& todo)
{
    for (auto const& late : late_readers(context)) {
        auto title = phrase("council.todo.without_key")
                         .with("name", plain_name(context, late.member))
                         .with("place", say_place(context, late.cid));
        todo.add(
            Tone::Warning, "key-2-line", std::move(title), phrase("council.lack.accepted_since"), "council.todo.grant",
            GrantMissingKeys{late.cid, late.member});
    }
}

/// A text is in force that this member has not accepted.
bool has_text_to_accept(Context const& context, law::ActorFacts const& facts)
{
    auto const is_in_force = [&](domain::TypeTexte what) {
        return context.registry().policy().text_in_force(static_cast<std::uint64_t>(what)) != nullptr;
    };
    return (is_in_force(domain::TypeTexte::Charte) && !facts.charter_accepted) ||
           (is_in_force(domain::TypeTexte::ReglementInterieur) && !facts.rules_accepted);
}

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

/// The mayor names the coordonnateur: the others only wait for it.
void add_missing_coordinator(Context const& context, TodoList& todo)
{
    if (!is_mayor(context) || context.registry().holder_of(k_coordinator_rank) != nullptr ||
        is_coordinator_awaited(context))
        return;
    todo.add(
        Tone::Info, "user-add-line", phrase("council.todo.coordinator"), phrase("council.todo.coordinator_detail"),
        "council.todo.coordinator_button", Go{MembersRoute{}});
}

Phrase say_who_left(Context const& context, ledger::HaltedCompartment const& halted)
{
    if (halted.left.size() != 1)
        return phrase("council.todo.halted_detail");
    return phrase("council.todo.halted_who").with("name", plain_name(context, halted.left.front()));
}

void add_halted(Context const& context, ledger::AuditReport const& report, TodoList& todo)
{
    for (auto const& halted : report.halted) {
        auto const who = who_can_change_key(context, halted.cid);
        bool const can = std::ranges::find(who, context.vault.self()) != who.end();
        auto title = phrase("council.todo.halted").with("place", say_place(context, halted.cid));
        if (can)
            todo.add(
                Tone::Error, "key-2-line", std::move(title), say_who_left(context, halted), "council.todo.rotate",
                PrepareRotation{halted.cid});
        else if (!who.empty())
            todo.add(
                Tone::Warning, "key-2-line", std::move(title),
                phrase("council.todo.halted_by").with("name", plain_name(context, who.front())),
                "council.todo.see_member", Go{MembersRoute{who.front()}});
    }
}

void add_lost_acts(Context const& context, TodoList& todo)
{
    for (auto const& hash : lost_acts(context)) {
        auto const* const act = context.vault.knowledge().registry()->act(hash);
        auto detail = act == nullptr
                          ? Phrase{}
                          : phrase("council.act.by").with("name", plain_name(context, ledger::as_member(act->author)));
        todo.add(
            Tone::Warning, "error-warning-line", phrase("council.act.without_effect"), std::move(detail),
            "council.act.see", Go{ActsRoute{}});
    }
}

void add_devices(Context const& context, ledger::AuditReport const& report, TodoList& todo)
{
    for (auto const& device : report.out_not_marked)
        todo.add(
            Tone::Warning, "computer-line",
            phrase("council.todo.not_marked").with("name", plain_name(context, device.member)),
            phrase("council.todo.not_marked_detail"), "council.todo.see_member", Go{MembersRoute{device.member}});
    for (auto const& device : report.marked_not_out) {
        auto const* const owner = context.registry().member(device.member);
        if (owner != nullptr && is_above(context, *owner) && !is_device_out_prepared(context, device.device))
            todo.add(
                Tone::Warning, "computer-line",
                phrase("council.todo.lost").with("name", plain_name(context, device.member)),
                phrase("council.todo.lost_detail"), "council.todo.lost_button",
                PrepareDeviceOut{device.member, device.device});
    }
    for (auto const& device : report.silent_devices)
        todo.add(
            Tone::Info, "computer-line", phrase("council.todo.silent").with("name", plain_name(context, device.member)),
            phrase("council.todo.silent_detail"), "council.todo.see_member", Go{MembersRoute{device.member}});
}

/// 3.12: those who have a rank are told of a new device, which reads what its owner reads.
void add_added_devices(Context const& context, TodoList& todo)
{
    for (auto const& added : devices_added_by_members(context)) {
        auto const* const owner = context.registry().member(added.member);
        // Only who is above him may remove him.
        bool const may_remove_him = owner != nullptr && is_above(context, *owner);
        auto const* const detail =
            may_remove_him ? "council.todo.member_device_detail" : "council.todo.member_device_senior";
        todo.add(
            Tone::Info, "computer-line",
            phrase("council.todo.member_device").with("name", plain_name(context, added.member)).with("n", added.count),
            phrase(detail).with("date", paris_date(added.last_seen_first)), "council.todo.see_member",
            Go{MembersRoute{added.member}});
    }
}

void add_audit(Context const& context, TodoList& todo)
{
    auto const report = report_of(context);
    add_halted(context, report, todo);
    add_lost_acts(context, todo);
    add_readers_without_key(context, report, todo);
    add_late_readers(context, todo);
    add_devices(context, report, todo);
    bool const is_prepared =
        std::ranges::any_of(context.acts.draft, [](DraftChange const& change) { return change.is_store; });
    if (has_known_token(context) && !is_prepared)
        todo.add(
            Tone::Warning, "key-2-line", phrase("council.todo.token"), phrase("council.todo.token_detail"),
            "council.todo.token_button", Go{DeviceRoute{}});
    if (!report.left_log.empty())
        todo.add(
            Tone::Warning, "history-line", phrase("council.todo.log_key"), phrase("council.todo.log_key_detail"),
            "council.act.see", Go{ActsRoute{}});
}

/// Each that is not over, with what it waits for.
void add_invitations(Context const& context, TodoList& todo)
{
    for (auto const& known : invitations_of(context)) {
        if (known.invitation.etat != domain::EtatInvitation::Envoyee)
            continue;
        bool const answered = context.acts.requests.contains(known.id);
        bool const expired = has_expired(context, known.invitation);
        std::string const key = answered && expired ? "council.todo.answered_late"
                                : answered          ? "council.todo.answered"
                                : expired           ? "council.todo.expired"
                                                    : "council.todo.invited";
        todo.add(
            answered || expired ? Tone::Warning : Tone::Info, "user-add-line",
            phrase(key).with("name", known.invitation.nom), phrase(key + "_detail"),
            answered && !expired ? "council.todo.verify" : "council.todo.see", Go{MembersRoute{}});
    }
}

}  // namespace

void present_own_home(Context const& context, HomeView& home)
{
    if (!context.has_registry())
        return;
    TodoList todo(home);
    if (context.vault.status().is_cloned)
        todo.add(
            Tone::Error, "computer-line", phrase("council.clone.title"), phrase("council.clone.detail"),
            "council.clone.button", ContinueAsNewDevice{});
    if (context.acts.account_sign != AccountSign::None) {
        bool const is_moved = context.acts.account_sign == AccountSign::Moved;
        todo.add(
            is_moved ? Tone::Error : Tone::Warning, "key-2-line",
            phrase(is_moved ? "council.todo.moved" : "council.todo.gone"),
            phrase(is_moved ? "council.todo.moved_detail" : "council.todo.gone_detail"), "council.todo.moved_button",
            ChangePassphrase{});
    }
    if (context.acts.has_new_passphrase)
        todo.add(
            Tone::Warning, "key-2-line", phrase("council.todo.passphrase"), phrase("council.todo.passphrase_detail"),
            "council.todo.passphrase_button", LearnPassphrase{});
    for (auto const& added : added_devices(context))
        todo.add(
            Tone::Warning, "computer-line", phrase("council.todo.device_added"),
            phrase(is_mayor(context) ? "council.todo.device_added_mayor" : "council.todo.device_added_detail")
                .with("n", added.number)
                .with("date", paris_date(added.first_seen)),
            "council.todo.device_added_button", Go{DeviceRoute{}});
}

void present_council_home(Context const& context, HomeView& home)
{
    if (!context.has_registry())
        return;
    TodoList todo(home);
    auto const facts = facts_of_signer(context).actor;
    if (facts.active && has_text_to_accept(context, facts))
        todo.add(
            Tone::Warning, "pencil-line", phrase("council.todo.texts"), phrase("council.todo.texts_detail"),
            "council.todo.read", Go{TextsRoute{}});
    if (!facts.ranked || !facts.active)
        return;
    add_added_devices(context, todo);
    add_missing_coordinator(context, todo);
    add_invitations(context, todo);
    if (!context.acts.draft.empty())
        todo.add(
            Tone::Warning, "draft-line",
            phrase("council.todo.draft").with("n", static_cast<std::int64_t>(context.acts.draft.size())),
            phrase("council.todo.draft_detail"), "council.todo.sign", Go{ActsRoute{}});
    add_ended_mandates(context, todo);
    add_audit(context, todo);
}

}  // namespace huisclos::app
