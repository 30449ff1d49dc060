// How each field of a sheet is shown and edited. One code for every field: what differs is in the domain's table.

#include <algorithm>
#include <iterator>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/record_values.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/situation_state.hpp"
#include "core/app/situation_status.hpp"
#include "core/law/abilities.hpp"
#include "core/law/words.hpp"

namespace huisclos::app {

namespace {

using domain::Field;

constexpr std::size_t k_most_entries = 3;

FieldKind kind_of(Field const& field)
{
    switch (field.kind) {
    case domain::FieldKind::Text:
        return FieldKind::Text;
    case domain::FieldKind::LongText:
    case domain::FieldKind::Journal:
        return FieldKind::Note;
    case domain::FieldKind::Date:
        return FieldKind::Date;
    case domain::FieldKind::Choice:
        return FieldKind::Choice;
    case domain::FieldKind::ChoiceSet:
        return FieldKind::Choices;
    case domain::FieldKind::Member:
        return FieldKind::Member;
    default:
        return FieldKind::ReadOnly;
    }
}

FieldView blank_view(Context const& context, Field const& field)
{
    FieldView view;
    view.field = field.number;
    view.kind = kind_of(field);
    view.label = phrase(field.key);
    view.required = field.presence == domain::Presence::Required;
    view.max_length = field.max;
    view.partial_date = !takes_whole_day(field.number);
    if (field.kind == domain::FieldKind::Date && view.partial_date)
        view.help = phrase("situation.help.date");
    if (field.kind == domain::FieldKind::Date)
        view.date_error = wrong_date(field, context.today());
    if (field.free_text == domain::FreeText::Yes)
        view.help = phrase("law.r_03.rappel");
    if (field.list != domain::ListId::None)
        view.options = options_of(field.list, 0);
    return view;
}

/// words that do not belong there, each with why.
std::vector<Phrase> warnings_of(Field const& field, std::string const& text)
{
    std::vector<Phrase> all;
    if (field.free_text != domain::FreeText::Yes || text.empty())
        return all;
    for (auto const& warning : law::check_words(text)) {
        auto const word = text.substr(warning.begin, warning.length);
        all.push_back(phrase(law::text_key(warning.kind)).with("mot", word));
    }
    return all;
}

/// The last entries, so that one sees what was just added; all stand in « Chronologie ». Only the newest is warned of.
void show_entries(Context const& context, domain::Fiche const& fiche, Field const& field, FieldView& view)
{
    view.is_journal = true;
    auto const& notes = fiche.notes;
    for (std::size_t i = notes.size() - std::min(notes.size(), k_most_entries); i < notes.size(); ++i) {
        auto const& written = notes[i].written;
        auto const when = phrase("situation.chronology.when")
                              .with("date", say_day(context, written.at))
                              .with("time", TimeOfDay{shown_at(context, written.at)});
        view.entries.push_back({when, verbatim(notes[i].text), context.council.name_of(written.author), {}});
    }
    if (notes.empty())
        return;
    view.value = verbatim(notes.back().text);
    view.entries.back().warnings = warnings_of(field, notes.back().text);
}

Phrase value_phrase(Context const& context, Field const& field, domain::Value const& value)
{
    if (auto const* const number = std::get_if<std::uint64_t>(&value)) {
        if (field.kind == domain::FieldKind::Date)
            return date_phrase(Date::from_number(*number).value_or(Date{}));
        return label_of(field.list, *number);
    }
    if (auto const* const text = std::get_if<std::string_view>(&value))
        return text->empty() ? Phrase{} : verbatim(std::string(*text));
    if (auto const* const bytes = std::get_if<BytesView>(&value)) {
        if (field.kind == domain::FieldKind::Group) {
            auto const group = GroupId::from(*bytes);
            return group ? phrase("situation.field.group").with("group", plain_group(context, *group)) : Phrase{};
        }
        auto const member = MemberId::from(*bytes);
        return member ? standing_name(context, *member) : Phrase{};
    }
    return {};
}

void choose(FieldView& view, std::uint64_t code)
{
    for (auto& option : view.options)
        option.chosen = option.chosen || option.code == code;
}

/// The elements of a set of choices.
void show_choices(Located const& located, Field const& field, FieldView& view)
{
    for (auto const& entry : located.state->at(ledger::Space::Set, field.number)) {
        auto const code = entry.value().as_unsigned();
        if (code)
            choose(view, *code);
    }
    std::vector<std::string> keys;
    for (auto const& option : view.options) {
        if (option.chosen)
            keys.push_back(option.label.key);
    }
    view.value = listed(keys);
}

void show_value(Context const& context, Located const& located, Field const& field, FieldView& view)
{
    auto const* const item = located.state->last_value(field.number);
    if (item == nullptr)
        return;
    ValueView const value(*item);
    view.value = value_phrase(context, field, value.value());
    if (auto const* const number = std::get_if<std::uint64_t>(&value.value())) {
        if (field.kind == domain::FieldKind::Date)
            view.text = typed_date(Date::from_number(*number).value_or(Date{}));
        else
            choose(view, *number);
    } else if (auto const* const text = std::get_if<std::string_view>(&value.value())) {
        view.text = std::string(*text);
    }
}

/// several values written at once are all shown; one that may not be kept, with why.
void show_conflict(
    Context const& context, Located const& located, domain::Fiche const& fiche, Field const& field, FieldView& view)
{
    if (!located.state->is_conflict(field.number))
        return;
    for (auto const& entry : located.state->at(ledger::Space::Field, field.number)) {
        ValueView const value(entry.value());
        auto const at = instant_of(entry.op->t);
        // A device of a version before the rule may have written it.
        bool const is_emptied = std::holds_alternative<domain::Cleared>(value.value());
        bool const is_empty = is_emptied && field.presence == domain::Presence::Required;
        auto const decision = judge_kept(context, located, fiche, field.number, entry.value().encoded());
        view.conflicts.push_back(
            {entry.op->id, value_phrase(context, field, value.value()), context.council.name_of(entry.op->member()),
             shown_at(context, at), is_ahead(context, at), !is_empty && decision.allowed,
             is_empty ? RefusalView{} : RefusalView{decision.message, decision.article}});
    }
}

bool is_referent(Field const& field)
{
    return &field == domain::find_field(domain::RecordType::Situation, domain::field::k_referent);
}

/// Whom a question of liaison is asked of: somebody else.
bool is_interrogated(Field const& field)
{
    auto const& parts = domain::find_field(domain::RecordType::Situation, domain::field::k_questions)->element;
    auto const found = std::ranges::find(parts, domain::question_part::k_membre, &Field::number);
    return found != parts.end() && &*found == &field;
}

}  // namespace

FieldView field_view(Context const& context, Located const& located, domain::Fiche const& fiche, Field const& field)
{
    auto view = blank_view(context, field);
    if (field.kind == domain::FieldKind::ChoiceSet)
        show_choices(located, field, view);
    else if (field.kind != domain::FieldKind::Journal)
        show_value(context, located, field, view);
    else if (field.number == domain::field::k_elements_suivi)
        show_entries(context, fiche, field, view);
    if (field.kind == domain::FieldKind::Member) {
        auto const* const item = located.state->last_value(field.number);
        auto const chosen = item == nullptr ? std::nullopt : [item]() -> std::optional<MemberId> {
            auto const id = item->as_id<MemberId>();
            return id ? std::optional(*id) : std::nullopt;
        }();
        fill_members(context, located.group, field, chosen, view);
    }
    show_conflict(context, located, fiche, field, view);
    auto const key = std::pair(located.state->record, std::uint32_t{field.number});
    if (auto const typed = context.situations.typed.find(key); typed != context.situations.typed.end())
        view.text = typed->second.text;
    if (auto const error = context.situations.errors.find(key); error != context.situations.errors.end())
        put_error(view, error->second);
    auto const place = place_of(context.registry(), located.cid);
    view.may_edit =
        place && can_edit(context, located.cid) &&
        law::decide_field(*place, fiche.type, field.number, facts_about(context, located, fiche), context.today())
            .allowed;
    std::ranges::move(warnings_of(field, view.text), std::back_inserter(view.warnings));
    return view;
}

FieldView draft_view(
    Context const& context, Field const& field, Draft const& draft, std::map<std::uint32_t, Phrase> const& errors)
{
    auto view = blank_view(context, field);
    view.may_edit = view.kind != FieldKind::ReadOnly;
    if (auto const found = draft.find(field.number); found != draft.end()) {
        view.text = found->second.text;
        for (auto const code : found->second.codes)
            choose(view, code);
        if (found->second.member)
            view.value = context.council.name_of(*found->second.member);
    }
    for (auto const& option : view.options) {
        if (option.chosen && view.kind == FieldKind::Choice)
            view.value = option.label;
    }
    if (auto const found = errors.find(field.number); found != errors.end())
        put_error(view, found->second);
    std::ranges::move(warnings_of(field, view.text), std::back_inserter(view.warnings));
    return view;
}

FieldView care_view(std::uint32_t type, std::optional<domain::OuiNonInconnu> answer, bool may_edit)
{
    auto const code = answer ? static_cast<std::uint32_t>(*answer) : 0;
    auto view = choice_field(
        k_care_fields + type, domain::text_key(domain::ListId::TypePriseEnCharge, type), domain::ListId::OuiNonInconnu,
        code);
    view.may_edit = may_edit;
    return view;
}

std::vector<MemberId> group_members(Context const& context, GroupId const& group, Field const& field)
{
    auto const map = context.map();
    auto const* const of = map.group(group);
    if (of == nullptr || !of->nominative)
        return {};
    auto const cid = *of->nominative;
    auto members = context.registry().readers(cid);
    if (is_referent(field))
        std::erase_if(members, [&](MemberId const& id) {
            return !law::may_follow(law::k_groupe_nominatif, member_facts(context, id, cid));
        });
    if (is_interrogated(field))
        std::erase(members, context.vault.self());
    sort_by_name(context, members);
    return members;
}

void fill_members(
    Context const& context, GroupId const& group, Field const& field, std::optional<MemberId> const& chosen,
    FieldView& view)
{
    view.kind = FieldKind::Member;
    view.options.clear();
    bool is_offered = false;
    std::uint32_t code = 0;
    for (auto const& member : group_members(context, group, field)) {
        ++code;  // From 1: 0 stands for nobody.
        view.options.push_back({code, context.council.name_of(member), chosen == member});
        is_offered = is_offered || chosen == member;
    }
    if (is_referent(field))
        view.help = phrase("situation.help.referent");
    if (is_interrogated(field) && view.options.empty())
        view.help = phrase("situation.help.nobody_asked");
    if (!chosen)
        return;
    view.value = standing_name(context, *chosen);
    if (is_referent(field) && !is_offered)
        view.warnings.push_back(phrase("situation.referent_may_not").with("name", plain_name(context, *chosen)));
}

std::optional<MemberId> chosen_member(
    Context const& context, GroupId const& group, Field const& field, FieldInput const& input)
{
    if (input.member)
        return input.member;
    auto const members = group_members(context, group, field);
    if (input.codes.empty() || input.codes.front() == 0 || input.codes.front() > members.size())
        return std::nullopt;
    return members[input.codes.front() - 1];
}

bool is_of_group(Context const& context, GroupId const& group, MemberId const& member)
{
    auto const map = context.map();
    auto const* const of = map.group(group);
    auto const* const known = context.registry().member(member);
    return of != nullptr && of->nominative && known != nullptr && context.registry().reads(*known, *of->nominative);
}

FieldInput with_chosen_member(
    Context const& context, GroupId const& group, domain::Field const& field, FieldInput input)
{
    if (field.kind != domain::FieldKind::Member)
        return input;
    input.member = chosen_member(context, group, field, input);
    if (input.member && !is_of_group(context, group, *input.member))
        input.member.reset();
    return input;
}

FieldInput with_chosen_part(
    Context const& context, GroupId const& group, std::uint8_t element, std::uint32_t part, FieldInput input)
{
    auto const& parts = domain::find_field(domain::RecordType::Situation, element)->element;
    auto const found = std::ranges::find(parts, part, &domain::Field::number);
    return found == parts.end() ? std::move(input) : with_chosen_member(context, group, *found, std::move(input));
}

}  // namespace huisclos::app
