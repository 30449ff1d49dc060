// A list beside its sheet.

#include <algorithm>
#include <cmath>

#include "ui/kit/draw.hpp"
#include "ui/kit/internal.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_pane_gap = 20;
constexpr float k_least_height = 160;
/// Where nothing says where the page ends: on paper.
constexpr float k_free_height = 320;
/// A pane's window is larger by this than what it shows, so that shadows and focus rings are not cut.
constexpr float k_pane_bleed = 8;
constexpr float k_pane_side = 6;  ///< The same to its left, and between it and its scroll bar.

/// To the right of what a pane shows: its scroll bar too, as far as the window of the pane beside it.
float right_of_pane(bool is_before_another)
{
    float const wanted = px(k_pane_side) + ImGui::GetStyle().ScrollbarSize;
    return is_before_another ? std::min(wanted, px(k_pane_gap - k_pane_side)) : wanted;
}

void begin_pane(PanesState& panes, int which)
{
    float const bleed = px(k_pane_bleed);
    float const side = px(k_pane_side);
    bool const right = panes.both && which == 1;
    float const width = panes.both ? panes.widths[which] : panes.widths[0] + panes.widths[1] + px(k_pane_gap);
    float const x = panes.x + (right ? panes.widths[0] + px(k_pane_gap) : 0);
    panes.open = which;
    ui::NodeId const id = ui::make_node_id(panes.id, static_cast<std::uint32_t>(which + 1));
    float const beside = right_of_pane(panes.both && which == 0);
    Rect const rect{x - side, panes.y - bleed, side + width + beside, panes.height + 2 * bleed};
    begin_scroll(id, rect, side, bleed, panes.y + panes.height);
    region().width = width;
    state().scopes.push_back(id);
}

}  // namespace

Panes::Panes(std::string_view id, float master_weight, float detail_weight, PaneShown stacked)
{
    PanesState panes;
    panes.id = id_of(id);
    panes.both = !is_stacked();
    panes.stacked = stacked;
    panes.x = region().x;
    panes.y = std::round(top_of_next());
    bool const has_bottom = region().bottom > 0;
    panes.height = has_bottom ? std::max(px(k_least_height), region().bottom - panes.y) : px(k_free_height);
    float const room = region().width - px(k_pane_gap);
    panes.widths[0] = std::floor(room * master_weight / (master_weight + detail_weight));
    panes.widths[1] = room - panes.widths[0];
    state().panes.push_back(panes);
}

void Panes::end_pane()
{
    PanesState& panes = state().panes.back();
    if (panes.open < 0)
        return;
    panes.open = -1;
    state().scopes.pop_back();
    end_scroll(px(k_pane_bleed));
}

bool Panes::master()
{
    end_pane();
    PanesState& panes = state().panes.back();
    if (!panes.both && panes.stacked != PaneShown::Master)
        return false;
    begin_pane(panes, 0);
    return true;
}

bool Panes::detail()
{
    end_pane();
    PanesState& panes = state().panes.back();
    if (!panes.both && panes.stacked != PaneShown::Detail)
        return false;
    begin_pane(panes, 1);
    return true;
}

Panes::~Panes()
{
    end_pane();
    PanesState const panes = state().panes.back();
    state().panes.pop_back();
    advance(panes.y + panes.height);
}

}  // namespace huisclos::kit
