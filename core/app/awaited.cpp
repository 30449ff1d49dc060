#include "core/app/awaited.hpp"

#include <algorithm>

#include "core/app/council_grants.hpp"
#include "core/app/council_texts.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/waiting_words.hpp"
#include "core/domain/places.hpp"

namespace huisclos::app {

namespace {

/// Whatever else waits: focus stays on its button. Its identifiers meet those of no other line of Home.
constexpr std::uint64_t k_first_text = 900'000;

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

/// Of the new key no act and no member is known to have made him a recipient: what he holds of that space is older.
bool lacks_newest_key(Context const& context, ledger::Member const& self, CompartmentId const& cid)
{
    auto const& knowledge = context.vault.knowledge();
    auto const* const epoch = knowledge.registry()->write_epoch(cid);
    bool const lacks =
        epoch != nullptr && context.registry().reads(self, cid) && !knowledge.keys().holds(cid, epoch->id());
    return lacks && !was_given(context, cid, self.id);
}

/// Beside `spaces_without_key`: what is not nominative, and what was read until its key changed.
std::vector<CompartmentId> other_spaces_awaited(Context const& context)
{
    std::vector<CompartmentId> found;
    auto const* const self = context.registry().member(context.vault.self());
    if (self == nullptr)
        return found;
    auto const told = spaces_without_key(context);
    context.registry().compartments().for_each([&](CompartmentId const& cid, ledger::Compartment const&) {
        if (std::ranges::find(told, cid) == told.end() && lacks_newest_key(context, *self, cid))
            found.push_back(cid);
    });
    return found;
}

enum class Awaited : std::uint8_t {
    Situations,  ///< None of that space opens here.
    NewestKey,   ///< What it held before may.
};

void add_awaited_key(Context const& context, CompartmentId const& cid, Awaited what, TodoList& todo)
{
    auto title = phrase("situation.awaited").with("place", say_place(context, cid));
    auto const add = [&](Phrase detail, std::string_view button, Command command) {
        todo.add(Tone::Info, "key-2-line", std::move(title), std::move(detail), button, std::move(command));
    };
    auto const [state, who] = awaited_key(context, cid);
    bool const is_newest = what == Awaited::NewestKey && state == "from";
    auto detail = phrase("situation.awaited." + std::string(is_newest ? "newest" : state));
    if (who)
        add(detail.with("name", plain_name(context, *who)), "council.todo.see_member", Go{MembersRoute{who}});
    else if (state == "coming")
        add(std::move(detail), "situation.awaited.coming_button", SyncNow{});
    else
        add(std::move(detail), "council.todo.see_groups", Go{GroupsRoute{}});
}

/// What his accord opens: a function that reads no nominative space gets none by it, one that does not read the
/// annuaire no key at all.
std::string_view why_to_accept(domain::Profile profile)
{
    using enum domain::CompartmentClass;
    auto const is_outside = [profile](domain::CompartmentClass of) {
        return domain::default_role(of, domain::Formation::Groupe, profile) == domain::Role::None;
    };
    if (profile == domain::Profile::None || !is_outside(Nominatif))
        return "council.todo.texts_bar";
    return is_outside(Annuaire) ? "council.todo.texts_no_key" : "council.todo.texts_outside";
}

void add_text_to_accept(
    Context const& context, ledger::TextInForce const& in_force, domain::Profile profile, TodoList& todo)
{
    auto const what = static_cast<std::uint32_t>(in_force.what);
    auto const kind = TextRef{std::string(domain::text_key(domain::ListId::TypeTexte, what))};
    auto const* const text = context.council.text_in_force(what);
    auto const former = former_acceptance(context, what);
    auto detail = phrase(former ? "council.todo.texts_again" : "council.todo.texts_new");
    detail.with("title", text == nullptr ? PhraseArg(kind) : PhraseArg(text->titre));
    detail.with("why", TextRef{std::string(why_to_accept(profile))});
    if (former)
        detail.with("former", std::int64_t{former->version}).with("date", say_day(context, former->at));
    auto& line = todo.add(
        Tone::Warning, "pencil-line",
        phrase("council.todo.texts").with("text", kind).with("version", static_cast<std::int64_t>(in_force.version)),
        std::move(detail), "council.todo.read", Go{TextsRoute{.reads = true}});
    line.id = k_first_text + what;
}

/// No text keeps them from him.
bool waits_for_keys_alone(Context const& context)
{
    return may_accept_texts(context) && !has_text_to_accept(context, facts_of_signer(context).actor);
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

bool may_accept_texts(Context const& context)
{
    return facts_of_signer(context).actor.active && !may_be_out(context);
}

void add_texts_to_accept(Context const& context, TodoList& todo)
{
    if (!may_accept_texts(context))
        return;
    auto const facts = facts_of_signer(context).actor;
    for (auto const kind : {domain::TypeTexte::ReglementInterieur, domain::TypeTexte::Charte}) {
        bool const is_accepted = kind == domain::TypeTexte::Charte ? facts.charter_accepted : facts.rules_accepted;
        auto const* const in_force = context.registry().policy().text_in_force(static_cast<std::uint64_t>(kind));
        if (in_force != nullptr && !is_accepted)
            add_text_to_accept(context, *in_force, facts.profile, todo);
    }
}

void add_awaited_keys(Context const& context, TodoList& todo)
{
    if (!waits_for_keys_alone(context))
        return;
    for (auto const& cid : spaces_without_key(context))
        add_awaited_key(context, cid, Awaited::Situations, todo);
}

void add_all_awaited_keys(Context const& context, TodoList& todo)
{
    add_awaited_keys(context, todo);
    if (!waits_for_keys_alone(context))
        return;
    for (auto const& cid : other_spaces_awaited(context))
        add_awaited_key(context, cid, Awaited::NewestKey, todo);
}

std::size_t lists_that_open(Context const& context)
{
    law::Request const request{
        .action = law::Action::ListGroup, .place = law::k_groupe_nominatif, .today = context.today()};
    std::size_t count = 0;
    for (auto const& group : context.map().groups) {
        bool const has_key = group.nominative && context.vault.knowledge().records(*group.nominative) != nullptr;
        if (has_key && law::decide(request, facts_in(context, *group.nominative)).allowed)
            ++count;
    }
    return count;
}

std::vector<TodoView> way_in(Context const& context)
{
    HomeView lines;
    TodoList todo(lines);
    add_texts_to_accept(context, todo);
    add_awaited_keys(context, todo);
    return std::move(lines.todo);
}

}  // namespace huisclos::app
