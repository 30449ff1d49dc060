#include "core/app/council_fork.hpp"

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/situation_write.hpp"
#include "core/ledger/week.hpp"

namespace huisclos::app {

namespace {

/// Of a long act the first: enough to tell it from the other.
constexpr std::size_t k_most_contested_lines = 6;

ContestedActView contested(Context const& context, ActHash const& hash, std::string_view title)
{
    ContestedActView view{.act = hash, .title = {}, .lines = {}};
    auto const* const act = context.vault.knowledge().registry()->act(hash);
    if (act == nullptr)
        return view;
    view.title = act_title(context, *act, title);
    auto lines = act_lines(context, *act, {}, nullptr);
    for (std::size_t i = 0; i < std::min(lines.size(), k_most_contested_lines); ++i)
        view.lines.push_back(std::move(lines[i].text));
    if (lines.size() > k_most_contested_lines)
        view.lines.push_back(
            phrase("council.contest.more").with("n", static_cast<std::int64_t>(lines.size() - k_most_contested_lines)));
    return view;
}

}  // namespace

std::optional<ContestView> present_contest(Context const& context)
{
    auto const* const registry = context.vault.knowledge().registry();
    if (registry == nullptr || registry->fork().empty())
        return std::nullopt;
    auto const& contest = registry->fork().front();
    ContestView view;
    view.said = phrase("session.alarm.fork_registry");
    view.words = ledger::weekly_words(*registry).words;
    view.acts.push_back(contested(context, contest.followed, "council.contest.followed"));
    view.acts.push_back(contested(context, contest.aside, "council.contest.aside"));
    return view;
}

Task<bool> hold_act(Context* context, ActHash act)
{
    auto const held = co_await context->vault.resolve_fork(act);
    context->changed();
    if (held) {
        context->toasts.say(Tone::Success, phrase("council.contest.held"));
        context->wants_push = true;
        co_return true;
    }
    if (held.error().code == ErrorCode::Fork)
        context->toasts.say(Tone::Warning, phrase("council.contest.refused"));
    else if (held.error().code != ErrorCode::Missing)  // Somebody has settled it in another way meanwhile.
        say_error(*context, held.error());
    co_return false;
}

}  // namespace huisclos::app
