#include "core/app/situation_corrections.hpp"

#include <algorithm>

#include "core/app/draft_values.hpp"
#include "core/app/facts.hpp"
#include "core/app/situation_write.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

namespace {

constexpr std::uint64_t k_corrections_form = 1;

bool is_of_action(KeptCorrection const& kept)
{
    return kept.field == domain::field::k_actions;
}

template <typename Corrections>
void leave(Context const& context, Corrections& corrections)
{
    auto const* const route = std::get_if<SituationsRoute>(&context.route);
    if (route != nullptr && route->situation)
        corrections.erase(*route->situation);
}

Result<KeptCorrection> read_correction(ledger::CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 4));
    KeptCorrection kept;
    HUISCLOS_TRY_ASSIGN(record, parts[0].as_id<RecordId>());
    HUISCLOS_TRY_ASSIGN(field, parts[1].as_unsigned_below(256));
    if (field != domain::field::k_actions && field != domain::field::k_elements_suivi)
        return fail(ErrorCode::Encoding, "the field of a correction");
    HUISCLOS_TRY_ASSIGN(element, parts[2].as_id<OpId>());
    HUISCLOS_TRY_ASSIGN(values, typed_values(parts[3]));
    kept.record = record;
    kept.field = static_cast<std::uint8_t>(field);
    kept.element = element;
    kept.values = std::move(values);
    return kept;
}

/// The list of them, whatever the version.
Result<ledger::CborValue> list_of_corrections(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(item, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(items, item.items());
    if (!items.empty() && items.front().kind() == ledger::CborValue::Kind::Array)
        return item;
    HUISCLOS_TRY_ASSIGN(parts, draft_parts(plain, k_corrections_form, 2));
    return parts[1];
}

/// What is typed now, and of sheets that were not opened in this session what was typed before.
std::vector<KeptCorrection> all_corrections(Context const& context)
{
    auto const& state = context.situations;
    auto all = state.kept_corrections;
    std::erase_if(all, [&state](KeptCorrection const& kept) { return state.taken_up.contains(kept.record); });
    for (auto const& [record, correction] : state.corrections)
        all.push_back({record, domain::field::k_actions, correction.element, correction.values});
    for (auto const& [record, correction] : state.entry_corrections) {
        auto const number = domain::field::k_elements_suivi;
        Draft values;
        values.emplace(std::uint32_t{number}, FieldInput{correction.text, {}, {}});
        all.push_back({record, number, correction.entry, std::move(values)});
    }
    std::erase_if(all, [&context](KeptCorrection const& kept) { return !locate(context, kept.record); });
    return all;
}

bool is_action_there(Located const& located, OpId const& element)
{
    return stands(*located.state, {located.state->record, ledger::Space::Set, domain::field::k_actions, element});
}

/// One that was corrected meanwhile is still there.
bool is_own_entry(Context const& context, Located const& located, OpId const& entry)
{
    auto const entries = located.state->at(ledger::Space::Journal, domain::field::k_elements_suivi);
    return std::ranges::any_of(entries, [&](ledger::StateEntry const& one) {
        return one.op->id == entry && one.op->member() == context.vault.self();
    });
}

void put_back(SituationState& state, KeptCorrection const& kept)
{
    if (is_of_action(kept)) {
        state.corrections.insert_or_assign(kept.record, ActionCorrection{kept.element, kept.values, {}});
        return;
    }
    auto const text = kept.values.find(kept.field);
    state.entry_corrections.insert_or_assign(
        kept.record, EntryCorrection{kept.element, text == kept.values.end() ? "" : text->second.text, {}});
}

}  // namespace

void edit_action(Context& context, EditAction const& edit)
{
    auto const located = locate(context, edit.record);
    if (!located)
        return;
    auto& correction = context.situations.corrections[edit.record];
    if (correction.element != edit.element)
        correction = ActionCorrection{edit.element, {}, {}};
    correction.values.insert_or_assign(
        edit.field, with_chosen_part(context, located->group, domain::field::k_actions, edit.field, edit.value));
    context.situations.taken_up.insert(edit.record);
}

void edit_entry(Context& context, EditEntry const& edit)
{
    context.situations.entry_corrections.insert_or_assign(edit.record, EntryCorrection{edit.entry, edit.text, {}});
    context.situations.taken_up.insert(edit.record);
}

void leave_action(Context& context)
{
    leave(context, context.situations.corrections);
    context.changed();
}

void leave_entry(Context& context)
{
    leave(context, context.situations.entry_corrections);
    context.changed();
}

Bytes packed_corrections(Context const& context)
{
    auto const all = all_corrections(context);
    if (all.empty())
        return {};
    ledger::CborWriter writer;
    writer.array(2).unsigned_int(k_corrections_form).array(all.size());
    for (auto const& kept : all) {
        writer.array(4).id(kept.record).unsigned_int(kept.field).id(kept.element);
        write_values(writer, kept.values);
    }
    return writer.take();
}

Result<std::vector<KeptCorrection>> decode_corrections(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(list, list_of_corrections(plain));
    HUISCLOS_TRY_ASSIGN(items, draft_list(list));
    std::vector<KeptCorrection> all;
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(kept, read_correction(item));
        all.push_back(std::move(kept));
    }
    return all;
}

void put_back_corrections(Context& context, std::vector<KeptCorrection> kept)
{
    auto const is_left = [&context](KeptCorrection const& one) {
        return !locate(context, one.record);
    };
    if (std::erase_if(kept, is_left) > 0)
        context.toasts.say(Tone::Warning, phrase("session.kept.sheet_left"));
    context.situations.kept_corrections = std::move(kept);
}

void move_correction(
    Context& context, RecordId const& record, std::vector<domain::ActionSuivi> const& versions, BytesView kept)
{
    auto const found = context.situations.corrections.find(record);
    auto const is_of = [&versions](OpId const& element) {
        return std::ranges::any_of(
            versions, [&element](domain::ActionSuivi const& one) { return one.written.op == element; });
    };
    auto const located = locate(context, record);
    if (found == context.situations.corrections.end() || !located || !is_of(found->second.element))
        return;
    for (auto const& entry : located->state->at(ledger::Space::Set, domain::field::k_actions)) {
        if (!is_of(entry.op->id) && std::ranges::equal(entry.value().encoded(), kept))
            found->second.element = entry.op->id;
    }
}

void take_up_corrections(Context& context, RecordId const& record)
{
    auto& state = context.situations;
    auto const located = locate(context, record);
    if (!located)
        return;
    bool const is_first = state.taken_up.insert(record).second;
    for (auto const& kept : state.kept_corrections) {
        if (is_first && kept.record == record)
            put_back(state, kept);
    }
    auto const action = state.corrections.find(record);
    if (action != state.corrections.end() && !is_action_there(*located, action->second.element)) {
        state.corrections.erase(action);
        context.toasts.say(Tone::Warning, phrase("situation.correction.action_gone"));
    }
    auto const entry = state.entry_corrections.find(record);
    if (entry != state.entry_corrections.end() && !is_own_entry(context, *located, entry->second.entry)) {
        state.entry_corrections.erase(entry);
        context.toasts.say(Tone::Warning, phrase("situation.correction.entry_gone"));
    }
    if (is_first && (state.corrections.contains(record) || state.entry_corrections.contains(record)))
        context.toasts.say(Tone::Info, phrase("situation.correction.found"));
}

}  // namespace huisclos::app
