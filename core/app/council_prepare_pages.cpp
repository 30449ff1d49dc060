// What is prepared on the page of a group and on that of the council: written in their records with an act.

#include <algorithm>

#include "core/app/communes.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_record_words.hpp"
#include "core/app/council_words.hpp"
#include "core/app/edited_values.hpp"
#include "core/app/founding_internal.hpp"
#include "core/domain/fields.hpp"

namespace huisclos::app {

namespace {

FieldChange change_of_group(std::uint64_t field, std::optional<PhraseArg> now, std::optional<PhraseArg> former)
{
    return change_of(domain::RecordType::Groupe, field, std::move(now), std::move(former));
}

/// Name, vocation and perimeter as typed: what is written, and how it is said.
FieldValues read_group(
    Context const& context, EditedRecord<GroupId>& edited, domain::Groupe const& known, DraftChange& change)
{
    namespace field = domain::groupe_field;
    FieldValues values;
    if (auto const name =
            new_text(edited, group_form::k_name, known.nom, k_group_name_length, "council.group.error.name")) {
        if (auto bar = bar_to_group_name(context, *name, known.id); !bar.empty())
            edited.errors.emplace(group_form::k_name, std::move(bar));
        values.emplace_back(field::k_nom, encode_text(*name));
        change.details.push_back(
            say_field_change(change_of_group(field::k_nom, said_value(*name), said_value(known.nom))));
        if (*name != known.nom)
            change.new_group = *name;
    }
    auto const former = code_of(known.vocation);
    if (auto const vocation = new_code(
            edited, group_form::k_vocation, former, domain::ListId::Vocation, "council.group.error.vocation")) {
        values.emplace_back(field::k_vocation, encode_number(*vocation));
        change.details.push_back(say_field_change(change_of_group(
            field::k_vocation, said_value(domain::ListId::Vocation, *vocation),
            said_value(domain::ListId::Vocation, former))));
    }
    if (auto const perimeter = new_text(
            edited, group_form::k_perimeter, known.perimetre, k_perimeter_length, "council.group.error.perimeter")) {
        values.emplace_back(field::k_perimetre, encode_text_or_nothing(*perimeter));
        change.details.push_back(
            say_field_change(change_of_group(field::k_perimetre, said_value(*perimeter), said_value(known.perimetre))));
    }
    return values;
}

/// Who is to lead it, when that changes: what is written, and how it is said.
std::optional<Phrase> read_animator(
    Context const& context, EditedRecord<GroupId> const& edited, domain::Groupe const& known, FieldValues& values)
{
    auto const found = edited.values.find(group_form::k_animator);
    bool const settles = edited.settles.contains(group_form::k_animator);
    if (found == edited.values.end() || (found->second.member == known.animateur && !settles))
        return std::nullopt;
    auto const animator = found->second.member;
    values.emplace_back(domain::groupe_field::k_animateur, animator ? encode_bytes(animator->bytes) : encode_cleared());
    auto const said_member = [&context](std::optional<MemberId> const& id) {
        return id ? std::optional(plain_name(context, *id)) : std::nullopt;
    };
    auto change =
        change_of_group(domain::groupe_field::k_animateur, said_member(animator), said_member(known.animateur));
    change.subject = plain_group(context, known.id);
    return say_field_change(change);
}

/// What was typed about the council and differs.
struct TypedCouncil {
    std::optional<std::string> name{};
    std::optional<std::string> code{};
    std::optional<std::string> order{};
    std::optional<std::uint64_t> population{};               ///< Of the commune of a CLSPD.
    bool has_other_population{false};                        ///< Two wrote it at once.
    std::optional<std::vector<domain::Commune>> communes{};  ///< Of a CISPD.
};

/// Communes that were typed and differ; empty otherwise.
std::optional<std::vector<domain::Commune>> new_communes(
    EditedRecord<RecordId>& edited, domain::Instance const& instance)
{
    auto const found = edited.values.find(council_form::k_communes);
    if (found == edited.values.end() || instance.type != domain::TypeInstance::Cispd)
        return std::nullopt;
    auto read = read_communes(found->second.text);
    auto const noted = edited.values.find(council_form::k_communes_before);
    if (noted != edited.values.end() && read.error.empty()) {
        // Where the former list does not read, what was typed is all of the new one.
        if (auto const former = read_communes(noted->second.text); former.error.empty())
            read = read_communes(typed_communes(merge_communes(former.communes, read.communes, instance.communes)));
    }
    if (!read.error.empty())
        edited.errors.insert_or_assign(council_form::k_communes, read.error);
    bool const is_same = say_communes(instance.communes, read.communes).empty();
    return is_same ? std::nullopt : std::optional(std::move(read.communes));
}

/// The same for the population of the only commune.
std::optional<std::uint64_t> new_population(EditedRecord<RecordId>& edited, domain::Instance const& instance)
{
    auto const found = edited.values.find(council_form::k_population);
    if (found == edited.values.end() || instance.type != domain::TypeInstance::Clspd)
        return std::nullopt;
    auto const read = founding::read_population(founding::clean(found->second.text));
    if (!read)
        edited.errors.insert_or_assign(council_form::k_population, founding::wrong_with_population(found->second.text));
    bool const settles = edited.settles.contains(council_form::k_population);
    return read == population_of(instance.communes) && !settles ? std::nullopt : read;
}

TypedCouncil read_council(EditedRecord<RecordId>& edited, domain::Instance const& instance)
{
    bool const is_cispd = instance.type == domain::TypeInstance::Cispd;
    TypedCouncil typed;
    typed.name = new_text(edited, council_form::k_name, instance.nom, k_name_length, "founding.error.commune");
    typed.code = new_text(edited, council_form::k_code, instance.code, founding::k_code_length);
    if (typed.code)
        typed.code = raised_code(std::move(*typed.code));
    if (typed.code && !founding::is_council_code(*typed.code, is_cispd))
        edited.errors.insert_or_assign(
            council_form::k_code, phrase(is_cispd ? "founding.error.siren" : "founding.error.insee"));
    typed.order = new_text(edited, council_form::k_order, instance.arrete, founding::k_order_length);
    typed.population = new_population(edited, instance);
    typed.has_other_population = edited.settles.contains(council_form::k_population);
    typed.communes = new_communes(edited, instance);
    return typed;
}

/// Its commune is written anew: that of a CLSPD is the council's own, named twice in the record.
bool writes_commune(TypedCouncil const& typed, domain::Instance const& instance)
{
    return instance.type == domain::TypeInstance::Clspd && (typed.name || typed.code || typed.population);
}

/// In the order of writing: so the signed act says them.
std::vector<FieldChange> changes_of(TypedCouncil const& typed, domain::Instance const& instance)
{
    namespace field = domain::instance_field;
    std::vector<FieldChange> changes;
    auto const add = [&](std::uint64_t of, std::optional<PhraseArg> now, std::optional<PhraseArg> former) {
        changes.push_back(change_of(domain::RecordType::Instance, of, std::move(now), std::move(former)));
        changes.back().council = instance.type;
    };
    if (typed.name)
        add(field::k_nom, said_value(*typed.name), said_value(instance.nom));
    if (typed.code)
        add(field::k_code, said_value(*typed.code), said_value(instance.code));
    if (typed.order)
        add(field::k_arrete, said_value(*typed.order), said_value(instance.arrete));
    // Whoever writes the commune anew settles it.
    bool const settles = writes_commune(typed, instance) && typed.has_other_population;
    if (typed.population || settles) {
        auto const former = population_of(instance.communes);
        add(k_population_field, static_cast<std::int64_t>(typed.population.value_or(former)),
            static_cast<std::int64_t>(former));
    }
    if (typed.communes) {
        for (auto& said : say_communes(instance.communes, *typed.communes)) {
            add(field::k_communes, std::nullopt, std::nullopt);
            changes.back().said = std::move(said);
        }
    }
    return changes;
}

/// A change of one thing that names the council is said by itself.
void say_council(TypedCouncil const& typed, domain::Instance const& instance, DraftChange& change)
{
    auto const changes = changes_of(typed, instance);
    if (changes.size() == 1 && names_its_record(changes.front())) {
        change.text = say_field_change(changes.front());
        return;
    }
    change.text = say_record_change(changes);
    for (auto const& one : changes)
        change.details.push_back(say_field_change(one));
}

FieldValues values_of(TypedCouncil const& typed)
{
    namespace field = domain::instance_field;
    FieldValues values;
    if (typed.name)
        values.emplace_back(field::k_nom, encode_text(*typed.name));
    if (typed.code)
        values.emplace_back(field::k_code, encode_text(*typed.code));
    if (typed.order)
        values.emplace_back(field::k_arrete, encode_text_or_nothing(*typed.order));
    return values;
}

std::optional<domain::Commune> commune_of(TypedCouncil const& typed, domain::Instance const& instance)
{
    if (!writes_commune(typed, instance))
        return std::nullopt;
    return domain::Commune{
        .code = typed.code.value_or(instance.code),
        .nom = typed.name.value_or(instance.nom),
        .population = typed.population.value_or(population_of(instance.communes))};
}

/// The fields of the council's record, then its communes and duties, in one writing.
void write_council(
    DraftChange& change, CompartmentId const& cid, TypedCouncil const& typed, domain::Instance const& instance)
{
    auto const record = instance.record;
    auto const communes = typed.communes;
    auto const commune = commune_of(typed, instance);
    auto const population = typed.population;
    change.records = [=, values = values_of(typed)](Context&) {
        auto write = set_fields(cid, record, values);
        auto const fields = write.compose;
        write.compose = [=](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
            HUISCLOS_TRY(fields(writer, store));
            ledger::RecordHandle const handle{record, store.record_key(record), store.find(record)};
            if (communes)
                write_communes(writer, handle, *communes);
            if (commune)
                write_own_commune(writer, handle, *commune);
            if (population)
                write_duties(writer, handle, domain::duties_of(*population, domain::PriorityDistrict::None));
            return {};
        };
        return std::vector{std::move(write)};
    };
}

}  // namespace

void edit_council(Context& context, EditCouncil const& command)
{
    auto const& instance = context.council.instance();
    auto& edited = context.acts.edited_council;
    edited.turn_to(instance ? instance->record : RecordId{});
    if (instance && command.field == council_form::k_communes)
        edited.values.try_emplace(
            council_form::k_communes_before, FieldInput{.text = typed_communes(instance->communes)});
    edited.edit(command.field, command.value);
}

FieldInput with_animator(Context const& context, EditGroup const& command)
{
    auto input = command.value;
    auto const map = context.map();
    auto const* const route = std::get_if<GroupsRoute>(&context.route);
    auto const* const group = route == nullptr || !route->group ? nullptr : map.group(*route->group);
    if (group == nullptr || command.field != group_form::k_animator || input.member)
        return input;
    auto const members = animators_of(context, *group);
    auto const code = first_code(input);
    if (code > 0 && code <= members.size())
        input.member = members[code - 1];
    return input;
}

void prepare_group(Context& context, GroupId const& id)
{
    auto const map = context.map();
    auto const* const group = map.group(id);
    auto const* const known = context.council.group(id);
    bool const may_write =
        may_prepare(context, map.directory, domain::RecordType::Groupe, domain::groupe_field::k_animateur);
    if (group == nullptr || known == nullptr || !may_write)
        return;
    auto& edited = context.acts.edited_group;
    edited.turn_to(id);
    edited.errors.clear();
    edited.settles = numbers_of(conflicts_of(context, *known));
    DraftChange change;
    auto values = read_group(context, edited, *known, change);
    auto animator = read_animator(context, edited, *known, values);
    context.changed();
    if (!edited.errors.empty())
        return;
    if (values.empty())
        return say_unchanged(context);
    bool const is_animator_alone = change.details.empty() && animator->key != "council.change.kept";
    if (is_animator_alone) {
        change.text = std::move(*animator);
    } else {
        change.text = phrase("council.change.group").with("group", plain_group(context, id));
        if (animator)
            change.details.push_back(std::move(*animator));
    }
    write_with(change, *map.directory, known->record, std::move(values));
    add_change(context, std::move(change));
    edited = {};
    context.route = ActsRoute{};
}

void prepare_council(Context& context)
{
    auto const& instance = context.council.instance();
    auto const cid = context.map().plenary;
    bool const may_write = may_prepare(context, cid, domain::RecordType::Instance, domain::instance_field::k_arrete);
    if (!instance || !may_write)
        return;
    auto& edited = context.acts.edited_council;
    edited.turn_to(instance->record);
    edited.errors.clear();
    edited.settles = numbers_of(conflicts_of(context, *instance));
    auto const typed = read_council(edited, *instance);
    context.changed();
    if (!edited.errors.empty())
        return;
    if (!typed.name && !typed.code && !typed.order && !typed.population && !typed.communes) {
        // What stands there is what was typed: the form says the record again.
        edited = {};
        return say_unchanged(context);
    }
    DraftChange change;
    say_council(typed, *instance, change);
    write_council(change, *cid, typed, *instance);
    add_change(context, std::move(change));
    edited = {};
    context.route = ActsRoute{};
}

}  // namespace huisclos::app
