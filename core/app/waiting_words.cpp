#include "core/app/waiting_words.hpp"

#include <algorithm>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"

namespace huisclos::app {

namespace {

/// Its identifiers do not meet those of what waits about the council and about situations.
constexpr std::uint64_t k_first_todo = 2'000'000;

bool reads(Context const& context, CompartmentId const& cid)
{
    auto const* const member = context.registry().member(context.vault.self());
    return member != nullptr && !may_be_out(context) && context.registry().reads(*member, cid);
}

/// The record that an edit is about, where it can be shown.
std::optional<RecordId> shown_record(Context const& context, sync::RefusedEdit const& edit)
{
    auto const& record = edit.ops.front()->waiting->target;
    return locate(context, record) ? std::optional(record) : std::nullopt;
}

TodoView todo_of(Context const& context, sync::RefusedEdit const& edit)
{
    TodoView todo;
    todo.id = k_first_todo + edit.number;
    todo.tone = Tone::Error;
    todo.icon = "error-warning-line";
    todo.title = phrase("situation.unsent.title").with("place", say_place(context, edit.cid));
    bool const is_read = reads(context, edit.cid);
    auto const record = is_read ? shown_record(context, edit) : std::nullopt;
    if (record) {
        todo.detail = phrase("situation.unsent.detail");
        todo.button = phrase("situation.unsent.see");
        todo.command = Go{SituationsRoute{.group = {}, .situation = *record}};
    } else {
        todo.detail = phrase(is_read ? "situation.unsent.no_record" : "situation.unsent.closed");
        todo.button = phrase("situation.unsent.give_up");
        todo.command = GiveUpEdit{edit.number};
    }
    return todo;
}

/// What is text in it, one after the other; a choice is said to be one.
PhraseArg text_of(ledger::KnownOp const& op)
{
    std::string text;
    auto const add = [&text](std::string_view more) {
        text += text.empty() ? "" : " · ";
        text += more;
    };
    auto const& value = op.inner.value;
    if (auto const whole = value.as_text()) {
        add(*whole);
    } else if (auto const keys = value.keys()) {
        for (auto const key : *keys) {
            auto const part = value.find(key);
            if (auto const said = part ? part->as_text() : Result<std::string_view>(std::string_view{}); said)
                add(*said);
        }
    }
    if (text.empty())
        return TextRef{"situation.unsent.choice"};
    return text;
}

bool has_value(ledger::OpKind kind)
{
    return kind == ledger::OpKind::Set || kind == ledger::OpKind::Add || kind == ledger::OpKind::Append;
}

}  // namespace

std::vector<MemberId> who_can_change_key(Context const& context, CompartmentId const& cid)
{
    std::vector<std::pair<ledger::Rank, MemberId>> ranked;
    for (auto const& id : context.registry().readers(cid)) {
        auto const* const member = context.registry().member(id);
        if (member == nullptr || member->is_out() || member->rank == ledger::k_no_rank)
            continue;
        // The mayor is asked when nobody else can.
        bool const is_mayor = member->rank == ledger::k_mayor_rank;
        ranked.emplace_back(is_mayor ? ledger::k_no_rank : member->rank, id);
    }
    std::ranges::sort(ranked);
    std::vector<MemberId> who;
    for (auto const& [rank, id] : ranked)
        who.push_back(id);
    return who;
}

Phrase say_whom_to_ask(Context const& context, CompartmentId const& cid)
{
    auto const who = who_can_change_key(context, cid);
    auto const* const registry = context.vault.knowledge().registry();
    bool const is_halted = registry != nullptr && registry->is_halted(cid);
    bool const can = std::ranges::find(who, context.vault.self()) != who.end();
    auto const other = std::ranges::find_if(who, [&](MemberId const& id) { return id != context.vault.self(); });
    auto const place = say_place(context, cid);
    if (is_halted && can)
        return phrase("situation.waits.own").with("place", place);
    if (other == who.end())
        return phrase("situation.waits.nobody").with("place", place);
    return phrase(is_halted ? "situation.waits.ask" : "situation.waits.given")
        .with("place", place)
        .with("name", plain_name(context, *other));
}

void present_waiting_home(Context const& context, HomeView& home)
{
    if (!context.has_registry())
        return;
    for (auto const& cid : context.vault.waiting_places()) {
        if (context.vault.waits_for_key(cid))
            home.notices.push_back(say_whom_to_ask(context, cid));
    }
    for (auto const& edit : context.vault.refused_edits())
        home.todo.push_back(todo_of(context, edit));
}

std::vector<UnsentView> unsent_of(Context const& context, RecordId const& record)
{
    std::vector<UnsentView> unsent;
    for (auto const& edit : context.vault.refused_edits()) {
        for (auto const* const op : edit.ops) {
            if (op->waiting->target != record || !has_value(op->kind) || op->inner_bytes.empty())
                continue;
            auto const located = locate(context, record);
            auto const type = located ? domain::record_type_from(located->state->type()) : std::nullopt;
            auto const* const field = type ? domain::find_field(*type, op->inner.field) : nullptr;
            auto said = phrase("situation.unsent").with("text", text_of(*op));
            if (field == nullptr)
                said.with("field", TextRef{"situation.unsent.choice"});
            else
                said.with("field", TextRef{std::string(field->key)});
            unsent.push_back({std::move(said), GiveUpEdit{edit.number}});
        }
    }
    return unsent;
}

}  // namespace huisclos::app
