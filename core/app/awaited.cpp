#include "core/app/awaited.hpp"

#include <algorithm>

#include "core/app/council_grants.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/waiting_words.hpp"

namespace huisclos::app {

namespace {

/// Who signs acts and reads that space: one to whom its key went sooner than one who waits for it too.
std::optional<MemberId> who_hands_over(Context const& context, CompartmentId const& cid)
{
    auto who = who_can_change_key(context, cid);
    std::erase(who, context.vault.self());
    if (who.empty())
        return std::nullopt;
    auto const holder = std::ranges::find_if(who, [&](MemberId const& id) { return was_given(context, cid, id); });
    return holder == who.end() ? who.front() : *holder;
}

/// Of a space whose key has not come, and when nobody can hand it over `who` is empty.
struct AwaitedKey {
    std::string_view state{};
    std::optional<MemberId> who{};
};

AwaitedKey awaited_key(Context const& context, CompartmentId const& cid)
{
    if (was_given(context, cid, context.vault.self()))
        return {"coming", std::nullopt};
    auto const who = who_hands_over(context, cid);
    if (!who)
        return {"nobody", std::nullopt};
    bool const is_halted = context.vault.knowledge().registry()->write_epoch(cid) == nullptr;
    return {is_halted ? "halted" : "from", who};
}

void add_awaited_key(Context const& context, CompartmentId const& cid, TodoList& todo)
{
    auto title = phrase("situation.awaited").with("place", say_place(context, cid));
    auto const add = [&](Phrase detail, std::string_view button, Command command) {
        todo.add(Tone::Info, "key-2-line", std::move(title), std::move(detail), button, std::move(command));
    };
    auto const [state, who] = awaited_key(context, cid);
    auto detail = phrase("situation.awaited." + std::string(state));
    if (who)
        add(detail.with("name", plain_name(context, *who)), "council.todo.see_member", Go{MembersRoute{who}});
    else if (state == "coming")
        add(std::move(detail), "situation.awaited.coming_button", SyncNow{});
    else
        add(std::move(detail), "council.todo.see_groups", Go{GroupsRoute{}});
}

}  // namespace

std::vector<CompartmentId> spaces_without_key(Context const& context)
{
    std::vector<CompartmentId> found;
    auto const* const self = context.registry().member(context.vault.self());
    if (self == nullptr)
        return found;
    for (auto const& group : context.map().groups) {
        bool const has_part = group.nominative && context.registry().reads(*self, *group.nominative);
        if (has_part && context.vault.knowledge().records(*group.nominative) == nullptr)
            found.push_back(*group.nominative);
    }
    return found;
}

Phrase why_nothing_is_listed(Context const& context, std::optional<GroupId> const& group)
{
    auto const waiting = spaces_without_key(context);
    auto const map = context.map();
    for (auto const& one : map.groups) {
        bool const is_asked = one.nominative && (!group || *group == one.group);
        if (!is_asked || std::ranges::find(waiting, *one.nominative) == waiting.end())
            continue;
        auto const [state, who] = awaited_key(context, *one.nominative);
        auto said = phrase("situation.empty_key." + std::string(state)).with("group", plain_group(context, one.group));
        if (who)
            said.with("name", plain_name(context, *who));
        else
            said.with("who", whom_to_ask(context));
        return said;
    }
    return {};
}

void add_texts_to_accept(Context const& context, TodoList& todo)
{
    auto const facts = facts_of_signer(context).actor;
    if (facts.active && has_text_to_accept(context, facts))
        todo.add(
            Tone::Warning, "pencil-line", phrase("council.todo.texts"), phrase("council.todo.texts_detail"),
            "council.todo.read", Go{TextsRoute{.reads = true}});
}

void add_awaited_keys(Context const& context, TodoList& todo)
{
    auto const facts = facts_of_signer(context).actor;
    if (!facts.active || may_be_out(context) || has_text_to_accept(context, facts))
        return;
    for (auto const& cid : spaces_without_key(context))
        add_awaited_key(context, cid, todo);
}

}  // namespace huisclos::app
