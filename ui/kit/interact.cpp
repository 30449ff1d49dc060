// Input and semantics of every widget: pointer from ImGui, everything else from the mirror's actions.

#include <algorithm>
#include <utility>

#include "ui/kit/draw.hpp"
#include "ui/kit/internal.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_animation_s = 0.12f;

Rect intersect(Rect a, Rect b)
{
    float const left = std::max(a.x, b.x);
    float const top = std::max(a.y, b.y);
    float const right = std::min(a.x + a.width, b.x + b.width);
    float const bottom = std::min(a.y + a.height, b.y + b.height);
    if (right <= left || bottom <= top)
        return {};
    return {left, top, right - left, bottom - top};
}

/// How far the current scroll region is to go so that `rect` shows in it, `margin` from its edges.
float way_to(Rect rect, float margin)
{
    Rect const seen = clip_rect();
    bool const shows_top = rect.y >= seen.y && rect.y < seen.y + seen.height / 2;
    if (rect.height > seen.height && shows_top)
        return 0;
    float const delta = std::max(0.0f, rect.y + rect.height + margin - (seen.y + seen.height));
    // The top wins when something is higher than the window.
    return rect.y - margin < seen.y + delta ? rect.y - margin - seen.y : delta;
}

/// Goes there, as far as there is something; where that leaves `rect` is for the region around to show.
void scroll_by(float delta, Rect rect)
{
    float const before = ImGui::GetScrollY();
    float const after = std::max(0.0f, before + delta);
    // How much more there is at the end is known once this frame is drawn: ImGui stops there.
    if (delta != 0) {
        ImGui::SetScrollY(after);
        state().frames_wanted = std::max(state().frames_wanted, 2);
    }
    rect.y -= after - before;
    // A dialog or a list of options lies over the regions in which it is drawn.
    bool const lies_over = state().inside_dialog > 0 || state().popup != 0;
    state().to_show = lies_over ? std::nullopt : std::optional(rect);
}

/// Focus has just arrived on it, and the page is to show it.
bool is_to_be_seen(ui::NodeId id)
{
    ContextState& now = state();
    if (!now.actions.focus_arrived(id))
        return false;
    if (std::exchange(now.focus_unmoved, 0) == id)
        return false;
    // What a pointer presses stays under it: moved away, the press would end elsewhere and do nothing.
    return !ImGui::IsMouseDown(ImGuiMouseButton_Left) && !ImGui::IsMouseReleased(ImGuiMouseButton_Left);
}

/// The Whole around it, where there is room to show that. Of a higher one, as much as there is room for from its top,
/// where focus is led to its beginning.
Rect with_whole(Rect seen)
{
    Rect const& whole = state().whole;
    if (whole.height <= seen.height)
        return seen;
    float const room = clip_rect().height;
    if (whole.height <= room)
        return whole;
    float const most = room - 2 * px(k_seen_margin);
    bool const begins = seen.y >= whole.y && seen.y + seen.height <= whole.y + most / 2;
    return begins ? Rect{whole.x, whole.y, whole.width, most} : seen;
}

/// Where what holds focus is, with what goes with it.
void note_seen(ui::NodeId id, Rect seen)
{
    ContextState& now = state();
    if (!is_focused(id))
        return;
    now.focus_seen = seen;
    if (now.scroll_open >= 0)
        now.scrolls[static_cast<std::size_t>(now.scroll_open)].holds_focus = true;
}

void mark_not_printed()
{
    if (state().not_printed > 0)
        state().tree.last().state = state().tree.last().state | State::NoPrint;
}

/// For the innermost thing that Escape closes; an open list of options keeps its own.
void take_escape(ui::NodeId id)
{
    ContextState& now = state();
    bool const is_for_it = now.closables > 0 && now.popup != id && !is_inert();
    if (is_for_it && now.actions.take(id, Act::Dismiss))
        now.escaped = true;
}

/// An open list of options takes the pointer from all that is not of it.
bool is_behind_popup(ui::NodeId id)
{
    ContextState const& now = state();
    return now.popup_before != 0 && now.popup_before != id && !now.inside_popup;
}

}  // namespace

void scroll_into_view(Rect rect)
{
    scroll_by(way_to(rect, std::clamp((clip_rect().height - rect.height) / 2, 0.0f, px(k_seen_margin))), rect);
}

void show_in_region_around()
{
    if (auto const rect = std::exchange(state().to_show, std::nullopt))
        scroll_by(way_to(*rect, 0), *rect);
}

ui::NodeId scope()
{
    return state().scopes.back();
}

ui::NodeId id_of(std::string_view id)
{
    return ui::make_node_id(scope(), id);
}

