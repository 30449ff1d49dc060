#include "core/app/council_commands.hpp"

#include <algorithm>

#include "core/app/council_again.hpp"
#include "core/app/council_audit.hpp"
#include "core/app/council_clone.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_floor.hpp"
#include "core/app/council_fork.hpp"
#include "core/app/council_grants.hpp"
#include "core/app/council_lost_acts.hpp"
#include "core/app/council_lost_ops.hpp"
#include "core/app/council_notices.hpp"
#include "core/app/council_record_words.hpp"
#include "core/app/council_store.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/kept_act.hpp"
#include "core/app/new_record.hpp"
#include "core/app/planned_invites.hpp"
#include "core/app/situation_write.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::app {

namespace {

void edit_invite(Context& context, EditInvite const& command)
{
    auto& draft = context.acts.invite;
    draft.errors.erase(command.field);
    switch (command.field) {
    case invite_field::k_name:
        draft.name = command.value.text;
        break;
    case invite_field::k_quality:
        draft.quality = first_code(command.value);
        draft.errors.erase(invite_field::k_profile);
        break;
    case invite_field::k_organisation:
        draft.organisation = command.value.text;
        break;
    case invite_field::k_profile:
        draft.profile = first_code(command.value);
        break;
    case invite_field::k_restricted:
        draft.restricted = first_code(command.value) != 0;
        break;
    default:
        break;
    }
    context.changed();
}

void choose_invite_group(Context& context, ChooseInviteGroup const& command)
{
    auto const groups = context.map().groups;
    if (command.index < groups.size()) {
        auto const id = groups[command.index].group;
        command.chosen ? (void)context.acts.invite.groups.insert(id) : (void)context.acts.invite.groups.erase(id);
    }
    context.changed();
}

}  // namespace

void add_end_of_mandate(Context const& context, DraftChange& change, std::vector<MemberId> gone)
{
    for (auto const& member : gone) {
        auto const* const known = context.council.member(member);
        if (known == nullptr || !context.map().directory)
            continue;
        FieldChange const end{
            .type = domain::RecordType::Membre,
            .field = domain::membre_field::k_fin,
            .now = said_value(context.today()),
            .former = said_value(known->fin),
            .subject = plain_name(context, member),
            .council = {},
            .member = member};
        // Below the line that says that he is removed: of a change about nobody alone, another one.
        if (change.member != member)
            change.details.push_back(say_removal(context, member));
        change.details.push_back(say_field_change(end));
    }
    change.records = [gone = std::move(gone)](Context& later) {
        auto const map = later.map();
        std::vector<sync::RecordWrite> writes;
        for (auto const& member : gone) {
            auto const* const known = later.council.member(member);
            if (map.directory && known != nullptr)
                writes.push_back(set_fields(
                    *map.directory, known->record, {{domain::membre_field::k_fin, encode_date(later.today())}}));
        }
        return writes;
    };
}

void prepare_removal(Context& context, MemberId const& member)
{
    auto const* const known = context.registry().member(member);
    auto ops = removal_ops(member, context.vault.knowledge().cards().names_of(member));
    if (known == nullptr || !may_remove(context, ops))
        return;
    DraftChange change;
    change.text = say_removal(context, member);
    change.ops = std::move(ops);
    change.member = member;
    add_end_of_mandate(context, change, {member});
    add_log_key(context, change, member);
    add_change(context, std::move(change));
    context.route = ActsRoute{};
}

