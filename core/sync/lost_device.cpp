#include "core/sync/lost_device.hpp"

#include "core/crypto/hash.hpp"

namespace huisclos::sync {

namespace {

ledger::CardDevice const* find_own(ledger::Card const& card, DeviceId const& device)
{
    auto const found =
        std::ranges::find(card.devices, device, [&card](ledger::CardDevice const& one) { return card.device_id(one); });
    return found == card.devices.end() ? nullptr : &*found;
}

}  // namespace

LostDevicePlan plan_lost_device(Vault const& vault, DeviceId const& device)
{
    LostDevicePlan plan;
    auto const* const registry = vault.knowledge().registry();
    auto const* const member = registry == nullptr ? nullptr : registry->state().member(vault.self());
    auto const cards = vault.knowledge().cards().all_of(vault.self());
    if (device == vault.device()) {
        plan.bar = LostDevicePlan::Bar::ThisDevice;
        return plan;
    }
    if (lacks_sealing_key(vault)) {
        plan.bar = LostDevicePlan::Bar::OtherKey;
        return plan;
    }
    auto const card = cards.empty() ? ledger::Card{} : ledger::next_card(cards);
    auto const* const listed = find_own(card, device);
    if (listed == nullptr || member == nullptr) {
        plan.bar = LostDevicePlan::Bar::NotListed;
        return plan;
    }
    auto const* const current = vault.knowledge().cards().current(vault.self());
    auto const* const on_current = find_own(current->card.card, device);
    bool const is_marked = on_current != nullptr && on_current->state == ledger::DeviceState::Lost;
    plan.marks_card = !is_marked;
    plan.signs_act = member->rank != ledger::k_no_rank && !member->devices_out.contains(device);
    if (!plan.marks_card && !plan.signs_act)
        plan.bar = LostDevicePlan::Bar::AlreadyLost;
    return plan;
}

bool lacks_sealing_key(Vault const& vault)
{
    auto const* const current = vault.knowledge().cards().current(vault.self());
    if (current == nullptr)
        return false;
    auto const& card = current->card.card;
    return std::ranges::none_of(vault.keys().sealing, [&card](NumberedSeed const& seed) {
        return seed.number == card.generation &&
               crypto::KemKey::from_seed(seed.seed.view()).public_key() == card.inbox_key;
    });
}

ledger::SignedCard card_with_lost_device(Vault const& vault, ledger::Keyring& keyring, DeviceId const& device)
{
    auto card = ledger::next_card(vault.knowledge().cards().all_of(vault.self()));
    auto const* const lost = find_own(card, device);
    // Of cards that were signed beside each other the highest generation may be in none that counts.
    auto const held = keyring.newest_inbox_key().generation;
    card.generation = std::max(card.generation, held);
    auto key = crypto::KemKey::generate();
    ledger::mark_lost(card, lost->key, key.public_key());
    keyring.inbox_keys.push_back({card.generation, std::move(key)});
    ledger::note_made(keyring, card.generation, vault.now());
    keyring.card_version = card.version;
    return ledger::sign_card(std::move(card), keyring.identity, vault.id());
}

std::vector<NumberedSeed> newest_sealing_seed(ledger::Keyring const& keyring)
{
    auto const& newest = keyring.newest_inbox_key();
    std::vector<NumberedSeed> seeds;
    seeds.push_back({newest.generation, SecretBytes::copy_of(newest.key.seed())});
    return seeds;
}

}  // namespace huisclos::sync
