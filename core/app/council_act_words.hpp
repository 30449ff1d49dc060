// What an act does, in words: keys and arguments, never sentences. The form that signs it, the act in preparation and
// the list of signed acts say it by the same function.

#pragma once

#include <limits>
#include <span>

#include "core/app/context.hpp"
#include "core/app/views/council_views.hpp"

namespace huisclos::app {

class ActRecords;    // core/app/council_act_records.hpp
class AuditOnce;     // core/app/council_audit.hpp
struct DraftChange;  // core/app/council_state.hpp

inline constexpr std::size_t k_all_lines = std::numeric_limits<std::size_t>::max();

/// When an act is said to leave a key of the log to be published: as what will be, while it is not signed; of a signed
/// one as long as that is to be done; of one that stands nowhere, or may not, never.
enum class LogKeySaid : std::uint8_t { Ahead, WhileDue, Never };

/// What a page that says acts of the sequence reads once for all of them.
struct PageReads {
    ActRecords const& records;
    AuditOnce& audit;
};

/// What the ops of an act change: who enters or leaves, as what, what each one reads from then on, spaces, settings,
/// keys and why they change. An access that stays as it was is not told, nor the first key of a new space. What is said
/// of somebody below the line that names him is marked so. Those of `skips` had no effect. One id a line.
/// `before`: the state that the act is laid on. Somebody or a group that enters by the act in draft has the name that
/// it gives. Of those without effect the first 20 alone are said, and how many others there are; where `most` lines are
/// said, how many ops are left. `reads`: of an act of the sequence, for the names of its time, and where `log_key` is
/// said while due.
[[nodiscard]] std::vector<ChangeLine> effects_of(
    Context const& context, ledger::RegistryState const& before, ledger::Act const& act,
    std::span<ledger::OpSkip const> skips, std::size_t most = k_all_lines, LogKeySaid log_key = LogKeySaid::Ahead,
    PageReads const* reads = nullptr);
/// Of one change alone, as this member would sign it now; without the keys that would change because of it.
[[nodiscard]] std::vector<Phrase> effects_of(Context const& context, DraftChange const& change);
/// Changes of the act in draft about that member, with what each does, as the page of acts says them.
[[nodiscard]] std::vector<ChangeLine> prepared_about(Context const& context, MemberId const& member);
/// What that act was signed on, all that it names and their past; null when it is not known here. Valid until the next
/// change of the registry.
[[nodiscard]] ledger::RegistryState const* state_before(Context const& context, ledger::Act const& act);
/// `key`: a text with who signed {name} and when, {date} and {time}. `records`: where he has the name of then.
[[nodiscard]] Phrase act_title(
    Context const& context, ledger::Act const& act, std::string_view key, ActRecords const* records = nullptr);
/// Of an act whose past is known: its effects, then what was written with it. `reads`: of an act of the sequence, so
/// that what was written with it is said too, and what it leaves to be done; null without. `most`: as of effects_of.
[[nodiscard]] std::vector<ChangeLine> act_lines(
    Context const& context, ledger::Act const& act, std::span<ledger::OpSkip const> skips, PageReads const* reads,
    std::size_t most = k_all_lines, std::size_t seen = 0);

}  // namespace huisclos::app
