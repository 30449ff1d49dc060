// What is being typed in fields, and the commands that it becomes.

#include "ui/screens/fields.hpp"

namespace huisclos::ui {

std::string& TypedTexts::text(std::string_view form, std::uint32_t field, std::string const& shown)
{
    auto const [at, is_new] = m_typed.try_emplace({std::string(form), field});
    Typed& typed = at->second;
    if (is_new)
        typed = {shown, shown, false};
    if (typed.shown != shown) {
        typed.shown = shown;
        if (!typed.dirty)
            typed.text = shown;
    }
    return typed.text;
}

void TypedTexts::set_dirty(std::string_view form, std::uint32_t field, bool dirty)
{
    auto const at = m_typed.find({std::string(form), field});
    if (at != m_typed.end())
        at->second.dirty = dirty;
}

bool has_entry(std::string_view form, app::FieldView const& field, TypedTexts& texts)
{
    return texts.text(form, field.field, field.text).find_first_not_of(" \n") != std::string::npos;
}

void add_entry(std::string_view form, app::FieldView const& field, TypedTexts& texts, FieldActions const& actions)
{
    if (!has_entry(form, field, texts) || !actions.left)
        return;
    actions.left(field.field, texts.text(form, field.field, field.text));
    texts.forget(form, field.field);
}

FieldActions record_actions(RecordId record, app::CommandSink& commands)
{
    FieldActions actions;
    actions.typed = [record, &commands](std::uint32_t field, std::string const& text) {
        commands.send(app::TypeField{record, field, text});
    };
    actions.left = [record, &commands](std::uint32_t field, std::string const& text) {
        commands.send(app::SetField{record, field, app::FieldInput{.text = text}});
    };
    actions.chosen = [record, &commands](std::uint32_t field, app::FieldInput value) {
        commands.send(app::SetField{record, field, std::move(value)});
    };
    actions.resolved = [record, &commands](std::uint32_t field, OpId keep) {
        commands.send(app::ResolveConflict{record, field, keep});
    };
    actions.copied = [record, &commands](std::string const& text) {
        commands.send(app::CopyValue{record, text});
    };
    return actions;
}

}  // namespace huisclos::ui
