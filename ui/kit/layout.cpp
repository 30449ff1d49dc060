#include "ui/kit/layout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/kit/draw.hpp"
#include "ui/kit/internal.hpp"

namespace huisclos::kit {

namespace {

constexpr Space k_usual_gap = Space::Medium;

/// Starts a new line of the Row when `natural` does not fit any more.
void wrap_row(Region& in, float natural)
{
    bool const first = in.row_x == in.row_start;
    if (first || in.row_x + natural <= in.x + in.width + 0.5f)
        return;
    in.y += in.row_height + px(k_row_gap);
    in.row_height = 0;
    in.row_start = in.x;
    in.row_x = in.x;
    ++in.row_lines;
}

Rect place_in_row(Region& in, float natural, float height)
{
    float const width = std::min(natural, in.width);
    wrap_row(in, width);
    float y = in.y;
    if (in.row_lines == 1 && in.row_known > height)
        y += std::round((in.row_known - height) / 2);
    Rect const rect{std::round(in.row_x), y, width, height};
    in.row_x += width + px(k_row_gap);
    in.row_natural += width + px(k_row_gap);
    in.row_height = std::max(in.row_height, height);
    return rect;
}

}  // namespace

float pixels(Space space)
{
    constexpr float k_pixels[] = {0, 4, 8, 12, 16, 24, 32};
    return px(k_pixels[static_cast<std::size_t>(space)]);
}

float target_height(float at_100)
{
    bool const touch = state().input.pointer == Pointer::Coarse;
    return px(touch ? std::max(at_100, ui::size::touch_height) : at_100);
}

float top_of_next()
{
    Region& in = region();
    if (!in.empty)
        in.y += in.gap;
    in.empty = false;
    in.gap = pixels(k_usual_gap);
    return in.y;
}

void advance(float bottom)
{
    region().y = bottom;
}

void gap_after(float css_px)
{
    if (!region().in_row)
        region().gap = css_px;
}

Rect place(float natural, float height)
{
    Region& in = region();
    if (in.in_row)
        return place_in_row(in, natural, height);
    float const y = std::round(top_of_next());
    in.y = y + height;
    return {in.x, y, in.width, height};
}

void push_region(Region inner)
{
    if (inner.gap == 0)
        inner.gap = pixels(k_usual_gap);
    inner.top = inner.y;
    state().regions.push_back(inner);
}

float pop_region()
{
    Region const& in = region();
    float const used = in.y - in.top;
    state().regions.pop_back();
    return used;
}

void begin_scroll(ui::NodeId id, Rect rect, float padding_x, float padding_y, float region_bottom, ScrollBar bar)
{
    ContextState& now = state();
    now.to_show.reset();
    ImGui::SetCursorScreenPos(corner(rect));
    ImGui::PushID(static_cast<int>(id));
    ImGui::BeginChild(
        "scroll", {std::max(rect.width, 1.0f), std::max(rect.height, 1.0f)}, ImGuiChildFlags_None,
        ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings |
            (bar == ScrollBar::None ? ImGuiWindowFlags_NoScrollbar : 0));
    ScrollPlace scrolled{.id = id, .around = now.scroll_open, .y = ImGui::GetScrollY()};
    scrolled.in_dialog = now.inside_dialog > 0;
    bool const in_main = now.scopes.size() > 1 && now.scopes[1] == now.main;
    scrolled.in_page = !now.inside_popup && (in_main || scrolled.in_dialog);
    if (now.scroll_asked == id && !is_printed()) {
        now.scroll_asked = 0;
        scrolled.y = now.scroll_to;
        ImGui::SetScrollY(now.scroll_to);
        now.frames_wanted = std::max(now.frames_wanted, 2);
    }
    now.scroll_open = static_cast<int>(now.scrolls.size());
    now.scrolls.push_back(scrolled);
    ImVec2 const top = ImGui::GetCursorScreenPos();
    push_region(
        {.x = rect.x + padding_x,
         .y = top.y + padding_y,
         .width = std::max(1.0f, rect.width - 2 * padding_x),
         .bottom = region_bottom});
}

void end_scroll(float padding_bottom)
{
    float const bottom = region().y;
    pop_region();
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x, bottom + padding_bottom});
    ImGui::Dummy({1, 0});
    ScrollPlace& scrolled = state().scrolls[static_cast<std::size_t>(state().scroll_open)];
    scrolled.most = ImGui::GetScrollMaxY();
    scrolled.height = clip_rect().height;
    state().scroll_open = scrolled.around;
    ImGui::EndChild();
    ImGui::PopID();
    if (state().scroll_open >= 0)
        show_in_region_around();
    else
        state().to_show.reset();
}

