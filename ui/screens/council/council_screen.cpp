#include "ui/screens/council/council_screen.hpp"

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_form(app::CouncilView const& view, CouncilDraft& draft, app::CommandSink& commands)
{
    if (view.form.empty())
        return;
    kit::space(kit::Space::Large);
    kit::Card card("form", {.name = tr("council.page.form")});
    kit::heading(tr("council.page.form"));
    draw_field_errors({{"council", view.form, FieldLayout::TwoColumns}}, draft.show_errors);
    kit::paragraph(tr("council.page.form.intro"), kit::Weight::Soft);
    draw_fields("council", view.form, draft.texts, draft_actions<app::EditCouncil>(commands), FieldLayout::TwoColumns);
    if (kit::primary_button("prepare", tr("council.page.form.prepare"))) {
        // Prepared, it is shown among the changes of the act; refused, it stays here.
        commands.send(app::PrepareCouncil{});
        draft.show_errors = true;
    }
}

}  // namespace

void draw_council(app::CouncilView const& view, CouncilDraft& draft, app::CommandSink& commands)
{
    kit::page_title(tr("council.page.title"), tr("council.page.subtitle"));
    if (view.fields.empty()) {
        kit::empty_state(kit::icon("government-line"), tr("council.page.unknown"));
        return;
    }
    {
        kit::Card card("facts", {.name = say(view.name)});
        kit::heading(say(view.name));
        draw_values_to_keep(view.conflicts, app::PrepareCouncil{}, commands);
        draw_facts("facts", view.fields);
    }
    draw_form(view, draft, commands);
}

}  // namespace huisclos::ui
