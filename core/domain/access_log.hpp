// What a line of the access log says was done, and with which result. The numbers are on the wire (docs/protocol.md
// 3.11): assigned once, never reused; another code is shown as its number.

#pragma once

#include <cstdint>

namespace huisclos::domain {

enum class LogAction : std::uint64_t {
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

enum class LogResult : std::uint64_t { Ok = 0, Refused = 1 };

}  // namespace huisclos::domain
