#include "core/domain/fields.hpp"

#include <array>

#include "core/domain/field_tables.hpp"

namespace huisclos::domain {

namespace {

std::array<RecordTable, k_record_types> make_tables()
{
    using enum CompartmentClass;
    return {{
        {RecordType::Instance, "domain.record.instance", General, Formation::Pleniere, Nature::N0, tables::instance()},
        {RecordType::Texte, "domain.record.texte", General, Formation::Pleniere, Nature::N0, tables::texte()},
        {RecordType::Membre, "domain.record.membre", Annuaire, Formation::Pleniere, Nature::N1, tables::membre()},
        {RecordType::Groupe, "domain.record.groupe", Annuaire, Formation::Pleniere, Nature::N1, tables::groupe()},
        {RecordType::Invitation, "domain.record.invitation", Registre, Formation::Pleniere, Nature::N1,
         tables::invitation()},
        {RecordType::Signalement, "domain.record.signalement", Nominatif, Formation::Groupe, Nature::N3,
         tables::signalement()},
        {RecordType::Situation, "domain.record.situation", Nominatif, Formation::Groupe, Nature::N3,
         tables::situation()},
    }};
}

Field const* find_in(std::span<Field const> fields, std::uint64_t number)
{
    for (auto const& candidate : fields) {
        if (candidate.number == number)
            return &candidate;
    }
    return nullptr;
}

}  // namespace

std::span<RecordTable const> record_tables()
{
    static auto const all = make_tables();
    return all;
}

std::optional<RecordType> record_type_from(std::uint64_t number)
{
    if (number == 0 || number > k_record_types)
        return std::nullopt;
    return static_cast<RecordType>(number);
}

RecordTable const* find_table(RecordType type)
{
    auto const index = static_cast<std::size_t>(type);
    if (index == 0 || index > k_record_types)
        return nullptr;
    return &record_tables()[index - 1];
}

Field const* find_field(RecordType type, std::uint64_t number)
{
    auto const* table = find_table(type);
    return table == nullptr ? nullptr : find_in(table->fields, number);
}

Field const* find_part(Field const& field, std::uint64_t number)
{
    return find_in(field.element, number);
}

bool is_written_by_add(FieldKind kind)
{
    return kind == FieldKind::ChoiceSet || kind == FieldKind::GroupSet || kind == FieldKind::ElementSet;
}

}  // namespace huisclos::domain
