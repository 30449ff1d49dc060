#include <algorithm>
#include <utility>

#include "core/app/founding_internal.hpp"
#include "core/app/session_impl.hpp"

// The kit, pasted or typed: it opens the account where the passphrase is lost, or on an empty device.

namespace huisclos::app {

namespace {

/// Of the fields in letters.
Result<ports::StoreAddress> read_address(std::string_view typed)
{
    auto text = founding::clean(typed);
    if (text.find("#s=") != std::string::npos) {
        auto store = read_store_link(text);
        if (!store)
            return fail(ErrorCode::Input, "not a store link");
        return std::move(*store);
    }
    if (!text.ends_with('/'))
        text += '/';
    if (!is_store_url(text))
        return fail(ErrorCode::Input, "not an address");
    return ports::StoreAddress{std::move(text), {}};
}

/// Of a number that does not read, what can be told without the kit.
Phrase say_kit_number(std::string_view typed)
{
    auto const letters = static_cast<std::int64_t>(ledger::count_kit_number_letters(typed));
    constexpr auto k_group = static_cast<std::int64_t>(ledger::k_kit_group_size);
    constexpr auto k_all = static_cast<std::int64_t>(ledger::k_kit_number_groups) * k_group;
    if (letters == 0)
        return phrase("doors.error.kit_number_empty");
    if (letters == k_all)
        return phrase("doors.error.kit_number");
    if (letters % k_group == 0)
        return phrase("doors.error.kit_number_groups").with("n", letters / k_group);
    return phrase("doors.error.kit_number_letters").with("n", letters);
}

/// Of words that do not read, which one and what to do.
Phrase say_kit_words(std::string_view typed)
{
    auto const fault = ledger::find_kit_words_fault(typed);
    if (fault.unknown)
        return phrase("doors.error.kit_word_unknown").with("n", static_cast<std::int64_t>(*fault.unknown + 1));
    if (fault.typed != ledger::k_kit_word_count)
        return phrase("doors.error.kit_words_count").with("n", static_cast<std::int64_t>(fault.typed));
    return phrase("doors.error.kit_words");
}

}  // namespace

void App::Impl::show_kit_entry()
{
    if (m_session && m_session->is_in)
        m_door.forget();  // Another visit that was left in the middle.
    FormView form;
    form.kind = FormKind::KitEntry;
    form.over_app = m_session && m_session->is_in;
    if (form.over_app && m_session->acts.account_sign != AccountSign::None) {
        form.title = phrase("doors.moved.title");
        form.intro = {phrase("doors.moved.intro"), phrase("doors.moved.intro_2")};
    } else {
        form.title = phrase(form.over_app ? "doors.kit_entry.change.title" : "doors.kit_entry.title");
        form.intro = {phrase(form.over_app ? "doors.kit_entry.change.intro" : "doors.kit_entry.intro")};
        // Before any kit is looked for: what is chosen here is not of this device alone.
        if (!form.over_app)
            form.intro.push_back(phrase("doors.kit_entry.passphrase"));
    }
    show(std::move(form));
}

/// The kit as pasted, or as typed in its three parts. Empty: the errors are beside their fields.
std::optional<sync::AccountAccess> App::Impl::read_typed_kit(FormSubmission const& submission)
{
    if (auto const text = field_text(submission, "kit"); !text.empty()) {
        auto kit = ledger::read_kit_text(text);
        if (!kit || !is_store_url(kit->store.url)) {
            show_form_error("kit", phrase(kit ? "doors.error.address" : "doors.error.kit_text"));
            return std::nullopt;
        }
        return sync::AccountAccess{
            kit->store, kit->vault, std::move(kit->account_secret), std::move(kit->recovery_key), kit->floor};
    }
    auto const address = read_address(field_text(submission, "address"));
    if (!address)
        show_form_error("address", phrase("doors.error.address"));
    auto const vault = ledger::read_kit_number(field_text(submission, "number"));
    if (!vault)
        show_form_error("number", say_kit_number(field_text(submission, "number")));
    auto const words = field_text(submission, "words");
    auto secrets = ledger::read_kit_words(words, vault.value_or(VaultId{}));
    // Their check needs the number: of a wrong one they are not said to be wrong.
    if (!secrets && (vault || words.empty()))
        show_form_error("words", say_kit_words(words));
    if (!address || !vault || !secrets)
        return std::nullopt;
    return sync::AccountAccess{
        *address, *vault, std::move(secrets->account_secret), std::move(secrets->recovery_key), std::nullopt};
}

bool App::Impl::is_told_of_move() const
{
    return m_session && m_session->is_in && m_session->acts.account_sign != AccountSign::None;
}

/// The store gave no account for this kit.
Phrase App::Impl::kit_error(Error const& error) const
{
    if (opens_nothing(error))
        return phrase("doors.error.kit_other");
    // Where the account has moved, nothing stands any more where its former kit leads.
    return error.code == ErrorCode::Missing && is_told_of_move() ? phrase("doors.error.kit_former") : door_error(error);
}

/// Why an account of that version, which the kit has opened, may not take the place of what this device keeps of it.
Phrase App::Impl::bar_to_kit(std::uint32_t version, KeptAccount const& kept) const
{
    // A store that hides the newest account would have its old keyring published again.
    if (version < kept.version)
        return phrase("doors.error.account_older");
    // Its own place is where the new passphrase goes: another one would be one more device.
    if (kept.busy)
        return phrase("doors.error.device_in_window");
    bool const is_former = is_told_of_move() && m_session->acts.account_sign == AccountSign::Moved;
    return is_former && kept.version != 0 ? phrase("doors.error.kit_former") : Phrase{};
}

Task<bool> App::Impl::submit_kit_entry(FormSubmission submission)
{
    bool const is_in = m_session && m_session->is_in;
    if (submission.button == "cancel") {
        if (is_in)
            close_form();
        else
            show_first_door();
        co_return true;
    }
    if (auto const text = field_text(submission, "kit"); is_in && text.find('#') != std::string_view::npos)
        co_return co_await open_link(std::string(text));
    auto typed = read_typed_kit(submission);
    if (!typed)
        co_return false;
    if (is_in && typed->vault != m_session->vault->id()) {
        show_form_error("", phrase("doors.error.kit_other"));
        co_return false;
    }
    // The token of a kit is only the first one tried: a running session has a better one.
    if (is_in)
        typed->address = m_session->vault->keys().address;
    m_door.access = std::move(*typed);
    m_door.typed_kit = std::move(submission.fields);
    auto const is_read = co_await open_by_kit();
    // Else the form where it was typed has it still, or another step was come to.
    if (m_form.kind != FormKind::StoreToken)
        m_door.typed_kit.clear();
    co_return is_read;
}

/// The store wants a token that the kit does not hold, or no longer (docs/protocol.md 3.12): the kit stays as typed.
void App::Impl::show_kit_store()
{
    FormView form;
    form.kind = FormKind::StoreToken;
    form.title = phrase("doors.token.kit.title");
    form.intro = {phrase(m_door.access->address.token.empty() ? "doors.token.kit" : "doors.token.kit_former")};
    form.asked = {"back"};
    show(std::move(form));
}

/// As it was typed: fourteen groups and twenty-four words are not asked twice.
void App::Impl::return_to_kit_entry()
{
    auto const typed = std::exchange(m_door.typed_kit, {});
    m_door.forget();
    show_kit_entry();
    for (auto const& [field, text] : typed)
        m_form.typed.emplace_back(field, std::string(as_text(text.view())));
}

Task<bool> App::Impl::submit_kit_store(FormSubmission submission)
{
    if (submission.button != "ok") {
        return_to_kit_entry();
        co_return true;
    }
    auto store = read_store_link(field_text(submission, "link"));
    if (!store) {
        show_form_error("link", phrase("doors.error.store_link"));
        co_return false;
    }
    co_return co_await use_kit_store(std::move(*store));
}

/// No council of this device is moved by it: where the link leads, the kit opens its own account or nothing.
Task<bool> App::Impl::use_kit_store(ports::StoreAddress address)
{
    m_form.errors.clear();
    m_door.store = address;
    m_door.access->address = std::move(address);
    co_return co_await open_by_kit();
}

/// With the kit that was typed.
Task<bool> App::Impl::open_by_kit()
{
    bool const is_in = m_session && m_session->is_in;
    auto& access = *m_door.access;
    auto identity = co_await sync::open_with_kit(m_ports.remote, &access);
    bool is_barred = !m_session && !identity && identity.error().code == ErrorCode::Refused;
    // A link that was opened in this tab.
    if (is_barred && m_door.store && m_door.store->url == access.address.url &&
        m_door.store->token != access.address.token) {
        access.address = *m_door.store;
        identity = co_await sync::open_with_kit(m_ports.remote, &access);
        is_barred = !identity && identity.error().code == ErrorCode::Refused;
    }
    if (is_barred && m_form.kind == FormKind::KitEntry) {
        show_kit_store();
        co_return true;
    }
    KeptAccount kept;
    if (identity)
        kept = co_await account_kept_here(&access);
    auto said = identity ? bar_to_kit(identity->account.version, kept) : kit_error(identity.error());
    if (!said.key.empty()) {
        show_form_error("", std::move(said));
        // The form where it was typed has it still.
        if (m_form.kind == FormKind::KitEntry)
            m_door.access.reset();
        co_return false;
    }
    bool const is_same_account = kept.version != 0;
    m_door.typed_kit.clear();
    m_door.opened = std::move(*identity);
    if (is_in && !is_same_account)
        co_return co_await follow_move();
    show_new_passphrase();
    // A space that is known here has its name.
    auto const known = std::ranges::find(m_door.places, kept.place, &KnownPlace::name);
    if (is_same_account && known != m_door.places.end())
        m_form.user = known->label;
    else if (!m_session)
        m_form.asked = {"label"};
    if (!is_same_account && keeps_former_place(*m_door.access))
        m_form.intro.push_back(phrase("doors.moved.beside"));
    co_return true;
}

}  // namespace huisclos::app
