// Says the ops of one act in their order, each under the sentence by which it was prepared. Whatever stands beside it,
// an op that gives somebody an access, or another function, is said by a line of its own.
//
//   council_act_speaker.cpp    the order: what is said where, and what has no room
//   council_act_people.cpp     functions, entries, accesses, departures
//   council_act_key_words.cpp  keys that change, and why; the log

#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "core/app/council_act_heads.hpp"
#include "core/app/council_act_keys.hpp"
#include "core/app/council_act_words.hpp"
#include "core/app/council_op_words.hpp"

namespace huisclos::app {

/// Lines in the making: what is about one person, or one new group, stays below the line that brings him or it.
class ActLines {
public:
    /// A line that is about nobody in particular.
    ChangeLine& add(Phrase text);
    /// Of an op. `group`: the new group that it is of.
    ChangeLine& add(Phrase text, ledger::OpDescription const& op, std::optional<GroupId> const& group);
    void add_below(Phrase text);
    /// What comes next about him, or of that new group, is said below the last line.
    void open(MemberId const& id) { m_member = id; }
    void open(GroupId const& id) { m_group = id; }
    /// Whom the last line is about; the next one is not below it.
    [[nodiscard]] std::optional<MemberId> close() { return std::exchange(m_member, std::nullopt); }

    [[nodiscard]] std::vector<ChangeLine> const& all() const { return m_lines; }
    [[nodiscard]] std::vector<ChangeLine> take() { return std::move(m_lines); }

private:
    std::vector<ChangeLine> m_lines{};
    std::optional<MemberId> m_member{};
    std::optional<GroupId> m_group{};
};

/// Whose function an act changes. `now` is None where it leaves him accesses and no function.
struct FunctionChange {
    domain::Profile former{domain::Profile::None};
    domain::Profile now{domain::Profile::None};
};
using FunctionChanges = std::map<MemberId, FunctionChange>;
[[nodiscard]] FunctionChanges functions_changed(
    ledger::RegistryState const& before, std::vector<ledger::OpDescription> const& ops);

class ActSpeaker {
public:
    /// `most`: where so many lines are said, what is left is counted.
    ActSpeaker(
        Context const& context, ActNames names, ledger::RegistryState const& before, ledger::Act const& act,
        std::span<ledger::OpSkip const> skips, std::size_t most = k_all_lines);

    /// A change of the act in draft: another one may begin the key of the log.
    void note_log_key_of_draft();
    void say_ops();
    /// Those that were asked for; where the council wants them changed after some days, and nobody left, for their age.
    /// `names_token`: the act gives the store another token.
    void say_asked_keys(bool names_token);
    /// How many changes there was no room for.
    void say_left_out();
    /// Those that somebody or a device may not use any more, changed or, out of reach of who signs, to be changed.
    void say_ended_keys();
    /// Who read the log leaves, and the act begins no key of it (ledger::PreparedAct::needs_log_key).
    void say_log_key_due(LogKeySaid said, AuditOnce* audit);
    /// Of an act that changes nothing that is told.
    void say_all();
    [[nodiscard]] std::vector<ChangeLine> take() { return m_lines.take(); }
    [[nodiscard]] bool is_silent() const { return m_lines.all().empty(); }

private:
    using Op = ledger::OpDescription;

    // Order and room.
    [[nodiscard]] bool has_room(std::size_t lines) const;
    [[nodiscard]] std::size_t count_of_lines(Op const& op) const;
    [[nodiscard]] bool is_function_due(Op const& op) const;
    void leave_out(std::size_t from);
    void say_one(Op const& op);
    [[nodiscard]] bool is_below_text(Op const& op) const;
    [[nodiscard]] bool is_said_elsewhere(Op const& op) const;
    [[nodiscard]] bool is_access_told(Op const& op) const;
    void say_opening();
    void say_group_made(Op const& op);
    void add_settings(Op const& op);
    void say_visa_beside();
    void say_other(Op const& op);
    ChangeLine& add(Op const& op) { return add(say_op(m_context, m_names, op), op); }
    ChangeLine& add(Phrase text, Op const& op);

    // People.
    [[nodiscard]] Phrase say_new_function(MemberId const& id, FunctionChange const& change) const;
    void say_function(Op const& op);
    void say_entry(Op const& op);
    void say_entry_into(std::vector<ledger::RoleOp> const& part, Phrase said);
    [[nodiscard]] bool is_ended(MemberId const& member, CompartmentId const& cid) const;
    void say_departure(MemberId const& id, std::span<CompartmentId const> spaces, GroupId const* group);
    void say_leaving(Op const& op);
    void say_access(Op const& op);
    void say_passed(Op const& op);
    void say_what_ends(Op const& op);

    // Keys.
    [[nodiscard]] bool is_entry_for_key(Op const& op) const;
    [[nodiscard]] std::vector<Op const*> asked_rotations() const;
    void say_asked_key(Op const& key);
    void say_old_keys(std::vector<Op const*> const& old);
    [[nodiscard]] bool ends_log(Op const& op) const;
    [[nodiscard]] bool does_begin_log_key() const;
    [[nodiscard]] Phrase say_end_of_access(MemberId const& member, CompartmentId const& cid) const;
    void say_log_key(Op const& op);

    Context const& m_context;
    ActNames m_names;
    ledger::RegistryState const& m_before;
    MemberId m_author;
    std::size_t m_most;
    CouncilMap m_map;
    std::vector<Op> m_ops;
    MadeSpaces m_made;
    ChangedKeys m_keys;
    std::set<CompartmentId> m_asked_keys;
    std::set<CompartmentId> m_halted_keys{};  ///< Of those asked for: nobody could write there any more.
    FunctionChanges m_functions;
    std::set<std::pair<MemberId, CompartmentId>> m_changed_accesses{};
    ActLines m_lines{};
    std::size_t m_left_out{0};     ///< Lines for which there was no room.
    bool m_begins_log_key{false};  ///< Another change of the act does.
    bool m_is_visa_said{false};
    bool m_is_opening_said{false};
    std::set<GroupId> m_groups_said{};
    std::set<MemberId> m_functions_said{};
    std::set<std::pair<MemberId, CompartmentId>> m_entered{};  ///< By the first space of what is entered.
    std::set<std::pair<MemberId, CompartmentId>> m_left{};     ///< By the first space of what is left.
};

}  // namespace huisclos::app
