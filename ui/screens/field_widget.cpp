#include "ui/screens/field_widget.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/base/utf8.hpp"
#include "ui/screens/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::ui {

namespace {

using app::FieldKind;
using app::FieldView;

/// Pixels at 100 %: a line that the eye follows.
constexpr float k_short_field = 460;
constexpr std::string_view k_no_choice = "none";

Text error_text(FieldView const& field)
{
    if (!is_said(field.error))
        return field.conflicts.empty() ? Text{} : tr("screens.conflict.below");
    return with_rule(say(field.error), field);
}

kit::FieldOptions options_of(FieldView const& field, FieldLayout layout)
{
    kit::FieldOptions options;
    options.help = say(field.help);
    options.error = error_text(field);
    options.need = field.required ? kit::Need::Required : kit::Need::Unsaid;
    if (field.max_length > 0)
        options.max_length = field.max_length;
    if (layout == FieldLayout::OneColumn && !kit::is_narrow())
        options.width = k_short_field;
    return options;
}

DateParts date_parts_of(FieldView const& field)
{
    return field.partial_date ? DateParts::Partial : DateParts::Complete;
}

/// A date that is understood goes as the app reads it, however it was typed.
std::string sent_text(FieldView const& field, std::string const& typed)
{
    if (field.kind != FieldKind::Date)
        return typed;
    auto const date = parse_date(typed, kit::today(), date_parts_of(field));
    return date ? format_typed_date(*date) : typed;
}

kit::FieldEvent draw_typed(FieldView const& field, std::string& text, FieldLayout layout)
{
    std::string const id = widget_id(field.field);
    kit::FieldOptions options = options_of(field, layout);
    if (field.kind == FieldKind::Date) {
        options.width = 0;
        options.date_parts = date_parts_of(field);
        options.wrong_date = say(field.date_error);
        return kit::date_field(id, label_of(field), text, options);
    }
    if (field.kind == FieldKind::Text)
        return kit::text_field(id, label_of(field), text, options);
    kit::NoteOptions note{.field = options, .reminder = say(field.help)};
    note.field.help = field.is_journal ? tr("screens.entry.help") : Text{};
    note.field.width = 0;
    return kit::note_field(id, label_of(field), text, note);
}

void draw_text_of(
    std::string_view form, FieldView const& field, TypedTexts& texts, FieldActions const& actions, FieldLayout layout)
{
    std::string& text = texts.text(form, field.field, field.text);
    kit::FieldEvent const event = draw_typed(field, text, layout);
    if (event.changed) {
        texts.set_dirty(form, field.field, true);
        if (actions.typed)
            actions.typed(field.field, sent_text(field, text));
    }
    if (event.committed) {
        texts.set_dirty(form, field.field, false);
        if (!actions.left || field.is_journal)
            return;
        actions.left(field.field, sent_text(field, text));
        // Not to be emptied, or empty already: what is stored stands there again, whether or not the view ever said
        // that anything else did.
        bool const has_no_other = field.required || field.text.empty();
        if (has_no_other && visible_line(text).empty())
            texts.forget(form, field.field);
    }
}

/// The last entries: what was added is seen where it was written.
void draw_entries(FieldView const& field)
{
    if (field.entries.empty())
        return;
    std::vector<kit::TimelineStep> steps;
    steps.reserve(field.entries.size());
    for (app::EntryView const& entry : field.entries)
        steps.push_back({say(entry.when), say(entry.text), say(entry.author), Tone::Info});
    Text const name = tr("screens.entry.last", {arg("field", say(field.label))});
    kit::paragraph(name, kit::Weight::Small);
    kit::timeline(widget_id(field.field) + "-entries", name, steps);
    for (app::EntryView const& entry : field.entries) {
        for (Phrase const& warning : entry.warnings)
            kit::message(Tone::Warning, say(warning));
    }
}

/// What is typed stays a draft until it is added; what was added stands above.
void draw_journal(
    std::string_view form, FieldView const& field, TypedTexts& texts, FieldActions const& actions, FieldLayout layout)
{
    draw_entries(field);
    draw_text_of(form, field, texts, actions, layout);
    bool const is_empty = !has_entry(form, field, texts);
    kit::ButtonOptions options{.enabled = kit::enabled_if(!is_empty), .icon = kit::icon("add-line")};
    options.reason = is_empty ? tr("screens.entry.empty") : Text{};
    options.name = name_of_button(tr("screens.entry.add"), say(field.label));
    if (kit::button(widget_id(field.field) + "-add", tr("screens.entry.add"), options))
        add_entry(form, field, texts, actions);
}

std::vector<kit::ChoiceItem> items_of(FieldView const& field)
{
    std::vector<kit::ChoiceItem> items;
    items.reserve(field.options.size() + 1);
    for (app::OptionView const& option : field.options)
        items.push_back({std::to_string(option.code), say(option.label), option.chosen, {}});
    return items;
}

/// One of a closed list; what is not required can be taken back.
void draw_choice(FieldView const& field, FieldActions const& actions, FieldLayout layout)
{
    std::vector<kit::ChoiceItem> items = items_of(field);
    bool const chosen = std::any_of(items.begin(), items.end(), [](auto const& item) { return item.chosen; });
    bool const may_clear = !field.required && chosen;
    if (may_clear)
        items.push_back({std::string(k_no_choice), tr("screens.choice.none"), false, {}});
    auto const picked = kit::choice(widget_id(field.field), label_of(field), items, options_of(field, layout));
    if (!picked || !actions.chosen)
        return;
    app::FieldInput input;
    if (*picked < field.options.size())
        input.codes.push_back(field.options[*picked].code);
    actions.chosen(field.field, std::move(input));
}

void draw_choices(FieldView const& field, FieldActions const& actions, FieldLayout layout)
{
    auto const items = items_of(field);
    auto const toggled = kit::choices(widget_id(field.field), label_of(field), items, options_of(field, layout));
    if (!toggled || !actions.chosen)
        return;
    app::FieldInput input;
    for (std::size_t i = 0; i < field.options.size(); ++i) {
        if (field.options[i].chosen != (i == *toggled))
            input.codes.push_back(field.options[i].code);
    }
    actions.chosen(field.field, std::move(input));
}

}  // namespace

std::string widget_id(std::uint32_t field)
{
    return "f" + std::to_string(field);
}

Text label_of(FieldView const& field)
{
    return field.conflicts.empty() ? say(field.label) : tr("screens.conflict.label", {arg("field", say(field.label))});
}

Text with_rule(Text const& error, FieldView const& field)
{
    return is_said(field.error_article) ? value(error.str() + '\n' + say(field.error_article).str()) : error;
}

void draw_field(
    std::string_view form, FieldView const& field, TypedTexts& texts, FieldActions const& actions, FieldLayout layout)
{
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::Note:
    case FieldKind::Date:
        if (field.is_journal)
            draw_journal(form, field, texts, actions, layout);
        else
            draw_text_of(form, field, texts, actions, layout);
        break;
    case FieldKind::Choice:
    case FieldKind::Member:
        draw_choice(field, actions, layout);
        break;
    case FieldKind::Choices:
        draw_choices(field, actions, layout);
        break;
    case FieldKind::ReadOnly:
        break;
    }
    for (Phrase const& warning : field.warnings)
        kit::message(Tone::Warning, say(warning));
    draw_conflicts(field, actions);
    draw_note(field, actions);
}

}  // namespace huisclos::ui
