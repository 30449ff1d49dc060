// Tabs over one panel. Roles TabList, Tab, TabPanel. One tab stop: arrows, Home and End move and open; the panel's
// content follows until the guard ends.
//
//   kit::Tabs tabs("fiche", tr("sheet.tabs"), items, current);
//   if (auto picked = tabs.picked()) …
//   … content of the current panel …

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/kit/layout.hpp"

namespace huisclos::kit {

struct TabItem {
    std::string id{};
    Text label{};        ///< « Actions (3) ».
    Text short_label{};  ///< Its beginning: drawn where the labels do not stand in one line. Empty: none.
};

class Tabs {
public:
    Tabs(std::string_view id, Text const& name, std::span<TabItem const> items, std::size_t current);
    ~Tabs();
    Tabs(Tabs const&) = delete;
    Tabs& operator=(Tabs const&) = delete;

    /// The tab asked for in this frame, if it is another one.
    [[nodiscard]] std::optional<std::size_t> picked() const { return m_picked; }

private:
    std::optional<std::size_t> m_picked{};
};

}  // namespace huisclos::kit
