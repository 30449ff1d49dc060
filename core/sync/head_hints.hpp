// What heads name of the registry: acts, cards and tables to fetch (docs/protocol.md 3.5).
//
// Whoever holds or held a key of the registry can write heads of devices that no card lists. Of those a bounded number
// is followed at a time, drawn anew at each fetch, so that nobody chooses which; what they name goes with them.

#pragma once

#include <deque>
#include <map>
#include <set>
#include <vector>

#include "core/ledger/head.hpp"
#include "core/sync/card_book.hpp"

namespace huisclos::sync {

inline constexpr std::size_t k_most_followed_strangers = 64;
/// Of one device: those that contradict each other are all followed (ledger::k_most_contested), with the one in use.
inline constexpr std::size_t k_most_heads_followed = 12;
inline constexpr std::size_t k_most_heads_of_stranger = 2;

class HeadHints {
public:
    /// What one head names.
    struct Named {
        std::vector<ledger::TipRef> acts{};
        ObjectName card{};
        std::optional<ledger::TableRef> table{};
    };

    /// @pre its device signed it, or no card lists that device
    void note(ledger::Head const& head, CardBook const& cards);
    /// Draws which strangers are followed from now on.
    void draw(CardBook const& cards);
    /// Devices of which no head is held any more.
    template <typename IsKept>
    void keep_only(IsKept is_kept)
    {
        std::erase_if(m_named, [&](auto const& entry) { return !is_kept(entry.first); });
        std::erase_if(m_followed, [&](DeviceId const& device) { return !m_named.contains(device); });
    }
    template <typename Visit>
    void for_each(CardBook const& cards, Visit visit) const
    {
        for (auto const& [device, heads] : m_named) {
            if (!m_followed.contains(device) && !cards.find_device(device))
                continue;
            for (auto const& named : heads)
                visit(device, named);
        }
    }
    [[nodiscard]] std::size_t devices() const { return m_named.size(); }

private:
    std::map<DeviceId, std::deque<Named>> m_named{};
    std::set<DeviceId> m_followed{};  ///< Strangers.
};

}  // namespace huisclos::sync
