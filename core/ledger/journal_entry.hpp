// One line of the access log (docs/protocol.md 3.11): who is the device that writes it; what, on which record, where,
// why, with which result. No text and no name, so that the log tells nothing that its readers do not look up
// themselves.

#pragma once

#include "core/domain/access_log.hpp"
#include "core/ledger/op.hpp"

namespace huisclos::ledger {

using domain::LogAction;
using domain::LogResult;

/// With LogAction::ArchiveOpen, and only there.
enum class LogReason : std::uint64_t {
    NewFact = 1,
    RequestOfPerson = 2,
    JudicialRequest = 3,
    Complaint = 4,
    Inspection = 5,
    Correction = 6,
    Elimination = 7,
};

struct JournalEntry {
    std::uint64_t t{0};  ///< Milliseconds since 1970, of the device's clock.
    LogAction action{LogAction::Open};
    std::optional<RecordId> object{};
    CompartmentId cid{};
    std::optional<LogReason> reason{};
    LogResult result{LogResult::Ok};

    friend bool operator==(JournalEntry const&, JournalEntry const&) = default;
};

/// {1 action u, 2 object b16?, 3 cid, 4 reason u?, 5 result u}, as an op of kind 64.
[[nodiscard]] OpDraft encode_journal_entry(JournalEntry const& entry);
/// Errors: Op, Upgrade. A reason beside another action is refused.
[[nodiscard]] Result<JournalEntry> decode_journal_entry(OpView const& op);

}  // namespace huisclos::ledger
