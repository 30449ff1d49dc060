#include "ui/kit/toast_place.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace huisclos::kit {

namespace {

/// Of its height, what messages take from the page at most, or as much as leaves this of it. Where they need more they
/// lie over it.
constexpr float k_most_of_window = 0.4f;
constexpr float k_least_page = 270;

/// Where they may be in a low window, the best first: corners of a wide one, edges of a narrow one.
enum class Corner : std::uint8_t { BottomRight, BottomLeft, TopRight };

Rect rect_at(Corner place, float width, float height)
{
    FrameInput const& input = state().input;
    Rect rect{input.width - width, input.height - height, width, height};
    if (place == Corner::BottomLeft)
        rect.x = 0;
    if (place == Corner::TopRight)
        rect.y = std::min(page_top(), rect.y);
    rect.y = std::max(0.0f, rect.y);
    return rect;
}

bool meet(Rect a, Rect b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

}  // namespace

float band_for(float height)
{
    float const window = state().input.height;
    return height <= std::max(k_most_of_window * window, window - px(k_least_page)) ? height : 0;
}

float page_left()
{
    Node const* const main = state().tree.find(state().main);
    return main == nullptr ? 0 : main->rect.x;
}

float page_top()
{
    Node const* const main = state().tree.find(state().main);
    return main == nullptr ? 0 : main->rect.y;
}

Covered covered_by(Rect rect)
{
    ContextState& now = state();
    Covered covered = Covered::Nothing;
    for (std::size_t i = 0; i < now.tree.count(); ++i) {
        Node const& node = now.tree.at(i);
        bool const is_reached = has(node.state, State::Focusable) || has(node.state, State::Keys);
        bool const is_seen = node.role == Role::Text || node.role == Role::Image || node.role == Role::Progress;
        if ((!is_reached && !is_seen) || node.clip.width <= 0 || !meet(rect, node.clip))
            continue;
        bool const in_dialog = now.dialog_now != 0 && i >= now.dialog_first && i < now.dialog_last;
        if (in_dialog || is_focused(node.id))
            return Covered::Needed;
        covered = Covered::Something;
    }
    return covered;
}

void keep_band(float band)
{
    ContextState& now = state();
    if (band == now.toast_band)
        return;
    Rect const below{0, now.input.height - band, now.input.width, band};
    Node const* const held = now.tree.find(now.actions.focused());
    bool const is_shown = held != nullptr && held->clip.width > 0;
    if (band > now.toast_band && is_shown && meet(now.focus_seen, below))
        now.actions.focus_again();
    now.toast_band = band;
    request_frame();
}

void leave_band()
{
    if (std::exchange(state().toast_band, 0.0f) != 0)
        request_frame();
}

Rect floating_place(std::uint64_t newest, float width, float height)
{
    ContextState& now = state();
    auto place = static_cast<Corner>(now.toast_place);
    if (now.toast_placed == newest && covered_by(rect_at(place, width, height)) != Covered::Needed)
        return rect_at(place, width, height);
    std::array const corners{Corner::BottomRight, Corner::BottomLeft, Corner::TopRight};
    auto const covered = [width, height](Corner corner) {
        return covered_by(rect_at(corner, width, height));
    };
    auto best = std::ranges::find(corners, Covered::Nothing, covered);
    if (best == corners.end())
        best = std::ranges::find(corners, Covered::Something, covered);
    place = best == corners.end() ? Corner::BottomRight : *best;
    now.toast_placed = newest;
    now.toast_place = static_cast<std::uint8_t>(place);
    return rect_at(place, width, height);
}

}  // namespace huisclos::kit
