// The whole frame of the application over sample screens.

#pragma once

#include "tests/ui/screens/sample_screens.hpp"
#include "tests/ui/screens/screen_fixture.hpp"

namespace huisclos::testing {

struct ShellFixture : ScreenFixture {
    app::Views views = samples::views(app::HomeRoute{});
    ui::Shell shell{};
    ShellFixture()
    {
        draw = [this] {
            shell.draw(views, *this);
        };
    }
    void go(app::Route route) { views = samples::views(route); }
};

}  // namespace huisclos::testing
