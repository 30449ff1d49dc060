#include "ui/text/tr.hpp"

#include <array>
#include <span>
#include <type_traits>
#include <variant>

#include "ui/text/format.hpp"

namespace huisclos::ui {

namespace {

/// Where the key of each entry begins, and where its forms do.
struct Place {
    std::uint32_t key{0};
    std::uint32_t forms{0};
};
using Places = std::array<Place, k_text_keys.size()>;

Places find_places()
{
    Places places;
    std::uint32_t at = 0;
    auto const skip = [&at] {
        while (k_catalogue[at] != '\0')
            ++at;
        ++at;
    };
    for (auto& place : places) {
        place.key = at;
        skip();
        place.forms = at;
        skip();
    }
    return places;
}

Places const& places()
{
    static Places const found = find_places();
    return found;
}

std::string_view key_at(std::size_t index)
{
    return k_catalogue + places()[index].key;
}

CouncilForm shown_form = CouncilForm::Communal;

std::string fill(std::string_view pattern, std::span<TextArg const> args)
{
    std::string out;
    out.reserve(pattern.size() + 32);
    for (std::size_t i = 0; i < pattern.size();) {
        std::size_t const open = pattern.find('{', i);
        std::size_t const close = open == std::string_view::npos ? open : pattern.find('}', open);
        if (close == std::string_view::npos) {
            out.append(pattern.substr(i));
            break;
        }
        out.append(pattern.substr(i, open - i));
        std::string_view const name = pattern.substr(open + 1, close - open - 1);
        bool filled = false;
        for (TextArg const& arg : args) {
            if (arg.name == name) {
                out.append(arg.text);
                filled = true;
                break;
            }
        }
        if (!filled)
            out.append(pattern.substr(open, close - open + 1));
        i = close + 1;
    }
    return out;
}

std::string_view choose(TextEntry const& entry, std::int64_t n)
{
    if (n == 0 && !entry.zero.empty())
        return entry.zero;
    if ((n == 0 || n == 1 || n == -1) && !entry.one.empty())
        return entry.one;
    return words_of(entry);
}

std::string text_of(PhraseArg const& arg)
{
    return std::visit(
        [](auto const& held) -> std::string {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::string>)
                return held;
            else if constexpr (std::is_same_v<Held, std::int64_t>)
                return format_number(held);
            else if constexpr (std::is_same_v<Held, Date>)
                return format_date(held).str();
            else if constexpr (std::is_same_v<Held, TimeOfDay>)
                return format_time(held.at).str();
            else if (held.name.empty())
                return tr_runtime(held.key).str();
            else
                return fill(tr_runtime(held.key).view(), std::array{TextArg{"name", held.name}});
        },
        arg);
}

}  // namespace

void speak_of(CouncilForm form)
{
    shown_form = form;
}

TextEntry text_at(std::size_t index)
{
    TextEntry entry{.key = key_at(index)};
    std::string_view forms = k_catalogue + places()[index].forms;
    for (auto* const form : {&entry.other, &entry.one, &entry.zero, &entry.cispd}) {
        auto const end = forms.find('\1');
        *form = forms.substr(0, end);
        if (end == std::string_view::npos)
            break;
        forms.remove_prefix(end + 1);
    }
    return entry;
}

std::optional<TextEntry> text_by_key(std::string_view key)
{
    std::size_t low = 0;
    std::size_t high = k_text_keys.size();
    while (low < high) {
        auto const middle = low + (high - low) / 2;
        if (key_at(middle) < key)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == k_text_keys.size() || key_at(low) != key)
        return std::nullopt;
    return text_at(low);
}

std::string_view words_of(TextEntry const& entry)
{
    return shown_form == CouncilForm::Intercommunal && !entry.cispd.empty() ? entry.cispd : entry.other;
}

TextArg arg(std::string_view name, std::int64_t number)
{
    return {name, format_number(number)};
}

TextArg arg(std::string_view name, Date date)
{
    return {name, format_date(date).str()};
}

Text tr(TextKey key, std::initializer_list<TextArg> args)
{
    return Text::owned(fill(words_of(key.entry()), {args.begin(), args.size()}));
}

Text tr_count(TextKey key, std::int64_t n, std::initializer_list<TextArg> args)
{
    std::vector<TextArg> all(args);
    all.push_back(arg("n", n));
    return Text::owned(fill(choose(key.entry(), n), all));
}

Text tr_runtime(std::string_view key)
{
    if (auto const entry = text_by_key(key))
        return Text::fixed(words_of(*entry));
    std::string shown = "‹";
    shown.append(key).append("›");
    return Text::owned(std::move(shown));
}

Text say(Phrase const& phrase)
{
    if (is_verbatim(phrase))
        return Text::owned(text_of(phrase.args.front().second));
    if (phrase.empty())
        return {};
    auto const entry = text_by_key(phrase.key);
    if (!entry)
        return tr_runtime(phrase.key);
    if (phrase.args.empty())
        return Text::fixed(words_of(*entry));
    std::vector<TextArg> args;
    args.reserve(phrase.args.size());
    std::string_view pattern = words_of(*entry);
    bool counted = false;
    for (auto const& [name, value] : phrase.args) {
        args.push_back({name, text_of(value)});
        auto const* number = std::get_if<std::int64_t>(&value);
        if (number != nullptr && !counted) {
            pattern = choose(*entry, *number);
            counted = true;
        }
    }
    return Text::owned(fill(pattern, args));
}

}  // namespace huisclos::ui
