#include "core/app/situation_report.hpp"

#include <algorithm>

#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_write.hpp"
#include "core/crypto/random.hpp"
#include "core/law/abilities.hpp"

namespace huisclos::app {

namespace {

namespace field = domain::field;

constexpr std::uint32_t k_kind_field = 0;

domain::RecordType type_of(ReportDraft const& draft)
{
    return draft.as_situation ? domain::RecordType::Situation : domain::RecordType::Signalement;
}

/// Groups in whose nominative space this member may make such a record.
struct Place {
    GroupCompartments group{};
    law::Decision report{};
    law::Decision create{};
};

std::vector<Place> places(Context const& context)
{
    std::vector<Place> found;
    for (auto const& group : context.map().groups) {
        if (!group.nominative || context.vault.knowledge().records(*group.nominative) == nullptr)
            continue;
        auto const abilities =
            law::group_abilities(law::k_groupe_nominatif, facts_in(context, *group.nominative), context.today());
        found.push_back({group, abilities.report, abilities.create});
    }
    return found;
}

std::optional<Place> chosen_place(Context const& context)
{
    auto const all = places(context);
    auto const& wanted = context.situations.report.group;
    auto const* const route = std::get_if<ReportRoute>(&context.route);
    auto const id = wanted ? wanted : (route != nullptr ? route->group : std::nullopt);
    for (auto const& place : all) {
        if (id == place.group.group)
            return place;
    }
    return all.empty() ? std::nullopt : std::optional(all.front());
}

std::vector<FieldView> draft_fields(
    Context const& context, GroupId const& group, std::initializer_list<std::uint8_t> numbers)
{
    auto const& draft = context.situations.report;
    std::vector<FieldView> views;
    for (auto const number : numbers) {
        auto const* const one = domain::find_field(type_of(draft), number);
        if (one == nullptr)
            continue;
        auto view = draft_view(context, *one, draft.values, draft.errors);
        if (one->kind == domain::FieldKind::Member) {
            auto const found = draft.values.find(number);
            auto chosen =
                found == draft.values.end() ? std::nullopt : chosen_member(context, group, *one, found->second);
            // Whoever reports is the author unless he names another one.
            if (!chosen && number == field::k_auteur)
                chosen = context.vault.self();
            fill_members(context, group, *one, chosen, view);
            view.may_edit = true;
        }
        if (number == field::k_debut && view.text.empty() && !draft.values.contains(number))
            view.text = typed_date(context.today());
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<FieldView> draft_cares(Context const& context)
{
    std::vector<FieldView> views;
    for (auto const& type : domain::values_of(domain::ListId::TypePriseEnCharge)) {
        auto const found = context.situations.report.values.find(k_care_fields + type.code);
        std::optional<domain::OuiNonInconnu> answer;
        if (found != context.situations.report.values.end() && !found->second.codes.empty() &&
            found->second.codes.front() != 0)
            answer = static_cast<domain::OuiNonInconnu>(found->second.codes.front());
        views.push_back(care_view(type.code, answer, true));
    }
    return views;
}

/// What goes into the record, encoded; `errors` otherwise.
struct Content {
    std::vector<std::pair<std::uint64_t, Bytes>> sets{};
    std::vector<std::pair<std::uint64_t, Bytes>> adds{};
    std::vector<std::pair<std::uint64_t, Bytes>> appends{};
};

FieldInput input_of(Context const& context, domain::Field const& one)
{
    auto const& values = context.situations.report.values;
    auto const found = values.find(one.number);
    if (found != values.end())
        return found->second;
    if (one.number == field::k_auteur)
        return {{}, {}, context.vault.self()};
    if (one.number == field::k_debut)
        return {typed_date(context.today()), {}, std::nullopt};
    return {};
}

void read_one(
    Context const& context, GroupId const& group, domain::Field const& one, Content& content,
    std::map<std::uint32_t, Phrase>& errors)
{
    auto const input = input_of(context, one);
    if (one.kind == domain::FieldKind::ChoiceSet) {
        for (auto const code : input.codes) {
            if (domain::is_in_list(one.list, code))
                content.adds.emplace_back(one.number, encode_number(code));
        }
        if (input.codes.empty() && one.presence == domain::Presence::Required)
            errors.emplace(one.number, phrase("situation.error.required"));
        return;
    }
    auto const read = read_input(context, group, one, input);
    if (!read.error.empty()) {
        errors.emplace(one.number, read.error);
        return;
    }
    if (*read.item == encode_cleared()) {
        if (one.presence == domain::Presence::Required)
            errors.emplace(one.number, phrase("situation.error.required"));
    } else if (one.kind == domain::FieldKind::Journal) {
        content.appends.emplace_back(one.number, *read.item);
    } else {
        content.sets.emplace_back(one.number, *read.item);
    }
}

bool is_typed(domain::Field const& one)
{
    return one.writer != domain::Writer::Program && one.number != field::k_statut &&
           one.kind != domain::FieldKind::ElementSet && one.element.empty() && one.number != field::k_accord_autre;
}

Content read_content(Context& context, GroupId const& group)
{
    auto& draft = context.situations.report;
    draft.errors.clear();
    Content content;
    for (auto const& one : domain::find_table(type_of(draft))->fields) {
        if (is_typed(one))
            read_one(context, group, one, content, draft.errors);
    }
    for (auto const& [number, input] : draft.values) {
        if (number >= k_care_fields && !input.codes.empty() && input.codes.front() != 0)
            content.adds.emplace_back(
                field::k_prises_en_charge, encode_care(number - k_care_fields, input.codes.front()));
    }
    if (draft.as_situation)
        content.sets.emplace_back(field::k_groupe, encode_bytes(group.bytes));
    return content;
}

/// The sheet as it would be, for the law's questions about the person.
domain::Fiche fiche_of(Content const& content, domain::RecordType type, MemberId const& author)
{
    domain::Fiche fiche;
    fiche.type = type;
    fiche.createur = author;
    auto const each = [](auto const& items, auto const& put) {
        for (auto const& [number, item] : items) {
            if (auto const value = ledger::parse_cbor(item)) {
                ValueView const view(*value);
                put(number, view.value());
            }
        }
    };
    each(content.sets, [&](std::uint64_t number, domain::Value const& value) {
        (void)domain::put_value(fiche, number, value);
    });
    each(content.adds, [&](std::uint64_t number, domain::Value const& value) {
        (void)domain::put_entry(fiche, number, {}, value);
    });
    return fiche;
}

void write_content(
    ledger::RecordWriter& writer, ledger::RecordHandle const& record, domain::RecordType type, Content const& content)
{
    writer.set(record, field::k_type, encode_number(static_cast<std::uint64_t>(type)));
    for (auto const& [number, item] : content.sets)
        writer.set(record, number, item);
    for (auto const& [number, item] : content.adds)
        writer.add(record, number, item);
    for (auto const& [number, item] : content.appends)
        writer.append(record, number, item);
}

/// What a situation takes over from the signalement that it comes from: every field that both have.
Content taken_over(ledger::RecordState const& report)
{
    Content content;
    for (auto const& entry : report.entries) {
        auto const number = static_cast<std::uint8_t>(entry.field);
        auto const* const one = entry.field > 255 ? nullptr : domain::find_field(domain::RecordType::Situation, number);
        if (one == nullptr || !domain::find_field(domain::RecordType::Signalement, number) ||
            number <= field::k_motif_refus || number == field::k_statut || number == field::k_debut)
            continue;
        if (entry.space == ledger::Space::Field)
            content.sets.emplace_back(entry.field, to_bytes(entry.value().encoded()));
        else if (entry.space == ledger::Space::Set)
            content.adds.emplace_back(entry.field, to_bytes(entry.value().encoded()));
    }
    return content;
}

}  // namespace

void edit_report(Context& context, EditReport const& command)
{
    auto& draft = context.situations.report;
    draft.errors.erase(command.field);
    if (command.field == k_kind_field)
        draft.as_situation = !command.value.codes.empty() && command.value.codes.front() == 1;
    else
        draft.values.insert_or_assign(command.field, command.value);
}

void choose_report_group(Context& context, std::uint32_t index)
{
    auto const all = places(context);
    if (index < all.size())
        context.situations.report.group = all[index].group.group;
}

ReportFormView present_report(Context const& context)
{
    ReportFormView view;
    if (!context.has_registry())
        return view;
    auto const chosen = chosen_place(context);
    for (auto const& place : places(context)) {
        auto const index = static_cast<std::uint32_t>(view.group_ids.size());
        bool const is_chosen = chosen && chosen->group.group == place.group.group;
        view.groups.push_back({index, context.council.group_name(place.group.group), is_chosen});
        view.group_ids.push_back(place.group.group);
    }
    view.reminder = phrase("law.r_03.rappel");
    if (!chosen) {
        // No nominative space, or none of this member's: the law says why.
        auto const decision =
            law::group_abilities(law::k_groupe_nominatif, facts_in(context, CompartmentId{}), context.today()).report;
        view.refusal = RefusalView{decision.message, decision.article};
        return view;
    }
    auto const& draft = context.situations.report;
    view.as_situation = draft.as_situation && chosen->create.allowed;
    if (chosen->report.allowed && chosen->create.allowed)
        view.kinds = {
            {0, phrase("situation.kind.report"), !draft.as_situation},
            {1, phrase("situation.kind.situation"), draft.as_situation}};
    auto const& decision = draft.as_situation ? chosen->create : chosen->report;
    if (!decision.allowed)
        view.refusal = RefusalView{decision.message, decision.article};
    auto const& group = chosen->group.group;
    view.person = draft_fields(
        context, group,
        {field::k_nom, field::k_prenom, field::k_sexe, field::k_naissance, field::k_adresse, field::k_telephone,
         field::k_courriel, field::k_activite});
    for (std::uint8_t part = 0; part < 7; ++part) {
        auto one = draft_fields(context, group, {static_cast<std::uint8_t>(field::k_representant_1 + part)});
        view.representative.insert(view.representative.end(), one.begin(), one.end());
    }
    auto absence = draft_fields(context, group, {field::k_absence_representant});
    view.representative.insert(view.representative.end(), absence.begin(), absence.end());
    view.facts = draft_fields(
        context, group, {field::k_debut, field::k_origine, field::k_auteur, field::k_motifs, field::k_programme});
    auto cares = draft_cares(context);
    view.facts.insert(view.facts.end(), cares.begin(), cares.end());
    view.information = draft_fields(
        context, group,
        {field::k_information_mode, field::k_information_date, field::k_information_parents_mode,
         field::k_information_parents_date, field::k_information_report, field::k_information_report_date});
    for (auto const& [number, error] : draft.errors)
        view.errors.emplace_back(number, error);
    return view;
}

Task<bool> send_report(Context* context)
{
    auto const chosen = chosen_place(*context);
    if (!chosen)
        co_return true;
    auto& draft = context->situations.report;
    auto const& group = chosen->group;
    auto const content = read_content(*context, group.group);
    context->changed();
    if (!draft.errors.empty())
        co_return true;
    auto const type = type_of(draft);
    auto const cid = *group.nominative;
    auto facts = facts_in(*context, cid);
    law::add_sheet(facts, fiche_of(content, type, context->vault.self()), context->vault.self());
    // who opens a situation directly is the one whose agreement « autre » waits for; others may not open one at
    // all.
    facts.record.autre_approved = facts.record.autre_approved || type == domain::RecordType::Situation;
    law::Request const request{
        .action = law::Action::CreateRecord, .place = law::k_groupe_nominatif, .type = type, .today = context->today()};
    auto const decision = law::decide(request, facts);
    if (!decision.allowed) {
        context->toasts.refuse(decision);
        context->changed();
        co_return true;
    }
    auto const record_key = crypto::random_secret(ledger::k_record_key_size);
    RecordId made;
    auto const written = co_await context->vault.write(
        cid, [&](ledger::RecordWriter& writer, ledger::RecordStore const&) -> Result<void> {
            made = writer.create(record_key.view());
            write_content(writer, {made, record_key.view(), nullptr}, type, content);
            return {};
        });
    if (!written) {
        say_error(*context, written.error());
        co_return true;
    }
    auto entry = decision.log;
    if (entry)
        entry->object = made;
    (void)co_await log_line(context, entry, cid);
    draft = ReportDraft{};
    context->wants_push = true;
    context->toasts.say(
        Tone::Success, phrase(type == domain::RecordType::Situation ? "situation.made" : "situation.report_made"));
    context->route = SituationsRoute{group.group, made, SheetTab::Parcours};
    (void)co_await open_sheet(context, made);
    for (auto const& notice : decision.notices)
        context->toasts.say(Tone::Info, notice);
    context->changed();
    co_return true;
}

Task<bool> retain_report(Context* context, RecordId report)
{
    auto const located = locate(*context, report);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto facts = facts_about(*context, *located, fiche);
    law::Request const request{
        .action = law::Action::CreateRecord,
        .place = law::k_groupe_nominatif,
        .type = domain::RecordType::Situation,
        .today = context->today()};
    if (!decide_or_refuse(*context, request, facts))
        co_return true;
    auto const record_key = crypto::random_secret(ledger::k_record_key_size);
    auto content = taken_over(*located->state);
    content.sets.emplace_back(field::k_signalement, encode_bytes(report.bytes));
    content.sets.emplace_back(field::k_groupe, encode_bytes(located->group.bytes));
    content.sets.emplace_back(field::k_debut, encode_date(context->today()));
    RecordId made;
    auto const written = co_await context->vault.write(
        located->cid, [&](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
            ledger::RecordHandle const source{report, store.record_key(report), store.find(report)};
            writer.set(source, field::k_statut, encode_number(static_cast<std::uint64_t>(domain::Statut::Retenue)));
            made = writer.create(record_key.view());
            write_content(writer, {made, record_key.view(), nullptr}, domain::RecordType::Situation, content);
            return {};
        });
    if (!written) {
        say_error(*context, written.error());
        co_return true;
    }
    context->wants_push = true;
    context->toasts.say(Tone::Success, phrase("situation.made"));
    context->route = SituationsRoute{located->group, made, SheetTab::Parcours};
    (void)co_await open_sheet(context, made);
    context->changed();
    co_return true;
}

}  // namespace huisclos::app
