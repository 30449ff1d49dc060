#include "core/app/situation_status.hpp"

#include <algorithm>

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
    auto const read = ledger::parse_cbor(item);
    if (!read)
        return std::nullopt;
    ValueView const view(*read);
    bool const is_judged =
        domain::is_given_with_status(field) || field == domain::field::k_naissance || field == domain::field::k_debut;
    bool const is_plain = std::holds_alternative<domain::Cleared>(view.value()) ||
                          (is_judged && std::holds_alternative<std::uint64_t>(view.value()));
    return is_plain ? std::optional(view.value()) : std::nullopt;
}

std::vector<Located> situations_from(Context const& context, Located const& sheet, RecordId const& report)
{
    std::vector<Located> found;
    sheet.store->for_each([&](ledger::RecordState const& state) {
        auto const* const named = state.last_value(domain::field::k_signalement);
        auto const origin =
            named == nullptr ? Result<RecordId>(fail(ErrorCode::Encoding, "names none")) : named->as_id<RecordId>();
        if (!origin || *origin != report)
            return;
        auto const one = locate(context, state.record);
        if (one && domain::record_type_from(state.type()) == domain::RecordType::Situation)
            found.push_back(*one);
    });
    return found;
}

std::vector<Located> situations_around(Context const& context, Located const& sheet, domain::Fiche const& fiche)
{
    bool const is_report = fiche.type == domain::RecordType::Signalement;
    auto const origin = is_report ? std::optional(fiche.record) : fiche.signalement;
    return origin ? situations_from(context, sheet, *origin) : std::vector<Located>{};
}

law::Facts facts_of_status(
    Context const& context, Located const& sheet, domain::Fiche const& fiche, std::span<Located const> around)
{
    auto facts = facts_about(context, sheet, fiche);
    facts.record.unretained = fiche.type == domain::RecordType::Signalement && around.empty();
    return facts;
}

void add_twins(
    Located const& sheet, domain::Fiche const& fiche, std::vector<Located> others, References const& numbers,
    SheetView& view)
{
    bool const is_report = fiche.type == domain::RecordType::Signalement;
    if (!is_report && !domain::is_open(fiche.statut()))
        return;
    std::erase_if(others, [&fiche](Located const& one) {
        return one.state->record == fiche.record || !domain::is_open(read_fiche(*one.state).statut());
    });
    // One situation is what a signalement gives.
    bool const is_plain = is_report && others.size() < 2 && fiche.statut() == domain::Statut::Retenue &&
                          !sheet.state->is_conflict(domain::field::k_statut);
    if (is_plain)
        return;
    for (auto const& other : others)
        view.callouts.push_back(
            {{phrase(is_report ? "situation.callout.has_situation" : "situation.callout.twin")
                  .with("reference", numbers.at(other.state->record)),
              phrase("law.s_09.article")},
             CalloutView::Kind::Warning,
             0});
}

Phrase closed_words(domain::Fiche const& fiche, domain::Profile reader, Date today, SheetView const& view)
{
    if (view.is_report || domain::is_open(fiche.statut()))
        return {};
    if (auto const until = kept_until(fiche); until && *until <= today)
        return phrase(view.may_edit ? "situation.closed.correct" : "situation.closed.past");
    if (!view.may_edit) {
        // Who leads and may not write now is told why elsewhere: it is not somebody else's to open it again.
        bool const leads = reader == domain::Profile::Maire || reader == domain::Profile::Coordonnateur;
        bool const asks = fiche.statut() == domain::Statut::Cloturee && !leads;
        return phrase(asks ? "situation.closed.ask" : "law.s_06.close");
    }
    bool const reopens = std::ranges::any_of(view.statuses, [](StatusChoice const& choice) {
        return choice.status == static_cast<std::uint32_t>(domain::Statut::AExaminer) && choice.refusals.empty();
    });
    return phrase(reopens ? "situation.closed.reopen" : "situation.closed.correct");
}

namespace {

/// What is asked of the law of a value that is kept.
law::Request request_to_keep(Context const& context, domain::Fiche const& fiche, std::uint64_t field, BytesView kept)
{
    if (field != domain::field::k_statut) {
        auto request = request_for(context, law::Action::SetField, fiche, field);
        request.value = judged_value(field, kept);
        return request;
    }
    auto request = request_for(context, law::Action::ChangeStatus, fiche, field);
    if (auto const status = ledger::parse_cbor(kept))
        request.to = static_cast<domain::Statut>(status->as_unsigned().value_or(0));
    return request;
}

/// The sheet leaves the list of what goes on, or is back there: said, or it would be done without a word.
void say_passage(Context& context, domain::RecordType type, domain::Statut to, domain::ListId reasons)
{
    std::string_view key = "situation.left.cloturee";
    if (to == domain::Statut::Refusee)
        key = "situation.left.refuse";
    else if (to == domain::Statut::Reorientee)
        key = type == domain::RecordType::Signalement ? "situation.left.reoriente" : "situation.left.reorientee";
    else if (reasons == domain::ListId::MotifReouverture)
        key = "situation.left.rouverte";
    else if (to != domain::Statut::Cloturee)
        return;
    context.toasts.say(Tone::Success, phrase(key));
}

/// It goes on: the end that another passage gave it is no end.
void clear_end(ledger::RecordWriter& writer, ledger::RecordHandle const& handle, domain::Fiche const& fiche)
{
    if (fiche.motif_fin)
        writer.set(handle, domain::field::k_motif_fin, encode_cleared());
    if (fiche.date_fin.is_known())
        writer.set(handle, domain::field::k_date_fin, encode_cleared());
}

Task<bool> keep_field(Context* context, ResolveConflict command)
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
    auto const decision = judge_kept(*context, *located, fiche, command.field, *kept);
    auto const logged = co_await log_and_tell(context, decision, located->cid);
    if (!decision.allowed || !logged)
        co_return true;
    auto const request = request_to_keep(*context, fiche, command.field, *kept);
    (void)co_await write_record(
        context, command.record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.set(handle, command.field, *kept);
            if (request.action == law::Action::ChangeStatus && request.to != domain::Statut::Cloturee)
                clear_end(writer, handle, fiche);
        });
    co_return true;
}

}  // namespace

law::Decision judge_kept(
    Context const& context, Located const& located, domain::Fiche const& fiche, std::uint64_t field, BytesView kept)
{
    auto facts = facts_about(context, located, fiche);
    facts.record.settles = located.state->is_conflict(field);
    return law::decide(request_to_keep(context, fiche, field, kept), facts);
}

Task<bool> resolve(Context* context, ResolveConflict command)
{
    auto const done = co_await keep_field(context, command);
    ++context->situations.choices;
    co_return done;
}

Task<bool> set_status(Context* context, SetStatus command)
{
    auto const located = locate(*context, command.record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const to = static_cast<domain::Statut>(command.status);
    auto facts = facts_of_status(*context, *located, fiche, situations_around(*context, *located, fiche));
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
    bool const written = co_await write_record(
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
    if (written)
        say_passage(*context, fiche.type, to, list);
    co_return true;
}

}  // namespace huisclos::app
