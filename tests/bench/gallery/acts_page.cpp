#include "tests/bench/gallery/acts_page.hpp"

#include <string>

#include "ui/kit/kit.hpp"

namespace huisclos::wasm {

namespace {

constexpr std::array<char const*, 3> k_answers{"Oui", "Non", "Peut-être"};
constexpr std::array<char const*, 3> k_states{"Ouverte", "Suivie", "Close"};
constexpr std::array<char const*, 3> k_tabs{"Parcours", "Actions", "Accès"};
constexpr std::array<char const*, 4> k_rows{"Aubépine", "Bruyère", "Cerisier", "Dahlia"};

std::array<kit::ChoiceItem, 3> items_of(std::array<char const*, 3> const& names, std::size_t chosen)
{
    std::array<kit::ChoiceItem, 3> items;
    for (std::size_t i = 0; i < items.size(); ++i)
        items[i] = {names[i], ui::value(names[i]), i == chosen, {}};
    return items;
}

}  // namespace

void ActsPage::draw()
{
    kit::PlainPage page(ui::value("Gestes"));
    kit::page_title(ui::value("Gestes"));
    draw_counts();
    draw_choices();
    draw_tabs();
    draw_rows();
    draw_dialog();
}

void ActsPage::draw_counts() const
{
    constexpr std::array<char const*, k_widgets> k_names{"radio", "liste", "onglet", "ligne", "dialogue", "case"};
    std::string all = "Effets";
    for (std::size_t i = 0; i < k_names.size(); ++i)
        all += (i == 0 ? " " : ", ") + std::string(k_names[i]) + " = " + std::to_string(m_counts[i]);
    kit::paragraph(ui::value(all));
}

void ActsPage::draw_choices()
{
    if (kit::checkbox("box", ui::value("Informés"), m_is_ticked))
        count(Box);
    if (auto const picked = kit::radios("answer", ui::value("Réponse"), items_of(k_answers, m_radio))) {
        m_radio = *picked;
        count(Radios);
    }
    if (auto const picked = kit::choice("state", ui::value("État"), items_of(k_states, m_option))) {
        m_option = *picked;
        count(List);
    }
}

void ActsPage::draw_tabs()
{
    std::array<kit::TabItem, k_tabs.size()> items;
    for (std::size_t i = 0; i < items.size(); ++i)
        items[i] = {k_tabs[i], ui::value(k_tabs[i])};
    kit::Tabs tabs("tabs", ui::value("Fiche"), items, m_tab);
    if (auto const picked = tabs.picked()) {
        m_tab = *picked;
        count(TabRow);
    }
    kit::paragraph(ui::value(k_tabs[m_tab]));
}

void ActsPage::draw_rows()
{
    auto const opened = kit::list("rows", ui::value("Lignes"), k_rows.size(), [this](std::size_t index) {
        auto const* const name = k_rows[m_is_turned ? k_rows.size() - 1 - index : index];
        return kit::ListRow{.id = name, .title = ui::value(name)};
    });
    if (opened) {
        m_is_turned = !m_is_turned;
        count(Rows);
    }
}

void ActsPage::draw_dialog()
{
    if (kit::button("ask", ui::value("Demander")))
        m_is_asking = true;
    if (!m_is_asking)
        return;
    kit::Dialog dialog("asked", ui::value("Envoyer la demande"));
    // It stays open: a second effect would show.
    if (kit::primary_button("send", ui::value("Envoyer")))
        count(Asked);
    if (dialog.dismissed())
        m_is_asking = false;
}

}  // namespace huisclos::wasm