namespace {

Task<bool> grant_keys(Context* context, GrantMissingKeys command)
{
    auto const given = co_await grant_key(context, command.compartment, command.member);
    auto const result = given ? law::LogResult::Ok : law::LogResult::Refused;
    (void)co_await log_line(context, law::LogEntry{law::LogAction::Key, {}, result}, command.compartment);
    if (!given)
        say_error(*context, given.error());
    else
        context->toasts.say(Tone::Success, phrase("council.grant.sent"));
    context->wants_push = true;
    context->changed();
    co_return true;
}

Task<Result<void>> nothing_more(sync::OpenIdentity* /*identity*/)
{
    co_return Result<void>{};
}

/// Typing the passphrase chosen elsewhere is all that is to be done: the device's copy of the account follows it.
void ask_new_passphrase(Context& context)
{
    PendingSignature signature;
    signature.title = phrase("council.passphrase.title");
    signature.lines = {{.label = {}, .text = phrase("council.passphrase.line")}};
    signature.writes = SignatureWrites::Nothing;
    signature.sign = nothing_more;
    context.signature = std::move(signature);
    context.changed();
}

/// Those that need no waiting. False: not one of them.
bool run_at_once(Context& context, Command const& command)
{
    if (auto const* const edit = std::get_if<EditInvite>(&command))
        edit_invite(context, *edit);
    else if (auto const* const again = std::get_if<InviteAgain>(&command))
        invite_again(context, again->invite);
    else if (auto const* const choose = std::get_if<ChooseInviteGroup>(&command))
        choose_invite_group(context, *choose);
    else if (auto const* const join = std::get_if<PrepareJoinGroup>(&command))
        prepare_join(context, *join);
    else if (auto const* const leave = std::get_if<PrepareLeaveGroup>(&command))
        prepare_leave(context, *leave);
    else if (auto const* const enter = std::get_if<PrepareJoinRestricted>(&command))
        prepare_join_restricted(context, enter->member);
    else if (auto const* const quit = std::get_if<PrepareLeaveRestricted>(&command))
        prepare_leave_restricted(context, quit->member);
    else if (is_text_command(command))
        run_text_command(context, command);
    else if (is_composition_command(command))
        run_composition_command(context, command);
    else if (auto const* const remove = std::get_if<PrepareRemoveMember>(&command))
        prepare_removal(context, remove->member);
    else if (auto const* const group = std::get_if<EditNewGroup>(&command))
        edit_group(context, *group);
    else if (std::holds_alternative<PrepareNewGroup>(command))
        prepare_new_group(context);
    else if (is_repair_command(command))
        run_repair_command(context, command);
    else if (auto const* const act = std::get_if<PrepareSignAgain>(&command))
        prepare_act_again(context, act->act);
    else if (auto const* const op = std::get_if<PrepareOpAgain>(&command))
        prepare_op_again(context, *op);
    else if (std::holds_alternative<ShowEarlierActs>(command)) {
        context.acts.acts_shown += k_acts_shown;
        context.changed();
    } else if (auto const* const drop = std::get_if<DropChange>(&command)) {
        std::erase_if(context.acts.draft, [drop](DraftChange const& change) { return change.id == drop->id; });
        context.toasts.forget_refusals();
        context.changed();
    } else if (std::holds_alternative<LearnPassphrase>(command))
        ask_new_passphrase(context);
    else if (is_store_command(command))
        run_store_command(context, command);
    else if (is_device_command(command))
        run_device_command(context, command);
    else if (auto const* const accept = std::get_if<AcceptText>(&command))
        ask_signature_of_texts(context, accept->what);
    else if (std::holds_alternative<HideDeviceLink>(command)) {
        wipe(context.acts.device_link.data(), context.acts.device_link.size());
        context.acts.device_link.clear();
        context.changed();
    } else
        return false;
    return true;
}

/// What a new device of the same member needs beside the passphrase (docs/protocol.md 3.12).
Task<bool> show_device_link(Context* context)
{
    auto secret = co_await context->vault.local().account_secret();
    if (!secret) {
        say_error(*context, secret.error());
        co_return true;
    }
    ledger::DeviceLink link;
    link.store = context->vault.keys().address;
    link.vault = context->vault.id();
    link.account_secret = std::move(*secret);
    link.floor = ledger::Floor{context->vault.knowledge().registry()->tips(), context->now()};
    context->acts.device_link = ledger::encode_link(context->bundle_address, ledger::Link(std::move(link)));
    context->changed();
    co_return true;
}

bool needs_waiting(Command const& command)
{
    return std::holds_alternative<ShowDeviceLink>(command) || std::holds_alternative<SendInvite>(command) ||
           std::holds_alternative<CancelInvite>(command) || std::holds_alternative<AcceptInvite>(command) ||
           std::holds_alternative<TakeClaimedName>(command) || std::holds_alternative<GrantMissingKeys>(command) ||
           std::holds_alternative<DropPlannedInvite>(command) || std::holds_alternative<WriteOverOwnHead>(command) ||
           std::holds_alternative<SignDraft>(command) || std::holds_alternative<HoldAct>(command) ||
           std::holds_alternative<NoteMemberDevices>(command) || is_notice_command(command);
}

}  // namespace

