// compartment, rotate, policy, recovery, log-key, log-drop, visa; the order of the ops of an act.

#include "core/ledger/registry_apply.hpp"

#include <algorithm>
#include <utility>

#include "core/ledger/registry_applier.hpp"

namespace huisclos::ledger {

namespace {

bool goes_together(CompartmentShape const& shape, VaultKind vault)
{
    auto const number = shape.class_number;
    bool const group_only = (number >= 3 && number <= 5) || number == 8 || number == 9;
    if (group_only && shape.formation != 3)
        return false;
    if (number == 6 && vault != VaultKind::Families)
        return false;
    return number != 7 || vault == VaultKind::Social;
}

enum PolicyField : std::size_t { Rules, MinSuite, LogMonths, EpochDays, StoreUrl, StoreToken, Builds, IekDays, Texts };

Rank least_rank_for(PolicyField field)
{
    switch (field) {
    case StoreUrl:
        return 1;
    case StoreToken:
        return k_last_rank;
    default:
        return k_mayor_rank;
    }
}

}  // namespace

void ActApplier::run()
{
    auto const& ops = m_act.act->ops;
    for (std::size_t i = 0; i < ops.size(); ++i) {
        if (!std::holds_alternative<RotateOp>(ops[i]))
            apply_at(i);
    }
    for (std::size_t i = 0; i < ops.size(); ++i) {
        if (std::holds_alternative<RotateOp>(ops[i]))
            apply_at(i);
    }
}

void ActApplier::apply_at(std::size_t index)
{
    m_index = index;
    m_refused_fields = 0;
    m_held_fields = 0;
    auto const result = std::visit([this](auto const& op) { return apply(op); }, m_act.act->ops[index]);
    if (!result)
        m_skips.push_back({index, code_of(result.error()), result.error(), m_refused_fields, m_held_fields});
}

ErrorCode ActApplier::code_of(SkipReason reason) const
{
    switch (reason) {
    case SkipReason::Unknown:
        return m_state.policy().rules > k_known_rules ? ErrorCode::Upgrade : ErrorCode::Op;
    case SkipReason::Malformed:
    case SkipReason::Ignorable:
    case SkipReason::DirectoryBase:
        return ErrorCode::Op;
    default:
        return ErrorCode::Rights;
    }
}

OpResult ActApplier::apply(VoidOp const& op)
{
    switch (op.why) {
    case VoidOp::Why::Ignorable:
        return skip(SkipReason::Ignorable);
    case VoidOp::Why::Unknown:
        return skip(SkipReason::Unknown);
    case VoidOp::Why::Malformed:
        break;
    }
    return skip(SkipReason::Malformed);
}

OpResult ActApplier::apply(CompartmentOp const& op)
{
    if (!goes_together(op.shape, m_state.m_kind))
        return skip(SkipReason::CompartmentVoid);
    auto const cid = compartment_id(op.shape, m_act.act->author);
    if (m_state.compartment(cid))
        return skip(SkipReason::CompartmentExists);
    Compartment made{.cid = cid, .shape = op.shape, .maker = m_act.act->author, .act = m_act.ref};
    made.place = m_state.m_compartments.size();
    m_state.m_compartments.set(cid, std::move(made));
    m_made.push_back(cid);
    return {};
}

OpResult ActApplier::apply(RotateOp const& op)
{
    bool const directory = op.cid == k_dir;
    auto const* found = directory ? nullptr : m_state.compartment(op.cid);
    if (!directory && !found)
        return skip(SkipReason::NoCompartment);
    if (directory && op.base)
        return skip(SkipReason::DirectoryBase);
    if (m_act.rank != k_officers_rank && !author_reads(op.cid))
        return skip(SkipReason::AuthorDoesNotRead);
    if (op.base && m_act.rank > k_mayor_rank)
        return skip(SkipReason::MayorOnly);
    Epoch epoch{
        .commit = op.commit, .act = m_act.ref, .source = m_act.act, .op_index = m_index, .base = op.base.has_value()};
    if (directory) {
        m_state.m_directory_epochs.push(std::move(epoch));
    } else {
        auto compartment = *found;
        compartment.epochs.push(std::move(epoch));
        m_state.m_compartments.set(op.cid, std::move(compartment));
    }
    return {};
}

OpResult ActApplier::apply(PolicyOp const& op)
{
    auto policy = m_state.policy();
    auto const set = [&](PolicyField field, auto const& value, auto& target) {
        if (!value)
            return;
        auto const bit = static_cast<std::uint16_t>(1u << field);
        if (m_act.rank > least_rank_for(field)) {
            m_refused_fields = static_cast<std::uint16_t>(m_refused_fields | bit);
            return;
        }
        auto& setter = policy.set_by[field];
        if (!is_replaced(setter)) {
            m_held_fields = static_cast<std::uint16_t>(m_held_fields | bit);
            return;
        }
        target = *value;  // NOLINT(bugprone-optional-value-conversion): of most fields it is no optional.
        setter = m_act.ref;
    };
    set(Rules, op.rules, policy.rules);
    // A suite once asked for is never lowered.
    if (op.min_suite && *op.min_suite >= policy.min_suite)
        set(MinSuite, op.min_suite, policy.min_suite);
    set(LogMonths, op.log_months, policy.log_months);
    set(EpochDays, op.epoch_days, policy.epoch_days);
    set(StoreUrl, op.store_url, policy.store_url);
    set(StoreToken, op.store_token, policy.store_token);
    set(Builds, op.builds, policy.builds);
    set(IekDays, op.iek_days, policy.iek_days);
    set(Texts, op.texts, policy.texts);
    m_state.m_policy = std::make_shared<Policy const>(std::move(policy));
    if (m_refused_fields != 0)
        return skip(SkipReason::FieldsRefused);
    if (m_held_fields != 0)
        return skip(SkipReason::FieldsHeld);
    return {};
}

OpResult ActApplier::apply(RecoveryOp const& op)
{
    auto const id = op.set_id();
    bool known = false;
    m_state.m_sets.for_each_back([&](RecoverySet const& set) {
        known = known || set.id == id;
        return !known;
    });
    if (known)
        return skip(SkipReason::SetKnown);
    bool const first = m_state.m_sets.empty();
    if (m_act.rank != k_officers_rank && !(first && m_act.rank == k_mayor_rank))
        return skip(first ? SkipReason::MayorOnly : SkipReason::OfficersOnly);
    for (auto const& officer : op.officers) {
        if (!present(officer.member))
            return skip(SkipReason::NotAMember);
    }
    m_state.m_sets.push({id, std::make_shared<RecoveryOp const>(op), m_act.ref, m_act.act->author});
    return {};
}

OpResult ActApplier::apply(LogKeyOp const& op)
{
    if (m_act.rank > k_mayor_rank)
        return skip(SkipReason::MayorOnly);
    m_state.m_log_keys.push({m_act.ref, op.from_period, op.key});
    return {};
}

OpResult ActApplier::apply(LogDropOp const& op)
{
    if (m_act.rank > k_mayor_rank)
        return skip(SkipReason::MayorOnly);
    m_state.m_log_drops.push({m_act.ref, op.period, op.anchors});
    return {};
}

OpResult ActApplier::apply(VisaOp const&)
{
    return {};
}

Applied apply_act(RegistryState const& state, ApplicableAct const& act)
{
    ActApplier applier(state, act);
    applier.run();
    return applier.take();
}

}  // namespace huisclos::ledger
