#include "ui/screens/fields.hpp"
#include "ui/screens/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::ui {

namespace {

/// What may not be kept says why, and has no button.
void draw_why_not(app::ConflictView const& value)
{
    if (!is_said(value.refusal.message))
        return kit::paragraph(tr("screens.conflict.not_empty"), kit::Weight::Small);
    kit::paragraph(say(value.refusal.message), kit::Weight::Small);
    kit::paragraph(say(value.refusal.article), kit::Weight::Soft);
}

}  // namespace

void draw_conflicts(app::FieldView const& field, FieldActions const& actions)
{
    if (field.conflicts.empty())
        return;
    kit::Scope scope(question_id(field.field));
    kit::Whole const whole("question");
    kit::Callout const callout(
        "callout", Tone::Warning, tr("screens.conflict.title", {arg("field", say(field.label))}),
        actions.resolved ? tr("screens.conflict.detail") : tr("screens.conflict.detail_others"));
    for (app::ConflictView const& other : field.conflicts) {
        // Each apart from the button of the one before.
        if (&other != &field.conflicts.front())
            kit::space(kit::Space::Large);
        Text const words = say(other.value).empty() ? tr("kit.empty_value") : say(other.value);
        kit::paragraph(words, kit::Weight::Strong);
        TextKey const by = other.is_ahead ? TextKey("screens.conflict.by_ahead") : TextKey("screens.conflict.by");
        kit::paragraph(
            tr(by, {arg("author", say(other.author)), arg("when", date_and_time(other.at))}), kit::Weight::Small);
        if (actions.resolved && !other.may_keep)
            draw_why_not(other);
        bool const pressed = actions.resolved && other.may_keep &&
                             kit::button(row_id(other.op), tr("screens.conflict.keep", {arg("value", words)}));
        if (pressed)
            actions.resolved(field.field, other.op);
    }
}

void draw_note(app::FieldView const& field, FieldActions const& actions)
{
    if (actions.noted != 0 && field.field == actions.noted)
        kit::message(Tone::Success, actions.note);
}

void draw_values_to_keep(
    std::span<app::FieldView const> conflicts, app::Command const& prepare, app::CommandSink& commands)
{
    FieldActions actions;
    actions.resolved = [&](std::uint32_t, OpId value) {
        commands.send(app::KeepCouncilValue{value});
        commands.send(prepare);
    };
    for (app::FieldView const& field : conflicts)
        draw_conflicts(field, field.may_edit ? actions : FieldActions{});
}

}  // namespace huisclos::ui
