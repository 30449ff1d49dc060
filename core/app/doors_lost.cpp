#include "core/app/council_devices.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/session_impl.hpp"
#include "core/sync/renewal.hpp"

// One visit declares a device lost (docs/protocol.md 3.12): how it was lost, a new passphrase, a new kit, the kit typed
// back. Nothing is written before the last of them; then the account moves, and the card marks the device.

namespace huisclos::app {

namespace {

constexpr std::string_view k_locked = "locked";
constexpr std::string_view k_exposed = "exposed";

/// Whom to turn to when marking the device lost is not enough: only who is there.
Phrase advice_on_exposed(Context const& context)
{
    if (!is_mayor(context))
        return ask_whom(context, "doors.error.lost_exposed");
    return phrase(has_coordinator(context) ? "doors.error.lost_exposed_mayor" : "doors.error.lost_exposed_alone");
}

}  // namespace

/// After a command that asked for it.
void App::Impl::show_lost_device()
{
    auto const device = std::exchange(m_session->acts.losing, std::nullopt);
    if (!device || m_form.kind != FormKind::None)
        return;
    m_door.forget();
    m_door.losing.emplace(LosingDevice{*device, {}});
    FormView form;
    form.kind = FormKind::LostDevice;
    form.over_app = true;
    form.title = phrase("council.device.lost.title");
    form.intro = {phrase("doors.lost.intro"), phrase("doors.lost.intro_2")};
    form.user = name_of_space();
    form.lines = lines_of_lost(*m_session->context, *device);
    form.choices = {
        {std::string(k_locked), phrase("doors.lost.locked"), false},
        {std::string(k_exposed), phrase("doors.lost.exposed"), false}};
    show(std::move(form));
}

void App::Impl::leave_lost_device()
{
    m_door.forget();
    close_form();
}

Task<bool> App::Impl::submit_lost_device(FormSubmission submission)
{
    if (submission.button == "cancel" || !m_door.losing) {
        leave_lost_device();
        co_return true;
    }
    auto const how = field_text(submission, "how");
    if (how == k_exposed) {
        // Who has the passphrase has the key that signs cards: no mark on a card stops him. A true answer is not one to
        // correct.
        show_form_error("", advice_on_exposed(*m_session->context));
        co_return false;
    }
    bool const is_answered = how == k_locked;
    auto& passphrase = submission.fields["passphrase"];
    // All that is missing at once.
    if (!is_answered)
        show_form_error("how", phrase("doors.error.lost_how"));
    if (passphrase.empty())
        show_form_error("passphrase", phrase("doors.error.passphrase_empty"));
    if (!is_answered || passphrase.empty())
        co_return false;
    // Before a kit is printed for nothing: a device whose account another one has moved reads the new secret first.
    auto const news = co_await sync::look_for_account_news(m_ports.remote, &m_session->vault->local());
    if (!news) {
        bool const is_gone = news.error().code == ErrorCode::Missing;
        auto said = is_gone ? ask_whom(*m_session->context, "doors.error.account_gone") : door_error(news.error());
        show_form_error("", std::move(said));
        co_return false;
    }
    auto identity = co_await open_to_sign(std::move(passphrase));
    if (!identity)
        co_return false;
    m_door.opened = std::move(*identity);
    show_new_passphrase();
    co_return true;
}

Task<bool> App::Impl::submit_lost_passphrase(SecretBytes passphrase, crypto::PasswordCost cost)
{
    auto move = co_await sync::prepare_move(
        m_ports.worker, m_session->vault->id(), &*m_door.opened, std::move(passphrase), cost);
    if (!move) {
        if (move.error().code == ErrorCode::Memory)
            offer_memory();
        else
            show_form_error("", door_error(move.error()));
        co_return false;
    }
    m_door.losing->move = std::move(*move);
    m_door.opened.reset();
    m_door.suggestion.clear();
    m_door.question = ledger::draw_kit_question();
    show_kit();
    co_return true;
}

/// The kit was typed back.
Task<bool> App::Impl::finish_lost_device()
{
    auto& session = *m_session;
    auto& losing = *m_door.losing;
    auto const pulled = co_await session.vault->pull();
    if (!pulled) {
        show_form_error("", door_error(pulled.error()));
        co_return false;
    }
    auto const declared =
        co_await sync::declare_lost(m_ports.remote, session.vault.get(), &*losing.move, losing.device);
    refresh_index();
    bool const is_changed = declared ? !*declared : declared.error().code == ErrorCode::Missing;
    if (!declared && !is_changed) {
        show_form_error("", door_error(declared.error()));
        co_return false;
    }
    // Or moved, or the device marked already: this kit opens nothing, and the visit starts over.
    if (is_changed) {
        leave_lost_device();
        session.toasts.say(Tone::Warning, phrase("doors.lost.changed_elsewhere"));
        co_return false;
    }
    auto const out = co_await put_out_of_service(&*session.context, &losing.move->identity, losing.device);
    session.toasts.say(Tone::Success, phrase("council.device.lost.done"));
    if (!out)
        session.toasts.say(Tone::Warning, phrase("council.device.lost.act_left"));
    leave_lost_device();
    refresh_index();
    after_edit();
    co_return true;
}

}  // namespace huisclos::app
