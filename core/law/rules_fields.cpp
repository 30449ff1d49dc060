// what may be written on a person.
#include "core/law/rules.hpp"

#include "core/domain/age.hpp"

namespace huisclos::law::rules {

namespace {

using domain::FieldKind;
using domain::ValueProblem;

std::optional<ValueProblem> problem_of(Request const& request)
{
    auto const* row = field_of(request);
    if (row == nullptr || !request.value || request.action == Action::DropElement)
        return std::nullopt;
    return domain::find_problem(*row, *request.value);
}

bool fits_action(domain::Field const& row, Action action)
{
    if (row.kind == FieldKind::Derived)
        return false;
    if (action == Action::AddElement || action == Action::DropElement)
        return domain::is_written_by_add(row.kind);
    if (action == Action::Append)
        return row.kind == FieldKind::Journal;
    return !domain::is_written_by_add(row.kind) && row.kind != FieldKind::Journal;
}

/// A text field, or a journal of texts.
bool holds_text(domain::Field const& row)
{
    return row.kind == FieldKind::Text || (row.kind == FieldKind::Journal && row.element.empty());
}

/// What R-12 will ask for once the signalement is retained; none = nothing.
Phrase asked_later(Request const& request, Facts const& facts)
{
    auto const& person = facts.person;
    bool const reports = request.action == Action::CreateRecord && request.type == domain::RecordType::Signalement;
    if (!reports || person.has_representative || person.has_absence_reason)
        return {};
    switch (domain::minority(person.birth, request.today)) {
    case domain::Minority::Adult:
        return {};
    case domain::Minority::Unknown:
        return phrase("law.r_12.a_venir_age");
    case domain::Minority::Minor:
        return phrase("law.r_12.a_venir");
    }
    return {};
}

/// R-04 will ask for the coordonnateur's approval once the signalement is retained.
bool reports_autre(Request const& request, Facts const& facts)
{
    return request.action == Action::CreateRecord && request.type == domain::RecordType::Signalement &&
           facts.record.has_autre;
}

bool writes_autre(Request const& request)
{
    auto const* row = field_of(request);
    return row != nullptr && row->list == domain::ListId::Motif && request.action == Action::AddElement &&
           code_of(request) == static_cast<std::uint64_t>(domain::Motif::Autre);
}

Decision refuse_emptying()
{
    auto decision = refuse("R-02", "obligatoire");
    decision.article = phrase("law.r_02.obligatoire.article");
    return decision;
}

}  // namespace

/// « Aucun champ n'existe en dehors de la liste des données permises ; un administrateur ne peut en ajouter aucun
/// sur une personne. » Référence : délibération CNIL n° 2014-262 (AU-038), article 3. What the tables require (A-10 to
/// and fields of the council's records) is replaced, and never emptied: this program's own rule, which no
/// text asks for, and which its refusal says to be so.
Verdict r_02(Request const& request, Facts const&)
{
    if (request.action == Action::AddFieldToModel)
        return refuse("R-02", "modele");
    if (!is_field_write(request.action))
        return std::nullopt;
    auto const* row = field_of(request);
    if (row == nullptr || !fits_action(*row, request.action))
        return refuse("R-02", "champ");
    if (clears(request) && row->presence == domain::Presence::Required)
        return refuse_emptying();
    auto const problem = problem_of(request);
    if (!problem || *problem == ValueProblem::TooLong || *problem == ValueProblem::NotInList)
        return std::nullopt;  // say it better.
    return refuse("R-02", "valeur");
}

/// « Tout texte libre sur une personne est borné et montre la règle. » CNIL, bonnes pratiques de janvier 2020.
/// Its reminder is a notice; its check of words is words.hpp, which warns and never blocks.
Verdict r_03(Request const& request, Facts const&)
{
    if (problem_of(request) != ValueProblem::TooLong)
        return std::nullopt;
    auto decision = refuse("R-03", "longueur");
    decision.message.with("max", static_cast<std::int64_t>(field_of(request)->max));
    return decision;
}

/// « Le motif et l'origine se choisissent dans des listes fermées ; « autre » demande l'accord du coordonnateur.
/// » CNIL, bonnes pratiques de janvier 2020.
Verdict r_04(Request const& request, Facts const& facts)
{
    if (problem_of(request) == ValueProblem::NotInList)
        return refuse("R-04", "liste");
    bool const approves = request.action == Action::SetField && request.type == domain::RecordType::Signalement &&
                          request.field == domain::field::k_accord_autre;
    if (approves && !leads(facts.actor.profile))
        return refuse("R-04", "accord");
    bool const retains = (request.action == Action::ChangeStatus && request.to == domain::Statut::Retenue) ||
                         (request.action == Action::CreateRecord && request.type == domain::RecordType::Situation);
    if (!retains || !facts.record.has_autre || facts.record.autre_approved)
        return std::nullopt;
    if (facts.record.autre_refused)
        return refuse("R-04", "refuse");
    if (!leads(facts.actor.profile))
        return refuse("R-04", "attente");
    // It waits for this very person: where it is given.
    auto decision = refuse("R-04", "votre_accord");
    decision.message.with("field", TextRef{"domain.field.accord_autre", {}});
    return decision;
}

std::vector<Phrase> notices(Request const& request, Facts const& facts)
{
    std::vector<Phrase> all;
    auto const* row = field_of(request);
    if (is_field_write(request.action) && row != nullptr && holds_text(*row) && row->free_text == domain::FreeText::Yes)
        all.push_back(phrase("law.r_03.rappel"));
    bool const is_autre =
        (writes_autre(request) && request.type == domain::RecordType::Signalement) || reports_autre(request, facts);
    if (is_autre && !leads(facts.actor.profile))
        all.push_back(phrase("law.r_04.a_venir"));
    if (auto later = asked_later(request, facts); !later.empty())
        all.push_back(std::move(later));
    bool const begins = (request.action == Action::CreateRecord && request.type == domain::RecordType::Situation) ||
                        (request.action == Action::ChangeStatus && request.to == domain::Statut::EnSuivi);
    if (begins && !facts.person.birth.is_known())
        all.push_back(phrase("law.r_60.naissance"));
    return all;
}

}  // namespace huisclos::law::rules
