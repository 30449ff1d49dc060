// Closed lists in general: a list is a number, its values are codes with a key of the text catalogue. The lists
// themselves are the enums of lists.hpp.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace huisclos::domain {

/// One number a list, for the tables of fields.
enum class ListId : std::uint8_t {
    None = 0,
    Sexe = 1,
    Activite = 2,
    Origine = 3,
    Motif = 4,
    Programme = 5,
    TypePriseEnCharge = 6,
    OuiNonInconnu = 7,
    MotifFin = 8,
    ModeInformation = 9,
    MotifReport = 10,
    AbsenceRepresentant = 11,
    QuestionLiaison = 12,
    ReponseLiaison = 13,
    TypeAction = 14,
    ResultatAction = 15,
    Statut = 16,
    Canal = 17,
    MotifRefus = 18,
    AccordAutre = 19,
    Qualite = 20,
    Vocation = 21,
    TypeInstance = 22,
    Obligation = 23,
    TypeTexte = 24,
    EtatInvitation = 25,
    MotifReouverture = 26,
};

struct ListValue {
    std::uint32_t code{0};
    std::string_view key{};  ///< Of the text catalogue.
};

/// Every list, in the order of ListId.
struct ClosedList {
    ListId id{ListId::None};
    std::string_view name{};
    std::span<ListValue const> values{};
};

[[nodiscard]] std::span<ClosedList const> closed_lists();
/// In the order of the codes; empty for ListId::None.
[[nodiscard]] std::span<ListValue const> values_of(ListId list);
[[nodiscard]] bool is_in_list(ListId list, std::uint64_t code);
/// Key of the label; empty for a code that is not in the list.
[[nodiscard]] std::string_view text_key(ListId list, std::uint64_t code);

/// `text_key(Motif::Autre)`: for any enum of lists.hpp.
template <typename Enum>
inline constexpr ListId k_list_of = ListId::None;

template <typename Enum>
[[nodiscard]] std::string_view text_key(Enum value)
    requires(k_list_of<Enum> != ListId::None)
{
    return text_key(k_list_of<Enum>, static_cast<std::uint64_t>(value));
}

/// From the wire: empty for a code that is not in the list.
template <typename Enum>
[[nodiscard]] std::optional<Enum> from_code(std::uint64_t code)
    requires(k_list_of<Enum> != ListId::None)
{
    if (!is_in_list(k_list_of<Enum>, code))
        return std::nullopt;
    return static_cast<Enum>(code);
}

}  // namespace huisclos::domain
