// What acts wrote of the communes of the council, found in the history of its record: the same changes as those of the
// form that prepared them. The ops of one segment are one writing.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/app/council_record_words.hpp"
#include "core/domain/council.hpp"
#include "core/ledger/record_store.hpp"

namespace huisclos::app {

/// What the fields of a record hold by then, in words.
using SaidValues = std::map<std::uint64_t, std::optional<PhraseArg>>;

class CommunesPast {
public:
    /// `kind`: none of a record that is not the council's, in which nothing is found. `history` outlives it.
    CommunesPast(std::vector<ledger::KnownOp const*> const& history, std::optional<domain::TypeInstance> kind)
        : m_history(history), m_kind(kind)
    {}

    /// The ops of the history one after the other. At the first one of a writing, all that it changes; at the others,
    /// and at those of the duties that follow from a population, nothing. None: the op is about something else.
    [[nodiscard]] std::optional<std::vector<FieldChange>> changes_at(
        ledger::KnownOp const& op, SaidValues const& values);

private:
    struct Standing {
        OpId op{};
        domain::Commune commune{};
    };
    /// What one writing does.
    struct Step {
        std::vector<domain::Commune> before{};
        std::vector<domain::Commune> after{};
        std::vector<domain::Commune> gone{};
        std::vector<domain::Commune> come{};
    };

    [[nodiscard]] Step take(ledger::ChainNode const* node);
    void apply(ledger::KnownOp const& op, Step& step);
    [[nodiscard]] std::vector<domain::Commune> standing() const;

    std::vector<ledger::KnownOp const*> const& m_history;
    std::optional<domain::TypeInstance> m_kind;
    std::vector<Standing> m_standing{};
    std::set<ledger::ChainNode const*> m_taken{};
    std::set<ledger::ChainNode const*> m_populated{};  ///< Writings that say another population.
};

}  // namespace huisclos::app
