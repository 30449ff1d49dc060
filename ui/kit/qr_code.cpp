// A QR code, encoded once for as long as the same text is shown.

#include <algorithm>
#include <cmath>
#include <memory>

#include <qrencode.h>

#include "ui/kit/content.hpp"
#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

constexpr int k_quiet = 4;  // Modules of margin, ISO/IEC 18004.
/// A denser code is not read from a screen by the camera of a phone.
constexpr std::size_t k_most_bytes = 2'000;

struct QrDeleter {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

QrPicture encode(std::string_view content)
{
    QrPicture picture;
    picture.content = content;
    std::unique_ptr<QRcode, QrDeleter> const code(QRcode_encodeData(
        static_cast<int>(content.size()), reinterpret_cast<unsigned char const*>(content.data()), 0, QR_ECLEVEL_M));
    if (!code)
        return picture;
    picture.width = code->width;
    auto const is_dark = [&](int x, int y) {
        return (code->data[y * code->width + x] & 1) != 0;
    };
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            int const start = x;
            while (x < code->width && is_dark(x, y))
                ++x;
            if (x > start)
                picture.runs.push_back({start, y, x - start});
        }
    }
    return picture;
}

}  // namespace

bool fits_qr_code(std::size_t bytes)
{
    return bytes <= k_most_bytes;
}

void qr_code(std::string_view id, Text const& label, std::string_view content)
{
    if (content.empty() || !fits_qr_code(content.size()))
        return;
    auto& kept = state().qr;
    if (!kept || kept->content != content)
        kept = encode(content);
    kept->frame = state().frame;
    if (kept->width == 0)
        return;
    // Whole device pixels for each module, or a phone sees grey seams.
    float const ratio = state().input.pixel_ratio;
    int const modules = kept->width + 2 * k_quiet;
    float const wanted = std::min(px(5), region().width / static_cast<float>(modules));
    float const module = std::max(1.0f, std::floor(wanted * ratio)) / ratio;
    float const side = module * static_cast<float>(modules);
    Rect rect = place(side, side);
    rect.width = side;
    fill(rect, ui::rgb(0xFFFFFF), px(6));
    for (auto const& run : kept->runs) {
        float const left = rect.x + module * static_cast<float>(run.x + k_quiet);
        float const top = rect.y + module * static_cast<float>(run.y + k_quiet);
        fill({left, top, module * static_cast<float>(run.length), module}, ui::rgb(0x000000));
    }
    Text const name = tr("kit.qr", {ui::arg("label", label)});
    emit(make_node(Role::Image, id_of(id), rect, name.view()));
}

}  // namespace huisclos::kit
