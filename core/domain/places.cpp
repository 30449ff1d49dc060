#include "core/domain/places.hpp"

#include <array>

namespace huisclos::domain {

namespace {

template <typename Enum>
std::optional<Enum> between(std::uint64_t number, std::uint64_t first, std::uint64_t last)
{
    if (number < first || number > last)
        return std::nullopt;
    return static_cast<Enum>(number);
}

template <typename Enum, std::size_t N>
std::string_view key_at(std::array<std::string_view, N> const& keys, Enum value)
{
    auto const index = static_cast<std::size_t>(value);
    return index < N ? keys[index] : std::string_view{};
}

constexpr std::array<std::string_view, 4> k_vault_keys{
    "", "domain.vault.council", "domain.vault.families", "domain.vault.social"};
constexpr std::array<std::string_view, 4> k_formation_keys{
    "", "domain.formation.pleniere", "domain.formation.restreinte", "domain.formation.groupe"};
constexpr std::array<std::string_view, 13> k_class_keys{
    "",
    "domain.class.general",
    "domain.class.groupe_non_nominatif",
    "domain.class.nominatif",
    "domain.class.judiciaire",
    "domain.class.sensible",
    "domain.class.famille",
    "domain.class.secret_social",
    "domain.class.suivi",
    "domain.class.archive",
    "domain.class.registre",
    "domain.class.annuaire",
    "domain.class.messages"};
constexpr std::array<std::string_view, 8> k_nature_keys{"domain.nature.n0", "domain.nature.n1", "domain.nature.n2",
                                                        "domain.nature.n3", "domain.nature.n4", "domain.nature.n5",
                                                        "domain.nature.n6", "domain.nature.n7"};
constexpr std::array<std::string_view, 9> k_profile_keys{
    "domain.profile.none",        "domain.profile.maire",  "domain.profile.coordonnateur",
    "domain.profile.referent",    "domain.profile.membre", "domain.profile.parquet",
    "domain.profile.secretariat", "domain.profile.dpo",    "domain.profile.calendrier"};
constexpr std::array<std::string_view, 5> k_role_keys{
    "domain.role.none", "domain.role.read", "domain.role.contribute", "domain.role.write", "domain.role.manage"};

/// Mayor and coordonnateur hold a role everywhere (docs/protocol.md 3.6), so that a hand-over loses nothing.
bool leads(Profile profile)
{
    return profile == Profile::Maire || profile == Profile::Coordonnateur;
}

Role role_in_general(Formation formation, Profile profile)
{
    if (formation == Formation::Pleniere)
        return profile == Profile::Secretariat ? Role::Write : Role::Read;
    return profile == Profile::Dpo || profile == Profile::Calendrier ? Role::None : Role::Read;
}

Role role_in_group(CompartmentClass of, Profile profile)
{
    switch (profile) {
    case Profile::Referent:
        // He adds actions to sheets that he did not create: docs/protocol.md 3.6 asks for role 3; the profile table
        // then leaves him actions and results of the situations that name him.
        return of == CompartmentClass::Nominatif ? Role::Write : Role::Contribute;
    case Profile::Membre:
    case Profile::Parquet:
        return Role::Contribute;
    case Profile::Secretariat:
        return of == CompartmentClass::GroupeNonNominatif ? Role::Write : Role::None;
    default:
        return Role::None;
    }
}

}  // namespace

std::optional<VaultKind> vault_kind_from(std::uint64_t number)
{
    return between<VaultKind>(number, 1, 3);
}

std::optional<Formation> formation_from(std::uint64_t number)
{
    return between<Formation>(number, 1, k_formations);
}

std::optional<CompartmentClass> compartment_class_from(std::uint64_t number)
{
    return between<CompartmentClass>(number, 1, k_classes);
}

std::optional<Profile> profile_from(std::uint64_t number)
{
    return between<Profile>(number, 1, k_profiles);
}

std::optional<Role> role_from(std::uint64_t number)
{
    return between<Role>(number, 0, k_roles - 1);
}

std::string_view text_key(VaultKind kind)
{
    return key_at(k_vault_keys, kind);
}

std::string_view text_key(Formation formation)
{
    return key_at(k_formation_keys, formation);
}

std::string_view text_key(CompartmentClass of)
{
    return key_at(k_class_keys, of);
}

std::string_view text_key(Nature nature)
{
    return key_at(k_nature_keys, nature);
}

std::string_view text_key(Profile profile)
{
    return key_at(k_profile_keys, profile);
}

std::string_view text_key(Role role)
{
    return key_at(k_role_keys, role);
}

bool is_void(CompartmentClass of, Formation formation, VaultKind vault)
{
    using enum CompartmentClass;
    switch (of) {
    case Nominatif:
    case Judiciaire:
    case Sensible:
    case Suivi:
    case Archive:
        return formation != Formation::Groupe;
    case Famille:
        return vault != VaultKind::Families;
    case SecretSocial:
        return vault != VaultKind::Social;
    default:
        return false;
    }
}

Role default_role(CompartmentClass of, Formation formation, Profile profile)
{
    using enum CompartmentClass;
    if (profile == Profile::None)
        return Role::None;
    switch (of) {
    case General:
        return leads(profile) ? Role::Manage : role_in_general(formation, profile);
    case GroupeNonNominatif:
    case Nominatif:
        return leads(profile) ? Role::Manage : role_in_group(of, profile);
    case Annuaire:
        if (leads(profile))
            return Role::Manage;
        return profile == Profile::Calendrier ? Role::None : Role::Read;
    case Registre:
        return leads(profile) ? Role::Manage : Role::None;
    default:
        return Role::None;
    }
}

}  // namespace huisclos::domain
