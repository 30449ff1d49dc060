// The list of situations: what this member may list, filtered, counted only of what he sees.

#include <algorithm>
#include <array>
#include <string_view>

#include "core/app/awaited.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_state.hpp"
#include "core/base/heap_sort.hpp"
#include "core/base/utf8.hpp"
#include "core/domain/statuses.hpp"
#include "core/law/abilities.hpp"

namespace huisclos::app {

namespace {

using namespace list_filter;

std::uint32_t filter_of(Context const& context, std::uint32_t filter)
{
    auto const found = context.situations.filters.find(filter);
    return found == context.situations.filters.end() ? 0 : found->second;
}

/// « En cours ». A signalement that is retained goes on as a situation.
bool is_current(domain::Fiche const& fiche)
{
    return domain::is_open(fiche.statut()) && fiche.statut() != domain::Statut::Retenue;
}

bool passes(Context const& context, domain::Fiche const& fiche)
{
    auto const status = filter_of(context, k_status);
    if (status == k_status_open && !is_current(fiche))
        return false;
    bool const one = status != k_status_open && status != k_status_all;
    if (one && static_cast<std::uint32_t>(fiche.statut()) != status)
        return false;
    auto const watch = filter_of(context, k_watch);
    if (watch == k_watch_late && !days_late(fiche, context.today()))
        return false;
    if (watch == k_watch_ending && !ends_soon(fiche, context.today()))
        return false;
    return filter_of(context, k_referent) == 0 || fiche.referent == context.vault.self();
}

/// A name as it is looked for: apostrophes and hyphens count for nothing, or for a space.
std::string without_marks(std::string_view folded, std::string_view in_their_place)
{
    std::string text;
    for (char const letter : folded) {
        if (letter == '\'' || letter == '-')
            text += in_their_place;
        else
            text += letter;
    }
    return text;
}

/// « oconnor » and « o connor » find O’Connor, « jean pierre » finds Jean-Pierre.
bool is_found(std::string const& wanted, std::string const& text)
{
    return std::ranges::any_of(std::array<std::string_view, 2>{"", " "}, [&](std::string_view place) {
        return without_marks(text, place).contains(without_marks(wanted, place));
    });
}

/// By name, by reference, or by that of the signalement from which it comes: the number that its author was given.
bool matches(Context const& context, Located const& sheet, domain::Fiche const& fiche, References const& references)
{
    if (context.situations.search.empty())
        return true;
    auto text = fiche.personne.prenom + " " + fiche.personne.nom + " " + references.at(sheet.state->record);
    auto const origin = origin_of(sheet, fiche);
    auto const found = origin ? references.find(origin->state->record) : references.end();
    if (found != references.end())
        text += " " + found->second;
    return is_found(fold(context.situations.search), fold(text));
}

/// Of the questions of a sheet, what its row says: that one is awaited, else that of who has left none will come; empty
/// when all are answered.
Phrase awaited_answer(Context const& context, domain::Fiche const& fiche)
{
    Phrase said;
    for (auto const& question : fiche.questions) {
        if (is_answered(fiche, question))
            continue;
        if (!has_left(context, question.interroge))
            return phrase("situation.row.liaison");
        said = phrase("situation.row.unanswered").with("name", plain_name(context, question.interroge));
    }
    return said;
}

Phrase subtitle_of(
    Context const& context, Located const& sheet, domain::Fiche const& fiche, std::string const& reference)
{
    auto const today = context.today();
    if (fiche.statut() == domain::Statut::Signalee) {
        auto const due = qualify_before(sheet);
        return phrase(today < due ? "situation.row.to_qualify" : "situation.row.qualify_late")
            .with("reference", reference)
            .with("date", due);
    }
    if (!conflicts_of(*sheet.state).empty())
        return phrase("situation.row.conflict").with("reference", reference);
    if (auto const late = days_late(fiche, today))
        return phrase("situation.row.late").with("reference", reference).with("n", std::int64_t{*late});
    if (auto awaited = awaited_answer(context, fiche); !awaited.empty())
        return std::move(awaited).with("reference", reference);
    if (fiche.programme)
        return phrase("situation.row.programme")
            .with("reference", reference)
            .with(
                "programme", TextRef{std::string(domain::text_key(
                                 domain::ListId::Programme, static_cast<std::uint64_t>(*fiche.programme)))});
    return phrase("situation.row.plain").with("reference", reference);
}

std::vector<FilterView> filters_of(Context const& context)
{
    auto const status = filter_of(context, k_status);
    FilterView by_status{k_status, phrase("situation.filter.status"), {}};
    by_status.options.push_back({k_status_open, phrase("situation.filter.open"), status == k_status_open});
    for (auto const one :
         {domain::Statut::Signalee, domain::Statut::AExaminer, domain::Statut::EnSuivi, domain::Statut::EnVeille,
          domain::Statut::Cloturee, domain::Statut::Reorientee, domain::Statut::Refusee}) {
        auto const code = static_cast<std::uint32_t>(one);
        by_status.options.push_back({code, status_tag(one).label, status == code});
    }
    by_status.options.push_back({k_status_all, phrase("situation.filter.all"), status == k_status_all});
    by_status.widest = k_status_all;
    auto const referent = filter_of(context, k_referent);
    FilterView by_referent{k_referent, phrase("situation.filter.referent"), {}};
    by_referent.options.push_back({0, phrase("situation.filter.everybody"), referent == 0});
    by_referent.options.push_back({1, phrase("situation.filter.me"), referent == 1});
    auto const watch = filter_of(context, k_watch);
    FilterView by_watch{k_watch, phrase("situation.filter.watch"), {}};
    by_watch.options.push_back({0, phrase("situation.filter.everything"), watch == 0});
    by_watch.options.push_back({k_watch_late, phrase("situation.filter.late"), watch == k_watch_late});
    by_watch.options.push_back({k_watch_ending, phrase("situation.filter.ending"), watch == k_watch_ending});
    return {std::move(by_status), std::move(by_referent), std::move(by_watch)};
}

struct Collected {
    std::vector<Located> sheets{};
    std::optional<RefusalView> refusal{};
    std::optional<RefusalView> unlogged{};  ///< R-50: of a list whose reading is not in the log.
    bool may_report{false};
    bool may_create{false};
};

Collected collect(Context const& context, CouncilMap const& map, std::optional<GroupId> const& only)
{
    Collected all;
    for (auto const& group : map.groups) {
        if (!group.nominative || (only && *only != group.group))
            continue;
        auto facts = facts_in(context, *group.nominative);
        auto const abilities = law::group_abilities(law::k_groupe_nominatif, facts, context.today());
        if (!abilities.list.allowed) {
            choose_refusal(all.refusal, abilities.list, facts);
            continue;
        }
        // Nothing is read there, so nothing is logged: what it waits for is said in the place of its rows.
        if (context.vault.knowledge().records(*group.nominative) == nullptr)
            continue;
        law::Request const show{
            .action = law::Action::ShowList, .place = law::k_groupe_nominatif, .today = context.today()};
        facts.log_entry_written = context.situations.listed.contains(*group.nominative);
        auto const shows = law::decide(show, facts);
        all.may_report = all.may_report || (abilities.report.allowed && can_edit(context, *group.nominative));
        all.may_create = all.may_create || (abilities.create.allowed && can_edit(context, *group.nominative));
        if (!shows.allowed) {
            all.unlogged = RefusalView{shows.message, shows.article};
            continue;
        }
        auto sheets = sheets_of(context, group);
        all.sheets.insert(all.sheets.end(), sheets.begin(), sheets.end());
    }
    if (!all.sheets.empty() || all.may_report)
        all.refusal.reset();
    if (all.unlogged)
        all.refusal = all.unlogged;
    return all;
}

/// A signalement that became a situation is shown as that situation.
bool is_replaced(domain::Fiche const& fiche)
{
    return fiche.type == domain::RecordType::Signalement && fiche.statut() == domain::Statut::Retenue;
}

/// Groups whose nominative space this device opens.
void add_groups(Context const& context, CouncilMap const& map, SituationsRoute const& route, SituationListView& view)
{
    for (auto const& group : map.groups) {
        if (!group.nominative || context.vault.knowledge().records(*group.nominative) == nullptr)
            continue;
        auto const index = static_cast<std::uint32_t>(view.group_ids.size());
        view.groups.push_back({index, context.council.group_name(group.group), route.group == group.group});
        view.group_ids.push_back(group.group);
    }
}

SituationRow row_of(
    Context const& context, Located const& sheet, domain::Fiche const& fiche, std::string const& reference)
{
    SituationRow row;
    row.record = sheet.state->record;
    row.title = title_of(context, fiche, reference);
    row.subtitle = subtitle_of(context, sheet, fiche, reference);
    row.status = status_tag(fiche.statut());
    row.is_report = fiche.type == domain::RecordType::Signalement;
    return row;
}

Phrase list_title(Context const& context, SituationsRoute const& route)
{
    if (!route.group)
        return phrase("situation.list_title_all");
    auto const* const known = context.council.group(*route.group);
    return phrase("situation.list_title").with("group", known == nullptr ? std::string{} : known->nom);
}

/// Of a search that found nothing: among what it was made, and one press that makes it among all.
void add_widening(Context const& context, SituationsRoute const& route, SituationListView& view)
{
    auto const status = filter_of(context, k_status);
    bool narrows = status != k_status_open && status != k_status_all;
    if (status != k_status_all)
        view.widen.emplace_back(SetFilter{k_status, k_status_all});
    for (auto const filter : {k_referent, k_watch}) {
        if (filter_of(context, filter) == 0)
            continue;
        narrows = true;
        view.widen.emplace_back(SetFilter{filter, 0});
    }
    if (route.group && view.groups.size() > 1) {
        narrows = true;
        auto all = route;
        all.group.reset();
        view.widen.emplace_back(Go{std::move(all)});
    }
    bool const is_open_only = !narrows && status == k_status_open;
    view.empty = phrase(
        narrows        ? "situation.empty_search_filtered"
        : is_open_only ? "situation.empty_search_open"
                       : "situation.empty_search");
    view.widen_label = phrase(is_open_only ? "situation.search_every_status" : "situation.search_unfiltered");
}

struct StatusCounts {
    std::int64_t reported{0};
    std::int64_t followed{0};
    std::int64_t to_examine{0};
    std::int64_t watched{0};

