#include <algorithm>

#include "core/app/council_devices.hpp"
#include "core/app/council_week.hpp"
#include "core/app/draft_act.hpp"
#include "core/app/facts.hpp"
#include "core/app/kept_forms.hpp"
#include "core/app/session_impl.hpp"
#include "core/app/situation_report.hpp"
#include "core/app/typed_over.hpp"

// Commands: moving about, those of the session itself, and who deals with the others.

namespace huisclos::app {

namespace {

constexpr std::size_t k_most_history = 50;
constexpr std::uint8_t k_last_founding_step = 4;

std::optional<RecordId> situation_of(Route const& route)
{
    auto const* const situations = std::get_if<SituationsRoute>(&route);
    return situations == nullptr ? std::nullopt : situations->situation;
}

/// Another tab of a sheet is the same place, and so is another group of a list.
bool is_same_place(Route const& one, Route const& other)
{
    return one.index() == other.index() && situation_of(one) == situation_of(other);
}

/// What is said while a sheet opens is about that one, and what is said of an invitation about their list.
bool speaks_of_place(Command const& command)
{
    bool const moves = std::holds_alternative<Go>(command) || std::holds_alternative<GoBack>(command);
    bool const invites = std::holds_alternative<SendInvite>(command) || std::holds_alternative<CancelInvite>(command);
    return moves || invites || is_situation_command(command);
}

/// Where one was before, which is where one is then; Home when that is known no more.
Route take_last_place(Context& context)
{
    auto back = Route{HomeRoute{}};
    if (context.history.empty())
        return back;
    back = std::move(context.history.back());
    context.history.pop_back();
    return back;
}

/// That the form of an invitation was opened for a function is nothing that anybody typed.
void leave_asked_function(Context& context)
{
    auto const* const left = std::get_if<MembersRoute>(&context.route);
    auto& invite = context.acts.invite;
    if (left == nullptr || !left->function || invite.profile != *left->function)
        return;
    auto typed = invite;
    typed.profile = 0;
    if (!is_begun(typed))
        invite.profile = 0;
}

}  // namespace

Task<bool> App::Impl::run_command(Command command)
{
    bool const is_in = m_session && m_session->is_in;
    if (is_in)
        co_return co_await run_inside(std::move(command));
    co_return co_await run_outside(std::move(command));
}

/// Without a vault there is only the founding assistant.
Task<bool> App::Impl::run_outside(Command command)
{
    if (!m_founding)
        co_return false;
    // What lies behind a form does not turn over unseen.
    bool const moves = std::holds_alternative<Go>(command) || std::holds_alternative<GoBack>(command);
    if (moves && m_form.kind != FormKind::None)
        co_return false;
    if (auto const* const go = std::get_if<Go>(&command)) {
        std::erase_if(m_founding->errors, [](auto const& error) { return error.first == 0; });
        auto const* const step = std::get_if<FoundingRoute>(&go->route);
        if (step == nullptr)
            co_return true;
        auto const wanted = std::min(step->step, k_last_founding_step);
        auto const texts = m_door.store ? TextsAsked::Both : TextsAsked::Begun;
        // No further than the first step that is wrong.
        while (m_founding->step < wanted && may_leave_step(*m_founding, paris_date(now()), texts))
            m_founding->go_to(static_cast<std::uint8_t>(m_founding->step + 1));
        if (wanted < m_founding->step)
            m_founding->go_to(wanted);
        co_return true;
    }
    if (std::holds_alternative<GoBack>(command)) {
        if (m_founding->step > 0) {
            --m_founding->step;
        } else {
            replace_founding(m_founding, std::nullopt);
            show_first_door();
        }
        co_return true;
    }
    if (std::holds_alternative<Found>(command)) {
        show_found_texts();
        co_return true;
    }
    if (std::holds_alternative<OpenFoundingLink>(command)) {
        open_founding_link();
        co_return true;
    }
    co_return edit_founding(*m_founding, command, paris_date(now()));
}

Task<bool> App::Impl::dispatch_command(Command command)
{
    auto& context = *m_session->context;
    bool done = true;
    if (auto const* const go = std::get_if<Go>(&command)) {
        done = co_await navigate(go->route, true);
    } else if (std::holds_alternative<GoBack>(command)) {
        done = co_await navigate(take_last_place(context), false);
    } else if (std::holds_alternative<LeaveReport>(command)) {
        context.situations.report = ReportDraft{};
        auto place = context.route;
        while (std::holds_alternative<ReportRoute>(place))
            place = take_last_place(context);
        done = co_await navigate(std::move(place), false);
    } else if (auto const* const alarm = std::get_if<AcknowledgeAlarm>(&command)) {
        done = co_await acknowledge(alarm->index);
    } else if (auto const* const edit = std::get_if<GiveUpEdit>(&command)) {
        auto const given_up = co_await context.vault.give_up(edit->number);
        if (!given_up)
            say_error(context, given_up.error());
    } else if (auto const* const place = std::get_if<FollowStore>(&command)) {
        auto url = place->url;
        done = co_await follow_store(std::move(url));
    } else if (std::holds_alternative<ReturnToFormerStore>(command)) {
        done = co_await return_to_former_store();
    } else if (!run_own(command)) {
        if (is_situation_command(command))
            done = co_await run_situation_command(&context, std::move(command));
        else if (is_council_command(command))
            done = co_await run_council_command(&context, std::move(command));
    }
    co_return done;
}

Task<bool> App::Impl::run_inside(Command command)
{
    auto& context = *m_session->context;
    auto const pace = pace_of(command);
    auto const shown = context.route;
    auto const said_before = m_session->toasts.last();
    m_session->toasts.begin(
        command.index(), speaks_of_place(command) ? Toasts::About::Place : Toasts::About::Everything);
    bool const done = co_await dispatch_command(std::move(command));
    (void)co_await keep_after(&context, pace);
    m_session->toasts.end();
    // What is prepared shows the act.
    if (context.route != shown) {
        m_session->toasts.forget_refusals(said_before);
        m_session->toasts.forget_offers(said_before);
    }
    if (!is_same_place(context.route, shown))
        m_session->toasts.forget_place(said_before);
    refresh_index();
    context.changed();
    show_pending_signature();
    show_lost_device();
    if (std::exchange(context.wants_push, false))
        after_edit();
    co_return done;
}

Task<bool> App::Impl::navigate(Route route, bool remember)
{
    auto& context = *m_session->context;
    auto const* const list = std::get_if<SituationsRoute>(&route);
    if (route == context.route || std::holds_alternative<FoundingRoute>(route)) {
        if (list != nullptr)
            (void)co_await open_lists(&context, *list);
        co_return false;
    }
    auto const record = situation_of(route);
    // What was typed on a sheet does not wait there for somebody to come back, an entry not added yet neither.
    bool const leaves_sheet = record != situation_of(context.route);
    if (leaves_sheet)
        forget_copied(context);
    (void)co_await autosave(&context, leaves_sheet ? Autosave::All : Autosave::Due);
    leave_fields(context);
    if (auto const left = situation_of(context.route); left && leaves_sheet) {
        context.situations.new_actions.erase(*left);
        context.situations.new_liaisons.erase(*left);
    }
    // the line of the log is on the disk before the sheet is shown.
    if (record && record != situation_of(context.route))
        (void)co_await open_sheet(&context, *record);
    // So are those of the lists.
    if (list != nullptr)
        (void)co_await open_lists(&context, *list);
    if (auto const* const report = std::get_if<ReportRoute>(&route); report != nullptr && remember)
        begin_report(context, *report);
    leave_asked_function(context);
    // A function that was chosen before stays.
    if (auto const* const members = std::get_if<MembersRoute>(&route);
        members != nullptr && members->function && context.acts.invite.profile == 0)
        context.acts.invite.profile = *members->function;
    if (std::holds_alternative<DeviceRoute>(route))
        (void)co_await acknowledge_devices(&context);
    if (remember) {
        context.history.push_back(context.route);
        if (context.history.size() > k_most_history)
            context.history.erase(context.history.begin());
    }
    context.route = std::move(route);
    m_session->toasts.forget_refusals();
    // The link opens this account to whoever has the passphrase: it does not wait on a screen that was left.
    auto& link = context.acts.device_link;
    wipe(link.data(), link.size());
    link.clear();
    context.changed();
    co_return true;
}

Task<bool> App::Impl::acknowledge(std::uint32_t index)
{
    auto& session = *m_session;
    // What a person said of the weekly words stands behind what the vault found.
    if (index == session.alarms.size()) {
        auto const noted = co_await note_week_alarm_read(&*session.context);
        if (!noted)
            session.toasts.say(Tone::Warning, door_error(noted.error()));
        co_return noted.has_value();
    }
    if (index > session.alarms.size())
        co_return false;
    // One that has grown since it was shown was not read.
    auto const& all = session.vault->knowledge().heads().alarms();
    auto const shown = std::ranges::find(all, session.alarms[index]);
    if (shown == all.end())
        co_return false;
    auto const place = static_cast<std::size_t>(shown - all.begin());
    auto const kept = co_await session.vault->acknowledge_alarm(place);
    if (!kept)
        session.toasts.say(Tone::Warning, door_error(kept.error()));
    co_return kept.has_value();
}

bool App::Impl::run_own(Command const& command)
{
    auto& session = *m_session;
    if (std::holds_alternative<SyncNow>(command)) {
        session.stays_offline = false;
        session.failures = 0;
        session.vault->ask_anew();
        session.next_poll = now();
    } else if (auto const* const toast = std::get_if<DismissToast>(&command)) {
        session.toasts.dismiss(toast->number);
    } else if (std::holds_alternative<ChangePassphrase>(command)) {
        show_kit_entry();
    } else {
        return false;
    }
    return true;
}

void App::Impl::show_pending_signature()
{
    auto& context = *m_session->context;
    auto const& signature = context.signature;
    if (!signature || m_form.kind != FormKind::None)
        return;
    // Nobody types a passphrase for what would not be signed.
    if (auto stopped = why_write_stopped(context, signature->writes); !stopped.empty()) {
        context.signature.reset();
        context.toasts.say(Tone::Error, std::move(stopped));
        context.changed();
        return;
    }
    FormView form;
    form.kind = FormKind::SignAct;
    form.over_app = true;
    form.title = signature->title;
    form.intro = {phrase(signature->intro)};
    form.intro.insert(form.intro.end(), signature->notes.begin(), signature->notes.end());
    form.user = name_of_space();
    form.lines = signature->lines;
    show(std::move(form));
}

}  // namespace huisclos::app
