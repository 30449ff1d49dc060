#include "core/ledger/act_builder.hpp"

#include <algorithm>
#include <set>

#include "core/base/heap_sort.hpp"
#include "core/crypto/envelope.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/audit.hpp"

namespace huisclos::ledger {

namespace {

bool concerns(ActOp const& op, BranchEnd const& chain)
{
    if (chain.end.cid == k_log)
        return false;
    if (auto const* out = std::get_if<MemberOutOp>(&op))
        return chain.member == out->member;
    if (auto const* device = std::get_if<DeviceOutOp>(&op))
        return chain.end.device == device->device;
    auto const* role = std::get_if<RoleOp>(&op);
    return role && chain.member == role->member && chain.end.cid == role->cid;
}

void lay_marks(ActOp& op, Marks const& marks)
{
    if (auto* out = std::get_if<MemberOutOp>(&op))
        out->marks = marks;
    else if (auto* device = std::get_if<DeviceOutOp>(&op))
        device->marks = marks;
    else if (auto* role = std::get_if<RoleOp>(&op))
        role->marks = marks;
}

/// Somebody who forks his chains must not make his removal too long to be sealed, nor take the room of the other ops:
/// each has what it needs, or an equal part of what those that need less leave.
void lay_all_marks(std::vector<ActOp>& ops, std::span<BranchEnd const> chain_ends)
{
    std::vector<std::pair<std::size_t, ActOp*>> needs;
    for (auto& op : ops)
        needs.emplace_back(marks_for(op, chain_ends, chain_ends.size())->size(), &op);
    heap_sort(needs, {}, [](auto const& need) { return need.first; });
    std::size_t left = k_most_marks;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        auto const share = std::min(needs[i].first, left / (needs.size() - i));
        left -= share;
        lay_marks(*needs[i].second, marks_for(*needs[i].second, chain_ends, share));
    }
}

/// Collects which compartments an act has to rotate.
class Rotations {
public:
    Rotations(RegistryState const& state, AuthorId const& author) : m_state(state), m_author(author) {}

    void look_at(ActOp const& op)
    {
        if (auto const* out = std::get_if<MemberOutOp>(&op))
            removes(out->member, true);
        else if (auto const* device = std::get_if<DeviceOutOp>(&op))
            removes(device->member, true);
        else if (auto const* role = std::get_if<RoleOp>(&op))
            ends_role(*role);
        else if (auto const* made = std::get_if<CompartmentOp>(&op))
            want(compartment_id(made->shape, m_author));
        else if (auto const* rotate = std::get_if<RotateOp>(&op))
            want(rotate->cid);
    }
    /// Once every op was looked at: rotations apply after the other ops, so their author gives no key to what he leaves
    /// by the same act.
    void leave_own()
    {
        auto const own = std::ranges::stable_partition(
            m_wanted, [this](CompartmentId const& cid) { return std::ranges::find(m_left, cid) == m_left.end(); });
        m_out_of_reach.insert(m_out_of_reach.end(), own.begin(), own.end());
        m_wanted.erase(own.begin(), own.end());
    }
    [[nodiscard]] std::vector<CompartmentId> const& wanted() const { return m_wanted; }
    [[nodiscard]] std::vector<CompartmentId> const& out_of_reach() const { return m_out_of_reach; }
    [[nodiscard]] bool ends_log_role() const { return m_ends_log_role; }

private:
    void want(CompartmentId const& cid)
    {
        if (std::ranges::find(m_wanted, cid) == m_wanted.end())
            m_wanted.push_back(cid);
    }
    void touch(CompartmentId const& cid)
    {
        bool const is_officers = m_state.recovery_set() && author_of(m_state.recovery_set()->id) == m_author;
        auto const* author = m_state.member(as_member(m_author));
        if (is_officers || (author && m_state.reads(*author, cid)))
            want(cid);
        else if (std::ranges::find(m_out_of_reach, cid) == m_out_of_reach.end())
            m_out_of_reach.push_back(cid);
    }
    void removes(MemberId const& id, bool with_directory)
    {
        auto const* member = m_state.member(id);
        if (!member)
            return;
        if (with_directory)
            touch(k_dir);
        member->roles.for_each([&](CompartmentId const& cid, RoleRecord const& record) {
            if (record.current.role == 0)
                return;
            if (cid == k_log)
                m_ends_log_role = true;
            else
                touch(cid);
        });
    }
    void ends_role(RoleOp const& op)
    {
        auto const* member = m_state.member(op.member);
        if (op.role > 0 || !member || member->right_in(op.cid).role == 0)
            return;
        if (op.cid == k_log) {
            m_ends_log_role = true;
            return;
        }
        touch(op.cid);
        if (author_of(op.member) == m_author)
            m_left.push_back(op.cid);
    }

    RegistryState const& m_state;
    AuthorId m_author{};
    std::vector<CompartmentId> m_wanted{};
    std::vector<CompartmentId> m_out_of_reach{};
    std::vector<CompartmentId> m_left{};  ///< By the author himself.
    bool m_ends_log_role{false};
};

RotateOp rotation(
    Registry const& registry, CompartmentId const& cid, std::optional<Bytes> base, HeldKeys const& held,
    std::vector<NewKey>& keys)
{
    RotateOp op;
    op.cid = cid;
    auto secret = crypto::random_secret(k_epoch_secret_size);
    op.commit = crypto::commit_to(secret.view(), cid);
    auto const found = held.find(cid);
    if (!base && found != held.end()) {
        for (auto const& eid : keys_to_carry(registry, cid, found->second)) {
            auto const former = std::ranges::find(found->second, eid, &HeldKey::eid);
            op.hist.push_back(make_hist(registry.vault(), cid, secret.view(), former->secret));
        }
    }
    op.base = std::move(base);
    keys.push_back({cid, op.commit, std::move(secret)});
    return op;
}

std::optional<Bytes> wanted_base(ActDraft const& draft, CompartmentId const& cid)
{
    for (auto const& op : draft.wanted) {
        if (auto const* rotate = std::get_if<RotateOp>(&op); rotate && rotate->cid == cid)
            return rotate->base;
    }
    return std::nullopt;
}

}  // namespace

