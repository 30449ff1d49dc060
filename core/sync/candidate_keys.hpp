// Epoch secrets that nothing proves yet: found in grants, which carry no signature, or in hist. Bounded, because
// anybody can fill an inbox; what goes first is what came first from a grant and opens nothing, and its object is read
// again when it may be of use (InboxBook::seek).

#pragma once

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::sync {

inline constexpr std::size_t k_most_candidates_of_one = 1024;  ///< From grants, of one compartment: one whole grant.
inline constexpr std::size_t k_most_candidates = 4096;         ///< From grants, in all.
/// From grants, beside these: what opened a head when its turn to go came. As many as there are closed heads of devices
/// that nobody knows (k_most_locked_heads), each of which one key opens.
inline constexpr std::size_t k_most_opening = 512;
/// From hist of acts that nothing admits yet, of one compartment, once this device is let in: as many rotations as
/// nobody misses.
inline constexpr std::size_t k_most_carried = 1024;

class CandidateKeys {
public:
    enum class From : std::uint8_t {
        Grant,
        Known,  ///< The registry knows it, wherever it was found.
    };
    /// Whether it opens something: asked of a secret that is to go for want of room.
    using OpensSomething = std::function<bool(CompartmentId const&, BytesView)>;

    /// @pre `commit` is the secret's. False when it was there already.
    bool add(
        CompartmentId const& cid, Commitment const& commit, SecretBytes secret, From from,
        OpensSomething const& opens_something = {});

    /// As that act carries it, in hist. False when it was there already; it then stays as long as one of both.
    bool carry(CompartmentId const& cid, Commitment const& commit, SecretBytes secret, ActHash const& act);
    /// What these acts alone carry goes.
    void forget_acts(std::set<ActHash> const& acts);
    /// The same of one act, of the keys that `is_known` does not know.
    using IsKnown = std::function<bool(CompartmentId const&, Commitment const&)>;
    void forget_unknown(ActHash const& act, IsKnown const& is_known);
    [[nodiscard]] std::size_t carried(CompartmentId const& cid) const;
    /// More than k_most_carried of one compartment.
    [[nodiscard]] bool is_crowded() const;
    [[nodiscard]] bool is_carried_by(ActHash const& act) const { return m_carried_by.contains(act); }

    [[nodiscard]] bool holds(CompartmentId const& cid, EpochId const& eid) const { return !find(cid, eid).empty(); }
    /// Empty view when it is not held. Valid until the next change.
    [[nodiscard]] BytesView find(CompartmentId const& cid, EpochId const& eid) const;
    struct Named {
        CompartmentId cid{};
        EpochId eid{};
        Commitment commit{};
        BytesView secret{};
    };
    [[nodiscard]] std::vector<Named> all() const;
    [[nodiscard]] std::vector<BytesView> secrets(CompartmentId const& cid) const;
    [[nodiscard]] std::size_t size() const;
    void erase(CompartmentId const& cid, EpochId const& eid);

private:
    enum class Keep : std::uint8_t { Granted, Opening, Carried, Known };
    struct Entry {
        Commitment commit{};
        SecretBytes secret{};
        Keep keep{};
        std::set<ActHash> carriers{};
    };
    struct Place {
        CompartmentId cid{};
        EpochId eid{};
        friend auto operator<=>(Place const&, Place const&) = default;
    };
    void make_room(CompartmentId const& cid, OpensSomething const& opens_something);
    void let_go(Place const& place, OpensSomething const& opens_something);
    void leave_granted(Place const& place);
    void forget_carrier(Place const& place, ActHash const& act);
    /// It is no more among those of its kind.
    void leave(Place const& place, Entry const& entry);
    [[nodiscard]] Entry* entry_at(Place const& place);

    std::map<CompartmentId, std::map<EpochId, Entry>> m_entries{};
    std::map<CompartmentId, std::deque<EpochId>> m_granted_of{};  ///< In order of arrival.
    std::deque<Place> m_granted{};                                ///< The same of all; may name some that are gone.
    std::size_t m_granted_count{0};
    std::deque<Place> m_opening{};  ///< In order.
    std::map<CompartmentId, std::size_t> m_carried_of{};
    std::map<ActHash, std::set<Place>> m_carried_by{};
};

}  // namespace huisclos::sync
