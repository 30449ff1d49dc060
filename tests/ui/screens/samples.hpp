// Sample views, filled as the presenters would: of invented people only. For tests of the screens and for their
// pictures.

#pragma once

#include "tests/ui/screens/sample_council.hpp"
#include "tests/ui/screens/sample_situations.hpp"

namespace huisclos::samples {

/// Everything that the shell needs to show `route`.
[[nodiscard]] inline app::Views views(app::Route route)
{
    app::Views all;
    all.signed_in = true;
    all.route = route;
    all.shell = shell(route);
    all.home = home();
    all.situations = situations();
    if (auto const* const at = std::get_if<app::SituationsRoute>(&route); at != nullptr && at->situation) {
        all.sheet = sheet();
        all.sheet->tab = at->tab;
        all.situations->rows.front().selected = true;
    }
    all.report = report();
    all.groups = groups();
    all.members = members();
    all.council = council();
    all.acts = acts();
    all.texts = texts();
    all.device = device();
    all.about = about();
    return all;
}

}  // namespace huisclos::samples
