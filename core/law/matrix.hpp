// The matrix of docs/law.md: which nature of information may be written in which place. Every (class, formation,
// nature) has an answer; the rows M-01 to M-23 are those of the matrix, M-24 and M-25 ours for registry and annuaire.

#pragma once

#include <span>
#include <string_view>

#include "core/law/request.hpp"

namespace huisclos::law {

enum class Writing : std::uint8_t {
    Never,
    Allowed,       ///< To whom: `domain::permits` and the role.
    LaterVersion,  ///< The law allows it under conditions that this version does not hold: refused.
};

struct MatrixCell {
    std::string_view row{};  ///< `M-08`; `D-00` where the matrix is silent.
    Writing writing{Writing::Never};
};

[[nodiscard]] MatrixCell matrix_cell(Place const& place, domain::Nature nature);

/// The row that speaks of who reads a place.
[[nodiscard]] std::string_view reading_row(Place const& place);

}  // namespace huisclos::law
