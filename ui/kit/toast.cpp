#include "ui/kit/toast.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "ui/kit/imgui_bridge.hpp"
#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

constexpr double k_life_s = 8;
constexpr double k_closed = -1;
constexpr float k_toast_width = 400;
constexpr float k_toast_margin = 20;
constexpr std::size_t k_most = 2;
/// Of its height, what messages take from the page at most; where they need more they lie over it.
constexpr float k_most_of_window = 0.4f;

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

bool stays(Toast const& toast)
{
    return toast.tone == Tone::Warning || toast.tone == Tone::Error || !toast.detail.empty() || !toast.button.empty();
}

/// Says it the first time it is seen; tells whether it is still to be drawn.
bool is_alive(Toast const& toast)
{
    ContextState& now = state();
    auto const [entry, fresh] = now.toast_since.try_emplace(toast.number, now.input.now);
    if (fresh) {
        std::string const said = toast.detail.empty() ? toast.text.str() : toast.text.str() + " " + toast.detail.str();
        if (toast.tone == Tone::Error || !toast.button.empty())
            announce_now(said);
        else
            announce(said);
    }
    if (entry->second == k_closed)
        return false;
    if (stays(toast))
        return true;
    // Also when no frame came for longer than it lives, as in a tab that was away.
    if (is_focused(cross_id_of(toast_id(toast))))
        entry->second = now.input.now;
    double const end = entry->second + k_life_s;
    if (now.input.now >= end)
        return false;
    now.wake_at = now.wake_at ? std::min(*now.wake_at, end) : end;
    return true;
}

