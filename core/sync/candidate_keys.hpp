// Epoch secrets that nothing proves yet: found in grants, which carry no signature, or in hist. Bounded, because
// anybody can fill an inbox; what goes first is what came first from a grant and opens nothing, and its object is read
// again when it may be of use (InboxBook::seek).

#pragma once

#include <deque>
#include <functional>
#include <map>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::sync {

inline constexpr std::size_t k_most_candidates_of_one = 1024;  ///< From grants, of one compartment: one whole grant.
inline constexpr std::size_t k_most_candidates = 4096;         ///< From grants, in all.
/// From grants, beside these: what opened a head when its turn to go came. As many as there are closed heads of devices
/// that nobody knows (k_most_locked_heads), each of which one key opens.
inline constexpr std::size_t k_most_opening = 512;

class CandidateKeys {
public:
    enum class From : std::uint8_t { Grant, Hist };
    /// Whether it opens something: asked of a secret that is to go for want of room.
    using OpensSomething = std::function<bool(CompartmentId const&, BytesView)>;

    /// @pre `commit` is the secret's. False when it was there already.
    bool add(
        CompartmentId const& cid, Commitment const& commit, SecretBytes secret, From from,
        OpensSomething const& opens_something = {});

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
    enum class Keep : std::uint8_t { Granted, Opening, Carried };
    struct Entry {
        Commitment commit{};
        SecretBytes secret{};
        Keep keep{};
    };
    struct Place {
        CompartmentId cid{};
        EpochId eid{};
        friend bool operator==(Place const&, Place const&) = default;
    };
    void make_room(CompartmentId const& cid, OpensSomething const& opens_something);
    void let_go(Place const& place, OpensSomething const& opens_something);
    void leave_granted(Place const& place);
    [[nodiscard]] Entry* entry_at(Place const& place);

    std::map<CompartmentId, std::map<EpochId, Entry>> m_entries{};
    std::map<CompartmentId, std::deque<EpochId>> m_granted_of{};  ///< In order of arrival.
    std::deque<Place> m_granted{};                                ///< The same of all; may name some that are gone.
    std::size_t m_granted_count{0};
    std::deque<Place> m_opening{};  ///< In order.
};

}  // namespace huisclos::sync
