// What the buttons of the audit prepare.

#include <algorithm>

#include "core/app/council_acts.hpp"
#include "core/app/council_audit.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/waiting_words.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::app {

namespace {

void prepare(Context& context, DraftChange change)
{
    add_change(context, std::move(change));
    context.route = ActsRoute{};
}

void show_draft(Context& context)
{
    context.route = ActsRoute{};
    context.changed();
}

DraftChange rotation_of(Context const& context, CompartmentId const& cid)
{
    DraftChange change;
    change.text = phrase("council.change.rotate").with("place", say_place(context, cid));
    ledger::RotateOp op;
    op.cid = cid;
    change.ops.emplace_back(std::move(op));
    return change;
}

/// Whether this device holds the last key of that compartment: the new one carries it then.
bool holds_last_key(Context const& context, CompartmentId const& cid)
{
    auto const epochs = context.registry().epochs(cid);
    return !epochs.empty() && context.vault.knowledge().keys().holds(cid, epochs.back().id());
}

/// False: refused, and said.
bool add_entry(Context& context, ledger::RoleOp const& role, DraftChange& change)
{
    auto const self = context.vault.self();
    if (!may_enter(context, self, domain::Profile::Maire, {role}))
        return false;
    if (!holds_last_key(context, role.cid))
        change.details.push_back(phrase("council.change.enter_without_past"));
    change.ops.emplace_back(role);
    return true;
}

/// That space, and the other one of its group when writing has stopped there too and the signer may end it.
std::vector<CompartmentId> halted_with(Context const& context, CompartmentId const& cid)
{
    std::vector<CompartmentId> all{cid};
    auto const* const pressed = context.registry().compartment(cid);
    auto const map = context.map();
    auto const* const group = pressed == nullptr ? nullptr : map.group(pressed->shape.group);
    if (group == nullptr)
        return all;
    for (auto const& other : {group->plain, group->nominative}) {
        if (!other || *other == cid || !context.vault.knowledge().registry()->is_halted(*other))
            continue;
        auto const who = ledger::ranked_readers(context.registry(), *other);
        bool const can = std::ranges::find(who, context.vault.self()) != who.end();
        if (can || role_to_enter(context, *other))
            all.push_back(*other);
    }
    return all;
}

void prepare_rotation(Context& context, CompartmentId const& pressed)
{
    for (auto const& cid : halted_with(context, pressed)) {
        if (is_rotation_prepared(context, cid))
            continue;
        auto change = rotation_of(context, cid);
        if (context.vault.knowledge().registry()->is_halted(cid))
            change.details.push_back(phrase("council.change.rotate_halted"));
        auto const role = role_to_enter(context, cid);
        if (role && !add_entry(context, *role, change))
            continue;
        add_change(context, std::move(change));
    }
    show_draft(context);
}

void prepare_old_keys(Context& context)
{
    DraftChange change;
    for (auto const& cid : old_keys_of(context, audit_of(context))) {
        if (is_rotation_prepared(context, cid))
            continue;
        auto one = rotation_of(context, cid);
        change.ops.push_back(std::move(one.ops.front()));
    }
    if (change.ops.empty())
        return show_draft(context);
    change.text = phrase("council.change.old_keys").with("n", static_cast<std::int64_t>(change.ops.size()));
    prepare(context, std::move(change));
}

void prepare_log_key(Context& context)
{
    if (!is_mayor(context))
        return;
    if (is_log_key_prepared(context))
        return show_draft(context);
    DraftChange change;
    change.text = phrase("council.change.log_key");
    put_log_key(context, change);
    prepare(context, std::move(change));
}

void prepare_log_role(Context& context, MemberId const& id)
{
    if (!is_mayor(context))
        return;
    auto const lacking = without_log(context);
    if (std::ranges::find(lacking, id) == lacking.end())
        return show_draft(context);
    DraftChange change;
    change.text = phrase("council.change.log_role").with("name", plain_name(context, id));
    change.member = id;
    change.ops.emplace_back(ledger::RoleOp{
        .member = id,
        .cid = k_log,
        .role = static_cast<std::uint8_t>(domain::Role::Read),
        .profile = static_cast<std::uint32_t>(domain::Profile::Dpo)});
    prepare(context, std::move(change));
}

void prepare_visa(Context& context)
{
    if (!is_mayor(context))
        return;
    // Any act of his says as much.
    if (audit_of(context).to_see.empty() || !context.acts.draft.empty())
        return show_draft(context);
    DraftChange change;
    change.text = phrase("council.change.visa");
    change.ops.emplace_back(ledger::VisaOp{});
    prepare(context, std::move(change));
}

}  // namespace

