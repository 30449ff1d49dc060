#include <algorithm>
#include <functional>
#include <utility>

#include "core/app/communes.hpp"
#include "core/app/founding_fields.hpp"
#include "core/app/founding_internal.hpp"
#include "core/base/utf8.hpp"
#include "core/law/decide.hpp"

// What must be right before a council may be founded. The law is asked as for any other command.

namespace huisclos::app {

namespace founding {

namespace {

bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

std::optional<unsigned> read_digits(std::string_view text)
{
    if (text.empty() || !std::ranges::all_of(text, is_digit))
        return std::nullopt;
    unsigned number = 0;
    for (auto const digit : text)
        number = number * 10 + static_cast<unsigned>(digit - '0');
    return number;
}

}  // namespace

bool is_council_code(std::string_view code, bool is_intercommunal)
{
    if (!is_intercommunal)
        return is_insee_code(code);
    return code.size() == k_code_length && std::ranges::all_of(code, is_digit);
}

std::optional<Date> read_date(std::string_view typed)
{
    auto const first = typed.find('/');
    auto const second = first == std::string_view::npos ? first : typed.find('/', first + 1);
    if (second == std::string_view::npos || first > 2 || second - first > 3 || typed.size() - second != 5)
        return std::nullopt;
    auto const day = read_digits(typed.substr(0, first));
    auto const month = read_digits(typed.substr(first + 1, second - first - 1));
    auto const year = read_digits(typed.substr(second + 1));
    if (!day || !month || !year || *day == 0 || *month == 0)
        return std::nullopt;
    return Date::from_number(*year * 10'000u + *month * 100u + *day);
}

Phrase wrong_with_date(std::string_view typed)
{
    switch (fault_of_date(typed)) {
    case DateFault::TooOld:
        return phrase("kit.date.too_old");
    case DateFault::TooFar:
        return phrase("kit.date.too_far");
    case DateFault::Form:
        return phrase("kit.date.form");
    default:
        return phrase("founding.error.date");
    }
}

namespace {

/// Empty where anything else stands between them, or where there is none.
std::string digits_of_population(std::string_view typed)
{
    std::string digits;
    for (std::size_t at = 0; at < typed.size(); ++at) {
        auto const rest = typed.substr(at);
        if (is_digit(typed[at])) {
            digits += typed[at];
        } else if (rest.starts_with("\u202f")) {
            at += 2;
        } else if (rest.starts_with("\u00a0")) {
            at += 1;
        } else if (typed[at] != ' ') {
            return {};
        }
    }
    return digits;
}

}  // namespace

std::optional<std::uint64_t> read_population(std::string_view typed)
{
    constexpr std::size_t k_most_digits = 9;
    auto const digits = digits_of_population(typed);
    auto const read = digits.size() > k_most_digits ? std::nullopt : read_digits(digits);
    return read && *read > 0 && *read <= k_most_population ? std::optional<std::uint64_t>(*read) : std::nullopt;
}

Phrase wrong_with_population(std::string_view typed)
{
    if (digits_of_population(typed).empty())
        return phrase("founding.error.population");
    return phrase("founding.error.population_bounds").with("n", k_most_population);
}

std::string clean(std::string_view typed)
{
    auto text = to_nfc(typed).value_or(std::string{});
    constexpr std::string_view k_blank = " \t\r\n";
    auto const begin = text.find_first_not_of(k_blank);
    if (begin == std::string::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(k_blank) - begin + 1);
}

law::Facts founder_facts()
{
    law::Facts facts;
    facts.actor = {
        .profile = domain::Profile::Maire,
        .role = domain::Role::Manage,
        .active = true,
        .ranked = true,
        .charter_accepted = true,
        .rules_accepted = true};
    facts.group.log_key_known = true;
    return facts;
}

RulesState rules_state(FoundingDraft const& draft)
{
    return read_date(draft.rules_adopted) ? RulesState::Adopted : RulesState::NotAdopted;
}

bool are_texts_too_long(FoundingDraft const& draft)
{
    return draft.charter.size() + draft.rules.size() > k_most_text_bytes;
}

bool is_same_name(std::string_view one, std::string_view other)
{
    return fold(clean(one)) == fold(clean(other));
}

bool is_correcting(FoundingDraft const& draft)
{
    if (!draft.corrected || *draft.corrected >= draft.groups.size())
        return false;
    auto const& group = draft.groups[*draft.corrected];
    auto const& typed = draft.new_group;
    return group.name != typed.name || group.vocation != typed.vocation || group.perimeter != typed.perimeter ||
           group.rules_proposed != typed.rules_proposed;
}

FoundingGroup const* find_twin(std::vector<FoundingGroup> const& groups)
{
    for (auto group = groups.begin(); group != groups.end(); ++group) {
        bool const is_twin = std::any_of(groups.begin(), group, [&group](FoundingGroup const& before) {
            return is_same_name(before.name, group->name);
        });
        if (is_twin)
            return &*group;
    }
    return nullptr;
}

std::vector<std::pair<std::uint32_t, Phrase>> check_new_group(
    FoundingGroup const& group, std::vector<FoundingGroup> const& others, Date today)
{
    using namespace founding_field;
    std::vector<std::pair<std::uint32_t, Phrase>> errors;
    if (group.name.empty())
        errors.emplace_back(k_group_name, phrase("founding.error.group_name"));
    else if (count_code_points(group.name) > k_group_name_length)
        errors.emplace_back(
            k_group_name, phrase("founding.error.too_long").with("max", std::int64_t{k_group_name_length}));
    else if (std::ranges::any_of(
                 others, [&group](FoundingGroup const& other) { return is_same_name(other.name, group.name); }))
        errors.emplace_back(k_group_name, phrase("founding.error.group_exists"));
    if (group.perimeter.empty())
        errors.emplace_back(k_group_perimeter, phrase("founding.error.perimeter"));
    else if (count_code_points(group.perimeter) > k_perimeter_length)
        errors.emplace_back(
            k_group_perimeter, phrase("founding.error.too_long").with("max", std::int64_t{k_perimeter_length}));
    auto const proposed = read_date(group.rules_proposed);
    if (!group.rules_proposed.empty() && !proposed)
        errors.emplace_back(k_group_proposed, wrong_with_date(group.rules_proposed));
    else if (proposed && *proposed > today)
        errors.emplace_back(k_group_proposed, phrase("council.text.error.proposed_future"));
    return errors;
}

}  // namespace founding

namespace {

using namespace founding;
// From 0, as FoundingRoute counts them; of the formations nothing is asked.
constexpr std::uint8_t k_commune_step = 0;
constexpr std::uint8_t k_groups_step = 2;
constexpr std::uint8_t k_texts_step = 3;

using Errors = std::vector<std::pair<std::uint32_t, Phrase>>;

void check_line(
    Errors& errors, std::uint32_t field, std::string const& text, std::uint32_t most, std::string_view missing)
{
    if (text.empty() && !missing.empty())
        errors.emplace_back(field, phrase(missing));
    else if (count_code_points(text) > most)
        errors.emplace_back(field, phrase("founding.error.too_long").with("max", std::int64_t{most}));
}

void check_commune(Errors& errors, FoundingDraft const& draft)
{
    using namespace founding_field;
    check_line(errors, k_commune, draft.commune, k_name_length, "founding.error.commune");
    if (!is_council_code(draft.insee, is_intercommunal(draft)))
        errors.emplace_back(k_insee, phrase(is_intercommunal(draft) ? "founding.error.siren" : "founding.error.insee"));
    if (is_intercommunal(draft)) {
        if (auto read = read_communes(draft.communes); !read.error.empty())
            errors.emplace_back(k_communes, std::move(read.error));
    } else if (!read_population(draft.population)) {
        errors.emplace_back(k_population, wrong_with_population(draft.population));
    }
    check_line(errors, k_order, draft.order_reference, k_order_length, "");
}

/// R-22, for each group: what the law says of its nominative space, were the council founded today.
void check_proposals(Errors& errors, FoundingDraft const& draft, Date adopted, Date today)
{
    std::string said;
    for (auto const& group : draft.groups) {
        auto facts = founder_facts();
        law::add_rules(facts, read_date(group.rules_proposed).value_or(Date{}), adopted);
        law::Request const request{
            .action = law::Action::CreateCompartment, .place = law::k_groupe_nominatif, .today = today};
        auto const decision = law::decide(request, facts);
        if (decision.allowed)
            continue;
        // Once, of however many groups.
        auto const& reason = decision.message.key;
        bool const is_said = std::exchange(said, reason) == reason;
        auto error = phrase(is_said ? "founding.error.group_not_ready_either" : "founding.error.group_not_ready");
        if (!is_said)
            error.with("reason", TextRef{reason});
        errors.emplace_back(founding_field::k_rules_adopted, std::move(error).with("group", group.name));
    }
}

/// Of a draft that was prepared elsewhere, or on another day: of no group is a proposal still to come written.
void check_proposals_to_come(Errors& errors, FoundingDraft const& draft, Date today)
{
    for (auto const& group : draft.groups) {
        auto const proposed = read_date(group.rules_proposed);
        if (!proposed && !group.rules_proposed.empty())
            errors.emplace_back(0, phrase("founding.error.group_proposed_wrong").with("group", group.name));
        if (proposed && *proposed > today)
            errors.emplace_back(0, phrase("founding.error.group_proposed_future").with("group", group.name));
    }
}

/// Empty, or a day that exists and has come; else `to_come` or what is wrong with it.
void check_day(Errors& errors, std::uint32_t field, std::string const& typed, Date today, std::string_view to_come)
{
    auto const day = read_date(typed);
    if (!typed.empty() && !day)
        errors.emplace_back(field, wrong_with_date(typed));
    else if (day && *day > today)
        errors.emplace_back(field, phrase(to_come));
}

void check_texts(Errors& errors, FoundingDraft const& draft, Date today)
{
    using namespace founding_field;
    check_line(errors, k_charter_title, draft.charter_title, k_title_length, "founding.error.title");
    if (draft.charter.empty())
        errors.emplace_back(k_charter, phrase("founding.error.charter"));
    check_day(errors, k_charter_adopted, draft.charter_adopted, today, "council.text.error.future");
    check_line(errors, k_rules_title, draft.rules_title, k_title_length, "founding.error.title");
    if (draft.rules.empty())
        errors.emplace_back(k_rules, phrase("founding.error.rules"));
    if (are_texts_too_long(draft))
        errors.emplace_back(k_rules, phrase("founding.error.texts_too_long"));
    check_day(errors, k_rules_adopted, draft.rules_adopted, today, "law.r_22.date");
    auto const adopted = read_date(draft.rules_adopted);
    if (adopted && *adopted <= today)
        check_proposals(errors, draft, *adopted, today);
    else
        check_proposals_to_come(errors, draft, today);
}

}  // namespace

std::uint8_t founding::step_of(std::uint32_t field)
{
    constexpr std::uint8_t k_summary = 4;
    if (text_with(field) != FoundingText::None)
        return k_texts_step;
    return field >= founding_field::k_coordinator || field == 0 ? k_summary : k_commune_step;
}

founding::FoundingText founding::text_with(std::uint32_t field)
{
    using namespace founding_field;
    switch (field) {
    case k_charter_title:
    case k_charter:
    case k_charter_adopted:
        return FoundingText::Charter;
    case k_rules_title:
    case k_rules:
    case k_rules_adopted:
        return FoundingText::Rules;
    default:
        return FoundingText::None;
    }
}

namespace {

/// A group that is typed is neither lost nor founded unseen.
bool has_left_group(FoundingDraft& draft)
{
    using namespace founding_field;
    if (draft.corrected && !is_correcting(draft)) {
        draft.corrected.reset();
        draft.new_group = std::exchange(draft.put_aside, {});
    }
    auto const& group = draft.new_group;
    bool const is_typed = !group.name.empty() || !group.perimeter.empty() || !group.rules_proposed.empty();
    draft.new_group_errors.clear();
    if (is_correcting(draft))
        draft.new_group_errors.emplace_back(k_group_name, phrase("founding.error.group_not_saved"));
    else if (is_typed)
        draft.new_group_errors.emplace_back(k_group_name, phrase("founding.error.group_not_added"));
    return draft.new_group_errors.empty();
}

}  // namespace

bool founding::is_begun(FoundingDraft const& draft, std::uint32_t field)
{
    auto const text = text_with(field);
    if (text == FoundingText::None)
        return false;
    bool const is_charter = text == FoundingText::Charter;
    auto const& title = is_charter ? draft.charter_title : draft.rules_title;
    auto const& body = is_charter ? draft.charter : draft.rules;
    auto const& adopted = is_charter ? draft.charter_adopted : draft.rules_adopted;
    return !title.empty() || !body.empty() || !adopted.empty() || are_texts_too_long(draft);
}

namespace {

/// What is wrong with a text that was begun is told alone. Of one that nobody has begun something is asked once nothing
/// else is wrong, and of who founds only.
void leave_unbegun_text(Errors& errors, FoundingDraft const& draft, TextsAsked texts)
{
    auto const is_of_begun = [&draft](auto const& error) {
        return is_begun(draft, error.first);
    };
    if (texts == TextsAsked::Begun || std::ranges::any_of(errors, is_of_begun))
        std::erase_if(errors, std::not_fn(is_of_begun));
}

}  // namespace

bool may_leave_step(FoundingDraft& draft, Date today, TextsAsked texts)
{
    if (draft.step == k_groups_step && !has_left_group(draft))
        return false;
    auto const is_of_step = [&draft](auto const& error) {
        // What is of no field is of a group.
        return (error.first == 0 ? k_groups_step : step_of(error.first)) == draft.step;
    };
    auto errors = check_founding(draft, today);
    std::erase_if(errors, std::not_fn(is_of_step));
    if (draft.step == k_texts_step)
        leave_unbegun_text(errors, draft, texts);
    std::erase_if(draft.errors, is_of_step);
    draft.errors.insert(draft.errors.end(), errors.begin(), errors.end());
    return errors.empty();
}

std::vector<std::pair<std::uint32_t, Phrase>> check_founding(FoundingDraft const& draft, Date today)
{
    Errors errors;
    check_commune(errors, draft);
    // Of a draft that came by link or file: the assistant itself lets none be added.
    if (auto const* const twin = find_twin(draft.groups); twin != nullptr)
        errors.emplace_back(0, phrase("founding.error.group_twice").with("group", twin->name));
    if (is_correcting(draft)) {
        auto const& group = draft.groups[*draft.corrected];
        errors.emplace_back(0, phrase("founding.error.group_correcting").with("group", group.name));
    }
    check_texts(errors, draft, today);
    check_line(errors, founding_field::k_coordinator, draft.coordinator_function, k_title_length, "");
    check_line(errors, founding_field::k_invitees, draft.invitees, k_invitees_length, "");
    return errors;
}

}  // namespace huisclos::app
