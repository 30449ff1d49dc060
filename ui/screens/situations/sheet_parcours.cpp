// Parcours: what is known of the person and of the follow-up, to read, then to edit; what comes next; what is refused.

#include <algorithm>
#include <utility>
#include <vector>

#include "ui/screens/parts.hpp"
#include "ui/screens/situations/sheet.hpp"

namespace huisclos::ui {

namespace {

/// To read, a second representative of whom nothing is known is not there.
bool is_shown(app::SheetView const& view, SheetSection const& section, bool editing)
{
    bool const is_second = section.fields == &view.second_representative;
    return !section.fields->empty() &&
           (editing || !is_second || std::ranges::any_of(*section.fields, [](app::FieldView const& field) {
                return is_said(field.value) || !field.conflicts.empty();
            }));
}

/// The last field may be refused once the form is closed: it opens again, and focus goes to what is wrong.
void reopen_if_refused(app::SheetView const& view, SheetDraft& draft)
{
    auto const is_wrong = [](std::vector<app::FieldView> const& fields) {
        return std::ranges::any_of(fields, [](app::FieldView const& field) { return is_said(field.error); });
    };
    draft.has_summary = draft.has_summary && draft.editing;
    bool const refused =
        is_wrong(view.identity) || is_wrong(view.representative) || is_wrong(view.second_representative) ||
        is_wrong(view.follow_up) || is_wrong(view.information) ||
        std::ranges::any_of(view.own_entries, [](app::OwnEntryView const& own) { return is_said(own.field.error); });
    if (!refused || !std::exchange(draft.finishing, false))
        return;
    draft.editing = true;
    draft.has_summary = true;
    draft.show_errors = true;
}

/// « Terminer » adds the entry that waits, as if its own button had been pressed.
void add_entries(app::SheetView const& view, SheetDraft& draft, FieldActions const& actions)
{
    for (SheetSection const& section : sections_of(view)) {
        for (app::FieldView const& field : *section.fields) {
            if (field.is_journal && field.may_edit)
                add_entry(section.id, field, draft.texts, actions);
        }
    }
}

FieldActions entry_actions(RecordId record, OpId entry, app::CommandSink& commands)
{
    FieldActions actions;
    actions.typed = [record, entry, &commands](std::uint32_t, std::string const& text) {
        commands.send(app::EditEntry{record, entry, text});
    };
    return actions;
}

/// In the place of the entry, its text to type anew; the button that opened it becomes the one that closes it.
void draw_entry_form(
    app::SheetView const& view, app::OwnEntryView const& own, SheetDraft& draft, app::CommandSink& commands)
{
    kit::Closable const form;
    std::string const id = row_id(own.entry);
    draw_fields(
        id, {&own.field, 1}, draft.texts, entry_actions(view.record, own.entry, commands), FieldLayout::TwoColumns);
    if (draft.opened_form == own.entry) {
        focus_first_field({id, {&own.field, 1}, FieldLayout::TwoColumns});
        draft.opened_form.reset();
    }
    kit::Row row;
    bool const is_saved = kit::primary_button("save", tr("sheet.entry.save"));
    if (is_saved && own.is_typed) {
        commands.send(app::CorrectEntry{view.record, own.entry});
        // Also by a finger, so that it is known where focus goes once this is written.
        kit::focus_on("save");
    }
    bool const is_left = kit::button("correct", tr("screens.cancel")) || form.dismissed();
    if (is_left)
        commands.send(app::LeaveEntry{});
    if (!is_left && (!is_saved || own.is_typed))
        return;
    draft.texts.forget(id, own.field.field);
    draft.corrected_entry.reset();
    kit::focus_on("correct");
    kit::request_frame();
}

/// Focus that went with the form of an entry goes to the entry that replaced it, the last one.
void follow_entry(app::SheetView const& view, SheetDraft& draft)
{
    if (!draft.left_entry)
        return;
    {
        kit::Scope former(row_id(*draft.left_entry));
        if (kit::has_focus("save") || kit::has_focus("correct"))
            return;
    }
    draft.left_entry.reset();
    if (view.own_entries.empty() || !kit::is_focus_lost())
        return;
    kit::Scope scope(row_id(view.own_entries.back().entry));
    kit::focus_on("correct");
}

/// How many of the first own entries wait behind their button: one corrects what one has just added. The one that is
/// typed, and what stands after it, never does.
std::size_t hidden_entries(app::SheetView const& view, SheetDraft const& draft)
{
    constexpr std::size_t k_last_entries = 3;
    auto const& own = view.own_entries;
    if (draft.all_entries_of == view.record || own.size() <= k_last_entries)
        return 0;
    auto const is_open = [&draft](app::OwnEntryView const& one) {
        return one.is_typed || draft.corrected_entry == one.entry;
    };
    auto const typed = static_cast<std::size_t>(std::ranges::find_if(own, is_open) - own.begin());
    return std::min(typed, own.size() - k_last_entries);
}

/// The button of those that wait; gives how many wait still.
std::size_t draw_earlier_entries(app::SheetView const& view, SheetDraft& draft)
{
    std::size_t const hidden = hidden_entries(view, draft);
    // While another one is typed none of them is offered.
    if (hidden == 0 || !view.own_entries.front().field.may_edit)
        return hidden;
    if (!kit::button("earlier", tr_count("sheet.entries.earlier", static_cast<std::int64_t>(hidden))))
        return hidden;
    draft.all_entries_of = view.record;
    kit::Scope first(row_id(view.own_entries.front().entry));
    kit::focus_on("correct");
    kit::request_frame();
    return 0;
}

void draw_own_entry(
    app::SheetView const& view, app::OwnEntryView const& own, SheetDraft& draft, app::CommandSink& commands)
{
    kit::Scope scope(row_id(own.entry));
    if (draft.corrected_entry == own.entry) {
        draw_entry_form(view, own, draft, commands);
        return;
    }
    // Another one is being typed.
    if (!own.field.may_edit)
        return;
    if (own.is_typed)
        kit::message(Tone::Warning, tr("sheet.entry.typed"));
    kit::ButtonOptions options{.icon = kit::icon("edit-line")};
    options.description = say(own.field.value);
    if (!kit::button("correct", tr("sheet.entry.correct", {arg("when", say(own.when))}), options))
        return;
    draft.corrected_entry = own.entry;
    draft.opened_form = own.entry;
    kit::request_frame();
}

/// What this member added, each to be corrected by another entry.
void draw_own_entries(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands)
{
    bool const is_gone = draft.corrected_entry && std::ranges::none_of(view.own_entries, [&](auto const& own) {
                             return own.entry == *draft.corrected_entry;
                         });
    // Written: one that is typed stays there until its correction is written or left.
    if (is_gone)
        draft.left_entry = std::exchange(draft.corrected_entry, std::nullopt);
    follow_entry(view, draft);
    if (view.own_entries.empty())
        return;
    kit::heading(tr("sheet.entries.own"), 3);
    for (std::size_t i = draw_earlier_entries(view, draft); i < view.own_entries.size(); ++i)
        draw_own_entry(view, view.own_entries[i], draft, commands);
}

void draw_steps(app::SheetView const& view)
{
    if (view.next_steps.empty())
        return;
    std::vector<kit::TimelineStep> steps;
    steps.reserve(view.next_steps.size());
    for (app::TimelineEntry const& entry : view.next_steps)
        steps.push_back({say(entry.when), say(entry.text), say(entry.detail), tone_of(entry.tone)});
    kit::heading(tr("sheet.next_steps"));
    kit::timeline("next", tr("sheet.next_steps"), steps);
}

/// Who asked why a status is barred is led here, and sees all of it.
void draw_refused_statuses(app::SheetView const& view, SheetDraft& draft)
{
    kit::Whole const whole("refused-statuses");
    bool const is_asked = std::exchange(draft.asked_why, false);
    bool titled = false;
    for (app::StatusChoice const& choice : view.statuses) {
        if (choice.refusals.empty())
            continue;
        if (!titled)
            kit::heading(tr("sheet.refused_statuses"), 2, "refused-title");
        if (!titled && is_asked)
            kit::focus_on("refused-title");
        titled = true;
        for (app::RefusalView const& refusal : choice.refusals)
            draw_refusal_of(choice.label, refusal);
    }
}

/// Opens the form, or writes what waits in it and closes it.
void draw_edit_button(
    app::SheetView const& view, bool editing, SheetDraft& draft, FieldActions const& actions,
    app::CommandSink& commands)
{
    if (!view.may_edit)
        return;
    kit::ButtonOptions options;
    options.icon = editing ? kit::icon("check-line") : kit::icon("edit-line");
    options.description = say(view.closed);
    Text const label = is_said(view.closed) ? tr("sheet.correct") : tr("sheet.edit");
    if (kit::button("edit", editing ? tr("sheet.edit.done") : label, options))
        draft.editing = !editing;
    if (editing != draft.editing)
        draft.finishing = editing;
    if (!editing || draft.editing)
        return;
    // What is read instead begins there: scrolled as the form was, it would show from its middle on.
    draft.left_fields = true;
    kit::request_frame();
    add_entries(view, draft, actions);
    if (draft.corrected_entry)
        commands.send(app::CorrectEntry{view.record, *draft.corrected_entry});
}

void draw_section_errors(app::SheetView const& view, SheetDraft& draft)
{
    draw_field_errors(
        {{"identity", view.identity, FieldLayout::TwoColumns},
         {"representative", view.representative, FieldLayout::TwoColumns},
         {"second_representative", view.second_representative, FieldLayout::TwoColumns},
         {"follow_up", view.follow_up, FieldLayout::TwoColumns},
         {"information", view.information, FieldLayout::TwoColumns}},
        draft.show_errors);
}

void draw_sections(
    app::SheetView const& view, bool editing, SheetDraft& draft, FieldActions const& actions,
    app::CommandSink& commands)
{
    auto const layout = editing ? FieldLayout::TwoColumns : FieldLayout::Reading;
    for (SheetSection const& section : sections_of(view)) {
        if (!is_shown(view, section, editing))
            continue;
        kit::space(kit::Space::Large);
        kit::heading(section.title);
        draw_fields(section.id, *section.fields, draft.texts, actions, layout);
        if (section.fields != &view.follow_up)
            continue;
        if (editing)
            draw_own_entries(view, draft, commands);
        draw_cares("care", view.cares, draft.texts, actions, layout);
    }
}

}  // namespace

void draw_parcours(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    FieldActions actions = sheet_actions(view, draft, commands);
    reopen_if_refused(view, draft);
    bool const editing = draft.editing && view.may_edit;
    follow_kept(view, draft, actions);
    if (!editing)
        draw_facts("summary", view.summary, actions);
    draw_edit_button(view, editing, draft, actions, commands);
    kit::paragraph(say(view.closed), kit::Weight::Soft);
    // Before the fields that it leads to, also while they are typed.
    draw_callouts(page, Callouts::Questions, draft, commands);
    if (!editing)
        draw_callouts(page, Callouts::Others, draft, commands);
    // What is missing is often a field of this form.
    draw_refused_statuses(view, draft);
    if (editing && draft.has_summary)
        draw_section_errors(view, draft);
    if (!editing)
        draw_steps(view);
    draw_sections(view, editing, draft, actions, commands);
    if (page.route.field)
        lead_to_question(view, *page.route.field, draft);
    if (editing)
        draw_callouts(page, Callouts::Others, draft, commands);
}

void draw_chronology(app::SheetView const& view)
{
    if (view.chronology.empty()) {
        kit::empty_state(kit::icon("history-line"), tr("sheet.chronology.none"));
        return;
    }
    std::vector<kit::TimelineStep> steps;
    steps.reserve(view.chronology.size());
    for (app::TimelineEntry const& entry : view.chronology)
        steps.push_back({say(entry.when), say(entry.text), say(entry.detail), tone_of(entry.tone)});
    kit::timeline("chronology", tr("sheet.tab.chronologie"), steps);
}

void draw_access(app::SheetView const& view)
{
    kit::heading(tr("sheet.access.title"));
    draw_reader_table(tr("sheet.access.title"), view.readers);
    if (is_said(view.readers_note))
        kit::callout(Tone::Info, tr("sheet.access.unread"), say(view.readers_note));
}

}  // namespace huisclos::ui
