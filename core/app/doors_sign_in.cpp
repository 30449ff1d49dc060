#include <algorithm>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/session_impl.hpp"

// Ouvrir ma session: from the device's own copy, without a network.

namespace huisclos::app {

void App::Impl::show_sign_in()
{
    FormView form;
    form.kind = FormKind::SignIn;
    form.title = phrase("doors.sign_in.title");
    for (auto const& place : m_door.places) {
        auto label = place.busy ? phrase("doors.sign_in.busy") : verbatim(place.label);
        form.choices.push_back({place.name, std::move(label), form.choices.empty()});
    }
    // Once the other window is closed: the page looks again, by itself or by a button.
    if (!m_session && std::ranges::any_of(m_door.places, &KnownPlace::busy))
        form.asked = {"retry"};
    // No passphrase is asked for nothing. It goes by itself: a note, no error.
    if (!m_session && !m_door.places.empty() && std::ranges::all_of(m_door.places, &KnownPlace::busy)) {
        form.intro = {phrase("doors.error.other_window")};
        form.asked.emplace_back("held");
    }
    show(std::move(form));
}

Task<bool> App::Impl::submit_welcome(FormSubmission submission)
{
    if (submission.button == "draft") {
        m_founding.emplace();
        show_founding();
        co_return true;
    }
    if (submission.button == "kit") {
        show_kit_entry();
        co_return true;
    }
    auto const link = field_text(submission, "link");
    if (link.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        show_form_error("link", phrase("doors.error.link_empty"));
        co_return false;
    }
    co_return co_await open_link(std::string(link));
}

/// The member's own keys, or one sentence whatever is wrong with what was typed or kept: nothing to learn from.
Task<std::optional<sync::OpenIdentity>> App::Impl::open_with(sync::LocalVault* local, SecretBytes passphrase)
{
    auto identity = co_await sync::open_identity(m_ports.worker, local, std::move(passphrase));
    if (identity)
        co_return std::optional<sync::OpenIdentity>(std::move(*identity));
    bool const is_machine = identity.error().code == ErrorCode::Memory || identity.error().code == ErrorCode::Local;
    if (!is_machine)
        note_failed_sign_in(local->identity().vault);
    if (m_session && m_session->is_in)
        (void)co_await log_failed_sign_ins();
    show_form_error(is_machine ? "" : "passphrase", is_machine ? door_error(identity.error()) : wrong_passphrase());
    co_return std::optional<sync::OpenIdentity>{};
}

/// Who signs is in, and knows the council: he is told whom to ask. For the mayor nobody can do anything.
Phrase App::Impl::wrong_passphrase() const
{
    if (m_form.kind != FormKind::SignAct)
        return phrase("doors.error.passphrase");
    auto const& context = *m_session->context;
    return is_mayor(context) ? phrase("doors.error.passphrase_mayor")
                             : ask_whom(context, "doors.error.passphrase_sign");
}

/// Nothing can be written in the log before it is unlocked: kept by this page until then.
void App::Impl::note_failed_sign_in(VaultId const& vault)
{
    constexpr std::size_t k_most = 100;
    auto& failed = m_failed_sign_ins[vault];
    if (failed.size() < k_most)
        failed.push_back(now());
}

Task<bool> App::Impl::submit_sign_in(FormSubmission submission)
{
    if (submission.button == "kit") {
        show_kit_entry();
        co_return true;
    }
    if (submission.button == "other") {
        show_welcome();
        co_return true;
    }
    std::erase(m_form.asked, "held");
    auto& passphrase = submission.fields["passphrase"];
    if (passphrase.empty()) {
        show_form_error("passphrase", phrase("doors.error.passphrase_empty"));
        co_return false;
    }
    auto name = std::string(field_text(submission, "account"));
    if (name.empty() && !m_door.places.empty())
        name = m_door.places.front().name;
    if (m_session) {
        // Unlocked already, but for the member's own keys.
        auto again = co_await open_with(&m_session->vault->local(), std::move(passphrase));
        if (!again)
            co_return false;
        co_return co_await go_in(&*again);
    }
    co_return co_await sign_in_to(std::move(name), std::move(passphrase));
}

/// The space of that name on this device.
Task<bool> App::Impl::sign_in_to(std::string name, SecretBytes passphrase)
{
    // What was said of other windows is no longer known while it is tried.
    m_form.intro.clear();
    auto place = co_await m_ports.places.open(name);
    if (!place) {
        if (place.error().code == ErrorCode::Busy)
            m_form.asked = {"retry"};
        show_form_error("", door_error(place.error()));
        co_return false;
    }
    if (std::ranges::none_of(m_door.places, [&](KnownPlace const& known) { return known.busy && known.name != name; }))
        m_form.asked.clear();
    auto local = co_await sync::LocalVault::open(std::move(*place));
    if (!local) {
        show_form_error("", door_error(local.error()));
        co_return false;
    }
    auto identity = co_await open_with(&*local, std::move(passphrase));
    if (!identity)
        co_return false;
    auto keys = local->unlock(identity->account.ring_key.view());
    if (!keys) {
        show_form_error("", phrase("doors.error.place"));
        co_return false;
    }
    (void)co_await open_session(std::move(*local), std::move(*keys));
    co_return co_await go_in(&*identity);
}

/// The first door, with what was said of the link while no form was shown.
void App::Impl::show_refused_arrival(bool has_looked)
{
    auto const said = std::move(m_form.errors);
    show_first_door();
    if (!has_looked)
        show_form_error("", phrase("doors.error.disk"));
    for (auto const& [field, text] : said)
        show_form_error(m_form.kind == FormKind::Welcome ? "link" : field, text);
}

}  // namespace huisclos::app
