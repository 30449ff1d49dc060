#include "ui/screens/fields.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "ui/screens/field_widget.hpp"
#include "ui/screens/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::ui {

namespace {

using app::FieldKind;
using app::FieldView;

bool is_drawn_as_field(FieldView const& field, FieldLayout layout)
{
    return layout != FieldLayout::Reading && field.may_edit && field.kind != FieldKind::ReadOnly;
}

bool is_wide(FieldView const& field)
{
    return field.kind == FieldKind::Note || field.kind == FieldKind::Choices;
}

/// Fields that follow each other and are drawn in the same way. One that is read and has a question, or is `noted`,
/// stands alone, so that this is below it.
struct Run {
    std::size_t first{0};
    std::span<FieldView const> fields{};
};

std::vector<Run> runs_of(std::span<FieldView const> fields, FieldLayout layout, std::uint32_t noted = 0)
{
    auto const is_alone = [noted](FieldView const& field) {
        return !field.conflicts.empty() || (noted != 0 && field.field == noted);
    };
    std::vector<Run> runs;
    for (std::size_t i = 0; i < fields.size();) {
        bool const typed = is_drawn_as_field(fields[i], layout);
        auto const is_same = [&](FieldView const& field) {
            bool const apart = is_alone(fields[i]) || is_alone(field);
            return is_drawn_as_field(field, layout) == typed && (typed ? is_wide(field) == is_wide(fields[i]) : !apart);
        };
        std::size_t end = i + 1;
        while (end < fields.size() && is_same(fields[end]))
            ++end;
        runs.push_back({i, fields.subspan(i, end - i)});
        i = end;
    }
    return runs;
}

bool is_side_by_side(FieldView const& first, FieldLayout layout)
{
    return layout == FieldLayout::TwoColumns && !is_wide(first);
}

std::string run_id(FieldView const& first)
{
    return "run" + std::to_string(first.field);
}

/// A run of short fields, two in a line.
void draw_side_by_side(
    std::string_view form, std::span<FieldView const> run, TypedTexts& texts, FieldActions const& actions)
{
    kit::Columns columns(run_id(run.front()), {1, 1}, 240);
    for (FieldView const& field : run) {
        columns.next();
        draw_field(form, field, texts, actions, FieldLayout::TwoColumns);
    }
}

void draw_reading(std::string_view id, std::span<FieldView const> run, FieldActions const& actions)
{
    std::vector<kit::Fact> facts;
    facts.reserve(run.size());
    for (FieldView const& field : run)
        facts.push_back({label_of(field), say(field.value), field.field != 0 && field.field == actions.kept});
    if (auto const copied = kit::facts(id, facts)) {
        std::string const& text = facts[*copied].value.str();
        if (actions.copied)
            actions.copied(text);
        else
            kit::copy_value(text);
    }
}

/// Calls `use` in the Scope in which that field is drawn.
template <typename Use>
void in_scope_of(FormPart const& part, std::uint32_t number, Use const& use)
{
    for (Run const& run : runs_of(part.fields, part.layout)) {
        auto const field = std::ranges::find(run.fields, number, &FieldView::field);
        if (field == run.fields.end())
            continue;
        std::optional<kit::Scope> form;
        if (part.layout != FieldLayout::OneColumn)
            form.emplace(part.form);
        std::optional<kit::Scope> column;
        if (is_drawn_as_field(*field, part.layout) && is_side_by_side(run.fields.front(), part.layout))
            column.emplace(run_id(run.fields.front()));
        use(*field);
        return;
    }
}

Text named_error(FieldView const& field, Phrase const& message)
{
    return tr(
        "screens.error.of", {arg("field", say(field.label)), arg("error", value(continued(say(message).view())))});
}

}  // namespace

void draw_fields(
    std::string_view form, std::span<app::FieldView const> fields, TypedTexts& texts, FieldActions const& actions,
    FieldLayout layout)
{
    std::optional<kit::Scope> scope;
    if (layout != FieldLayout::OneColumn)
        scope.emplace(form);
    for (Run const& run : runs_of(fields, layout, actions.noted)) {
        if (!is_drawn_as_field(run.fields.front(), layout)) {
            draw_reading(std::string(form) + "-facts" + std::to_string(run.first), run.fields, actions);
            draw_conflicts(run.fields.front(), actions);
            draw_note(run.fields.front(), actions);
        } else if (is_side_by_side(run.fields.front(), layout)) {
            draw_side_by_side(form, run.fields, texts, actions);
        } else {
            for (FieldView const& field : run.fields)
                draw_field(form, field, texts, actions, layout);
        }
    }
}

void draw_facts(std::string_view id, std::span<app::FieldView const> fields, FieldActions const& actions)
{
    if (!fields.empty())
        draw_reading(id, fields, actions);
}

Text error_of(std::uint32_t field, Phrase const& message, FieldLists fields)
{
    for (std::span<FieldView const> const list : fields) {
        auto const found = std::ranges::find(list, field, &FieldView::field);
        if (field != 0 && found != list.end())
            return named_error(*found, message);
    }
    return say(message);
}

void draw_errors(FieldErrors errors, FieldLists fields, bool fresh)
{
    std::vector<kit::FieldError> items;
    items.reserve(errors.size());
    for (auto const& [field, message] : errors)
        items.push_back({widget_id(field), error_of(field, message, fields)});
    kit::error_summary("errors", items, fresh);
}

void draw_field_errors(std::initializer_list<FormPart> parts, bool& asked)
{
    std::vector<kit::FieldError> items;
    for (FormPart const& part : parts) {
        for (Run const& run : runs_of(part.fields, part.layout)) {
            std::string path;
            if (part.layout != FieldLayout::OneColumn)
                path = std::string(part.form) + '/';
            if (is_side_by_side(run.fields.front(), part.layout))
                path += run_id(run.fields.front()) + '/';
            for (FieldView const& field : run.fields) {
                // With its rule: the field that says it may be out of sight.
                if (is_said(field.error))
                    items.push_back({path + widget_id(field.field), with_rule(named_error(field, field.error), field)});
            }
        }
    }
    if (items.empty())
        return;
    kit::error_summary("errors", items, asked);
    asked = false;
}

void focus_first_field(FormPart const& part)
{
    auto const runs = runs_of(part.fields, part.layout);
    auto const first = std::ranges::find_if(
        runs, [&part](Run const& run) { return is_drawn_as_field(run.fields.front(), part.layout); });
    if (first == runs.end())
        return;
    in_scope_of(
        part, first->fields.front().field, [](FieldView const& field) { kit::focus_on(widget_id(field.field)); });
}

void focus_on_field(FormPart const& part, std::uint32_t number)
{
    in_scope_of(part, number, [&part](FieldView const& field) {
        auto const answer = std::ranges::find_if(field.conflicts, &app::ConflictView::may_keep);
        if (answer != field.conflicts.end()) {
            kit::Scope const question(question_id(field.field));
            kit::focus_on(row_id(answer->op));
        } else if (is_drawn_as_field(field, part.layout)) {
            kit::focus_on(widget_id(field.field));
        } else if (!field.conflicts.empty()) {
            // None may be kept now: what is said of it.
            kit::Scope const question(question_id(field.field));
            kit::focus_on("callout");
        }
    });
}

bool has_answer_focus(FormPart const& part, std::uint32_t number, OpId const& value)
{
    bool is_there = false;
    in_scope_of(part, number, [&](FieldView const& field) {
        kit::Scope const question(question_id(field.field));
        is_there = kit::has_focus(row_id(value));
    });
    return is_there;
}

}  // namespace huisclos::ui
