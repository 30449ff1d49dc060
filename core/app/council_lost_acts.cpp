#include "core/app/council_lost_acts.hpp"

#include <algorithm>
#include <set>

#include "core/app/council_act_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

namespace {

/// Those that are set aside make room for the next.
constexpr std::size_t k_most_shown = 20;

/// What does not read is forgotten: those acts are told once more.
std::set<ActHash> acts_aside(Context const& context)
{
    std::set<ActHash> all;
    for (auto const& item : kept_items(context, k_draft_acts_aside)) {
        if (auto const act = item.as_id<ActHash>())
            all.insert(*act);
    }
    return all;
}

}  // namespace

std::vector<ActHash> lost_acts(Context const& context)
{
    std::vector<ActHash> acts;
    if (!context.has_registry())
        return acts;
    auto const aside = acts_aside(context);
    for (auto const& lost : context.vault.knowledge().registry()->acts_without_effect()) {
        if (!aside.contains(lost.hash))
            acts.push_back(lost.hash);
    }
    return acts;
}

Task<Result<void>> set_aside(Context* context, ActHash act)
{
    auto aside = acts_aside(*context);
    aside.insert(act);
    ledger::CborWriter writer;
    writer.array(aside.size());
    for (auto const& one : aside)
        writer.id(one);
    auto const kept = co_await context->vault.save_draft(k_draft_acts_aside, SecretBytes::copy_of(writer.take()));
    context->changed();
    co_return kept;
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
                 .lines = act_lines(context, *act, {}, nullptr)});
    }
    return views;
}

}  // namespace huisclos::app
