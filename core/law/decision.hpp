// What the law answers.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/phrase.hpp"

namespace huisclos::law {

/// Actions of the access log, docs/protocol.md 3.11.
enum class LogAction : std::uint8_t {
    Open = 1,
    List = 2,
    Search = 3,
    Create = 4,
    Change = 5,
    Status = 6,
    Export = 7,
    Print = 8,
    Key = 9,
    SignIn = 10,
    SignInFailed = 11,
    Member = 12,
    LogRead = 13,
    ArchiveOpen = 14,
};

enum class LogResult : std::uint8_t { Ok = 0, Refused = 1 };

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
    std::vector<Phrase> notices{};  ///< Allowed: reminders to show beside (R-03, R-04, R-60).
    std::optional<LogEntry> log{};  ///< To be journaled before what it tells is shown.
};

}  // namespace huisclos::law
