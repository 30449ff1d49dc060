// The few steps that need ImGui's internals, behind plain functions. The only file beside the tests' probe that
// includes imgui_internal.h is imgui_bridge.cpp.

#pragma once

#include <imgui.h>

namespace huisclos::kit {

/// Moves the window being drawn above every other one.
void bring_to_front();
/// Forgets ImGui's own copies of text and input, when the session is locked.
void forget_inputs();

}  // namespace huisclos::kit
