// A bar chart, which tells the same thing in words.

#include <algorithm>
#include <cmath>

#include "ui/kit/content.hpp"
#include "ui/kit/parts.hpp"
#include "ui/text/format.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

void hatch(Rect rect, Colour colour)
{
    for (float y = rect.y; y < rect.y + rect.height; y += px(7))
        line(rect.x, y, rect.x + rect.width, y, colour, std::max(1.0f, px(2)));
}

void table_cell(Role role, Rect rect, Text const& text, std::uint16_t column)
{
    Node cell = make_node(role, ordinal_id(), rect, text.view());
    cell.column_index = column;
    emit(cell);
}

void open_row(Rect rect, std::uint32_t index)
{
    Node row = make_node(Role::Row, ordinal_id(), rect, "");
    row.row_index = index;
    open_node(row);
}

Text bar_words(Bar const& bar, int hidden_below)
{
    if (bar.hidden)
        return tr("kit.chart.hidden", {ui::arg("n", std::int64_t{hidden_below})});
    return ui::value(ui::format_number(std::lround(bar.value)));
}

}  // namespace

void bar_chart(std::string_view id, Text const& name, std::span<Bar const> bars, int hidden_below)
{
    if (bars.empty())
        return;
    float const label = line_height(k_small) + px(8);
    float const figure = line_height(k_small_strong);
    Rect const rect = place(region().width, px(210) + label + figure);
    float const floor = rect.y + rect.height - label;
    float const room = floor - rect.y - figure;
    float greatest = static_cast<float>(hidden_below);
    for (Bar const& bar : bars)
        greatest = std::max(greatest, bar.hidden ? 0 : bar.value);
    float const each = rect.width / static_cast<float>(bars.size());

    Node table = make_node(Role::Table, id_of(id), rect, name.view());
    table.row_count = static_cast<std::uint32_t>(bars.size() + 1);
    open_node(table);
    open_row({rect.x, rect.y, rect.width, 1}, 1);
    table_cell(Role::ColumnHeader, {rect.x, rect.y, rect.width / 2, 1}, tr("kit.chart.month"), 1);
    table_cell(Role::ColumnHeader, {rect.x + rect.width / 2, rect.y, rect.width / 2, 1}, tr("kit.chart.count"), 2);
    close_node();
    line(rect.x, floor, rect.x + rect.width, floor, palette().line, std::max(1.0f, px(1)));
    for (std::size_t i = 0; i < bars.size(); ++i) {
        Bar const& bar = bars[i];
        float const value = bar.hidden ? static_cast<float>(hidden_below) * 0.75f : bar.value;
        float const height = std::max(px(2), room * value / greatest);
        float const width = std::min(each * 0.68f, px(44));
        float const x = rect.x + each * static_cast<float>(i) + (each - width) / 2;
        Rect const shape{std::round(x), floor - height, std::round(width), height};
        if (bar.hidden) {
            hatch(shape, palette().border);
        } else {
            ImGui::GetWindowDrawList()->AddRectFilled(
                corner(shape), far_corner(shape), to_u32(bar.current ? palette().accent : palette().chart), px(3),
                ImDrawFlags_RoundCornersTop);
        }
        Text const words = bar_words(bar, hidden_below);
        Text const shown = bar.hidden ? ui::value("< " + std::to_string(hidden_below)) : words;
        Rect const above{shape.x - px(8), shape.y - figure, shape.width + px(16), figure};
        draw_text_in(above, k_small_strong, palette().ink, shown.view(), Align::Centre);
        Rect const below{rect.x + each * static_cast<float>(i), floor + px(4), each, label - px(4)};
        draw_text_in(below, k_small, palette().soft, bar.label.view(), Align::Centre);
        open_row({below.x, rect.y, each, rect.height}, static_cast<std::uint32_t>(i + 2));
        table_cell(Role::Cell, below, bar.label, 1);
        table_cell(Role::Cell, above, words, 2);
        close_node();
    }
    close_node();
}

}  // namespace huisclos::kit
