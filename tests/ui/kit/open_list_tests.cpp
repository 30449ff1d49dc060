// A list of options that is open: what the keys do there, and what a press beside it does not.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct OpenList : ScreenHarness {
    std::size_t chosen{1};
    std::optional<std::size_t> told_later{};  ///< Where set, the view says only once it is told what was picked.
    bool tells_later{false};
    std::vector<std::string> words{"Alpha", "Bêta", "Gamma"};
    bool has_own_ids{false};  ///< Options are known by their words, not by their place.
    bool is_read_only{false};
    bool asks{false};  ///< A dialog stands over the list.
    int presses{0};
    int picks{0};

    OpenList()
    {
        draw = [this] {
            kit::PlainPage page(value("Huis Clos"));
            std::vector<kit::ChoiceItem> items;
            for (std::size_t i = 0; i < words.size(); ++i) {
                std::string const id = has_own_ids ? words[i] : std::to_string(i);
                items.push_back({.id = id, .label = value(words[i]), .chosen = i == chosen});
            }
            if (auto const picked = kit::choice("status", value("Statut"), items, {.read_only = is_read_only})) {
                BOOST_REQUIRE(*picked < words.size());
                (tells_later ? told_later.emplace() : chosen) = *picked;
                ++picks;
            }
            for (int i = 0; i < 12; ++i)
                kit::paragraph(value("Entre"));
            presses += kit::button("after", value("Après"));
            if (asks) {
                kit::Dialog const dialog("asked", value("Une question"));
                kit::paragraph(value("Entre"));
            }
        };
    }

    [[nodiscard]] std::string shown() const { return find(Role::Select, "Statut").value; }
    [[nodiscard]] bool is_open() const { return ui::has(find(Role::Select, "Statut").state, State::Expanded); }
    void open()
    {
        click(Role::Select, "Statut");
        focus(Role::Select, "Statut");
        BOOST_REQUIRE(is_open());
    }
    [[nodiscard]] float bottom_of(std::string_view option) const
    {
        auto const rect = find(Role::Option, option).rect;
        return rect.y + rect.height;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(open_list_tests, OpenList)

BOOST_AUTO_TEST_CASE(arrows_lead_through_the_list_and_what_opens_a_list_of_the_browser_takes_and_closes)
{
    settle();
    BOOST_TEST(!ui::has(find(Role::Select, "Statut").state, State::Keys));
    for (char const* closing : {"Enter", " ", "F4"}) {
        chosen = 1;
        picks = 0;
        open();
        BOOST_TEST(ui::has(find(Role::Select, "Statut").state, State::Keys));
        key("ArrowDown");
        BOOST_TEST(shown() == "Gamma");
        key("ArrowDown");
        BOOST_TEST(shown() == "Gamma");
        key("Home");
        BOOST_TEST(shown() == "Alpha");
        BOOST_TEST(is_open());
        // Nothing is written of what is only passed by.
        BOOST_TEST(picks == 0);
        BOOST_TEST(chosen == 1u);
        key(closing);
        BOOST_TEST(!is_open(), closing);
        BOOST_TEST(chosen == 0u);
        BOOST_TEST(picks == 1);
        BOOST_TEST(focused_name() == "Statut");
    }
    open();
    key("ArrowDown");
    act(focused(), Act::Key, "ArrowDown", 4);
    BOOST_TEST(!is_open());
    BOOST_TEST(chosen == 1u);
}

BOOST_AUTO_TEST_CASE(escape_leaves_what_was_chosen_before_the_list_opened)
{
    open();
    key("ArrowDown");
    BOOST_TEST(shown() == "Gamma");
    act(focused(), Act::Dismiss);
    settle();
    BOOST_TEST(!is_open());
    BOOST_TEST(chosen == 1u);
    BOOST_TEST(picks == 0);
    BOOST_TEST(shown() == "Bêta");
    // Another time it begins there.
    open();
    BOOST_TEST(shown() == "Bêta");
    key("Enter");
    BOOST_TEST(picks == 0);
    BOOST_TEST(chosen == 1u);
    // So does a press beside it.
    open();
    key("ArrowDown");
    click(Role::Button, "Après");
    BOOST_TEST(!is_open());
    BOOST_TEST(chosen == 1u);
    BOOST_TEST(shown() == "Bêta");
}

BOOST_AUTO_TEST_CASE(a_letter_leads_through_an_open_list_as_arrows_do)
{
    open();
    act(find(Role::Option, "Alpha").id, Act::Select);
    BOOST_TEST(is_open());
    BOOST_TEST(shown() == "Alpha");
    BOOST_TEST(picks == 0);
    key("Enter");
    BOOST_TEST(chosen == 0u);
    BOOST_TEST(picks == 1);
}

BOOST_AUTO_TEST_CASE(keys_that_arrive_in_one_frame_are_all_followed)
{
    chosen = 0;
    open();
    context().push({focused(), Act::Key, "ArrowDown", 0});
    context().push({focused(), Act::Key, "ArrowDown", 0});
    context().push({focused(), Act::Key, "Enter", 0});
    settle();
    BOOST_TEST(chosen == 2u);
    BOOST_TEST(picks == 1);
}

/// What is picked is decided, logged and written before the view says so.
BOOST_AUTO_TEST_CASE(a_list_opened_again_begins_where_the_view_says)
{
    words = {"Alpha", "Bêta", "Gamma", "Delta"};
    chosen = 0;
    tells_later = true;
    open();
    key("ArrowDown");
    key("ArrowDown");
    key("ArrowUp");
    key("Enter");
    BOOST_TEST((told_later == 1u));
    chosen = *told_later;
    settle();
    open();
    key("ArrowDown");
    key("Enter");
    BOOST_TEST((told_later == 2u));
    // What was chosen elsewhere meanwhile is gone on from.
    told_later.reset();
    open();
    key("ArrowUp");
    chosen = 3;
    settle();
    BOOST_TEST(shown() == "Delta");
    key("ArrowUp");
    key("Enter");
    BOOST_TEST((told_later == 2u));
}

BOOST_AUTO_TEST_CASE(who_leaves_an_open_list_by_keyboard_takes_where_the_keys_led_and_closes_it)
{
    open();
    focus(Role::Button, "Après");
    BOOST_TEST(!is_open());
    BOOST_TEST(chosen == 1u);
    BOOST_TEST(picks == 0);
    BOOST_TEST(presses == 0);
    open();
    key("ArrowDown");
    focus(Role::Button, "Après");
    BOOST_TEST(!is_open());
    BOOST_TEST(chosen == 2u);
    BOOST_TEST(picks == 1);
}

/// A departure or a group that goes is pulled while somebody has the list open.
BOOST_AUTO_TEST_CASE(what_was_led_to_is_taken_though_others_have_come_or_gone_and_nothing_where_it_has_gone_itself)
{
    has_own_ids = true;
    words = {"Alpha", "Bêta", "Gamma", "Delta"};
    chosen = 0;
    open();
    key("ArrowDown");
    key("ArrowDown");
    BOOST_TEST(shown() == "Gamma");
    words.erase(words.begin() + 1);
    settle();
    BOOST_TEST(shown() == "Gamma");
    key("Enter");
    BOOST_TEST(words[chosen] == "Gamma");
    BOOST_TEST(picks == 1);
    words.insert(words.begin() + 2, "Epsilon");
    open();
    key("End");
    BOOST_TEST(shown() == "Delta");
    words.pop_back();
    for (char const* closing : {"Enter", " ", "F4"}) {
        key(closing);
        BOOST_TEST(!is_open(), closing);
        BOOST_TEST(words[chosen] == "Gamma");
        BOOST_TEST(picks == 1, closing);
        open();
        key("End");
        words.pop_back();
        words.push_back("Après " + std::string(closing));
    }
    focus(Role::Button, "Après");
    BOOST_TEST(words[chosen] == "Gamma");
    BOOST_TEST(picks == 1);
}

BOOST_AUTO_TEST_CASE(a_dialog_that_opens_over_a_list_takes_nothing_of_it)
{
    open();
    key("ArrowDown");
    BOOST_TEST(shown() == "Gamma");
    asks = true;
    settle();
    BOOST_TEST(focused_name() == "Une question");
    BOOST_TEST(!is_open());
    BOOST_TEST(chosen == 1u);
    BOOST_TEST(picks == 0);
}

BOOST_AUTO_TEST_CASE(a_list_that_may_not_be_changed_any_more_closes_and_takes_nothing)
{
    open();
    key("ArrowDown");
    is_read_only = true;
    settle();
    BOOST_TEST(!is_open());
    BOOST_TEST(shown() == "Bêta");
    focus(Role::Button, "Après");
    BOOST_TEST(chosen == 1u);
    BOOST_TEST(picks == 0);
    // Nor does the pointer open it.
    click(Role::Select, "Statut");
    BOOST_TEST(!is_open());
}

BOOST_AUTO_TEST_CASE(a_press_beside_an_open_list_closes_it_and_does_nothing_else)
{
    open();
    click(Role::Button, "Après");
    BOOST_TEST(!is_open());
    BOOST_TEST(presses == 0);
    BOOST_TEST(chosen == 1u);
    click(Role::Button, "Après");
    BOOST_TEST(presses == 1);
    // Assistive technology presses what it names.
    open();
    press(Role::Button, "Après");
    BOOST_TEST(presses == 2);
}

BOOST_AUTO_TEST_CASE(what_is_chosen_is_in_view_when_the_list_opens_and_as_the_keys_go)
{
    words.clear();
    for (int i = 0; i < 30; ++i)
        words.push_back("Option " + std::to_string(i));
    chosen = 25;
    input.height = 600;
    open();
    BOOST_TEST(find(Role::Option, "Option 25").rect.y >= 0);
    BOOST_TEST(bottom_of("Option 25") <= input.height);
    key("End");
    BOOST_TEST(shown() == "Option 29");
    BOOST_TEST(bottom_of("Option 29") <= input.height);
    key("Home");
    BOOST_TEST(find(Role::Option, "Option 0").rect.y >= 0);
}

BOOST_AUTO_TEST_CASE(a_list_that_shows_everything_has_no_scroll_bar)
{
    auto const bar = ui::k_light.border;
    auto const has_bar = [&] {
        auto const rect = find(Role::Select, "Statut").rect;
        return std::ranges::any_of(corners_of(bar), [&rect](ImVec2 const& corner) {
            return corner.y > rect.y + rect.height + 8 && corner.x > rect.x + rect.width - 14 &&
                   corner.x < rect.x + rect.width - 1;
        });
    };
    open();
    BOOST_TEST(!has_bar());
    words.assign(20, "Option");
    settle();
    settle();  // How much there is to scroll is known once it has been drawn.
    BOOST_TEST(has_bar());
}

BOOST_AUTO_TEST_CASE(each_option_is_as_high_as_its_words_take)
{
    words = {"Alpha", "Une question assez longue"};
    chosen = 0;
    settle();
    float const long_words = ImGui::GetFont()->CalcTextSizeA(16, FLT_MAX, 0, words[1].c_str()).x;
    int one_line = 0;
    int two_lines = 0;
    for (float width = long_words + 60; width < long_words + 120; width += 2) {
        input.width = width;
        settle();
        open();
        auto const option = find(Role::Option, words[1]).rect;
        // Beside the paddings and the mark.
        float const room = option.width - 2 * 14 - 22;
        if (std::abs(room - long_words) >= 1) {
            BOOST_TEST((option.height > 41) == (long_words > room), width);
            ++(long_words > room ? two_lines : one_line);
        }
        key("Enter");
    }
    BOOST_TEST(one_line > 0);
    BOOST_TEST(two_lines > 0);
}

BOOST_AUTO_TEST_CASE(a_list_that_opens_upwards_leaves_its_label_free)
{
    draw = [this] {
        kit::PlainPage page(value("Huis Clos"));
        for (int i = 0; i < 12; ++i)
            kit::paragraph(value("Avant"));
        std::vector<kit::ChoiceItem> items;
        for (std::size_t i = 0; i < words.size(); ++i)
            items.push_back({.id = std::to_string(i), .label = value(words[i]), .chosen = i == chosen});
        (void)kit::choice("status", value("Statut"), items);
    };
    input.height = 640;
    settle();
    open();
    auto const select = find(Role::Select, "Statut").rect;
    auto const last = find(Role::Option, "Gamma").rect;
    BOOST_REQUIRE(last.y < select.y);
    // A line of label and the gaps around it.
    BOOST_TEST(last.y + last.height <= select.y - 25);
}

/// The page tells Escape to the dialog that holds the focus.
BOOST_AUTO_TEST_CASE(escape_in_a_dialog_closes_the_list_first_then_the_dialog)
{
    bool is_shown = true;
    draw = [this, &is_shown] {
        kit::PlainPage page(value("Huis Clos"));
        if (!is_shown)
            return;
        kit::Dialog dialog("choose", value("Choisir un statut"));
        std::vector<kit::ChoiceItem> items;
        for (std::size_t i = 0; i < words.size(); ++i)
            items.push_back({.id = std::to_string(i), .label = value(words[i]), .chosen = i == chosen});
        if (auto const picked = kit::choice("status", value("Statut"), items))
            chosen = *picked;
        is_shown = !dialog.dismissed();
    };
    settle();
    open();
    key("ArrowDown");
    auto const escape = [this] {
        act(find(Role::Dialog, "Choisir un statut").id, Act::Dismiss);
    };
    escape();
    BOOST_TEST(is_shown);
    BOOST_TEST(!is_open());
    BOOST_TEST(focused_name() == "Statut");
    BOOST_TEST(chosen == 1u);
    escape();
    BOOST_TEST(!is_shown);
}

BOOST_AUTO_TEST_SUITE_END()
