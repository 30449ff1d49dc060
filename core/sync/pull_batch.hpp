// Segments that a pull has fetched and not taken in yet, so that a worker checks the signatures of many at once.
//
// A segment names those before it, sixteen at most, and a round of a pull asks for no more of each chain: a batch grows
// over rounds, and is opened here to know what to ask for next. What it names is followed before the signature is
// checked: a head, an act or another segment has named the object by its hash, so that the names in it are those of
// whoever signed that. The store alone can lead nowhere, and who lies in his own chain no further than by signing it.

#pragma once

#include <set>
#include <vector>

#include "core/sync/knowledge.hpp"
#include "core/sync/signature_job.hpp"

namespace huisclos::sync {

class PullBatch {
public:
    struct Held {
        SegmentAt at{};
        Bytes object{};
    };

    [[nodiscard]] bool empty() const { return m_held.empty(); }
    /// To be taken in before more is asked for.
    [[nodiscard]] bool is_full() const { return m_held.size() >= k_most_held || m_bytes >= k_most_bytes; }
    /// Else what was asked for already is taken in at once, as it comes.
    [[nodiscard]] bool has_room() const { return m_bytes < 2 * k_most_bytes; }
    void hold(Knowledge const& knowledge, SegmentAt const& at, Bytes object);
    /// What comes before those that are held, as far as it is neither held here nor known.
    void add_wanted(Knowledge const& knowledge, std::vector<SegmentAt>& wanted) const;
    /// Of those that open and whose device a card lists. Valid until the next change.
    [[nodiscard]] std::vector<SegmentClaim> const& claims() const { return m_claims; }
    /// All of each chain that is held, from its first on; nothing is held any more.
    [[nodiscard]] std::vector<Held> take();

private:
    static constexpr std::size_t k_most_held = 1024;
    static constexpr std::size_t k_most_bytes = 16u << 20;

    struct Link {
        ledger::SegmentAddress address{};
        BodyHash prev{};
        std::vector<ObjectName> back{};
    };

    std::vector<Held> m_held{};
    std::vector<Link> m_links{};    ///< Of those with a claim.
    std::set<BodyHash> m_bodies{};  ///< Of the same.
    std::vector<SegmentClaim> m_claims{};
    std::size_t m_bytes{0};
};

}  // namespace huisclos::sync