bool is_council_command(Command const& command)
{
    return needs_waiting(command) || is_text_command(command) || is_composition_command(command) ||
           is_store_command(command) || is_device_command(command) || is_repair_command(command) ||
           std::visit(
               []<typename T>(T const&) {
                   return std::is_same_v<T, EditInvite> || std::is_same_v<T, ChooseInviteGroup> ||
                          std::is_same_v<T, InviteAgain> || std::is_same_v<T, PrepareJoinGroup> ||
                          std::is_same_v<T, PrepareLeaveGroup> || std::is_same_v<T, PrepareJoinRestricted> ||
                          std::is_same_v<T, PrepareLeaveRestricted> || std::is_same_v<T, PrepareRemoveMember> ||
                          std::is_same_v<T, EditNewGroup> || std::is_same_v<T, PrepareNewGroup> ||
                          std::is_same_v<T, PrepareSignAgain> || std::is_same_v<T, PrepareOpAgain> ||
                          std::is_same_v<T, ShowEarlierActs> || std::is_same_v<T, DropChange> ||
                          std::is_same_v<T, AcceptText> || std::is_same_v<T, HideDeviceLink> ||
                          std::is_same_v<T, LearnPassphrase>;
               },
               command);
}

namespace {

Task<bool> run_and_wait(Context* context, Command command)
{
    if (run_at_once(*context, command))
        co_return true;
    if (std::holds_alternative<SendInvite>(command))
        co_return co_await send_invite(context);
    if (std::holds_alternative<SignDraft>(command)) {
        bool const is_renewed = co_await renew_corrections(context);
        if (!is_renewed || !context->acts.draft.empty())
            ask_signature_of_draft(*context);
        co_return true;
    }
    if (std::holds_alternative<WriteOverOwnHead>(command))
        co_return co_await write_over_own_head(context);
    if (auto const* const cancel = std::get_if<CancelInvite>(&command))
        co_return co_await cancel_invite(context, cancel->invite);
    if (auto const* const accept = std::get_if<AcceptInvite>(&command))
        co_return co_await accept_invite(context, accept->invite);
    if (auto const* const claimed = std::get_if<TakeClaimedName>(&command))
        co_return co_await take_claimed_name(context, claimed->invite);
    if (auto const* const planned = std::get_if<DropPlannedInvite>(&command))
        co_return co_await drop_planned(context, planned->index);
    if (std::holds_alternative<ShowDeviceLink>(command))
        co_return co_await show_device_link(context);
    if (auto const* const grant = std::get_if<GrantMissingKeys>(&command))
        co_return co_await grant_keys(context, *grant);
    if (auto const* const holds = std::get_if<HoldAct>(&command))
        co_return co_await hold_act(context, holds->act);
    if (auto const* const theirs = std::get_if<NoteMemberDevices>(&command))
        co_return co_await acknowledge_member_devices(context, *theirs);
    if (is_notice_command(command))
        co_return co_await run_notice_command(context, std::move(command));
    co_return false;
}

}  // namespace

Task<bool> run_council_command(Context* context, Command command)
{
    if (!context->has_registry())
        co_return true;
    auto const asked = asked_by(*context, command);
    auto const last_change = context->acts.last_change;
    auto const done = co_await run_and_wait(context, std::move(command));
    note_asked(*context, last_change, asked);
    co_return done;
}

}  // namespace huisclos::app
