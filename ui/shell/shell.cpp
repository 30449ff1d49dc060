#include "ui/shell/shell.hpp"

#include <string>
#include <variant>
#include <vector>

#include "ui/screens/parts.hpp"
#include "ui/shell/route_key.hpp"

namespace huisclos::ui {

namespace {

/// Routes whose list and sheet scroll by themselves; where the list is refused there is neither.
kit::PageKind page_kind(app::Views const& views)
{
    bool const is_refused = views.situations && views.situations->refusal && !views.sheet;
    bool const panes = (std::holds_alternative<app::SituationsRoute>(views.route) && !is_refused) ||
                       std::holds_alternative<app::GroupsRoute>(views.route) ||
                       std::holds_alternative<app::MembersRoute>(views.route);
    return panes ? kit::PageKind::Panes : kit::PageKind::Flow;
}

/// screens that show a followed person carry who reads them.
bool is_nominative(app::Route const& route)
{
    return std::holds_alternative<app::SituationsRoute>(route) || std::holds_alternative<app::ReportRoute>(route);
}

std::vector<kit::NavItem> navigation_of(app::ShellView const& shell)
{
    std::vector<kit::NavItem> items;
    items.reserve(shell.navigation.size());
    for (app::NavEntry const& entry : shell.navigation)
        items.push_back(
            {route_key(entry.route), icon_named(entry.icon), say(entry.label), entry.badge, entry.current, {}});
    return items;
}

void draw_anomalies(app::SyncView const& sync)
{
    if (sync.anomalies.empty())
        return;
    kit::heading(tr("shell.sync.anomalies"), 3);
    for (Phrase const& anomaly : sync.anomalies)
        kit::paragraph(say(anomaly));
    if (sync.more_anomalies > 0)
        kit::paragraph(tr_count("shell.sync.more_anomalies", sync.more_anomalies), kit::Weight::Soft);
}

std::vector<kit::Toast> toasts_of(app::ShellView const& shell)
{
    std::vector<kit::Toast> items;
    items.reserve(shell.toasts.size());
    for (app::ToastView const& toast : shell.toasts) {
        kit::Toast item{toast.number, tone_of(toast.tone), say(toast.text), {}, {}};
        if (toast.button)
            item.button = say(toast.button->label);
        if (toast.refusal) {
            if (item.text.empty())
                item.text = say(toast.refusal->message);
            item.detail = say(toast.refusal->article);
        }
        items.push_back(std::move(item));
    }
    return items;
}

/// The list of situations and nothing beside it: another group of it is no other place.
bool is_list_alone(app::Route const& route)
{
    auto const* const situations = std::get_if<app::SituationsRoute>(&route);
    return situations != nullptr && !situations->situation;
}

}  // namespace

void Shell::follow_route(app::Views const& views)
{
    if (m_route == views.route)
        return;
    bool const is_first = !m_route;
    bool const other_screen = is_first || m_route->index() != views.route.index();
    // Another record of the same screen: nothing typed for one is ever shown in another. A tab is no other record.
    if (other_screen || record_key(*m_route) != record_key(views.route)) {
        kit::forget_search();
        if (!is_first)
            kit::forget_announced();
        bool const sync_detail = m_drafts.sync_detail;
        auto const open_filter = m_drafts.situations.open_filter;
        bool const shows_filters = m_drafts.situations.shows_filters;
        auto asked = std::move(m_drafts.situations.asked);
        auto const answered = m_drafts.situations.sheet.answered_status;
        m_drafts = {};
        m_drafts.sync_detail = sync_detail;
        if (!other_screen) {
            m_drafts.situations.open_filter = open_filter;
            m_drafts.situations.shows_filters = shows_filters;
            m_drafts.situations.asked = std::move(asked);
            // « Retenir » shows the sheet that it makes: focus goes to its title, as after any other passage.
            m_drafts.situations.sheet.answered_status = answered;
        }
        bool const is_same_list = !is_first && is_list_alone(*m_route) && is_list_alone(views.route);
        if (other_screen || (kit::is_stacked() && !is_same_list))
            kit::focus_page_title();
    } else if (std::holds_alternative<app::FoundingRoute>(views.route)) {
        kit::focus_page_title();
    }
    m_route = views.route;
}

void Shell::draw(app::Views const& views, app::CommandSink& commands)
{
    bool const is_founding = views.founding && std::holds_alternative<app::FoundingRoute>(views.route);
    if (!views.signed_in && !views.founding) {
        wipe();
        m_route.reset();
        m_sync_trouble.reset();
        m_notices = {};
        return;
    }
    bool const is_intercommunal = views.signed_in ? views.shell.is_intercommunal : views.founding->is_intercommunal;
    speak_of(is_intercommunal ? CouncilForm::Intercommunal : CouncilForm::Communal);
    follow_route(views);
    if (!views.signed_in || is_founding) {
        kit::PlainPage page(tr("shell.product"), kit::Findable::Yes);
        draw_founding(*views.founding, m_drafts.founding, commands);
        draw_toasts(views.shell, commands);
        return;
    }
    draw_signed_in(views, commands);
}

void Shell::tell_sync(app::SyncView const& sync)
{
    // A store that does not answer is said as a warning, or under what is worse.
    std::string const trouble = kit::is_sync_trouble(tone_of(sync.tone)) ? sync.label.key : std::string();
    if (m_sync_trouble && *m_sync_trouble != trouble)
        kit::announce(say(sync.label).view());
    m_sync_trouble = trouble;
}

void Shell::draw_signed_in(app::Views const& views, app::CommandSink& commands)
{
    app::ShellView const& shell = views.shell;
    if (shell.copied.number != m_copied) {
        m_copied = shell.copied.number;
        if (!shell.copied.text.empty())
            kit::copy_value(shell.copied.text, kit::Told::Elsewhere);
    }
    tell_sync(shell.sync);
    auto const items = navigation_of(shell);
    kit::ShellFrame frame;
    frame.product = tr("shell.product");
    frame.council = say(shell.council);
    frame.navigation = items;
    frame.user = value(shell.member_name);
    frame.user_detail = say(shell.member_quality);
    frame.sync_tone = tone_of(shell.sync.tone);
    frame.sync = say(shell.sync.label);
    frame.page = page_kind(views);
    if (is_nominative(views.route))
        frame.mark = say(shell.viewer_mark);
    frame.printed = tr("shell.printed", {arg("council", say(shell.council)), arg("mark", say(shell.viewer_mark))});
    {
        kit::Shell page(frame);
        if (page.opened())
            commands.send(app::Go{shell.navigation[*page.opened()].route});
        if (page.lock_pressed())
            commands.send(app::Lock{});
        if (page.sync_pressed())
            m_drafts.sync_detail = true;
        draw_notices(shell, commands);
        draw_screen(views, commands);
        if (m_drafts.sync_detail)
            draw_sync_detail(shell.sync, commands);
        draw_toasts(shell, commands);
    }
}

void Shell::draw_notices(app::ShellView const& shell, app::CommandSink& commands)
{
    if (shell.contests)
        draw_contests(*shell.contests, m_drafts.contests, commands);
    else
        m_drafts.contests = {};
    for (std::size_t i = 0; i < shell.alarms.size(); ++i) {
        kit::Scope scope("alarm" + std::to_string(i));
        kit::callout(Tone::Error, say(shell.alarms[i]), {}, kit::Announced::Yes);
        kit::ButtonOptions options{.icon = kit::icon("check-line")};
        options.description = say(shell.alarms[i]);
        if (kit::button("read", tr("shell.alarm.read"), options))
            commands.send(app::AcknowledgeAlarm{static_cast<std::uint32_t>(i)});
    }
    if (is_said(shell.may_be_out))
        kit::folding_callout(
            "may-be-out", Tone::Warning, tr("shell.may_be_out"), say(shell.may_be_out), m_notices.may_be_out);
    else if (is_said(shell.closed))
        kit::folding_callout("closed", Tone::Warning, tr("shell.closed"), say(shell.closed), m_notices.closed);
    if (shell.read_only)
        kit::folding_callout(
            "read-only", Tone::Warning, tr("shell.read_only"), say(shell.read_only_reason), m_notices.read_only);
}

void Shell::draw_screen(app::Views const& views, app::CommandSink& commands)
{
    if (auto const* const route = std::get_if<app::SituationsRoute>(&views.route)) {
        SituationsPage const page{
            *route, views.situations ? &*views.situations : nullptr, views.sheet ? &*views.sheet : nullptr};
        draw_situations(page, m_drafts.situations, commands);
    } else if (std::holds_alternative<app::HomeRoute>(views.route) && views.home) {
        draw_home(*views.home, m_drafts.home, commands);
    } else if (std::holds_alternative<app::ReportRoute>(views.route) && views.report) {
        draw_report(*views.report, m_drafts.report, commands);
    } else if (std::holds_alternative<app::GroupsRoute>(views.route) && views.groups) {
        draw_groups(*views.groups, m_drafts.groups, commands);
    } else if (std::holds_alternative<app::MembersRoute>(views.route) && views.members) {
        draw_members(*views.members, m_drafts.members, commands);
    } else if (std::holds_alternative<app::CouncilRoute>(views.route) && views.council) {
        draw_council(*views.council, m_drafts.council, commands);
    } else if (std::holds_alternative<app::ActsRoute>(views.route) && views.acts) {
        draw_acts(*views.acts, m_drafts.acts, commands);
    } else if (std::holds_alternative<app::TextsRoute>(views.route) && views.texts) {
        draw_texts(*views.texts, m_drafts.texts, commands);
    } else if (std::holds_alternative<app::DeviceRoute>(views.route) && views.device) {
        draw_device(*views.device, m_drafts.device, commands);
    } else if (std::holds_alternative<app::AboutRoute>(views.route) && views.about) {
        draw_about(*views.about, m_drafts.about, commands);
    }
}

void Shell::draw_toasts(app::ShellView const& shell, app::CommandSink& commands)
{
    auto const items = toasts_of(shell);
    auto const events = kit::toasts(items);
    for (app::ToastView const& toast : shell.toasts) {
        if (toast.button && toast.number == events.pressed)
            commands.send(toast.button->command);
    }
    if (!events.closed || *events.closed == m_dismissed)
        return;
    m_dismissed = *events.closed;
    commands.send(app::DismissToast{*events.closed});
}

void Shell::draw_sync_detail(app::SyncView const& sync, app::CommandSink& commands)
{
    kit::Dialog dialog("sync-detail", tr("shell.sync.title"));
    kit::callout(tone_of(sync.tone), say(sync.label), say(sync.detail));
    if (sync.pending > 0)
        kit::paragraph(tr_count("shell.sync.pending", sync.pending));
    if (sync.waiting > 0)
        kit::paragraph(tr_count("shell.sync.waiting", sync.waiting));
    if (sync.seen_by)
        kit::paragraph(tr_count("shell.sync.seen_by", *sync.seen_by));
    if (is_said(sync.silent))
        kit::paragraph(say(sync.silent));
    draw_anomalies(sync);
    {
        kit::Row row(kit::RowAlign::End);
        if (kit::button("close", tr("screens.close")))
            m_drafts.sync_detail = false;
        if (sync.button) {
            if (kit::primary_button("answer", say(sync.button->label))) {
                commands.send(sync.button->command);
                m_drafts.sync_detail = false;
            }
        } else if (kit::primary_button("now", tr("shell.sync.now"), {.icon = kit::icon("refresh-line")})) {
            commands.send(app::SyncNow{});
            m_drafts.sync_detail = false;
        }
    }
    if (dialog.dismissed())
        m_drafts.sync_detail = false;
}

}  // namespace huisclos::ui
