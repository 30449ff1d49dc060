// Keys that scroll. Over the canvas the browser has nothing to scroll: what no field, list or button takes comes here.

#include <algorithm>
#include <cmath>
#include <string_view>

#include "ui/kit/draw.hpp"
#include "ui/kit/internal.hpp"

namespace huisclos::kit {

namespace {

/// Of an arrow, as browsers do; pixels at 100 %.
constexpr float k_arrow_step = 40;

/// Where a key leads, as far as there is something.
float led_to(ScrollPlace const& place, std::string_view key)
{
    float const line = line_height(k_body);
    // The last line stays in sight.
    float const page = std::max(line, place.height - line);
    float to = place.y;
    if (key == "PageDown")
        to += page;
    else if (key == "PageUp")
        to -= page;
    else if (key == "ArrowDown")
        to += px(k_arrow_step);
    else if (key == "ArrowUp")
        to -= px(k_arrow_step);
    else if (key == "Home")
        to = 0;
    else if (key == "End")
        to = place.most;
    return std::round(std::clamp(to, 0.0f, std::max(0.0f, place.most)));
}

bool leads_on(ScrollPlace const& place, std::string_view key)
{
    return std::abs(led_to(place, key) - place.y) >= 1;
}

bool scrolls(ScrollPlace const& place)
{
    return place.most >= 1;
}

ScrollPlace& place_at(int index)
{
    return state().scrolls[static_cast<std::size_t>(index)];
}

/// What lies behind a dialog stays as it is, and so does the page below the open menu.
bool lies_on_top(ScrollPlace const& place)
{
    if (state().dialog_now != 0)
        return place.in_dialog;
    return !place.in_dialog && !(state().menu_open && place.in_page);
}

bool is_within(int index, int outer)
{
    while (index != outer && index >= 0)
        index = place_at(index).around;
    return index == outer;
}

/// The last that scrolls in `outer`, or in the page; -1 = none.
int last_within(int outer)
{
    for (int i = static_cast<int>(state().scrolls.size()); i-- > 0;) {
        ScrollPlace const& place = place_at(i);
        if (lies_on_top(place) && place.in_page && scrolls(place) && is_within(i, outer))
            return i;
    }
    return -1;
}

/// The innermost around focus that can go there. Where none scrolls at all, what scrolls beside the focus, a sheet
/// below its tabs, else the page. -1 = none.
int index_for(std::string_view key)
{
    ContextState const& now = state();
    auto const held = std::ranges::find_if(
        now.scrolls, [](ScrollPlace const& place) { return place.holds_focus && lies_on_top(place); });
    int const first = held == now.scrolls.end() ? -1 : static_cast<int>(held - now.scrolls.begin());
    bool any = false;
    for (int i = first; i >= 0 && lies_on_top(place_at(i)); i = place_at(i).around) {
        if (leads_on(place_at(i), key))
            return i;
        any = any || scrolls(place_at(i));
    }
    int found = -1;
    for (int i = first; !any && found < 0; i = place_at(i).around) {
        found = last_within(i);
        if (i < 0)
            break;
    }
    return found >= 0 && leads_on(place_at(found), key) ? found : -1;
}

}  // namespace

void scroll_by_keys()
{
    ContextState& now = state();
    if (is_printed())
        return;
    while (auto const asked = now.actions.take_any(Act::Scroll)) {
        int const index = index_for(asked->text);
        if (index < 0)
            continue;
        ScrollPlace& place = place_at(index);
        place.y = led_to(place, asked->text);
        now.scroll_asked = place.id;
        now.scroll_to = place.y;
        now.frames_wanted = std::max(now.frames_wanted, 2);
    }
}

}  // namespace huisclos::kit
