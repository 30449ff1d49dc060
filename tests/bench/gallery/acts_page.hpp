// A page that counts what each widget was told: that a press acts once is read there. Opening a row turns the list
// over, with the same rows.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace huisclos::wasm {

class ActsPage {
public:
    void draw();

private:
    enum Widget : std::uint8_t { Radios, List, TabRow, Rows, Asked, Box, k_widgets };

    void count(Widget widget) { ++m_counts[widget]; }
    void draw_counts() const;
    void draw_choices();
    void draw_tabs();
    void draw_rows();
    void draw_dialog();

    std::array<int, k_widgets> m_counts{};
    std::size_t m_radio{0};
    std::size_t m_option{0};
    std::size_t m_tab{0};
    bool m_is_ticked{false};
    bool m_is_turned{false};
    bool m_is_asking{false};
};

}  // namespace huisclos::wasm
