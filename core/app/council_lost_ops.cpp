#include "core/app/council_lost_ops.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/app/council_act_words.hpp"
#include "core/app/council_again.hpp"
#include "core/app/council_op_words.hpp"
#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/ledger/act_description.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

namespace {

/// One act may have thousands: of each the first, so that those of the others are seen.
constexpr std::size_t k_most_acts_told = 10;
constexpr std::size_t k_most_ops_told = 5;

/// By act, places in it.
using OpPlaces = std::map<ActHash, std::set<std::uint32_t>>;

/// [[act, op or [op]]]: each act once with its ops; versions before wrote each op with its act. What does not read is
/// forgotten: those ops are told once more.
OpPlaces ops_aside(Context const& context)
{
    OpPlaces all;
    for (auto const& item : kept_items(context, k_draft_ops_aside)) {
        auto const parts = ledger::parts_of(item, 2);
        if (!parts)
            continue;
        auto const act = (*parts)[0].as_id<ActHash>();
        if (!act)
            continue;
        if (auto const one = ledger::as_u32((*parts)[1])) {
            all[*act].insert(*one);
            continue;
        }
        auto const places = (*parts)[1].items();
        if (!places)
            continue;
        for (auto const& place : *places) {
            if (auto const op = ledger::as_u32(place))
                all[*act].insert(*op);
        }
    }
    return all;
}

Task<Result<void>> keep_ops_aside(Context* context, OpPlaces aside)
{
    ledger::CborWriter writer;
    writer.array(aside.size());
    for (auto const& [act, places] : aside) {
        writer.array(2).id(act).array(places.size());
        for (auto const place : places)
            writer.unsigned_int(place);
    }
    auto const kept = co_await context->vault.save_draft(k_draft_ops_aside, SecretBytes::copy_of(writer.take()));
    context->changed();
    co_return kept;
}

OpPlaces ops_prepared(Context const& context)
{
    OpPlaces all;
    for (auto const& change : context.acts.draft) {
        if (auto const* const again = change.asked ? std::get_if<PrepareOpAgain>(&change.asked->command) : nullptr)
            all[again->act].insert(again->op);
    }
    return all;
}

bool is_in(OpPlaces const& places, ActHash const& act, std::uint32_t op)
{
    auto const found = places.find(act);
    return found != places.end() && found->second.contains(op);
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

/// Of what gives a right: to whom.
std::optional<MemberId> given_to(ledger::ActOp const& op)
{
    if (auto const* const role = std::get_if<ledger::RoleOp>(&op))
        return role->role > 0 ? std::optional(role->member) : std::nullopt;
    if (auto const* const rank = std::get_if<ledger::RankOp>(&op))
        return ledger::rank_given_by(*rank) != ledger::k_no_rank ? std::optional(rank->member) : std::nullopt;
    return std::nullopt;
}

/// The act that put out, beside this one, whom its author gave a right to: he alone is told.
using Departure = std::optional<ActHash>;
Departure departure_beside(
    Context const& context, ActHash const& hash, ledger::Act const& act, ledger::OpSkip const& skip)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const whom = given_to(act.ops[skip.op_index]);
    auto const* const member = whom ? registry.state().member(*whom) : nullptr;
    bool const is_own = ledger::as_member(act.author) == context.vault.self();
    if (!is_own || skip.reason != ledger::SkipReason::NotAMember || member == nullptr || !member->out)
        return std::nullopt;
    auto const& by = member->out->act.hash;
    return by == hash || registry.is_in_past(by, hash) ? std::nullopt : std::optional(by);
}

/// All that the act gives to whom this op gives something, once he has left: it is told, and set aside, as one.
std::set<std::uint32_t> told_together(ledger::RegistryState const& state, ledger::Act const& act, std::uint32_t op)
{
    std::set<std::uint32_t> places{op};
    auto const whom = op < act.ops.size() ? given_to(act.ops[op]) : std::nullopt;
    auto const* const member = whom ? state.member(*whom) : nullptr;
    if (member == nullptr || !member->is_out())
        return places;
    for (std::uint32_t i = 0; i < act.ops.size(); ++i) {
        if (given_to(act.ops[i]) == whom)
            places.insert(i);
    }
    return places;
}

bool is_in_force(ledger::Policy const& now, ledger::PolicyOp const& op)
{
    auto const is_same = [](auto const& wanted, auto const& value) {
        return !wanted || *wanted == value;
    };
    return is_same(op.rules, now.rules) && is_same(op.min_suite, now.min_suite) &&
           is_same(op.log_months, now.log_months) && is_same(op.epoch_days, now.epoch_days) &&
           is_same(op.store_url, now.store_url) && is_same(op.store_token, now.store_token) &&
           is_same(op.builds, now.builds) && is_same(op.iek_days, now.iek_days) && is_same(op.texts, now.texts);
}

/// A halted space is told by itself, with who may change its key: another rotation brings nothing back.
bool is_to_tell(
    ledger::RegistryState const& state, ledger::Act const& act, ledger::OpSkip const& skip, ledger::ActOp const& op)
{
    if (skip.reason == ledger::SkipReason::Ignorable || std::holds_alternative<ledger::RotateOp>(op))
        return false;
    if (auto const* const made = std::get_if<ledger::CompartmentOp>(&op))
        return state.compartment(ledger::compartment_id(made->shape, act.author)) == nullptr;
    if (auto const* const policy = std::get_if<ledger::PolicyOp>(&op))
        return !is_in_force(state.policy(), passed_over(*policy, skip));
    return !is_come_true(state, op);
}

/// In the order of the sequence, then as each act was applied: `told(hash, act, skip, by)`, `by` as departure_beside.
template <typename Told>
void for_each_lost_op(Context const& context, Told const& told)
{
    if (!context.has_registry())
        return;
    auto const& registry = *context.vault.knowledge().registry();
    auto const aside = ops_aside(context);
    auto const prepared = ops_prepared(context);
    for (auto const& partly : registry.ops_without_effect()) {
        auto const* const act = registry.act(partly.hash);
        if (act == nullptr)
            continue;
        std::set<MemberId> left;
        for (auto const& skip : partly.skips) {
            auto const op = static_cast<std::uint32_t>(skip.op_index);
            if (skip.op_index >= act->ops.size() || is_in(aside, partly.hash, op) || is_in(prepared, partly.hash, op))
                continue;
            auto const by = departure_beside(context, partly.hash, *act, skip);
            if (by ? left.insert(*given_to(act->ops[op])).second
                   : is_to_tell(registry.state(), *act, skip, act->ops[op]))
                told(partly.hash, *act, skip, by);
        }
    }
}

/// What he signed about somebody who had left, as he read it.
Phrase say_given(Context const& context, ledger::RegistryState const& before, ledger::Act act, std::uint32_t op)
{
    auto const places = told_together(context.registry(), act, op);
    auto const whom = *given_to(act.ops[op]);
    std::vector<ledger::ActOp> given;
    for (auto const place : places)
        given.push_back(std::move(act.ops[place]));
    act.ops = std::move(given);
    auto lines = effects_of(context, before, act, {});
    std::erase_if(lines, [](ChangeLine const& line) { return line.is_below || line.is_warning; });
    if (lines.size() == 1)
        return std::move(lines.front().text);
    return phrase("council.op.given").with("name", plain_name(context, whom));
}

/// @pre skip.op_index < act.ops.size()
Phrase say_lost_op(Context const& context, ledger::Act const& act, ledger::OpSkip const& skip)
{
    auto const* const before = state_before(context, act);
    if (before == nullptr)
        return phrase("council.op.unknown");
    if (auto const* const policy = std::get_if<ledger::PolicyOp>(&act.ops[skip.op_index])) {
        auto said = say_settings(passed_over(*policy, skip));
        return said.size() == 1 ? std::move(said.front()) : phrase("council.op.settings");
    }
    auto const op = static_cast<std::uint32_t>(skip.op_index);
    if (told_together(context.registry(), act, op).size() > 1)
        return say_given(context, *before, act, op);
    return say_op(context, names_in(context.acts.draft), ledger::describe_op(*before, act, op));
}

std::int64_t number_in(std::vector<ActHash> const& sequence, ActHash const& act)
{
    return std::ranges::find(sequence, act) - sequence.begin() + 1;
}

/// To its author: his act came after the one by which somebody left.
void add_departure(Context const& context, ActHash const& hash, ActHash const& by, MemberId const& gone, TodoList& todo)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const* const other = registry.act(by);
    if (other == nullptr)
        return;
    auto const sequence = registry.sequence();
    todo.add(
        Tone::Warning, "error-warning-line", phrase("council.todo.lost_beside").with("n", number_in(sequence, hash)),
        phrase("council.todo.lost_beside_detail")
            .with("by", author_name(context, ledger::as_member(other->author)))
            .with("n", number_in(sequence, by))
            .with("name", plain_name(context, gone)),
        "council.act.see", Go{ActsRoute{}});
}

}  // namespace

