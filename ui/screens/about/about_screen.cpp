#include "ui/screens/about/about_screen.hpp"

#include "ui/screens/fields.hpp"
#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

Text hash_of(app::ComponentView const& component)
{
    return component.hash.empty() ? tr("about.component.no_hash") : value(component.hash);
}

void draw_components(app::AboutView const& view)
{
    kit::Card card("components", {.name = tr("about.components")});
    kit::heading(tr("about.components"));
    auto const of = [&view](std::string app::ComponentView::* part) {
        return [&view, part](std::size_t row) {
            return value(view.components[row].*part);
        };
    };
    auto const hash = [&view](std::size_t row) {
        return hash_of(view.components[row]);
    };
    kit::TableColumn const columns[] = {
        {tr("about.component.name"), 3, of(&app::ComponentView::name), kit::Weight::Strong},
        {tr("about.component.version"), 1.4f, of(&app::ComponentView::version)},
        {tr("about.component.licence"), 2, of(&app::ComponentView::licence)},
        {tr("about.component.hash"), 5, hash, kit::Weight::Small}};
    kit::Table table("table", tr("about.components"), columns, view.components.size(), kit::Copying::Offered);
    for (std::size_t i : table) {
        app::ComponentView const& component = view.components[i];
        table.row(i, component.name);
        table.cell(value(component.name), kit::Weight::Strong);
        table.cell(value(component.version));
        table.cell(value(component.licence));
        table.cell(hash_of(component), kit::Weight::Small);
    }
    if (table.copied())
        kit::copy_value(*table.copied());
}

}  // namespace

void draw_about(app::AboutView const& view, AboutDraft&, app::CommandSink&)
{
    kit::page_title(tr("about.title"), tr("about.subtitle"));
    {
        kit::Card card("version");
        kit::Fact const facts[] = {
            {tr("about.version"), value(view.version)},
            {tr("about.build"), value(view.build)},
            {tr("about.component.licence"), tr("about.licence")}};
        if (auto const copied = kit::facts("facts", facts))
            kit::copy_value(facts[*copied].value.view());
    }
    if (!view.counters.empty()) {
        kit::Card card("counters", {.name = tr("about.counters")});
        kit::heading(tr("about.counters"));
        draw_facts("facts", view.counters);
    }
    if (!view.components.empty())
        draw_components(view);
}

}  // namespace huisclos::ui
