// Errors as values for the stub. Nothing here throws; what the operating system says is reduced to what an answer can
// depend on.
#pragma once

#include <cstdint>
#include <expected>

namespace huisclos::stub {

enum class IoError : std::uint8_t {
    NotFound,
    Exists,
    IsDirectory,
    NotDirectory,
    NotEmpty,
    NoSpace,  // Disk full or the account's disk quota reached.
    Busy,     // Another process holds the lock.
    Other,
};

template <typename T>
using Result = std::expected<T, IoError>;

}  // namespace huisclos::stub
