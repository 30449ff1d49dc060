// The small ports: clock, randomness, address bar, clipboard.

#pragma once

#include <string>
#include <string_view>

#include "core/base/task.hpp"
#include "core/ports/clock.hpp"

namespace huisclos::wasm {

class BrowserClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// A crypto::BulkRandom over crypto.getRandomValues.
void fill_random(void* out, std::size_t size);

/// Back: the entry before when it has that place, otherwise as Replace.
enum class Place : int { Push = 0, Replace = 1, Back = 2 };
/// Puts `fragment` (`#/…`, opaque ids only) in the address bar. Coming back is told through huisclos_navigate.
void set_place(Place how, std::string_view fragment);

/// Copies on a person's command, within the time that the browser allows after a press. False when it refused.
/// `clear_after_ms` 0 = the text stays.
[[nodiscard]] Task<bool> copy_text(std::string text, int clear_after_ms);

}  // namespace huisclos::wasm
