// This device: what it holds, how to open the account on another one, the passphrase.

#pragma once

#include "core/app/views/council_views.hpp"

namespace huisclos::ui {

struct DeviceDraft {};

void draw_device(app::DeviceView const& view, DeviceDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
