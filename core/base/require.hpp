// Assertions that stay on in release, for what only a programmer's error can break (never for input).

#pragma once

namespace huisclos {

/// Ends the program at once: going on with a broken invariant could write under a wrong key.
[[noreturn]] void requirement_failed(char const* what) noexcept;

/// `what` is a literal that says what the caller promised.
inline void require(bool holds, char const* what) noexcept
{
    if (!holds)
        requirement_failed(what);
}

}  // namespace huisclos
