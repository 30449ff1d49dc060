// A screen over one sample view, in the application's frame.

#pragma once

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/screen_fixture.hpp"

namespace huisclos::testing {

template <typename View, typename Draft, void (*Draw)(View const&, Draft&, app::CommandSink&)>
struct Screen : ScreenFixture {
    View view{};
    Draft screen_draft{};
    explicit Screen(View sample, kit::PageKind kind) : view(std::move(sample))
    {
        draw = [this, kind] {
            kit::Shell page({.product = ui::value("Huis Clos"), .page = kind});
            Draw(view, screen_draft, *this);
        };
    }
    void check_widths()
    {
        for (float const width : {1440.0f, 800.0f, 320.0f}) {
            input.width = width;
            settle();
            BOOST_TEST(faults() == "", width << "\n" << faults());
        }
        input.width = 1440;
        settle();
    }
};

}  // namespace huisclos::testing
