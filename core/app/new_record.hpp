// Writing a record that does not exist yet: its key, its type first, then what the caller sets. Empty texts and unknown
// dates are not written.

#pragma once

#include <optional>
#include <string>

#include "core/app/record_values.hpp"
#include "core/crypto/random.hpp"
#include "core/domain/fields.hpp"
#include "core/ledger/record_writer.hpp"

namespace huisclos::app {

/// `NewRecord(writer, RecordType::Groupe).set_text(groupe_field::k_nom, name)…`
class NewRecord {
public:
    NewRecord(ledger::RecordWriter& writer, domain::RecordType type)
        : m_writer(writer),
          m_key(crypto::random_secret(ledger::k_record_key_size)),
          m_record(writer.create(m_key.view()))
    {
        set(domain::field::k_type, encode_number(static_cast<std::uint64_t>(type)));
    }
    NewRecord& set(std::uint64_t field, Bytes const& value)
    {
        m_writer.set(handle(), field, value);
        return *this;
    }
    NewRecord& set_text(std::uint64_t field, std::string const& text)
    {
        return text.empty() ? *this : set(field, encode_text(text));
    }
    NewRecord& set_date(std::uint64_t field, std::optional<Date> date)
    {
        return date ? set(field, encode_date(*date)) : *this;
    }
    NewRecord& add(std::uint64_t field, Bytes const& element)
    {
        m_writer.add(handle(), field, element);
        return *this;
    }

private:
    [[nodiscard]] ledger::RecordHandle handle() const { return {m_record, m_key.view(), nullptr}; }

    ledger::RecordWriter& m_writer;
    SecretBytes m_key;
    RecordId m_record;
};

/// A member's entry in the annuaire.
inline NewRecord write_new_membre(
    ledger::RecordWriter& writer, MemberId const& member, std::string const& name,
    std::optional<domain::Qualite> quality, std::string const& organisation)
{
    namespace field = domain::membre_field;
    NewRecord record(writer, domain::RecordType::Membre);
    record.set(field::k_membre, encode_bytes(member.view())).set_text(field::k_nom, name);
    if (quality)
        record.set(field::k_qualite, encode_number(static_cast<std::uint64_t>(*quality)));
    record.set_text(field::k_organisation, organisation);
    return record;
}

/// A group's.
inline void write_new_groupe(
    ledger::RecordWriter& writer, GroupId const& group, std::string const& name, std::uint64_t vocation,
    std::string const& perimeter)
{
    namespace field = domain::groupe_field;
    NewRecord record(writer, domain::RecordType::Groupe);
    record.set(field::k_groupe, encode_bytes(group.view())).set_text(field::k_nom, name);
    record.set(field::k_vocation, encode_number(vocation)).set_text(field::k_perimetre, perimeter);
}

}  // namespace huisclos::app
