// The list of situations and the sheet beside it, drawn from samples that a test changes.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tests/ui/screens/screen_fixture.hpp"
#include "ui/screens/situations/situations_screen.hpp"

namespace huisclos::testing {

struct Situations : ScreenFixture {
    app::SituationListView list = samples::situations();
    std::optional<app::SheetView> sheet{};
    app::SituationsRoute route{.group = samples::an_id<GroupId>(1)};
    ui::SituationsDraft screen_draft{};
    Situations()
    {
        draw = [this] {
            kit::Shell page({.product = ui::value("Huis Clos"), .page = kit::PageKind::Panes});
            ui::draw_situations({route, &list, sheet ? &*sheet : nullptr}, screen_draft, *this);
        };
    }
    /// Buttons whose name begins so.
    std::vector<Node> all_beginning(std::string_view start) const
    {
        std::vector<Node> found;
        for (Node const& node : tree().nodes()) {
            if (node.role == Role::Button && node.name.starts_with(start))
                found.push_back(node);
        }
        return found;
    }
    void open_sheet(app::SheetTab tab)
    {
        sheet = samples::sheet();
        sheet->tab = tab;
        route.situation = sheet->record;
        route.tab = tab;
    }
};

}  // namespace huisclos::testing
