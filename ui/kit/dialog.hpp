// A modal dialog, open for as long as it is drawn in each frame. Everything else is inert meanwhile.
//
// Role Dialog. Focus goes to its title when it appears and returns to where it was when it goes. Escape, its cross and
// a press outside dismiss it. Nothing is decided by dismissing.
//
//   if (draft.confirming) {
//       kit::Dialog dialog("retirer", tr("members.remove.title"));
//       kit::paragraph(…);
//       auto const answer = dialog.ask(tr("common.cancel"), tr("members.remove"));
//       if (answer == kit::Answer::Yes) …;
//       draft.confirming = answer == kit::Answer::None;
//   }

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ui/kit/layout.hpp"

namespace huisclos::kit {

enum class DialogWidth : std::uint8_t { Normal, Wide };
enum class Answer : std::uint8_t { None, No, Yes };

class Dialog {
public:
    Dialog(std::string_view id, Text const& title, DialogWidth width = DialogWidth::Normal);
    ~Dialog();
    Dialog(Dialog const&) = delete;
    Dialog& operator=(Dialog const&) = delete;

    [[nodiscard]] bool dismissed() const { return m_dismissed; }
    /// Before something is lost for good: the two buttons at the end, the one that keeps it and the one that does not.
    /// Who dismisses the dialog keeps it. An answer asks for a frame: the dialog is not drawn in it any more.
    [[nodiscard]] Answer ask(Text const& keep, Text const& lose) const;

private:
    bool m_dismissed{false};
    std::size_t m_first_node{0};
};

}  // namespace huisclos::kit
