// Chronologie: what was written of a sheet, by whom and when, from what to what where the value is short.

#include <algorithm>
#include <array>
#include <set>

#include "core/app/council_words.hpp"
#include "core/app/journal_values.hpp"
#include "core/app/record_values.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/situation_disputes.hpp"
#include "core/app/situation_parts.hpp"
#include "core/app/situation_passages.hpp"
#include "core/app/situation_past.hpp"
#include "core/app/situation_write.hpp"

namespace huisclos::app {

namespace {

/// An entry of the chronology with what orders it.
struct Dated {
    Instant at{};
    TimelineEntry entry{};
};

Dated dated(Context const& context, domain::Written const& written, Phrase text, Tone tone)
{
    TimelineEntry entry;
    auto const at = shown_at(context, written.at);
    entry.when =
        phrase("situation.chronology.when").with("date", say_day(context, written.at)).with("time", TimeOfDay{at});
    entry.text = std::move(text);
    entry.detail = phrase("situation.step.by").with("name", plain_name(context, written.author));
    entry.tone = tone;
    return {at, std::move(entry)};
}

using Ops = std::vector<ledger::KnownOp const*>;

/// What a passage to another status says; empty for what is no such thing. Those that others replaced are said too.
std::optional<Dated> passage_of(Context const& context, Ops const& ops, ledger::KnownOp const& op)
{
    auto const code = code_set(op);
    if (code == 0)
        return std::nullopt;
    auto const said = [&](std::string_view key, std::string_view arg, domain::ListId list, Tone tone) {
        auto text = phrase(key).with(std::string(arg), TextRef{std::string(domain::text_key(list, code))});
        return dated(context, written_of(op), std::move(text), tone);
    };
    if (op.inner.field == domain::field::k_statut && !is_said_by_reason(ops, op))
        return said("situation.chronology.status", "status", domain::ListId::Statut, Tone::Success);
    if (op.inner.field == domain::field::k_motif_fin && is_of_passage(ops, op))
        return said("situation.chronology.closed", "reason", domain::ListId::MotifFin, Tone::Archive);
    if (op.inner.field == domain::field::k_motif_reouverture && is_of_passage(ops, op))
        return said("situation.chronology.reopened", "reason", domain::ListId::MotifReouverture, Tone::Info);
    return std::nullopt;
}

/// The keys of one change, by what it was and what it is.
struct ChangeKeys {
    std::string_view changed{};
    std::string_view filled{};
    std::string_view cleared{};
};
constexpr ChangeKeys k_field_keys{
    "situation.chronology.changed", "situation.chronology.filled", "situation.chronology.cleared"};
constexpr ChangeKeys k_action_keys{
    "situation.chronology.action_changed", "situation.chronology.action_filled", "situation.chronology.action_cleared"};

/// « Programme : … (auparavant …) ».
Phrase change_phrase(
    ChangeKeys const& keys, domain::Field const& field, std::optional<PhraseArg> before, std::optional<PhraseArg> now)
{
    auto said = phrase(!now ? keys.cleared : (before ? keys.changed : keys.filled));
    said.with("field", TextRef{std::string(field.key)});
    if (now)
        said.with("value", std::move(*now));
    if (before)
        said.with("before", std::move(*before));
    return said;
}

/// The ops of a record as a change of a field is read from them.
class Past {
public:
    Past(Located const& located, Ops const& ops) : m_located(located), m_ops(ops), m_disputes(*located.state, ops) {}

    [[nodiscard]] Disputes const& disputes() const { return m_disputes; }

    /// The field that this op changed after the record was made, when it is one that an entry is said of. What its
    /// passages write is said by them; actions, notes and liaison have entries of their own.
    [[nodiscard]] domain::Field const* changed_field(ledger::KnownOp const& op) const
    {
        using enum ledger::OpKind;
        bool const is_element = op.kind == Add || op.kind == Drop;
        bool const is_change = op.is_record_kind && (op.kind == Set || is_element) && !op.inner_bytes.empty() &&
                               op.node != m_located.state->create->node;
        auto const number = is_change ? op.inner.field : 0;
        auto const type = domain::record_type_from(m_located.state->type()).value_or(domain::RecordType::None);
        bool const is_other =
            number == domain::field::k_type || number == domain::field::k_statut || number == domain::field::k_actions;
        if (number == 0 || number > 255 || is_other || is_of_passage(m_ops, op))
            return nullptr;
        auto const* const field = domain::find_field(type, static_cast<std::uint8_t>(number));
        // Another kind of op than the field is written by has no effect on it.
        bool const fits = field != nullptr && field->kind != domain::FieldKind::Journal &&
                          domain::is_written_by_add(field->kind) == is_element;
        bool const is_told = is_element || is_told_by_value(*field) || is_last(op) || m_disputes.has(op);
        return fits && is_told ? field : nullptr;
    }