std::optional<ledger::RoleOp> role_to_enter(Context const& context, CompartmentId const& cid)
{
    auto const place = place_of(context.registry(), cid);
    bool const is_halted = context.vault.knowledge().registry()->is_halted(cid);
    if (!is_mayor(context) || !place || !is_halted || !who_can_change_key(context, cid).empty())
        return std::nullopt;
    auto const role = domain::default_role(place->compartment, place->formation, domain::Profile::Maire);
    if (role == domain::Role::None)
        return std::nullopt;
    return ledger::RoleOp{
        .member = context.vault.self(),
        .cid = cid,
        .role = static_cast<std::uint8_t>(role),
        .profile = static_cast<std::uint32_t>(domain::Profile::Maire)};
}

void put_log_key(Context const& context, DraftChange& change)
{
    sync::NewLogKey key{utc_period(context.now()), crypto::random_secret(32)};
    auto const sealed_to = crypto::KemKey::from_seed(key.seed.view()).public_key();
    change.ops.emplace_back(ledger::LogKeyOp{key.from_period, sealed_to});
    change.log_key = std::move(key);
}

std::vector<MemberId> without_log(Context const& context)
{
    std::vector<MemberId> found;
    auto const is_changed = [&context](MemberId const& id) {
        return std::ranges::any_of(
            context.acts.draft, [&id](DraftChange const& change) { return change.member == id; });
    };
    context.registry().members().for_each([&](MemberId const& id, ledger::Member const& member) {
        bool const is_dpo = !member.is_out() && profile_of(context.registry(), id) == domain::Profile::Dpo;
        if (is_dpo && member.right_in(k_log).role == 0 && !is_changed(id))
            found.push_back(id);
    });
    return found;
}

bool is_rotation_prepared(Context const& context, CompartmentId const& cid)
{
    auto const rotates = [&cid](ledger::ActOp const& op) {
        auto const* const rotation = std::get_if<ledger::RotateOp>(&op);
        return rotation != nullptr && rotation->cid == cid;
    };
    return std::ranges::any_of(
        context.acts.draft, [&rotates](DraftChange const& change) { return std::ranges::any_of(change.ops, rotates); });
}

bool is_log_key_prepared(Context const& context)
{
    return std::ranges::any_of(
        context.acts.draft, [](DraftChange const& change) { return change.log_key.has_value(); });
}

std::vector<CompartmentId> old_keys_of(Context const& context, ledger::AuditReport const& report)
{
    std::vector<CompartmentId> mine;
    auto const* const self = context.registry().member(context.vault.self());
    for (auto const& old : report.old_epochs) {
        if (self != nullptr && context.registry().reads(*self, old.cid))
            mine.push_back(old.cid);
    }
    return mine;
}

bool is_repair_command(Command const& command)
{
    return std::holds_alternative<PrepareRotation>(command) || std::holds_alternative<PrepareOldKeys>(command) ||
           std::holds_alternative<PrepareLogKey>(command) || std::holds_alternative<PrepareLogRole>(command) ||
           std::holds_alternative<PrepareVisa>(command);
}

void run_repair_command(Context& context, Command const& command)
{
    if (auto const* const rotate = std::get_if<PrepareRotation>(&command))
        prepare_rotation(context, rotate->compartment);
    else if (std::holds_alternative<PrepareOldKeys>(command))
        prepare_old_keys(context);
    else if (std::holds_alternative<PrepareLogKey>(command))
        prepare_log_key(context);
    else if (auto const* const reader = std::get_if<PrepareLogRole>(&command))
        prepare_log_role(context, reader->member);
    else
        prepare_visa(context);
}

}  // namespace huisclos::app
