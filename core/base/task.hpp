// Task<T>: a computation that may wait for a port (network, disk, worker) without a thread.
//
// A Task is lazy: it starts when awaited, or when given to `start`. In the browser a port suspends it and resumes it
// from a callback; natively and on the memory doubles every port answers at once, so that the same code runs straight
// through. Tasks run on one thread. A Task owns its frame: to destroy a Task that has not ended is to cancel it, and
// whatever it held is released; whoever resumes it later must have been told (Pending in core/ports/pending.hpp does
// that). Rules that keep coroutines safe here: parameters are taken by value or outlive the task; no lambda with
// captures is a coroutine; `co_await` is not put inside another expression's arguments.

#pragma once

#include <cassert>
#include <coroutine>
#include <cstdlib>
#include <optional>
#include <utility>

namespace huisclos {

template <typename T>
class [[nodiscard]] Task {
public:
    struct promise_type {
        std::optional<T> value{};
        std::coroutine_handle<> continuation{std::noop_coroutine()};

        Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct FinalAwaiter {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ended) noexcept
            {
                return ended.promise().continuation;
            }
            void await_resume() noexcept {}
        };
        FinalAwaiter final_suspend() noexcept { return {}; }
        template <typename U>
        void return_value(U&& result)
        {
            value.emplace(std::forward<U>(result));
        }
        void unhandled_exception() noexcept { std::abort(); }
    };

    Task(Task&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    Task& operator=(Task&& other) noexcept
    {
        if (this != &other) {
            if (m_handle)
                m_handle.destroy();
            m_handle = std::exchange(other.m_handle, nullptr);
        }
        return *this;
    }
    Task(Task const&) = delete;
    Task& operator=(Task const&) = delete;
    ~Task()
    {
        if (m_handle)
            m_handle.destroy();
    }

    /// Awaiting runs the task to its end, then goes on here.
    auto operator co_await() noexcept
    {
        struct Awaiter {
            std::coroutine_handle<promise_type> handle;
            bool await_ready() noexcept { return handle.done(); }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept
            {
                handle.promise().continuation = awaiting;
                return handle;
            }
            T await_resume() { return std::move(*handle.promise().value); }
        };
        return Awaiter{m_handle};
    }

    /// For a task that was started: waits for its end without running it.
    auto joined() noexcept
    {
        struct Awaiter {
            std::coroutine_handle<promise_type> handle;
            bool await_ready() noexcept { return handle.done(); }
            void await_suspend(std::coroutine_handle<> awaiting) noexcept { handle.promise().continuation = awaiting; }
            T await_resume() { return std::move(*handle.promise().value); }
        };
        return Awaiter{m_handle};
    }

    /// Runs until the first suspension that waits for a port. At most once, and not on a task that is awaited.
    void start() { m_handle.resume(); }
    [[nodiscard]] bool done() const { return m_handle.done(); }
    /// @pre done()
    [[nodiscard]] T take() { return std::move(*m_handle.promise().value); }

    /// For ports that answer at once (native, memory): runs to the end. Aborts if the task waits for something.
    [[nodiscard]] T run()
    {
        start();
        if (!done())
            std::abort();
        return take();
    }

private:
    explicit Task(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    std::coroutine_handle<promise_type> m_handle;
};

}  // namespace huisclos
