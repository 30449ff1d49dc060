// The application as the page's scene: ports of the browser below, the shell's drawing above, forms and address bar
// beside.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/app/app.hpp"
#include "ui/shell/shell.hpp"
#include "wasm/ports/browser.hpp"
#include "wasm/ports/local_places.hpp"
#include "wasm/ports/remote_store.hpp"
#include "wasm/ports/worker.hpp"
#include "wasm/scene.hpp"

namespace huisclos::wasm {

/// Places of a session and what the address bar says of them: the name of a screen, then a number that means something
/// to this page alone. No id of a record or a person goes into the browser's history.
class PlaceNames {
public:
    [[nodiscard]] std::string name_of(app::Route const& route);
    /// Empty for a fragment that this page did not make: only names of screens are understood then.
    [[nodiscard]] std::optional<app::Route> find(std::string const& fragment) const;

private:
    std::vector<app::Route> m_numbered{};
};

class AppScene final : public Scene {
public:
    explicit AppScene(std::string bundle_address);

    void arrive(std::string fragment) override;
    void navigate(std::string fragment) override;
    void submit(app::FormSubmission submission) override;
    void set_presence(Presence presence) override;
    void note_input() override;
    void open_file(Bytes bytes) override;
    void set_build(std::string build) override;
    void tick() override;
    void draw() override;
    [[nodiscard]] std::optional<Instant> next_wake() const override;
    [[nodiscard]] bool locked() const override;

private:
    void follow(app::Views const& views);
    [[nodiscard]] Place kind_of_move(app::Route const& to) const;

    FetchRemoteStore m_remote{};
    BrowserLocalPlaces m_local{};
    BrowserWorker m_worker{};
    BrowserClock m_clock{};
    app::App m_app;
    ui::Shell m_shell{};
    PlaceNames m_names{};
    std::string m_place{};                 ///< In the address bar, as far as this page knows.
    std::optional<app::Route> m_shown{};   ///< What the address bar followed last.
    bool m_is_led{false};                  ///< It asks for a place that is not shown yet, or was refused.
    std::optional<app::Route> m_wanted{};  ///< Asked for before anybody was signed in.
    std::uint64_t m_followed{0};           ///< Version of the views that form and address bar follow.
    bool m_online{true};
};

}  // namespace huisclos::wasm
