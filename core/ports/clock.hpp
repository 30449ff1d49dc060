// The only clock of the core.

#pragma once

#include "core/base/time.hpp"

namespace huisclos::ports {

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace huisclos::ports
