// Where things go: one column by default, each widget as wide as the column, one below the other.
//
// Guards change that for as long as they live: Row (side by side, wrapping), Columns (a grid that becomes one column
// when it is too narrow), Panes (a list and its sheet), Card. Scope makes ids unique: give it the domain's own id, so
// that a sort or a merge never moves focus. Sizes are said in words (Space), never in pixels.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "ui/a11y/node.hpp"
#include "ui/text/text.hpp"

namespace huisclos::kit {

using ui::Text;

/// 0, 4, 8, 12, 16, 24 and 32 pixels at 100 %.
enum class Space : std::uint8_t { None, Tiny, Small, Medium, Large, Wide, Huge };

/// The gap before the next widget of the column, instead of the usual one.
void space(Space gap);
/// A thin line across the column.
void separator();

/// Window under 640 pixels at 100 %: one column, the menu behind a button.
[[nodiscard]] bool is_narrow();
/// Window under 900: list and sheet one at a time.
[[nodiscard]] bool is_stacked();
/// The window is so low that what stands above the content of a page would leave little of it.
[[nodiscard]] bool is_low();

/// Ids made inside are below `id`. Draws nothing.
class Scope {
public:
    explicit Scope(std::string_view id);
    ~Scope();
    Scope(Scope const&) = delete;
    Scope& operator=(Scope const&) = delete;
};

enum class RowAlign : std::uint8_t { Start, Centre, End };

/// Widgets side by side at their natural width; what does not fit goes to the next line.
class Row {
public:
    explicit Row(RowAlign align = RowAlign::Start);
    ~Row();
    Row(Row const&) = delete;
    Row& operator=(Row const&) = delete;
};

/// Whether the last card of each cell is stretched to where the line ends. Apart: pages of several cards in a column,
/// where the last one would be mostly empty.
enum class CellEnds : std::uint8_t { Together, Apart };

/// A grid: `kit::Columns columns("stats", {1, 1, 1, 1}); columns.next(); …; columns.next(); …`.
/// Cells beyond the last weight start a new line. When a cell would be narrower than `least` pixels at 100 %, there are
/// fewer columns. Cards directly inside are stretched to the height of their line, unless cells end apart.
class Columns {
public:
    Columns(
        std::string_view id, std::initializer_list<float> weights, float least = 220,
        CellEnds ends = CellEnds::Together);
    ~Columns();
    Columns(Columns const&) = delete;
    Columns& operator=(Columns const&) = delete;

    void next();

private:
    void end_cell();
};

enum class CardHeight : std::uint8_t {
    Content,  ///< As high as what is inside.
    Fill,     ///< To the bottom of the pane or page; scrolls inside.
};
enum class CardPadding : std::uint8_t { Normal, Rows };

struct CardOptions {
    CardHeight height{CardHeight::Content};
    CardPadding padding{CardPadding::Normal};  ///< Rows: a list reaches the card's edges.
    Text name{};                               ///< Not empty: a region of that name.
    bool line_below{false};                    ///< Fill leaves room for one `message` below, which does not scroll.
    bool from_top{false};                      ///< Fill shows its beginning: it has just been opened anew.
};

/// A white surface.
class Card {
public:
    explicit Card(std::string_view id, CardOptions const& options = {});
    ~Card();
    Card(Card const&) = delete;
    Card& operator=(Card const&) = delete;
};

/// A named group of widgets for assistive technology, not drawn.
class Group {
public:
    Group(std::string_view id, Text const& name, ui::Role role = ui::Role::Group);
    ~Group();
    Group(Group const&) = delete;
    Group& operator=(Group const&) = delete;
};

/// What is drawn while this lives is read as one: whom focus leads to a part of it is shown all of it, where the window
/// has room for that; else whom it leads to its beginning is shown it from its top.
class Whole {
public:
    explicit Whole(std::string_view id);
    ~Whole();
    Whole(Whole const&) = delete;
    Whole& operator=(Whole const&) = delete;

private:
    ui::NodeId m_id;
    ui::Rect m_around;
};

/// Something that Escape closes: pressed on anything drawn while this lives, but a list of options that is open or a
/// dialog, which close first. Draws nothing.
class Closable {
public:
    Closable();
    ~Closable();
    Closable(Closable const&) = delete;
    Closable& operator=(Closable const&) = delete;

    /// By what was drawn so far.
    [[nodiscard]] bool dismissed() const;

private:
    bool m_around{false};  ///< What was told to the one around this.
};

/// What is drawn inside may not be printed: the page that comes out holds the refusal and its rule instead, or
/// nothing where no message is given.
class NotPrinted {
public:
    NotPrinted(Text const& message, Text const& rule);
    ~NotPrinted();
    NotPrinted(NotPrinted const&) = delete;
    NotPrinted& operator=(NotPrinted const&) = delete;
};

enum class PaneShown : std::uint8_t { Master, Detail };

/// A list beside its sheet, each scrolling by itself and reaching the bottom of the window; under 900 pixels only the
/// one asked for. `kit::Panes panes("situations", 5, 7, PaneShown::Detail); if (panes.master()) {…} if (panes.detail())
/// {…}`
class Panes {
public:
    Panes(std::string_view id, float master_weight, float detail_weight, PaneShown stacked);
    ~Panes();
    Panes(Panes const&) = delete;
    Panes& operator=(Panes const&) = delete;

    [[nodiscard]] bool master();
    [[nodiscard]] bool detail();

private:
    void end_pane();
};

}  // namespace huisclos::kit
