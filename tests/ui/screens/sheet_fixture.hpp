// The sheet of samples, drawn in its pane.

#pragma once

#include "tests/ui/screens/screen_fixture.hpp"
#include "ui/screens/situations/situations_screen.hpp"

namespace huisclos::testing {

struct Sheet : ScreenFixture {
    app::SheetView sheet = samples::sheet();
    app::SituationsRoute route{.situation = sheet.record};
    ui::SituationsDraft screen_draft{};
    Sheet()
    {
        draw = [this] {
            kit::Shell page({.product = ui::value("Huis Clos"), .page = kit::PageKind::Panes});
            ui::draw_situations({route, nullptr, &sheet}, screen_draft, *this);
        };
    }
    void edit()
    {
        click(Role::Button, "Modifier la fiche");
        settle();
    }
};

}  // namespace huisclos::testing
