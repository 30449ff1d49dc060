// What a vault says of its exchange with the store, for the screens.

#pragma once

#include "core/sync/standing.hpp"

namespace huisclos::sync {

enum class Connection : std::uint8_t {
    Unknown,
    Online,
    Offline,       ///< No answer, or a strange one.
    TokenRefused,  ///< 401 or 403: a person is asked for a token; nothing local changes.
    WriteRefused,  ///< The same, to a write alone, since: what may be read is given.
    StoreFull,     ///< 413 or 507 to a write, since.
};

/// What this device said or wrote last is out of its reach since a day, and no copy of it is known: a person chooses.
enum class Impasse : std::uint8_t {
    None,
    HeadClosed,  ///< No key opens its own head: Vault::continue_as, or Vault::write_over_own_head.
    EndLost,     ///< Neither disk nor store gives its last segment: Vault::continue_as.
};

struct SyncStatus {
    Connection connection{Connection::Unknown};
    /// When the last fetch and publication both ended well, at a place that is not known to lack what is here.
    std::optional<Instant> up_to_date{};
    std::size_t pending{0};          ///< Objects that the store is not yet known to hold.
    std::size_t waiting_for_key{0};  ///< Edits kept here alone until somebody changes a key.
    bool is_busy{false};
    bool is_cloned{false};        ///< E_CLONE: this device stops writing.
    bool own_head_closed{false};  ///< E_NOKEY on one's own head: nothing leaves before its key or a choice came.
    /// The place gives all but this device's own head, since then: what it keeps of this device is not known, and what
    /// is written waits.
    std::optional<Instant> own_head_withheld{};
    Impasse impasse{Impasse::None};
    VaultStop stop{VaultStop::None};  ///< E_VAULT: nothing is written; standing() says more.
    bool heads_closed{false};         ///< Every head that changed is closed, as yet: a key may come with the next pull.
    bool may_be_out{false};           ///< E_NOKEY on every head: "you may no longer be a member".
    /// A head is owed (`pending` counts it) and may leave then; empty when none waits for that.
    std::optional<Instant> head_due{};
    /// The place in use had lost what this device wrote there; since then it is sent again. In this session.
    std::optional<Instant> sent_again{};
};

}  // namespace huisclos::sync
