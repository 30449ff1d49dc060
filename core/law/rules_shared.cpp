#include "core/law/rules.hpp"

#include <algorithm>

#include "core/domain/profile_table.hpp"

namespace huisclos::law::rules {

std::string key_of(std::string_view rule)
{
    std::string key = "law.";
    for (char const letter : rule) {
        if (letter == '-')
            key.push_back('_');
        else if (letter >= 'A' && letter <= 'Z')
            key.push_back(static_cast<char>(letter - 'A' + 'a'));
        else
            key.push_back(letter);
    }
    return key;
}

Decision refuse(std::string_view rule, std::string_view why)
{
    auto const key = key_of(rule);
    return {
        .allowed = false,
        .rule = rule,
        .message = phrase(key + "." + std::string(why)),
        .article = phrase(key + ".article"),
        .notices = {},
        .log = {}};
}

Decision refuse_right(std::string_view rule, std::string_view why)
{
    auto decision = refuse(rule, why);
    decision.message = phrase("law.droit." + std::string(why));
    return decision;
}

Decision allow(std::string_view rule)
{
    return {
        .allowed = true,
        .rule = rule,
        .message = {},
        .article = phrase(key_of(rule) + ".article"),
        .notices = {},
        .log = {}};
}

bool is_field_write(Action action)
{
    return action == Action::SetField || action == Action::AddElement || action == Action::DropElement ||
           action == Action::Append;
}

bool is_record_write(Action action)
{
    return is_field_write(action) || action == Action::CreateRecord || action == Action::ChangeStatus;
}

bool is_reading(Action action)
{
    return action == Action::OpenGroup || action == Action::ListGroup || action == Action::ShowList ||
           action == Action::SearchGroup || action == Action::OpenSheet || action == Action::ShowSheet ||
           action == Action::CopyValue;
}

bool is_nominative(domain::CompartmentClass of)
{
    using enum domain::CompartmentClass;
    return of == Nominatif || of == Judiciaire || of == Sensible || of == Suivi || of == Archive;
}

bool leads(domain::Profile profile)
{
    return profile == domain::Profile::Maire || profile == domain::Profile::Coordonnateur;
}

bool may_write_actions(domain::CompartmentClass of, ActorFacts const& who)
{
    auto const permit = domain::permits(
        domain::k_known_rules, of, who.profile, domain::op_kind::k_add, domain::RecordType::Situation,
        domain::field::k_actions);
    return who.active && permit.value_or(domain::Permit::No) != domain::Permit::No &&
           who.role >= domain::least_role(domain::op_kind::k_add, domain::Ownership::Others);
}

domain::Nature nature_of(Request const& request)
{
    using enum domain::Nature;
    if (auto const* table = domain::find_table(request.type))
        return table->nature;
    constexpr domain::Nature k_of_class[] = {N0, N0, N2, N3, N4, N5, N6, N7, N3, N3, N1, N1, N3};
    return k_of_class[static_cast<std::size_t>(request.place.compartment)];
}

domain::Field const* field_of(Request const& request)
{
    return domain::find_field(request.type, request.field);
}

bool clears(Request const& request)
{
    return request.action == Action::SetField && request.value &&
           std::holds_alternative<domain::Cleared>(*request.value);
}

std::optional<std::uint64_t> code_of(Request const& request)
{
    if (!request.value)
        return std::nullopt;
    auto const* code = std::get_if<std::uint64_t>(&*request.value);
    return code == nullptr ? std::nullopt : std::optional(*code);
}

}  // namespace huisclos::law::rules
