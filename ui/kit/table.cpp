#include "ui/kit/table.hpp"

#include <algorithm>
#include <cmath>

#include "ui/kit/copy.hpp"
#include "ui/kit/parts.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_head_height = 40;
constexpr float k_row_padding = 8;  ///< Above and below its text.
constexpr float k_cell_gap = 16;
constexpr float k_card_padding = 12;  ///< Above the first value of a card; below the last with its own gap.
constexpr float k_card_gap = 8;       ///< Below each value of a card.
constexpr float k_card_value = 32;    ///< Of a tag, a link or a button.

TextStyle style_of(Weight weight)
{
    bool const small = weight == Weight::Small || weight == Weight::SmallStrong;
    return small ? k_small : weight == Weight::Strong ? k_body_strong : k_body;
}

/// In cards, the column's title stands above the value.
Rect below_label(Rect cell, bool cards, Text const& label)
{
    if (!cards)
        return cell;
    float const height = line_height(k_small);
    draw_text_in({cell.x, cell.y, cell.width, height}, k_small, palette().soft, label.view());
    return {cell.x, cell.y + height, cell.width, cell.height - height - px(k_card_gap)};
}

}  // namespace

Table::Table(
    std::string_view id, Text const& name, std::span<TableColumn const> columns, std::size_t count, Copying copying,
    RowIds const& ids)
    : m_columns(columns), m_count(count), m_cards(is_narrow()), m_id(id_of(id))
{
    float const head = m_cards ? 0 : px(k_head_height);
    m_width = region().width;
    m_tops = place_rows();
    Rect const all = place(region().width, head + m_tops.back());
    m_left = all.x;
    m_width = all.width;
    m_top = all.y + head;
    Node table = make_node(Role::Table, m_id, all, name.view());
    table.row_count = static_cast<std::uint32_t>(count + 1);
    open_node(table);

    Node row =
        make_node(Role::Row, ui::make_node_id(m_id, "head"), {all.x, all.y, all.width, std::max(head, 1.0f)}, "");
    row.row_index = 1;
    open_node(row);
    for (m_column = 0; m_column < columns.size(); ++m_column) {
        Rect const rect{column_left(m_column), all.y, column_width(m_column), std::max(head, 1.0f)};
        if (!m_cards)
            draw_text_in(rect, k_small_strong, palette().soft, columns[m_column].title.view());
        Node header = make_node(Role::ColumnHeader, ordinal_id(), rect, columns[m_column].title.view());
        header.column_index = static_cast<std::uint16_t>(m_column + 1);
        emit(header);
    }
    close_node();
    if (!m_cards)
        line(all.x, m_top - 1, all.x + all.width, m_top - 1, palette().line);

    find_rows(copying, ids);
}

Table::~Table()
{
    end_row();
    close_node();
}

void Table::find_rows(Copying copying, RowIds const& ids)
{
    Rect const seen = visible_part({m_left, m_top, m_width, m_tops.back()});
    if (seen.width > 0 && m_count > 0) {
        auto const after = std::ranges::upper_bound(m_tops, seen.y - m_top);
        auto const beyond = std::ranges::lower_bound(m_tops, seen.y + seen.height - m_top);
        m_first = after == m_tops.begin() ? 0 : static_cast<std::size_t>(after - m_tops.begin()) - 1;
        m_last = std::min(m_count, static_cast<std::size_t>(beyond - m_tops.begin()));
        m_first = std::min(m_first, m_last);
    }
    if (state().find.running) {
        // What is looked for may stand in a row that is not on screen.
        m_first = 0;
        m_last = m_count;
    }
    auto const held = held_row(copying, ids);
    if (held && (*held < m_first || *held >= m_last))
        m_kept = held;
    if (copying == Copying::No)
        return;
    std::size_t const columns = m_columns.size();
    std::size_t first = m_first;
    std::size_t last = m_last;
    if (held) {
        first = m_first < m_last ? std::min(m_first, *held) : *held;
        last = m_first < m_last ? std::max(m_last, *held + 1) : *held + 1;
    }
    if (first < last)
        m_marks = std::make_unique<CopyMarks>(m_id, first * columns, last * columns, columns);
}

