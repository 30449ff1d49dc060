#include "core/sync/card_book.hpp"

#include "core/crypto/envelope.hpp"

namespace huisclos::sync {

Result<Bytes> seal_card(BytesView secret, VaultId const& vault, ledger::SignedCard const& card)
{
    crypto::Context const context{.type = crypto::ObjectType::Card, .vault = vault};
    auto const plain = ledger::encode_card(card);
    if (!crypto::fits(context.type, plain.size()))
        return fail(ErrorCode::Format, "card over the limit");
    return crypto::make_envelope(secret, context, plain);
}

bool CardBook::holds(ledger::SignedCard const& card) const
{
    auto const found = m_cards.find(card.card.member());
    auto const is_it = [&card](auto const& known) {
        return known->card.hash == card.hash;
    };
    return found != m_cards.end() && std::ranges::any_of(found->second, is_it);
}

bool CardBook::add(ledger::SignedCard card, ObjectName const& name)
{
    if (holds(card))
        return false;
    auto const member = card.card.member();
    auto& known = m_cards[member];
    if (is_named(member))
        note_devices(member, card.card);
    known.push_back(std::make_unique<KnownCard>(KnownCard{std::move(card), name}));
    return true;
}

void CardBook::note_devices(MemberId const& member, ledger::Card const& card)
{
    for (auto const& device : card.devices)
        m_devices.try_emplace(card.device_id(device), ledger::DeviceOwner{member, device.key});
}

void CardBook::name_member(MemberId const& member)
{
    if (!m_named.insert(member).second)
        return;
    for (auto const* const card : all_of(member))
        note_devices(member, card->card);
}

void CardBook::forget(MemberId const& member, ObjectName const& name)
{
    auto const found = m_cards.find(member);
    if (found == m_cards.end() || is_named(member))
        return;
    std::erase_if(found->second, [&name](auto const& known) { return known->name == name; });
    if (found->second.empty())
        m_cards.erase(found);
}

KnownCard const* CardBook::current(MemberId const& member) const
{
    auto const found = m_cards.find(member);
    if (found == m_cards.end())
        return nullptr;
    KnownCard const* best = nullptr;
    for (auto const& known : found->second) {
        if (best == nullptr || ledger::counts_before(known->card, best->card))
            best = known.get();
    }
    return best;
}

std::vector<ledger::SignedCard const*> CardBook::all_of(MemberId const& member) const
{
    std::vector<ledger::SignedCard const*> all;
    if (auto const found = m_cards.find(member); found != m_cards.end()) {
        for (auto const& known : found->second)
            all.push_back(&known->card);
    }
    return all;
}

std::vector<ObjectName> CardBook::names_of(MemberId const& member) const
{
    std::vector<ObjectName> names;
    if (auto const found = m_cards.find(member); found != m_cards.end()) {
        for (auto const& known : found->second)
            names.push_back(known->name);
    }
    return names;
}

std::optional<ledger::DeviceOwner> CardBook::find_device(DeviceId const& device) const
{
    auto const found = m_devices.find(device);
    return found == m_devices.end() ? std::nullopt : std::optional(found->second);
}

std::vector<DeviceId> CardBook::devices_of(MemberId const& member) const
{
    std::vector<DeviceId> devices;
    for (auto const& [device, owner] : m_devices) {
        if (owner.member == member)
            devices.push_back(device);
    }
    return devices;
}

std::vector<MemberId> CardBook::members() const
{
    std::vector<MemberId> members;
    for (auto const& [member, cards] : m_cards)
        members.push_back(member);
    return members;
}

}  // namespace huisclos::sync
