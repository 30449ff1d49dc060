// Screens of one column: the council, this device, about.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/view_screen.hpp"
#include "ui/screens/about/about_screen.hpp"
#include "ui/screens/council/council_screen.hpp"
#include "ui/screens/device/device_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Conseil : Screen<app::CouncilView, ui::CouncilDraft, ui::draw_council> {
    Conseil() : Screen(samples::council(), kit::PageKind::Flow) {}
};
struct Device : Screen<app::DeviceView, ui::DeviceDraft, ui::draw_device> {
    Device() : Screen(samples::device(), kit::PageKind::Flow) {}
};
struct About : Screen<app::AboutView, ui::AboutDraft, ui::draw_about> {
    About() : Screen(samples::about(), kit::PageKind::Flow) {}
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(council_screen_tests, Conseil)

BOOST_AUTO_TEST_CASE(the_arrete_is_read_by_all_and_prepared_by_those_who_may)
{
    check_widths();
    BOOST_TEST(has(Role::Definition, "Arrêté municipal 2026-117"));
    type(Role::TextField, "Arrêté", "Arrêté municipal 2026-200");
    BOOST_TEST(only<app::EditCouncil>().value.text == "Arrêté municipal 2026-200");
    click(Role::Button, "Ajouter à l’acte");
    (void)only<app::PrepareCouncil>();
    view.form.clear();
    settle();
    BOOST_TEST(count(Role::TextField) == 0u);
    view.fields.clear();
    settle();
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(device_screen_tests, Device)

BOOST_AUTO_TEST_CASE(the_link_of_the_device_is_shown_only_when_asked)
{
    check_widths();
    BOOST_TEST(count(Role::Image) == 0u);
    click(Role::Button, "Montrer le lien");
    (void)only<app::ShowDeviceLink>();
    view.device_link = "https://saint-aubin.example/huisclos/#d=k7f3m2qd";
    settle();
    BOOST_TEST(find(Role::TextField, "Lien de l’appareil").value == view.device_link);
    BOOST_TEST(count(Role::Image) == 1u);
    click(Role::Button, "Masquer le lien");
    (void)only<app::HideDeviceLink>();
}

BOOST_AUTO_TEST_CASE(whom_a_link_is_shown_to_sees_its_code_whole)
{
    input.height = 700;
    view.own.clear();
    std::string const label(ui::tr("device.link.label").view());
    auto const picture = [&] {
        return find(Role::Image, ui::tr("kit.qr", {ui::arg("label", ui::value(label))}).view());
    };
    view.device_link = "https://saint-aubin.example/huisclos/#d=k7f3m2qdp9xab4hct8wer3lk";
    settle();
    // Where the page was scrolled so that the code is cut.
    context().pointer_move(700, 400);
    settle();
    auto const before = picture().rect;
    input.height = before.y + before.height / 2;
    settle();
    BOOST_REQUIRE(picture().clip.height < before.height);
    focus(Role::TextField, label);
    BOOST_TEST(picture().clip.height >= before.height - 0.5f);
}

BOOST_AUTO_TEST_CASE(no_link_that_holds_a_secret_is_printed)
{
    view.device_link = "https://saint-aubin.example/huisclos/#d=k7f3m2qd";
    view.store.link = "https://saint-aubin.example/huisclos/#s=k7f3m2qd";
    view.store.may_replace = true;
    view.store.field.field = 1;
    view.store.field.kind = app::FieldKind::Text;
    view.store.field.label = verbatim("Nouveau lien");
    view.store.field.may_edit = true;
    view.store.field.text = "https://saint-aubin.example/huisclos/#s=m2qdk7f3";
    for (auto const output : {kit::Output::Screen, kit::Output::Printed}) {
        input.output = output;
        settle();
        std::size_t links = 0;
        for (Node const& node : tree().nodes()) {
            if (node.role != Role::TextField && node.role != Role::Image)
                continue;
            ++links;
            BOOST_TEST(ui::has(node.state, State::NoPrint), node.name);
        }
        BOOST_TEST(links >= 5u);
        bool const is_said = has(Role::Paragraph, ui::tr("screens.link.print").view());
        BOOST_TEST(is_said == (output == kit::Output::Printed));
    }
    BOOST_TEST(!ui::has(find(Role::Heading, ui::tr("device.link.title").view()).state, State::NoPrint));
}

BOOST_AUTO_TEST_CASE(another_place_of_the_store_is_followed_or_left_and_the_one_before_returned_to)
{
    settle();
    BOOST_TEST(!has(Role::Button, "Employer cette adresse"));
    BOOST_TEST(!has(Role::Button, "Revenir à l’adresse précédente"));
    view.store.announced = verbatim("Un acte donne une autre adresse.");
    view.store.announced_url = "https://autre.example/store/";
    view.store.may_set_aside = true;
    view.store.former = verbatim("L’adresse précédente était là.");
    BOOST_TEST(text().find("Le dépôt avait perdu") == std::string::npos);
    view.store.lost = phrase("council.todo.store_lost_detail").with("who", std::string("Claire Vasseur"));
    check_widths();
    BOOST_TEST(text().find("Le dépôt avait perdu") != std::string::npos);
    BOOST_TEST(text().find("Demandez à Claire Vasseur") != std::string::npos);
    click(Role::Button, "Employer cette adresse");
    BOOST_TEST(only<app::FollowStore>().url == "https://autre.example/store/");
    click(Role::Button, "Garder l’adresse actuelle");
    (void)only<app::KeepStorePlace>();
    click(Role::Button, "Revenir à l’adresse précédente");
    (void)only<app::ReturnToFormerStore>();
    view.store.may_set_aside = false;
    settle();
    BOOST_TEST(!has(Role::Button, "Garder l’adresse actuelle"));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(a_device_is_declared_lost_from_another)
{
    auto const other = view.own.back().device;
    settle();
    BOOST_TEST(has(Role::Text, "Cet appareil (n°\u00a01)"));
    BOOST_TEST(has_beginning(Role::Text, "C’est l’appareil que vous utilisez"));
    BOOST_TEST(has(Role::Text, "Autre appareil (n°\u00a02)"));
    BOOST_TEST(has_beginning(Role::Text, "Connu ici depuis le 9\u00a0juin 2026, vu pour la dernière fois le 14"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Votre kit de secours, donné à la création du compte"));
    click(Role::Button, "Déclarer perdu\u00a0: Autre appareil (n°\u00a02)");
    BOOST_TEST((only<app::DeclareDeviceLost>().device == other));
    view.own.pop_back();
    settle();
    BOOST_TEST(!has(Role::Heading, "Vos appareils"));
}

BOOST_AUTO_TEST_CASE(a_copied_device_offers_to_continue_as_a_new_one_or_says_why_not)
{
    settle();
    BOOST_TEST(!has(Role::Button, "Continuer comme nouvel appareil"));
    view.is_cloned = true;
    check_widths();
    click(Role::Button, "Continuer comme nouvel appareil");
    (void)only<app::ContinueAsNewDevice>();
    view.clone_refusal = verbatim("Huit appareils sont en service.");
    settle();
    BOOST_TEST(has(Role::Paragraph, "Huit appareils sont en service."));
    BOOST_TEST(!has(Role::Button, "Continuer comme nouvel appareil"));
    BOOST_TEST(!has(Role::Button, "Remplacer ce fichier"));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(where_what_the_store_has_of_this_device_is_closed_a_person_chooses)
{
    view.is_head_closed = true;
    check_widths();
    click(Role::Button, "Remplacer ce fichier");
    (void)only<app::WriteOverOwnHead>();
    click(Role::Button, "Continuer comme nouvel appareil");
    (void)only<app::ContinueAsNewDevice>();
    view.is_head_closed = false;
    view.is_end_lost = true;
    check_widths();
    BOOST_TEST(!has(Role::Button, "Remplacer ce fichier"));
    click(Role::Button, "Continuer comme nouvel appareil");
    (void)only<app::ContinueAsNewDevice>();
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(weekly_words_come_with_the_date_of_the_newest_act)
{
    settle();
    BOOST_TEST(!has(Role::Heading, "Mots de la semaine"));
    view.weekly_words = "balcon oiseau citron tunnel plume orage";
    view.weekly_date =
        phrase("council.device.week_date").with("date", Date{2026, 11, 12}).with("time", TimeOfDay{Instant{0}});
    settle();
    BOOST_TEST(has(Role::Heading, "Mots de la semaine"));
    BOOST_TEST(has(Role::Paragraph, view.weekly_words));
    BOOST_TEST(has_beginning(Role::Paragraph, "Dernier acte connu ici\u00a0: 12\u00a0novembre 2026"));
    check_widths();
}

BOOST_AUTO_TEST_CASE(a_device_that_began_with_nothing_asks_whether_the_weekly_words_are_the_same)
{
    view.weekly_words = "balcon oiseau citron tunnel plume orage";
    settle();
    BOOST_TEST(!has(Role::Button, "Mots identiques"));
    view.week = app::WeekCheck::Asked;
    check_widths();
    click(Role::Button, "Mots identiques");
    BOOST_TEST((only<app::AnswerWeek>().answer == app::WeekAnswer::Same));
    click(Role::Button, "Mots différents");
    BOOST_TEST((only<app::AnswerWeek>().answer == app::WeekAnswer::Different));
    view.week = app::WeekCheck::Different;
    check_widths();
    BOOST_TEST(has_beginning(Role::Paragraph, "Ces mots différaient"));
    BOOST_TEST(has(Role::Button, "Mots identiques"));
    // Who cannot reach anybody is not held for good.
    click(Role::Button, "Écrire malgré la différence");
    BOOST_TEST((only<app::AnswerWeek>().answer == app::WeekAnswer::WriteOn));
    view.week = app::WeekCheck::WrittenOn;
    check_widths();
    BOOST_TEST(!has(Role::Button, "Écrire malgré la différence"));
    BOOST_TEST(has(Role::Button, "Mots identiques"));
}

BOOST_AUTO_TEST_CASE(the_last_card_of_a_column_is_as_high_as_what_it_holds)
{
    view.own.resize(12, view.own.back());
    for (std::uint8_t i = 1; i < 12; ++i)
        view.own[i].device.bytes[0] = i;
    settle();
    auto const card = find(Role::Region, "Phrase de passe").rect;
    auto const button = find(Role::Button, "Changer la phrase de passe").rect;
    BOOST_TEST(card.y + card.height <= button.y + button.height + 24);
}

BOOST_AUTO_TEST_CASE(the_passphrase_is_changed_elsewhere)
{
    click(Role::Button, "Changer la phrase de passe");
    (void)only<app::ChangePassphrase>();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(about_screen_tests, About)

BOOST_AUTO_TEST_CASE(components_are_listed_with_licence_and_hash)
{
    check_widths();
    BOOST_TEST(find(Role::Table, "Composants").row_count == 4u);
    BOOST_TEST(has_beginning(Role::Cell, "OFL-1.1"));
    BOOST_TEST(has(Role::Definition, "0.1.0"));
    // That of the program itself too.
    BOOST_TEST(has(Role::Definition, ui::tr("about.licence").view()));
}

BOOST_AUTO_TEST_SUITE_END()
