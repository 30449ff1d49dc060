// Where messages stand (ui/kit/toast.hpp): in a band below the page, or in a corner of a window too low for one.
// Internal to the kit.

#pragma once

#include <cstdint>

#include "ui/kit/internal.hpp"

namespace huisclos::kit {

/// What the page gives up for messages of that height; 0 where the window is too low for it.
[[nodiscard]] float band_for(float height);
/// Below the page, as wide as it is: beside the rail.
[[nodiscard]] float page_left();
/// Where it begins: below the bar, and below what is wrong with synchronisation where that stands there.
[[nodiscard]] float page_top();

/// What lies below `rect` that a person may want to reach, or that says something in one place alone: a tag, a QR code,
/// who reads. Needed: what he is at, a field or a dialog.
enum class Covered : std::uint8_t { Nothing, Something, Needed };
[[nodiscard]] Covered covered_by(Rect rect);

/// From the next frame on page, menu and dialogs end above them, for as long as there are some; what holds focus there,
/// or the sentence below it, is brought into view.
void keep_band(float band);
void leave_band();
/// In a window too low to give them room they stay where they are for as long as nothing that is needed is below: what
/// moves under the pointer is not pressed.
[[nodiscard]] Rect floating_place(std::uint64_t newest, float width, float height);

}  // namespace huisclos::kit