void begin_over()
{
    ContextState& now = state();
    if (now.splitter_depth == now.splitters.size())
        now.splitters.push_back(new ImDrawListSplitter());
    ImDrawListSplitter& splitter = *now.splitters[now.splitter_depth++];
    ImDrawList* const list = ImGui::GetWindowDrawList();
    splitter.Split(list, 2);
    splitter.SetCurrentChannel(list, 1);
}

void go_under()
{
    ContextState& now = state();
    now.splitters[now.splitter_depth - 1]->SetCurrentChannel(ImGui::GetWindowDrawList(), 0);
}

void end_over()
{
    ContextState& now = state();
    now.splitters[--now.splitter_depth]->Merge(ImGui::GetWindowDrawList());
}

void space(Space gap)
{
    if (region().in_row)
        region().row_x += pixels(gap);
    else
        region().gap = pixels(gap);
}

void separator()
{
    Rect const rect = place(region().width, std::max(1.0f, px(1)));
    line(rect.x, rect.y, rect.x + rect.width, rect.y, palette().line, rect.height);
}

bool is_narrow()
{
    return state().input.width < px(ui::size::narrow);
}

bool is_stacked()
{
    return state().input.width < px(ui::size::stacked);
}

bool is_low()
{
    return state().input.height < px(ui::size::low);
}

Scope::Scope(std::string_view id)
{
    state().scopes.push_back(id_of(id));
}

Scope::~Scope()
{
    state().scopes.pop_back();
}

Row::Row(RowAlign align)
{
    float const y = std::round(top_of_next());
    ui::NodeId const id = ui::make_node_id(ordinal_id(), "row");
    Memory const& known = memory(id);
    Region row = region();
    float shift = 0;
    if (align != RowAlign::Start && known.number <= row.width)
        shift = (row.width - known.number) / (align == RowAlign::Centre ? 2 : 1);
    row.y = y;
    row.in_row = true;
    row.row_id = id;
    row.row_start = row.row_x = row.x + shift;
    row.row_height = row.row_natural = 0;
    row.row_known = known.flag ? 0 : known.other;
    row.row_lines = 1;
    push_region(row);
}

Row::~Row()
{
    Region const row = region();
    pop_region();
    Memory& known = memory(row.row_id);
    remember(known.number, std::max(0.0f, row.row_natural - px(k_row_gap)));
    remember(known.other, row.row_height);
    known.flag = row.row_lines > 1;
    advance(row.y + row.row_height);
}

Whole::Whole(std::string_view id) : m_id(id_of(id)), m_around(state().whole)
{
    // As tall as in the last frame: what it holds is not drawn yet.
    state().whole = {region().x, region().y, region().width, memory(m_id).number};
}

Whole::~Whole()
{
    remember(memory(m_id).number, region().y - state().whole.y);
    state().whole = m_around;
}

Closable::Closable() : m_around(std::exchange(state().escaped, false))
{
    ++state().closables;
}

Closable::~Closable()
{
    --state().closables;
    state().escaped = m_around;
}

bool Closable::dismissed() const
{
    return state().escaped;
}

Group::Group(std::string_view id, Text const& name, ui::Role role)
{
    ui::NodeId const node = id_of(id);
    Region const& in = region();
    open_node(make_node(role, node, {in.x, in.y, in.width, 0}, name.view()));
    state().scopes.push_back(node);
}

Group::~Group()
{
    ContextState& now = state();
    ui::NodeId const id = now.scopes.back();
    now.scopes.pop_back();
    Region const& in = region();
    for (std::size_t i = now.tree.count(); i-- > 0;) {
        if (now.tree.at(i).id == id) {
            float const top = now.tree.at(i).rect.y;
            set_node_rect(i, {in.x, top, in.width, std::max(0.0f, in.y - top)});
            break;
        }
    }
    close_node();
}

}  // namespace huisclos::kit
