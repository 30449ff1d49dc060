#include "core/law/readers.hpp"

#include <array>

namespace huisclos::law {

namespace {

using domain::Profile;
using enum domain::Role;

constexpr ReaderLine k_maire{Profile::Maire, Manage, "law.lecteur.maire", "law.lecteur.maire.motif"};
constexpr ReaderLine k_coordonnateur{
    Profile::Coordonnateur, Manage, "law.lecteur.coordonnateur", "law.lecteur.coordonnateur.motif"};
constexpr ReaderLine k_dpo{Profile::Dpo, Read, "law.lecteur.dpo", "law.lecteur.dpo.motif"};

constexpr std::array k_of_pleniere{
    ReaderLine{Profile::Membre, Read, "law.lecteur.tous", "law.lecteur.tous.motif"},
    ReaderLine{Profile::Secretariat, Write, "law.lecteur.secretariat", "law.lecteur.secretariat.motif"},
    ReaderLine{Profile::Calendrier, Read, "law.lecteur.calendrier", "law.lecteur.calendrier.motif"},
    k_coordonnateur,
    k_maire,
    k_dpo,
};
constexpr std::array k_of_restreinte{
    ReaderLine{Profile::Membre, Read, "law.lecteur.restreinte", "law.lecteur.restreinte.motif"}, k_coordonnateur,
    k_maire};
constexpr std::array k_of_group{
    ReaderLine{Profile::Membre, Contribute, "law.lecteur.groupe", "law.lecteur.groupe.motif"},
    ReaderLine{Profile::Secretariat, Write, "law.lecteur.secretariat", "law.lecteur.secretariat.motif"},
    k_coordonnateur, k_maire};
constexpr std::array k_of_nominative{
    ReaderLine{Profile::Membre, Contribute, "law.lecteur.groupe_signe", "law.lecteur.groupe_signe.motif"},
    ReaderLine{Profile::Referent, Write, "law.lecteur.referent", "law.lecteur.referent.motif"},
    k_coordonnateur,
    k_maire,
};
constexpr std::array k_of_registre{k_coordonnateur, k_maire};
constexpr std::array k_of_annuaire{
    ReaderLine{Profile::Membre, Read, "law.lecteur.tous", "law.lecteur.annuaire.motif"}, k_coordonnateur, k_maire,
    k_dpo};

}  // namespace

std::span<ReaderLine const> readers_of(Place const& place)
{
    using enum domain::CompartmentClass;
    if (place.vault != domain::VaultKind::Council)
        return {};
    switch (place.compartment) {
    case General:
        if (place.formation == domain::Formation::Pleniere)
            return k_of_pleniere;
        if (place.formation == domain::Formation::Restreinte)
            return k_of_restreinte;
        return {};
    case GroupeNonNominatif:
        return k_of_group;
    case Nominatif:
        return k_of_nominative;
    case Registre:
        return k_of_registre;
    case Annuaire:
        return k_of_annuaire;
    default:
        return {};
    }
}

}  // namespace huisclos::law
