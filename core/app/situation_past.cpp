#include "core/app/situation_past.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/app/council_words.hpp"
#include "core/app/record_values.hpp"
#include "core/base/heap_sort.hpp"
#include "core/domain/value_read.hpp"

namespace huisclos::app {

namespace {

/// The action that this op wrote; empty for any other op, and for an element that this version cannot read.
std::optional<domain::ActionSuivi> action_of(ledger::KnownOp const& op)
{
    bool const is_added = op.is_record_kind && op.kind == ledger::OpKind::Add && !op.inner_bytes.empty() &&
                          op.inner.field == domain::field::k_actions;
    if (!is_added)
        return std::nullopt;
    domain::Fiche read;
    read.type = domain::RecordType::Situation;
    ValueView const value(op.inner.value);
    if (!domain::put_entry(read, domain::field::k_actions, written_of(op), value.value()))
        return std::nullopt;
    return read.actions.front();
}

bool drops_actions(ledger::KnownOp const& op)
{
    return op.is_record_kind && op.kind == ledger::OpKind::Drop && !op.inner_bytes.empty() &&
           op.inner.field == domain::field::k_actions;
}

std::size_t place_of(ActionPast const& past, OpId const& element)
{
    auto const found = std::ranges::find(
        past.steps, element, [](domain::ActionSuivi const& step) -> OpId const& { return step.written.op; });
    return static_cast<std::size_t>(found - past.steps.begin());
}

void add_step(ActionPast& past, domain::ActionSuivi action, OpId const& former)
{
    past.formers.push_back(std::min(place_of(past, former), past.steps.size() - 1));
    past.steps.push_back(std::move(action));
}

ActionPast* find_past(std::vector<ActionPast>& all, OpId const& element)
{
    auto const found = std::ranges::find_if(all, [&element](ActionPast const& past) { return past.has(element); });
    return found == all.end() ? nullptr : &*found;
}

/// Who dropped an element of an action last.
void note_drop(std::vector<ActionPast>& all, ledger::KnownOp const& op)
{
    for (std::size_t i = 0; drops_actions(op) && i < op.view->over.size(); ++i) {
        if (auto* const past = find_past(all, op.view->over.at(i)))
            past->withdrawn = written_of(op);
    }
}

}  // namespace

bool ActionPast::has(OpId const& element) const
{
    return std::ranges::any_of(
        steps, [&element](domain::ActionSuivi const& step) { return step.written.op == element; });
}

std::vector<ActionPast> actions_past(Located const& located)
{
    std::set<OpId> standing;
    for (auto const& entry : located.state->at(ledger::Space::Set, domain::field::k_actions))
        standing.insert(entry.op->id);
    auto const ops = located.store->history(located.state->record);
    auto const may_correct = [&standing](domain::ActionSuivi const& action) {
        return action.premiere && !standing.contains(*action.premiere);
    };
    std::vector<ActionPast> all;
    // The first ones before what corrects them: the clock of who corrected may be late.
    for (auto const* const op : ops) {
        auto action = action_of(*op);
        if (action && !may_correct(*action))
            all.push_back({{std::move(*action)}, {0}, std::nullopt});
    }
    // A correction drops the element that it replaces just before it adds its own.
    std::map<ledger::ChainNode const*, OpId> dropped;
    for (auto const* const op : ops) {
        for (std::size_t i = 0; drops_actions(*op) && i < op->view->over.size(); ++i)
            dropped[op->node] = op->view->over.at(i);
        auto action = action_of(*op);
        if (!action || !may_correct(*action))
            continue;
        if (auto* const past = find_past(all, *action->premiere))
            add_step(*past, std::move(*action), dropped[op->node]);
        else
            all.push_back({{std::move(*action)}, {0}, std::nullopt});
    }
    for (auto const* const op : ops)
        note_drop(all, *op);
    heap_sort(all, {}, [](ActionPast const& past) { return std::pair(past.first().at.ms, past.first().op); });
    for (auto& past : all) {
        bool const stands = std::ranges::any_of(
            past.steps, [&standing](domain::ActionSuivi const& step) { return standing.contains(step.written.op); });
        if (stands)
            past.withdrawn.reset();
    }
    return all;
}

bool is_told_by_value(domain::Field const& field)
{
    switch (field.kind) {
    case domain::FieldKind::Choice:
    case domain::FieldKind::Date:
    case domain::FieldKind::Member:
    case domain::FieldKind::Group:
        return true;
    default:
        return false;
    }
}

std::optional<PhraseArg> short_value(Context const& context, domain::Field const& field, domain::Value const& value)
{
    switch (field.kind) {
    case domain::FieldKind::Choice: {
        auto const key = domain::text_key(field.list, domain::read_number(value));
        return key.empty() ? std::nullopt : std::optional<PhraseArg>(TextRef{std::string(key)});
    }
    case domain::FieldKind::Date: {
        auto const date = domain::read_date(value);
        return date.is_known() ? std::optional<PhraseArg>(date) : std::nullopt;
    }
    case domain::FieldKind::Member: {
        auto const member = domain::read_id<MemberId>(value);
        return member ? std::optional<PhraseArg>(plain_name(context, *member)) : std::nullopt;
    }
    case domain::FieldKind::Group: {
        auto const group = domain::read_id<GroupId>(value);
        return group ? std::optional<PhraseArg>(plain_group(context, *group)) : std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

}  // namespace huisclos::app
