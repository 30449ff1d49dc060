#include "core/app/communes.hpp"
#include "core/app/founding_internal.hpp"
#include "core/base/utf8.hpp"
#include "core/ledger/cbor_fields.hpp"

// The draft as a link or a file carries it: no secret and no name of a person is in it. What is read came from anybody.

namespace huisclos::app {

bool founding::is_intercommunal(FoundingDraft const& draft)
{
    return draft.kind != static_cast<std::uint32_t>(domain::TypeInstance::Clspd);
}

namespace {

using namespace founding;
using ledger::CborValue;
using ledger::CborWriter;

constexpr std::uint64_t k_draft_form = 1;
constexpr std::string_view k_file_head = "HCV1 founding draft\n";

Result<std::string> text_part(CborValue const& value, std::size_t most_bytes)
{
    HUISCLOS_TRY_ASSIGN(text, value.as_text());
    if (text.size() > most_bytes || to_nfc(text) != text)
        return fail(ErrorCode::Encoding, "a text of a draft");
    return std::string(text);
}

Result<std::string> text_at(CborValue const& map, std::uint64_t key, std::size_t most_bytes)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    return text_part(value, most_bytes);
}

constexpr std::size_t k_most_line_bytes = 1024;

Result<FoundingGroup> read_founding_group(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(value, 4));
    HUISCLOS_TRY_ASSIGN(name, text_part(parts[0], k_most_line_bytes));
    HUISCLOS_TRY_ASSIGN(vocation, ledger::as_u32(parts[1]));
    HUISCLOS_TRY_ASSIGN(perimeter, text_part(parts[2], k_most_line_bytes));
    HUISCLOS_TRY_ASSIGN(proposed, text_part(parts[3], k_most_line_bytes));
    if (!domain::is_in_list(domain::ListId::Vocation, vocation))
        return fail(ErrorCode::Encoding, "a vocation of a draft");
    return FoundingGroup{visible_line(name), vocation, std::move(perimeter), std::move(proposed)};
}

/// [title, text, adopted]
Result<void> read_text(
    CborValue const& map, std::uint64_t key, std::string& title, std::string& body, std::string& adopted)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(value, 3));
    HUISCLOS_TRY_ASSIGN(read_title, text_part(parts[0], k_most_line_bytes));
    HUISCLOS_TRY_ASSIGN(read_body, text_part(parts[1], k_most_text_bytes));
    HUISCLOS_TRY_ASSIGN(read_adopted, text_part(parts[2], k_most_line_bytes));
    title = std::move(read_title);
    body = std::move(read_body);
    adopted = std::move(read_adopted);
    return {};
}

}  // namespace

Bytes encode_founding(FoundingDraft const& draft)
{
    // Of an intercommunal council alone: a draft of a CLSPD is read by a version that does not know the key.
    bool const has_communes = is_intercommunal(draft) && !draft.communes.empty();
    CborWriter writer;
    writer.map(has_communes ? 12 : 11)
        .key(1)
        .unsigned_int(k_draft_form)
        .key(2)
        .unsigned_int(draft.kind)
        .key(3)
        .text(draft.commune);
    writer.key(4).text(draft.insee).key(5).text(draft.population).key(6).text(draft.order_reference);
    writer.key(7).array(draft.groups.size());
    for (auto const& group : draft.groups) {
        writer.array(4).text(group.name).unsigned_int(group.vocation).text(group.perimeter);
        writer.text(group.rules_proposed);
    }
    writer.key(8).array(3).text(draft.charter_title).text(draft.charter).text(draft.charter_adopted);
    writer.key(9).array(3).text(draft.rules_title).text(draft.rules).text(draft.rules_adopted);
    writer.key(10).text(draft.coordinator_function).key(11).text(draft.invitees);
    if (has_communes)
        writer.key(12).text(draft.communes);
    return writer.take();
}

Result<FoundingDraft> decode_founding(BytesView encoded)
{
    HUISCLOS_TRY_ASSIGN(map, ledger::parse_cbor(encoded));
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
    HUISCLOS_TRY_ASSIGN(form, ledger::unsigned_at(map, 1));
    if (form != k_draft_form)
        return fail(ErrorCode::Upgrade, "a draft of another form");
    FoundingDraft draft;
    HUISCLOS_TRY_ASSIGN(kind, ledger::u32_at(map, 2));
    if (!domain::is_in_list(domain::ListId::TypeInstance, kind))
        return fail(ErrorCode::Encoding, "a kind of council");
    draft.kind = kind;
    HUISCLOS_TRY_ASSIGN(commune, text_at(map, 3, k_most_line_bytes));
    HUISCLOS_TRY_ASSIGN(insee, text_at(map, 4, k_most_line_bytes));
    HUISCLOS_TRY_ASSIGN(population, text_at(map, 5, k_most_line_bytes));
    HUISCLOS_TRY_ASSIGN(order, text_at(map, 6, k_most_line_bytes));
    HUISCLOS_TRY_ASSIGN(groups, ledger::list_at<FoundingGroup>(map, 7, &read_founding_group));
    if (groups.size() > k_most_groups)
        return fail(ErrorCode::Encoding, "too many groups");
    HUISCLOS_TRY(read_text(map, 8, draft.charter_title, draft.charter, draft.charter_adopted));
    HUISCLOS_TRY(read_text(map, 9, draft.rules_title, draft.rules, draft.rules_adopted));
    HUISCLOS_TRY_ASSIGN(coordinator, text_at(map, 10, k_most_line_bytes));
    HUISCLOS_TRY_ASSIGN(invitees, text_at(map, 11, 4 * k_invitees_length));
    if (map.find(12)) {
        HUISCLOS_TRY_ASSIGN(communes, text_at(map, 12, 4 * k_communes_length));
        draft.communes = std::move(communes);
    }
    draft.commune = visible_line(commune);
    draft.insee = std::move(insee);
    draft.population = std::move(population);
    draft.order_reference = std::move(order);
    draft.groups = std::move(groups);
    draft.coordinator_function = std::move(coordinator);
    draft.invitees = std::move(invitees);
    draft.prepared = true;
    draft.kept = true;
    return draft;
}

Bytes encode_founding_file(FoundingDraft const& draft)
{
    auto file = to_bytes(as_bytes(k_file_head));
    auto const map = encode_founding(draft);
    file.insert(file.end(), map.begin(), map.end());
    return file;
}

Result<FoundingDraft> decode_founding_file(BytesView file)
{
    auto const text = as_text(file);
    if (!text.starts_with(k_file_head)) {
        // Of another format: its number alone differs.
        auto const after_number = k_file_head.find(' ');
        bool const is_draft = text.size() > after_number && text.starts_with(k_file_head.substr(0, after_number - 1)) &&
                              text.substr(after_number).starts_with(k_file_head.substr(after_number));
        return is_draft ? fail(ErrorCode::Upgrade, "a draft of another format")
                        : fail(ErrorCode::Encoding, "not a draft");
    }
    return decode_founding(file.subspan(k_file_head.size()));
}

}  // namespace huisclos::app
