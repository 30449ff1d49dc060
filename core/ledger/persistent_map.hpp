// Two small persistent containers: a change gives a new value and shares all that it did not touch, so that the
// registry keeps one state per act for the price of what the act changed.
//
// PersistentMap is a binary trie on the bits of an id, with compressed paths: ids are hashes, and its shape depends on
// the keys alone. Iteration is in the order of the ids. PersistentList is a list whose newest element comes first.

#pragma once

#include <cassert>
#include <cstddef>
#include <memory>
#include <utility>

#include "core/base/ids.hpp"

namespace huisclos::ledger {

template <typename Key, typename Value>
class PersistentMap {
public:
    /// Null when absent; valid as long as this map, or one made from it that still holds the entry.
    [[nodiscard]] Value const* find(Key const& key) const
    {
        Node const* node = m_root.get();
        while (node && !node->leaf)
            node = bit_of(key, node->bit) ? node->right.get() : node->left.get();
        return node && node->leaf->first == key ? &node->leaf->second : nullptr;
    }
    [[nodiscard]] bool contains(Key const& key) const { return find(key) != nullptr; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }

    /// Sets or replaces.
    void set(Key const& key, Value value)
    {
        auto leaf = std::make_shared<Node>();
        leaf->leaf = std::make_unique<std::pair<Key, Value>>(key, std::move(value));
        if (!m_root) {
            m_root = std::move(leaf);
            m_size = 1;
            return;
        }
        Node const* near = m_root.get();
        while (!near->leaf)
            near = bit_of(key, near->bit) ? near->right.get() : near->left.get();
        auto const differing = first_difference(key, near->leaf->first);
        if (differing == k_bits) {
            m_root = replaced(m_root, key, leaf);
        } else {
            m_root = inserted(m_root, key, differing, leaf);
            ++m_size;
        }
    }

    /// Calls `visit(key, value)` in ascending order of keys.
    template <typename Visit>
    void for_each(Visit&& visit) const
    {
        walk(m_root.get(), visit);
    }

private:
    struct Node {
        std::size_t bit{0};
        std::shared_ptr<Node const> left{};
        std::shared_ptr<Node const> right{};
        std::unique_ptr<std::pair<Key, Value>> leaf{};
    };
    using Link = std::shared_ptr<Node const>;
    static constexpr std::size_t k_bits = Key::k_size * 8;

    static bool bit_of(Key const& key, std::size_t bit) { return ((key.bytes[bit / 8] >> (7 - bit % 8)) & 1) != 0; }

    static std::size_t first_difference(Key const& a, Key const& b)
    {
        for (std::size_t i = 0; i < Key::k_size; ++i) {
            auto const differing = static_cast<unsigned>(a.bytes[i] ^ b.bytes[i]);
            for (std::size_t bit = 0; differing != 0 && bit < 8; ++bit) {
                if ((differing >> (7 - bit)) & 1)
                    return i * 8 + bit;
            }
        }
        return k_bits;
    }

    static Link branch(std::size_t bit, Link left, Link right)
    {
        auto node = std::make_shared<Node>();
        node->bit = bit;
        node->left = std::move(left);
        node->right = std::move(right);
        return node;
    }

    // Depth is at most k_bits, so that recursion is bounded.
    static Link replaced(Link const& node, Key const& key, Link const& leaf)
    {
        if (node->leaf)
            return leaf;
        if (bit_of(key, node->bit))
            return branch(node->bit, node->left, replaced(node->right, key, leaf));
        return branch(node->bit, replaced(node->left, key, leaf), node->right);
    }

    static Link inserted(Link const& node, Key const& key, std::size_t differing, Link const& leaf)
    {
        if (node->leaf || node->bit > differing)
            return bit_of(key, differing) ? branch(differing, node, leaf) : branch(differing, leaf, node);
        if (bit_of(key, node->bit))
            return branch(node->bit, node->left, inserted(node->right, key, differing, leaf));
        return branch(node->bit, inserted(node->left, key, differing, leaf), node->right);
    }

    template <typename Visit>
    static void walk(Node const* node, Visit& visit)
    {
        if (!node)
            return;
        if (node->leaf) {
            visit(node->leaf->first, node->leaf->second);
            return;
        }
        walk(node->left.get(), visit);
        walk(node->right.get(), visit);
    }

    Link m_root{};
    std::size_t m_size{0};
};

template <typename Value>
class PersistentList {
public:
    struct Node {
        Value value{};
        std::shared_ptr<Node> next{};

        Node(Value a_value, std::shared_ptr<Node> a_next) : value(std::move(a_value)), next(std::move(a_next)) {}
        Node(Node const&) = delete;
        Node& operator=(Node const&) = delete;
        // One after the other: a long history must not be a deep recursion.
        ~Node()
        {
            auto rest = std::move(next);
            while (rest && rest.use_count() == 1) {
                auto after = std::move(rest->next);
                rest = std::move(after);
            }
        }
    };

    void push(Value value)
    {
        m_first = std::make_shared<Node>(std::move(value), m_first);
        ++m_size;
    }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    /// The newest element. @pre !empty()
    [[nodiscard]] Value const& newest() const
    {
        assert(m_first);
        return m_first->value;
    }

    /// From the newest to the oldest, until `visit` gives false.
    template <typename Visit>
    void for_each_back(Visit&& visit) const
    {
        for (Node const* node = m_first.get(); node; node = node->next.get()) {
            if (!visit(node->value))
                return;
        }
    }

private:
    std::shared_ptr<Node> m_first{};
    std::size_t m_size{0};
};

}  // namespace huisclos::ledger
