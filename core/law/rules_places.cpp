// what may exist, and where.
#include "core/law/rules.hpp"

namespace huisclos::law::rules {

namespace {

using domain::CompartmentClass;
using domain::Formation;
using domain::Profile;

/// The règlement intérieur itself: who puts it in force, and in which order it came about.
Verdict judge_rules_text(Request const& request, Facts const& facts)
{
    if (!facts.actor.active || !facts.actor.controller)
        return refuse_right("R-22", "maire");
    auto const& text = facts.text;
    if (!text.adopted.is_complete() || text.adopted > request.today)
        return refuse("R-22", "date");
    if (!text.needs_proposal)
        return allow("R-22");
    if (!text.proposed.is_complete())
        return refuse("R-22", "groupes");
    if (text.proposed > text.adopted)
        return refuse("R-22", "ordre");
    return allow("R-22");
}

bool brings_something(Action action)
{
    return is_record_write(action) || action == Action::CreateCompartment;
}

}  // namespace

/// « Aucune information nominative ne peut être créée dans un espace de la formation plénière ou restreinte. »
/// Référence : délibération CNIL n° 2014-262 (AU-038), article 1 : les échanges en formation plénière ou restreinte
/// sont hors du traitement ; CSI, art. L. 132-5 : les situations individuelles s'échangent au sein des groupes.
Verdict r_01(Request const& request, Facts const&)
{
    if (!brings_something(request.action) || request.place.formation == Formation::Groupe)
        return std::nullopt;
    bool const is_secret_space = request.place.compartment == CompartmentClass::SecretSocial;
    if (is_secret_space || nature_of(request) < domain::Nature::N3)
        return std::nullopt;
    if (request.place.compartment == CompartmentClass::Famille && request.place.vault == domain::VaultKind::Families)
        return std::nullopt;
    bool const restreinte = request.place.formation == Formation::Restreinte;
    return refuse("R-01", restreinte ? "restreinte" : "pleniere");
}

/// « Aucun espace d'informations à caractère secret ne peut être créé dans un conseil ; l'espace des
/// professionnels de l'action sociale a ses propres clés et ses propres membres, et nul membre du conseil, pas même le
/// maire ou le coordonnateur, n'en détient la clé. » CASF, art. L. 121-6-2.
Verdict r_07(Request const& request, Facts const& facts)
{
    if (request.place.compartment != CompartmentClass::SecretSocial)
        return std::nullopt;
    if (request.place.vault != domain::VaultKind::Social)
        return refuse("R-07", "espace");
    auto const is_of_council = [](Profile profile) {
        return leads(profile) || profile == Profile::Secretariat || profile == Profile::Parquet;
    };
    if (is_of_council(facts.actor.profile))
        return refuse("R-07", "cle");
    if (request.action == Action::GiveAccess && is_of_council(facts.subject.profile))
        return refuse("R-07", "cle");
    return std::nullopt;
}

/// « Le règlement intérieur est proposé par les membres du groupe, puis adopté par le conseil ; aucun espace
/// nominatif n'ouvre avant son adoption. » CSI, art. L. 132-5, dernier alinéa : « selon les modalités prévues par un
/// règlement intérieur établi par le conseil […] sur la proposition des membres du groupe de travail ».
Verdict r_22(Request const& request, Facts const& facts)
{
    if (request.action == Action::PutTextInForce && request.text == domain::TypeTexte::ReglementInterieur)
        return judge_rules_text(request, facts);
    if (!is_nominative(request.place.compartment))
        return std::nullopt;
    if (request.action == Action::SeekPlace && facts.in_a_group && !facts.in_a_space)
        return refuse("R-22", "espace");
    bool const creates = request.action == Action::CreateCompartment;
    if (!creates && !is_reading(request.action) && !is_record_write(request.action))
        return std::nullopt;
    auto const& group = facts.group;
    if (creates && (!group.rules_proposed.is_complete() || group.rules_proposed > request.today))
        return refuse("R-22", "proposition");
    if (!group.rules_adopted.is_complete() || group.rules_adopted > request.today)
        return refuse("R-22", "adoption");
    if (creates && group.rules_proposed > group.rules_adopted)
        return refuse("R-22", "ordre");
    return std::nullopt;
}

/// « Aucune liste nominative n'est imprimée ni exportée ; une fiche ne sort que pour répondre à la personne, aux
/// archives ou au procureur, avec un motif, une marque et une trace. » CNIL, bonnes pratiques de janvier 2020 (pas de
/// fichier collectif) ; CSI, art. L. 132-5. The three outings of one sheet come with a later version. A
/// value that a reader copies is not the sheet: it is traced as what leaves, and nothing copies all of them.
Verdict r_34(Request const& request, Facts const&)
{
    if (!is_nominative(request.place.compartment))
        return std::nullopt;
    switch (request.action) {
    case Action::PrintList:
    case Action::ExportList:
        return refuse("R-34", "liste");
    case Action::Print:
    case Action::Export:
        return refuse("R-34", "fiche");
    default:
        return std::nullopt;
    }
}

}  // namespace huisclos::law::rules
