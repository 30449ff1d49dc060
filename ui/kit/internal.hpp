// What the kit's own files share: the state of a context, and the steps that every widget takes. Screens never include
// this; it may include imgui.h, kit's public headers may not.
//
// A widget: take a place in the layout, ask `interact` what the pointer and the mirror did, draw, emit its node.

#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <imgui.h>

#include "ui/a11y/actions.hpp"
#include "ui/a11y/tree.hpp"
#include "ui/kit/context.hpp"
#include "ui/kit/find.hpp"
#include "ui/kit/layout.hpp"
#include "ui/theme/fonts.hpp"
#include "ui/theme/tokens.hpp"

namespace huisclos::kit {

using ui::Colour;
using ui::has;
using ui::Node;
using ui::Palette;
using ui::Rect;
using ui::State;

/// Between two widgets of a Row, as in the mock-ups; what they do not show is on a grid of 4.
inline constexpr float k_row_gap = 10;

/// A column, or a line of widgets in it, being laid out. Window coordinates in CSS pixels.
struct Region {
    float x{0};
    float y{0};    ///< Where the next widget goes, before the gap.
    float top{0};  ///< Where it began.
    float width{0};
    float gap{0};      ///< To leave before the next widget.
    bool empty{true};  ///< No gap before the first.
    float bottom{0};   ///< Edge that Fill reaches; 0 = none.
    bool in_row{false};
    float row_start{0};  ///< Left edge of the line, moved right when it is aligned at its end.
    float row_x{0};
    float row_height{0};   ///< Of the line so far.
    float row_known{0};    ///< In the last frame, of a row of one line: its widgets are centred on it.
    float row_natural{0};  ///< Width of all its widgets side by side.
    int row_lines{1};
    ui::NodeId row_id{0};
};

/// Between asking the page for focus and hearing that it arrived.
inline constexpr std::uint32_t k_frames_to_move = 3;

/// Above and below what is scrolled to, where there is room for it; pixels at 100 %.
inline constexpr float k_seen_margin = 24;

/// What one widget remembers from frame to frame, by node id.
struct Memory {
    float number{0};  ///< A height, a position, as the widget says.
    float other{0};
    float shown{0};          ///< Of an animation, 0 to 1.
    std::uint32_t focus{0};  ///< Index in a list.
    std::uint32_t until{0};  ///< A frame before which something holds.
    bool flag{false};
    bool cut{false};             ///< A field's last text was longer than it may be.
    bool undrawn{false};         ///< Some letters of that text are in no font.
    std::uint32_t looked_up{0};  ///< Hash of the text for which that is known.
    std::uint32_t frame{0};      ///< Last used.
};

/// The QR code on the screen: its dark modules as horizontal runs.
struct QrPicture {
    struct Run {
        int x{0}, y{0}, length{0};
    };
    std::string content{};
    int width{0};  ///< Modules; 0 when the content cannot be encoded.
    std::vector<Run> runs{};
    std::uint32_t frame{0};  ///< Last drawn.
};

struct ColumnsState {
    ui::NodeId id{0};
    std::vector<float> weights{};
    float x{0}, y{0}, width{0}, gap{0};
    std::size_t per_line{1};
    std::size_t cell{0};  ///< In the line.
    std::size_t line{0};
    bool in_cell{false};
    std::size_t depth{0};   ///< Regions when the cell was opened: tells its own card from a card within.
    float line_natural{0};  ///< Greatest height of the line's cells, without stretching.
    float line_known{0};    ///< The same in the last frame.
    float stretched{0};     ///< What the last card of this cell added.
    int cards{0};           ///< Of this cell so far.
    CellEnds ends{CellEnds::Together};
};

struct CardState {
    ui::NodeId id{0};
    float x{0}, y{0}, width{0};
    float height{0};  ///< Known in advance when it fills.
    float extra{0};   ///< Added to reach the bottom of its line of columns.
    bool fill{false};
    bool line_below{false};  ///< The next line stands close.
    std::size_t node{0};     ///< Index in the tree of its region; 0 = none.
    float padding_x{0};
    float padding_y{0};
};

struct PanesState {
    ui::NodeId id{0};
    float x{0}, y{0}, height{0};
    float widths[2]{};
    bool both{false};
    PaneShown stacked{PaneShown::Master};
    int open{-1};
};

/// A scroll region of a frame (ui/kit/scroll.cpp).
struct ScrollPlace {
    ui::NodeId id{0};
    int around{-1};  ///< Index of the one that it is in; -1 = none.
    float y{0};      ///< How far it is scrolled, or will be in the next frame.
    float most{0};
    float height{0};          ///< Of what shows.
    bool holds_focus{false};  ///< Innermost.
    bool in_dialog{false};
    bool in_page{false};  ///< Or in a dialog: neither of the navigation nor of a list of options.
};

/// A node of a frame (ui/kit/focus.cpp).
struct FocusPlace {
    ui::NodeId id{0};
    ui::NodeId landmark{0};  ///< Or the dialog that it is in.
    ui::NodeId list{0};      ///< List or table around it; 0 = none.
    ui::NodeId item{0};      ///< Of that list, the item or row that it is in.
    std::uint32_t name{0};   ///< Hash: tells a heading from the one that has taken its ordinal id.
    Role role{Role::Root};
};

/// Of a message, in seconds (ui/kit/toast.cpp).
struct ToastTimes {
    double came{0};
    double since{0};  ///< It is shown; or that it was closed, or waits.
};

struct ContextState {
    ImGuiContext* imgui{nullptr};
    ui::Fonts fonts{};
    std::bitset<0x2200> letters_found{};  ///< By code: those that has_all_letters found.
    Palette palette{};
    FrameInput input{};
    ui::Tree tree{};
    ui::ActionQueue actions{};

