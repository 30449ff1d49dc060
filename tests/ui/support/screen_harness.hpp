// Runs kit calls headless: a context with a renderer that draws nothing, a page that moves focus as a browser does, and
// ways to act as a pointer, a keyboard or assistive technology would. Header only, so that any test program may use it.
//
//   ScreenHarness screen;
//   screen.draw = [&] { if (kit::button("ok", …)) ++presses; };
//   screen.click(Role::Button, "Valider");
//
// A name that is missing or there twice throws: Boost.Test shows the tree.

#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "ui/a11y/encode.hpp"
#include "ui/kit/kit.hpp"

namespace huisclos::testing {

using ui::Act;
using ui::Node;
using ui::NodeId;
using ui::Role;
using ui::State;

inline char const* role_name(Role role)
{
    static constexpr char const* k_names[] = {
        "root",      "navigation", "main",      "banner",   "region",     "form",         "group",
        "heading",   "paragraph",  "text",      "status",   "alert",      "button",       "link",
        "textfield", "notefield",  "datefield", "checkbox", "radiogroup", "radio",        "select",
        "option",    "list",       "listitem",  "table",    "row",        "columnheader", "cell",
        "tablist",   "tab",        "tabpanel",  "dialog",   "image",      "progress",     "descriptionlist",
        "term",      "definition", "separator"};
    return k_names[static_cast<std::size_t>(role)];
}

class ScreenHarness {
public:
    std::function<void()> draw{};
    kit::FrameInput input{.width = 1280, .height = 800, .today = {2026, 11, 23}};

    ScreenHarness() : m_context(ui::FontBytes{})
    {
        ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        ImGui::GetIO().ConfigInputTrickleEventQueue = true;
    }
    ~ScreenHarness()
    {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
    }

    kit::Context& context() { return m_context; }

    /// One frame, 1/60 s after the last.
    void frame()
    {
        input.now += 1.0 / 60;
        m_context.begin(input);
        if (draw)
            draw();
        m_tree = &m_context.end();
        ++frames;
        upload_textures();
        follow_focus();
    }
    /// Frames until the interface asks for none. Fails when it never stops.
    void settle()
    {
        frame();
        for (int i = 0; m_context.needs_more_frames(); ++i) {
            if (i > 200)
                throw std::runtime_error("the interface never rests");
            frame();
        }
    }
    int frames{0};

    /// Every corner of what the last frame drew in that colour.
    [[nodiscard]] static std::vector<ImVec2> corners_of(ui::Colour colour)
    {
        ImU32 const wanted = IM_COL32(colour.red, colour.green, colour.blue, colour.alpha);
        std::vector<ImVec2> corners;
        for (ImDrawList const* list : ImGui::GetDrawData()->CmdLists) {
            for (ImDrawVert const& corner : list->VtxBuffer) {
                if (corner.col == wanted)
                    corners.push_back(corner.pos);
            }
        }
        return corners;
    }

    [[nodiscard]] ui::Tree const& tree() const { return *m_tree; }
    [[nodiscard]] std::vector<Node> all(Role role, std::string_view name) const
    {
        std::vector<Node> found;
        for (Node const& node : m_tree->nodes()) {
            if (node.role == role && node.name == name)
                found.push_back(node);
        }
        return found;
    }
    [[nodiscard]] bool has(Role role, std::string_view name) const { return !all(role, name).empty(); }
    [[nodiscard]] Node find(Role role, std::string_view name) const
    {
        auto const found = all(role, name);
        if (found.size() != 1)
            throw std::runtime_error(
                std::to_string(found.size()) + " nodes are " + role_name(role) + " « " + std::string(name) +
                " » in:\n" + text());
        return found.front();
    }
    [[nodiscard]] std::size_t count(Role role) const
    {
        std::size_t number = 0;
        for (Node const& node : m_tree->nodes())
            number += node.role == role;
        return number;
    }

