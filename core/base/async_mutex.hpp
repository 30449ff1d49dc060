// Mutual exclusion between Tasks of one thread: a device writes its own chain from one Task at a time, although others
// run while it waits for the disk.
//
//   auto const held = co_await mutex.lock();   // released at the end of the scope
//
// Waiters are resumed in the order in which they came. The mutex outlives its guards.

#pragma once

#include <coroutine>
#include <deque>
#include <utility>

namespace huisclos {

class AsyncMutex {
public:
    class Guard {
    public:
        explicit Guard(AsyncMutex* mutex) : m_mutex(mutex) {}
        Guard(Guard&& other) noexcept : m_mutex(std::exchange(other.m_mutex, nullptr)) {}
        Guard& operator=(Guard&&) = delete;
        Guard(Guard const&) = delete;
        Guard& operator=(Guard const&) = delete;
        ~Guard()
        {
            if (m_mutex != nullptr)
                m_mutex->release();
        }

    private:
        AsyncMutex* m_mutex;
    };

    AsyncMutex() = default;
    AsyncMutex(AsyncMutex const&) = delete;
    AsyncMutex& operator=(AsyncMutex const&) = delete;

    [[nodiscard]] auto lock()
    {
        struct Awaiter {
            AsyncMutex& mutex;
            std::coroutine_handle<> waiting{};
            bool queued{false};
            bool owner{false};

            explicit Awaiter(AsyncMutex& of) : mutex(of) {}
            Awaiter(Awaiter const&) = delete;
            Awaiter& operator=(Awaiter const&) = delete;
            /// A Task destroyed while it waits leaves the queue; one that was handed the lock gives it back.
            ~Awaiter()
            {
                if (queued)
                    std::erase(mutex.m_waiting, this);
                else if (owner)
                    mutex.release();
            }
            bool await_ready() noexcept
            {
                owner = !mutex.m_held;
                mutex.m_held = true;
                return owner;
            }
            void await_suspend(std::coroutine_handle<> handle)
            {
                waiting = handle;
                queued = true;
                mutex.m_waiting.push_back(this);
            }
            Guard await_resume() noexcept
            {
                owner = false;
                return Guard(&mutex);
            }
            void hand_over()
            {
                queued = false;
                owner = true;
                waiting.resume();
            }
        };
        m_hand_over = [](void* awaiter) {
            static_cast<Awaiter*>(awaiter)->hand_over();
        };
        return Awaiter(*this);
    }

private:
    void release()
    {
        if (m_waiting.empty()) {
            m_held = false;
            return;
        }
        auto* const next = m_waiting.front();
        m_waiting.pop_front();
        m_hand_over(next);
    }

    bool m_held{false};
    std::deque<void*> m_waiting{};
    void (*m_hand_over)(void*){nullptr};
};

}  // namespace huisclos
