#include <algorithm>

#include "core/law/request.hpp"

namespace huisclos::law {

void add_sheet(Facts& facts, domain::Fiche const& fiche, MemberId const& actor, std::optional<OpId> question)
{
    auto& record = facts.record;
    record.status = fiche.statut();
    record.own = fiche.createur == actor;
    record.names_actor = fiche.referent == actor;
    record.asks_actor = question && std::ranges::any_of(fiche.questions, [&](domain::Question const& asked) {
                            return asked.written.op == *question && asked.interroge == actor;
                        });
    record.has_referent = fiche.referent.has_value();
    record.has_canal = fiche.canal.has_value();
    record.has_refusal_reason = fiche.motif_refus.has_value();
    record.has_end_reason = fiche.motif_fin.has_value();
    record.start = fiche.debut;
    record.end = fiche.date_fin;
    record.has_autre = fiche.has_motif(domain::Motif::Autre);
    record.autre_approved = fiche.accord_autre == domain::AccordAutre::Accepte;
    record.autre_refused = fiche.accord_autre == domain::AccordAutre::Refuse;

    record.has_judicial_care = std::ranges::any_of(fiche.prises_en_charge, [](domain::PriseEnCharge const& care) {
        return care.type == domain::TypePriseEnCharge::Judiciaire;
    });

    auto& person = facts.person;
    person.named = fiche.personne.is_named();
    person.birth = fiche.personne.naissance;
    person.has_representative = fiche.has_representative();
    person.has_absence_reason = fiche.absence_representant.has_value();
    person.informed = fiche.information.person_informed();
    person.parents_informed = fiche.information.parents_informed();
    person.deferred = fiche.information.is_deferred();
    person.deferred_until = fiche.information.report_date;
}

void add_rules(Facts& facts, Date proposed_by_group, Date adopted)
{
    facts.group.rules_proposed = proposed_by_group;
    facts.group.rules_adopted = adopted;
}

}  // namespace huisclos::law
