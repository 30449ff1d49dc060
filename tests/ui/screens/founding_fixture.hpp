// The founding assistant, drawn from a sample that a test changes.

#pragma once

#include "tests/ui/screens/screen_fixture.hpp"
#include "ui/screens/founding/founding_screen.hpp"

namespace huisclos::testing {

struct Founding : ScreenFixture {
    app::FoundingView view = samples::founding(0);
    ui::FoundingDraft screen_draft{};
    Founding()
    {
        draw = [this] {
            kit::PlainPage page(ui::value("Huis Clos"));
            ui::draw_founding(view, screen_draft, *this);
        };
    }
};

}  // namespace huisclos::testing
