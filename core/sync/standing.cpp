#include "core/sync/standing.hpp"

namespace huisclos::sync {

namespace {

FloorStanding judge_floor(ledger::Registry const* registry, std::span<ActHash const> floor)
{
    FloorStanding standing;
    for (auto const& tip : floor) {
        if (registry != nullptr && registry->is_dropped(tip))
            standing.refused.push_back(tip);
        else if (registry == nullptr || !registry->is_admissible(tip))
            standing.missing.push_back(tip);
        else if (!registry->is_applied(tip) && tip != ledger::root_hash(registry->vault()))
            standing.without_effect.push_back(tip);
    }
    return standing;
}

/// His other device said so: the act that puts this one out is under a key that it does not get.
bool is_marked_lost(Knowledge const& knowledge, OwnIds const& own)
{
    auto const* const current = knowledge.cards().current(own.member);
    if (current == nullptr)
        return false;
    auto const& card = current->card.card;
    return std::ranges::any_of(card.devices, [&](ledger::CardDevice const& one) {
        return one.state == ledger::DeviceState::Lost && card.device_id(one) == own.device;
    });
}

}  // namespace

Standing judge_standing(Knowledge const& knowledge, OwnIds const& own, std::span<ActHash const> floor, Instant now)
{
    auto const* const registry = knowledge.registry();
    Standing standing;
    standing.floor = judge_floor(registry, floor);
    standing.has_card = knowledge.cards().current(own.member) != nullptr;
    standing.may_be_out = knowledge.heads().is_shut_out(now);
    if (registry == nullptr) {
        if (knowledge.has_other_root())
            standing.stop = VaultStop::OtherVault;
        return standing;
    }
    auto const* const member = registry->state().member(own.member);
    if (member == nullptr)
        standing.membership = Membership::NotNamed;
    else
        standing.membership = member->is_out() ? Membership::Out : Membership::Member;
    if (standing.membership == Membership::Out)
        standing.stop = VaultStop::OwnIdentityOut;
    else if ((member != nullptr && member->devices_out.find(own.device) != nullptr) || is_marked_lost(knowledge, own))
        standing.stop = VaultStop::OwnDeviceOut;
    else if (!standing.floor.refused.empty())
        standing.stop = VaultStop::FloorRefused;
    return standing;
}

}  // namespace huisclos::sync
