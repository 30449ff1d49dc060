// Identifiers, typed: two kinds of id are never compared, mixed or passed for one another (docs/protocol.md 3.1).

#pragma once

#include <compare>
#include <cstring>
#include <functional>
#include <optional>

#include "core/base/bytes.hpp"

namespace huisclos {

/// N opaque bytes of the kind `Tag`. Value type; ordered as its bytes.
template <typename Tag, std::size_t N>
struct Id {
    static constexpr std::size_t k_size = N;

    ByteArray<N> bytes{};

    [[nodiscard]] BytesView view() const { return bytes; }
    [[nodiscard]] bool is_zero() const { return bytes == ByteArray<N>{}; }

    /// Empty unless `from` has exactly N bytes.
    [[nodiscard]] static std::optional<Id> from(BytesView from)
    {
        if (from.size() != N)
            return std::nullopt;
        Id id;
        std::memcpy(id.bytes.data(), from.data(), N);
        return id;
    }

    friend auto operator<=>(Id const&, Id const&) = default;
};

using VaultId = Id<struct VaultTag, 32>;              ///< H("genesis", gbody): the root of the registry.
using MemberId = Id<struct MemberTag, 16>;            ///< H("member", ISK pk)[0:16].
using DeviceId = Id<struct DeviceTag, 16>;            ///< H("device", member || DSK pk)[0:16].
using CompartmentId = Id<struct CompartmentTag, 16>;  ///< `cid`.
using EpochId = Id<struct EpochTag, 16>;              ///< `eid` = commit(ES, c)[0:16].
using SetId = Id<struct SetTag, 16>;                  ///< A recovery set.
using GroupId = Id<struct GroupTag, 16>;              ///< A working group; 0^16 outside groups.
using RecordId = Id<struct RecordTag, 16>;            ///< A record: situation, text, member card of the annuaire…
using OpId = Id<struct OpTag, 16>;                    ///< H("op", bh || u16 index)[0:16].
using InviteId = Id<struct InviteTag, 16>;            ///< F(s, "invite-id", "", 16).
using InboxId = Id<struct InboxTag, 16>;              ///< H("inbox", vault_id || IEK.pk)[0:16].
using SlotId = Id<struct SlotTag, 16>;                ///< A slot of an account.
using Locator = Id<struct LocatorTag, 16>;            ///< F(AS, "locator", vault_id, 16).
using FileId = Id<struct FileTag, 16>;                ///< An attachment version.
using ActHash = Id<struct ActTag, 32>;                ///< `ah` = H("act", abody).
using BodyHash = Id<struct BodyTag, 32>;              ///< `bh` = H("body", body).
using ObjectName = Id<struct ObjectTag, 32>;          ///< H("obj", bytes): where an immutable object lies.
using Commitment = Id<struct CommitTag, 32>;          ///< commit(ES, c).
using TextHash = Id<struct TextTag, 32>;              ///< H("text", UTF-8 in NFC).

/// Reserved compartments of docs/protocol.md 3.1: DIR is the registry, LOG the access log.
inline constexpr CompartmentId k_dir{};
inline constexpr CompartmentId k_log{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};

}  // namespace huisclos

template <typename Tag, std::size_t N>
struct std::hash<huisclos::Id<Tag, N>> {
    /// Ids are hashes or random: their first bytes are already well spread.
    std::size_t operator()(huisclos::Id<Tag, N> const& id) const noexcept
    {
        std::size_t value = 0;
        std::memcpy(&value, id.bytes.data(), sizeof(value) < N ? sizeof(value) : N);
        return value;
    }
};
