#include "core/ledger/act_description.hpp"

#include <map>

namespace huisclos::ledger {

namespace {

class Describer {
public:
    Describer(RegistryState const& before, Act const& act) : m_before(before), m_act(act) {}

    OpDescription describe(ActOp const& op)
    {
        OpDescription out;
        if (auto const* unknown = std::get_if<VoidOp>(&op))
            out.unknown_kind = unknown->kind;
        else
            out.kind = static_cast<ActOpKind>(op.index());
        std::visit([&](auto const& one) { fill(one, out); }, op);
        return out;
    }

private:
    void fill(VoidOp const&, OpDescription&) {}
    void fill(VisaOp const&, OpDescription&) {}
    void fill(MemberOp const& op, OpDescription& out) { out.member = crypto::member_id(op.identity); }
    void fill(MemberOutOp const& op, OpDescription& out)
    {
        about(op.member, out);
        if (auto const* member = m_before.member(op.member)) {
            member->roles.for_each([&](CompartmentId const& cid, RoleRecord const& record) {
                if (record.current.role > 0)
                    out.loses.push_back(cid);
            });
        }
    }
    void fill(DeviceOutOp const& op, OpDescription& out)
    {
        about(op.member, out);
        out.device = op.device;
    }
    void fill(RankOp const& op, OpDescription& out)
    {
        about(op.member, out);
        out.rank_after = rank_given_by(op);
    }
    void fill(CompartmentOp const& op, OpDescription& out)
    {
        out.cid = compartment_id(op.shape, m_act.author);
        out.shape = op.shape;
    }
    void fill(RoleOp const& op, OpDescription& out)
    {
        about(op.member, out);
        in(op.cid, out);
        if (auto const* member = m_before.member(op.member))
            out.right_before = member->right_in(op.cid);
        out.right_after = {op.role, op.profile};
        if (op.role == 0 && out.right_before.role > 0)
            out.loses.push_back(op.cid);
    }
    void fill(RotateOp const& op, OpDescription& out)
    {
        in(op.cid, out);
        out.base = op.base.has_value();
    }
    void fill(PolicyOp const& op, OpDescription& out) { out.policy = op; }
    void fill(RecoveryOp const& op, OpDescription& out)
    {
        out.set = op.set_id();
        for (auto const& officer : op.officers)
            out.officers.push_back(officer.member);
    }
    void fill(MayorOp const& op, OpDescription& out)
    {
        about(op.member, out);
        out.rank_after = k_mayor_rank;
    }
    void fill(LogKeyOp const& op, OpDescription& out) { out.period = op.from_period; }
    void fill(LogDropOp const& op, OpDescription& out) { out.period = op.period; }

    void about(MemberId const& id, OpDescription& out)
    {
        out.member = id;
        if (auto const* member = m_before.member(id))
            out.rank_before = member->rank;
    }
    void in(CompartmentId const& cid, OpDescription& out)
    {
        out.cid = cid;
        if (auto const* compartment = m_before.compartment(cid)) {
            out.shape = compartment->shape;
            return;
        }
        if (auto const made = made_by_act().find(cid); made != made_by_act().end())
            out.shape = made->second;
    }
    /// An id is a hash: each is computed once, whatever the number of roles that speak of them.
    std::map<CompartmentId, CompartmentShape> const& made_by_act()
    {
        if (m_made)
            return *m_made;
        m_made.emplace();
        for (auto const& op : m_act.ops) {
            if (auto const* made = std::get_if<CompartmentOp>(&op))
                m_made->emplace(compartment_id(made->shape, m_act.author), made->shape);
        }
        return *m_made;
    }

    RegistryState const& m_before;
    Act const& m_act;
    std::optional<std::map<CompartmentId, CompartmentShape>> m_made{};
};

}  // namespace

std::vector<OpDescription> describe_act(RegistryState const& before, Act const& act, std::span<OpSkip const> skips)
{
    Describer describer(before, act);
    std::vector<OpDescription> list;
    list.reserve(act.ops.size());
    for (auto const& op : act.ops)
        list.push_back(describer.describe(op));
    for (auto const& skip : skips) {
        if (skip.op_index < list.size() && !list[skip.op_index].skipped)
            list[skip.op_index].skipped = skip;
    }
    return list;
}

OpDescription describe_op(RegistryState const& before, Act const& act, std::size_t op)
{
    return Describer(before, act).describe(act.ops[op]);
}

}  // namespace huisclos::ledger
