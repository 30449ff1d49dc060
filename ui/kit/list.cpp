#include "ui/kit/list.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

namespace {

/// Of the bar before the row that is open.
constexpr float k_bar_left = 2;
constexpr float k_bar_width = 4;
/// Below this width of the column the tag goes below the title.
constexpr float k_narrow = 360;
/// Above and below what a row of its own height holds in a wide column.
constexpr float k_wide_padding = 14;
/// Of a title that may be measured; where all rows are of one height, two.
constexpr int k_title_lines = 3;
constexpr float k_narrow_padding = 12;
constexpr float k_narrow_gap = 8;

/// A row's highlight reaches this far beyond the column, to 4 pixels from the card's edge: its bar stands clear of the
/// words.
float row_bleed()
{
    return px(is_narrow() ? 12 : 20);
}

void draw_surface(Rect rect, ui::NodeId id, bool hovered, bool selected)
{
    Palette const& colours = palette();
    float const radius = px(ui::size::button_radius);
    float const hover = animate(id, 0, hovered && !selected);
    if (selected) {
        fill(inset(rect, px(1)), colours.accent_soft, radius);
        fill({rect.x + px(k_bar_left), rect.y + px(9), px(k_bar_width), rect.height - px(18)}, colours.accent, px(2));
    } else if (hover > 0) {
        fill(inset(rect, px(1)), ui::with_alpha(colours.hover, static_cast<std::uint8_t>(255 * hover)), radius);
    }
    if (shows_focus(id))
        focus_ring(inset(rect, px(5)), radius);
}

void emit_text(Rect rect, TextStyle style, Text const& text)
{
    Node node = make_node(Role::Text, ordinal_id(), rect, text.view());
    node.font_px = em_size(style);
    emit(node);
}

/// The title on one line or on so many at most, and the height that it takes.
float title_height(float width, ListRow const& row, int lines)
{
    float const one = line_height(k_body_strong);
    if (text_width(k_body_strong, row.title.view()) <= width + 0.5f)
        return one;
    float const whole = paragraph_height(width, k_body_strong, row.title.view());
    return std::clamp(whole, 2 * one, one * static_cast<float>(lines));
}

void draw_detail(Rect rect, ListRow const& row)
{
    draw_lines_in(rect, k_small, palette().soft, row.detail.view());
    if (!row.detail.empty())
        emit_text(rect, k_small, row.detail);
}

/// On the row that is open, a pale pill has an edge: its own colour is next to that of the row.
void draw_row_tag(Rect rect, ListRow const& row)
{
    draw_tag(rect, row.tag_tone, row.tag, row.tag_icon);
    if (row.selected)
        outline(
            rect, tone_pair(palette(), row.tag_tone).strong, std::min(rect.height / 2, px(ui::size::tag_radius)),
            std::max(1.0f, px(1)));
}

/// Of the detail, when it may take that many lines.
float detail_height(float width, ListRow const& row, int lines)
{
    float const one = line_height(k_small);
    if (lines == 1)
        return one;
    return std::clamp(paragraph_height(width, k_small, row.detail.view()), one, one * static_cast<float>(lines));
}

/// In a wide column, beside the title.
float tag_beside(float width, ListRow const& row)
{
    return row.tag.empty() ? 0 : std::min(tag_width(row.tag), width * 0.5f);
}

float title_beside(float width, float tag)
{
    return width - (tag > 0 ? tag + px(12) : 0);
}

/// Of a row alone in a wide column: what it holds keeps its distance from the lines that part it from the others.
float own_wide_height(float width, ListRow const& row, int detail_lines)
{
    float const title = title_height(title_beside(width, tag_beside(width, row)), row, k_title_lines);
    float const gap = px(title > line_height(k_body_strong) ? 2 : 6);
    float const detail = row.detail.empty() ? 0 : detail_height(width, row, detail_lines);
    return std::max(px(ui::size::row_height), std::ceil(title + gap + detail + 2 * px(k_wide_padding)));
}

/// Title and tag, the detail below.
void draw_comfortable(Rect inner, ListRow const& row, int title_lines, int detail_lines)
{
    float const tag = tag_beside(inner.width, row);
    float const width = title_beside(inner.width, tag);
    float const title = title_height(width, row, title_lines);
    float const detail = detail_height(inner.width, row, detail_lines);
    float const gap = std::clamp(inner.height - title - detail - 2 * px(k_wide_padding), 0.0f, px(6));
    float const top = inner.y + (inner.height - title - gap - detail) / 2;
    draw_lines_in({inner.x, top, width, title}, k_body_strong, palette().ink, row.title.view());
    draw_detail({inner.x, top + title + gap, inner.width, detail}, row);
    if (tag > 0)
        draw_row_tag({inner.x + inner.width - tag, top - px(1), tag, px(ui::size::tag_height)}, row);
}

float narrow_height(RowTags tags, int detail_lines)
{
    float const tag = tags == RowTags::None ? 0 : px(ui::size::tag_height) + px(k_narrow_gap);
    float const detail = line_height(k_small) * static_cast<float>(detail_lines);
    return std::ceil(2 * line_height(k_body_strong) + px(2) + detail + tag + 2 * px(k_narrow_padding));
}

/// Of a row alone: as draw_narrow fills it.
float own_height(float width, ListRow const& row, int detail_lines)
{
    float const tag = row.tag.empty() ? 0 : px(ui::size::tag_height) + px(k_narrow_gap);
    float const title = title_height(width, row, k_title_lines);
    int const lines = title > line_height(k_body_strong) ? std::max(detail_lines, 2) : detail_lines + 1;
    float const detail = row.detail.empty() ? 0 : detail_height(width, row, lines);
    float const height = std::ceil(title + px(2) + detail + tag + 2 * px(k_narrow_padding));
    return std::max(height, target_height(ui::size::compact_row_height));
}

/// Title, detail, tag, one below the other: a detail takes the line that its title leaves.
void draw_narrow(Rect inner, ListRow const& row, int title_lines)
{
    float const tag = row.tag.empty() ? 0 : px(ui::size::tag_height) + px(k_narrow_gap);
    float const title = title_height(inner.width, row, title_lines);
    float const room = inner.height - 2 * px(k_narrow_padding) - tag - title - px(2);
    float const line = line_height(k_small);
    float const lines = std::floor((room + 0.5f) / line) * line;
    float const detail = std::min(paragraph_height(inner.width, k_small, row.detail.view()), lines);
    float y = inner.y + (inner.height - title - px(2) - detail - tag) / 2;
    draw_lines_in({inner.x, y, inner.width, title}, k_body_strong, palette().ink, row.title.view());
    y += title + px(2);
    if (detail > 0)
        draw_detail({inner.x, y, inner.width, detail}, row);
    if (tag == 0)
        return;
    float const width = std::min(tag_width(row.tag), inner.width);
    draw_row_tag({inner.x, y + detail + px(k_narrow_gap), width, px(ui::size::tag_height)}, row);
}

/// One line: title, then what fits of the detail, then the tag.
void draw_compact(Rect inner, ListRow const& row)
{
    float const tag = row.tag.empty() ? 0 : std::min(tag_width(row.tag), inner.width * 0.4f);
    float const room = inner.width - (tag > 0 ? tag + px(12) : 0);
    float const title = std::min(text_width(k_body, row.title.view()) + 1, row.detail.empty() ? room : room * 0.6f);
    draw_text_in({inner.x, inner.y, title, inner.height}, k_body, palette().ink, row.title.view());
    if (!row.detail.empty()) {
        Rect const beside{inner.x + title + px(16), inner.y, room - title - px(16), inner.height};
        draw_text_in(beside, k_small, palette().soft, row.detail.view());
        emit_text(beside, k_small, row.detail);
    }
    if (tag > 0) {
        float const height = px(ui::size::tag_height);
        draw_row_tag({inner.x + inner.width - tag, inner.y + (inner.height - height) / 2, tag, height}, row);
    }
}

}  // namespace

