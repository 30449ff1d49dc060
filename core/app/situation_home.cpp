// Figures of Home about situations, and what waits for me in them. Counts only of what this member may list.

#include <algorithm>
#include <set>
#include <vector>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/record_values.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/situation_state.hpp"
#include "core/app/situation_status.hpp"
#include "core/app/situation_versions.hpp"
#include "core/app/waiting_words.hpp"
#include "core/domain/statuses.hpp"
#include "core/law/abilities.hpp"

namespace huisclos::app {

namespace {

struct Figures {
    std::uint32_t followed{0};
    std::uint32_t to_examine{0};
    std::uint32_t watched{0};
    std::uint32_t late{0};  ///< Situations: those that the list shows.
    std::uint32_t late_actions{0};
    std::uint32_t going{0};
    std::uint32_t to_qualify{0};
    std::optional<Date> qualify_before{};  ///< Of those that wait for this member.
    std::uint32_t ending{0};
    std::uint32_t past{0};  ///< Of these: their day has come.
};

/// Signalements that wait for this member; more of them than these stand in one line, which leads to their list.
constexpr std::size_t k_most_reports = 3;

/// Days for which its author is told what became of a signalement.
constexpr int k_told_days = 14;

struct WaitingReport {
    Located sheet{};
    Date due{};
};

/// The words for a day that is to come, or those for one that has.
Phrase by_day(Date due, Date today, std::string_view before, std::string_view since)
{
    return phrase(due <= today ? since : before).with("date", due);
}

/// What became of a signalement, in its place after « Votre signalement 2026-K7F3 : ».
std::string_view outcome_key(domain::Statut status)
{
    if (status == domain::Statut::Retenue)
        return "situation.outcome.retenu";
    return status == domain::Statut::Refusee ? "situation.outcome.refuse" : "situation.outcome.reoriente";
}

std::string_view going_key(std::uint32_t going)
{
    if (going == 0)
        return "situation.home.none_going";
    return going == 1 ? "situation.home.going_one" : "situation.home.going";
}

/// The words of a question come from a closed list: they are as long as a line of Home may be.
std::string_view question_key(domain::Question const& question)
{
    return domain::text_key(domain::ListId::QuestionLiaison, static_cast<std::uint64_t>(question.question));
}

using Conflicts = std::vector<domain::Field const*>;

class Reader {
public:
    Reader(Context const& context, HomeView& home)
        : m_context(context),
          m_home(home),
          m_today(context.today()),
          m_leads(facts_of_signer(context).actor.ranked),
          m_references(references(context))
    {}

    void read(Located const& sheet)
    {
        auto const fiche = read_fiche(*sheet.state);
        auto const status = fiche.statut();
        m_figures.followed += status == domain::Statut::EnSuivi ? 1 : 0;
        m_figures.to_examine += status == domain::Statut::AExaminer ? 1 : 0;
        m_figures.watched += status == domain::Statut::EnVeille ? 1 : 0;
        if (status == domain::Statut::Signalee)
            read_report(sheet, fiche);
        else if (fiche.type == domain::RecordType::Signalement)
            tell_outcome(sheet, status);
        if (fiche.type == domain::RecordType::Situation && domain::is_open(status))
            read_situation(sheet, fiche);
        read_end(fiche);
        if (auto const conflicts = m_leads ? conflicts_of(*sheet.state) : Conflicts{}; !conflicts.empty())
            add_todo(
                sheet, Tone::Warning, "question-line",
                phrase("situation.todo.conflict").with("reference", m_references.at(sheet.state->record)),
                phrase("situation.todo.conflict_detail"), "situation.todo.conflict_button", SheetTab::Parcours,
                conflicts.front()->number);
        if (m_leads && has_action_conflict(*sheet.state))
            add_todo(
                sheet, Tone::Warning, "question-line",
                phrase("situation.todo.action_conflict").with("reference", m_references.at(sheet.state->record)),
                phrase("situation.todo.action_conflict_detail"), "situation.todo.action_conflict_button",
                SheetTab::Actions, std::uint32_t{domain::field::k_actions});
    }

