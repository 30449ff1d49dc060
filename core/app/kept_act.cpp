#include "core/app/kept_act.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "core/app/council_words.hpp"
#include "core/app/kept_act_check.hpp"
#include "core/app/kept_act_forms.hpp"

namespace huisclos::app {

namespace {

template <typename Subject>
TypedValues values_about(EditedRecord<Subject> const& edited, Subject const& subject)
{
    return edited.subject == subject ? edited.values : TypedValues{};
}

constexpr std::size_t k_most_said = 2;

void say_all_gone(Context& context, std::vector<Phrase> gone)
{
    if (gone.size() > k_most_said) {
        auto const n = static_cast<std::int64_t>(gone.size());
        gone = {phrase("council.gone.several").with("n", n)};
    }
    for (auto& said : gone)
        context.toasts.say(Tone::Warning, std::move(said));
}

std::uint64_t last_toast(Toasts const& toasts)
{
    auto const shown = toasts.shown();
    return shown.empty() ? 0 : shown.back().number;
}

/// A refusal of the law says why a change is dropped; what else was said speaks of a press that nobody made.
void keep_refusals(Toasts& toasts, std::uint64_t after)
{
    for (auto const& toast : toasts.shown()) {
        if (toast.number > after && !toast.refusal)
            toasts.dismiss(toast.number);
    }
}

/// One press may have prepared several changes; one of them may have been dropped since.
bool is_what_was_asked(DraftChange const& change, AskedChange const& asked)
{
    auto const* const kept = std::get_if<PrepareRotation>(&asked.command);
    auto const* const made = change.asked ? std::get_if<PrepareRotation>(&change.asked->command) : nullptr;
    return kept == nullptr || (made != nullptr && made->compartment == kept->compartment);
}

bool is_refused_since(Toasts const& toasts, std::uint64_t number)
{
    return std::ranges::any_of(toasts.shown(), [number](ToastView const& toast) {
        return toast.number > number && toast.refusal.has_value();
    });
}

enum class Remade : std::uint8_t { Made, Nothing, Refused, InForm, Lost };

/// Runs the command as if it were pressed, on no screen.
Task<Remade> make_again(Context* context, AskedChange asked)
{
    auto& acts = context->acts;
    auto const last = acts.last_change;
    auto const last_said = last_toast(context->toasts);
    auto const route = context->route;
    // The answer to an invitation waits for the disk: the forms stay where they are.
    bool const has_form = !std::holds_alternative<AcceptInvite>(asked.command);
    auto forms = act_forms_of(*context, asked);
    if (has_form)
        exchange_forms(acts, forms);
    auto command = asked.command;
    (void)co_await run_council_command(context, std::move(command));
    if (has_form)
        exchange_forms(acts, forms);
    context->route = route;
    keep_refusals(context->toasts, last_said);
    std::erase_if(acts.draft, [&](DraftChange const& change) {
        bool const is_new = change.id > last;
        return is_new && !(is_what_was_asked(change, asked) && makes_sense(*context, change));
    });
    bool is_made = false;
    for (auto& change : acts.draft) {
        change.is_taken_up |= change.id > last;
        is_made |= change.id > last;
    }
    context->changed();
    if (is_made)
        co_return Remade::Made;
    bool const is_refused = is_refused_since(context->toasts, last_said);
    if (!has_form || is_there_already(*context, asked))
        co_return is_refused ? Remade::Refused : Remade::Nothing;
    auto const reason = reason_in(forms);
    auto const is_in_form = put_back_wrong(acts, forms);
    if (!is_in_form)
        co_return is_refused ? Remade::Refused : Remade::Nothing;
    // The law said it already, with its rule.
    if (!reason.empty() && !is_refused)
        context->toasts.say(Tone::Warning, reason);
    co_return *is_in_form ? Remade::InForm : Remade::Lost;
}

/// True when it is in the act again. Otherwise it is said why not, or is to be (`gone`).
Task<bool> make_or_say(Context* context, AskedChange asked, std::vector<Phrase>* gone)
{
    auto absent = take_absent_animator(*context, asked);
    bool const is_any_left = !absent || !asked.values.empty();
    auto remade = Remade::Nothing;
    if (is_any_left)
        remade = co_await make_again(context, asked);
    if (absent && is_any_left)
        context->toasts.say(Tone::Warning, std::move(*absent));
    else if (absent)
        gone->push_back(std::move(*absent));
    if (remade == Remade::Nothing && is_any_left)
        gone->push_back(say_gone(*context, asked));
    else if (remade == Remade::Refused)
        context->toasts.say(Tone::Warning, say_refused(*context, asked));
    else if (remade == Remade::InForm || remade == Remade::Lost)
        context->toasts.say(Tone::Warning, say_to_review(*context, asked, remade == Remade::InForm));
    co_return remade == Remade::Made;
}

enum class Readiness : std::uint8_t { Ready, Waits, Prepared };

Readiness readiness_of(Context const& context, AskedChange const& asked)
{
    auto const* const accept = std::get_if<AcceptInvite>(&asked.command);
    if (accept == nullptr)
        return Readiness::Ready;
    bool const is_prepared = std::ranges::any_of(
        context.acts.draft, [accept](DraftChange const& change) { return change.invite == accept->invite; });
    if (is_prepared)
        return Readiness::Prepared;
    bool const is_answered = context.acts.requests.contains(accept->invite);
    bool const waits = !is_answered && invitation_that_waits(context, accept->invite);
    return waits ? Readiness::Waits : Readiness::Ready;
}

/// Every change that waits and can be made; those that come to nothing are said. True when one was made.
Task<bool> make_all_again(Context* context)
{
    auto& waiting = context->acts.to_take_up;
    std::vector<Phrase> gone;
    bool is_any_made = false;
    for (std::size_t i = 0; i < waiting.size();) {
        auto const readiness = readiness_of(*context, waiting[i]);
        if (readiness == Readiness::Waits) {
            ++i;
            continue;
        }
        if (readiness == Readiness::Ready) {
            bool const is_made = co_await make_or_say(context, waiting[i], &gone);
            is_any_made |= is_made;
        }
        // Only now: it is kept until it is in the act or was said.
        waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(i));
    }
    say_all_gone(*context, std::move(gone));
    co_return is_any_made;
}

/// In the annuaire or in plénière; empty of a change that corrects nothing there.
std::vector<OpId> ops_corrected_by(Context const& context, DraftChange const& change)
{
    if (!change.asked)
        return {};
    auto const map = context.map();
    auto cid = map.directory;
    std::optional<RecordId> record;
    if (auto const* const of = std::get_if<PrepareMember>(&change.asked->command)) {
        if (auto const* const known = context.council.member(of->member))
            record = known->record;
    } else if (auto const* const group = std::get_if<PrepareGroup>(&change.asked->command)) {
        if (auto const* const known = context.council.group(group->group))
            record = known->record;
    } else if (std::holds_alternative<PrepareCouncil>(change.asked->command) && context.council.instance()) {
        cid = map.plenary;
        record = context.council.instance()->record;
    }
    std::vector<OpId> ops;
    auto const* const store = record && cid ? context.vault.knowledge().records(*cid) : nullptr;
    if (store == nullptr)
        return ops;
    for (auto const* const op : store->history(*record))
        ops.push_back(op->id);
    return ops;
}

/// Where forms are begun, as the menu calls the page of each; empty when none is.
Phrase say_begun(ActDraft const& forms)
{
    std::vector<TextRef> pages;
    if (is_begun(forms.invite) || !forms.member.values.empty())
        pages.push_back({"session.nav.members", {}});
    if (is_begun(forms.group) || !forms.of_group.values.empty())
        pages.push_back({"session.nav.groups", {}});
    if (!forms.council.values.empty())
        pages.push_back({"session.nav.council", {}});
    constexpr std::array k_keys{"session.kept.forms_1", "session.kept.forms_2", "session.kept.forms_3"};
    constexpr std::array k_names{"first", "second", "third"};
    if (pages.empty())
        return {};
    auto said = phrase(k_keys[pages.size() - 1]);
    for (std::size_t i = 0; i < pages.size(); ++i)
        said.with(k_names[i], pages[i]);
    return said;
}

/// What was typed about somebody who sits no more, or a group that is no more, is said and not shown. Where something
/// is there again; empty when nothing is.
Phrase put_back_forms(Context& context, ActDraft& kept)
{
    auto const map = context.map();
    std::erase_if(kept.invite.groups, [&map](GroupId const& group) { return map.group(group) == nullptr; });
    if (!kept.member.values.empty() && !sits_here(context, kept.member.subject)) {
        context.toasts.say(Tone::Warning, say_gone(context, {PrepareMember{kept.member.subject}, {}, {}, {}, {}}));
        kept.member = {};
    }
    if (!kept.of_group.values.empty() && map.group(kept.of_group.subject) == nullptr) {
        context.toasts.say(Tone::Warning, say_gone(context, {PrepareGroup{kept.of_group.subject}, {}, {}, {}, {}}));
        kept.of_group = {};
    }
    auto begun = say_begun(kept);
    auto& acts = context.acts;
    acts.invite = std::move(kept.invite);
    acts.group = std::move(kept.group);
    acts.edited_member = std::move(kept.member);
    acts.edited_group = std::move(kept.of_group);
    acts.edited_council = std::move(kept.council);
    return begun;
}

}  // namespace

