// A card: what a member says of himself, signed by himself (docs/protocol.md 3.7): his devices, his sealing key, the
// texts that he accepted. Its envelope (type card, under ES[DIR]) is made by who publishes it.

#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/time.hpp"
#include "core/crypto/kem.hpp"
#include "core/crypto/sign.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

enum class DeviceState : std::uint8_t { InUse = 1, Lost = 2 };

struct CardDevice {
    crypto::PublicKey key{};
    DeviceState state{DeviceState::InUse};

    friend bool operator==(CardDevice const&, CardDevice const&) = default;
};

/// Texts that a member accepts, as `what` of a card numbers them; a number of a later version is kept as it is.
enum class AcceptedText : std::uint64_t { Charter = 1, RulesOfProcedure = 2, RecoveryOfficer = 3 };

struct Acceptance {
    AcceptedText what{AcceptedText::Charter};
    std::uint32_t version{0};
    TextHash text{};  ///< H("text", the text as it was shown).
    Instant at{};

    friend bool operator==(Acceptance const&, Acceptance const&) = default;
};

/// cbody of 3.7.
struct Card {
    crypto::PublicKey identity{};
    std::uint32_t version{1};
    std::vector<CardDevice> devices{};  ///< None ever leaves.
    std::uint32_t generation{0};        ///< g of the inbox key; a member's first is 0.
    crypto::KemPublic inbox_key{};      ///< IEK_g.
    std::vector<Acceptance> acceptances{};
    std::optional<crypto::KemPublic> officer_key{};  ///< OPK.

    [[nodiscard]] MemberId member() const { return crypto::member_id(identity); }
    [[nodiscard]] DeviceId device_id(CardDevice const& device) const { return crypto::device_id(member(), device.key); }
    [[nodiscard]] bool accepts(AcceptedText what, std::uint32_t version, TextHash const& text) const;

    friend bool operator==(Card const&, Card const&) = default;
};

/// A card whose signature is good.
struct SignedCard {
    Card card{};
    Bytes body{};          ///< cbody as it was signed.
    ByteArray<32> hash{};  ///< H("card", cbody).
    crypto::Signature signature{};
    mutable std::optional<bool> seals{};  ///< What `has_sealing_key` found.

    /// Something can be sealed to its inbox key. A member may sign what is no key: tried once, 1 ms at most.
    [[nodiscard]] bool has_sealing_key() const;
};

[[nodiscard]] Bytes encode_card_body(Card const& card);
/// Errors: Encoding, Upgrade.
[[nodiscard]] Result<Card> decode_card_body(BytesView body);

/// @pre `identity` is the key that the card names
[[nodiscard]] SignedCard sign_card(Card card, crypto::SigningKey const& identity, VaultId const& vault);
/// Checks a body and its signature. Errors: Encoding, Upgrade, Signature.
[[nodiscard]] Result<SignedCard> check_card(BytesView body, crypto::Signature const& signature, VaultId const& vault);

/// The plaintext of a card object: [cbody bstr, signature].
[[nodiscard]] Bytes encode_card(SignedCard const& card);
/// Errors: Encoding, Upgrade, Signature.
[[nodiscard]] Result<SignedCard> decode_card(BytesView plain, VaultId const& vault);

/// Whether `a` counts before `b`, both valid cards of one member: highest version, then smaller hash.
[[nodiscard]] bool counts_before(SignedCard const& a, SignedCard const& b);
/// The card that counts. @pre !cards.empty(), all of one member
[[nodiscard]] SignedCard const& current_card(std::span<SignedCard const* const> cards);

/// The next card to sign: all that every valid card of the member lists (a device lost on one is lost, acceptances of
/// all), the inbox key of the one that counts, a version above all. @pre !cards.empty(), all of one member
[[nodiscard]] Card next_card(std::span<SignedCard const* const> cards);
/// « Devices in use <= 8 per member » (3.15): binds who signs the card; a reader accepts more.
inline constexpr std::size_t k_max_devices_in_use = 8;
/// Whether this card, the next to be signed, may list one more device in use.
[[nodiscard]] bool may_list_another_device(Card const& card);
/// Marks a device as lost; such a card bears a new inbox key (3.8). @pre the card lists the device
void mark_lost(Card& card, crypto::PublicKey const& device, crypto::KemPublic const& new_inbox_key);

}  // namespace huisclos::ledger
