#include <algorithm>
#include <span>

#include "core/app/founding_internal.hpp"
#include "core/app/session_impl.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/passphrase.hpp"

// A new account: passphrase, kit, kit typed back. Nothing is written anywhere before the last of them.

namespace huisclos::app {

namespace {

constexpr std::uint32_t k_mib = 1024;
constexpr std::uint32_t k_offered_mib[] = {128, 64};
constexpr std::size_t k_most_kit_words = 1024;

void wipe_words(std::span<std::string> words)
{
    for (auto& word : words)
        wipe(word.data(), word.size());
}

constexpr std::string_view k_passphrase = "passphrase";
constexpr std::string_view k_again = "again";

/// Under the form's own words, as long as a passphrase of one's own is typed.
Phrase own_intro()
{
    return phrase("doors.own.intro").with("n", static_cast<std::int64_t>(crypto::k_min_passphrase_length));
}

Phrase say_difference(crypto::TypedBack const& found)
{
    auto const at_word = [&found](std::string_view key) {
        return phrase(key).with("n", static_cast<std::int64_t>(found.word));
    };
    switch (found.how) {
    case crypto::TypedBack::How::OtherWord:
        return at_word("doors.error.drawn_word");
    case crypto::TypedBack::How::TooFew:
        return at_word("doors.error.drawn_few");
    case crypto::TypedBack::How::TooMany:
        return at_word("doors.error.drawn_many");
    default:
        return phrase("doors.error.drawn_other");
    }
}

Phrase say_fault(crypto::PassphraseFault fault)
{
    switch (fault) {
    case crypto::PassphraseFault::TooShort:
        return phrase("doors.error.passphrase_short")
            .with("n", static_cast<std::int64_t>(crypto::k_min_passphrase_length));
    case crypto::PassphraseFault::TooGuessable:
        return phrase("doors.error.passphrase_weak");
    default:
        return phrase("doors.error.passphrase_form");
    }
}

}  // namespace

void App::Impl::draw_passphrase()
{
    auto words = crypto::generate_passphrase();
    m_door.suggestion = SecretBytes::copy_of(as_bytes(words));
    std::erase(m_form.asked, k_again);
    std::erase(m_form.intro, own_intro());
    wipe(m_form.suggestion.data(), m_form.suggestion.size());
    m_form.suggestion = words;
    ++m_form.version;
    wipe(words.data(), words.size());
    changed();
}

void App::Impl::show_new_account()
{
    FormView form;
    form.kind = FormKind::NewAccount;
    form.title = phrase("doors.account.title");
    form.intro = {phrase("doors.account.intro")};
    form.user = name_of_space();
    show(std::move(form));
    draw_passphrase();
}

void App::Impl::choose_own_passphrase()
{
    if (m_door.suggestion.empty())
        return;
    m_door.suggestion.clear();
    wipe(m_form.suggestion.data(), m_form.suggestion.size());
    m_form.suggestion.clear();
    m_form.asked.emplace_back(k_again);
    m_form.intro.push_back(own_intro());
    ++m_form.version;
    changed();
}

/// What is neither the drawn passphrase nor said to be another one is a mistake: taken, it would be one that nobody
/// knows, and the paper would open nothing.
bool App::Impl::accept_passphrase(BytesView typed, BytesView again)
{
    auto const refuse = [this](std::string_view field, Phrase said) {
        show_form_error(std::string(field), std::move(said));
        return false;
    };
    if (typed.empty())
        return refuse(k_passphrase, phrase("doors.error.passphrase_empty"));
    if (!m_door.suggestion.empty()) {
        auto const found = crypto::compare_with_drawn(as_text(m_door.suggestion.view()), as_text(typed));
        return found.how == crypto::TypedBack::How::Same || refuse(k_passphrase, say_difference(found));
    }
    if (auto const fault = crypto::judge_passphrase(as_text(typed)).fault; fault != crypto::PassphraseFault::None)
        return refuse(k_passphrase, say_fault(fault));
    auto const first = crypto::passphrase_bytes(as_text(typed));
    auto const second = crypto::passphrase_bytes(as_text(again));
    bool const is_same = first && second && crypto::equal(first->view(), second->view());
    return is_same || refuse(k_again, phrase(again.empty() ? "doors.error.again_empty" : "doors.error.again"));
}

/// Of a new slot only: what exists is opened at the cost that it was made with.
std::optional<crypto::PasswordCost> App::Impl::chosen_cost(FormSubmission const& submission)
{
    crypto::PasswordCost cost;
    if (!m_door.offers_memory)
        return cost;
    auto const chosen = field_text(submission, "memory");
    for (auto const mib : k_offered_mib) {
        if (chosen == std::to_string(mib)) {
            cost.mem_kib = mib * k_mib;
            return cost;
        }
    }
    show_form_error("memory", phrase("doors.error.memory_choice"));
    return std::nullopt;
}

void App::Impl::offer_memory()
{
    m_door.offers_memory = true;
    m_form.choices.clear();
    for (auto const mib : k_offered_mib) {
        m_form.choices.push_back(
            {std::to_string(mib), phrase("doors.memory.choice").with("n", std::int64_t{mib}), m_form.choices.empty()});
    }
    show_form_error("memory", phrase("doors.error.memory_offer"));
}

std::optional<crypto::PasswordCost> App::Impl::begin_passphrase(FormSubmission& submission)
{
    if (submission.button == "other") {
        draw_passphrase();
        return std::nullopt;
    }
    if (submission.button == "own") {
        choose_own_passphrase();
        return std::nullopt;
    }
    if (submission.button == "cancel") {
        m_door.forget();
        if (m_founding || (m_session && m_session->is_in))
            close_form();
        else
            show_first_door();
        return std::nullopt;
    }
    auto const cost = chosen_cost(submission);
    bool const is_accepted =
        accept_passphrase(submission.fields["passphrase"].view(), submission.fields["again"].view());
    if (!is_accepted || !cost)
        return std::nullopt;
    m_door.label = founding::clean(field_text(submission, "label"));
    if (m_door.label.empty())
        m_door.label = default_label(m_door.places.size());
    return cost;
}

Task<bool> App::Impl::submit_new_account(FormSubmission submission)
{
    auto const cost = begin_passphrase(submission);
    if (!cost)
        co_return true;
    auto made = co_await sync::make_account(
        m_ports.worker, &*m_door.enrolment, std::move(submission.fields["passphrase"]), *cost);
    if (!made) {
        if (made.error().code == ErrorCode::Memory)
            offer_memory();
        else
            show_form_error("", door_error(made.error()));
        co_return false;
    }
    m_door.account = std::move(*made);
    m_door.suggestion.clear();
    m_door.question = ledger::draw_kit_question();
    show_kit();
    co_return true;
}

ledger::Kit App::Impl::kit_shown() const
{
    if (m_door.losing)
        return sync::kit_of(*m_session->vault, *m_door.losing->move);
    return sync::kit_of(*m_door.enrolment);
}

void App::Impl::show_kit()
{
    auto const kit = kit_shown();
    auto words = ledger::kit_words(kit.vault, kit.account_secret.view(), kit.recovery_key.view());
    std::string numbered;
    numbered.reserve(k_most_kit_words);  // Grown, it would leave copies behind.
    for (std::size_t i = 0; i < words.size(); ++i) {
        numbered += i == 0 ? "" : "  ";
        numbered += std::to_string(i + 1);
        numbered += ".\u00a0";
        numbered += words[i];
    }
    wipe_words(words);
    FormView form;
    form.kind = FormKind::Kit;
    form.over_app = m_door.losing.has_value();
    form.title = phrase(form.over_app ? "doors.lost.kit.title" : "doors.kit.title");
    form.intro = {
        phrase("doors.kit.intro"), phrase("doors.kit.intro_2"), phrase("doors.kit.where").with("url", m_bundle)};
    form.visit = phrase(form.over_app ? "doors.lost.kit.intro" : "doors.kit.intro_3");
    form.qr = ledger::kit_text(kit);
    // One by one: a list in braces would be copied.
    form.lines.push_back({phrase("doors.kit.address"), verbatim(kit.store.url)});
    form.lines.push_back({phrase("doors.kit.number"), verbatim(ledger::kit_number(kit.vault))});
    form.lines.push_back({phrase("doors.kit.words"), verbatim(std::move(numbered))});
    form.lines.push_back({phrase("doors.kit.text"), verbatim(form.qr)});
    show(std::move(form));
}

void App::Impl::show_kit_check()
{
    FormView form;
    form.kind = FormKind::KitCheck;
    form.over_app = m_door.losing.has_value();
    form.title = phrase("doors.kit_check.title");
    form.intro = {phrase("doors.kit_check.intro")};
    for (auto const word : m_door.question.words)
        form.asked.push_back("word_" + std::to_string(word + 1));
    form.asked.push_back("number_" + std::to_string(m_door.question.group + 1));
    show(std::move(form));
}

Task<bool> App::Impl::submit_kit_check(FormSubmission submission)
{
    if (submission.button == "cancel") {
        show_kit();
        co_return true;
    }
    auto const kit = kit_shown();
    auto words = ledger::kit_words(kit.vault, kit.account_secret.view(), kit.recovery_key.view());
    bool all_right = true;
    auto const wrong = [&](std::string const& field, std::string_view key, std::size_t place) {
        show_form_error(field, phrase(key).with("n", static_cast<std::int64_t>(place + 1)));
        all_right = false;
    };
    auto const is_blank = [&](std::string const& field) {
        return field_text(submission, field).find_first_not_of(" \t\r\n") == std::string_view::npos;
    };
    for (auto const place : m_door.question.words) {
        auto const field = "word_" + std::to_string(place + 1);
        if (is_blank(field))
            wrong(field, "doors.error.kit_word_empty", place);
        else if (!ledger::is_kit_word(field_text(submission, field), words[place]))
            wrong(field, "doors.error.kit_word", place);
    }
    wipe_words(words);
    auto const field = "number_" + std::to_string(m_door.question.group + 1);
    if (is_blank(field))
        wrong(field, "doors.error.kit_group_empty", m_door.question.group);
    else if (!ledger::is_kit_group(field_text(submission, field), kit.vault, m_door.question.group))
        wrong(field, "doors.error.kit_group", m_door.question.group);
    if (!all_right)
        co_return false;
    if (m_door.losing)
        co_return co_await finish_lost_device();
    co_return co_await keep_account();
}

/// The kit was typed back: the account goes to the store and the device.
Task<bool> App::Impl::keep_account()
{
    // Kept already, and what follows failed: only that is done again.
    if (m_session && m_door.aim == DoorAim::Found)
        co_return co_await found();
    if (m_session)
        co_return co_await ask_to_join();
    if (m_door.aim == DoorAim::Join && !co_await may_still_answer())
        co_return false;
    sync::MadeAccount account{m_door.account->ring_key.clone(), m_door.account->version, m_door.account->object};
    auto local =
        co_await sync::settle_in(m_ports.places, m_ports.remote, &*m_door.enrolment, std::move(account), m_door.label);
    if (!local) {
        show_form_error("", door_error(local.error()));
        co_return false;
    }
    (void)co_await open_session(std::move(*local), sync::first_keys(*m_door.enrolment));
    m_session->vault->set_account_version(m_door.account->version);
    if (m_door.aim == DoorAim::Found)
        co_return co_await found();
    co_return co_await ask_to_join();
}

}  // namespace huisclos::app
