#include "core/app/council_draft_lines.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/app/council_act_words.hpp"
#include "core/app/council_audit.hpp"
#include "core/app/council_op_words.hpp"
#include "core/app/facts.hpp"

namespace huisclos::app {

namespace {

std::vector<ChangeLine> put_below(Context const& context, DraftChange const& change, std::vector<Phrase> below)
{
    auto const first = change.id << 32U;
    // Who answered is of the registre until he is in.
    auto const left_out = change.invite ? left_out_of_print(print_of_invitations(context)) : std::nullopt;
    std::vector<ChangeLine> lines{{.id = change.id, .text = change.text, .may_remove = true, .not_printed = left_out}};
    for (std::size_t i = 0; i < below.size(); ++i)
        lines.push_back({.id = first + i, .text = std::move(below[i]), .is_below = true, .not_printed = left_out});
    return lines;
}

bool is_visa_change(DraftChange const& change)
{
    return std::ranges::any_of(change.ops, is_visa);
}

/// Where the signed act says what a change asks for: ops where they stand, then keys that were asked for, those that
/// are old after the others (ActSpeaker::say_asked_keys), then what is written in records alone (act_lines).
enum class SaidAt : std::uint8_t { Op, AskedKey, OldKeys, Records };

SaidAt place_in_act(Context const& context, DraftChange const& change)
{
    if (change.ops.empty())
        return SaidAt::Records;
    bool has_key = false;
    for (auto const& op : change.ops) {
        // Who signs may enter the space whose key he changes.
        auto const* const role = std::get_if<ledger::RoleOp>(&op);
        bool const is_key = std::holds_alternative<ledger::RotateOp>(op);
        if (!is_key && (role == nullptr || role->member != context.vault.self()))
            return SaidAt::Op;
        has_key = has_key || is_key;
    }
    if (!has_key)
        return SaidAt::Op;
    return change.text.key == "council.change.old_keys" ? SaidAt::OldKeys : SaidAt::AskedKey;
}

/// Once signed it is told as such: beside changes of records alone, nothing in the act says that it was asked for.
bool is_visa_told(Context const& context, sync::ActPlan const& plan)
{
    return context.acts.draft.size() == 1 || !std::ranges::all_of(plan.prepared.act.ops, is_visa);
}

/// What the whole act does, of which each line is said once: below the change that asked for it, or beside.
class WholeAct {
public:
    WholeAct(Context const& context, sync::ActPlan const& plan)
        : m_lines(effects_of(context, context.registry(), plan.prepared.act, plan.prepared.preview.skips)),
          m_is_taken(m_lines.size())
    {}

    /// Whether it does that and it was not said. Changes say what they do in the order of the act.
    bool take(Phrase const& text)
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            auto const place = (m_next + i) % m_lines.size();
            if (m_is_taken[place] || m_lines[place].text != text)
                continue;
            m_is_taken[place] = true;
            m_next = place + 1;
            return true;
        }
        return false;
    }
    std::vector<ChangeLine> take_rest()
    {
        std::vector<ChangeLine> rest;
        bool is_above_there = false;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            auto& line = m_lines[i];
            bool const is_said = m_is_taken[i] || is_taken(line.text);
            if (!line.is_below)
                is_above_there = !is_said;
            if (is_said)
                continue;
            line.is_below = line.is_below && is_above_there;
            rest.push_back(line);
        }
        return rest;
    }

private:
    [[nodiscard]] bool is_taken(Phrase const& text) const
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (m_is_taken[i] && m_lines[i].text == text)
                return true;
        }
        return false;
    }

    std::vector<ChangeLine> m_lines{};
    std::vector<bool> m_is_taken{};
    std::size_t m_next{0};
};

/// What is to be known of a change, then what its ops do.
std::vector<Phrase> say_below(Context const& context, DraftChange const& change, WholeAct& act)
{
    (void)act.take(change.text);
    std::vector<Phrase> below;
    for (auto const& detail : change.details) {
        (void)act.take(detail);
        below.push_back(detail);
    }
    for (auto& effect : effects_of(context, change)) {
        // Of words that another change says too, each says its own once.
        bool const is_said = effect == change.text || std::ranges::find(below, effect) != below.end();
        if (!is_said && act.take(effect))
            below.push_back(std::move(effect));
    }
    return below;
}

/// What is said of it without being a line of the act: it is not there afterwards.
void add_draft_warnings(Context const& context, sync::ActPlan const& plan, std::vector<ChangeLine>& lines)
{
    auto const warn = [&lines](Phrase text) {
        lines.push_back({.text = std::move(text), .is_warning = true});
    };
    for (auto& text : say_without_key(context, plan)) {
        warn(std::move(text));
        lines.back().is_aside = true;
    }
    auto const lost = plan.prepared.preview.skips.size();
    if (lost > 0)
        warn(phrase("council.act.no_effect").with("n", static_cast<std::int64_t>(lost)));
}

}  // namespace

std::vector<Phrase> say_without_key(Context const& context, sync::ActPlan const& plan)
{
    std::vector<Phrase> told;
    auto const names = names_in(context.acts.draft);
    std::set<MemberId> said{context.vault.self()};
    for (auto const& waiting : plan.without_key) {
        if (waiting.bar == ledger::GrantBar::NotAReader || !said.insert(waiting.member).second)
            continue;
        auto const* const key =
            waiting.bar == ledger::GrantBar::BadKey ? "council.act.bad_key" : "council.act.without_key";
        told.push_back(phrase(key).with("name", said_name(context, names, waiting.member)));
    }
    return told;
}

Phrase say_seen(std::size_t n)
{
    return phrase("council.act.sees").with("n", static_cast<std::int64_t>(n));
}

std::vector<ChangeLine> change_lines(Context const& context, DraftChange const& change)
{
    auto below = change.details;
    for (auto const& effect : change.effects) {
        if (effect != change.text && std::ranges::find(change.details, effect) == change.details.end())
            below.push_back(effect);
    }
    return put_below(context, change, std::move(below));
}

std::vector<ChangeLine> draft_lines(Context const& context, sync::ActPlan const& plan, AuditOnce& audit)
{
    WholeAct act(context, plan);
    // Whatever he signs: an act that came in between is counted, so that he reads the form again.
    auto const seen = is_mayor(context) ? audit.report().to_see.size() : 0;
    bool is_seen_said = seen == 0;
    std::vector<ChangeLine> lines;
    for (auto const at : {SaidAt::Op, SaidAt::AskedKey, SaidAt::OldKeys, SaidAt::Records}) {
        for (auto const& change : context.acts.draft) {
            if (place_in_act(context, change) != at)
                continue;
            auto below = say_below(context, change, act);
            if (!is_seen_said && is_visa_change(change) && is_visa_told(context, plan)) {
                below.push_back(say_seen(seen));
                is_seen_said = true;
            }
            std::ranges::move(put_below(context, change, std::move(below)), std::back_inserter(lines));
        }
    }
    auto beside = act.take_rest();
    if (!is_seen_said)
        beside.push_back({.text = say_seen(seen)});
    add_draft_warnings(context, plan, beside);
    // It may name who enters.
    bool const has_entry =
        std::ranges::any_of(context.acts.draft, [](DraftChange const& change) { return change.invite.has_value(); });
    auto const left_out = has_entry ? left_out_of_print(print_of_invitations(context)) : std::nullopt;
    std::uint64_t count = 0;
    for (auto& line : beside) {
        line.id = ~++count;  // Those of changes count from 1.
        line.not_printed = left_out;
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace huisclos::app
