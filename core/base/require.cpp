#include "core/base/require.hpp"

#include <cstdio>
#include <cstdlib>

namespace huisclos {

void requirement_failed(char const* what) noexcept
{
    std::fputs("requirement failed: ", stderr);
    std::fputs(what, stderr);
    std::fputs("\n", stderr);
    std::abort();
}

}  // namespace huisclos
