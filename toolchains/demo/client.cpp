#include "toolchains/demo/client.hpp"

namespace huisclos::demo {

namespace {

/// Each turn executes what the one before asked for; an application that never comes to rest is a fault.
constexpr int k_most_turns = 50;

}  // namespace

std::string describe(Phrase const& said)
{
    if (is_verbatim(said)) {
        auto const* const text = std::get_if<std::string>(&said.args.front().second);
        return text == nullptr ? std::string{} : *text;
    }
    return said.key;
}

Client::Client(std::string who, std::filesystem::path const& places, std::string bundle, StoryClock& clock)
    : m_who(std::move(who)),
      m_places(places),
      m_clock(clock),
      m_app({m_store, m_places, m_worker, m_clock}, std::move(bundle), {})
{}

void Client::fail(std::string const& what) const
{
    throw Failure(m_who + ": " + what);
}

void Client::run()
{
    // Whoever waited for the others was not away: nothing is locked.
    m_app.note_input();
    // Every port answers at once: one turn executes all that was asked, the next ones what came of it.
    for (int turn = 0; turn < k_most_turns; ++turn) {
        m_app.tick();
        auto const wake = m_app.next_wake();
        if (!wake || *wake > m_clock.now())
            return;
    }
    fail("the application does not come to rest");
}

void Client::check_toasts()
{
    for (auto const& toast : m_app.views().shell.toasts) {
        if (toast.number <= m_last_toast)
            continue;
        m_last_toast = toast.number;
        if (toast.refusal)
            fail("refused: " + describe(toast.refusal->message) + " (" + describe(toast.refusal->article) + ")");
        if (toast.tone == app::Tone::Warning || toast.tone == app::Tone::Error)
            fail("warned: " + describe(toast.text));
    }
}

void Client::settle()
{
    run();
    check_toasts();
}

void Client::start(std::string link)
{
    auto const mark = link.find('#');
    m_app.start(mark == std::string::npos ? std::string{} : link.substr(mark));
    settle();
}

void Client::expect_form(app::FormKind kind)
{
    if (form().kind == kind)
        return;
    std::string said = "the form shown is number " + std::to_string(static_cast<int>(form().kind)) + ", number " +
                       std::to_string(static_cast<int>(kind)) + " was expected";
    for (auto const& [field, error] : form().errors)
        said += "; " + field + " " + describe(error);
    fail(said);
}

void Client::submit(app::FormKind kind, std::initializer_list<Field> fields)
{
    expect_form(kind);
    app::FormSubmission submission;
    submission.kind = kind;
    submission.button = "ok";
    for (auto const& field : fields)
        submission.fields.emplace(std::string(field.name), SecretBytes::copy_of(as_bytes(field.value)));
    m_app.submit(std::move(submission));
    settle();
    if (form().kind != kind || form().errors.empty())
        return;
    std::string said = "the form refuses";
    for (auto const& [field, error] : form().errors)
        said += "; " + field + " " + describe(error);
    fail(said);
}

void Client::synchronise()
{
    send(app::SyncNow{});
    auto const wake = m_app.next_wake();
    bool const is_owed = m_app.views().shell.sync.pending != 0 && !m_app.views().shell.sync.offline;
    if (is_owed && wake) {
        m_clock.pass_until(*wake);
        settle();
    }
    auto const& sync = m_app.views().shell.sync;
    if (sync.offline)
        fail("the store does not answer: " + describe(sync.label));
    if (sync.pending != 0)
        fail("not everything went to the store: " + describe(sync.label));
}

void Client::lock()
{
    send(app::Lock{});
    if (!m_app.locked())
        fail("the session does not lock");
}

}  // namespace huisclos::demo