std::optional<std::size_t> Table::held_row(Copying copying, RowIds const& ids) const
{
    if (copying == Copying::Offered) {
        if (auto const held = CopyMarks::held(m_id); held && *held / m_columns.size() < m_count)
            return *held / m_columns.size();
    }
    return focused_row(ids);
}

std::optional<std::size_t> Table::focused_row(RowIds const& ids) const
{
    Memory const& known = memory(m_id);
    if (state().frame >= known.until)
        return std::nullopt;
    auto const is_it = [&](std::size_t row) {
        return row < m_count && (!ids || ui::make_node_id(m_id, ids(row)) == known.focus);
    };
    auto const before = static_cast<std::size_t>(known.number);
    if (is_it(before))
        return before;
    for (std::size_t row = 0; ids && row < m_count; ++row) {
        if (is_it(row))
            return row;
    }
    return std::nullopt;
}

void Table::keep_focus_of(ui::NodeId id) const
{
    if (!is_focused(id))
        return;
    Memory& known = memory(m_id);
    known.focus = m_row_id;
    known.number = static_cast<float>(m_row);
    known.until = state().frame + 2;
}

std::size_t Table::row_at(std::size_t step) const
{
    if (m_kept && *m_kept < m_first)
        return step == 0 ? *m_kept : m_first + step - 1;
    return m_first + step < m_last ? m_first + step : *m_kept;
}

float Table::column_width(std::size_t column) const
{
    if (m_cards)
        return m_width;
    float total = 0;
    for (auto const& one : m_columns)
        total += one.weight;
    return m_width * m_columns[column].weight / total - px(k_cell_gap);
}

float Table::column_left(std::size_t column) const
{
    float x = m_left;
    for (std::size_t i = 0; i < column && !m_cards; ++i)
        x += column_width(i) + px(k_cell_gap);
    return x;
}

float Table::value_height(std::size_t row, std::size_t column) const
{
    TableColumn const& of = m_columns[column];
    TextStyle const style = style_of(of.style);
    float const line = line_height(style);
    return of.value ? std::max(line, paragraph_height(column_width(column), style, of.value(row).view())) : line;
}

float Table::card_line(std::size_t row, std::size_t column) const
{
    bool const is_text = static_cast<bool>(m_columns[column].value);
    float const value = is_text ? value_height(row, column) : target_height(k_card_value);
    return line_height(k_small) + value + px(k_card_gap);
}

float Table::row_height(std::size_t row) const
{
    float height = m_cards ? 2 * px(k_card_padding) - px(k_card_gap) : target_height(ui::size::compact_row_height);
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        height = m_cards ? height + card_line(row, i) : std::max(height, value_height(row, i) + 2 * px(k_row_padding));
    return height;
}

std::vector<float> Table::place_rows() const
{
    std::vector<float> tops(m_count + 1);
    for (std::size_t i = 0; i < m_count; ++i)
        tops[i + 1] = tops[i] + std::round(row_height(i));
    return tops;
}

Table::Place Table::open_cell()
{
    if (m_cards) {
        float y = row_top(m_row) + px(k_card_padding);
        for (std::size_t i = 0; i < m_column; ++i)
            y += card_line(m_row, i);
        return {m_left, y, m_width, card_line(m_row, m_column)};
    }
    return {column_left(m_column), row_top(m_row), column_width(m_column), m_tops[m_row + 1] - m_tops[m_row]};
}

void Table::row(std::size_t index, std::string_view id)
{
    end_row();
    m_row = index;
    m_column = 0;
    m_in_row = true;
    float const top = row_top(index);
    float const height = m_tops[index + 1] - m_tops[index];
    Node row = make_node(Role::Row, ui::make_node_id(m_id, id), {m_left, top, m_width, height}, "");
    row.row_index = static_cast<std::uint32_t>(index + 2);
    m_row_id = row.id;
    state().scopes.push_back(row.id);
    open_node(row);
    float const bottom = top + height - 1;
    if (index + 1 < m_count)
        line(m_left, bottom, m_left + m_width, bottom, palette().line);
}

void Table::end_row()
{
    if (!m_in_row)
        return;
    m_in_row = false;
    state().scopes.pop_back();
    close_node();
}

