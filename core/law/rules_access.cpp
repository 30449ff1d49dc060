// who sits as what, who opens, who leaves, and what the log keeps of it.
#include "core/law/rules.hpp"

#include <utility>

namespace huisclos::law::rules {

namespace {

Verdict missing_condition(ActorFacts const& who)
{
    if (!who.active)
        return refuse("R-21", "compte");
    if (!who.charter_accepted)
        return refuse("R-21", "charte");
    if (!who.rules_accepted)
        return refuse("R-21", "reglement");
    return std::nullopt;
}

/// No nominative space opens to him: what there is to do for one to open.
Decision no_place(Facts const& facts)
{
    if (!facts.in_a_space)
        return refuse("R-21", "aucun_groupe");
    auto missing = missing_condition(facts.actor);
    return missing ? std::move(*missing) : refuse("R-21", "cle");
}

}  // namespace

/// « N'ouvre l'espace nominatif d'un groupe que la personne nommée dans ce groupe, dont le compte est actif, et
/// qui a signé la charte dans sa version en vigueur ; le règlement intérieur est en vigueur. » CSI, art. L. 132-5 ;
/// charte déontologique. What a member had read before a new version stays his; he opens nothing more until he accepts
/// it. The version in force is put there by the mayor, who answers for the processing.
Verdict r_21(Request const& request, Facts const& facts)
{
    if (request.action == Action::PutTextInForce && request.text == domain::TypeTexte::Charte) {
        bool const may = facts.actor.active && facts.actor.controller;
        return may ? allow("R-21") : refuse_right("R-21", "maire");
    }
    if (!is_nominative(request.place.compartment))
        return std::nullopt;
    if (request.action == Action::SeekPlace)
        return no_place(facts);
    if (request.action == Action::GiveAccess)
        return missing_condition(facts.subject);
    if (!is_reading(request.action) && !is_record_write(request.action))
        return std::nullopt;
    if (facts.actor.active && facts.actor.role == domain::Role::None)
        return refuse("R-21", "groupe");
    return missing_condition(facts.actor);
}

/// « L'exclusion ou la fin du mandat retire le membre et change la clé du groupe : ce qui est écrit ensuite lui
/// est illisible ; ses accès passés restent au journal. » Charte déontologique ; CSI, art. L. 132-5.
Verdict r_24(Request const& request, Facts const& facts)
{
    if (request.action != Action::RemoveMember)
        return std::nullopt;
    if (!facts.actor.ranked || !facts.actor.active)
        return refuse("R-24", "signataire");
    if (!facts.act_rotates)
        return refuse("R-24", "cle");
    return allow("R-24");
}

/// « Chaque membre siège à un titre, par un arrêté daté. » CSI, art. L. 132-4 and D. 132-8. Who signs acts gives
/// a function in the tool; the coordonnateur (CSI, art. L. 132-4) and the délégué à la protection des données (RGPD,
/// art. 37) are designated by who answers for the processing, who invites them himself; the mayor's own is handed over
/// by another act.
Verdict r_20(Request const& request, Facts const& facts)
{
    if (request.action != Action::ChangeFunction)
        return std::nullopt;
    if (!facts.actor.ranked || !facts.actor.active)
        return refuse_right("R-20", "signataire");
    auto const before = facts.former_profile;
    auto const after = facts.subject.profile;
    if (before == domain::Profile::Maire || after == domain::Profile::Maire || after == domain::Profile::None)
        return refuse("R-20", "maire");
    auto const is_designated = [](domain::Profile profile) {
        return profile == domain::Profile::Coordonnateur || profile == domain::Profile::Dpo;
    };
    if ((is_designated(before) || is_designated(after)) && !facts.actor.controller)
        return refuse("R-20", before == domain::Profile::None ? "invitation" : "designation");
    return allow("R-20");
}

/// « Un membre ne voit que les situations de ses groupes ; une situation qui n'en est pas n'est ni listée, ni
/// comptée. » Besoin d'en connaître ; CSI, art. L. 132-5. The words are the same whether the case exists or not. The
/// délégué à la protection des données controls, and reads none.
Verdict r_25(Request const& request, Facts const& facts)
{
    bool const opens = request.action == Action::OpenSheet || request.action == Action::ShowSheet ||
                       request.action == Action::CopyValue;
    bool const lists = request.action == Action::ListGroup || request.action == Action::ShowList ||
                       request.action == Action::SearchGroup;
    bool const enters = request.action == Action::SeekPlace || request.action == Action::OpenGroup;
    bool const is_outside = is_nominative(request.place.compartment) && facts.actor.role == domain::Role::None;
    if (!(opens || lists || enters) || !is_outside)
        return std::nullopt;
    if (facts.actor.profile == domain::Profile::Dpo)
        return refuse("R-25", "dpo");
    if (enters)
        return std::nullopt;
    return refuse("R-25", lists ? "liste" : "situation");
}

/// « Toute ouverture est journalisée. » Loi du 6 janvier 1978 et RGPD, art. 32 ; CNIL, délibération n° 2021-122.
/// While nobody can read the log (no log key), nothing nominative opens; an entry is written before what it tells is
/// shown.
Verdict r_50(Request const& request, Facts const& facts)
{
    if (!is_nominative(request.place.compartment))
        return std::nullopt;
    bool const creates = request.action == Action::CreateCompartment;
    if ((creates || is_reading(request.action) || is_record_write(request.action)) && !facts.group.log_key_known)
        return refuse("R-50", "cle");
    bool const shows = request.action == Action::ShowSheet || request.action == Action::CopyValue;
    if (shows && !facts.log_entry_written)
        return refuse("R-50", "trace");
    if (request.action == Action::ShowList && !facts.log_entry_written)
        return refuse("R-50", "liste");
    return std::nullopt;
}

/// « Une entrée du journal porte l'heure, un identifiant, l'objet, l'action et le résultat ; aucun nom, aucun
/// texte. » CNIL, délibération n° 2021-122.
std::optional<LogEntry> log_entry(Request const& request, bool allowed)
{
    auto const result = allowed ? LogResult::Ok : LogResult::Refused;
    auto const entry = [&](LogAction action) {
        return LogEntry{action, request.record, result};
    };
    switch (request.action) {
    case Action::OpenSheet:
        return entry(LogAction::Open);
    case Action::ListGroup:
    case Action::OpenGroup:
        return entry(LogAction::List);
    case Action::SearchGroup:
        return entry(LogAction::Search);
    case Action::CreateRecord:
        return entry(LogAction::Create);
    case Action::SetField:
    case Action::AddElement:
    case Action::DropElement:
    case Action::Append:
        return entry(LogAction::Change);
    case Action::ChangeStatus:
        return entry(LogAction::Status);
    case Action::Print:
    case Action::PrintList:
        return entry(LogAction::Print);
    case Action::CopyValue:
    case Action::Export:
    case Action::ExportList:
        return entry(LogAction::Export);
    case Action::GiveAccess:
    case Action::RemoveMember:
    case Action::ChangeFunction:
        return entry(LogAction::Member);
    case Action::CreateCompartment:
        return entry(LogAction::Key);
    case Action::None:
    case Action::AddFieldToModel:
    case Action::PutTextInForce:
    case Action::Invite:
    case Action::SeekPlace:
    case Action::ShowSheet:
    case Action::ShowList:
        return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace huisclos::law::rules
