#include "core/ledger/act_cause.hpp"

#include <algorithm>

namespace huisclos::ledger {

namespace {

/// The last act that took that rank from him, of those that the act in question had not seen.
std::optional<ActHash> lowered_by(Registry const& registry, Member const& author, Rank rank, ActHash const& hash)
{
    std::optional<ActHash> found;
    author.rank_changes.for_each_back([&](RankChange const& change) {
        bool const is_lower = change.from <= rank && change.to > rank;
        if (is_lower && !registry.is_in_past(change.act.hash, hash))
            found = change.act.hash;
        return !found;
    });
    return found;
}

/// The act without effect that had let him in. It is in the past of all that he signed.
std::optional<ActHash> let_in_by(Registry const& registry, MemberId const& member)
{
    auto const lets_in = [&member](ActOp const& op) {
        auto const* const made = std::get_if<MemberOp>(&op);
        return made != nullptr && crypto::member_id(made->identity) == member;
    };
    for (auto const& lost : registry.acts_without_effect()) {
        auto const* const act = registry.act(lost.hash);
        if (act != nullptr && std::ranges::any_of(act->ops, lets_in))
            return lost.hash;
    }
    return std::nullopt;
}

}  // namespace

std::optional<ActHash> undone_by(Registry const& registry, ActHash const& hash)
{
    auto const* const act = registry.act(hash);
    auto const rank = registry.rank_of(hash);
    if (act == nullptr || !rank || registry.is_applied(hash))
        return std::nullopt;
    auto const& state = registry.state();
    if (*rank == k_officers_rank) {
        auto const* const set = state.recovery_set();
        return set == nullptr ? std::nullopt : std::optional(set->act.hash);
    }
    auto const* const author = state.member(as_member(act->author));
    if (author == nullptr) {
        auto const entry = let_in_by(registry, as_member(act->author));
        return entry && registry.is_in_past(*entry, hash) ? undone_by(registry, *entry) : std::nullopt;
    }
    return author->out ? std::optional(author->out->act.hash) : lowered_by(registry, *author, *rank, hash);
}

}  // namespace huisclos::ledger