std::optional<AskedChange> asked_by(Context const& context, Command const& command)
{
    if (!is_kept_command(command))
        return std::nullopt;
    auto const& acts = context.acts;
    AskedChange asked{.command = command, .values = {}, .group = {}, .text = {}, .link = {}};
    if (auto const* const member = std::get_if<PrepareMember>(&command))
        asked.values = values_about(acts.edited_member, member->member);
    else if (auto const* const group = std::get_if<PrepareGroup>(&command))
        asked.values = values_about(acts.edited_group, group->group);
    else if (std::holds_alternative<PrepareCouncil>(command))
        asked.values = acts.edited_council.values;
    else if (std::holds_alternative<PrepareNewGroup>(command))
        asked.group = acts.group;
    else if (std::holds_alternative<PrepareText>(command))
        asked.text = acts.text;
    else if (std::holds_alternative<PrepareStoreToken>(command))
        asked.link = acts.store.typed;
    return asked;
}

void note_asked(Context& context, std::uint64_t last_change, std::optional<AskedChange> const& asked)
{
    for (auto& change : context.acts.draft) {
        if (change.id <= last_change || change.asked)
            continue;
        change.asked = asked;
        change.seen = ops_corrected_by(context, change);
        auto* const halt = change.asked ? std::get_if<PrepareRotation>(&change.asked->command) : nullptr;
        for (auto const& op : change.ops) {
            if (auto const* const rotation = std::get_if<ledger::RotateOp>(&op); halt != nullptr && rotation != nullptr)
                halt->compartment = rotation->cid;
        }
    }
}

