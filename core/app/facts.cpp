#include "core/app/facts.hpp"

#include <algorithm>

#include "core/app/council_acts.hpp"
#include "core/app/council_week.hpp"
#include "core/app/council_words.hpp"
#include "core/app/shown_time.hpp"

namespace huisclos::app {

namespace {

bool accepts(Context const& context, MemberId const& member, ledger::AcceptedText what)
{
    auto const* const card = context.vault.knowledge().cards().current(member);
    return card != nullptr && ledger::accepts_in_force(context.registry().policy(), card->card.card, what);
}

std::string_view key_of_stop(sync::VaultStop stop)
{
    switch (stop) {
    case sync::VaultStop::None:
        return {};
    case sync::VaultStop::OwnIdentityOut:
        return "session.read_only.out";
    case sync::VaultStop::OwnDeviceOut:
        return "session.read_only.device_out";
    case sync::VaultStop::OtherVault:
        return "session.read_only.other_vault";
    case sync::VaultStop::FloorRefused:
        return "session.read_only.floor";
    }
    return "session.read_only.floor";
}

/// Where he reads the act: by whom, and when.
Phrase say_own_departure(Context const& context)
{
    auto const* const member = context.registry().member(context.vault.self());
    auto const* const act =
        member != nullptr && member->out ? context.vault.knowledge().registry()->act(member->out->act.hash) : nullptr;
    if (act == nullptr)
        return ask_whom(context, "session.read_only.out");
    return ask_whom(context, "session.read_only.out_by")
        .with("by", author_name(context, ledger::as_member(act->author)))
        .with("date", say_day(context, instant_of(act->t)));
}

}  // namespace

bool may_be_out(Context const& context)
{
    auto const& standing = context.vault.standing();
    return standing.may_be_out || standing.stop != sync::VaultStop::None;
}

bool is_mayor(Context const& context)
{
    auto const* const member = context.has_registry() ? context.registry().member(context.vault.self()) : nullptr;
    return member != nullptr && !member->is_out() && member->rank == ledger::k_mayor_rank;
}

bool has_coordinator(Context const& context)
{
    return context.has_registry() && context.registry().holder_of(k_coordinator_rank) != nullptr;
}

std::optional<law::Place> place_of(ledger::RegistryState const& state, CompartmentId const& cid)
{
    auto const* const compartment = state.compartment(cid);
    if (compartment == nullptr)
        return std::nullopt;
    auto const of = domain::compartment_class_from(compartment->shape.class_number);
    auto const formation = domain::formation_from(compartment->shape.formation);
    auto const vault = domain::vault_kind_from(static_cast<std::uint64_t>(state.vault_kind()));
    if (!of || !formation || !vault)
        return std::nullopt;
    return law::Place{*vault, *of, *formation};
}

law::ActorFacts member_facts(Context const& context, MemberId const& id, std::optional<CompartmentId> const& cid)
{
    law::ActorFacts facts;
    auto const* const member = context.registry().member(id);
    if (member == nullptr)
        return facts;
    auto const right = cid ? member->right_in(*cid) : ledger::Right{};
    facts.role = domain::role_from(right.role).value_or(domain::Role::None);
    facts.profile = right.role > 0 ? domain::profile_from(right.profile).value_or(domain::Profile::None)
                                   : profile_of(context.registry(), id);
    facts.active = !member->is_out();
    facts.ranked = !member->is_out() && member->rank < ledger::k_no_rank;
    facts.controller = !member->is_out() && member->rank == ledger::k_mayor_rank;
    facts.charter_accepted = accepts(context, id, ledger::AcceptedText::Charter);
    facts.rules_accepted = accepts(context, id, ledger::AcceptedText::RulesOfProcedure);
    return facts;
}

bool has_text_to_accept(Context const& context, law::ActorFacts const& facts)
{
    auto const is_in_force = [&context](domain::TypeTexte what) {
        return context.registry().policy().text_in_force(static_cast<std::uint64_t>(what)) != nullptr;
    };
    return (is_in_force(domain::TypeTexte::Charte) && !facts.charter_accepted) ||
           (is_in_force(domain::TypeTexte::ReglementInterieur) && !facts.rules_accepted);
}

law::GroupFacts group_facts(Context const& context, GroupId const& group)
{
    law::Facts facts;
    auto const what = static_cast<std::uint32_t>(domain::TypeTexte::ReglementInterieur);
    if (auto const* const rules = context.council.text_in_force(what))
        law::add_rules(facts, rules->proposed_by(group), rules->adoption);
    else if (auto const* const waiting = context.council.latest_text(what))
        law::add_rules(facts, waiting->proposed_by(group), Date{});
    facts.group.log_key_known = context.registry().log_key_for(utc_period(context.now())) != nullptr;
    return facts.group;
}

law::Facts facts_in(Context const& context, CompartmentId const& cid)
{
    law::Facts facts;
    facts.actor = member_facts(context, context.vault.self(), cid);
    facts.actor.active = facts.actor.active && !may_be_out(context);
    auto const* const compartment = context.registry().compartment(cid);
    if (compartment != nullptr)
        facts.group = group_facts(context, compartment->shape.group);
    return facts;
}

law::Facts facts_of_signer(Context const& context)
{
    law::Facts facts;
    facts.actor = member_facts(context, context.vault.self(), std::nullopt);
    facts.group.log_key_known = context.registry().log_key_for(utc_period(context.now())) != nullptr;
    return facts;
}

RulesState rules_state(Context const& context)
{
    auto const* const rules =
        context.council.text_in_force(static_cast<std::uint32_t>(domain::TypeTexte::ReglementInterieur));
    return rules != nullptr && rules->adoption.is_complete() ? RulesState::Adopted : RulesState::NotAdopted;
}

bool is_for_newer(Context const& context, CompartmentId const& cid)
{
    auto const* const store = context.vault.knowledge().records(cid);
    return store != nullptr && store->read_only() != ledger::ReadOnlyReason::None;
}

bool can_prepare(Context const& context, CompartmentId const& cid)
{
    auto const* const registry = context.vault.knowledge().registry();
    auto const* const epoch = registry == nullptr ? nullptr : registry->write_epoch(cid);
    return epoch != nullptr && context.vault.knowledge().keys().holds(cid, epoch->id()) && !is_for_newer(context, cid);
}

bool can_write(Context const& context, CompartmentId const& cid)
{
    return can_prepare(context, cid) && !context.vault.is_write_stopped();
}

bool can_edit(Context const& context, CompartmentId const& cid)
{
    bool const waits = context.vault.waits_for_key(cid) && !context.vault.is_write_stopped();
    return can_write(context, cid) || (waits && !is_for_newer(context, cid));
}

bool decide_or_refuse(Context& context, law::Request const& request, law::Facts const& facts)
{
    auto const decision = law::decide(request, facts);
    if (!decision.allowed) {
        context.toasts.refuse(decision);
        context.changed();
    }
    return decision.allowed;
}

PrintView print_view(law::Request const& request, law::Facts const& facts)
{
    auto const decision = law::decide(request, facts);
    return {.allowed = decision.allowed, .refusal = {decision.message, decision.article}};
}

PrintView print_of_list(
    Context const& context, std::optional<CompartmentId> const& cid, law::Place place, domain::RecordType type)
{
    law::Request const request{
        .action = law::Action::PrintList, .place = place, .type = type, .today = context.today()};
    return print_view(request, cid ? facts_in(context, *cid) : facts_of_signer(context));
}

PrintView print_of_invitations(Context const& context)
{
    return print_of_list(context, context.map().registry, law::k_registre, domain::RecordType::Invitation);
}

std::optional<RefusalView> left_out_of_print(PrintView print)
{
    return print.allowed ? std::nullopt : std::optional(std::move(print.refusal));
}

Phrase why_write_stopped(Context const& context, SignatureWrites as)
{
    auto const& vault = context.vault;
    auto const* const registry = vault.knowledge().registry();
    if (as == SignatureWrites::Nothing)
        return {};
    if (auto const key = key_of_stop(vault.standing().stop); !key.empty())
        return vault.standing().stop == sync::VaultStop::OwnIdentityOut ? say_own_departure(context)
                                                                        : ask_whom(context, key);
    if (as == SignatureWrites::AsThisDevice && vault.status().is_cloned)
        return phrase("session.read_only.cloned");
    auto const may = vault.check_continue();
    if (may)
        return {};
    if (may.error().code == ErrorCode::Local)
        return phrase("council.clone.disk");
    if (may.error().code == ErrorCode::Upgrade)
        return phrase("session.read_only.newer");
    if (registry != nullptr && !registry->fork().empty())
        return phrase("session.read_only.contest");
    return phrase(is_held_by_week(context) ? "session.read_only.week" : "session.read_only.alarm");
}

namespace {

/// What stops all writing is said instead of what it made of one.
bool comes_of_stop(ErrorCode code)
{
    return code == ErrorCode::Fork || code == ErrorCode::Rollback || code == ErrorCode::Clone ||
           code == ErrorCode::Upgrade;
}

}  // namespace

void say_error(Context& context, Error error)
{
    if (auto stopped = why_write_stopped(context); comes_of_stop(error.code) && !stopped.empty()) {
        context.toasts.say(Tone::Error, std::move(stopped));
        context.changed();
        return;
    }
    auto const key = [&]() -> std::string_view {
        switch (error.code) {
        case ErrorCode::Local:
            return "app.error.disk";
        case ErrorCode::NoKey:
            return "app.error.waits_for_key";
        case ErrorCode::Store:
            return "app.error.store";
        case ErrorCode::Refused:
            return "app.error.token";
        case ErrorCode::Fork:
        case ErrorCode::Rollback:
            return "app.error.alarm";
        case ErrorCode::Clone:
            return "session.read_only.cloned";
        case ErrorCode::Upgrade:
            return "app.error.upgrade";
        case ErrorCode::Rights:
            return "app.error.rights";
        case ErrorCode::Memory:
            return "app.error.memory";
        case ErrorCode::Input:
            return "app.error.input";
        default:
            return "app.error.other";
        }
    }();
    context.toasts.say(Tone::Error, phrase(key).with("code", std::int64_t{static_cast<std::int64_t>(error.code)}));
    context.changed();
}

ledger::JournalEntry journal_entry(Context const& context, law::LogEntry const& entry, CompartmentId const& cid)
{
    ledger::JournalEntry line;
    line.t = static_cast<std::uint64_t>(context.now().ms);
    line.action = entry.action;
    if (!entry.object.is_zero())
        line.object = entry.object;
    line.cid = cid;
    line.result = entry.result;
    return line;
}

}  // namespace huisclos::app
