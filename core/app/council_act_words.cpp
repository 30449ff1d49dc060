#include "core/app/council_act_words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "core/app/council_act_heads.hpp"
#include "core/app/council_act_keys.hpp"
#include "core/app/council_acts.hpp"
#include "core/app/council_audit.hpp"
#include "core/app/council_op_words.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"

namespace huisclos::app {

namespace {

using ledger::ActOpKind;
using ledger::OpDescription;

/// Of ops that change nothing.
constexpr std::size_t k_most_skipped_said = 20;

/// What he is after the act, by all his roles; None: what the act says of him gives no function.
domain::Profile function_after(
    ledger::RegistryState const& before, std::vector<OpDescription> const& ops, MemberId const& id)
{
    std::map<CompartmentId, std::uint32_t> profiles;
    if (auto const* const member = before.member(id)) {
        member->roles.for_each([&profiles](CompartmentId const& cid, ledger::RoleRecord const& record) {
            profiles[cid] = record.current.role > 0 ? record.current.profile : 0;
        });
    }
    for (auto const& op : ops) {
        bool const is_said = !op.skipped || is_passed_by_departure(before, op);
        if (op.kind == ActOpKind::Role && op.member == id && op.cid && is_said)
            profiles[*op.cid] = op.right_after.role > 0 ? op.right_after.profile : 0;
    }
    std::uint32_t best = 0;
    for (auto const& [cid, profile] : profiles)
        best = leading_profile(best, profile);
    return domain::profile_from(best).value_or(domain::Profile::None);
}

/// Says the ops of an act in their order; what is about one person stays below the line that brings him.
class ActSpeaker {
public:
    ActSpeaker(
        Context const& context, DraftedNames names, ledger::RegistryState const& before, ledger::Act const& act,
        std::span<ledger::OpSkip const> skips)
        : m_context(context),
          m_names(std::move(names)),
          m_before(before),
          m_author(ledger::as_member(act.author)),
          m_map(council_map(before)),
          m_ops(ledger::describe_act(before, act, skips)),
          m_made(spaces_made(m_map, m_ops)),
          m_asked_keys(asked_keys())
    {}

    /// A change of the act in draft: another one may begin the key of the log.
    void note_log_key_of_draft() { m_begins_log_key = is_log_key_prepared(m_context); }

