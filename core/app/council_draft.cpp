// The act in draft: how it grows, how it is said, how it is signed (docs/decisions/0007).

#include <algorithm>

#include "core/app/awaited.hpp"
#include "core/app/council_act_words.hpp"
#include "core/app/council_audit.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_draft_lines.hpp"
#include "core/app/council_grants.hpp"
#include "core/app/council_state.hpp"
#include "core/app/facts.hpp"
#include "core/app/kept_act.hpp"
#include "core/app/kept_forms.hpp"
#include "core/app/situation_write.hpp"
#include "core/base/heap_sort.hpp"
#include "core/crypto/hash.hpp"
#include "core/sync/renewal.hpp"

namespace huisclos::app {

namespace {

/// Pins and card version go into the next version of the account; the act is already recorded, so a store that fails
/// here only delays it: the pins are stated again at the next signature.
Task<Result<void>> keep_verified(Context* context, sync::OpenIdentity* identity)
{
    auto& keyring = identity->account.keyring;
    bool changed = false;
    for (auto const& member : context->verified) {
        if (std::ranges::find(keyring.verified, member) == keyring.verified.end()) {
            keyring.verified.push_back(member);
            changed = true;
        }
    }
    if (!changed)
        co_return Result<void>{};
    // From the newest version only: the look-up at the signature may have failed, or another device published.
    auto const published = co_await sync::publish_next_account(context->ports.remote, &context->vault, identity);
    if (!published)
        co_return std::unexpected(published.error());
    co_return Result<void>{};
}

FormLine line(Phrase text)
{
    return {{}, std::move(text)};
}

/// What the form shows of the act: what is signed, and beside it what is not.
struct ShownAct {
    std::vector<FormLine> lines{};
    std::vector<Phrase> notes{};
};

/// Of a line below another, whose it is stands in its label.
ShownAct shown_act(Context const& context, sync::ActPlan const& plan)
{
    ShownAct shown;
    Phrase above;
    AuditOnce audit(context);
    for (auto& said : draft_lines(context, plan, audit)) {
        if (said.is_aside) {
            shown.notes.push_back(std::move(said.text));
            continue;
        }
        if (!said.is_below)
            above = said.text;
        shown.lines.push_back({said.is_below ? above : Phrase{}, std::move(said.text)});
    }
    return shown;
}

/// Whether the form that was read says the same.
bool is_as_read(PendingSignature const& signature, ShownAct const& shown)
{
    return signature.lines == shown.lines && signature.notes == shown.notes;
}

void show_act(PendingSignature& signature, ShownAct shown)
{
    signature.lines = std::move(shown.lines);
    signature.notes = std::move(shown.notes);
}

/// who came, left, or reads otherwise, and which keys changed; each place once, whatever the number of persons.
std::set<std::pair<law::LogAction, CompartmentId>> traces_of(ledger::Act const& act)
{
    std::set<std::pair<law::LogAction, CompartmentId>> traces;
    for (auto const& op : act.ops) {
        if (auto const* const role = std::get_if<ledger::RoleOp>(&op))
            traces.emplace(law::LogAction::Member, role->cid);
        else if (auto const* const rotation = std::get_if<ledger::RotateOp>(&op))
            traces.emplace(law::LogAction::Key, rotation->cid);
        else if (std::holds_alternative<ledger::LogKeyOp>(op))
            traces.emplace(law::LogAction::Key, k_log);
        else if (
            std::holds_alternative<ledger::MemberOp>(op) || std::holds_alternative<ledger::MemberOutOp>(op) ||
            std::holds_alternative<ledger::DeviceOutOp>(op) || std::holds_alternative<ledger::RankOp>(op))
            traces.emplace(law::LogAction::Member, k_dir);
    }
    return traces;
}

}  // namespace

namespace {

Task<bool> log_act(
    Context* context, std::set<std::pair<law::LogAction, CompartmentId>> const* traces, law::LogResult result)
{
    for (auto const& [action, cid] : *traces) {
        bool const logged = co_await log_line(context, law::LogEntry{action, {}, result}, cid);
        if (!logged)
            co_return false;
    }
    co_return true;
}

}  // namespace

Task<Result<void>> sign_and_record(
    Context* context, sync::OpenIdentity* identity, sync::ActWish wish, sync::ActPlan plan,
    std::vector<sync::RecordWrite> records)
{
    auto const traces = traces_of(plan.prepared.act);
    auto publication =
        sync::sign_plan(context->vault, std::move(wish), std::move(plan), identity->account.keyring.identity);
    if (!publication)
        co_return std::unexpected(publication.error());
    publication->records = std::move(records);
    bool const logged = co_await log_act(context, &traces, law::LogResult::Ok);
    if (!logged)
        co_return fail(ErrorCode::Local, "the log refuses the entry of this act");
    auto const left_out = co_await context->vault.record_act(std::move(*publication));
    if (!left_out) {
        // The log says that it was asked for, then that it did not come to be.
        (void)co_await log_act(context, &traces, law::LogResult::Refused);
        co_return std::unexpected(left_out.error());
    }
    if (*left_out > 0)
        context->toasts.say(
            Tone::Warning, phrase("council.act.left_out").with("n", static_cast<std::int64_t>(*left_out)));
    co_return Result<void>{};
}

namespace {

std::vector<sync::RecordWrite> records_of_draft(Context& context)
{
    std::vector<sync::RecordWrite> records;
    for (auto const& change : context.acts.draft) {
        if (!change.records)
            continue;
        for (auto& write : change.records(context)) {
            write.is_needed = change.needs_records;
            records.push_back(std::move(write));
        }
    }
    return records;
}

/// What remains once the act is recorded; an error is said, and undoes nothing.
Task<bool> finish_draft(Context* context, std::vector<DraftChange> done)
{
    for (auto const& change : done) {
        if (change.verified)
            context->verified.insert(*change.verified);
        if (change.invite)
            context->acts.requests.erase(*change.invite);
        if (!change.afterwards)
            continue;
        auto const after = co_await change.afterwards(context);
        if (!after)
            say_error(*context, after.error());
    }
    co_return true;
}

Task<Result<void>> sign_draft(Context* context, sync::OpenIdentity* identity)
{
    // What will be signed is made from what is known now: the screen showed it after a fetch.
    auto const pulled = co_await context->vault.pull();
    if (!pulled)
        co_return pulled;
    context->council.rebuild(context->vault);
    bool const is_renewed = co_await renew_corrections(context);
    if (is_renewed)
        (void)co_await keep_forms(context);
    // It was done already, by somebody else: what is said of it is all that remains.
    if (context->acts.draft.empty())
        co_return Result<void>{};
    auto wish = wish_of(*context);
    auto plan = sync::plan_act(context->vault, wish);
    if (!plan)
        co_return std::unexpected(plan.error());
    // Nothing is signed that was not read: an act of somebody else may have come in between.
    if (auto shown = shown_act(*context, *plan); context->signature && !is_as_read(*context->signature, shown)) {
        show_act(*context->signature, std::move(shown));
        context->signature->has_changed = true;
        co_return Result<void>{};
    }
    if (!may_sign_endings(*context, *plan))
        co_return fail(ErrorCode::Rights, "the law refuses this act");
    auto records = records_of_draft(*context);
    auto const recorded =
        co_await sign_and_record(context, identity, std::move(wish), std::move(*plan), std::move(records));
    if (!recorded)
        co_return recorded;
    auto done = std::exchange(context->acts.draft, {});
    // Signed: kept on the device no more.
    (void)co_await keep_forms(context);
    context->council.rebuild(context->vault);
    (void)co_await finish_draft(context, std::move(done));
    auto const kept = co_await keep_verified(context, identity);
    if (!kept)
        say_error(*context, kept.error());
    context->wants_push = true;
    context->toasts.forget_refusals();
    context->toasts.say(Tone::Success, phrase("council.act.signed"));
    context->changed();
    co_return Result<void>{};
}

Task<Result<void>> sign_texts(Context* context, sync::OpenIdentity* identity, std::uint32_t what)
{
    auto const* const text = context->council.text_in_force(what);
    if (text == nullptr)
        co_return fail(ErrorCode::Missing, "no such text in force");
    ledger::Acceptance const acceptance{
        static_cast<ledger::AcceptedText>(what), static_cast<std::uint32_t>(text->version),
        crypto::text_hash(text->texte), context->now()};
    auto const opened_before = lists_that_open(*context);
    auto card = sync::card_with_acceptances(context->vault, identity->account.keyring, {acceptance});
    auto const recorded = co_await context->vault.record_card(std::move(card), {});
    if (!recorded)
        co_return recorded;
    auto const kept = co_await grant_to_self(context);
    if (!kept)
        say_error(*context, kept.error());
    context->wants_push = true;
    bool const is_last = !has_text_to_accept(*context, facts_of_signer(*context).actor);
    auto said = phrase(is_last ? "council.text.accepted" : "council.text.accepted_one");
    // What was refused for want of it is open now: the way back to it.
    if (lists_that_open(*context) > opened_before)
        context->toasts.offer(std::move(said), {phrase("council.text.see_situations"), Go{SituationsRoute{}}});
    else
        context->toasts.say(Tone::Success, std::move(said));
    context->changed();
    co_return Result<void>{};
}

}  // namespace

void add_change(Context& context, DraftChange change)
{
    change.id = ++context.acts.last_change;
    change.effects = effects_of(context, change);
    context.acts.draft.push_back(std::move(change));
    context.changed();
}

void renew_effects(Context& context)
{
    for (auto& change : context.acts.draft) {
        auto effects = effects_of(context, change);
        if (effects == change.effects)
            continue;
        change.effects = std::move(effects);
        context.changed();
    }
}

sync::RecordWrite set_fields(CompartmentId const& cid, RecordId const& record, FieldValues values)
{
    return {
        cid,
        [record,
         values = std::move(values)](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
            ledger::RecordHandle const handle{record, store.record_key(record), store.find(record)};
            if (handle.state == nullptr || handle.key.empty())
                return fail(ErrorCode::NoKey, "the record is not open");
            for (auto const& [field, value] : values)
                writer.set(handle, field, value);
            return {};
        }};
}

namespace {

/// All texts in force, with those that the draft changes.
std::optional<ledger::PolicyOp> texts_of(Context const& context)
{
    auto texts = context.registry().policy().texts;
    bool is_changed = false;
    for (auto const& change : context.acts.draft) {
        if (!change.text_in_force)
            continue;
        std::erase_if(texts, [&](ledger::TextInForce const& text) { return text.what == change.text_in_force->what; });
        texts.push_back(*change.text_in_force);
        is_changed = true;
    }
    if (!is_changed)
        return std::nullopt;
    heap_sort(texts, {}, &ledger::TextInForce::what);
    ledger::PolicyOp policy;
    policy.texts = std::move(texts);
    return policy;
}

}  // namespace

sync::ActWish wish_in_words(Context const& context)
{
    sync::ActWish wish;
    wish.verified = context.verified;
    if (auto policy = texts_of(context))
        wish.ops.emplace_back(std::move(*policy));
    for (auto const& change : context.acts.draft) {
        wish.ops.insert(wish.ops.end(), change.ops.begin(), change.ops.end());
        if (change.verified)
            wish.verified.insert(*change.verified);
    }
    // What only changes records is signed all the same: who decided it, and when, stands among the acts.
    if (wish.ops.empty() && !context.acts.draft.empty())
        wish.ops.emplace_back(ledger::VisaOp{});
    return wish;
}

sync::ActWish wish_of(Context const& context)
{
    auto wish = wish_in_words(context);
    for (auto const& change : context.acts.draft) {
        if (change.log_key)
            wish.log_key = sync::NewLogKey{change.log_key->from_period, change.log_key->seed.clone()};
    }
    return wish;
}

void ask_signature_of_draft(Context& context)
{
    auto const plan = sync::plan_act(context.vault, wish_of(context));
    if (!plan) {
        say_error(context, plan.error());
        return;
    }
    if (!may_sign_endings(context, *plan))
        return;
    PendingSignature signature;
    auto const number = static_cast<std::int64_t>(context.vault.knowledge().registry()->sequence().size()) + 1;
    signature.title = phrase("council.act.title").with("n", number);
    show_act(signature, shown_act(context, *plan));
    auto* const kept = &context;
    signature.sign = [kept](sync::OpenIdentity* identity) {
        return sign_draft(kept, identity);
    };
    context.signature = std::move(signature);
    context.changed();
}

void ask_signature_of_texts(Context& context, std::uint32_t what)
{
    auto const* const text = context.council.text_in_force(what);
    if (text == nullptr)
        return;
    PendingSignature signature;
    signature.title = phrase("council.text.accept_title");
    signature.intro = "doors.sign.intro_text";
    bool const is_dated = text->adoption.is_known();
    auto asked = phrase(is_dated ? "council.text.accept_line" : "council.text.accept_line_undated")
                     .with("title", text->titre)
                     .with("version", static_cast<std::int64_t>(text->version));
    if (is_dated)
        asked.with("date", text->adoption);
    signature.lines.push_back(line(std::move(asked)));
    auto* const kept = &context;
    signature.sign = [kept, what](sync::OpenIdentity* identity) {
        return sign_texts(kept, identity, what);
    };
    context.signature = std::move(signature);
    context.changed();
}

}  // namespace huisclos::app
