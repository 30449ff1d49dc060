// In which order acts are applied (docs/protocol.md 3.7 "In which order"): the more senior has the first word, each
// with what he had before his eyes.
//
// Sequences of acts share their beginnings: a SequenceNode is one act put after a sequence, and holds the state there.
// An honest history is a line, and then there is one node per act and the order is never computed. Nodes live as long
// as the order that made them.

#pragma once

#include <map>
#include <memory>
#include <vector>

#include "core/ledger/registry_apply.hpp"

namespace huisclos::ledger {

struct SequenceNode {
    SequenceNode const* before{nullptr};  ///< Null for the root.
    SequenceNode const* jump{nullptr};    ///< An earlier one, so that any earlier length is found in few steps.
    std::uint32_t act{0};
    std::uint32_t length{0};  ///< Acts in the sequence.
    Applied applied{};
    mutable std::vector<SequenceNode const*> next{};  ///< Sequences that go on from here.

    [[nodiscard]] RegistryState const& state() const { return applied.state; }
};

/// An admissible act. 0 is the root.
struct ActEntry {
    ApplicableAct applicable{};
    std::shared_ptr<SignedAct const> carried{};  ///< Null for the root.
    ActSet past{};                               ///< With the root, without itself.
    std::size_t past_count{0};
    std::vector<SetId> sets{};                 ///< Recovery sets that it puts in force in its own view.
    std::size_t recoveries{0};                 ///< The same, counted over the acts of rank -1 in it and its past.
    bool line{false};                          ///< Its past is a line.
    SequenceNode const* past_node{nullptr};    ///< apply(past).
    SequenceNode const* view{nullptr};         ///< apply(past), then itself.
    std::vector<SequenceNode const*> nodes{};  ///< Where it ends a sequence.

    [[nodiscard]] ActRef const& ref() const { return applicable.ref; }
    [[nodiscard]] Rank rank() const { return applicable.rank; }
};

class RegistryOrder {
public:
    RegistryOrder(Genesis const& genesis, VaultId const& vault);
    RegistryOrder(RegistryOrder const&) = delete;
    RegistryOrder& operator=(RegistryOrder const&) = delete;

    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] ActEntry const& entry(std::uint32_t index) const { return *m_entries[index]; }
    [[nodiscard]] SequenceNode const* root() const { return m_nodes.front().get(); }

    /// apply(the acts named and their past); `tips` ascending and known.
    [[nodiscard]] SequenceNode const* after(std::vector<std::uint32_t> const& tips);
    /// Adds an admissible act whose past is `tips`; gives its index. @pre after(tips) gives its author this rank.
    std::uint32_t admit(
        ApplicableAct act, std::shared_ptr<SignedAct const> carried, std::vector<std::uint32_t> const& tips);

    /// The acts of a sequence, in order, without the root.
    [[nodiscard]] std::vector<std::uint32_t> sequence(SequenceNode const* node) const;
    [[nodiscard]] bool contains(SequenceNode const* node, std::uint32_t act) const;
    [[nodiscard]] bool stands(ActEntry const& act, RegistryState const& state) const;
    [[nodiscard]] bool is_in_past(std::uint32_t earlier, std::uint32_t later) const;
    /// Acts of this rank.
    [[nodiscard]] ActSet const& of_rank(Rank rank) const;
    /// How often ops were applied: the cost that must not explode.
    [[nodiscard]] std::size_t steps() const { return m_nodes.size(); }
    /// Pasts whose state was computed, but for lines.
    [[nodiscard]] std::size_t known_pasts() const { return m_after.size(); }

    /// For tests: without the short way for lines the same states must come out.
    enum class LineRule : std::uint8_t { Shortcut, General };
    void set_line_rule(LineRule rule) { m_line_rule = rule; }

private:
    [[nodiscard]] SequenceNode const* apply_all(ActSet const& acts);
    [[nodiscard]] std::vector<std::uint32_t> first_words(
        ActSet const& acts, Rank rank, RegistryState const& state) const;
    [[nodiscard]] SequenceNode const* merge(SequenceNode const* into, SequenceNode const* other);
    [[nodiscard]] SequenceNode const* step(SequenceNode const* node, std::uint32_t act);
    void count_sets(ActEntry& entry) const;

    std::vector<std::unique_ptr<ActEntry>> m_entries{};
    std::vector<std::unique_ptr<SequenceNode>> m_nodes{};
    std::vector<ActSet> m_by_rank{};  ///< Index rank + 1.
    std::map<std::vector<std::uint32_t>, SequenceNode const*> m_after{};
    LineRule m_line_rule{LineRule::Shortcut};
};

}  // namespace huisclos::ledger
