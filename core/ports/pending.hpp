// Pending<T>: how a port lets a Task wait for an answer that comes later.
//
// The port keeps a shared slot; the task awaits the Pending; `Resolver::resolve` stores the answer and resumes the
// task. If the task was destroyed meanwhile, the answer is dropped.

#pragma once

#include <coroutine>
#include <memory>
#include <optional>
#include <utility>

namespace huisclos::ports {

template <typename T>
class Pending {
    struct Slot {
        std::optional<T> value{};
        std::coroutine_handle<> waiting{};
        bool abandoned{false};
    };

public:
    class Resolver {
    public:
        explicit Resolver(std::shared_ptr<Slot> slot) : m_slot(std::move(slot)) {}
        /// At most once.
        void resolve(T value)
        {
            if (m_slot->abandoned || m_slot->value)
                return;
            m_slot->value.emplace(std::move(value));
            if (auto waiting = std::exchange(m_slot->waiting, nullptr))
                waiting.resume();
        }

    private:
        std::shared_ptr<Slot> m_slot;
    };

    Pending() : m_slot(std::make_shared<Slot>()) {}
    Pending(Pending&&) noexcept = default;
    Pending& operator=(Pending&&) noexcept = default;
    Pending(Pending const&) = delete;
    Pending& operator=(Pending const&) = delete;
    ~Pending()
    {
        if (m_slot) {
            m_slot->abandoned = true;
            m_slot->waiting = nullptr;
        }
    }

    [[nodiscard]] Resolver resolver() const { return Resolver(m_slot); }

    bool await_ready() const noexcept { return m_slot->value.has_value(); }
    void await_suspend(std::coroutine_handle<> waiting) noexcept { m_slot->waiting = waiting; }
    T await_resume() { return std::move(*m_slot->value); }

private:
    std::shared_ptr<Slot> m_slot;
};

}  // namespace huisclos::ports
