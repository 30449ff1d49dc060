#include "ui/kit/toast.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "ui/kit/imgui_bridge.hpp"
#include "ui/kit/parts.hpp"
#include "ui/kit/toast_place.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

constexpr double k_life_s = 8;
constexpr double k_closed = -1;
constexpr double k_waits = -2;   ///< For want of room: its time has not begun.
constexpr double k_news_s = 30;  ///< What waits longer is no news, and was announced when it came.
constexpr float k_floating_width = 400;
constexpr float k_gap = 8;  ///< Above and below each message; around it where they lie over the page.
constexpr float k_words_left = 48;
constexpr float k_cross_room = 44;
constexpr float k_above = 12;          ///< Above and below the words.
constexpr float k_least_beside = 280;  ///< Of words beside the button; where there is less it stands below.
constexpr std::ptrdiff_t k_most = 2;

ui::NodeId region_id()
{
    return ui::make_node_id(state().root, "toasts");
}

ui::NodeId toast_id(Toast const& toast)
{
    return ui::make_node_id(region_id(), static_cast<std::uint32_t>(toast.number));
}

ui::NodeId cross_id_of(ui::NodeId toast)
{
    return ui::make_node_id(toast, "close");
}

bool asks(Toast const& toast)
{
    return !toast.button.empty();
}

ui::NodeId answer_id_of(ui::NodeId toast)
{
    return ui::make_node_id(toast, "answer");
}

/// Who is at it does not lose it.
bool holds_focus(Toast const* toast)
{
    ui::NodeId const id = toast_id(*toast);
    return is_focused(answer_id_of(id)) || is_focused(cross_id_of(id));
}

bool stays(Toast const& toast)
{
    return toast.tone == Tone::Warning || toast.tone == Tone::Error || !toast.detail.empty() || asks(toast);
}

/// Asks for a frame when it has been there for long enough.
void wake_at_end(double since)
{
    ContextState& now = state();
    double const end = since + k_life_s;
    now.wake_at = now.wake_at ? std::min(*now.wake_at, end) : end;
}

/// Says it the first time it is seen; tells whether it is still to be drawn.
bool is_alive(Toast const& toast)
{
    ContextState& now = state();
    auto const [entry, fresh] = now.toast_times.try_emplace(toast.number, ToastTimes{now.input.now, now.input.now});
    ToastTimes& times = entry->second;
    if (fresh) {
        std::string const said = toast.detail.empty() ? toast.text.str() : toast.text.str() + " " + toast.detail.str();
        // What stays until it is closed is not to be lost to what is saved a moment later.
        if (stays(toast))
            announce_now(said);
        else
            announce(said);
    }
    if (times.since == k_closed)
        return false;
    if (stays(toast))
        return true;
    if (times.since == k_waits)
        return now.input.now < times.came + k_news_s;
    // Also when no frame came for longer than it lives, as in a tab that was away.
    if (is_focused(cross_id_of(toast_id(toast))))
        times.since = now.input.now;
    if (now.input.now >= times.since + k_life_s)
        return false;
    wake_at_end(times.since);
    return true;
}

/// Where the parts of a message go in a card of that width.
struct Inside {
    float words_width{0};
    float text{0};  ///< Heights.
    float detail{0};
    float button_width{0};
    bool beside{false};  ///< The button is beside the words.
    float height{0};
};

Inside measure(Toast const& toast, float width)
{
    Inside inside;
    float const room = width - px(k_words_left + k_cross_room);
    float const button = target_height(ui::size::button_height);
    inside.words_width = room;
    if (!toast.button.empty()) {
        inside.button_width = std::min(button_width(toast.button, {.kind = ButtonKind::Primary}), room);
        float const left = room - inside.button_width - px(16);
        inside.beside = left >= px(k_least_beside);
        inside.words_width = inside.beside ? left : room;
    }
    inside.text = paragraph_height(inside.words_width, k_body, toast.text.view());
    if (!toast.detail.empty())
        inside.detail = paragraph_height(inside.words_width, k_small, toast.detail.view()) + px(3);
    float const words = inside.text + inside.detail + 2 * px(k_above);
    bool const below = inside.button_width > 0 && !inside.beside;
    inside.height =
        inside.beside ? std::max(words, button + 2 * px(k_gap)) : words + (below ? button + px(k_above) : 0);
    return inside;
}

enum class Answer : std::uint8_t { None, Closed, Pressed };

