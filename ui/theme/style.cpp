#include "ui/theme/style.hpp"

#include <imgui.h>

namespace huisclos::ui {

namespace {

ImVec4 to_imgui(Colour colour)
{
    auto const part = [](std::uint8_t channel) {
        return static_cast<float>(channel) / 255.0f;
    };
    return {part(colour.red), part(colour.green), part(colour.blue), part(colour.alpha)};
}

}  // namespace

void apply_style(ImGuiStyle& style, Palette const& palette, float zoom)
{
    style = ImGuiStyle();
    style.WindowPadding = {0, 0};
    style.WindowRounding = 0;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 0;
    style.FramePadding = {0, 0};
    style.ItemSpacing = {0, 0};
    style.ItemInnerSpacing = {0, 0};
    style.ScrollbarSize = 9 * zoom;
    style.ScrollbarRounding = 5 * zoom;
    style.WindowMinSize = {1, 1};
    style.AntiAliasedLines = true;
    style.AntiAliasedFill = true;
    style.CircleTessellationMaxError = 0.2f;
    style.HoverStationaryDelay = 0.15f;
    style.Colors[ImGuiCol_WindowBg] = to_imgui(palette.background);
    style.Colors[ImGuiCol_ChildBg] = {0, 0, 0, 0};
    style.Colors[ImGuiCol_PopupBg] = to_imgui(palette.card);
    style.Colors[ImGuiCol_Text] = to_imgui(palette.ink);
    style.Colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    style.Colors[ImGuiCol_ScrollbarGrab] = to_imgui(palette.border);
    style.Colors[ImGuiCol_ScrollbarGrabHovered] = to_imgui(mix(palette.border, palette.ink, 0.3f));
    style.Colors[ImGuiCol_ScrollbarGrabActive] = to_imgui(mix(palette.border, palette.ink, 0.5f));
}

}  // namespace huisclos::ui
