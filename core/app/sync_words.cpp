#include "core/app/sync_words.hpp"

#include <algorithm>

#include "core/app/council_words.hpp"
#include "core/ledger/audit.hpp"

namespace huisclos::app {

Phrase say_silent(std::vector<std::string> const& names, std::size_t unnamed)
{
    if (names.empty() && unnamed == 0)
        return {};
    auto const named = std::min(names.size(), k_most_silent_named);
    auto const others = names.size() - named + unnamed;
    auto said = phrase(
        named == 0    ? "session.sync.silent_unnamed"
        : others == 0 ? "session.sync.silent"
                      : "session.sync.silent_more");
    // The number that chooses singular or plural comes first.
    said.with("n", static_cast<std::int64_t>(others)).with("days", ledger::k_silent_days);
    if (named > 0)
        said.with("names", in_a_row(std::span(names).first(named)));
    return said;
}

}  // namespace huisclos::app
