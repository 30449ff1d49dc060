#include <algorithm>

#include "core/base/heap_sort.hpp"
#include "core/crypto/hash.hpp"
#include "core/sync/fetch_each.hpp"
#include "core/sync/knowledge.hpp"

// Which acts are asked for, and how many of those that only strangers name are kept while their past is unknown.

namespace huisclos::sync {

void Knowledge::draw_strangers()
{
    m_head_hints.draw(m_cards);
    m_order_at_draw = m_next_order;
}

/// Whoever is not let in yet knows nobody.
bool Knowledge::is_telling(DeviceId const& device) const
{
    return !m_bounds_strangers || !is_out(*m_registry, m_cards, device);
}

std::set<ObjectName> Knowledge::closed_heads() const
{
    std::set<ObjectName> names;
    for (auto const& [device, object] : m_heads.closed()) {
        if (is_telling(device))
            names.insert(crypto::object_name(object));
    }
    return names;
}

void Knowledge::draw_closed_heads()
{
    std::vector<DeviceId> telling;
    for (auto const& [device, object] : m_heads.closed()) {
        if (is_telling(device))
            telling.push_back(device);
    }
    auto const most = m_bounds_strangers ? k_most_tried_heads : k_most_tried_strange_heads;
    auto const count = std::min(telling.size(), most);
    draw(telling, count);
    telling.resize(count);
    m_drawn_heads.emplace();
    for (auto const& device : telling)
        m_drawn_heads->emplace_back(device, m_heads.closed().at(device));
}

/// Of a member's device, one that it signed: the author of a grant cannot write that beside it.
bool Knowledge::opens_closed_head(CompartmentId const& cid, BytesView secret)
{
    if (cid != k_dir)
        return false;
    if (!m_drawn_heads)
        draw_closed_heads();
    return std::ranges::any_of(*m_drawn_heads, [&](ClosedHead const& closed) {
        auto const head = ledger::open_head(m_vault, closed.first, closed.second, {&secret, 1});
        auto const owner = m_cards.find_device(closed.first);
        return head && (!owner || ledger::verify_head(m_vault, *head, owner->key));
    });
}

/// The acts that heads of present members name, and the pasts of those that wait.
std::set<ActHash> Knowledge::named_by_members() const
{
    std::set<ActHash> reached;
    std::vector<ActHash> to_do;
    m_head_hints.for_each(m_cards, [&](DeviceId const& device, HeadHints::Named const& named) {
        if (is_out(*m_registry, m_cards, device))
            return;
        for (auto const& act : named.acts)
            to_do.push_back(act.ah);
    });
    while (!to_do.empty()) {
        auto const hash = to_do.back();
        to_do.pop_back();
        if (!reached.insert(hash).second)
            continue;
        if (auto const open = m_open_acts.find(hash); open != m_open_acts.end())
            to_do.insert(to_do.end(), open->second.past.begin(), open->second.past.end());
    }
    return reached;
}

void Knowledge::bound_strangers()
{
    if (!m_registry)
        return;
    m_bounds_strangers = true;
    bound_strange_acts();
}

void Knowledge::hold_strange_card(StrangeCard card)
{
    if (card.origin == Origin::Self)
        keep(KeptKind::Card, card.name, {}, std::exchange(card.object, {}));
    m_strange_cards.push_back(std::move(card));
}

/// A card that was at hand already is about to be published here.
void Knowledge::never_give_up(MemberId const& member)
{
    for (auto& card : m_strange_cards) {
        if (card.member == member)
            card.origin = Origin::Self;
    }
}

bool Knowledge::has_room_for(MemberId const& member, ObjectName const& name, std::size_t devices)
{
    if (!m_registry || m_card_hints.contains(name))
        return true;
    auto const* const found = m_registry->state().member(member);
    if (found == nullptr || !found->is_out())
        return true;
    return devices <= k_most_late_devices && ++m_late_cards[member] <= k_most_late_cards;
}

/// Of an act that was admitted: anybody may name cards in one that is not.
void Knowledge::note_cards_of(ActHash const& hash)
{
    auto const* const act = m_registry ? m_registry->act(hash) : nullptr;
    if (act == nullptr)
        return;
    for (auto const& op : act->ops) {
        if (auto const* const member = std::get_if<ledger::MemberOp>(&op)) {
            name_card(member->card);
            // Of a stranger's cards those that a head names may be needed now.
            m_passed_cards.clear();
        } else if (auto const* const out = std::get_if<ledger::MemberOutOp>(&op))
            std::ranges::for_each(out->cards, [this](ObjectName const& name) { name_card(name); });
    }
}

void Knowledge::name_card(ObjectName const& name)
{
    m_card_hints.insert(name);
    if (m_passed_cards.erase(name))
        m_released.push_back(name);
}

void Knowledge::pass_over(ObjectName const& card)
{
    m_held.erase(card);
    m_passed_cards.add(card);
}

bool Knowledge::admit_cards()
{
    if (!m_registry || m_strange_cards.empty())
        return false;
    auto const& state = m_registry->state();
    auto const before = m_strange_cards.size();
    // First, since to name him is to know the devices of all that is held of him.
    std::erase_if(m_strange_cards, [&](StrangeCard const& card) {
        if (state.member(card.member) == nullptr || has_room_for(card.member, card.name, card.devices))
            return false;
        m_cards.forget(card.member, card.name);
        pass_over(card.name);
        return true;
    });
    std::erase_if(m_strange_cards, [&](StrangeCard& card) {
        if (state.member(card.member) == nullptr)
            return false;
        m_cards.name_member(card.member);
        if (!card.object.empty())
            keep(KeptKind::Card, card.name, {}, std::move(card.object));
        return true;
    });
    bool const is_any = m_strange_cards.size() != before;
    m_cards_changed = m_cards_changed || is_any;
    return is_any;
}

void Knowledge::bound_strange_cards()
{
    std::size_t bytes = 0;
    for (auto const& card : m_strange_cards)
        bytes += card.object.size();
    auto count = m_strange_cards.size();
    std::erase_if(m_strange_cards, [&](StrangeCard const& card) {
        bool const is_room = count <= k_most_strange_cards && bytes <= k_most_strange_card_bytes;
        if (is_room || card.origin == Origin::Self)
            return false;
        --count;
        bytes -= card.object.size();
        m_cards.forget(card.member, card.name);
        pass_over(card.name);
        return true;
    });
}

void Knowledge::bound_strange_acts()
{
    m_member_acts.clear();
    if (m_open_acts.empty())
        return;
    m_member_acts = named_by_members();
    std::vector<std::pair<std::uint64_t, ActHash>> strange;
    std::size_t bytes = 0;
    for (auto const& [hash, open] : m_open_acts) {
        if (m_member_acts.contains(hash))
            continue;
        strange.emplace_back(open.order, hash);
        bytes += open.bytes;
    }
    heap_sort(strange);
    auto count = strange.size();
    std::set<ActHash> gone;
    for (auto const& [order, hash] : strange) {
        bool const is_room = count <= k_most_strange_acts && bytes <= k_most_strange_act_bytes;
        // What strangers' acts carried was opened while this device waited to be let in.
        bool const crowds = m_candidates.is_carried_by(hash) && m_candidates.is_crowded();
        if (is_room && !crowds)
            continue;
        --count;
        bytes -= m_open_acts.at(hash).bytes;
        forget_open(hash);
        m_candidates.forget_acts({hash});
        gone.insert(hash);
    }
    forget_hist(gone);
}

void Knowledge::forget_open(ActHash const& hash)
{
    auto const open = m_open_acts.extract(hash);
    for (auto const& copy : open.mapped().copies)
        m_held.erase(copy.name);
    for (auto const& name : open.mapped().passed_over)
        m_held.erase(name);
    m_registry->forget_pending(hash);
}

void Knowledge::want_act(Wants& wants, ActHash const& hash, ObjectName const& name) const
{
    if (!m_held.contains(name) && !is_settled(hash) && hash != ledger::root_hash(m_vault))
        wants.acts.push_back(name);
}

/// What heads name, and what the acts that wait name of their pasts. Of strangers no more than may be kept, counted
/// from the last draw; what the store does not give takes nothing from the heads of that draw.
void Knowledge::want_acts(Wants& wants) const
{
    auto const taken = m_next_order - m_order_at_draw;
    auto const most = static_cast<std::uint64_t>(k_most_strange_acts);
    auto room = m_bounds_strangers ? most - std::min(most, taken) : UINT64_MAX;
    bool const follows_strangers = room > 0;
    for (auto const& [hash, open] : m_open_acts) {
        bool const is_strange = m_bounds_strangers && !m_member_acts.contains(hash);
        for (auto const& named : open.named) {
            if (is_strange && room == 0)
                break;
            auto const before = wants.acts.size();
            want_act(wants, named.ah, named.name);
            room -= is_strange ? wants.acts.size() - before : 0;
        }
    }
    m_head_hints.for_each(m_cards, [&](DeviceId const& device, HeadHints::Named const& named) {
        bool const is_listed = m_cards.find_device(device).has_value();
        // Who is out gives no tips (3.7); his card, chains and log are still read.
        bool const has_left = is_listed && m_registry && is_out(*m_registry, m_cards, device);
        if (has_left || (!is_listed && !follows_strangers))
            return;
        for (auto const& act : named.acts)
            want_act(wants, act.ah, act.name);
    });
}

}  // namespace huisclos::sync
