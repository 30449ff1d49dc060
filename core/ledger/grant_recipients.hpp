// To whom a rotating act grants, and under which key (docs/protocol.md 3.8).

#pragma once

#include <map>
#include <set>

#include "core/ledger/card.hpp"
#include "core/ledger/grant.hpp"

namespace huisclos::ledger {

/// Valid cards by member, as this device holds them; none is owned.
using CardsByMember = std::map<MemberId, std::vector<SignedCard const*>>;

/// Why somebody gets no key now.
enum class GrantBar : std::uint8_t {
    None,
    NotAReader,
    NoCard,            ///< No valid card of his is known.
    DeviceNotMarked,   ///< A device of his is out and his card does not mark it lost: a key would go to it too.
    TextsNotAccepted,  ///< Classes 3 and above: charter and rules of procedure in force.
    NotVerified,       ///< Classes judicial, sensitive, social, archive: words not compared.
    BadKey,            ///< The key of his card is none: nothing can be sealed to it (docs/protocol.md 3.1).
};

/// The text in force of that kind is on the card, same version and bytes. False when none is in force.
[[nodiscard]] bool accepts_in_force(Policy const& policy, Card const& card, AcceptedText what);
/// Whether keys may be sealed to that card: None, NoCard, DeviceNotMarked or BadKey.
[[nodiscard]] GrantBar bar_of_cards(Member const& member, std::span<SignedCard const* const> cards);
/// Whether he may be given the key of c in `state`; DIR needs no text.
[[nodiscard]] GrantBar grant_bar(
    RegistryState const& state, Member const& member, CompartmentId const& cid,
    std::span<SignedCard const* const> cards, std::set<MemberId> const& verified);

struct GrantPlan {
    struct Recipient {
        GrantTarget target{};
        std::uint32_t generation{0};
        crypto::KemPublic key{};
        std::vector<CompartmentId> cids{};  ///< Those of the keys asked about that he gets.
    };
    struct Waiting {
        MemberId member{};
        CompartmentId cid{};
        GrantBar bar{GrantBar::None};
    };
    std::vector<Recipient> recipients{};  ///< One grant each; the recovery set, when there is one, comes last.
    std::vector<Waiting> waiting{};       ///< Readers who get no key now, each with the reason to show.
};

/// For an act that rotates `cids`: `after` is the state that it gives (its view).
[[nodiscard]] GrantPlan plan_grants(
    RegistryState const& after, std::span<CompartmentId const> cids, CardsByMember const& cards,
    std::set<MemberId> const& verified);

}  // namespace huisclos::ledger