    /// A ranked person may sign thousands that do nothing: no list is that long.
    void say_ops(std::size_t most = k_all_lines)
    {
        std::size_t skipped = 0;
        for (std::size_t i = 0; i < m_ops.size(); ++i) {
            auto const& op = m_ops[i];
            if (is_said_elsewhere(op))
                continue;
            if (m_lines.size() >= most) {
                say_how_many_more(i);
                break;
            }
            if (op.skipped && ++skipped > k_most_skipped_said)
                continue;
            if (is_passed_by_departure(m_before, op))
                say_passed(op);
            else if (op.kind == ActOpKind::Policy)
                add_settings(op);
            else if (is_unknown_op(op) || op.skipped)
                add(say_op(m_context, m_names, op), op);
            else if (op.kind == ActOpKind::Role)
                say_access(op);
            else if (op.kind == ActOpKind::Visa)
                say_visa_beside();
            else if (op.kind != ActOpKind::Rotate)
                say_other(op, most);
        }
        if (skipped > k_most_skipped_said) {
            add(phrase("council.act.more_skipped").with("n", static_cast<std::int64_t>(skipped - k_most_skipped_said)));
            m_lines.back().had_effect = false;
        }
    }
    /// Those that were asked for; where the council wants them changed after some days, and nobody left, for their age.
    /// `names_token`: the act gives the store another token.
    void say_asked_keys(bool names_token)
    {
        std::vector<OpDescription const*> old;
        for (auto const& op : m_ops) {
            bool const is_asked =
                op.kind == ActOpKind::Rotate && !op.skipped && op.cid && m_asked_keys.contains(*op.cid);
            if (is_asked && names_token && *op.cid == k_dir)
                add(phrase("council.act.hides_token"));
            else if (is_asked && m_before.policy().epoch_days && !was_halted(m_context, m_before, *op.cid))
                old.push_back(&op);
            else if (is_asked)
                say_asked_key(op);
        }
        if (!old.empty())
            add(phrase("council.change.old_keys").with("n", static_cast<std::int64_t>(old.size())));
        for (auto const* const op : old)
            add_below(say_op(m_context, m_names, *op));
    }
    /// Those that somebody or a device may not use any more, changed or, out of reach of who signs, to be changed.
    void say_ended_keys()
    {
        auto const keys = keys_changed_by(m_before, m_ops);
        auto const changed =
            std::ranges::count_if(keys.ended, [&keys](CompartmentId const& cid) { return keys.rotated.contains(cid); });
        if (changed > 0)
            add(phrase(ended_keys_text(keys)).with("n", static_cast<std::int64_t>(changed)));
        for (auto const& cid : keys.ended) {
            if (keys.rotated.contains(cid) || m_context.registry().compartment(cid) == nullptr)
                continue;
            // By an earlier act, which says so.
            if (was_halted(m_context, m_before, cid))
                continue;
            add(phrase("council.act.halts").with("group", say_place(m_context, cid)));
            m_lines.back().is_warning = true;
        }
    }
    /// Who read the log leaves, and the act begins no key of it (ledger::PreparedAct::needs_log_key).
    void say_log_key_due(LogKeySaid said, AuditOnce* audit)
    {
        auto const ends = [this](OpDescription const& op) {
            return ends_log(op);
        };
        if (said == LogKeySaid::Never || does_begin_log_key() || std::ranges::none_of(m_ops, ends))
            return;
        if (said == LogKeySaid::WhileDue && audit != nullptr) {
            // As Home asks for it.
            auto const& left = audit->report().left_log;
            bool const is_due = std::ranges::any_of(m_ops, [&](OpDescription const& op) {
                return ends(op) && op.member && std::ranges::find(left, *op.member) != left.end();
            });
            if (!is_due)
                return;
        }
        add(phrase("council.act.log_key_due"));
    }
    /// Of an act that changes nothing that is told.
    void say_all()
    {
        auto const n = std::min(m_ops.size(), k_most_skipped_said);
        for (std::size_t i = 0; i < n; ++i)
            add(say_op(m_context, m_names, m_ops[i]), m_ops[i]);
        if (n < m_ops.size())
            add(phrase("council.act.more").with("n", static_cast<std::int64_t>(m_ops.size() - n)));
    }
    [[nodiscard]] std::vector<ChangeLine> take() { return std::move(m_lines); }
    [[nodiscard]] bool is_silent() const { return m_lines.empty(); }

private:
    /// As say_ops would, without the words.
    [[nodiscard]] std::size_t count_of_lines(OpDescription const& op) const
    {
        if (op.kind == ActOpKind::Policy)
            return count_of_settings(m_before, op.policy.value_or(ledger::PolicyOp{}));
        if (is_unknown_op(op) || op.skipped)
            return 1;
        if (op.kind == ActOpKind::Role)
            return op.right_before.role != op.right_after.role ? 1 : 0;
        return op.kind == ActOpKind::Visa || op.kind == ActOpKind::Rotate ? 0 : 1;
    }
    void say_how_many_more(std::size_t from)
    {
        std::size_t left = 0;
        for (std::size_t i = from; i < m_ops.size(); ++i)
            left += count_of_lines(m_ops[i]);
        if (left > 0)
            add(phrase("council.act.more").with("n", static_cast<std::int64_t>(left)));
    }
    [[nodiscard]] std::set<CompartmentId> asked_keys() const
    {
        auto const keys = keys_changed_by(m_before, m_ops);
        std::set<CompartmentId> asked;
        for (auto const& cid : keys.rotated) {
            if (!keys.made.contains(cid) && !keys.ended.contains(cid))
                asked.insert(cid);
        }
        return asked;
    }
    /// Below the text that opens a space, or below the key that its author enters a space to change.
    [[nodiscard]] bool is_said_elsewhere(OpDescription const& op) const
    {
        if (!op.cid || op.skipped || is_unknown_op(op))
            return false;
        return (m_is_opening_said && m_made.of_known.contains(*op.cid) && op.kind != ActOpKind::Rotate) ||
               is_entry_for_key(op);
    }
    [[nodiscard]] bool is_entry_for_key(OpDescription const& op) const
    {
        return op.kind == ActOpKind::Role && op.member == m_author && op.right_before.role == 0 &&
               op.right_after.role > 0 && op.cid && m_asked_keys.contains(*op.cid);
    }
    void say_asked_key(OpDescription const& key)
    {
        add(say_op(m_context, m_names, key));
        if (was_halted(m_context, m_before, *key.cid))
            add_below(phrase("council.change.rotate_halted"));
        for (auto const& op : m_ops) {
            if (!op.skipped && op.cid == key.cid && is_entry_for_key(op))
                add_below(say_op(m_context, m_names, op));
        }
    }
    /// Below the text that lets it be made, as both were prepared.
    void say_opening()
    {
        auto const is_text = [](ChangeLine const& line) {
            return line.text.key == "council.change.text";
        };
        if (m_made.of_known.empty() || std::ranges::none_of(m_lines, is_text))
            return;
        m_is_opening_said = true;
        for (auto const& op : m_ops) {
            if (op.kind == ActOpKind::Compartment && op.cid && m_made.of_known.contains(*op.cid))
                add_below(
                    phrase("council.change.opens").with("group", plain_group(m_context, m_made.of_known.at(*op.cid))));
        }
        for (auto const& op : m_ops) {
            bool const is_told = op.kind != ActOpKind::Role || op.right_before.role != op.right_after.role;
            if (is_said_elsewhere(op) && !is_entry_for_key(op) && is_told)
                add_below(say_op(m_context, m_names, op));
        }
    }
    void add_below(Phrase text)
    {
        m_lines.push_back({.id = m_lines.size() + 1, .text = std::move(text), .is_below = true});
    }
    void add(Phrase text)
    {
        m_above.reset();
        m_new_group.reset();
        m_lines.push_back({.id = m_lines.size() + 1, .text = std::move(text)});
    }
    void add(Phrase text, OpDescription const& op)
    {
        auto const made = op.cid && m_new_group ? m_made.of_new.find(*op.cid) : m_made.of_new.end();
        bool const is_of_group = made != m_made.of_new.end() && made->second == m_new_group;
        bool const is_below = is_of_group || (op.member && m_above == op.member);
        if (!is_of_group)
            m_new_group.reset();
        if (!is_below)
            m_above.reset();
        m_lines.push_back(
            {.id = m_lines.size() + 1, .text = std::move(text), .had_effect = !op.skipped, .is_below = is_below});
    }
    /// What comes next about him is said below this line.
    void open(MemberId const& id) { m_above = id; }

