// Accueil: what waits for me, figures that lead somewhere, the state of synchronisation in words.

#pragma once

#include <cstdint>
#include <optional>

#include "core/app/views/home_view.hpp"

namespace huisclos::ui {

struct HomeDraft {
    struct Part {
        std::size_t more{0};                        ///< Shown beyond the first ones.
        std::optional<std::uint64_t> first_more{};  ///< Of those just shown: focus goes to it.
    };
    Part todo{};
    Part told{};
};

void draw_home(app::HomeView const& view, HomeDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
