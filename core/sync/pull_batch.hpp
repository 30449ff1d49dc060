// Segments that a pull has fetched and not taken in yet, so that a worker checks the signatures of many at once.
//
// A segment names those before it, sixteen at most, and a round of a pull asks for no more of each chain: a batch grows
// over rounds, and is opened here to know what to ask for next. What it names is followed before the signature is
// checked: a head, an act or another segment has named the object by its hash, so that the store alone can lead
// nowhere. Who holds the key of a compartment can name in his chain what nobody signed, and below it as much more as he
// likes: once one of a device was badly signed, what its segments name is followed no more before they are taken in
// (refused_segments.hpp). That is one batch for each device and session.

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
    [[nodiscard]] bool is_due() const { return m_held.size() >= k_most_held || m_bytes >= k_most_bytes; }
    /// Of what was asked for already; else that is taken in at once, as it comes.
    [[nodiscard]] bool may_hold() const { return m_bytes < 2 * k_most_bytes; }
    enum class Names : std::uint8_t { Followed, Left };
    void hold(Knowledge const& knowledge, SegmentAt const& at, Bytes object, Names names = Names::Followed);
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
    std::vector<Link> m_links{};    ///< Of those with a claim, as far as they are followed.
    std::set<BodyHash> m_bodies{};  ///< Of the same.
    std::vector<SegmentClaim> m_claims{};
    std::size_t m_bytes{0};
};

}  // namespace huisclos::sync
