#include "core/ledger/epochs.hpp"

#include <algorithm>

namespace huisclos::ledger {

namespace {

using DevicesOut = PersistentMap<DeviceId, OutRecord>;

DevicesOut common(DevicesOut const& a, DevicesOut const& b)
{
    DevicesOut both;
    a.for_each([&](DeviceId const& id, OutRecord const& record) {
        if (b.contains(id))
            both.set(id, record);
    });
    return both;
}

bool all_in(DevicesOut const& some, DevicesOut const& others)
{
    bool all = true;
    some.for_each([&](DeviceId const& id, OutRecord const&) { all = all && others.contains(id); });
    return all;
}

bool has_left(RegistryState const& now, CompartmentId const& cid, EpochAudience::Reader const& reader)
{
    auto const* member = now.member(reader.member);
    return !member || !now.reads(*member, cid) || !all_in(member->devices_out, reader.devices_out);
}

}  // namespace

void EpochAudience::add(CompartmentId const& cid, Commitment const& commit, Member const& member)
{
    auto& readers = m_readers[{cid, commit}];
    auto const [place, is_new] = readers.try_emplace(member.id, Reader{member.id, member.devices_out});
    if (!is_new && !place->second.devices_out.empty())
        place->second.devices_out = common(place->second.devices_out, member.devices_out);
}

void EpochAudience::add_reader(RegistryState const& state, CompartmentId const& cid, Member const& member)
{
    for (auto const& epoch : state.epochs(cid))
        add(cid, epoch.commit, member);
}

void EpochAudience::add_epoch(RegistryState const& state, CompartmentId const& cid, Commitment const& commit)
{
    state.members().for_each([&](MemberId const&, Member const& member) {
        if (state.reads(member, cid))
            add(cid, commit, member);
    });
}

void EpochAudience::add_all(RegistryState const& state)
{
    auto const add_compartment = [&](CompartmentId const& cid) {
        for (auto const& epoch : state.epochs(cid))
            add_epoch(state, cid, epoch.commit);
    };
    add_compartment(k_dir);
    state.compartments().for_each([&](CompartmentId const& cid, Compartment const&) { add_compartment(cid); });
}

// A device out that was not out before says nothing new: what counts is what was out every time.
void EpochAudience::add_change(RegistryState const& before, Applied const& applied, Act const& act)
{
    auto const& after = applied.state;
    auto const& skips = applied.skips;
    auto const reads = [](RegistryState const& state, MemberId const& id, CompartmentId const& cid) {
        auto const* member = state.member(id);
        return member && state.reads(*member, cid);
    };
    auto const gained = [&](MemberId const& id, CompartmentId const& cid) {
        if (!reads(before, id, cid) && reads(after, id, cid))
            add_reader(after, cid, *after.member(id));
    };
    for (std::size_t i = 0; i < act.ops.size(); ++i) {
        if (std::ranges::find(skips, i, &OpSkip::op_index) != skips.end())
            continue;
        auto const& op = act.ops[i];
        if (auto const* member = std::get_if<MemberOp>(&op))
            gained(crypto::member_id(member->identity), k_dir);
        else if (auto const* role = std::get_if<RoleOp>(&op))
            gained(role->member, role->cid);
        else if (auto const* rotate = std::get_if<RotateOp>(&op))
            add_epoch(after, rotate->cid, rotate->commit);
    }
}

void EpochAudience::add_root(SequenceNode const* root)
{
    m_counted.insert(root);
    add_all(root->state());
}

void EpochAudience::add_view(ActEntry const& act)
{
    auto const* view = act.view;
    if (!m_counted.insert(view).second)
        return;
    if (m_counted.contains(view->before))
        add_change(view->before->state(), view->applied, *act.applicable.act);
    else
        add_all(view->state());
}

void EpochAudience::clear()
{
    m_readers.clear();
    m_counted.clear();
}

std::map<MemberId, EpochAudience::Reader> const* EpochAudience::of(
    CompartmentId const& cid, Commitment const& commit) const
{
    auto const found = m_readers.find({cid, commit});
    return found == m_readers.end() ? nullptr : &found->second;
}

std::vector<MemberId> EpochAudience::left(
    RegistryState const& now, CompartmentId const& cid, Commitment const& commit) const
{
    std::vector<MemberId> gone;
    if (auto const* readers = of(cid, commit)) {
        for (auto const& [id, reader] : *readers) {
            if (has_left(now, cid, reader))
                gone.push_back(id);
        }
    }
    return gone;
}

bool EpochAudience::is_good(RegistryState const& now, CompartmentId const& cid, Commitment const& commit) const
{
    auto const* readers = of(cid, commit);
    return !readers || std::ranges::none_of(*readers, [&](auto const& one) { return has_left(now, cid, one.second); });
}

}  // namespace huisclos::ledger
