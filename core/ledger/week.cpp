#include "core/ledger/week.hpp"

#include "core/crypto/words.hpp"

namespace huisclos::ledger {

WeeklyWords weekly_words(Registry const& registry)
{
    WeeklyWords weekly{crypto::six_words(registry.week_hash()), std::nullopt};
    for (auto const& tip : registry.all_tips()) {
        if (auto const* const act = registry.act(tip))
            weekly.newest = std::max(weekly.newest, std::optional(Instant{static_cast<std::int64_t>(act->t)}));
    }
    return weekly;
}

}  // namespace huisclos::ledger
