// A member at his own device: the application itself, driven as the page drives it, by forms, commands and views. It
// meets the others only on the store.

#pragma once

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

class Client {
public:
    /// `who` is for messages; `places` is what the device keeps.
    Client(std::string who, std::filesystem::path const& places, std::string bundle);

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

    /// Failure unless everything that was written is on the store afterwards.
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
    native::SystemClock m_clock{};
    std::uint64_t m_last_toast{0};
    app::App m_app;
};

/// A phrase for messages: its key, since the catalogue of sentences belongs to the interface.
[[nodiscard]] std::string describe(Phrase const& said);

}  // namespace huisclos::demo
