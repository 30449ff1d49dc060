// Dates of the sealing keys of a member, and what comes of them (docs/protocol.md 3.8): when the newest is renewed, and
// from which generation on keys are kept. They lie in the keyring under a number that older versions ignore. A clock
// decides here when a key is made and when one goes, never what is valid.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/time.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

struct Keyring;

/// Of the sealing keys of one generation: two devices may have made one each.
struct InboxKeyDates {
    std::uint32_t generation{0};
    Instant made{};
    std::optional<Instant> read_back{};  ///< Of a self-grant under it, from the store.

    friend bool operator==(InboxKeyDates const&, InboxKeyDates const&) = default;
};

/// When a policy says nothing, in days.
inline constexpr std::uint64_t k_default_iek_days = 365;
/// Up to this many days a replaced key is kept a week, else a month.
inline constexpr std::uint64_t k_shredding_iek_days = 31;

/// A self-grant that holds all keys of a device, read back under the sealing key of that generation.
struct ReadBack {
    std::uint32_t generation{0};
    Instant at{};
};

/// What is to stand in the next version of the account: without a date the newest key counts from now on, and a date
/// more than a day ahead is one of now.
void carry_dates(Keyring& keyring, std::optional<ReadBack> const& read_back, Instant now);
/// A key of that generation was just made.
void note_made(Keyring& keyring, std::uint32_t generation, Instant now);
/// Of two versions of one account, for one generation: first made, last read back.
void unite_dates(Keyring& keyring, std::vector<InboxKeyDates> const& other);

/// In whole days, of the newest key; empty when it has no date.
[[nodiscard]] std::optional<std::uint64_t> age_of_inbox_key(Keyring const& keyring, Instant now);
/// `iek_days`: of the policy; less than one is one.
[[nodiscard]] bool is_renewal_due(Keyring const& keyring, std::optional<std::uint64_t> iek_days, Instant now);
/// Keys of generations below it have left: one of that generation has replaced them for long enough.
[[nodiscard]] std::uint32_t first_kept_generation(
    Keyring const& keyring, std::optional<std::uint64_t> iek_days, Instant now);
/// Those below leave the keyring, wiped, with their dates. True when there were any.
bool drop_inbox_keys(Keyring& keyring, std::uint32_t below);

/// [[g u, made u, read back u, 0 when it was not]].
void write_dates(CborWriter& writer, std::vector<InboxKeyDates> const& dates);
/// What is written in another form is as if it were not there.
[[nodiscard]] std::vector<InboxKeyDates> read_dates(CborValue const& value);

}  // namespace huisclos::ledger
