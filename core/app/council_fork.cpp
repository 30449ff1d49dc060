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

/// Named as far as the annuaire names them, a few of them; `counted_key`: it names none.
Phrase say_contest_members(
    Context const& context, std::string_view named_key, std::string_view counted_key, std::vector<MemberId> members)
{
    if (members.empty())
        return {};
    sort_by_name(context, members);
    std::string names;
    std::size_t named = 0;
    for (auto const& id : members) {
        auto const* const member = context.council.member(id);
        if (member == nullptr || member->nom.empty() || named == k_most_named_followers)
            continue;
        names += (named++ == 0 ? "" : ", ") + member->nom;
    }
    if (named == 0)
        return phrase(counted_key).with("n", static_cast<std::int64_t>(members.size()));
    if (named < members.size())
        names += ", …";
    return phrase(named_key).with("names", std::move(names)).with("n", static_cast<std::int64_t>(members.size()));
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
    view.followers = say_contest_members(
        context, "council.contest.follow", "council.contest.follow_count",
        members_with_tip(context, [&](ActHash const& tip) { return tip == hash || registry.is_in_past(hash, tip); }));
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

Phrase say_other_choices(Context const& context)
{
    auto const* const registry = context.vault.knowledge().registry();
    if (registry == nullptr || registry->refused().empty())
        return {};
    return say_contest_members(
        context, "council.contest.otherwise", "council.contest.otherwise_count",
        members_with_tip(context, [&](ActHash const& tip) { return registry->is_turned_down(tip); }));
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
