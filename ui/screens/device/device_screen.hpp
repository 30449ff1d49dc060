// This device: what it holds, how to open the account on another one, the passphrase.

#pragma once

#include "core/app/views/council_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

struct DeviceDraft {
    bool link_copied{false};
    bool store_copied{false};
    TypedTexts texts{};
};

void draw_device(app::DeviceView const& view, DeviceDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
