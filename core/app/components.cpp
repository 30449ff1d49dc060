#include "core/app/components.hpp"

namespace huisclos::app {

std::vector<ComponentView> components()
{
    return {
#include "generated/core/app/components.inc"
    };
}

}  // namespace huisclos::app
