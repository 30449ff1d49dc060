// Looking for words in what a screen says: our own Ctrl F, since the browser's does not see a canvas. Internal to the
// kit.
//
// The search reads the semantic tree of the frame, so everything that the page says is found, beyond what is visible
// too; lists give the rows that they do not draw, some in each frame. Results are a list in a dialog; the one chosen is
// scrolled to, framed, and has the focus. A second Ctrl F, while the dialog is open, is the browser's.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ui/a11y/node.hpp"

namespace huisclos::kit {

/// One place where the words stand.
struct Found {
    ui::NodeId node{0};
    ui::NodeId list{0};  ///< Of a row of a list; else 0.
    std::uint32_t row{0};
    std::string key{};    ///< Of its own row among the results.
    std::string text{};   ///< Around the words, after the name of the field when they are its value.
    std::string where{};  ///< The heading before it, or the list's name.
};

/// What one list has given so far to the search that runs.
struct GivenRows {
    std::size_t next{0};
    std::string name{};
    std::vector<Found> found{};
    std::size_t total{0};
};

struct FindState {
    bool open{false};
    bool opened_now{false};  ///< The field takes the focus in the next frame.
    std::string typed{};
    std::string wanted{};  ///< `typed`, folded; what the results are of, or will be once the search has run.
    bool running{false};
    bool rows_left{false};  ///< A list has rows for another frame.
    std::unordered_map<ui::NodeId, GivenRows> lists{};
    std::vector<Found> found{};
    std::size_t total{0};
    ui::NodeId chosen{0};  ///< To be shown once the dialog is gone.
    ui::NodeId shown{0};   ///< Framed for as long as it holds the focus.
    std::uint32_t shown_since{0};
};

/// Rows that a list gives in one frame.
inline constexpr std::size_t k_rows_a_frame = 500;

/// Opens the dialog: drawn as a field in the bar, or as an icon where there is no room for one.
void find_box(ui::Rect rect);
enum class FindOn : std::uint8_t { Bar, Navigation };
void find_icon(ui::Rect bar, FindOn surface);
/// The dialog while it is open, and the frame around what was found. After everything else of the page.
void draw_finder();
/// Folded, and with the blank that people type in place of those of French typography.
[[nodiscard]] std::string plain_words(std::string_view text);
struct ContextState;  // ui/kit/internal.hpp
/// Finds `wanted` in the page as this frame says it, the rows of lists in their place.
void read_page(ContextState& now);
/// Whether the list `id`, of the page, is to give rows in this frame; from which on.
[[nodiscard]] bool wants_rows(ui::NodeId id, std::string_view name, std::size_t& first);
/// A row that this list gives, by what it says.
void give_row(ui::NodeId list, ui::NodeId node, std::size_t row, std::string_view title, std::string_view detail);
/// It gave those up to `end`, of `count`.
void rows_given(ui::NodeId list, std::size_t end, std::size_t count);
/// At most `most` code points of `text` around the first place where it holds `folded`; cut ends have an ellipsis.
[[nodiscard]] std::string excerpt(std::string_view text, std::string_view folded, std::size_t most);

}  // namespace huisclos::kit
