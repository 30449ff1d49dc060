// The valid cards known of each member, and whose each device is (docs/protocol.md 3.7). "A device is known as soon as
// any valid card of a member lists it"; a client never goes back from a card that it holds.

#pragma once

#include <map>
#include <memory>
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
    /// False when it was known already.
    bool add(ledger::SignedCard card, ObjectName const& name);

    /// The card that counts; null when none is known. Valid until the next `add`.
    [[nodiscard]] KnownCard const* current(MemberId const& member) const;
    [[nodiscard]] std::vector<ledger::SignedCard const*> all_of(MemberId const& member) const;
    /// Names of all copies, for the `cards` of a member-out.
    [[nodiscard]] std::vector<ObjectName> names_of(MemberId const& member) const;
    [[nodiscard]] std::optional<ledger::DeviceOwner> find_device(DeviceId const& device) const override;
    /// Devices of a member, whatever their state.
    [[nodiscard]] std::vector<DeviceId> devices_of(MemberId const& member) const;
    [[nodiscard]] std::vector<MemberId> members() const;

private:
    std::map<MemberId, std::vector<std::unique_ptr<KnownCard>>> m_cards{};
    std::map<DeviceId, ledger::DeviceOwner> m_devices{};
};

}  // namespace huisclos::sync
