#include "core/law/decide.hpp"

#include <array>
#include <optional>
#include <span>
#include <utility>

#include "core/law/rules.hpp"

namespace huisclos::law {

namespace {

using Rule = rules::Verdict (*)(Request const&, Facts const&);

// What cannot exist anywhere comes first, then who may enter, then who may write.
constexpr std::array<Rule, 22> k_rules{
    rules::r_01,     rules::r_07,      rules::r_02,      rules::r_34,       rules::r_22, rules::r_50,
    rules::r_25,     rules::r_21,      rules::p_01,      rules::r_24,       rules::r_20, rules::p_02,
    rules::m_places, rules::m_access,  rules::m_reading, rules::m_printing, rules::s_01, rules::s_02,
    rules::r_04,     rules::m_writing, rules::s_06,      rules::s_07,
};
// Then what is owed to the person, or is to be written first.
constexpr std::array<Rule, 10> k_owed{
    rules::r_03, rules::s_05, rules::s_04, rules::s_08, rules::s_09,
    rules::r_12, rules::r_61, rules::r_60, rules::s_03, rules::r_80,
};

/// The first refusal of these rules. What they allow is the permission when none stands before.
std::optional<Decision> refusal_of(
    std::span<Rule const> list, Request const& request, Facts const& facts, rules::Verdict& permission)
{
    for (auto const rule : list) {
        auto verdict = rule(request, facts);
        if (verdict && !verdict->allowed)
            return verdict;
        if (verdict && !permission)
            permission = std::move(verdict);
    }
    return std::nullopt;
}

/// A refusal if any rule refuses, else a permission if any allows, else no (D-00).
Decision judge(Request const& request, Facts const& facts)
{
    rules::Verdict permission;
    if (auto refused = refusal_of(k_rules, request, facts, permission))
        return std::move(*refused);
    if (auto refused = refusal_of(k_owed, request, facts, permission))
        return std::move(*refused);
    if (!permission)
        return rules::refuse("D-00", "refus");
    return std::move(*permission);
}

}  // namespace

Decision decide(Request const& request, Facts const& facts)
{
    auto decision = judge(request, facts);
    decision.log = rules::log_entry(request, decision.allowed);
    if (decision.allowed)
        decision.notices = rules::notices(request, facts);
    return decision;
}

std::vector<Decision> refusals(Request const& request, Facts const& facts)
{
    std::vector<Decision> all;
    rules::Verdict permission;
    if (auto refused = refusal_of(k_rules, request, facts, permission)) {
        all.push_back(std::move(*refused));
        return all;
    }
    bool const is_permitted = permission.has_value();
    for (auto const& rule : k_owed) {
        if (auto refused = refusal_of({&rule, 1}, request, facts, permission))
            all.push_back(std::move(*refused));
    }
    if (all.empty() && !permission)
        all.push_back(rules::refuse("D-00", "refus"));
    // Mending would not do where nothing permits it.
    if (!is_permitted && all.size() > 1)
        all.erase(all.begin() + 1, all.end());
    return all;
}

}  // namespace huisclos::law
