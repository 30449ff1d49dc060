// Names of objects that were looked at and are of no use for now: not asked for again. Bounded; the oldest go first.

#pragma once

#include <algorithm>
#include <deque>
#include <set>

#include "core/base/ids.hpp"

namespace huisclos::sync {

class PassedNames {
public:
    explicit PassedNames(std::size_t most) : m_most(most) {}

    void add(ObjectName const& name)
    {
        if (!m_names.insert(name).second)
            return;
        m_order.push_back(name);
        if (m_order.size() > m_most) {
            m_names.erase(m_order.front());
            m_order.pop_front();
        }
    }
    /// True when it was there.
    bool erase(ObjectName const& name)
    {
        if (m_names.erase(name) == 0)
            return false;
        m_order.erase(std::ranges::find(m_order, name));
        return true;
    }
    void clear()
    {
        m_names.clear();
        m_order.clear();
    }
    [[nodiscard]] bool contains(ObjectName const& name) const { return m_names.contains(name); }
    [[nodiscard]] std::size_t size() const { return m_names.size(); }

private:
    std::size_t m_most{0};
    std::set<ObjectName> m_names{};
    std::deque<ObjectName> m_order{};
};

}  // namespace huisclos::sync
