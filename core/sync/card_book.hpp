// The valid cards known of each member, and whose each device is (docs/protocol.md 3.7). "A device is known as soon as
// any valid card of a member lists it"; a client never goes back from a card that it holds.
//
// Anybody can draw an identity and sign a card for it: the devices of a card are known once the registry has named that
// identity, and not before. Until then the card waits here, as that of somebody who is about to be let in does.

#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "core/ledger/card.hpp"
#include "core/ledger/chain.hpp"

namespace huisclos::sync {

struct KnownCard {
    ledger::SignedCard card{};
    ObjectName name{};  ///< Where one copy of it lies.
};

/// A card as the store has it, under a key of the registry. Error Format: over the limit.
[[nodiscard]] Result<Bytes> seal_card(BytesView secret, VaultId const& vault, ledger::SignedCard const& card);

class CardBook final : public ledger::DeviceDirectory {
public:
    [[nodiscard]] bool holds(ledger::SignedCard const& card) const;
    /// False when it was known already.
    bool add(ledger::SignedCard card, ObjectName const& name);
    /// The registry names that identity: the devices of its cards are known from here on, for ever.
    void name_member(MemberId const& member);
    [[nodiscard]] bool is_named(MemberId const& member) const { return m_named.contains(member); }
    /// Of somebody whom the registry never named: as if that copy had never come.
    void forget(MemberId const& member, ObjectName const& name);

    /// The card that counts; null when none is known. Valid until the next `add` or `forget`.
    [[nodiscard]] KnownCard const* current(MemberId const& member) const;
    [[nodiscard]] std::vector<ledger::SignedCard const*> all_of(MemberId const& member) const;
    /// Names of all copies, for the `cards` of a member-out.
    [[nodiscard]] std::vector<ObjectName> names_of(MemberId const& member) const;
    /// Only of identities that the registry has named.
    [[nodiscard]] std::optional<ledger::DeviceOwner> find_device(DeviceId const& device) const override;
    /// Devices of a member, whatever their state.
    [[nodiscard]] std::vector<DeviceId> devices_of(MemberId const& member) const;
    [[nodiscard]] std::vector<MemberId> members() const;

private:
    void note_devices(MemberId const& member, ledger::Card const& card);

    std::map<MemberId, std::vector<std::unique_ptr<KnownCard>>> m_cards{};
    std::set<MemberId> m_named{};
    std::map<DeviceId, ledger::DeviceOwner> m_devices{};
};

}  // namespace huisclos::sync
