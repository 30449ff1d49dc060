#include <algorithm>

#include "core/app/founding_internal.hpp"
#include "core/app/session_impl.hpp"
#include "core/sync/renewal.hpp"

// An account that exists, opened here: by a link that another device shows, or by the kit (doors_kit.cpp), which also
// gives a new passphrase, on a new device as on one that is known.

namespace huisclos::app {

namespace {

/// KRK of the device's own copy of the account, by the kit.
Result<SecretBytes> local_ring_key(sync::LocalVault const& local, sync::AccountAccess const& access)
{
    auto const& vault = access.vault;
    auto const keys = ledger::account_keys(access.account_secret.view(), vault);
    HUISCLOS_TRY_ASSIGN(stored, ledger::unpack_account(local.account_object()));
    HUISCLOS_TRY_ASSIGN(account, ledger::open_account(keys, vault, stored.version, stored.object));
    auto const* const slot = account.find_slot(ledger::SlotMethod::Kit);
    if (slot == nullptr)
        return fail(ErrorCode::Missing, "no kit slot");
    auto const key =
        ledger::unlock_key_from_kit(access.account_secret.view(), access.recovery_key.view(), vault, slot->id);
    HUISCLOS_TRY_ASSIGN(unlocked, ledger::unlock_account(keys, vault, account, slot->id, key.view()));
    return std::move(unlocked.ring_key);
}

/// Of this kit's account, as the device keeps it; 0 when what it keeps is of another account.
std::uint32_t local_version(BytesView account_object, sync::AccountAccess const& access)
{
    auto const stored = ledger::unpack_account(account_object);
    if (!stored)
        return 0;
    auto const keys = ledger::account_keys(access.account_secret.view(), access.vault);
    auto const account = ledger::open_account(keys, access.vault, stored->version, stored->object);
    return account ? account->version : 0;
}

}  // namespace

/// An account that this device keeps already is opened where it is: another place would be one more device of it. Who
/// asks for other things than what is here, then pastes the link all the same, is told and may: the place may be one
/// that was put out.
Task<bool> App::Impl::open_device_link()
{
    bool const is_pasted = m_form.kind == FormKind::Welcome;
    auto const kept = co_await account_kept_here(&*m_door.access);
    bool const is_here = kept.version != 0;
    if (!is_here || is_pasted) {
        show_device_link();
        if (is_here)
            m_form.intro.insert(m_form.intro.begin(), phrase("doors.device.known"));
        else if (keeps_former_place(*m_door.access))
            m_form.intro.push_back(phrase("doors.moved.beside"));
        co_return true;
    }
    show_first_door();
    // What it says where every space is open elsewhere is said below, of this account.
    m_form.intro.clear();
    for (auto& choice : m_form.choices)
        choice.chosen = choice.value == kept.place;
    show_form_error("", phrase(kept.busy ? "doors.error.device_in_window" : "doors.error.device_known"));
    co_return false;
}

bool App::Impl::may_take_device_link(ledger::DeviceLink const& link) const
{
    bool const has_room = m_form.kind == FormKind::None || m_form.kind == FormKind::KitEntry;
    return is_told_of_move() && has_room && link.vault == m_session->vault->id();
}

/// This device keeps a space of that council, under an account secret that is not the one of `access`.
bool App::Impl::keeps_former_place(sync::AccountAccess const& access) const
{
    return !m_session && std::ranges::any_of(
                             m_door.places, [&access](KnownPlace const& known) { return known.vault == access.vault; });
}

void App::Impl::show_device_link()
{
    FormView form;
    form.kind = FormKind::DeviceLink;
    form.over_app = m_session && m_session->is_in;
    form.title = phrase(form.over_app ? "doors.moved.title" : "doors.device.title");
    form.intro = {phrase(form.over_app ? "doors.moved.passphrase" : "doors.device.intro")};
    form.user = name_of_space();
    if (!form.over_app)
        form.asked = {"label"};
    show(std::move(form));
}

Task<bool> App::Impl::submit_device_link(FormSubmission submission)
{
    bool const is_in = m_session && m_session->is_in;
    if (submission.button == "cancel") {
        m_door.access.reset();
        if (is_in)
            close_form();
        else
            show_first_door();
        co_return true;
    }
    if (submission.button == "kit" && !is_in) {
        m_door.access.reset();
        show_kit_entry();
        co_return true;
    }
    auto& passphrase = submission.fields["passphrase"];
    if (passphrase.empty()) {
        show_form_error("passphrase", phrase("doors.error.passphrase_empty"));
        co_return false;
    }
    auto label = founding::clean(field_text(submission, "label"));
    if (label.empty())
        label = default_label(m_door.places.size());
    auto& access = *m_door.access;
    if (is_in)
        access.address = m_session->vault->keys().address;
    auto identity = co_await sync::open_from_store(m_ports.remote, m_ports.worker, &access, std::move(passphrase));
    if (!identity) {
        bool const is_typed = opens_nothing(identity.error());
        // A member makes such a link himself. In a session it is the place in use that was asked.
        bool const is_dead = !is_in && identity.error().code == ErrorCode::Refused;
        auto said = is_dead ? phrase("doors.error.device_link_refused") : door_error(identity.error());
        show_form_error(is_typed ? "passphrase" : "", is_typed ? phrase("doors.error.passphrase") : std::move(said));
        co_return false;
    }
    if (is_in) {
        m_door.opened = std::move(*identity);
        co_return co_await follow_move();
    }
    auto const device_key = crypto::SigningKey::generate();
    auto local = co_await sync::settle_new_device(m_ports.places, &access, &*identity, &device_key, label);
    if (!local) {
        show_form_error("", door_error(local.error()));
        co_return false;
    }
    (void)co_await open_session(std::move(*local), sync::keys_of_new_device(access, *identity, device_key));
    co_return co_await go_in(&*identity);
}

/// The account stands under another secret, which the kit or the link gave: this device follows.
Task<bool> App::Impl::follow_move()
{
    auto& session = *m_session;
    auto const followed = co_await sync::follow_move(session.vault.get(), &*m_door.access, &*m_door.opened);
    m_door.opened.reset();
    if (!followed) {
        bool const is_other = followed.error().code == ErrorCode::Context;
        show_form_error("", is_other ? phrase("doors.error.kit_other") : door_error(followed.error()));
        co_return false;
    }
    session.acts.account_sign = AccountSign::None;
    session.acts.has_new_passphrase = false;
    m_door.forget();
    close_form();
    session.toasts.say(Tone::Success, phrase("doors.moved.done"));
    refresh_index();
    after_edit();
    co_return true;
}

/// The newest copy of that account on this device.
Task<KeptAccount> App::Impl::account_kept_here(sync::AccountAccess const* access)
{
    KeptAccount newest;
    if (m_session) {
        newest.version = local_version(m_session->vault->local().account_object(), *access);
        co_return newest;
    }
    for (auto const& known : m_door.places) {
        if (known.vault != access->vault)
            continue;
        // Looked at, not taken: the account is here whatever window it is open in.
        auto const seen = co_await sync::see_vault(&m_ports.places, known.name);
        auto const version = seen ? local_version(seen->account_object, *access) : 0;
        if (version > newest.version)
            newest = {version, known.name, known.busy};
    }
    co_return newest;
}

void App::Impl::show_new_passphrase()
{
    FormView form;
    form.kind = FormKind::NewPassphrase;
    form.over_app = m_session && m_session->is_in;
    form.title = phrase("doors.new_passphrase.title");
    form.intro = {phrase(m_door.losing ? "doors.lost.passphrase.intro" : "doors.new_passphrase.intro")};
    form.user = name_of_space();
    show(std::move(form));
    draw_passphrase();
}

Task<bool> App::Impl::submit_new_passphrase(FormSubmission submission)
{
    auto const cost = begin_passphrase(submission);
    if (!cost)
        co_return true;
    if (m_door.losing)
        co_return co_await submit_lost_passphrase(std::move(submission.fields["passphrase"]), *cost);
    auto done = co_await renew_passphrase(std::move(submission.fields["passphrase"]), *cost);
    if (!done && done.error().code == ErrorCode::Memory) {
        offer_memory();
        co_return false;
    }
    if (done)
        done = co_await keep_new_ring_key();
    if (!done) {
        show_form_error("", door_error(done.error()));
        co_return false;
    }
    if (m_session && m_session->is_in) {
        m_door.forget();
        close_form();
        m_session->toasts.say(Tone::Success, phrase("doors.new_passphrase.done"));
        co_return true;
    }
    auto identity = std::move(*m_door.opened);
    co_return co_await go_in(&identity);
}

/// A new KRK with new slots; the next version goes to the store.
Task<Result<void>> App::Impl::renew_passphrase(SecretBytes passphrase, crypto::PasswordCost cost)
{
    auto& identity = *m_door.opened;
    auto const& access = *m_door.access;
    auto const plan = ledger::plan_password(cost);
    HUISCLOS_CO_TRY_ASSIGN(hash, co_await sync::compute_password_hash(m_ports.worker, std::move(passphrase), plan));
    auto const version = identity.account.version + 1;
    auto keyring = identity.account.keyring.clone();
    if (m_session)
        sync::carry_floor(*m_session->vault, keyring);
    else if (!keyring.floor)
        keyring.floor = access.floor;
    auto renewed = ledger::renew_slots(
        std::move(keyring), version, access.vault,
        {access.account_secret.view(), access.recovery_key.view(), plan, hash.view()});
    auto const object = ledger::make_account_object(identity.keys, access.vault, renewed, version);
    auto read = identity.read;
    HUISCLOS_CO_TRY(
        co_await sync::publish_account(m_ports.remote, identity.keys, access.vault, version, object, std::move(read)));
    identity.account = std::move(renewed);
    co_return Result<void>{};
}

/// The device follows: the running session, the place that is known for this vault, or a new one.
Task<Result<void>> App::Impl::keep_new_ring_key()
{
    auto const& identity = *m_door.opened;
    auto const& access = *m_door.access;
    if (m_session) {
        HUISCLOS_CO_TRY(co_await sync::keep_news(&m_session->vault->local(), &identity));
        m_session->vault->set_account_version(identity.account.version);
        HUISCLOS_CO_TRY(co_await m_session->vault->use_keyring(&identity.account.keyring));
        if (access.floor)
            co_return co_await m_session->vault->use_floor(*access.floor);
        co_return Result<void>{};
    }
    for (auto const& known : m_door.places) {
        if (known.vault != access.vault || known.busy)
            continue;
        HUISCLOS_CO_TRY_ASSIGN(place, co_await m_ports.places.open(known.name));
        HUISCLOS_CO_TRY_ASSIGN(local, co_await sync::LocalVault::open(std::move(place)));
        auto const ring_key = local_ring_key(local, access);
        auto keys = ring_key ? local.unlock(ring_key->view()) : std::unexpected(ring_key.error());
        if (!keys)
            continue;  // Of another kit: this device is a new one beside it.
        HUISCLOS_CO_TRY(co_await sync::keep_news(&local, &identity));
        (void)co_await open_session(std::move(local), std::move(*keys));
        co_return Result<void>{};
    }
    auto const device_key = crypto::SigningKey::generate();
    HUISCLOS_CO_TRY_ASSIGN(
        local, co_await sync::settle_new_device(m_ports.places, &access, &identity, &device_key, m_door.label));
    (void)co_await open_session(std::move(local), sync::keys_of_new_device(access, identity, device_key));
    co_return Result<void>{};
}

}  // namespace huisclos::app
