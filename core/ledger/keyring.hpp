// The keyring of an account (docs/protocol.md 3.4): what a member must never lose. It lies in an envelope under KRK.

#pragma once

#include <optional>
#include <vector>

#include "core/crypto/kem.hpp"
#include "core/crypto/sign.hpp"
#include "core/ledger/floor.hpp"
#include "core/ledger/inbox_key_dates.hpp"

namespace huisclos::ledger {

/// IEK_g: opens what is sealed to the member in the inbox of that key.
struct InboxKey {
    std::uint32_t generation{0};
    crypto::KemKey key{};
};

/// LK_p: opens the access logs of a period (auditors only).
struct LogKeySeed {
    std::uint32_t period{0};
    crypto::KemKey key{};
};

struct Keyring {
    MemberId member{};
    crypto::SigningKey identity{};  ///< ISK: opened for one signature or one sign-in, then wiped.
    std::vector<InboxKey> inbox_keys{};
    std::optional<Floor> floor{};
    std::vector<MemberId> verified{};  ///< Members whose words were compared (`pins`).
    crypto::KemKey officer_key{};      ///< OPK; empty unless the member is a recovery officer.
    std::vector<LogKeySeed> log_keys{};
    std::uint32_t card_version{0};  ///< Of the last card that was signed.
    /// Of inbox_keys; of older ones, or of what an earlier version wrote, there may be none.
    std::vector<InboxKeyDates> inbox_dates{};

    /// A new member: fresh ISK and IEK_0.
    [[nodiscard]] static Keyring generate();
    [[nodiscard]] Keyring clone() const;

    /// The newest inbox key: the one to which the member's own card points. @pre there is one
    [[nodiscard]] InboxKey const& newest_inbox_key() const;
    /// 0 when there is none.
    [[nodiscard]] std::uint32_t first_generation() const;
    /// Adds what another keyring of the same account version has: inbox keys with their dates, log keys, verified
    /// members (3.4).
    void unite(Keyring const& other);
};

/// The caller wipes the result. @pre identity is held
[[nodiscard]] Bytes encode_keyring(Keyring const& keyring, std::uint32_t version);
/// Errors: Encoding, Upgrade; Context when the version is another one or the member is not that of ISK.
[[nodiscard]] Result<Keyring> decode_keyring(BytesView plain, std::uint32_t version);

}  // namespace huisclos::ledger
