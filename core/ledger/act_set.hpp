// A set of acts, as bits by their index in one registry.

#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace huisclos::ledger {

class ActSet {
public:
    [[nodiscard]] bool has(std::uint32_t index) const
    {
        auto const word = index / 64;
        return word < m_words.size() && ((m_words[word] >> (index % 64)) & 1) != 0;
    }
    void add(std::uint32_t index)
    {
        auto const word = index / 64;
        if (word >= m_words.size())
            m_words.resize(word + 1);
        m_words[word] |= std::uint64_t{1} << (index % 64);
    }
    void merge(ActSet const& other)
    {
        if (m_words.size() < other.m_words.size())
            m_words.resize(other.m_words.size());
        for (std::size_t i = 0; i < other.m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
    }
    [[nodiscard]] std::size_t count() const
    {
        std::size_t total = 0;
        for (auto const word : m_words)
            total += static_cast<std::size_t>(std::popcount(word));
        return total;
    }
    [[nodiscard]] bool is_within(ActSet const& other) const
    {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            if ((m_words[i] & ~(i < other.m_words.size() ? other.m_words[i] : 0)) != 0)
                return false;
        }
        return true;
    }
    [[nodiscard]] bool meets(ActSet const& other) const
    {
        for (std::size_t i = 0; i < m_words.size() && i < other.m_words.size(); ++i) {
            if ((m_words[i] & other.m_words[i]) != 0)
                return true;
        }
        return false;
    }
    /// Calls `visit(index)` for each act of both that `covered` lacks, from the highest index down; `visit` may add to
    /// `covered` what is then left out.
    template <typename Visit>
    static void for_each_common_down(ActSet const& a, ActSet const& b, ActSet const& covered, Visit&& visit)
    {
        for (std::size_t word = a.m_words.size() < b.m_words.size() ? a.m_words.size() : b.m_words.size();
             word-- > 0;) {
            auto left = a.m_words[word] & b.m_words[word];
            while (left != 0) {
                auto const hidden = word < covered.m_words.size() ? covered.m_words[word] : 0;
                left &= ~hidden;
                if (left == 0)
                    break;
                auto const bit = 63 - std::countl_zero(left);
                left &= ~(std::uint64_t{1} << bit);
                visit(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(bit)));
            }
        }
    }
    template <typename Visit>
    void for_each(Visit&& visit) const
    {
        for (std::size_t word = 0; word < m_words.size(); ++word) {
            for (auto left = m_words[word]; left != 0; left &= left - 1)
                visit(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(left))));
        }
    }

private:
    std::vector<std::uint64_t> m_words{};
};

}  // namespace huisclos::ledger
