#include "core/domain/value.hpp"

#include "core/base/time.hpp"
#include "core/base/utf8.hpp"

namespace huisclos::domain {

namespace {

using Problem = std::optional<ValueProblem>;
enum class Lines : std::uint8_t { One, Many };

constexpr std::uint64_t k_max_instant = std::uint64_t{1} << 47;

bool has_control(std::string_view text, Lines lines)
{
    for (char const letter : text) {
        auto const byte = static_cast<unsigned char>(letter);
        bool const is_line = lines == Lines::Many && (letter == '\n' || letter == '\t');
        if ((byte < 0x20 && !is_line) || byte == 0x7f)
            return true;
    }
    return false;
}

Problem check_text(Field const& field, std::string_view text, Lines lines)
{
    auto const normal = to_nfc(text);
    if (!normal || *normal != text || has_control(text, lines))
        return ValueProblem::NotText;
    if (size_of_text(field, text) > field.max)
        return ValueProblem::TooLong;
    return std::nullopt;
}

Problem check_number(Field const& field, std::uint64_t number)
{
    switch (field.kind) {
    case FieldKind::Date:
        return Date::from_number(number) ? Problem{} : ValueProblem::NotADate;
    case FieldKind::Choice:
    case FieldKind::ChoiceSet:
        return is_in_list(field.list, number) ? Problem{} : ValueProblem::NotInList;
    case FieldKind::Number:
        return field.max == 0 || number <= field.max ? Problem{} : ValueProblem::OutOfRange;
    case FieldKind::Instant:
        return number < k_max_instant ? Problem{} : ValueProblem::OutOfRange;
    default:
        return ValueProblem::WrongType;
    }
}

Problem check_bytes(Field const& field, BytesView bytes)
{
    std::size_t expected = 16;
    switch (field.kind) {
    case FieldKind::Member:
    case FieldKind::Group:
    case FieldKind::GroupSet:
    case FieldKind::Record:
    case FieldKind::Op:
        break;
    case FieldKind::Secret:
        expected = 32;
        break;
    default:
        return ValueProblem::WrongType;
    }
    return bytes.size() == expected ? Problem{} : ValueProblem::WrongType;
}

Problem check_simple(Field const& field, Simple const& value)
{
    if (auto const* number = std::get_if<std::uint64_t>(&value))
        return check_number(field, *number);
    if (auto const* bytes = std::get_if<BytesView>(&value))
        return check_bytes(field, *bytes);
    auto const text = std::get<std::string_view>(value);
    switch (field.kind) {
    case FieldKind::Text:
        return check_text(field, text, Lines::One);
    case FieldKind::LongText:
        return check_text(field, text, Lines::Many);
    case FieldKind::Journal:
        return field.element.empty() ? check_text(field, text, Lines::Many) : ValueProblem::WrongType;
    default:
        return ValueProblem::WrongType;
    }
}

Problem check_element(Field const& field, std::span<Part const> parts)
{
    if (field.element.empty())
        return ValueProblem::WrongType;
    std::uint8_t last = 0;
    for (auto const& part : parts) {
        auto const* row = find_part(field, part.number);
        if (row == nullptr || part.number <= last)
            return ValueProblem::UnknownPart;
        last = part.number;
        if (auto const problem = check_simple(*row, part.value))
            return problem;
    }
    for (auto const& row : field.element) {
        if (row.presence != Presence::Required)
            continue;
        bool found = false;
        for (auto const& part : parts)
            found = found || part.number == row.number;
        if (!found)
            return ValueProblem::MissingPart;
    }
    return std::nullopt;
}

}  // namespace

std::size_t size_of_text(Field const& field, std::string_view text)
{
    return field.kind == FieldKind::LongText ? text.size() : count_code_points(text);
}

std::optional<ValueProblem> find_problem(Field const& field, Value const& value)
{
    if (std::holds_alternative<Cleared>(value)) {
        bool const is_set = !is_written_by_add(field.kind) && field.kind != FieldKind::Journal;
        return is_set && field.kind != FieldKind::Derived && field.presence == Presence::Optional
                   ? Problem{}
                   : ValueProblem::WrongType;
    }
    if (auto const* parts = std::get_if<std::span<Part const>>(&value))
        return check_element(field, *parts);
    if (auto const* number = std::get_if<std::uint64_t>(&value))
        return check_simple(field, *number);
    if (auto const* text = std::get_if<std::string_view>(&value))
        return check_simple(field, *text);
    return check_simple(field, std::get<BytesView>(value));
}

}  // namespace huisclos::domain
