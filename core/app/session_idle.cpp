#include <algorithm>

#include "core/app/kept_forms.hpp"
#include "core/app/session_impl.hpp"

// The automatic lock: warned of, postponed by any press or key, done by the same steps as « Verrouiller ».

namespace huisclos::app {

namespace {

std::string_view warning_of(Unkept unkept)
{
    switch (unkept) {
    case Unkept::ForRoom:
        return "session.lock_soon_unsaved";
    case Unkept::Otherwise:
        return "session.lock_soon_stopped";
    case Unkept::Nothing:
        break;
    }
    return "session.lock_soon";
}

}  // namespace

void App::Impl::note_input()
{
    if (!m_session)
        return;
    m_session->last_input = now();
    retry_soon();
}

void App::Impl::drop_lock_warning()
{
    auto& session = *m_session;
    session.toasts.dismiss(*std::exchange(session.lock_warning, std::nullopt));
    session.context->changed();
    changed();
}

void App::Impl::stay_unlocked()
{
    note_input();
    if (m_session && m_session->lock_warning)
        drop_lock_warning();
}

void App::Impl::watch_idle()
{
    if (!m_session || !m_session->is_in)
        return;
    auto& session = *m_session;
    // A clock that was set back does not keep a session open.
    session.last_input = std::min(session.last_input, now());
    auto const left_alone = now().ms - session.last_input.ms;
    if (left_alone >= k_idle_ms) {
        m_wants_lock = true;
    } else if (left_alone < k_idle_ms - k_idle_warning_ms) {
        if (session.lock_warning && left_alone >= k_idle_farewell_ms)
            drop_lock_warning();
    } else if (!session.lock_warning) {
        session.lock_warning = session.toasts.ask(
            phrase(warning_of(find_unkept(*session.context))), {phrase("session.lock_soon.stay"), StayUnlocked{}});
        session.context->changed();
        changed();
    }
}

Instant App::Impl::next_idle() const
{
    auto const& session = *m_session;
    bool const is_answered = now().ms - session.last_input.ms < k_idle_ms - k_idle_warning_ms;
    auto const wait = !session.lock_warning ? k_idle_ms - k_idle_warning_ms
                      : is_answered         ? k_idle_farewell_ms
                                            : k_idle_ms;
    return {session.last_input.ms + wait};
}

}  // namespace huisclos::app
