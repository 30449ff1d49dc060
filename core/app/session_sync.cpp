#include <algorithm>
#include <limits>

#include "core/app/council_devices.hpp"
#include "core/app/council_store.hpp"
#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/app/facts.hpp"
#include "core/app/kept_forms.hpp"
#include "core/app/session_impl.hpp"
#include "core/app/sync_words.hpp"
#include "core/app/waiting_words.hpp"
#include "core/crypto/random.hpp"
#include "core/sync/lost_device.hpp"
#include "core/sync/renewal.hpp"

// When the store is asked, and what is said of it (docs/protocol.md 3.13).

namespace huisclos::app {

namespace {

constexpr std::int64_t k_poll_quick_ms = 5'000;
constexpr std::int64_t k_poll_focused_ms = 30'000;
constexpr std::int64_t k_poll_away_ms = 5 * 60'000;
constexpr std::uint32_t k_most_doublings = 6;
/// Of a store that does not answer, while somebody uses the page: not sooner after the last attempt, with its jitter;
/// twice as long after each retry that a press hastened in vain, up to what the page waits by itself.
constexpr std::int64_t k_retry_pressed_ms = 5'000;
constexpr std::uint32_t k_most_hastened = 3;
constexpr std::uint32_t k_retry_jitter_ms = 2'000;
constexpr std::int64_t k_retry_save_ms = 1'000;
constexpr Instant k_not_asked{std::numeric_limits<std::int64_t>::max()};

/// Each edit is a segment; all edits that wait share one head.
std::uint32_t pending_edits(sync::SyncStatus const& status)
{
    return static_cast<std::uint32_t>(status.pending > 1 ? status.pending - 1 : status.pending);
}

bool same_words(SyncView const& a, SyncView const& b)
{
    return a.label == b.label && a.detail == b.detail && a.pending == b.pending && a.waiting == b.waiting &&
           a.tone == b.tone && a.seen_by == b.seen_by && a.silent == b.silent;
}

/// Named to who has a rank, as far as the annuaire names them; to others it is a number: when a colleague was last
/// heard is not shown to them elsewhere either.
Phrase say_silent_members(Context const& context, std::vector<MemberId> members)
{
    if (members.empty())
        return {};
    if (!facts_of_signer(context).actor.ranked)
        return say_silent({}, members.size());
    auto const count = members.size();
    auto const names = known_names(context, std::move(members));
    return say_silent(names, count - names.size());
}

void say_sync(SyncView& view, Tone tone, std::string_view label, std::string_view detail)
{
    view.tone = tone;
    view.label = phrase(label);
    if (!detail.empty())
        view.detail = phrase(detail);
}

/// The store asks for another token: of all, or to write.
bool refuses_token(sync::Connection connection)
{
    return connection == sync::Connection::TokenRefused || connection == sync::Connection::WriteRefused;
}

/// That nothing is sent or fetched, and why. False: it is.
bool say_stopped(sync::SyncStatus const& status, SyncView& view)
{
    if (status.stop == sync::VaultStop::OwnIdentityOut) {
        say_sync(view, Tone::Warning, "session.sync.out", "");
    } else if (status.is_cloned) {
        say_sync(view, Tone::Error, "session.sync.cloned", "council.clone.detail");
        view.button = ToastButton{phrase("council.clone.button"), ContinueAsNewDevice{}};
    } else if (status.connection == sync::Connection::TokenRefused) {
        say_sync(view, Tone::Warning, "session.sync.refused", "session.sync.refused.detail");
    } else if (status.connection == sync::Connection::WriteRefused) {
        say_sync(view, Tone::Warning, "session.sync.read_only", "session.sync.read_only.detail");
    } else if (status.connection == sync::Connection::StoreFull) {
        say_sync(view, Tone::Warning, "session.sync.full", "session.sync.full.detail");
    } else if (status.connection == sync::Connection::Offline) {
        say_sync(view, Tone::Warning, "session.sync.offline", "session.sync.offline.detail");
        view.label.with("n", std::int64_t{view.pending});
    } else {
        return false;
    }
    return true;
}

}  // namespace

void App::Impl::after_edit()
{
    m_session->quick_until = {now().ms + k_quick_for_ms};
    m_session->next_poll = now();
}

void App::Impl::plan_next_poll(bool went_well)
{
    auto& session = *m_session;
    bool const is_away = !went_well && session.vault->status().connection == sync::Connection::Offline;
    session.failures = went_well ? 0 : std::min(session.failures + 1, k_most_doublings);
    bool const was_hastened = std::exchange(session.is_hastened, false);
    session.hastened = went_well ? 0 : std::min(session.hastened + (was_hastened ? 1U : 0U), k_most_hastened);
    bool const is_quick = now() < session.quick_until || !session.is_in;
    auto wait = !m_focused ? k_poll_away_ms : is_quick ? k_poll_quick_ms : k_poll_focused_ms;
    // Who looks at the page is told soon that the store is back. One that answers, be it that it is full or refuses the
    // token, is left in peace.
    auto const most = m_focused && is_away ? k_poll_focused_ms : k_poll_away_ms;
    wait = std::min(wait << session.failures, std::max(wait, most));
    // Jitter, so that members who lost the store together do not come back together.
    wait += crypto::random_below(static_cast<std::uint32_t>(wait / 8));
    session.next_poll = std::min(session.next_poll, {now().ms + wait});
    auto const pressed = std::min(k_retry_pressed_ms << session.hastened, k_poll_focused_ms);
    session.next_retry = is_away ? Instant{now().ms + pressed + crypto::random_below(k_retry_jitter_ms)} : k_not_asked;
    // A head that waits leaves as soon as it may. One that could not leave then is retried as all else.
    if (auto const due = session.vault->status().head_due)
        session.next_poll = std::min(session.next_poll, *due);
    if (std::exchange(session.context->wants_push, false))
        session.next_poll = now();
}

void App::Impl::retry_soon()
{
    auto& session = *m_session;
    bool const is_sooner = session.failures > 0 && session.next_retry < session.next_poll;
    if (!is_sooner || session.is_syncing)
        return;
    session.next_poll = std::max(now(), session.next_retry);
    session.is_hastened = true;
}

Task<bool> App::Impl::synchronise()
{
    auto& session = *m_session;
    auto& context = *session.context;
    session.is_syncing = true;
    // What is asked for from here on, by an edit or a person, is another one.
    session.next_poll = k_not_asked;
    bool const tries_link = std::exchange(session.has_new_link, false);
    auto const said_before = present_sync();
    auto const stop_before = session.vault->standing().stop;
    bool const lacked_floor = lacks_floor();
    auto const context_before = context.version;
    auto const synchronised = co_await session.vault->synchronise();
    refresh_index();
    auto const* const member = context.has_registry() ? context.registry().member(session.vault->self()) : nullptr;
    if (session.is_in && member != nullptr && member->rank != ledger::k_no_rank && !member->is_out())
        (void)co_await poll_invitations(&context);
    if (session.is_in && context.has_registry())
        (void)co_await note_devices(&context);
    if (session.is_in) {
        (void)co_await review_forms(&context);
        say_reports_that_left(context);
    }
    if (auto const* const list = std::get_if<SituationsRoute>(&context.route); list != nullptr && session.is_in) {
        (void)co_await open_origin(&context);
        (void)co_await open_lists(&context, *list);
    }
    session.is_syncing = false;
    auto const status = session.vault->status();
    plan_next_poll(synchronised.has_value() && status.connection == sync::Connection::Online);
    if (!session.is_in && is_let_in()) {
        (void)co_await check_answer();
    } else if (is_request_open()) {
        (void)co_await send_request_again();
    }
    bool const stands_otherwise = session.vault->standing().stop != stop_before || lacks_floor() != lacked_floor;
    if (!session.is_in && m_form.kind == FormKind::JoinWait && stands_otherwise)
        show_join_wait();
    // Before a link was asked of a person, the token that the acts name was tried.
    bool const refused = refuses_token(status.connection) && (tries_link || !co_await use_announced_token());
    if (status.connection == sync::Connection::Online)
        (void)co_await look_for_news();
    bool const may_ask = m_form.kind == FormKind::None || m_form.kind == FormKind::JoinWait ||
                         (tries_link && m_form.kind == FormKind::StoreToken);
    if (refused && !session.stays_offline && may_ask)
        show_store_token(tries_link);
    // An answer that changes nothing costs no frame. What is shown may be older than this poll, or have been drawn
    // while it ran.
    auto const& said = session.is_in ? m_views.shell.sync : said_before;
    bool const has_brought = std::exchange(session.has_brought, false);
    if (has_brought || context.version != context_before || !same_words(said, present_sync()))
        changed();
    co_return synchronised.has_value();
}

/// The token that the acts name for this same store, before a person is asked for one; once, until the store answers
/// again.
Task<bool> App::Impl::use_announced_token()
{
    auto& session = *m_session;
    auto announced = announced_token(*session.context);
    if (session.has_tried_announced || !announced)
        co_return false;
    session.has_tried_announced = true;
    auto const used = co_await session.vault->use_address(std::move(*announced));
    if (used)
        session.next_poll = now();
    co_return used.has_value();
}

/// Once a session, when the store answers: another device may have changed the passphrase. Again while something says
/// that it may have moved the account: a card with a key that is not held here, or heads that are all closed.
Task<bool> App::Impl::look_for_news()
{
    auto& session = *m_session;
    auto& acts = session.acts;
    session.has_tried_announced = false;
    // Who is out, or holds a device that is, has nothing to read anew.
    auto const& standing = session.vault->standing();
    if (!session.is_in || standing.stop != sync::VaultStop::None)
        co_return true;
    bool const lacks_key = sync::lacks_sealing_key(*session.vault);
    if (!lacks_key && std::exchange(acts.has_newer_key, false))
        changed();
    bool const is_hinted = lacks_key || standing.may_be_out;
    bool const looks_again =
        (is_hinted && acts.account_sign == AccountSign::None) || acts.account_sign == AccountSign::Gone;
    if (std::exchange(session.has_looked_for_news, true) && !looks_again)
        co_return true;
    auto const news = co_await sync::look_for_account_news(m_ports.remote, &session.vault->local());
    if (!news && news.error().code == ErrorCode::Store)
        session.has_looked_for_news = false;
    if (!news && news.error().code == ErrorCode::Rollback) {
        (void)co_await session.vault->note_older_account();  // On a disk that refuses it, it is found again.
        changed();
    }
    auto const before = std::tuple(acts.has_new_passphrase, acts.account_sign, acts.has_newer_key);
    acts.has_new_passphrase = news && news->has_new_passphrase;
    // What a sign-in has learnt wholly brings the key no more at another one.
    bool const is_learnt = acts.account_sign == AccountSign::Moved && news && !news->is_newer;
    bool const holds_more = news && news->may_hold_more() && !is_learnt;
    acts.has_newer_key = lacks_key && holds_more;
    if (news)
        tell_account_sign(lacks_key && !holds_more ? AccountSign::Moved : AccountSign::None);
    else if (news.error().code == ErrorCode::Missing)
        tell_account_sign(lacks_key ? AccountSign::Moved : AccountSign::Gone);
    if (before != std::tuple(acts.has_new_passphrase, acts.account_sign, acts.has_newer_key))
        changed();
    co_return true;
}

void App::Impl::tell_account_sign(AccountSign sign)
{
    auto& session = *m_session;
    if (std::exchange(session.acts.account_sign, sign) == sign)
        return;
    changed();
    if (sign != AccountSign::None)
        (void)session.toasts.ask(
            phrase(sign == AccountSign::Moved ? "council.todo.moved" : "council.todo.gone"),
            {phrase("council.todo.moved_button"), ChangePassphrase{}});
}

/// A new member waits, and the store is not known to hold an answer to his invitation.
bool App::Impl::is_request_open() const
{
    auto const& session = *m_session;
    bool const is_settled = session.request == RequestState::Sent || session.request == RequestState::Used;
    return !session.is_in && !is_settled && m_form.kind == FormKind::JoinWait &&
           session.vault->drafts().contains(k_draft_request);
}

bool App::Impl::may_synchronise() const
{
    auto const& session = *m_session;
    bool const is_waited_for = session.is_in || m_form.kind == FormKind::JoinWait;
    return is_waited_for && !session.is_syncing && !session.stays_offline;
}

std::optional<Instant> App::Impl::next_save() const
{
    auto const& session = *m_session;
    if (!session.is_in || session.is_saving)
        return std::nullopt;
    auto due = next_autosave(*session.context);
    if (auto const forms = forms_due(*session.context); forms && (!due || *forms < *due))
        due = forms;
    return due ? std::optional(std::max(*due, session.next_save)) : std::nullopt;
}

Task<bool> App::Impl::save_typed()
{
    m_session->is_saving = true;
    auto const saved = co_await autosave(&*m_session->context);
    if (auto const due = forms_due(*m_session->context); due && *due <= now())
        (void)co_await keep_forms(&*m_session->context);
    m_session->is_saving = false;
    m_session->next_save = {now().ms + k_retry_save_ms};
    refresh_index();
    if (std::exchange(m_session->context->wants_push, false))
        after_edit();
    changed();
    co_return saved;
}

SyncView App::Impl::present_sync() const
{
    auto const status = m_session->vault->status();
    SyncView view;
    view.pending = pending_edits(status);
    view.waiting = static_cast<std::uint32_t>(status.waiting_for_key);
    view.offline = status.connection != sync::Connection::Online && status.connection != sync::Connection::Unknown;
    auto const& witnesses = m_session->vault->witnesses();
    if (witnesses.seen_by)
        view.seen_by = static_cast<std::uint32_t>(witnesses.seen_by->size());
    view.silent = say_silent_members(*m_session->context, witnesses.silent);
    // What it holds of this device is not known: nobody is told that all is well there.
    auto const withheld = status.own_head_withheld;
    bool const is_long_withheld = withheld && now().ms - withheld->ms >= sync::k_stale_after_ms;
    auto const tone_when_saved = is_long_withheld ? Tone::Warning : Tone::Info;
    std::string_view const detail_when_saved = withheld ? "session.sync.withheld.detail" : "";
    if (say_stopped(status, view))
        return view;
    auto const say = [&view](Tone tone, std::string_view label, std::string_view detail) {
        say_sync(view, tone, label, detail);
    };
    if (view.waiting > 0) {
        say(Tone::Warning, "session.sync.waits", "");
        view.label.with("n", std::int64_t{view.waiting});
        // What waits where a key has come is about to be written: nobody need be asked.
        auto const& vault = *m_session->vault;
        auto const places = vault.waiting_places();
        auto const place =
            std::ranges::find_if(places, [&vault](CompartmentId const& cid) { return vault.waits_for_key(cid); });
        if (place != places.end())
            view.detail = say_whom_to_ask(*m_session->context, *place);
    } else if (status.pending > 0) {
        say(tone_when_saved, "session.sync.pending", detail_when_saved);
        view.label.with("n", std::int64_t{view.pending});
    } else if (status.heads_closed) {
        // What others write does not open: whatever was fetched, this device is behind.
        bool const is_late = status.may_be_out;
        say(is_late ? Tone::Warning : Tone::Info, "session.sync.closed", is_late ? "" : "session.sync.closed.detail");
        // As the callout does: where the account has moved, Home says it.
        if (is_late && m_session->acts.account_sign != AccountSign::Moved)
            view.detail = ask_whom(*m_session->context, "session.may_be_out");
    } else if (status.up_to_date && !withheld) {
        say(Tone::Success, "session.sync.up_to_date", "");
        view.label.with("time", TimeOfDay{*status.up_to_date});
    } else {
        say(tone_when_saved, "session.sync.saved", detail_when_saved);
    }
    return view;
}

}  // namespace huisclos::app
