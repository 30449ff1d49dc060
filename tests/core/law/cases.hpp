// People and requests of the tests of the law. Every fact of `a_member_of_the_group` and of the others is one that
// allows, so that each test takes away the one it is about.

#pragma once

#include <ostream>
#include <string>

#include "core/law/decide.hpp"

namespace huisclos::tests {

inline constexpr Date k_today{2026, 11, 25};

/// The school of the group, who accepted everything.
inline law::Facts a_member_of_the_group()
{
    law::Facts facts;
    facts.actor = {
        .profile = domain::Profile::Membre,
        .role = domain::Role::Contribute,
        .active = true,
        .ranked = false,
        .charter_accepted = true,
        .rules_accepted = true};
    facts.person.named = true;
    facts.group = {.rules_proposed = {2026, 9, 1}, .rules_adopted = {2026, 9, 15}, .log_key_known = true};
    return facts;
}

inline law::Facts a_person_of(domain::Profile profile, domain::Role role)
{
    auto facts = a_member_of_the_group();
    facts.actor.profile = profile;
    facts.actor.role = role;
    return facts;
}

inline law::Facts the_coordonnateur()
{
    auto facts = a_person_of(domain::Profile::Coordonnateur, domain::Role::Manage);
    facts.actor.ranked = true;
    return facts;
}

inline law::Facts the_mayor()
{
    auto facts = a_person_of(domain::Profile::Maire, domain::Role::Manage);
    facts.actor.ranked = true;
    facts.actor.controller = true;
    return facts;
}

/// A minor of 15 whose mother is named and who was informed, parents too; a référent is named.
inline void add_a_followed_minor(law::Facts& facts, domain::Statut status)
{
    facts.record.status = status;
    facts.record.has_referent = true;
    facts.record.unretained = true;
    facts.record.start = {2026, 10, 1};
    facts.person = {
        .named = true,
        .birth = {2011, 3, 12},
        .has_representative = true,
        .has_absence_reason = false,
        .informed = true,
        .parents_informed = true,
        .deferred = false,
        .deferred_until = {}};
}

inline law::Request a_request(
    law::Action action, law::Place place, domain::RecordType type = domain::RecordType::None, std::uint64_t field = 0)
{
    law::Request request;
    request.action = action;
    request.place = place;
    request.type = type;
    request.field = field;
    request.today = k_today;
    return request;
}

inline law::Request a_write(
    law::Action action, domain::RecordType type, std::uint64_t field, std::optional<domain::Value> value = {})
{
    auto request = a_request(action, law::k_groupe_nominatif, type, field);
    request.value = value;
    return request;
}

/// The author of a signalement that nobody has qualified yet.
inline law::Facts an_author()
{
    auto facts = a_member_of_the_group();
    facts.record.own = true;
    facts.record.status = domain::Statut::Signalee;
    return facts;
}

inline law::Request a_status(domain::Statut to, domain::RecordType type = domain::RecordType::Situation)
{
    auto request = a_request(law::Action::ChangeStatus, law::k_groupe_nominatif, type);
    request.to = to;
    return request;
}

/// « allowed M-08 » or « refused R-21 law.r_21.charte ».
inline std::string said(law::Decision const& decision)
{
    std::string text = decision.allowed ? "allowed " : "refused ";
    text += decision.rule;
    if (!decision.allowed)
        text += " " + decision.message.key;
    return text;
}

inline std::string decided(law::Request const& request, law::Facts const& facts)
{
    return said(law::decide(request, facts));
}

}  // namespace huisclos::tests
