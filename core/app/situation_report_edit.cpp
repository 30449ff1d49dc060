// The form of a new sheet as it is being filled: its kind, its group, what is typed in it.

#include <algorithm>

#include "core/app/facts.hpp"
#include "core/app/situation_report.hpp"
#include "core/app/situation_write.hpp"

namespace huisclos::app {

namespace {

namespace field = domain::field;

/// What the law said there of the age of the person and of who represents him: any of these fields may answer it.
void forget_refusals(ReportDraft& draft, std::uint32_t edited)
{
    constexpr std::uint32_t k_parts = 7;
    bool const is_of_representative = edited >= field::k_representant_1 && edited < field::k_representant_1 + k_parts;
    if (!is_of_representative && edited != field::k_absence_representant && edited != field::k_naissance &&
        edited != k_report_kind)
        return;
    std::erase_if(draft.errors, [](auto const& error) {
        bool const is_told_there = error.first == field::k_representant_1 || error.first == field::k_naissance;
        return is_told_there && error.second.key.starts_with("law.");
    });
}

/// Null for what is no field of the form's sheet.
domain::Field const* field_of(ReportDraft const& draft, std::uint32_t number)
{
    return number > 255 ? nullptr : domain::find_field(type_of_report(draft), static_cast<std::uint8_t>(number));
}

FieldInput with_member(Context const& context, EditReport const& command)
{
    auto const place = chosen_report_place(context);
    auto const* const field = field_of(context.situations.report, command.field);
    return place && field != nullptr ? with_chosen_member(context, place->group.group, *field, command.value)
                                     : command.value;
}

}  // namespace

bool is_typed(ReportDraft const& draft)
{
    return std::ranges::any_of(draft.values, [](auto const& entry) {
        auto const& [text, codes, member] = entry.second;
        return !text.empty() || member || std::ranges::any_of(codes, [](std::uint32_t code) { return code != 0; });
    });
}

namespace {

void set_report_group(ReportDraft& draft, GroupId const& group)
{
    if (draft.group == group)
        return;
    draft.group = group;
    // Who was named is of the other group.
    std::erase_if(draft.values, [&draft](auto const& entry) {
        auto const* const field = field_of(draft, entry.first);
        return field != nullptr && field->kind == domain::FieldKind::Member;
    });
}

/// Where that kind may be made: where the form stands already, else the first such group.
std::optional<GroupId> group_for(std::vector<ReportPlace> const& all, ReportKind kind, ReportDraft const& draft)
{
    std::optional<GroupId> found;
    for (auto const& place : all) {
        bool const may = (kind == ReportKind::Situation ? place.create : place.report).allowed;
        if (may && (!found || draft.group == place.group.group))
            found = place.group.group;
    }
    return found;
}

}  // namespace

void begin_report(Context& context, ReportRoute const& from)
{
    if (!context.has_registry())
        return;
    auto& draft = context.situations.report;
    if (!is_typed(draft))
        draft = ReportDraft{};
    if (from.kind && draft.as_situation != (from.kind == ReportKind::Situation)) {
        draft.as_situation = from.kind == ReportKind::Situation;
        draft.errors.clear();
    }
    auto const group = from.kind && !from.group ? group_for(report_places(context), *from.kind, draft) : from.group;
    if (group)
        set_report_group(draft, *group);
}

void edit_report(Context& context, EditReport const& command)
{
    auto& draft = context.situations.report;
    draft.errors.erase(command.field);
    forget_refusals(draft, command.field);
    // Either says of whom one speaks.
    if (command.field == field::k_prenom)
        draft.errors.erase(field::k_nom);
    if (command.field == k_report_kind)
        draft.as_situation = !command.value.codes.empty() && command.value.codes.front() == 1;
    else
        draft.values.insert_or_assign(command.field, with_member(context, command));
}

void choose_report_group(Context& context, std::uint32_t index)
{
    auto const all = report_places(context);
    if (index >= all.size())
        return;
    set_report_group(context.situations.report, all[index].group.group);
}

}  // namespace huisclos::app
