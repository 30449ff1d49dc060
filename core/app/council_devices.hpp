// Devices: those of this member, one of them declared lost; one of a colleague put out of service by an act in draft.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// Those that this member's cards list, in their order, for « Mes appareils ».
[[nodiscard]] std::vector<OwnDeviceView> own_devices(Context const& context);
/// The act in draft puts it out.
[[nodiscard]] bool is_device_out_prepared(Context const& context, DeviceId const& device);
[[nodiscard]] bool is_device_command(Command const& command);
void run_device_command(Context& context, Command const& command);

}  // namespace huisclos::app
