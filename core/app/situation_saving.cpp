// What happens without a command: a list or a sheet that is opened is traced, what is typed is saved.

#include <algorithm>

#include "core/app/facts.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_corrections.hpp"
#include "core/app/situation_entries.hpp"
#include "core/app/situation_write.hpp"
#include "core/app/typed_over.hpp"

namespace huisclos::app {

namespace {

/// Asks the law for that opening and writes the entry that it wants. True when what it tells may be shown.
Task<bool> log_opening(Context* context, Located located)
{
    auto const fiche = read_fiche(*located.state);
    auto const decision =
        law::decide(request_for(*context, law::Action::OpenSheet, fiche, 0), facts_about(*context, located, fiche));
    auto const logged = co_await log_line(context, decision.log, located.cid);
    co_return decision.allowed&& logged;
}

/// The signalement that the open sheet names, whose entry is not written yet.
std::optional<Located> unlogged_origin(Context const& context)
{
    auto const& state = context.situations;
    auto const located = state.opened ? locate(context, *state.opened) : std::nullopt;
    auto const origin = located ? origin_of(*located, read_fiche(*located->state)) : std::nullopt;
    return origin && state.origin_opened != origin->state->record ? origin : std::nullopt;
}

}  // namespace

Task<bool> open_sheet(Context* context, RecordId record)
{
    auto const located = locate(*context, record);
    // Each opening has its entry, that of the sheet shown last too.
    context->situations.opened.reset();
    context->situations.origin_opened.reset();
    if (!located)
        co_return false;
    bool const is_open = co_await log_opening(context, *located);
    if (is_open) {
        context->situations.opened = record;
        take_up_corrections(*context, record);
    }
    (void)co_await open_origin(context);
    context->situations.saved_at.reset();
    context->changed();
    co_return is_open;
}

Task<bool> open_origin(Context* context)
{
    auto const origin = unlogged_origin(*context);
    if (!origin)
        co_return true;
    auto const situation = context->situations.opened;
    auto const record = origin->state->record;
    bool const is_open = co_await log_opening(context, *origin);
    if (is_open && context->situations.opened == situation)
        context->situations.origin_opened = record;
    context->changed();
    co_return is_open;
}

Task<bool> open_lists(Context* context, SituationsRoute route)
{
    auto const* const now = std::get_if<SituationsRoute>(&context->route);
    bool const is_new = now == nullptr || now->group != route.group;
    if (!context->has_registry())
        co_return true;
    // Put in place at the end: the list shown meanwhile is still the other one.
    auto listed = is_new ? std::set<CompartmentId>{} : context->situations.listed;
    bool all = true;
    auto const map = context->map();
    for (auto const& group : map.groups) {
        bool const is_asked = !route.group || *route.group == group.group;
        if (!is_asked || !group.nominative || listed.contains(*group.nominative))
            continue;
        if (context->vault.knowledge().records(*group.nominative) == nullptr)
            continue;
        law::Request const request{
            .action = law::Action::ListGroup, .place = law::k_groupe_nominatif, .today = context->today()};
        auto const decision = law::decide(request, facts_in(*context, *group.nominative));
        // « All my groups » asks nothing of the others; a group asked for by name does.
        if (!decision.allowed && (!route.group || !is_new))
            continue;
        auto const logged = co_await log_line(context, decision.log, *group.nominative);
        all = all && logged;
        if (decision.allowed && logged)
            listed.insert(*group.nominative);
        context->changed();
    }
    context->situations.listed = std::move(listed);
    co_return all;
}

Task<bool> log_search(Context* context, std::string text)
{
    auto const& former = context->situations.search;
    bool const goes_on = !former.empty() && (text.starts_with(former) || former.starts_with(text));
    if (text.empty() || goes_on)
        co_return true;
    law::Request const request{
        .action = law::Action::SearchGroup, .place = law::k_groupe_nominatif, .today = context->today()};
    bool all = true;
    auto const listed = context->situations.listed;
    for (auto const& cid : listed) {
        auto const decision = law::decide(request, facts_in(*context, cid));
        auto const logged = co_await log_line(context, decision.log, cid);
        all = all && logged;
        // Left since the list was opened.
        if (!decision.allowed)
            context->situations.listed.erase(cid);
    }
    co_return all;
}

bool is_entry(std::uint32_t number)
{
    auto const* const field =
        number > 255 ? nullptr : domain::find_field(domain::RecordType::Situation, static_cast<std::uint8_t>(number));
    return field != nullptr && field->kind == domain::FieldKind::Journal;
}

namespace {

/// One entry is one append: never written in pieces.
std::optional<Instant> due_at(std::uint32_t field, TypedText const& typed)
{
    if (is_entry(field) || typed.is_refused)
        return std::nullopt;
    return Instant{typed.since.ms + k_autosave_ms};
}

/// What was refused as it stands, and says why, would be refused again, and traced once more where it was the law.
/// An emptiness that was refused goes when its typing ends.
bool is_worth_trying(SituationState const& state, FieldKey const& key, TypedText const& typed)
{
    return !typed.is_refused || typed.text.empty() || !state.errors.contains(key);
}

}  // namespace

std::optional<Instant> next_autosave(Context const& context)
{
    std::optional<Instant> next;
    for (auto const& [key, typed] : context.situations.typed) {
        auto const due = due_at(key.second, typed);
        if (due && (!next || *due < *next))
            next = due;
    }
    return next;
}

Task<bool> autosave(Context* context, Autosave what)
{
    std::vector<SetField> chosen;
    for (auto const& [key, typed] : context->situations.typed) {
        auto const due = due_at(key.second, typed);
        bool const is_last_chance = what == Autosave::All && is_worth_trying(context->situations, key, typed);
        if (is_last_chance || (due && *due <= context->now()))
            chosen.push_back({key.first, key.second, {typed.text, {}, std::nullopt}});
    }
    auto const typing = what == Autosave::All ? Typing::Ends : Typing::GoesOn;
    for (auto& one : chosen)
        (void)co_await set_field(context, std::move(one), typing);
    if (what == Autosave::All)
        (void)co_await save_entry_corrections(context);
    co_return true;
}

}  // namespace huisclos::app
