#include "core/app/council_let_in.hpp"
#include "core/app/draft_slots.hpp"
#include "core/app/founding_internal.hpp"
#include "core/app/session_impl.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/words.hpp"
#include "core/sync/paths.hpp"

// Joining by invitation (docs/protocol.md 3.12): texts read and accepted, account, kit, request; then waiting for the
// keys, six words shown on both sides.

namespace huisclos::app {

namespace {

/// Of what a link leads to at first: a link that was changed on its way may name another store, another token or
/// another invitation.
enum class Fetched : std::uint8_t { ByNewLink, Again };

Phrase fetch_error(ports::RemoteStatus status, Fetched what)
{
    if (status == ports::RemoteStatus::NotFound)
        return phrase("doors.error.invitation_gone");
    bool const is_new = what == Fetched::ByNewLink;
    if (status == ports::RemoteStatus::Refused)
        return phrase(is_new ? "doors.error.link_refused" : "doors.error.refused");
    return phrase(is_new ? "doors.error.link_offline" : "doors.error.offline");
}

/// Of an invitation that opens no more, where this device keeps a space of that council: it may be the one by which its
/// owner entered. What the store is asked, and what it says, is the same as elsewhere.
Phrase say_served(Phrase said, DoorState const& door, VaultId const& vault)
{
    bool const is_over = said.key == "doors.error.invitation_gone" || said.key == "doors.error.invitation_used";
    bool const is_here =
        std::ranges::any_of(door.places, [&vault](KnownPlace const& known) { return known.vault == vault; });
    return is_over && is_here ? phrase("doors.error.invitation_here") : std::move(said);
}

/// Which council, and by whom, as the mail says; what it does not say is left out.
Phrase say_invitation(ledger::InvitationTexts const& texts)
{
    auto const name = visible_line(texts.council, k_name_length);
    auto const inviter = visible_line(texts.inviter, k_name_length);
    if (name.empty())
        return {};
    bool const is_cispd = texts.council_kind == static_cast<std::uint32_t>(domain::TypeInstance::Cispd);
    TextRef const council{is_cispd ? "council.name.cispd" : "council.name.clspd", name};
    if (inviter.empty())
        return phrase("doors.join.council").with("council", council);
    return phrase("doors.join.from").with("council", council).with("name", inviter);
}

/// Which text is accepted, as « Textes » says it; a mail of a former version says no title.
Phrase say_text(std::string_view type, ledger::VersionedText const& text)
{
    auto const title = visible_line(text.title, k_name_length);
    auto const version = std::int64_t{text.version};
    if (title.empty())
        return phrase("council.text.new_version").with("text", TextRef{std::string(type)}).with("version", version);
    if (!text.adoption.is_known())
        return phrase("doors.join.text").with("title", title).with("version", version);
    return phrase("doors.join.text_adopted").with("title", title).with("version", version).with("date", text.adoption);
}

/// Of the texts that lie beside a request: `i/<invite>-0` and `-1` (docs/protocol.md 3.4).
std::string texts_path_of(std::string request_path)
{
    request_path.back() = '0';
    return request_path;
}

/// How the page of who waits begins, by what the store said of his request.
std::string_view wait_key(RequestState request)
{
    switch (request) {
    case RequestState::Unsure:
        return "doors.wait.unsure";
    case RequestState::Sent:
        return "doors.wait";
    case RequestState::Used:
        return "doors.wait.used";
    case RequestState::Foreign:
        return "doors.wait.foreign";
    case RequestState::Gone:
        return "doors.wait.gone";
    }
    return "doors.wait.unsure";
}

}  // namespace

/// Asked before anything is made for an invitation. An invitation made before its mail said a date says none here: it
/// is answered, and the inviter's client, which keeps the date, tells its owner that the answer came too late.
Task<AnswerBar> App::Impl::bar_to_answer(ledger::InviteKeys const* keys, VaultId vault, Instant expiry)
{
    AnswerBar bar;
    if (expiry.ms != 0 && expiry <= now()) {
        bar.reason = phrase("doors.error.invitation_expired").with("date", paris_date(expiry));
        co_return bar;
    }
    auto const there = co_await m_ports.remote.get(sync::mail_path(keys->id, sync::MailPart::Request));
    if (there.status == ports::RemoteStatus::Ok) {
        // What nobody who was invited wrote bars nothing: the request will take its place.
        if (ledger::is_answer(*keys, vault, there.body))
            bar.reason = phrase("doors.error.invitation_used");
    } else if (there.status != ports::RemoteStatus::NotFound) {
        bar.reason = fetch_error(there.status, Fetched::Again);
        bar.may_pass = true;
    }
    co_return bar;
}

Task<bool> App::Impl::open_invitation(ledger::InvitationLink link)
{
    m_ports.remote.use(link.store);
    auto const keys = ledger::invite_keys(link.secret.view());
    auto const mail = co_await m_ports.remote.get(sync::mail_path(keys.id, sync::MailPart::Texts));
    auto const field = m_form.kind == FormKind::Welcome ? "link" : "";
    if (mail.status != ports::RemoteStatus::Ok) {
        show_form_error(field, say_served(fetch_error(mail.status, Fetched::ByNewLink), m_door, link.vault));
        co_return false;
    }
    auto texts = ledger::open_texts_mail(keys, link.vault, mail.body);
    if (!texts) {
        bool const is_damaged = opens_nothing(texts.error());
        show_form_error(field, is_damaged ? phrase("doors.error.link_unopened") : door_error(texts.error()));
        co_return false;
    }
    auto bar = co_await bar_to_answer(&keys, link.vault, texts->expiry);
    if (!bar.reason.empty()) {
        show_form_error(field, say_served(std::move(bar.reason), m_door, link.vault));
        co_return false;
    }
    m_door.forget();
    replace_founding(m_founding, std::nullopt);
    m_door.aim = DoorAim::Join;
    m_door.invitation = std::move(link);
    m_door.texts = std::move(*texts);
    FormView form;
    form.kind = FormKind::Join;
    form.title = phrase("doors.join.title");
    form.asked = {"charter"};
    form.intro = {phrase("doors.join.intro")};
    bool const is_adopted = !m_door.texts->rules_not_adopted;
    if (is_adopted)
        form.asked.emplace_back("rules");
    else
        form.intro.push_back(phrase("doors.join.rules_later"));
    if (auto said = say_invitation(*m_door.texts); !said.empty())
        form.intro.insert(form.intro.begin(), std::move(said));
    form.lines = {
        {say_text("domain.type_texte.charte", m_door.texts->charter), verbatim(m_door.texts->charter.text)},
        {is_adopted ? say_text("domain.type_texte.reglement_interieur", m_door.texts->rules)
                    : phrase("doors.join.rules_not_adopted"),
         verbatim(m_door.texts->rules.text)}};
    show(std::move(form));
    co_return true;
}

/// Also the founder's door: he accepts his own texts.
Task<bool> App::Impl::submit_join(FormSubmission submission)
{
    bool const is_founding = m_door.aim == DoorAim::Found;
    if (submission.button == "cancel") {
        m_door.forget();
        if (is_founding)
            close_form();
        else
            show_first_door();
        co_return true;
    }
    bool const needs_rules =
        is_founding ? founding::rules_state(*m_founding) == RulesState::Adopted : !m_door.texts->rules_not_adopted;
    m_door.name = visible_line(field_text(submission, "name"));
    if (!is_ticked(submission, "charter"))
        show_form_error("charter", phrase("doors.error.charter"));
    if (needs_rules && !is_ticked(submission, "rules"))
        show_form_error("rules", phrase("doors.error.rules"));
    if (m_door.name.empty())
        show_form_error("name", phrase("doors.error.name"));
    else if (count_code_points(m_door.name) > k_name_length)
        show_form_error("name", phrase("doors.error.name_long").with("n", std::int64_t{k_name_length}));
    if (!m_form.errors.empty())
        co_return false;
    // The texts may have been read for days.
    if (!is_founding && !co_await may_still_answer())
        co_return false;
    m_door.enrolment = is_founding ? sync::begin_founding(*m_door.store) : sync::begin_joining(*m_door.invitation);
    show_new_account();
    co_return true;
}

/// Nothing is written yet. What will not change by waiting ends the door; else its form stays, to be sent again.
Task<bool> App::Impl::may_still_answer()
{
    auto const keys = ledger::invite_keys(m_door.invitation->secret.view());
    auto bar = co_await bar_to_answer(&keys, m_door.invitation->vault, m_door.texts->expiry);
    if (bar.reason.empty())
        co_return true;
    bool const has_kit = m_door.account.has_value();
    if (!bar.may_pass)
        show_first_door();
    show_form_error("", std::move(bar.reason));
    if (!bar.may_pass && has_kit)
        show_form_error("", phrase("doors.error.kit_useless"));
    co_return false;
}

Task<bool> App::Impl::ask_to_join()
{
    auto& vault = *m_session->vault;
    auto const& enrolment = *m_door.enrolment;
    std::vector<ledger::Acceptance> accepted{
        {ledger::AcceptedText::Charter, m_door.texts->charter.version, m_door.texts->charter.hash(), now()}};
    // What is not adopted was read, and is accepted once it is in force.
    if (!m_door.texts->rules_not_adopted)
        accepted.push_back(
            {ledger::AcceptedText::RulesOfProcedure, m_door.texts->rules.version, m_door.texts->rules.hash(), now()});
    auto const keys = ledger::invite_keys(enrolment.invite_secret.view());
    auto const request = ledger::make_join_request(
        sync::first_card(enrolment, std::move(accepted)), m_door.name, keys.join, enrolment.vault);
    auto mail = ledger::make_join_mail(keys, enrolment.vault, request);
    if (!mail) {
        show_form_error("", door_error(mail.error()));
        co_return false;
    }
    WaitingRequest const waiting{
        sync::mail_path(keys.id, sync::MailPart::Request), std::move(*mail), enrolment.inviter, *enrolment.floor,
        enrolment.invite_secret.clone()};
    // On the disk first: the request is sent again, the same bytes, until the store has it.
    auto const kept = co_await vault.save_draft(k_draft_request, encode_waiting(waiting));
    if (!kept) {
        show_form_error("", door_error(kept.error()));
        co_return false;
    }
    auto const identity = enrolment.keyring.identity.public_key();
    auto const my_words = crypto::six_words(crypto::fingerprint(enrolment.vault, identity));
    m_door.forget();
    m_door.my_words = my_words;
    m_door.inviter = waiting.inviter;
    m_session->next_poll = now();
    // Sent before the page says so.
    (void)co_await send_request();
    show_join_wait();
    co_return true;
}

namespace {

bool is_foreign(WaitingRequest const& waiting, VaultId const& vault, BytesView object)
{
    if (waiting.invite_secret.empty() || same_bytes(object, waiting.mail))
        return false;
    return !ledger::is_answer(ledger::invite_keys(waiting.invite_secret.view()), vault, object);
}

}  // namespace

/// Puts the request unless it is there; an invitation that was answered already keeps its first answer, and bytes that
/// are no answer give way. What the store says is kept for the page. True: this request is there.
Task<bool> App::Impl::send_request()
{
    using ports::RemoteStatus;
    auto const kept = m_session->vault->drafts().find(k_draft_request);
    if (kept == m_session->vault->drafts().end())
        co_return false;
    auto const waiting = decode_waiting(kept->second.view());
    if (!waiting)
        co_return false;
    auto const unsure = [this](RemoteStatus status) {
        m_session->request = RequestState::Unsure;
        m_session->request_error = fetch_error(status, Fetched::Again);
        return false;
    };
    auto const vault = m_session->vault->id();
    auto there = co_await m_ports.remote.get(waiting->path);
    if (there.status == RemoteStatus::Ok && is_foreign(*waiting, vault, there.body)) {
        // Whatever comes of it: where it may not be removed the store refuses what follows.
        (void)co_await m_ports.remote.remove(waiting->path);
        there.status = RemoteStatus::NotFound;
    }
    if (there.status == RemoteStatus::NotFound) {
        auto const texts = co_await m_ports.remote.get(texts_path_of(waiting->path));
        if (texts.status != RemoteStatus::Ok && texts.status != RemoteStatus::NotFound)
            co_return unsure(texts.status);
        m_session->request_error = {};
        m_session->request = RequestState::Gone;
        if (texts.status == RemoteStatus::NotFound)
            co_return false;
        auto const put = co_await m_ports.remote.put(waiting->path, waiting->mail);
        if (put.status != RemoteStatus::Ok && put.status != RemoteStatus::Conflict)
            co_return unsure(put.status);
        // Somebody else may have answered meanwhile.
        there = co_await m_ports.remote.get(waiting->path);
    }
    if (there.status != RemoteStatus::Ok)
        co_return unsure(there.status);
    bool const is_ours = same_bytes(there.body, waiting->mail);
    m_session->request_error = {};
    m_session->request = is_ours                                   ? RequestState::Sent
                         : is_foreign(*waiting, vault, there.body) ? RequestState::Foreign
                                                                   : RequestState::Used;
    co_return is_ours;
}

/// At each synchronisation, until the store holds this request or somebody else's; the page changes with what it says.
Task<bool> App::Impl::send_request_again()
{
    auto const state_before = m_session->request;
    auto const error_before = m_session->request_error;
    bool const sent = co_await send_request();
    // The form may have been left meanwhile.
    if (m_form.kind != FormKind::JoinWait)
        co_return sent;
    bool const is_said = m_form.errors.empty() == m_session->request_error.empty();
    if (!is_said || m_session->request != state_before || m_session->request_error != error_before)
        show_join_wait();
    co_return sent;
}

void App::Impl::show_join_wait()
{
    FormView form;
    form.kind = FormKind::JoinWait;
    auto const request = m_session->request;
    if (m_door.inviter == ByteArray<32>{}) {
        // A device of a member whose registry is not here yet.
        form.title = phrase("doors.wait.device.title");
        form.intro = {phrase("doors.wait.device.intro")};
        form.suggestion = m_door.my_words;
    } else {
        std::string const key(wait_key(request));
        form.title = phrase(key + ".title");
        form.intro = {phrase(key + ".intro")};
        if (request == RequestState::Sent) {
            form.intro.push_back(phrase("doors.wait.differ"));
            form.intro.push_back(phrase("doors.wait.intro_2"));
        }
        // Words are compared about a request that somebody may accept.
        if (request == RequestState::Sent || request == RequestState::Unsure) {
            form.suggestion = m_door.my_words;
            form.lines = {{phrase("doors.wait.inviter"), verbatim(crypto::six_words(m_door.inviter))}};
            form.intro.push_back(phrase("doors.wait.other"));
        }
        if (!m_session->request_error.empty())
            form.errors.emplace_back("", m_session->request_error);
    }
    if (m_session->vault->standing().stop == sync::VaultStop::OtherVault)
        form.errors.emplace_back("", phrase("doors.error.other_vault"));
    else if (m_session->vault->standing().stop == sync::VaultStop::FloorRefused)
        form.errors.emplace_back("", phrase("doors.error.floor"));
    else if (m_door.inviter != ByteArray<32>{} && lacks_floor())
        form.errors.emplace_back("", phrase("doors.error.floor_missing"));
    show(std::move(form));
}

/// « Vérifier la réponse »: also whether the request is still there, since its invitation may have been withdrawn.
Task<bool> App::Impl::ask_for_answer()
{
    m_session->request = RequestState::Unsure;
    // What was asked of the store before may be answered already: it is asked again once that has ended.
    if (m_session->is_syncing) {
        m_session->next_poll = now();
        co_return true;
    }
    auto const asked = co_await synchronise();
    co_return asked;
}

/// Called when the registry names this member.
Task<bool> App::Impl::check_answer()
{
    auto& vault = *m_session->vault;
    auto const* const card = vault.knowledge().cards().current(vault.self());
    auto const device_key = vault.keys().device_key.public_key();
    bool const is_listed = std::ranges::any_of(
        card->card.card.devices, [&](ledger::CardDevice const& device) { return device.key == device_key; });
    if (!is_listed) {
        // Only the passphrase signs the card that announces this device: asked again.
        show_sign_in();
        show_form_error("passphrase", phrase("doors.error.announce_device"));
        co_return false;
    }
    enter();
    (void)co_await note_let_in(&*m_session->context);
    (void)co_await note_sign_in();
    // The log's first line is published with this device's first head, by which the others know that he is in.
    (void)co_await flush_log();
    after_edit();
    co_return true;
}

}  // namespace huisclos::app