ListScope::ListScope(std::string_view id, std::size_t count, ListOptions const& options)
    : m_count(count), m_id(id_of(id)), m_size(options.size), m_detail_lines(options.detail_lines)
{
    m_narrow = m_size == RowSize::Comfortable && region().width < px(k_narrow);
    m_height = m_size == RowSize::Compact ? target_height(ui::size::compact_row_height)
               : m_narrow                 ? narrow_height(options.tags, m_detail_lines)
                          : px(ui::size::row_height) + line_height(k_small) * static_cast<float>(m_detail_lines - 1);
    m_left = region().x - row_bleed();
    // Not below the scroll bar: highlight and focus ring would be cut there.
    Rect const shown = clip_rect();
    m_width = std::min(region().width + 2 * row_bleed(), std::max(1.0f, shown.x + shown.width - m_left));
}

void ListScope::measure(ListRow const& row)
{
    if (m_tops.empty()) {
        m_tops.reserve(m_count + 1);
        m_tops.push_back(0);
    }
    float const width = m_width - 2 * row_bleed();
    m_tops.push_back(
        m_tops.back() +
        (m_narrow ? own_height(width, row, m_detail_lines) : own_wide_height(width, row, detail_lines())));
}

int ListScope::detail_lines() const
{
    return to_measure() > 0 ? std::max(m_detail_lines, 2) : m_detail_lines;
}

