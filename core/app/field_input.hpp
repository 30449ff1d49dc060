// What a person types or chooses in a field, as a command carries it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"

namespace huisclos::app {

/// A typed or chosen value. Text as typed (dates too: `jj/mm/aaaa`); codes of closed lists; a member.
struct FieldInput {
    std::string text{};
    std::vector<std::uint32_t> codes{};
    std::optional<MemberId> member{};
};
/// 0 when nothing was chosen.
[[nodiscard]] inline std::uint32_t first_code(FieldInput const& input)
{
    return input.codes.empty() ? 0 : input.codes.front();
}

}  // namespace huisclos::app
