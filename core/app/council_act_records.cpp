#include "core/app/council_act_records.hpp"

#include <algorithm>
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

/// What a field holds from that op on; none where it is cleared. A list is not told element by element.
std::optional<PhraseArg> value_of(Context const& context, domain::Field const& field, ledger::KnownOp const& op)
{
    if (op.kind != ledger::OpKind::Set)
        return TextRef{"council.record.changed"};
    ValueView const view(op.inner.value);
    auto text = domain::read_name(view.value());
    if (!text.empty())
        return text;
    if (auto value = short_value(context, field, view.value()))
        return value;
    bool const is_cleared = std::holds_alternative<domain::Cleared>(view.value());
    return is_cleared ? std::nullopt : std::optional<PhraseArg>(TextRef{"council.record.changed"});
}

}  // namespace

ActRecords::ActRecords(Context const& context)
{
    auto const& knowledge = context.vault.knowledge();
    auto const* const registry = knowledge.registry();
    if (registry == nullptr)
        return;
    // Of those without effect too: what was written with one of them is of no other act.
    for (auto const& hash : registry->admissible()) {
        if (auto const* const act = registry->act(hash))
            m_acts[ledger::as_member(act->author)].insert(act->t);
    }
    auto const map = context.map();
    auto const* const directory = map.directory ? knowledge.records(*map.directory) : nullptr;
    auto const* const plenary = map.plenary ? knowledge.records(*map.plenary) : nullptr;
    m_reads_all = directory != nullptr && plenary != nullptr;
    if (directory != nullptr) {
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
    auto const keep = [&](ledger::KnownOp const& op, FieldChange change) {
        change.type = type;
        change.subject = subject;
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
    // By field: what stood there before.
    SaidValues values;
    for (auto const* const op : history) {
        auto const* const field = field_of(*state, *op);
        if (field == nullptr)
            continue;
        if (auto said = communes.changes_at(*op, values)) {
            for (auto& change : *said)
                keep(*op, std::move(change));
            continue;
        }
        auto now = value_of(context, *field, *op);
        auto former = std::exchange(values[op->inner.field], now);
        keep(*op, change_of(type, op->inner.field, std::move(now), std::move(former)));
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
