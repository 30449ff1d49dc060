#include "core/app/situation_entries.hpp"

#include <algorithm>

#include "core/app/facts.hpp"
#include "core/app/journal_values.hpp"
#include "core/app/record_values.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/situation_write.hpp"
#include "core/base/utf8.hpp"

namespace huisclos::app {

namespace {

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

SheetElement entry_element(RecordId const& record, OpId const& entry)
{
    return {record, ledger::Space::Journal, domain::field::k_elements_suivi, entry};
}

/// The correction that is being typed of that entry, or null.
EntryCorrection* entry_correction_of(SituationState& state, RecordId const& record, OpId const& entry)
{
    auto const found = state.entry_corrections.find(record);
    return found != state.entry_corrections.end() && found->second.entry == entry ? &found->second : nullptr;
}

void end_entry_correction(Context& context, RecordId const& record, OpId const& entry)
{
    if (entry_correction_of(context.situations, record, entry) != nullptr)
        context.situations.entry_corrections.erase(record);
    context.changed();
}

void say_entry_gone(Context& context, RecordId const& record, OpId const& entry)
{
    end_entry_correction(context, record, entry);
    context.toasts.say(Tone::Warning, phrase("situation.entry.gone"));
}

EntryCorrection const* typed_entry_in(Context const& context, Located const& located)
{
    auto const& corrections = context.situations.entry_corrections;
    auto const found = corrections.find(located.state->record);
    return found == corrections.end() ? nullptr : &found->second;
}

OwnEntryView own_entry(Context const& context, Located const& located, domain::Note const& note)
{
    auto const* const typed = typed_entry_in(context, located);
    OwnEntryView view;
    view.entry = note.written.op;
    view.when = phrase("situation.chronology.when")
                    .with("date", say_day(context, note.written.at))
                    .with("time", TimeOfDay{shown_at(context, note.written.at)});
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

/// What is longer than an entry holds is refused by the law, and stands beside what is typed once it is in the
/// log. False: the law allows it.
Task<bool> refuse_too_long(Context* context, Located located, CorrectEntry command, std::string text)
{
    auto const fiche = read_fiche(*located.state);
    auto request = request_for(*context, law::Action::Append, fiche, domain::field::k_elements_suivi);
    request.value = domain::Value(std::string_view(text));
    auto const decision = law::decide(request, facts_about(*context, located, fiche));
    if (decision.allowed)
        co_return false;
    auto const logged = co_await log_and_tell(context, decision, located.cid);
    // Left or typed anew while the disk wrote.
    auto* const correction = entry_correction_of(context->situations, command.record, command.entry);
    if (logged && correction != nullptr)
        correction->error = decision.message;
    co_return true;
}

}  // namespace

void present_own_entries(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view)
{
    if (fiche.type != domain::RecordType::Situation || !may_append(context, located, fiche))
        return;
    auto const* const typed = typed_entry_in(context, located);
    if (typed != nullptr && own_note(context, fiche, typed->entry) == nullptr) {
        if (auto gone = gone_entry(context, located, typed->entry))
            view.own_entries.push_back(std::move(*gone));
    }
    for (auto const& note : fiche.notes) {
        if (note.written.author == context.vault.self())
            view.own_entries.push_back(own_entry(context, located, note));
    }
    // One at a time: what is typed of an entry is not replaced by what is typed of another.
    if (std::ranges::none_of(view.own_entries, &OwnEntryView::is_typed))
        return;
    for (auto& entry : view.own_entries)
        entry.field.may_edit = entry.field.may_edit && entry.is_typed;
}

Task<bool> correct_entry(Context* context, CorrectEntry command)
{
    auto* const correction = entry_correction_of(context->situations, command.record, command.entry);
    auto const located = locate(*context, command.record);
    if (correction == nullptr || !located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const* const note = own_note(*context, fiche, command.entry);
    if (note == nullptr) {
        say_entry_gone(*context, command.record, command.entry);
        co_return true;
    }
    auto const read =
        read_input(*context, located->group, entries_field(), FieldInput{correction->text, {}, std::nullopt});
    if (read.item && !read.error.empty()) {
        auto const refused =
            co_await refuse_too_long(context, *located, command, to_nfc(correction->text).value_or(""));
        if (refused)
            co_return true;
    }
    bool const is_empty = read.item && *read.item == encode_cleared();
    correction->error = is_empty ? phrase("situation.error.required") : read.error;
    context->changed();
    if (!correction->error.empty())
        co_return true;
    if (*read.item == encode_text(note->text)) {
        end_entry_correction(*context, command.record, command.entry);
        co_return true;
    }
    auto const changed = co_await change_element(
        context, entry_element(command.record, command.entry), law::Action::Append,
        [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.append(handle, domain::field::k_elements_suivi, *read.item, {command.entry});
        });
    if (changed == ElementChange::Gone)
        say_entry_gone(*context, command.record, command.entry);
    if (changed != ElementChange::Written)
        co_return true;
    end_entry_correction(*context, command.record, command.entry);
    context->toasts.say(Tone::Success, phrase("situation.entry.corrected"));
    co_return true;
}

Task<bool> save_entry_corrections(Context* context)
{
    std::vector<CorrectEntry> typed;
    for (auto const& [record, correction] : context->situations.entry_corrections) {
        auto const located = locate(*context, record);
        // One that stands no more waits to be read again. What was refused as it is typed would be traced once more.
        if (located && correction.error.empty() &&
            own_note(*context, read_fiche(*located->state), correction.entry) != nullptr)
            typed.push_back({record, correction.entry});
    }
    for (auto const& one : typed)
        (void)co_await correct_entry(context, one);
    co_return true;
}

}  // namespace huisclos::app
