// The two mails of an invitation (docs/protocol.md 3.12): the texts that the inviter leaves, the request that the
// invitee leaves. Both lie in envelopes under a key that the invitation's secret gives: until the inviter signs, an
// invitee can read nothing else of the vault.

#pragma once

#include <string>

#include "core/base/secret_bytes.hpp"
#include "core/base/time.hpp"
#include "core/ledger/card.hpp"

namespace huisclos::ledger {

inline constexpr std::size_t k_invite_secret_size = 32;

/// What the secret `s` of an invitation gives.
struct InviteKeys {
    InviteId id{};
    SecretBytes box{};          ///< Key of both mails.
    crypto::SigningKey join{};  ///< ivk: proves that a request comes from who holds the link.
};
/// @pre secret.size() == 32
[[nodiscard]] InviteKeys invite_keys(BytesView secret);

struct VersionedText {
    std::string text{};  ///< NFC.
    std::uint32_t version{0};
    std::string title{};  ///< NFC; empty: not said.
    Date adoption{};      ///< Said beside a title; unknown: not said.

    [[nodiscard]] TextHash hash() const;
    friend bool operator==(VersionedText const&, VersionedText const&) = default;
};

/// Mail 0: {1 [text, version] charter, 2 [text, version] rules of procedure, 64 [kind of council u, name]?, 65 name of
/// the inviter?, 66 expiry u?, 67 1?,
/// 68 [title, adoption u `yyyymmdd` or 0]? of the charter, 69 the same of the rules?}. What is optional is what the
/// maker of the mail says: shown to the invitee, it proves nothing; whether an answer comes too late is judged by the
/// client that signs, and what an answer accepts counts only while the registry has it in force. 67: the rules of
/// procedure are not adopted yet; they are read and not accepted.
struct InvitationTexts {
    VersionedText charter{};
    VersionedText rules{};
    std::uint32_t council_kind{0};
    std::string council{};  ///< NFC; empty: not said.
    std::string inviter{};  ///< The same.
    Instant expiry{};       ///< 0: not said.
    bool rules_not_adopted{false};

    friend bool operator==(InvitationTexts const&, InvitationTexts const&) = default;
};
[[nodiscard]] Bytes encode_texts(InvitationTexts const& texts);
/// Errors: Encoding, Upgrade.
[[nodiscard]] Result<InvitationTexts> decode_texts(BytesView plain);

/// Mail 1: {1 cbody, 2 its signature, 3 name, 4 Sig(ivk, "join", H("card", cbody))}.
struct JoinRequest {
    SignedCard card{};
    std::string name{};  ///< NFC; what the person calls himself: proves nothing.
    crypto::Signature join{};
};
[[nodiscard]] JoinRequest make_join_request(
    SignedCard card, std::string name, crypto::SigningKey const& join, VaultId const& vault);
[[nodiscard]] Bytes encode_join_request(JoinRequest const& request);
/// Checks both signatures. Errors: Encoding, Upgrade, Signature.
[[nodiscard]] Result<JoinRequest> decode_join_request(
    BytesView plain, crypto::PublicKey const& join, VaultId const& vault);

/// The objects `i/<invite>-0` and `-1`. Error Input when the texts are longer than a mail may be (64 KiB padded).
[[nodiscard]] Result<Bytes> make_texts_mail(InviteKeys const& keys, VaultId const& vault, InvitationTexts const& texts);
[[nodiscard]] Result<InvitationTexts> open_texts_mail(InviteKeys const& keys, VaultId const& vault, BytesView object);
[[nodiscard]] Result<Bytes> make_join_mail(InviteKeys const& keys, VaultId const& vault, JoinRequest const& request);
[[nodiscard]] Result<JoinRequest> open_join_mail(InviteKeys const& keys, VaultId const& vault, BytesView object);
/// Whether somebody who holds the invitation wrote it, as this version or as a newer one does. Other bytes at the place
/// of mail 1 were put there by the host or by a stranger: names of mails are not immutable (3.4), and they give way.
[[nodiscard]] bool is_answer(InviteKeys const& keys, VaultId const& vault, BytesView object);

}  // namespace huisclos::ledger
