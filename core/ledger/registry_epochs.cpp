// Write epochs and rotations (docs/protocol.md 3.7 "Epochs").

#include <algorithm>

#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

Epoch const* Registry::write_epoch(CompartmentId const& cid) const
{
    auto const [place, is_new] = m_write_epochs.try_emplace(cid);
    auto& found = place->second;
    if (is_new) {
        auto const epochs = state().epochs(cid);
        for (std::size_t i = epochs.size(); i-- > 0 && !found;) {
            auto const& epoch = epochs[i];
            bool const has_bases =
                std::all_of(epochs.begin(), epochs.begin() + static_cast<std::ptrdiff_t>(i), [&](auto const& one) {
                    return !one.base || m_order.is_in_past(one.act.index, epoch.act.index);
                });
            if (has_bases && m_audience.is_good(state(), cid, epoch.commit))
                found = epoch;
        }
    }
    return found ? &*found : nullptr;
}

Epoch Registry::directory_epoch() const
{
    if (auto const* epoch = write_epoch(k_dir))
        return *epoch;
    return state().epochs(k_dir).back();
}

bool Registry::key_went_to(CompartmentId const& cid, Commitment const& commit, MemberId const& member) const
{
    auto const* readers = m_audience.of(cid, commit);
    return readers && readers->contains(member);
}

std::vector<MemberId> Registry::who_left(CompartmentId const& cid, Commitment const& commit) const
{
    return m_audience.left(state(), cid, commit);
}

std::vector<MemberId> Registry::who_left(
    RegistryState const& in, CompartmentId const& cid, Commitment const& commit) const
{
    return m_audience.left(in, cid, commit);
}

void Registry::note_rotation(CompartmentId const& cid, Epoch epoch)
{
    auto& list = m_rotations[cid];
    m_rotation_of.try_emplace({cid, epoch.commit}, list.size());
    list.push_back(std::move(epoch));
}

void Registry::note_rotations(ActEntry const& entry)
{
    auto const& ops = entry.applicable.act->ops;
    for (std::size_t i = 0; i < ops.size(); ++i) {
        if (auto const* op = std::get_if<RotateOp>(&ops[i])) {
            note_rotation(
                op->cid, {.commit = op->commit,
                          .act = entry.ref(),
                          .source = entry.applicable.act,
                          .op_index = i,
                          .base = op->base.has_value()});
        }
    }
}

std::vector<Epoch> const& Registry::rotations(CompartmentId const& cid) const
{
    static std::vector<Epoch> const s_none;
    auto const found = m_rotations.find(cid);
    return found == m_rotations.end() ? s_none : found->second;
}

Epoch const* Registry::known_epoch(CompartmentId const& cid, Commitment const& commit) const
{
    auto const found = m_rotation_of.find({cid, commit});
    return found == m_rotation_of.end() ? nullptr : &rotations(cid)[found->second];
}

}  // namespace huisclos::ledger