float ListScope::top_of(std::size_t index) const
{
    return m_tops.empty() ? m_height * static_cast<float>(index) : m_tops[index];
}

std::size_t ListScope::page_from(std::size_t at, bool down) const
{
    // The row that one comes from stays in sight.
    float const step = clip_rect().height - (top_of(at + 1) - top_of(at));
    std::size_t to = at;
    while (down ? to + 1 < m_count && top_of(to + 2) - top_of(at + 1) <= step
                : to > 0 && top_of(at) - top_of(to - 1) <= step)
        to = down ? to + 1 : to - 1;
    if (to != at)
        return to;
    return down ? std::min(at + 1, m_count - 1) : at - std::min<std::size_t>(at, 1);
}

std::optional<std::size_t> ListScope::target_of(std::string_view key, std::size_t at) const
{
    if (key == "ArrowDown")
        return std::min(at + 1, m_count - 1);
    if (key == "ArrowUp")
        return at == 0 ? 0 : at - 1;
    if (key == "Home")
        return 0;
    if (key == "End")
        return m_count - 1;
    if (key == "PageDown" || key == "PageUp")
        return page_from(at, key == "PageDown");
    return std::nullopt;
}

void ListScope::find_first_and_last(float top, float bottom)
{
    if (m_tops.empty()) {
        m_first = static_cast<std::size_t>(std::max(0.0f, std::floor(top / m_height)));
        m_last = std::min(m_count, static_cast<std::size_t>(std::ceil(bottom / m_height)));
    } else {
        auto const after = std::upper_bound(m_tops.begin(), m_tops.end(), top) - m_tops.begin();
        auto const end = std::lower_bound(m_tops.begin(), m_tops.end(), bottom) - m_tops.begin();
        m_first = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - 1, 0));
        m_last = std::min(m_count, static_cast<std::size_t>(end));
    }
    m_first = std::min(m_first, m_last);
}

void ListScope::open(Text const& name)
{
    Rect const all = place(region().width, top_of(m_count));
    m_top = all.y;

    Rect const seen = visible_part({m_left, m_top, m_width, all.height});
    if (seen.width > 0 && m_count > 0)
        find_first_and_last(seen.y - m_top, seen.y + seen.height - m_top);
    Memory& known = memory(m_id);
    // Other rows, as a search finds them: whoever comes into the list begins at its first.
    auto const rows = static_cast<float>(m_count);
    bool const holds_focus = known.other + 1 >= static_cast<float>(state().frame);
    if (std::exchange(known.number, rows) != rows) {
        // A page that is shorter is scrolled back in the frame after the one that measures it.
        state().frames_wanted = std::max(state().frames_wanted, 2);
        if (!holds_focus && !known.flag && state().frame >= known.until)
            known.focus = 0;
    }
    if (m_count > 0) {
        known.focus = std::min(known.focus, static_cast<std::uint32_t>(m_count - 1));
        m_current = known.focus;
        if (m_current < m_first || m_current >= m_last)
            m_kept = m_current;
    }
    Node node = make_node(Role::List, m_id, {m_left, m_top, m_width, all.height}, name.view());
    node.row_count = static_cast<std::uint32_t>(m_count);
    node.set_size = static_cast<std::uint32_t>(m_count);
    open_node(node);
    if (wants_rows(m_id, name.view(), m_wanted_first))
        m_wanted_last = std::min(m_count, m_wanted_first + k_rows_a_frame);
}