    std::vector<ui::NodeId> scopes{};
    std::vector<Region> regions{};
    std::vector<ColumnsState> columns{};
    std::vector<CardState> cards{};
    std::vector<PanesState> panes{};
    std::vector<ImDrawListSplitter*> splitters{};
    std::size_t splitter_depth{0};
    std::unordered_map<ui::NodeId, Memory> memory{};
    std::optional<QrPicture> qr{};

    std::uint32_t frame{0};
    int frames_wanted{0};
    bool animating{false};
    double last_now{0};
    float elapsed{0};
    std::optional<double> wake_at{};

    ui::NodeId root{0};
    ui::NodeId main{0};
    bool focus_title{false};
    ui::NodeId dialog_before{0};  ///< Open in the last frame.
    ui::NodeId dialog_now{0};
    std::size_t dialog_first{0};
    std::size_t dialog_last{0};
    int inside_dialog{0};
    ui::NodeId focus_to_return{0};
    std::uint32_t focus_before{0};  ///< Serial of the last request when the frame began.
    int layout{0};                  ///< Of the last frame (ui/kit/layouts.cpp).
    float layout_width{0};
    ui::NodeId focus_hidden{0};  ///< Held focus in a layout that showed it; the page's title was given it.
    std::uint32_t hidden_serial{0};
    std::vector<FocusPlace> focus_places{};  ///< Of the last frame, in reading order.
    std::vector<FocusPlace> focus_fresh{};   ///< Of this one, once its tree is whole.
    ui::NodeId focus_pressed{0};             ///< Pressed last, or what a dialog gave focus back to: its action is done.
    std::uint32_t focus_pressed_frame{0};
    ui::NodeId focus_result{0};          ///< Named by the screen in this frame; 0 = none.
    bool result_follows{false};          ///< What is emitted next is that.
    std::uint32_t focus_asked_frame{0};  ///< Of the last request.
    ui::NodeId focus_found{0};           ///< Was given focus in the place of what went.
    std::uint32_t focus_found_serial{0};
    std::uint32_t focus_found_frame{0};
    ui::NodeId focus_outside{0};    ///< Held focus last, of what is no message.
    Rect whole{};                   ///< Of the Whole that lives, as in the last frame; else empty.
    std::optional<Rect> to_show{};  ///< What has just been scrolled to, for the scroll regions around.
    int scroll_open{-1};            ///< The innermost scroll region that is open, in `scrolls`; -1 = none.
    Rect focus_seen{};              ///< Of what holds focus, and what is seen with it; in this frame.
    ui::NodeId focus_unmoved{0};    ///< Is given focus where it is: the page does not scroll to it.
    ui::NodeId popup{0};            ///< The choice whose list is open.
    ui::NodeId popup_reached{0};    ///< The option that the keys led to there; 0 = none.
    ui::NodeId popup_chosen{0};     ///< What was chosen when they did.
    bool popup_drawn{false};
    ui::NodeId popup_before{0};  ///< When the frame began: a press elsewhere closes it and does nothing else.
    bool inside_popup{false};    ///< What is drawn now is of that list.
    int closables{0};            ///< Guards alive: Escape on a widget inside is for the innermost.
    bool escaped{false};         ///< It was told to that one in this frame.
    int not_printed{0};          ///< Guards alive: what is emitted is left out of print.
    bool on_navigation{false};   ///< Dark surface: other focus ring.
    bool menu_open{false};
    std::unordered_map<std::uint64_t, ToastTimes> toast_times{};
    std::uint64_t toast_placed{0};  ///< The newest one when `toast_place` was chosen.
    std::uint8_t toast_place{0};
    float toast_band{0};                  ///< Below the page, left free for them; 0 where the window is too low for it.
    float page_side{0};                   ///< From the edge of the page to its content.
    std::optional<std::string> copied{};  ///< Until the platform takes it.
    std::uint64_t copy_failure{0};        ///< Number of the message that says so; 0 = none.
    std::uint64_t copy_failures{0};       ///< So far.
    ui::NodeId copy_mark{0};              ///< The button « Copier » pressed last.
    std::vector<ScrollPlace> scrolls{};   ///< Of this frame so far.
    ui::NodeId scroll_asked{0};           ///< Goes to `scroll_to` in the next frame, as a key asked; 0 = none.
    float scroll_to{0};
    std::optional<SavedFile> saved_file{};
    bool wants_file{false};
    FindState find{};
};

/// The context between begin and end.
[[nodiscard]] ContextState& state();

/// Pixels at 100 % to CSS pixels.
[[nodiscard]] inline float px(float at_100)
{
    return at_100 * state().input.zoom;
}
[[nodiscard]] inline Palette const& palette()
{
    return state().palette;
}
[[nodiscard]] float pixels(Space space);
/// Where page, menu and dialogs end: the window's bottom, or the band of the messages.
[[nodiscard]] inline float page_bottom()
{
    return state().input.height - state().toast_band;
}
/// Height of something to press: 44 at least for fingers.
[[nodiscard]] float target_height(float at_100);
[[nodiscard]] inline bool is_printed()
{
    return state().input.output == Output::Printed;
}

[[nodiscard]] ui::NodeId scope();
[[nodiscard]] ui::NodeId id_of(std::string_view id);
[[nodiscard]] Memory& memory(ui::NodeId id);
/// Stores in `kept` what the next frame should know; asks for that frame when it is news.
void remember(float& kept, float now_known);
/// 0 to 1, moving towards `on` in 0.12 s; `part` tells animations of one widget apart. Also eased.
[[nodiscard]] float animate(ui::NodeId id, std::uint32_t part, bool on);

// --- Layout (ui/kit/layout.cpp)

[[nodiscard]] inline Region& region()
{
    return state().regions.back();
}
/// Takes a place: in a column its whole width, in a Row `natural` (at most the column). Leaves the gap before.
[[nodiscard]] Rect place(float natural, float height);
/// Leaves the gap that is due and returns the top of what comes next, which ends by calling `advance`.
[[nodiscard]] float top_of_next();
/// Moves below `bottom`.
void advance(float bottom);
/// The gap after the widget just placed.
void gap_after(float css_px);
void push_region(Region inner);
/// The height that was used.
float pop_region();
/// None: the window is known to take the height of its content; ImGui knows it a frame later.
enum class ScrollBar : std::uint8_t { IfNeeded, None };
/// A child window that scrolls when what is inside is higher; its content starts at `padding` from `rect`.
void begin_scroll(
    ui::NodeId id, Rect rect, float padding_x, float padding_y, float region_bottom,
    ScrollBar bar = ScrollBar::IfNeeded);
void end_scroll(float padding_bottom);
/// Where the keys that no widget took lead the region that holds focus; once the tree of the frame is whole
/// (ui/kit/scroll.cpp).
void scroll_by_keys();
/// What is drawn between the first two lies over what is drawn between the last two: a surface whose height is known
/// only then. One inside another may be; all in one window of ImGui.
void begin_over();
void go_under();
void end_over();

/// Moves focus to another landmark when F6 arrived at the root; once the tree of the frame is whole.
void move_between_regions();
/// Another layout that lacks what holds focus gives it to the page's title, until a layout shows that again.
void keep_focus_over_layouts();
/// Reads the places of this frame's nodes; before the two below (ui/kit/focus.cpp).
void read_focus_places();
/// `id` does what it is for: while focus stays there, that it goes is its own doing.
void note_pressed(ui::NodeId id);
/// Where focus goes from `gone`, of the last frame, once its own action took it away; 0 = nobody knows.
[[nodiscard]] ui::NodeId result_of(ui::NodeId gone);
/// What held focus and is gone, while nothing else asked for it, gives it to the result of its action, else to its
/// neighbour.
void follow_lost_focus();

// --- Input and semantics (ui/kit/interact.cpp)

enum class Usable : std::uint8_t { Yes, No };

struct Touch {
    bool hovered{false};
    bool held{false};
    bool pressed{false};  ///< By pointer, keyboard or assistive technology: once.
};
/// Asks the pointer and the mirror about `rect`. A disabled or inert widget is only hovered.
[[nodiscard]] Touch interact(ui::NodeId id, Rect rect, Usable usable);
/// True when a modal dialog makes this widget inert.
[[nodiscard]] bool is_inert();
[[nodiscard]] bool is_focused(ui::NodeId id);
/// Focused by keyboard: draw the ring.
[[nodiscard]] bool shows_focus(ui::NodeId id);
/// A key that arrived on `id`, if any, by its name: "ArrowDown".
[[nodiscard]] std::optional<std::string> take_key(ui::NodeId id);

/// A node of `role` at `rect`, its clip filled in.
[[nodiscard]] Node make_node(Role role, ui::NodeId id, Rect rect, std::string_view name);
/// Emits it; scrolls it into view when it has just received focus.
void emit(Node const& node);
/// `seen` is what is scrolled into view with it: a field and the message below.
void emit(Node const& node, Rect seen);
/// Emits it as the parent of what follows; `close_node` ends it.
std::size_t open_node(Node const& node);
std::size_t open_node(Node const& node, Rect seen);
void close_node();
/// Id for text without one of its own.
[[nodiscard]] ui::NodeId ordinal_id();
/// Gives the node at `index` the rectangle that is known only now.
void set_node_rect(std::size_t index, Rect rect);
/// Brings `rect` into the current scroll region, with a margin where there is room for one.
void scroll_into_view(Rect rect);
/// `rect` with all that stands above it in what scrolls, where there is room for that; else `rect`.
[[nodiscard]] Rect from_top(Rect rect);
/// What was scrolled to in the region that has just ended is shown in the current one too.
void show_in_region_around();
/// What of `rect` can be seen; width 0 = nothing.
[[nodiscard]] Rect visible_part(Rect rect);
[[nodiscard]] Rect clip_rect();

}  // namespace huisclos::kit
