// Fields of text. ImGui draws label, frame and value; the person types in the real field that the page lays over it.
//
// Roles TextField, NoteField, DateField. The value belongs to the caller: it changes when the returned event says so.
// Label above, help below it, error below the field; the node carries all of them. 42 pixels high.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ui/kit/content.hpp"
#include "ui/text/format.hpp"

namespace huisclos::kit {

using ui::InputKind;

enum class Need : std::uint8_t { Unsaid, Required, Optional };

struct FieldOptions {
    Text help{};
    Text error{};  ///< Not empty: invalid.
    Text placeholder{};
    Need need{Need::Unsaid};
    std::uint32_t max_length{200};  ///< Code points.
    InputKind kind{InputKind::Text};
    Icon icon{};
    bool read_only{false};
    ui::DateParts date_parts{ui::DateParts::Complete};  ///< Of a date: whether a month or a year alone will do.
    Text wrong_date{};  ///< What is said of a text that is no date; empty: in words of the kit.
    float width{0};     ///< Pixels at 100 %; 0 = the column, or 260 in a Row.
};

struct FieldEvent {
    bool changed{false};    ///< The value is new in this frame.
    bool committed{false};  ///< Enter, or the field was left after a change: time to save.

    explicit operator bool() const { return changed; }
};

FieldEvent text_field(std::string_view id, Text const& label, std::string& value, FieldOptions const& options = {});

struct NoteOptions {
    FieldOptions field{};
    Text reminder{};  ///< What does not belong here (R-03); above the field, always visible.
    int lines{4};
};
/// Several lines, with « 12 / 300 caractères »; where 10 000 or more are allowed nobody counts them.
FieldEvent note_field(std::string_view id, Text const& label, std::string& value, NoteOptions const& options = {});

/// What is typed stays as typed; below it, the date that was understood in words, or an error. Parse with
/// ui::parse_date.
FieldEvent date_field(std::string_view id, Text const& label, std::string& typed, FieldOptions options = {});

/// Magnifying glass, shortcut shown at the right; its label is not drawn. Where `clear` says what it does, a cross
/// inside empties it and leaves focus there.
FieldEvent search_field(
    std::string_view id, Text const& label, std::string& value, Text const& placeholder, std::string_view shortcut = {},
    Text const& clear = {});

/// Links to the fields in error, at the top of a form; takes focus in the frame `fresh` is true.
struct FieldError {
    /// Its id in this Scope; after those of Scopes and Columns around it, if any: "name/run3/f3".
    std::string field{};
    Text message{};
};
void error_summary(std::string_view id, std::span<FieldError const> errors, bool fresh);

}  // namespace huisclos::kit
