// Making records: what was typed in the form, or what a signalement says, becomes one segment.

#include "core/app/situation_report.hpp"

#include <algorithm>

#include "core/app/facts.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_write.hpp"
#include "core/app/waiting_words.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::app {

namespace {

namespace field = domain::field;

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
            errors.emplace(one.number, phrase("situation.error.boxes"));
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

bool is_asked(domain::Field const& one)
{
    return one.writer != domain::Writer::Program && one.number != field::k_statut &&
           !domain::is_given_with_status(one.number) && one.kind != domain::FieldKind::ElementSet &&
           one.element.empty() && one.number != field::k_accord_autre;
}

Content read_content(Context& context, GroupId const& group)
{
    auto& draft = context.situations.report;
    draft.errors.clear();
    Content content;
    for (auto const& one : domain::find_table(type_of_report(draft))->fields) {
        if (is_asked(one))
            read_one(context, group, one, content, draft.errors);
    }
    // The law's own answer (S-08), where it is looked for and with what else is wrong.
    bool const is_named = std::ranges::any_of(
        content.sets, [](auto const& one) { return one.first == field::k_nom || one.first == field::k_prenom; });
    if (!is_named)
        draft.errors.emplace(field::k_nom, phrase("law.s_08.personne"));
    for (auto const& [number, input] : draft.values) {
        if (number >= k_care_fields && !input.codes.empty() && input.codes.front() != 0)
            content.adds.emplace_back(
                field::k_prises_en_charge, encode_care(number - k_care_fields, input.codes.front()));
    }
    if (draft.as_situation)
        content.sets.emplace_back(field::k_groupe, encode_bytes(group.bytes));
    return content;
}

/// Of what the law refuses of a sheet to be made, the field of the form that mends it; 0 where none does.
std::uint32_t field_that_mends(law::Decision const& decision)
{
    if (decision.rule == "R-12")
        return decision.message.key == "law.r_12.representant" ? field::k_representant_1 : field::k_naissance;
    return decision.rule == "R-61" ? field::k_naissance : 0;
}

/// At its field, where it is looked for, behind what is wrong there already. False: no field mends it.
bool put_refusal(std::map<std::uint32_t, Phrase>& errors, law::Decision const& decision)
{
    auto const mends = decision.allowed ? 0 : field_that_mends(decision);
    if (mends != 0)
        errors.emplace(mends, decision.message);
    return mends != 0;
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

/// M-09: nothing that stands there by another program is copied.
bool is_judicial_care(std::uint8_t number, ledger::CborValue const& element)
{
    if (number != field::k_prises_en_charge)
        return false;
    auto const type = element.find(domain::prise_en_charge_part::k_type);
    return type && type->as_unsigned().value_or(0) == static_cast<std::uint64_t>(domain::TypePriseEnCharge::Judiciaire);
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
        else if (entry.space == ledger::Space::Set && !is_judicial_care(number, entry.value()))
            content.adds.emplace_back(entry.field, to_bytes(entry.value().encoded()));
    }
    return content;
}

/// The id that this key gives to a record made there by this member.
RecordId record_to_make(Context const& context, CompartmentId const& cid, BytesView key)
{
    return ledger::record_id(cid, context.vault.self(), ledger::record_commitment(key, cid));
}

law::Facts facts_of_new(
    Context const& context, CompartmentId const& cid, Content const& content, domain::RecordType type)
{
    auto facts = facts_in(context, cid);
    law::add_sheet(facts, fiche_of(content, type, context.vault.self()), context.vault.self());
    // who opens a situation directly is the one whose agreement « autre » waits for; others may not open one at
    // all.
    facts.record.autre_approved = facts.record.autre_approved || type == domain::RecordType::Situation;
    return facts;
}

/// a creation is in the log before it is written, with its id; one that is refused is there too, without any,
/// before its refusal is shown.
/// What a field of the form mends is told in `errors`, the form's, not beside it; null: no form.
Task<std::optional<law::Decision>> decide_creation(
    Context* context, law::Request request, law::Facts facts, CompartmentId cid, RecordId made,
    std::map<std::uint32_t, Phrase>* errors)
{
    auto decision = law::decide(request, facts);
    if (decision.allowed && decision.log)
        decision.log->object = made;
    auto const logged = co_await log_line(context, decision.log, cid);
    if (!logged)
        co_return std::nullopt;
    if (decision.allowed)
        co_return decision;
    if (errors == nullptr || !put_refusal(*errors, decision))
        context->toasts.refuse(decision);
    context->changed();
    co_return std::nullopt;
}

/// Nothing is sent: a refusal that a field mends is told with what else is wrong, not one after the other; it is
/// in the log before.
Task<bool> add_refusal(
    Context* context, law::Request request, law::Facts facts, CompartmentId cid,
    std::map<std::uint32_t, Phrase>* errors)
{
    auto const decision = law::decide(request, facts);
    if (decision.allowed || field_that_mends(decision) == 0)
        co_return true;
    auto const logged = co_await log_line(context, decision.log, cid);
    if (logged)
        (void)put_refusal(*errors, decision);
    context->changed();
    co_return true;
}

/// The group whose list somebody was in, or began the form from, when the sheet is of that one.
std::optional<GroupId> group_of_list(Context const& context, GroupId const& group)
{
    auto const* const list = std::get_if<SituationsRoute>(&context.route);
    auto const* const form = std::get_if<ReportRoute>(&context.route);
    auto const asked = list != nullptr ? list->group : form != nullptr ? form->group : std::nullopt;
    return asked == group ? asked : std::nullopt;
}

/// The new sheet, beside the list that was asked for.
Task<bool> show_made(Context* context, GroupId group, RecordId made)
{
    SituationsRoute const route{group_of_list(*context, group), made, SheetTab::Parcours};
    auto const opened = co_await open_sheet(context, made);
    auto const listed = co_await open_lists(context, route);
    context->route = route;
    co_return opened&& listed;
}

}  // namespace

