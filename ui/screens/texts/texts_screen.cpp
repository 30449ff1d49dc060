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
    kit::Callout const callout("others", Tone::Warning, tr("texts.others"), tr("texts.others.detail"));
    for (app::OtherTextView const& other : text.others) {
        kit::Scope scope(row_id(other.record));
        kit::paragraph(say(other.said));
        kit::ButtonOptions options{.icon = kit::icon("draft-line")};
        options.description = say(other.said);
        if (other.may_take && kit::button("take", tr("texts.others.take"), options))
            commands.send(app::WriteText{text.what, other.record});
    }
}

/// As a form closes: its button may still be there, then it is not.
constexpr std::uint32_t k_frames_to_lead = 8;

app::TextView const* find_shown(app::TextsView const& view, std::uint32_t what)
{
    auto const at = std::find_if(
        view.texts.begin(), view.texts.end(), [what](app::TextView const& text) { return text.what == what; });
    return at == view.texts.end() ? nullptr : &*at;
}

/// In the order of the visit: what is accepted takes no other place under the eye.
void keep_order(app::TextsView const& view, TextsDraft& draft)
{
    for (app::TextView const& text : view.texts) {
        if (std::find(draft.order.begin(), draft.order.end(), text.what) == draft.order.end())
            draft.order.push_back(text.what);
    }
}

/// Once it is signed, to the next text to accept; to itself when it was the last.
void follow_acceptance(app::TextsView const& view, TextsDraft& draft)
{
    app::TextView const* const asked = find_shown(view, draft.accepting);
    if (asked == nullptr || !asked->accepted)
        return;
    draft.led_to = draft.accepting;
    for (auto const what : draft.order) {
        app::TextView const* const other = find_shown(view, what);
        if (draft.led_to == draft.accepting && other != nullptr && other->may_accept)
            draft.led_to = what;
    }
    draft.accepting = 0;
    draft.frames_to_lead = k_frames_to_lead;
}

/// @pre in the Scope of that text
void lead_to(app::TextView const& text, TextsDraft& draft)
{
    if (draft.led_to != text.what || draft.frames_to_lead == 0)
        return;
    draft.frames_to_lead = kit::has_focus("title") ? 0 : draft.frames_to_lead - 1;
    if (draft.frames_to_lead == 0)
        return;
    kit::focus_on("title");
    kit::request_frame();
}

void draw_text(app::TextView const& text, TextsDraft& draft, app::CommandSink& commands)
{
    kit::Card card("text" + std::to_string(text.what), {.name = say(text.title)});
    kit::heading(say(text.title), 2, "title");
    lead_to(text, draft);
    kit::paragraph(say(text.dates), kit::Weight::Small);
    kit::paragraph(say(text.signer), kit::Weight::Small);
    if (text.accepted)
        kit::tag(Tone::Success, is_said(text.accepted_on) ? say(text.accepted_on) : tr("texts.accepted"));
    else if (text.may_accept)
        kit::tag(Tone::Warning, tr("texts.to_accept"));
    kit::paragraph(say(text.former));
    kit::paragraph(say(text.next), kit::Weight::Soft);
    draw_others(text, commands);
    kit::space(kit::Space::Medium);
    draw_body(text);
    if (!text.may_accept || text.accepted)
        return;
    kit::separator();
    kit::paragraph(tr("texts.accept.intro"), kit::Weight::Small);
    kit::ButtonOptions options{.icon = kit::icon("check-line")};
    options.name = name_of_button(tr("texts.accept"), say(text.title));
    if (!kit::primary_button("accept", tr("texts.accept"), options))
        return;
    draft.accepting = text.what;
    commands.send(app::AcceptText{text.what});
}

void draw_form(app::TextFormView const& form, TextsDraft& draft, app::CommandSink& commands)
{
    kit::Closable const closable;
    kit::Card card("form", {.name = say(form.title)});
    kit::heading(say(form.title));
    kit::paragraph(tr("texts.form.intro"), kit::Weight::Soft);
    if (is_said(form.closes))
        kit::Callout const callout("closes", Tone::Warning, say(form.closes), say(form.closes_detail));
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
    keep_order(view, draft);
    follow_acceptance(view, draft);
    for (auto const what : draft.order) {
        if (app::TextView const* const text = find_shown(view, what))
            draw_text(*text, draft, commands);
    }
}

}  // namespace huisclos::ui
