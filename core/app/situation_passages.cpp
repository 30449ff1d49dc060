#include "core/app/situation_passages.hpp"

#include <algorithm>
#include <optional>

#include "core/domain/fiche.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"

namespace huisclos::app {

namespace {

/// The status to which the segment of this op brought the sheet: what a passage gives is written with it.
std::optional<domain::Statut> passage_with(std::vector<ledger::KnownOp const*> const& ops, ledger::KnownOp const& op)
{
    for (auto const* const one : ops) {
        if (one->node == op.node && one->inner.field == domain::field::k_statut && code_set(*one) != 0)
            return static_cast<domain::Statut>(code_set(*one));
    }
    return std::nullopt;
}

}  // namespace

std::uint64_t code_set(ledger::KnownOp const& op)
{
    bool const is_set = op.is_record_kind && op.kind == ledger::OpKind::Set && !op.inner_bytes.empty();
    return is_set ? op.inner.value.as_unsigned().value_or(0) : 0;
}

bool is_of_passage(std::vector<ledger::KnownOp const*> const& ops, ledger::KnownOp const& op)
{
    namespace field = domain::field;
    auto const number = op.inner.field;
    bool const is_of_end = number == field::k_motif_fin || number == field::k_date_fin;
    if (!is_of_end && number != field::k_motif_reouverture)
        return false;
    auto const to = passage_with(ops, op);
    bool const closes = to == domain::Statut::Cloturee;
    if (!is_of_end)
        return to == domain::Statut::AExaminer;
    return code_set(op) != 0 ? closes : to && !closes;
}

bool is_said_by_reason(std::vector<ledger::KnownOp const*> const& ops, ledger::KnownOp const& status)
{
    return std::ranges::any_of(ops, [&](ledger::KnownOp const* one) {
        auto const number = one->inner.field;
        bool const is_reason = number == domain::field::k_motif_fin || number == domain::field::k_motif_reouverture;
        return one->node == status.node && is_reason && code_set(*one) != 0 && is_of_passage(ops, *one);
    });
}

}  // namespace huisclos::app
