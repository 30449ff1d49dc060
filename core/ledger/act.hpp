// Acts of the registry (docs/protocol.md 3.7): what a ranked person, or the recovery officers together, sign.
//
// An act is decoded whole or refused; an op inside it that does not decode is kept as a void op, so that it is skipped
// alone. What an op is allowed to do is not looked at here (registry_apply.cpp).

#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/ledger/derived_ids.hpp"
#include "core/ledger/marks.hpp"

namespace huisclos::ledger {

inline constexpr std::size_t k_max_past = 16;
inline constexpr std::size_t k_max_back = 16;
inline constexpr std::size_t k_max_act_ops = 4096;
inline constexpr std::size_t k_epoch_secret_size = 32;  ///< ES of a compartment, in bytes.
inline constexpr std::uint64_t k_officers_needed = 2;   ///< `k` of a recovery set.

using ActNonce = Id<struct ActNonceTag, 16>;

/// 1 member.
struct MemberOp {
    crypto::PublicKey identity{};  ///< ISK pk; the member's id is its hash.
    ObjectName card{};             ///< His card of version 1, published by the signer.
};

/// 2 member-out.
struct MemberOutOp {
    MemberId member{};
    Marks marks{};
    std::vector<ObjectName> cards{};
};

/// 3 device-out.
struct DeviceOutOp {
    MemberId member{};
    DeviceId device{};
    Marks marks{};
};

/// 4 rank.
struct RankOp {
    MemberId member{};
    std::optional<std::uint8_t> rank{};  ///< 1 to 15; empty takes the rank away.
};

/// 5 compartment.
struct CompartmentOp {
    CompartmentShape shape{};
};

/// 6 role.
struct RoleOp {
    MemberId member{};
    CompartmentId cid{};
    std::uint8_t role{0};  ///< 0 to 4.
    std::uint32_t profile{0};
    Marks marks{};
};

/// One former key under the new one.
struct HistEntry {
    EpochId eid{};
    Bytes envelope{};
};

/// 7 rotate.
struct RotateOp {
    CompartmentId cid{};
    Commitment commit{};
    std::vector<HistEntry> hist{};  ///< Empty also when the field is absent: first rotation, base.
    std::optional<Bytes> base{};    ///< The payload of a snapshot (3.10), as carried.
};

struct TextInForce {
    std::uint64_t what{0};  ///< 1 charter, 2 rules of procedure, 3 recovery officer.
    std::uint64_t version{0};
    TextHash hash{};

    friend bool operator==(TextInForce const&, TextInForce const&) = default;
};

/// 8 policy: each field alone.
struct PolicyOp {
    std::optional<std::uint64_t> rules{};
    std::optional<std::uint64_t> min_suite{};
    std::optional<std::uint64_t> log_months{};  ///< 6 to 36.
    std::optional<std::uint64_t> epoch_days{};
    std::optional<std::string> store_url{};
    std::optional<std::string> store_token{};
    std::optional<std::vector<ByteArray<32>>> builds{};
    std::optional<std::uint64_t> iek_days{};
    std::optional<std::vector<TextInForce>> texts{};
};

struct Share {
    std::uint64_t first{0};
    std::uint64_t second{0};
    Bytes sealed{};
};

/// 9 recovery.
struct RecoveryOp {
    crypto::KemPublic recovery{};  ///< RPK.
    crypto::PublicKey signer{};    ///< RSK pk.
    std::uint64_t k{k_officers_needed};
    std::vector<Officer> officers{};
    std::vector<Share> shares{};

    [[nodiscard]] SetId set_id() const { return recovery_set_id(recovery, signer, k, officers); }
};

/// 10 mayor.
struct MayorOp {
    MemberId member{};
};

/// 11 log-key.
struct LogKeyOp {
    std::uint32_t from_period{0};
    crypto::KemPublic key{};
};

struct LogAnchor {
    DeviceId device{};
    std::uint64_t seq{0};
    BodyHash bh{};

    friend bool operator==(LogAnchor const&, LogAnchor const&) = default;
};

/// 12 log-drop.
struct LogDropOp {
    std::uint32_t period{0};
    std::vector<LogAnchor> anchors{};
};

/// 13 visa.
struct VisaOp {};

/// An op that says nothing to this program.
struct VoidOp {
    enum class Why : std::uint8_t {
        Malformed,  ///< Its map does not decode, or a value is outside its range: E_OP.
        Unknown,    ///< Its kind (< 128) or a key (< 64) is not known: E_OP, E_UPGRADE under newer rules.
        Ignorable,  ///< Its kind is >= 128.
    };
    std::uint64_t kind{0};
    Why why{Why::Malformed};
};

using ActOp = std::variant<
    VoidOp, MemberOp, MemberOutOp, DeviceOutOp, RankOp, CompartmentOp, RoleOp, RotateOp, PolicyOp, RecoveryOp, MayorOp,
    LogKeyOp, LogDropOp, VisaOp>;

/// Kinds on the wire; the place of each op in ActOp.
enum class ActOpKind : std::uint8_t {
    Member = 1,
    MemberOut = 2,
    DeviceOut = 3,
    Rank = 4,
    Compartment = 5,
    Role = 6,
    Rotate = 7,
    Policy = 8,
    Recovery = 9,
    Mayor = 10,
    LogKey = 11,
    LogDrop = 12,
    Visa = 13,
};

/// The content of abody.
struct Act {
    AuthorId author{};
    std::vector<ActHash> past{};     ///< 1 to 16, ascending; the bytes of vault_id in the first act.
    std::vector<ObjectName> back{};  ///< At most 16.
    std::uint64_t t{0};              ///< Milliseconds; shown, never used for validity.
    ActNonce nonce{};
    std::vector<ActOp> ops{};  ///< 1 to 4096.
};

/// [abody, sig], as carried. The hash and the signature are of the bytes.
struct SignedAct {
    Bytes body{};
    crypto::Signature signature{};

    [[nodiscard]] ActHash hash() const;
};

/// The root stands in field 2 of the first act under its own hash.
[[nodiscard]] inline ActHash root_hash(VaultId const& vault)
{
    return ActHash{vault.bytes};
}

/// @pre no VoidOp, limits kept.
[[nodiscard]] Bytes encode_act(Act const& act);
/// Errors: Encoding; Upgrade for an unknown key below 64 of abody (its ops: see VoidOp).
[[nodiscard]] Result<Act> decode_act(BytesView abody);

/// The map of one op, alone. Errors: Encoding (form), Op (a value outside its range), Upgrade (unknown key or kind).
[[nodiscard]] Result<ActOp> decode_act_op(std::uint64_t kind, BytesView map);
[[nodiscard]] Bytes encode_act_op(ActOp const& op);

[[nodiscard]] SignedAct sign_act(crypto::SigningKey const& key, VaultId const& vault, Bytes body);

/// [abody bstr, sig b64].
[[nodiscard]] Bytes encode_signed_act(SignedAct const& act);
[[nodiscard]] Result<SignedAct> decode_signed_act(BytesView carried);

/// The object on the store: an envelope under ES[DIR]. Error Format: over the limit of an act.
[[nodiscard]] Result<Bytes> seal_act(BytesView directory_secret, VaultId const& vault, SignedAct const& act);
[[nodiscard]] Result<SignedAct> open_act(std::span<BytesView const> keys, VaultId const& vault, BytesView object);

}  // namespace huisclos::ledger
