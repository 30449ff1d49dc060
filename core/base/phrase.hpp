// What the core wants said, without the words: a key of the text catalogue and typed arguments.
//
// ui/text turns a Phrase into French (or, later, English). The core, the presenters and the law engine never hold a
// sentence; names of persons travel only as `text` arguments, so that whoever prints a Phrase knows what it may
// contain.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/time.hpp"

namespace huisclos {

/// A key of the catalogue used as an argument: the label of a closed-list value, for example. `name` fills its {name}.
struct TextRef {
    std::string key{};
    std::string name{};
    friend bool operator==(TextRef const&, TextRef const&) = default;
};

/// Shown as « 14 h 05 » (time of day in Paris).
struct TimeOfDay {
    Instant at{};
    /// Equal when the same minute is shown: offsets of time zones are whole minutes.
    friend bool operator==(TimeOfDay const& a, TimeOfDay const& b) { return a.at.ms / 60'000 == b.at.ms / 60'000; }
};

/// `text` is somebody's words or name; numbers also choose singular or plural; a Date is « 3 mars 2026 ».
using PhraseArg = std::variant<std::string, std::int64_t, Date, TimeOfDay, TextRef>;

struct Phrase {
    std::string key{};
    std::vector<std::pair<std::string, PhraseArg>> args{};

    [[nodiscard]] bool empty() const { return key.empty(); }
    Phrase& with(std::string name, PhraseArg value) &
    {
        args.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    Phrase&& with(std::string name, PhraseArg value) &&
    {
        args.emplace_back(std::move(name), std::move(value));
        return std::move(*this);
    }
    friend bool operator==(Phrase const&, Phrase const&) = default;
};

[[nodiscard]] inline Phrase phrase(std::string_view key)
{
    return Phrase{std::string(key), {}};
}
/// Somebody's own words, shown as they are.
[[nodiscard]] inline Phrase verbatim(std::string text)
{
    return Phrase{"", {}}.with("text", std::move(text));
}
[[nodiscard]] inline bool is_verbatim(Phrase const& said)
{
    return said.key.empty() && !said.args.empty();
}

}  // namespace huisclos
