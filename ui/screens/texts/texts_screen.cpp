#include "ui/screens/texts/texts_screen.hpp"

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

void draw_text(app::TextView const& text, app::CommandSink& commands)
{
    kit::Card card("text" + std::to_string(text.what), {.name = say(text.title)});
    kit::heading(say(text.title));
    kit::paragraph(say(text.dates), kit::Weight::Small);
    if (text.accepted)
        kit::tag(Tone::Success, tr("texts.accepted"));
    kit::space(kit::Space::Medium);
    draw_body(text);
    if (!text.may_accept || text.accepted)
        return;
    kit::separator();
    kit::paragraph(tr("texts.accept.intro"), kit::Weight::Small);
    kit::ButtonOptions options{.icon = kit::icon("check-line")};
    options.description = say(text.title);
    if (kit::primary_button("accept", tr("texts.accept"), options))
        commands.send(app::AcceptText{text.what});
}

}  // namespace

void draw_texts(app::TextsView const& view, TextsDraft&, app::CommandSink& commands)
{
    kit::page_title(tr("texts.title"), tr("texts.subtitle"));
    if (view.texts.empty()) {
        kit::empty_state(kit::icon("book-open-line"), tr("texts.none"), tr("texts.none.detail"));
        return;
    }
    for (app::TextView const& text : view.texts)
        draw_text(text, commands);
}

}  // namespace huisclos::ui