ListScope::~ListScope()
{
    close_node();
    if (m_wanted_last > m_wanted_first)
        rows_given(m_id, m_wanted_last, m_count);
}

void ListScope::give(std::size_t index, ListRow const& row) const
{
    ui::NodeId const link = ui::make_node_id(ui::make_node_id(m_id, row.id), "open");
    give_row(m_id, link, index, row.title.view(), row.detail.view());
}

void ListScope::lead(std::size_t index, ui::NodeId link_id) const
{
    Memory& known = memory(m_id);
    // The row in focus is the tab stop, but while focus is on its way to another one.
    bool const moving = known.flag || state().frame < known.until;
    if (is_focused(link_id)) {
        known.other = static_cast<float>(state().frame);
        if (!moving && known.focus != index) {
            known.focus = static_cast<std::uint32_t>(index);
            request_frame();
        }
    }
    if (auto const key = take_key(link_id)) {
        // A key that is held comes faster than focus moves.
        std::size_t const at = moving ? known.focus : index;
        if (auto const target = target_of(*key, at)) {
            known.focus = static_cast<std::uint32_t>(*target);
            known.flag = true;  // Focus moves once that row is emitted.
            state().frames_wanted = std::max(state().frames_wanted, 2);
        }
    } else if (known.flag && known.focus == index) {
        known.flag = false;
        known.until = state().frame + k_frames_to_move;
        state().tree.request_focus(link_id);
    }
}

void ListScope::draw(Rect rect, ListRow const& row) const
{
    Rect const inner{rect.x + row_bleed(), rect.y, rect.width - 2 * row_bleed(), rect.height};
    int const title_lines = m_tops.empty() ? 2 : k_title_lines;
    if (m_size == RowSize::Compact)
        draw_compact(inner, row);
    else if (m_narrow)
        draw_narrow(inner, row, title_lines);
    else
        draw_comfortable(inner, row, title_lines, detail_lines());
}

bool ListScope::row(std::size_t index, ListRow const& row)
{
    float const height = m_tops.empty() ? m_height : m_tops[index + 1] - m_tops[index];
    Rect const rect{m_left, m_top + top_of(index), m_width, height};
    ui::NodeId const item_id = ui::make_node_id(m_id, row.id);
    ui::NodeId const link_id = ui::make_node_id(item_id, "open");
    Node item = make_node(Role::ListItem, item_id, rect, "");
    item.position = static_cast<std::uint32_t>(index + 1);
    item.set_size = static_cast<std::uint32_t>(m_count);
    open_node(item);

    Touch const touch = interact(link_id, rect, Usable::Yes);
    lead(index, link_id);
    draw_surface(rect, link_id, touch.hovered, row.selected);
    if (!row.selected && index + 1 < m_count)
        line(
            rect.x + row_bleed(), rect.y + rect.height - 1, rect.x + rect.width - row_bleed(), rect.y + rect.height - 1,
            palette().line);

    Node link = make_node(Role::Link, link_id, rect, row.title.view());
    link.state = State::Keys;
    if (index == m_current)
        link.state = link.state | State::Focusable;
    if (row.selected)
        link.state = link.state | State::Current;
    link.value.assign(row.href);
    emit(link);
    draw(rect, row);
    close_node();
    return touch.pressed;
}

}  // namespace huisclos::kit
