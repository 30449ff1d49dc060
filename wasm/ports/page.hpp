// Every function of the page that the module calls, implemented in wasm/js/library.js. Bytes and texts are (pointer,
// length), copied by the page before it returns. A `request` is answered through huisclos_answer (wasm/exports.cpp).

#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

// Frames and what is seen.
int huisclos_js_gl_start();  ///< 1 when there is WebGL2 and its context is current.
void huisclos_js_poke(int frames);
void huisclos_js_mirror(void const* tree, std::size_t size, double encode_ms);
void huisclos_js_first_text();  ///< The frame just drawn is the first that shows text in the real font.
void huisclos_js_cursor(int cursor);
void huisclos_js_fatal();

// Forms outside the canvas.
void huisclos_js_form(void const* model, std::size_t size);
void huisclos_js_end_session();  ///< After « Verrouiller »: ends the workers and replaces the page.

// Ports.
void huisclos_js_random(void* out, std::size_t size);
double huisclos_js_now();          ///< Milliseconds since 1970, by the device's clock.
double huisclos_js_precise_now();  ///< Milliseconds since the page began, never back.
void huisclos_js_fetch(
    std::uint32_t request, int method, char const* url, std::size_t url_size, char const* token, std::size_t token_size,
    char const* etag, std::size_t etag_size, void const* body, std::size_t body_size, std::size_t longest);
void huisclos_js_place(
    std::uint32_t request, int action, char const* name, std::size_t name_size, void const* data,
    std::size_t data_size);
void huisclos_js_place_close(char const* name, std::size_t name_size);
void huisclos_js_job(std::uint32_t request, int job, void const* data, std::size_t size);
double huisclos_js_turn_ms();                   ///< Since the main thread's present entry began.
void huisclos_js_pause(std::uint32_t request);  ///< Answered in a turn of its own.
void huisclos_js_copy(std::uint32_t request, char const* text, std::size_t size, int clear_after_ms);
void huisclos_js_save_file(char const* name, std::size_t name_size, void const* bytes, std::size_t size);
void huisclos_js_choose_file();  ///< What is chosen comes back through huisclos_file.
void huisclos_js_history(int kind, char const* fragment, std::size_t size);

}  // extern "C"
