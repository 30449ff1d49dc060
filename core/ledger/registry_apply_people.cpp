// member, member-out, device-out, rank, role, mayor.

#include <algorithm>

#include "core/ledger/registry_applier.hpp"

namespace huisclos::ledger {

Member const* ActApplier::present(MemberId const& id) const
{
    auto const* member = m_state.member(id);
    return member && !member->is_out() ? member : nullptr;
}

bool ActApplier::is_author(MemberId const& id) const
{
    return m_act.rank != k_officers_rank && author_of(id) == m_act.act->author;
}

bool ActApplier::author_reads(CompartmentId const& cid) const
{
    if (m_act.rank == k_officers_rank)
        return false;
    auto const* author = present(as_member(m_act.act->author));
    return author && m_state.reads(*author, cid);
}

void ActApplier::change_rank(Member& member, Rank rank)
{
    if (member.rank != rank)
        member.rank_changes.push({m_act.ref, member.rank, rank});
    member.rank = rank;
}

void ActApplier::put(Member member)
{
    auto const id = member.id;
    m_state.m_members.set(id, std::move(member));
}

OpResult ActApplier::apply(MemberOp const& op)
{
    auto const id = crypto::member_id(op.identity);
    if (m_state.member(id))
        return skip(SkipReason::AlreadyKnown);
    Member member;
    member.id = id;
    member.identity = op.identity;
    member.first_card = op.card;
    member.admitted = m_act.ref;
    put(std::move(member));
    return {};
}

OpResult ActApplier::apply(MemberOutOp const& op)
{
    auto const* found = present(op.member);
    if (!found)
        return skip(SkipReason::NotAMember);
    if (m_act.rank >= found->rank)
        return skip(SkipReason::Senior);
    auto member = *found;
    member.out = OutRecord{m_act.ref, op.marks};
    member.live_ranks.clear();
    change_rank(member, k_no_rank);
    put(std::move(member));
    return {};
}

OpResult ActApplier::apply(DeviceOutOp const& op)
{
    auto const* found = present(op.member);
    if (!found)
        return skip(SkipReason::NotAMember);
    if (m_act.rank >= found->rank && !is_author(op.member))
        return skip(SkipReason::Senior);
    if (found->devices_out.contains(op.device))
        return skip(SkipReason::DeviceOut);
    auto member = *found;
    member.devices_out.set(op.device, OutRecord{m_act.ref, op.marks});
    put(std::move(member));
    return {};
}

OpResult ActApplier::apply(RankOp const& op)
{
    auto const* found = present(op.member);
    if (!found)
        return skip(SkipReason::NotAMember);
    if (m_act.rank >= found->rank)
        return skip(SkipReason::Senior);
    auto const given = rank_given_by(op);
    if (given != k_no_rank && m_act.rank >= given)
        return skip(SkipReason::RankNotBelow);
    if (given != k_no_rank && m_state.holder_of(given))
        return skip(SkipReason::RankTaken);
    auto member = *found;
    std::erase_if(member.live_ranks, [this](auto const& value) { return is_replaced(value.act); });
    member.live_ranks.push_back({m_act.ref, given});
    auto const comes_out = std::ranges::max(member.live_ranks, {}, &Member::RankValue::rank).rank;
    auto const* holder = comes_out == k_no_rank ? nullptr : m_state.holder_of(comes_out);
    if (holder && holder->id != member.id)
        return skip(SkipReason::RankTaken);
    change_rank(member, comes_out);
    put(std::move(member));
    return {};
}

OpResult ActApplier::may_give_role(RoleOp const& op, Member const& member) const
{
    if (std::ranges::find(m_made, op.cid) != m_made.end())
        return {};
    if (m_act.rank >= member.rank && !is_author(op.member))
        return skip(SkipReason::Senior);
    if (m_act.rank <= k_mayor_rank)
        return {};
    if (!author_reads(op.cid))
        return skip(SkipReason::AuthorDoesNotRead);
    if (is_author(op.member) && op.role > member.right_in(op.cid).role)
        return skip(SkipReason::RaisesHimself);
    return {};
}

void ActApplier::set_role(Member& member, RoleOp const& op)
{
    auto const* former = member.roles.find(op.cid);
    auto record = former ? *former : RoleRecord{};
    auto const before = record.current.role;
    std::erase_if(record.live, [this](auto const& value) { return is_replaced(value.act); });
    record.live.push_back({m_act.ref, {op.role, op.profile}});
    // Of equal roles the first in sequence holds, so that one beside it that changes nothing does not change the
    // profile.
    record.current = std::ranges::min(record.live, {}, [](auto const& value) { return value.right.role; }).right;
    bool const beside = record.live.size() > 1 && record.current.role == before;
    record.history.push({m_act.ref, record.current, op.marks, beside});
    member.roles.set(op.cid, std::move(record));
}

OpResult ActApplier::apply(RoleOp const& op)
{
    auto const* found = present(op.member);
    if (!found)
        return skip(SkipReason::NotAMember);
    if (op.cid != k_log && !m_state.compartment(op.cid))
        return skip(SkipReason::NoCompartment);
    auto const allowed = may_give_role(op, *found);
    if (!allowed)
        return allowed;
    auto member = *found;
    set_role(member, op);
    put(std::move(member));
    return {};
}

OpResult ActApplier::apply(MayorOp const& op)
{
    if (m_act.rank != k_officers_rank)
        return skip(SkipReason::OfficersOnly);
    if (!present(op.member))
        return skip(SkipReason::NotAMember);
    if (auto const* former = m_state.holder_of(k_mayor_rank); former && former->id != op.member) {
        auto member = *former;
        member.live_ranks = {{m_act.ref, k_no_rank}};
        change_rank(member, k_no_rank);
        put(std::move(member));
    }
    auto member = *present(op.member);
    member.live_ranks = {{m_act.ref, k_mayor_rank}};
    change_rank(member, k_mayor_rank);
    put(std::move(member));
    return {};
}

}  // namespace huisclos::ledger
