// What every field has around it: label above, help and error below. Internal to the kit.

#pragma once

#include "ui/kit/field.hpp"
#include "ui/kit/parts.hpp"

namespace huisclos::kit {

/// Label with « (obligatoire) » or « (facultatif) » when that is said.
[[nodiscard]] Text full_label(Text const& label, Need need);

/// The places of a field's parts, taken in the layout.
struct FieldPlaces {
    Rect label{};
    Rect frame{};
    Rect help{};
    Rect error{};
};
/// From the label to what stands last below: what focus brings into view.
[[nodiscard]] Rect whole_field(FieldPlaces const& places);
/// Width of a field's frame where it is about to be placed, in pixels.
[[nodiscard]] float field_width(FieldOptions const& options);
/// `extra_help` is what the field itself says below (a date in words).
[[nodiscard]] FieldPlaces place_field(
    Text const& label, FieldOptions const& options, Text const& help, Text const& error, float frame_height);
/// What is said below the field of that text: `help`, and that some of its letters cannot be drawn, where that is so.
[[nodiscard]] Text help_below(ui::NodeId id, Text const& help, std::string_view text);
/// Of an error below a box, its gap included; 0 without one.
[[nodiscard]] float error_height(Text const& error);
/// Below a box, which has no frame of its own: only the place of the error.
[[nodiscard]] FieldPlaces place_error_below(Text const& error);
void draw_field_texts(FieldPlaces const& places, Text const& label, Text const& help, Text const& error);
/// Frame in its state: hovered, focused, invalid, read only.
void draw_field_frame(Rect frame, ui::NodeId id, bool hovered, bool invalid, bool read_only);
/// State bits and texts that do not depend on the kind of field.
void describe_field(Node& node, FieldOptions const& options, Text const& help, Text const& error);

}  // namespace huisclos::kit
