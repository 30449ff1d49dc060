#include "core/ledger/governing.hpp"

#include "core/ledger/registry_state.hpp"

namespace huisclos::ledger {

namespace {

enum class AgainstMarks : std::uint8_t { Under, Waits, Above };

/// Where a segment stands against the marks of one op about its chain (docs/protocol.md 3.7). Entries about other
/// chains are ignored: an op marks only what it ends or changes.
AgainstMarks against(SegmentPlace const& place, Marks const& marks, ChainIndex const& chains)
{
    bool waits = false;
    if (marks) {
        for (auto const& mark : *marks) {
            if (mark.device != place.device || mark.cid != place.cid)
                continue;
            auto const named = chains.find(mark.bh);
            if (!named)
                waits = waits || mark.seq >= place.seq;
            else if (chains.is_at_or_before(place.bh, mark.bh))
                return AgainstMarks::Under;
        }
    }
    return waits ? AgainstMarks::Waits : AgainstMarks::Above;
}

/// Adds the rights that came out of role ops before the newest `skipped` ones, oldest first.
void add_former(RoleRecord const* record, std::size_t skipped, Governing& governing)
{
    if (!record)
        return;
    record->history.for_each_back([&](RoleOutcome const& outcome) {
        if (skipped > 0)
            --skipped;
        else
            governing.former.insert(governing.former.begin(), outcome.right);
        return true;
    });
}

AgainstMarks against_outs(Member const& member, SegmentPlace const& place, ChainIndex const& chains)
{
    bool waits = false;
    for (auto const* out : {member.out ? &*member.out : nullptr, member.devices_out.find(place.device)}) {
        if (!out)
            continue;
        auto const where = against(place, out->marks, chains);
        if (where == AgainstMarks::Above)
            return AgainstMarks::Above;
        waits = waits || where == AgainstMarks::Waits;
    }
    return waits ? AgainstMarks::Waits : AgainstMarks::Under;
}

}  // namespace

Governing governing_role(
    RegistryState const& state, MemberId const& member_id, SegmentPlace const& place, ChainIndex const& chains)
{
    Governing governing;
    auto const* member = state.member(member_id);
    if (!member)
        return governing;
    auto const* record = member->roles.find(place.cid);
    bool const is_cut = member->is_out() || member->devices_out.contains(place.device);
    auto const outs = is_cut ? against_outs(*member, place, chains) : AgainstMarks::Under;
    if (outs == AgainstMarks::Above) {
        governing.standing = Standing::Outside;
        add_former(record, 0, governing);
        return governing;
    }
    if (outs == AgainstMarks::Waits) {
        governing.standing = Standing::Waits;
        return governing;
    }
    if (!record)
        return governing;
    bool is_found = false;
    std::size_t passed = 0;
    record->history.for_each_back([&](RoleOutcome const& outcome) {
        ++passed;
        auto const where = outcome.beside ? AgainstMarks::Under : against(place, outcome.marks, chains);
        if (where == AgainstMarks::Under)
            return true;
        is_found = true;
        if (where == AgainstMarks::Waits)
            governing.standing = Standing::Waits;
        else
            governing.right = outcome.right;
        return false;
    });
    if (is_found && governing.standing == Standing::Governs)
        add_former(record, passed, governing);
    return governing;
}

}  // namespace huisclos::ledger
