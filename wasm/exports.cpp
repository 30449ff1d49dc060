// Every function that the page calls. Pointers lie in the module's memory, lent by the page for the time of the call.
//
//   huisclos_alloc, huisclos_free             memory to lend; wiped when given back
//   huisclos_fonts                            the font files, before anything else
//   huisclos_start, huisclos_start_worker     libraries, then (page only) the program
//   huisclos_frame                            draws; milliseconds until the next frame (Program::frame)
//   huisclos_tick, huisclos_next_tick         runs what waits, without drawing; milliseconds until it wants to
//   huisclos_resize, huisclos_media           size of the canvas; preferences, a bit each
//   huisclos_output                           1 while the page is being printed
//   huisclos_gl_restored                      the lost WebGL context came back
//   huisclos_pointer_move, _button, _leave    the real pointer, on the canvas
//   huisclos_wheel                            CSS pixels, positive towards the end
//   huisclos_act                              what was done in the mirror (ui::Action)
//   huisclos_form                             a form outside the canvas was sent (wasm/forms.hpp)
//   huisclos_link, huisclos_navigate          the address: arrival, then Back and Forward
//   huisclos_file                             a file that the person chose; empty: it could not be read
//   huisclos_input                            somebody pressed or typed, anywhere in the page
//   huisclos_presence                         seen, on line
//   huisclos_answer                           the answer to a request (wasm/ports/requests.hpp)
//   huisclos_job                              in a worker: runs one job (wasm/ports/jobs.hpp)

#include <cstdlib>

#include <emscripten/em_macros.h>

#include "core/base/secret_bytes.hpp"
#include "core/crypto/random.hpp"
#include "wasm/forms.hpp"
#include "wasm/platform/program.hpp"
#include "wasm/ports/browser.hpp"
#include "wasm/ports/jobs.hpp"
#include "wasm/ports/page.hpp"
#include "wasm/ports/requests.hpp"

#define HUISCLOS_EXPORT extern "C" EMSCRIPTEN_KEEPALIVE

using namespace huisclos;
using namespace huisclos::wasm;

namespace {

BytesView view(void const* bytes, std::size_t size)
{
    return {static_cast<std::uint8_t const*>(bytes), size};
}

std::string text(char const* bytes, std::size_t size)
{
    return {bytes, size};
}

bool start_libraries()
{
    crypto::use_random_source(&fill_random);
    return crypto::init().has_value();
}

/// Runs what the event made possible, at once: waiting for a frame would stop in a hidden tab.
void settle()
{
    if (auto* program = Program::get())
        program->settle();
}

}  // namespace

HUISCLOS_EXPORT void* huisclos_alloc(std::size_t size)
{
    return std::malloc(size == 0 ? 1 : size);
}

HUISCLOS_EXPORT void huisclos_free(void* memory, std::size_t size)
{
    wipe(memory, size);
    std::free(memory);
}

/// `packed` is a list of four files (wasm/js/bytes.js): regular, strong, fallback, icons.
HUISCLOS_EXPORT void huisclos_fonts(void const* packed, std::size_t size)
{
    std::vector<Bytes> fonts;
    for (auto const& part : unpack_list(view(packed, size)))
        fonts.push_back(to_bytes(part));
    Program::set_fonts(std::move(fonts));
}

HUISCLOS_EXPORT void huisclos_start(
    char const* bundle_address, std::size_t size, char const* build, std::size_t build_size)
{
    if (!start_libraries()) {
        huisclos_js_fatal();
        return;
    }
    Program::start(text(bundle_address, size));
    Program::get()->scene().set_build(text(build, build_size));
}

HUISCLOS_EXPORT void huisclos_start_worker()
{
    if (!start_libraries())
        std::abort();
}

HUISCLOS_EXPORT double huisclos_frame(double now_ms)
{
    return Program::get()->frame(now_ms);
}

HUISCLOS_EXPORT void huisclos_tick()
{
    settle();
}

HUISCLOS_EXPORT double huisclos_next_tick()
{
    return Program::get()->next_tick();
}

HUISCLOS_EXPORT void huisclos_resize(float width, float height, int device_width, int device_height)
{
    Program::get()->resize({width, height, device_width, device_height});
}

HUISCLOS_EXPORT void huisclos_media(int bits)
{
    Program::get()->set_media({(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0});
}

HUISCLOS_EXPORT void huisclos_output(int printed)
{
    Program::get()->set_output(printed != 0 ? kit::Output::Printed : kit::Output::Screen);
}

HUISCLOS_EXPORT void huisclos_gl_restored()
{
    Program::get()->renderer().restore();
}

HUISCLOS_EXPORT void huisclos_pointer_move(float x, float y, int touch)
{
    Program::get()->set_pointer(touch != 0 ? kit::Pointer::Coarse : kit::Pointer::Fine);
    Program::get()->context().pointer_move(x, y);
}

HUISCLOS_EXPORT void huisclos_pointer_button(int down)
{
    Program::get()->context().pointer_button(down != 0);
}

HUISCLOS_EXPORT void huisclos_pointer_leave()
{
    Program::get()->context().pointer_left();
}

HUISCLOS_EXPORT void huisclos_wheel(float dx, float dy)
{
    Program::get()->context().wheel(dx, dy);
}

HUISCLOS_EXPORT void huisclos_act(std::uint32_t node, int act, char const* said, std::size_t size, float amount)
{
    Program::get()->context().push({node, static_cast<ui::Act>(act), text(said, size), amount});
}

HUISCLOS_EXPORT void huisclos_form(int kind, void const* packed, std::size_t size)
{
    Program::get()->scene().submit(read_submission(kind, view(packed, size)));
    settle();
}

HUISCLOS_EXPORT void huisclos_link(char const* fragment, std::size_t size)
{
    Program::get()->scene().arrive(text(fragment, size));
    settle();
}

HUISCLOS_EXPORT void huisclos_file(void const* bytes, std::size_t size)
{
    Program::get()->scene().open_file(to_bytes(view(bytes, size)));
    settle();
}

HUISCLOS_EXPORT void huisclos_navigate(char const* fragment, std::size_t size)
{
    Program::get()->scene().navigate(text(fragment, size));
    settle();
}

HUISCLOS_EXPORT void huisclos_input()
{
    Program::get()->scene().note_input();
}

HUISCLOS_EXPORT void huisclos_presence(int visible, int online)
{
    Program::get()->scene().set_presence({visible != 0, online != 0});
    settle();
}

HUISCLOS_EXPORT void huisclos_answer(
    std::uint32_t request, int status, void const* body, std::size_t body_size, char const* note, std::size_t note_size)
{
    Requests::get().answer(request, {status, to_bytes(view(body, body_size)), text(note, note_size)});
    settle();
}

HUISCLOS_EXPORT void* huisclos_job(int job, void const* request, std::size_t size)
{
    return serve_job(job, view(request, size));
}
