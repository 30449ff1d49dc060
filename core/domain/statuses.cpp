#include "core/domain/statuses.hpp"

#include <array>

namespace huisclos::domain {

namespace {

using enum Statut;
constexpr auto k_report = RecordType::Signalement;
constexpr auto k_sheet = RecordType::Situation;

// « Retenir » stays possible after a refusal or a reorientation: a second look must never need a second signalement.
// A situation that was closed is examined again before anything is written: the group decides as the first time.
constexpr std::array k_transitions{
    Transition{k_report, Signalee, Retenue, Needs::Nothing, "domain.verb.retenir"},
    Transition{k_report, Signalee, Reorientee, Needs::Canal, "domain.verb.reorienter"},
    Transition{k_report, Signalee, Refusee, Needs::MotifRefus, "domain.verb.refuser"},
    Transition{k_report, Reorientee, Retenue, Needs::Nothing, "domain.verb.retenir"},
    Transition{k_report, Refusee, Retenue, Needs::Nothing, "domain.verb.retenir"},
    Transition{k_sheet, AExaminer, EnSuivi, Needs::EntreeSuivi, "domain.verb.suivre"},
    Transition{k_sheet, AExaminer, Reorientee, Needs::Canal, "domain.verb.reorienter"},
    Transition{k_sheet, AExaminer, Cloturee, Needs::Fin, "domain.verb.cloturer"},
    Transition{k_sheet, EnSuivi, EnVeille, Needs::Nothing, "domain.verb.mettre_en_veille"},
    Transition{k_sheet, EnSuivi, Cloturee, Needs::Fin, "domain.verb.cloturer"},
    Transition{k_sheet, EnVeille, EnSuivi, Needs::EntreeSuivi, "domain.verb.reprendre"},
    Transition{k_sheet, EnVeille, Cloturee, Needs::Fin, "domain.verb.cloturer"},
    Transition{k_sheet, Cloturee, AExaminer, Needs::Reouverture, "domain.verb.rouvrir"},
    Transition{k_sheet, Cloturee, ArchiveIntermediaire, Needs::LaterVersion, "domain.verb.archiver"},
    Transition{k_sheet, ArchiveIntermediaire, AEliminer, Needs::LaterVersion, "domain.verb.proposer_elimination"},
    Transition{k_sheet, AEliminer, Eliminee, Needs::LaterVersion, "domain.verb.eliminer"},
};

}  // namespace

std::span<Transition const> transitions()
{
    return k_transitions;
}

Transition const* find_transition(RecordType type, Statut from, Statut to)
{
    for (auto const& candidate : k_transitions) {
        if (candidate.type == type && candidate.from == from && candidate.to == to)
            return &candidate;
    }
    return nullptr;
}

std::optional<Statut> initial_status(RecordType type)
{
    if (type == RecordType::Signalement)
        return Signalee;
    if (type == RecordType::Situation)
        return AExaminer;
    return std::nullopt;
}

bool is_given_with_status(std::uint64_t field)
{
    return field == field::k_motif_reouverture || status_explained_by(field).has_value();
}

std::optional<Statut> status_explained_by(std::uint64_t field)
{
    switch (field) {
    case field::k_date_fin:
    case field::k_motif_fin:
        return Cloturee;
    case field::k_canal:
        return Reorientee;
    case field::k_motif_refus:
        return Refusee;
    default:
        return std::nullopt;
    }
}

bool is_open(Statut status)
{
    return status == Signalee || status == AExaminer || status == EnSuivi || status == EnVeille;
}

}  // namespace huisclos::domain
