// What is read: headings, paragraphs, tags, callouts, facts. No keyboard, but for what a callout holds.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ui/kit/context.hpp"
#include "ui/kit/layout.hpp"
#include "ui/text/text.hpp"
#include "ui/theme/icon.hpp"

namespace huisclos::kit {

using ui::find_icon;
using ui::Icon;
using ui::icon;

/// The page's h1, and the window's title. One per screen.
void page_title(Text const& title, Text const& subtitle = {});
/// After page_title, what the window and so the browser's history call this page, when its title names a person or a
/// group.
void window_title(Text const& title);
/// The name of what a sheet shows, large: level 2. Where the sheet stands alone it is the page's h1, the only title.
/// The window is called `kind`, which names nobody. One per Scope; focus_on(k_sheet_title) leads there.
inline constexpr std::string_view k_sheet_title = "sheet-title";
void sheet_title(Text const& title, Text const& kind);
/// Level 2 is that of a card, 3 of a part of it. With an id, focus_on(id) leads there.
void heading(Text const& title, int level = 2, std::string_view id = {});

enum class Weight : std::uint8_t { Normal, Strong, Soft, Small, SmallStrong };

/// Wraps at the column's width. Newlines in the text are kept.
void paragraph(Text const& text, Weight weight = Weight::Normal);
/// Some letters of that text are in no font: a box is drawn for each.
[[nodiscard]] bool lacks_letters(std::string_view text);
/// What stands below a field with such a text, said once for a page that shows one.
void undrawn_note();
/// A paragraph in the colour of a tone, with its icon or that one.
void message(Tone tone, Text const& text, Icon icon = {});

/// Icon, word and colour: never colour alone. Without an icon, the tone's own.
void tag(Tone tone, Text const& word, Icon icon = {});
[[nodiscard]] Icon tone_icon(Tone tone);

/// A coloured band with an icon, its title, and what to do below. Role Group, or Alert when `announced`. With an id,
/// focus_on(id) leads there.
enum class Announced : std::uint8_t { No, Yes };
void callout(
    Tone tone, Text const& title, Text const& detail = {}, Announced announced = Announced::No,
    std::string_view id = {});
/// The same, but in a narrow or low window the detail is shown only once it is asked for: its title is a button there.
void folding_callout(std::string_view id, Tone tone, Text const& title, Text const& detail, bool& is_open);
/// The same around what is drawn while this lives: the question and its answers stand in one band and are one group.
/// Ids are of the Scope around, so that what leads to a button in it does not name the band.
class Callout {
public:
    Callout(std::string_view id, Tone tone, Text const& title, Text const& detail = {});
    ~Callout();
    Callout(Callout const&) = delete;
    Callout& operator=(Callout const&) = delete;

private:
    Tone m_tone;
    ui::Rect m_rect;
    std::size_t m_node{0};  ///< Its index in the tree.
};
/// What is not allowed, in plain words; then the rule and its article on a second line.
void refusal(Text const& message, Text const& rule);
/// The same of what nobody has tried: a rule to keep in mind.
void reminder(Text const& message, Text const& rule);

/// Nothing to show: an icon, why, and what to do next (draw a button after it).
void empty_state(Icon icon, Text const& title, Text const& detail = {});

/// A fact: label and value. An empty value is shown as « Non renseigné ».
struct Fact {
    Text label{};
    Text value{};
    bool is_result{false};  ///< As result_follows: of what was pressed, if that is gone.
};
/// Two columns, or one when narrow. dl, dt, dd; after it a button « Copier » for each value that is not empty, drawn
/// over it under the pointer (ui/kit/copy.hpp). The index of the one pressed in this frame: nothing is copied until the
/// caller says so, since what names a person is traced first.
[[nodiscard]] std::optional<std::size_t> facts(std::string_view id, std::span<Fact const> facts);

struct TimelineStep {
    Text when{};
    Text title{};
    Text detail{};
    Tone tone{Tone::Neutral};
};
/// Dots joined by a line; an ordered list.
void timeline(std::string_view id, Text const& name, std::span<TimelineStep const> steps);

/// `now` of `maximum`, with its words: « Préparation : 3 étapes sur 5 ».
void progress(std::string_view id, Text const& label, float now, float maximum, Tone tone = Tone::Success);

struct Step {
    Text label{};
    bool done{false};     ///< Nothing is left to do in it.
    bool lacking{false};  ///< What it requires is missing.
};
/// Numbered steps of an assistant; `current` from 0. Of those before it, the ones that are done have a tick, the ones
/// that lack something a warning.
void steps(std::string_view id, Text const& name, std::span<Step const> steps, std::size_t current);

/// A grey number in a pill.
void badge(std::uint32_t count, Text const& meaning);

struct Bar {
    Text label{};
    float value{0};
    bool hidden{false};   ///< Too few to be told: drawn hatched, told as « moins de 5 ».
    bool current{false};  ///< Drawn in the accent.
};
/// Bars, their numbers, and the same numbers as a table for assistive technology.
void bar_chart(std::string_view id, Text const& name, std::span<Bar const> bars, int hidden_below = 5);

/// A QR code of `content`, dark on white whatever the scheme, with its quiet zone. Not drawn when the content is longer
/// than a phone reads from a screen (2 000 bytes). One at a time: the last one drawn is kept encoded.
[[nodiscard]] bool fits_qr_code(std::size_t bytes);
void qr_code(std::string_view id, Text const& label, std::string_view content);

}  // namespace huisclos::kit
