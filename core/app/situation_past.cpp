#include "core/app/situation_past.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "core/app/council_words.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_versions.hpp"
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

std::size_t index_in(ActionPast const& past, OpId const& element)
{
    auto const found = std::ranges::find(
        past.steps, element, [](domain::ActionSuivi const& step) -> OpId const& { return step.written.op; });
    return static_cast<std::size_t>(found - past.steps.begin());
}

ActionPast* find_past(std::vector<ActionPast>& all, OpId const& element)
{
    auto const found = std::ranges::find_if(all, [&element](ActionPast const& past) { return past.has(element); });
    return found == all.end() ? nullptr : &*found;
}

/// Of an element that corrects `first`, which this version may be unable to read.
ActionPast* find_past_of(std::vector<ActionPast>& all, OpId const& first)
{
    if (auto* const past = find_past(all, first))
        return past;
    auto const found =
        std::ranges::find_if(all, [&first](ActionPast const& past) { return past.steps.front().premiere == first; });
    return found == all.end() ? nullptr : &*found;
}

/// What a step takes the place of: the drop that stands before its add in the same segment.
using Replacements = std::map<OpId, ledger::KnownOp const*>;

Replacements replacements_of(std::vector<ledger::KnownOp const*> const& ops)
{
    Replacements made;
    std::map<ledger::ChainNode const*, ledger::KnownOp const*> dropped;
    for (auto const* const op : ops) {
        if (drops_actions(*op)) {
            dropped[op->node] = op;
            continue;
        }
        auto const before = dropped.find(op->node);
        auto const action = before == dropped.end() ? std::nullopt : action_of(*op);
        if (!action)
            continue;
        if (action->premiere)
            made.emplace(op->id, before->second);
        dropped.erase(before);
    }
    return made;
}

/// Of each step the one that it corrects. Gives the drops that are half of a correction: of its own action alone.
std::set<ledger::KnownOp const*> link_steps(ActionPast& past, Replacements const& replacements)
{
    std::set<ledger::KnownOp const*> corrections;
    past.formers.assign(past.steps.size(), 0);
    for (std::size_t i = 1; i < past.steps.size(); ++i) {
        auto const found = replacements.find(past.steps[i].written.op);
        auto const* const over = found == replacements.end() ? nullptr : &found->second->view->over;
        bool is_as_one = false;
        bool is_unlike_one = false;
        for (std::size_t k = 0; over != nullptr && k < over->size(); ++k) {
            auto const former = index_in(past, over->at(k));
            if (former == past.steps.size())
                continue;
            // Of several written at once, one that it does not say again.
            bool const is_first = corrections.insert(found->second).second;
            bool const is_same = say_the_same(past.steps[former], past.steps[i]);
            (is_same ? is_as_one : is_unlike_one) = true;
            if (is_first || !is_same)
                past.formers[i] = former;
        }
        if (is_as_one && is_unlike_one)
            past.choices.insert(i);
    }
    return corrections;
}

/// Every drop of an action that is no half of a correction.
void add_withdrawal(std::vector<ActionPast>& all, ledger::KnownOp const& drop)
{
    for (std::size_t i = 0; i < drop.view->over.size(); ++i) {
        auto const& element = drop.view->over.at(i);
        auto* const past = find_past(all, element);
        bool const is_said =
            past == nullptr || (!past->withdrawals.empty() && past->withdrawals.back().written.op == drop.id);
        if (!is_said)
            past->withdrawals.push_back({written_of(drop), index_in(*past, element)});
    }
}

/// A part of an action: a code or a date by its number, 0 for none; or a member.
std::variant<std::uint64_t, MemberId> part_of(domain::ActionSuivi const& action, std::uint8_t number)
{
    namespace part = domain::action_part;
    switch (number) {
    case part::k_type:
        return static_cast<std::uint64_t>(action.type);
    case part::k_responsable:
        return action.responsable;
    case part::k_debut:
        return std::uint64_t{action.debut.to_number()};
    case part::k_fin:
        return std::uint64_t{action.fin.to_number()};
    default:
        return action.resultat ? static_cast<std::uint64_t>(*action.resultat) : std::uint64_t{0};
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
            all.push_back({{std::move(*action)}, {0}, {}});
    }
    for (auto const* const op : ops) {
        auto action = action_of(*op);
        if (!action || !may_correct(*action))
            continue;
        if (auto* const past = find_past_of(all, *action->premiere))
            past->steps.push_back(std::move(*action));
        else
            all.push_back({{std::move(*action)}, {0}, {}});
    }
    auto const replacements = replacements_of(ops);
    std::set<ledger::KnownOp const*> corrections;
    for (auto& past : all)
        corrections.merge(link_steps(past, replacements));
    for (auto const* const op : ops) {
        if (drops_actions(*op) && !corrections.contains(op))
            add_withdrawal(all, *op);
    }
    heap_sort(all, {}, [](ActionPast const& past) { return std::pair(past.first().at.ms, past.first().op); });
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

bool has_same_part(domain::ActionSuivi const& a, domain::ActionSuivi const& b, domain::Field const& part)
{
    return part_of(a, part.number) == part_of(b, part.number);
}

std::optional<PhraseArg> told_part(Context const& context, domain::Field const& part, domain::ActionSuivi const& action)
{
    auto const value = part_of(action, part.number);
    if (auto const* const member = std::get_if<MemberId>(&value))
        return short_value(context, part, domain::Value(member->view()));
    return short_value(context, part, domain::Value(std::get<std::uint64_t>(value)));
}

}  // namespace huisclos::app
