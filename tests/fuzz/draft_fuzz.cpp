// links: app
// The drafts of forms as a device keeps them: what is read is written as it was, and nothing else is read.

#include "core/app/draft_act.hpp"
#include "core/app/draft_report.hpp"
#include "core/app/draft_sheets.hpp"
#include "core/app/draft_text.hpp"
#include "core/base/require.hpp"

using namespace huisclos;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    BytesView const input(data, size);
    if (auto const report = app::decode_report(input))
        require(same_bytes(app::encode_report(*report), input), "a report is written as it was read");
    if (auto const text = app::decode_text_draft(input))
        require(same_bytes(app::encode_text_draft(*text), input), "a text is written as it was read");
    if (auto const sheets = app::decode_sheet_drafts(input))
        require(
            same_bytes(app::encode_sheet_drafts(*sheets), input), "what is typed of sheets is written as it was read");
    if (auto const act = app::decode_act_draft(input)) {
        require(same_bytes(app::encode_act_draft(*act), input), "an act is written as it was read");
        for (auto const& change : act->changes)
            require(app::is_kept_command(change.command), "a change that is kept");
    }
    return 0;
}
