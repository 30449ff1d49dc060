#include "core/app/council_audit.hpp"

#include <algorithm>
#include <set>

#include "core/app/council_composition.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_grants.hpp"
#include "core/app/council_lost_acts.hpp"
#include "core/app/council_lost_ops.hpp"
#include "core/app/council_store.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/waiting_words.hpp"

namespace huisclos::app {

namespace {

std::int64_t count_of(std::size_t n)
{
    return static_cast<std::int64_t>(n);
}

/// The mayor's page, for those who have to ask him; that of the members where there is none.
Go to_mayor(Context const& context)
{
    auto const* const mayor = context.registry().holder_of(ledger::k_mayor_rank);
    return Go{MembersRoute{mayor == nullptr ? std::nullopt : std::optional(mayor->id)}};
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
    case ledger::KeyLack::BadKey:
        return "council.lack.bad_key";
    }
    return "council.lack.not_granted";
}

/// Those of whom only the texts are awaited are counted together (add_late_signers).
void add_readers_without_key(Context const& context, ledger::AuditReport const& report, TodoList& todo)
{
    std::set<MemberId> with_bad_key;
    for (auto const& lacking : report.without_key) {
        MemberId const member{lacking.reader.bytes};
        if (lacking.lack == ledger::KeyLack::BadKey) {
            // Wherever he reads: one line.
            if (with_bad_key.insert(member).second)
                todo.add(
                    Tone::Warning, "key-2-line",
                    phrase("council.todo.bad_key").with("name", plain_name(context, member)),
                    phrase(reason_key(lacking.lack)), "council.todo.see_member", Go{MembersRoute{member}});
            continue;
        }
        bool const is_counted = lacking.lack == ledger::KeyLack::TextsNotAccepted &&
                                std::ranges::find(report.without_texts, member) != report.without_texts.end();
        if (context.registry().member(member) == nullptr || is_counted)
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

Phrase say_who_left(Context const& context, ledger::HaltedCompartment const& halted)
{
    if (halted.left.size() != 1)
        return phrase("council.todo.halted_detail");
    return phrase("council.todo.halted_who").with("name", plain_name(context, halted.left.front()));
}

/// Nobody who signs acts reads it: the mayor enters, the others ask him; where the council gives him no part there, its
/// key changes no more.
void add_orphaned(Context const& context, CompartmentId const& cid, Phrase title, TodoList& todo)
{
    auto const place = place_of(context.registry(), cid);
    bool const has_part = place && domain::default_role(place->compartment, place->formation, domain::Profile::Maire) !=
                                       domain::Role::None;
    if (role_to_enter(context, cid))
        todo.add(
            Tone::Error, "key-2-line", std::move(title), phrase("council.todo.halted_enter"),
            "council.todo.halted_enter_button", PrepareRotation{cid});
    else if (has_part)
        todo.add(
            Tone::Warning, "key-2-line", std::move(title), phrase("council.todo.halted_ask"), "council.todo.see_member",
            to_mayor(context));
    else
        todo.add(
            Tone::Warning, "key-2-line", std::move(title), phrase("council.todo.halted_nobody"),
            "council.todo.see_groups", Go{GroupsRoute{}});
}

/// Of one group, and the same people resume the writing there: they do so by one press.
bool wait_together(Context const& context, CompartmentId const& a, CompartmentId const& b)
{
    auto const* const one = context.registry().compartment(a);
    auto const* const other = context.registry().compartment(b);
    bool const is_one_group =
        one != nullptr && other != nullptr && !one->shape.group.is_zero() && one->shape.group == other->shape.group;
    return is_one_group && who_can_change_key(context, a) == who_can_change_key(context, b) &&
           role_to_enter(context, a).has_value() == role_to_enter(context, b).has_value();
}

void add_halted(Context const& context, ledger::AuditReport const& report, TodoList& todo)
{
    std::vector<CompartmentId> waiting;
    for (auto const& halted : report.halted) {
        if (!is_rotation_prepared(context, halted.cid))
            waiting.push_back(halted.cid);
    }
    for (auto const& halted : report.halted) {
        auto const with_it = [&](CompartmentId const& cid) {
            return cid == halted.cid || wait_together(context, cid, halted.cid);
        };
        auto const first = std::ranges::find_if(waiting, with_it);
        if (is_rotation_prepared(context, halted.cid) || *first != halted.cid)
            continue;
        auto const who = who_can_change_key(context, halted.cid);
        bool const can = std::ranges::find(who, context.vault.self()) != who.end();
        bool const is_alone = std::ranges::count_if(waiting, with_it) == 1;
        auto place = is_alone ? say_place(context, halted.cid)
                              : plain_group(context, context.registry().compartment(halted.cid)->shape.group);
        auto title = phrase("council.todo.halted").with("place", std::move(place));
        if (can)
            todo.add(
                Tone::Error, "key-2-line", std::move(title), say_who_left(context, halted), "council.todo.rotate",
                PrepareRotation{halted.cid});
        else if (!who.empty())
            todo.add(
                Tone::Warning, "key-2-line", std::move(title),
                phrase("council.todo.halted_by").with("name", plain_name(context, who.front())),
                "council.todo.see_member", Go{MembersRoute{who.front()}});
        else
            add_orphaned(context, halted.cid, std::move(title), todo);
    }
}

/// One line: somebody who has lost his rank may publish as many as he likes.
void add_lost_acts(Context const& context, TodoList& todo)
{
    auto const lost = lost_acts(context);
    if (lost.empty())
        return;
    auto title = lost.size() == 1 ? phrase("council.act.without_effect")
                                  : phrase("council.todo.lost_acts").with("n", count_of(lost.size()));
    auto const* const act = context.vault.knowledge().registry()->act(lost.front());
    Phrase detail;
    if (lost.size() == 1 && act != nullptr)
        detail = phrase("council.act.by").with("name", plain_name(context, ledger::as_member(act->author)));
    todo.add(
        Tone::Warning, "error-warning-line", std::move(title), std::move(detail), "council.act.see", Go{ActsRoute{}});
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

/// Rank 0 publishes it (docs/protocol.md 3.7); while there is none for the month, nothing nominative opens (3.11).
void add_log_key_due(Context const& context, ledger::AuditReport const& report, TodoList& todo)
{
    bool const is_due = report.no_log_key || !report.left_log.empty();
    if (!is_due || is_log_key_prepared(context))
        return;
    std::string const key = report.no_log_key ? "council.todo.no_log_key" : "council.todo.log_key";
    auto const tone = report.no_log_key ? Tone::Error : Tone::Warning;
    if (is_mayor(context))
        todo.add(
            tone, "history-line", phrase(key), phrase(key + "_detail"), "council.todo.log_key_button", PrepareLogKey{});
    else
        todo.add(tone, "history-line", phrase(key), phrase(key + "_ask"), "council.todo.see_member", to_mayor(context));
}

/// The log is read by the délégué and by the mayor, who alone gives it.
void add_without_log(Context const& context, TodoList& todo)
{
    if (!is_mayor(context))
        return;
    for (auto const& id : without_log(context))
        todo.add(
            Tone::Warning, "history-line", phrase("council.todo.no_log_role").with("name", plain_name(context, id)),
            phrase("council.todo.no_log_role_detail"), "council.todo.no_log_role_button", PrepareLogRole{id});
}

void add_old_keys(Context const& context, ledger::AuditReport const& report, TodoList& todo)
{
    auto old = old_keys_of(context, report);
    std::erase_if(old, [&context](CompartmentId const& cid) { return is_rotation_prepared(context, cid); });
    auto const days = context.registry().policy().epoch_days;
    if (old.empty() || !days)
        return;
    todo.add(
        Tone::Info, "key-2-line",
        phrase(old.size() == 1 ? "council.todo.old_key" : "council.todo.old_keys")
            .with("n", count_of(old.size()))
            .with("place", say_place(context, old.front()))
            .with("days", static_cast<std::int64_t>(*days)),
        phrase("council.todo.old_keys_detail"), "council.todo.old_keys_button", PrepareOldKeys{});
}

constexpr std::size_t k_most_late_named = 6;

void add_late(Context const& context, std::vector<MemberId> const& late, Phrase detail, TodoList& todo)
{
    bool const is_one = late.size() == 1;
    todo.add(
        Tone::Info, "pencil-line",
        phrase(is_one ? "council.todo.late_signer" : "council.todo.late_signers")
            .with("n", count_of(late.size()))
            .with("name", plain_name(context, late.front())),
        std::move(detail), is_one ? "council.todo.see_member" : "council.todo.see_members",
        Go{MembersRoute{is_one ? std::optional(late.front()) : std::nullopt}});
}

/// Those who have not accepted what is in force; this member is asked on his own line.
void add_late_signers(Context const& context, ledger::AuditReport const& report, TodoList& todo)
{
    // to the délégué no situation opens, with the texts or without; he is asked as every member is, but what is
    // said of the others is not so of him.
    std::vector<MemberId> readers;
    std::vector<MemberId> delegates;
    for (auto const& one : report.without_texts) {
        bool const is_delegate = profile_of(context.registry(), one) == domain::Profile::Dpo;
        if (one != context.vault.self())
            (is_delegate ? delegates : readers).push_back(one);
    }
    if (!readers.empty()) {
        auto const names = known_names(context, readers);
        bool const are_named = names.size() == readers.size() && names.size() > 1 && names.size() <= k_most_late_named;
        auto detail = phrase(are_named ? "council.todo.late_signers_named" : "council.todo.late_signers_detail");
        if (are_named)
            detail.with("names", in_a_row(names));
        add_late(context, readers, std::move(detail), todo);
    }
    if (!delegates.empty())
        add_late(context, delegates, phrase("council.todo.late_delegate"), todo);
}

/// A space with one reader is lost with his account. While nobody is coordonnateur, who reads everything, that is what
/// is asked; a space that nobody reads is halted.
void add_few_readers(Context const& context, ledger::AuditReport const& report, TodoList& todo)
{
    auto few = report.few_readers;
    std::erase_if(few, [&context](CompartmentId const& cid) { return context.registry().readers(cid).empty(); });
    if (few.empty() || !has_coordinator(context))
        return;
    todo.add(
        Tone::Info, "team-line",
        phrase(
            few.size() == 1   ? "council.todo.one_reader"
            : few.size() == 2 ? "council.todo.two_readers"
                              : "council.todo.few_readers")
            .with("n", count_of(few.size()))
            .with("place", say_place(context, few.front()))
            .with("other", say_place(context, few.back())),
        phrase("council.todo.few_readers_detail"), "council.todo.see_members", Go{MembersRoute{}});
}

/// Of rank 0, and nothing that he is about to sign says it.
bool is_visa_due(Context const& context, ledger::AuditReport const& report)
{
    return is_mayor(context) && context.acts.draft.empty() && !report.to_see.empty();
}

Phrase say_to_see(ledger::AuditReport const& report)
{
    return phrase("council.todo.to_see").with("n", count_of(report.to_see.size()));
}

void add_token(Context const& context, TodoList& todo)
{
    bool const is_prepared =
        std::ranges::any_of(context.acts.draft, [](DraftChange const& change) { return change.is_store; });
    if (has_known_token(context) && !is_prepared)
        todo.add(
            Tone::Warning, "key-2-line", phrase("council.todo.token"), phrase("council.todo.token_detail"),
            "council.todo.token_button", Go{DeviceRoute{}});
}

}  // namespace

ledger::AuditReport audit_of(Context const& context)
{
    ledger::AuditInput input;
    input.registry = context.vault.knowledge().registry();
    input.cards = sync::cards_by_member(context.vault.knowledge().cards());
    input.verified = context.verified;
    input.now = context.now();
    input.period = utc_period(context.now());
    for (auto const& device : context.vault.knowledge().heads().devices()) {
        auto const* const head = context.vault.knowledge().heads().in_use(device);
        input.last_heard.emplace(device, shown_at(context, instant_of(head->head.head.t)));
    }
    // This device itself is being heard now.
    input.last_heard.insert_or_assign(context.vault.device(), context.now());
    return ledger::audit(input);
}

void present_audit(Context const& context, TodoList& todo)
{
    auto const report = audit_of(context);
    add_halted(context, report, todo);
    add_lost_acts(context, todo);
    present_lost_ops_home(context, todo);
    add_readers_without_key(context, report, todo);
    add_late_readers(context, todo);
    add_devices(context, report, todo);
    add_token(context, todo);
    add_log_key_due(context, report, todo);
    add_without_log(context, todo);
    add_old_keys(context, report, todo);
    add_late_signers(context, report, todo);
    add_few_readers(context, report, todo);
    if (is_visa_due(context, report))
        todo.add(
            Tone::Neutral, "eye-line", say_to_see(report), phrase("council.todo.to_see_detail"),
            "council.todo.see_acts", Go{ActsRoute{}});
}

std::vector<TodoView> present_visa(Context const& context, ledger::AuditReport const& report)
{
    std::vector<TodoView> lines;
    if (!is_visa_due(context, report))
        return lines;
    TodoView line;
    line.id = 1;
    line.tone = Tone::Neutral;
    line.icon = "eye-line";
    line.title = say_to_see(report);
    auto const count = count_of(report.to_see.size());
    line.detail = phrase("council.visa.detail").with("n", count);
    line.button = phrase("council.visa.button").with("n", count);
    line.command = PrepareVisa{};
    lines.push_back(std::move(line));
    return lines;
}

}  // namespace huisclos::app
