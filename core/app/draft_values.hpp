// What the drafts of forms have in common on the disk. Each is one item of strict CBOR (docs/protocol.md 3.1): an array
// whose first item is the version of its form. What is not understood is refused whole, never in part, and what is read
// is written again as it was. A typed text is bytes there: UTF-8, in no normal form yet.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/app/commands.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

/// Of one draft, in bytes; a longer one is neither written nor read.
inline constexpr std::size_t k_most_draft_bytes = std::size_t{1} << 20;
/// Of any list in it.
inline constexpr std::size_t k_most_draft_items = 4096;

/// What was typed or chosen, by number of its field.
using TypedValues = std::map<std::uint32_t, FieldInput>;

/// The items of a draft, its version first; `plain` must outlive them. Errors: Upgrade when another version wrote it,
/// Encoding.
[[nodiscard]] Result<std::vector<ledger::CborValue>> draft_parts(
    BytesView plain, std::uint64_t version, std::size_t count);
/// Error Encoding: also beyond k_most_draft_items.
[[nodiscard]] Result<std::vector<ledger::CborValue>> draft_list(ledger::CborValue const& item);
[[nodiscard]] Result<std::string> typed_text(ledger::CborValue const& item);
[[nodiscard]] Result<TypedValues> typed_values(ledger::CborValue const& item);
void write_values(ledger::CborWriter& writer, TypedValues const& values);
void write_typed(ledger::CborWriter& writer, std::string const& text);

/// No id, no bytes.
template <typename AnId>
[[nodiscard]] Result<std::optional<AnId>> id_or_none(ledger::CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(content, item.as_bytes());
    auto id = AnId::from(content);
    if (!id && !content.empty())
        return fail(ErrorCode::Encoding, "an id of a draft");
    return id;
}
template <typename AnId>
void write_id_or_none(ledger::CborWriter& writer, std::optional<AnId> const& id)
{
    writer.bytes(id ? id->view() : BytesView{});
}

/// Whether something stands in one of them.
[[nodiscard]] bool is_any_typed(TypedValues const& values);

}  // namespace huisclos::app
