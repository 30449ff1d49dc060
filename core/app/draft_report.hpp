// The form of a signalement, or of a situation that is opened directly, as a device keeps it (k_draft_report).

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

/// [1, group or none, is it a situation, values]. Errors beside the fields are not kept.
[[nodiscard]] Bytes encode_report(ReportDraft const& draft);
/// Errors: Upgrade when another version wrote it, Encoding.
[[nodiscard]] Result<ReportDraft> decode_report(BytesView plain);

}  // namespace huisclos::app
