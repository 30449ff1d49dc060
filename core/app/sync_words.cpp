#include "core/app/sync_words.hpp"

#include <algorithm>

#include "core/ledger/audit.hpp"

namespace huisclos::app {

Phrase say_silent(std::vector<std::string> const& names, std::size_t unnamed)
{
    if (names.empty() && unnamed == 0)
        return {};
    auto const named = std::min(names.size(), k_most_silent_named);
    std::string said_names;
    for (std::size_t i = 0; i < named; ++i)
        said_names += (i == 0 ? "" : ", ") + names[i];
    auto const others = names.size() - named + unnamed;
    auto said = phrase(
        named == 0    ? "session.sync.silent_unnamed"
        : others == 0 ? "session.sync.silent"
                      : "session.sync.silent_more");
    // The number that chooses singular or plural comes first.
    said.with("n", static_cast<std::int64_t>(others)).with("days", ledger::k_silent_days);
    if (named > 0)
        said.with("names", std::move(said_names));
    return said;
}

}  // namespace huisclos::app