Memory& memory(ui::NodeId id)
{
    Memory& entry = state().memory[id];
    entry.frame = state().frame;
    return entry;
}

void remember(float& kept, float now_known)
{
    if (kept > now_known - 0.25f && kept < now_known + 0.25f)
        return;
    kept = now_known;
    state().frames_wanted = std::max(state().frames_wanted, 1);
}

float animate(ui::NodeId id, std::uint32_t part, bool on)
{
    ui::NodeId const key = ui::make_node_id(id, 0x616e'0000u + part);
    float const target = on ? 1.0f : 0.0f;
    auto const found = state().memory.find(key);
    if (found == state().memory.end()) {
        // Nothing to remember for what has never moved.
        if (!on)
            return 0;
        memory(key).shown = state().frame <= 1 ? 1.0f : 0.0f;
    }
    Memory& entry = memory(key);
    if (state().input.motion == Motion::Reduced || is_printed())
        entry.shown = target;
    float const step = state().elapsed / k_animation_s;
    entry.shown = on ? std::min(1.0f, entry.shown + step) : std::max(0.0f, entry.shown - step);
    if (entry.shown != target)
        state().animating = true;
    return entry.shown * entry.shown * (3 - 2 * entry.shown);
}

bool is_inert()
{
    return state().dialog_before != 0 && state().inside_dialog == 0;
}

bool is_focused(ui::NodeId id)
{
    return state().actions.focused() == id;
}

bool shows_focus(ui::NodeId id)
{
    return is_focused(id) && state().actions.focus_visible();
}

std::optional<std::string> take_key(ui::NodeId id)
{
    auto action = state().actions.take_action(id, Act::Key);
    if (!action || is_inert())
        return std::nullopt;
    return std::move(action->text);
}

Touch interact(ui::NodeId id, Rect rect, Usable usable)
{
    Touch touch;
    bool const by_mirror = state().actions.take(id, Act::Press);
    take_escape(id);
    if (is_inert() || rect.width <= 0 || rect.height <= 0)
        return touch;
    if (is_behind_popup(id)) {
        touch.pressed = by_mirror && usable == Usable::Yes;
        if (touch.pressed)
            note_pressed(id);
        return touch;
    }
    ImGui::PushID(static_cast<int>(id));
    ImGui::SetCursorScreenPos(corner(rect));
    bool const by_pointer = ImGui::InvisibleButton("touch", {rect.width, rect.height});
    touch.hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
    if (usable == Usable::Yes) {
        touch.held = ImGui::IsItemActive();
        touch.pressed = by_pointer || by_mirror;
    }
    if (touch.pressed)
        note_pressed(id);
    ImGui::PopID();
    return touch;
}

Rect clip_rect()
{
    if (is_printed())
        return {-1e6f, -1e6f, 2e6f, 2e6f};
    ImVec2 const least = ImGui::GetWindowDrawList()->GetClipRectMin();
    ImVec2 const most = ImGui::GetWindowDrawList()->GetClipRectMax();
    return {least.x, least.y, most.x - least.x, most.y - least.y};
}

Rect visible_part(Rect rect)
{
    return intersect(rect, clip_rect());
}

Node make_node(Role role, ui::NodeId id, Rect rect, std::string_view name)
{
    Node node;
    node.id = id;
    node.role = role;
    node.rect = rect;
    node.clip = visible_part(rect);
    node.name.assign(name);
    node.font_px = em_size(k_body);
    return node;
}

void emit(Node const& node)
{
    emit(node, node.rect);
}

void emit(Node const& node, Rect seen)
{
    if (is_to_be_seen(node.id))
        scroll_into_view(with_whole(seen));
    note_seen(node.id, seen);
    if (std::exchange(state().result_follows, false))
        state().focus_result = node.id;
    state().tree.leaf(node);
    mark_not_printed();
}

std::size_t open_node(Node const& node)
{
    return open_node(node, node.rect);
}

std::size_t open_node(Node const& node, Rect seen)
{
    if (is_to_be_seen(node.id) && node.role != Role::Dialog)
        scroll_into_view(with_whole(seen));
    note_seen(node.id, seen);
    state().tree.open(node);
    mark_not_printed();
    return state().tree.count() - 1;
}

void close_node()
{
    state().tree.close();
}

ui::NodeId ordinal_id()
{
    return ui::make_node_id(state().tree.parent(), state().tree.next_ordinal());
}

void set_node_rect(std::size_t index, Rect rect)
{
    state().tree.at(index).rect = rect;
    state().tree.at(index).clip = visible_part(rect);
}

}  // namespace huisclos::kit
