#include "core/app/draft_values.hpp"

#include <algorithm>

#include "core/base/utf8.hpp"

namespace huisclos::app {

Result<std::vector<ledger::CborValue>> draft_parts(BytesView plain, std::uint64_t version, std::size_t count)
{
    if (plain.size() > k_most_draft_bytes)
        return fail(ErrorCode::Encoding, "a draft that is too long");
    HUISCLOS_TRY_ASSIGN(item, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(parts, item.items());
    if (parts.empty())
        return fail(ErrorCode::Encoding, "a draft without a version");
    HUISCLOS_TRY_ASSIGN(written, parts.front().as_unsigned());
    if (written != version)
        return fail(ErrorCode::Upgrade, "a draft of another version");
    if (parts.size() != count)
        return fail(ErrorCode::Encoding, "the parts of a draft");
    return parts;
}

Result<std::vector<ledger::CborValue>> draft_list(ledger::CborValue const& item)
{
    if (item.size() > k_most_draft_items)
        return fail(ErrorCode::Encoding, "a list of a draft");
    return item.items();
}

Result<std::string> typed_text(ledger::CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(content, item.as_bytes());
    std::string text(as_text(content));
    if (!is_valid_utf8(text))
        return fail(ErrorCode::Encoding, "a text of a draft");
    return text;
}

void write_typed(ledger::CborWriter& writer, std::string const& text)
{
    writer.bytes(as_bytes(text));
}

Result<TypedValues> typed_values(ledger::CborValue const& item)
{
    TypedValues values;
    HUISCLOS_TRY_ASSIGN(items, draft_list(item));
    for (auto const& one : items) {
        HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(one, 4));
        HUISCLOS_TRY_ASSIGN(number, ledger::as_u32(parts[0]));
        HUISCLOS_TRY_ASSIGN(text, typed_text(parts[1]));
        HUISCLOS_TRY_ASSIGN(codes, draft_list(parts[2]));
        HUISCLOS_TRY_ASSIGN(member, id_or_none<MemberId>(parts[3]));
        if (!values.empty() && values.rbegin()->first >= number)
            return fail(ErrorCode::Encoding, "the order of a draft");
        FieldInput input{.text = std::move(text), .codes = {}, .member = member};
        for (auto const& code : codes) {
            HUISCLOS_TRY_ASSIGN(chosen, ledger::as_u32(code));
            input.codes.push_back(chosen);
        }
        values.emplace(number, std::move(input));
    }
    return values;
}

void write_values(ledger::CborWriter& writer, TypedValues const& values)
{
    writer.array(values.size());
    for (auto const& [number, input] : values) {
        writer.array(4).unsigned_int(number).bytes(as_bytes(input.text)).array(input.codes.size());
        for (auto const code : input.codes)
            writer.unsigned_int(code);
        write_id_or_none(writer, input.member);
    }
}

bool is_any_typed(TypedValues const& values)
{
    return std::ranges::any_of(values, [](auto const& entry) {
        auto const& input = entry.second;
        bool const is_chosen = std::ranges::any_of(input.codes, [](std::uint32_t code) { return code != 0; });
        return !input.text.empty() || input.member || is_chosen;
    });
}

}  // namespace huisclos::app
