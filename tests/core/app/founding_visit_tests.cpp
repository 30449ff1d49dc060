// The visit that founds: who is invited in it, and what is said of the règlement intérieur.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/app/founding.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;

BOOST_AUTO_TEST_SUITE(founding_visit)

/// Decision 26: in the same visit, whether the règlement intérieur is adopted or not.
BOOST_FIXTURE_TEST_CASE(r_22_the_coordonnateur_is_invited_in_the_visit_that_founds_without_adoption, testing::EmptyTown)
{
    mayor.found_without_adoption();
    auto const* const todo = testing::find_todo(mayor, "council.todo.rules");
    BOOST_REQUIRE(todo != nullptr);
    BOOST_TEST(todo->button.key == "council.todo.rules_button");
    // To the text that waits, with the date that it waits for.
    mayor.send(app::Command(todo->command));
    BOOST_TEST(std::holds_alternative<app::TextsRoute>(mayor.see().route));
    BOOST_REQUIRE(mayor.see().texts->form.has_value());
    auto const form = *mayor.see().texts->form;
    BOOST_TEST(form.title.key == "council.text.adoption");
    BOOST_TEST(!form.fields[1].text.empty());
    // What is typed there is not lost by coming again.
    mayor.send(app::EditText{app::text_form::k_title, testing::typed("Règlement des essais")});
    mayor.send(app::Go{app::HomeRoute{}});
    mayor.send(app::WriteText{form.what});
    BOOST_TEST(mayor.see().texts->form->fields[0].text == "Règlement des essais");
    mayor.send(app::LeaveText{});
    BOOST_TEST((mayor.see().texts->to_adopt == std::vector<std::uint32_t>{form.what}));
    BOOST_TEST(mayor.see().texts->texts.front().what == form.what);
    mayor.send(app::Go{app::HomeRoute{}});
    BOOST_TEST(testing::find_todo(mayor, "council.todo.coordinator") != nullptr);

    // Nothing is asked of him that is not in force yet.
    BOOST_TEST(testing::find_todo(mayor, "council.todo.texts") == nullptr);
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(mayor.see().members->rows.front().tags.front().label.key == "council.tag.signed");
    BOOST_TEST(!mayor.see().members->invite_refusal.has_value());
    mayor.send(app::EditInvite{app::invite_field::k_name, testing::typed("Camille Durand")});
    mayor.send(app::EditInvite{
        app::invite_field::k_quality, testing::coded(static_cast<std::uint32_t>(domain::Qualite::Coordonnateur))});
    mayor.send(app::SendInvite{});
    BOOST_TEST(mayor.see().members->invitations.size() == 1U);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.coordinator") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(r_22_nothing_is_said_of_the_rules_once_they_are_in_force, testing::FoundedTown)
{
    BOOST_TEST(testing::find_todo(mayor, "council.todo.rules") == nullptr);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.coordinator") != nullptr);
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(!mayor.see().members->invite_refusal.has_value());
}

/// What the visit ends with asks for that: it leads to the form, and not to a list where nobody is.
BOOST_FIXTURE_TEST_CASE(the_home_of_who_founded_opens_the_invitation_of_the_coordonnateur, testing::FoundedTown)
{
    auto const chosen = [this] {
        auto const& fields = mayor.see().members->invite_fields;
        auto const profile = std::ranges::find(fields, app::invite_field::k_profile, &app::FieldView::field);
        return profile->value.key;
    };
    auto const coordinator = domain::text_key(domain::Profile::Coordonnateur);
    auto const* const todo = testing::find_todo(mayor, "council.todo.coordinator");
    BOOST_REQUIRE(todo != nullptr);
    auto const command = app::Command(todo->command);
    mayor.send(app::Command(command));
    BOOST_REQUIRE(mayor.see().members.has_value());
    BOOST_TEST(mayor.see().members->asks_invite);
    BOOST_TEST(chosen() == coordinator);
    // Left as it was opened, it holds nothing that anybody began.
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(!mayor.see().members->asks_invite);
    BOOST_TEST(chosen() == "");
    // A function that was chosen before is not another's to change.
    mayor.send(app::EditInvite{
        app::invite_field::k_profile, testing::coded(static_cast<std::uint32_t>(domain::Profile::Membre))});
    mayor.send(app::Go{app::HomeRoute{}});
    mayor.send(app::Command(command));
    BOOST_TEST(chosen() == domain::text_key(domain::Profile::Membre));
}

BOOST_AUTO_TEST_SUITE_END()
