// Wires the browser's ports to the application.

#include "ui/kit/gallery.hpp"
#include "wasm/forms.hpp"
#include "wasm/scene.hpp"

namespace huisclos::wasm {

namespace {

/// Until there is an application: the kit's gallery, which proves drawing, mirror, fields and frames on demand.
class GalleryScene final : public Scene {
public:
    void arrive(std::string) override { show_form(app::FormView{.version = 1}); }
    void navigate(std::string) override {}
    void submit(app::FormSubmission) override {}
    void set_presence(Presence) override {}
    void tick() override {}
    void draw() override { kit::draw_gallery(m_draft); }
    std::optional<Instant> next_wake() const override { return std::nullopt; }
    bool locked() const override { return false; }

private:
    kit::GalleryDraft m_draft{};
};

}  // namespace

std::unique_ptr<Scene> make_scene(std::string)
{
    return std::make_unique<GalleryScene>();
}

}  // namespace huisclos::wasm
