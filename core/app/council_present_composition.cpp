// The page of the council, and what may be prepared about its composition.

#include <algorithm>

#include "core/app/communes.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/founding_internal.hpp"
#include "core/app/situation_state.hpp"
#include "core/base/utf8.hpp"
#include "core/law/abilities.hpp"

namespace huisclos::app {

namespace {

/// What is typed, else what the record says.
template <typename Subject>
std::string text_of(EditedRecord<Subject> const& edited, std::uint32_t field, std::string const& written)
{
    auto const found = edited.values.find(field);
    return found == edited.values.end() ? written : found->second.text;
}

template <typename Subject>
std::uint32_t typed_code_of(EditedRecord<Subject> const& edited, std::uint32_t field, std::uint32_t written)
{
    auto const found = edited.values.find(field);
    if (found == edited.values.end())
        return written;
    return first_code(found->second);
}

/// What was typed about another one does not count.
template <typename Subject>
EditedRecord<Subject> edited_about(EditedRecord<Subject> const& edited, Subject const& subject)
{
    return edited.subject == subject ? edited : EditedRecord<Subject>{.subject = subject};
}

std::optional<FieldView> function_field(Context const& context, ledger::Member const& member, std::uint32_t chosen)
{
    auto const now = profile_of(context.registry(), member.id);
    FieldView view;
    view.field = member_form::k_function;
    view.kind = FieldKind::Choice;
    view.label = phrase("council.field.profile");
    view.help = phrase(is_change_prepared(context, member.id) ? "council.function.waits" : "council.function.help");
    view.may_edit = true;
    view.required = true;
    for (std::uint32_t code = 1; code <= domain::k_profiles; ++code) {
        auto const profile = static_cast<domain::Profile>(code);
        bool const is_taken = profile == domain::Profile::Coordonnateur && !is_coordinator_free(context, member.id);
        bool const is_offered = profile == now || (!is_taken && decide_function(context, member, profile).allowed);
        if (!is_offered)
            continue;
        view.options.push_back({code, phrase(domain::text_key(profile)), chosen == code});
        if (chosen == code)
            view.value = view.options.back().label;
    }
    return view.options.size() < 2 ? std::nullopt : std::optional(std::move(view));
}

/// Who sits, as his record says it.
void add_identity(domain::Membre const& known, EditedRecord<MemberId> const& edited, std::vector<FieldView>& form)
{
    auto const quality = known.qualite ? static_cast<std::uint32_t>(*known.qualite) : 0;
    form.push_back(text_field(
        member_form::k_name, "council.field.name", text_of(edited, member_form::k_name, known.nom), k_name_length));
    form.back().required = true;
    form.push_back(choice_field(
        member_form::k_quality, "council.field.quality", domain::ListId::Qualite,
        typed_code_of(edited, member_form::k_quality, quality)));
    form.back().required = true;
    form.push_back(text_field(
        member_form::k_organisation, "council.field.organisation",
        text_of(edited, member_form::k_organisation, known.organisation), k_organisation_length));
}

/// Who may prepare the departure is who is above him: of the mayor nobody is.
Phrase end_help(Context const& context, ledger::Member const& member)
{
    if (is_above(context, member))
        return phrase("council.mandate.end_help");
    auto const* const mayor = context.registry().holder_of(ledger::k_mayor_rank);
    if (mayor == nullptr || mayor->id == member.id)
        return phrase("council.mandate.end_alone");
    return phrase("council.mandate.end_asks").with("name", plain_name(context, mayor->id));
}

FieldView animator_field(Context const& context, std::vector<MemberId> const& members, std::uint32_t chosen)
{
    FieldView view;
    view.field = group_form::k_animator;
    view.kind = FieldKind::Member;
    view.label = phrase("council.field.animator");
    view.may_edit = true;
    std::uint32_t code = 0;
    for (auto const& id : members) {
        ++code;  // From 1: 0 stands for nobody.
        view.options.push_back({code, context.council.name_of(id), chosen == code});
        if (chosen == code)
            view.value = view.options.back().label;
    }
    return view;
}

/// Who holds a rank, by name.
Phrase holder(Context const& context, ledger::Rank rank)
{
    auto const* const member = context.registry().holder_of(rank);
    return member == nullptr ? Phrase{} : context.council.name_of(member->id);
}

/// Nobody may be: the mayor has all that the function gives, and leads.
Phrase say_coordinator(Context const& context)
{
    if (has_coordinator(context))
        return holder(context, k_coordinator_rank);
    bool const is_led = context.registry().holder_of(ledger::k_mayor_rank) != nullptr;
    return is_led ? phrase("council.coordinator.nobody") : Phrase{};
}

/// That of naming a coordinator says so once somebody is.
std::string_view duty_key(Context const& context, domain::Obligation duty)
{
    bool const is_named = duty == domain::Obligation::CoordonnateurDesigne && has_coordinator(context);
    return is_named ? "council.duty.coordinator_named"
                    : domain::text_key(domain::ListId::Obligation, static_cast<std::uint64_t>(duty));
}

/// Each begins as a sentence does: they do not stand in one.
Phrase say_duties(std::vector<std::string> const& duties)
{
    auto said = listed(duties);
    if (!said.empty())
        said.key = "council.duties." + std::to_string(duties.size());
    return said;
}

void add_communes(domain::Instance const& instance, std::vector<FieldView>& fields)
{
    bool const is_cispd = instance.type == domain::TypeInstance::Cispd;
    for (auto const& commune : instance.communes) {
        if (is_cispd) {
            auto member = phrase("council.commune_member").with("name", commune.nom).with("code", commune.code);
            fields.push_back(shown("domain.field.commune_nom", std::move(member)));
            continue;
        }
        auto said = phrase("council.commune").with("name", commune.nom);
        said.with("n", static_cast<std::int64_t>(commune.population));
        fields.push_back(shown("domain.field.commune_nom", std::move(said)));
    }
}

void add_council_identity(
    domain::Instance const& instance, EditedRecord<RecordId> const& edited, std::vector<FieldView>& form)
{
    bool const is_cispd = instance.type == domain::TypeInstance::Cispd;
    form.push_back(text_field(
        council_form::k_name, is_cispd ? "founding.epci" : "founding.commune",
        text_of(edited, council_form::k_name, instance.nom), k_name_length));
    form.push_back(text_field(
        council_form::k_code, is_cispd ? "founding.siren" : "founding.insee",
        text_of(edited, council_form::k_code, instance.code), founding::k_code_length));
    form.back().help = phrase(is_cispd ? "founding.siren.help" : "founding.insee.help");
    constexpr std::uint32_t k_population_length = 12;
    if (!is_cispd) {
        form.push_back(text_field(
            council_form::k_population, "founding.population",
            text_of(edited, council_form::k_population, std::to_string(population_of(instance.communes))),
            k_population_length));
        form.back().help = phrase("founding.population.help");
    }
    for (auto& field : form)
        field.required = true;
}

FieldView communes_field(EditedRecord<RecordId> const& edited, domain::Instance const& instance)
{
    auto view = text_field(
        council_form::k_communes, "founding.communes",
        text_of(edited, council_form::k_communes, typed_communes(instance.communes)), k_communes_length);
    view.kind = FieldKind::Note;
    view.required = true;
    view.help = phrase("founding.communes.help");
    return view;
}

}  // namespace

bool may_prepare(
    Context const& context, std::optional<CompartmentId> const& cid, domain::RecordType type, std::uint64_t field)
{
    auto const signer = facts_of_signer(context).actor;
    auto const place = cid ? place_of(context.registry(), *cid) : std::nullopt;
    return place && signer.ranked && signer.active && can_prepare(context, *cid) &&
           law::decide_field(*place, type, field, facts_in(context, *cid), context.today()).allowed;
}

bool may_compose(
    Context const& context, std::optional<CompartmentId> const& cid, domain::RecordType type, std::uint64_t field)
{
    return may_prepare(context, cid, type, field) && !context.vault.is_write_stopped();
}

bool is_above(Context const& context, ledger::Member const& member)
{
    auto const* const self = context.registry().member(context.vault.self());
    return self != nullptr && !self->is_out() && !member.is_out() && self->rank < member.rank;
}

law::Decision decide_function(Context const& context, ledger::Member const& member, domain::Profile profile)
{
    auto facts = facts_of_signer(context);
    facts.former_profile = profile_of(context.registry(), member.id);
    facts.subject = member_facts(context, member.id, std::nullopt);
    facts.subject.profile = profile;
    law::Request const request{
        .action = law::Action::ChangeFunction, .place = law::k_annuaire, .today = context.today()};
    return law::decide(request, facts);
}

law::Decision decide_admission(Context const& context, domain::Profile profile)
{
    auto facts = facts_of_signer(context);
    facts.former_profile = domain::Profile::None;
    facts.subject.profile = profile;
    law::Request const request{
        .action = law::Action::ChangeFunction, .place = law::k_annuaire, .today = context.today()};
    return law::decide(request, facts);
}

bool is_coordinator_free(Context const& context, MemberId const& member)
{
    auto const* const holder = context.registry().holder_of(k_coordinator_rank);
    if (holder == nullptr || holder->id == member)
        return true;
    auto const ends_it = [holder](DraftChange const& change) {
        return change.member == holder->id && std::ranges::any_of(change.ops, [](ledger::ActOp const& op) {
                   auto const* const rank = std::get_if<ledger::RankOp>(&op);
                   return std::holds_alternative<ledger::MemberOutOp>(op) || (rank != nullptr && !rank->rank);
               });
    };
    return std::ranges::any_of(context.acts.draft, ends_it);
}

bool may_see_group(Context const& context, GroupCompartments const& group)
{
    auto const facts = facts_of_signer(context).actor;
    if (facts.ranked)
        return true;
    auto const* const self = context.registry().member(context.vault.self());
    if (self == nullptr)
        return false;
    return (group.plain && self->right_in(*group.plain).role > 0) ||
           (group.nominative && self->right_in(*group.nominative).role > 0);
}

std::vector<MemberId> animators_of(Context const& context, GroupCompartments const& group)
{
    auto members = group.plain ? context.registry().readers(*group.plain) : std::vector<MemberId>{};
    sort_by_name(context, members);
    return members;
}

std::vector<FieldView> member_form_of(Context const& context, ledger::Member const& member)
{
    std::vector<FieldView> form;
    if (member.is_out())
        return form;
    auto const edited = edited_about(context.acts.edited_member, member.id);
    if (is_above(context, member)) {
        auto const now = static_cast<std::uint32_t>(profile_of(context.registry(), member.id));
        if (auto field = function_field(context, member, typed_code_of(edited, member_form::k_function, now)))
            form.push_back(std::move(*field));
    }
    auto const* const known = context.council.member(member.id);
    bool const may_write =
        may_compose(context, context.map().directory, domain::RecordType::Membre, domain::membre_field::k_arrete);
    if (known != nullptr && may_write) {
        add_identity(*known, edited, form);
        form.push_back(text_field(
            member_form::k_order, "domain.field.arrete", text_of(edited, member_form::k_order, known->arrete),
            founding::k_order_length));
        form.back().help = phrase("council.order.help");
        form.push_back(date_field(
            member_form::k_start, phrase("domain.field.mandat_debut"),
            text_of(edited, member_form::k_start, typed_date(known->debut))));
        form.push_back(date_field(
            member_form::k_end, phrase("domain.field.mandat_fin"),
            text_of(edited, member_form::k_end, typed_date(known->fin))));
        form.back().help = end_help(context, member);
    }
    put_errors(form, edited.errors);
    return form;
}

std::vector<FieldView> group_form_of(
    Context const& context, GroupCompartments const& group, domain::Groupe const& known)
{
    auto const map = context.map();
    if (!may_compose(context, map.directory, domain::RecordType::Groupe, domain::groupe_field::k_animateur))
        return {};
    auto const members = animators_of(context, group);
    auto const edited = edited_about(context.acts.edited_group, group.group);
    auto const typed = edited.values.find(group_form::k_animator);
    auto const chosen = typed == edited.values.end() ? known.animateur : typed->second.member;
    auto const found = chosen ? std::ranges::find(members, *chosen) : members.end();
    auto const code = found == members.end() ? 0 : static_cast<std::uint32_t>(found - members.begin()) + 1;
    auto const vocation = known.vocation ? static_cast<std::uint32_t>(*known.vocation) : 0;
    std::vector<FieldView> form{
        text_field(
            group_form::k_name, "council.field.group_name", text_of(edited, group_form::k_name, known.nom),
            k_group_name_length),
        choice_field(
            group_form::k_vocation, "council.field.vocation", domain::ListId::Vocation,
            typed_code_of(edited, group_form::k_vocation, vocation)),
        text_field(
            group_form::k_perimeter, "council.field.perimeter",
            text_of(edited, group_form::k_perimeter, known.perimetre), k_perimeter_length)};
    form.back().kind = FieldKind::Note;
    for (auto& field : form)
        field.required = true;
    form.push_back(animator_field(context, members, code));
    put_errors(form, edited.errors);
    return form;
}

CouncilView present_council(Context const& context)
{
    CouncilView view;
    view.name = context.council.council_name();
    auto const& instance = context.council.instance();
    if (!context.has_registry() || !instance)
        return view;
    auto const type = instance->type ? static_cast<std::uint64_t>(*instance->type) : 0;
    bool const is_cispd = instance->type == domain::TypeInstance::Cispd;
    view.fields = {shown("domain.field.type_instance", label_of(domain::ListId::TypeInstance, type))};
    // The one commune of a CLSPD is said with its population.
    if (is_cispd)
        view.fields.push_back(shown("founding.epci", verbatim(instance->nom)));
    add_communes(*instance, view.fields);
    view.fields.push_back(shown(is_cispd ? "founding.siren" : "founding.insee", verbatim(instance->code)));
    std::vector<std::string> duties;
    for (auto const duty : instance->obligations)
        duties.emplace_back(duty_key(context, duty));
    // Those of an intercommunal council are its communes', one by one (CSI L. 132-13): none is written for it.
    if (!is_cispd || !duties.empty())
        view.fields.push_back(shown("domain.field.obligations", say_duties(duties)));
    view.fields.push_back(
        shown("domain.field.arrete", instance->arrete.empty() ? Phrase{} : verbatim(instance->arrete)));
    view.fields.push_back(shown("council.field.president", holder(context, ledger::k_mayor_rank)));
    view.fields.push_back(shown("council.field.coordinator", say_coordinator(context)));
    view.conflicts = conflicts_of(context, *instance);
    bool const may_write =
        may_compose(context, context.map().plenary, domain::RecordType::Instance, domain::instance_field::k_arrete);
    if (!may_write)
        return view;
    auto const edited = edited_about(context.acts.edited_council, instance->record);
    add_council_identity(*instance, edited, view.form);
    view.form.push_back(text_field(
        council_form::k_order, "domain.field.arrete", text_of(edited, council_form::k_order, instance->arrete),
        founding::k_order_length));
    view.form.back().help = phrase("council.order.help");
    if (is_cispd)
        view.form.push_back(communes_field(edited, *instance));
    put_errors(view.form, edited.errors);
    return view;
}

}  // namespace huisclos::app
