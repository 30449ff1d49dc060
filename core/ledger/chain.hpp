// The chains of one compartment: one per device, perhaps with branches (docs/protocol.md 3.5, validation steps 1 to 6).
//
// What is offered is accepted, refused with a code, or kept pending: encrypted while no key opens it, decoded while its
// device or its predecessor is not known. Nothing here looks at the registry but for cards; rights and epochs are for
// record_store.hpp, which asks this file where a segment stands. The outcome does not depend on the order of arrival.

#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/ledger/governing.hpp"
#include "core/ledger/segment.hpp"

namespace huisclos::ledger {

/// Whose a device is, by any valid card.
struct DeviceOwner {
    MemberId member{};
    crypto::PublicKey key{};
};

/// The devices that valid cards list.
class DeviceDirectory {
public:
    DeviceDirectory() = default;
    DeviceDirectory(DeviceDirectory const&) = delete;
    DeviceDirectory& operator=(DeviceDirectory const&) = delete;
    virtual ~DeviceDirectory() = default;
    [[nodiscard]] virtual std::optional<DeviceOwner> find_device(DeviceId const& device) const = 0;
};

/// An accepted segment and its place. Its address in memory never changes while its Chains lives.
struct ChainNode {
    Segment segment{};
    ObjectName name{};  ///< Of the copy that came first; another envelope of the same body has another name.
    MemberId member{};  ///< Whose device it is.
    ChainNode const* parent{nullptr};  ///< Null at seq 1.

    // Branches make ancestry a comparison of numbers: see Chains::is_at_or_before.
    ChainNode const* branch_root{nullptr};  ///< First segment of its branch.
    bool has_heir{false};                   ///< A later segment already continues its branch.
};

/// Two signed bodies for one place (E_FORK): evidence, both are kept.
struct ForkEvidence {
    DeviceId device{};
    std::uint64_t seq{0};
    BodyHash first{};  ///< The smaller of the two.
    BodyHash second{};

    friend auto operator<=>(ForkEvidence const&, ForkEvidence const&) = default;
};

enum class Admission : std::uint8_t {
    Accepted,
    Known,  ///< This body is already held, accepted or pending: no change.
    Pending,
    Refused,
};

struct AdmissionReport {
    Admission outcome{Admission::Refused};
    /// Refused: why; NoKey: it waits elsewhere in that chain, where it does not open either. Pending: NoKey, Chain
    /// (seq-1 is known with another body only), or none (device or seq-1 unknown).
    std::optional<ErrorCode> code{};
};

class Chains final : public ChainIndex {
public:
    Chains(VaultId const& vault, CompartmentId const& cid) : m_vault(vault), m_cid(cid) {}

    /// Steps 1 to 6 for one object. What it accepts, and what that releases, waits in `take_accepted`.
    AdmissionReport offer(
        DeviceId const& device, std::uint64_t seq, ObjectName const& name, BytesView object,
        std::span<EpochKey const> keys, DeviceDirectory const& directory);
    /// Tries again what is pending: call it when a key or a card came.
    void retry(std::span<EpochKey const> keys, DeviceDirectory const& directory);
    /// Segments accepted since the last call, each after its predecessor.
    [[nodiscard]] std::vector<ChainNode*> take_accepted();

    [[nodiscard]] std::optional<SegmentPlace> find(BodyHash const& bh) const override;
    [[nodiscard]] bool is_at_or_before(BodyHash const& ancestor, BodyHash const& descendant) const override;

    [[nodiscard]] CompartmentId const& cid() const { return m_cid; }
    [[nodiscard]] ChainNode const* node(BodyHash const& bh) const;
    /// Last segment of each branch of the device's chain, by (seq, bh).
    [[nodiscard]] std::vector<ChainNode const*> ends_of(DeviceId const& device) const;
    [[nodiscard]] std::vector<DeviceId> devices() const;
    /// Names of `node` and of those before it, as `back` wants them: at most 16.
    [[nodiscard]] static std::vector<ObjectName> back_names(ChainNode const& node);
    /// One pair for each place that has more than one signed body, the smallest two of them; by (device, seq).
    [[nodiscard]] std::vector<ForkEvidence> forks() const;
    [[nodiscard]] bool has_fork() const { return !m_forked.empty(); }
    [[nodiscard]] std::size_t size() const { return m_by_body.size(); }

    /// What waits, for the screens.
    struct PendingSegment {
        SegmentAddress address{};
        ObjectName name{};
        std::optional<ErrorCode> code{};
    };
    [[nodiscard]] std::vector<PendingSegment> pending() const;
    /// Names that pending segments say come before them and that are not held: where to fetch.
    [[nodiscard]] std::vector<std::pair<SegmentAddress, ObjectName>> wanted() const;

private:
    struct Waiting {  // decoded; device or predecessor unknown
        std::unique_ptr<ChainNode> node{};
        bool is_verified{false};
    };

    AdmissionReport admit(std::unique_ptr<ChainNode> node, DeviceDirectory const& directory);
    AdmissionReport place_or_wait(std::unique_ptr<ChainNode> node);
    [[nodiscard]] bool can_place(Segment const& segment) const;
    void place(std::unique_ptr<ChainNode> node);
    void place_followers(BodyHash const& bh);
    void note_signed_body(Segment const& segment);
    [[nodiscard]] std::optional<ErrorCode> why_waiting(Waiting const& waiting) const;

    VaultId m_vault{};
    CompartmentId m_cid{};
    std::deque<std::unique_ptr<ChainNode>> m_nodes{};
    std::unordered_map<BodyHash, ChainNode*> m_by_body{};
    std::map<std::pair<DeviceId, std::uint64_t>, std::set<BodyHash>> m_bodies_at{};  // signed, accepted or not
    std::map<DeviceId, std::vector<ChainNode const*>> m_by_device{};
    /// No key yet, or named where it does not lie: the one cannot be told from the other.
    std::map<std::pair<ObjectName, SegmentAddress>, Bytes> m_locked{};
    std::vector<Waiting> m_unknown_device{};
    std::unordered_set<ObjectName> m_unknown_names{};          // of those
    std::unordered_set<BodyHash> m_waiting{};                  // bodies of the next
    std::unordered_multimap<BodyHash, Waiting> m_followers{};  // by the bh of the predecessor that is missing
    std::set<std::pair<DeviceId, std::uint64_t>> m_forked{};
    std::vector<ChainNode*> m_accepted{};
};

}  // namespace huisclos::ledger
