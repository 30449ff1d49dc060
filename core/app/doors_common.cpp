#include "core/app/session_impl.hpp"
#include "core/ledger/cbor_fields.hpp"

// What all doors share: which one is first, errors in words, what is kept between two of them.

namespace huisclos::app {

Phrase door_error(Error error)
{
    switch (error.code) {
    case ErrorCode::Store:
        return phrase("doors.error.offline");
    case ErrorCode::Refused:
        return phrase("doors.error.refused");
    case ErrorCode::Missing:
        return phrase("doors.error.missing");
    case ErrorCode::Local:
        return phrase("doors.error.disk");
    case ErrorCode::Busy:
        return phrase("doors.error.other_window");
    case ErrorCode::Memory:
        return phrase("doors.error.memory");
    case ErrorCode::Upgrade:
        return phrase("doors.error.upgrade");
    case ErrorCode::NoKey:
        return phrase("doors.error.no_key");
    case ErrorCode::Rights:
        return phrase("doors.error.rights");
    default:
        return phrase("doors.error.other").with("code", std::int64_t{static_cast<std::uint8_t>(error.code)});
    }
}

bool opens_nothing(Error const& error)
{
    switch (error.code) {
    case ErrorCode::Store:
    case ErrorCode::Refused:
    case ErrorCode::Missing:
    case ErrorCode::Local:
    case ErrorCode::Busy:
    case ErrorCode::Memory:
    case ErrorCode::Upgrade:
        return false;
    default:
        return true;
    }
}

std::string_view field_text(FormSubmission const& submission, std::string const& name)
{
    auto const found = submission.fields.find(name);
    return found == submission.fields.end() ? std::string_view{} : as_text(found->second.view());
}

bool is_ticked(FormSubmission const& submission, std::string const& name)
{
    return field_text(submission, name) == "1";
}

std::optional<ports::StoreAddress> read_store_link(std::string_view text)
{
    auto link = ledger::parse_link(text);
    auto* const store = link ? std::get_if<ledger::StoreLink>(&*link) : nullptr;
    if (store == nullptr || !is_store_url(store->store.url))
        return std::nullopt;
    return std::move(store->store);
}

std::string default_label(std::size_t known_places)
{
    return "Espace " + std::to_string(known_places + 1);
}

SecretBytes encode_waiting(WaitingRequest const& waiting)
{
    ledger::CborWriter writer;
    writer.map(5).key(1).text(waiting.path).key(2).bytes(waiting.mail).key(3).bytes(waiting.inviter);
    ledger::write_floor(writer.key(4), waiting.floor);
    writer.key(5).bytes(waiting.invite_secret.view());
    auto encoded = writer.take();
    auto kept = SecretBytes::copy_of(encoded);
    wipe(encoded.data(), encoded.size());
    return kept;
}

Result<WaitingRequest> decode_waiting(BytesView encoded)
{
    HUISCLOS_TRY_ASSIGN(map, ledger::parse_cbor(encoded));
    WaitingRequest waiting;
    HUISCLOS_TRY_ASSIGN(path, ledger::text_at(map, 1));
    HUISCLOS_TRY_ASSIGN(mail, ledger::bytes_at(map, 2));
    HUISCLOS_TRY_ASSIGN(inviter, ledger::bytes_at(map, 3, 32));
    HUISCLOS_TRY_ASSIGN(floor_item, map.at(4));
    HUISCLOS_TRY_ASSIGN(floor, ledger::read_floor(floor_item));
    waiting.path = std::string(path);
    waiting.mail = to_bytes(mail);
    std::ranges::copy(inviter, waiting.inviter.begin());
    waiting.floor = std::move(floor);
    if (auto const secret = ledger::bytes_at(map, 5, ledger::k_invite_secret_size))
        waiting.invite_secret = SecretBytes::copy_of(*secret);
    return waiting;
}

Bytes encode_waiting(WaitingFounding const& waiting)
{
    ledger::CborWriter writer;
    writer.map(3).key(1).bytes(waiting.draft).key(2).bytes(waiting.gbody).key(3).text(waiting.name);
    return writer.take();
}

Result<WaitingFounding> decode_waiting_founding(BytesView encoded)
{
    HUISCLOS_TRY_ASSIGN(map, ledger::parse_cbor(encoded));
    HUISCLOS_TRY_ASSIGN(draft, ledger::bytes_at(map, 1));
    HUISCLOS_TRY_ASSIGN(gbody, ledger::bytes_at(map, 2));
    HUISCLOS_TRY_ASSIGN(name, ledger::text_at(map, 3));
    return WaitingFounding{to_bytes(draft), to_bytes(gbody), std::string(name)};
}

sync::AccountAccess access_of(ledger::DeviceLink link)
{
    return {std::move(link.store), link.vault, std::move(link.account_secret), {}, std::move(link.floor)};
}

void wipe_form(FormView& form)
{
    wipe(form.suggestion.data(), form.suggestion.size());
    wipe(form.qr.data(), form.qr.size());
    for (auto& [field, text] : form.typed)
        wipe(text.data(), text.size());
    for (auto& line : form.lines) {
        for (auto& [name, value] : line.text.args) {
            if (auto* const text = std::get_if<std::string>(&value))
                wipe(text->data(), text->size());
        }
    }
    form = {};
}

void App::Impl::show(FormView form)
{
    form.version = m_form.version + 1;
    wipe_form(m_form);
    wipe_form(m_views.form);
    m_form = std::move(form);
    changed();
}

void App::Impl::close_form()
{
    show(FormView{});
}

void App::Impl::show_form_error(std::string field, Phrase text)
{
    m_form.errors.emplace_back(std::move(field), std::move(text));
    ++m_form.version;
    changed();
}

void App::Impl::show_welcome()
{
    m_door.forget();
    FormView form;
    form.kind = FormKind::Welcome;
    form.title = phrase("doors.welcome.title");
    form.intro = {phrase("doors.welcome.intro")};
    show(std::move(form));
}

std::string App::Impl::name_of_space() const
{
    return m_session ? m_session->vault->local().identity().label : default_label(m_door.places.size());
}

void App::Impl::show_first_door()
{
    m_door.forget();
    if (m_door.places.empty())
        show_welcome();
    else
        show_sign_in();
}

void App::Impl::show_founding()
{
    if (!m_founding)
        m_founding.emplace();
    close_form();
}

/// Labels of the vaults kept here. A place is held by one window at a time, so that each is given back at once.
Task<bool> App::Impl::look_at_places()
{
    m_door.places.clear();
    auto names = co_await m_ports.places.names();
    if (!names)
        co_return false;
    for (auto const& name : *names) {
        KnownPlace known{.name = name};
        auto place = co_await m_ports.places.open(name);
        if (!place) {
            known.busy = place.error().code == ErrorCode::Busy;
            if (!known.busy)
                continue;
            auto const seen = co_await sync::see_vault(&m_ports.places, name);
            if (seen)
                known.vault = seen->identity.vault;
            m_door.places.push_back(std::move(known));
            continue;
        }
        auto const local = co_await sync::LocalVault::open(std::move(*place));
        if (!local)
            continue;  // A place where nothing was finished.
        known.label = local->identity().label;
        known.vault = local->identity().vault;
        m_door.places.push_back(std::move(known));
    }
    co_return true;
}

Task<bool> App::Impl::run_submission(FormSubmission submission)
{
    // A form that is no longer shown, or sent twice.
    if (submission.kind != m_form.kind || m_form.busy)
        co_return false;
    m_form.errors.clear();
    m_form.link_arrived = false;
    m_form.busy = true;
    ++m_form.version;
    changed();
    auto const done = co_await dispatch_submission(std::move(submission));
    if (m_form.busy) {
        m_form.busy = false;
        ++m_form.version;
    }
    changed();
    co_return done;
}

Task<bool> App::Impl::dispatch_submission(FormSubmission submission)
{
    switch (submission.kind) {
    case FormKind::SignIn:
        co_return co_await submit_sign_in(std::move(submission));
    case FormKind::Welcome:
        co_return co_await submit_welcome(std::move(submission));
    case FormKind::NewAccount:
        co_return co_await submit_new_account(std::move(submission));
    case FormKind::Kit:
        if (submission.button == "cancel" && m_door.losing)
            leave_lost_device();
        else
            show_kit_check();
        co_return true;
    case FormKind::KitCheck:
        co_return co_await submit_kit_check(std::move(submission));
    case FormKind::Join:
        co_return co_await submit_join(std::move(submission));
    case FormKind::JoinWait:
        if (submission.button != "ok")
            m_wants_lock = true;
        else
            co_return co_await ask_for_answer();
        co_return true;
    case FormKind::DeviceLink:
        co_return co_await submit_device_link(std::move(submission));
    case FormKind::KitEntry:
        co_return co_await submit_kit_entry(std::move(submission));
    case FormKind::NewPassphrase:
        co_return co_await submit_new_passphrase(std::move(submission));
    case FormKind::SignAct:
        co_return co_await submit_sign_act(std::move(submission));
    case FormKind::LostDevice:
        co_return co_await submit_lost_device(std::move(submission));
    case FormKind::StoreToken:
        co_return co_await submit_store_token(std::move(submission));
    default:
        co_return false;
    }
}

}  // namespace huisclos::app
