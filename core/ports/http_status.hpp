// What an HTTP status other than a success says of the store. Which successes an adapter takes is its own.

#pragma once

#include "core/ports/remote_store.hpp"

namespace huisclos::ports {

/// @pre `code` is no success that the adapter takes.
[[nodiscard]] constexpr RemoteStatus status_without_success(long code)
{
    using enum RemoteStatus;
    switch (code) {
    case 304:
        return NotModified;
    case 401:
    case 403:
        return Refused;
    case 404:
    case 410:
        return NotFound;
    case 409:
    case 412:
        return Conflict;
    case 413:
        return TooLarge;
    case 507:
        return Full;
    default:
        return Strange;
    }
}

}  // namespace huisclos::ports
