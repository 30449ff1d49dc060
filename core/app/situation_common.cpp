// Finding sheets, naming them, saying where they are in their path.

#include <algorithm>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_state.hpp"
#include "core/domain/age.hpp"
#include "core/domain/reference.hpp"
#include "core/domain/statuses.hpp"
#include "core/law/retention.hpp"

namespace huisclos::app {

namespace {

constexpr int k_warning_months = 6;
constexpr int k_days_to_qualify = 15;

bool is_sheet(ledger::RecordState const& state)
{
    auto const type = domain::record_type_from(state.type()).value_or(domain::RecordType::None);
    bool const there = state.life() == ledger::Life::Live || state.life() == ledger::Life::Closed;
    return there && (type == domain::RecordType::Situation || type == domain::RecordType::Signalement);
}

/// First letter of a name, however many bytes it takes.
std::string initial(std::string const& name)
{
    std::size_t size = 1;
    while (size < name.size() && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80)
        ++size;
    return name.substr(0, size);
}

}  // namespace

std::optional<Located> locate(Context const& context, RecordId const& record)
{
    if (!context.has_registry())
        return std::nullopt;
    for (auto const& group : context.map().groups) {
        auto const* const store = group.nominative ? context.vault.knowledge().records(*group.nominative) : nullptr;
        auto const* const state = store == nullptr ? nullptr : store->find(record);
        if (state != nullptr && state->exists() && is_sheet(*state))
            return Located{*group.nominative, group.group, store, state};
    }
    return std::nullopt;
}

std::vector<Located> sheets_of(Context const& context, GroupCompartments const& group)
{
    std::vector<Located> sheets;
    auto const* const store = group.nominative ? context.vault.knowledge().records(*group.nominative) : nullptr;
    if (store == nullptr || may_be_out(context))
        return sheets;
    store->for_each([&](ledger::RecordState const& state) {
        if (is_sheet(state))
            sheets.push_back({*group.nominative, group.group, store, &state});
    });
    return sheets;
}

References references(Context const& context)
{
    // Only records of one year whose first letters meet need a longer reference: they are compared among themselves.
    std::map<std::string, std::vector<domain::Opened>> by_short;
    for (auto const& group : context.map().groups) {
        for (auto const& sheet : sheets_of(context, group)) {
            auto const date = paris_date(Instant{static_cast<std::int64_t>(sheet.state->create->t)});
            domain::Opened const opened{sheet.state->record, date};
            by_short[domain::make_reference(opened, {})].push_back(opened);
        }
    }
    References made;
    for (auto const& [text, meeting] : by_short) {
        for (auto const& opened : meeting)
            made.emplace(opened.record, meeting.size() == 1 ? text : domain::make_reference(opened, meeting));
    }
    return made;
}

std::optional<Located> origin_of(Located const& situation, domain::Fiche const& fiche)
{
    auto const* const state = fiche.signalement ? situation.store->find(*fiche.signalement) : nullptr;
    bool const is_report = state != nullptr && state->exists() && is_sheet(*state) &&
                           domain::record_type_from(state->type()) == domain::RecordType::Signalement;
    return is_report ? std::optional(Located{situation.cid, situation.group, situation.store, state}) : std::nullopt;
}

Date qualify_before(Located const& report)
{
    return add_days(paris_date(Instant{static_cast<std::int64_t>(report.state->create->t)}), k_days_to_qualify);
}

NewElement new_element(std::map<RecordId, NewElement> const& typed, RecordId const& record)
{
    auto const found = typed.find(record);
    return found == typed.end() ? NewElement{} : found->second;
}

std::string short_name(domain::Identite const& person)
{
    if (person.prenom.empty())
        return person.nom;
    return person.nom.empty() ? person.prenom : person.prenom + "\u00a0" + initial(person.nom) + ".";
}

Phrase title_of(Context const& context, domain::Fiche const& fiche, std::string const& reference)
{
    auto const name = short_name(fiche.personne);
    if (name.empty())
        return phrase("situation.title.reference").with("reference", reference);
    auto const age = domain::age_on(fiche.personne.naissance, context.today());
    return age ? phrase("situation.title.age").with("name", name).with("n", std::int64_t{*age}) : verbatim(name);
}

TagView status_tag(domain::Statut status)
{
    auto label = label_of(domain::ListId::Statut, static_cast<std::uint64_t>(status));
    switch (status) {
    case domain::Statut::Signalee:
        return {Tone::Warning, "alert-line", std::move(label)};
    case domain::Statut::AExaminer:
        return {Tone::Info, "calendar-event-line", std::move(label)};
    case domain::Statut::EnSuivi:
        return {Tone::Success, "user-follow-line", std::move(label)};
    case domain::Statut::EnVeille:
        return {Tone::Neutral, "time-line", std::move(label)};
    case domain::Statut::Retenue:
        return {Tone::Success, "check-line", std::move(label)};
    case domain::Statut::Reorientee:
        return {Tone::Info, "share-line", std::move(label)};
    case domain::Statut::Refusee:
        return {Tone::Neutral, "close-circle-line", std::move(label)};
    default:
        return {Tone::Archive, "archive-line", std::move(label)};
    }
}

std::optional<int> days_late(domain::Fiche const& fiche, Date today)
{
    if (fiche.type != domain::RecordType::Situation || !domain::is_open(fiche.statut()))
        return std::nullopt;
    std::optional<int> late;
    for (auto const& action : fiche.actions) {
        if (action.resultat || !action.fin.is_complete() || action.fin >= today)
            continue;
        late = std::max(late.value_or(0), days_between(action.fin, today));
    }
    return late;
}

std::optional<int> days_uninformed(domain::Fiche const& fiche, Date today)
{
    auto const status = fiche.statut();
    auto const& information = fiche.information;
    bool const is_followed = status == domain::Statut::EnSuivi || status == domain::Statut::EnVeille;
    bool const is_adult = domain::minority(fiche.personne.naissance, today) == domain::Minority::Adult;
    bool const is_informed = information.person_informed() && (is_adult || information.parents_informed());
    bool const is_past = information.is_deferred() && information.report_date < today;
    return is_followed && !is_informed && is_past ? std::optional(days_between(information.report_date, today))
                                                  : std::nullopt;
}

std::vector<domain::Field const*> conflicts_of(ledger::RecordState const& state)
{
    std::vector<domain::Field const*> fields;
    auto const type = domain::record_type_from(state.type()).value_or(domain::RecordType::None);
    for (auto const& entry : state.entries) {
        if (entry.space != ledger::Space::Field || entry.field > 255 || !state.is_conflict(entry.field))
            continue;
        auto const* const field = domain::find_field(type, static_cast<std::uint8_t>(entry.field));
        if (field != nullptr && (fields.empty() || fields.back() != field))
            fields.push_back(field);
    }
    return fields;
}

bool is_answered(domain::Fiche const& fiche, domain::Question const& question)
{
    return std::ranges::any_of(
        fiche.reponses, [&question](domain::Reponse const& answer) { return answer.question == question.written.op; });
}

bool has_left(Context const& context, MemberId const& member)
{
    auto const* const known = context.registry().member(member);
    return known != nullptr && known->is_out();
}

Phrase standing_name(Context const& context, MemberId const& member)
{
    if (!has_left(context, member))
        return context.council.name_of(member);
    return phrase("council.member.left").with("name", plain_name(context, member));
}

std::optional<Date> kept_until(domain::Fiche const& fiche)
{
    // An end that stands on an open sheet, typed in an earlier version, ends nothing.
    bool const has_ended = fiche.date_fin.is_complete() && !domain::is_open(fiche.statut());
    auto const& birth = fiche.personne.naissance;
    auto const kept = has_ended ? law::archive_end(fiche.date_fin, birth) : law::latest_end(birth);
    return kept ? std::optional(kept->until) : std::nullopt;
}

bool ends_soon(domain::Fiche const& fiche, Date today)
{
    if (fiche.type != domain::RecordType::Situation || fiche.statut() == domain::Statut::Reorientee)
        return false;
    auto const until = kept_until(fiche);
    return until && *until <= add_months(today, k_warning_months);
}

domain::ListId reasons_for(domain::Needs needs)
{
    switch (needs) {
    case domain::Needs::Canal:
        return domain::ListId::Canal;
    case domain::Needs::MotifRefus:
        return domain::ListId::MotifRefus;
    case domain::Needs::Fin:
        return domain::ListId::MotifFin;
    case domain::Needs::Reouverture:
        return domain::ListId::MotifReouverture;
    default:
        return domain::ListId::None;
    }
}

law::Facts facts_about(
    Context const& context, Located const& located, domain::Fiche const& fiche, std::optional<OpId> question)
{
    auto facts = facts_in(context, located.cid);
    law::add_sheet(facts, fiche, context.vault.self(), question);
    facts.log_entry_written = context.situations.opened == located.state->record;
    return facts;
}

}  // namespace huisclos::app
