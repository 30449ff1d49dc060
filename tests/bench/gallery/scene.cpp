// The page of platform tests and of the mirror's bench: release options, the kit's gallery, and a table with its form
// whose number of nodes is known. The address says which: #/galerie/0 … #/galerie/3, #/table/18, #/noeuds/121,
// #/noeuds/1000, #/liste/10000, #/ports, #/gestes.

#include <charconv>
#include <string>
#include <vector>

#include "tests/bench/gallery/acts_page.hpp"
#include "tests/bench/gallery/ports_page.hpp"
#include "tests/bench/gallery/rows_page.hpp"
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

/// A table of five columns below its form; pressing the button changes one cell of a small table, ten of a large one.
class TablePage {
public:
    void draw_page(std::size_t rows)
    {
        kit::PlainPage page(ui::value("Mesure"));
        draw(rows);
    }
    /// Without a page around it: 13 nodes and 6 a row, the form included.
    void draw(std::size_t rows)
    {
        kit::page_title(ui::value("Table"));
        if (kit::primary_button("step", ui::value("Changer")))
            ++m_step;
        kit::text_field("name", ui::value("Nom"), m_name);
        kit::checkbox("ok", ui::value("Suivi"), m_checked);
        draw_table(rows);
    }
    /// Exactly 121 nodes, or 1 000.
    void draw_measured(std::size_t nodes)
    {
        constexpr std::size_t k_around = 12;
        constexpr std::size_t k_row = 6;
        draw((nodes - k_around) / k_row);
        for (std::size_t left = (nodes - k_around) % k_row; left > 0; --left)
            kit::paragraph(ui::value("Ligne " + std::to_string(left)));
    }

private:
    void draw_table(std::size_t rows)
    {
        std::vector<kit::TableColumn> columns;
        for (char const* title : {"Référence", "Groupe", "Origine", "Statut", "Suite"})
            columns.push_back({ui::value(title)});
        std::size_t const every = rows >= 100 ? (rows + 9) / 10 : rows;
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
        m_shows_acts = fragment == "#/gestes";
        m_rows = number_after(fragment, "#/table/");
        m_nodes = number_after(fragment, "#/noeuds/");
        m_listed = number_after(fragment, "#/liste/");
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
        else if (m_shows_acts)
            m_acts.draw();
        else if (m_listed > 0)
            m_list.draw(m_listed);
        else if (m_nodes > 0)
            m_table.draw_measured(m_nodes);
        else if (m_rows > 0)
            m_table.draw_page(m_rows);
        else
            kit::draw_gallery(m_draft);
    }
    std::optional<Instant> next_wake() const override { return std::nullopt; }
    bool locked() const override { return false; }

private:
    kit::GalleryDraft m_draft{};
    TablePage m_table{};
    ActsPage m_acts{};
    PortsPage m_ports{};
    RowsPage m_list{};
    std::size_t m_rows{0};
    std::size_t m_nodes{0};
    std::size_t m_listed{0};
    bool m_shows_ports{false};
    bool m_shows_acts{false};
};

}  // namespace

std::unique_ptr<Scene> make_scene(std::string)
{
    return std::make_unique<GalleryScene>();
}

}  // namespace huisclos::wasm
