// The form for a new signalement or situation: where it may be made, what is typed so far, or why it may not.

#include <algorithm>

#include "core/app/awaited.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/situation_report.hpp"
#include "core/app/waiting_words.hpp"
#include "core/law/abilities.hpp"

namespace huisclos::app {

namespace {

namespace field = domain::field;

std::vector<FieldView> draft_fields(
    Context const& context, GroupId const& group, std::initializer_list<std::uint8_t> numbers)
{
    auto const& draft = context.situations.report;
    std::vector<FieldView> views;
    for (auto const number : numbers) {
        auto const* const one = domain::find_field(type_of_report(draft), number);
        if (one == nullptr)
            continue;
        auto view = draft_view(context, *one, draft.values, draft.errors);
        if (one->kind == domain::FieldKind::Member) {
            auto const found = draft.values.find(number);
            auto chosen =
                found == draft.values.end() ? std::nullopt : chosen_member(context, group, *one, found->second);
            // Whoever reports is the author unless he names another one.
            if (!chosen && number == field::k_auteur)
                chosen = context.vault.self();
            fill_members(context, group, *one, chosen, view);
            view.may_edit = true;
        }
        if (number == field::k_debut && view.text.empty() && !draft.values.contains(number))
            view.text = typed_date(context.today());
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<FieldView> draft_cares(Context const& context)
{
    std::vector<FieldView> views;
    for (auto const& type : domain::values_of(domain::ListId::TypePriseEnCharge)) {
        if (type.code == static_cast<std::uint32_t>(domain::TypePriseEnCharge::Judiciaire))
            continue;  // M-09.
        auto const found = context.situations.report.values.find(k_care_fields + type.code);
        std::optional<domain::OuiNonInconnu> answer;
        if (found != context.situations.report.values.end() && !found->second.codes.empty() &&
            found->second.codes.front() != 0)
            answer = static_cast<domain::OuiNonInconnu>(found->second.codes.front());
        views.push_back(care_view(type.code, answer, true));
    }
    return views;
}

}  // namespace

std::vector<ReportPlace> report_places(Context const& context)
{
    std::vector<ReportPlace> found;
    for (auto const& group : context.map().groups) {
        if (!group.nominative || context.vault.knowledge().records(*group.nominative) == nullptr)
            continue;
        auto const abilities =
            law::group_abilities(law::k_groupe_nominatif, facts_in(context, *group.nominative), context.today());
        found.push_back({group, abilities.report, abilities.create});
    }
    return found;
}

std::optional<ReportPlace> chosen_report_place(Context const& context)
{
    auto const all = report_places(context);
    auto const& wanted = context.situations.report.group;
    auto const* const route = std::get_if<ReportRoute>(&context.route);
    auto const id = wanted ? wanted : (route != nullptr ? route->group : std::nullopt);
    for (auto const& place : all) {
        if (id == place.group.group)
            return place;
    }
    return all.empty() ? std::nullopt : std::optional(all.front());
}

namespace {

/// No nominative space that opens to this member: what is to be done for one to is the law's to say.
RefusalView no_place(Context const& context)
{
    auto const* const self = context.registry().member(context.vault.self());
    auto const lacking = spaces_without_key(context);
    auto facts = lacking.empty() ? facts_of_signer(context) : facts_in(context, lacking.front());
    facts.in_a_space = !lacking.empty();
    facts.in_a_group = self != nullptr && std::ranges::any_of(context.map().groups, [&](auto const& group) {
                           return group.plain && context.registry().reads(*self, *group.plain);
                       });
    auto const decision = law::decide(
        {.action = law::Action::SeekPlace, .place = law::k_groupe_nominatif, .today = context.today()}, facts);
    return {decision.message, decision.article};
}

Phrase say_reader(Leader leader)
{
    if (leader == Leader::Coordinator)
        return phrase("report.subtitle");
    return phrase(leader == Leader::Mayor ? "report.subtitle.mayor" : "report.subtitle.nobody");
}

/// Where it may go, and what stands above the form.
void add_places(Context const& context, std::optional<ReportPlace> const& chosen, ReportFormView& view)
{
    for (auto const& place : report_places(context)) {
        auto const index = static_cast<std::uint32_t>(view.group_ids.size());
        bool const is_chosen = chosen && chosen->group.group == place.group.group;
        view.groups.push_back({index, context.council.group_name(place.group.group), is_chosen});
        view.group_ids.push_back(place.group.group);
    }
    view.print = print_view(
        {.action = law::Action::Print,
         .place = law::k_groupe_nominatif,
         .type = domain::RecordType::Signalement,
         .today = context.today()},
        facts_of_signer(context));
    view.reminder = phrase("law.r_03.rappel");
    view.is_typed = is_typed(context.situations.report);
}

/// Whether it is a signalement or a situation, who decides on it, and why it may not be written there.
void add_kind(Context const& context, ReportPlace const& chosen, ReportFormView& view)
{
    auto const& draft = context.situations.report;
    view.as_situation = draft.as_situation && chosen.create.allowed;
    if (chosen.report.allowed && chosen.create.allowed)
        view.kinds = {
            {0, phrase("situation.kind.report"), !draft.as_situation},
            {1, phrase("situation.kind.situation"), draft.as_situation}};
    // Who may open a situation decides on signalements himself.
    view.read_by =
        view.kinds.empty() ? say_reader(who_leads(context, *chosen.group.nominative)) : phrase("report.subtitle.own");
    auto const& decision = draft.as_situation ? chosen.create : chosen.report;
    if (!decision.allowed) {
        view.refusal = RefusalView{decision.message, decision.article};
        view.way_in = way_in(context);
    }
}

void add_report_fields(Context const& context, GroupId const& group, ReportFormView& view)
{
    view.person = draft_fields(
        context, group,
        {field::k_nom, field::k_prenom, field::k_sexe, field::k_naissance, field::k_adresse, field::k_telephone,
         field::k_courriel, field::k_activite});
    for (std::uint8_t part = 0; part < 7; ++part) {
        auto one = draft_fields(context, group, {static_cast<std::uint8_t>(field::k_representant_1 + part)});
        view.representative.insert(view.representative.end(), one.begin(), one.end());
    }
    auto absence = draft_fields(context, group, {field::k_absence_representant});
    view.representative.insert(view.representative.end(), absence.begin(), absence.end());
    view.facts = draft_fields(
        context, group, {field::k_debut, field::k_origine, field::k_auteur, field::k_motifs, field::k_programme});
    view.cares = draft_cares(context);
    view.information = draft_fields(
        context, group,
        {field::k_information_mode, field::k_information_date, field::k_information_parents_mode,
         field::k_information_parents_date, field::k_information_report, field::k_information_report_date});
    for (auto const& [number, error] : context.situations.report.errors)
        view.errors.emplace_back(number, error);
}

}  // namespace

ReportFormView present_report(Context const& context)
{
    ReportFormView view;
    if (!context.has_registry())
        return view;
    auto const chosen = chosen_report_place(context);
    add_places(context, chosen, view);
    if (!chosen) {
        view.refusal = no_place(context);
        view.way_in = way_in(context);
        return view;
    }
    add_kind(context, *chosen, view);
    add_report_fields(context, chosen->group.group, view);
    return view;
}

}  // namespace huisclos::app
