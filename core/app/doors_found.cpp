#include "core/app/draft_slots.hpp"
#include "core/app/founding_fields.hpp"
#include "core/app/founding_internal.hpp"
#include "core/app/planned_invites.hpp"
#include "core/app/session_impl.hpp"
#include "core/base/utf8.hpp"

// « Fonder le conseil »: the texts are accepted, the account is made, then the council.

namespace huisclos::app {

namespace {

/// The draft of a council that is founded: what it says is to be invited is kept first. A disk that refuses keeps it
/// for the next session.
Task<bool> leave_draft(sync::Vault* vault, std::vector<std::string> planned)
{
    if (!planned.empty()) {
        auto const kept = co_await keep_planned(vault, std::move(planned));
        if (!kept)
            co_return false;
    }
    auto const dropped = co_await vault->drop_draft(k_draft_founding);
    co_return dropped.has_value();
}

/// Why what was pasted in the assistant is not opened, and what to do.
Phrase bar_to_link(std::string_view typed, Result<ledger::Link> const& read)
{
    if (founding::clean(typed).empty())
        return phrase("founding.error.link_empty");
    if (!read)
        return phrase(read.error().code == ErrorCode::Upgrade ? "doors.error.link_newer" : "founding.error.link");
    bool const is_store = std::holds_alternative<ledger::StoreLink>(*read);
    return phrase(is_store ? "founding.error.link" : "founding.error.link_other");
}

}  // namespace

/// Only the assistant opens files, and nothing but drafts.
void App::Impl::open_draft_file(BytesView bytes)
{
    if (!m_founding || m_session)
        return;
    auto read = decode_founding_file(bytes);
    if (read) {
        replace_founding(m_founding, std::move(*read));
        return;
    }
    bool const is_newer = read.error().code == ErrorCode::Upgrade;
    ++m_founding->arrivals;
    m_founding->errors = {{0, phrase(is_newer ? "founding.error.file_newer" : "founding.error.file")}};
}

/// Of the two that one who founds is sent: what was opened in another tab is not known here.
void App::Impl::open_founding_link()
{
    auto& draft = *m_founding;
    auto link = ledger::parse_link(draft.link);
    if (auto* const store = link ? std::get_if<ledger::StoreLink>(&*link) : nullptr;
        store != nullptr && is_store_url(store->store.url)) {
        m_door.store = std::move(store->store);
        wipe_pasted(draft);
        draft.link_error = {};
        std::erase_if(draft.errors, [](auto const& error) { return error.first == 0; });
        return;
    }
    auto const* const other = link ? std::get_if<ledger::DraftLink>(&*link) : nullptr;
    if (other == nullptr) {
        draft.link_error = bar_to_link(draft.link, link);
        // It opens an account, or a place in the council: it stays neither on the screen nor on paper.
        if (link && !std::holds_alternative<ledger::StoreLink>(*link))
            wipe_pasted(draft);
        return;
    }
    if (auto read = decode_founding(other->map); read)
        replace_founding(m_founding, received_by_link(std::move(*read)));
    else
        draft.link_error = bar_to_link(draft.link, std::unexpected(read.error()));
}

void App::Impl::show_found_texts()
{
    auto& draft = *m_founding;
    draft.errors = check_founding(draft, paris_date(now()));
    if (!draft.errors.empty()) {
        draft.go_to(founding::step_of(draft.errors.front().first));
        changed();
        return;
    }
    if (!m_door.store) {
        draft.errors.emplace_back(0, phrase("founding.error.no_store"));
        changed();
        return;
    }
    m_door.forget();
    m_door.aim = DoorAim::Found;
    FormView form;
    form.kind = FormKind::Join;
    form.title = phrase("doors.found.title");
    form.intro = {phrase("doors.found.intro")};
    form.asked = {"charter"};
    if (founding::rules_state(draft) == RulesState::Adopted)
        form.asked.emplace_back("rules");
    else
        form.intro.push_back(phrase("doors.found.rules_not_adopted"));
    form.lines = {
        {verbatim(draft.charter_title), verbatim(draft.charter)}, {verbatim(draft.rules_title), verbatim(draft.rules)}};
    show(std::move(form));
}

Task<bool> App::Impl::found()
{
    auto const waiting =
        encode_waiting(WaitingFounding{encode_founding(*m_founding), *m_door.enrolment->gbody, m_door.name});
    auto const kept = co_await m_session->vault->save_draft(k_draft_founding, SecretBytes::copy_of(waiting));
    if (!kept) {
        show_form_error("", door_error(kept.error()));
        co_return false;
    }
    auto const founded = co_await finish_founding(&*m_door.enrolment, m_door.name);
    if (!founded) {
        show_form_error("", door_error(founded.error()));
        co_return false;
    }
    co_return true;
}

Task<Result<void>> App::Impl::finish_founding(sync::Enrolment const* enrolment, std::string name)
{
    auto& vault = *m_session->vault;
    auto const founded = co_await found_council(&vault, &*m_founding, enrolment, std::move(name));
    if (!founded)
        co_return founded;
    (void)co_await leave_draft(&vault, planned_in(*m_founding));
    enter();
    m_session->toasts.say(Tone::Success, phrase("doors.found.done"));
    (void)co_await note_sign_in();
    co_return Result<void>{};
}

/// The process was stopped between the account and the council: the device has all that is needed to go on.
Task<bool> App::Impl::resume_founding(sync::OpenIdentity* identity, WaitingFounding waiting)
{
    auto& vault = *m_session->vault;
    auto draft = decode_founding(waiting.draft);
    bool const is_founded = m_session->council.instance() && m_session->council.member(vault.self()) != nullptr;
    if (!draft || is_founded) {
        (void)co_await leave_draft(&vault, draft ? planned_in(*draft) : std::vector<std::string>{});
        co_return co_await go_in(identity);
    }
    replace_founding(m_founding, std::move(*draft));
    sync::Enrolment enrolment;
    enrolment.vault = vault.id();
    enrolment.address = vault.keys().address;
    enrolment.keyring = identity->account.keyring.clone();
    enrolment.device_key = vault.keys().device_key.clone();
    enrolment.gbody = waiting.gbody;
    auto const founded = co_await finish_founding(&enrolment, waiting.name);
    if (!founded)
        show_form_error("", door_error(founded.error()));
    co_return founded.has_value();
}

}  // namespace huisclos::app
