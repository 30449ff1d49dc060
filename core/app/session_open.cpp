#include "core/app/council_let_in.hpp"
#include "core/app/council_week.hpp"
#include "core/app/draft_slots.hpp"
#include "core/app/kept_forms.hpp"
#include "core/app/session_impl.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/words.hpp"
#include "core/sync/account_care.hpp"

// From an unlocked device to a running session, and its end.

namespace huisclos::app {

namespace {

constexpr std::int64_t k_flush_every_ms = 15 * 60'000;

bool lists_device(ledger::Card const& card, crypto::PublicKey const& device_key)
{
    return std::ranges::any_of(
        card.devices, [&](ledger::CardDevice const& device) { return device.key == device_key; });
}

sync::OpenIdentity copy_of(sync::OpenIdentity const& identity)
{
    sync::OpenIdentity copy;
    copy.account.version = identity.account.version;
    copy.account.ring_key = identity.account.ring_key.clone();
    copy.account.slots = identity.account.slots;
    copy.account.keyring = identity.account.keyring.clone();
    copy.keys = {identity.keys.locator, identity.keys.outer.clone()};
    return copy;
}

}  // namespace

Task<bool> App::Impl::open_session(sync::LocalVault local, sync::DeviceKeys keys)
{
    auto session = std::make_unique<Session>();
    session->vault = std::make_unique<sync::Vault>(
        sync::VaultPorts{m_ports.remote, m_ports.clock}, std::move(local), std::move(keys));
    (void)co_await session->vault->load(&m_ports.worker);
    session->context.emplace(Context{
        .ports = m_ports,
        .vault = *session->vault,
        .council = session->council,
        .situations = session->situations,
        .acts = session->acts,
        .toasts = session->toasts,
        .bundle_address = m_bundle});
    m_session = std::move(session);
    refresh_index();
    co_return true;
}

void App::Impl::refresh_index()
{
    auto& session = *m_session;
    auto const& vault = *session.vault;
    if (session.indexed_version == vault.version())
        return;
    bool const is_first = session.indexed_version == 0;
    session.indexed_version = vault.version();
    auto const changes = session.vault->take_changes();
    bool concerns = is_first || changes.registry || changes.keys;
    if (!concerns && session.context->has_registry()) {
        auto const map = session.context->map();
        concerns = std::ranges::any_of(changes.records, [&map](auto const& record) {
            return record.first == map.directory || record.first == map.plenary;
        });
    }
    if (concerns)
        session.council.rebuild(vault);
    session.has_brought |= changes.any();
    session.contents += is_first || changes.any() ? 1 : 0;
    // An edit seen: somebody is at work, and what he does next is asked for soon. What was on the disk is none.
    if (!is_first && !changes.records.empty())
        session.quick_until = {now().ms + k_quick_for_ms};
}

bool App::Impl::is_let_in() const
{
    auto const& vault = *m_session->vault;
    // A founder is in once his council is whole.
    if (vault.drafts().contains(k_draft_founding))
        return false;
    // A store that hides what the inviter had seen is not believed. Who was let in and is out still reads what he
    // holds.
    auto const& standing = vault.standing();
    bool const is_named =
        standing.membership == sync::Membership::Member || standing.membership == sync::Membership::Out;
    return is_named && standing.has_card && standing.floor.is_met();
}

/// The registry names this member, and not the act that his invitation says it holds: nothing in the link tells a
/// floor that was changed on its way from a store that hides something.
bool App::Impl::lacks_floor() const
{
    auto const& standing = m_session->vault->standing();
    return standing.stop == sync::VaultStop::None && standing.membership == sync::Membership::Member &&
           !standing.floor.missing.empty();
}

/// A device that the member's card does not list yet is announced by the next card.
Task<Result<void>> App::Impl::complete_device(sync::OpenIdentity* identity)
{
    auto& vault = *m_session->vault;
    auto const device_key = vault.keys().device_key.public_key();
    auto const* const current = vault.knowledge().cards().current(vault.self());
    if (current == nullptr || lists_device(current->card.card, device_key))
        co_return Result<void>{};
    // Another card of the same version may have counted: this device is listed by the next one all the same.
    auto const has_room = [&vault, &device_key] {
        auto const next = ledger::next_card(vault.knowledge().cards().all_of(vault.self()));
        return lists_device(next, device_key) || ledger::may_list_another_device(next);
    };
    // One may have been declared lost since.
    if (!has_room())
        (void)co_await vault.pull();
    if (!has_room())
        co_return fail(ErrorCode::Refused, "as many devices in use as a member may have");
    auto card = sync::card_with_device(vault, identity->account.keyring, device_key);
    co_return co_await vault.record_card(std::move(card), {});
}

/// A place is erased when it was just made, and never with something in it that nobody else has.
bool App::Impl::holds_something_of_its_own() const
{
    auto const& vault = *m_session->vault;
    auto const status = vault.status();
    // That the weekly words are to be compared is of the place itself.
    bool const has_drafts =
        std::ranges::any_of(vault.drafts(), [](auto const& draft) { return draft.first != k_draft_week; });
    return status.pending + status.waiting_for_key > 0 || !vault.refused_edits().empty() || has_drafts ||
           !vault.former_devices().empty();
}

Task<bool> App::Impl::refuse_device()
{
    auto const device = m_session->vault->device();
    if (m_session->is_syncing || holds_something_of_its_own()) {
        show_sign_in();
    } else {
        // What views are compared by never goes back.
        m_version = version();
        m_session.reset();
        auto const names = co_await m_ports.places.names();
        for (auto const& name : names.value_or(std::vector<std::string>{})) {
            auto place = co_await m_ports.places.open(name);
            if (!place)
                continue;
            auto local = co_await sync::LocalVault::open(std::move(*place));
            if (!local || local->identity().device != device)
                continue;
            local = fail(ErrorCode::Missing, "let go before it is erased");
            (void)co_await m_ports.places.remove(name);
        }
        m_door.forget();
        (void)co_await look_at_places();
        show_first_door();
    }
    show_form_error(
        "", phrase("doors.error.too_many_devices").with("n", static_cast<std::int64_t>(ledger::k_max_devices_in_use)));
    co_return false;
}

Task<bool> App::Impl::go_in(sync::OpenIdentity* identity)
{
    auto& vault = *m_session->vault;
    auto const& keyring = identity->account.keyring;
    vault.set_account_version(identity->account.version);
    hold_by_week(*m_session->context);
    m_session->context->verified = {keyring.verified.begin(), keyring.verified.end()};
    m_door.my_words = crypto::six_words(crypto::fingerprint(vault.id(), keyring.identity.public_key()));
    auto kept_keys = co_await vault.use_keyring(&keyring);
    if (kept_keys && m_door.access && m_door.access->floor)
        kept_keys = co_await vault.use_floor(*m_door.access->floor);
    if (!kept_keys)
        m_session->toasts.say(Tone::Warning, door_error(kept_keys.error()));
    if (auto const kept = vault.drafts().find(k_draft_founding); kept != vault.drafts().end()) {
        if (auto waiting = decode_waiting_founding(kept->second.view()))
            co_return co_await resume_founding(identity, std::move(*waiting));
    }
    if (auto const kept = vault.drafts().find(k_draft_request); kept != vault.drafts().end()) {
        if (auto const waiting = decode_waiting(kept->second.view()))
            m_door.inviter = waiting->inviter;
    }
    // Of a member who has an account already: nothing here but the floor says what the store should hold.
    if (!vault.drafts().contains(k_draft_request) && vault.knowledge().registry() == nullptr) {
        auto const asked = co_await ask_week(&*m_session->context);
        if (!asked)
            m_session->toasts.say(Tone::Warning, door_error(asked.error()));
    }
    if (!is_let_in()) {
        (void)co_await vault.pull();
        refresh_index();
    }
    if (!is_let_in()) {
        m_session->next_poll = now();
        (void)co_await send_request();
        show_join_wait();
        co_return true;
    }
    auto const completed = co_await complete_device(identity);
    if (!completed && completed.error().code == ErrorCode::Refused)
        co_return co_await refuse_device();
    if (!completed)
        m_session->toasts.say(Tone::Warning, door_error(completed.error()));
    enter();
    (void)co_await note_let_in(&*m_session->context);
    (void)co_await note_sign_in();
    run(care_for_account(copy_of(*identity)));
    co_return true;
}

/// Beside the session: a store that does not answer holds nobody up.
Task<bool> App::Impl::care_for_account(sync::OpenIdentity identity)
{
    auto& session = *m_session;
    auto const held = std::make_shared<sync::HeldIdentity>();
    held->identity = std::move(identity);
    held->since = now();
    session.caring = held;
    auto const care = co_await sync::care_for_account(m_ports.remote, session.vault.get(), held.get());
    session.context->verified.insert(care.verified.begin(), care.verified.end());
    auto const was_overdue = std::exchange(session.acts.is_key_overdue, care.is_overdue);
    if (care.is_former) {
        session.acts.has_newer_key = false;
        tell_account_sign(AccountSign::Moved);
    }
    if (care.has_learnt || care.has_signed)
        session.next_poll = now();
    if (care.has_learnt || was_overdue != care.is_overdue)
        changed();
    co_return !care.is_overdue;
}

void App::Impl::enter()
{
    auto& session = *m_session;
    bool const was_in = std::exchange(session.is_in, true);
    session.next_poll = now();
    session.last_input = now();
    session.next_flush = {now().ms + k_flush_every_ms};
    refresh_index();
    replace_founding(m_founding, std::nullopt);
    m_door.forget();
    m_door.store.reset();
    close_form();
    if (!was_in)
        run(take_up_forms(&*session.context));
    changed();
}

/// passphrases that were refused on this page and are not in the log yet.
Task<bool> App::Impl::log_failed_sign_ins()
{
    auto& vault = *m_session->vault;
    auto const failed = m_failed_sign_ins.extract(vault.id());
    if (!failed)
        co_return true;
    for (auto const at : failed.mapped()) {
        ledger::JournalEntry const entry{
            .t = static_cast<std::uint64_t>(at.ms),
            .action = ledger::LogAction::SignInFailed,
            .object = {},
            .cid = k_dir,
            .reason = {},
            .result = ledger::LogResult::Refused};
        (void)co_await vault.log(entry);
    }
    co_return true;
}

Task<bool> App::Impl::note_sign_in()
{
    (void)co_await log_failed_sign_ins();
    ledger::JournalEntry const entry{
        .t = static_cast<std::uint64_t>(now().ms), .action = ledger::LogAction::SignIn, .object = {}, .cid = k_dir};
    auto const written = co_await m_session->vault->log(entry);
    co_return written.has_value();
}

Task<bool> App::Impl::flush_log()
{
    m_session->next_flush = {now().ms + k_flush_every_ms};
    auto const before = m_session->vault->status().pending;
    auto const flushed = co_await m_session->vault->flush_log();
    if (m_session->vault->status().pending != before)
        m_session->next_poll = now();
    co_return flushed.has_value();
}

/// Waits for the disk alone. What was not sent yet, a head that is owed included (core/sync/outbox.hpp), is on it, and
/// leaves when the session is opened again.
Task<bool> App::Impl::lock()
{
    bool const was_in = m_session && m_session->is_in;
    bool const was_left_alone = was_in && now().ms - m_session->last_input.ms >= k_idle_ms;
    auto lost = Unkept::Nothing;
    if (was_in) {
        (void)co_await autosave(&*m_session->context, Autosave::All);
        (void)co_await keep_forms(&*m_session->context);
        lost = find_unkept(*m_session->context);
        (void)co_await m_session->vault->flush_log();
        if (m_session->caring)
            m_session->caring->drop();
    }
    m_door = {};
    replace_founding(m_founding, std::nullopt);
    m_locked = true;
    FormView form;
    form.kind = FormKind::Locked;
    form.title = phrase("doors.locked.title");
    form.intro = {phrase("doors.locked.intro")};
    if (was_left_alone) {
        form.intro.insert(form.intro.begin(), phrase("doors.locked.idle"));
        form.asked = {"idle"};
    }
    // The page that takes the place of this one says it: whoever reads it may be another, and no field is named.
    if (lost != Unkept::Nothing)
        form.asked.emplace_back(lost == Unkept::ForRoom ? "full" : "unsaved");
    show(std::move(form));
    co_return true;
}

}  // namespace huisclos::app
