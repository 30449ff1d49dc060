#include "core/app/situation_versions.hpp"

#include <algorithm>

#include "core/app/record_values.hpp"

namespace huisclos::app {

namespace {

/// The name that all versions of an action bear: the element that they correct. One that names an element which stands
/// corrects nothing: it is an action of its own, whoever says otherwise.
OpId name_of(std::vector<domain::ActionSuivi> const& all, domain::ActionSuivi const& action)
{
    bool const is_correction = action.premiere && std::ranges::none_of(all, [&action](domain::ActionSuivi const& one) {
                                   return one.written.op == *action.premiere;
                               });
    return is_correction ? *action.premiere : action.written.op;
}

std::vector<OpId> names_of(std::vector<domain::ActionSuivi> const& all)
{
    std::vector<OpId> names;
    for (auto const& action : all)
        names.push_back(name_of(all, action));
    return names;
}

}  // namespace

std::vector<domain::ActionSuivi> standing_actions(ledger::RecordState const& state)
{
    domain::Fiche read;
    read.type = domain::RecordType::Situation;
    for (auto const& entry : state.at(ledger::Space::Set, domain::field::k_actions)) {
        ValueView const value(entry.value());
        (void)domain::put_entry(read, domain::field::k_actions, written_of(*entry.op), value.value());
    }
    return std::move(read.actions);
}

void keep_last_versions(std::vector<domain::ActionSuivi>& actions)
{
    if (actions.size() < 2)
        return;
    auto const names = names_of(actions);
    std::vector<domain::ActionSuivi> last;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        auto const after = names.begin() + static_cast<std::ptrdiff_t>(i) + 1;
        if (std::find(after, names.end(), names[i]) == names.end())
            last.push_back(std::move(actions[i]));
    }
    actions = std::move(last);
}

bool say_the_same(domain::ActionSuivi const& a, domain::ActionSuivi const& b)
{
    return a.type == b.type && a.responsable == b.responsable && a.debut == b.debut && a.fin == b.fin &&
           a.resultat == b.resultat;
}

bool are_settled(std::vector<domain::ActionSuivi> const& versions)
{
    return std::ranges::all_of(
        versions, [&versions](domain::ActionSuivi const& one) { return say_the_same(one, versions.back()); });
}

std::vector<domain::ActionSuivi> versions_of(ledger::RecordState const& state, OpId const& element)
{
    auto const all = standing_actions(state);
    auto const found = std::ranges::find(all, element, [](domain::ActionSuivi const& one) { return one.written.op; });
    std::vector<domain::ActionSuivi> versions;
    if (found == all.end())
        return versions;
    auto const name = name_of(all, *found);
    for (auto const& one : all) {
        if (name_of(all, one) == name)
            versions.push_back(one);
    }
    return versions;
}

bool has_action_conflict(ledger::RecordState const& state)
{
    auto const all = standing_actions(state);
    auto const names = names_of(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (names[i] == names[k] && !say_the_same(all[i], all[k]))
                return true;
        }
    }
    return false;
}

}  // namespace huisclos::app
