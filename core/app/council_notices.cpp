#include "core/app/council_notices.hpp"

#include "core/app/council_floor.hpp"
#include "core/app/council_let_in.hpp"
#include "core/app/council_lost_acts.hpp"
#include "core/app/council_lost_ops.hpp"
#include "core/app/council_week.hpp"
#include "core/app/facts.hpp"
#include "core/app/store_place.hpp"

namespace huisclos::app {

namespace {

Task<Result<void>> answer_notice(Context* context, Command command)
{
    if (auto const* const act = std::get_if<SetActAside>(&command))
        co_return co_await set_aside(context, act->act);
    if (auto const* const op = std::get_if<SetOpAside>(&command))
        co_return co_await set_op_aside(context, *op);
    if (auto const* const ops = std::get_if<SetOpsAside>(&command))
        co_return co_await set_ops_aside(context, ops->act);
    if (auto const* const week = std::get_if<AnswerWeek>(&command))
        co_return co_await answer_week(context, week->answer);
    if (auto const* const tip = std::get_if<NoteFloorTip>(&command))
        co_return co_await note_floor_tip(context, tip->act);
    if (auto const* const place = std::get_if<KeepStorePlace>(&command))
        co_return co_await keep_present_place(context, place->act);
    co_return co_await forget_let_in(context);
}

}  // namespace

bool is_notice_command(Command const& command)
{
    return std::holds_alternative<SetActAside>(command) || std::holds_alternative<SetOpAside>(command) ||
           std::holds_alternative<SetOpsAside>(command) || std::holds_alternative<ReadWhoLetIn>(command) ||
           std::holds_alternative<AnswerWeek>(command) || std::holds_alternative<NoteFloorTip>(command) ||
           std::holds_alternative<KeepStorePlace>(command);
}

Task<bool> run_notice_command(Context* context, Command command)
{
    auto const answered = co_await answer_notice(context, std::move(command));
    if (!answered)
        say_error(*context, answered.error());
    co_return true;
}

}  // namespace huisclos::app
