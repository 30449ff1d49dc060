#include "core/ledger/registry_order.hpp"

#include <algorithm>
#include <ranges>

#include "core/base/heap_sort.hpp"
#include "core/base/require.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::size_t k_ranks = static_cast<std::size_t>(k_last_rank - k_officers_rank) + 1;

std::size_t place_of(Rank rank)
{
    return static_cast<std::size_t>(rank - k_officers_rank);
}

/// The node of this length on the way from the root to `node`. @pre length <= node->length
SequenceNode const* cut_to(SequenceNode const* node, std::uint32_t length)
{
    while (node->length > length)
        node = node->jump && node->jump->length >= length ? node->jump : node->before;
    return node;
}

SequenceNode const* jump_of(SequenceNode const* before)
{
    auto const* jump = before->jump;
    if (!jump || !jump->jump)
        return before;
    bool const is_even = before->length - jump->length == jump->length - jump->jump->length;
    return is_even ? jump->jump : before;
}

}  // namespace

RegistryOrder::RegistryOrder(Genesis const& genesis, VaultId const& vault) : m_by_rank(k_ranks)
{
    auto node = std::make_unique<SequenceNode>();
    node->applied.state = RegistryState::of_root(genesis, vault);
    auto entry = std::make_unique<ActEntry>();
    entry->applicable.ref = {0, root_hash(vault)};
    entry->applicable.rank = k_mayor_rank;
    entry->line = true;
    entry->past_node = node.get();
    entry->view = node.get();
    m_nodes.push_back(std::move(node));
    m_entries.push_back(std::move(entry));
}

bool RegistryOrder::is_in_past(std::uint32_t earlier, std::uint32_t later) const
{
    return m_entries[later]->past.has(earlier);
}

ActSet const& RegistryOrder::of_rank(Rank rank) const
{
    return m_by_rank[place_of(rank)];
}

bool RegistryOrder::contains(SequenceNode const* node, std::uint32_t act) const
{
    return std::ranges::any_of(m_entries[act]->nodes, [node](SequenceNode const* end) {
        return end->length <= node->length && cut_to(node, end->length) == end;
    });
}

bool RegistryOrder::stands(ActEntry const& act, RegistryState const& state) const
{
    auto const& author = act.applicable.act->author;
    if (act.rank() == k_officers_rank) {
        auto const* set = state.recovery_set();
        return set && set->id == as_set(author);
    }
    auto const* member = state.member(as_member(author));
    if (!member || member->is_out() || member->rank > act.rank())
        return false;
    bool seen = false;
    member->rank_changes.for_each_back([&](RankChange const& change) {
        bool const brought = change.from > act.rank() && change.to <= act.rank();
        if (brought)
            seen = act.past.has(change.act.index);
        return !brought;
    });
    return seen;
}

SequenceNode const* RegistryOrder::step(SequenceNode const* node, std::uint32_t act)
{
    for (auto const* next : node->next) {
        if (next->act == act)
            return next;
    }
    auto made = std::make_unique<SequenceNode>();
    made->before = node;
    made->jump = jump_of(node);
    made->act = act;
    made->length = node->length + 1;
    made->applied = apply_act(node->state(), m_entries[act]->applicable);
    node->next.push_back(made.get());
    m_entries[act]->nodes.push_back(made.get());
    m_nodes.push_back(std::move(made));
    return m_nodes.back().get();
}

SequenceNode const* RegistryOrder::merge(SequenceNode const* into, SequenceNode const* other)
{
    auto const shorter = std::min(into->length, other->length);
    auto const* a = cut_to(into, shorter);
    auto const* b = cut_to(other, shorter);
    if (a == b)
        return into->length >= other->length ? into : other;
    while (a != b) {
        a = a->before;
        b = b->before;
    }
    ActSet present;
    for (auto const* node = into; node != a; node = node->before)
        present.add(node->act);
    std::vector<std::uint32_t> added;
    for (auto const* node = other; node != a; node = node->before)
        added.push_back(node->act);
    for (auto const act : std::views::reverse(added)) {
        if (!present.has(act) && stands(*m_entries[act], into->state()))
            into = step(into, act);
    }
    return into;
}

