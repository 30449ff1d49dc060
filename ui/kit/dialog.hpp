// A modal dialog, open for as long as it is drawn in each frame. Everything else is inert meanwhile.
//
// Role Dialog. Focus goes to its title when it appears and returns to where it was when it goes. Escape, its cross and
// a press outside dismiss it. Nothing is decided by dismissing.
//
//   if (draft.confirming) {
//       kit::Dialog dialog("retirer", tr("members.remove.title"));
//       kit::paragraph(…);
//       {
//           kit::Row buttons(kit::RowAlign::End);
//           if (kit::button("annuler", tr("common.cancel"))) draft.confirming = false;
//           if (kit::danger_button("retirer", tr("members.remove"))) …;
//       }
//       if (dialog.dismissed()) draft.confirming = false;
//   }

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ui/kit/layout.hpp"

namespace huisclos::kit {

enum class DialogWidth : std::uint8_t { Normal, Wide };

class Dialog {
public:
    Dialog(std::string_view id, Text const& title, DialogWidth width = DialogWidth::Normal);
    ~Dialog();
    Dialog(Dialog const&) = delete;
    Dialog& operator=(Dialog const&) = delete;

    [[nodiscard]] bool dismissed() const { return m_dismissed; }

private:
    bool m_dismissed{false};
    std::size_t m_first_node{0};
};

}  // namespace huisclos::kit
