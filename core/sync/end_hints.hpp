// Where the heads and tables of known devices say that chains end: names to fetch, each once, and of each chain the
// last only.

#pragma once

#include <map>
#include <vector>

#include "core/ledger/segment.hpp"

namespace huisclos::sync {

inline constexpr std::size_t k_most_ends_of_chain = 8;
inline constexpr std::size_t k_most_chains_of_device = 4'096;  ///< A head and its table name fewer.

/// A name and where it is said to lie: of the two the name alone tells nothing, since anybody may say of any object
/// that it lies in his own chain, where nothing opens it.
struct SegmentAt {
    ledger::SegmentAddress address{};
    ObjectName name{};

    friend auto operator<=>(SegmentAt const&, SegmentAt const&) = default;
};

class EndHints {
public:
    void note(SegmentAt hint);
    [[nodiscard]] std::size_t size() const { return m_size; }
    template <typename Visit>
    void for_each(Visit visit) const
    {
        for (auto const& [device, chains] : m_devices) {
            for (auto const& [cid, ends] : chains) {
                for (auto const& end : ends)
                    visit(end);
            }
        }
    }
    /// Those that are held need no hint.
    template <typename IsHeld>
    void forget(IsHeld is_held)
    {
        m_size = 0;
        for (auto& [device, chains] : m_devices) {
            for (auto& [cid, ends] : chains) {
                std::erase_if(ends, is_held);
                m_size += ends.size();
            }
            std::erase_if(chains, [](auto const& chain) { return chain.second.empty(); });
        }
        std::erase_if(m_devices, [](auto const& one) { return one.second.empty(); });
    }

private:
    std::map<DeviceId, std::map<CompartmentId, std::vector<SegmentAt>>> m_devices{};
    std::size_t m_size{0};
};

}  // namespace huisclos::sync
