#include <algorithm>
#include <set>

#include "core/app/communes.hpp"
#include "core/app/founding_fields.hpp"
#include "core/app/founding_internal.hpp"
#include "core/ledger/link.hpp"

// The assistant as it is shown.

namespace huisclos::app {

namespace {

using namespace founding;

Phrase error_of(std::vector<std::pair<std::uint32_t, Phrase>> const& errors, std::uint32_t field)
{
    auto const found = std::ranges::find(errors, field, &std::pair<std::uint32_t, Phrase>::first);
    return found == errors.end() ? Phrase{} : found->second;
}

enum class Required : std::uint8_t { No, Yes };

Required required_if(bool is_required)
{
    return is_required ? Required::Yes : Required::No;
}

struct Asked {
    std::uint32_t field{0};
    FieldKind kind{FieldKind::Text};
    std::string_view label{};
    std::uint32_t most{0};
    Required required{Required::No};
    std::string_view help{};
};

FieldView make_field(
    Asked const& asked, std::string const& text, std::vector<std::pair<std::uint32_t, Phrase>> const& errors)
{
    FieldView view;
    view.field = asked.field;
    view.kind = asked.kind;
    view.label = phrase(asked.label);
    view.text = text;
    if (!text.empty())
        view.value = verbatim(text);
    view.max_length = asked.most;
    view.may_edit = true;
    view.required = asked.required == Required::Yes;
    if (!asked.help.empty())
        view.help = phrase(asked.help);
    view.error = error_of(errors, asked.field);
    return view;
}

FieldView make_choice(std::uint32_t field, std::string_view label, domain::ListId list, std::uint32_t chosen)
{
    FieldView view;
    view.field = field;
    view.kind = FieldKind::Choice;
    view.label = phrase(label);
    for (auto const& value : domain::values_of(list)) {
        view.options.push_back({value.code, phrase(value.key), value.code == chosen});
        if (value.code == chosen)
            view.value = phrase(value.key);
    }
    view.may_edit = true;
    view.required = true;
    return view;
}

FieldView make_fact(std::string_view label, std::string_view text)
{
    FieldView view;
    view.label = phrase(label);
    view.value = phrase(text);
    return view;
}

std::vector<FieldView> commune_fields(FoundingDraft const& draft)
{
    using namespace founding_field;
    bool const is_commune = !is_intercommunal(draft);
    std::vector<FieldView> fields{
        make_choice(k_kind, "founding.kind", domain::ListId::TypeInstance, draft.kind),
        make_field(
            {k_commune, FieldKind::Text, is_commune ? "founding.commune" : "founding.epci", k_name_length,
             Required::Yes},
            draft.commune, draft.errors),
        make_field(
            {k_insee, FieldKind::Text, is_commune ? "founding.insee" : "founding.siren", 9, Required::Yes,
             is_commune ? "founding.insee.help" : "founding.siren.help"},
            draft.insee, draft.errors)};
    if (!is_commune)
        fields.push_back(make_field(
            {k_communes, FieldKind::Note, "founding.communes", k_communes_length, Required::Yes,
             "founding.communes.help"},
            draft.communes, draft.errors));
    else
        fields.push_back(make_field(
            {k_population, FieldKind::Text, "founding.population", 12, Required::Yes, "founding.population.help"},
            draft.population, draft.errors));
    fields.push_back(make_field(
        {k_order, FieldKind::Text, "founding.order", k_order_length, Required::No, "founding.order.help"},
        draft.order_reference, draft.errors));
    return fields;
}

std::vector<FieldView> group_fields(FoundingDraft const& draft)
{
    using namespace founding_field;
    auto const& group = draft.new_group;
    auto const& errors = draft.new_group_errors;
    return {
        make_field(
            {k_group_name, FieldKind::Text, "founding.group.name", k_group_name_length, Required::Yes,
             "founding.group.name.help"},
            group.name, errors),
        make_choice(k_group_vocation, "founding.group.vocation", domain::ListId::Vocation, group.vocation),
        make_field(
            {k_group_perimeter, FieldKind::Text, "founding.group.perimeter", k_perimeter_length, Required::Yes,
             "founding.group.perimeter.help"},
            group.perimeter, errors),
        make_field(
            {k_group_proposed, FieldKind::Date, "founding.group.proposed", 10, Required::No,
             "founding.group.proposed.help"},
            group.rules_proposed, errors)};
}

FieldView link_field(FoundingDraft const& draft)
{
    auto field = make_field(
        {founding_field::k_link, FieldKind::Text, "founding.link", k_link_length, Required::No, "founding.link.help"},
        draft.link, {});
    field.error = draft.link_error;
    return field;
}

/// In the lists of fields of a text: title, text, adoption.
constexpr std::size_t k_body_place = 1;

std::vector<FieldView> charter_fields(FoundingDraft const& draft, Required required)
{
    using namespace founding_field;
    return {
        make_field(
            {k_charter_title, FieldKind::Text, "founding.charter.title", k_title_length, required}, draft.charter_title,
            draft.errors),
        make_field(
            {k_charter, FieldKind::Note, "founding.charter", k_most_text_bytes, required, "founding.text.help"},
            draft.charter, draft.errors),
        make_field(
            {k_charter_adopted, FieldKind::Date, "founding.charter.adopted", 10}, draft.charter_adopted, draft.errors)};
}

std::vector<FieldView> rules_fields(FoundingDraft const& draft, Required required)
{
    using namespace founding_field;
    return {
        make_field(
            {k_rules_title, FieldKind::Text, "founding.rules.title", k_title_length, required}, draft.rules_title,
            draft.errors),
        make_field(
            {k_rules, FieldKind::Note, "founding.rules", k_most_text_bytes, required, "founding.text.help"},
            draft.rules, draft.errors),
        make_field(
            {k_rules_adopted, FieldKind::Date, "founding.rules.adopted", 10, Required::No,
             "founding.rules.adopted.help"},
            draft.rules_adopted, draft.errors)};
}

std::vector<FieldView> invitee_fields(FoundingDraft const& draft)
{
    using namespace founding_field;
    return {
        make_field(
            {k_coordinator, FieldKind::Text, "founding.coordinator", k_title_length, Required::No,
             "founding.coordinator.help"},
            draft.coordinator_function, draft.errors),
        make_field(
            {k_invitees, FieldKind::Note, "founding.invitees", k_invitees_length, Required::No,
             "founding.invitees.help"},
            draft.invitees, draft.errors)};
}

/// R-40, for a commune: the sentences say what a priority district, which this form does not ask, would change. The
/// duties of an intercommunal council are those of its communes, one by one (CSI L. 132-13).
Phrase duties_phrase(FoundingDraft const& draft)
{
    auto const population = read_population(draft.population);
    if (!population || draft.kind != static_cast<std::uint32_t>(domain::TypeInstance::Clspd))
        return {};
    auto const duties = domain::duties_of(*population, domain::PriorityDistrict::None);
    auto const has = [&duties](domain::Obligation duty) {
        return std::ranges::find(duties, duty) != duties.end();
    };
    if (has(domain::Obligation::CddfObligatoire))
        return phrase("founding.duties.cddf");
    if (has(domain::Obligation::CoordonnateurDesigne))
        return phrase("founding.duties.coordinator");
    if (has(domain::Obligation::ConseilObligatoire))
        return phrase("founding.duties.council");
    return phrase("founding.duties.none");
}

/// The key says which of them it is; with a date, or with what was typed in its place.
Phrase say_proposal(FoundingGroup const& group, std::string_view known, std::string_view none, std::string_view wrong)
{
    if (auto const proposed = read_date(group.rules_proposed))
        return phrase(known).with("date", *proposed);
    if (group.rules_proposed.empty())
        return phrase(none);
    return phrase(wrong).with("typed", group.rules_proposed);
}

Phrase group_summary(FoundingGroup const& group)
{
    return say_proposal(
               group, "founding.summary.group_proposed", "founding.summary.group_not_proposed",
               "founding.summary.group_proposed_wrong")
        .with("name", group.name)
        .with("perimeter", group.perimeter);
}

/// A charter without a date is in force all the same.
Phrase charter_summary(FoundingDraft const& draft, Date today)
{
    auto const adopted = read_date(draft.charter_adopted);
    if (!adopted)
        return phrase("founding.summary.charter_no_date");
    return phrase(*adopted > today ? "founding.summary.charter_to_come" : "founding.summary.charter_adopted")
        .with("date", *adopted);
}

/// The code as it is typed, the population as it is read.
void add_identity_summary(FoundingDraft const& draft, std::vector<Phrase>& lines)
{
    if (!draft.insee.empty())
        lines.push_back(phrase(is_intercommunal(draft) ? "founding.summary.siren" : "founding.summary.insee")
                            .with("code", draft.insee));
    auto const population = read_population(draft.population);
    if (population && !is_intercommunal(draft))
        lines.push_back(phrase("founding.summary.population").with("n", static_cast<std::int64_t>(*population)));
}

/// What founding would ask for.
void tell_missing(FoundingDraft const& draft, std::vector<Phrase>& lines)
{
    auto const tell = [&lines](FieldView const& field) {
        if (field.required && field.kind != FieldKind::Choice && field.text.empty())
            lines.push_back(phrase("founding.summary.missing").with("field", TextRef{field.label.key}));
    };
    for (auto const& field : commune_fields(draft))
        tell(field);
    tell(charter_fields(draft, Required::Yes)[k_body_place]);
    tell(rules_fields(draft, Required::Yes)[k_body_place]);
}

/// Of a text that is not written, that it is missing is said beside (tell_missing).
void add_texts_summary(FoundingDraft const& draft, Date today, std::vector<Phrase>& lines)
{
    if (!draft.charter.empty() || read_date(draft.charter_adopted))
        lines.push_back(charter_summary(draft, today));
    auto const adopted = read_date(draft.rules_adopted);
    if (adopted && *adopted <= today)
        lines.push_back(phrase("founding.summary.adopted").with("date", *adopted));
    else if (!adopted)
        lines.push_back(phrase(draft.rules.empty() ? "founding.summary.no_rules" : "founding.summary.not_adopted"));
}

std::vector<Phrase> summary(FoundingDraft const& draft, bool may_found, Date today)
{
    std::vector<Phrase> lines;
    if (!draft.commune.empty()) {
        lines.push_back(
            phrase("founding.summary.council")
                .with("kind", TextRef{std::string(domain::text_key(domain::ListId::TypeInstance, draft.kind))})
                .with("commune", draft.commune));
    }
    if (is_intercommunal(draft)) {
        // Up to a line that is wrong, only some of them were read.
        auto const read = read_communes(draft.communes);
        if (read.error.empty())
            lines.push_back(
                phrase("founding.summary.communes").with("n", static_cast<std::int64_t>(read.communes.size())));
    }
    add_identity_summary(draft, lines);
    lines.push_back(phrase("founding.summary.formations"));
    for (auto const& group : draft.groups)
        lines.push_back(group_summary(group));
    if (draft.groups.empty())
        lines.push_back(phrase("founding.summary.no_group"));
    add_texts_summary(draft, today, lines);
    // Who prepares it may be another.
    lines.push_back(phrase(may_found ? "founding.summary.mayor" : "founding.summary.mayor_later"));
    return lines;
}

std::vector<Phrase> summary_warnings(FoundingDraft const& draft, Date today)
{
    std::vector<Phrase> lines;
    tell_missing(draft, lines);
    auto const tell_unfinished = [&lines](std::string const& title, std::string const& body) {
        if (!unfinished(title, body).empty())
            lines.push_back(phrase("founding.summary.unfinished").with("title", title));
    };
    tell_unfinished(draft.charter_title, draft.charter);
    tell_unfinished(draft.rules_title, draft.rules);
    if (are_texts_too_long(draft))
        lines.push_back(phrase("founding.error.texts_too_long"));
    auto const adopted = read_date(draft.rules_adopted);
    if (adopted && *adopted > today)
        lines.push_back(phrase("council.text.error.future"));
    return lines;
}

/// What founding would refuse is not complete, whatever was typed there.
void tell_complete(FoundingView& view, FoundingDraft const& draft, Date today)
{
    auto const errors = check_founding(draft, today);
    auto const is_right = [&errors](std::vector<FieldView> const& fields) {
        return std::ranges::none_of(
            fields, [&errors](FieldView const& field) { return !error_of(errors, field.field).key.empty(); });
    };
    constexpr std::uint8_t k_formations = 1;
    view.complete = {
        is_right(view.commune), draft.furthest > k_formations,
        !draft.groups.empty() && find_twin(draft.groups) == nullptr, is_right(view.charter) && is_right(view.rules),
        false};
}

void present_founding_texts(FoundingView& view, FoundingDraft const& draft, bool may_found)
{
    // Of a draft they may come later: may_leave_step.
    view.charter = charter_fields(draft, required_if(may_found || is_begun(draft, founding_field::k_charter)));
    view.rules = rules_fields(draft, required_if(may_found || is_begun(draft, founding_field::k_rules)));
    view.charter[k_body_place].warnings = unfinished(draft.charter_title, draft.charter);
    view.rules[k_body_place].warnings = unfinished(draft.rules_title, draft.rules);
    view.charter_model_replaces =
        replaces(text_model(1, draft.kind, draft.commune), draft.charter_title, draft.charter);
    view.rules_model_replaces = replaces(text_model(2, draft.kind, draft.commune), draft.rules_title, draft.rules);
    if (are_texts_too_long(draft)) {
        // Said as it is typed: neither of them is too long by itself.
        for (auto* const fields : {&view.charter, &view.rules}) {
            auto& error = (*fields)[k_body_place].error;
            if (error.empty())
                error = phrase("founding.error.texts_too_long");
        }
    }
}

}  // namespace

FoundingView present_founding(FoundingDraft const& draft, bool may_found, std::string const& bundle_address, Date today)
{
    FoundingView view;
    view.step = draft.step;
    view.prepared = draft.prepared;
    view.arrivals = draft.arrivals;
    view.is_intercommunal = draft.kind == static_cast<std::uint32_t>(domain::TypeInstance::Cispd);
    view.commune = commune_fields(draft);
    view.formations = {
        make_fact("founding.formation.plenary", "founding.formation.plenary.text"),
        make_fact("founding.formation.restricted", "founding.formation.restricted.text")};
    for (auto const& group : draft.groups) {
        view.groups.push_back(
            {.name = group.name,
             .vocation = phrase(domain::text_key(domain::ListId::Vocation, group.vocation)),
             .perimeter = group.perimeter,
             .proposed = say_proposal(
                 group, "founding.group.proposed_on", "founding.group.not_proposed", "founding.group.proposed_wrong")});
    }
    view.new_group = group_fields(draft);
    if (draft.corrected)
        view.corrected_group = static_cast<std::uint32_t>(*draft.corrected);
    present_founding_texts(view, draft, may_found);
    view.invitees = invitee_fields(draft);
    view.errors = draft.errors;
    tell_complete(view, draft, today);
    view.summary = summary(draft, may_found, today);
    view.warnings = summary_warnings(draft, today);
    auto link = ledger::encode_link(bundle_address, ledger::DraftLink{encode_founding(draft)});
    view.link_bytes = link.size();
    if (draft.saved) {
        view.draft_file = encode_founding_file(draft);
        view.draft_link = std::move(link);
    }
    view.unsaved = !draft.kept;
    view.by_link = draft.by_link;
    view.may_found = may_found;
    view.link = link_field(draft);
    view.link_replaces = draft.link.find("#b=") != std::string::npos;
    view.duties = duties_phrase(draft);
    return view;
}

}  // namespace huisclos::app
