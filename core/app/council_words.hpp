// Members, groups and places in words: keys and arguments, never sentences.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/app/context.hpp"
#include "core/app/council_index.hpp"
#include "core/app/views/council_views.hpp"

namespace huisclos::app {

/// A member's name as an argument of a Phrase; six words when there is no name.
[[nodiscard]] PhraseArg plain_name(Context const& context, MemberId const& member);
/// Of who signed an act: the same, and the officers of the recovery where that id is no member's.
[[nodiscard]] PhraseArg author_name(Context const& context, MemberId const& author);
/// The six words of that identity in this council, as people compare them.
[[nodiscard]] std::string identity_words(Context const& context, crypto::PublicKey const& identity);
/// He is removed: the act in preparation, the form that signs it and the list of signed acts say it so.
[[nodiscard]] Phrase say_removal(Context const& context, MemberId const& member);
/// As the annuaire is, without regard to case and accents; those that it does not name come first.
void sort_by_name(Context const& context, std::vector<MemberId>& members);
/// Of those that the annuaire names, in its order.
[[nodiscard]] std::vector<std::string> known_names(Context const& context, std::vector<MemberId> members);
/// « Anne, Paul »
[[nodiscard]] std::string in_a_row(std::span<std::string const> items);
/// Who can help, by name: the first below the mayor who is in, else the mayor; never oneself. Where there is nobody, or
/// nobody with a name, « votre mairie ».
[[nodiscard]] PhraseArg whom_to_ask(Context const& context);
/// Said with that name as `who`.
[[nodiscard]] Phrase ask_whom(Context const& context, std::string_view key);
[[nodiscard]] PhraseArg plain_group(Context const& context, GroupId const& group);
/// « Centre (espace nominatif) », « formation plénière ».
[[nodiscard]] PhraseArg say_place(Context const& context, CompartmentId const& cid);
/// On which ground and until when this member reads it.
[[nodiscard]] ReaderView reader_in(Context const& context, CompartmentId const& cid, MemberId const& id);
/// Who reads a compartment, on which ground, until when.
[[nodiscard]] std::vector<ReaderView> readers_in(Context const& context, CompartmentId const& cid);

}  // namespace huisclos::app
