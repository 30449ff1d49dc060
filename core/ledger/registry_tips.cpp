// Tips, shadows, and what has no effect.

#include <algorithm>

#include "core/base/heap_sort.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/cbor.hpp"
#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::uint64_t k_known_suite = 1;

}  // namespace

ByteArray<32> Registry::week_hash_of(std::span<ActHash const> ascending_tips)
{
    CborWriter writer;
    writer.array(ascending_tips.size());
    for (auto const& tip : ascending_tips)
        writer.id(tip);
    return crypto::hash(crypto::HashLabel::Week, writer.view());
}

bool Registry::is_read_only() const
{
    auto const& policy = state().policy();
    return policy.rules > k_known_rules || policy.min_suite > k_known_suite;
}

std::vector<std::uint32_t> Registry::tip_indexes() const
{
    auto const sequence = m_order.sequence(current());
    if (sequence.empty())
        return {0};
    ActSet applied;
    for (auto const index : sequence)
        applied.add(index);
    std::vector<std::uint32_t> tips;
    ActSet covered;
    // A higher index never is in the past of a lower one.
    ActSet::for_each_common_down(applied, applied, covered, [&](std::uint32_t index) {
        tips.push_back(index);
        covered.merge(m_order.entry(index).past);
    });
    return tips;
}

std::vector<std::uint32_t> Registry::limited(std::vector<std::uint32_t> acts) const
{
    if (acts.size() <= k_max_past)
        return acts;
    heap_sort(acts, [this](std::uint32_t left, std::uint32_t right) {
        auto const& a = m_order.entry(left);
        auto const& b = m_order.entry(right);
        return a.rank() != b.rank() ? a.rank() < b.rank() : a.ref().hash < b.ref().hash;
    });
    acts.resize(k_max_past);
    return acts;
}

std::vector<ActHash> Registry::tips() const
{
    auto list = hashes(limited(tip_indexes()));
    heap_sort(list);
    return list;
}

std::vector<ActHash> Registry::all_tips() const
{
    auto list = hashes(tip_indexes());
    heap_sort(list);
    return list;
}

bool Registry::has_live_epoch(ActEntry const& entry) const
{
    auto const& now = state();
    auto const& view = entry.view->state();
    auto const is_live = [&](CompartmentId const& cid) {
        auto epochs = now.epochs(cid);
        if (auto const* write = write_epoch(cid)) {
            auto const from = std::ranges::find_if(
                epochs, [&](Epoch const& epoch) { return epoch.act == write->act && epoch.commit == write->commit; });
            epochs.erase(epochs.begin(), from);
        }
        auto const seen = view.epochs(cid);
        return std::ranges::any_of(seen, [&](Epoch const& epoch) {
            return std::ranges::find(epochs, epoch.commit, &Epoch::commit) != epochs.end();
        });
    };
    if (is_live(k_dir))
        return true;
    bool live = false;
    now.compartments().for_each([&](CompartmentId const& cid, Compartment const&) { live = live || is_live(cid); });
    return live;
}

std::vector<ActHash> Registry::shadows() const
{
    ActSet covered;
    for (auto const tip : tip_indexes())
        covered.merge(m_order.entry(tip).past);
    std::vector<std::uint32_t> list;
    for (auto index = static_cast<std::uint32_t>(m_order.size()); index-- > 1;) {
        if (covered.has(index) || m_order.contains(current(), index) || !has_live_epoch(m_order.entry(index)))
            continue;
        list.push_back(index);
        covered.merge(m_order.entry(index).past);
    }
    auto named = hashes(limited(list));
    heap_sort(named);
    return named;
}

std::vector<ActWithoutEffect> Registry::acts_without_effect() const
{
    std::vector<ActWithoutEffect> list;
    auto const& now = state();
    for (std::uint32_t index = 1; index < m_order.size(); ++index) {
        auto const& entry = m_order.entry(index);
        if (!m_followed.has(index) || m_order.contains(current(), index))
            continue;
        auto const* author = now.member(as_member(entry.applicable.act->author));
        auto why = NoEffect::RegainedUnseen;
        if (m_order.stands(entry, now))
            why = NoEffect::PassedOver;
        else if (entry.rank() == k_officers_rank)
            why = NoEffect::SetReplaced;
        else if (!author || author->is_out())
            why = NoEffect::AuthorOut;
        else if (author->rank > entry.rank())
            why = NoEffect::AuthorLowered;
        list.push_back({entry.ref().hash, why});
    }
    return list;
}

std::vector<OpsWithoutEffect> Registry::ops_without_effect() const
{
    std::vector<OpsWithoutEffect> list;
    for (auto const* node = current(); node->before; node = node->before) {
        if (!node->applied.skips.empty())
            list.push_back({m_order.entry(node->act).ref().hash, node->applied.skips});
    }
    std::ranges::reverse(list);
    return list;
}

}  // namespace huisclos::ledger
