// Acts and places in words: keys and arguments, never sentences.

#pragma once

#include "core/app/context.hpp"
#include "core/app/council_index.hpp"
#include "core/app/views/council_views.hpp"

namespace huisclos::app {

class ActRecords;  // core/app/council_act_records.hpp

/// A member's name as an argument of a Phrase; six words when there is no name.
[[nodiscard]] PhraseArg plain_name(Context const& context, MemberId const& member);
/// As the annuaire is, without regard to case and accents; those that it does not name come first.
void sort_by_name(Context const& context, std::vector<MemberId>& members);
[[nodiscard]] PhraseArg plain_group(Context const& context, GroupId const& group);
/// « Centre (espace nominatif) », « formation plénière ».
[[nodiscard]] PhraseArg say_place(Context const& context, CompartmentId const& cid);
/// On which ground and until when this member reads it.
[[nodiscard]] ReaderView reader_in(Context const& context, CompartmentId const& cid, MemberId const& id);
/// Who reads a compartment, on which ground, until when.
[[nodiscard]] std::vector<ReaderView> readers_in(Context const& context, CompartmentId const& cid);
/// What an op changes, in words.
[[nodiscard]] Phrase say_op(Context const& context, ledger::OpDescription const& op);
/// The ops of an act that tell a reader something: without the keys and spaces that every act brings along, unless one
/// of them did nothing (`skips`) or there is nothing else. One that changes several settings is told as one each.
/// `before`: the view of the act's past.
[[nodiscard]] std::vector<ledger::OpDescription> told_ops(
    ledger::RegistryState const& before, ledger::Act const& act, std::vector<ledger::OpSkip> const& skips);
/// `key`: a text with who signed {name} and when, {date} and {time}.
[[nodiscard]] Phrase act_title(Context const& context, ledger::Act const& act, std::string_view key);
/// Of an act whose past is known: what it changes, one id a line. Those of `skips` had no effect. `records`: of an act
/// of the sequence, so that what was written with it is said too; null without.
[[nodiscard]] std::vector<ChangeLine> act_lines(
    Context const& context, ledger::Act const& act, std::vector<ledger::OpSkip> const& skips,
    ActRecords const* records);

}  // namespace huisclos::app
