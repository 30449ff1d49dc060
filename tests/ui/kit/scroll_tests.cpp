// Keys that scroll: what holds focus goes by a screen, by a step or to its ends, and focus stays where it is.

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/kit/gallery.hpp"
#include "ui/text/tr.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct Scrolling : ScreenHarness {
    bool open{false};

    Scrolling()
    {
        draw = [this] {
            kit::PlainPage page(value("Huis Clos"));
            kit::page_title(value("Textes"));
            if (kit::button("first", value("Premier")))
                open = true;
            for (int i = 0; i < 80; ++i)
                kit::paragraph(value("Ligne"));
            (void)kit::button("last", value("Dernier"));
            if (open)
                dialog();
        };
        settle();
    }
    static void dialog()
    {
        kit::Dialog dialog("long", value("Un texte"));
        for (int i = 0; i < 80; ++i)
            kit::paragraph(value("Article"));
        (void)kit::button("end", value("Fin"));
    }
    void scroll(std::string_view key) { act(focused(), Act::Scroll, std::string(key)); }
    [[nodiscard]] float top_of(Role role, std::string_view name) const { return find(role, name).rect.y; }
    [[nodiscard]] float first() const { return top_of(Role::Button, "Premier"); }
};

/// A list beside a sheet, each in a region of its own.
struct Beside : ScreenHarness {
    kit::GalleryDraft draft{};

