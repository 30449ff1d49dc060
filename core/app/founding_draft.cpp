#include <utility>

#include "core/app/communes.hpp"
#include "core/app/founding_fields.hpp"
#include "core/app/founding_internal.hpp"
#include "core/base/secret_bytes.hpp"
#include "core/base/utf8.hpp"

// The draft, edited by commands.

namespace huisclos::app {

namespace founding {

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

}  // namespace founding

namespace {

using namespace founding;

/// What was handed over is not what is here any more.
void forget_saved(FoundingDraft& draft)
{
    draft.saved = false;
    draft.kept = false;
}

/// `edited` left its text as if nobody had begun it: what was asked of `other` to make it whole is not asked any more.
bool is_of_emptied_text(FoundingDraft const& draft, std::uint32_t edited, std::uint32_t other)
{
    auto const text = text_with(edited);
    return text != FoundingText::None && text_with(other) == text && !is_begun(draft, edited);
}

void edit(FoundingDraft& draft, EditFounding const& command)
{
    if (command.field == founding_field::k_link) {
        // No part of what is handed over.
        wipe_pasted(draft);
        draft.link = command.value.text;
        draft.link_error = {};
        return;
    }
    if (command.field == founding_field::k_kind) {
        if (!command.value.codes.empty() &&
            domain::is_in_list(domain::ListId::TypeInstance, command.value.codes.front()))
            draft.kind = command.value.codes.front();
    } else if (auto* const text = field_of(draft, command.field)) {
        bool const is_line = command.field == founding_field::k_commune || command.field == founding_field::k_insee;
        *text = is_line ? visible_line(command.value.text) : clean(command.value.text);
        if (command.field == founding_field::k_insee)
            *text = raised_code(std::move(*text));
    }
    forget_saved(draft);
    std::erase_if(draft.errors, [&](auto const& error) {
        return error.first == command.field || error.first == 0 ||
               is_of_emptied_text(draft, command.field, error.first);
    });
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

/// The form holds again what was typed of a new group.
void leave_group(FoundingDraft& draft)
{
    if (!draft.corrected)
        return;
    draft.corrected.reset();
    draft.new_group = std::exchange(draft.put_aside, {});
    draft.new_group_errors.clear();
}

/// What was typed of a new group is forgotten; what is corrected stays as it was.
void clear_or_leave_group(FoundingDraft& draft)
{
    if (draft.corrected)
        return leave_group(draft);
    draft.new_group = {};
    draft.new_group_errors.clear();
}

void correct_group(FoundingDraft& draft, std::size_t index)
{
    if (index >= draft.groups.size())
        return;
    leave_group(draft);
    draft.put_aside = std::exchange(draft.new_group, draft.groups[index]);
    draft.corrected = index;
    draft.new_group_errors.clear();
}

void add_group(FoundingDraft& draft, Date today)
{
    auto others = draft.groups;
    if (draft.corrected)
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(*draft.corrected));
    draft.new_group_errors = check_new_group(draft.new_group, others, today);
    if (others.size() >= k_most_groups)
        draft.new_group_errors.emplace_back(founding_field::k_group_name, phrase("founding.error.too_many_groups"));
    if (!draft.new_group_errors.empty())
        return;
    forget_saved(draft);
    // What was said against a group is asked again.
    std::erase_if(draft.errors, [](auto const& error) {
        return error.first == 0 || error.first == founding_field::k_rules_adopted;
    });
    if (draft.corrected) {
        draft.groups[*draft.corrected] = draft.new_group;
        leave_group(draft);
        return;
    }
    draft.groups.push_back(std::move(draft.new_group));
    draft.new_group = {};
}

void remove_group(FoundingDraft& draft, std::size_t index)
{
    if (index >= draft.groups.size())
        return;
    if (draft.corrected == index)
        leave_group(draft);
    else if (draft.corrected && *draft.corrected > index)
        --*draft.corrected;
    draft.groups.erase(draft.groups.begin() + static_cast<std::ptrdiff_t>(index));
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

}  // namespace

void wipe_pasted(FoundingDraft& draft)
{
    wipe(draft.link.data(), draft.link.size());
    draft.link.clear();
}

bool would_be_lost(FoundingDraft const& draft)
{
    auto const& group = draft.new_group;
    bool const is_typing = draft.corrected
                               ? is_correcting(draft)
                               : !group.name.empty() || !group.perimeter.empty() || !group.rules_proposed.empty();
    // The kind of council is chosen, not typed.
    bool const is_empty = !is_intercommunal(draft) && draft.commune.empty() && draft.insee.empty() &&
                          draft.communes.empty() && draft.population.empty() && draft.order_reference.empty() &&
                          draft.groups.empty() && draft.charter_title.empty() && draft.charter.empty() &&
                          draft.charter_adopted.empty() && draft.rules_title.empty() && draft.rules.empty() &&
                          draft.rules_adopted.empty() && draft.coordinator_function.empty() && draft.invitees.empty();
    return is_typing || (!is_empty && !draft.kept);
}

FoundingDraft received_by_link(FoundingDraft draft)
{
    draft.by_link = true;
    return draft;
}

void replace_founding(std::optional<FoundingDraft>& held, std::optional<FoundingDraft> next)
{
    if (held)
        wipe_pasted(*held);
    if (held && next)
        next->arrivals = held->arrivals + 1;
    held = std::move(next);
}

bool edit_founding(FoundingDraft& draft, Command const& command, Date today)
{
    if (auto const* const field = std::get_if<EditFounding>(&command)) {
        edit(draft, *field);
    } else if (auto const* const of_group = std::get_if<EditFoundingGroup>(&command)) {
        edit_group(draft, *of_group);
    } else if (std::holds_alternative<AddFoundingGroup>(command)) {
        add_group(draft, today);
    } else if (auto const* const removed = std::get_if<RemoveFoundingGroup>(&command)) {
        remove_group(draft, removed->index);
    } else if (auto const* const corrected = std::get_if<CorrectFoundingGroup>(&command)) {
        correct_group(draft, corrected->index);
    } else if (std::holds_alternative<LeaveFoundingGroup>(command)) {
        clear_or_leave_group(draft);
    } else if (auto const* const model = std::get_if<UseTextModel>(&command)) {
        use_model(draft, model->what);
    } else if (std::holds_alternative<SaveFoundingDraft>(command)) {
        // What would not be read back is not handed over.
        draft.saved = decode_founding(encode_founding(draft)).has_value();
        if (!draft.saved)
            draft.errors.emplace_back(0, phrase("founding.error.draft_too_long"));
    } else if (std::holds_alternative<KeepFoundingDraft>(command)) {
        draft.kept = draft.saved;
        draft.by_link = draft.by_link && !draft.saved;
    } else {
        return false;
    }
    return true;
}

}  // namespace huisclos::app
