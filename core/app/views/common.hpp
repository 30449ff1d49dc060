// Pieces shared by the views. A view is what one screen shows: read-only, already filtered to what this member may see,
// made by a presenter of core/app. It holds typed values and Phrases, never a sentence.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/phrase.hpp"

namespace huisclos::app {

/// Meaning of a tag or a dot; the theme gives it a colour, the kit an icon and always the word.
enum class Tone : std::uint8_t { Neutral, Info, Success, Warning, Error, Archive };

struct TagView {
    Tone tone{Tone::Neutral};
    std::string icon{};  ///< Name in ui/theme/icons.txt; empty = the tone's own.
    Phrase label{};
};

/// What is not allowed, in plain words, then the rule and its article (R-xx): shown together, never apart.
struct RefusalView {
    Phrase message{};
    Phrase article{};
};

/// Whether it may leave on paper, as the law answers; begins with no.
struct PrintView {
    bool allowed{false};
    RefusalView refusal{};  ///< What the page that comes out says instead.
};

struct OptionView {
    std::uint32_t code{0};
    Phrase label{};
    bool chosen{false};
};

enum class FieldKind : std::uint8_t { Text, Note, Date, Choice, Choices, Member, ReadOnly };

/// Another value that somebody wrote at the same time: both are kept, a person chooses.
struct ConflictView {
    OpId op{};
    Phrase value{};
    Phrase author{};
    Instant at{};
    bool is_ahead{false};   ///< By a clock that runs ahead: shown as now.
    bool may_keep{true};    ///< False: this one empties a field that is required (R-02), or the law refuses it now.
    RefusalView refusal{};  ///< Why the law does (S-04, S-05, R-60…): what pressing it would tell.
};

/// One entry of a journal: written once, never changed.
struct EntryView {
    Phrase when{};
    Phrase text{};
    Phrase author{};
    std::vector<Phrase> warnings{};
};

/// One field of a record, ready to be drawn and edited by the same code whatever the field.
struct FieldView {
    std::uint32_t field{0};  ///< Number in the record's table; 0 = shown only.
    FieldKind kind{FieldKind::ReadOnly};
    Phrase label{};
    Phrase value{};            ///< As shown; empty = « non renseigné ».
    std::string text{};        ///< Text, Note: as typed. Date: `jj/mm/aaaa`.
    bool partial_date{false};  ///< Date: its day, or its month too, may be unknown.
    Phrase date_error{};       ///< Date: what is said of one that is none; empty: without an example of its own.
    std::vector<OptionView> options{};
    std::uint32_t max_length{0};  ///< Code points.
    bool may_edit{false};
    bool required{false};
    Phrase help{};
    Phrase error{};
    Phrase error_article{};          ///< Of the rule that refuses what was typed; empty where no rule does.
    std::vector<Phrase> warnings{};  ///< R-03: words that do not belong in a sheet; shown, never blocking.
    std::vector<ConflictView> conflicts{};
    bool is_journal{false};            ///< Note: what is typed is one more entry, once it is added.
    std::vector<EntryView> entries{};  ///< Of a journal: the last ones, the newest at the end.
};

}  // namespace huisclos::app
