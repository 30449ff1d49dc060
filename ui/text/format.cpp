#include "ui/text/format.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <span>
#include <vector>

#include "ui/text/tr.hpp"

namespace huisclos::ui {

namespace {

/// `base` followed by a number: the key of a month or weekday.
Text numbered(std::string_view base, int number)
{
    std::string key(base);
    key += std::to_string(number);
    return tr_runtime(key);
}

std::string two_digits(int number)
{
    std::string text = std::to_string(number);
    return text.size() < 2 ? "0" + text : text;
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

struct Word {
    std::string_view text{};
    bool number{false};
};

/// Bytes of the letter at `at`: 1 for ASCII, 2 for é, û and the like (U+00C0 to U+00FF), 0 for anything else.
std::size_t letter_at(std::string_view text, std::size_t at)
{
    auto const byte = static_cast<unsigned char>(text[at]);
    if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
        return 1;
    return byte == 0xc3 && at + 1 < text.size() ? 2 : 0;
}

/// Runs of digits and runs of letters; everything else separates. « 1er » gives two words.
std::vector<Word> split_date(std::string_view typed)
{
    std::vector<Word> words;
    for (std::size_t i = 0; i < typed.size();) {
        std::size_t end = i;
        bool const number = is_digit(typed[i]);
        if (number) {
            while (end < typed.size() && is_digit(typed[end]))
                ++end;
        } else {
            while (end < typed.size() && letter_at(typed, end) != 0)
                end += letter_at(typed, end);
        }
        if (end == i) {
            ++i;
            continue;
        }
        words.push_back({typed.substr(i, end - i), number});
        i = end;
    }
    return words;
}

/// Lower case without the accents that French months have.
std::string plain(std::string_view word)
{
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        auto const byte = static_cast<unsigned char>(word[i]);
        if (byte == 0xc3 && i + 1 < word.size()) {
            auto const next = static_cast<unsigned char>(word[++i]) | 0x20u;
            out += next >= 0xb9 ? 'u' : 'e';  // Û, û above U+00F9; É, é, È, è below
        } else {
            out += static_cast<char>(byte < 0x80 ? (byte | 0x20) : byte);
        }
    }
    return out;
}

/// 1 to 12 when at least three letters begin exactly one month (« juin », « juil »); 0 otherwise.
int month_of(std::string_view word)
{
    std::string const typed = plain(word);
    if (typed.size() < 3)
        return 0;
    int found = 0;
    for (int month = 1; month <= 12; ++month) {
        if (plain(numbered("format.month.", month).view()).starts_with(typed)) {
            if (found != 0)
                return 0;
            found = month;
        }
    }
    return found;
}

std::optional<int> number_of(Word const& word)
{
    int number = 0;
    char const* const begin = word.text.data();
    char const* const end = begin + word.text.size();
    auto const [stop, error] = std::from_chars(begin, end, number);
    if (!word.number || word.text.size() > 4 || error != std::errc{} || stop != end)
        return std::nullopt;
    return number;
}

std::optional<int> year_of(Word const& word, Date today)
{
    auto const number = number_of(word);
    if (!number)
        return std::nullopt;
    if (word.text.size() == 4)
        return number;
    if (word.text.size() != 2)
        return std::nullopt;
    int const century = today.year / 100 * 100;
    int const year = century + *number;
    return year > today.year + 20 ? year - 100 : year;
}

/// 1 to 12, written in digits or letters.
std::optional<int> month_number_of(Word const& word)
{
    auto const month = word.number ? number_of(word) : std::optional<int>(month_of(word.text));
    return month && *month >= 1 && *month <= 12 ? month : std::nullopt;
}

/// `month` and `day` are 0 where they are not known.
std::optional<Date> date_of(int year, int month, int day)
{
    return Date::from_number(
        static_cast<std::uint64_t>(year) * 10'000u + static_cast<std::uint64_t>(month) * 100u +
        static_cast<std::uint64_t>(day));
}

/// A month and its year, or a year alone.
std::optional<Date> parse_part(std::span<Word const> words)
{
    auto const year = number_of(words.back());
    if (!year || words.back().text.size() != 4)
        return std::nullopt;
    if (words.size() == 1)
        return date_of(*year, 0, 0);
    auto const month = month_number_of(words.front());
    return month ? date_of(*year, *month, 0) : std::nullopt;
}

}  // namespace

Text format_date(Date date)
{
    if (!date.is_known())
        return tr("format.date.unknown");
    TextArg const year{"year", std::to_string(date.year)};
    if (date.month == 0)
        return value(year.text);
    TextArg const month = arg("month", numbered("format.month.", date.month));
    if (date.day == 0)
        return tr("format.date.month", {month, year});
    if (date.day == 1)
        return tr("format.date.first", {month, year});
    return tr("format.date.day", {{"day", std::to_string(date.day)}, month, year});
}

Text format_long_date(Date date)
{
    if (!date.is_complete())
        return format_date(date);
    return tr(
        "format.date.long",
        {arg("weekday", numbered("format.weekday.", weekday(date))), arg("date", format_date(date))});
}

std::string format_typed_date(Date date)
{
    if (!date.is_known())
        return {};
    std::string text;
    if (date.month != 0 && date.day != 0)
        text = two_digits(date.day) + "/";
    if (date.month != 0)
        text += two_digits(date.month) + "/";
    return text + std::to_string(date.year);
}

Text format_time(int hour, int minute)
{
    return tr("format.time", {{"hour", std::to_string(hour)}, {"minute", two_digits(minute)}});
}

Text format_time(Instant at)
{
    LocalTime const local = paris_time(at);
    return format_time(local.hour, local.minute);
}

std::string format_number(std::int64_t number)
{
    std::string digits = std::to_string(number);
    std::size_t const first = digits.front() == '-' ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, "\u202f");
    }
    return digits;
}

std::optional<Date> parse_date(std::string_view typed, Date today, DateParts parts)
{
    std::vector<Word> words = split_date(typed);
    // Day, month and year in one run of eight digits.
    if (words.size() == 1 && words[0].number && words[0].text.size() == 8) {
        auto const run = words[0].text;
        words = {{run.substr(0, 2), true}, {run.substr(2, 2), true}, {run.substr(4), true}};
    }
    if (words.size() == 4 && !words[1].number && plain(words[1].text) == "er")
        words.erase(words.begin() + 1);
    if (parts == DateParts::Partial && (words.size() == 1 || words.size() == 2))
        return parse_part(words);
    if (words.size() != 3)
        return std::nullopt;
    auto const day = number_of(words[0]);
    auto const month = month_number_of(words[1]);
    auto const year = year_of(words[2], today);
    if (!day || !month || !year || *day < 1 || *day > 31)
        return std::nullopt;
    return date_of(*year, *month, *day);
}

}  // namespace huisclos::ui
