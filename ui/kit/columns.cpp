// A grid whose cells end together, and the cards in them.

#include <algorithm>
#include <cmath>

#include "ui/kit/draw.hpp"
#include "ui/kit/internal.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_column_gap = 20;
/// What shows of a card that scrolls inside.
constexpr float k_least_fill = 240;
/// Between a card and the line below it.
constexpr float k_line_gap = 8;

ui::NodeId cell_id(ColumnsState const& columns)
{
    return ui::make_node_id(
        ui::make_node_id(columns.id, static_cast<std::uint32_t>(columns.line)),
        static_cast<std::uint32_t>(columns.cell + 1));
}

/// What the last card of a cell adds to its own height so that all cells of the line end together. Known from the last
/// frame: how many cards the cell has, and its height.
float room_below_in_cell()
{
    ContextState& now = state();
    if (now.columns.empty())
        return 0;
    ColumnsState& columns = now.columns.back();
    if (!columns.in_cell || columns.depth != now.regions.size() || columns.ends == CellEnds::Apart)
        return 0;
    ++columns.cards;
    Memory const& known = memory(cell_id(columns));
    if (columns.per_line == 1 || static_cast<float>(columns.cards) != known.other)
        return 0;
    return std::max(0.0f, columns.line_known - known.number);
}

/// The card has just become lower by the line below it: what holds focus in it is shown once more, ring and all.
void keep_focus_above_line(CardState const& card)
{
    ContextState& now = state();
    Memory& known = memory(ui::make_node_id(card.id, "line-below"));
    bool const has_come = card.line_below && !known.flag;
    known.flag = card.line_below;
    if (!has_come || !now.scrolls[static_cast<std::size_t>(now.scroll_open)].holds_focus)
        return;
    now.actions.focus_again();
    request_frame();
}

/// Once a line of cells is whole.
void remember_line(ColumnsState const& columns)
{
    ui::NodeId const id = ui::make_node_id(columns.id, static_cast<std::uint32_t>(columns.line));
    remember(memory(id).number, columns.line_natural);
}

}  // namespace

Columns::Columns(std::string_view id, std::initializer_list<float> weights, float least, CellEnds ends)
{
    ColumnsState columns;
    columns.ends = ends;
    columns.id = id_of(id);
    columns.weights = weights;
    columns.gap = px(k_column_gap);
    columns.x = region().x;
    columns.width = region().width;
    columns.y = top_of_next();
    // Fewer columns until the narrowest is wide enough. A number of columns that leaves a hole looks worse than half.
    columns.per_line = weights.size();
    auto const narrowest = [&](std::size_t count) {
        float total = 0;
        float least_weight = columns.weights.front();
        for (std::size_t i = 0; i < count; ++i) {
            total += columns.weights[i];
            least_weight = std::min(least_weight, columns.weights[i]);
        }
        return (columns.width - columns.gap * static_cast<float>(count - 1)) * least_weight / total;
    };
    while (columns.per_line > 1 && narrowest(columns.per_line) < px(least))
        columns.per_line =
            columns.per_line > 3 && columns.per_line % 2 == 0 ? columns.per_line / 2 : columns.per_line - 1;
    state().columns.push_back(std::move(columns));
    state().scopes.push_back(id_of(id));
}

void Columns::next()
{
    end_cell();
    ColumnsState& columns = state().columns.back();
    if (columns.cell == columns.per_line) {
        remember_line(columns);
        columns.y += std::max(columns.line_natural, columns.line_known) + columns.gap;
        columns.cell = 0;
        ++columns.line;
    }
    if (columns.cell == 0) {
        columns.line_natural = 0;
        columns.line_known = memory(ui::make_node_id(columns.id, static_cast<std::uint32_t>(columns.line))).number;
    }
    float total = 0;
    float before = 0;
    for (std::size_t i = 0; i < columns.per_line; ++i) {
        total += columns.weights[i];
        if (i < columns.cell)
            before += columns.weights[i];
    }
    float const room = columns.width - columns.gap * static_cast<float>(columns.per_line - 1);
    float const x = columns.x + room * before / total + columns.gap * static_cast<float>(columns.cell);
    columns.stretched = 0;
    columns.cards = 0;
    columns.in_cell = true;
    float const bottom = region().bottom;
    push_region(
        {.x = std::round(x),
         .y = columns.y,
         .width = std::floor(room * columns.weights[columns.cell] / total),
         .bottom = bottom});
    columns.depth = state().regions.size();
}

