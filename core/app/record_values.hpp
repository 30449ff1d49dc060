// Between records as the ledger folds them and the structs of core/domain: values both ways.

#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/domain/council.hpp"
#include "core/domain/fiche.hpp"
#include "core/ledger/fold.hpp"

namespace huisclos::app {

/// A CBOR item as a domain value: a view into the item, with room for the parts of an element.
class ValueView {
public:
    /// `item` outlives this object. What is no value of a record (a nested array, a negative…) becomes Cleared.
    explicit ValueView(ledger::CborValue const& item);
    ValueView(ValueView const&) = delete;
    ValueView& operator=(ValueView const&) = delete;

    [[nodiscard]] domain::Value const& value() const { return m_value; }

private:
    std::vector<domain::Part> m_parts{};
    domain::Value m_value{};
};

// One encoded item for RecordWriter.
[[nodiscard]] Bytes encode_value(domain::Value const& value);
[[nodiscard]] Bytes encode_number(std::uint64_t number);
[[nodiscard]] Bytes encode_text(std::string_view text);
[[nodiscard]] Bytes encode_bytes(BytesView bytes);
[[nodiscard]] Bytes encode_date(Date date);
[[nodiscard]] Bytes encode_cleared();
/// A map of parts, numbers ascending.
[[nodiscard]] Bytes encode_parts(std::vector<domain::Part> const& parts);

/// Who wrote an entry, and when.
[[nodiscard]] domain::Written written_of(ledger::KnownOp const& op);

/// Fills `to` with every field and entry that fits; what does not is left out (another version may read it).
template <typename Record>
void read_record(ledger::RecordState const& state, Record& to)
{
    for (auto const& entry : state.entries) {
        ValueView const view(entry.value());
        if (entry.space == ledger::Space::Field)
            (void)domain::put_value(to, entry.field, view.value());
        else if constexpr (requires { domain::put_entry(to, entry.field, view.value()); })
            (void)domain::put_entry(to, entry.field, view.value());
    }
}

/// A sheet, as its record says it. Of several values of one field, and of several versions of one action, the one used
/// in lists.
[[nodiscard]] domain::Fiche read_fiche(ledger::RecordState const& state);

}  // namespace huisclos::app
