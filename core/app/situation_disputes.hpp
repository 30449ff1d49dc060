// Values of a field that were written at once, now or before somebody chose: both stay told.

#pragma once

#include <set>
#include <vector>

#include "core/ledger/fold.hpp"

namespace huisclos::app {

class Disputes {
public:
    /// Of one record. @param ops its whole past; must outlive this.
    Disputes(ledger::RecordState const& state, std::vector<ledger::KnownOp const*> const& ops);

    /// That value stands, or stood until another took their place, beside one that says otherwise.
    [[nodiscard]] bool has(ledger::KnownOp const& op) const { return m_values.contains(&op); }
    /// It took the place of several, and says what one of them said.
    [[nodiscard]] bool is_choice(ledger::KnownOp const& op) const { return m_choices.contains(&op); }

private:
    void add_replaced(std::vector<ledger::KnownOp const*> const& ops, ledger::KnownOp const& by);

    std::set<ledger::KnownOp const*> m_values{};
    std::set<ledger::KnownOp const*> m_choices{};
};

}  // namespace huisclos::app
