#include "core/app/situation_elements.hpp"

#include <algorithm>

#include "core/app/council_words.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_corrections.hpp"
#include "core/app/situation_versions.hpp"
#include "core/app/situation_write.hpp"

namespace huisclos::app {

namespace {

/// An action ends on the day on which it begins, or after.
void check_order(domain::Field const& field, Draft const& draft, std::map<std::uint32_t, Phrase>& errors)
{
    namespace part = domain::action_part;
    auto const date_at = [&draft](std::uint8_t number) {
        auto const found = draft.find(number);
        return found == draft.end() ? std::nullopt : read_typed_date(found->second.text);
    };
    if (field.number != domain::field::k_actions)
        return;
    auto const begins = date_at(part::k_debut);
    auto const ends = date_at(part::k_fin);
    if (begins && ends && begins->is_complete() && ends->is_complete() && *ends < *begins)
        errors.emplace(part::k_fin, phrase("situation.error.order"));
}

using EncodedParts = std::vector<std::pair<std::uint8_t, Bytes>>;

/// The parts of an element being typed, each one encoded item; errors by part.
std::optional<EncodedParts> read_parts(
    Context const& context, GroupId const& group, domain::Field const& field, Draft const& draft,
    std::map<std::uint32_t, Phrase>& errors)
{
    errors.clear();
    EncodedParts parts;
    for (auto const& part : field.element) {
        if (part.writer == domain::Writer::Program)
            continue;
        auto const found = draft.find(part.number);
        auto const read = read_input(context, group, part, found == draft.end() ? FieldInput{} : found->second);
        bool const is_empty = read.item && *read.item == encode_cleared();
        if (!read.error.empty())
            errors.emplace(part.number, read.error);
        else if (is_empty && part.presence == domain::Presence::Required)
            errors.emplace(part.number, phrase("situation.error.required"));
        else if (!is_empty)
            parts.emplace_back(part.number, *read.item);
    }
    check_order(field, draft, errors);
    return errors.empty() ? std::optional(std::move(parts)) : std::nullopt;
}

Bytes encode_map(EncodedParts const& parts)
{
    ledger::CborWriter map;
    map.map(parts.size());
    for (auto const& [number, item] : parts)
        map.key(number).raw(item);
    return map.take();
}

/// Whoever is named is still of the group when the element is written.
bool check_members(
    Context const& context, GroupId const& group, domain::Field const& field, Draft const& typed,
    std::map<std::uint32_t, Phrase>& errors)
{
    for (auto const& part : field.element) {
        auto const found = typed.find(part.number);
        bool const is_named = found != typed.end() && part.kind == domain::FieldKind::Member && found->second.member;
        if (is_named && !is_of_group(context, group, *found->second.member))
            errors.insert_or_assign(part.number, phrase("situation.error.choice"));
    }
    return errors.empty();
}

TextRef action_type(NewElement const& action)
{
    auto const found = action.values.find(domain::action_part::k_type);
    bool const is_chosen = found != action.values.end() && !found->second.codes.empty();
    return {std::string(domain::text_key(domain::ListId::TypeAction, is_chosen ? found->second.codes.front() : 0))};
}

}  // namespace

std::optional<Bytes> read_element(
    Context const& context, GroupId const& group, domain::Field const& field, NewElement& typed)
{
    auto const parts = read_parts(context, group, field, typed.values, typed.errors);
    bool const is_right = check_members(context, group, field, typed.values, typed.errors);
    return parts && is_right ? std::optional(encode_map(*parts)) : std::nullopt;
}

Task<bool> add_action(Context* context, RecordId record)
{
    auto const located = locate(*context, record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const* const field = domain::find_field(domain::RecordType::Situation, domain::field::k_actions);
    auto& state = context->situations;
    auto const element = read_element(*context, located->group, *field, state.new_actions[record]);
    context->changed();
    if (!element)
        co_return true;
    auto const allowed = co_await decide_and_log(
        context, request_for(*context, law::Action::AddElement, fiche, field->number),
        facts_about(*context, *located, fiche), located->cid);
    if (!allowed)
        co_return true;
    auto const written =
        co_await write_record(context, record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.add(handle, domain::field::k_actions, *element);
        });
    if (!written)
        co_return true;
    context->toasts.say(
        Tone::Success, phrase("situation.action.added").with("action", action_type(state.new_actions[record])));
    state.new_actions.erase(record);
    co_return true;
}

namespace {

/// The correction that is being typed of that element, or null.
ActionCorrection* correction_of(SituationState& state, RecordId const& record, OpId const& element)
{
    auto const found = state.corrections.find(record);
    return found != state.corrections.end() && found->second.element == element ? &found->second : nullptr;
}

void end_correction(SituationState& state, RecordId const& record, OpId const& element)
{
    if (correction_of(state, record, element) != nullptr)
        state.corrections.erase(record);
}

/// Another member corrected or took away that element while it was on the screen here.
void say_gone(Context& context, RecordId const& record, OpId const& element)
{
    end_correction(context.situations, record, element);
    context.toasts.say(Tone::Warning, phrase("situation.action.gone"));
    context.changed();
}

/// The action that stands there under that name.
domain::ActionSuivi const* find_action(domain::Fiche const& fiche, OpId const& element)
{
    auto const found =
        std::ranges::find(fiche.actions, element, [](domain::ActionSuivi const& one) { return one.written.op; });
    return found == fiche.actions.end() ? nullptr : &*found;
}

SheetElement action_element(RecordId const& record, OpId const& element)
{
    return {record, ledger::Space::Set, domain::field::k_actions, element};
}

/// What a correction or a withdrawal of that element takes away: itself, and those written at once that say the same.
std::vector<OpId> taken_with(ledger::RecordState const& state, OpId const& element)
{
    auto const versions = versions_of(state, element);
    auto const itself =
        std::ranges::find(versions, element, [](domain::ActionSuivi const& one) { return one.written.op; });
    std::vector<OpId> taken;
    for (auto const& one : versions) {
        if (say_the_same(one, *itself))
            taken.push_back(one.written.op);
    }
    return taken;
}

/// The element to write in the place of `action`, naming it as it was first written, so that who decided it, and when,
/// is not lost. Empty when a part is wrong: `errors` says which. An empty one: nothing was changed.
std::optional<Bytes> corrected_action(
    Context const& context, GroupId const& group, domain::ActionSuivi const& action, ActionCorrection& correction)
{
    auto const* const field = domain::find_field(domain::RecordType::Situation, domain::field::k_actions);
    auto const former = draft_of(action);
    auto made = read_parts(context, group, *field, corrected_draft(former, correction.values), correction.errors);
    std::map<std::uint32_t, Phrase> ignored;
    if (!check_members(context, group, *field, correction.values, correction.errors) || !made)
        return std::nullopt;
    if (made == read_parts(context, group, *field, former, ignored))
        return Bytes{};
    made->emplace_back(
        domain::action_part::k_premiere, encode_bytes(action.premiere.value_or(action.written.op).bytes));
    return encode_map(*made);
}

}  // namespace

Draft draft_of(domain::ActionSuivi const& action)
{
    namespace part = domain::action_part;
    auto const coded = [](std::uint32_t code) {
        return FieldInput{.text = {}, .codes = {code}, .member = {}};
    };
    auto const dated = [](Date date) {
        return FieldInput{.text = typed_date(date), .codes = {}, .member = {}};
    };
    Draft draft;
    draft.emplace(part::k_type, coded(static_cast<std::uint32_t>(action.type)));
    draft.emplace(part::k_responsable, FieldInput{.text = {}, .codes = {}, .member = action.responsable});
    draft.emplace(part::k_debut, dated(action.debut));
    draft.emplace(part::k_fin, dated(action.fin));
    draft.emplace(part::k_resultat, coded(action.resultat ? static_cast<std::uint32_t>(*action.resultat) : 0));
    return draft;
}

Draft corrected_draft(Draft draft, Draft const& changed)
{
    for (auto const& [number, input] : changed)
        draft.insert_or_assign(number, input);
    return draft;
}

Task<bool> correct_action(Context* context, CorrectAction command)
{
    auto* const correction = correction_of(context->situations, command.record, command.element);
    if (correction == nullptr)
        co_return true;
    auto const located = locate(*context, command.record);
    if (!located)
        co_return true;
    if (!are_settled(versions_of(*located->state, command.element))) {
        context->toasts.say(Tone::Warning, phrase("situation.correction.waits"));
        context->changed();
        co_return true;
    }
    auto const fiche = read_fiche(*located->state);
    auto const* const action = find_action(fiche, command.element);
    if (action == nullptr) {
        say_gone(*context, command.record, command.element);
        co_return true;
    }
    auto const element = corrected_action(*context, located->group, *action, *correction);
    context->changed();
    if (!element)
        co_return true;
    if (element->empty()) {
        end_correction(context->situations, command.record, command.element);
        co_return true;
    }
    auto const changed = co_await change_element(
        context, action_element(command.record, command.element), law::Action::AddElement,
        [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.drop(handle, domain::field::k_actions, taken_with(*handle.state, command.element));
            writer.add(handle, domain::field::k_actions, *element);
        });
    if (changed == ElementChange::Gone)
        say_gone(*context, command.record, command.element);
    else if (changed == ElementChange::Written)
        end_correction(context->situations, command.record, command.element);
    context->changed();
    co_return true;
}

Task<bool> withdraw_action(Context* context, WithdrawAction command)
{
    auto const located = locate(*context, command.record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const* const action = find_action(fiche, command.element);
    if (action == nullptr) {
        say_gone(*context, command.record, command.element);
        co_return true;
    }
    auto const type =
        std::string(domain::text_key(domain::ListId::TypeAction, static_cast<std::uint64_t>(action->type)));
    auto const changed = co_await change_element(
        context, action_element(command.record, command.element), law::Action::DropElement,
        [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.drop(handle, domain::field::k_actions, taken_with(*handle.state, command.element));
        });
    if (changed == ElementChange::Gone)
        say_gone(*context, command.record, command.element);
    if (changed != ElementChange::Written)
        co_return true;
    end_correction(context->situations, command.record, command.element);
    context->toasts.say(Tone::Success, phrase("situation.action.withdrawn").with("action", TextRef{type}));
    context->changed();
    co_return true;
}

Task<bool> keep_action(Context* context, KeepAction command)
{
    auto const located = locate(*context, command.record);
    if (!located)
        co_return true;
    auto const versions = versions_of(*located->state, command.element);
    if (versions.empty())
        say_gone(*context, command.record, command.element);
    if (versions.size() < 2)
        co_return true;
    Bytes kept;
    for (auto const& entry : located->state->at(ledger::Space::Set, domain::field::k_actions)) {
        if (entry.op->id == command.element)
            kept = to_bytes(entry.value().encoded());
    }
    auto const changed = co_await change_element(
        context, action_element(command.record, command.element), law::Action::AddElement,
        [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            std::vector<OpId> over;
            for (auto const& one : versions_of(*handle.state, command.element))
                over.push_back(one.written.op);
            writer.drop(handle, domain::field::k_actions, std::move(over));
            writer.add(handle, domain::field::k_actions, kept);
        });
    if (changed == ElementChange::Gone)
        say_gone(*context, command.record, command.element);
    if (changed == ElementChange::Written)
        move_correction(*context, command.record, versions, kept);
    context->changed();
    co_return true;
}

}  // namespace huisclos::app
