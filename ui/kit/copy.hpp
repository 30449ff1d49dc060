// The buttons « Copier » of what is shown as label and value, one for each value. Internal to the kit.
//
// Text on a canvas cannot be selected. The button is drawn over the right end of its value while the pointer is on it,
// while it holds focus by keyboard, or, for fingers, once its value was touched; the mirror always has it. All buttons
// of one list are one tab stop: arrows, Home and End move within.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/kit/parts.hpp"

namespace huisclos::kit {

class CopyMarks {
public:
    /// `owner` is the list or table; its buttons are [first, last), `per_line` of them side by side.
    CopyMarks(ui::NodeId owner, std::size_t first, std::size_t last, std::size_t per_line);

    /// Draws the button of the value that takes `cell`, over what was drawn there. `what` names it: « Copier : Nom ».
    /// True when it is pressed.
    [[nodiscard]] bool draw(std::size_t index, Rect cell, Text const& what);
    /// The node of the button drawn last, where the tree is now.
    void emit_last();
    /// Those of all that were drawn since, as one group.
    void emit_group();
    /// Of `owner`, the button that holds focus, or to which it is on its way: to be drawn wherever it is.
    [[nodiscard]] static std::optional<std::size_t> held(ui::NodeId owner);

private:
    [[nodiscard]] ui::NodeId id_at(std::size_t index) const;
    [[nodiscard]] bool take_touch(std::size_t index, Rect cell, Rect at, bool& shown);
    void move_by_key(std::size_t index);
    void follow_focus(std::size_t index);

    ui::NodeId m_owner{0};
    std::size_t m_first{0};
    std::size_t m_last{0};
    std::size_t m_per_line{1};
    std::size_t m_stop{0};  ///< The one that Tab reaches.
    std::vector<Node> m_nodes{};
};

}  // namespace huisclos::kit
