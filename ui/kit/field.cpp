#include "ui/kit/field.hpp"

#include <algorithm>

#include "core/base/utf8.hpp"
#include "ui/kit/field_frame.hpp"
#include "ui/text/format.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

constexpr float k_clear_side = 32;
constexpr std::uint32_t k_uncounted = 10'000;  ///< Limits of notes, in code points, from which on none is shown.

/// At most `most` code points of `text`; true when some were dropped.
bool cut_code_points(std::string& text, std::uint32_t most)
{
    if (most == 0)
        return false;
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const starts = (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
        if (starts && count++ == most) {
            text.resize(i);
            return true;
        }
    }
    return false;
}

Text cut_message(std::uint32_t most)
{
    return tr("kit.field.cut", {ui::arg("limit", std::int64_t{most})});
}

/// Said until the text is changed again.
void note_cut(ui::NodeId id, bool was_cut, std::uint32_t most)
{
    if (was_cut && !memory(id).cut)
        announce(cut_message(most).str());
    memory(id).cut = was_cut;
}

/// What the mirror did to the field since the last frame.
FieldEvent take_edits(ui::NodeId id, std::string& value, FieldOptions const& options)
{
    FieldEvent event;
    std::optional<std::string> typed = state().actions.take_text(id);
    bool const entered = state().actions.take(id, Act::Commit);
    bool const left = state().actions.take(id, Act::Blur);
    bool was_cut = state().actions.take(id, Act::Cut);
    if (is_inert() || options.read_only)
        return event;
    if (typed && is_valid_utf8(*typed)) {
        was_cut = cut_code_points(*typed, options.max_length) || was_cut;
        if (*typed != value) {
            value = std::move(*typed);
            event.changed = true;
        }
    }
    // Remembered until it is committed: a Blur after nothing was typed saves nothing.
    auto const known = state().memory.find(id);
    bool const dirty = event.changed || (known != state().memory.end() && known->second.flag);
    if (dirty || entered)
        memory(id).flag = dirty && !entered && !left;
    if (event.changed || was_cut)
        note_cut(id, was_cut, options.max_length);
    event.committed = entered || (left && dirty);
    return event;
}

/// What is said below the field: what is wrong with it, or that its text was cut.
Text error_below(ui::NodeId id, FieldOptions const& options)
{
    auto const known = state().memory.find(id);
    bool const was_cut = known != state().memory.end() && known->second.cut;
    return options.error.empty() && was_cut ? cut_message(options.max_length) : options.error;
}

/// Whoever asks for the date has words of his own for one that is of no day, or not written as he asks.
Text wrong_date(std::string_view typed, FieldOptions const& options)
{
    auto const fault = fault_of_date(typed);
    if (fault == DateFault::TooOld)
        return tr("kit.date.too_old");
    if (fault == DateFault::TooFar)
        return tr("kit.date.too_far");
    if (!options.wrong_date.empty())
        return options.wrong_date;
    if (options.date_parts == ui::DateParts::Partial)
        return tr("kit.date.invalid_partial");
    return fault == DateFault::Form ? tr("kit.date.form") : tr("kit.date.invalid");
}

/// The value, or the placeholder, on one line of `inner`.
void draw_value(Rect inner, std::string_view value, Text const& placeholder)
{
    if (value.empty())
        draw_text_in(inner, k_body, palette().soft, placeholder.view());
    else
        draw_text_in(inner, k_body, palette().ink, value);
}

FieldEvent one_line(
    Role role, std::string_view id, Text const& label, std::string& value, FieldOptions const& options,
    Text const& own_help)
{
    ui::NodeId const node_id = id_of(id);
    FieldEvent const event = take_edits(node_id, value, options);
    Text const help = help_below(node_id, own_help, value);
    Text const error = error_below(node_id, options);
    Text const shown_label = full_label(label, options.need);
    FieldPlaces const places = place_field(shown_label, options, help, error, target_height(ui::size::field_height));
    Touch const touch = interact(node_id, places.frame, Usable::Yes);
    draw_field_frame(places.frame, node_id, touch.hovered, !error.empty(), options.read_only);
    draw_field_texts(places, shown_label, help, error);

    float const icon = options.icon.empty() ? 0 : px(18 + 8);
    float const pad = px(ui::size::field_padding);
    draw_icon(
        places.frame.x + pad + px(9), places.frame.y + places.frame.height / 2, ui::size::icon, palette().soft,
        options.icon);
    Rect const inner{
        places.frame.x + pad + icon, places.frame.y, places.frame.width - 2 * pad - icon, places.frame.height};
    draw_value(inner, value, options.placeholder);

    Node node = make_node(role, node_id, places.frame, shown_label.view());
    node.value = value;
    describe_field(node, options, help, error);
    node.pad_left += icon;
    emit(node, whole_field(places));
    return event;
}

}  // namespace

