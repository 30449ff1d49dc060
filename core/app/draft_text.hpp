// A version of the charter or of the règlement intérieur that is being written, as a device keeps it (k_draft_text).

#pragma once

#include "core/app/council_state.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

/// [1, what, title, body, adopted, [[group, proposed]]]. Errors beside the fields are not kept.
[[nodiscard]] Bytes encode_text_draft(TextDraft const& draft);
/// Errors: Upgrade when another version wrote it, Encoding.
[[nodiscard]] Result<TextDraft> decode_text_draft(BytesView plain);

}  // namespace huisclos::app
