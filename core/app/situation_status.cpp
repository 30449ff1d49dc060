#include "core/app/situation_status.hpp"

#include "core/app/record_values.hpp"
#include "core/app/situation_report.hpp"
#include "core/app/situation_write.hpp"

namespace huisclos::app {

Date closing_day(domain::Fiche const& fiche, Date today)
{
    auto const& end = fiche.date_fin;
    bool const is_before = fiche.debut.is_complete() && end < fiche.debut;
    return end.is_complete() && end <= today && !is_before ? end : today;
}

std::optional<domain::Value> judged_value(std::uint64_t field, BytesView item)
{
    if (!domain::is_given_with_status(field) && field != domain::field::k_naissance)
        return std::nullopt;
    auto const read = ledger::parse_cbor(item);
    if (!read)
        return std::nullopt;
    ValueView const view(*read);
    bool const is_plain = std::holds_alternative<std::uint64_t>(view.value()) ||
                          std::holds_alternative<domain::Cleared>(view.value());
    return is_plain ? std::optional(view.value()) : std::nullopt;
}

Task<bool> resolve(Context* context, ResolveConflict command)
{
    auto const located = locate(*context, command.record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    std::optional<Bytes> kept;
    for (auto const& entry : located->state->at(ledger::Space::Field, command.field)) {
        if (entry.op->id == command.keep)
            kept = to_bytes(entry.value().encoded());
    }
    // Another one has chosen meanwhile.
    if (!kept)
        co_return true;
    auto request = request_for(*context, law::Action::SetField, fiche, command.field);
    request.value = judged_value(command.field, *kept);
    auto facts = facts_about(*context, *located, fiche);
    facts.record.settles = located->state->is_conflict(command.field);
    auto const allowed = co_await decide_and_log(context, request, facts, located->cid);
    if (!allowed)
        co_return true;
    (void)co_await write_record(
        context, command.record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.set(handle, command.field, *kept);
        });
    co_return true;
}

Task<bool> set_status(Context* context, SetStatus command)
{
    auto const located = locate(*context, command.record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const to = static_cast<domain::Statut>(command.status);
    auto facts = facts_about(*context, *located, fiche);
    auto const* const passage = domain::find_transition(fiche.type, fiche.statut(), to);
    auto const list = passage == nullptr ? domain::ListId::None : reasons_for(passage->needs);
    bool const has_reason = domain::is_in_list(list, command.reason);
    facts.record.has_canal = facts.record.has_canal || (to == domain::Statut::Reorientee && has_reason);
    facts.record.has_refusal_reason = facts.record.has_refusal_reason || (to == domain::Statut::Refusee && has_reason);
    if (to == domain::Statut::Cloturee && has_reason) {
        facts.record.has_end_reason = true;
        facts.record.end = closing_day(fiche, context->today());
    }
    facts.record.has_reopening_reason = list == domain::ListId::MotifReouverture && has_reason;
    auto request = request_for(*context, law::Action::ChangeStatus, fiche, domain::field::k_statut);
    request.to = to;
    auto const allowed = co_await decide_and_log(context, request, facts, located->cid);
    if (!allowed)
        co_return true;
    if (to == domain::Statut::Retenue)
        co_return co_await retain_report(context, command.record);
    auto const end = facts.record.end;
    (void)co_await write_record(
        context, command.record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.set(handle, domain::field::k_statut, encode_number(command.status));
            if (has_reason && to == domain::Statut::Reorientee)
                writer.set(handle, domain::field::k_canal, encode_number(command.reason));
            if (has_reason && to == domain::Statut::Refusee)
                writer.set(handle, domain::field::k_motif_refus, encode_number(command.reason));
            if (has_reason && to == domain::Statut::Cloturee) {
                writer.set(handle, domain::field::k_motif_fin, encode_number(command.reason));
                writer.set(handle, domain::field::k_date_fin, encode_date(end));
            }
            if (has_reason && list == domain::ListId::MotifReouverture) {
                // It goes on: the end that it had is no end.
                writer.set(handle, domain::field::k_motif_reouverture, encode_number(command.reason));
                writer.set(handle, domain::field::k_motif_fin, encode_cleared());
                writer.set(handle, domain::field::k_date_fin, encode_cleared());
            }
        });
    co_return true;
}

}  // namespace huisclos::app
