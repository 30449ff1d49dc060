#include "core/app/situation_entries.hpp"

#include <algorithm>

#include "core/app/facts.hpp"
#include "core/app/journal_values.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_write.hpp"

namespace huisclos::app {

namespace {

constexpr std::size_t k_most_own_entries = 3;

domain::Field const& entries_field()
{
    return *domain::find_field(domain::RecordType::Situation, domain::field::k_elements_suivi);
}

bool may_append(Context const& context, Located const& located, domain::Fiche const& fiche)
{
    auto const request = request_for(context, law::Action::Append, fiche, domain::field::k_elements_suivi);
    return can_edit(context, located.cid) && law::decide(request, facts_about(context, located, fiche)).allowed;
}

/// The entry that stands there under that name, written by this member.
domain::Note const* own_note(Context const& context, domain::Fiche const& fiche, OpId const& entry)
{
    auto const found = std::ranges::find(fiche.notes, entry, [](domain::Note const& one) { return one.written.op; });
    bool const is_own = found != fiche.notes.end() && found->written.author == context.vault.self();
    return is_own ? &*found : nullptr;
}

bool still_stands(ledger::RecordHandle const& handle, OpId const& entry)
{
    auto const entries = handle.state->at(ledger::Space::Journal, domain::field::k_elements_suivi);
    return std::ranges::any_of(entries, [&handle, &entry](ledger::StateEntry const& one) {
        return one.op->id == entry && correction_of(*handle.state, one) == nullptr;
    });
}

/// The correction that is being typed of that entry, or null.
EntryCorrection* correction_of(SituationState& state, RecordId const& record, OpId const& entry)
{
    auto& correction = state.entry_correction;
    return correction && correction->record == record && correction->entry == entry ? &*correction : nullptr;
}

void end_correction(Context& context, OpId const& entry)
{
    auto& correction = context.situations.entry_correction;
    if (correction && correction->entry == entry)
        correction.reset();
    context.changed();
}

void say_gone(Context& context, OpId const& entry)
{
    end_correction(context, entry);
    context.toasts.say(Tone::Warning, phrase("situation.entry.gone"));
}

EntryCorrection const* typed_in(Context const& context, Located const& located)
{
    auto const& correction = context.situations.entry_correction;
    return correction && correction->record == located.state->record ? &*correction : nullptr;
}

OwnEntryView own_entry(Context const& context, Located const& located, domain::Note const& note)
{
    auto const* const typed = typed_in(context, located);
    OwnEntryView view;
    view.entry = note.written.op;
    view.when = phrase("situation.chronology.when")
                    .with("date", paris_date(note.written.at))
                    .with("time", TimeOfDay{note.written.at});
    view.is_typed = typed != nullptr && typed->entry == view.entry;
    auto const number = std::uint32_t{domain::field::k_elements_suivi};
    Draft draft;
    draft.emplace(number, FieldInput{view.is_typed ? typed->text : note.text, {}, {}});
    std::map<std::uint32_t, Phrase> errors;
    if (view.is_typed && !typed->error.empty())
        errors.emplace(number, typed->error);
    view.field = draft_view(context, entries_field(), draft, errors);
    view.field.label = phrase("situation.entry.correction");
    view.field.value = verbatim(note.text);
    return view;
}

/// The entry that is being corrected and was corrected meanwhile: what is typed stays there, with what became of it.
std::optional<OwnEntryView> gone_entry(Context const& context, Located const& located, OpId const& entry)
{
    auto const entries = located.state->at(ledger::Space::Journal, domain::field::k_elements_suivi);
    auto const found =
        std::ranges::find_if(entries, [&entry](ledger::StateEntry const& one) { return one.op->id == entry; });
    if (found == entries.end() || found->op->member() != context.vault.self())
        return std::nullopt;
    auto const text = found->value().as_text();
    if (!text)
        return std::nullopt;
    auto view = own_entry(context, located, domain::Note{written_of(*found->op), std::string(*text)});
    view.field.error = phrase("situation.entry.gone");
    return view;
}

}  // namespace

void present_own_entries(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view)
{
    if (fiche.type != domain::RecordType::Situation || !may_append(context, located, fiche))
        return;
    std::vector<domain::Note const*> own;
    for (auto const& note : fiche.notes) {
        if (note.written.author == context.vault.self())
            own.push_back(&note);
    }
    auto const* const typed = typed_in(context, located);
    if (typed != nullptr && own_note(context, fiche, typed->entry) == nullptr) {
        if (auto gone = gone_entry(context, located, typed->entry))
            view.own_entries.push_back(std::move(*gone));
    }
    auto const left_out = own.size() - std::min(own.size(), k_most_own_entries);
    for (std::size_t i = 0; i < own.size(); ++i) {
        bool const is_typed = typed != nullptr && typed->entry == own[i]->written.op;
        if (i >= left_out || is_typed)
            view.own_entries.push_back(own_entry(context, located, *own[i]));
    }
}

void edit_entry(Context& context, EditEntry const& edit)
{
    context.situations.entry_correction = EntryCorrection{edit.record, edit.entry, edit.text, {}};
}

Task<bool> correct_entry(Context* context, CorrectEntry command)
{
    auto* const correction = correction_of(context->situations, command.record, command.entry);
    auto const located = locate(*context, command.record);
    if (correction == nullptr || !located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const* const note = own_note(*context, fiche, command.entry);
    if (note == nullptr) {
        say_gone(*context, command.entry);
        co_return true;
    }
    auto const read =
        read_input(*context, located->group, entries_field(), FieldInput{correction->text, {}, std::nullopt});
    bool const is_empty = read.item && *read.item == encode_cleared();
    correction->error = is_empty ? phrase("situation.error.required") : read.error;
    context->changed();
    if (!correction->error.empty())
        co_return true;
    if (*read.item == encode_text(note->text)) {
        end_correction(*context, command.entry);
        co_return true;
    }
    auto const allowed = co_await decide_and_log(
        context, request_for(*context, law::Action::Append, fiche, domain::field::k_elements_suivi),
        facts_about(*context, *located, fiche), located->cid);
    if (!allowed)
        co_return true;
    bool stands = false;
    auto const written = co_await write_record(
        context, command.record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            stands = still_stands(handle, command.entry);
            if (stands)
                writer.append(handle, domain::field::k_elements_suivi, *read.item, {command.entry});
        });
    if (!written)
        co_return true;
    if (!stands) {
        say_gone(*context, command.entry);
        co_return true;
    }
    end_correction(*context, command.entry);
    context->toasts.say(Tone::Success, phrase("situation.entry.corrected"));
    co_return true;
}

}  // namespace huisclos::app
