#include <algorithm>

#include "core/app/anomalies.hpp"
#include "core/app/awaited.hpp"
#include "core/app/components.hpp"
#include "core/app/council_fork.hpp"
#include "core/app/council_week.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/session_impl.hpp"
#include "core/app/waiting_words.hpp"
#include "core/domain/profile_table.hpp"

// The frame around screens, Home, About; and which presenter makes the view of the route.

namespace huisclos::app {

namespace {

/// That of the project (CMakeLists.txt).
constexpr std::string_view k_version = "0.1.0";

/// Of this device no head is told as rolled back (a copy is E_CLONE): what the store has of its account is.
std::string_view alarm_key(sync::Alarm const& alarm, DeviceId const& device)
{
    switch (alarm.code) {
    case ErrorCode::Fork:
        if (alarm.device.is_zero())
            return "session.alarm.fork_registry";
        return alarm.chain.is_zero() ? "session.alarm.fork" : "session.alarm.fork_chain";
    case ErrorCode::Rollback:
        return alarm.device == device ? "session.alarm.rollback_account" : "session.alarm.rollback";
    case ErrorCode::Stale:
        return "session.alarm.stale";
    case ErrorCode::Clone:
        return "session.alarm.clone";
    case ErrorCode::Vault:
        return "session.alarm.vault";
    case ErrorCode::Signature:
        return "session.alarm.signature";
    case ErrorCode::Op:
        return alarm.author.is_zero() ? "session.alarm.other" : "session.alarm.former_key";
    default:
        return "session.alarm.other";
    }
}

/// Who signed what an alarm is about, or whose device it is; the store itself when it is about none.
std::string alarm_subject(Context const& context, sync::Alarm const& alarm)
{
    auto const owner = context.vault.knowledge().cards().find_device(alarm.device);
    auto const* const member = !alarm.author.is_zero() ? context.council.member(alarm.author)
                               : owner                 ? context.council.member(owner->member)
                                                       : nullptr;
    return member == nullptr ? std::string{} : member->nom;
}

/// What is late or broken stands before what waits, and that before what is only told.
int urgency(Tone tone)
{
    return tone == Tone::Error ? 0 : tone == Tone::Warning ? 1 : 2;
}

std::vector<sync::Alarm> unread_alarms(Context const& context)
{
    std::vector<sync::Alarm> unread;
    std::ranges::copy_if(
        context.vault.knowledge().heads().alarms(), std::back_inserter(unread),
        [](sync::Alarm const& alarm) { return !alarm.is_read; });
    // What is to be chosen there is read there.
    bool const is_contested = context.has_registry() && !context.vault.knowledge().registry()->fork().empty();
    std::erase_if(unread, [is_contested](sync::Alarm const& alarm) {
        return is_contested && alarm.code == ErrorCode::Fork && alarm.device.is_zero();
    });
    return unread;
}

Phrase say_alarm(Context const& context, sync::Alarm const& alarm)
{
    auto who = alarm_subject(context, alarm);
    auto said = phrase(alarm_key(alarm, context.vault.device())).with("helper", whom_to_ask(context));
    if (!alarm.author.is_zero())
        said.with("place", say_place(context, alarm.chain));
    if (who.empty())
        said.with("who", TextRef{alarm.author.is_zero() ? "session.alarm.somebody" : "session.alarm.unknown_signer"});
    else
        said.with("who", std::move(who));
    return said;
}

/// Why nothing can be written here; empty when it can.
std::optional<Phrase> why_read_only(Context const& context)
{
    bool const is_in = context.has_registry() && context.registry().member(context.vault.self()) != nullptr;
    if (context.vault.standing().stop == sync::VaultStop::None && !is_in)
        return ask_whom(context, "session.read_only.out");
    auto stopped = why_write_stopped(context);
    return stopped.empty() ? std::nullopt : std::optional(std::move(stopped));
}

void add_ways_out(Context const& context, ContestsView& contests)
{
    auto const cannot = [](ContestedActView const& act) {
        return !act.why_cannot.empty();
    };
    for (auto& contest : contests.each) {
        if (std::ranges::any_of(contest.acts, cannot))
            contest.way_out = ask_whom(context, "session.contest.way_out");
    }
}

bool reads(Context const& context, std::optional<CompartmentId> const& cid)
{
    auto const* const member = context.has_registry() ? context.registry().member(context.vault.self()) : nullptr;
    return cid && member != nullptr && context.registry().reads(*member, *cid);
}

bool may_report_in(Context const& context, CompartmentId const& cid)
{
    auto const* const member = context.registry().member(context.vault.self());
    if (member == nullptr || member->is_out())
        return false;
    auto const right = member->right_in(cid);
    auto const profile = domain::profile_from(right.profile).value_or(domain::Profile::None);
    auto const permit = domain::permits(
        context.registry().policy().rules, domain::CompartmentClass::Nominatif, profile, domain::op_kind::k_create,
        domain::RecordType::Signalement, 0);
    return right.role >= static_cast<std::uint8_t>(domain::Role::Contribute) && permit && *permit != domain::Permit::No;
}

FieldView fact(std::string_view label, Phrase value)
{
    FieldView view;
    view.label = phrase(label);
    view.value = std::move(value);
    return view;
}

bool is_closed(Context const& context)
{
    return may_be_out(context) || context.vault.status().heads_closed;
}

/// Its state, then how much is not sent: as Home and « Cet appareil » say it. Where what others write does not open any
/// more, what was written here may not open there: that nothing waits is no comfort.
std::vector<FieldView> sync_facts(Context const& context, SyncView const& sync)
{
    auto const count = [](std::uint32_t n) {
        return phrase("session.home.store.pending_count").with("n", std::int64_t{n});
    };
    std::vector<FieldView> facts{
        fact("session.home.store.state", sync.label),
        fact(
            "session.home.store.pending", is_closed(context) && sync.pending == 0
                                              ? phrase("session.home.store.pending_closed")
                                              : count(sync.pending))};
    if (sync.waiting > 0)
        facts.push_back(fact("session.home.store.waiting", count(sync.waiting)));
    return facts;
}

template <typename Kind>
bool is_at(Route const& route)
{
    return std::holds_alternative<Kind>(route);
}

}  // namespace

Views const& App::Impl::views()
{
    if (m_session && !m_locked)
        refresh_index();
    auto const wanted = version();
    if (m_views_version == wanted)
        return m_views;
    m_views_version = wanted;
    wipe_form(m_views.form);
    m_views = {};
    m_views.form = m_form;
    // A link takes the place of a draft that came by one without a question: who has it can open it again. That it is
    // gone is not seen when the page is only loaded again.
    m_views.form.guards_leaving = m_founding && (would_be_lost(*m_founding) || m_founding->by_link);
    if (m_locked)
        return m_views;
    if (m_session && m_session->is_in) {
        present_session(m_views);
    } else if (m_founding) {
        m_views.route = FoundingRoute{m_founding->step};
        m_views.founding = present_founding(*m_founding, m_door.store.has_value(), m_bundle, paris_date(now()));
    }
    return m_views;
}

void App::Impl::present_session(Views& views)
{
    auto const& context = *m_session->context;
    views.signed_in = true;
    views.route = context.route;
    bool const is_home = is_at<HomeRoute>(context.route);
    // Home reads every sheet: elsewhere its figure is made again only when the vault has moved.
    if (is_home || m_session->badge_version != m_session->vault->version()) {
        auto home = present_home();
        m_session->home_badge = 0;
        for (auto const& todo : home.todo)
            m_session->home_badge += todo.waiting;
        m_session->badge_version = m_session->vault->version();
        if (is_home)
            views.home = std::move(home);
    }
    views.shell = present_shell();
    if (auto const* const situations = std::get_if<SituationsRoute>(&context.route)) {
        views.situations = present_situations(context);
        if (situations->situation)
            views.sheet = present_sheet(context);
        if (views.sheet)
            views.sheet->made = m_views_version;
    } else if (is_at<ReportRoute>(context.route)) {
        views.report = present_report(context);
    } else if (is_at<GroupsRoute>(context.route)) {
        views.groups = present_groups(context);
    } else if (is_at<MembersRoute>(context.route)) {
        views.members = present_members(context);
    } else if (is_at<CouncilRoute>(context.route)) {
        views.council = present_council(context);
    } else if (is_at<ActsRoute>(context.route)) {
        views.acts = present_acts(context);
    } else if (is_at<TextsRoute>(context.route)) {
        views.texts = present_texts(context);
    } else if (is_at<DeviceRoute>(context.route)) {
        views.device = present_device(context);
        auto const told = sync_facts(context, present_sync());
        views.device->fields.insert(views.device->fields.begin(), told.begin(), told.end());
    } else if (is_at<AboutRoute>(context.route)) {
        views.about = present_about();
    }
}

ShellView App::Impl::present_shell()
{
    auto& session = *m_session;
    auto const& context = *session.context;
    auto const& vault = *session.vault;
    ShellView shell;
    shell.council = session.council.council_name();
    auto const& instance = session.council.instance();
    shell.is_intercommunal = instance && instance->type == domain::TypeInstance::Cispd;
    if (auto const* const me = session.council.member(vault.self())) {
        shell.member_name = me->nom;
        if (me->qualite)
            shell.member_quality = phrase(domain::text_key(*me->qualite));
    }
    shell.navigation = present_navigation();
    shell.sync = present_sync();
    add_anomalies(context, shell.sync);
    shell.toasts = session.toasts.shown();
    shell.copied = context.situations.copied;
    shell.can_go_back = !context.history.empty();
    session.alarms = unread_alarms(context);
    for (auto const& alarm : session.alarms)
        shell.alarms.push_back(say_alarm(context, alarm));
    // Behind those of the vault: a person raised it.
    if (auto week = week_alarm(context); !week.empty())
        shell.alarms.push_back(std::move(week));
    shell.contests = present_contests(context);
    if (shell.contests)
        add_ways_out(context, *shell.contests);
    auto const& standing = vault.standing();
    bool const is_told_why = session.acts.account_sign == AccountSign::Moved;
    bool const is_told_out = standing.stop != sync::VaultStop::None || is_told_why;
    if (standing.may_be_out && !is_told_out)
        shell.may_be_out = ask_whom(context, "session.may_be_out");
    else if (vault.status().heads_closed && !is_told_out)
        shell.closed = ask_whom(context, "session.closed");
    if (auto reason = why_read_only(context)) {
        shell.read_only = true;
        shell.read_only_reason = std::move(*reason);
    }
    shell.viewer_mark = phrase("session.viewer_mark")
                            .with("name", shell.member_name)
                            .with("date", context.today())
                            .with("time", TimeOfDay{now()});
    return shell;
}

/// Only what works for this member.
std::vector<NavEntry> App::Impl::present_navigation() const
{
    auto const& context = *m_session->context;
    auto const map = context.has_registry() ? context.map() : CouncilMap{};
    auto const* const member = context.has_registry() ? context.registry().member(context.vault.self()) : nullptr;
    bool const is_in = member != nullptr && !member->is_out();
    bool const is_ranked = is_in && member->rank != ledger::k_no_rank;
    bool has_group = false;
    bool has_nominative = false;
    bool may_report = false;
    for (auto const& group : map.groups) {
        has_group = has_group || reads(context, group.plain) || reads(context, group.nominative);
        has_nominative = has_nominative || reads(context, group.nominative);
        may_report = may_report || (group.nominative && may_report_in(context, *group.nominative));
    }
    std::vector<NavEntry> entries;
    auto const add = [&](bool shown, Route route, std::string_view label, std::string_view icon) {
        if (!shown)
            return;
        bool const is_current = route.index() == context.route.index();
        entries.push_back({std::move(route), phrase(label), std::string(icon), 0, is_current});
    };
    add(true, HomeRoute{}, "session.nav.home", "home-line");
    entries.back().badge = m_session->home_badge;
    add(has_nominative, SituationsRoute{}, "session.nav.situations", "folder-user-line");
    add(may_report, ReportRoute{}, "session.nav.report", "add-line");
    add(has_group || is_ranked, GroupsRoute{}, "session.nav.groups", "team-line");
    add(reads(context, map.directory), MembersRoute{}, "session.nav.members", "user-line");
    add(reads(context, map.plenary), CouncilRoute{}, "session.nav.council", "government-line");
    add(is_ranked, ActsRoute{}, "session.nav.acts", "draft-line");
    bool const has_text =
        is_in && may_accept_texts(context) && has_text_to_accept(context, facts_of_signer(context).actor);
    add(reads(context, map.plenary), TextsRoute{}, has_text ? "session.nav.texts_to_accept" : "session.nav.texts",
        "book-open-line");
    add(true, DeviceRoute{}, "session.nav.device", "computer-line");
    add(true, AboutRoute{}, "session.nav.about", "information-line");
    return entries;
}

void App::Impl::present_sheets(HomeView& home) const
{
    auto const& context = *m_session->context;
    Session::SheetsOnHome const drawn_of{
        m_session->contents, context.today(), utc_period(context.now()), may_be_out(context),
        context.situations.opened};
    auto& drawn = m_session->sheets_on_home;
    if (!drawn || drawn->first != drawn_of) {
        HomeView sheets;
        present_situation_home(context, sheets);
        drawn.emplace(drawn_of, std::move(sheets));
    }
    auto const& [of, sheets] = *drawn;
    home.stats.insert(home.stats.end(), sheets.stats.begin(), sheets.stats.end());
    home.todo.insert(home.todo.end(), sheets.todo.begin(), sheets.todo.end());
}

HomeView App::Impl::present_home() const
{
    auto const& context = *m_session->context;
    HomeView home;
    auto const* const me = m_session->council.member(context.vault.self());
    home.greeting =
        me == nullptr ? phrase("session.home.greeting") : phrase("session.home.greeting_name").with("name", me->nom);
    home.today = phrase("session.home.today").with("date", context.today());
    auto const notice = [&home](Tone tone, Phrase text) {
        home.notices.push_back({tone, std::move(text)});
    };
    // Until it is settled nothing is signed nor written.
    if (auto said = say_contests(context); !said.empty())
        notice(Tone::Error, std::move(said));
    if (context.has_registry() && context.registry().recovery_set() == nullptr)
        notice(Tone::Warning, phrase("session.pilot"));
    for (auto& said : say_other_choices(context))
        notice(Tone::Warning, std::move(said));
    for (auto const& cid : context.vault.knowledge().open_compartments()) {
        if (is_for_newer(context, cid))
            notice(Tone::Warning, phrase("council.for_newer").with("place", say_place(context, cid)));
    }
    present_own_home(context, home);
    present_sheets(home);
    present_council_home(context, home);
    present_waiting_home(context, home);
    // Before they are accepted nearly nothing else can be dealt with; while writing is stopped, not even they.
    HomeView first;
    TodoList texts(first);
    if (context.has_registry())
        add_texts_to_accept(context, texts);
    home.todo.insert(home.todo.begin(), first.todo.begin(), first.todo.end());
    std::ranges::stable_sort(
        home.todo, {}, [](TodoView const& todo) { return std::pair(todo.waiting == 0, urgency(todo.tone)); });
    home.receives_nothing = is_closed(context);
    home.store = sync_facts(context, present_sync());
    home.store.insert(
        home.store.begin() + 1, fact("session.home.store.address", verbatim(context.vault.keys().address.url)));
    return home;
}

AboutView App::Impl::present_about() const
{
    AboutView about;
    about.version = k_version;
    about.build = m_build;
    about.components = components();
    return about;
}

}  // namespace huisclos::app
