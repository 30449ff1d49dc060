#include "core/app/council_lost_ops.hpp"

#include <algorithm>
#include <set>

#include "core/app/council_act_words.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_op_words.hpp"
#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/ledger/act_description.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

namespace {

constexpr std::size_t k_most_ops_shown = 20;

/// Its act, and its place there.
using OpPlace = std::pair<ActHash, std::uint32_t>;

/// What does not read is forgotten: those ops are told once more.
std::set<OpPlace> ops_aside(Context const& context)
{
    std::set<OpPlace> all;
    for (auto const& item : kept_items(context, k_draft_ops_aside)) {
        auto const parts = ledger::parts_of(item, 2);
        if (!parts)
            continue;
        auto const act = (*parts)[0].as_id<ActHash>();
        auto const op = ledger::as_u32((*parts)[1]);
        if (act && op)
            all.emplace(*act, *op);
    }
    return all;
}

bool is_op_prepared(Context const& context, OpPlace const& place)
{
    return std::ranges::any_of(context.acts.draft, [&place](DraftChange const& change) {
        auto const* const again = change.asked ? std::get_if<PrepareOpAgain>(&change.asked->command) : nullptr;
        return again != nullptr && OpPlace{again->act, again->op} == place;
    });
}

/// The council is where an op about somebody would bring it, or it can come there no more: who left stays out.
bool is_come_true(ledger::RegistryState const& state, ledger::ActOp const& op)
{
    if (auto const* const entry = std::get_if<ledger::MemberOp>(&op))
        return state.member(crypto::member_id(entry->identity)) != nullptr;
    if (auto const* const out = std::get_if<ledger::MemberOutOp>(&op)) {
        auto const* const member = state.member(out->member);
        return member == nullptr || member->is_out();
    }
    if (auto const* const device = std::get_if<ledger::DeviceOutOp>(&op)) {
        auto const* const member = state.member(device->member);
        return member != nullptr && (member->is_out() || member->devices_out.contains(device->device));
    }
    if (auto const* const rank = std::get_if<ledger::RankOp>(&op)) {
        auto const* const member = state.member(rank->member);
        return member != nullptr && (member->is_out() || member->rank == ledger::rank_given_by(*rank));
    }
    if (auto const* const role = std::get_if<ledger::RoleOp>(&op)) {
        auto const* const member = state.member(role->member);
        if (member == nullptr)
            return role->role == 0;
        auto const now = member->right_in(role->cid);
        return member->is_out() || (now.role == role->role && (role->role == 0 || now.profile == role->profile));
    }
    return false;
}

/// A halted space is told by itself, with who may change its key: another rotation brings nothing back.
bool is_to_tell(
    ledger::RegistryState const& state, ledger::Act const& act, ledger::OpSkip const& skip, ledger::ActOp const& op)
{
    if (skip.reason == ledger::SkipReason::Ignorable || std::holds_alternative<ledger::RotateOp>(op))
        return false;
    if (auto const* const made = std::get_if<ledger::CompartmentOp>(&op))
        return state.compartment(ledger::compartment_id(made->shape, act.author)) == nullptr;
    return !is_come_true(state, op);
}

/// In the order of the sequence, then of each act.
std::vector<OpPlace> lost_ops(Context const& context)
{
    std::vector<OpPlace> places;
    if (!context.has_registry())
        return places;
    auto const& registry = *context.vault.knowledge().registry();
    auto const aside = ops_aside(context);
    for (auto const& partly : registry.ops_without_effect()) {
        auto const* const act = registry.act(partly.hash);
        if (act == nullptr)
            continue;
        for (auto const& skip : partly.skips) {
            OpPlace const place{partly.hash, static_cast<std::uint32_t>(skip.op_index)};
            bool const is_there =
                skip.op_index < act->ops.size() && is_to_tell(registry.state(), *act, skip, act->ops[skip.op_index]);
            if (is_there && !aside.contains(place) && !is_op_prepared(context, place))
                places.push_back(place);
        }
    }
    return places;
}

/// Its ops; empty when its past is not known here.
std::vector<ledger::OpDescription> ops_of(Context const& context, ledger::Act const& act)
{
    auto const* const before = state_before(context, act);
    return before == nullptr ? std::vector<ledger::OpDescription>{} : ledger::describe_act(*before, act, {});
}

/// @pre op < act.ops.size(); `described` is ops_of(act)
Phrase say_lost_op(
    Context const& context, ledger::Act const& act, std::vector<ledger::OpDescription> const& described,
    std::uint32_t op)
{
    if (described.empty())
        return phrase("council.op.unknown");
    // Of several settings one may have been kept: which ones is said among the signed acts.
    if (std::holds_alternative<ledger::PolicyOp>(act.ops[op]))
        return phrase("council.op.settings");
    return say_op(context, names_in(context.acts.draft), described[op]);
}

std::int64_t number_in(std::vector<ActHash> const& sequence, ActHash const& act)
{
    return std::ranges::find(sequence, act) - sequence.begin() + 1;
}

}  // namespace

void present_lost_ops_home(Context const& context, TodoList& todo)
{
    auto const lost = lost_ops(context);
    if (lost.empty())
        return;
    todo.add(
        Tone::Warning, "error-warning-line",
        phrase("council.todo.lost_ops").with("n", static_cast<std::int64_t>(lost.size())),
        phrase("council.todo.lost_ops_detail"), "council.act.see", Go{ActsRoute{}});
}

void present_lost_ops(Context const& context, ActsView& view)
{
    auto const lost = lost_ops(context);
    view.lost_op_count = lost.size();
    if (lost.empty())
        return;
    auto const& registry = *context.vault.knowledge().registry();
    auto const sequence = registry.sequence();
    std::vector<ledger::OpDescription> described;
    for (std::size_t i = 0; i < std::min(lost.size(), k_most_ops_shown); ++i) {
        auto const& act = *registry.act(lost[i].first);
        if (i == 0 || lost[i - 1].first != lost[i].first)
            described = ops_of(context, act);
        auto title = act_title(context, act, "council.act.signed_title").with("n", number_in(sequence, lost[i].first));
        view.lost_ops.push_back(
            {.act = lost[i].first,
             .op = lost[i].second,
             .title = std::move(title),
             .text = say_lost_op(context, act, described, lost[i].second),
             .may_prepare = is_signed_again(act.ops[lost[i].second])});
    }
}

void prepare_op_again(Context& context, PrepareOpAgain const& command)
{
    OpPlace const place{command.act, command.op};
    auto const* const act = context.vault.knowledge().registry()->act(command.act);
    if (act == nullptr || command.op >= act->ops.size() || is_op_prepared(context, place))
        return;
    std::vector<ledger::ActOp> ops{act->ops[command.op]};
    if (!may_sign_again(context, ops))
        return;
    DraftChange change;
    change.text = say_lost_op(context, *act, ops_of(context, *act), command.op);
    change.ops = std::move(ops);
    change.afterwards = [command](Context* then) {
        return set_op_aside(then, {command.act, command.op});
    };
    add_change(context, std::move(change));
    context.route = ActsRoute{};
}

Task<Result<void>> set_op_aside(Context* context, SetOpAside op)
{
    auto aside = ops_aside(*context);
    aside.emplace(op.act, op.op);
    ledger::CborWriter writer;
    writer.array(aside.size());
    for (auto const& [act, place] : aside)
        writer.array(2).id(act).unsigned_int(place);
    auto const kept = co_await context->vault.save_draft(k_draft_ops_aside, SecretBytes::copy_of(writer.take()));
    context->changed();
    co_return kept;
}

}  // namespace huisclos::app
