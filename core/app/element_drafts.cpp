#include "core/app/element_drafts.hpp"

namespace huisclos::app {

namespace {

/// A part of the action or of the question that is being typed about a sheet.
template <typename Edit>
void keep_part(Context& context, std::uint8_t element, Edit const& edit, std::map<RecordId, NewElement>& typed)
{
    auto const* const route = std::get_if<SituationsRoute>(&context.route);
    auto const shown = route == nullptr ? std::nullopt : route->situation;
    auto const record = edit.record ? edit.record : shown;
    // Another one is on the screen already: what was typed of it is forgotten.
    auto const located = record && record == shown ? locate(context, *record) : std::nullopt;
    if (!located)
        return;
    auto& [values, errors] = typed[*record];
    errors.erase(edit.field);
    // Of somebody else it may be asked.
    std::erase_if(errors, [](auto const& error) { return error.second.key == k_asked_already; });
    values.insert_or_assign(edit.field, with_chosen_part(context, located->group, element, edit.field, edit.value));
}

}  // namespace

void edit_new_action(Context& context, EditNewAction const& edit)
{
    keep_part(context, domain::field::k_actions, edit, context.situations.new_actions);
}

void edit_new_liaison(Context& context, EditNewLiaison const& edit)
{
    keep_part(context, domain::field::k_questions, edit, context.situations.new_liaisons);
}

}  // namespace huisclos::app
