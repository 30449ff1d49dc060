#include "core/sync/witnesses.hpp"

#include <algorithm>

#include "core/ledger/audit.hpp"

namespace huisclos::sync {

namespace {

/// A counter above one's own is a copy's.
bool names(ledger::Head const& head, DeviceId const& device, OwnCounters const& counters)
{
    return std::ranges::any_of(head.seen, [&](ledger::SeenHead const& seen) {
        return seen.device == device && seen.counter >= counters.news && seen.counter <= counters.last;
    });
}

/// What the heads accepted of one member's devices say.
struct Heard {
    bool has_seen{false};
    std::uint64_t last{0};  ///< The latest time that one states.
};

/// As the audit counts devices in use: by the card that counts, and not out.
bool is_in_use(Knowledge const& knowledge, DeviceId const& device, ledger::DeviceOwner const& owner)
{
    auto const* const current = knowledge.cards().current(owner.member);
    auto const is_listed = [&owner](ledger::CardDevice const& one) {
        return one.key == owner.key && one.state == ledger::DeviceState::InUse;
    };
    return current != nullptr && std::ranges::any_of(current->card.card.devices, is_listed) &&
           !is_out(*knowledge.registry(), knowledge.cards(), device);
}

std::map<MemberId, Heard> listen(Knowledge const& knowledge, DeviceId const& own, OwnCounters const& counters)
{
    std::map<MemberId, Heard> all;
    for (auto const& device : knowledge.heads().devices()) {
        auto const owner = knowledge.cards().find_device(device);
        if (!owner || !is_in_use(knowledge, device, *owner))
            continue;
        auto const& head = knowledge.heads().in_use(device)->head.head;
        auto& heard = all[owner->member];
        heard.has_seen = heard.has_seen || names(head, own, counters);
        heard.last = std::max(heard.last, head.t);
    }
    return all;
}

/// Of who never stated a head. Empty for the founder: nothing tells when he began.
std::optional<std::uint64_t> let_in_at(Knowledge const& knowledge, ledger::Member const& member)
{
    auto const* const act = knowledge.registry()->act(member.admitted.hash);
    return act == nullptr ? std::nullopt : std::optional(act->t);
}

}  // namespace

Witnesses find_witnesses(
    Knowledge const& knowledge, OwnIds const& own, OwnCounters const& counters, std::optional<Instant> as_of)
{
    Witnesses found;
    if (counters.news > 0)
        found.seen_by.emplace();
    if (knowledge.registry() == nullptr)
        return found;
    auto const all = listen(knowledge, own.device, counters);
    knowledge.registry()->state().members().for_each([&](MemberId const& id, ledger::Member const& member) {
        if (member.is_out() || id == own.member)
            return;
        auto const heard = all.find(id);
        if (found.seen_by && heard != all.end() && heard->second.has_seen)
            found.seen_by->push_back(id);
        auto const last = heard == all.end() ? let_in_at(knowledge, member) : std::optional(heard->second.last);
        if (as_of && last && ledger::is_silent({static_cast<std::int64_t>(*last)}, *as_of))
            found.silent.push_back(id);
    });
    return found;
}

}  // namespace huisclos::sync
