#include "core/app/app.hpp"

#include "core/app/session_impl.hpp"

namespace huisclos::app {

App::App(Ports ports, std::string bundle_address, std::function<void()> on_change)
    : m_impl(std::make_unique<Impl>(ports, std::move(bundle_address), std::move(on_change)))
{}

App::~App() = default;

void App::start(std::string fragment)
{
    m_impl->start(std::move(fragment));
}

void App::send(Command command)
{
    m_impl->send(std::move(command));
}

void App::submit(FormSubmission submission)
{
    m_impl->submit(std::move(submission));
}

void App::set_focus(bool focused)
{
    m_impl->set_focus(focused);
}

void App::open_file(Bytes bytes)
{
    m_impl->open_file(std::move(bytes));
}

void App::note_input()
{
    m_impl->note_input();
}

void App::set_build(std::string build)
{
    m_impl->set_build(std::move(build));
}

void App::tick()
{
    m_impl->tick();
}

std::optional<Instant> App::next_wake() const
{
    return m_impl->next_wake();
}

std::uint64_t App::version() const
{
    return m_impl->version();
}

Views const& App::views()
{
    return m_impl->views();
}

bool App::locked() const
{
    return m_impl->locked();
}

}  // namespace huisclos::app
