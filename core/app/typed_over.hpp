// R-58 of what is typed in a field of a sheet: over which values it is written. From the first character until the
// field is left, what others wrote there since is in no `over` (docs/protocol.md 3.6): both stay until a person
// chooses.

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

using FieldKey = std::pair<RecordId, std::uint32_t>;

/// One begins to type there: what stands is what the text will be over. Nothing while one types already.
void begin_typing(Context& context, FieldKey const& key);
/// For what was not typed, what stands when it is chosen.
[[nodiscard]] std::vector<OpId> seen_in(Context const& context, FieldKey const& key);
/// The record as who types saw that field: without what others wrote there since. What this device wrote stays.
[[nodiscard]] ledger::RecordState as_seen(
    Context const& context, ledger::RecordState const& state, std::uint64_t field, std::vector<OpId> const& seen);

/// That text is on the disk; whoever types goes on, or left the field.
void note_saved(Context& context, FieldKey const& key, std::string const& text);
/// Nothing was typed there since that text was saved: where somebody took its place since, it is not written again.
[[nodiscard]] bool is_saved_since(Context const& context, FieldKey const& key, std::string const& text);

/// That field is left. What stays there as typed is still over what was seen.
void leave_field(Context& context, FieldKey const& key);
/// Every field is.
void leave_fields(Context& context);

}  // namespace huisclos::app
