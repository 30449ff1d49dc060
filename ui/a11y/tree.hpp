// The tree of one frame while it is being built, and what goes with it: title, focus to move, things to announce.
//
// Nodes are kept in reading order, each after its parent. The storage is used again from frame to frame, so that a
// frame that says what the last one said allocates nothing. One Tree belongs to one kit context; not thread-safe.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/a11y/node.hpp"

namespace huisclos::ui {

/// Id of `key` below `scope`; never 0. The same key in the same scope gives the same id in every frame and session.
[[nodiscard]] NodeId make_node_id(NodeId scope, std::string_view key);
[[nodiscard]] NodeId make_node_id(NodeId scope, std::uint32_t number);

enum class Politeness : std::uint8_t { Polite = 0, Assertive = 1 };

/// One sentence for the live regions, spoken once: the page remembers the greatest serial it has spoken.
struct Announcement {
    std::uint32_t serial{0};
    Politeness politeness{Politeness::Polite};
    std::string text{};
};

/// Colours of the real fields that the page lays over drawn ones; 0xRRGGBB.
struct FieldColours {
    std::uint32_t ink{0};
    std::uint32_t surface{0};
    std::uint32_t soft{0};
    std::uint32_t accent{0};

    friend bool operator==(FieldColours const&, FieldColours const&) = default;
};

/// Matches the page's `data-scheme`.
enum class Scheme : std::uint8_t { Light = 0, Dark = 1, HighContrast = 2 };

class Tree {
public:
    /// Forgets the nodes of the last frame. The last announcements stay (the page speaks each serial once), as do the
    /// focus request and the title.
    void begin();
    /// Drops every text and its storage, when the session is locked.
    void wipe();

    /// Adds `node` below the open parent (its `parent` is filled in) and makes it the parent of what follows.
    NodeId open(Node const& node);
    /// The same below `parent`, an earlier node, whatever is open: a dialog is a child of the root. `close` ends it.
    NodeId open_below(Node const& node, NodeId parent);
    void close();
    /// Adds `node` without children.
    NodeId leaf(Node const& node);

    [[nodiscard]] std::span<Node const> nodes() const { return {m_nodes.data(), m_count}; }
    [[nodiscard]] NodeId parent() const { return m_open.empty() ? 0 : m_nodes[m_open.back()].id; }
    /// The last node added, to complete it once its drawing is known.
    [[nodiscard]] Node& last() { return m_nodes[m_count - 1]; }
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] Node& at(std::size_t index) { return m_nodes[index]; }
    /// Null if no node of this frame has that id.
    [[nodiscard]] Node const* find(NodeId id) const;
    /// Number of children that the open parent has so far: gives text without a name of its own an id.
    [[nodiscard]] std::uint32_t next_ordinal() const;

    /// Marks the nodes [first, last) as lying behind a modal dialog.
    void make_inert(std::size_t first, std::size_t last);

    void set_title(std::string_view title) { m_title.assign(title); }
    [[nodiscard]] std::string const& title() const { return m_title; }

    /// Asks the page to move DOM focus to `id`, once.
    void request_focus(NodeId id);
    [[nodiscard]] NodeId focus_request() const { return m_focus_request; }
    [[nodiscard]] std::uint32_t focus_serial() const { return m_focus_serial; }

    void announce(std::string_view text, Politeness politeness);
    [[nodiscard]] std::span<Announcement const> announcements() const { return m_announcements; }

    FieldColours field_colours{};
    Scheme scheme{Scheme::Light};

private:
    NodeId add(Node const& node, NodeId below);

    std::vector<Node> m_nodes{};
    std::vector<std::uint32_t> m_children{};  ///< Of each node, children so far.
    std::vector<std::size_t> m_open{};
    std::size_t m_count{0};
    std::uint32_t m_root_children{0};
    std::string m_title{};
    NodeId m_focus_request{0};
    std::uint32_t m_focus_serial{0};
    std::vector<Announcement> m_announcements{};
    std::uint32_t m_next_serial{1};
};

}  // namespace huisclos::ui