float height_of(Toast const& toast, float text_width)
{
    float const text = paragraph_height(text_width, k_body, toast.text.view());
    float const detail = toast.detail.empty() ? 0 : paragraph_height(text_width, k_small, toast.detail.view()) + px(3);
    float const button = toast.button.empty() ? 0 : target_height(ui::size::button_height) + px(10);
    return text + detail + button + px(28);
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

Answer draw(Toast const& toast, Rect rect, float text_width, ui::NodeId id)
{
    ui::TonePair const pair = tone_pair(palette(), toast.tone);
    draw_card(rect, px(ui::size::button_radius));
    fill({rect.x + 1, rect.y + px(8), px(4), rect.height - px(16)}, pair.strong, px(2));
    open_node(make_node(Role::Group, id, rect, toast.text.view()));
    float const x = rect.x + px(48);
    float const y = rect.y + px(14);
    draw_icon(rect.x + px(26), y + line_height(k_body) / 2, 20, pair.strong, tone_icon(toast.tone));
    float const text = draw_paragraph(x, y, text_width, k_body, palette().ink, toast.text.view());
    emit(make_node(Role::Paragraph, ordinal_id(), {x, y, text_width, text}, toast.text.view()));
    if (!toast.detail.empty()) {
        float const below =
            draw_paragraph(x, y + text + px(3), text_width, k_small, palette().soft, toast.detail.view());
        emit(make_node(Role::Paragraph, ordinal_id(), {x, y + text + px(3), text_width, below}, toast.detail.view()));
    }
    ui::NodeId const button_id = ui::make_node_id(id, "answer");
    bool pressed = false;
    if (!toast.button.empty()) {
        float const height = target_height(ui::size::button_height);
        ButtonOptions const options{.kind = ButtonKind::Primary};
        float const width = std::min(button_width(toast.button, options), text_width);
        pressed =
            button_at({x, rect.y + rect.height - px(14) - height, width, height}, button_id, toast.button, options);
    }
    bool const closed = draw_cross(toast, rect, id);
    close_node();
    // Reading it keeps it.
    bool const read = ImGui::IsMouseHoveringRect(corner(rect), far_corner(rect), false) || is_focused(cross_id_of(id));
    if (read && state().toast_since[toast.number] != k_closed)
        state().toast_since[toast.number] = state().input.now;
    return pressed ? Answer::Pressed : closed ? Answer::Closed : Answer::None;
}

/// What waits for an answer first, then what was said last: at most two.
std::vector<Toast const*> shown_of(std::span<Toast const> toasts, ToastEvents& events)
{
    std::vector<Toast const*> alive;
    for (Toast const& toast : toasts) {
        if (is_alive(toast))
            alive.push_back(&toast);
        else
            events.closed = toast.number;
    }
    std::ranges::stable_partition(alive, [](Toast const* toast) { return toast->button.empty(); });
    if (alive.size() > k_most)
        alive.erase(alive.begin(), alive.end() - k_most);
    return alive;
}

/// Where they may be, the best first: corners of a wide window, edges of a narrow one.
enum class Corner : std::uint8_t { BottomRight, BottomLeft, TopRight };

float margin_around()
{
    return px(is_narrow() ? 12 : k_toast_margin);
}

/// What the page gives up for messages of that height; 0 where the window is too low for it.
float band_for(float height)
{
    float const band = height + 2 * margin_around();
    return band <= k_most_of_window * state().input.height ? band : 0;
}

Rect rect_at(Corner place, float width, float height)
{
    FrameInput const& input = state().input;
    float const margin = margin_around();
    Rect rect{input.width - margin - width, input.height - margin - height, width, height};
    if (place == Corner::BottomLeft)
        rect.x = margin;
    if (place == Corner::TopRight)
        rect.y = px(ui::size::top_bar_height) + margin;
    rect.y = std::max(px(8), rect.y);
    return rect;
}

bool meet(Rect a, Rect b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/// What lies below `rect` that a person may want to reach, or that says something in one place alone: a tag, a QR code,
/// who reads. Needed: what he is at, a field or a dialog.
enum class Covered : std::uint8_t { Nothing, Something, Needed };

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

/// From the next frame on page, menu and dialogs end above them, for as long as there are some; what holds focus there
/// is brought into view. Gives whether they do.
bool keep_band(float height)
{
    ContextState& now = state();
    float const band = band_for(height);
    if (band == now.toast_band)
        return band > 0;
    Rect const below{0, now.input.height - band, now.input.width, band};
    Node const* const held = now.tree.find(now.actions.focused());
    if (band > now.toast_band && held != nullptr && meet(held->clip, below))
        now.actions.focus_again();
    now.toast_band = band;
    request_frame();
    return band > 0;
}

void leave_band()
{
    if (std::exchange(state().toast_band, 0.0f) != 0)
        request_frame();
}

/// At the bottom right, below the page once something that matters is there. In a window too low for that it stays
/// where it is for as long as nothing that is needed is below: what moves under the pointer is not pressed.
Rect choose_place(std::uint64_t newest, float width, float height)
{
    ContextState& now = state();
    Rect const at_bottom = rect_at(Corner::BottomRight, width, height);
    bool const is_free = now.toast_band == 0 && covered_by(at_bottom) == Covered::Nothing;
    if (is_free || is_printed() || keep_band(height))
        return at_bottom;
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

/// Over everything, but below a dialog whose buttons it would cover, an open menu or a list of options.
void open_window(Rect rect)
{
    float const bleed = px(8);
    ImGui::SetNextWindowPos({rect.x - bleed, rect.y - bleed});
    ImGui::SetNextWindowSize({rect.width + 2 * bleed, rect.height + 2 * bleed});
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
}

/// Those of the caller, and the kit's own.
std::vector<Toast> with_own(std::span<Toast const> toasts)
{
    std::vector<Toast> all(toasts.begin(), toasts.end());
    if (state().copy_failure != 0)
        all.push_back({.number = state().copy_failure, .tone = Tone::Error, .text = tr("kit.copy.failed")});
    return all;
}

void forget_own(ToastEvents& events)
{
    if (state().copy_failure == 0 || events.closed != state().copy_failure)
        return;
    state().copy_failure = 0;
    events.closed.reset();
}

}  // namespace

ToastEvents toasts(std::span<Toast const> given)
{
    ContextState& now = state();
    ToastEvents events;
    std::vector<Toast> const toasts = with_own(given);
    std::vector<Toast const*> shown = shown_of(toasts, events);
    if (shown.empty()) {
        leave_band();
        return events;
    }
    float const gap = px(10);
    float const width = std::min(px(k_toast_width), now.input.width - 2 * px(12));
    float const text_width = width - px(48 + 44);
    auto const height_of_all = [&] {
        float height = -gap;
        for (Toast const* toast : shown)
            height += height_of(*toast, text_width) + gap;
        return height;
    };
    // In a low window the last one, when it alone leaves the page its room.
    if (shown.size() > 1 && band_for(height_of_all()) == 0 && band_for(height_of(*shown.back(), text_width)) > 0)
        shown.erase(shown.begin(), shown.end() - 1);
    float const height = height_of_all();
    Rect const all = choose_place(shown.back()->number, width, height);
    open_window(all);
    now.tree.open_below(make_node(Role::Region, region_id(), all, tr("kit.notifications").view()), now.root);
    float y = all.y;
    for (Toast const* toast : shown) {
        Rect const rect{all.x, y, width, height_of(*toast, text_width)};
        Answer const answer = draw(*toast, rect, text_width, toast_id(*toast));
        if (answer == Answer::Pressed)
            events.pressed = toast->number;
        if (answer == Answer::Closed) {
            now.toast_since[toast->number] = k_closed;
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
