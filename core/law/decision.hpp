// What the law answers.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/phrase.hpp"
#include "core/domain/access_log.hpp"

namespace huisclos::law {

using domain::LogAction;
using domain::LogResult;

/// What is written in the log of this request: numbers and an opaque id. There is no place for a name or a
/// text. The device, its chain and the compartment are added by who writes it.
struct LogEntry {
    LogAction action{};
    RecordId object{};
    LogResult result{};

    friend bool operator==(LogEntry const&, LogEntry const&) = default;
};

struct Decision {
    bool allowed{false};
    std::string_view rule{};        ///< `R-21`, `M-08`…: the rule that decided. Never empty.
    Phrase message{};               ///< Refused: what is not allowed, in plain words. Empty when allowed.
    Phrase article{};               ///< The rule and the text it comes from.
    std::vector<Phrase> notices{};  ///< Allowed: reminders to show beside (R-03, R-04, R-12, R-60).
    std::optional<LogEntry> log{};  ///< To be journaled before what it tells is shown.
};

}  // namespace huisclos::law
