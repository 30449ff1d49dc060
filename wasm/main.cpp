// Wires the browser's ports to the application.

#include "ui/kit/kit.hpp"
#include "wasm/forms.hpp"
#include "wasm/ports/browser.hpp"
#include "wasm/ports/page.hpp"
#include "wasm/scene.hpp"

namespace huisclos::wasm {

namespace {

/// Until there is an application: one page that proves drawing, mirror, fields and frames on demand.
class DemoScene final : public Scene {
public:
    void arrive(std::string) override { show_form(app::FormView{.version = 1}); }
    void navigate(std::string) override {}
    void submit(app::FormSubmission) override {}
    void set_presence(Presence) override {}
    void tick() override {}
    void draw() override
    {
        kit::page_title(ui::value("Essai"));
        kit::paragraph(ui::value("Appuis : " + std::to_string(m_presses)));
        if (kit::primary_button("press", ui::value("Appuyer")))
            ++m_presses;
    }
    std::optional<Instant> next_wake() const override { return std::nullopt; }
    bool locked() const override { return false; }

private:
    int m_presses{0};
};

}  // namespace

std::unique_ptr<Scene> make_scene()
{
    return std::make_unique<DemoScene>();
}

}  // namespace huisclos::wasm
