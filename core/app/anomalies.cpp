#include "core/app/anomalies.hpp"

#include <map>

#include "core/app/council_index.hpp"

namespace huisclos::app {

namespace {

/// In the order in which they are shown.
enum class Reason : std::uint8_t { Chain, Rights, Form, Cut, Newer, Orphan, WaitsAct, NoKey, Before };

/// Ops and segments, by why and by whom; zero: the device of somebody who is not known.
using Counts = std::map<std::pair<Reason, MemberId>, std::int64_t>;

Reason reason_of(ledger::OpStatus status)
{
    switch (status) {
    case ledger::OpStatus::Rights:
        return Reason::Rights;
    case ledger::OpStatus::Cut:
        return Reason::Cut;
    case ledger::OpStatus::Upgrade:
    case ledger::OpStatus::Unreadable:
        return Reason::Newer;
    case ledger::OpStatus::Orphan:
        return Reason::Orphan;
    case ledger::OpStatus::WaitsEpoch:
    case ledger::OpStatus::WaitsMark:
        return Reason::WaitsAct;
    default:
        return Reason::Form;
    }
}

Reason reason_of(ledger::Chains::PendingSegment const& pending)
{
    if (pending.code == ErrorCode::Chain)
        return Reason::Chain;
    return pending.code == ErrorCode::NoKey ? Reason::NoKey : Reason::Before;
}

std::string_view key_of(Reason reason)
{
    switch (reason) {
    case Reason::Chain:
        return "session.anomaly.chain";
    case Reason::Rights:
        return "session.anomaly.rights";
    case Reason::Form:
        return "session.anomaly.form";
    case Reason::Cut:
        return "session.anomaly.cut";
    case Reason::Newer:
        return "session.anomaly.newer";
    case Reason::Orphan:
        return "session.anomaly.orphan";
    case Reason::WaitsAct:
        return "session.anomaly.waits_act";
    case Reason::NoKey:
        return "session.anomaly.no_key";
    case Reason::Before:
        return "session.anomaly.before";
    }
    return "session.anomaly.form";
}

Counts count_all(sync::Knowledge const& knowledge)
{
    Counts counts;
    for (auto const& cid : knowledge.open_compartments()) {
        auto const& store = *knowledge.records(cid);
        store.for_each_anomaly([&counts](ledger::KnownOp const& op) { ++counts[{reason_of(op.status), op.member()}]; });
        for (auto const& pending : store.chains().pending()) {
            auto const owner = knowledge.cards().find_device(pending.address.device);
            ++counts[{reason_of(pending), owner ? owner->member : MemberId{}}];
        }
    }
    return counts;
}

PhraseArg say_author(Context const& context, MemberId const& author)
{
    auto const name = author.is_zero() ? Phrase{} : context.council.name_of(author);
    return is_verbatim(name) ? name.args[0].second : PhraseArg(TextRef{"council.member.unknown"});
}

/// Acts put aside without a question, by who signed them.
std::map<MemberId, std::int64_t> count_passed_over(ledger::Registry const& registry)
{
    std::map<MemberId, std::int64_t> counts;
    for (auto const& passed : registry.passed_over())
        ++counts[ledger::as_member(registry.act(passed.act)->author)];
    return counts;
}

}  // namespace

void add_anomalies(Context const& context, SyncView& view)
{
    auto const& vault = context.vault;
    if (vault.status().own_head_closed)
        view.anomalies.push_back(phrase("session.anomaly.own_head"));
    if (auto const count = vault.unreadable(); count > 0)
        view.anomalies.push_back(phrase("session.anomaly.unreadable").with("n", static_cast<std::int64_t>(count)));
    auto const add = [&](std::string_view key, MemberId const& author, std::int64_t count) {
        if (view.anomalies.size() < k_most_anomalies_shown)
            view.anomalies.push_back(phrase(key).with("n", count).with("name", say_author(context, author)));
        else
            ++view.more_anomalies;
    };
    if (auto const* const registry = vault.knowledge().registry(); registry != nullptr) {
        for (auto const& [author, count] : count_passed_over(*registry))
            add(author == vault.self() ? "session.anomaly.passed_over_own" : "session.anomaly.passed_over", author,
                count);
    }
    for (auto const& [what, count] : count_all(vault.knowledge()))
        add(key_of(what.first), what.second, count);
}

}  // namespace huisclos::app