    void finish()
    {
        using namespace list_filter;
        add_reports();
        add("situation.home.followed", m_figures.followed,
            phrase(m_figures.watched > 0 ? "situation.home.to_examine" : "situation.home.to_examine_unwatched")
                .with("n", std::int64_t{m_figures.to_examine})
                .with("watched", std::int64_t{m_figures.watched}),
            Tone::Info, {k_status, static_cast<std::uint32_t>(domain::Statut::EnSuivi)});
        add("situation.home.late", m_figures.late,
            phrase(going_key(m_figures.going))
                .with("n", std::int64_t{m_figures.late_actions})
                .with("going", std::int64_t{m_figures.going}),
            m_figures.late > 0 ? Tone::Error : Tone::Neutral, {k_watch, k_watch_late});
        auto const& due = m_figures.qualify_before;
        bool const is_late = due && *due <= m_today;
        bool const is_others = !due && m_figures.to_qualify > 0;
        auto before = due ? phrase(is_late ? "situation.home.since" : "situation.home.before").with("date", *due)
                          : phrase(is_others ? waits_key(m_leaders) : "situation.home.none_waits");
        auto const calm = is_others ? Tone::Neutral : Tone::Warning;
        add("situation.home.to_qualify", m_figures.to_qualify, std::move(before), is_late ? Tone::Error : calm,
            {k_status, static_cast<std::uint32_t>(domain::Statut::Signalee)});
        bool const is_past = m_figures.past > 0;
        auto when = is_past ? phrase("situation.home.past").with("n", std::int64_t{m_figures.past})
                            : phrase("situation.home.six_months");
        add("situation.home.ending", m_figures.ending, std::move(when), is_past ? Tone::Error : Tone::Archive,
            {k_watch, k_watch_ending}, k_status_all);
    }

private:
    /// `only`: the filter that leaves in the list what is counted; the others show all, `status` where it is not that.
    void add(
        std::string_view label, std::uint32_t count, Phrase detail, Tone tone, SetFilter only,
        std::uint32_t status = list_filter::k_status_open)
    {
        m_home.stats.push_back({phrase(label), count, std::move(detail), tone, show_list({}, only, status)});
    }

    TodoView& add_todo(
        Located const& sheet, Tone tone, std::string_view icon, Phrase title, Phrase detail, std::string_view button,
        SheetTab tab, std::optional<std::uint32_t> field = {})
    {
        return add_todo(
            tone, icon, std::move(title), std::move(detail), button,
            Go{SituationsRoute{{}, sheet.state->record, tab, field}});
    }

    /// Which leads to that question of liaison.
    void add_question(
        Located const& sheet, domain::Question const& question, Phrase title, Phrase detail, std::string_view button)
    {
        SituationsRoute route{{}, sheet.state->record, SheetTab::Actions};
        route.question = question.written.op;
        add_todo(Tone::Info, "question-line", std::move(title), std::move(detail), button, Go{route});
    }

    /// Gives what it added: it stays until the next one.
    TodoView& add_todo(
        Tone tone, std::string_view icon, Phrase title, Phrase detail, std::string_view button, Command command)
    {
        TodoView todo;
        todo.id = m_home.todo.size() + 1;
        todo.tone = tone;
        todo.icon = std::string(icon);
        todo.title = std::move(title);
        todo.detail = std::move(detail);
        todo.button = phrase(button);
        todo.command = std::move(command);
        return m_home.todo.emplace_back(std::move(todo));
    }

    /// Closed ones too: their data stand until somebody eliminates them.
    void read_end(domain::Fiche const& fiche)
    {
        if (!ends_soon(fiche, m_today))
            return;
        ++m_figures.ending;
        m_figures.past += *kept_until(fiche) <= m_today ? 1 : 0;
    }

