#include "core/app/record_values.hpp"

#include <algorithm>

#include "core/app/journal_values.hpp"
#include "core/app/situation_versions.hpp"
#include "core/domain/fields.hpp"

namespace huisclos::app {

namespace {

using ledger::CborValue;
using ledger::CborWriter;

std::optional<domain::Simple> simple_of(CborValue const& item)
{
    switch (item.kind()) {
    case CborValue::Kind::Unsigned:
        return item.as_unsigned() ? std::optional<domain::Simple>(*item.as_unsigned()) : std::nullopt;
    case CborValue::Kind::Text:
        return domain::Simple(*item.as_text());
    case CborValue::Kind::Bytes:
        return domain::Simple(*item.as_bytes());
    default:
        return std::nullopt;
    }
}

void write_simple(CborWriter& writer, domain::Simple const& value)
{
    if (auto const* const number = std::get_if<std::uint64_t>(&value))
        writer.unsigned_int(*number);
    else if (auto const* const text = std::get_if<std::string_view>(&value))
        writer.text(*text);
    else
        writer.bytes(std::get<BytesView>(value));
}

void write_parts(CborWriter& writer, std::span<domain::Part const> parts)
{
    writer.map(parts.size());
    for (auto const& part : parts) {
        writer.key(part.number);
        write_simple(writer, part.value);
    }
}

}  // namespace

ValueView::ValueView(CborValue const& item)
{
    if (auto const simple = simple_of(item)) {
        std::visit([this](auto const& value) { m_value = value; }, *simple);
        return;
    }
    if (item.kind() != CborValue::Kind::Map)
        return;
    auto const keys = item.keys();
    if (!keys)
        return;
    for (auto const key : *keys) {
        auto const part = item.find(key);
        auto const simple = part ? simple_of(*part) : std::nullopt;
        if (!simple || key > 255)
            return;  // Not a value that this version knows: left Cleared.
        m_parts.push_back({static_cast<std::uint8_t>(key), *simple});
    }
    m_value = std::span<domain::Part const>(m_parts);
}

Bytes encode_value(domain::Value const& value)
{
    CborWriter writer;
    if (auto const* const number = std::get_if<std::uint64_t>(&value))
        writer.unsigned_int(*number);
    else if (auto const* const text = std::get_if<std::string_view>(&value))
        writer.text(*text);
    else if (auto const* const bytes = std::get_if<BytesView>(&value))
        writer.bytes(*bytes);
    else if (auto const* const parts = std::get_if<std::span<domain::Part const>>(&value))
        write_parts(writer, *parts);
    else
        writer.null();
    return writer.take();
}

Bytes encode_number(std::uint64_t number)
{
    return encode_value(domain::Value(number));
}

Bytes encode_text(std::string_view text)
{
    return encode_value(domain::Value(text));
}

Bytes encode_bytes(BytesView bytes)
{
    return encode_value(domain::Value(bytes));
}

Bytes encode_date(Date date)
{
    return encode_number(date.to_number());
}

Bytes encode_cleared()
{
    return encode_value(domain::Value(domain::Cleared{}));
}

Bytes encode_parts(std::vector<domain::Part> const& parts)
{
    return encode_value(domain::Value(std::span<domain::Part const>(parts)));
}

domain::Written written_of(ledger::KnownOp const& op)
{
    return {op.id, op.member(), Instant{static_cast<std::int64_t>(op.t)}};
}

ledger::StateEntry const* correction_of(ledger::RecordState const& state, ledger::StateEntry const& entry)
{
    bool const may_be =
        entry.is_corrected && entry.field != domain::field::k_questions && entry.field != domain::field::k_reponses;
    if (!may_be)
        return nullptr;
    auto const entries = state.at(entry.space, entry.field);
    auto const found = std::ranges::find_if(entries, [&entry](ledger::StateEntry const& other) {
        return other.op != entry.op && other.op->member() == entry.op->member() &&
               other.op->view->over.contains(entry.op->id);
    });
    return found == entries.end() ? nullptr : &*found;
}

domain::Fiche read_fiche(ledger::RecordState const& state)
{
    domain::Fiche fiche;
    fiche.record = state.record;
    fiche.createur = state.creator();
    fiche.type = domain::record_type_from(state.type()).value_or(domain::RecordType::None);
    for (auto const& entry : state.entries) {
        ValueView const view(entry.value());
        if (entry.space == ledger::Space::Field)
            (void)domain::put_value(fiche, entry.field, view.value());
        else if (correction_of(state, entry) == nullptr)
            (void)domain::put_entry(fiche, entry.field, written_of(*entry.op), view.value());
    }
    keep_last_versions(fiche.actions);
    return fiche;
}

}  // namespace huisclos::app
