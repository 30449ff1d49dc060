// What the access log keeps on the device between two writings: lines not yet sealed, and the place in the chain. Both
// lie under LW (notes of LocalVault).

#pragma once

#include "core/ledger/log_chain.hpp"

namespace huisclos::sync {

inline constexpr std::uint32_t k_note_log_position = 1;
inline constexpr std::uint32_t k_note_log_waiting = 2;
inline constexpr std::uint32_t k_note_inbox = 3;  ///< InboxBook::dates.
inline constexpr std::uint32_t k_note_alarms = 4;
inline constexpr std::uint32_t k_note_cloned = 6;            ///< One byte: SyncStatus::is_cloned.
inline constexpr std::uint32_t k_note_former = 7;            ///< FormerDevice, of each.
inline constexpr std::uint32_t k_note_former_accounts = 8;   ///< 5 was of an earlier version.
inline constexpr std::uint32_t k_note_log_sealed = 9;        ///< Vault::m_log_sealed.
inline constexpr std::uint32_t k_note_stale = 10;            ///< StaleWatch::dates.
inline constexpr std::uint32_t k_note_own_head_closed = 11;  ///< A date: SyncStatus::own_head_closed.
inline constexpr std::uint32_t k_note_former_tables = 12;    ///< FormerTable, of each.
inline constexpr std::uint32_t k_note_own_end_lost = 13;     ///< A date: Impasse::EndLost.
inline constexpr std::uint32_t k_note_contests = 14;         ///< ContestNote.
inline constexpr std::uint32_t k_note_head_there = 15;       ///< A count: HeadThere::counter.
inline constexpr std::uint32_t k_note_self_grant = 20;       ///< SelfGrantRead.
inline constexpr std::uint32_t k_note_sent_again = 21;
inline constexpr std::uint32_t k_note_own_head_withheld = 22;  ///< A date: OwnHeadWithheld::since.

[[nodiscard]] Bytes encode_log_position(ledger::LogPosition const& position);
[[nodiscard]] Result<ledger::LogPosition> decode_log_position(BytesView plain);
[[nodiscard]] Bytes encode_log_waiting(std::span<ledger::JournalEntry const> entries);
[[nodiscard]] Result<std::vector<ledger::JournalEntry>> decode_log_waiting(BytesView plain);

/// Of acts that exclude each other: those that a person has refused, those left aside until one does, and those that he
/// has chosen.
struct ContestNote {
    std::vector<ActHash> refused{};
    std::vector<ActHash> aside{};
    std::vector<ActHash> held{};

    [[nodiscard]] bool empty() const { return refused.empty() && aside.empty() && held.empty(); }
};
[[nodiscard]] Bytes encode_contests(ContestNote const& note);
/// Also of the former form, which did not say what was chosen.
[[nodiscard]] Result<ContestNote> decode_contests(BytesView plain);

/// What was sent again to the place in use because it had lost it.
struct SentAgain {
    std::optional<Instant> at{};  ///< The last time.
    std::uint32_t times{0};       ///< Without a week between.
    bool is_owed{false};          ///< It has lost something since, and was not sent it yet.
};
[[nodiscard]] Bytes encode_sent_again(SentAgain const& again);
/// Nothing where it cannot be read.
[[nodiscard]] SentAgain decode_sent_again(BytesView plain);

/// A date; none is zero.
[[nodiscard]] Bytes encode_date(std::optional<Instant> date);
[[nodiscard]] std::optional<Instant> decode_date(BytesView plain);

/// A count; zero also where none can be read.
[[nodiscard]] Bytes encode_count(std::uint64_t count);
[[nodiscard]] std::uint64_t decode_count(BytesView plain);

}  // namespace huisclos::sync