/// Its cross; true when pressed.
bool draw_cross(Toast const& toast, Rect rect, ui::NodeId id)
{
    Rect const cross{rect.x + rect.width - px(40), rect.y + px(8), px(32), px(32)};
    ui::NodeId const cross_id = cross_id_of(id);
    Touch const touch = interact(cross_id, cross, Usable::Yes);
    fill(cross, ui::with_alpha(palette().hover, touch.hovered ? 255 : 0), px(6));
    draw_icon(cross.x + px(16), cross.y + px(16), 18, palette().soft, icon("close-line"));
    if (shows_focus(cross_id))
        focus_ring(cross, px(6));
    Node node = make_node(Role::Button, cross_id, cross, tr("kit.dismiss").view());
    node.state = State::Focusable;
    node.description = toast.text.str();
    emit(node);
    return touch.pressed || state().actions.take(cross_id, Act::Dismiss);
}

Answer draw(Toast const& toast, Rect rect, ui::NodeId id)
{
    Inside const inside = measure(toast, rect.width);
    ui::TonePair const pair = tone_pair(palette(), toast.tone);
    draw_card(rect, px(ui::size::button_radius));
    fill({rect.x + 1, rect.y + px(8), px(4), rect.height - px(16)}, pair.strong, px(2));
    open_node(make_node(Role::Group, id, rect, toast.text.view()));
    float const x = rect.x + px(k_words_left);
    float const words = inside.text + inside.detail;
    float const y = rect.y + (inside.beside ? (rect.height - words) / 2 : px(k_above));
    draw_icon(rect.x + px(26), y + line_height(k_body) / 2, 20, pair.strong, tone_icon(toast.tone));
    draw_paragraph(x, y, inside.words_width, k_body, palette().ink, toast.text.view());
    emit(make_node(Role::Paragraph, ordinal_id(), {x, y, inside.words_width, inside.text}, toast.text.view()));
    if (!toast.detail.empty()) {
        Rect const below{x, y + inside.text + px(3), inside.words_width, inside.detail - px(3)};
        draw_paragraph(below.x, below.y, below.width, k_small, palette().soft, toast.detail.view());
        emit(make_node(Role::Paragraph, ordinal_id(), below, toast.detail.view()));
    }
    bool pressed = false;
    if (!toast.button.empty()) {
        float const height = target_height(ui::size::button_height);
        Rect at{x, rect.y + rect.height - px(k_above) - height, inside.button_width, height};
        if (inside.beside) {
            at.x = rect.x + rect.width - px(k_cross_room) - at.width;
            at.y = rect.y + (rect.height - height) / 2;
        }
        pressed = button_at(at, answer_id_of(id), toast.button, {.kind = ButtonKind::Primary});
    }
    bool const closed = draw_cross(toast, rect, id);
    close_node();
    // Reading it keeps it.
    bool const read = ImGui::IsMouseHoveringRect(corner(rect), far_corner(rect), false) || is_focused(cross_id_of(id));
    double& since = state().toast_times[toast.number].since;
    if (read && since != k_closed)
        since = state().input.now;
    return pressed ? Answer::Pressed : closed ? Answer::Closed : Answer::None;
}

/// Whom room is given to first at the end: what was said last, after it what waits for an answer. But what was said
/// last and goes by itself comes before a question, which is still there when that has gone.
std::vector<Toast const*> alive_of(std::span<Toast const> toasts, ToastEvents& events)
{
    std::vector<Toast const*> alive;
    for (Toast const& toast : toasts) {
        if (is_alive(toast))
            alive.push_back(&toast);
        else
            events.closed = toast.number;
    }
    std::ranges::stable_partition(alive, [](Toast const* toast) { return !asks(*toast); });
    auto const asking = std::ranges::find_if(alive, [](Toast const* toast) { return asks(*toast); });
    if (asking != alive.begin() && !stays(**(asking - 1)) && std::none_of(asking, alive.end(), holds_focus))
        std::rotate(asking - 1, asking, alive.end());
    return alive;
}

/// Those that have no room yet have their time once they are shown.
void count_time(std::span<Toast const* const> alive, std::span<Toast const* const> shown)
{
    ContextState& now = state();
    for (Toast const* toast : alive) {
        double& since = now.toast_times[toast->number].since;
        if (std::ranges::find(shown, toast) == shown.end()) {
            since = k_waits;
        } else if (since == k_waits) {
            since = now.input.now;
            if (!stays(*toast))
                wake_at_end(since);
        }
    }
}

