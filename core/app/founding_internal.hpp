// Pieces shared by the files of the founding assistant.

#pragma once

#include <optional>
#include <string>

#include "core/app/council_acts.hpp"
#include "core/app/founding.hpp"
#include "core/app/lengths.hpp"
#include "core/domain/council.hpp"
#include "core/law/decide.hpp"

namespace huisclos::app::founding {

/// Of both texts together, in bytes of UTF-8: an invitation carries them in one mail.
inline constexpr std::size_t k_most_text_bytes = 61'440;
inline constexpr std::size_t k_most_groups = 40;

// Code points.
inline constexpr std::uint32_t k_code_length = 9;
inline constexpr std::uint32_t k_title_length = 120;
inline constexpr std::uint32_t k_order_length = 120;
inline constexpr std::uint32_t k_invitees_length = 2000;
/// Of a draft with both texts in base64url, or of a store.
inline constexpr std::uint32_t k_link_length = 200'000;

/// A CISPD: the seat of an intercommunality and its member communes, instead of one commune.
[[nodiscard]] bool is_intercommunal(FoundingDraft const& draft);
/// The code INSEE of a commune; the number SIREN of an intercommunality: nine digits.
[[nodiscard]] bool is_council_code(std::string_view code, bool is_intercommunal);
/// `jj/mm/aaaa`, complete. Empty for anything else.
[[nodiscard]] std::optional<Date> read_date(std::string_view typed);
/// What is wrong with one that is not read.
[[nodiscard]] Phrase wrong_with_date(std::string_view typed);
inline constexpr std::int64_t k_most_population = 9'999'999;
/// From 1 to k_most_population, in digits, spaces between them allowed.
[[nodiscard]] std::optional<std::uint64_t> read_population(std::string_view typed);
/// What is wrong with one that is not read.
[[nodiscard]] Phrase wrong_with_population(std::string_view typed);
/// NFC, without spaces at either end. Empty when it is not text.
[[nodiscard]] std::string clean(std::string_view typed);

/// The mayor as the law sees him once his council is founded: the same act publishes a log key.
[[nodiscard]] law::Facts founder_facts();
[[nodiscard]] RulesState rules_state(FoundingDraft const& draft);

/// Models in our own words, to be completed; the name of the commune stands in their head.
struct TextModel {
    std::string title{};
    std::string body{};
};
/// 1 charter, 2 règlement intérieur.
/// `kind`: TypeInstance; who is responsible is said by it.
[[nodiscard]] TextModel text_model(std::uint32_t what, std::uint32_t kind, std::string const& commune);
/// Something is typed that the model says otherwise: it would be lost.
[[nodiscard]] bool replaces(TextModel const& model, std::string_view title, std::string_view body);
/// What a text still leaves to be completed, to be shown and never blocking: passages in brackets, as the models have
/// them, or the title of a model. Empty: nothing.
[[nodiscard]] std::vector<Phrase> unfinished(std::string_view title, std::string_view body);

/// What is typed in that field of the council or its texts; null for another.
[[nodiscard]] std::string* field_of(FoundingDraft& draft, std::uint32_t field);
/// The step that asks for that field; the last for what no step asks.
[[nodiscard]] std::uint8_t step_of(std::uint32_t field);
enum class FoundingText : std::uint8_t { None, Charter, Rules };
/// The text that this field belongs to.
[[nodiscard]] FoundingText text_with(std::uint32_t field);
/// Something is typed of the text that has this field, or both together are too long. Of a field of no text: never.
[[nodiscard]] bool is_begun(FoundingDraft const& draft, std::uint32_t field);
/// Both together, in bytes; each is also held to that many code points by its field.
[[nodiscard]] bool are_texts_too_long(FoundingDraft const& draft);

/// `others`: those that the council has already.
[[nodiscard]] std::vector<std::pair<std::uint32_t, Phrase>> check_new_group(
    FoundingGroup const& group, std::vector<FoundingGroup> const& others, Date today);
/// For who reads them: without regard to case, accents and spaces around.
[[nodiscard]] bool is_same_name(std::string_view one, std::string_view other);
/// What is typed of a group that stands there is not in its place yet.
[[nodiscard]] bool is_correcting(FoundingDraft const& draft);
/// The first group that bears the name of another; null when there is none.
[[nodiscard]] FoundingGroup const* find_twin(std::vector<FoundingGroup> const& groups);

}  // namespace huisclos::app::founding
