#include "core/app/situation_elements.hpp"

#include <algorithm>

#include "core/app/record_values.hpp"
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

/// The parts of an element being typed, as one encoded map; errors by part.
std::optional<Bytes> read_element(
    Context const& context, GroupId const& group, domain::Field const& field, Draft const& draft,
    std::map<std::uint32_t, Phrase>& errors)
{
    errors.clear();
    std::vector<Bytes> items;
    ledger::CborWriter map;
    std::vector<std::pair<std::uint8_t, Bytes>> parts;
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
    if (!errors.empty())
        return std::nullopt;
    map.map(parts.size());
    for (auto const& [number, item] : parts)
        map.key(number).raw(item);
    return map.take();
}

}  // namespace

Task<bool> add_action(Context* context, RecordId record)
{
    auto const located = locate(*context, record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const* const field = domain::find_field(domain::RecordType::Situation, domain::field::k_actions);
    auto& state = context->situations;
    auto const element = read_element(*context, located->group, *field, state.new_action, state.action_errors);
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
    if (written)
        state.new_action.clear();
    co_return true;
}

Task<bool> set_action_field(Context* context, SetActionField command)
{
    auto const located = locate(*context, command.record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const allowed = co_await decide_and_log(
        context, request_for(*context, law::Action::AddElement, fiche, domain::field::k_actions),
        facts_about(*context, *located, fiche), located->cid);
    bool const is_result = command.field == domain::action_part::k_resultat;
    auto const code = first_code(command.value);
    if (!allowed || !is_result || (code != 0 && !domain::is_in_list(domain::ListId::ResultatAction, code)))
        co_return true;
    (void)co_await write_record(
        context, command.record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            for (auto const& entry : handle.state->at(ledger::Space::Set, domain::field::k_actions)) {
                if (entry.op->id != command.element)
                    continue;
                auto const part = code == 0 ? std::nullopt : std::optional(std::uint64_t{code});
                auto const changed =
                    corrected_action(entry.value(), command.element, domain::action_part::k_resultat, part);
                writer.drop(handle, domain::field::k_actions, {command.element});
                writer.add(handle, domain::field::k_actions, changed);
            }
        });
    co_return true;
}

Task<bool> ask_liaison(Context* context, RecordId record)
{
    auto const located = locate(*context, record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const* const field = domain::find_field(domain::RecordType::Situation, domain::field::k_questions);
    auto& state = context->situations;
    auto const element = read_element(*context, located->group, *field, state.new_liaison, state.liaison_errors);
    context->changed();
    if (!element)
        co_return true;
    auto const allowed = co_await decide_and_log(
        context, request_for(*context, law::Action::Append, fiche, field->number),
        facts_about(*context, *located, fiche), located->cid);
    if (!allowed)
        co_return true;
    auto const written =
        co_await write_record(context, record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.append(handle, domain::field::k_questions, *element);
        });
    if (written)
        state.new_liaison.clear();
    co_return true;
}

Task<bool> answer_liaison(Context* context, AnswerLiaison command)
{
    auto const located = locate(*context, command.record);
    if (!located || !domain::is_in_list(domain::ListId::ReponseLiaison, command.answer))
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const allowed = co_await decide_and_log(
        context, request_for(*context, law::Action::Append, fiche, domain::field::k_reponses),
        facts_about(*context, *located, fiche, command.question), located->cid);
    if (!allowed)
        co_return true;
    auto const element = encode_parts(
        {{domain::reponse_part::k_question, command.question.view()},
         {domain::reponse_part::k_reponse, std::uint64_t{command.answer}}});
    auto const written = co_await write_record(
        context, command.record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.append(handle, domain::field::k_reponses, element);
        });
    if (written)
        context->toasts.say(Tone::Success, phrase("situation.liaison.saved"));
    co_return true;
}

}  // namespace huisclos::app
