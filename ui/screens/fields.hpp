// The fields of any record, drawn by the same code whatever the field: what may be edited as a field, the rest as label
// and value. A screen says through FieldActions which commands its fields become.

#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/app/commands.hpp"
#include "core/app/views/common.hpp"
#include "ui/kit/kit.hpp"

namespace huisclos::ui {

/// What people are typing, until the view says the same. Keyed by form and field number; wiped with the screen's draft.
class TypedTexts {
public:
    /// The text to show: what is being typed, or the view's when that has changed and nothing is being typed.
    [[nodiscard]] std::string& text(std::string_view form, std::uint32_t field, std::string const& shown);
    void set_dirty(std::string_view form, std::uint32_t field, bool dirty);
    /// The text went: the view says what stands there now.
    void forget(std::string_view form, std::uint32_t field) { m_typed.erase({std::string(form), field}); }
    void clear() { m_typed.clear(); }

private:
    struct Typed {
        std::string text{};
        std::string shown{};  ///< The view's, when last seen.
        bool dirty{false};
    };
    std::map<std::pair<std::string, std::uint32_t>, Typed> m_typed{};
};

struct FieldActions {
    std::function<void(std::uint32_t field, std::string const& text)> typed{};  ///< At each change of a text.
    std::function<void(std::uint32_t field, std::string const& text)>
        left{};  ///< A text was left after a change, or an entry added.
    std::function<void(std::uint32_t field, app::FieldInput value)> chosen{};  ///< From a closed list.
    std::function<void(std::uint32_t field, OpId keep)> resolved{};
    std::uint32_t kept{
        0};  ///< Whose question is over: in Reading, focus that went with its answers goes to that field.
    std::uint32_t noted{0};  ///< Below that field stands `note`: what was kept of it.
    Text note{};
    /// A value is to be copied; without it, it is, untraced: for what names no followed person.
    std::function<void(std::string const& text)> copied{};
};

/// Whether something that is not blank is typed in a journal.
[[nodiscard]] bool has_entry(std::string_view form, app::FieldView const& field, TypedTexts& texts);
/// That entry, added by `actions.left`; nothing when there is none.
void add_entry(std::string_view form, app::FieldView const& field, TypedTexts& texts, FieldActions const& actions);

/// Fields of a record that is written: TypeField, SetField, ResolveConflict, CopyValue.
[[nodiscard]] FieldActions record_actions(RecordId record, app::CommandSink& commands);

/// Fields of a draft that the app keeps: every change is one `Edit` (EditReport, EditInvite, EditFounding…).
template <typename Edit>
[[nodiscard]] FieldActions draft_actions(app::CommandSink& commands)
{
    FieldActions actions;
    actions.typed = [&commands](std::uint32_t field, std::string const& text) {
        commands.send(Edit{field, app::FieldInput{.text = text}});
    };
    actions.chosen = [&commands](std::uint32_t field, app::FieldInput value) {
        commands.send(Edit{field, std::move(value)});
    };
    return actions;
}

enum class FieldLayout : std::uint8_t {
    Reading,     ///< Everything as label and value; conflicts are still settled, below their field.
    TwoColumns,  ///< Short fields side by side. Ids are below `form`.
    OneColumn,   ///< One below the other. Ids are of the Scope around, so that an error summary there leads to them.
};

void draw_fields(
    std::string_view form, std::span<app::FieldView const> fields, TypedTexts& texts, FieldActions const& actions,
    FieldLayout layout);

/// the kinds of care, below one heading, in a group of that name. Nothing when there are none.
void draw_cares(
    std::string_view form, std::span<app::FieldView const> fields, TypedTexts& texts, FieldActions const& actions,
    FieldLayout layout);

/// Label and value only; of `actions`, the one that copies. Of several values, that somebody has to choose is said.
void draw_facts(std::string_view id, std::span<app::FieldView const> fields, FieldActions const& actions = {});

/// The Scope of that question of a field, in the one of the field.
[[nodiscard]] inline std::string question_id(std::uint32_t field)
{
    return "conflict" + std::to_string(field);
}
/// Values that several people wrote at the same time: all are shown, somebody chooses by `actions.resolved`.
void draw_conflicts(app::FieldView const& field, FieldActions const& actions);
/// What was kept of that field, where it is the one that `actions` notes.
void draw_note(app::FieldView const& field, FieldActions const& actions);
/// The same of values in records of the council, which an act settles: `prepare` follows the choice. Only where a
/// field `may_edit` does somebody choose.
void draw_values_to_keep(
    std::span<app::FieldView const> conflicts, app::Command const& prepare, app::CommandSink& commands);

using FieldErrors = std::span<std::pair<std::uint32_t, Phrase> const>;
using FieldLists = std::initializer_list<std::span<app::FieldView const>>;
/// « Nom : ce champ est obligatoire »; the message alone when none of `fields` has that number.
[[nodiscard]] Text error_of(std::uint32_t field, Phrase const& message, FieldLists fields);
/// What is wrong in a form, each leading to its field drawn in OneColumn in the same Scope. `fresh` moves focus there.
void draw_errors(FieldErrors errors, FieldLists fields, bool fresh);

/// Fields as draw_fields is given them, from the same Scope.
struct FormPart {
    std::string_view form{};
    std::span<app::FieldView const> fields{};
    FieldLayout layout{FieldLayout::OneColumn};
};
/// The same from what the fields say themselves, each with the rule that refuses it, if one does. `asked`, set when a
/// person asked to go on, moves focus there once there is an error, and is then cleared.
void draw_field_errors(std::initializer_list<FormPart> parts, bool& asked);
/// A form that a person has just opened, drawn in this frame: focus goes to its first text or closed list.
void focus_first_field(FormPart const& part);

/// Focus goes to that field, if it is typed there; while several values of it stand, to the first answer of
/// their question.
void focus_on_field(FormPart const& part, std::uint32_t field);
/// Whether focus is with the answer that keeps that value, or went with it in this frame.
[[nodiscard]] bool has_answer_focus(FormPart const& part, std::uint32_t field, OpId const& value);

}  // namespace huisclos::ui
