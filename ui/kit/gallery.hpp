// Every widget of the kit on four pages, with invented content: the living manual, the source of pictures and the
// subject of tests. Not part of any screen.

#pragma once

#include <set>
#include <string>

#include "ui/kit/kit.hpp"

namespace huisclos::kit {

struct GalleryDraft {
    std::size_t page{0};  ///< 0 home, 1 list and sheet, 2 fields, 3 messages and tables.
    std::string search{};
    std::size_t selected{0};
    std::size_t tab{0};
    std::string action{};
    std::string date{};
    std::string note{};
    std::string status{"suivi"};
    std::string answer{"oui"};
    std::set<std::string> reasons{};
    bool agreed{false};
    bool dialog{false};
    bool errors{false};
    std::size_t rows{10'000};
    std::uint64_t toast{0};
    int presses{0};
};

/// One frame of the gallery.
void draw_gallery(GalleryDraft& draft);

}  // namespace huisclos::kit
