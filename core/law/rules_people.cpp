// S-08, R-12, R-60, R-61, R-80: what is owed to the person followed.
#include "core/law/rules.hpp"

#include "core/domain/age.hpp"

namespace huisclos::law::rules {

namespace {

using domain::Minority;
using domain::Statut;

/// « Retenir » makes a situation: what is owed to the person is asked by the passage, before it is offered and logged.
/// To keep that status among others makes none.
bool retains(Request const& request, Facts const& facts)
{
    return request.action == Action::ChangeStatus && request.to == Statut::Retenue && !facts.record.settles;
}

bool opens_sheet(Request const& request, Facts const& facts)
{
    bool const creates = request.action == Action::CreateRecord && request.type == domain::RecordType::Situation;
    return creates || retains(request, facts);
}

bool reports(Request const& request)
{
    return request.action == Action::CreateRecord && request.type == domain::RecordType::Signalement;
}

bool enters_follow_up(Request const& request)
{
    return request.action == Action::ChangeStatus && request.to == Statut::EnSuivi;
}

}  // namespace

/// S-08: « Un signalement, comme une situation, dit de qui il parle : un nom ou, au moins, un prénom. » Our reading:
/// the identity of the person comes first among what a sheet may hold (référence : délibération CNIL n° 2014-262
/// (AU-038), article 3), and one sheet is one person (CNIL, bonnes pratiques de janvier 2020). Neither part is asked
/// for alone.
Verdict s_08(Request const& request, Facts const& facts)
{
    if ((!reports(request) && !opens_sheet(request, facts)) || facts.person.named)
        return std::nullopt;
    return refuse("S-08", "personne");
}

/// « Pour une personne de moins de 18 ans, un représentant légal est indiqué, ou le motif de son absence ; la
/// date des 25 ans est calculée dès la création. » Référence : délibération CNIL n° 2014-262 (AU-038), articles 3 et 5.
/// Without a birth date the person is held to be a minor. It is asked of a situation: who reports may not know the
/// representative, and is only told that he will be asked for (`notices`).
Verdict r_12(Request const& request, Facts const& facts)
{
    if (!opens_sheet(request, facts) && !enters_follow_up(request))
        return std::nullopt;
    if (facts.person.has_representative || facts.person.has_absence_reason)
        return std::nullopt;
    switch (domain::minority(facts.person.birth, request.today)) {
    case Minority::Adult:
        return std::nullopt;
    case Minority::Unknown:
        return refuse("R-12", "age_inconnu");
    case Minority::Minor:
        return refuse("R-12", "representant");
    }
    return std::nullopt;
}

/// « Le suivi ne peut se poursuivre au-delà des 25 ans. » Référence : délibération CNIL n° 2014-262 (AU-038),
/// article 5 : « aucune donnée ne doit être conservée au-delà de cette limite d'âge ». A signalement is such data, and
/// every programme of the lists is for young people: none is made of who is older.
Verdict r_61(Request const& request, Facts const& facts)
{
    if (!reports(request) && !opens_sheet(request, facts) && !enters_follow_up(request))
        return std::nullopt;
    auto const birthday = domain::twenty_fifth_birthday(facts.person.birth);
    if (!birthday || request.today < *birthday)
        return std::nullopt;
    auto decision = refuse("R-61", "age");
    decision.message.with("date", *birthday);
    return decision;
}

/// « La fin de l'archive est la plus proche de deux dates : trois ans après la fin du suivi, ou les 25 ans. »
/// Référence : délibération CNIL n° 2014-262 (AU-038), article 5. Without a birth date it cannot be computed: it is
/// asked, and of a closed situation it is not taken away.
Verdict r_60(Request const& request, Facts const& facts)
{
    bool const is_of_closed = request.type == domain::RecordType::Situation && facts.record.status == Statut::Cloturee;
    if (is_of_closed && request.field == domain::field::k_naissance && clears(request))
        return refuse("R-60", "naissance");
    bool const closes = request.action == Action::ChangeStatus && request.to == Statut::Cloturee;
    if (!closes || facts.person.birth.is_known())
        return std::nullopt;
    return refuse("R-60", "naissance");
}

/// « Une situation ne passe pas « En suivi » sans que la personne, et les parents d'un mineur, aient été informés
/// (mode et date), ou sans un report motivé et daté. » CNIL, bonnes pratiques de janvier 2020 ; charte déontologique.
Verdict r_80(Request const& request, Facts const& facts)
{
    if (!enters_follow_up(request))
        return std::nullopt;
    auto const& person = facts.person;
    bool const minor = domain::minority(person.birth, request.today) != Minority::Adult;
    if (person.informed && (person.parents_informed || !minor))
        return std::nullopt;
    if (person.deferred && person.deferred_until < request.today)
        return refuse("R-80", "report_passe");
    if (person.deferred)
        return std::nullopt;
    return refuse("R-80", person.informed ? "parents" : "personne");
}

}  // namespace huisclos::law::rules
