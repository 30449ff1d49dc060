#include "core/app/situation_parts.hpp"

#include <algorithm>
#include <array>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_write.hpp"
#include "core/base/heap_sort.hpp"
#include "core/domain/value_read.hpp"
#include "core/law/abilities.hpp"

namespace huisclos::app {

namespace {

namespace part = domain::action_part;

domain::Field const& actions_field()
{
    return *domain::find_field(domain::RecordType::Situation, domain::field::k_actions);
}

std::vector<FieldView> action_fields(Context const& context, Located const& located, Draft const& draft)
{
    std::vector<FieldView> views;
    for (auto const& one : actions_field().element) {
        if (one.writer == domain::Writer::Program)
            continue;
        auto view = draft_view(context, one, draft, context.situations.action_errors);
        if (one.kind == domain::FieldKind::Member) {
            auto const found = draft.find(one.number);
            auto const chosen =
                found == draft.end() ? std::nullopt : chosen_member(context, located.group, one, found->second);
            fill_members(context, located.group, one, chosen, view);
            view.may_edit = true;
        }
        views.push_back(std::move(view));
    }
    return views;
}

/// Whether `op` first wrote an action of this record: an element added there that corrects no other, of the same type.
bool is_first_of(Located const& located, ledger::KnownOp const& op, domain::ActionSuivi const& action)
{
    bool const is_added = op.is_record_kind && op.kind == ledger::OpKind::Add && !op.inner_bytes.empty() &&
                          op.inner.field == domain::field::k_actions &&
                          std::ranges::equal(op.view->target, located.state->record.view());
    if (!is_added)
        return false;
    ValueView const value(op.inner.value);
    return domain::part_code<domain::TypeAction>(value.value(), part::k_type) == action.type &&
           !domain::part_id<OpId>(value.value(), part::k_premiere);
}

/// Who made this action, and when: the element that it corrects, or itself.
domain::Written first_written(Located const& located, domain::ActionSuivi const& action)
{
    auto const* const first = action.premiere ? located.store->find_op(*action.premiere) : nullptr;
    return first != nullptr && is_first_of(located, *first, action) ? written_of(*first) : action.written;
}

Phrase history_of(Context const& context, Located const& located, domain::ActionSuivi const& action)
{
    auto const first = first_written(located, action);
    bool const is_changed = first.op != action.written.op;
    auto said = phrase(is_changed ? "situation.action.changed" : "situation.action.made")
                    .with("name", plain_name(context, first.author))
                    .with("date", paris_date(first.at));
    if (is_changed)
        said.with("by", plain_name(context, action.written.author)).with("on", paris_date(action.written.at));
    return said;
}

Tone tone_of(domain::ActionSuivi const& action, Date today)
{
    if (action.resultat)
        return Tone::Success;
    return action.fin.is_complete() && action.fin < today ? Tone::Error : Tone::Info;
}

bool may_write(Context const& context, Located const& located, domain::Fiche const& fiche, std::uint64_t field)
{
    auto const place = place_of(context.registry(), located.cid);
    return place && can_edit(context, located.cid) &&
           law::decide_field(*place, fiche.type, field, facts_about(context, located, fiche), context.today()).allowed;
}

Phrase answer_phrase(Context const& context, domain::Reponse const& answer)
{
    auto const label = domain::text_key(domain::ListId::ReponseLiaison, static_cast<std::uint64_t>(answer.reponse));
    return phrase("situation.liaison.answered")
        .with("answer", TextRef{std::string(label)})
        .with("name", plain_name(context, answer.written.author))
        .with("date", paris_date(answer.written.at));
}

bool may_answer(
    Context const& context, Located const& located, domain::Fiche const& fiche, domain::Question const& question)
{
    law::Request const request{
        .action = law::Action::Append,
        .place = law::k_groupe_nominatif,
        .type = fiche.type,
        .record = fiche.record,
        .field = domain::field::k_reponses,
        .today = context.today()};
    return can_edit(context, located.cid) &&
           law::decide(request, facts_about(context, located, fiche, question.written.op)).allowed;
}

}  // namespace

void present_actions(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view)
{
    if (fiche.type != domain::RecordType::Situation)
        return;
    bool const may = may_write(context, located, fiche, domain::field::k_actions);
    for (auto const& action : fiche.actions) {
        ActionView shown_action;
        shown_action.element = action.written.op;
        shown_action.type = label_of(domain::ListId::TypeAction, static_cast<std::uint64_t>(action.type));
        shown_action.owner = context.council.name_of(action.responsable);
        shown_action.start = date_phrase(action.debut);
        shown_action.end = date_phrase(action.fin);
        if (action.resultat)
            shown_action.result =
                label_of(domain::ListId::ResultatAction, static_cast<std::uint64_t>(*action.resultat));
        shown_action.history = history_of(context, located, action);
        shown_action.tone = tone_of(action, context.today());
        shown_action.may_edit = may;
        if (may) {
            auto const code = action.resultat ? static_cast<std::uint32_t>(*action.resultat) : 0;
            shown_action.fields.push_back(
                choice_field(part::k_resultat, "domain.field.action_resultat", domain::ListId::ResultatAction, code));
        }
        view.actions.push_back(std::move(shown_action));
    }
    // A closed situation is corrected, not followed on (S-06): it is opened again for that.
    if (may && domain::is_open(fiche.statut())) {
        ActionView made;
        made.may_edit = true;
        made.fields = action_fields(context, located, context.situations.new_action);
        view.new_action = std::move(made);
    }
}

void present_liaisons(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view)
{
    if (fiche.type != domain::RecordType::Situation)
        return;
    for (auto const& question : fiche.questions) {
        LiaisonView shown_question;
        shown_question.question = question.written.op;
        shown_question.text = label_of(domain::ListId::QuestionLiaison, static_cast<std::uint64_t>(question.question));
        shown_question.asked_of = context.council.name_of(question.interroge);
        shown_question.state = phrase("situation.liaison.awaited").with("date", paris_date(question.written.at));
        std::uint32_t chosen = 0;
        for (auto const& answer : fiche.reponses) {
            if (answer.question != question.written.op)
                continue;
            shown_question.state = answer_phrase(context, answer);
            shown_question.answered = true;
            chosen = static_cast<std::uint32_t>(answer.reponse);
        }
        shown_question.may_answer = may_answer(context, located, fiche, question);
        if (shown_question.may_answer)
            shown_question.answers = options_of(domain::ListId::ReponseLiaison, chosen);
        view.liaisons.push_back(std::move(shown_question));
    }
    if (!domain::is_open(fiche.statut()) || !may_write(context, located, fiche, domain::field::k_questions))
        return;
    auto const* const field = domain::find_field(domain::RecordType::Situation, domain::field::k_questions);
    for (auto const& one : field->element) {
        auto one_view = draft_view(context, one, context.situations.new_liaison, context.situations.liaison_errors);
        if (one.kind == domain::FieldKind::Member) {
            auto const found = context.situations.new_liaison.find(one.number);
            auto const chosen = found == context.situations.new_liaison.end()
                                    ? std::nullopt
                                    : chosen_member(context, located.group, one, found->second);
            fill_members(context, located.group, one, chosen, one_view);
            one_view.may_edit = true;
        }
        view.new_liaison.push_back(std::move(one_view));
    }
}

std::vector<TimelineEntry> next_steps_of(Context const& context, domain::Fiche const& fiche)
{
    std::vector<domain::ActionSuivi const*> going;
    for (auto const& action : fiche.actions) {
        if (!action.resultat)
            going.push_back(&action);
    }
    heap_sort(going, {}, [](domain::ActionSuivi const* action) { return action->fin; });
    std::vector<TimelineEntry> steps;
    for (auto const* const action : going) {
        TimelineEntry entry;
        entry.when = action->fin.is_known() ? phrase("situation.step.date").with("date", action->fin)
                                            : phrase("situation.step.no_date");
        entry.text = label_of(domain::ListId::TypeAction, static_cast<std::uint64_t>(action->type));
        entry.tone = tone_of(*action, context.today());
        auto const name = plain_name(context, action->responsable);
        if (entry.tone == Tone::Error)
            entry.detail = phrase("situation.step.late")
                               .with("name", name)
                               .with("n", std::int64_t{days_between(action->fin, context.today())});
        else
            entry.detail = phrase("situation.step.by").with("name", name);
        steps.push_back(std::move(entry));
    }
    return steps;
}

namespace {

/// An entry of the chronology with what orders it.
struct Dated {
    Instant at{};
    TimelineEntry entry{};
};

Dated dated(Context const& context, domain::Written const& written, Phrase text, Tone tone)
{
    TimelineEntry entry;
    entry.when =
        phrase("situation.chronology.when").with("date", paris_date(written.at)).with("time", TimeOfDay{written.at});
    entry.text = std::move(text);
    entry.detail = phrase("situation.step.by").with("name", plain_name(context, written.author));
    entry.tone = tone;
    return {written.at, std::move(entry)};
}

/// What a passage to another status says; empty for what is no such thing. Those that others replaced are said too.
std::optional<Dated> passage_of(Context const& context, ledger::KnownOp const& op)
{
    bool const is_set = op.is_record_kind && op.kind == ledger::OpKind::Set && !op.inner_bytes.empty();
    auto const code = is_set ? op.inner.value.as_unsigned().value_or(0) : 0;
    if (code == 0)
        return std::nullopt;
    auto const said = [&](std::string_view key, std::string_view arg, domain::ListId list, Tone tone) {
        auto text = phrase(key).with(std::string(arg), TextRef{std::string(domain::text_key(list, code))});
        return dated(context, written_of(op), std::move(text), tone);
    };
    if (op.inner.field == domain::field::k_statut)
        return said("situation.chronology.status", "status", domain::ListId::Statut, Tone::Success);
    if (op.inner.field == domain::field::k_motif_fin)
        return said("situation.chronology.closed", "reason", domain::ListId::MotifFin, Tone::Archive);
    if (op.inner.field == domain::field::k_motif_reouverture)
        return said("situation.chronology.reopened", "reason", domain::ListId::MotifReouverture, Tone::Warning);
    return std::nullopt;
}

/// What its passages write is said by them, and what was filled in with the record itself once, by its creation.
bool is_said_otherwise(Located const& located, ledger::StateEntry const& entry)
{
    namespace field = domain::field;
    constexpr std::array k_passages{
        field::k_type, field::k_statut, field::k_motif_fin, field::k_date_fin, field::k_motif_reouverture};
    return entry.space != ledger::Space::Field || entry.op->node == located.state->create->node ||
           std::ranges::find(k_passages, entry.field) != k_passages.end();
}

void add_changes(Context const& context, Located const& located, std::vector<Dated>& all)
{
    for (auto const* const op : located.store->history(located.state->record)) {
        if (auto passage = passage_of(context, *op))
            all.push_back(std::move(*passage));
    }
    auto const type = domain::record_type_from(located.state->type()).value_or(domain::RecordType::None);
    for (auto const& entry : located.state->entries) {
        auto const* const field =
            entry.field > 255 ? nullptr : domain::find_field(type, static_cast<std::uint8_t>(entry.field));
        if (field == nullptr || is_said_otherwise(located, entry))
            continue;
        all.push_back(dated(
            context, written_of(*entry.op),
            phrase("situation.chronology.field").with("field", TextRef{std::string(field->key)}), Tone::Neutral));
    }
}

/// Made, sent elsewhere, retained: what became of the signalement before the situation, under its own number.
void add_origin(Context const& context, Located const& report, std::vector<Dated>& all)
{
    all.push_back(dated(
        context, written_of(*report.state->create),
        phrase("situation.chronology.reported_as").with("reference", reference_of(context, report)), Tone::Info));
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

std::vector<TimelineEntry> chronology_of(Context const& context, Located const& located, domain::Fiche const& fiche)
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
        add_origin(context, *report, all);
    for (auto const& note : fiche.notes)
        all.push_back(dated(context, note.written, verbatim(note.text), Tone::Info));
    for (auto const& question : fiche.questions) {
        auto const key =
            domain::text_key(domain::ListId::QuestionLiaison, static_cast<std::uint64_t>(question.question));
        all.push_back(dated(
            context, question.written,
            phrase("situation.chronology.question")
                .with("question", TextRef{std::string(key)})
                .with("name", plain_name(context, question.interroge)),
            Tone::Warning));
    }
    for (auto const& answer : fiche.reponses) {
        auto const key = domain::text_key(domain::ListId::ReponseLiaison, static_cast<std::uint64_t>(answer.reponse));
        all.push_back(dated(
            context, answer.written, phrase("situation.chronology.answer").with("answer", TextRef{std::string(key)}),
            Tone::Success));
    }
    for (auto const& action : fiche.actions) {
        auto const key = domain::text_key(domain::ListId::TypeAction, static_cast<std::uint64_t>(action.type));
        auto const first = first_written(located, action);
        all.push_back(dated(
            context, first, phrase("situation.chronology.action").with("action", TextRef{std::string(key)}),
            Tone::Info));
        if (first.op != action.written.op)
            all.push_back(dated(
                context, action.written,
                phrase("situation.chronology.action_changed").with("action", TextRef{std::string(key)}),
                Tone::Neutral));
    }
    std::ranges::stable_sort(all, [](Dated const& a, Dated const& b) { return a.at > b.at; });
    std::vector<TimelineEntry> entries;
    for (auto& one : all)
        entries.push_back(std::move(one.entry));
    return entries;
}

}  // namespace huisclos::app
