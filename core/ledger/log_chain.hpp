// The access log of a device (docs/protocol.md 3.11): a chain per month of signed segments, each sealed to the log key
// of its month, so that whoever writes the log cannot read it, not even his own. What an auditor checks is
// log_audit.hpp.

#pragma once

#include "core/base/time.hpp"
#include "core/crypto/kem.hpp"
#include "core/ledger/head.hpp"
#include "core/ledger/journal_entry.hpp"
#include "core/ledger/segment.hpp"

namespace huisclos::ledger {

struct LogAddress {
    DeviceId device{};
    std::uint32_t period{0};  ///< 12 · year + month (1 to 12), UTC.
    std::uint64_t seq{0};     ///< From 1 in each period.

    friend auto operator<=>(LogAddress const&, LogAddress const&) = default;
};

/// A decoded segment of the log. Moves only: the ops are views into `body`.
struct LogSegment {
    LogSegment() = default;
    LogSegment(LogSegment&&) = default;
    LogSegment& operator=(LogSegment&&) = default;
    LogSegment(LogSegment const&) = delete;
    LogSegment& operator=(LogSegment const&) = delete;
    ~LogSegment() = default;

    Bytes body{};
    BodyHash bh{};
    crypto::Signature signature{};

    LogAddress address{};
    BodyHash prev{};
    std::vector<ObjectName> back{};
    ByteArray<16> nonce{};
    std::vector<OpView> ops{};
    BodyHash previous_period_end{};  ///< Zero when the device has no earlier period.

    /// What can be read of the ops; one that cannot is skipped alone and counted.
    struct Entries {
        std::vector<JournalEntry> read{};
        std::size_t skipped{0};
    };
    [[nodiscard]] Entries entries() const;
};

struct LogDraft {
    LogAddress address{};
    BodyHash prev{};
    std::span<ObjectName const> back{};
    ByteArray<16> nonce{};
    std::span<JournalEntry const> entries{};
    BodyHash previous_period_end{};
};

[[nodiscard]] crypto::Context log_context(VaultId const& vault, LogAddress const& address);
[[nodiscard]] Bytes encode_log_body(LogDraft const& draft);

/// `log_key`: LK of the period. Errors: Auth (a key that is none), Format (over the limit).
[[nodiscard]] Result<SealedSegment> seal_log(
    VaultId const& vault, LogDraft const& draft, crypto::SigningKey const& device_key,
    crypto::KemPublic const& log_key);
/// The same with given randomness of 64 bytes: for test vectors only.
[[nodiscard]] Result<SealedSegment> seal_log_with_seed(
    VaultId const& vault, LogDraft const& draft, crypto::SigningKey const& device_key, crypto::KemPublic const& log_key,
    BytesView seed);

/// Errors: Encoding, Upgrade.
[[nodiscard]] Result<LogSegment> decode_log(BytesView plain);
/// Errors: Hash, Format, Upgrade, NoKey, Auth, Encoding, Context.
[[nodiscard]] Result<LogSegment> open_log(
    VaultId const& vault, LogAddress const& address, ObjectName const& name, BytesView object,
    std::span<crypto::KemKey const* const> log_keys);
/// Error Signature.
[[nodiscard]] Result<void> verify_log(
    VaultId const& vault, LogSegment const& segment, crypto::PublicKey const& device_key);

/// Where a device stands in its log: what it must remember between two writings.
struct LogPosition {
    std::uint32_t period{0};         ///< 0: nothing written yet.
    std::uint64_t seq{0};            ///< Last written in `period`.
    BodyHash bh{};                   ///< Of it.
    std::vector<ObjectName> back{};  ///< Names of it and of those before it in the period, at most 16.
    BodyHash previous_period_end{};
    std::uint64_t last_t{0};
};

/// The next segment of the log of `device`: its month is that of `now`, never an earlier one than before. Times of
/// `entries` are made to grow, as every t of a device does. The draft refers to `position` and `entries`.
[[nodiscard]] LogDraft next_log(
    DeviceId const& device, LogPosition& position, std::span<JournalEntry> entries, Instant now,
    ByteArray<16> const& nonce);
/// Once the segment of the draft is journalled.
void note_log(LogPosition& position, LogAddress const& address, SealedSegment const& sealed);

}  // namespace huisclos::ledger