bool names_store_token(std::span<ActOp const> ops)
{
    return std::ranges::any_of(ops, [](ActOp const& op) {
        auto const* const policy = std::get_if<PolicyOp>(&op);
        return policy != nullptr && policy->store_token.has_value();
    });
}

std::vector<CompartmentId> PreparedAct::rotated() const
{
    std::vector<CompartmentId> cids;
    for (auto const& key : keys)
        cids.push_back(key.cid);
    return cids;
}

Marks marks_for(ActOp const& op, std::span<BranchEnd const> chain_ends, std::size_t most)
{
    auto marks = std::make_shared<std::vector<Mark>>();
    std::vector<Mark> branches;
    std::set<std::pair<DeviceId, CompartmentId>> chains;
    for (auto const& chain : chain_ends) {
        if (!concerns(op, chain))
            continue;
        bool const is_first = chains.insert({chain.end.device, chain.end.cid}).second;
        (is_first ? *marks : branches).push_back(chain.end);
    }
    marks->insert(marks->end(), branches.begin(), branches.end());
    marks->resize(std::min(marks->size(), most));
    return marks;
}

Result<PreparedAct> prepare_act(Registry const& registry, ActDraft const& draft, HeldKeys const& held)
{
    PreparedAct prepared;
    auto& act = prepared.act;
    act.author = draft.author;
    act.past = registry.tips();
    act.back = draft.back;
    act.back.resize(std::min(act.back.size(), k_max_back));
    act.t = draft.t;
    act.nonce = crypto::random_id<ActNonce>();

    Rotations rotations(registry.state(), draft.author);
    bool gives_log_key = false;
    for (auto const& wanted : draft.wanted) {
        rotations.look_at(wanted);
        gives_log_key = gives_log_key || std::holds_alternative<LogKeyOp>(wanted);
        if (std::holds_alternative<RotateOp>(wanted))
            continue;
        act.ops.push_back(wanted);
    }
    if (names_store_token(draft.wanted) && registry.is_halted(k_dir))
        rotations.look_at(RotateOp{.cid = k_dir});
    rotations.leave_own();
    lay_all_marks(act.ops, draft.chain_ends);
    for (auto const& cid : rotations.wanted())
        act.ops.emplace_back(rotation(registry, cid, wanted_base(draft, cid), held, prepared.keys));
    if (act.ops.empty() || act.ops.size() > k_max_act_ops)
        return fail(ErrorCode::Input, "count of ops");
    auto preview = registry.preview(act);
    if (!preview)
        return std::unexpected(preview.error());
    prepared.preview = std::move(*preview);
    prepared.needs_log_key = rotations.ends_log_role() && !gives_log_key;
    for (auto const& cid : rotations.out_of_reach())
        prepared.halted.push_back({cid, ranked_readers(prepared.preview.state, cid)});
    return prepared;
}

namespace {

/// Whose reading an op may end, and whether it ends that of one of his devices alone.
struct Ending {
    MemberId member{};
    bool of_device{false};
};

std::optional<Ending> ending_of(ActOp const& op)
{
    if (auto const* const out = std::get_if<MemberOutOp>(&op))
        return Ending{out->member, false};
    if (auto const* const device = std::get_if<DeviceOutOp>(&op))
        return Ending{device->member, true};
    if (auto const* const role = std::get_if<RoleOp>(&op))
        return Ending{role->member, false};
    return std::nullopt;
}

void add_ended(
    RegistryState const& before, RegistryState const& after, Ending const& ending, std::set<CompartmentId>& ended)
{
    auto const* const member = before.member(ending.member);
    auto const* const now = after.member(ending.member);
    if (member == nullptr || now == nullptr)
        return;
    bool const loses_device = ending.of_device && now->devices_out.size() > member->devices_out.size();
    auto const add = [&](CompartmentId const& cid) {
        if (cid != k_log && before.reads(*member, cid) && (loses_device || !after.reads(*now, cid)))
            ended.insert(cid);
    };
    add(k_dir);
    member->roles.for_each([&add](CompartmentId const& cid, RoleRecord const& /*record*/) { add(cid); });
}

}  // namespace

std::vector<EndedReading> ended_readings(RegistryState const& before, PreparedAct const& prepared)
{
    auto const& after = prepared.preview.state;
    std::set<CompartmentId> ended;
    for (auto const& op : prepared.act.ops) {
        if (auto const ending = ending_of(op))
            add_ended(before, after, *ending, ended);
    }
    // Rotations are applied last: who ends his own reading too rotates nothing there.
    auto const* const author = after.member(as_member(prepared.act.author));
    std::vector<EndedReading> readings;
    for (auto const& cid : ended) {
        bool const is_rotated = after.epochs(cid).size() > before.epochs(cid).size();
        bool const is_in_reach = author != nullptr && after.reads(*author, cid);
        readings.push_back({cid, is_rotated, !is_rotated && !is_in_reach});
    }
    return readings;
}

}  // namespace huisclos::ledger
