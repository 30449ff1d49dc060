#include "core/app/situation_disputes.hpp"

#include <algorithm>

namespace huisclos::app {

namespace {

bool is_field_value(ledger::KnownOp const& op)
{
    return op.is_record_kind && op.kind == ledger::OpKind::Set && !op.inner_bytes.empty() && op.inner.field <= 255;
}

bool says_the_same(ledger::KnownOp const& a, ledger::KnownOp const& b)
{
    return std::ranges::equal(a.inner.value.encoded(), b.inner.value.encoded());
}

}  // namespace

Disputes::Disputes(ledger::RecordState const& state, std::vector<ledger::KnownOp const*> const& ops)
{
    for (auto const* const op : ops) {
        if (!is_field_value(*op))
            continue;
        add_replaced(ops, *op);
        if (!state.is_conflict(op->inner.field))
            continue;
        for (auto const& entry : state.at(ledger::Space::Field, op->inner.field))
            m_values.insert(entry.op);
    }
}

void Disputes::add_replaced(std::vector<ledger::KnownOp const*> const& ops, ledger::KnownOp const& by)
{
    if (by.view->over.size() < 2)
        return;
    std::vector<ledger::KnownOp const*> replaced;
    for (auto const* const one : ops) {
        if (is_field_value(*one) && one->inner.field == by.inner.field && by.view->over.contains(one->id))
            replaced.push_back(one);
    }
    auto const is_first = [&replaced](ledger::KnownOp const* one) {
        return says_the_same(*one, *replaced.front());
    };
    if (std::ranges::all_of(replaced, is_first))
        return;
    m_values.insert(replaced.begin(), replaced.end());
    if (std::ranges::any_of(replaced, [&by](ledger::KnownOp const* one) { return says_the_same(*one, by); }))
        m_choices.insert(&by);
}

}  // namespace huisclos::app
