// Things to press. Each returns true in one frame for one press, whether by pointer, Enter, Space or assistive
// technology.
//
// Role Button or Link. Enter presses; Space a button only: on a link it scrolls, as in any page. A disabled button
// keeps its place in the tab order and tells its reason. 42 pixels high, 44 for fingers.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/kit/content.hpp"

namespace huisclos::kit {

enum class ButtonKind : std::uint8_t {
    Primary,  ///< One per view: what the person came for.
    Secondary,
    Danger,       ///< Takes something away.
    QuietDanger,  ///< The same where it is one of several in a list.
    Quiet,        ///< Text only, for tool bars.
};
enum class Enabled : std::uint8_t { Yes, No };
[[nodiscard]] constexpr Enabled enabled_if(bool condition)
{
    return condition ? Enabled::Yes : Enabled::No;
}
enum class Width : std::uint8_t { Natural, Full };
/// What a press shows or hides nearby is told as collapsed or expanded.
enum class Opens : std::uint8_t { Nothing, Closed, Open };
[[nodiscard]] constexpr Opens opens_if(bool is_open)
{
    return is_open ? Opens::Open : Opens::Closed;
}

struct ButtonOptions {
    ButtonKind kind{ButtonKind::Secondary};
    Enabled enabled{Enabled::Yes};
    Text reason{};  ///< Why it is disabled.
    Icon icon{};
    Width width{Width::Natural};
    std::string_view shortcut{};  ///< As aria-keyshortcuts: "Control+S".
    Text description{};           ///< Told to assistive technology after the name.
    Opens opens{Opens::Nothing};
    Text name{};  ///< Told in the place of the label that it begins with, where several buttons bear that one.
};

[[nodiscard]] bool button(std::string_view id, Text const& label, ButtonOptions const& options = {});
[[nodiscard]] bool primary_button(std::string_view id, Text const& label, ButtonOptions options = {});
[[nodiscard]] bool danger_button(std::string_view id, Text const& label, ButtonOptions options = {});
/// Whether buttons of these labels, without icons, stand in one line of this column, with a square one after them or
/// without.
enum class SquareAfter : std::uint8_t { No, Yes };
[[nodiscard]] bool stand_in_line(std::span<Text const> labels, SquareAfter square);
/// Square; `name` is its accessible name and its tooltip.
[[nodiscard]] bool icon_button(std::string_view id, Icon icon, Text const& name, ButtonOptions const& options = {});

/// The way back to the list, before a sheet that is alone in its window; its arrow is on the left edge of the column.
[[nodiscard]] bool back_button(std::string_view id, Text const& label);

/// Underlined text. `href` ("#…") is what the browser shows and opens in a new tab; a press returns true.
[[nodiscard]] bool link(std::string_view id, Text const& label, std::string_view href = {});

/// A pill that opens or toggles a filter. An active one is drawn filled. One that opens nothing is told as pressed or
/// not, but for an Action.
enum class Active : std::uint8_t { No, Yes, Action };
[[nodiscard]] bool chip(std::string_view id, Text const& label, Icon icon, Active active, Opens opens = Opens::Nothing);

/// A card with a number: label, figure, detail in the tone's colour. True when pressed; give an empty `href` and ignore
/// the result for one that leads nowhere.
struct Stat {
    Text label{};
    Text figure{};
    Text detail{};
    Tone tone{Tone::Info};
    bool opens{true};
};
[[nodiscard]] bool stat_card(std::string_view id, Stat const& stat);

/// A row of Home: icon on a pale square, title, detail (its lines are told one by one), one button. True when the
/// button is pressed. Use inside a Rows.
struct ActionRow {
    Tone tone{Tone::Info};
    Icon icon{};
    Text title{};
    Text detail{};
    Text button{};  ///< Empty: no button.
    ButtonKind kind{ButtonKind::Secondary};
    Enabled enabled{Enabled::Yes};
    Text button_name{};  ///< ButtonOptions::name.
};
[[nodiscard]] bool action_row(std::string_view id, ActionRow const& row);

/// The list that ActionRows are items of.
class Rows {
public:
    Rows(std::string_view id, Text const& name);
    ~Rows();
    Rows(Rows const&) = delete;
    Rows& operator=(Rows const&) = delete;
};

/// Several exclusive actions drawn as large boxes; returns the one pressed. The chosen one is filled, has a mark, and
/// is told as pressed; where none is chosen yet none is told as pressed or not. They bear no digits: no key chooses one
/// from elsewhere, since what they do may not be undone.
struct BoxItem {
    std::string id{};
    Text label{};
    bool chosen{false};
    Enabled enabled{Enabled::Yes};
    Text reason{};
};
[[nodiscard]] std::optional<std::size_t> boxes(std::string_view id, Text const& name, std::span<BoxItem const> items);

}  // namespace huisclos::kit
