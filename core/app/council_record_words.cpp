#include "core/app/council_record_words.hpp"

#include <algorithm>
#include <array>

namespace huisclos::app {

namespace {

using domain::RecordType;

/// How one field is said. `argument`: what `becomes` calls the value; `none`: said when nothing is written any more,
/// empty where `becomes` says so.
struct FieldWords {
    RecordType type{RecordType::None};
    std::uint64_t field{0};
    std::string_view label{};
    std::string_view becomes{};
    std::string_view argument{};
    std::string_view none{};
};

namespace member_fields = domain::membre_field;
namespace group_fields = domain::groupe_field;
namespace council_fields = domain::instance_field;

constexpr std::array<FieldWords, 14> k_field_words{{
    {RecordType::Membre, member_fields::k_nom, "council.field.name", "council.change.wording", "name", {}},
    {RecordType::Membre, member_fields::k_qualite, "council.field.quality", "council.change.quality", "quality", {}},
    {RecordType::Membre, member_fields::k_organisation, "council.field.organisation", "council.change.organisation",
     "organisation", "council.change.no_organisation"},
    {RecordType::Membre, member_fields::k_arrete, "domain.field.arrete", "council.change.order", "order",
     "council.change.no_order"},
    {RecordType::Membre, member_fields::k_debut, "domain.field.mandat_debut", "council.change.starts", "date",
     "council.change.no_start"},
    {RecordType::Membre, member_fields::k_fin, "domain.field.mandat_fin", "council.change.ends", "date",
     "council.change.no_end"},
    {RecordType::Groupe, group_fields::k_nom, "council.field.group_name", "council.change.wording", "name", {}},
    {RecordType::Groupe, group_fields::k_vocation, "council.field.vocation", "council.change.vocation", "vocation", {}},
    {RecordType::Groupe,
     group_fields::k_perimetre,
     "council.field.perimeter",
     "council.change.perimeter",
     "perimeter",
     {}},
    {RecordType::Groupe, group_fields::k_animateur, "council.field.animator", "council.change.animator", "name",
     "council.change.no_animator"},
    {RecordType::Instance, council_fields::k_nom, "founding.commune", "council.change.wording", "name", {}},
    {RecordType::Instance, council_fields::k_code, "founding.insee", "council.change.insee", "code", {}},
    {RecordType::Instance, council_fields::k_arrete, "domain.field.arrete", "council.change.council_order", "order",
     "council.change.council_no_order"},
    {RecordType::Instance, k_population_field, "founding.population", "council.change.population", "n", {}},
}};

FieldWords const* field_words_of(FieldChange const& change)
{
    auto const found = std::ranges::find_if(k_field_words, [&change](FieldWords const& words) {
        return words.type == change.type && words.field == change.field;
    });
    return found == k_field_words.end() ? nullptr : &*found;
}

/// An intercommunal council is called and numbered otherwise.
FieldWords in_council(FieldWords words, std::optional<domain::TypeInstance> council)
{
    if (words.type != RecordType::Instance || council != domain::TypeInstance::Cispd)
        return words;
    if (words.field == council_fields::k_nom)
        words.label = "founding.epci";
    if (words.field == council_fields::k_code) {
        words.label = "founding.siren";
        words.becomes = "council.change.siren";
    }
    return words;
}

/// A list of the record, or a field that no form writes.
Phrase say_without_words(FieldChange const& change)
{
    auto const* const field = domain::find_field(change.type, change.field);
    return phrase("council.record.field")
        .with("field", TextRef{field == nullptr ? std::string{} : std::string(field->key)})
        .with("value", change.now.value_or(TextRef{"council.record.nothing"}));
}

bool is_animator(FieldChange const& change)
{
    return change.type == RecordType::Groupe && change.field == group_fields::k_animateur;
}

}  // namespace

std::optional<PhraseArg> said_value(std::string const& written)
{
    return written.empty() ? std::nullopt : std::optional<PhraseArg>(written);
}

std::optional<PhraseArg> said_value(Date written)
{
    return written.is_known() ? std::optional<PhraseArg>(written) : std::nullopt;
}

std::optional<PhraseArg> said_value(domain::ListId list, std::uint32_t code)
{
    if (code == 0)
        return std::nullopt;
    return std::optional<PhraseArg>(TextRef{std::string(domain::text_key(list, code))});
}

FieldChange change_of(
    domain::RecordType type, std::uint64_t field, std::optional<PhraseArg> now, std::optional<PhraseArg> former)
{
    FieldChange change;
    change.type = type;
    change.field = field;
    change.now = std::move(now);
    change.former = std::move(former);
    return change;
}

Phrase say_field_change(FieldChange const& change)
{
    if (!change.said.empty())
        return change.said;
    auto const* const known = field_words_of(change);
    if (known == nullptr)
        return say_without_words(change);
    auto const words = in_council(*known, change.council);
    PhraseArg const none = TextRef{is_animator(change) ? "council.change.no_former_animator" : "council.change.unsaid"};
    auto const former = change.former.value_or(none);
    if (change.now == change.former)
        return phrase("council.change.kept").with("field", TextRef{std::string(words.label)}).with("value", former);
    bool const is_wording = words.becomes == "council.change.wording";
    auto said = phrase(!change.now && !words.none.empty() ? words.none : words.becomes);
    if (is_animator(change))
        said.with("group", change.subject);
    if (is_wording)
        said.with("former", former);
    if (change.now || words.none.empty())
        said.with(std::string(words.argument), change.now.value_or(none));
    return is_wording ? said : std::move(said).with("former", former);
}

bool names_its_record(FieldChange const& change)
{
    bool const is_order = change.type == RecordType::Instance && change.field == council_fields::k_arrete;
    return change.now != change.former && (is_order || is_animator(change));
}

bool ends_mandate(std::vector<FieldChange> const& changes)
{
    return std::ranges::all_of(changes, [](FieldChange const& change) {
        return change.type == RecordType::Membre && change.field == member_fields::k_fin;
    });
}

Phrase say_record_change(std::vector<FieldChange> const& changes)
{
    auto const is_of_who_he_is = [](FieldChange const& change) {
        return change.field == member_fields::k_nom || change.field == member_fields::k_qualite ||
               change.field == member_fields::k_organisation;
    };
    auto const type = changes.empty() ? RecordType::None : changes.front().type;
    if (type == RecordType::Membre)
        return phrase(
                   std::ranges::any_of(changes, is_of_who_he_is) ? "council.change.member" : "council.change.mandate")
            .with("name", changes.front().subject);
    if (type == RecordType::Groupe)
        return phrase("council.change.group").with("group", changes.front().subject);
    bool const is_of_communes =
        std::ranges::none_of(changes, [](FieldChange const& change) { return change.said.empty(); });
    return phrase(is_of_communes ? "council.change.communes" : "council.change.council");
}

}  // namespace huisclos::app
