#include "ui/a11y/tree.hpp"

namespace huisclos::ui {

namespace {

constexpr std::uint32_t k_fnv_basis = 2'166'136'261u;
constexpr std::uint32_t k_fnv_prime = 16'777'619u;

std::uint32_t mix(std::uint32_t hash, std::uint8_t byte)
{
    return (hash ^ byte) * k_fnv_prime;
}

std::uint32_t mix_number(std::uint32_t hash, std::uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        hash = mix(hash, static_cast<std::uint8_t>(number >> shift));
    return hash;
}

/// Announcements that the page has certainly seen are dropped from the front beyond this number.
constexpr std::size_t k_announcements_kept = 8;

}  // namespace

NodeId make_node_id(NodeId scope, std::string_view key)
{
    std::uint32_t hash = mix_number(k_fnv_basis, scope);
    for (char c : key)
        hash = mix(hash, static_cast<std::uint8_t>(c));
    return hash == 0 ? 1 : hash;
}

NodeId make_node_id(NodeId scope, std::uint32_t number)
{
    std::uint32_t const hash = mix_number(mix(mix_number(k_fnv_basis, scope), 0xff), number);
    return hash == 0 ? 1 : hash;
}

void Tree::begin()
{
    m_count = 0;
    m_open.clear();
    m_root_children = 0;
}

NodeId Tree::add(Node const& node, NodeId below)
{
    if (m_count == m_nodes.size()) {
        m_nodes.emplace_back();
        m_children.emplace_back();
    }
    Node& slot = m_nodes[m_count];
    slot = node;  // The strings of the slot keep their storage.
    slot.parent = below;
    m_children[m_count] = 0;
    if (m_open.empty())
        ++m_root_children;
    else
        ++m_children[m_open.back()];
    ++m_count;
    return slot.id;
}

NodeId Tree::open(Node const& node)
{
    return open_below(node, parent());
}

NodeId Tree::open_below(Node const& node, NodeId parent)
{
    NodeId const id = add(node, parent);
    m_open.push_back(m_count - 1);
    return id;
}

void Tree::close()
{
    if (!m_open.empty())
        m_open.pop_back();
}

NodeId Tree::leaf(Node const& node)
{
    return add(node, parent());
}

Node const* Tree::find(NodeId id) const
{
    for (Node const& node : nodes()) {
        if (node.id == id)
            return &node;
    }
    return nullptr;
}

std::uint32_t Tree::next_ordinal() const
{
    return m_open.empty() ? m_root_children : m_children[m_open.back()];
}

void Tree::make_inert(std::size_t first, std::size_t last)
{
    for (std::size_t i = first; i < last && i < m_count; ++i)
        m_nodes[i].state = m_nodes[i].state | State::Inert;
}

void Tree::request_focus(NodeId id)
{
    m_focus_request = id;
    ++m_focus_serial;
}

void Tree::announce(std::string_view text, Politeness politeness)
{
    if (m_announcements.size() >= k_announcements_kept)
        m_announcements.erase(m_announcements.begin());
    m_announcements.push_back({m_next_serial++, politeness, std::string(text)});
}

void Tree::wipe()
{
    m_nodes.clear();
    m_children.clear();
    m_announcements.clear();
    m_title.clear();
    m_focus_request = 0;
    begin();
}

}  // namespace huisclos::ui
