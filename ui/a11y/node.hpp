// The semantic tree of one frame: what a screen says to assistive technology, to tests and to print.
//
// Every kit widget draws with Dear ImGui and pushes one Node here, in reading order. At the end of a frame the tree is
// hashed; when it changed it is encoded into one flat buffer (ui/a11y/encode.hpp) that the page turns into native DOM
// elements. Actions come back by node id and are consumed by the same kit call in the next frame. Plain C++: no ImGui,
// no DOM.

#pragma once

#include <cstdint>
#include <string>

namespace huisclos::ui {

/// Each has one native element or ARIA role in the mirror (table in wasm/js/mirror.js, compared by a test).
enum class Role : std::uint8_t {
    Root = 0,
    Navigation,
    Main,
    Banner,
    Region,
    Form,
    Group,
    Heading,
    Paragraph,
    Text,
    Status,
    Alert,
    Button,
    Link,
    TextField,
    NoteField,
    DateField,
    Checkbox,
    RadioGroup,
    Radio,
    Select,
    Option,
    List,
    ListItem,
    Table,
    Row,
    ColumnHeader,
    Cell,
    TabList,
    Tab,
    TabPanel,
    Dialog,
    Image,
    Progress,
    DescriptionList,
    Term,
    Definition,
    Separator,
};

enum class State : std::uint32_t {
    None = 0,
    Checked = 1u << 0,
    Expanded = 1u << 1,
    Collapsed = 1u << 2,
    Disabled = 1u << 3,
    Invalid = 1u << 4,
    Required = 1u << 5,
    Current = 1u << 6,  ///< aria-current: the page or step one is on.
    Selected = 1u << 7,
    Busy = 1u << 8,
    Modal = 1u << 9,
    Inert = 1u << 10,      ///< Behind a modal dialog.
    Assertive = 1u << 11,  ///< A live region that interrupts.
    HasPopup = 1u << 12,
    ReadOnly = 1u << 13,
    NoPrint = 1u << 14,  ///< Left out of what is printed (R-34).
    Focusable = 1u << 15,
    Password = 1u << 16,
    Secondary = 1u << 17,  ///< Drawn for the eye only where a native element already says it.
    Keys = 1u << 18,       ///< Arrows, Home, End, PageUp, PageDown on it come back as Act::Key, never to the browser.
    Spelling = 1u << 19,   ///< The browser may check the spelling of this field.
    Toggle = 1u << 20,     ///< A Button that is pressed (Selected) or not.
};

constexpr State operator|(State a, State b)
{
    // NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange): a set of flags is no single enumerator.
    return static_cast<State>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
constexpr bool has(State all, State one)
{
    return (static_cast<std::uint32_t>(all) & static_cast<std::uint32_t>(one)) != 0;
}

/// The keyboard and completion that a real field asks of the browser.
enum class InputKind : std::uint8_t { Text = 0, Search, Email, Telephone, Numeric, Date };

/// CSS pixels, origin at the top left of the window.
struct Rect {
    float x{0}, y{0}, width{0}, height{0};
};

/// Stable across frames: made from the domain's own id, never from a position.
using NodeId = std::uint32_t;

struct Node {
    NodeId id{0};
    NodeId parent{0};
    Role role{Role::Group};
    InputKind kind{InputKind::Text};
    State state{State::None};
    Rect rect{};
    Rect clip{};                ///< What of it is visible; empty (zero width) when scrolled out.
    std::string name{};         ///< The drawn label.
    std::string value{};        ///< Text of a field, chosen option; of a Link its fragment ("#/situations").
    std::string description{};  ///< Help or error of a field, reason of a disabled button.
    std::string placeholder{};  ///< Of an empty field.
    std::string shortcut{};     ///< As aria-keyshortcuts writes it: "Control+K".
    std::uint16_t level{0};     ///< Of a heading.
    std::uint32_t row_count{0};
    std::uint32_t row_index{0};     ///< From 1; 0 = none.
    std::uint16_t column_index{0};  ///< From 1; 0 = none.
    std::uint32_t position{0};      ///< aria-posinset, from 1; 0 = none.
    std::uint32_t set_size{0};
    NodeId controls{0};           ///< Panel of a tab, popup of a button.
    std::uint32_t max_length{0};  ///< Code points of a text or note field; 0 = none.
    float now{0};                 ///< Progress: 0 to maximum.
    float maximum{0};
    float font_px{16};  ///< CSS pixels, for the real field laid over a drawn one.
    float pad_left{0};  ///< From the edge of a field to its text, CSS pixels.
    float pad_right{0};
    float pad_top{0};  ///< NoteField only: a one-line field centres its text.
};

/// What a person did to a node, by keyboard, pointer or assistive technology.
enum class Act : std::uint8_t {
    Press = 0,  ///< Button, Link, Tab, ListItem, Row.
    Toggle,     ///< Checkbox.
    SetText,    ///< A field: its whole new text, at each input event.
    SetValue,   ///< Reserved to ranges.
    Select,     ///< An Option or a Radio, by its own node id.
    Focus,      ///< DOM focus arrived on the node; `amount` is 1 when it matches :focus-visible.
    Blur,       ///< DOM focus left the node.
    Scroll,     ///< `text` is PageUp, PageDown, Home, End, ArrowUp or ArrowDown; of what holds focus.
    Expand,     ///< A Select or a button with a popup.
    Dismiss,    ///< Escape in a Dialog or in something that is open: node = the dialog, or the focused node.
    Commit,     ///< Enter in a one-line field, or its `change` event.
    Key,        ///< `text` is KeyboardEvent.key, `amount` the sum of modifiers: 1 Shift, 2 Control, 4 Alt, 8 Meta.
    Cut,        ///< A field: the browser is about to drop what goes beyond its max_length.
};

struct Action {
    NodeId node{0};
    Act act{Act::Press};
    std::string text{};  ///< SetText, SetValue, Scroll, Key.
    float amount{0};     ///< Focus, Key.
};

}  // namespace huisclos::ui