void Table::cell(Text const& text, Weight weight)
{
    Place const at = open_cell();
    Rect const rect = below_label({at.x, at.y, at.width, at.height}, m_cards, m_columns[m_column].title);
    bool const small = weight == Weight::Small || weight == Weight::SmallStrong;
    TextStyle const style = style_of(weight);
    Colour const colour = small || weight == Weight::Soft ? palette().soft : palette().ink;
    float const height = paragraph_height(rect.width, style, text.view());
    bool const wraps = text_width(style, text.view()) > rect.width + 0.5f && height <= rect.height + 0.5f;
    if (wraps)
        draw_paragraph(rect.x, rect.y + (rect.height - height) / 2, rect.width, style, colour, text.view());
    else
        draw_text_in(rect, style, colour, text.view());
    Node cell = make_node(Role::Cell, ordinal_id(), rect, text.view());
    cell.column_index = static_cast<std::uint16_t>(m_column + 1);
    if (m_marks && !text.empty()) {
        open_node(cell);
        offer_copy(rect, text, em_size(style));
        close_node();
    } else {
        emit(cell);
    }
    ++m_column;
}

void Table::offer_copy(Rect rect, Text const& text, float font_px)
{
    Node words = make_node(Role::Text, ordinal_id(), rect, text.view());
    words.font_px = font_px;
    emit(words);
    if (m_marks->draw(m_row * m_columns.size() + m_column, rect, text))
        m_copied = text.str();
    m_marks->emit_last();
}

bool Table::link_cell(Text const& text, std::string_view href)
{
    Place const at = open_cell();
    Rect const rect = below_label({at.x, at.y, at.width, at.height}, m_cards, m_columns[m_column].title);
    Node cell = make_node(Role::Cell, ordinal_id(), rect, "");
    cell.column_index = static_cast<std::uint16_t>(m_column + 1);
    open_node(cell);
    ui::NodeId const id = ui::make_node_id(ui::make_node_id(scope(), "link"), static_cast<std::uint32_t>(m_column));
    float const natural = std::min(rect.width, text_width(k_body_strong, text.view()) + 1);
    float const height = std::min(rect.height, target_height(32));
    Rect const touch_rect{rect.x, rect.y + (rect.height - height) / 2, natural, height};
    Touch const touch = interact(id, touch_rect, Usable::Yes);
    keep_focus_of(id);
    draw_text_in(touch_rect, k_body_strong, palette().accent, text.view());
    if (touch.hovered) {
        float const under = touch_rect.y + touch_rect.height / 2 + em_size(k_body) * 0.5f;
        line(touch_rect.x, under, touch_rect.x + touch_rect.width, under, palette().accent);
    }
    if (shows_focus(id))
        focus_ring(touch_rect, px(3));
    Node link = make_node(Role::Link, id, touch_rect, text.view());
    link.state = State::Focusable;
    link.value.assign(href);
    emit(link);
    close_node();
    ++m_column;
    return touch.pressed;
}

void Table::tag_cell(Tone tone, Text const& word, Icon icon)
{
    Place const at = open_cell();
    Rect const rect = below_label({at.x, at.y, at.width, at.height}, m_cards, m_columns[m_column].title);
    Node cell = make_node(Role::Cell, ordinal_id(), rect, "");
    cell.column_index = static_cast<std::uint16_t>(m_column + 1);
    open_node(cell);
    if (!word.empty()) {
        float const height = std::min(px(ui::size::tag_height), rect.height);
        draw_tag(
            {rect.x, rect.y + (rect.height - height) / 2, std::min(rect.width, tag_width(word)), height}, tone, word,
            icon);
    }
    close_node();
    ++m_column;
}

bool Table::button_cell(std::string_view id, Text const& label, ButtonOptions const& options)
{
    Place const at = open_cell();
    Rect const rect = below_label({at.x, at.y, at.width, at.height}, m_cards, m_columns[m_column].title);
    Node cell = make_node(Role::Cell, ordinal_id(), rect, "");
    cell.column_index = static_cast<std::uint16_t>(m_column + 1);
    open_node(cell);
    bool pressed = false;
    if (!label.empty()) {
        float const height = std::min(px(38), rect.height - px(4));
        float const width = std::min(rect.width, button_width(label, options));
        ui::NodeId const node = id_of(id);
        pressed = button_at({rect.x, rect.y + (rect.height - height) / 2, width, height}, node, label, options);
        keep_focus_of(node);
    }
    close_node();
    ++m_column;
    return pressed;
}

}  // namespace huisclos::kit
