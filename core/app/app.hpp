// The whole application but its drawing: state machine, commands, views. One per page.
//
// Life: the page makes an App with its ports, calls `start` with the fragment of its address, then `tick` after each
// event and whenever `next_wake` has come. Commands and form submissions are queued and executed in `tick`; work that
// waits for a port goes on when the port answers, then `on_change` asks for a frame. Views are rebuilt only when
// `version` has moved. « Verrouiller » ends the App: the page destroys it and shows FormKind::Locked.

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/app/commands.hpp"
#include "core/app/forms.hpp"
#include "core/app/views/council_views.hpp"
#include "core/app/views/home_view.hpp"
#include "core/app/views/shell_view.hpp"
#include "core/app/views/situation_views.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/local_store.hpp"
#include "core/ports/remote_store.hpp"
#include "core/ports/worker.hpp"

namespace huisclos::app {

/// All outlive the App.
struct Ports {
    ports::RemoteStore& remote;
    ports::LocalPlaces& places;
    ports::Worker& worker;
    ports::Clock& clock;
};

/// What is drawn now. Only the view of the current route is filled, beside the shell's.
struct Views {
    bool signed_in{false};  ///< Else only `form` and, for a draft without vault, `founding` are shown.
    Route route{};
    ShellView shell{};
    std::optional<HomeView> home{};
    std::optional<SituationListView> situations{};
    std::optional<SheetView> sheet{};
    std::optional<ReportFormView> report{};
    std::optional<GroupsView> groups{};
    std::optional<MembersView> members{};
    std::optional<CouncilView> council{};
    std::optional<ActsView> acts{};
    std::optional<TextsView> texts{};
    std::optional<DeviceView> device{};
    std::optional<FoundingView> founding{};
    std::optional<AboutView> about{};
    FormView form{};
};

class App final : public CommandSink {
public:
    /// `bundle_address` is where the page lies, for links. `on_change` asks for a frame.
    App(Ports ports, std::string bundle_address, std::function<void()> on_change);
    ~App() override;
    App(App const&) = delete;
    App& operator=(App const&) = delete;

    /// `fragment` is what stood after `#` (already off the address bar), or empty.
    void start(std::string fragment);
    void send(Command command) override;
    void submit(FormSubmission submission);
    /// A file that the person chose (founding_codec.cpp); empty when it could not be read.
    void open_file(Bytes bytes);
    /// The page tells that it is seen or not, on line or not.
    void set_focus(bool focused);
    /// A press or a key anywhere in the page: what postpones the automatic lock (core/app/idle.hpp).
    void note_input();
    /// Hash of the files that the page was made of, for « À propos ».
    void set_build(std::string build);
    void tick();
    [[nodiscard]] std::optional<Instant> next_wake() const;

    [[nodiscard]] std::uint64_t version() const;
    /// Rebuilt when `version` has moved since the last call.
    [[nodiscard]] Views const& views();
    /// True after « Verrouiller »: the page destroys the App, ends its workers and replaces itself.
    [[nodiscard]] bool locked() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace huisclos::app
