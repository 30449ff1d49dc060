// Every widget at once: what the gallery emits is well formed at every width, scheme and zoom, and rests.

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/kit/gallery.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Gallery : ScreenHarness {
    kit::GalleryDraft draft{};
    Gallery()
    {
        draw = [this] {
            kit::draw_gallery(draft);
        };
    }
};

bool needs_name(Role role)
{
    switch (role) {
    case Role::Root:
    case Role::ListItem:
    case Role::Row:
    case Role::Cell:
    case Role::Alert:
    case Role::DescriptionList:
    case Role::Separator:
        return false;
    default:
        return true;
    }
}

bool is_target(Role role)
{
    return role == Role::Button || role == Role::Link || role == Role::Checkbox || role == Role::Radio ||
           role == Role::Tab || role == Role::Select || role == Role::TextField || role == Role::NoteField ||
           role == Role::DateField;
}

void check_well_formed(Gallery const& gallery, std::string const& where)
{
    std::set<NodeId> ids;
    for (Node const& node : gallery.tree().nodes()) {
        std::string const what = where + ": " + role_name(node.role) + " « " + node.name + " »";
        BOOST_TEST(node.id != 0u, what);
        BOOST_TEST(ids.insert(node.id).second, what << " has the id of another");
        if (node.role == Role::Root)
            BOOST_TEST(node.parent == 0u, what);
        else
            BOOST_TEST(ids.contains(node.parent), what << " has no parent before it");
        if (needs_name(node.role))
            BOOST_TEST(!node.name.empty(), what << " has no name, under " << gallery.tree().find(node.parent)->name);
        BOOST_TEST(node.name.find("‹") == std::string::npos, what << " has no text");
        if (is_target(node.role)) {
            BOOST_TEST(node.rect.width >= 24.0f, what << " is too narrow");
            BOOST_TEST(node.rect.height >= 24.0f, what << " is too low");
        }
        if (node.set_size > 0 && node.position > 0)
            BOOST_TEST(node.position <= node.set_size, what);
        if (node.maximum > 0)
            BOOST_TEST((node.now >= 0 && node.now <= node.maximum), what);
        if (node.role == Role::Heading)
            BOOST_TEST((node.level >= 1 && node.level <= 6), what);
    }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(gallery_tests, Gallery)

BOOST_AUTO_TEST_CASE(is_well_formed_at_every_width_and_rests)
{
    for (std::size_t page = 0; page < 4; ++page) {
        for (float const width : {1440.0f, 1280.0f, 960.0f, 800.0f, 500.0f, 320.0f}) {
            for (float const zoom : {1.0f, 2.0f}) {
                draft = {};
                draft.page = page;
                draft.errors = true;
                draft.date = "31/02/2026";
                input.width = width;
                input.zoom = zoom;
                settle();
                std::string const where =
                    "page " + std::to_string(page) + ", " + std::to_string(static_cast<int>(width)) + " px";
                check_well_formed(*this, where);
                BOOST_TEST(count(Role::Main) == 1u, where);
                BOOST_TEST(count(Role::Banner) == 1u, where);
                std::size_t first_level = 0;
                for (Node const& node : tree().nodes())
                    first_level += node.role == Role::Heading && node.level == 1;
                BOOST_TEST(first_level == 1u, where);
                int const before = frames;
                settle();
                BOOST_TEST(frames == before + 1, where << ": does not rest");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_kind_of_widget_is_sampled)
{
    std::set<Role> sampled;
    std::size_t links = 0;
    auto const look = [&] {
        settle();
        for (Node const& node : tree().nodes())
            sampled.insert(node.role);
        links += all(Role::Link, "Lire l’aide sur les refus").size();
    };
    for (std::size_t page = 0; page < 4; ++page) {
        draft = {};
        draft.page = page;
        draft.errors = true;
        look();
    }
    draft.page = 1;
    draft.tab = 1;
    look();
    BOOST_TEST(has(Role::Paragraph, "Rien à cet endroit"));
    draft.dialog = true;
    draft.toast = 1;
    look();
    BOOST_TEST(links == 1u);
    BOOST_TEST(tree().announcements().size() >= 1u);
    for (Role const role :
         {Role::Heading,  Role::Paragraph, Role::Text,      Role::Group,     Role::Alert,   Role::Button,
          Role::Link,     Role::TextField, Role::NoteField, Role::DateField, Role::Select,  Role::RadioGroup,
          Role::Radio,    Role::Checkbox,  Role::List,      Role::ListItem,  Role::TabList, Role::Tab,
          Role::TabPanel, Role::Table,     Role::Dialog,    Role::Region,    Role::Image,   Role::Progress})
        BOOST_TEST(sampled.contains(role), role_name(role));
}

BOOST_AUTO_TEST_CASE(its_error_summary_leads_to_fields_inside_columns_and_cards)
{
    draft.page = 2;
    draft.errors = true;
    settle();
    press(Role::Link, "Indiquez l’action décidée");
    BOOST_TEST(focused_name() == find(Role::TextField, "Action (obligatoire)").name);
}

BOOST_AUTO_TEST_CASE(nothing_is_wider_than_the_window)
{
    for (std::size_t page = 0; page < 4; ++page) {
        for (float const width : {1440.0f, 800.0f, 320.0f}) {
            draft = {};
            draft.page = page;
            input.width = width;
            settle();
            for (Node const& node : tree().nodes()) {
                if (node.rect.width == 0 || node.role == Role::Option)
                    continue;
                BOOST_TEST(node.rect.x >= -0.5f, "page " << page << " at " << width << ": " << node.name);
                BOOST_TEST(
                    node.rect.x + node.rect.width <= width + 0.5f,
                    "page " << page << " at " << width << ": " << role_name(node.role) << " " << node.name);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_same_frame_gives_the_same_bytes)
{
    draft.page = 1;
    settle();
    std::vector<std::uint8_t> first, second;
    ui::encode_tree(tree(), first);
    frame();
    ui::encode_tree(tree(), second);
    BOOST_TEST(first == second);
}

BOOST_AUTO_TEST_CASE(navigation_opens_pages_by_pointer_and_by_the_mirror)
{
    settle();
    BOOST_TEST(ui::has(find(Role::Link, "Accueil").state, State::Current));
    click(Role::Link, "Situations");
    BOOST_TEST(draft.page == 1u);
    BOOST_TEST(ui::has(find(Role::Link, "Situations").state, State::Current));
    press(Role::Link, "Champs et choix");
    BOOST_TEST(draft.page == 2u);
    BOOST_TEST(tree().title() == "Champs et choix");
}

BOOST_AUTO_TEST_CASE(navigation_folds_to_icons_then_to_a_menu)
{
    input.width = 900;
    settle();
    BOOST_TEST(find(Role::Link, "Accueil").rect.width < 68.0f);
    input.width = 500;
    settle();
    BOOST_TEST(!has(Role::Link, "Accueil"));
    click(Role::Button, "Ouvrir le menu");
    BOOST_TEST(has(Role::Link, "Accueil"));
    BOOST_TEST(ui::has(find(Role::Button, "Fermer le menu").state, State::Expanded));
    click(Role::Link, "Situations");
    BOOST_TEST(draft.page == 1u);
    BOOST_TEST(!has(Role::Link, "Accueil"));
}

BOOST_AUTO_TEST_CASE(ten_thousand_rows_emit_only_those_that_show)
{
    draft.page = 1;
    settle();
    Node const list = find(Role::List, "Situations");
    BOOST_TEST(list.set_size == 10'000u);
    std::size_t rows = 0;
    for (Node const& node : tree().nodes())
        rows += node.role == Role::ListItem && node.parent == list.id;
    BOOST_TEST(rows >= 5u);
    BOOST_TEST(rows <= 14u);
}

BOOST_AUTO_TEST_CASE(a_list_and_its_sheet_stand_alone_when_it_is_narrow)
{
    draft.page = 1;
    input.width = 800;
    settle();
    BOOST_TEST(has(Role::List, "Situations"));
    BOOST_TEST(!has(Role::TabList, "Fiche"));
    input.width = 1280;
    settle();
    BOOST_TEST(has(Role::List, "Situations"));
    BOOST_TEST(has(Role::TabList, "Fiche"));
}

BOOST_AUTO_TEST_CASE(printed_lists_are_whole)
{
    draft.page = 1;
    draft.rows = 200;
    input.output = kit::Output::Printed;
    settle();
    Node const list = find(Role::List, "Situations");
    std::size_t rows = 0;
    for (Node const& node : tree().nodes())
        rows += node.role == Role::ListItem && node.parent == list.id;
    BOOST_TEST(rows == 200u);
}

BOOST_AUTO_TEST_CASE(what_may_not_be_printed_prints_its_refusal)
{
    draw = [] {
        kit::PlainPage page(ui::value("Huis Clos"));
        kit::paragraph(ui::value("Libre"));
        kit::NotPrinted guard(ui::value("Une liste nominative ne s’imprime pas"), ui::value("Règle R-34"));
        kit::paragraph(ui::value("Mathis R."));
    };
    settle();
    BOOST_TEST(ui::has(find(Role::Paragraph, "Mathis R.").state, State::NoPrint));
    BOOST_TEST(!ui::has(find(Role::Paragraph, "Libre").state, State::NoPrint));
    BOOST_TEST(!has(Role::Paragraph, "Règle R-34"));
    input.output = kit::Output::Printed;
    settle();
    BOOST_TEST(ui::has(find(Role::Paragraph, "Mathis R.").state, State::NoPrint));
    BOOST_TEST(!ui::has(find(Role::Paragraph, "Règle R-34").state, State::NoPrint));
}

BOOST_AUTO_TEST_CASE(the_skip_link_leads_to_the_content)
{
    settle();
    press(Role::Link, "Aller au contenu");
    BOOST_TEST(focused_name() == "Contenu");
}

BOOST_AUTO_TEST_SUITE_END()
