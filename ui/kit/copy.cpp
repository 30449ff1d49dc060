#include "ui/kit/copy.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

/// Of the button at 100 %, 44 for fingers.
constexpr float k_side = 28;
/// Seconds for which the button of what was copied shows that it was.
constexpr float k_shown_for = 2;

std::optional<std::size_t> target_of(
    std::string const& key, std::size_t at, std::size_t first, std::size_t last, std::size_t per_line)
{
    auto const step = [&](bool ahead, std::size_t by) {
        if (ahead)
            return at + by < last ? at + by : at;
        return at >= first + by ? at - by : at;
    };
    if (key == "ArrowRight")
        return step(true, 1);
    if (key == "ArrowLeft")
        return step(false, 1);
    if (key == "ArrowDown")
        return step(true, per_line);
    if (key == "ArrowUp")
        return step(false, per_line);
    if (key == "Home")
        return first;
    if (key == "End")
        return last - 1;
    return std::nullopt;
}

bool is_under_pointer(Rect cell)
{
    return !is_inert() && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(corner(cell), far_corner(cell));
}

/// Until when, in the clock of frames, is the button's own memory.
bool shows_done(ui::NodeId id)
{
    auto const found = state().memory.find(id);
    if (found == state().memory.end())
        return false;
    double const left = found->second.number - state().input.now;
    if (left <= 0)
        return false;
    double const at = state().input.now + left;
    state().wake_at = state().wake_at ? std::min(*state().wake_at, at) : at;
    return true;
}

}  // namespace

CopyMarks::CopyMarks(ui::NodeId owner, std::size_t first, std::size_t last, std::size_t per_line)
    : m_owner(ui::make_node_id(owner, "copy")), m_first(first), m_last(last), m_per_line(per_line)
{
    std::size_t const kept = memory(m_owner).focus;
    m_stop = kept >= first && kept < last ? kept : first;
}

ui::NodeId CopyMarks::id_at(std::size_t index) const
{
    return ui::make_node_id(m_owner, static_cast<std::uint32_t>(index));
}

/// By fingers a first touch of the value shows the button: nothing is copied by a touch that meant to read.
bool CopyMarks::take_touch(std::size_t index, Rect cell, Rect at, bool& shown)
{
    ui::NodeId const id = id_at(index);
    Memory& known = memory(m_owner);
    bool const by_fingers = state().input.pointer == Pointer::Coarse;
    if (by_fingers && known.number != static_cast<float>(index + 1)) {
        if (interact(ui::make_node_id(id, "value"), cell, Usable::Yes).pressed) {
            known.number = static_cast<float>(index + 1);
            request_frame();
        }
        shown = shows_focus(id);
        return state().actions.take(id, Act::Press) && !is_inert();
    }
    Touch const touch = interact(id, at, Usable::Yes);
    shown = by_fingers || touch.hovered || shows_focus(id) || is_under_pointer(cell);
    return touch.pressed;
}

void CopyMarks::move_by_key(std::size_t index)
{
    auto const key = take_key(id_at(index));
    auto const target = key ? target_of(*key, index, m_first, m_last, m_per_line) : std::nullopt;
    if (!target)
        return;
    Memory& known = memory(m_owner);
    known.focus = static_cast<std::uint32_t>(*target);
    known.flag = true;  // Focus moves once that button is drawn.
    known.until = state().frame + k_frames_to_move;
    state().frames_wanted = std::max(state().frames_wanted, 2);
}

/// The button in focus is the tab stop, but while focus is on its way to another one.
void CopyMarks::follow_focus(std::size_t index)
{
    ui::NodeId const id = id_at(index);
    Memory& known = memory(m_owner);
    if (known.flag && known.focus == index) {
        known.flag = false;
        known.until = state().frame + k_frames_to_move;
        state().tree.request_focus(id);
    }
    if (is_focused(id) && state().frame >= known.until) {
        known.focus = static_cast<std::uint32_t>(index);
        known.flag = false;
    }
}

bool CopyMarks::draw(std::size_t index, Rect cell, Text const& what)
{
    ui::NodeId const id = id_at(index);
    float const side = std::min(target_height(k_side), std::max(px(k_side), cell.height));
    Rect const at{cell.x + cell.width - side, cell.y + (cell.height - side) / 2, side, side};
    bool shown = false;
    bool const pressed = take_touch(index, cell, at, shown);
    move_by_key(index);
    follow_focus(index);
    if (pressed)
        state().copy_mark = id;
    bool const is_done = shows_done(id);
    float const part = animate(id, 0, shown || is_done);
    if (part > 0) {
        auto const alpha = static_cast<std::uint8_t>(255 * part);
        fill(at, ui::with_alpha(palette().accent_soft, alpha), px(6));
        Icon const picture = is_done ? icon("check-line") : icon("file-copy-line");
        draw_icon(at.x + side / 2, at.y + side / 2, 18, ui::with_alpha(palette().accent, alpha), picture);
    }
    if (shows_focus(id))
        focus_ring(at, px(6));
    Text const name = tr("kit.copy", {ui::arg("what", what)});
    if (is_under_pointer(at) && !is_inert())
        tooltip(name.view());
    Node node = make_node(Role::Button, id, at, name.view());
    node.state = State::Keys;
    if (index == m_stop)
        node.state = node.state | State::Focusable;
    m_nodes.push_back(std::move(node));
    return pressed;
}

void CopyMarks::emit_last()
{
    emit(m_nodes.back());
    m_nodes.pop_back();
}

std::optional<std::size_t> CopyMarks::held(ui::NodeId owner)
{
    ui::NodeId const group = ui::make_node_id(owner, "copy");
    Memory const& known = memory(group);
    bool const holds = is_focused(ui::make_node_id(group, known.focus)) || state().frame < known.until;
    return holds ? std::optional<std::size_t>(known.focus) : std::nullopt;
}

void CopyMarks::emit_group()
{
    if (m_nodes.empty())
        return;
    Rect around = m_nodes.front().rect;
    for (Node const& node : m_nodes) {
        float const right = std::max(around.x + around.width, node.rect.x + node.rect.width);
        float const bottom = std::max(around.y + around.height, node.rect.y + node.rect.height);
        around.x = std::min(around.x, node.rect.x);
        around.y = std::min(around.y, node.rect.y);
        around.width = right - around.x;
        around.height = bottom - around.y;
    }
    open_node(make_node(Role::Group, m_owner, around, tr("kit.copy.group").view()));
    for (Node const& node : m_nodes)
        emit(node);
    close_node();
    m_nodes.clear();
}

void copy_value(std::string_view text, Told told)
{
    copy_text(text);
    if (told == Told::Here)
        announce(tr("kit.copied").view());
    if (state().copy_mark == 0)
        return;
    memory(state().copy_mark).number = static_cast<float>(state().input.now) + k_shown_for;
    state().copy_mark = 0;
    request_frame();
}

}  // namespace huisclos::kit
