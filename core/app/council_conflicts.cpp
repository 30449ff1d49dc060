#include "core/app/council_conflicts.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "core/app/council_composition.hpp"
#include "core/app/council_texts.hpp"
#include "core/app/council_words.hpp"
#include "core/app/field_views.hpp"
#include "core/app/record_values.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/situation_past.hpp"
#include "core/app/situation_state.hpp"
#include "core/crypto/hash.hpp"
#include "core/domain/value_read.hpp"

namespace huisclos::app {

namespace {

/// A field of a record, and the one of the form that corrects it.
struct SettledField {
    std::uint8_t field{0};
    std::uint32_t form{0};
    std::string_view label{};
};

constexpr std::array k_member_fields{
    SettledField{domain::membre_field::k_nom, member_form::k_name, "council.field.name"},
    SettledField{domain::membre_field::k_qualite, member_form::k_quality, "council.field.quality"},
    SettledField{domain::membre_field::k_organisation, member_form::k_organisation, "council.field.organisation"},
    SettledField{domain::membre_field::k_arrete, member_form::k_order, "domain.field.arrete"},
    SettledField{domain::membre_field::k_debut, member_form::k_start, "domain.field.mandat_debut"},
    SettledField{domain::membre_field::k_fin, member_form::k_end, "domain.field.mandat_fin"}};
constexpr std::array k_group_fields{
    SettledField{domain::groupe_field::k_nom, group_form::k_name, "council.field.group_name"},
    SettledField{domain::groupe_field::k_vocation, group_form::k_vocation, "council.field.vocation"},
    SettledField{domain::groupe_field::k_perimetre, group_form::k_perimeter, "council.field.perimeter"},
    SettledField{domain::groupe_field::k_animateur, group_form::k_animator, "council.field.animator"}};
constexpr std::array k_commune_fields{
    SettledField{domain::instance_field::k_nom, council_form::k_name, "founding.commune"},
    SettledField{domain::instance_field::k_code, council_form::k_code, "founding.insee"},
    SettledField{domain::instance_field::k_arrete, council_form::k_order, "domain.field.arrete"}};
constexpr std::array k_epci_fields{
    SettledField{domain::instance_field::k_nom, council_form::k_name, "founding.epci"},
    SettledField{domain::instance_field::k_code, council_form::k_code, "founding.siren"},
    SettledField{domain::instance_field::k_arrete, council_form::k_order, "domain.field.arrete"}};

ledger::RecordState const* record_state(
    Context const& context, std::optional<CompartmentId> const& cid, RecordId const& record)
{
    auto const* const store = cid ? context.vault.knowledge().records(*cid) : nullptr;
    auto const* const state = store == nullptr ? nullptr : store->find(record);
    return state != nullptr && state->exists() ? state : nullptr;
}

bool is_text_record(ledger::RecordState const& state)
{
    return state.exists() && state.type() == static_cast<std::uint64_t>(domain::RecordType::Texte);
}

domain::Texte read_text_record(ledger::RecordState const& state)
{
    domain::Texte text{.record = state.record};
    read_record(state, text);
    return text;
}

/// That of lists; 0 for none.
std::uint64_t last_number_of(ledger::RecordState const& state, std::uint8_t field)
{
    auto const* const value = state.last_value(field);
    return value == nullptr ? 0 : value->as_unsigned().value_or(0);
}

Phrase say_conflict_value(Context const& context, domain::Field const& field, domain::Value const& value)
{
    if (field.kind == domain::FieldKind::Date)
        return date_phrase(domain::read_date(value));
    if (field.kind == domain::FieldKind::Choice)
        return label_of(field.list, domain::read_number(value));
    if (field.kind == domain::FieldKind::Member) {
        auto const id = domain::read_id<MemberId>(value);
        return id ? context.council.name_of(*id) : Phrase{};
    }
    auto const text = domain::read_name(value);
    return text.empty() ? Phrase{} : verbatim(text);
}

ConflictView conflict_by(Context const& context, ledger::StateEntry const& entry, Phrase value)
{
    auto const at = instant_of(entry.op->t);
    return {
        entry.op->id, std::move(value), context.council.name_of(entry.op->member()), shown_at(context, at),
        is_ahead(context, at)};
}

FieldView conflict_view(SettledField const& settled, bool may_edit)
{
    FieldView view;
    view.field = settled.form;
    view.label = phrase(settled.label);
    view.may_edit = may_edit;
    return view;
}

std::vector<FieldView> conflicts_in(
    Context const& context, std::optional<CompartmentId> const& cid, RecordId const& record, domain::RecordType type,
    std::span<SettledField const> fields)
{
    std::vector<FieldView> views;
    auto const* const state = record_state(context, cid, record);
    if (state == nullptr)
        return views;
    for (auto const& settled : fields) {
        auto const* const field = domain::find_field(type, settled.field);
        if (field == nullptr || !state->is_conflict(settled.field))
            continue;
        auto view = conflict_view(settled, may_compose(context, cid, type, settled.field));
        for (auto const& entry : state->at(ledger::Space::Field, settled.field)) {
            ValueView const value(entry.value());
            view.conflicts.push_back(conflict_by(context, entry, say_conflict_value(context, *field, value.value())));
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::uint64_t population_said(ledger::StateEntry const& commune)
{
    ValueView const value(commune.value());
    return domain::read_number(domain::part_of(value.value(), domain::commune_part::k_population));
}

/// The only commune of a CLSPD: where two people changed it at once, there are two.
std::optional<FieldView> population_conflict(Context const& context, domain::Instance const& instance)
{
    auto const cid = context.map().plenary;
    auto const* const state = record_state(context, cid, instance.record);
    if (state == nullptr || instance.type != domain::TypeInstance::Clspd)
        return std::nullopt;
    auto const communes = state->at(ledger::Space::Set, domain::instance_field::k_communes);
    auto const is_other = [&communes](ledger::StateEntry const& entry) {
        return population_said(entry) != population_said(communes.front());
    };
    if (std::ranges::none_of(communes, is_other))
        return std::nullopt;
    auto view = conflict_view(
        {0, council_form::k_population, "founding.population"},
        may_compose(context, cid, domain::RecordType::Instance, domain::instance_field::k_arrete));
    for (auto const& entry : communes) {
        auto const n = static_cast<std::int64_t>(population_said(entry));
        view.conflicts.push_back(conflict_by(context, entry, phrase("council.conflict.population").with("n", n)));
    }
    return view;
}

bool has_value(FieldView const& conflict, OpId const& value)
{
    return std::ranges::find(conflict.conflicts, value, &ConflictView::op) != conflict.conflicts.end();
}

/// As a person would type or choose it.
FieldInput typed_as(domain::RecordType type, ledger::StateEntry const& entry)
{
    FieldInput input;
    if (entry.space == ledger::Space::Set) {
        input.text = std::to_string(population_said(entry));
        return input;
    }
    auto const* const field = domain::find_field(type, entry.field);
    ValueView const value(entry.value());
    if (field == nullptr)
        return input;
    if (field->kind == domain::FieldKind::Date)
        input.text = typed_date(domain::read_date(value.value()));
    else if (field->kind == domain::FieldKind::Choice)
        input.codes = {static_cast<std::uint32_t>(domain::read_number(value.value()))};
    else if (field->kind == domain::FieldKind::Member)
        input.member = domain::read_id<MemberId>(value.value());
    else
        input.text = domain::read_name(value.value());
    return input;
}

PhraseArg words_of_entry(Context const& context, domain::RecordType type, ledger::StateEntry const& entry)
{
    if (entry.space == ledger::Space::Set)
        return static_cast<std::int64_t>(population_said(entry));
    auto const* const field = domain::find_field(type, entry.field);
    ValueView const value(entry.value());
    auto text = domain::read_name(value.value());
    if (!text.empty())
        return text;
    auto const told = field == nullptr ? std::nullopt : short_value(context, *field, value.value());
    return told.value_or(TextRef{"council.change.unsaid"});
}

/// True when `value` is one of these: it is typed then. `to_keep`: what is to be said of it.
template <typename Subject>
bool type_value(
    Context const& context, std::vector<FieldView> const& conflicts, std::optional<CompartmentId> const& cid,
    RecordId const& record, domain::RecordType type, OpId const& value, Subject const& subject,
    EditedRecord<Subject>& edited, Phrase& to_keep)
{
    auto const conflict =
        std::ranges::find_if(conflicts, [&value](FieldView const& one) { return has_value(one, value); });
    auto const* const state = record_state(context, cid, record);
    if (conflict == conflicts.end() || state == nullptr)
        return false;
    auto const entry =
        std::ranges::find_if(state->entries, [&value](ledger::StateEntry const& one) { return one.op->id == value; });
    if (entry == state->entries.end())
        return false;
    edited.turn_to(subject);
    edited.edit(conflict->field, typed_as(type, *entry));
    to_keep = phrase("council.conflict.prepared")
                  .with("field", TextRef{conflict->label.key})
                  .with("value", words_of_entry(context, type, *entry));
    return true;
}

void add_conflict(std::vector<FieldView> const& conflicts, PhraseArg what, Command command, TodoList& todo)
{
    auto const open = std::ranges::find_if(conflicts, std::mem_fn(&FieldView::may_edit));
    if (open == conflicts.end())
        return;
    todo.add(
        Tone::Warning, "error-warning-line", phrase("council.todo.conflict").with("what", std::move(what)),
        phrase("council.todo.conflict_detail").with("field", TextRef{open->label.key}), "council.todo.conflict_button",
        std::move(command));
}

}  // namespace

std::vector<FieldView> conflicts_of(Context const& context, domain::Membre const& known)
{
    return conflicts_in(context, context.map().directory, known.record, domain::RecordType::Membre, k_member_fields);
}

std::vector<FieldView> conflicts_of(Context const& context, domain::Groupe const& known)
{
    return conflicts_in(context, context.map().directory, known.record, domain::RecordType::Groupe, k_group_fields);
}

std::vector<FieldView> conflicts_of(Context const& context, domain::Instance const& known)
{
    bool const is_cispd = known.type == domain::TypeInstance::Cispd;
    std::span<SettledField const> const fields = is_cispd ? k_epci_fields : k_commune_fields;
    auto views = conflicts_in(context, context.map().plenary, known.record, domain::RecordType::Instance, fields);
    if (auto population = population_conflict(context, known))
        views.push_back(std::move(*population));
    return views;
}

std::set<std::uint32_t> numbers_of(std::vector<FieldView> const& conflicts)
{
    std::set<std::uint32_t> numbers;
    for (auto const& conflict : conflicts)
        numbers.insert(conflict.field);
    return numbers;
}

std::optional<domain::Texte> find_text(Context const& context, RecordId const& record)
{
    auto const* const state = record_state(context, context.map().plenary, record);
    return state != nullptr && is_text_record(*state) ? std::optional(read_text_record(*state)) : std::nullopt;
}

std::optional<domain::Texte> find_text(Context const& context, ledger::TextInForce const& named)
{
    std::optional<domain::Texte> found;
    auto const cid = context.map().plenary;
    auto const* const store = cid ? context.vault.knowledge().records(*cid) : nullptr;
    if (store == nullptr)
        return found;
    store->for_each([&](ledger::RecordState const& state) {
        // Its words are many: looked at last.
        bool const is_asked = !found && is_text_record(state) && state.life() == ledger::Life::Live &&
                              last_number_of(state, domain::texte_field::k_type_texte) == named.what &&
                              last_number_of(state, domain::texte_field::k_version) == named.version;
        if (!is_asked)
            return;
        auto text = read_text_record(state);
        if (crypto::text_hash(text.texte) == named.hash)
            found = std::move(text);
    });
    return found;
}

std::vector<OtherTextView> other_texts(Context const& context, domain::Texte const& shown)
{
    std::vector<OtherTextView> others;
    auto const cid = context.map().plenary;
    auto const* const store = cid ? context.vault.knowledge().records(*cid) : nullptr;
    if (store == nullptr || !shown.type)
        return others;
    bool const may_take = may_write_text(context, static_cast<std::uint32_t>(*shown.type));
    store->for_each([&](ledger::RecordState const& state) {
        if (!is_text_record(state) || state.record == shown.record || state.life() != ledger::Life::Live)
            return;
        auto const text = read_text_record(state);
        bool const is_beside = text.type == shown.type && text.version >= shown.version;
        bool const is_same = text.version == shown.version && text.texte == shown.texte;
        if (!is_beside || is_same)
            return;
        auto said = phrase("council.text.other")
                        .with("version", static_cast<std::int64_t>(text.version))
                        .with("title", text.titre)
                        .with("name", plain_name(context, state.creator()));
        said.with("date", say_day(context, instant_of(state.create->t)));
        others.push_back({text.record, std::move(said), may_take});
    });
    return others;
}

void add_conflicts(Context const& context, TodoList& todo)
{
    for (auto const& member : context.council.members())
        add_conflict(conflicts_of(context, member), plain_name(context, member.id), Go{MembersRoute{member.id}}, todo);
    for (auto const& group : context.council.groups())
        add_conflict(conflicts_of(context, group), plain_group(context, group.id), Go{GroupsRoute{group.id}}, todo);
    if (auto const& instance = context.council.instance())
        add_conflict(conflicts_of(context, *instance), TextRef{"council.conflict.council"}, Go{CouncilRoute{}}, todo);
    for (auto const kind : {domain::TypeTexte::Charte, domain::TypeTexte::ReglementInterieur}) {
        auto const what = static_cast<std::uint32_t>(kind);
        auto const* const in_force = context.council.text_in_force(what);
        auto const* const text = in_force == nullptr ? context.council.latest_text(what) : in_force;
        if (text == nullptr || !may_write_text(context, what) || other_texts(context, *text).empty())
            continue;
        todo.add(
            Tone::Warning, "error-warning-line",
            phrase("council.todo.other_text")
                .with("text", TextRef{std::string(domain::text_key(domain::ListId::TypeTexte, what))}),
            phrase("council.todo.other_text_detail"), "council.todo.see", Go{TextsRoute{.reads = true}});
    }
}

bool keep_value(Context& context, OpId const& value)
{
    auto const map = context.map();
    auto& acts = context.acts;
    acts.to_keep = {};
    for (auto const& member : context.council.members()) {
        if (type_value(
                context, conflicts_of(context, member), map.directory, member.record, domain::RecordType::Membre, value,
                member.id, acts.edited_member, acts.to_keep))
            return true;
    }
    for (auto const& group : context.council.groups()) {
        if (type_value(
                context, conflicts_of(context, group), map.directory, group.record, domain::RecordType::Groupe, value,
                group.id, acts.edited_group, acts.to_keep))
            return true;
    }
    auto const& instance = context.council.instance();
    return instance && type_value(
                           context, conflicts_of(context, *instance), map.plenary, instance->record,
                           domain::RecordType::Instance, value, instance->record, acts.edited_council, acts.to_keep);
}

void say_prepared_value(Context& context, std::uint64_t last_change)
{
    auto said = std::exchange(context.acts.to_keep, {});
    if (!said.empty() && context.acts.last_change != last_change)
        context.toasts.say(Tone::Success, std::move(said));
}

}  // namespace huisclos::app
