// S-01 to S-07, S-09: the path of a case. These are our reading of how a working group works, not a text of law; each
// names the text that it serves.
#include "core/domain/statuses.hpp"
#include "core/law/retention.hpp"
#include "core/law/rules.hpp"

namespace huisclos::law::rules {

namespace {

using domain::Needs;

domain::Transition const* transition_of(Request const& request, Facts const& facts)
{
    if (request.action != Action::ChangeStatus)
        return nullptr;
    return domain::find_transition(request.type, facts.record.status, request.to);
}

/// which of several statuses that were written at once is kept. Each was reached along a path; what is asked is
/// that the one kept may stand.
bool settles_status(Request const& request, Facts const& facts)
{
    return request.action == Action::ChangeStatus && facts.record.settles;
}

/// What a status asks for from wherever it is reached, but for a reopening, which is past.
Needs needs_to_stand(Request const& request)
{
    for (auto const& passage : domain::transitions()) {
        bool const leads_there = passage.type == request.type && passage.to == request.to;
        if (leads_there && passage.needs != Needs::Reouverture && passage.needs != Needs::LaterVersion)
            return passage.needs;
    }
    return Needs::Nothing;
}

Needs needs_of(Request const& request, Facts const& facts)
{
    if (settles_status(request, facts))
        return needs_to_stand(request);
    auto const* transition = transition_of(request, facts);
    return transition == nullptr ? Needs::Nothing : transition->needs;
}

/// What a passage gave is corrected where that passage led (RGPD, art. 16), and there alone. Of several values written
/// at once one is kept wherever the record stands: they are there.
bool is_out_of_place(Request const& request, Facts const& facts)
{
    if (request.action != Action::SetField || !domain::is_given_with_status(request.field) || facts.record.settles)
        return false;
    return domain::status_explained_by(request.field) != facts.record.status;
}

/// The day on which it began, of a situation that is closed.
Verdict judge_start(Request const& request, Facts const& facts)
{
    auto const code = code_of(request);
    auto const start = code ? Date::from_number(*code).value_or(Date{}) : Date{};
    auto const& end = facts.record.end;
    bool const is_after = start.is_complete() && end.is_complete() && end < start;
    return is_after ? Verdict(refuse("S-04", "debut")) : std::nullopt;
}

/// The end of a closed situation, as the field would have it.
Verdict judge_end(Request const& request, Facts const& facts)
{
    if (clears(request))
        return refuse("S-04", "fin");
    auto const code = request.field == domain::field::k_date_fin ? code_of(request) : std::nullopt;
    if (!code)
        return std::nullopt;
    auto const end = Date::from_number(*code).value_or(Date{});
    if (!end.is_complete())
        return refuse("S-04", "fin");
    if (end > request.today)
        return refuse("S-04", "futur");
    auto const& start = facts.record.start;
    return start.is_complete() && end < start ? Verdict(refuse("S-04", "debut")) : std::nullopt;
}

}  // namespace

/// S-01: a status follows another only where a path exists, and changes by this command alone, never as a field; nor is
/// what explains it written without it.
Verdict s_01(Request const& request, Facts const& facts)
{
    if (is_field_write(request.action) && request.field == domain::field::k_statut)
        return refuse("S-01", "par_statut");
    if (is_out_of_place(request, facts))
        return refuse("S-01", "avec_statut");
    if (request.action != Action::ChangeStatus || settles_status(request, facts))
        return std::nullopt;
    auto const* transition = transition_of(request, facts);
    if (transition == nullptr)
        return refuse("S-01", "passage");
    if (transition->needs == Needs::LaterVersion)
        return refuse("S-01", "version");
    return std::nullopt;
}

/// S-02: the coordonnateur qualifies and decides for the group, under the mayor who is the controller of the file.
Verdict s_02(Request const& request, Facts const& facts)
{
    if (request.action != Action::ChangeStatus || leads(facts.actor.profile))
        return std::nullopt;
    return refuse("S-02", "qui");
}

/// S-03: a path has a référent, who writes its actions. Référence : délibération CNIL n° 2014-262 (AU-038), article 3.
Verdict s_03(Request const& request, Facts const& facts)
{
    bool const names = request.action == Action::SetField && request.type == domain::RecordType::Situation &&
                       request.field == domain::field::k_referent && request.value &&
                       !std::holds_alternative<domain::Cleared>(*request.value);
    if (names && !may_write_actions(request.place.compartment, facts.subject))
        return refuse("S-03", "fonction");
    if (needs_of(request, facts) != Needs::EntreeSuivi || facts.record.has_referent)
        return std::nullopt;
    return refuse("S-03", "referent");
}

/// S-04: a follow-up ends on a date, for a reason, neither before it began nor tomorrow; corrected later, it
/// still does: the end of the archive is counted from there.
Verdict s_04(Request const& request, Facts const& facts)
{
    bool const corrects = request.action == Action::SetField && facts.record.status == domain::Statut::Cloturee;
    if (corrects && request.type == domain::RecordType::Situation && request.field == domain::field::k_debut)
        return judge_start(request, facts);
    if (corrects && domain::status_explained_by(request.field) == domain::Statut::Cloturee)
        return judge_end(request, facts);
    if (needs_of(request, facts) != Needs::Fin)
        return std::nullopt;
    auto const& record = facts.record;
    if (!record.end.is_complete() || !record.has_end_reason)
        return refuse("S-04", "fin");
    if (record.end > request.today)
        return refuse("S-04", "futur");
    if (record.start.is_complete() && record.end < record.start)
        return refuse("S-04", "debut");
    return std::nullopt;
}

/// S-05: a case goes elsewhere by a named channel; a signalement is refused for a named reason; neither is emptied.
Verdict s_05(Request const& request, Facts const& facts)
{
    if (clears(request) && request.field == domain::field::k_canal && facts.record.status == domain::Statut::Reorientee)
        return refuse("S-05", "canal");
    if (clears(request) && request.field == domain::field::k_motif_refus &&
        facts.record.status == domain::Statut::Refusee)
        return refuse("S-05", "motif");
    auto const needs = needs_of(request, facts);
    if (needs == Needs::Canal && !facts.record.has_canal)
        return refuse("S-05", "canal");
    if (needs == Needs::MotifRefus && !facts.record.has_refusal_reason)
        return refuse("S-05", "motif");
    return std::nullopt;
}

/// S-06: partners contribute while the case is open; the coordonnateur may still correct (RGPD, art. 16).
Verdict s_06(Request const& request, Facts const& facts)
{
    bool const sheet = request.type == domain::RecordType::Situation && is_field_write(request.action);
    if (!sheet || leads(facts.actor.profile) || domain::is_open(facts.record.status))
        return std::nullopt;
    return refuse("S-06", "close");
}

/// S-07: a situation closed by mistake, or that a new fact concerns, is examined again: for a reason, while it is kept
/// . From the archive on, an opening is another matter.
Verdict s_07(Request const& request, Facts const& facts)
{
    if (needs_of(request, facts) != Needs::Reouverture)
        return std::nullopt;
    if (!facts.record.has_reopening_reason)
        return refuse("S-07", "motif");
    auto const kept = archive_end(facts.record.end, facts.person.birth);
    if (kept && kept->until <= request.today)
        return refuse("S-07", "terme");
    return std::nullopt;
}

/// S-09: « Un signalement retenu donne une situation, et une seule. » Our reading: one sheet is one person (CNIL,
/// bonnes pratiques de janvier 2020). Two who retain it at once, each without the other, make two: that is told, not
/// undone.
Verdict s_09(Request const& request, Facts const& facts)
{
    bool const retains = request.action == Action::ChangeStatus && request.to == domain::Statut::Retenue;
    if (!retains || facts.record.settles || facts.record.unretained)
        return std::nullopt;
    return refuse("S-09", "situation");
}

}  // namespace huisclos::law::rules
