// Life of a frame: events have been pushed; the kit begins a frame, the scene draws, the kit ends it; the picture goes
// to WebGL and, when it says something else than last time, the semantic tree goes to the page's mirror. Then nothing,
// until somebody asks again.

#pragma once

#include <memory>
#include <vector>

#include "core/base/task.hpp"
#include "ui/kit/context.hpp"
#include "wasm/platform/renderer.hpp"
#include "wasm/scene.hpp"

namespace huisclos::wasm {

/// Bits of huisclos_media.
struct Media {
    bool dark{false};
    bool more_contrast{false};
    bool forced_colours{false};
    bool reduced_motion{false};
};

class Program {
public:
    /// The page's; null before `start`.
    [[nodiscard]] static Program* get();

    /// TrueType files, kept as long as the page: regular, strong, fallback, icons.
    static void set_fonts(std::vector<Bytes> fonts);
    /// `bundle_address` as make_scene wants it.
    static void start(std::string bundle_address);

    /// Runs what waits in the scene, and ends the session once it is locked, whether a frame comes or not.
    void settle();

    /// Draws. Milliseconds until the next frame is wanted: 0 = at once, negative = when something happens.
    [[nodiscard]] double frame(double now_ms);

    /// Milliseconds until the scene wants a tick although nothing happens; negative = never. A tick draws nothing.
    [[nodiscard]] double next_tick() const;

    void resize(Surface const& surface) { m_surface = surface; }
    void set_media(Media media) { m_media = media; }
    void set_pointer(kit::Pointer pointer) { m_pointer = pointer; }
    void set_output(kit::Output output) { m_output = output; }
    [[nodiscard]] kit::Context& context() { return m_context; }
    [[nodiscard]] Renderer& renderer() { return m_renderer; }
    [[nodiscard]] Scene& scene() { return *m_scene; }

private:
    explicit Program(std::string bundle_address);
    void show_tree(ui::Tree const& tree);
    void follow_copies();
    [[nodiscard]] double next_frame() const;

    kit::Context m_context;
    Renderer m_renderer{};
    std::unique_ptr<Scene> m_scene;
    std::vector<Task<bool>> m_copies{};  ///< That the browser has not answered.
    Surface m_surface{};
    Media m_media{};
    kit::Pointer m_pointer{kit::Pointer::Fine};
    kit::Output m_output{kit::Output::Screen};
    std::vector<std::uint8_t> m_tree{};
    std::uint64_t m_tree_hash{0};
    bool m_has_shown_text{false};
    bool m_has_ended{false};
};

}  // namespace huisclos::wasm
