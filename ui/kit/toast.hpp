// Messages that say what has just happened, below the page and as wide as it is: page, menu and dialogs end above them
// meanwhile, so that they never lie over anything. In a window too low for that they are in a corner of it, over what
// matters least. Announced once in a live region. Two at most, one where a low window has no room for both: the last
// one, if it goes by itself; those that ask for an answer; the last ones. The others wait, and have their time once
// they are shown. A question that holds focus stays.
//
// Information and success go after 8 seconds unless the pointer is on them or they hold focus, and are not shown at all
// any more 30 seconds after they came; warnings, errors and refusals stay until closed, and interrupt what is being
// read aloud. Escape on the cross closes.

#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "ui/kit/content.hpp"

namespace huisclos::kit {

struct Toast {
    std::uint64_t number{0};  ///< Increases from one message to the next.
    Tone tone{Tone::Info};
    Text text{};
    Text detail{};  ///< The rule and article of a refusal.
    Text button{};  ///< What answers it. It then stays, and is announced at once.
};

/// What happened to them in this frame, by number.
struct ToastEvents {
    std::optional<std::uint64_t> closed{};  ///< By the person, or by time.
    std::optional<std::uint64_t> pressed{};
};
/// Draws those that were not closed or outlived.
ToastEvents toasts(std::span<Toast const> toasts);

}  // namespace huisclos::kit