/// Over everything, but below a dialog whose buttons it would cover, an open menu or a list of options.
void open_window(Rect rect)
{
    ImGui::SetNextWindowPos(corner(rect));
    ImGui::SetNextWindowSize({rect.width, rect.height});
    ImGui::Begin(
        "toasts", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
            ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing);
    bool const is_under_dialog = state().dialog_now != 0 && covered_by(rect) == Covered::Needed;
    bool const is_under_menu = (state().menu_open || state().popup != 0) && covered_by(rect) != Covered::Nothing;
    if (!is_under_dialog && !is_under_menu)
        bring_to_front();
    else if (ImGui::IsWindowAppearing())
        request_frame();  // What is new is in front for a frame.
    fill(rect, palette().background);
    line(rect.x, rect.y, rect.x + rect.width, rect.y, palette().line, std::max(1.0f, px(1)));
}

/// Those of the caller, and the kit's own among them, where it came.
std::vector<Toast> with_own(std::span<Toast const> toasts)
{
    std::vector<Toast> all(toasts.begin(), toasts.end());
    ContextState const& now = state();
    if (now.copy_failure == 0)
        return all;
    auto const own = now.toast_times.find(now.copy_failure);
    auto const came_after = [&](Toast const& toast) {
        auto const found = now.toast_times.find(toast.number);
        return own != now.toast_times.end() &&
               (found == now.toast_times.end() || found->second.came > own->second.came);
    };
    all.insert(
        std::ranges::find_if(all, came_after),
        Toast{.number = now.copy_failure, .tone = Tone::Error, .text = tr("kit.copy.failed")});
    return all;
}

void forget_own(ToastEvents& events)
{
    if (state().copy_failure == 0 || events.closed != state().copy_failure)
        return;
    state().copy_failure = 0;
    events.closed.reset();
}

/// Messages, the gaps around them and `side` beside them, in a column of that width.
float height_of_all(std::span<Toast const* const> shown, float width, float side)
{
    float height = px(k_gap);
    for (Toast const* toast : shown)
        height += measure(*toast, width - 2 * side).height + px(k_gap);
    return height;
}

/// Gaps included; `side`: to the left and to the right of each message.
struct Placed {
    Rect all{};
    float side{0};
};

/// Below the page they stand under its content. Where a low window has no room for both the last one comes first.
Placed place_all(std::vector<Toast const*>& shown)
{
    FrameInput const& input = state().input;
    float const left = page_left();
    float const width = input.width - left;
    float const side = std::max(px(k_gap), state().page_side);
    float const narrow = std::min(px(k_floating_width), input.width);
    float const gap = px(k_gap);
    if (shown.size() > 1 && band_for(height_of_all(shown, width, side)) == 0) {
        bool const has_band = band_for(height_of_all(std::span(shown).last(1), width, side)) > 0;
        if (has_band || height_of_all(shown, narrow, gap) > input.height - page_top())
            shown.erase(shown.begin(), shown.end() - 1);
    }
    float const height = height_of_all(shown, width, side);
    float const band = is_printed() ? 0 : band_for(height);
    keep_band(band);
    if (band > 0 || is_printed())
        return {{left, input.height - height, width, height}, side};
    return {floating_place(shown.back()->number, narrow, height_of_all(shown, narrow, gap)), gap};
}

}  // namespace

ToastEvents toasts(std::span<Toast const> given)
{
    ContextState& now = state();
    ToastEvents events;
    std::vector<Toast> const toasts = with_own(given);
    std::vector<Toast const*> const alive = alive_of(toasts, events);
    if (alive.empty()) {
        leave_band();
        return events;
    }
    std::vector<Toast const*> shown(alive.end() - std::min<std::ptrdiff_t>(std::ssize(alive), k_most), alive.end());
    auto const [all, side] = place_all(shown);
    count_time(alive, shown);
    std::ranges::stable_partition(shown, [](Toast const* toast) { return !asks(*toast); });
    open_window(all);
    now.tree.open_below(make_node(Role::Region, region_id(), all, tr("kit.notifications").view()), now.root);
    float const gap = px(k_gap);
    float y = all.y + gap;
    for (Toast const* toast : shown) {
        float const width = all.width - 2 * side;
        Rect const rect{all.x + side, y, width, measure(*toast, width).height};
        Answer const answer = draw(*toast, rect, toast_id(*toast));
        if (answer == Answer::Pressed)
            events.pressed = toast->number;
        if (answer == Answer::Closed) {
            now.toast_times[toast->number].since = k_closed;
            events.closed = toast->number;
            request_frame();
        }
        y += rect.height + gap;
    }
    now.tree.close();
    ImGui::End();
    forget_own(events);
    return events;
}

}  // namespace huisclos::kit
