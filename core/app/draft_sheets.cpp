#include "core/app/draft_sheets.hpp"

#include "core/app/draft_values.hpp"
#include "core/app/typed_over.hpp"

namespace huisclos::app {

namespace {

constexpr std::uint64_t k_sheets_form = 1;

using Elements = std::map<RecordId, Draft>;

void write_elements(ledger::CborWriter& writer, Elements const& elements)
{
    writer.array(elements.size());
    for (auto const& [record, values] : elements) {
        writer.array(2).id(record);
        write_values(writer, values);
    }
}

Result<Elements> read_elements(ledger::CborValue const& item)
{
    Elements elements;
    HUISCLOS_TRY_ASSIGN(items, draft_list(item));
    for (auto const& one : items) {
        HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(one, 2));
        HUISCLOS_TRY_ASSIGN(record, parts[0].as_id<RecordId>());
        HUISCLOS_TRY_ASSIGN(values, typed_values(parts[1]));
        if (!elements.empty() && elements.rbegin()->first >= record)
            return fail(ErrorCode::Encoding, "the order of a draft");
        elements.emplace(record, std::move(values));
    }
    return elements;
}

Elements elements_of(Context const& context, std::map<RecordId, NewElement> const& typed)
{
    Elements elements;
    for (auto const& [record, element] : typed) {
        if (is_any_typed(element.values) && locate(context, record))
            elements.emplace(record, element.values);
    }
    return elements;
}

Result<KeptText> read_kept_text(std::vector<ledger::CborValue> const& parts)
{
    KeptText kept;
    HUISCLOS_TRY_ASSIGN(text, typed_text(parts[2]));
    kept.text = std::move(text);
    if (parts.size() == 3)
        return kept;
    HUISCLOS_TRY_ASSIGN(ops, draft_list(parts[3]));
    if (ops.empty())
        return fail(ErrorCode::Encoding, "the values of a draft");
    for (auto const& item : ops) {
        HUISCLOS_TRY_ASSIGN(op, item.as_id<OpId>());
        kept.stood.push_back(op);
    }
    return kept;
}

void write_kept_text(ledger::CborWriter& writer, KeptText const& kept)
{
    write_typed(writer, kept.text);
    if (kept.stood.empty())
        return;
    writer.array(kept.stood.size());
    for (auto const& op : kept.stood)
        writer.id(op);
}

/// True when all of them are.
bool put_back(Context const& context, Elements elements, std::map<RecordId, NewElement>& typed)
{
    bool is_all_read = true;
    for (auto& [record, values] : elements) {
        bool const is_read = locate(context, record).has_value();
        if (is_read)
            typed[record].values = std::move(values);
        is_all_read &= is_read;
    }
    return is_all_read;
}

}  // namespace

Bytes encode_sheet_drafts(SheetDrafts const& drafts)
{
    ledger::CborWriter writer;
    writer.array(4).unsigned_int(k_sheets_form);
    write_elements(writer, drafts.actions);
    write_elements(writer, drafts.questions);
    writer.array(drafts.refused.size());
    for (auto const& [key, kept] : drafts.refused) {
        writer.array(kept.stood.empty() ? 3 : 4).id(key.first).unsigned_int(key.second);
        write_kept_text(writer, kept);
    }
    return writer.take();
}

Result<SheetDrafts> decode_sheet_drafts(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(parts, draft_parts(plain, k_sheets_form, 4));
    SheetDrafts drafts;
    HUISCLOS_TRY_ASSIGN(actions, read_elements(parts[1]));
    HUISCLOS_TRY_ASSIGN(questions, read_elements(parts[2]));
    HUISCLOS_TRY_ASSIGN(refused, draft_list(parts[3]));
    drafts.actions = std::move(actions);
    drafts.questions = std::move(questions);
    for (auto const& item : refused) {
        HUISCLOS_TRY_ASSIGN(one, ledger::parts_of(item, item.size() == 4 ? 4 : 3));
        HUISCLOS_TRY_ASSIGN(record, one[0].as_id<RecordId>());
        HUISCLOS_TRY_ASSIGN(field, ledger::as_u32(one[1]));
        HUISCLOS_TRY_ASSIGN(kept, read_kept_text(one));
        std::pair const key(record, field);
        if (!drafts.refused.empty() && drafts.refused.rbegin()->first >= key)
            return fail(ErrorCode::Encoding, "the order of a draft");
        drafts.refused.emplace(key, std::move(kept));
    }
    return drafts;
}

SheetDrafts sheet_drafts_of(Context const& context)
{
    auto const& state = context.situations;
    SheetDrafts drafts{
        .actions = elements_of(context, state.new_actions),
        .questions = elements_of(context, state.new_liaisons),
        .refused = {}};
    for (auto const& [key, typed] : state.typed) {
        // Of a field that may not be emptied what is stored stands there again.
        bool const is_kept = typed.is_refused && !typed.text.empty();
        if (is_kept && locate(context, key.first))
            drafts.refused.emplace(key, KeptText{typed.text, seen_in(context, key)});
    }
    return drafts;
}

bool put_back_sheet_drafts(Context& context, SheetDrafts drafts)
{
    auto& state = context.situations;
    bool is_all_read = put_back(context, std::move(drafts.actions), state.new_actions);
    is_all_read &= put_back(context, std::move(drafts.questions), state.new_liaisons);
    for (auto& [key, kept] : drafts.refused) {
        bool const is_read = locate(context, key.first).has_value();
        if (is_read) {
            state.typed.insert_or_assign(key, TypedText{std::move(kept.text), context.now(), true});
            state.seen.insert_or_assign(key, SeenField{std::move(kept.stood), std::nullopt});
        }
        is_all_read &= is_read;
    }
    if (!is_all_read)
        context.toasts.say(Tone::Warning, phrase("session.kept.sheet_left"));
    return !sheet_drafts_of(context).empty();
}

}  // namespace huisclos::app
