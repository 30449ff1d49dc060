// Texts after the founding: adopted, signed, accepted, then read; groups and the formation restreinte with them.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/adopting_council.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using testing::coded;
using testing::Desk;
using testing::typed;

namespace {

using WrittenCouncil = testing::AdoptingCouncil;

/// Of the act in draft.
std::ptrdiff_t text_lines_of(Desk& who, std::string_view key)
{
    return std::ranges::count(who.see().acts->draft, key, [](app::ChangeLine const& line) { return line.text.key; });
}

bool says(std::vector<app::FormLine> const& lines, std::string const& key)
{
    return std::ranges::any_of(lines, [&](app::FormLine const& line) { return line.text.key == key; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(texts)

BOOST_FIXTURE_TEST_CASE(r_22_a_council_founded_without_rules_opens_once_they_are_adopted_and_signed, WrittenCouncil)
{
    found_without_adoption();
    BOOST_TEST(testing::find_todo(mayor, "council.todo.texts") == nullptr);
    BOOST_TEST(refusal_of(mayor, "Centre") == "law.r_22.adoption");
    BOOST_TEST(!open_situation(mayor, "Centre", "Rivière"));

    write_rules({{"Centre", "03/11/2026"}}, "");
    BOOST_TEST(!mayor.see().texts->form->errors.empty());
    mayor.send(app::EditText{app::text_form::k_adopted, typed("02/11/2026")});
    mayor.send(app::PrepareText{});
    BOOST_TEST(testing::last_refusal(mayor) == "law.r_22.ordre");
    mayor.send(app::EditText{app::text_form::k_adopted, typed("10/11/2026")});
    mayor.send(app::PrepareText{});
    BOOST_REQUIRE(mayor.see().acts.has_value());
    BOOST_TEST(text_lines_of(mayor, "council.change.text") == 1);
    BOOST_TEST(text_lines_of(mayor, "council.change.opens") == 1);
    mayor.send(app::SignDraft{});
    BOOST_TEST(says(mayor.form().lines, "council.change.text"));
    BOOST_TEST(says(mayor.form().lines, "council.change.opens"));
    BOOST_TEST(!says(mayor.form().lines, "council.act.no_effect"));
    mayor.sign();
    mayor.wait(5000);

    // In force, and not accepted yet: R-21 holds even for him who signed it.
    BOOST_TEST(refusal_of(mayor, "Centre") == "law.r_21.reglement");
    BOOST_TEST(refusal_of(mayor, "Collèges") == "law.r_22.proposition");
    BOOST_TEST(!open_situation(mayor, "Centre", "Rivière"));
    // To the text to be read, also while he writes one, which stays.
    mayor.send(app::WriteText{2});
    mayor.send(app::EditText{app::text_form::k_title, testing::typed("Règlement de décembre")});
    BOOST_REQUIRE(mayor.see().texts->form.has_value());
    auto const* const to_read = testing::find_todo(mayor, "council.todo.texts");
    BOOST_REQUIRE(to_read != nullptr);
    mayor.send(app::Command(to_read->command));
    BOOST_REQUIRE(mayor.see().texts.has_value());
    BOOST_TEST(!mayor.see().texts->form.has_value());
    BOOST_TEST(mayor.see().texts->texts.front().may_accept);
    mayor.send(app::Go{app::TextsRoute{}});
    BOOST_REQUIRE(mayor.see().texts->form.has_value());
    BOOST_TEST(mayor.see().texts->form->fields.front().text == "Règlement de décembre");
    mayor.send(app::LeaveText{});
    accept_rules(mayor);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.texts") == nullptr);
    BOOST_TEST(refusal_of(mayor, "Centre") == "");
    BOOST_TEST(open_situation(mayor, "Centre", "Rivière"));
}

BOOST_FIXTURE_TEST_CASE(r_22_a_date_that_will_not_do_is_said_beside_it_and_not_after_it_is_right, WrittenCouncil)
{
    found_without_adoption();
    auto const errors = [&] {
        return mayor.see().texts->form->errors;
    };
    // No group has proposed it: its date is what is missing, not that of the adoption.
    write_rules({}, "10/11/2026");
    BOOST_REQUIRE(errors().size() == 1U);
    BOOST_TEST(errors().front().first == app::text_form::k_proposed);
    BOOST_TEST(errors().front().second.key == "law.r_22.groupes");
    BOOST_TEST(testing::last_refusal(mayor) == "law.r_22.groupes");
    auto const first = mayor.see().texts->form->fields[3].field;
    mayor.send(app::EditText{first, typed("03/11/2099")});
    BOOST_TEST(testing::last_refusal(mayor) == "law.r_22.groupes");  // Until the same is asked again.
    mayor.send(app::PrepareText{});
    BOOST_TEST(testing::last_refusal(mayor) == "");
    BOOST_REQUIRE(errors().size() == 1U);
    BOOST_TEST(errors().front().second.key == "council.text.error.proposed_future");
    mayor.send(app::EditText{first, typed("03/11/2026")});
    mayor.send(app::PrepareText{});
    BOOST_TEST(mayor.see().acts.has_value());
    // What the model leaves to be completed is read before it is signed.
    mayor.send(app::SignDraft{});
    BOOST_TEST(says(mayor.form().lines, "founding.text.holes"));
}

BOOST_FIXTURE_TEST_CASE(r_21_a_version_with_the_words_of_the_one_in_force_is_told_and_not_refused, WrittenCouncil)
{
    found_without_adoption();
    write_rules({{"Centre", "03/11/2026"}}, "10/11/2026");
    // The first one closes nothing that was open.
    BOOST_TEST(text_lines_of(mayor, "council.change.text_closes") == 0);
    BOOST_TEST(text_lines_of(mayor, "council.change.text_same") == 0);
    testing::sign_draft(mayor);
    mayor.send(app::WriteText{2});
    auto const is_same = [this] {
        auto const& fields = mayor.see().texts->form->fields;
        auto const body = std::ranges::find(fields, app::text_form::k_body, &app::FieldView::field);
        return std::ranges::find(body->warnings, std::string("council.text.same"), &Phrase::key) !=
               body->warnings.end();
    };
    BOOST_REQUIRE(mayor.see().texts->form.has_value());
    BOOST_TEST(mayor.see().texts->form->closes.key == "council.text.closes");
    BOOST_TEST(is_same());
    auto const body = mayor.see().texts->form->fields[1].text;
    mayor.send(app::EditText{app::text_form::k_body, typed(body + " Et rien de plus.")});
    BOOST_TEST(!is_same());
    mayor.send(app::EditText{app::text_form::k_body, typed(body)});
    BOOST_TEST(is_same());
    mayor.send(app::EditText{mayor.see().texts->form->fields[3].field, typed("11/11/2026")});
    mayor.send(app::EditText{app::text_form::k_adopted, typed("13/11/2026")});
    mayor.send(app::PrepareText{});
    BOOST_REQUIRE(mayor.see().acts.has_value());
    BOOST_TEST(text_lines_of(mayor, "council.change.text_same") == 1);
    BOOST_TEST(text_lines_of(mayor, "council.change.text_closes") == 1);
}

BOOST_FIXTURE_TEST_CASE(r_21_a_new_version_is_accepted_before_anything_new_is_read, WrittenCouncil)
{
    found_without_adoption();
    write_rules({{"Centre", "03/11/2026"}}, "10/11/2026");
    testing::sign_draft(mayor);
    accept_rules(mayor);
    BOOST_REQUIRE(open_situation(mayor, "Centre", "Rivière"));
    school_joins();
    testing::sees_what_came(school, mayor);
    BOOST_TEST(rows(school) == 1U);

    // The group « Collèges » proposes in its turn: a new version, whose act makes its nominative space.
    write_rules({{"Centre", "11/11/2026"}, {"Collèges", "12/11/2026"}}, "13/11/2026");
    // What it closes is read before it is signed, and what the groups did before and after.
    BOOST_TEST(text_lines_of(mayor, "council.change.text_closes") == 1);
    BOOST_TEST(text_lines_of(mayor, "council.change.proposed") == 2);
    testing::sign_draft(mayor);
    mayor.send(app::Go{app::ActsRoute{}});
    auto const signed_lines = mayor.see().acts->signed_acts.front().lines;
    auto const proposed =
        phrase("council.change.proposed").with("group", std::string("Collèges")).with("date", Date{2026, 11, 12});
    auto const told = std::ranges::find(signed_lines, proposed, &app::ChangeLine::text);
    BOOST_REQUIRE((told != signed_lines.end()));
    BOOST_TEST(told->is_below);
    accept_rules(mayor);
    BOOST_REQUIRE(open_situation(mayor, "Collèges", "Moreau"));
    testing::sees_what_came(school, mayor);
    BOOST_TEST(rows(school) == 0U);
    BOOST_TEST(refusal_of(school, "Centre") == "law.r_21.reglement");
    BOOST_TEST(refusal_of(school, "Collèges") == "law.r_21.reglement");
    testing::sees_what_came(mayor, school);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.without_key") == nullptr);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.late_signer") != nullptr);
    BOOST_TEST(testing::find_todo(school, "council.todo.late_signer") == nullptr);

    BOOST_REQUIRE(testing::find_todo(school, "council.todo.texts") != nullptr);
    BOOST_TEST((std::holds_alternative<app::Go>(testing::find_todo(school, "council.todo.texts")->command)));
    accept_rules(school);
    BOOST_TEST(testing::find_todo(school, "council.todo.texts") == nullptr);
    BOOST_TEST(rows(school) == 1U);
    testing::sees_what_came(mayor, school);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.late_signer") == nullptr);
    auto const* const waiting = testing::find_todo(mayor, "council.todo.without_key");
    BOOST_REQUIRE(waiting != nullptr);
    BOOST_REQUIRE((std::holds_alternative<app::GrantMissingKeys>(waiting->command)));
    mayor.send(app::Command(waiting->command));
    mayor.wait(5000);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.without_key") == nullptr);
    testing::sees_what_came(school, mayor);
    testing::sees_what_came(school, mayor);
    BOOST_TEST(rows(school) == 2U);

    // What was given is remembered.
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    mayor.wait(5000);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.without_key") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(r_22_only_the_mayor_puts_a_text_in_force, WrittenCouncil)
{
    mayor.found_council();
    mayor.wait(5000);
    mayor.send(app::Go{app::TextsRoute{}});
    BOOST_TEST(mayor.see().texts->may_write.size() == 2U);
    mayor.send(app::WriteText{k_text});
    BOOST_TEST(mayor.see().texts->form.has_value());
    mayor.send(app::LeaveText{});
    school_joins();
    school.send(app::Go{app::TextsRoute{}});
    BOOST_TEST(school.see().texts->may_write.empty());
    school.send(app::WriteText{k_text});
    BOOST_TEST(!school.see().texts->form.has_value());
    BOOST_TEST(testing::last_refusal(school) == "law.droit.maire");
}

BOOST_FIXTURE_TEST_CASE(both_texts_together_hold_in_one_mail, WrittenCouncil)
{
    mayor.found_council();
    mayor.wait(5000);
    mayor.send(app::Go{app::TextsRoute{}});
    mayor.send(app::WriteText{1});
    mayor.send(app::EditText{app::text_form::k_adopted, typed("10/11/2026")});
    mayor.send(app::EditText{app::text_form::k_body, typed(std::string(60'000, 'a'))});
    mayor.send(app::PrepareText{});
    auto const errors = mayor.see().texts->form->errors;
    BOOST_REQUIRE(errors.size() == 1U);
    BOOST_TEST(errors.front().first == app::text_form::k_body);
    BOOST_TEST(errors.front().second.key == "founding.error.texts_too_long");
    mayor.send(app::EditText{app::text_form::k_body, typed("Charte")});
    mayor.send(app::PrepareText{});
    BOOST_TEST(mayor.see().acts.has_value());
}

BOOST_FIXTURE_TEST_CASE(two_texts_of_one_act_come_in_force_together, WrittenCouncil)
{
    mayor.found_council();
    mayor.wait(5000);
    mayor.send(app::Go{app::TextsRoute{}});
    mayor.send(app::WriteText{1});
    mayor.send(app::EditText{app::text_form::k_adopted, typed("10/11/2026")});
    mayor.send(app::PrepareText{});
    write_rules({{"Centre", "03/11/2026"}}, "10/11/2026");
    // Prepared again, the second replaces the first.
    write_rules({{"Centre", "04/11/2026"}}, "11/11/2026");
    BOOST_TEST(text_lines_of(mayor, "council.change.text") == 2);
    testing::sign_draft(mayor);
    mayor.send(app::Go{app::TextsRoute{}});
    auto const texts = mayor.see().texts->texts;
    BOOST_REQUIRE(texts.size() == 2U);
    for (auto const& text : texts) {
        BOOST_TEST(text.dates.key == "council.text.adopted_on");
        BOOST_TEST(std::get<std::int64_t>(text.dates.args.front().second) == 2);
        BOOST_TEST(text.may_accept);
    }
}

BOOST_FIXTURE_TEST_CASE(r_22_a_new_group_has_no_nominative_space_before_it_proposed_the_rules, WrittenCouncil)
{
    namespace field = app::group_field;
    mayor.found_council();
    mayor.wait(5000);
    mayor.send(app::Go{app::GroupsRoute{}});
    auto const describe = [&](std::string const& name, std::string const& proposed) {
        mayor.send(app::EditNewGroup{field::k_name, typed(name)});
        mayor.send(app::EditNewGroup{field::k_perimeter, typed("Quartier de la gare")});
        mayor.send(app::EditNewGroup{field::k_proposed, typed(proposed)});
        mayor.send(app::PrepareNewGroup{});
    };
    describe("Gare", "");
    testing::sign_draft(mayor);
    BOOST_TEST(refusal_of(mayor, "Gare") == "law.r_22.proposition");

    // The council adopted on 10 March: a later proposal is of another version.
    describe("Transports", "11/03/2026");
    BOOST_TEST(testing::last_refusal(mayor) == "law.r_22.ordre");
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(mayor.see().acts->draft.empty());
    describe("Transports", "le 5 février");
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(mayor.see().acts->draft.empty());
    describe("Transports", "05/02/2026");
    testing::sign_draft(mayor);
    BOOST_TEST(refusal_of(mayor, "Transports") == "");
    BOOST_TEST(open_situation(mayor, "Transports", "Rivière"));
}

BOOST_FIXTURE_TEST_CASE(a_member_is_seated_in_the_formation_restreinte_and_leaves_it, WrittenCouncil)
{
    mayor.found_council();
    mayor.wait(5000);
    school_joins(true);
    auto member = member_seen_by_mayor("Camille Durand");
    BOOST_TEST(member.restricted.sits);
    BOOST_TEST(member.restricted.may_leave);
    mayor.send(app::PrepareLeaveRestricted{member.member});
    testing::sign_draft(mayor);
    member = member_seen_by_mayor("Camille Durand");
    BOOST_TEST(!member.restricted.sits);
    BOOST_REQUIRE(member.restricted.may_join);
    mayor.send(app::PrepareJoinRestricted{member.member});
    testing::sign_draft(mayor);
    BOOST_TEST(member_seen_by_mayor("Camille Durand").restricted.sits);
    testing::sees_what_came(school, mayor);
    school.send(app::PrepareLeaveRestricted{member.member});
    BOOST_TEST(testing::last_refusal(school) == "law.r_24.signataire");
}

BOOST_AUTO_TEST_SUITE_END()
