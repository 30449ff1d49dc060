// Commands about situations: each is decided by the law, traced, then written. Who does it is found here; fields,
// status, actions and liaison, reports, and what is saved by itself have their own files.

#include <utility>

#include "core/app/element_drafts.hpp"
#include "core/app/founding_internal.hpp"
#include "core/app/situation_corrections.hpp"
#include "core/app/situation_elements.hpp"
#include "core/app/situation_entries.hpp"
#include "core/app/situation_report.hpp"
#include "core/app/situation_status.hpp"
#include "core/app/situation_write.hpp"
#include "core/app/typed_over.hpp"

namespace huisclos::app {

namespace {

void type_field(Context& context, TypeField const& command)
{
    auto const key = std::pair(command.record, command.field);
    if (founding::clean(command.text).empty() && is_entry(command.field)) {
        // An entry of which nothing is left is none.
        context.situations.typed.erase(key);
        context.situations.errors.erase(key);
        leave_field(context, key);
        return;
    }
    begin_typing(context, key);
    auto& typed = context.situations.typed.try_emplace(key, TypedText{{}, context.now()}).first->second;
    if (std::exchange(typed.is_refused, false))
        typed.since = context.now();
    typed.text = command.text;
    context.changed();
}

bool run_at_once(Context& context, Command const& command)
{
    auto& state = context.situations;
    if (auto const* const filter = std::get_if<SetFilter>(&command))
        state.filters.insert_or_assign(filter->filter, filter->option);
    else if (auto const* const search = std::get_if<SetSearch>(&command))
        state.search = search->text;
    else if (auto const* const typed = std::get_if<TypeField>(&command))
        type_field(context, *typed);
    else if (auto const* const action = std::get_if<EditNewAction>(&command))
        edit_new_action(context, *action);
    else if (auto const* const left = std::get_if<LeaveNewAction>(&command))
        state.new_actions.erase(left->record);
    else if (auto const* const part = std::get_if<EditAction>(&command))
        edit_action(context, *part);
    else if (auto const* const entry = std::get_if<EditEntry>(&command))
        edit_entry(context, *entry);
    else if (auto const* const liaison = std::get_if<EditNewLiaison>(&command))
        edit_new_liaison(context, *liaison);
    else if (auto const* const unasked = std::get_if<LeaveNewLiaison>(&command))
        state.new_liaisons.erase(unasked->record);
    else if (auto const* const edit = std::get_if<EditReport>(&command))
        edit_report(context, *edit);
    else if (auto const* const group = std::get_if<ChooseReportGroup>(&command))
        choose_report_group(context, group->index);
    else
        return false;
    context.changed();
    return true;
}

template <typename... Ts>
bool is_one_of(Command const& command)
{
    return (std::holds_alternative<Ts>(command) || ...);
}

}  // namespace

bool is_situation_command(Command const& command)
{
    return is_one_of<
        SetFilter, SetSearch, TypeField, SetField, ResolveConflict, CopyValue, SetStatus, EditReport, ChooseReportGroup,
        SendReport, EditNewAction, LeaveNewAction, AddAction, EditAction, CorrectAction, LeaveAction, WithdrawAction,
        KeepAction, EditEntry, CorrectEntry, LeaveEntry, EditNewLiaison, LeaveNewLiaison, AskLiaison, AnswerLiaison>(
        command);
}

namespace {

Task<bool> end_correction(Context* context, Command command)
{
    if (auto const* const correction = std::get_if<CorrectAction>(&command))
        (void)co_await correct_action(context, *correction);
    else if (auto const* const withdrawal = std::get_if<WithdrawAction>(&command))
        (void)co_await withdraw_action(context, *withdrawal);
    else if (auto const* const version = std::get_if<KeepAction>(&command))
        (void)co_await keep_action(context, *version);
    else if (auto const* const entry = std::get_if<CorrectEntry>(&command))
        (void)co_await correct_entry(context, *entry);
    else if (std::holds_alternative<LeaveAction>(command))
        leave_action(*context);
    else
        leave_entry(*context);
    co_return true;
}

}  // namespace

Task<bool> run_situation_command(Context* context, Command command)
{
    if (auto const* const search = std::get_if<SetSearch>(&command); search != nullptr && context->has_registry()) {
        auto const logged = co_await log_search(context, search->text);
        if (!logged)
            co_return true;
    }
    if (!context->has_registry() || run_at_once(*context, command))
        co_return true;
    if (auto* const set = std::get_if<SetField>(&command))
        co_return co_await set_field(context, std::move(*set), Typing::Ends);
    if (auto* const conflict = std::get_if<ResolveConflict>(&command))
        co_return co_await resolve(context, *conflict);
    if (auto* const copy = std::get_if<CopyValue>(&command))
        co_return co_await copy_value(context, std::move(*copy));
    if (auto* const status = std::get_if<SetStatus>(&command))
        co_return co_await set_status(context, *status);
    if (auto* const action = std::get_if<AddAction>(&command))
        co_return co_await add_action(context, action->record);
    if (is_one_of<CorrectAction, LeaveAction, WithdrawAction, KeepAction, CorrectEntry, LeaveEntry>(command))
        co_return co_await end_correction(context, std::move(command));
    if (auto* const question = std::get_if<AskLiaison>(&command))
        co_return co_await ask_liaison(context, question->record);
    if (auto* const answer = std::get_if<AnswerLiaison>(&command))
        co_return co_await answer_liaison(context, *answer);
    if (std::holds_alternative<SendReport>(command))
        co_return co_await send_report(context);
    co_return false;
}

}  // namespace huisclos::app
