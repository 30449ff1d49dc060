#include "core/app/council_lost_acts.hpp"

#include <algorithm>
#include <utility>

#include "core/app/council_act_words.hpp"
#include "core/app/council_again.hpp"
#include "core/app/draft_slots.hpp"

namespace huisclos::app {

namespace {

/// Those that are set aside make room for the next.
constexpr std::size_t k_most_shown = 20;
/// All of them are read once it is prepared again.
constexpr std::size_t k_most_lines_shown = 40;

}  // namespace

bool is_act_prepared(Context const& context, ActHash const& hash)
{
    return std::ranges::any_of(context.acts.draft, [&hash](DraftChange const& change) {
        auto const* const again = change.asked ? std::get_if<PrepareSignAgain>(&change.asked->command) : nullptr;
        return again != nullptr && again->act == hash;
    });
}

std::vector<ActHash> lost_acts(Context const& context)
{
    std::vector<ActHash> acts;
    if (!context.has_registry())
        return acts;
    auto const aside = kept_acts(context, k_draft_acts_aside);
    for (auto const& lost : context.vault.knowledge().registry()->acts_without_effect()) {
        if (!aside.contains(lost.hash) && !is_act_prepared(context, lost.hash))
            acts.push_back(lost.hash);
    }
    return acts;
}

Task<Result<void>> set_aside(Context* context, ActHash act)
{
    auto aside = kept_acts(*context, k_draft_acts_aside);
    aside.insert(act);
    co_return co_await keep_acts(context, k_draft_acts_aside, std::move(aside));
}

std::vector<ActView> present_lost_acts(Context const& context)
{
    std::vector<ActView> views;
    auto const lost = lost_acts(context);
    for (std::size_t i = std::min(lost.size(), k_most_shown); i > 0; --i) {
        auto const& hash = lost[i - 1];
        auto const* const act = context.vault.knowledge().registry()->act(hash);
        if (act != nullptr)
            views.push_back(
                {.act = hash,
                 .title = act_title(context, *act, "council.act.lost_title"),
                 .lines = act_lines(context, *act, {}, nullptr, k_most_lines_shown),
                 .bar = bar_to_act_again(context, *act)});
    }
    return views;
}

}  // namespace huisclos::app
