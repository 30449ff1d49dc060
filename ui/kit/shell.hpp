// The frame around every screen: navigation at the left, who is signed in at the top, the page in the middle.
//
// Landmarks Banner, Navigation, Main, and a link to skip to Main. Navigation folds to icons under 1000 pixels and
// behind a menu button under 640; what is wrong with synchronisation is then a strip below the bar. Everything drawn
// while the guard lives is in Main.
//
//   kit::Shell shell(frame);
//   if (auto opened = shell.opened()) …
//   if (shell.lock_pressed()) …

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/kit/content.hpp"

namespace huisclos::kit {

struct NavItem {
    std::string id{};
    Icon icon{};
    Text label{};
    std::uint32_t badge{0};  ///< 0 = none.
    bool current{false};
    std::string href{};
};

/// Scrolling page, or one whose panes scroll by themselves and reach the bottom of the window.
enum class PageKind : std::uint8_t { Flow, Panes };

/// What sending and fetching has come to is a warning or worse.
[[nodiscard]] bool is_sync_trouble(Tone tone);

struct ShellFrame {
    Text product{};
    Text council{};
    std::span<NavItem const> navigation{};
    Text user{};
    Text user_detail{};
    Tone sync_tone{Tone::Success};
    Text sync{};     ///< « À jour à 14 h 05 ».
    Text mark{};     ///< R-36: who reads this, and the minute; drawn discreetly. Empty: none.
    Text printed{};  ///< On paper, at the top in place of the mark: of which council, printed by whom and when.
    PageKind page{PageKind::Flow};
    std::string* search{nullptr};  ///< Null: no search box.
    Text search_label{};
    Text search_placeholder{};
};

class Shell {
public:
    explicit Shell(ShellFrame const& frame);
    ~Shell();
    Shell(Shell const&) = delete;
    Shell& operator=(Shell const&) = delete;

    /// Index of the entry opened in this frame.
    [[nodiscard]] std::optional<std::size_t> opened() const { return m_opened; }
    [[nodiscard]] bool lock_pressed() const { return m_lock; }
    [[nodiscard]] bool sync_pressed() const { return m_sync; }

private:
    std::optional<std::size_t> m_opened{};
    bool m_lock{false};
    bool m_sync{false};
    PageKind m_page{PageKind::Flow};
    Text m_mark{};
    ui::Rect m_mark_rect{};
};

/// Whether what the page says may be searched (Ctrl F): not the one that lies behind a form.
enum class Findable : std::uint8_t { No, Yes };

/// A page without navigation (founding assistant, fatal states): Banner with the product's name, and Main in a centred
/// column.
class PlainPage {
public:
    explicit PlainPage(Text const& product, Findable findable = Findable::No);
    ~PlainPage();
    PlainPage(PlainPage const&) = delete;
    PlainPage& operator=(PlainPage const&) = delete;
};

}  // namespace huisclos::kit
