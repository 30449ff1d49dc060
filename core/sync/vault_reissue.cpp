#include "core/sync/former_devices.hpp"
#include "core/sync/vault.hpp"

// Ops of one's own that count nowhere, or that nobody else will ever have, issued again with their time and identity
// (docs/protocol.md 3.6): those that a rotation without effect left behind, and those of a device that this one was
// before a copy of it wrote (3.5).

namespace huisclos::sync {

namespace {

/// A segment is written at 64 KiB.
constexpr std::size_t k_reissued_bytes = 60 * 1024;

/// Under a rotation that is known and that has no effect: of one that is not known here (any more), nothing is said.
std::vector<ledger::KnownOp const*> left_behind(
    ledger::RecordStore const& store, DeviceId const& device, std::set<EpochId> const& known)
{
    auto ops = store.left_behind(device);
    std::erase_if(ops, [&known](auto const* op) { return !known.contains(op->node->segment.eid); });
    return ops;
}

}  // namespace

/// As much as one segment takes, until nothing is left. What cannot be written now keeps nothing back elsewhere: the
/// next time.
Task<bool> Vault::reissue(CompartmentId cid, LeftOps left)
{
    Compose const compose = [&left](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
        for (auto const* op : left()) {
            auto const record = RecordId::from(op->view->target);
            if (writer.weight() > k_reissued_bytes || writer.size() == ledger::k_max_ops)
                break;
            // What cannot be read here (a record that was shredded) is not written again.
            if (record)
                (void)writer.reissue(*op, {*record, store.record_key(*record), store.find(*record)});
        }
        return {};
    };
    for (auto count = left().size(); count > 0;) {
        auto const written = co_await write(cid, compose);
        auto const now_left = left().size();
        if (!written || now_left >= count)
            co_return false;
        count = now_left;
    }
    co_return true;
}

Task<Result<void>> Vault::reissue_left_behind()
{
    auto const* const registry = m_knowledge.registry();
    std::vector<DeviceId> devices{device()};
    for (auto const& former : m_former)
        devices.push_back(former.device);
    for (auto const& cid : m_knowledge.open_compartments()) {
        for (auto const& of : devices) {
            auto const* const store = m_knowledge.records(cid);
            if (registry == nullptr || store == nullptr || store->left_behind(of).empty())
                continue;
            std::set<EpochId> known;
            for (auto const& rotation : registry->rotations(cid))
                known.insert(rotation.id());
            LeftOps left = [store, of, known = std::move(known)] {
                return left_behind(*store, of, known);
            };
            (void)co_await reissue(cid, std::move(left));
        }
    }
    co_return Result<void>{};
}

Task<Result<void>> Vault::reissue_unpublished()
{
    auto const former_devices = m_former;
    for (auto const& former : former_devices) {
        for (auto const& cid : m_knowledge.open_compartments()) {
            LeftOps left = [this, &former, cid] {
                return unpublished_ops(m_knowledge, former, cid);
            };
            (void)co_await reissue(cid, std::move(left));
        }
    }
    co_return Result<void>{};
}

}  // namespace huisclos::sync