FieldEvent text_field(std::string_view id, Text const& label, std::string& value, FieldOptions const& options)
{
    return one_line(Role::TextField, id, label, value, options, options.help);
}

FieldEvent date_field(std::string_view id, Text const& label, std::string& typed, FieldOptions options)
{
    options.kind = InputKind::Date;
    options.max_length = 30;
    if (options.placeholder.empty())
        options.placeholder = tr("kit.date.placeholder");
    if (options.width == 0 && !region().in_row)
        options.width = 220;
    options.icon = icon("calendar-line");
    auto const date = ui::parse_date(typed, state().input.today, options.date_parts);
    Text help = options.help;
    if (date)
        help = ui::format_long_date(*date);
    else if (!typed.empty() && options.error.empty() && !is_focused(id_of(id)))
        options.error = wrong_date(typed, options);
    return one_line(Role::DateField, id, label, typed, options, help);
}

namespace {

/// As many whole lines as there is room for; where there are more a bar tells how many, as the real field's own does.
void draw_note(Rect inner, Rect frame, std::string_view text)
{
    float const needed = paragraph_height(inner.width, k_body, text);
    if (needed <= inner.height + 0.5f) {
        draw_paragraph(inner.x, inner.y, inner.width, k_body, palette().ink, text);
        return;
    }
    draw_lines_in(inner, k_body, palette().ink, text, LastLine::Whole);
    float const width = px(4);
    float const height = std::max(px(20), inner.height * inner.height / needed);
    fill({frame.x + frame.width - width - px(4), inner.y, width, height}, palette().border, width / 2);
}

}  // namespace

FieldEvent note_field(std::string_view id, Text const& label, std::string& value, NoteOptions const& note)
{
    FieldOptions const& options = note.field;
    ui::NodeId const node_id = id_of(id);
    FieldEvent const event = take_edits(node_id, value, options);
    Text const error = error_below(node_id, options);
    if (!note.reminder.empty()) {
        message(Tone::Info, note.reminder);
        gap_after(pixels(Space::Small));
    }
    Text const shown_label = full_label(label, options.need);
    Text const counter =
        tr("kit.note.counter", {ui::arg("used", static_cast<std::int64_t>(count_code_points(value))),
                                ui::arg("limit", std::int64_t{options.max_length})});
    Text const counted = options.help.empty() ? counter : ui::value(options.help.str() + " · " + counter.str());
    Text const help = help_below(node_id, options.max_length < k_uncounted ? counted : options.help, value);

    float const pad = px(ui::size::field_padding);
    float const pad_top = px(10);
    float const room = region().in_row ? px(260) : region().width;
    float const needed = paragraph_height(room - 2 * pad, k_body, value);
    float const least = static_cast<float>(note.lines) * line_height(k_body);
    float const height = std::min(std::max(needed, least), 12 * line_height(k_body)) + 2 * pad_top;
    FieldPlaces const places = place_field(shown_label, options, help, error, height);
    Touch const touch = interact(node_id, places.frame, Usable::Yes);
    draw_field_frame(places.frame, node_id, touch.hovered, !error.empty(), options.read_only);
    draw_field_texts(places, shown_label, help, error);

    Rect const inner{
        places.frame.x + pad, places.frame.y + pad_top, places.frame.width - 2 * pad,
        places.frame.height - 2 * pad_top};
    ImGui::PushClipRect(corner(inset(places.frame, 1)), far_corner(inset(places.frame, 1)), true);
    if (value.empty())
        draw_paragraph(inner.x, inner.y, inner.width, k_body, palette().soft, options.placeholder.view());
    else
        draw_note(inner, places.frame, value);
    ImGui::PopClipRect();

    Node node = make_node(Role::NoteField, node_id, places.frame, shown_label.view());
    node.value = value;
    describe_field(node, options, help, error);
    node.state = node.state | State::Spelling;
    node.pad_top = pad_top;
    emit(node, whole_field(places));
    return event;
}

