#include "core/app/draft_text.hpp"

#include "core/app/draft_values.hpp"

namespace huisclos::app {

namespace {

constexpr std::uint64_t k_text_form = 1;

}  // namespace

Bytes encode_text_draft(TextDraft const& draft)
{
    ledger::CborWriter writer;
    writer.array(6).unsigned_int(k_text_form).unsigned_int(draft.what);
    write_typed(writer, draft.title);
    write_typed(writer, draft.body);
    write_typed(writer, draft.adopted);
    writer.array(draft.proposed.size());
    for (auto const& [group, date] : draft.proposed) {
        writer.array(2).id(group);
        write_typed(writer, date);
    }
    return writer.take();
}

Result<TextDraft> decode_text_draft(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(parts, draft_parts(plain, k_text_form, 6));
    TextDraft draft;
    HUISCLOS_TRY_ASSIGN(what, ledger::as_u32(parts[1]));
    HUISCLOS_TRY_ASSIGN(title, typed_text(parts[2]));
    HUISCLOS_TRY_ASSIGN(body, typed_text(parts[3]));
    HUISCLOS_TRY_ASSIGN(adopted, typed_text(parts[4]));
    HUISCLOS_TRY_ASSIGN(groups, draft_list(parts[5]));
    draft.what = what;
    draft.title = std::move(title);
    draft.body = std::move(body);
    draft.adopted = std::move(adopted);
    for (auto const& item : groups) {
        HUISCLOS_TRY_ASSIGN(one, ledger::parts_of(item, 2));
        HUISCLOS_TRY_ASSIGN(group, one[0].as_id<GroupId>());
        HUISCLOS_TRY_ASSIGN(date, typed_text(one[1]));
        if (!draft.proposed.empty() && draft.proposed.rbegin()->first >= group)
            return fail(ErrorCode::Encoding, "the order of a draft");
        draft.proposed.emplace(group, std::move(date));
    }
    return draft;
}

}  // namespace huisclos::app
