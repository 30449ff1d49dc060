#include "ui/kit/dialog.hpp"

#include <algorithm>
#include <cmath>

#include "ui/kit/button.hpp"
#include "ui/kit/imgui_bridge.hpp"
#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

constexpr float k_dialog_width = 560;
constexpr float k_wide = 820;
constexpr float k_dialog_margin = 24;
constexpr float k_padding = 24;
/// Until the content was measured.
constexpr float k_first_height = 220;

/// A press beside the card, while nothing else lies over it.
bool pressed_outside(Rect card)
{
    return state().popup == 0 && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && ImGui::IsWindowHovered() &&
           !ImGui::IsMouseHoveringRect(corner(card), far_corner(card), false);
}

/// Escape, which the page tells to the dialog whatever in it holds the focus: a list of options that is open closes
/// first, and the dialog stays.
bool closes_by_escape(ui::NodeId id)
{
    ContextState& now = state();
    if (!now.actions.take(id, Act::Dismiss))
        return false;
    if (now.popup == 0)
        return true;
    now.popup = 0;
    request_frame();
    return false;
}

void open_window(ui::NodeId id)
{
    ContextState const& now = state();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({now.input.width, now.input.height});
    ImGui::PushID(static_cast<int>(id));
    ImGui::Begin(
        "dialog", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
            ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse);
    bring_to_front();
}

/// Title and cross; true when the cross was pressed.
bool draw_head(ui::NodeId node_id, ui::NodeId title_id, Text const& title)
{
    float const cross = px(36);
    Rect const head = place(
        region().width, std::max(cross, paragraph_height(region().width - cross - px(8), k_heading, title.view())));
    Rect const words{head.x, head.y, head.width - cross - px(8), head.height};
    draw_paragraph(
        words.x, words.y + (words.height - paragraph_height(words.width, k_heading, title.view())) / 2, words.width,
        k_heading, palette().ink, title.view());
    Node heading_node = make_node(Role::Heading, title_id, words, title.view());
    heading_node.level = 2;
    emit(heading_node);

    // No caller of the kit names a thing so: its own ids and those of a screen share this scope.
    ui::NodeId const cross_id = ui::make_node_id(node_id, "dialog/cross");
    Rect const at{head.x + head.width - cross + px(8), head.y, cross, cross};
    Touch const touch = interact(cross_id, at, Usable::Yes);
    fill(at, ui::with_alpha(palette().hover, touch.hovered ? 255 : 0), px(6));
    draw_icon(at.x + cross / 2, at.y + cross / 2, 20, palette().soft, icon("close-line"));
    if (shows_focus(cross_id))
        focus_ring(at, px(6));
    Node close_button = make_node(Role::Button, cross_id, at, tr("kit.close").view());
    close_button.state = State::Focusable;
    emit(close_button);
    return touch.pressed;
}

}  // namespace

Dialog::Dialog(std::string_view id, Text const& title, DialogWidth width)
{
    ContextState& now = state();
    ui::NodeId const node_id = id_of(id);
    ui::NodeId const title_id = ui::make_node_id(node_id, "title");
    bool const appears = now.dialog_before != node_id;
    if (appears) {
        if (now.focus_to_return == 0)
            now.focus_to_return = now.actions.focused();
        now.tree.request_focus(title_id);
        now.frames_wanted = std::max(now.frames_wanted, 2);
    }
    now.dialog_now = node_id;
    now.dialog_first = m_first_node = now.tree.count();
    ++now.inside_dialog;

    float const margin = px(is_narrow() ? 12 : k_dialog_margin);
    float const room_x = now.input.width - 2 * margin;
    float const room_y = page_bottom() - 2 * margin;
    float const known = memory(node_id).number > 0 ? memory(node_id).number : px(k_first_height);
    Rect card{
        0, 0, std::min(px(width == DialogWidth::Wide ? k_wide : k_dialog_width), room_x), std::min(known, room_y)};
    card.x = std::round((now.input.width - card.width) / 2);
    // A message below moves it only where they would meet.
    card.y = std::round(std::min((now.input.height - card.height) / 2, page_bottom() - margin - card.height));

    open_window(node_id);
    fill({0, 0, now.input.width, now.input.height}, palette().scrim);
    m_dismissed = closes_by_escape(node_id) || (!appears && pressed_outside(card));
    draw_card(card, px(ui::size::card_radius));

    Node node = make_node(Role::Dialog, node_id, card, title.view());
    node.state = State::Modal;
    now.tree.open_below(node, now.root);
    now.scopes.push_back(node_id);
    begin_scroll(
        ui::make_node_id(node_id, "scroll"), inset(card, 1), px(k_padding) - 1, px(k_padding) - 1, 0,
        known <= room_y ? ScrollBar::None : ScrollBar::IfNeeded);

    m_dismissed = draw_head(node_id, title_id, title) || m_dismissed;
}

Answer Dialog::ask(Text const& keep, Text const& lose) const
{
    Row const row(RowAlign::End);
    bool const keeps = button("keep", keep) || m_dismissed;
    bool const loses = danger_button("confirm", lose);
    if (!keeps && !loses)
        return Answer::None;
    request_frame();
    return loses ? Answer::Yes : Answer::No;
}

Dialog::~Dialog()
{
    ContextState& now = state();
    ui::NodeId const id = now.scopes.back();
    float const content = region().y - region().top;
    end_scroll(px(k_padding) - 1);
    now.scopes.pop_back();
    now.tree.close();
    now.dialog_last = now.tree.count();
    ImGui::End();
    ImGui::PopID();
    --now.inside_dialog;
    remember(memory(id).number, content + 2 * px(k_padding));
}

}  // namespace huisclos::kit
