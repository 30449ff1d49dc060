#include "core/app/draft_report.hpp"

#include "core/app/draft_values.hpp"

namespace huisclos::app {

namespace {

constexpr std::uint64_t k_report_form = 1;

}  // namespace

Bytes encode_report(ReportDraft const& draft)
{
    ledger::CborWriter writer;
    writer.array(4).unsigned_int(k_report_form);
    write_id_or_none(writer, draft.group);
    writer.boolean(draft.as_situation);
    write_values(writer, draft.values);
    return writer.take();
}

Result<ReportDraft> decode_report(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(parts, draft_parts(plain, k_report_form, 4));
    ReportDraft draft;
    HUISCLOS_TRY_ASSIGN(group, id_or_none<GroupId>(parts[1]));
    HUISCLOS_TRY_ASSIGN(as_situation, parts[2].as_boolean());
    HUISCLOS_TRY_ASSIGN(values, typed_values(parts[3]));
    draft.group = group;
    draft.as_situation = as_situation;
    draft.values = std::move(values);
    return draft;
}

}  // namespace huisclos::app
