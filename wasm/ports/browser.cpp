#include "wasm/ports/browser.hpp"

#include "wasm/ports/page.hpp"
#include "wasm/ports/requests.hpp"

namespace huisclos::wasm {

Instant BrowserClock::now() const
{
    return {static_cast<std::int64_t>(huisclos_js_now())};
}

void fill_random(void* out, std::size_t size)
{
    huisclos_js_random(out, size);
}

void set_place(Place how, std::string_view fragment)
{
    huisclos_js_history(static_cast<int>(how), fragment.data(), fragment.size());
}

Task<bool> copy_text(std::string text, int clear_after_ms)
{
    auto opened = Requests::get().open();
    huisclos_js_copy(opened.number, text.data(), text.size(), clear_after_ms);
    Answer const given = co_await opened.pending;
    co_return given.status == 1;
}

}  // namespace huisclos::wasm