    /// A real pointer: moves there, presses, releases.
    void click(Role role, std::string_view name)
    {
        if (m_tree == nullptr)
            settle();
        Node const node = find(role, name);
        if (node.clip.width <= 0)
            throw std::runtime_error(std::string(name) + " is not visible");
        click_at(node.clip.x + node.clip.width / 2, node.clip.y + node.clip.height / 2);
    }
    void click_at(float x, float y)
    {
        m_context.pointer_move(x, y);
        settle();
        m_context.pointer_button(true);
        settle();
        m_context.pointer_button(false);
        settle();
    }
    void hover(Role role, std::string_view name)
    {
        Node const node = find(role, name);
        m_context.pointer_move(node.rect.x + node.rect.width / 2, node.rect.y + node.rect.height / 2);
        settle();
    }
    void wheel(float dy)
    {
        m_context.wheel(0, dy);
        settle();
    }

    /// What the mirror sends for Enter on a button, a click by assistive technology…
    void act(NodeId node, Act kind, std::string text = {}, float amount = 0)
    {
        m_context.push({node, kind, std::move(text), amount});
        settle();
    }
    void press(Role role, std::string_view name)
    {
        if (m_tree == nullptr)
            settle();
        act(find(role, name).id, Act::Press);
    }
    void focus(Role role, std::string_view name)
    {
        if (m_tree == nullptr)
            settle();
        move_focus(find(role, name).id);
        settle();
    }
    void focus(NodeId node)
    {
        move_focus(node);
        settle();
    }
    void key(std::string_view name) { act(m_focused, Act::Key, std::string(name)); }
    /// Types as a person in the real field: focus, text by text, leave.
    void type(Role role, std::string_view name, std::string text)
    {
        focus(role, name);
        act(find(role, name).id, Act::SetText, std::move(text));
    }
    void leave_field()
    {
        move_focus(0);
        settle();
    }
    [[nodiscard]] NodeId focused() const { return m_focused; }
    [[nodiscard]] std::string focused_name() const
    {
        Node const* const node = m_tree->find(m_focused);
        return node == nullptr ? std::string() : node->name;
    }

    /// The tree, one line a node, indented.
    [[nodiscard]] std::string text() const
    {
        std::string out;
        for (Node const& node : m_tree->nodes()) {
            out.append(2 * depth(node), ' ');
            out += role_name(node.role);
            if (!node.name.empty())
                out += " \"" + node.name + "\"";
            if (!node.value.empty())
                out += " = \"" + node.value + "\"";
            add_states(node.state, out);
            out += '\n';
        }
        return out;
    }

private:
    [[nodiscard]] std::size_t depth(Node const& node) const
    {
        std::size_t levels = 0;
        for (Node const* up = m_tree->find(node.parent); up != nullptr; up = m_tree->find(up->parent))
            ++levels;
        return levels;
    }
    static void add_states(State state, std::string& out)
    {
        static constexpr char const* k_names[] = {"checked",  "expanded",  "collapsed", "disabled", "invalid",
                                                  "required", "current",   "selected",  "busy",     "modal",
                                                  "inert",    "assertive", "popup",     "readonly", "noprint"};
        for (std::size_t bit = 0; bit < std::size(k_names); ++bit) {
            if (ui::has(state, static_cast<State>(1u << bit)))
                out += std::string(" [") + k_names[bit] + "]";
        }
    }
    void move_focus(NodeId to)
    {
        if (m_focused == to)
            return;
        if (m_focused != 0)
            m_context.push({m_focused, Act::Blur, {}, 0});
        m_focused = to;
        if (to != 0)
            m_context.push({to, Act::Focus, {}, 1});
    }
    /// As the page does: a new focus serial moves DOM focus; a node that goes takes focus with it.
    void follow_focus()
    {
        if (m_focused != 0 && m_tree->find(m_focused) == nullptr)
            move_focus(0);
        if (m_tree->focus_serial() == m_focus_serial)
            return;
        m_focus_serial = m_tree->focus_serial();
        if (m_tree->find(m_tree->focus_request()) != nullptr)
            move_focus(m_tree->focus_request());
    }
    static void upload_textures()
    {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
                texture->SetTexID(1);
                texture->SetStatus(ImTextureStatus_OK);
            } else if (texture->Status == ImTextureStatus_WantDestroy) {
                texture->SetTexID(ImTextureID_Invalid);
                texture->SetStatus(ImTextureStatus_Destroyed);
            }
        }
    }

    kit::Context m_context;
    ui::Tree const* m_tree{nullptr};
    NodeId m_focused{0};
    std::uint32_t m_focus_serial{0};
};

}  // namespace huisclos::testing
