// T-2, the number by which a case is spoken of: year of opening, hyphen, first letters of the record's id. Never a
// counter (two offline devices would give one number to two cases), never a name.

#pragma once

#include <span>
#include <string>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace huisclos::domain {

/// `2026-K7F3`: 4 letters, or as many more as it takes to differ from every other of `among` (records that the reader
/// sees, `record` itself may be there) opened the same year. `opened` is the date of the create op.
struct Opened {
    RecordId record{};
    Date date{};
};
[[nodiscard]] std::string make_reference(Opened const& of, std::span<Opened const> among);

}  // namespace huisclos::domain