void present_lost_ops_home(Context const& context, TodoList& todo)
{
    std::int64_t count = 0;
    std::size_t beside = 0;
    for_each_lost_op(
        context, [&](ActHash const& hash, ledger::Act const& act, ledger::OpSkip const& skip, Departure by) {
            if (!by)
                ++count;
            else if (++beside <= k_most_acts_told)
                add_departure(context, hash, *by, *given_to(act.ops[skip.op_index]), todo);
        });
    if (count == 0)
        return;
    todo.add(
        Tone::Warning, "error-warning-line", phrase("council.todo.lost_ops").with("n", count),
        phrase("council.todo.lost_ops_detail"), "council.act.see", Go{ActsRoute{}});
}

void present_lost_ops(Context const& context, ActsView& view)
{
    std::optional<ActHash> last;
    std::vector<ActHash> sequence;
    for_each_lost_op(context, [&](ActHash const& hash, ledger::Act const& act, ledger::OpSkip const& skip, Departure) {
        if (last != hash) {
            last = hash;
            ++view.lost_ops_count;
            if (view.lost_ops_count > k_most_acts_told)
                return;
            if (sequence.empty())
                sequence = context.vault.knowledge().registry()->sequence();
            auto title = act_title(context, act, "council.act.signed_title").with("n", number_in(sequence, hash));
            view.lost_ops.push_back({.act = hash, .title = std::move(title), .ops = {}, .count = 0});
        }
        if (view.lost_ops_count > k_most_acts_told)
            return;
        auto& of_act = view.lost_ops.back();
        if (++of_act.count <= k_most_ops_told)
            of_act.ops.push_back(
                {.op = static_cast<std::uint32_t>(skip.op_index),
                 .text = say_lost_op(context, act, skip),
                 .bar = bar_to_op_again(context, act.ops[skip.op_index])});
    });
}

