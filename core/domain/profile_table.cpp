#include "core/domain/profile_table.hpp"

namespace huisclos::domain {

namespace {

/// Partners contribute by short structured answers; the trace is kept by the mayor's file (CSI L. 132-5).
Permit permits_partner(Profile profile, std::uint64_t kind, RecordType type, std::uint64_t field)
{
    if (kind == op_kind::k_create)
        return type == RecordType::None || type == RecordType::Signalement ? Permit::Yes : Permit::No;
    auto const* row = find_field(type, field);
    if (row == nullptr)
        return Permit::No;
    bool const is_set_kind = kind == op_kind::k_set || kind == op_kind::k_add || kind == op_kind::k_drop;
    if (type == RecordType::Signalement && is_set_kind) {
        if (row->number == field::k_type)
            return Permit::OwnRecord;
        return row->writer == Writer::Auteur ? Permit::OwnWhileSignalee : Permit::No;
    }
    if (type != RecordType::Situation)
        return Permit::No;
    if (kind == op_kind::k_append && row->writer == Writer::Interroge)
        return Permit::Yes;
    bool const is_element_kind = kind == op_kind::k_add || kind == op_kind::k_drop;
    if (profile == Profile::Referent && is_element_kind && row->writer == Writer::Referent)
        return Permit::NamedReferent;
    return Permit::No;
}

Permit permits_1(CompartmentClass of, Profile profile, std::uint64_t kind, RecordType type, std::uint64_t field)
{
    switch (profile) {
    case Profile::Maire:
    case Profile::Coordonnateur:
        return Permit::Yes;
    case Profile::Referent:
    case Profile::Membre:
    case Profile::Parquet:
        return of == CompartmentClass::Nominatif ? permits_partner(profile, kind, type, field) : Permit::No;
    case Profile::Secretariat:
        return of == CompartmentClass::General || of == CompartmentClass::GroupeNonNominatif ? Permit::Yes : Permit::No;
    default:
        return Permit::No;
    }
}

}  // namespace

std::optional<Permit> permits(
    std::uint64_t rules, CompartmentClass of, Profile profile, std::uint64_t kind, RecordType type, std::uint64_t field)
{
    if (rules != 1)
        return std::nullopt;
    return permits_1(of, profile, kind, type, field);
}

Role least_role(std::uint64_t kind, Ownership ownership)
{
    using namespace op_kind;
    switch (kind) {
    case k_append:
        return Role::Contribute;
    case k_create:
    case k_set:
    case k_add:
    case k_drop:
    case k_attach:
        return ownership == Ownership::Own ? Role::Contribute : Role::Write;
    case k_detach:
    case k_close:
    case k_reopen:
    case k_gone:
    case k_snapshot:
        return Role::Write;
    default:
        return Role::Manage;
    }
}

}  // namespace huisclos::domain