    void read_report(Located const& sheet, domain::Fiche const& fiche)
    {
        ++m_figures.to_qualify;
        auto const options =
            law::status_options(law::k_groupe_nominatif, fiche.type, facts_about(m_context, sheet, fiche), m_today);
        if (options.empty()) {
            if (m_led.insert(sheet.cid).second)
                m_leaders.insert(who_leads(m_context, sheet.cid));
            return;
        }
        auto const due = qualify_before(sheet);
        if (!m_figures.qualify_before || due < *m_figures.qualify_before)
            m_figures.qualify_before = due;
        // In an order of their own: what was read first is another one after a restart.
        auto const key = [this](WaitingReport const& one) {
            return std::pair<Date, std::string const&>(one.due, m_references.at(one.sheet.state->record));
        };
        WaitingReport report{sheet, due};
        auto const after =
            std::ranges::find_if(m_reports, [&](WaitingReport const& other) { return key(report) < key(other); });
        m_reports.insert(after, std::move(report));
    }

    /// To its author, of what somebody else decided; where it was retained, the way leads to the situation.
    void tell_outcome(Located const& report, domain::Statut status)
    {
        auto const self = m_context.vault.self();
        auto const decided = report.state->at(ledger::Space::Field, domain::field::k_statut);
        if (decided.empty() || written_of(*report.state->create).author != self)
            return;
        auto const written = written_of(*decided.back().op);
        if (written.author == self || days_between(paris_date(written.at), m_today) > k_told_days)
            return;
        auto const made = situations_from(m_context, report, report.state->record);
        auto& told = add_todo(
            made.empty() ? report : made.front(), Tone::Info, status_tag(status).icon,
            phrase("situation.todo.outcome")
                .with("reference", m_references.at(report.state->record))
                .with("outcome", TextRef{std::string(outcome_key(status))}),
            phrase("situation.todo.outcome_detail")
                .with("name", plain_name(m_context, written.author))
                .with("date", say_day(m_context, written.at)),
            "situation.todo.see", SheetTab::Parcours);
        told.waiting = 0;
    }

    /// To whoever leads, who alone may withdraw it.
    void tell_unanswered(Located const& sheet, domain::Fiche const& fiche, domain::Question const& question)
    {
        if (!m_leads || is_answered(fiche, question) || !has_left(m_context, question.interroge))
            return;
        add_question(
            sheet, question,
            phrase("situation.todo.unanswered").with("reference", m_references.at(sheet.state->record)),
            phrase("situation.liaison.left").with("name", plain_name(m_context, question.interroge)),
            "situation.todo.see");
    }

    void add_reports()
    {
        if (m_reports.size() > k_most_reports)
            return add_many_reports();
        for (auto const& [sheet, due] : m_reports) {
            auto detail = by_day(due, m_today, "situation.todo.qualify_detail", "situation.todo.qualify_late_detail");
            add_todo(
                sheet, Tone::Warning, "alert-line",
                phrase("situation.todo.qualify").with("reference", m_references.at(sheet.state->record)),
                std::move(detail).with("group", plain_group(m_context, sheet.group)), "situation.todo.qualify_button",
                SheetTab::Parcours);
        }
    }

    void add_many_reports()
    {
        auto const first = std::ranges::min(m_reports, {}, &WaitingReport::due).due;
        auto shown = show_list({}, {list_filter::k_status, static_cast<std::uint32_t>(domain::Statut::Signalee)});
        auto last = std::move(shown.back());
        shown.pop_back();
        auto& todo = add_todo(
            Tone::Warning, "alert-line",
            phrase("situation.todo.qualify_many").with("n", static_cast<std::int64_t>(m_reports.size())),
            by_day(first, m_today, "situation.todo.qualify_many_detail", "situation.todo.qualify_many_late_detail"),
            "situation.todo.qualify_many_button", std::move(last));
        todo.before = std::move(shown);
        todo.waiting = static_cast<std::uint32_t>(m_reports.size());
    }

