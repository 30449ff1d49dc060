#include "core/app/communes.hpp"
#include "core/app/founding_fields.hpp"
#include "core/app/founding_internal.hpp"
#include "core/base/utf8.hpp"
#include "core/ledger/cbor_fields.hpp"

// The draft: edited by commands, carried by a link. No secret and no name of a person is in it.

namespace huisclos::app {

namespace {

using namespace founding;
using ledger::CborValue;
using ledger::CborWriter;

constexpr std::uint64_t k_draft_form = 1;
constexpr std::string_view k_file_head = "HCV1 founding draft\n";

std::string* field_of(FoundingDraft& draft, std::uint32_t field)
{
    using namespace founding_field;
    switch (field) {
    case k_commune:
        return &draft.commune;
    case k_insee:
        return &draft.insee;
    case k_communes:
        return &draft.communes;
    case k_population:
        return &draft.population;
    case k_order:
        return &draft.order_reference;
    case k_charter_title:
        return &draft.charter_title;
    case k_charter:
        return &draft.charter;
    case k_charter_adopted:
        return &draft.charter_adopted;
    case k_rules_title:
        return &draft.rules_title;
    case k_rules:
        return &draft.rules;
    case k_rules_adopted:
        return &draft.rules_adopted;
    case k_coordinator:
        return &draft.coordinator_function;
    case k_invitees:
        return &draft.invitees;
    default:
        return nullptr;
    }
}

/// What was handed over is not what is here any more.
void forget_saved(FoundingDraft& draft)
{
    draft.saved = false;
    draft.kept = false;
}

void edit(FoundingDraft& draft, EditFounding const& command)
{
    if (command.field == founding_field::k_kind) {
        if (!command.value.codes.empty() &&
            domain::is_in_list(domain::ListId::TypeInstance, command.value.codes.front()))
            draft.kind = command.value.codes.front();
    } else if (auto* const text = field_of(draft, command.field)) {
        *text =
            command.field == founding_field::k_commune ? visible_line(command.value.text) : clean(command.value.text);
    }
    forget_saved(draft);
    std::erase_if(draft.errors, [&](auto const& error) { return error.first == command.field || error.first == 0; });
}

void edit_group(FoundingDraft& draft, EditFoundingGroup const& command)
{
    using namespace founding_field;
    auto& group = draft.new_group;
    if (command.field == k_group_name)
        group.name = visible_line(command.value.text);
    else if (command.field == k_group_perimeter)
        group.perimeter = clean(command.value.text);
    else if (command.field == k_group_proposed)
        group.rules_proposed = clean(command.value.text);
    else if (
        command.field == k_group_vocation && !command.value.codes.empty() &&
        domain::is_in_list(domain::ListId::Vocation, command.value.codes.front()))
        group.vocation = command.value.codes.front();
    std::erase_if(draft.new_group_errors, [&](auto const& error) { return error.first == command.field; });
}

void add_group(FoundingDraft& draft, Date today)
{
    draft.new_group_errors = check_new_group(draft.new_group, draft.groups, today);
    if (draft.groups.size() >= k_most_groups)
        draft.new_group_errors.emplace_back(founding_field::k_group_name, phrase("founding.error.too_many_groups"));
    if (!draft.new_group_errors.empty())
        return;
    draft.groups.push_back(std::move(draft.new_group));
    draft.new_group = {};
    forget_saved(draft);
}

void use_model(FoundingDraft& draft, std::uint32_t what)
{
    auto model = text_model(what, draft.kind, draft.commune);
    if (what == 1) {
        draft.charter_title = std::move(model.title);
        draft.charter = std::move(model.body);
    } else if (what == 2) {
        draft.rules_title = std::move(model.title);
        draft.rules = std::move(model.body);
    }
    forget_saved(draft);
    draft.errors.clear();
}

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

Result<FoundingGroup> read_group(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(value, 4));
    FoundingGroup group;
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

bool edit_founding(FoundingDraft& draft, Command const& command, Date today)
{
    if (auto const* const field = std::get_if<EditFounding>(&command)) {
        edit(draft, *field);
    } else if (auto const* const of_group = std::get_if<EditFoundingGroup>(&command)) {
        edit_group(draft, *of_group);
    } else if (std::holds_alternative<AddFoundingGroup>(command)) {
        add_group(draft, today);
    } else if (auto const* const removed = std::get_if<RemoveFoundingGroup>(&command)) {
        if (removed->index < draft.groups.size())
            draft.groups.erase(draft.groups.begin() + static_cast<std::ptrdiff_t>(removed->index));
        forget_saved(draft);
    } else if (auto const* const model = std::get_if<UseTextModel>(&command)) {
        use_model(draft, model->what);
    } else if (std::holds_alternative<SaveFoundingDraft>(command)) {
        // What would not be read back is not handed over.
        draft.saved = decode_founding(encode_founding(draft)).has_value();
        if (!draft.saved)
            draft.errors.emplace_back(0, phrase("founding.error.draft_too_long"));
    } else if (std::holds_alternative<KeepFoundingDraft>(command)) {
        draft.kept = draft.saved;
    } else {
        return false;
    }
    return true;
}

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
    HUISCLOS_TRY_ASSIGN(groups, ledger::list_at<FoundingGroup>(map, 7, &read_group));
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
    if (!as_text(file).starts_with(k_file_head))
        return fail(ErrorCode::Encoding, "not a draft");
    return decode_founding(file.subspan(k_file_head.size()));
}

}  // namespace huisclos::app