    /// Once for each whose function the act changes or gives.
    void say_function(OpDescription const& op)
    {
        if (!op.member || !m_said.insert(*op.member).second)
            return;
        auto const former = profile_of(m_before, *op.member);
        auto const now = function_after(m_before, m_ops, *op.member);
        if (now == domain::Profile::None || now == former)
            return;
        m_other.insert(*op.member);
        bool const is_new = former == domain::Profile::None;
        auto said = phrase(is_new ? "council.op.function" : "council.change.function")
                        .with("name", said_name(m_context, m_names, *op.member))
                        .with("function", TextRef{std::string(domain::text_key(now))});
        if (!is_new)
            said.with("former", TextRef{std::string(domain::text_key(former))});
        add(std::move(said), op);
        m_lines.back().named = op.member;  // What is written of him was prepared with it.
        open(*op.member);
    }
    /// Its spaces, and who reads them, are below.
    void say_group_made(OpDescription const& op)
    {
        auto const made = op.cid ? m_made.of_new.find(*op.cid) : m_made.of_new.end();
        if (made == m_made.of_new.end() || !m_groups_said.insert(made->second).second)
            return;
        auto said = say_new_group(m_context, m_names, m_made, made->second);
        if (said.empty())
            return;
        add(std::move(said));
        m_new_group = made->second;
    }
    /// A group, or the formation restreinte, that he enters as a whole and for no other function; or the log.
    void say_entry(OpDescription const& op)
    {
        bool const is_entered = op.member && op.cid && op.right_before.role == 0 && op.right_after.role > 0;
        if (!is_entered || m_other.contains(*op.member))
            return;
        auto const name = said_name(m_context, m_names, *op.member);
        if (op.cid == k_log)
            return say_entry_into(*op.member, {k_log}, phrase("council.change.log_role").with("name", name));
        auto const profile = profile_of(m_before, *op.member);
        if (op.cid == m_map.restricted)
            return say_entry_into(
                *op.member, part_in(m_map, nullptr, profile),
                phrase("council.change.join_restricted").with("name", name));
        for (auto const& group : m_map.groups) {
            if (group.plain == op.cid || group.nominative == op.cid)
                say_entry_into(
                    *op.member, part_in(m_map, &group, profile),
                    phrase("council.change.join")
                        .with("name", name)
                        .with("group", plain_group(m_context, group.group)));
        }
    }
    void say_entry_into(MemberId const& id, std::vector<CompartmentId> const& part, Phrase said)
    {
        if (!enters_all_of(m_ops, id, part) || !m_entered.emplace(id, part.front()).second)
            return;
        add(std::move(said));
        open(id);
    }
    [[nodiscard]] bool is_ended(MemberId const& member, CompartmentId const& cid) const
    {
        return std::ranges::any_of(m_ops, [&](OpDescription const& op) {
            return op.kind == ActOpKind::Role && op.member == member && op.cid == cid && !op.skipped &&
                   op.right_after.role == 0;
        });
    }
    /// By the words in which it is prepared; each space is below.
    void say_departure(MemberId const& id, std::span<CompartmentId const> spaces, GroupId const* group)
    {
        auto const* const member = m_before.member(id);
        auto const keeps = [&](CompartmentId const& cid) {
            return member->right_in(cid).role > 0 && !is_ended(id, cid);
        };
        if (member == nullptr || std::ranges::any_of(spaces, keeps) || !m_left.emplace(id, spaces.front()).second)
            return;
        auto said = phrase(group == nullptr ? "council.change.leave_restricted" : "council.change.leave")
                        .with("name", said_name(m_context, m_names, id));
        if (group != nullptr)
            said.with("group", plain_group(m_context, *group));
        add(std::move(said));
        open(id);
    }
    /// A group, or the formation restreinte, that he leaves as a whole and for no other function.
    void say_leaving(OpDescription const& op)
    {
        bool const is_left = op.member && op.cid && op.right_before.role > 0 && op.right_after.role == 0;
        if (!is_left || m_other.contains(*op.member))
            return;
        if (op.cid == m_map.restricted)
            return say_departure(*op.member, {&*op.cid, 1}, nullptr);
        for (auto const& group : m_map.groups) {
            if (group.plain != op.cid && group.nominative != op.cid)
                continue;
            std::vector<CompartmentId> spaces;
            for (auto const& cid : {group.plain, group.nominative}) {
                if (cid)
                    spaces.push_back(*cid);
            }
            say_departure(*op.member, spaces, &group.group);
        }
    }
    void add_settings(OpDescription const& op)
    {
        auto const policy = op.policy.value_or(ledger::PolicyOp{});
        auto const put = [this](ledger::PolicyOp settings, bool had_effect) {
            for (auto& said : say_settings(m_context, m_names, m_before, std::move(settings))) {
                add(std::move(said.text));
                m_lines.back().had_effect = had_effect;
                m_lines.back().is_below = said.is_below;
            }
        };
        put(op.skipped ? set_all_the_same(policy, *op.skipped) : policy, true);
        if (policy.texts)
            say_opening();
        if (op.skipped)
            put(passed_over(policy, *op.skipped), false);
    }
    void say_access(OpDescription const& op)
    {
        say_function(op);
        say_leaving(op);
        say_entry(op);
        bool const ends_log_later = op.member && op.cid == k_log && op.right_after.role == 0 && !does_begin_log_key();
        if (op.right_before.role != op.right_after.role)
            add(ends_log_later ? say_end_of_access(*op.member, k_log) : say_op(m_context, m_names, op), op);
    }
    void say_passed(OpDescription const& op)
    {
        if (op.kind == ActOpKind::Role || op.kind == ActOpKind::Rank)
            say_function(op);
        if (op.kind != ActOpKind::Role || op.right_before.role != op.right_after.role)
            add(say_op(m_context, m_names, op), op);
    }
    [[nodiscard]] bool ends_log(OpDescription const& op) const
    {
        return !op.skipped && std::ranges::find(op.loses, k_log) != op.loses.end();
    }
    [[nodiscard]] bool does_begin_log_key() const
    {
        return m_begins_log_key || std::ranges::any_of(m_ops, [](OpDescription const& op) {
                   return op.kind == ActOpKind::LogKey && !op.skipped;
               });
    }
    /// Who holds the key of the log opens what it closes until there is another one.
    [[nodiscard]] Phrase say_end_of_access(MemberId const& member, CompartmentId const& cid) const
    {
        auto name = said_name(m_context, m_names, member);
        if (cid == k_log && !does_begin_log_key())
            return phrase("council.op.leaves_log").with("name", std::move(name));
        return phrase("council.op.leaves").with("name", std::move(name)).with("place", say_place(m_context, cid));
    }
    /// As it was prepared, beside other changes. An act of one op may be signed for records alone: act_lines says that.
    void say_visa_beside()
    {
        if (m_ops.size() > 1 && !std::exchange(m_is_visa_said, true))
            add(phrase("council.change.visa"));
    }
    /// Below whom it is begun for, where the line before is about somebody who reads the log no more.
    void say_log_key(OpDescription const& op)
    {
        auto const about = std::exchange(m_above, std::nullopt);
        bool const is_below = about && std::ranges::any_of(m_ops, [&](OpDescription const& other) {
                                  return other.member == about && ends_log(other);
                              });
        add(m_before.log_keys().empty() ? say_op(m_context, m_names, op) : phrase("council.change.log_key"));
        m_lines.back().is_below = is_below;
        if (is_below)
            m_above = about;
    }
    /// All that his entry named: function, signature, each access. All of them or none: that he leaves says it too.
    void say_what_ends(OpDescription const& op, std::size_t most)
    {
        auto const function = profile_of(m_before, *op.member);
        auto const* const member = m_before.member(*op.member);
        bool const is_told = function != domain::Profile::None && m_said.insert(*op.member).second;
        bool const signs = is_told && member != nullptr && member->rank != ledger::k_no_rank;
        if (most - m_lines.size() < op.loses.size() + (is_told ? 1 : 0) + (signs ? 1 : 0))
            return;
        open(*op.member);
        if (is_told)
            add(phrase("council.op.function_ends")
                    .with("name", said_name(m_context, m_names, *op.member))
                    .with("function", TextRef{std::string(domain::text_key(function))}),
                op);
        if (signs)
            add(phrase("council.op.loses_rank").with("name", said_name(m_context, m_names, *op.member)), op);
        for (auto const& cid : in_council_order(m_map, op.loses))
            add(say_end_of_access(*op.member, cid), op);
    }
    void say_other(OpDescription const& op, std::size_t most)
    {
        if (op.kind == ActOpKind::Rank)
            say_function(op);
        if (op.kind == ActOpKind::LogKey)
            return say_log_key(op);
        if (op.kind == ActOpKind::Compartment)
            say_group_made(op);
        add(say_op(m_context, m_names, op), op);
        if (op.kind == ActOpKind::MemberOut && !is_unknown_op(op) && !op.skipped)
            m_lines.back().leaver = op.member;  // Of this line alone: what is written of him is said next.
        if (op.kind == ActOpKind::Member && op.member) {
            open(*op.member);
            say_function(op);
        }
        if (op.kind == ActOpKind::MemberOut && op.member)
            say_what_ends(op, most);
    }

