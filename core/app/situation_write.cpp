#include "core/app/situation_write.hpp"

#include <algorithm>

#include "core/app/facts.hpp"
#include "core/app/journal_values.hpp"
#include "core/app/record_values.hpp"

namespace huisclos::app {

namespace {

namespace care = domain::prise_en_charge_part;

}  // namespace

Bytes encode_care(std::uint32_t type, std::uint32_t answer)
{
    return encode_parts({{care::k_type, std::uint64_t{type}}, {care::k_reponse, std::uint64_t{answer}}});
}

void write_choices(
    ledger::RecordWriter& writer, ledger::RecordHandle const& record, std::uint64_t field,
    std::vector<std::uint32_t> const& codes)
{
    std::vector<OpId> dropped;
    std::vector<std::uint64_t> present;
    for (auto const& entry : record.state->at(ledger::Space::Set, field)) {
        auto const code = entry.value().as_unsigned().value_or(0);
        if (std::ranges::find(codes, code) == codes.end())
            dropped.push_back(entry.op->id);
        else
            present.push_back(code);
    }
    if (!dropped.empty())
        writer.drop(record, field, std::move(dropped));
    for (auto const code : codes) {
        if (std::ranges::find(present, code) == present.end())
            writer.add(record, field, encode_number(code));
    }
}

void write_care(
    ledger::RecordWriter& writer, ledger::RecordHandle const& record, std::uint32_t type, std::uint32_t answer)
{
    std::vector<OpId> dropped;
    for (auto const& entry : record.state->at(ledger::Space::Set, domain::field::k_prises_en_charge)) {
        auto const part = entry.value().find(care::k_type);
        if (part && part->as_unsigned().value_or(0) == type)
            dropped.push_back(entry.op->id);
    }
    if (!dropped.empty())
        writer.drop(record, domain::field::k_prises_en_charge, std::move(dropped));
    if (answer != 0)
        writer.add(record, domain::field::k_prises_en_charge, encode_care(type, answer));
}

Task<bool> write_record(Context* context, RecordId record, ComposeRecord compose)
{
    auto const located = locate(*context, record);
    if (!located)
        co_return false;
    auto const written = co_await context->vault.write(
        located->cid,
        [&](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
            ledger::RecordHandle const handle{record, store.record_key(record), store.find(record)};
            if (handle.state == nullptr || handle.key.empty())
                return fail(ErrorCode::NoKey, "the record is not open");
            compose(writer, handle);
            return {};
        },
        sync::WithoutKey::Wait);
    if (!written) {
        say_error(*context, written.error());
        co_return false;
    }
    context->situations.saved_at = context->now();
    context->wants_push = true;
    context->changed();
    co_return true;
}

Task<bool> log_line(Context* context, std::optional<law::LogEntry> entry, CompartmentId cid)
{
    if (!entry)
        co_return true;
    auto const logged = co_await context->vault.log(journal_entry(*context, *entry, cid));
    if (!logged)
        say_error(*context, logged.error());
    co_return logged.has_value();
}

law::Request request_for(Context const& context, law::Action action, domain::Fiche const& fiche, std::uint64_t field)
{
    return {
        .action = action,
        .place = law::k_groupe_nominatif,
        .type = fiche.type,
        .record = fiche.record,
        .field = field,
        .today = context.today()};
}

void say_notices(Context& context, law::Decision const& decision)
{
    for (auto const& notice : decision.notices) {
        if (notice.key != "law.r_03.rappel")
            context.toasts.say(Tone::Info, notice);
    }
}

Task<bool> log_and_tell(Context* context, law::Decision decision, CompartmentId cid)
{
    auto const logged = co_await log_line(context, decision.log, cid);
    if (!logged)
        co_return false;
    if (decision.allowed) {
        say_notices(*context, decision);
    } else {
        context->toasts.refuse(decision);
        context->changed();
    }
    co_return true;
}

Task<bool> decide_and_log(Context* context, law::Request request, law::Facts facts, CompartmentId cid)
{
    auto const decision = law::decide(request, facts);
    auto const logged = co_await log_and_tell(context, decision, cid);
    bool const goes_on = decision.allowed && logged;
    co_return goes_on;
}

void forget_copied(Context& context)
{
    auto& text = context.situations.copied.text;
    wipe(text.data(), text.size());
    text.clear();
}

Task<bool> copy_value(Context* context, CopyValue command)
{
    auto const* const route = std::get_if<SituationsRoute>(&context->route);
    auto const located = locate(*context, command.record);
    if (!located || route == nullptr || route->situation != command.record)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const request = request_for(*context, law::Action::CopyValue, fiche, 0);
    auto const allowed =
        co_await decide_and_log(context, request, facts_about(*context, *located, fiche), located->cid);
    if (!allowed)
        co_return true;
    auto& copied = context->situations.copied;
    ++copied.number;
    forget_copied(*context);
    copied.text = std::move(command.text);
    context->toasts.say(Tone::Success, phrase("situation.copied"));
    context->changed();
    co_return true;
}

bool stands(ledger::RecordState const& state, SheetElement const& element)
{
    return std::ranges::any_of(state.at(element.space, element.field), [&](ledger::StateEntry const& one) {
        return one.op->id == element.element && correction_of(state, one) == nullptr;
    });
}

Task<ElementChange> change_element(Context* context, SheetElement element, law::Action action, ComposeRecord compose)
{
    auto const located = locate(*context, element.record);
    if (!located || !stands(*located->state, element))
        co_return ElementChange::Gone;
    auto const fiche = read_fiche(*located->state);
    auto const allowed = co_await decide_and_log(
        context, request_for(*context, action, fiche, element.field), facts_about(*context, *located, fiche),
        located->cid);
    if (!allowed)
        co_return ElementChange::NotWritten;
    bool is_there = false;
    auto const written = co_await write_record(
        context, element.record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            is_there = stands(*handle.state, element);
            if (is_there)
                compose(writer, handle);
        });
    if (!written)
        co_return ElementChange::NotWritten;
    co_return is_there ? ElementChange::Written : ElementChange::Gone;
}

}  // namespace huisclos::app
