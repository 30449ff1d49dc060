// What was typed or chosen in a field of a sheet, as a value of the record, or what is wrong with it and what to do.

#include <algorithm>

#include "core/app/founding_internal.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_state.hpp"
#include "core/base/utf8.hpp"

namespace huisclos::app {

namespace {

using domain::Field;

/// What these dates say has happened.
bool is_of_the_past(std::uint8_t number)
{
    namespace field = domain::field;
    return number == field::k_naissance || number == field::k_debut || number == field::k_information_date ||
           number == field::k_information_parents_date || number == field::k_date_fin;
}

ReadInput wrong(std::string_view key)
{
    return {std::nullopt, phrase(key)};
}

/// The seven of are the same for the person and for each representative.
bool is_of_identity(std::uint8_t number, std::uint8_t of_person)
{
    auto const place = static_cast<std::uint8_t>(of_person - domain::field::k_nom);
    return number == of_person || number == domain::field::k_representant_1 + place ||
           number == domain::field::k_representant_2 + place;
}

/// Of France or of another country: digits, with what people put between them.
bool is_telephone(std::string_view text)
{
    constexpr std::size_t k_least = 8;
    constexpr std::size_t k_most = 15;
    constexpr std::string_view k_between = " .-/()";
    std::size_t digits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const is_digit = text[i] >= '0' && text[i] <= '9';
        digits += is_digit ? 1 : 0;
        bool const is_prefix = text[i] == '+' && digits == 0;
        if (!is_digit && !is_prefix && !k_between.contains(text[i]))
            return false;
    }
    return digits >= k_least && digits <= k_most;
}

/// `nom@domaine.fr`: whether somebody reads it is not known here.
bool is_electronic_address(std::string_view text)
{
    auto const at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos)
        return false;
    auto const domain = text.substr(at + 1);
    auto const dot = domain.rfind('.');
    bool const has_end = dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2;
    return has_end && domain.front() != '.' && !domain.contains("..") && text.find_first_of(" ,;<>") == text.npos;
}

/// As people paste them: no space around, plain ones inside.
std::string with_plain_spaces(std::string text)
{
    for (std::string_view const space : {"\u00a0", "\u202f"}) {
        for (auto at = text.find(space); at != std::string::npos; at = text.find(space, at))
            text.replace(at, space.size(), " ");
    }
    auto const first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string{} : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// what is kept of a person is exact, so that he can be reached (RGPD, art. 5).
ReadInput read_contact(Field const& field, std::string const& typed)
{
    auto const text = with_plain_spaces(typed);
    if (text.empty())
        return {encode_cleared(), {}};
    bool const is_number = is_of_identity(field.number, domain::field::k_telephone);
    if (is_number ? is_telephone(text) : is_electronic_address(text))
        return {encode_text(text), {}};
    return wrong(is_number ? "situation.error.telephone" : "situation.error.courriel");
}

ReadInput read_text(Field const& field, std::string const& typed)
{
    auto const text = to_nfc(typed);
    if (!text)
        return wrong("situation.error.text");
    // What draws nothing says nothing: nobody is named by it.
    if (visible_line(*text).empty())
        return {encode_cleared(), {}};
    if (field.max != 0 && domain::size_of_text(field, *text) > field.max)
        return {encode_text(*text), phrase("founding.error.too_long").with("max", std::int64_t{field.max})};
    bool const is_contact = is_of_identity(field.number, domain::field::k_telephone) ||
                            is_of_identity(field.number, domain::field::k_courriel);
    return is_contact ? read_contact(field, *text) : ReadInput{encode_text(*text), {}};
}

}  // namespace

bool takes_whole_day(std::uint8_t number)
{
    return number == domain::field::k_information_report_date;
}

std::optional<Date> read_typed_date(std::string_view typed)
{
    if (auto const whole = founding::read_date(typed))
        return whole;
    // The part that is not known: `03/2011`, `2011`.
    auto const slashes = std::ranges::count(typed, '/');
    if (slashes == 1 && typed.size() >= 6) {
        auto const first = founding::read_date("01/" + std::string(typed));
        return first ? std::optional(Date{first->year, first->month, 0}) : std::nullopt;
    }
    if (slashes == 0 && typed.size() == 4) {
        auto const first = founding::read_date("01/01/" + std::string(typed));
        return first ? std::optional(Date{first->year, 0, 0}) : std::nullopt;
    }
    return std::nullopt;
}

std::string typed_date(Date date)
{
    auto const two = [](unsigned number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    if (!date.is_known())
        return {};
    std::string text;
    if (date.day != 0)
        text = two(date.day) + '/';
    if (date.month != 0)
        text += two(date.month) + '/';
    return text + std::to_string(date.year);
}

Phrase wrong_date(domain::Field const& field, Date today)
{
    // Today may stand in every field but that of a birth.
    constexpr std::uint16_t k_years_of_person = 15;
    constexpr std::uint16_t k_years_of_parent = 40;
    Date example = today;
    if (field.number == domain::field::k_naissance)
        example = {static_cast<std::uint16_t>(today.year - k_years_of_person), 5, 14};
    else if (is_of_identity(field.number, domain::field::k_naissance))
        example = {static_cast<std::uint16_t>(today.year - k_years_of_parent), 5, 14};
    if (takes_whole_day(field.number))
        return phrase("situation.error.day").with("day", typed_date(example));
    return phrase("situation.error.date")
        .with("day", typed_date(example))
        .with("month", typed_date({example.year, example.month, 0}))
        .with("year", typed_date({example.year, 0, 0}));
}

ReadInput read_input(Context const& context, GroupId const& group, Field const& field, FieldInput const& input)
{
    switch (field.kind) {
    case domain::FieldKind::Text:
    case domain::FieldKind::LongText:
    case domain::FieldKind::Journal:
        return read_text(field, input.text);
    case domain::FieldKind::Date: {
        if (input.text.empty())
            return {encode_cleared(), {}};
        auto const date = read_typed_date(input.text);
        bool const is_day = takes_whole_day(field.number);
        if (auto const fault = fault_of_date(input.text);
            !date && (fault == DateFault::TooOld || fault == DateFault::TooFar))
            return {std::nullopt, founding::wrong_with_date(input.text)};
        if (!date || (is_day && !date->is_complete()))
            return {std::nullopt, wrong_date(field, context.today())};
        return is_of_the_past(field.number) && context.today() < *date ? wrong("situation.error.future")
                                                                       : ReadInput{encode_date(*date), {}};
    }
    case domain::FieldKind::Choice: {
        auto const code = first_code(input);
        if (code == 0)
            return {encode_cleared(), {}};
        return domain::is_in_list(field.list, code) ? ReadInput{encode_number(code), {}}
                                                    : wrong("situation.error.choice");
    }
    case domain::FieldKind::Member: {
        auto const member = chosen_member(context, group, field, input);
        return {member ? encode_bytes(member->bytes) : encode_cleared(), {}};
    }
    default:
        return wrong("situation.error.field");
    }
}

}  // namespace huisclos::app
