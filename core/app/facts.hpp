// Facts for the law, read from the registry, the cards and the records. The only place where they are put together.

#pragma once

#include "core/app/context.hpp"
#include "core/app/council_index.hpp"

namespace huisclos::app {

/// This device has reasons to think that its member has left, or is stopped: nothing nominative is shown any more.
[[nodiscard]] bool may_be_out(Context const& context);

/// This member is the mayor, or the president of a CISPD.
[[nodiscard]] bool is_mayor(Context const& context);
/// Somebody is coordonnateur by now: where nobody is, none is named.
[[nodiscard]] bool has_coordinator(Context const& context);

/// Where a compartment is, for the law; empty when the registry does not have it.
[[nodiscard]] std::optional<law::Place> place_of(ledger::RegistryState const& state, CompartmentId const& cid);

/// A text is in force that he has not accepted: of what the council has not adopted, nothing is asked.
[[nodiscard]] bool has_text_to_accept(Context const& context, law::ActorFacts const& facts);
/// What the law asks about a member in one compartment (none: about his rank and profile elsewhere).
[[nodiscard]] law::ActorFacts member_facts(
    Context const& context, MemberId const& member, std::optional<CompartmentId> const& cid);

/// Myself in one compartment, with what the règlement intérieur and the log say of its group.
[[nodiscard]] law::Facts facts_in(Context const& context, CompartmentId const& cid);
/// Myself outside any compartment: what an act asks.
[[nodiscard]] law::Facts facts_of_signer(Context const& context);

[[nodiscard]] law::GroupFacts group_facts(Context const& context, GroupId const& group);
/// The règlement intérieur in force has a date of adoption.
[[nodiscard]] RulesState rules_state(Context const& context);

/// Something in it was written for a newer version (a base, an adopted or frozen writing, newer rules): here it is read
/// as far as it can be, and nothing is written.
[[nodiscard]] bool is_for_newer(Context const& context, CompartmentId const& cid);
/// Whether what is prepared could be written there, once nothing stops all writing.
[[nodiscard]] bool can_prepare(Context const& context, CompartmentId const& cid);
/// Whether the writer can write there now: a key is held, no halt, nothing for a newer version. Said in words where it
/// is not.
[[nodiscard]] bool can_write(Context const& context, CompartmentId const& cid);

/// Whether what is written there is kept: written now, or, where no key may write, once one may (docs/protocol.md 3.7).
[[nodiscard]] bool can_edit(Context const& context, CompartmentId const& cid);

/// Decides, and says the refusal as a toast. True when it is allowed.
[[nodiscard]] bool decide_or_refuse(Context& context, law::Request const& request, law::Facts const& facts);
/// What the law answers to Print or PrintList.
[[nodiscard]] PrintView print_view(law::Request const& request, law::Facts const& facts);
/// What the law says of a list of that kind on paper.
[[nodiscard]] PrintView print_of_list(
    Context const& context, std::optional<CompartmentId> const& cid, law::Place place, domain::RecordType type);
/// M-24: of who is not a member yet, wherever he is named.
[[nodiscard]] PrintView print_of_invitations(Context const& context);
/// The refusal alone, of a row among others; nothing where it may be printed.
[[nodiscard]] std::optional<RefusalView> left_out_of_print(PrintView print);
/// What keeps everything from being written, the first in the order of sync::Vault::check_continue; empty: nothing
/// does.
[[nodiscard]] Phrase why_write_stopped(Context const& context, SignatureWrites as = SignatureWrites::AsThisDevice);
/// Says an error of the vault in words: a disk that is full, a compartment that waits for a key…
void say_error(Context& context, Error error);

/// The access log's form of what the law wants written.
[[nodiscard]] ledger::JournalEntry journal_entry(
    Context const& context, law::LogEntry const& entry, CompartmentId const& cid);

}  // namespace huisclos::app