Task<bool> send_report(Context* context)
{
    auto const chosen = chosen_report_place(*context);
    if (!chosen)
        co_return true;
    auto& draft = context->situations.report;
    auto const& group = chosen->group;
    auto const content = read_content(*context, group.group);
    context->changed();
    auto const type = type_of_report(draft);
    auto const cid = *group.nominative;
    auto const facts = facts_of_new(*context, cid, content, type);
    law::Request const request{
        .action = law::Action::CreateRecord, .place = law::k_groupe_nominatif, .type = type, .today = context->today()};
    if (!draft.errors.empty())
        co_return co_await add_refusal(context, request, facts, cid, &draft.errors);
    auto const record_key = crypto::random_secret(ledger::k_record_key_size);
    auto const made = record_to_make(*context, cid, record_key.view());
    auto const decision = co_await decide_creation(context, request, facts, cid, made, &draft.errors);
    if (!decision)
        co_return true;
    auto const written = co_await context->vault.write(
        cid,
        [&](ledger::RecordWriter& writer, ledger::RecordStore const&) -> Result<void> {
            (void)writer.create(record_key.view());
            write_content(writer, {made, record_key.view(), nullptr}, type, content);
            return {};
        },
        sync::WithoutKey::Wait);
    if (!written) {
        say_error(*context, written.error());
        co_return true;
    }
    draft = ReportDraft{};
    context->wants_push = true;
    if (type == domain::RecordType::Situation)
        context->toasts.say(Tone::Success, phrase("situation.made"));
    else
        say_reported(*context, cid, made, chosen->create.allowed ? Qualifier::Self : Qualifier::SomebodyElse);
    (void)co_await show_made(context, group.group, made);
    say_notices(*context, *decision);
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
    facts.record.has_judicial_care = false;  // Not taken over.
    law::Request const request{
        .action = law::Action::CreateRecord,
        .place = law::k_groupe_nominatif,
        .type = domain::RecordType::Situation,
        .today = context->today()};
    auto const record_key = crypto::random_secret(ledger::k_record_key_size);
    auto const made = record_to_make(*context, located->cid, record_key.view());
    auto const decision = co_await decide_creation(context, request, facts, located->cid, made, nullptr);
    if (!decision)
        co_return true;
    auto content = taken_over(*located->state);
    content.sets.emplace_back(field::k_signalement, encode_bytes(report.bytes));
    content.sets.emplace_back(field::k_groupe, encode_bytes(located->group.bytes));
    content.sets.emplace_back(field::k_debut, encode_date(context->today()));
    auto const written = co_await context->vault.write(
        located->cid,
        [&](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
            ledger::RecordHandle const source{report, store.record_key(report), store.find(report)};
            writer.set(source, field::k_statut, encode_number(static_cast<std::uint64_t>(domain::Statut::Retenue)));
            (void)writer.create(record_key.view());
            write_content(writer, {made, record_key.view(), nullptr}, domain::RecordType::Situation, content);
            return {};
        },
        sync::WithoutKey::Wait);
    if (!written) {
        say_error(*context, written.error());
        co_return true;
    }
    context->wants_push = true;
    context->toasts.say(Tone::Success, phrase("situation.made"));
    (void)co_await show_made(context, located->group, made);
    say_notices(*context, *decision);
    context->changed();
    co_return true;
}

}  // namespace huisclos::app