    void read_situation(Located const& sheet, domain::Fiche const& fiche)
    {
        // S-09: retained twice at once.
        if (m_leads && fiche.signalement && !m_origins.insert(*fiche.signalement).second)
            add_todo(
                sheet, Tone::Warning, "question-line",
                phrase("situation.todo.twin").with("reference", m_references.at(sheet.state->record)),
                phrase("situation.todo.twin_detail"), "situation.todo.see", SheetTab::Parcours);
        if (auto const days = days_uninformed(fiche, m_today); days && m_leads)
            add_todo(
                sheet, Tone::Warning, "time-line",
                phrase("situation.todo.information").with("reference", m_references.at(sheet.state->record)),
                phrase("situation.todo.information_detail").with("n", std::int64_t{*days}),
                "situation.todo.information_button", SheetTab::Parcours);
        auto const self = m_context.vault.self();
        for (auto const& question : fiche.questions) {
            if (question.interroge == self && !is_answered(fiche, question))
                add_question(
                    sheet, question,
                    phrase("situation.todo.answer").with("reference", m_references.at(sheet.state->record)),
                    phrase("situation.todo.asked")
                        .with("question", TextRef{std::string(question_key(question))})
                        .with("name", plain_name(m_context, question.written.author))
                        .with("date", say_day(m_context, question.written.at)),
                    "situation.todo.answer_button");
            tell_unanswered(sheet, fiche, question);
        }
        for (auto const& action : fiche.actions) {
            if (action.resultat)
                continue;
            ++m_figures.going;
            if (!action.fin.is_complete() || action.fin >= m_today)
                continue;
            ++m_figures.late_actions;
            // Others' are counted; they wait for those who answer for them, and for whoever leads.
            if (action.responsable != self && !m_leads)
                continue;
            auto const type = domain::text_key(domain::ListId::TypeAction, static_cast<std::uint64_t>(action.type));
            add_todo(
                sheet, Tone::Error, "time-line",
                phrase("situation.todo.late").with("action", TextRef{std::string(type)}),
                phrase(
                    has_left(m_context, action.responsable) ? "situation.todo.late_left_detail"
                                                            : "situation.todo.late_detail")
                    .with("reference", m_references.at(sheet.state->record))
                    .with("name", plain_name(m_context, action.responsable))
                    .with("n", std::int64_t{days_between(action.fin, m_today)}),
                "situation.todo.see", SheetTab::Actions);
        }
        m_figures.late += days_late(fiche, m_today) ? 1 : 0;
    }

    Context const& m_context;
    HomeView& m_home;
    Date m_today;
    bool m_leads;
    References m_references;
    std::set<RecordId> m_origins{};  ///< Signalements that an open situation names.
    std::vector<WaitingReport> m_reports{};
    std::set<CompartmentId> m_led{};  ///< Where a signalement waits for somebody else,
    std::set<Leader> m_leaders{};     ///< and for whom.
    Figures m_figures{};
};

}  // namespace

void present_situation_home(Context const& context, HomeView& home)
{
    if (!context.has_registry())
        return;
    Reader reader(context, home);
    bool lists_one = false;
    for (auto const& group : context.map().groups) {
        if (!group.nominative || context.vault.knowledge().records(*group.nominative) == nullptr)
            continue;
        law::Request const request{
            .action = law::Action::ListGroup, .place = law::k_groupe_nominatif, .today = context.today()};
        if (!law::decide(request, facts_in(context, *group.nominative)).allowed)
            continue;
        lists_one = true;
        auto sheets = sheets_of(context, group);
        newest_first(sheets);
        for (auto i = sheets.size(); i > 0; --i)
            reader.read(sheets[i - 1]);
    }
    if (lists_one)
        reader.finish();
}

}  // namespace huisclos::app