    Beside()
    {
        draft.page = 1;
        draw = [this] {
            kit::draw_gallery(draft);
        };
        input.height = 700;
        settle();
    }
    void scroll(std::string_view key) { act(focused(), Act::Scroll, std::string(key)); }
    [[nodiscard]] float list() const { return find(Role::List, "Situations").rect.y; }
    [[nodiscard]] float sheet() const { return find(Role::Heading, "Prochaines étapes").rect.y; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(scroll_tests)

BOOST_FIXTURE_TEST_CASE(a_page_goes_by_a_screen_and_to_its_ends_and_the_focus_stays, Scrolling)
{
    focus(Role::Button, "Premier");
    float const before = first();
    float const screen = find(Role::Main, "Contenu").rect.height;
    scroll("PageDown");
    // The last line stays in sight.
    BOOST_TEST(before - first() > screen * 0.9f);
    BOOST_TEST(before - first() < screen - 10);
    BOOST_TEST(focused_name() == "Premier");
    float const after = first();
    for (int i = 0; i < 5; ++i)
        frame();
    BOOST_TEST(first() == after);
    scroll("PageUp");
    BOOST_TEST(first() == before);
    scroll("End");
    Node const last = find(Role::Button, "Dernier");
    BOOST_TEST(last.clip.height == last.rect.height);
    BOOST_TEST(focused_name() == "Premier");
    float const end = first();
    scroll("PageDown");
    BOOST_TEST(first() == end);
    scroll("Home");
    BOOST_TEST(first() == before);
}

BOOST_FIXTURE_TEST_CASE(an_arrow_goes_a_step, Scrolling)
{
    float const before = first();
    scroll("ArrowDown");
    BOOST_TEST(before - first() == 40.0f);
    scroll("ArrowUp");
    scroll("ArrowUp");
    BOOST_TEST(first() == before);
    input.zoom = 2;
    settle();
    float const large = first();
    scroll("ArrowDown");
    BOOST_TEST(large - first() == 80.0f);
}

BOOST_FIXTURE_TEST_CASE(with_the_focus_on_nothing_or_on_the_title_the_page_goes, Scrolling)
{
    float const before = first();
    BOOST_TEST(focused() == NodeId{0});
    scroll("PageDown");
    float const after = first();
    BOOST_TEST(after < before);
    scroll("Home");
    focus(Role::Heading, "Textes");
    scroll("PageDown");
    BOOST_TEST(first() == after);
    // And the skip link, which lies in no region.
    scroll("Home");
    focus(Role::Link, ui::tr("kit.skip").str());
    scroll("PageDown");
    BOOST_TEST(first() == after);
}

BOOST_FIXTURE_TEST_CASE(keys_that_come_faster_than_frames_all_count, Scrolling)
{
    float const before = first();
    scroll("PageDown");
    float const one = before - first();
    scroll("Home");
    context().push({0, Act::Scroll, "PageDown", 0});
    context().push({0, Act::Scroll, "PageDown", 0});
    settle();
    BOOST_TEST(before - first() == 2 * one);
    scroll("Home");
    context().push({0, Act::Scroll, "PageDown", 0});
    frame();
    context().push({0, Act::Scroll, "PageDown", 0});
    settle();
    BOOST_TEST(before - first() == 2 * one);
}

BOOST_FIXTURE_TEST_CASE(what_has_come_into_focus_since_is_shown, Scrolling)
{
    scroll("End");
    focus(Role::Button, "Premier");
    Node const button = find(Role::Button, "Premier");
    BOOST_TEST(button.clip.height == button.rect.height);
}

BOOST_FIXTURE_TEST_CASE(in_a_dialog_the_dialog_goes_and_the_page_behind_it_does_not, Scrolling)
{
    focus(Role::Button, "Premier");
    press(Role::Button, "Premier");
    BOOST_TEST(focused_name() == "Un texte");
    float const behind = first();
    float const title = top_of(Role::Heading, "Un texte");
    scroll("PageDown");
    BOOST_TEST(top_of(Role::Heading, "Un texte") < title - 300);
    BOOST_TEST(focused_name() == "Un texte");
    scroll("End");
    Node const end = find(Role::Button, "Fin");
    BOOST_TEST(end.clip.height == end.rect.height);
    scroll("PageDown");
    focus(NodeId{0});
    scroll("Home");
    BOOST_TEST(top_of(Role::Heading, "Un texte") == title);
    BOOST_TEST(first() == behind);
}

BOOST_FIXTURE_TEST_CASE(beside_a_list_the_sheet_goes_that_holds_the_focus, Beside)
{
    float const list_before = list();
    float const before = sheet();
    focus(Role::Tab, "Parcours");
    scroll("PageDown");
    BOOST_TEST(sheet() < before);
    BOOST_TEST(list() == list_before);
    BOOST_TEST(focused_name() == "Parcours");
    scroll("End");
    float const end = sheet();
    // At its end nothing else goes in its stead.
    scroll("PageDown");
    BOOST_TEST(sheet() == end);
    BOOST_TEST(list() == list_before);
    scroll("Home");
    BOOST_TEST(sheet() == before);
}

BOOST_FIXTURE_TEST_CASE(from_what_stands_beside_a_region_the_nearest_goes, Beside)
{
    float const list_before = list();
    float const before = sheet();
    focus(Role::Button, "À examiner");
    scroll("PageDown");
    BOOST_TEST(list() < list_before);
    BOOST_TEST(sheet() == before);
    scroll("Home");
    BOOST_TEST(list() == list_before);
    // From the navigation, and from nowhere, it is the last of the page.
    focus(Role::Link, "Accueil");
    scroll("PageDown");
    BOOST_TEST(sheet() < before);
    BOOST_TEST(list() == list_before);
}

BOOST_FIXTURE_TEST_CASE(what_has_gone_before_the_key_reached_it_begins_at_its_top_when_it_comes_again, Scrolling)
{
    press(Role::Button, "Premier");
    float const title = top_of(Role::Heading, "Un texte");
    context().push({focused(), Act::Scroll, "End", 0});
    frame();
    open = false;
    settle();
    BOOST_TEST(!has(Role::Heading, "Un texte"));
    open = true;
    settle();
    BOOST_TEST(top_of(Role::Heading, "Un texte") == title);
}

BOOST_FIXTURE_TEST_CASE(below_the_open_menu_the_page_stays, Scrolling)
{
    std::vector<kit::NavItem> const entries{
        {"accueil", kit::icon("home-line"), value("Accueil"), 0, true, {}},
        {"membres", kit::icon("team-line"), value("Membres"), 0, false, {}}};
    draw = [&entries] {
        kit::Shell page({.product = value("Huis Clos"), .navigation = entries});
        kit::page_title(value("Textes"));
        (void)kit::button("first", value("Premier"));
        for (int i = 0; i < 80; ++i)
            kit::paragraph(value("Ligne"));
    };
    input.width = 320;
    input.height = 640;
    settle();
    float const before = first();
    focus(Role::Button, "Premier");
    scroll("PageDown");
    BOOST_TEST(first() < before);
    scroll("Home");
    press(Role::Button, "Ouvrir le menu");
    for (auto const& [role, name] : {std::pair{Role::Button, "Premier"}, std::pair{Role::Link, "Membres"}}) {
        focus(role, name);
        for (char const* way : {"PageDown", "End", "ArrowDown"}) {
            scroll(way);
            BOOST_TEST(first() == before, name << " " << way);
        }
    }
    press(Role::Button, "Fermer le menu");
    focus(Role::Button, "Premier");
    scroll("PageDown");
    BOOST_TEST(first() < before);
}

BOOST_FIXTURE_TEST_CASE(nothing_goes_on_once_it_is_there, Scrolling)
{
    scroll("PageDown");
    int const before = frames;
    settle();
    BOOST_TEST(frames - before == 1);
    BOOST_TEST(!context().needs_more_frames());
}

BOOST_AUTO_TEST_SUITE_END()
