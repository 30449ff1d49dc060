// Rows of a list in a narrow column: as high as their own text, unless there are too many to measure.

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct NarrowRows : ScreenHarness {
    std::vector<std::string> ids{};

    NarrowRows()
    {
        for (std::size_t i = 0; i <= kit::k_measured_rows; ++i)
            ids.push_back("r" + std::to_string(i));
        input.width = 320;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(list_heights_tests, NarrowRows)

BOOST_AUTO_TEST_CASE(in_a_narrow_column_the_tag_is_below_and_rows_are_as_high_as_their_text)
{
    std::string const title = "Hélène Vasseur-Montaigne de Saint-Aubin";
    std::size_t how_many = 3;
    auto const drawn = [&](kit::RowTags tags) {
        return [&, tags] {
            kit::PlainPage page(value("Huis Clos"));
            (void)kit::list(
                "rows", value("Membres"), how_many,
                [&](std::size_t i) {
                    return kit::ListRow{
                        .id = ids[i],
                        .title = value(i == 0 ? title : "Ligne " + std::to_string(i)),
                        .detail = value("Détail"),
                        .tag = tags == kit::RowTags::Some && i == 0 ? value("Départ préparé") : kit::Text{}};
                },
                {.tags = tags});
        };
    };
    draw = drawn(kit::RowTags::Some);
    settle();
    auto const first = find(Role::Link, title).rect;
    auto const tag = find(Role::Text, "Départ préparé").rect;
    auto const second = find(Role::Link, "Ligne 1").rect;
    auto const third = find(Role::Link, "Ligne 2").rect;
    // One line of the title and the tag less.
    BOOST_TEST(second.height < first.height - 40);
    BOOST_TEST(second.height >= 44.0f);
    BOOST_TEST(second.y == first.y + first.height);
    BOOST_TEST(third.y == second.y + second.height);
    BOOST_TEST(third.height == second.height);
    BOOST_TEST(tag.y > all(Role::Text, "Détail").front().rect.y);
    BOOST_TEST(tag.y + tag.height < first.y + first.height);
    draw = drawn(kit::RowTags::None);
    settle();
    auto const plain = find(Role::Link, title).rect;
    auto const detail = all(Role::Text, "Détail").front().rect;
    BOOST_TEST(plain.height < first.height);
    BOOST_TEST(detail.y + detail.height < plain.y + plain.height);
    input.width = 1280;
    settle();
    BOOST_TEST(find(Role::Link, title).rect.height == 78.0f);
    // Measuring them all would cost more and more: in a long list all are as high as the highest.
    input.width = 320;
    draw = drawn(kit::RowTags::Some);
    how_many = kit::k_measured_rows + 1;
    settle();
    BOOST_TEST(find(Role::Link, "Ligne 1").rect.height == find(Role::Link, title).rect.height);
    BOOST_TEST(find(Role::Link, "Ligne 1").rect.height >= first.height);
}

BOOST_AUTO_TEST_CASE(a_long_title_and_a_long_detail_wrap_in_a_wide_column_too_and_keep_clear_of_the_lines)
{
    std::string const name = "Anne-Sophie-Marie-Bernadette-de-la-Très-Sainte-Trinité, 14\u00a0ans";
    std::string const place =
        "Délégué à la protection des données · Saint-Aubin-des-Essais, ville et campagne alentour";
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        kit::Columns columns("half", {1, 1}, 10);
        columns.next();
        (void)kit::list("rows", value("Membres"), 3, [&](std::size_t i) {
            return kit::ListRow{
                .id = ids[i],
                .title = value(i == 0 ? name : "Ligne " + std::to_string(i)),
                .detail = value(i == 1 ? place : "Détail " + std::to_string(i)),
                .tag = value("Signalée")};
        });
    };
    for (float const width : {390.0f, 1000.0f, 1280.0f}) {
        input.width = width;
        settle();
        float const one = find(Role::Text, "Détail 2").rect.height;
        auto const first = find(Role::Link, name).rect;
        auto const under = find(Role::Text, "Détail 0").rect;
        BOOST_TEST(under.y + under.height + 8 <= first.y + first.height, width);
        auto const second = find(Role::Link, "Ligne 1").rect;
        auto const detail = find(Role::Text, place).rect;
        BOOST_TEST(detail.height > 1.9f * one, width);
        BOOST_TEST(detail.y + detail.height + 8 <= second.y + second.height, width);
        BOOST_TEST(second.y == first.y + first.height, width);
        BOOST_TEST(find(Role::Link, "Ligne 2").rect.y == second.y + second.height, width);
    }
    BOOST_TEST(find(Role::Link, "Ligne 2").rect.height == 78.0f);
}

BOOST_AUTO_TEST_CASE(rows_of_their_own_height_are_made_when_they_show_and_are_led_to_by_keys)
{
    ids.resize(kit::k_measured_rows);
    std::string const longer = " d’un nom qui prend toujours deux lignes";
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        (void)kit::list("rows", value("Situations"), ids.size(), [&](std::size_t i) {
            return kit::ListRow{
                .id = ids[i],
                .title = value("Ligne " + ids[i].substr(1) + (i % 3 == 0 ? longer : "")),
                .detail = value("Détail")};
        });
    };
    settle();
    BOOST_TEST(count(Role::ListItem) <= 14u);
    auto const are_side_by_side = [this] {
        Node const* before = nullptr;
        for (Node const& node : tree().nodes()) {
            if (node.role != Role::ListItem)
                continue;
            if (before != nullptr && node.position == before->position + 1)
                BOOST_TEST(node.rect.y == before->rect.y + before->rect.height);
            before = &node;
        }
    };
    are_side_by_side();
    focus(Role::Link, "Ligne 0" + longer);
    for (auto const& [pressed, name] :
         {std::pair{"End", "Ligne 63" + longer}, std::pair{"Home", "Ligne 0" + longer},
          std::pair{"ArrowDown", std::string("Ligne 1")}}) {
        key(pressed);
        BOOST_TEST(focused_name() == name);
        BOOST_TEST(find(Role::Link, name).clip.height > find(Role::Link, name).rect.height - 0.5f, name);
        BOOST_TEST(count(Role::ListItem) <= 15u);
        are_side_by_side();
    }
}

/// As many as are seen at once, not as many as would be if all were as high as the highest.
BOOST_AUTO_TEST_CASE(a_page_of_low_rows_is_a_page)
{
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        (void)kit::list("rows", value("Situations"), ids.size(), [&](std::size_t i) {
            return kit::ListRow{.id = ids[i], .title = value("Ligne " + ids[i].substr(1)), .detail = value("Détail")};
        });
    };
    auto const rows_of_a_page = [this](std::size_t how_many) {
        ids.resize(how_many);
        settle();
        focus(Role::Link, "Ligne 0");
        key("PageDown");
        auto const name = focused_name();
        BOOST_TEST(find(Role::Link, name).clip.height > find(Role::Link, name).rect.height - 0.5f);
        key("PageUp");
        BOOST_TEST(focused_name() == "Ligne 0");
        return std::stoul(name.substr(std::string_view("Ligne ").size()));
    };
    auto const high = rows_of_a_page(kit::k_measured_rows + 1);
    auto const low = rows_of_a_page(kit::k_measured_rows);
    BOOST_TEST(high >= 1u);
    BOOST_TEST(low > high);
}

BOOST_AUTO_TEST_SUITE_END()
