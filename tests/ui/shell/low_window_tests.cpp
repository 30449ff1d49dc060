// Low and narrow windows, as zooming makes them: everything of the rail is reached, and focus is never left nowhere.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include "tests/ui/shell/shell_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct LowWindow : ShellFixture {
    void resize(float width, float height)
    {
        input.width = width;
        input.height = height;
        settle();
    }
    void open_sheet() { views = samples::views(app::SituationsRoute{.situation = samples::an_id<RecordId>(1)}); }

    [[nodiscard]] bool shows_whole(Role role, std::string const& name) const
    {
        Node const node = find(role, name);
        bool const is_inside = node.clip.y >= -0.5f && node.clip.y + node.clip.height <= input.height + 0.5f;
        return node.clip.width > 0 && node.clip.height > node.rect.height - 1 && is_inside;
    }
    /// At once, or when focus comes to it.
    void check_reached(Role role, std::string const& name)
    {
        if (!shows_whole(role, name))
            focus(role, name);
        BOOST_TEST(shows_whole(role, name), name << " at " << input.width << " x " << input.height);
    }
    void check_rail()
    {
        std::string const state = ui::say(views.shell.sync.label).str();
        for (int round = 0; round < 2; ++round) {
            for (app::NavEntry const& entry : views.shell.navigation)
                check_reached(Role::Link, ui::say(entry.label).str());
            check_reached(Role::Button, state);
            check_reached(Role::Button, "Verrouiller");
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(low_window_tests, LowWindow)

BOOST_AUTO_TEST_CASE(every_entry_of_the_rail_is_reached_in_a_low_window)
{
    for (auto const& [width, height] :
         {std::pair{720.0f, 450.0f}, std::pair{720.0f, 260.0f}, std::pair{1440.0f, 320.0f}}) {
        resize(width, height);
        check_rail();
    }
}

BOOST_AUTO_TEST_CASE(state_and_lock_stay_at_the_bottom_while_the_entries_scroll)
{
    resize(720, 450);
    std::string const state = ui::say(views.shell.sync.label).str();
    std::string const first = ui::say(views.shell.navigation.front().label).str();
    std::string const last = ui::say(views.shell.navigation.back().label).str();
    BOOST_TEST(shows_whole(Role::Button, state));
    BOOST_TEST(shows_whole(Role::Button, "Verrouiller"));
    resize(720, 300);
    BOOST_TEST(shows_whole(Role::Link, first));
    BOOST_TEST(find(Role::Link, last).clip.width == 0.0f);
    context().pointer_move(30, 60);
    settle();
    wheel(4000);
    BOOST_TEST(shows_whole(Role::Link, last));
    BOOST_TEST(find(Role::Link, first).clip.width == 0.0f);
    BOOST_TEST(shows_whole(Role::Button, "Verrouiller"));
}

BOOST_AUTO_TEST_CASE(every_entry_of_the_menu_is_reached_in_a_narrow_and_low_window)
{
    for (float const height : {400.0f, 256.0f}) {
        resize(320, height);
        press(Role::Button, "Ouvrir le menu");
        check_rail();
        press(Role::Button, "Fermer le menu");
    }
}

BOOST_AUTO_TEST_CASE(escape_on_an_entry_closes_the_menu_and_gives_focus_back_to_its_button)
{
    resize(320, 640);
    press(Role::Button, "Ouvrir le menu");
    focus(Role::Link, "Membres");
    act(focused(), Act::Dismiss);
    BOOST_TEST(!has(Role::Link, "Membres"));
    BOOST_TEST(focused_name() == "Ouvrir le menu");
}

BOOST_AUTO_TEST_CASE(a_tall_window_has_its_entries_where_they_were)
{
    resize(1440, 900);
    Node const first = find(Role::Link, ui::say(views.shell.navigation[0].label).str());
    Node const second = find(Role::Link, ui::say(views.shell.navigation[1].label).str());
    BOOST_TEST(first.rect.height == 42.0f);
    BOOST_TEST(second.rect.y - first.rect.y == 46.0f);
    Node const lock = find(Role::Button, "Verrouiller");
    BOOST_TEST(std::abs(lock.rect.y + lock.rect.height - (900.0f - 24.0f)) < 0.1f);
}

BOOST_AUTO_TEST_CASE(what_a_narrower_layout_lacks_gives_its_focus_to_the_title_until_it_is_back)
{
    open_sheet();
    resize(1440, 900);
    focus(Role::Link, "Inès B., 16\u00a0ans");
    NodeId const row = focused();
    resize(800, 900);
    BOOST_TEST(focused_name() == "Mathis R., 15\u00a0ans");
    resize(600, 900);
    BOOST_TEST(focused_name() == "Mathis R., 15\u00a0ans");
    resize(1440, 900);
    BOOST_TEST(focused() == row);
    // Somebody went elsewhere meanwhile: nothing is taken away from there.
    resize(800, 900);
    focus(Role::Tab, "Chronologie");
    resize(1440, 900);
    BOOST_TEST(focused_name() == "Chronologie");
}

BOOST_AUTO_TEST_CASE(the_sheet_that_a_passage_makes_has_focus_at_its_title)
{
    resize(1440, 900);
    open_sheet();
    views.sheet->is_report = true;
    views.sheet->statuses = {{10, verbatim("Retenir"), {}, {}, {}, true}};
    settle();
    focus(Role::Button, "Retenir");
    press(Role::Button, "Retenir");
    views.route = app::SituationsRoute{.situation = samples::an_id<RecordId>(2)};
    views.sheet->record = samples::an_id<RecordId>(2);
    views.sheet->title = verbatim("Lina M., 14\u00a0ans");
    views.sheet->is_report = false;
    views.sheet->statuses = {{3, verbatim("Suivre"), {}, {}, {}, true}};
    settle();
    BOOST_TEST(focused_name() == "Lina M., 14\u00a0ans");
}

BOOST_AUTO_TEST_CASE(an_entry_of_the_rail_keeps_focus_but_for_the_menu)
{
    resize(1440, 900);
    focus(Role::Link, "Membres");
    NodeId const entry = focused();
    resize(800, 900);
    BOOST_TEST(focused() == entry);
    resize(600, 900);
    BOOST_TEST(focused() != 0u);
    BOOST_TEST(find(Role::Heading, focused_name()).level == 1u);
    resize(1440, 900);
    BOOST_TEST(focused() == entry);
}

BOOST_AUTO_TEST_CASE(what_is_in_both_layouts_has_one_id_keeps_focus_and_is_shown)
{
    open_sheet();
    resize(1440, 900);
    focus(Role::Tab, "Chronologie");
    NodeId const tab = focused();
    for (float const width : {800.0f, 600.0f, 320.0f, 1440.0f}) {
        resize(width, 500);
        BOOST_TEST(find(Role::Tab, "Chronologie").id == tab, width);
        BOOST_TEST(focused() == tab, width);
        BOOST_TEST(find(Role::Tab, "Chronologie").clip.width > 0, width);
    }
}

BOOST_AUTO_TEST_CASE(another_group_of_the_list_alone_leaves_focus_with_its_filter)
{
    input.height = 900;
    input.width = 800;
    views = samples::views(app::SituationsRoute{.group = samples::an_id<GroupId>(1)});
    settle();
    press(Role::Button, "Groupe\u00a0: Centre");
    focus(Role::Button, "Gare");
    press(Role::Button, "Gare");
    views = samples::views(app::SituationsRoute{.group = samples::an_id<GroupId>(2)});
    settle();
    BOOST_TEST(focused_name() == "Groupe\u00a0: Gare");
}

BOOST_AUTO_TEST_CASE(what_stands_above_the_title_is_seen_when_a_screen_comes)
{
    auto const notice = phrase("session.may_be_out").with("who", "Marc Thévenoux");
    std::string const said = ui::say(notice).str();
    auto const title = ui::tr("shell.may_be_out").str();
    auto const come = [&](app::Route route) {
        go(std::move(route));
        views.shell.may_be_out = notice;
        settle();
        // Asked for once, it stays open on every screen.
        if (has(Role::Button, title) && ui::has(find(Role::Button, title).state, State::Collapsed))
            press(Role::Button, title);
    };
    for (auto const& [width, height] :
         {std::pair{320.0f, 640.0f}, std::pair{720.0f, 450.0f}, std::pair{800.0f, 600.0f}}) {
        resize(width, height);
        come(app::HomeRoute{});
        context().pointer_move(width / 2, height - 80);
        settle();
        wheel(4000);
        // By keyboard: nothing is pressed with the pointer.
        come(app::DeviceRoute{});
        BOOST_TEST(shows_whole(Role::Paragraph, said), width << " x " << height);
        BOOST_TEST(find(Role::Paragraph, said).rect.y > 65.0f);
        BOOST_TEST(focused_name() == "Cet appareil");
    }
    // Where there is no room for both the title is seen, and no more is scrolled than that takes.
    resize(320, 260);
    come(app::HomeRoute{});
    come(app::DeviceRoute{});
    auto const titles = all(Role::Heading, "Cet appareil");
    auto const at = titles.front().rect;
    BOOST_TEST(titles.front().clip.height > at.height - 0.5f);
    BOOST_TEST(std::abs(at.y + at.height + 24 - input.height) < 2.0f);
}

BOOST_AUTO_TEST_CASE(a_notice_is_one_line_in_a_small_window_until_more_of_it_is_asked)
{
    auto const title = ui::tr("shell.closed").str();
    for (auto const& [width, height] : {std::pair{320.0f, 640.0f}, std::pair{720.0f, 450.0f}}) {
        resize(width, height);
        views.shell.closed = phrase("session.closed").with("who", "Marc Thévenoux");
        settle();
        BOOST_TEST(ui::has(find(Role::Button, title).state, State::Collapsed));
        BOOST_TEST(text().find("Marc Thévenoux") == std::string::npos);
        BOOST_TEST(find(Role::Button, title).rect.height <= 100.0f);
        BOOST_TEST(faults() == "");
        click(Role::Button, title);
        BOOST_TEST(ui::has(find(Role::Button, title).state, State::Expanded));
        BOOST_TEST(text().find("Marc Thévenoux") != std::string::npos);
        BOOST_TEST(faults() == "");
        click(Role::Button, title);
        BOOST_TEST(text().find("Marc Thévenoux") == std::string::npos);
    }
    resize(1440, 900);
    BOOST_TEST(!has(Role::Button, title));
    BOOST_TEST(has(Role::Paragraph, title));
    BOOST_TEST(text().find("Marc Thévenoux") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(each_notice_opens_by_itself_and_is_closed_in_the_next_session)
{
    auto const closed = ui::tr("shell.closed").str();
    auto const read_only = ui::tr("shell.read_only").str();
    resize(320, 900);
    views.shell.closed = phrase("session.closed").with("who", "Marc Thévenoux");
    views.shell.read_only = true;
    views.shell.read_only_reason = verbatim("Une version plus récente est nécessaire.");
    settle();
    press(Role::Button, closed);
    BOOST_TEST(ui::has(find(Role::Button, closed).state, State::Expanded));
    BOOST_TEST(ui::has(find(Role::Button, read_only).state, State::Collapsed));
    views.signed_in = false;
    settle();
    views.signed_in = true;
    settle();
    BOOST_TEST(ui::has(find(Role::Button, closed).state, State::Collapsed));
    BOOST_TEST(ui::has(find(Role::Button, read_only).state, State::Collapsed));
}

/// A low one that is wide too, with more statuses than stand side by side.
BOOST_AUTO_TEST_CASE(the_head_of_a_sheet_has_one_line_of_buttons_in_a_low_window)
{
    open_sheet();
    views.sheet->is_report = true;
    views.sheet->new_action = {};
    views.sheet->new_liaison.clear();
    std::string const first = "Retenir et ouvrir une situation";
    std::string const last = "Réorienter vers un autre partenaire";
    views.sheet->statuses = {
        {10, verbatim(first), {}, {}, {}, true},
        {12, verbatim("Refuser et en dire la raison"), {}, {}, {}},
        {11, verbatim(last), {}, {}, {}}};
    auto const others = ui::tr("sheet.statuses.others").str();
    resize(720, 900);
    BOOST_TEST(find(Role::Button, last).rect.y > find(Role::Button, first).rect.y);
    BOOST_TEST(!has(Role::Button, others));
    resize(720, 450);
    BOOST_TEST(!has(Role::Button, last));
    BOOST_TEST(find(Role::Button, others).rect.y == find(Role::Button, first).rect.y);
    press(Role::Button, others);
    press(Role::Button, last);
    BOOST_TEST(only<app::SetStatus>().status == 11u);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(the_head_of_a_sheet_leaves_room_for_what_its_tabs_hold_in_a_narrow_window)
{
    resize(320, 640);
    open_sheet();
    views.sheet->is_report = true;
    views.sheet->new_action = {};
    views.sheet->new_liaison.clear();
    views.sheet->statuses = {
        {10, verbatim("Retenir"), {}, {}, {}, true},
        {11, verbatim("Réorienter"), {}, {}, {}},
        {12, verbatim("Refuser"), {}, {}, {}}};
    settle();
    auto const reference = ui::say(views.sheet->reference).str();
    auto const card = find(Role::Region, reference).rect;
    BOOST_TEST(card.y + card.height - find(Role::TabPanel, "Parcours").rect.y >= 190.0f);
    // Nothing is left out: it is one press away, or below the tabs.
    auto const others = ui::tr("sheet.statuses.others").str();
    BOOST_TEST(!has(Role::Button, "Refuser"));
    press(Role::Button, others);
    press(Role::Button, "Refuser");
    BOOST_TEST(only<app::SetStatus>().status == 12u);
    BOOST_TEST(find(Role::Paragraph, reference).rect.y > find(Role::Tab, "Parcours").rect.y);
    for (app::TagView const& tag : views.sheet->tags)
        BOOST_TEST(has(Role::Text, ui::say(tag.label).str()));
    BOOST_TEST(faults() == "");
    resize(1440, 900);
    BOOST_TEST(find(Role::Paragraph, reference).rect.y < find(Role::Tab, "Parcours").rect.y);
}

BOOST_AUTO_TEST_CASE(what_a_tab_holds_comes_into_view_when_it_is_chosen_in_a_low_window)
{
    resize(720, 450);
    open_sheet();
    settle();
    float const before = find(Role::TabPanel, "Parcours").rect.y;
    views.route = app::SituationsRoute{.situation = samples::an_id<RecordId>(1), .tab = app::SheetTab::Acces};
    views.sheet->tab = app::SheetTab::Acces;
    settle();
    BOOST_TEST(find(Role::TabPanel, "Accès").rect.y < before - 40.0f);
    BOOST_TEST(shows_whole(Role::Tab, "Accès"));
}

BOOST_AUTO_TEST_CASE(what_a_tab_holds_comes_into_view_when_it_is_pressed_again)
{
    resize(720, 450);
    open_sheet();
    settle();
    float const before = find(Role::TabPanel, "Parcours").rect.y;
    click(Role::Tab, "Parcours");
    float const after = find(Role::TabPanel, "Parcours").rect.y;
    BOOST_TEST(after < before - 40.0f);
    BOOST_TEST(shows_whole(Role::Tab, "Parcours"));
    wheel(-4000);
    BOOST_REQUIRE(find(Role::TabPanel, "Parcours").rect.y > after);
    press(Role::Tab, "Parcours");
    BOOST_TEST(find(Role::TabPanel, "Parcours").rect.y == after);
    BOOST_TEST(sent.empty());
}

BOOST_AUTO_TEST_CASE(the_ring_of_an_open_notice_lies_between_its_title_and_what_it_says)
{
    auto const title = ui::tr("shell.closed").str();
    auto const detail = phrase("session.closed").with("who", "Marc Thévenoux");
    views.shell.closed = detail;
    resize(320, 640);
    auto const folded = find(Role::Button, title).rect;
    press(Role::Button, title);
    focus(Role::Button, title);
    // Folded, it ends as far below its title as that is below its top.
    constexpr float k_above = 12;
    float const title_end = find(Role::Button, title).rect.y + folded.height - k_above;
    float ring_end = 0;
    for (ImVec2 const& one : corners_of(ui::k_light.focus))
        ring_end = std::max(ring_end, one.y);
    // And the pixel over which its edge is smoothed.
    BOOST_TEST(ring_end - ui::size::focus_ring - 1 >= title_end);
    BOOST_TEST(ring_end <= find(Role::Paragraph, ui::say(detail).str()).rect.y);
}

BOOST_AUTO_TEST_CASE(the_ring_of_the_last_tab_stays_clear_of_the_scroll_bar)
{
    resize(320, 640);
    open_sheet();
    settle();
    focus(Role::Tab, "Accès");
    float right = 0;
    for (ImVec2 const& one : corners_of(ui::k_light.focus))
        right = std::max(right, one.x);
    auto const tab = find(Role::Tab, "Accès").rect;
    auto const tabs = find(Role::TabList, ui::tr("sheet.tabs").str()).rect;
    BOOST_TEST(right > tab.x + tab.width);
    BOOST_TEST(right <= tabs.x + tabs.width + 6.0f);
}

BOOST_AUTO_TEST_SUITE_END()
