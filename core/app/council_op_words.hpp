// One op of an act in words; what an act says of its ops together is in core/app/council_act_words.hpp.

#pragma once

#include <map>
#include <span>

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// Names that are not those of today: of who and what is not there yet, those that a draft gives; of a signed act,
/// those of its time.
struct ActNames {
    std::map<GroupId, std::string> groups{};
    std::map<MemberId, std::string> members{};
    std::vector<std::pair<ledger::TextInForce, Phrase>> texts{};  ///< That it puts in force, each as it says it.
};
[[nodiscard]] ActNames names_in(std::span<DraftChange const> changes);
/// As these names say it, else as the annuaire does.
[[nodiscard]] PhraseArg said_name(Context const& context, ActNames const& names, MemberId const& id);
[[nodiscard]] PhraseArg said_group(Context const& context, ActNames const& names, GroupId const& id);
[[nodiscard]] PhraseArg said_place(Context const& context, ActNames const& names, CompartmentId const& cid);
/// What an op changes.
[[nodiscard]] Phrase say_op(Context const& context, ActNames const& names, ledger::OpDescription const& op);
/// The settings that a policy changes, one each: what people know of first, the technical rest at the end as one. None
/// where it sets nothing.
[[nodiscard]] std::vector<Phrase> say_settings(ledger::PolicyOp policy);
struct SaidSetting {
    Phrase text{};
    bool is_below{false};  ///< Says more of the line before it that is not below another.
};
/// The same of an act signed on `before`; a text that it puts in force by the words in which that was prepared, with
/// what was said below them, where it is readable here. Of the founding act, its title and the day of its adoption, and
/// below the days on which groups proposed it. Another token of the store is said as it was prepared too.
[[nodiscard]] std::vector<SaidSetting> say_settings(
    Context const& context, ActNames const& names, ledger::RegistryState const& before, ledger::PolicyOp policy);
/// That a group proposed the règlement intérieur, and when.
[[nodiscard]] Phrase say_proposition(
    Context const& context, ActNames const& names, domain::Proposition const& proposition);
/// How many these are but for those below another, each text that it changes held to be readable: their words are not
/// looked for.
[[nodiscard]] std::size_t count_of_settings(ledger::RegistryState const& before, ledger::PolicyOp const& policy);
/// Of the settings of a policy, those that were passed over; and those that were set all the same.
[[nodiscard]] ledger::PolicyOp passed_over(ledger::PolicyOp op, ledger::OpSkip const& skip);
[[nodiscard]] ledger::PolicyOp set_all_the_same(ledger::PolicyOp op, ledger::OpSkip const& skip);
/// What does not read has no kind of its own; a visa is never without effect.
[[nodiscard]] bool is_unknown_op(ledger::OpDescription const& op);
/// Passed over since whom it is about has left, though he was a member in `before`, which its author saw: it is said as
/// it was signed.
[[nodiscard]] bool is_passed_by_departure(ledger::RegistryState const& before, ledger::OpDescription const& op);

}  // namespace huisclos::app