    /// The value that this set replaced; of several written at once, the last that differs. What it names beside the
    /// former values of its own field is none.
    [[nodiscard]] ledger::KnownOp const* former(ledger::KnownOp const& op) const
    {
        ledger::KnownOp const* found = nullptr;
        for (auto const* const one : m_ops) {
            bool const is_value = one->is_record_kind && one->kind == ledger::OpKind::Set &&
                                  !one->inner_bytes.empty() && one->inner.field == op.inner.field;
            bool const is_replaced = is_value && one != &op && op.view->over.contains(one->id);
            if (is_replaced && (found == nullptr || !is_same(*one, op)))
                found = one;
        }
        return found;
    }

    [[nodiscard]] static bool is_same(ledger::KnownOp const& a, ledger::KnownOp const& b)
    {
        return std::ranges::equal(a.inner.value.encoded(), b.inner.value.encoded());
    }

private:
    /// A free text is saved while it is typed: its last change is told, and that only.
    [[nodiscard]] bool is_last(ledger::KnownOp const& op) const
    {
        auto const entries = m_located.state->at(ledger::Space::Field, op.inner.field);
        return std::ranges::any_of(entries, [&op](auto const& entry) { return entry.op == &op; });
    }

    Located const& m_located;
    Ops const& m_ops;
    Disputes m_disputes;
};

/// One change of a field that is told by its value. Empty when nothing became other than it was.
std::optional<Phrase> told_change(
    Context const& context, Past const& past, domain::Field const& field, ledger::KnownOp const& op)
{
    auto const* const former = past.former(op);
    if (former != nullptr && Past::is_same(*former, op))
        return std::nullopt;
    auto const told = [&](ledger::KnownOp const& one) {
        ValueView const value(one.inner.value);
        return short_value(context, field, value.value());
    };
    auto before = former == nullptr ? std::nullopt : told(*former);
    auto now = told(op);
    if (!before && !now)
        return std::nullopt;
    return change_phrase(k_field_keys, field, std::move(before), std::move(now));
}

/// A value that stood beside another one: a free text too.
PhraseArg disputed_value(Context const& context, domain::Field const& field, ledger::KnownOp const& op)
{
    ValueView const value(op.inner.value);
    if (auto told = short_value(context, field, value.value()))
        return std::move(*told);
    auto const text = op.inner.value.as_text();
    return text && !text->empty() ? PhraseArg(std::string(*text)) : PhraseArg(TextRef{"screens.choice.none"});
}

/// That somebody chose among several, who and what: his name is in its words.
Dated told_choice(
    Context const& context, domain::Written const& written, std::string_view key, domain::Field const& field,
    PhraseArg value)
{
    auto said = phrase(key)
                    .with("name", plain_name(context, written.author))
                    .with("field", TextRef{std::string(field.key)})
                    .with("value", std::move(value));
    auto told = dated(context, written, std::move(said), Tone::Info);
    told.entry.detail = {};
    return told;
}

/// that somebody chose, who and what.
std::optional<Dated> choice_of(
    Context const& context, Located const& located, Past const& past, ledger::KnownOp const& op)
{
    auto const type = domain::record_type_from(located.state->type()).value_or(domain::RecordType::None);
    auto const* const field =
        past.disputes().is_choice(op) ? domain::find_field(type, static_cast<std::uint8_t>(op.inner.field)) : nullptr;
    if (field == nullptr)
        return std::nullopt;
    return told_choice(
        context, written_of(op), "situation.chronology.chosen", *field, disputed_value(context, *field, op));
}

/// Each box that was ticked or cleared, one entry. The reasons are the only boxes of a sheet: the words name
/// them.
void add_boxes(
    Context const& context, Ops const& ops, domain::Field const& field, ledger::KnownOp const& op,
    std::vector<Dated>& all)
{
    bool const is_added = op.kind == ledger::OpKind::Add;
    for (auto const* const one : ops) {
        bool const is_box = is_added ? one == &op : op.view->over.contains(one->id) && !one->inner_bytes.empty();
        auto const code = is_box ? one->inner.value.as_unsigned().value_or(0) : 0;
        if (!domain::is_in_list(field.list, code))
            continue;
        auto said = phrase(is_added ? "situation.chronology.box_added" : "situation.chronology.box_removed")
                        .with("value", TextRef{std::string(domain::text_key(field.list, code))});
        all.push_back(dated(context, written_of(op), std::move(said), Tone::Neutral));
    }
}

void add_changes(Context const& context, Located const& located, std::vector<Dated>& all)
{
    auto const ops = located.store->history(located.state->record);
    Past const past(located, ops);
    // The elements of a list that were chosen together are one change.
    std::set<std::pair<ledger::ChainNode const*, domain::Field const*>> lists;
    for (auto const* const op : ops) {
        if (auto choice = choice_of(context, located, past, *op)) {
            all.push_back(std::move(*choice));
            continue;
        }
        if (auto passage = passage_of(context, ops, *op))
            all.push_back(std::move(*passage));
        auto const* const field = past.changed_field(*op);
        if (field == nullptr)
            continue;
        if (is_told_by_value(*field)) {
            if (auto said = told_change(context, past, *field, *op))
                all.push_back(dated(context, written_of(*op), std::move(*said), Tone::Neutral));
        } else if (past.disputes().has(*op)) {
            auto said = phrase(k_field_keys.filled).with("field", TextRef{std::string(field->key)});
            said.with("value", disputed_value(context, *field, *op));
            all.push_back(dated(context, written_of(*op), std::move(said), Tone::Neutral));
        } else if (field->kind == domain::FieldKind::ChoiceSet) {
            add_boxes(context, ops, *field, *op, all);
        } else if (op->kind == ledger::OpKind::Set || lists.emplace(op->node, field).second) {
            auto said = phrase("situation.chronology.field").with("field", TextRef{std::string(field->key)});
            all.push_back(dated(context, written_of(*op), std::move(said), Tone::Neutral));
        }
    }
}

PhraseArg action_word(domain::ActionSuivi const& action)
{
    return TextRef{std::string(domain::text_key(domain::ListId::TypeAction, static_cast<std::uint64_t>(action.type)))};
}

/// What a step changed of an action, one entry a part; of versions written at once, what somebody chose.
void add_step(Context const& context, ActionPast const& past, std::size_t step, std::vector<Dated>& all)
{
    auto const& former = past.steps[past.formers[step]];
    auto const& now = past.steps[step];
    bool const is_choice = past.choices.contains(step);
    for (auto const& part : domain::find_field(domain::RecordType::Situation, domain::field::k_actions)->element) {
        if (part.writer == domain::Writer::Program || has_same_part(former, now, part))
            continue;
        auto value = told_part(context, part, now);
        if (is_choice) {
            all.push_back(told_choice(
                context, now.written, "situation.chronology.action_chosen", part,
                value.value_or(TextRef{"screens.choice.none"})));
            all.back().entry.text.with("action", action_word(now));
            continue;
        }
        auto said = change_phrase(k_action_keys, part, told_part(context, part, former), std::move(value));
        all.push_back(dated(context, now.written, std::move(said.with("action", action_word(former))), Tone::Neutral));
    }
}

void add_actions(Context const& context, Located const& located, std::vector<Dated>& all)
{
    for (auto const& past : actions_past(located)) {
        auto const said = [&all, &context](
                              domain::Written const& written, domain::ActionSuivi const& action, std::string_view key,
                              Tone tone) {
            all.push_back(dated(context, written, phrase(key).with("action", action_word(action)), tone));
        };
        said(past.first(), past.steps.front(), "situation.chronology.action", Tone::Info);
        for (std::size_t i = 1; i < past.steps.size(); ++i)
            add_step(context, past, i, all);
        for (auto const& withdrawal : past.withdrawals)
            said(
                withdrawal.written, past.steps[withdrawal.step], "situation.chronology.action_withdrawn",
                Tone::Neutral);
    }
}

/// Entries of the follow-up that stand, and those that another replaced: with who replaced them, and when.
void add_notes(Context const& context, Located const& located, domain::Fiche const& fiche, std::vector<Dated>& all)
{
    for (auto const& note : fiche.notes)
        all.push_back(dated(context, note.written, verbatim(note.text), Tone::Info));
    auto const entries = located.state->at(ledger::Space::Journal, domain::field::k_elements_suivi);
    for (auto const& entry : entries) {
        auto const text = entry.value().as_text();
        auto const* const by = correction_of(*located.state, entry);
        if (by == nullptr || !text)
            continue;
        auto const former = written_of(*entry.op);
        auto told = dated(context, former, verbatim(std::string(*text)), Tone::Neutral);
        told.entry.detail = phrase("situation.chronology.corrected")
                                .with("name", plain_name(context, former.author))
                                .with("by", plain_name(context, by->op->member()))
                                .with("date", say_day(context, written_of(*by->op).at));
        all.push_back(std::move(told));
    }
}

PhraseArg question_word(domain::Question const& question)
{
    auto const key = domain::text_key(domain::ListId::QuestionLiaison, static_cast<std::uint64_t>(question.question));
    return TextRef{std::string(key)};
}

/// With the question that it answers: several are asked of one person.
Phrase told_answer(domain::Fiche const& fiche, domain::Reponse const& answer)
{
    auto const question =
        std::ranges::find(fiche.questions, answer.question, [](domain::Question const& one) { return one.written.op; });
    bool const is_known = question != fiche.questions.end();
    Phrase said;
    if (answer.reponse == domain::ReponseLiaison::Retiree) {
        said = phrase(
            is_known ? "situation.chronology.question_withdrawn" : "situation.chronology.unknown_question_withdrawn");
    } else {
        auto const key = domain::text_key(domain::ListId::ReponseLiaison, static_cast<std::uint64_t>(answer.reponse));
        said = phrase(is_known ? "situation.chronology.answer" : "situation.chronology.unknown_question_answer")
                   .with("answer", TextRef{std::string(key)});
    }
    if (is_known)
        said.with("question", question_word(*question));
    return said;
}

/// Made, sent elsewhere, retained: what became of the signalement before the situation, under its own number.
void add_origin(Context const& context, Located const& report, std::string const& number, std::vector<Dated>& all)
{
    all.push_back(dated(
        context, written_of(*report.state->create),
        phrase("situation.chronology.reported_as").with("reference", number), Tone::Info));
    add_changes(context, report, all);
}

}  // namespace

std::optional<Located> shown_origin(Context const& context, Located const& located, domain::Fiche const& fiche)
{
    auto const report = origin_of(located, fiche);
    if (!report)
        return std::nullopt;
    auto const origin = read_fiche(*report->state);
    auto const request = request_for(context, law::Action::ShowSheet, origin, 0);
    auto facts = facts_about(context, *report, origin);
    // shown with the sheet that names it, under its own entry of the log.
    facts.log_entry_written =
        context.situations.opened == located.state->record && context.situations.origin_opened == report->state->record;
    return law::decide(request, facts).allowed ? report : std::nullopt;
}

std::vector<TimelineEntry> chronology_of(
    Context const& context, Located const& located, domain::Fiche const& fiche, References const& numbers)
{
    std::vector<Dated> all;
    auto const created = written_of(*located.state->create);
    all.push_back(dated(
        context, created,
        phrase(
            fiche.type == domain::RecordType::Signalement ? "situation.chronology.reported"
                                                          : "situation.chronology.opened"),
        Tone::Info));
    add_changes(context, located, all);
    if (auto const report = shown_origin(context, located, fiche))
        add_origin(context, *report, numbers.at(report->state->record), all);
    add_notes(context, located, fiche, all);
    for (auto const& question : fiche.questions)
        all.push_back(dated(
            context, question.written,
            phrase("situation.chronology.question")
                .with("question", question_word(question))
                .with("name", plain_name(context, question.interroge)),
            Tone::Info));
    for (auto const& answer : fiche.reponses)
        all.push_back(dated(context, answer.written, told_answer(fiche, answer), Tone::Success));
    add_actions(context, located, all);
    std::ranges::stable_sort(all, [](Dated const& a, Dated const& b) { return a.at > b.at; });
    std::vector<TimelineEntry> entries;
    for (auto& one : all)
        entries.push_back(std::move(one.entry));
    return entries;
}

}  // namespace huisclos::app
