#include "ui/screens/texts/texts_screen.hpp"

#include <algorithm>

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

/// In lines that the eye follows, however wide the window.
void draw_body(app::TextView const& text)
{
    kit::Columns columns("body", {7, 3}, 200);
    columns.next();
    if (text.body.empty())
        kit::paragraph(tr("texts.no_body"), kit::Weight::Soft);
    else
        kit::paragraph(value(text.body));
}

/// Those that were written at the same time and are not this one.
void draw_others(app::TextView const& text, app::CommandSink& commands)
{
    if (text.others.empty())
        return;
    kit::callout(Tone::Warning, tr("texts.others"), tr("texts.others.detail"));
    for (app::OtherTextView const& other : text.others) {
        kit::Scope scope(row_id(other.record));
        kit::paragraph(say(other.said));
        kit::ButtonOptions options{.icon = kit::icon("draft-line")};
        options.description = say(other.said);
        if (other.may_take && kit::button("take", tr("texts.others.take"), options))
            commands.send(app::WriteText{text.what, other.record});
    }
}

void draw_text(app::TextView const& text, app::CommandSink& commands)
{
    kit::Card card("text" + std::to_string(text.what), {.name = say(text.title)});
    kit::heading(say(text.title));
    kit::paragraph(say(text.dates), kit::Weight::Small);
    if (text.accepted)
        kit::tag(Tone::Success, tr("texts.accepted"));
    draw_others(text, commands);
    kit::space(kit::Space::Medium);
    draw_body(text);
    if (!text.may_accept || text.accepted)
        return;
    kit::separator();
    kit::paragraph(tr("texts.accept.intro"), kit::Weight::Small);
    kit::ButtonOptions options{.icon = kit::icon("check-line")};
    options.name = name_of_button(tr("texts.accept"), say(text.title));
    if (kit::primary_button("accept", tr("texts.accept"), options))
        commands.send(app::AcceptText{text.what});
}

void draw_form(app::TextFormView const& form, TextsDraft& draft, app::CommandSink& commands)
{
    kit::Closable const closable;
    kit::Card card("form", {.name = say(form.title)});
    kit::heading(say(form.title));
    kit::paragraph(tr("texts.form.intro"), kit::Weight::Soft);
    draw_errors(form.errors, {form.fields}, draft.show_errors && !form.errors.empty());
    if (!form.errors.empty())
        draft.show_errors = false;
    if (kit::button("model", tr("texts.form.model"), {.icon = kit::icon("draft-line")})) {
        if (form.model_replaces)
            draft.asking_model = form.what;
        else
            commands.send(app::UseTextModel{form.what});
    }
    draw_fields("text", form.fields, draft.texts, draft_actions<app::EditText>(commands), FieldLayout::OneColumn);
    kit::space(kit::Space::Medium);
    kit::Row row;
    if (kit::primary_button("prepare", tr("texts.form.prepare"))) {
        commands.send(app::PrepareText{});
        draft.show_errors = true;
    }
    if (kit::button("cancel", tr("screens.cancel")) || closable.dismissed())
        commands.send(app::LeaveText{});
}

void draw_may_write(app::TextsView const& view, app::CommandSink& commands)
{
    if (view.may_write.empty())
        return;
    kit::Row row;
    for (app::OptionView const& text : view.may_write) {
        kit::ButtonOptions options{.icon = kit::icon("draft-line")};
        options.description = say(text.label);
        bool const is_adoption =
            std::find(view.to_adopt.begin(), view.to_adopt.end(), text.code) != view.to_adopt.end();
        Text const label = is_adoption ? tr("texts.adopt", {arg("text", say(text.label))})
                                       : tr("texts.write", {arg("text", say(text.label))});
        if (kit::button("write" + std::to_string(text.code), label, options))
            commands.send(app::WriteText{text.code});
    }
}

}  // namespace

void draw_texts(app::TextsView const& view, TextsDraft& draft, app::CommandSink& commands)
{
    kit::page_title(tr("texts.title"), tr("texts.subtitle"));
    draw_model_question(draft.asking_model, commands);
    if (view.form)
        return draw_form(*view.form, draft, commands);
    draft.texts.clear();
    draft.show_errors = false;
    draft.asking_model = 0;
    draw_may_write(view, commands);
    if (view.texts.empty()) {
        kit::empty_state(kit::icon("book-open-line"), tr("texts.none"), tr("texts.none.detail"));
        return;
    }
    for (app::TextView const& text : view.texts)
        draw_text(text, commands);
}

}  // namespace huisclos::ui
