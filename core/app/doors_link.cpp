#include "core/app/session_impl.hpp"

// Links that the page was opened with or that are pasted: at a door, and while a session runs.

namespace huisclos::app {

namespace {

bool has_usable_store(ledger::Link const& link)
{
    return std::visit(
        [](auto const& one) {
            if constexpr (requires { one.store.url; })
                return is_store_url(one.store.url);
            else
                return true;
        },
        link);
}

}  // namespace

Task<bool> App::Impl::arrive(SecretBytes fragment)
{
    auto const text = as_text(fragment.view());
    bool const is_link = !text.empty() && text != "#" && !text.starts_with("#/");
    if (m_session) {
        if (is_link)
            (void)co_await open_link(std::string(text));
        co_return true;
    }
    // An account whose kit is not checked yet is in memory alone: no link takes its place.
    if (is_link && m_door.account) {
        show_form_error("", phrase("doors.error.link_while_kit"));
        co_return true;
    }
    if (m_form.kind == FormKind::StoreToken) {
        if (auto store = read_store_link(text))
            co_return co_await use_kit_store(std::move(*store));
    }
    bool const looked = co_await look_at_places();
    // Until the link is opened or refused the page shows that it is being opened.
    bool const waits = is_link && !m_founding && m_form.kind == FormKind::None;
    if (!m_founding && !waits)
        show_first_door();
    if (!looked && !waits)
        show_form_error("", phrase("doors.error.disk"));
    if (is_link)
        (void)co_await open_link(std::string(text));
    if (waits && !m_founding && m_form.kind == FormKind::None)
        show_refused_arrival(looked);
    m_form.link_arrived = is_link && m_form.kind == FormKind::Welcome && !m_form.errors.empty();
    co_return true;
}

/// Beside the field where it was pasted, else over what is shown.
void App::Impl::refuse_link(Tone tone, Phrase said)
{
    if (m_founding && m_form.kind == FormKind::None)
        m_founding->errors = {{0, std::move(said)}};
    else if (m_form.kind == FormKind::KitEntry)
        show_form_error("kit", std::move(said));
    else if (m_session && m_session->is_in)
        m_session->toasts.say(tone, std::move(said));
    else
        show_form_error(m_form.kind == FormKind::Welcome ? "link" : "", std::move(said));
}

/// A link met while a session runs replaces nothing of it: only the form that asks for a store link takes one.
Task<bool> App::Impl::open_link_in_session(ledger::Link link)
{
    if (auto* const store = std::get_if<ledger::StoreLink>(&link);
        store != nullptr && m_form.kind == FormKind::StoreToken)
        co_return co_await use_store(std::move(store->store));
    auto* const device = std::get_if<ledger::DeviceLink>(&link);
    if (device != nullptr && m_session->is_in && may_take_device_link(*device)) {
        m_door.forget();
        m_door.access = access_of(std::move(*device));
        show_device_link();
        co_return true;
    }
    refuse_link(Tone::Info, phrase("doors.error.lock_first"));
    co_return false;
}

Task<bool> App::Impl::open_link(std::string text)
{
    auto link = ledger::parse_link(text);
    wipe(text.data(), text.size());
    if (!link || !has_usable_store(*link)) {
        bool const is_newer = !link && link.error().code == ErrorCode::Upgrade;
        refuse_link(Tone::Warning, phrase(is_newer ? "doors.error.link_newer" : "doors.error.link"));
        co_return false;
    }
    if (m_session)
        co_return co_await open_link_in_session(std::move(*link));
    // The link of the store takes no draft's place.
    if (m_founding && would_be_lost(*m_founding) && !std::holds_alternative<ledger::StoreLink>(*link)) {
        refuse_link(Tone::Warning, phrase("founding.error.link_replaces"));
        co_return false;
    }
    if (auto* const invitation = std::get_if<ledger::InvitationLink>(&*link))
        co_return co_await open_invitation(std::move(*invitation));
    if (auto* const device = std::get_if<ledger::DeviceLink>(&*link)) {
        m_door.forget();
        m_door.access = access_of(std::move(*device));
        co_return co_await open_device_link();
    } else if (auto const* const draft = std::get_if<ledger::DraftLink>(&*link)) {
        auto read = decode_founding(draft->map);
        if (!read) {
            bool const is_newer = read.error().code == ErrorCode::Upgrade;
            refuse_link(Tone::Warning, phrase(is_newer ? "doors.error.link_newer" : "doors.error.link"));
            co_return false;
        }
        replace_founding(m_founding, received_by_link(std::move(*read)));
        show_founding();
    } else if (auto* const store = std::get_if<ledger::StoreLink>(&*link)) {
        m_door.store = std::move(store->store);
        show_founding();
    } else {
        refuse_link(Tone::Warning, phrase("doors.error.link_recipient"));
    }
    co_return true;
}

}  // namespace huisclos::app
