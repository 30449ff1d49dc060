// What the tab « Actions » is made of: forms of a new action and of a new question, and the questions.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "ui/screens/situations/sheet.hpp"

namespace huisclos::ui {

/// Of an action or a question that is new on the sheet `record`, whatever the screen shows once it is run.
template <typename Edit>
FieldActions new_element_actions(RecordId record, app::CommandSink& commands)
{
    FieldActions actions;
    actions.typed = [record, &commands](std::uint32_t field, std::string const& text) {
        commands.send(Edit{field, app::FieldInput{.text = text}, record});
    };
    actions.chosen = [record, &commands](std::uint32_t field, app::FieldInput value) {
        commands.send(Edit{field, std::move(value), record});
    };
    return actions;
}

/// A form whose record was made goes; one that was refused stays, with what is wrong in it.
void close_if_added(bool& open, std::optional<std::size_t>& before, std::size_t now, bool& show_errors);
/// Of a form that is left.
void forget_texts(std::string_view form, std::span<app::FieldView const> fields, SheetDraft& draft);

void draw_new_liaison(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands);
/// Each with its heading, which `lead_to_liaison` leads to.
void draw_liaisons(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