    void add(domain::Statut status)
    {
        reported += status == domain::Statut::Signalee ? 1 : 0;
        followed += status == domain::Statut::EnSuivi ? 1 : 0;
        to_examine += status == domain::Statut::AExaminer ? 1 : 0;
        watched += status == domain::Statut::EnVeille ? 1 : 0;
    }
    /// Without those of which there is none.
    [[nodiscard]] Phrase say() const
    {
        constexpr std::string_view k_summaries[] = {
            "situation.summary.none", "situation.summary.one", "situation.summary.two", "situation.summary.three",
            "situation.summary.four"};
        std::pair<std::string_view, std::int64_t> const counts[] = {
            {followed == 1 ? "situation.count.followed_one" : "situation.count.followed", followed},
            {"situation.count.reported", reported},
            {"situation.count.examine", to_examine},
            {"situation.count.watched", watched}};
        Phrase said;
        for (auto const& [key, count] : counts) {
            if (count > 0)
                said.args.emplace_back(
                    std::string(1, static_cast<char>('a' + said.args.size())),
                    TextRef{std::string(key), std::to_string(count)});
        }
        said.key = k_summaries[said.args.size()];
        return said;
    }
};

}  // namespace

void choose_refusal(std::optional<RefusalView>& said, law::Decision const& list, law::Facts const& facts)
{
    if (!said || facts.actor.role != domain::Role::None)
        said = RefusalView{list.message, list.article};
}

void newest_first(std::vector<Located>& sheets)
{
    heap_sort(sheets, [](Located const& a, Located const& b) {
        return ledger::comes_before(*b.state->create, *a.state->create);
    });
}

Phrase say_counts(std::vector<Located> const& sheets)
{
    StatusCounts counts;
    for (auto const& sheet : sheets)
        counts.add(read_fiche(*sheet.state).statut());
    return counts.say();
}

std::vector<Command> show_list(SituationsRoute route, SetFilter only, std::uint32_t status)
{
    std::vector<Command> commands;
    for (auto const filter : {k_status, k_referent, k_watch})
        commands.emplace_back(
            SetFilter{filter, filter == only.filter ? only.option : (filter == k_status ? status : 0)});
    commands.emplace_back(SetSearch{});
    commands.emplace_back(Go{std::move(route)});
    return commands;
}

std::uint32_t count_current(Context const& context, GroupCompartments const& group)
{
    std::uint32_t count = 0;
    for (auto const& sheet : sheets_of(context, group))
        count += is_current(read_fiche(*sheet.state)) ? 1 : 0;
    return count;
}

SituationListView present_situations(Context const& context)
{
    SituationListView view;
    auto const* const route = std::get_if<SituationsRoute>(&context.route);
    if (!context.has_registry() || route == nullptr)
        return view;
    auto const map = context.map();
    add_groups(context, map, *route, view);
    auto all = collect(context, map, route->group);
    newest_first(all.sheets);
    view.refusal = all.refusal;
    view.print = print_of_list(context, std::nullopt, law::k_groupe_nominatif, domain::RecordType::Situation);
    view.may_report = all.may_report;
    view.may_create = all.may_create;
    view.filters = filters_of(context);
    view.search = context.situations.search;

    auto const references_by_record = references(context);
    StatusCounts counts;
    for (auto const& sheet : all.sheets) {
        auto const fiche = read_fiche(*sheet.state);
        auto const& reference = references_by_record.at(sheet.state->record);
        counts.add(fiche.statut());
        if (is_replaced(fiche) || !passes(context, fiche) || !matches(context, sheet, fiche, references_by_record))
            continue;
        view.rows.push_back(row_of(context, sheet, fiche, reference));
        view.rows.back().selected = route->situation == sheet.state->record;
    }
    view.title = list_title(context, *route);
    if (view.refusal)
        view.way_in = way_in(context);
    view.empty = all.sheets.empty() ? why_nothing_is_listed(context, route->group) : Phrase{};
    // Of what is not listed it is not said that there is none.
    if (!view.refusal && view.empty.key.empty())
        view.summary = counts.say();
    if (!view.empty.key.empty())
        return view;
    if (context.situations.search.empty())
        view.empty = phrase("situation.empty");
    else
        add_widening(context, *route, view);
    return view;
}

}  // namespace huisclos::app
