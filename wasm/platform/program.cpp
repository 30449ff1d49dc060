#include "wasm/platform/program.hpp"

#include <algorithm>
#include <utility>

#include "ui/a11y/encode.hpp"
#include "ui/theme/tokens.hpp"
#include "wasm/ports/browser.hpp"
#include "wasm/ports/page.hpp"

namespace huisclos::wasm {

namespace {

/// What is copied is a link that lets somebody in, or what a sheet says: it does not stay in the clipboard.
constexpr int k_copied_for_ms = 60'000;
constexpr int k_frames_after_copy = 2;

std::vector<Bytes>& kept_fonts()
{
    static std::vector<Bytes> fonts(4);
    return fonts;
}

ui::FontBytes font_bytes()
{
    auto const& fonts = kept_fonts();
    return {.regular = fonts[0], .strong = fonts[1], .fallback = fonts[2], .icons = fonts[3]};
}

std::unique_ptr<Program>& kept_program()
{
    static std::unique_ptr<Program> program;
    return program;
}

std::uint32_t background_of(ui::Scheme scheme)
{
    auto const& palette = scheme == ui::Scheme::Light  ? ui::k_light
                          : scheme == ui::Scheme::Dark ? ui::k_dark
                                                       : ui::k_high_contrast;
    return ui::to_hex(palette.background);
}

}  // namespace

Program* Program::get()
{
    return kept_program().get();
}

void Program::set_fonts(std::vector<Bytes> fonts)
{
    fonts.resize(4);
    kept_fonts() = std::move(fonts);
}

void Program::start(std::string bundle_address)
{
    kept_program().reset(new Program(std::move(bundle_address)));
    kept_program()->m_renderer.start();
}

Program::Program(std::string bundle_address) : m_context(font_bytes()), m_scene(make_scene(std::move(bundle_address)))
{}

void Program::settle()
{
    if (m_has_ended)
        return;
    m_scene->tick();
    follow_copies();
    if (!m_scene->locked())
        return;
    m_has_ended = true;
    m_context.wipe();
    huisclos_js_end_session();
}

/// It is told as copied at once; a browser that refuses says so a moment later.
void Program::follow_copies()
{
    auto const has_ended = [this](Task<bool>& copy) {
        if (!copy.done())
            return false;
        if (!copy.take()) {
            m_context.copy_failed();
            huisclos_js_poke(k_frames_after_copy);
        }
        return true;
    };
    std::erase_if(m_copies, has_ended);
}

double Program::frame(double now_ms)
{
    settle();
    if (m_has_ended || !m_surface.exists())
        return -1;
    kit::FrameInput input;
    input.width = m_surface.width;
    input.height = m_surface.height;
    input.pixel_ratio = m_surface.pixel_ratio();
    input.scheme = m_media.more_contrast || m_media.forced_colours ? ui::Scheme::HighContrast
                   : m_media.dark                                  ? ui::Scheme::Dark
                                                                   : ui::Scheme::Light;
    input.motion = m_media.reduced_motion ? kit::Motion::Reduced : kit::Motion::Full;
    input.pointer = m_pointer;
    input.output = m_output;
    input.now = now_ms / 1000.0;
    input.today = paris_date(BrowserClock().now());
    m_renderer.new_frame();
    m_context.begin(input);
    m_scene->draw();
    ui::Tree const& tree = m_context.end();
    m_renderer.draw(m_surface, background_of(input.scheme));
    show_tree(tree);
    if (auto copied = m_context.take_copied()) {
        m_copies.push_back(copy_text(std::move(*copied), k_copied_for_ms));
        m_copies.back().start();
    }
    if (auto const file = m_context.take_saved_file())
        huisclos_js_save_file(file->name.data(), file->name.size(), file->bytes.data(), file->bytes.size());
    if (m_context.take_file_wish())
        huisclos_js_choose_file();
    // Commands sent while drawing are executed now, so that what they change is in the next frame.
    settle();
    return next_frame();
}

void Program::show_tree(ui::Tree const& tree)
{
    double const begin = huisclos_js_precise_now();
    ui::encode_tree(tree, m_tree);
    auto const hash = ui::hash_bytes(m_tree);
    if (hash == m_tree_hash)
        return;
    m_tree_hash = hash;
    huisclos_js_mirror(m_tree.data(), m_tree.size(), huisclos_js_precise_now() - begin);
    if (!m_has_shown_text && tree.count() > 1 && !kept_fonts()[0].empty()) {
        m_has_shown_text = true;
        huisclos_js_first_text();
    }
}

double Program::next_frame() const
{
    if (m_context.needs_more_frames())
        return 0;
    auto const seconds = m_context.wake_after();
    return seconds ? std::max(*seconds * 1000.0, 1.0) : -1;
}

double Program::next_tick() const
{
    auto const wake = m_scene->next_wake();
    return wake ? std::max(static_cast<double>(wake->ms - BrowserClock().now().ms), 0.0) : -1;
}

}  // namespace huisclos::wasm