namespace {

/// The keys at the right end of a field; gives their width. None in a narrow window, where nobody has a keyboard.
float draw_shortcut(Rect frame, std::string_view shortcut)
{
    if (shortcut.empty() || is_narrow())
        return 0;
    // « Control+K » is what the mirror is told; keyboards here say Ctrl.
    std::string shown(shortcut);
    if (shown.starts_with("Control+"))
        shown = "Ctrl " + shown.substr(8);
    float const width = text_width(k_small, shown);
    Rect const at{frame.x + frame.width - px(ui::size::field_padding) - width, frame.y, width + 1, frame.height};
    draw_text_in(at, k_small, palette().soft, shown);
    return width + px(8);
}

/// Where the cross in a field is, and what touches it: asked before the field, since of two that lie over each other
/// the pointer presses the one that was asked first.
struct ClearCross {
    ui::NodeId id{0};
    Rect at{};
    Touch touch{};
};

ClearCross touch_cross(ui::NodeId field, Rect frame)
{
    float const side = std::min(target_height(k_clear_side), frame.height - px(4));
    ClearCross cross;
    cross.id = ui::make_node_id(field, "clear");
    cross.at = {frame.x + frame.width - px(5) - side, frame.y + (frame.height - side) / 2, side, side};
    cross.touch = interact(cross.id, cross.at, Usable::Yes);
    return cross;
}

void draw_clear_cross(ClearCross const& cross, Text const& name)
{
    Rect const at = cross.at;
    fill(at, ui::with_alpha(palette().hover, cross.touch.hovered ? 255 : 0), px(6));
    draw_icon(at.x + at.width / 2, at.y + at.height / 2, ui::size::icon, palette().soft, icon("close-line"));
    if (shows_focus(cross.id))
        focus_ring(inset(at, px(3)), px(4));
    if (cross.touch.hovered)
        tooltip(name.view());
    Node node = make_node(Role::Button, cross.id, at, name.view());
    node.state = State::Focusable;
    emit(node);
}

}  // namespace

FieldEvent search_field(
    std::string_view id, Text const& label, std::string& value, Text const& placeholder, std::string_view shortcut,
    Text const& clear)
{
    FieldOptions options;
    options.kind = InputKind::Search;
    options.icon = icon("search-line");
    options.placeholder = placeholder;
    ui::NodeId const node_id = id_of(id);
    FieldEvent event = take_edits(node_id, value, options);
    FieldPlaces const places = place_field({}, options, {}, {}, target_height(ui::size::field_height));
    Rect const frame = places.frame;
    bool const is_cleared_here = !clear.empty() && !value.empty();
    ClearCross const cross = is_cleared_here ? touch_cross(node_id, frame) : ClearCross{};
    Touch const touch = interact(node_id, frame, Usable::Yes);
    draw_field_frame(frame, node_id, touch.hovered, false, false);
    float const left = px(ui::size::field_padding + 18 + 8);
    draw_icon(
        frame.x + px(ui::size::field_padding + 9), frame.y + frame.height / 2, ui::size::icon, palette().soft,
        options.icon);
    float const right = is_cleared_here ? px(5) + target_height(k_clear_side) + px(4)
                                        : px(ui::size::field_padding) + draw_shortcut(frame, shortcut);
    draw_value({frame.x + left, frame.y, frame.width - left - right, frame.height}, value, placeholder);
    Node node = make_node(Role::TextField, node_id, frame, label.view());
    node.value = value;
    describe_field(node, options, {}, {});
    node.pad_left = left;
    node.pad_right = right;
    node.shortcut.assign(shortcut);
    emit(node);
    if (is_cleared_here)
        draw_clear_cross(cross, clear);
    if (cross.touch.pressed) {
        value.clear();
        event.changed = event.committed = true;
        state().tree.request_focus(node_id);
        request_frame();
    }
    return event;
}

}  // namespace huisclos::kit
