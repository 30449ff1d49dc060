#include "core/law/matrix.hpp"

namespace huisclos::law {

namespace {

using enum domain::CompartmentClass;
using domain::Formation;
using domain::Nature;
using domain::VaultKind;

constexpr MatrixCell k_silent{"D-00", Writing::Never};

constexpr MatrixCell allowed(std::string_view row)
{
    return {row, Writing::Allowed};
}
constexpr MatrixCell later(std::string_view row)
{
    return {row, Writing::LaterVersion};
}
constexpr MatrixCell never(std::string_view row)
{
    return {row, Writing::Never};
}

/// Plénière and restreinte: general information only, CSI D. 132-9, L. 132-5.
MatrixCell outside_groups(Place const& place, Nature nature)
{
    bool const pleniere = place.formation == Formation::Pleniere;
    if (nature >= Nature::N2)
        return never(pleniere ? "M-03" : "M-05");
    if (place.compartment == General) {
        if (!pleniere)
            return allowed("M-04");
        return allowed(nature == Nature::N0 ? "M-01" : "M-02");
    }
    if (place.compartment == Registre && pleniere && nature == Nature::N1)
        return allowed("M-24");
    if (place.compartment == Annuaire && pleniere && nature == Nature::N1)
        return allowed("M-25");
    return k_silent;
}

/// What no group ever holds, whatever the class.
MatrixCell refused_in_groups(Place const& place, Nature nature)
{
    if (nature == Nature::N7)
        return never("M-12");
    if (nature == Nature::N6)
        return never("M-11");
    if (nature >= Nature::N3 && place.compartment == GroupeNonNominatif)
        return never("M-07");
    if (nature == Nature::N5)
        return never("M-10");
    if (nature == Nature::N4)
        return never("M-09");
    return k_silent;
}

MatrixCell in_a_group(Place const& place, Nature nature)
{
    switch (place.compartment) {
    case GroupeNonNominatif:
        if (nature == Nature::N2)
            return allowed("M-06");
        break;
    case Nominatif:
        if (nature == Nature::N3)
            return allowed("M-08");
        break;
    case Judiciaire:
        if (nature == Nature::N4)
            return later("M-09");
        break;
    case Sensible:
        if (nature == Nature::N5)
            return later("M-10");
        break;
    case Suivi:
    case Archive:
        if (nature == Nature::N3)
            return later("M-08");
        break;
    case Messages:
        if (nature == Nature::N3)
            return later("M-19");
        break;
    default:
        break;
    }
    return refused_in_groups(place, nature);
}

}  // namespace

MatrixCell matrix_cell(Place const& place, Nature nature)
{
    if (place.vault == VaultKind::Social)
        return place.compartment == SecretSocial && nature == Nature::N7 ? allowed("M-18") : k_silent;
    if (place.vault == VaultKind::Families) {
        bool const of_families = nature == Nature::N3 || nature == Nature::N6;
        return place.compartment == Famille && of_families ? later("M-17") : k_silent;
    }
    if (place.compartment == SecretSocial)
        return never("M-12");
    if (place.compartment == Famille)
        return never("M-11");
    if (place.formation != Formation::Groupe)
        return outside_groups(place, nature);
    return in_a_group(place, nature);
}

std::string_view reading_row(Place const& place)
{
    switch (place.compartment) {
    case General:
        return place.formation == Formation::Restreinte ? "M-04" : "M-01";
    case GroupeNonNominatif:
        return "M-06";
    case Nominatif:
    case Suivi:
    case Archive:
        return "M-08";
    case Judiciaire:
        return "M-09";
    case Sensible:
        return "M-10";
    case Famille:
        return "M-17";
    case SecretSocial:
        return "M-18";
    case Registre:
        return "M-24";
    case Annuaire:
        return "M-25";
    case Messages:
        return "M-19";
    }
    return "D-00";
}

}  // namespace huisclos::law