std::vector<std::uint32_t> RegistryOrder::first_words(ActSet const& acts, Rank rank, RegistryState const& state) const
{
    std::vector<std::uint32_t> last;
    ActSet covered;
    // A higher index never is in the past of a lower one.
    ActSet::for_each_common_down(acts, m_by_rank[place_of(rank)], covered, [&](std::uint32_t index) {
        auto const& act = *m_entries[index];
        if (rank != k_officers_rank && !stands(act, state))
            return;
        last.push_back(index);
        covered.merge(act.past);
    });
    heap_sort(last, [&](std::uint32_t left, std::uint32_t right) {
        auto const& a = *m_entries[left];
        auto const& b = *m_entries[right];
        if (rank == k_officers_rank && a.recoveries != b.recoveries)
            return a.recoveries > b.recoveries;
        if (rank != k_officers_rank && a.past_count != b.past_count)
            return a.past_count < b.past_count;
        return a.ref().hash < b.ref().hash;
    });
    return last;
}

SequenceNode const* RegistryOrder::apply_all(ActSet const& acts)
{
    auto const* node = root();
    for (Rank rank = k_officers_rank; rank <= k_last_rank; ++rank) {
        for (auto const index : first_words(acts, rank, node->state())) {
            auto const& act = *m_entries[index];
            auto const* merged = merge(node, act.past_node);
            bool const is_in = contains(merged, index);
            if (!is_in && stands(act, merged->state()))
                node = step(merged, index);
            else if (is_in || rank != k_officers_rank)
                node = merged;
        }
    }
    return node;
}

SequenceNode const* RegistryOrder::after(std::vector<std::uint32_t> const& tips)
{
    require(!tips.empty(), "an act names its past");
    if (tips.size() == 1 && m_line_rule == LineRule::Shortcut && m_entries[tips.front()]->line)
        return m_entries[tips.front()]->view;
    auto& known = m_after[tips];
    if (!known) {
        ActSet acts;
        for (auto const tip : tips) {
            acts.merge(m_entries[tip]->past);
            acts.add(tip);
        }
        known = apply_all(acts);
    }
    return known;
}

std::uint32_t RegistryOrder::admit(
    ApplicableAct act, std::shared_ptr<SignedAct const> carried, std::vector<std::uint32_t> const& tips)
{
    auto const index = static_cast<std::uint32_t>(m_entries.size());
    auto entry = std::make_unique<ActEntry>();
    for (auto const tip : tips) {
        entry->past.merge(m_entries[tip]->past);
        entry->past.add(tip);
    }
    entry->past_count = entry->past.count();
    entry->line = tips.size() == 1 && m_entries[tips.front()]->line;
    entry->past_node = after(tips);
    entry->applicable = std::move(act);
    entry->applicable.ref.index = index;
    entry->applicable.past = &entry->past;
    entry->carried = std::move(carried);
    m_by_rank[place_of(entry->rank())].add(index);
    m_entries.push_back(std::move(entry));
    auto& added = *m_entries.back();
    added.view = step(added.past_node, index);
    count_sets(added);
    return index;
}

void RegistryOrder::count_sets(ActEntry& entry) const
{
    auto const& ops = entry.applicable.act->ops;
    for (std::size_t i = 0; i < ops.size(); ++i) {
        auto const* op = std::get_if<RecoveryOp>(&ops[i]);
        if (op && std::ranges::find(entry.view->applied.skips, i, &OpSkip::op_index) == entry.view->applied.skips.end())
            entry.sets.push_back(op->set_id());
    }
    entry.recoveries = entry.rank() == k_officers_rank ? entry.sets.size() : 0;
    ActSet covered;
    ActSet::for_each_common_down(entry.past, of_rank(k_officers_rank), covered, [&](std::uint32_t index) {
        entry.recoveries += m_entries[index]->sets.size();
    });
}

std::vector<std::uint32_t> RegistryOrder::sequence(SequenceNode const* node) const
{
    std::vector<std::uint32_t> acts;
    for (; node->before; node = node->before)
        acts.push_back(node->act);
    std::ranges::reverse(acts);
    return acts;
}

}  // namespace huisclos::ledger
