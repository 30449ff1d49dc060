#include "core/app/session_impl.hpp"

// Over a running session: the passphrase that signs, and another store token.

namespace huisclos::app {

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
    auto identity = co_await open_with(&m_session->vault->local(), std::move(passphrase));
    if (!identity)
        co_return false;
    auto signing = context.signature->sign(&*identity);
    auto const done = co_await signing;
    refresh_index();
    if (!done) {
        show_form_error("", door_error(done.error()));
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
    auto const link = ledger::parse_link(field_text(submission, "link"));
    auto const* const store = link ? std::get_if<ledger::StoreLink>(&*link) : nullptr;
    if (store == nullptr) {
        show_form_error("link", phrase("doors.error.store_link"));
        co_return false;
    }
    co_return co_await use_store(store->store);
}

Task<bool> App::Impl::use_store(ports::StoreAddress address)
{
    auto& session = *m_session;
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
