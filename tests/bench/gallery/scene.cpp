// The page of platform tests and of the mirror's bench: release options, the kit's gallery, and a table with its form
// whose number of nodes is known. The address says which: #/galerie/0 … #/galerie/3, #/table/18, #/table/160, #/ports.

#include <charconv>
#include <string>
#include <vector>

#include "tests/bench/gallery/ports_page.hpp"
#include "ui/kit/gallery.hpp"
#include "wasm/forms.hpp"
#include "wasm/ports/page.hpp"
#include "wasm/scene.hpp"

namespace huisclos::wasm {

namespace {

std::size_t number_after(std::string_view text, std::string_view prefix)
{
    std::size_t number = 0;
    if (text.starts_with(prefix))
        std::from_chars(text.data() + prefix.size(), text.data() + text.size(), number);
    return number;
}

/// A table of five columns; pressing the button changes a cell.
class TablePage {
public:
    void draw(std::size_t rows)
    {
        kit::PlainPage page(ui::value("Mesure"));
        kit::page_title(ui::value("Table"));
        if (kit::primary_button("step", ui::value("Changer")))
            ++m_step;
        kit::text_field("name", ui::value("Nom"), m_name);
        kit::checkbox("ok", ui::value("Suivi"), m_checked);
        std::vector<kit::TableColumn> columns;
        for (char const* title : {"Référence", "Groupe", "Origine", "Statut", "Suite"})
            columns.push_back({ui::value(title)});
        // One cell of a small table, ten of a large one.
        std::size_t const every = rows >= 100 ? rows / 10 : rows;
        kit::Table table("table", ui::value("Situations"), columns, rows);
        for (std::size_t row : table) {
            auto const id = std::to_string(row);
            table.row(row, id);
            table.cell(ui::value("2026-" + id));
            table.cell(ui::value("Centre"));
            table.cell(ui::value("Établissement scolaire"));
            table.cell(ui::value(row % every == 0 ? "Étape " + std::to_string(m_step) : "En suivi"));
            table.cell(ui::value("À examiner"));
        }
    }

private:
    int m_step{0};
    std::string m_name{};
    bool m_checked{false};
};

class GalleryScene final : public Scene {
public:
    void arrive(std::string fragment) override
    {
        navigate(std::move(fragment));
        show_form(app::FormView{.version = 1});
    }
    void navigate(std::string fragment) override
    {
        m_shows_ports = fragment == "#/ports";
        m_rows = number_after(fragment, "#/table/");
        m_draft.page = number_after(fragment, "#/galerie/");
    }
    void submit(app::FormSubmission) override {}
    void set_presence(Presence) override {}
    void tick() override
    {
        if (m_ports.has_news())
            huisclos_js_poke(2);
    }
    void draw() override
    {
        if (m_shows_ports)
            m_ports.draw();
        else if (m_rows > 0)
            m_table.draw(m_rows);
        else
            kit::draw_gallery(m_draft);
    }
    std::optional<Instant> next_wake() const override { return std::nullopt; }
    bool locked() const override { return false; }

private:
    kit::GalleryDraft m_draft{};
    TablePage m_table{};
    PortsPage m_ports{};
    std::size_t m_rows{0};
    bool m_shows_ports{false};
};

}  // namespace

std::unique_ptr<Scene> make_scene(std::string)
{
    return std::make_unique<GalleryScene>();
}

}  // namespace huisclos::wasm