void prepare_op_again(Context& context, PrepareOpAgain const& command)
{
    auto const* const act = context.vault.knowledge().registry()->act(command.act);
    if (act == nullptr || command.op >= act->ops.size() || is_in(ops_prepared(context), command.act, command.op))
        return;
    if (!prepare_op_of_today(context, act->ops[command.op], say_lost_op(context, *act, {.op_index = command.op})))
        return;
    context.acts.draft.back().afterwards = [command](Context* then) {
        return set_op_aside(then, {command.act, command.op});
    };
    context.route = ActsRoute{};
}

Task<Result<void>> set_op_aside(Context* context, SetOpAside op)
{
    auto aside = ops_aside(*context);
    auto& places = aside[op.act];
    places.insert(op.op);
    auto const* const act = context->has_registry() ? context->vault.knowledge().registry()->act(op.act) : nullptr;
    if (act != nullptr)
        places.merge(told_together(context->registry(), *act, op.op));
    co_return co_await keep_ops_aside(context, std::move(aside));
}

Task<Result<void>> set_ops_aside(Context* context, ActHash act)
{
    auto aside = ops_aside(*context);
    for_each_lost_op(*context, [&](ActHash const& hash, ledger::Act const& one, ledger::OpSkip const& skip, Departure) {
        if (hash == act)
            aside[hash].merge(told_together(context->registry(), one, static_cast<std::uint32_t>(skip.op_index)));
    });
    co_return co_await keep_ops_aside(context, std::move(aside));
}

}  // namespace huisclos::app
