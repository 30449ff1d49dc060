#include "core/app/council_again.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "core/app/council_act_keys.hpp"
#include "core/app/council_act_words.hpp"
#include "core/app/council_acts.hpp"
#include "core/app/council_again_law.hpp"
#include "core/app/council_again_words.hpp"
#include "core/app/council_audit.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_lost_acts.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"

namespace huisclos::app {

namespace {

using domain::Profile;
using ledger::ActOp;

/// How an op is taken up.
enum class TakenUp : std::uint8_t {
    Copied,    ///< It says whole what it does; marks, keys and rotations are the builder's.
    Renewed,   ///< By the ordinary preparation, with what is known today; in a whole act, what it names is put anew.
    LeftOut,   ///< Of a whole act, which goes on without it: it says nothing of who signs it now.
    NotTaken,  ///< Its own screen, or another version.
};

struct TakeUpRule {
    TakenUp alone{TakenUp::NotTaken};
    TakenUp in_act{TakenUp::NotTaken};
    std::string_view instead{};  ///< What to do where the op alone is not taken up.
};

/// By the place of the op in ActOp.
constexpr std::array<TakeUpRule, std::variant_size_v<ActOp>> k_take_up{{
    // void: what it would do is not known here.
    {TakenUp::NotTaken, TakenUp::LeftOut, "council.again.unknown"},
    // member: alone, it would let in somebody who reads nothing; with his roles, R-20 is asked of the function they
    // give.
    {TakenUp::NotTaken, TakenUp::Copied, "council.again.member"},
    // member-out: names his cards, which are those of today; the end of his mandate and a log key go with it.
    {TakenUp::Renewed, TakenUp::Renewed, {}},
    // device-out: of a colleague it is a change, one's own is declared lost.
    {TakenUp::Renewed, TakenUp::Copied, {}},
    // rank: goes with a function, by which it is given and taken (function_ops).
    {TakenUp::Renewed, TakenUp::Copied, {}},
    // compartment: alone, a space of no group, that nobody reads.
    {TakenUp::NotTaken, TakenUp::Copied, "council.again.compartment"},
    // role: who, where, which. Alone, only the one that his function gives there today, or its end.
    {TakenUp::Copied, TakenUp::Copied, {}},
    // rotate: the key is a new one, so that the space alone is copied; a base is of a newer version.
    {TakenUp::NotTaken, TakenUp::Renewed, "council.again.elsewhere"},
    // policy: texts, store and rules make law for all.
    {TakenUp::NotTaken, TakenUp::NotTaken, "council.again.policy"},
    // recovery, mayor: of the officers.
    {TakenUp::NotTaken, TakenUp::NotTaken, "council.again.officers"},
    {TakenUp::NotTaken, TakenUp::NotTaken, "council.again.officers"},
    // log-key: nobody has the seed of the former one.
    {TakenUp::Renewed, TakenUp::Renewed, {}},
    // log-drop: what a month holds today is to be read first.
    {TakenUp::NotTaken, TakenUp::NotTaken, "council.again.log_drop"},
    // visa: of who gave it.
    {TakenUp::NotTaken, TakenUp::LeftOut, "council.again.elsewhere"},
}};

static_assert(
    std::is_same_v<
        ActOp, std::variant<
                   ledger::VoidOp, ledger::MemberOp, ledger::MemberOutOp, ledger::DeviceOutOp, ledger::RankOp,
                   ledger::CompartmentOp, ledger::RoleOp, ledger::RotateOp, ledger::PolicyOp, ledger::RecoveryOp,
                   ledger::MayorOp, ledger::LogKeyOp, ledger::LogDropOp, ledger::VisaOp>>,
    "k_take_up has its rows in this order");

/// No version reads it.
bool is_malformed(ActOp const& op)
{
    auto const* const nothing = std::get_if<ledger::VoidOp>(&op);
    return nothing != nullptr && nothing->why == ledger::VoidOp::Why::Malformed;
}

TakeUpRule const& rule_of(ActOp const& op)
{
    return k_take_up[op.index()];
}

Result<ledger::Applied> preview_today(Context const& context, std::vector<ActOp> ops)
{
    auto const& registry = *context.vault.knowledge().registry();
    ledger::Act act;
    act.author = ledger::author_of(context.vault.self());
    act.past = registry.tips();
    act.ops = std::move(ops);
    return registry.preview(act);
}

void say_again_bar(Context& context, Phrase bar)
{
    context.toasts.refuse(std::move(bar));
    context.changed();
}

/// The function with which that rank goes; none: no function of the tool has it.
std::optional<Profile> function_of(Context const& context, ledger::RankOp const& op)
{
    if (op.rank)
        return *op.rank == k_coordinator_rank ? std::optional(Profile::Coordonnateur) : std::nullopt;
    auto const now = profile_of(context.registry(), op.member);
    return now == Profile::None || leads_council(now) ? std::nullopt : std::optional(now);
}

/// What his function gives there today; a role of another function, or another one, would be given by no screen.
bool is_given_today(Context const& context, ledger::RoleOp const& op)
{
    auto const profile = profile_of(context.registry(), op.member);
    if (profile == Profile::None || static_cast<std::uint32_t>(profile) != op.profile)
        return false;
    if (op.cid == k_log) {
        bool const reads_log = profile == Profile::Dpo || profile == Profile::Maire;
        return reads_log && op.role == static_cast<std::uint8_t>(domain::Role::Read);
    }
    auto const place = place_of(context.registry(), op.cid);
    return place && op.role != 0 &&
           op.role == static_cast<std::uint8_t>(domain::default_role(place->compartment, place->formation, profile));
}

/// What is asked of one kind beside its rule; empty: nothing bars it.
Phrase bar_of_kind(Context const& context, ActOp const& op)
{
    if (auto const* const rank = std::get_if<ledger::RankOp>(&op); rank != nullptr && !function_of(context, *rank)) {
        auto const name = plain_name(context, rank->member);
        return phrase(rank->rank ? "council.again.rank" : "council.again.rank_end").with("name", name);
    }
    if (auto const* const role = std::get_if<ledger::RoleOp>(&op)) {
        bool const is_barred = role->role != 0 && !is_given_today(context, *role);
        return is_barred ? phrase("council.again.role").with("name", plain_name(context, role->member)) : Phrase{};
    }
    if (auto const* const out = std::get_if<ledger::DeviceOutOp>(&op)) {
        auto const owner = context.vault.knowledge().cards().find_device(out->device);
        return owner && owner->member == out->member ? Phrase{} : phrase("council.again.device");
    }
    return {};
}

}  // namespace

Phrase bar_to_op_again(Context const& context, ActOp const& op)
{
    auto const& rule = rule_of(op);
    if (rule.alone == TakenUp::NotTaken)
        return phrase(is_malformed(op) ? "council.again.malformed" : rule.instead);
    auto const preview = preview_today(context, {op});
    if (!preview)
        return phrase("council.again.no_rank");
    if (!preview->skips.empty())
        return say_skip(context, op, preview->skips.front().reason);
    return bar_of_kind(context, op);
}

namespace {

bool copy_role(Context& context, ledger::RoleOp const& op, Phrase said)
{
    if (op.role != 0 && is_function_prepared(context, op.member))
        return false;
    bool const is_allowed = op.role == 0 ? may_remove(context, {op}) : may_give_role(context, op);
    if (!is_allowed)
        return false;
    DraftChange change;
    change.text = std::move(said);
    change.ops = {op};
    change.member = op.member;
    add_change(context, std::move(change));
    return true;
}

/// The change that they made, if any, is the last one.
void prepare_ordinarily(Context& context, ActOp const& op, Phrase said)
{
    if (auto const* const out = std::get_if<ledger::MemberOutOp>(&op))
        prepare_removal(context, out->member);
    else if (auto const* const device = std::get_if<ledger::DeviceOutOp>(&op))
        run_device_command(context, PrepareDeviceOut{device->member, device->device});
    else if (auto const* const rank = std::get_if<ledger::RankOp>(&op))
        (void)prepare_function(
            context, rank->member, function_of(context, *rank).value_or(Profile::None), std::move(said));
    else if (std::holds_alternative<ledger::LogKeyOp>(op))
        run_repair_command(context, PrepareLogKey{});
}

}  // namespace

bool prepare_op_of_today(Context& context, ActOp const& op, Phrase said)
{
    if (auto bar = bar_to_op_again(context, op); !bar.empty()) {
        say_again_bar(context, std::move(bar));
        return false;
    }
    auto const last = context.acts.last_change;
    if (auto const* const role = std::get_if<ledger::RoleOp>(&op))
        (void)copy_role(context, *role, std::move(said));
    else
        prepare_ordinarily(context, op, std::move(said));
    return context.acts.last_change != last;
}

namespace {

/// The id of a compartment comes from who signs it: what speaks of it follows.
void rename_compartments(std::vector<ActOp>& ops, ledger::AuthorId const& former, ledger::AuthorId const& signer)
{
    std::map<CompartmentId, CompartmentId> renamed;
    for (auto const& op : ops) {
        if (auto const* const made = std::get_if<ledger::CompartmentOp>(&op))
            renamed.emplace(ledger::compartment_id(made->shape, former), ledger::compartment_id(made->shape, signer));
    }
    auto const rename = [&renamed](CompartmentId& cid) {
        if (auto const found = renamed.find(cid); found != renamed.end())
            cid = found->second;
    };
    for (auto& op : ops) {
        if (auto* const role = std::get_if<ledger::RoleOp>(&op))
            rename(role->cid);
        else if (auto* const rotate = std::get_if<ledger::RotateOp>(&op))
            rename(rotate->cid);
    }
}

/// A role of who led the council, or of who did not, from before his function changed: no screen would give it.
bool is_of_former_function(Context const& context, std::vector<ActOp> const& ops, ActOp const& op)
{
    auto const* const role = std::get_if<ledger::RoleOp>(&op);
    auto const* const member = role == nullptr ? nullptr : context.registry().member(role->member);
    if (member == nullptr || role->role == 0)
        return false;
    bool const changes_rank = std::ranges::any_of(ops, [role](ActOp const& other) {
        auto const* const rank = std::get_if<ledger::RankOp>(&other);
        return rank != nullptr && rank->member == role->member;
    });
    auto const then = domain::profile_from(role->profile).value_or(Profile::None);
    return !changes_rank && leads_council(then) != leads_council(profile_of(context.registry(), role->member));
}

/// What of it is taken up, as who signs now would say it.
std::vector<ActOp> ops_of_today(Context const& context, ledger::Act const& act)
{
    // Those that its other ops ask for are made by who builds the act (ledger::prepare_act).
    auto const asked_keys = keys_asked_for(context, act);
    std::vector<ActOp> ops;
    for (auto const& op : act.ops) {
        if (auto const* const out = std::get_if<ledger::MemberOutOp>(&op)) {
            std::ranges::move(
                removal_ops(out->member, context.vault.knowledge().cards().names_of(out->member)),
                std::back_inserter(ops));
        } else if (auto const* const rotate = std::get_if<ledger::RotateOp>(&op)) {
            if (asked_keys.contains(rotate->cid))
                ops.emplace_back(ledger::RotateOp{.cid = rotate->cid, .commit = {}, .hist = {}, .base = {}});
        } else if (rule_of(op).in_act == TakenUp::Copied) {
            ops.push_back(op);
        }
    }
    rename_compartments(ops, act.author, ledger::author_of(context.vault.self()));
    return ops;
}

/// What would be passed over again. Gives how many went.
std::size_t drop_skipped(std::vector<ActOp>& ops, std::vector<ledger::OpSkip> const& skips)
{
    std::vector<bool> is_skipped(ops.size());
    for (auto const& skip : skips)
        is_skipped[skip.op_index] = true;
    std::vector<ActOp> kept;
    for (std::size_t i = 0; i < ops.size(); ++i) {
        if (!is_skipped[i])
            kept.push_back(std::move(ops[i]));
    }
    ops = std::move(kept);
    return skips.size();
}

bool ends_log_reading(Context const& context, ActOp const& op)
{
    auto const* const role = std::get_if<ledger::RoleOp>(&op);
    auto const* const out = std::get_if<ledger::MemberOutOp>(&op);
    auto const* const member = out == nullptr ? nullptr : context.registry().member(out->member);
    return (role != nullptr && role->role == 0 && role->cid == k_log) ||
           (member != nullptr && member->right_in(k_log).role > 0);
}

bool is_log_key(ActOp const& op)
{
    return std::holds_alternative<ledger::LogKeyOp>(op);
}

/// Of an act of which `ops` are taken up.
bool is_log_key_due(Context const& context, ledger::Act const& act, std::vector<ActOp> const& ops)
{
    bool const is_asked_for =
        std::ranges::any_of(act.ops, is_log_key) ||
        std::ranges::any_of(ops, [&context](ActOp const& op) { return ends_log_reading(context, op); });
    return is_asked_for && is_mayor(context) && !is_log_key_prepared(context);
}

bool is_taken_whole(ledger::Act const& act)
{
    return std::ranges::none_of(act.ops, [](ActOp const& op) {
        auto const* const rotate = std::get_if<ledger::RotateOp>(&op);
        return rule_of(op).in_act == TakenUp::NotTaken || (rotate != nullptr && rotate->base);
    });
}

/// Nobody else begins a key of the log (ledger::LogKeyOp).
std::size_t log_keys_left_out(Context const& context, ledger::Act const& act)
{
    return !is_mayor(context) && std::ranges::any_of(act.ops, is_log_key) ? 1 : 0;
}

/// That act as who signs now would sign it, but for what goes with its ops.
struct ActOfToday {
    Phrase bar{};  ///< Why it would come to nothing; then the rest says nothing.
    std::vector<ActOp> ops{};
    std::size_t left_out{0};
    bool is_log_key_due{false};
    ledger::RegistryState after{};
};

ActOfToday act_of_today(Context const& context, ledger::Act const& act)
{
    if (!is_taken_whole(act))
        return {.bar = phrase("council.act.again_elsewhere")};
    ActOfToday today;
    today.left_out = log_keys_left_out(context, act);
    if (today.left_out > 0 && std::ranges::all_of(act.ops, is_log_key))
        return {.bar = phrase("council.skip.mayor_only")};
    today.left_out += static_cast<std::size_t>(
        std::ranges::count_if(act.ops, [](ActOp const& op) { return std::holds_alternative<ledger::VoidOp>(op); }));
    today.ops = ops_of_today(context, act);
    today.left_out += std::erase_if(
        today.ops, [&, ops = today.ops](ActOp const& op) { return is_of_former_function(context, ops, op); });
    auto preview = preview_today(context, today.ops);
    if (!preview)
        return {.bar = phrase("council.again.no_rank")};
    today.left_out += drop_skipped(today.ops, preview->skips);
    today.after = std::move(preview->state);
    today.is_log_key_due = is_log_key_due(context, act, today.ops);
    bool const is_nothing = today.ops.empty() && !today.is_log_key_due;
    today.bar = is_nothing ? phrase("council.again.nothing") : bar_to_ranks(context, today.ops, today.after);
    return today;
}

/// Log key and records as the ordinary preparations have them.
void add_what_goes_with_it(Context const& context, bool is_log_key_due, DraftChange& change)
{
    if (is_log_key_due)
        put_log_key(context, change);
    std::vector<MemberId> gone;
    for (auto const& op : change.ops) {
        if (auto const* const out = std::get_if<ledger::MemberOutOp>(&op))
            gone.push_back(out->member);
    }
    if (!gone.empty())
        add_end_of_mandate(context, change, std::move(gone));
}

}  // namespace

Phrase bar_to_act_again(Context const& context, ledger::Act const& act)
{
    return act_of_today(context, act).bar;
}

void prepare_act_again(Context& context, ActHash const& hash)
{
    auto const* const act = context.vault.knowledge().registry()->act(hash);
    if (act == nullptr || is_act_prepared(context, hash))
        return;
    auto today = act_of_today(context, *act);
    if (!today.bar.empty())
        return say_again_bar(context, std::move(today.bar));
    DraftChange change{.ops = std::move(today.ops)};
    add_what_goes_with_it(context, today.is_log_key_due, change);
    if (!may_sign_again(context, change.ops, today.after))
        return;
    change.text = phrase("council.change.again").with("name", author_name(context, ledger::as_member(act->author)));
    if (today.left_out > 0)
        change.details.push_back(phrase("council.again.left_out").with("n", static_cast<std::int64_t>(today.left_out)));
    change.afterwards = [hash](Context* then) {
        return set_aside(then, hash);
    };
    add_change(context, std::move(change));
    context.route = ActsRoute{};
}

}  // namespace huisclos::app
