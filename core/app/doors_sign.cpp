#include "core/app/session_impl.hpp"
#include "core/app/store_place.hpp"
#include "core/sync/renewal.hpp"

// Over a running session: the passphrase that signs, another token of the store, another place of it.

namespace huisclos::app {

namespace {

/// Why another place was not followed (Vault::move_to), and what to do.
Phrase say_place_error(Error error, std::string url)
{
    switch (error.code) {
    case ErrorCode::Missing:
        return phrase("council.place.nothing").with("url", std::move(url));
    case ErrorCode::Busy:
        return phrase("council.place.changed").with("url", std::move(url));
    case ErrorCode::Rollback:
        return phrase("council.place.older").with("url", std::move(url));
    case ErrorCode::Refused:
        return phrase("council.place.refused").with("url", std::move(url));
    case ErrorCode::Store:
        return phrase("council.place.away").with("url", std::move(url));
    default:
        return door_error(error);
    }
}

/// What was tried or prepared there says nothing of the place in use now.
void leave_place(Session& session)
{
    session.has_tried_announced = false;
    std::erase_if(session.acts.draft, [](DraftChange const& change) { return change.is_store; });
}

}  // namespace

/// With the newest version of the account: what is published after a signature starts from it (docs/protocol.md 3.4).
Task<std::optional<sync::OpenIdentity>> App::Impl::open_to_sign(SecretBytes passphrase)
{
    auto& vault = *m_session->vault;
    auto news = co_await sync::look_for_account_news(m_ports.remote, &vault.local());
    if (!news && news.error().code == ErrorCode::Rollback) {
        (void)co_await vault.note_older_account();
        show_form_error("", phrase("doors.error.account_older"));
        co_return std::optional<sync::OpenIdentity>{};
    }
    if (!news || !news->is_newer) {
        auto own = co_await open_with(&vault.local(), std::move(passphrase));
        bool const has_grown =
            own && news && sync::unite_beside(vault.id(), *news, own->account.ring_key.view(), own->account.keyring);
        if (has_grown)
            (void)co_await vault.use_keyring(&own->account.keyring);  // On a disk that refuses it, at a sign-in.
        co_return std::move(own);
    }
    auto identity = co_await sync::open_news(m_ports.worker, vault.id(), &*news, std::move(passphrase));
    if (!identity) {
        // A spoiled slot is told as a wrong passphrase is, and counts as one.
        bool const is_typed = opens_nothing(identity.error());
        if (is_typed) {
            note_failed_sign_in(vault.id());
            (void)co_await log_failed_sign_ins();
        }
        auto const text = news->has_new_passphrase ? phrase("doors.error.passphrase_renewed") : wrong_passphrase();
        show_form_error(is_typed ? "passphrase" : "", is_typed ? text : door_error(identity.error()));
        co_return std::optional<sync::OpenIdentity>{};
    }
    auto const kept = co_await sync::keep_news(&vault.local(), &*identity);
    if (!kept) {
        show_form_error("", door_error(kept.error()));
        co_return std::optional<sync::OpenIdentity>{};
    }
    vault.set_account_version(identity->account.version);
    if (auto const used = co_await vault.use_keyring(&identity->account.keyring); !used) {
        show_form_error("", door_error(used.error()));
        co_return std::optional<sync::OpenIdentity>{};
    }
    m_session->acts.has_new_passphrase = false;
    co_return std::optional<sync::OpenIdentity>(std::move(*identity));
}

Task<bool> App::Impl::submit_sign_act(FormSubmission submission)
{
    auto& context = *m_session->context;
    if (submission.button == "cancel" || !context.signature) {
        context.signature.reset();
        close_form();
        co_return true;
    }
    auto& passphrase = submission.fields["passphrase"];
    if (passphrase.empty()) {
        show_form_error("passphrase", phrase("doors.error.passphrase_empty"));
        co_return false;
    }
    // The member's own keys live as long as this scope: each signature asks for the passphrase.
    auto identity = co_await open_to_sign(std::move(passphrase));
    if (!identity)
        co_return false;
    auto signing = context.signature->sign(&*identity);
    auto const done = co_await signing;
    refresh_index();
    if (!done) {
        show_form_error("", door_error(done.error()));
        co_return false;
    }
    if (std::exchange(context.signature->has_changed, false)) {
        close_form();
        show_pending_signature();
        show_form_error("", phrase("council.act.changed"));
        co_return false;
    }
    context.signature.reset();
    context.changed();
    close_form();
    after_edit();
    co_return true;
}

/// Where the acts name another place, the form names it too and asks: an act alone moves nobody (docs/protocol.md 3.7).
void App::Impl::show_store_token(bool has_tried_link)
{
    auto const& context = *m_session->context;
    bool const is_read_only = context.vault.status().connection == sync::Connection::WriteRefused;
    FormView form;
    form.kind = FormKind::StoreToken;
    form.over_app = m_session->is_in;
    form.title = phrase(is_read_only ? "session.sync.read_only" : "doors.token.title");
    auto const place = announced_place(context);
    m_session->offered_store = place ? place->url : std::string{};
    form.intro = {phrase(is_read_only ? "doors.token.read_only" : "doors.token.intro")};
    if (has_tried_link)
        form.errors.emplace_back(
            "link", phrase(is_read_only ? "doors.error.store_link_read_only" : "doors.error.store_link_ended"));
    if (place) {
        form.intro.push_back(say_announced_place(context, "doors.token.other_place"));
        form.asked = {"follow"};
    }
    show(std::move(form));
}

Task<bool> App::Impl::submit_store_token(FormSubmission submission)
{
    if (!m_session)
        co_return co_await submit_kit_store(std::move(submission));
    if (submission.button == "cancel") {
        m_session->stays_offline = true;
        if (m_session->is_in)
            close_form();
        else
            show_join_wait();
        co_return true;
    }
    if (submission.button == "follow") {
        auto url = m_session->offered_store;
        bool const is_followed = co_await follow_store(std::move(url));
        // What the acts name has changed while the form stood there: it is shown as it is now.
        if (!is_followed && m_form.errors.empty())
            show_store_token(false);
        co_return is_followed;
    }
    auto store = read_store_link(field_text(submission, "link"));
    if (!store) {
        show_form_error("link", phrase("doors.error.store_link"));
        co_return false;
    }
    co_return co_await use_store(std::move(*store));
}

/// Another token for the same place, or for the one that the form names: a link alone moves a council nowhere.
Task<bool> App::Impl::use_store(ports::StoreAddress address)
{
    auto const& session = *m_session;
    auto const named = announced_place(*session.context);
    bool const is_offered = named && address.url == session.offered_store && address.url == named->url;
    if (address.url != session.vault->keys().address.url && !is_offered) {
        show_form_error("link", phrase("council.store.other_place"));
        co_return false;
    }
    co_return co_await keep_store(std::move(address), true);
}

Task<bool> App::Impl::follow_store(std::string url)
{
    auto place = announced_place(*m_session->context);
    if (!place || place->url != url)
        co_return false;
    co_return co_await keep_store(std::move(*place), false);
}

/// Of another place nothing is kept before it was asked.
Task<bool> App::Impl::keep_store(ports::StoreAddress address, bool by_link)
{
    auto& session = *m_session;
    auto url = address.url;
    bool const is_other = url != session.vault->keys().address.url;
    auto turning =
        is_other ? session.vault->move_to(std::move(address)) : session.vault->use_address(std::move(address));
    auto const kept = co_await turning;
    if (!kept) {
        auto said = is_other ? say_place_error(kept.error(), std::move(url)) : door_error(kept.error());
        if (m_form.kind == FormKind::StoreToken)
            show_form_error("", std::move(said));
        else
            session.toasts.say(Tone::Warning, std::move(said));
        co_return false;
    }
    if (is_other)
        leave_place(session);
    co_return co_await go_on_at_store(by_link);
}

Task<bool> App::Impl::return_to_former_store()
{
    auto& session = *m_session;
    auto const back = co_await session.vault->move_back();
    if (!back && back.error().code != ErrorCode::Missing)
        session.toasts.say(Tone::Warning, door_error(back.error()));
    if (!back)
        co_return false;
    leave_place(session);
    co_return co_await go_on_at_store(false);
}

Task<bool> App::Impl::go_on_at_store(bool by_link)
{
    auto& session = *m_session;
    session.offered_store.clear();
    session.stays_offline = false;
    session.has_new_link = by_link;
    session.failures = 0;
    if (!session.is_in)
        show_join_wait();
    else if (m_form.kind == FormKind::StoreToken)
        close_form();
    if (!session.is_syncing)
        (void)co_await synchronise();
    else
        session.next_poll = now();  // What is asked of the place that was left ends first.
    co_return true;
}

}  // namespace huisclos::app
