#include "core/app/council_act_records.hpp"

#include <algorithm>

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
    // What makes the record is said by the op that it goes with: somebody enters, a group is created.
    if (!op.is_record_kind || !is_change || op.inner_bytes.empty() || op.node == state.create->node)
        return nullptr;
    auto const type = domain::record_type_from(state.type()).value_or(domain::RecordType::None);
    return domain::find_field(type, op.inner.field);
}

/// What a field holds from that op on. A list is not told element by element.
PhraseArg value_of(Context const& context, domain::Field const& field, ledger::KnownOp const& op)
{
    if (op.kind != ledger::OpKind::Set)
        return TextRef{"council.record.changed"};
    ValueView const view(op.inner.value);
    auto text = domain::read_name(view.value());
    if (!text.empty())
        return text;
    if (auto value = short_value(context, field, view.value()))
        return std::move(*value);
    bool const is_cleared = std::holds_alternative<domain::Cleared>(view.value());
    return TextRef{is_cleared ? "council.record.nothing" : "council.record.changed"};
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
            add_record(
                context, *directory, member.record,
                phrase("council.record.member").with("name", plain_name(context, member.id)));
        for (auto const& group : context.council.groups())
            add_record(
                context, *directory, group.record,
                phrase("council.record.group").with("name", plain_group(context, group.id)));
    }
    if (auto const& instance = context.council.instance(); instance && plenary != nullptr)
        add_record(context, *plenary, instance->record, phrase("council.record.council"));
    for (auto& [member, written] : m_written)
        heap_sort(written, {}, &Written::t);
}

void ActRecords::add_record(
    Context const& context, ledger::RecordStore const& store, RecordId const& record, Phrase const& subject)
{
    auto const* const state = store.find(record);
    if (state == nullptr || !state->exists())
        return;
    for (auto const* const op : store.history(record)) {
        auto const* const field = field_of(*state, *op);
        if (field == nullptr)
            continue;
        auto text = subject;
        text.with("field", TextRef{std::string(field->key)}).with("value", value_of(context, *field, *op));
        m_written[op->member()].push_back({op->t, std::move(text)});
    }
}

std::vector<Phrase> ActRecords::of(ledger::Act const& act) const
{
    std::vector<Phrase> said;
    auto const author = ledger::as_member(act.author);
    auto const written = m_written.find(author);
    if (written == m_written.end())
        return said;
    auto end = act.t + k_same_moment_ms;
    if (auto const acts = m_acts.find(author); acts != m_acts.end()) {
        auto const next = acts->second.upper_bound(act.t);
        if (next != acts->second.end())
            end = std::min(end, *next);
    }
    for (auto const& one : written->second) {
        bool const is_its = one.t >= act.t && one.t < end;
        if (is_its && std::ranges::find(said, one.text) == said.end())
            said.push_back(one.text);
    }
    return said;
}

}  // namespace huisclos::app