Task<bool> renew_corrections(Context* context)
{
    auto& draft = context->acts.draft;
    std::vector<Phrase> gone;
    bool is_any_renewed = false;
    for (std::size_t i = 0; i < draft.size();) {
        if (draft[i].seen == ops_corrected_by(*context, draft[i])) {
            ++i;
            continue;
        }
        is_any_renewed = true;
        auto const place = static_cast<std::ptrdiff_t>(i);
        auto const former = std::move(draft[i]);
        // In its place, as the same one: those that came after it were accepted beside it, and do not bar it now.
        std::vector<DraftChange> later(
            std::make_move_iterator(draft.begin() + place + 1), std::make_move_iterator(draft.end()));
        draft.resize(i);
        bool const is_made = co_await make_or_say(context, *former.asked, &gone);
        if (is_made) {
            draft.back().id = former.id;
            draft.back().is_taken_up = former.is_taken_up;
            ++i;
        }
        std::ranges::move(later, std::back_inserter(draft));
    }
    say_all_gone(*context, std::move(gone));
    if (is_any_renewed)
        context->changed();
    co_return is_any_renewed;
}

ActDraft act_draft_of(Context const& context)
{
    auto const& acts = context.acts;
    ActDraft draft{
        .changes = {},
        .invite = acts.invite,
        .group = acts.group,
        .member = acts.edited_member,
        .of_group = acts.edited_group,
        .council = acts.edited_council};
    for (auto const& change : acts.draft) {
        if (change.asked)
            draft.changes.push_back(*change.asked);
    }
    draft.changes.insert(draft.changes.end(), acts.to_take_up.begin(), acts.to_take_up.end());
    return draft;
}

Task<bool> take_up_act(Context* context, ActDraft kept)
{
    context->acts.to_take_up = std::exchange(kept.changes, {});
    auto begun = put_back_forms(*context, kept);
    bool const is_made = co_await make_all_again(context);
    if (!begun.empty())
        context->toasts.say(Tone::Info, std::move(begun));
    if (is_made)
        context->toasts.say(Tone::Info, phrase("session.kept.act"));
    if (!context->acts.to_take_up.empty())
        context->toasts.say(Tone::Info, phrase("council.gone.not_yet"));
    co_return true;
}

Task<bool> review_act(Context* context)
{
    // What is on the screen for signature is told there if it changes.
    if (context->signature)
        co_return false;
    auto& acts = context->acts;
    auto const waiting = acts.to_take_up.size();
    // Asked again: a part of it may still be to be done.
    bool const is_any_lost = std::erase_if(acts.draft, [&](DraftChange const& change) {
                                 bool const is_lost =
                                     change.is_taken_up && change.asked && !makes_sense(*context, change);
                                 if (is_lost)
                                     acts.to_take_up.push_back(*change.asked);
                                 return is_lost;
                             }) > 0;
    (void)co_await make_all_again(context);
    renew_effects(*context);
    bool const has_changed = is_any_lost || acts.to_take_up.size() != waiting;
    if (has_changed)
        context->changed();
    co_return has_changed;
}

}  // namespace huisclos::app
