#include "core/ledger/grant_recipients.hpp"

#include <algorithm>

namespace huisclos::ledger {

namespace {

bool needs_texts(CompartmentClass of)
{
    return of >= CompartmentClass::Nominatif;
}

/// Nominative and stricter ones exist only with both texts in force; annuaire, registry and messages do before that.
bool needs_both_texts(CompartmentClass of)
{
    return of >= CompartmentClass::Nominatif && of <= CompartmentClass::Archive;
}

bool needs_words(CompartmentClass of)
{
    return of == CompartmentClass::Judiciaire || of == CompartmentClass::Sensible ||
           of == CompartmentClass::SecretSocial || of == CompartmentClass::Archive;
}

bool has_accepted(Policy const& policy, Card const& card, CompartmentClass of)
{
    for (auto const what : {AcceptedText::Charter, AcceptedText::RulesOfProcedure}) {
        bool const is_in_force = policy.text_in_force(static_cast<std::uint64_t>(what)) != nullptr;
        if (is_in_force ? !accepts_in_force(policy, card, what) : needs_both_texts(of))
            return false;
    }
    return true;
}

std::span<SignedCard const* const> cards_of(CardsByMember const& cards, MemberId const& member)
{
    auto const found = cards.find(member);
    return found == cards.end() ? std::span<SignedCard const* const>{} : std::span(found->second);
}

}  // namespace

bool accepts_in_force(Policy const& policy, Card const& card, AcceptedText what)
{
    auto const* text = policy.text_in_force(static_cast<std::uint64_t>(what));
    return text && card.accepts(what, static_cast<std::uint32_t>(text->version), text->hash);
}

GrantBar bar_of_cards(Member const& member, std::span<SignedCard const* const> cards)
{
    if (cards.empty())
        return GrantBar::NoCard;
    auto const& current = current_card(cards).card;
    for (auto const* one : cards) {
        for (auto const& device : one->card.devices) {
            if (!member.devices_out.contains(one->card.device_id(device)))
                continue;
            auto const marked = std::ranges::any_of(current.devices, [&](CardDevice const& listed) {
                return listed.key == device.key && listed.state == DeviceState::Lost;
            });
            if (!marked)
                return GrantBar::DeviceNotMarked;
        }
    }
    return current_card(cards).has_sealing_key() ? GrantBar::None : GrantBar::BadKey;
}

GrantBar grant_bar(
    RegistryState const& state, Member const& member, CompartmentId const& cid,
    std::span<SignedCard const* const> cards, std::set<MemberId> const& verified)
{
    if (!state.reads(member, cid))
        return GrantBar::NotAReader;
    auto const bar = bar_of_cards(member, cards);
    auto const* compartment = cid == k_dir ? nullptr : state.compartment(cid);
    if (bar != GrantBar::None || !compartment)
        return bar;
    auto const of = compartment->class_of();
    if (needs_texts(of) && !has_accepted(state.policy(), current_card(cards).card, of))
        return GrantBar::TextsNotAccepted;
    if (needs_words(of) && !verified.contains(member.id))
        return GrantBar::NotVerified;
    return GrantBar::None;
}

GrantPlan plan_grants(
    RegistryState const& after, std::span<CompartmentId const> cids, CardsByMember const& cards,
    std::set<MemberId> const& verified)
{
    GrantPlan plan;
    after.members().for_each([&](MemberId const& id, Member const& member) {
        GrantPlan::Recipient recipient;
        auto const his_cards = cards_of(cards, id);
        for (auto const& cid : cids) {
            auto const bar = grant_bar(after, member, cid, his_cards, verified);
            if (bar == GrantBar::None)
                recipient.cids.push_back(cid);
            else if (bar != GrantBar::NotAReader)
                plan.waiting.push_back({id, cid, bar});
        }
        if (recipient.cids.empty())
            return;
        auto const& card = current_card(his_cards).card;
        recipient.target = target_of(id);
        recipient.generation = card.generation;
        recipient.key = card.inbox_key;
        plan.recipients.push_back(std::move(recipient));
    });
    if (auto const* set = after.recovery_set(); set && !cids.empty())
        plan.recipients.push_back({target_of(set->id), 0, set->op->recovery, {cids.begin(), cids.end()}});
    return plan;
}

}  // namespace huisclos::ledger
