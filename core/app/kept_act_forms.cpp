#include "core/app/kept_act_forms.hpp"

#include <utility>

namespace huisclos::app {

namespace {

/// Only of a form that holds nothing of another subject; what was typed there since stays. True when it is there.
template <typename Subject>
bool put_back_wrong(EditedRecord<Subject>& shown, EditedRecord<Subject>& wrong)
{
    if (!shown.values.empty() && !(shown.subject == wrong.subject))
        return false;
    shown.turn_to(wrong.subject);
    for (auto& [field, error] : wrong.errors) {
        if (!shown.values.contains(field))
            shown.errors.insert_or_assign(field, std::move(error));
    }
    shown.values.merge(wrong.values);
    return true;
}

/// Only into a form in which nothing is typed.
bool put_back_group(GroupDraft& shown, GroupDraft& wrong)
{
    if (!shown.name.empty() || !shown.perimeter.empty() || !shown.proposed.empty())
        return false;
    shown = std::move(wrong);
    return true;
}

bool put_back_text(std::optional<TextDraft>& shown, std::optional<TextDraft>& wrong)
{
    if (shown)
        return false;
    shown = std::move(wrong);
    return true;
}

}  // namespace

void exchange_forms(CouncilState& acts, ActForms& forms)
{
    std::swap(acts.group, forms.group);
    std::swap(acts.edited_member, forms.member);
    std::swap(acts.edited_group, forms.of_group);
    std::swap(acts.edited_council, forms.council);
    std::swap(acts.text, forms.text);
    std::swap(acts.store.typed, forms.link);
    std::swap(acts.store.error, forms.link_error);
}

ActForms act_forms_of(Context const& context, AskedChange const& asked)
{
    ActForms forms;
    forms.text = asked.text;
    forms.link = asked.link;
    if (asked.group)
        forms.group = *asked.group;
    if (auto const* const member = std::get_if<PrepareMember>(&asked.command)) {
        forms.member.subject = member->member;
        forms.member.values = asked.values;
    } else if (auto const* const group = std::get_if<PrepareGroup>(&asked.command)) {
        forms.of_group.subject = group->group;
        forms.of_group.values = asked.values;
    } else if (auto const& instance = context.council.instance(); instance) {
        forms.council.subject = instance->record;
        forms.council.values = asked.values;
    }
    return forms;
}

std::optional<bool> put_back_wrong(CouncilState& acts, ActForms& made)
{
    if (!made.group.errors.empty())
        return put_back_group(acts.group, made.group);
    if (made.text && !made.text->errors.empty())
        return put_back_text(acts.text, made.text);
    if (!made.member.errors.empty())
        return put_back_wrong(acts.edited_member, made.member);
    if (!made.of_group.errors.empty())
        return put_back_wrong(acts.edited_group, made.of_group);
    if (!made.council.errors.empty())
        return put_back_wrong(acts.edited_council, made.council);
    return std::nullopt;
}

Phrase reason_in(ActForms const& made)
{
    if (!made.group.errors.empty())
        return made.group.errors.begin()->second;
    if (made.text && !made.text->errors.empty())
        return made.text->errors.begin()->second;
    return {};
}

}  // namespace huisclos::app
