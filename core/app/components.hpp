// What this build is made of: libraries, fonts, word list, compiler. Written at build time from the versions that the
// set-up fetched (toolchains/gen/components.py), so that the list shown is the list built.

#pragma once

#include "core/app/views/council_views.hpp"

namespace huisclos::app {

/// By name.
[[nodiscard]] std::vector<ComponentView> components();

}  // namespace huisclos::app
