#include "core/app/situation_parts.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/record_values.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/situation_elements.hpp"
#include "core/app/situation_past.hpp"
#include "core/app/situation_versions.hpp"
#include "core/app/situation_write.hpp"
#include "core/base/heap_sort.hpp"
#include "core/law/abilities.hpp"

namespace huisclos::app {

namespace {

domain::Field const& actions_field()
{
    return *domain::find_field(domain::RecordType::Situation, domain::field::k_actions);
}

std::vector<FieldView> action_fields(
    Context const& context, Located const& located, Draft const& draft, std::map<std::uint32_t, Phrase> const& errors)
{
    std::vector<FieldView> views;
    for (auto const& one : actions_field().element) {
        if (one.writer == domain::Writer::Program)
            continue;
        auto view = draft_view(context, one, draft, errors);
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

Phrase history_of(Context const& context, ActionPast const& past, domain::ActionSuivi const& action)
{
    auto const& first = past.first();
    bool const is_changed = first.op != action.written.op;
    auto said = phrase(is_changed ? "situation.action.changed" : "situation.action.made")
                    .with("name", plain_name(context, first.author))
                    .with("date", say_day(context, first.at));
    if (is_changed)
        said.with("by", plain_name(context, action.written.author)).with("on", say_day(context, action.written.at));
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

constexpr auto k_withdrawal = static_cast<std::uint32_t>(domain::ReponseLiaison::Retiree);

/// What the member asked may answer: to withdraw a question is no answer of his.
std::vector<OptionView> answers_of(std::uint32_t chosen)
{
    auto answers = options_of(domain::ListId::ReponseLiaison, chosen);
    std::erase_if(answers, [](OptionView const& answer) { return answer.code == k_withdrawal; });
    return answers;
}

Phrase asked_phrase(Context const& context, domain::Question const& question)
{
    bool const is_own = question.written.author == context.vault.self();
    auto said = phrase(is_own ? "situation.liaison.asked_of" : "situation.liaison.asked_of_by")
                    .with("name", plain_name(context, question.interroge));
    if (!is_own)
        said.with("by", plain_name(context, question.written.author));
    return said;
}

Phrase answer_phrase(Context const& context, domain::Reponse const& answer)
{
    auto const label = domain::text_key(domain::ListId::ReponseLiaison, static_cast<std::uint64_t>(answer.reponse));
    return phrase("situation.liaison.answered")
        .with("answer", TextRef{std::string(label)})
        .with("name", plain_name(context, answer.written.author))
        .with("date", say_day(context, answer.written.at));
}

/// `answer`: the one that would be written; None while nothing is chosen.
bool may_answer(
    Context const& context, Located const& located, domain::Fiche const& fiche, domain::Question const& question,
    domain::ReponseLiaison answer = {})
{
    std::array const parts{
        domain::Part{domain::reponse_part::k_question, question.written.op.view()},
        domain::Part{domain::reponse_part::k_reponse, static_cast<std::uint64_t>(answer)}};
    law::Request request{
        .action = law::Action::Append,
        .place = law::k_groupe_nominatif,
        .type = fiche.type,
        .record = fiche.record,
        .field = domain::field::k_reponses,
        .today = context.today()};
    if (answer != domain::ReponseLiaison{})
        request.value = domain::Value(std::span<domain::Part const>(parts));
    return can_edit(context, located.cid) &&
           law::decide(request, facts_about(context, located, fiche, question.written.op)).allowed;
}

}  // namespace

namespace {

bool may_withdraw(Context const& context, Located const& located, domain::Fiche const& fiche)
{
    auto const request = request_for(context, law::Action::DropElement, fiche, domain::field::k_actions);
    return can_edit(context, located.cid) && law::decide(request, facts_about(context, located, fiche)).allowed;
}

/// What stands there, as a form; what is being typed over it, if it is that one that is being corrected.
void add_form(Context const& context, Located const& located, domain::ActionSuivi const& action, ActionView& view)
{
    auto const& corrections = context.situations.corrections;
    auto const found = corrections.find(located.state->record);
    view.is_typed = found != corrections.end() && found->second.element == view.element;
    if (!view.is_typed) {
        view.fields = action_fields(context, located, draft_of(action), {});
        return;
    }
    auto const& [element, values, errors] = found->second;
    view.fields = action_fields(context, located, corrected_draft(draft_of(action), values), errors);
}

/// what is being typed over one of these versions waits until one of them is kept.
bool is_typed_over(Context const& context, RecordId const& record, std::vector<domain::ActionSuivi> const& versions)
{
    auto const& corrections = context.situations.corrections;
    auto const found = corrections.find(record);
    return found != corrections.end() && std::ranges::any_of(versions, [&found](domain::ActionSuivi const& one) {
               return one.written.op == found->second.element;
           });
}

/// One at a time: what is typed of an action is not replaced by what is typed of another.
void offer_one_form(std::vector<ActionView>& actions)
{
    if (std::ranges::none_of(actions, &ActionView::is_typed))
        return;
    for (auto& action : actions)
        action.may_edit = action.may_edit && (action.is_typed || !action.versions.empty());
}

ActionView action_view(Context const& context, ActionPast const& past, domain::ActionSuivi const& action)
{
    ActionView view;
    view.element = action.written.op;
    view.type = label_of(domain::ListId::TypeAction, static_cast<std::uint64_t>(action.type));
    view.owner = standing_name(context, action.responsable);
    view.start = date_phrase(action.debut);
    view.end = date_phrase(action.fin);
    if (action.resultat)
        view.result = label_of(domain::ListId::ResultatAction, static_cast<std::uint64_t>(*action.resultat));
    view.history = history_of(context, past, action);
    view.tone = tone_of(action, context.today());
    return view;
}

void say_late(Context const& context, domain::ActionSuivi const& action, ActionView& view)
{
    if (view.tone == Tone::Error)
        view.result =
            phrase("situation.action.late").with("n", std::int64_t{days_between(action.fin, context.today())});
}

/// What stands of one action: the last version; when several say other things, each with who wrote it.
ActionView standing_view(
    Context const& context, ActionPast const& past, std::vector<domain::ActionSuivi> const& versions)
{
    auto view = action_view(context, past, versions.back());
    if (are_settled(versions))
        return view;
    for (auto const& one : versions) {
        auto version = action_view(context, past, one);
        version.history = phrase("situation.action.version")
                              .with("name", plain_name(context, one.written.author))
                              .with("date", say_day(context, one.written.at))
                              .with("time", TimeOfDay{shown_at(context, one.written.at)});
        view.versions.push_back(std::move(version));
    }
    return view;
}

}  // namespace

void present_actions(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view)
{
    if (fiche.type != domain::RecordType::Situation)
        return;
    bool const may = may_write(context, located, fiche, domain::field::k_actions);
    bool const may_drop = may_withdraw(context, located, fiche);
    auto const standing = standing_actions(*located.state);
    // By when each was first written: a correction does not move it.
    for (auto const& past : actions_past(located)) {
        auto versions = standing;
        std::erase_if(versions, [&past](domain::ActionSuivi const& one) { return !past.has(one.written.op); });
        if (versions.empty())
            continue;
        auto shown_action = standing_view(context, past, versions);
        bool const is_settled = shown_action.versions.empty();
        if (is_settled && domain::is_open(fiche.statut()))
            say_late(context, versions.back(), shown_action);
        shown_action.may_edit = may;
        shown_action.may_withdraw = may_drop && is_settled;
        if (may && is_settled)
            add_form(context, located, versions.back(), shown_action);
        else if (may)
            shown_action.is_typed = is_typed_over(context, fiche.record, versions);
        view.actions.push_back(std::move(shown_action));
    }
    offer_one_form(view.actions);
    // A closed situation is corrected, not followed on (S-06): it is opened again for that.
    if (may && domain::is_open(fiche.statut())) {
        ActionView made;
        made.may_edit = true;
        auto const typed = new_element(context.situations.new_actions, fiche.record);
        made.fields = action_fields(context, located, typed.values, typed.errors);
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
        shown_question.asked_of = asked_phrase(context, question);
        shown_question.state = phrase("situation.liaison.awaited").with("date", say_day(context, question.written.at));
        std::uint32_t chosen = 0;
        for (auto const& answer : fiche.reponses) {
            if (answer.question != question.written.op)
                continue;
            shown_question.state = answer_phrase(context, answer);
            shown_question.answered = true;
            chosen = static_cast<std::uint32_t>(answer.reponse);
        }
        if (!shown_question.answered && has_left(context, question.interroge))
            shown_question.state =
                phrase("situation.liaison.left").with("name", plain_name(context, question.interroge));
        bool const is_withdrawn = chosen == k_withdrawal;
        shown_question.may_answer = !is_withdrawn && may_answer(context, located, fiche, question);
        if (shown_question.may_answer)
            shown_question.answers = answers_of(chosen);
        else if (
            !shown_question.answered && may_answer(context, located, fiche, question, domain::ReponseLiaison::Retiree))
            shown_question.withdrawal = k_withdrawal;
        view.liaisons.push_back(std::move(shown_question));
    }
    if (!domain::is_open(fiche.statut()) || !may_write(context, located, fiche, domain::field::k_questions))
        return;
    auto const* const field = domain::find_field(domain::RecordType::Situation, domain::field::k_questions);
    auto const typed = new_element(context.situations.new_liaisons, fiche.record);
    for (auto const& one : field->element) {
        auto one_view = draft_view(context, one, typed.values, typed.errors);
        if (one.kind == domain::FieldKind::Member) {
            auto const found = typed.values.find(one.number);
            auto const chosen =
                found == typed.values.end() ? std::nullopt : chosen_member(context, located.group, one, found->second);
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
    // Those that end together in the order in which they were written; those that have no end are the last.
    heap_sort(going, {}, [](domain::ActionSuivi const* action) {
        return std::tuple(!action->fin.is_known(), action->fin, action->written.at.ms, action->written.op);
    });
    std::vector<TimelineEntry> steps;
    for (auto const* const action : going) {
        TimelineEntry entry;
        entry.when = action->fin.is_known() ? phrase("situation.step.date").with("date", action->fin)
                                            : phrase("situation.step.no_date");
        entry.text = label_of(domain::ListId::TypeAction, static_cast<std::uint64_t>(action->type));
        entry.tone = tone_of(*action, context.today());
        bool const is_gone = has_left(context, action->responsable);
        if (entry.tone == Tone::Error)
            entry.detail = phrase(is_gone ? "situation.step.late_left" : "situation.step.late")
                               .with("name", plain_name(context, action->responsable))
                               .with("n", std::int64_t{days_between(action->fin, context.today())});
        else
            entry.detail = standing_name(context, action->responsable);
        steps.push_back(std::move(entry));
    }
    return steps;
}

}  // namespace huisclos::app
