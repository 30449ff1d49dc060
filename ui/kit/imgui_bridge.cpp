#include "ui/kit/imgui_bridge.hpp"

#include <imgui_internal.h>

namespace huisclos::kit {

void bring_to_front()
{
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

ui::Rect inner_clip()
{
    ImRect const& clip = ImGui::GetCurrentWindow()->InnerClipRect;
    return {clip.Min.x, clip.Min.y, clip.GetWidth(), clip.GetHeight()};
}

void forget_inputs()
{
    ImGui::ClearActiveID();
    ImGui::GetIO().ClearInputKeys();
    ImGui::GetIO().ClearEventsQueue();
}

}  // namespace huisclos::kit
