#include "tests/bench/gallery/rows_page.hpp"

#include <array>
#include <string>

namespace huisclos::wasm {

namespace {

/// Names as long as those of a town; every row tells another one.
app::SituationRow make_row(std::size_t number)
{
    constexpr std::array k_names{"Mathis R.", "Chloé B.",  "Anne-Sophie de L.",
                                 "Yanis D.",  "Éloïse Q.", "Jean-Baptiste V."};
    auto const text = std::to_string(number);
    app::SituationRow row;
    for (std::size_t i = 0; i < 4; ++i)
        row.record.bytes[i] = static_cast<std::uint8_t>((number + 1) >> (8 * i));
    row.title =
        verbatim(std::string(k_names[number % k_names.size()]) + ", " + std::to_string(8 + number % 40) + " ans");
    row.subtitle = verbatim("2026-" + text + " · À examiner avant le 10 décembre 2026");
    row.status = {app::Tone::Info, "calendar-event-line", verbatim(number % 3 == 0 ? "À examiner" : "En suivi")};
    return row;
}

}  // namespace

void RowsPage::make(std::size_t rows)
{
    m_shell = std::make_unique<ui::Shell>();
    m_views.signed_in = true;
    m_views.route = app::SituationsRoute{};
    m_views.shell.member_name = "Mesure";
    m_views.shell.navigation.push_back(
        {app::SituationsRoute{}, phrase("session.nav.situations"), "folder-user-line", 0, true});
    auto& list = m_views.situations.emplace();
    list.title = verbatim("Situations");
    list.summary = verbatim(std::to_string(rows));
    for (std::size_t number = 0; number < rows; ++number)
        list.rows.push_back(make_row(number));
}

void RowsPage::draw(std::size_t rows)
{
    if (!m_shell)
        make(rows);
    m_shell->draw(m_views, *this);
}

}  // namespace huisclos::wasm
