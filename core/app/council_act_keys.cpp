#include "core/app/council_act_keys.hpp"

#include "core/app/council_act_words.hpp"
#include "core/app/council_op_words.hpp"

namespace huisclos::app {

namespace {

void add_endings(ledger::RegistryState const& before, ledger::OpDescription const& op, ChangedKeys& keys)
{
    bool const is_device = op.kind == ledger::ActOpKind::DeviceOut;
    if (is_device || op.kind == ledger::ActOpKind::MemberOut)
        keys.ended.insert(k_dir);
    keys.ended.insert(op.loses.begin(), op.loses.end());
    auto const* const member = is_device && op.member ? before.member(*op.member) : nullptr;
    if (member != nullptr) {
        member->roles.for_each([&keys](CompartmentId const& cid, ledger::RoleRecord const& record) {
            if (record.current.role > 0)
                keys.ended.insert(cid);
        });
    }
    keys.of_devices_alone &= op.loses.empty() && op.kind != ledger::ActOpKind::MemberOut;
}

}  // namespace

ChangedKeys keys_changed_by(ledger::RegistryState const& before, std::vector<ledger::OpDescription> const& ops)
{
    ChangedKeys keys;
    for (auto const& op : ops) {
        if (op.skipped || is_unknown_op(op))
            continue;
        add_endings(before, op, keys);
        if (op.kind == ledger::ActOpKind::Compartment && op.cid)
            keys.made.insert(*op.cid);
        if (op.kind == ledger::ActOpKind::Rotate && op.cid)
            keys.rotated.insert(*op.cid);
    }
    // Its keys are those of periods.
    keys.ended.erase(k_log);
    return keys;
}

std::string_view ended_keys_text(ChangedKeys const& keys)
{
    bool const has_registry = keys.ended.contains(k_dir) && keys.rotated.contains(k_dir);
    if (keys.of_devices_alone)
        return has_registry ? "council.act.rotates_device_registry" : "council.act.rotates_device";
    return has_registry ? "council.act.rotates_registry" : "council.act.rotates";
}

std::set<CompartmentId> keys_asked_for(ChangedKeys const& keys)
{
    std::set<CompartmentId> asked;
    for (auto const& cid : keys.rotated) {
        if (!keys.made.contains(cid) && !keys.ended.contains(cid))
            asked.insert(cid);
    }
    return asked;
}

std::set<CompartmentId> keys_asked_for(Context const& context, ledger::Act const& act)
{
    auto const* const before = state_before(context, act);
    if (before == nullptr)
        return {};
    return keys_asked_for(keys_changed_by(*before, ledger::describe_act(*before, act, {})));
}

}  // namespace huisclos::app
