// What is typed about sheets and not written yet, as a device keeps it (k_draft_sheets): of each sheet a new action and
// a new question, and the texts of fields that were refused as they stand.

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

/// A text that was refused, and the values that it is over once it is corrected.
struct KeptText {
    std::string text{};
    std::vector<OpId> stood{};

    bool operator==(KeptText const&) const = default;
};

struct SheetDrafts {
    std::map<RecordId, Draft> actions{};
    std::map<RecordId, Draft> questions{};
    std::map<std::pair<RecordId, std::uint32_t>, KeptText> refused{};

    [[nodiscard]] bool empty() const { return actions.empty() && questions.empty() && refused.empty(); }
};

/// [1, [[sheet, values]], [[sheet, values]], [[sheet, field, text, [op]?]]]: the list of ops is there when it has one.
[[nodiscard]] Bytes encode_sheet_drafts(SheetDrafts const& drafts);
/// Errors: Upgrade when another version wrote it, Encoding.
[[nodiscard]] Result<SheetDrafts> decode_sheet_drafts(BytesView plain);

/// Of the sheets that are read here.
[[nodiscard]] SheetDrafts sheet_drafts_of(Context const& context);
/// They are there again, but for sheets that are read no more: that is said. True when something is there again.
[[nodiscard]] bool put_back_sheet_drafts(Context& context, SheetDrafts drafts);

}  // namespace huisclos::app
