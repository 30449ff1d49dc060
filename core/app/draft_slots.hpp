// What the application keeps on the device beside the vault, in Vault's drafts. One number each, for ever.

#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "core/base/task.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

inline constexpr std::uint32_t k_draft_request = 0xf000'0001;         ///< Of who asked to be let in.
inline constexpr std::uint32_t k_draft_founding = 0xf000'0002;        ///< Of a council that is being founded.
inline constexpr std::uint32_t k_draft_granted = 0xf000'0003;         ///< Keys given from this device.
inline constexpr std::uint32_t k_draft_devices = 0xf000'0004;         ///< Devices of one's own that were seen.
inline constexpr std::uint32_t k_draft_member_devices = 0xf000'0005;  ///< Those of others.
inline constexpr std::uint32_t k_draft_acts_aside = 0xf000'0006;      ///< Acts without effect that are told no more.
inline constexpr std::uint32_t k_draft_corrections = 0xf000'0007;     ///< Of sheets, typed and not written.
inline constexpr std::uint32_t k_draft_planned = 0xf000'0008;         ///< What a founding draft said is to be invited.
inline constexpr std::uint32_t k_draft_report = 0xf000'0009;          ///< A signalement that is being typed.
inline constexpr std::uint32_t k_draft_act = 0xf000'000a;             ///< An act in preparation, with its forms.
inline constexpr std::uint32_t k_draft_text = 0xf000'000b;            ///< A version of a text that is being written.
inline constexpr std::uint32_t k_draft_sheets = 0xf000'000c;          ///< What is typed about sheets.
inline constexpr std::uint32_t k_draft_floor_read = 0xf000'000d;  ///< Acts of a floor, without effect, that were read.
inline constexpr std::uint32_t k_draft_let_in = 0xf000'000e;      ///< Whose words the paper of a new member has.
inline constexpr std::uint32_t k_draft_ops_aside = 0xf000'000f;   ///< Ops without effect that are told no more.
inline constexpr std::uint32_t k_draft_week = 0xf000'0010;        ///< Weekly words to be compared.
inline constexpr std::uint32_t k_draft_place_kept = 0xf000'0020;  ///< The act whose place of the store is told no more.

struct Context;

/// The list that a slot holds; none when there is none or it does not read. Valid while the draft stays as it is.
[[nodiscard]] std::vector<ledger::CborValue> kept_items(Context const& context, std::uint32_t slot);
/// The acts that a slot lists. What does not read is forgotten: those acts are told once more.
[[nodiscard]] std::set<ActHash> kept_acts(Context const& context, std::uint32_t slot);
/// On the disk when it answers, and the views are made again.
[[nodiscard]] Task<Result<void>> keep_acts(Context* context, std::uint32_t slot, std::set<ActHash> acts);

}  // namespace huisclos::app
