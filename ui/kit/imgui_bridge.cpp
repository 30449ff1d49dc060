#include "ui/kit/imgui_bridge.hpp"

#include <imgui_internal.h>

namespace huisclos::kit {

void bring_to_front()
{
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

void forget_inputs()
{
    ImGui::ClearActiveID();
    ImGui::GetIO().ClearInputKeys();
    ImGui::GetIO().ClearEventsQueue();
}

}  // namespace huisclos::kit
