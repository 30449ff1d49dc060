#include "core/app/session_impl.hpp"
#include "core/sync/renewal.hpp"

// Over a running session: the passphrase that signs, and another store token.

namespace huisclos::app {

/// With the newest version of the account: what is published after a signature starts from it (docs/protocol.md 3.4).
Task<std::optional<sync::OpenIdentity>> App::Impl::open_to_sign(SecretBytes passphrase)
{
    auto& vault = *m_session->vault;
    auto news = co_await sync::look_for_account_news(m_ports.remote, &vault.local());
    if (!news && news.error().code == ErrorCode::Rollback) {
        show_form_error("", phrase("doors.error.account_older"));
        co_return std::optional<sync::OpenIdentity>{};
    }
    if (!news || !news->is_newer)
        co_return co_await open_with(&vault.local(), std::move(passphrase));
    auto identity = co_await sync::open_news(m_ports.worker, vault.id(), &*news, std::move(passphrase));
    if (!identity) {
        // A spoiled slot is told as a wrong passphrase is, and counts as one.
        bool const is_typed = opens_nothing(identity.error());
        if (is_typed) {
            note_failed_sign_in(vault.id());
            (void)co_await log_failed_sign_ins();
        }
        auto const text = news->has_new_passphrase ? "doors.error.passphrase_renewed" : "doors.error.passphrase";
        show_form_error(is_typed ? "passphrase" : "", is_typed ? phrase(text) : door_error(identity.error()));
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

void App::Impl::show_store_token()
{
    FormView form;
    form.kind = FormKind::StoreToken;
    form.over_app = m_session->is_in;
    form.title = phrase("doors.token.title");
    form.intro = {phrase("doors.token.intro")};
    show(std::move(form));
}

Task<bool> App::Impl::submit_store_token(FormSubmission submission)
{
    if (submission.button == "cancel") {
        m_session->stays_offline = true;
        if (m_session->is_in)
            close_form();
        else
            show_join_wait();
        co_return true;
    }
    auto store = read_store_link(field_text(submission, "link"));
    if (!store) {
        show_form_error("link", phrase("doors.error.store_link"));
        co_return false;
    }
    co_return co_await use_store(std::move(*store));
}

/// Another token for the same place: a link alone moves a council nowhere.
Task<bool> App::Impl::use_store(ports::StoreAddress address)
{
    auto& session = *m_session;
    if (address.url != session.vault->keys().address.url) {
        show_form_error("link", phrase("council.store.other_place"));
        co_return false;
    }
    auto const kept = co_await session.vault->use_address(std::move(address));
    if (!kept) {
        show_form_error("", door_error(kept.error()));
        co_return false;
    }
    session.stays_offline = false;
    session.failures = 0;
    if (!session.is_in)
        show_join_wait();
    else if (m_form.kind == FormKind::StoreToken)
        close_form();
    if (!session.is_syncing)
        (void)co_await synchronise();
    co_return true;
}

}  // namespace huisclos::app
