// Which role a segment was written with (docs/protocol.md 3.7 "Marks", 3.5 step 8), and what that role may do.
//
// The answer is a pure function of the applied registry and of the known segments: no clock, no order of arrival. Two
// steps: `governing_role` finds the role that governs one segment, `judge_op` says for one op of it whether it is
// folded, waits, is quarantined (E_CUT) or refused (E_RIGHTS). Below the frontier of a base in effect everything in the
// base is folded and neither is asked (3.10).

#pragma once

#include <optional>
#include <vector>

#include "core/base/ids.hpp"
#include "core/domain/places.hpp"
#include "core/ledger/marks.hpp"
#include "core/ledger/op.hpp"

namespace huisclos::ledger {

class RegistryState;

/// One segment, as marks speak of it.
struct SegmentPlace {
    DeviceId device{};
    CompartmentId cid{};
    std::uint64_t seq{0};
    BodyHash bh{};

    friend bool operator==(SegmentPlace const&, SegmentPlace const&) = default;
};

/// What the holder of the segments tells about their chains. "Known" = has passed steps 1 to 6 of 3.5, quarantined or
/// not, or is named by the frontier of an accepted snapshot or a base in effect.
class ChainIndex {
public:
    ChainIndex() = default;
    ChainIndex(ChainIndex const&) = delete;
    ChainIndex& operator=(ChainIndex const&) = delete;
    virtual ~ChainIndex() = default;

    /// Empty while no segment with this body is known.
    [[nodiscard]] virtual std::optional<SegmentPlace> find(BodyHash const& bh) const = 0;
    /// `ancestor` is `descendant` itself or is reached from it by `prev`. Both are known; false for different chains.
    [[nodiscard]] virtual bool is_at_or_before(BodyHash const& ancestor, BodyHash const& descendant) const = 0;
};

using domain::CompartmentClass;
using domain::Profile;

/// A role (0 none, 1 read, 2 contribute, 3 write, 4 manage) and the profile that it was given with.
struct Right {
    std::uint8_t role{0};
    std::uint32_t profile{0};  ///< `Profile`, or a number that a later version of the rules defines.

    friend bool operator==(Right const&, Right const&) = default;
};

/// Where a segment stands against the marks.
enum class Standing : std::uint8_t {
    Governs,  ///< `right` is the governing role (role 0 when no role op was ever applied).
    Waits,    ///< A mark names a segment that is not known yet: kept, shown as waiting, may be adopted.
    Outside,  ///< Above the marks of an applied member-out or device-out: role 0.
};

struct Governing {
    Standing standing{Standing::Governs};
    Right right{};
    /// Rights that came out of role ops before the governing one (Outside: of any), in sequence: if one of them allows
    /// an op that `right` does not, the op is quarantined (E_CUT) rather than refused (E_RIGHTS).
    std::vector<Right> former{};
};

/// The governing role of a segment. `member` is whose valid card lists `place.device`.
[[nodiscard]] Governing governing_role(
    RegistryState const& state, MemberId const& member, SegmentPlace const& place, ChainIndex const& chains);

/// Kinds of record ops (3.6).
using RecordOp = OpKind;

/// What the profile table needs to know of the op's record and field. The numbers of record types and fields belong to
/// the domain; whoever folds the records says here what they are.
enum class RecordNature : std::uint8_t { Other, Signalement, Situation };
enum class FieldNature : std::uint8_t {
    Other,
    LiaisonAnswer,  ///< T-4 of a situation.
    Action,         ///< A-18 of a situation: actions and their results.
    Decision,       ///< Of a signalement, what is not its author's to write: status, approval, channel, refusal.
};
enum class Ownership : std::uint8_t { Another, Own };  ///< Own: the creator of the record is the op's author member.
enum class ReportStage : std::uint8_t { NotReported, Reported };  ///< Reported: a signalement still « Signalée ».
enum class Naming : std::uint8_t { Unnamed, NamesAuthor };  ///< The situation names the op's author among its actors.

struct OpFacts {
    RecordOp kind{RecordOp::Set};
    CompartmentClass compartment{CompartmentClass::General};
    RecordNature record{RecordNature::Other};
    FieldNature field{FieldNature::Other};
    Ownership ownership{Ownership::Another};
    ReportStage stage{ReportStage::NotReported};
    Naming naming{Naming::Unnamed};
};

/// Highest `policy.rules` whose profile table this program knows; above it a client reads and does not write.
inline constexpr std::uint64_t k_known_rules = 1;

/// Least role of 3.6 for this kind; 5 (nobody) for a kind that is not in the table.
[[nodiscard]] std::uint8_t least_role(RecordOp kind, Ownership ownership);
/// The role suffices and, for rules >= 1, the profile table (docs/protocol.md, "Profile table 1") lets it.
[[nodiscard]] bool permits(OpFacts const& facts, Right const& right, std::uint64_t rules);

enum class Verdict : std::uint8_t {
    Allowed,
    Waits,
    Cut,     ///< E_CUT: quarantine, may be adopted.
    Rights,  ///< E_RIGHTS.
};

/// Step 8 of 3.5 for one op of a segment.
[[nodiscard]] Verdict judge_op(Governing const& governing, OpFacts const& facts, std::uint64_t rules);

}  // namespace huisclos::ledger
