// Of several values of a field that were written at once: the way to the question, and what follows its answer.

#include <algorithm>
#include <utility>

#include "ui/screens/parts.hpp"
#include "ui/screens/situations/sheet.hpp"

namespace huisclos::ui {

namespace {

FieldLayout layout_of(SheetDraft const& draft, app::SheetView const& view)
{
    return draft.editing && view.may_edit ? FieldLayout::TwoColumns : FieldLayout::Reading;
}

/// Where that field is drawn; no fields when it is not.
FormPart part_with(app::SheetView const& view, std::uint32_t field, FieldLayout layout)
{
    for (SheetSection const& section : sections_of(view)) {
        if (std::ranges::find(*section.fields, field, &app::FieldView::field) != section.fields->end())
            return {section.id, *section.fields, layout};
    }
    return {};
}

app::FieldView const* field_in(FormPart const& part, std::uint32_t number)
{
    auto const found = std::ranges::find(part.fields, number, &app::FieldView::field);
    return found == part.fields.end() ? nullptr : &*found;
}

/// With the way to the question that it asks.
void draw_callout(
    SituationsPage const& page, app::CalloutView const& callout, SheetDraft& draft, app::CommandSink& commands)
{
    using Kind = app::CalloutView::Kind;
    if (callout.kind == Kind::Refusal)
        return draw_refusal(callout);
    if (callout.kind == Kind::Reminder)
        return kit::reminder(say(callout.message), say(callout.article));
    if (callout.field == 0)
        return kit::callout(Tone::Warning, say(callout.message), say(callout.article));
    std::string const number = std::to_string(callout.field);
    kit::Callout const around("asks" + number, Tone::Warning, say(callout.message), say(callout.article));
    std::string const id = "choose" + number;
    auto const part = part_with(*page.sheet, callout.field, layout_of(draft, *page.sheet));
    if (auto const* const field = field_in(part, callout.field)) {
        Text const label = tr("situation.todo.conflict_button");
        if (kit::button(id, label, {.name = name_of_button(label, say(field->label))}))
            focus_on_field(part, callout.field);
    } else if (kit::button(id, tr("situation.todo.action_conflict_button"))) {
        draft.led_to.reset();
        app::SituationsRoute route = page.route;
        route.situation = page.sheet->record;
        route.tab = app::SheetTab::Actions;
        route.field = callout.field;
        commands.send(app::Go{route});
    }
}

}  // namespace

std::vector<SheetSection> sections_of(app::SheetView const& view)
{
    return {
        {"identity", tr("sheet.section.identity"), &view.identity},
        {"representative", tr("sheet.section.representative"), &view.representative},
        {"second_representative", tr("sheet.section.second_representative"), &view.second_representative},
        {"follow_up", tr("sheet.section.follow_up"), &view.follow_up},
        {"information", tr("sheet.section.information"), &view.information},
    };
}

namespace {

Text say_kept(KeptValue const& kept)
{
    Text const words = is_said(kept.words) ? say(kept.words) : tr("kit.empty_value");
    return tr("screens.conflict.kept", {arg("field", say(kept.label)), arg("value", words)});
}

void note_kept(app::SheetView const& view, SheetDraft& draft, FieldActions& actions)
{
    if (!draft.noted_value)
        return;
    KeptValue const& kept = *draft.noted_value;
    auto const* const field = field_in(part_with(view, kept.field, {}), kept.field);
    // Written anew since: it is no more what was kept.
    if (field == nullptr || !field->conflicts.empty() || field->value != kept.words)
        return draft.noted_value.reset();
    actions.noted = kept.field;
    actions.note = say_kept(kept);
}

}  // namespace

FieldActions sheet_actions(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands)
{
    FieldActions actions = record_actions(view.record, commands);
    actions.resolved = [&view, &draft, send = std::move(actions.resolved)](std::uint32_t number, OpId keep) {
        send(number, keep);
        auto const* const field = field_in(part_with(view, number, {}), number);
        if (field == nullptr)
            return;
        auto const kept = std::ranges::find(field->conflicts, keep, &app::ConflictView::op);
        if (kept != field->conflicts.end())
            draft.kept_value = KeptValue{number, keep, view.choices, field->label, kept->value};
    };
    return actions;
}

void follow_kept(app::SheetView const& view, SheetDraft& draft, FieldActions& actions)
{
    if (!draft.kept_value)
        return note_kept(view, draft, actions);
    KeptValue kept = *draft.kept_value;
    auto const part = part_with(view, kept.field, layout_of(draft, view));
    auto const* const field = field_in(part, kept.field);
    bool const still_stands =
        field != nullptr &&
        std::ranges::find(field->conflicts, kept.value, &app::ConflictView::op) != field->conflicts.end();
    // Refused, or not written: who chooses later may be somebody else.
    if (still_stands && view.choices != kept.choices_before)
        draft.kept_value.reset();
    if (still_stands)
        return;
    draft.kept_value.reset();
    if (field != nullptr)
        kept.words = field->value;
    kit::announce(say_kept(kept).view());
    draft.told_kept = true;
    draft.noted_value = kept;
    note_kept(view, draft, actions);
    actions.kept = kept.field;
    if (!has_answer_focus(part, kept.field, kept.value))
        return;
    for (SheetSection const& section : sections_of(view)) {
        for (app::FieldView const& other : *section.fields) {
            if (!other.conflicts.empty())
                return focus_on_field({section.id, *section.fields, part.layout}, other.field);
        }
    }
    focus_on_field(part, kept.field);
}

void draw_callouts(SituationsPage const& page, Callouts which, SheetDraft& draft, app::CommandSink& commands)
{
    for (app::CalloutView const& callout : page.sheet->callouts) {
        if ((callout.field != 0) == (which == Callouts::Questions))
            draw_callout(page, callout, draft, commands);
    }
}

void lead_to_question(app::SheetView const& view, std::uint32_t field, SheetDraft& draft)
{
    auto const part = part_with(view, field, FieldLayout::Reading);
    auto const* const found = field_in(part, field);
    if (draft.led_to == field || draft.editing || found == nullptr || found->conflicts.empty())
        return;
    draft.led_to = field;
    focus_on_field(part, field);
}

}  // namespace huisclos::ui
