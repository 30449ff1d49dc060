// Who reads a place, as data: the « Accès » tab and the founding screens say it in words from these keys. What is
// listed is the law's answer (model of the council); who the members are is in the registry.

#pragma once

#include <span>
#include <string_view>

#include "core/law/request.hpp"

namespace huisclos::law {

struct ReaderLine {
    domain::Profile profile{};  ///< Whose default role is the one below.
    domain::Role role{};
    std::string_view who{};  ///< Key: « les membres du groupe qui ont accepté les textes en vigueur ».
    std::string_view why{};  ///< Key: on which ground.
};

/// Empty for places that this version does not make.
[[nodiscard]] std::span<ReaderLine const> readers_of(Place const& place);

}  // namespace huisclos::law
