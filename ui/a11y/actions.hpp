// What people did to nodes since the last frame, waiting for the kit calls that made those nodes.
//
// The page pushes; each kit call takes what is for its own node. What nobody took is dropped after two frames: its
// widget is gone, or refused it. Also the focus model: which node holds DOM focus, and whether it should be shown.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/a11y/node.hpp"

namespace huisclos::ui {

class ActionQueue {
public:
    /// Focus and Blur change the focus at once; everything else waits.
    void push(Action action);

    /// Called at the start and end of a frame.
    void begin_frame();
    void end_frame();

    /// True once for each action of that kind on `node`.
    [[nodiscard]] bool take(NodeId node, Act act);
    /// The same, with what it carried.
    [[nodiscard]] std::optional<Action> take_action(NodeId node, Act act);
    /// The first of that kind, on whatever node.
    [[nodiscard]] std::optional<Action> take_any(Act act);
    /// The last text set on `node`; earlier ones are superseded.
    [[nodiscard]] std::optional<std::string> take_text(NodeId node);
    /// True while a frame could still answer something.
    [[nodiscard]] bool has_pending() const { return !m_waiting.empty(); }
    /// Forgets everything, wiping texts, when the session is locked.
    void wipe();

    /// 0 when no node of the mirror holds DOM focus.
    [[nodiscard]] NodeId focused() const { return m_focused; }
    /// Whether the focus came by keyboard: the ring is drawn.
    [[nodiscard]] bool focus_visible() const { return m_focus_visible; }
    /// True during the frame after `node` received focus, so that its scroll region can bring it into view.
    [[nodiscard]] bool focus_arrived(NodeId node) const { return m_arrived == node && node != 0; }
    /// What holds focus is to be brought into view once more, in the next frame.
    void focus_again() { m_arriving = m_focused; }
    /// A pointer was pressed somewhere: rings disappear until the keyboard is used again.
    void pointer_used() { m_focus_visible = false; }

private:
    struct Waiting {
        Action action{};
        std::uint8_t age{0};
    };

    [[nodiscard]] std::optional<Action> take_at(std::vector<Waiting>::iterator found);

    std::vector<Waiting> m_waiting{};
    NodeId m_focused{0};
    NodeId m_arrived{0};
    NodeId m_arriving{0};
    bool m_focus_visible{false};
};

}  // namespace huisclos::ui
