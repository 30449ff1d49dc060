// Errors as values. Every function of the core that can fail returns Result<T>.
//
// The codes are those of docs/protocol.md 3.14: a reader of the store reacts to the code alone, so that nothing in an
// error tells the store more than "refused". `what` is a short English note for tests and native programs: it never
// holds content. The page, which shows none, is built without it.

#pragma once

#include <cstdint>
#include <expected>
#include <string_view>

namespace huisclos {

/// Codes of docs/protocol.md 3.14 (1 to 20), then those of the device itself, which never come from the store.
enum class ErrorCode : std::uint8_t {
    Format = 1,     ///< E_FORMAT: refused before any cryptography.
    NoKey = 2,      ///< E_NOKEY: pending, no key that may open it is held.
    Auth = 3,       ///< E_AUTH: wrong key, changed bytes, other context: one code.
    Hash = 4,       ///< E_HASH: bytes do not have the hash that names them.
    Encoding = 5,   ///< E_ENCODING: not the strict CBOR of 3.1, a missing key, a wrong type.
    Context = 6,    ///< E_CONTEXT: the object says that it is another one than asked.
    Signature = 7,  ///< E_SIGNATURE.
    Chain = 8,      ///< E_CHAIN: `prev` contradicts a known body.
    Rights = 9,     ///< E_RIGHTS: the author may not.
    Op = 10,        ///< E_OP: an op that does not decode or whose target is wrong.
    Cut = 11,       ///< E_CUT: written after a right ended.
    Fork = 12,      ///< E_FORK.
    Rollback = 13,  ///< E_ROLLBACK.
    Stale = 14,     ///< E_STALE.
    Clone = 15,     ///< E_CLONE.
    Snapshot = 16,  ///< E_SNAPSHOT.
    LogGap = 17,    ///< E_LOGGAP.
    Upgrade = 18,   ///< E_UPGRADE: needs a newer version of this program.
    Vault = 19,     ///< E_VAULT: another vault, or one's own identity is out.
    Store = 20,     ///< E_STORE: network or store; local edits are kept.
    Local = 64,     ///< The device's own storage failed (full disk, refused).
    Memory = 65,    ///< Memory was refused (Argon2id).
    Refused = 66,   ///< The law refuses; the decision is carried beside.
    Input = 67,     ///< What a person typed is not valid; `what` names the problem.
    Missing = 68,   ///< Not found; on the store this never changes local state.
    Busy = 69,      ///< Another command of the same kind is running.
};

#ifdef HUISCLOS_WITHOUT_ERROR_NOTES
struct ErrorNote {
    constexpr ErrorNote() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): stands wherever a note is given.
    constexpr ErrorNote(char const* /*note*/) {}
};
#else
using ErrorNote = std::string_view;
#endif

struct Error {
    ErrorCode code{};
    [[no_unique_address]] ErrorNote what{};  ///< A string literal: static lifetime, no content.

    friend bool operator==(Error const& a, Error const& b) { return a.code == b.code; }
};

template <typename T>
using Result = std::expected<T, Error>;

/// `return fail(ErrorCode::Encoding, "short input");`
[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, ErrorNote what)
{
    return std::unexpected<Error>(Error{code, what});
}

}  // namespace huisclos

/// Leaves the function with the error of `expression`, if it has one.
#define HUISCLOS_TRY(expression)                                                                                       \
    do {                                                                                                               \
        auto&& huisclos_tried = (expression);                                                                          \
        if (!huisclos_tried)                                                                                           \
            return std::unexpected(huisclos_tried.error());                                                            \
    } while (false)

/// Declares `name` with the value of `expression`, or leaves the function with its error.
#define HUISCLOS_TRY_ASSIGN(name, expression)                                                                          \
    auto name##_or_error = (expression);                                                                               \
    if (!name##_or_error)                                                                                              \
        return std::unexpected(name##_or_error.error());                                                               \
    auto& name = *name##_or_error

/// The same two inside a coroutine (core/base/task.hpp).
#define HUISCLOS_CO_TRY(expression)                                                                                    \
    do {                                                                                                               \
        auto&& huisclos_tried = (expression);                                                                          \
        if (!huisclos_tried)                                                                                           \
            co_return std::unexpected(huisclos_tried.error());                                                         \
    } while (false)

#define HUISCLOS_CO_TRY_ASSIGN(name, expression)                                                                       \
    auto name##_or_error = (expression);                                                                               \
    if (!name##_or_error)                                                                                              \
        co_return std::unexpected(name##_or_error.error());                                                            \
    auto& name = *name##_or_error
