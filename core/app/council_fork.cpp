#include "core/app/council_fork.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/app/council_act_words.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/situation_write.hpp"
#include "core/ledger/week.hpp"

namespace huisclos::app {

namespace {

/// Of a long act the first: enough to tell it from the other.
constexpr std::size_t k_most_contested_lines = 6;
constexpr std::size_t k_most_named_followers = 5;

/// Each act left aside with the first of the followed ones that it excludes: what stands on that one falls with it.
std::vector<ledger::Contest> contests_by_act(ledger::Registry const& registry)
{
    std::map<ActHash, ActHash> first;
    for (auto const& contest : registry.fork()) {
        auto const [place, is_new] = first.try_emplace(contest.aside, contest.followed);
        if (!is_new && registry.is_in_past(contest.followed, place->second))
            place->second = contest.followed;
    }
    std::vector<ledger::Contest> contests;
    for (auto const& [aside, followed] : first)
        contests.push_back({followed, aside});
    return contests;
}

/// Whose devices, this one excluded, have a head with such a tip.
template <typename IsSuch>
std::vector<MemberId> members_with_tip(Context const& context, IsSuch is_such)
{
    auto const& knowledge = context.vault.knowledge();
    std::set<MemberId> found;
    for (auto const& device : knowledge.heads().devices()) {
        auto const owner = knowledge.cards().find_device(device);
        auto const* const head = knowledge.heads().in_use(device);
        bool const is_heard = owner && head != nullptr && device != context.vault.device() &&
                              !sync::is_out(*knowledge.registry(), knowledge.cards(), device);
        if (is_heard && std::ranges::any_of(head->head.head.tips, is_such, &ledger::TipRef::ah))
            found.insert(owner->member);
    }
    return {found.begin(), found.end()};
}

struct FollowerKeys {
    std::string_view named{};
    std::string_view counted{};  ///< The annuaire names none of them.
    std::string_view own{};      ///< Of another device of who reads.
};

/// Named as far as the annuaire names them, a few of them.
Phrase say_contest_members(Context const& context, FollowerKeys const& keys, std::vector<MemberId> members)
{
    auto const count = members.size();
    auto names = known_names(context, std::move(members));
    auto said = phrase(names.empty() ? keys.counted : keys.named);
    names.resize(std::min(names.size(), k_most_named_followers));
    if (!names.empty()) {
        bool const are_all = names.size() == count;
        said.with("names", in_a_row(names) + (are_all ? "" : ", …"));
    }
    said.with("n", static_cast<std::int64_t>(count));
    return said;
}

/// The members, then oneself.
template <typename IsSuch>
std::vector<Phrase> say_devices_with_tip(Context const& context, FollowerKeys const& keys, IsSuch is_such)
{
    auto members = members_with_tip(context, is_such);
    bool const is_own = std::erase(members, context.vault.self()) > 0;
    std::vector<Phrase> said;
    if (!members.empty())
        said.push_back(say_contest_members(context, keys, std::move(members)));
    if (is_own)
        said.push_back(phrase(keys.own));
    return said;
}

ContestedActView contested(Context const& context, ActHash const& hash, std::string_view title)
{
    ContestedActView view;
    view.act = hash;
    auto const& registry = *context.vault.knowledge().registry();
    auto const* const act = registry.act(hash);
    if (act == nullptr)
        return view;
    view.title = act_title(context, *act, title);
    for (auto& line : act_lines(context, *act, {}, nullptr, k_most_contested_lines))
        view.lines.push_back(std::move(line.text));
    view.followers = say_devices_with_tip(
        context, {"council.contest.follow", "council.contest.follow_count", "council.contest.follow_own"},
        [&](ActHash const& tip) { return tip == hash || registry.is_in_past(hash, tip); });
    if (registry.would_leave_set(hash))
        view.why_cannot = phrase("council.contest.refused");
    return view;
}

}  // namespace

std::optional<ContestsView> present_contests(Context const& context)
{
    auto const* const registry = context.vault.knowledge().registry();
    if (registry == nullptr || registry->fork().empty())
        return std::nullopt;
    auto const contests = contests_by_act(*registry);
    ContestsView view;
    view.said = phrase("session.alarm.fork_registry");
    view.words = ledger::weekly_words(*registry).words;
    auto const total = static_cast<std::int64_t>(contests.size());
    for (std::size_t i = 0; i < std::min(contests.size(), k_most_contests_shown); ++i) {
        ContestView one;
        if (total > 1)
            one.place =
                phrase("council.contest.place").with("n", static_cast<std::int64_t>(i + 1)).with("total", total);
        one.acts.push_back(contested(context, contests[i].followed, "council.contest.followed"));
        one.acts.push_back(contested(context, contests[i].aside, "council.contest.aside"));
        view.each.push_back(std::move(one));
    }
    if (contests.size() > k_most_contests_shown)
        view.more = phrase("council.contest.others")
                        .with("n", static_cast<std::int64_t>(contests.size() - k_most_contests_shown));
    return view;
}

Phrase say_contests(Context const& context)
{
    auto const* const registry = context.vault.knowledge().registry();
    if (registry == nullptr || registry->fork().empty())
        return {};
    return phrase("council.contest.home").with("n", static_cast<std::int64_t>(contests_by_act(*registry).size()));
}

std::vector<Phrase> say_other_choices(Context const& context)
{
    auto const* const registry = context.vault.knowledge().registry();
    if (registry == nullptr || registry->refused().empty())
        return {};
    return say_devices_with_tip(
        context, {"council.contest.otherwise", "council.contest.otherwise_count", "council.contest.otherwise_own"},
        [&](ActHash const& tip) { return registry->is_turned_down(tip); });
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
