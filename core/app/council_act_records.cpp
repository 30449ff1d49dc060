#include "core/app/council_act_records.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/app/communes_past.hpp"
#include "core/app/council_index.hpp"
#include "core/app/council_words.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_past.hpp"
#include "core/base/heap_sort.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/value_read.hpp"

namespace huisclos::app {

namespace {

/// An act and its records are one transaction of the disk, begun once it is signed.
constexpr std::uint64_t k_same_moment_ms = 10 * 60 * 1000;

domain::Field const* field_of(ledger::RecordState const& state, ledger::KnownOp const& op)
{
    using enum ledger::OpKind;
    bool const is_change = op.kind == Set || op.kind == Add || op.kind == Drop;
    if (!op.is_record_kind || !is_change || op.inner_bytes.empty())
        return nullptr;
    auto const type = domain::record_type_from(state.type()).value_or(domain::RecordType::None);
    return domain::find_field(type, op.inner.field);
}

/// Of a member or of a group.
bool is_name(domain::Field const& field, std::uint64_t type)
{
    bool const is_member = type == static_cast<std::uint64_t>(domain::RecordType::Membre);
    bool const is_group = type == static_cast<std::uint64_t>(domain::RecordType::Groupe);
    return (is_member && field.number == domain::membre_field::k_nom) ||
           (is_group && field.number == domain::groupe_field::k_nom);
}

}  // namespace

ActRecords::ActRecords(Context const& context)
{
    auto const& knowledge = context.vault.knowledge();
    auto const* const registry = knowledge.registry();
    if (registry == nullptr)
        return;
    add_acts(*registry);
    auto const map = context.map();
    auto const* const directory = map.directory ? knowledge.records(*map.directory) : nullptr;
    auto const* const plenary = map.plenary ? knowledge.records(*map.plenary) : nullptr;
    m_reads_all = directory != nullptr && plenary != nullptr;
    if (directory != nullptr) {
        // All of them first: a record may name others.
        for (auto const& member : context.council.members())
            add_names(*directory, member.record);
        for (auto const& group : context.council.groups())
            add_names(*directory, group.record);
        for (auto const& member : context.council.members())
            add_record(context, *directory, member.record, plain_name(context, member.id), member.id);
        for (auto const& group : context.council.groups())
            add_record(context, *directory, group.record, plain_group(context, group.id), {});
    }
    if (auto const& instance = context.council.instance(); instance && plenary != nullptr)
        add_record(context, *plenary, instance->record, std::string{}, {});
    for (auto& [member, written] : m_written)
        heap_sort(written, {}, [](Written const& one) { return std::pair(one.t, one.place); });
}

void ActRecords::add_acts(ledger::Registry const& registry)
{
    // Of those without effect too: what was written with one of them is of no other act.
    for (auto const& hash : registry.admissible()) {
        if (auto const* const act = registry.act(hash))
            m_acts[ledger::as_member(act->author)].insert(act->t);
    }
}

void ActRecords::add_names(ledger::RecordStore const& store, RecordId const& record)
{
    auto const* const state = store.find(record);
    auto const first = m_names.size();
    for (auto const* const op : store.history(record)) {
        auto const* const field = field_of(*state, *op);
        if (field == nullptr || op->kind != ledger::OpKind::Set || !is_name(*field, state->type()))
            continue;
        ValueView const view(op->inner.value);
        m_names.push_back({record, op->t, domain::read_name(view.value())});
    }
    if (m_names.size() == first + 1)
        m_names.pop_back();
}

/// Before a name that was written with the act of then: the act was read under the former one. Of what the act made,
/// the first that it had.
std::string const* ActRecords::name_at(RecordId const& record, std::uint64_t t) const
{
    std::string const* found = nullptr;
    for (auto const& named : m_names) {
        if (named.record == record && (found == nullptr || named.t < t))
            found = &named.name;
    }
    return found == nullptr || found->empty() ? nullptr : found;
}

void ActRecords::put_names(Context const& context, std::uint64_t t, ActNames& names) const
{
    for (auto const& member : context.council.members()) {
        if (auto const* const name = name_at(member.record, t))
            names.members[member.id] = *name;
    }
    for (auto const& group : context.council.groups()) {
        if (auto const* const name = name_at(group.record, t))
            names.groups[group.id] = *name;
    }
}

std::string const* ActRecords::name_at(Context const& context, MemberId const& member, std::uint64_t t) const
{
    auto const* const known = context.council.member(member);
    return known == nullptr ? nullptr : name_at(known->record, t);
}

std::uint64_t ActRecords::moment_of(ledger::KnownOp const& op) const
{
    auto const acts = m_acts.find(op.member());
    if (acts == m_acts.end())
        return op.t;
    auto const next = acts->second.upper_bound(op.t);
    return next == acts->second.begin() ? op.t : *std::prev(next);
}

std::optional<PhraseArg> ActRecords::value_at(
    Context const& context, domain::Field const& field, ledger::KnownOp const& op, std::uint64_t t) const
{
    if (op.kind != ledger::OpKind::Set)
        return TextRef{"council.record.changed"};
    ValueView const view(op.inner.value);
    auto text = domain::read_name(view.value());
    if (!text.empty())
        return text;
    if (field.kind == domain::FieldKind::Member) {
        auto const member = domain::read_id<MemberId>(view.value());
        if (auto const* const name = member ? name_at(context, *member, t) : nullptr)
            return *name;
    }
    if (auto value = short_value(context, field, view.value()))
        return value;
    bool const is_cleared = std::holds_alternative<domain::Cleared>(view.value());
    return is_cleared ? std::nullopt : std::optional<PhraseArg>(TextRef{"council.record.changed"});
}

void ActRecords::add_record(
    Context const& context, ledger::RecordStore const& store, RecordId const& record, PhraseArg const& subject,
    std::optional<MemberId> const& member)
{
    auto const* const state = store.find(record);
    if (state == nullptr || !state->exists())
        return;
    auto const type = domain::record_type_from(state->type()).value_or(domain::RecordType::None);
    auto const& instance = context.council.instance();
    auto const council = instance ? instance->type : std::nullopt;
    auto const keep = [&](ledger::KnownOp const& op, std::uint64_t t, FieldChange change) {
        auto const* const name = name_at(record, t);
        change.type = type;
        change.subject = name == nullptr ? subject : PhraseArg(*name);
        change.member = member;
        change.council = council;
        auto& written = m_written[op.member()];
        // What makes the record is said by the op that it goes with: somebody enters, a group is created.
        if (op.node != state->create->node)
            written.push_back({op.t, written.size(), record, std::move(change)});
    };
    auto const history = store.history(record);
    bool const is_council = type == domain::RecordType::Instance;
    CommunesPast communes(history, is_council ? council : std::nullopt);
    // By field: what was written there before, and what it says.
    std::map<std::uint64_t, ledger::KnownOp const*> written;
    SaidValues values;
    for (auto const* const op : history) {
        auto const* const field = field_of(*state, *op);
        if (field == nullptr)
            continue;
        auto const t = moment_of(*op);
        if (auto said = communes.changes_at(*op, values)) {
            for (auto& change : *said)
                keep(*op, t, std::move(change));
            continue;
        }
        auto const number = op->inner.field;
        auto now = value_at(context, *field, *op, t);
        values[number] = now;
        auto const* const before = std::exchange(written[number], op);
        auto former = before == nullptr ? std::nullopt : value_at(context, *field, *before, t);
        keep(*op, t, change_of(type, number, std::move(now), std::move(former)));
    }
}

std::vector<std::vector<FieldChange>> ActRecords::changes_of(ledger::Act const& act) const
{
    std::vector<std::vector<FieldChange>> by_record;
    auto const author = ledger::as_member(act.author);
    auto const written = m_written.find(author);
    if (written == m_written.end())
        return by_record;
    auto end = act.t + k_same_moment_ms;
    if (auto const acts = m_acts.find(author); acts != m_acts.end()) {
        auto const next = acts->second.upper_bound(act.t);
        if (next != acts->second.end())
            end = std::min(end, *next);
    }
    std::vector<RecordId> records;
    for (auto const& one : written->second) {
        if (one.t < act.t || one.t >= end)
            continue;
        auto const place = std::ranges::find(records, one.record) - records.begin();
        if (place == std::ssize(records)) {
            records.push_back(one.record);
            by_record.emplace_back();
        }
        by_record[static_cast<std::size_t>(place)].push_back(one.change);
    }
    return by_record;
}

std::vector<SaidChange> ActRecords::of(
    ledger::Act const& act, std::set<MemberId> const& leavers, std::set<MemberId> const& named) const
{
    std::vector<SaidChange> said;
    for (auto const& changes : changes_of(act)) {
        auto const& member = changes.front().member;
        bool const is_of_leaver = member && leavers.contains(*member) && ends_mandate(changes);
        bool const has_line = is_of_leaver || (member && named.contains(*member));
        bool const is_alone = changes.size() == 1 && names_its_record(changes.front());
        if (!is_alone && !has_line)
            said.push_back({say_record_change(changes), false, {}});
        auto const first = said.size();
        for (auto const& change : changes) {
            SaidChange one{say_field_change(change), !is_alone, has_line ? member : std::nullopt};
            bool const is_new = std::ranges::none_of(
                said.begin() + static_cast<std::ptrdiff_t>(first), said.end(),
                [&one](SaidChange const& other) { return other.text == one.text; });
            if (is_new)
                said.push_back(std::move(one));
        }
    }
    return said;
}

}  // namespace huisclos::app
