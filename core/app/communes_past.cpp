#include "core/app/communes_past.hpp"

#include <algorithm>
#include <utility>

#include "core/app/communes.hpp"
#include "core/app/record_values.hpp"
#include "core/domain/fields.hpp"

namespace huisclos::app {

namespace {

namespace council_field = domain::instance_field;

bool is_of_list(ledger::KnownOp const& op, std::uint64_t field)
{
    bool const is_change = op.kind == ledger::OpKind::Add || op.kind == ledger::OpKind::Drop;
    return op.is_record_kind && is_change && !op.inner_bytes.empty() && op.inner.field == field;
}

FieldChange change_of_communes(std::optional<PhraseArg> now)
{
    return change_of(domain::RecordType::Instance, council_field::k_communes, std::move(now), std::nullopt);
}

/// Two people changed it at once: whoever writes the commune anew settles it.
bool has_several_populations(std::vector<domain::Commune> const& communes)
{
    return std::ranges::any_of(communes, [&communes](domain::Commune const& commune) {
        return commune.population != communes.front().population;
    });
}

/// Named and numbered as the council is by then, or as its author found it: nothing but its population is left to say.
bool is_own_commune(
    std::vector<domain::Commune> const& come, std::vector<domain::Commune> const& gone, SaidValues const& values)
{
    if (come.size() != 1)
        return false;
    auto const is_said = [&](std::uint64_t field, std::string domain::Commune::* part) {
        auto const& text = come.front().*part;
        auto const found = values.find(field);
        bool const is_of_council = found != values.end() && found->second == said_value(text);
        return is_of_council || (!gone.empty() && gone.front().*part == text);
    };
    return is_said(council_field::k_nom, &domain::Commune::nom) &&
           is_said(council_field::k_code, &domain::Commune::code);
}

}  // namespace

std::vector<domain::Commune> CommunesPast::standing() const
{
    std::vector<domain::Commune> communes;
    for (auto const& one : m_standing)
        communes.push_back(one.commune);
    return communes;
}

void CommunesPast::apply(ledger::KnownOp const& op, Step& step)
{
    if (op.kind == ledger::OpKind::Drop) {
        std::erase_if(m_standing, [&](Standing const& one) {
            bool const is_dropped = op.view->over.contains(one.op);
            if (is_dropped)
                step.gone.push_back(one.commune);
            return is_dropped;
        });
        return;
    }
    domain::Instance read;
    ValueView const value(op.inner.value);
    if (!domain::put_entry(read, council_field::k_communes, value.value()))
        return;
    step.come.push_back(read.communes.front());
    m_standing.push_back({op.id, std::move(read.communes.front())});
}

CommunesPast::Step CommunesPast::take(ledger::ChainNode const* node)
{
    Step step;
    step.before = standing();
    for (auto const* const op : m_history) {
        if (op->node == node && is_of_list(*op, council_field::k_communes))
            apply(*op, step);
    }
    step.after = standing();
    return step;
}

std::optional<std::vector<FieldChange>> CommunesPast::changes_at(ledger::KnownOp const& op, SaidValues const& values)
{
    std::vector<FieldChange> changes;
    if (!m_kind)
        return std::nullopt;
    if (is_of_list(op, council_field::k_obligations) && m_populated.contains(op.node))
        return changes;
    if (!is_of_list(op, council_field::k_communes))
        return std::nullopt;
    if (!m_taken.insert(op.node).second)
        return changes;
    auto const step = take(op.node);
    if (m_kind == domain::TypeInstance::Cispd) {
        for (auto& said : say_communes(step.before, step.after)) {
            changes.push_back(change_of_communes(std::nullopt));
            changes.back().said = std::move(said);
        }
    } else if (is_own_commune(step.come, step.gone, values)) {
        // Of what its author saw: another's may have come beside it since.
        auto const former = population_of(step.gone);
        auto const now = population_of(step.come);
        if (now == former && !has_several_populations(step.gone))
            return changes;
        m_populated.insert(op.node);
        changes.push_back(change_of(
            domain::RecordType::Instance, k_population_field, static_cast<std::int64_t>(now),
            static_cast<std::int64_t>(former)));
    }
    // No form of this version writes that.
    if (changes.empty())
        changes.push_back(change_of_communes(TextRef{"council.record.changed"}));
    return changes;
}

}  // namespace huisclos::app