void Columns::end_cell()
{
    ColumnsState& columns = state().columns.back();
    if (!columns.in_cell)
        return;
    float const natural = pop_region() - columns.stretched;
    columns.line_natural = std::max(columns.line_natural, natural);
    Memory& known = memory(cell_id(columns));
    remember(known.number, natural);
    remember(known.other, static_cast<float>(columns.cards));
    columns.in_cell = false;
    ++columns.cell;
}

Columns::~Columns()
{
    end_cell();
    remember_line(state().columns.back());
    ColumnsState const columns = std::move(state().columns.back());
    state().columns.pop_back();
    state().scopes.pop_back();
    advance(columns.y + columns.line_natural);
}

Card::Card(std::string_view id, CardOptions const& options)
{
    ContextState& now = state();
    CardState card;
    card.id = id_of(id);
    bool const rows = options.padding == CardPadding::Rows;
    card.padding_x = px(is_narrow() ? 16 : ui::size::card_padding);
    card.padding_y = px(rows ? 8 : is_narrow() ? 16 : 20);
    card.extra = room_below_in_cell();
    card.x = region().x;
    card.y = std::round(top_of_next());
    card.width = region().width;
    // Where next to nothing of it would show it is as high as its content, and what it is in scrolls instead.
    float const room = region().bottom - card.y - ImGui::GetScrollY();
    card.fill = options.height == CardHeight::Fill && region().bottom > 0 && room >= px(k_least_fill) && !is_printed();
    // As high however far the pane around it is scrolled: else that could be scrolled for ever.
    card.height = room;
    card.line_below = card.fill && options.line_below;
    if (card.line_below)
        card.height -= px(k_line_gap) + line_height(k_small);

    Rect const rect{card.x, card.y, card.width, card.height};
    if (!options.name.empty())
        card.node = open_node(make_node(Role::Region, card.id, rect, options.name.view()));
    now.scopes.push_back(card.id);
    if (card.fill) {
        draw_card(rect, px(ui::size::card_radius));
        if (options.from_top) {
            now.scroll_asked = card.id;
            now.scroll_to = 0;
        }
        begin_scroll(card.id, inset(rect, 1), card.padding_x - 1, card.padding_y - 1, 0);
    } else {
        begin_over();
        push_region(
            {.x = card.x + card.padding_x, .y = card.y + card.padding_y, .width = card.width - 2 * card.padding_x});
    }
    now.cards.push_back(card);
}

Card::~Card()
{
    ContextState& now = state();
    CardState const card = now.cards.back();
    now.cards.pop_back();
    now.scopes.pop_back();
    float height = card.height;
    if (card.fill) {
        keep_focus_above_line(card);
        end_scroll(card.padding_y - 1);
    } else {
        float const natural = pop_region() + 2 * card.padding_y;
        height = natural + card.extra;
        if (card.extra > 0)
            now.columns.back().stretched = card.extra;
        go_under();
        draw_card({card.x, card.y, card.width, height}, px(ui::size::card_radius));
        end_over();
    }
    if (card.node != 0) {
        set_node_rect(card.node, {card.x, card.y, card.width, height});
        close_node();
    }
    advance(card.y + height);
    gap_after(px(card.line_below ? k_line_gap : k_column_gap));
}

}  // namespace huisclos::kit
