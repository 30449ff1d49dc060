#include <algorithm>

#include "core/app/session_impl.hpp"

// Queue and tasks. Nothing here knows what a command does.

namespace huisclos::app {

App::Impl::Impl(Ports ports, std::string bundle_address, std::function<void()> on_change)
    : m_ports(ports), m_bundle(std::move(bundle_address)), m_on_change(std::move(on_change))
{}

App::Impl::~Impl()
{
    // A task that ends may wake another that waited for it: none may begin a new one now.
    m_is_closing = true;
    while (!m_tasks.empty())
        m_tasks.pop_back();
}

void App::Impl::changed()
{
    ++m_version;
    if (!m_is_closing && m_on_change)
        m_on_change();
}

void App::Impl::run(Task<bool> task)
{
    if (m_is_closing)
        return;
    m_tasks.push_back(std::move(task));
    m_tasks.back().start();
}

void App::Impl::drop_ended()
{
    std::erase_if(m_tasks, [](Task<bool> const& task) { return task.done(); });
}

void App::Impl::start(std::string fragment)
{
    m_queue.emplace_back(Arrival{SecretBytes::copy_of(as_bytes(fragment))});
    wipe(fragment.data(), fragment.size());
    tick();
}

void App::Impl::send(Command command)
{
    // Locking, or staying, never waits behind a command that waits for the network.
    if (std::holds_alternative<Lock>(command))
        m_wants_lock = true;
    else if (std::holds_alternative<StayUnlocked>(command))
        stay_unlocked();
    else
        m_queue.emplace_back(std::move(command));
    if (m_on_change)
        m_on_change();
}

void App::Impl::submit(FormSubmission submission)
{
    m_queue.emplace_back(std::move(submission));
    if (m_on_change)
        m_on_change();
}

void App::Impl::open_file(Bytes bytes)
{
    m_queue.emplace_back(OpenedFile{std::move(bytes)});
    if (m_on_change)
        m_on_change();
}

void App::Impl::set_focus(bool focused)
{
    bool const is_back = focused && !m_focused;
    m_focused = focused;
    if (m_session && is_back)
        m_session->next_poll = std::min(m_session->next_poll, now());
}

Task<bool> App::Impl::pump()
{
    while (!m_queue.empty() && !m_is_locking) {
        auto asked = std::move(m_queue.front());
        m_queue.pop_front();
        if (auto* const command = std::get_if<Command>(&asked))
            (void)co_await run_command(std::move(*command));
        else if (auto* const submission = std::get_if<FormSubmission>(&asked))
            (void)co_await run_submission(std::move(*submission));
        else if (auto* const arrival = std::get_if<Arrival>(&asked))
            (void)co_await arrive(std::move(arrival->fragment));
        else if (auto const* const file = std::get_if<OpenedFile>(&asked))
            open_draft_file(file->bytes);
        changed();
    }
    m_is_pumping = false;
    co_return true;
}

void App::Impl::tick()
{
    drop_ended();
    if (m_locked || m_is_closing)
        return;
    watch_idle();
    if (m_wants_lock && !m_is_locking) {
        m_is_locking = true;
        run(lock());
        return;
    }
    if (!m_queue.empty() && !m_is_pumping && !m_is_locking) {
        m_is_pumping = true;
        run(pump());
    }
    if (!m_session || m_is_locking || m_locked)
        return;
    auto& session = *m_session;
    auto const at = now();
    if (session.caring)
        session.caring->drop_if_due(at);
    if (auto const due = next_save(); due && *due <= at)
        run(save_typed());
    if (session.is_in && session.next_flush <= at)
        run(flush_log());
    if (may_synchronise() && session.next_poll <= at)
        run(synchronise());
}

std::optional<Instant> App::Impl::next_wake() const
{
    if (m_locked)
        return std::nullopt;
    if (!m_queue.empty() && !m_is_pumping)
        return now();
    if (!m_session)
        return std::nullopt;
    auto const& session = *m_session;
    std::optional<Instant> wake;
    auto const sooner = [&wake](Instant instant) {
        wake = wake ? std::min(*wake, instant) : instant;
    };
    if (may_synchronise())
        sooner(session.next_poll);
    if (session.is_in) {
        sooner(session.next_flush);
        sooner(next_idle());
    }
    if (auto const due = next_save())
        sooner(*due);
    if (auto const due = session.caring ? session.caring->due() : std::nullopt)
        sooner(*due);
    return wake;
}

std::uint64_t App::Impl::version() const
{
    if (!m_session)
        return m_version;
    return m_version + m_session->context->version + m_session->vault->version();
}

}  // namespace huisclos::app