    Context const& m_context;
    DraftedNames m_names;
    ledger::RegistryState const& m_before;
    MemberId m_author;
    CouncilMap m_map;
    std::vector<OpDescription> m_ops;
    MadeSpaces m_made;
    std::set<CompartmentId> m_asked_keys;
    std::vector<ChangeLine> m_lines{};
    bool m_begins_log_key{false};  ///< Another change of the act does.
    bool m_is_visa_said{false};
    std::optional<MemberId> m_above{};     ///< Whom the line before names.
    std::optional<GroupId> m_new_group{};  ///< That the line before makes.
    std::set<GroupId> m_groups_said{};
    std::set<std::pair<MemberId, CompartmentId>> m_entered{};  ///< By the first space of what is entered.
    bool m_is_opening_said{false};
    std::set<MemberId> m_said{};
    std::set<MemberId> m_other{};  ///< Whose function changes: the spaces that it opens or ends are below it.
    std::set<std::pair<MemberId, CompartmentId>> m_left{};  ///< By the first space of what is left.
};

}  // namespace

std::vector<ChangeLine> effects_of(
    Context const& context, ledger::RegistryState const& before, ledger::Act const& act,
    std::span<ledger::OpSkip const> skips, std::size_t most, LogKeySaid log_key, AuditOnce* audit)
{
    ActSpeaker speaker(context, names_in(context.acts.draft), before, act, skips);
    speaker.say_ops(most);
    speaker.say_asked_keys(ledger::names_store_token(act.ops));
    speaker.say_ended_keys();
    speaker.say_log_key_due(log_key, audit);
    bool const is_visa = std::ranges::any_of(
        act.ops, [](ledger::ActOp const& op) { return std::holds_alternative<ledger::VisaOp>(op); });
    if (speaker.is_silent() && !is_visa)
        speaker.say_all();
    return speaker.take();
}

std::vector<Phrase> effects_of(Context const& context, DraftChange const& change)
{
    ledger::Act act;
    act.author = ledger::author_of(context.vault.self());
    act.ops = change.ops;
    ActSpeaker speaker(context, names_in({&change, 1}), context.registry(), act, {});
    speaker.note_log_key_of_draft();
    speaker.say_ops();
    speaker.say_asked_keys(false);
    std::vector<Phrase> said;
    for (auto& line : speaker.take())
        said.push_back(std::move(line.text));
    return said;
}

}  // namespace huisclos::app
