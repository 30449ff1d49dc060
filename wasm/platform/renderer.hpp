// Draws what ImGui made, by WebGL2. The kit's context owns everything else of ImGui; text and keys never pass through
// it: fields are real ones and keys are the mirror's. Without WebGL2 frames are made all the same, undrawn, and the
// mirror is the interface (mode simple).

#pragma once

#include <cstdint>

namespace huisclos::wasm {

/// Of the canvas.
struct Surface {
    float width{0};  ///< CSS pixels.
    float height{0};
    int device_width{0};
    int device_height{0};
    [[nodiscard]] bool exists() const { return width > 0 && height > 0; }
    [[nodiscard]] float pixel_ratio() const { return static_cast<float>(device_width) / width; }
};

class Renderer {
public:
    Renderer() = default;
    ~Renderer();
    Renderer(Renderer const&) = delete;
    Renderer& operator=(Renderer const&) = delete;

    /// Asks the page for a context, for the current ImGui context. Once.
    void start();
    /// The browser gave a lost context back: everything on the card is made again.
    void restore();
    void new_frame();
    /// `background` 0xRRGGBB is shown where nothing is drawn.
    void draw(Surface const& surface, std::uint32_t background);

private:
    bool m_has_gl{false};
    int m_cursor{0};
};

}  // namespace huisclos::wasm
