// A page that does with the browser's ports what the application does, one button each, and says what came: the ports
// are tested in the browser, from coroutine to disk or network and back.

#pragma once

#include <optional>
#include <string>

#include "core/base/task.hpp"
#include "core/ports/local_store.hpp"
#include "wasm/ports/local_places.hpp"
#include "wasm/ports/remote_store.hpp"
#include "wasm/ports/worker.hpp"

namespace huisclos::wasm {

class PortsPage {
public:
    void draw();
    /// An answer waits to be shown.
    [[nodiscard]] bool has_news() const { return m_running && m_running->done(); }

private:
    void draw_place();
    void draw_store();
    /// Runs until the first wait; the page shows what `task` said when it ends.
    void run(Task<std::string> task);

    [[nodiscard]] Task<std::string> list_places();
    [[nodiscard]] Task<std::string> open_place();
    [[nodiscard]] Task<std::string> put_entry();
    [[nodiscard]] Task<std::string> load_entries();
    [[nodiscard]] Task<std::string> erase_entries();
    [[nodiscard]] Task<std::string> write_secret();
    [[nodiscard]] Task<std::string> read_secret();
    [[nodiscard]] Task<std::string> run_job();
    [[nodiscard]] Task<std::string> draw_random();
    [[nodiscard]] Task<std::string> put_document();
    [[nodiscard]] Task<std::string> get_document();
    [[nodiscard]] Task<std::string> list_folder();
    [[nodiscard]] Task<std::string> remove_document();

    BrowserLocalPlaces m_places{};
    FetchRemoteStore m_remote{};
    BrowserWorker m_worker{};
    ports::LocalPlace m_place{};
    std::optional<Task<std::string>> m_running{};
    std::string m_name{};
    std::string m_key{};
    std::string m_value{};
    std::string m_url{};
    std::string m_token{};
    std::string m_etag{};
    std::string m_said{};
    int m_ended{0};
};

}  // namespace huisclos::wasm
