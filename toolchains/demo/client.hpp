// A member at his own device: the application itself, driven as the page drives it, by forms, commands and views. It
// meets the others only on the store.

#pragma once

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/app/app.hpp"
#include "toolchains/native/curl_store.hpp"
#include "toolchains/native/file_places.hpp"
#include "toolchains/native/inline_worker.hpp"

namespace huisclos::demo {

/// What the person who runs the program reads; ends it.
class Failure final : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Field {
    std::string_view name{};
    std::string_view value{};
};

/// The one clock of all clients of a demonstration: begins in the past, and is put forward instead of waiting, so that
/// nothing is dated after the day on which it is used.
class StoryClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override { return {m_system.now().ms - k_story_ms + m_passed}; }
    void pass_until(Instant when) { m_passed += std::max<std::int64_t>(when.ms - now().ms, 0); }

private:
    static constexpr std::int64_t k_story_ms = 10 * 60'000;

    native::SystemClock m_system{};
    std::int64_t m_passed{0};
};

class Client {
public:
    /// `who` is for messages; `places` is what the device keeps.
    /// @pre `clock` outlives the client
    Client(std::string who, std::filesystem::path const& places, std::string bundle, StoryClock& clock);

    /// Opens the page with a link (or nothing).
    void start(std::string link);
    /// Fills in the form that is shown, which must be `kind`, and presses `ok`. Failure when the form finds a fault.
    void submit(app::FormKind kind, std::initializer_list<Field> fields);
    void expect_form(app::FormKind kind);
    [[nodiscard]] app::FormView const& form() { return m_app.views().form; }

    /// Waits with the commands that follow, so that they are executed in one go.
    void queue(app::Command command) { m_app.send(std::move(command)); }
    /// Executes what is queued. Failure when something was refused or went wrong.
    void settle();
    void send(app::Command command)
    {
        queue(std::move(command));
        settle();
    }
    void go(app::Route route) { send(app::Go{std::move(route)}); }
    [[nodiscard]] app::Views const& views() { return m_app.views(); }

    /// Failure unless everything that was written is on the store afterwards, the head that may have to wait
    /// (docs/protocol.md 3.13) included.
    void synchronise();
    /// « Verrouiller »: the object is of no use afterwards.
    void lock();

    [[noreturn]] void fail(std::string const& what) const;

private:
    void run();
    void check_toasts();

    std::string m_who;
    native::CurlStore m_store{};
    native::FilePlaces m_places;
    native::InlineWorker m_worker{};
    StoryClock& m_clock;
    std::uint64_t m_last_toast{0};
    app::App m_app;
};

/// A phrase for messages: its key, since the catalogue of sentences belongs to the interface.
[[nodiscard]] std::string describe(Phrase const& said);

}  // namespace huisclos::demo
