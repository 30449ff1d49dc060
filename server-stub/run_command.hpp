// `server-stub run`: serves until SIGTERM or SIGINT.
#pragma once

#include "server-stub/command_line.hpp"

namespace huisclos::stub {

// The exit code. What goes wrong is said in one sentence on standard error.
[[nodiscard]] int run(RunCommand const& command);

}  // namespace huisclos::stub
