// A change that was prepared and cannot be prepared again as it was: what of it goes, and why, is said.

#include "tests/core/app/kept_town.hpp"

using namespace huisclos;
using testing::Desk;
using testing::is_said;
using testing::lines_of;
using testing::typed;

namespace {

/// The mayor at two desks, with a member of the council.
struct KeptReasonsTown : testing::KeptTownWithSchool {
    GroupId school_group_id()
    {
        school.send(app::Go{app::GroupsRoute{}});
        BOOST_REQUIRE(school.see().groups->rows.size() == 1U);
        return school.see().groups->rows.front().group;
    }
    /// The member of the school is to lead that group.
    void choose_animator(GroupId const& id)
    {
        mayor.send(app::Go{app::GroupsRoute{id}});
        auto const form = mayor.see().groups->detail->form;
        auto const field = std::ranges::find(form, app::group_form::k_animator, &app::FieldView::field);
        BOOST_REQUIRE((field != form.end()));
        for (auto const& option : field->options) {
            if (option.label == verbatim(std::string(testing::k_school_name)))
                mayor.send(app::EditGroup{app::group_form::k_animator, testing::coded(option.code)});
        }
    }
    void leave_meanwhile(MemberId const& member, GroupId const& id)
    {
        mayor.kill();
        {
            testing::StoppedDevice device(mayor);
            auto const map = app::council_map(device.vault->knowledge().registry()->state());
            BOOST_REQUIRE((map.group(id) != nullptr && map.group(id)->plain));
            device.sign(ledger::RoleOp{.member = member, .cid = *map.group(id)->plain});
        }
        mayor.open();
        mayor.sign_in();
    }
    void add_group(Desk& who, std::string const& name)
    {
        who.send(app::Go{app::GroupsRoute{}});
        who.send(app::EditNewGroup{app::group_field::k_name, typed(name)});
        who.send(app::EditNewGroup{app::group_field::k_perimeter, typed("Quartier de la gare")});
        who.send(app::PrepareNewGroup{});
    }
    /// Another desk of the mayor, which signs what its person prepared there; the first then knows of it.
    void sign_elsewhere(Desk& other)
    {
        testing::sign_draft(other);
        testing::synchronise(mayor, other);
        testing::come_back(mayor);
    }

    Desk phone{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_reasons)

BOOST_FIXTURE_TEST_CASE(an_animator_who_left_goes_and_the_rest_of_the_correction_stays, KeptReasonsTown)
{
    auto const gone = member(mayor).member;
    auto const id = school_group_id();
    choose_animator(id);
    mayor.send(app::EditGroup{app::group_form::k_perimeter, typed("Vieille ville")});
    mayor.send(app::PrepareGroup{id});
    BOOST_REQUIRE(lines_of(mayor, "council.change.animator") == 1);
    leave_meanwhile(gone, id);
    BOOST_TEST(is_said(mayor, "council.gone.animator_alone"));
    BOOST_TEST(!is_said(mayor, "council.gone.group"));
    BOOST_TEST(lines_of(mayor, "council.change.group") == 1);
    BOOST_TEST(lines_of(mayor, "council.change.perimeter") == 1);
    BOOST_TEST(lines_of(mayor, "council.change.animator") == 0);
    // Told once: what is kept now is without him.
    testing::come_back(mayor);
    BOOST_TEST(!is_said(mayor, "council.gone.animator_alone"));
    BOOST_TEST(lines_of(mayor, "council.change.perimeter") == 1);
}

BOOST_FIXTURE_TEST_CASE(of_an_animator_who_left_and_nothing_else_it_is_said_that_he_left, KeptReasonsTown)
{
    auto const gone = member(mayor).member;
    auto const id = school_group_id();
    choose_animator(id);
    mayor.send(app::PrepareGroup{id});
    leave_meanwhile(gone, id);
    BOOST_TEST(is_said(mayor, "council.gone.animator"));
    BOOST_TEST(!is_said(mayor, "council.gone.group"));
    BOOST_TEST(lines_of(mayor, "council.change.animator") == 0);
}

BOOST_FIXTURE_TEST_CASE(a_new_group_whose_name_was_taken_meanwhile_is_said_to_be_there, KeptReasonsTown)
{
    testing::add_phone(mayor, phone);
    testing::sees_what_came(phone, mayor);
    add_group(mayor, "Gare");
    add_group(phone, "GARE");
    sign_elsewhere(phone);
    BOOST_TEST(is_said(mayor, "council.gone.group_exists"));
    BOOST_TEST(!is_said(mayor, "council.gone.new_group"));
    BOOST_TEST(lines_of(mayor, "council.change.new_group") == 0);
}

BOOST_FIXTURE_TEST_CASE(
    a_text_that_holds_no_more_beside_the_other_goes_back_to_its_form_with_its_reason, KeptReasonsTown)
{
    testing::add_phone(mayor, phone);
    testing::sees_what_came(phone, mayor);
    write_rules();
    auto const in_force = mayor.see().texts->form->fields[1].text;
    mayor.send(app::EditText{app::text_form::k_body, typed(in_force + std::string(2000, 'b'))});
    mayor.send(app::PrepareText{});
    BOOST_REQUIRE(lines_of(mayor, "council.change.text") == 1);
    phone.send(app::Go{app::TextsRoute{}});
    phone.send(app::WriteText{1});
    phone.send(app::EditText{app::text_form::k_adopted, typed("10/11/2026")});
    phone.send(app::EditText{app::text_form::k_body, typed(std::string(61'440 - in_force.size() - 100, 'a'))});
    phone.send(app::PrepareText{});
    sign_elsewhere(phone);
    BOOST_TEST(is_said(mayor, "founding.error.texts_too_long"));
    BOOST_TEST(is_said(mayor, "council.review.kept"));
    BOOST_TEST(!is_said(mayor, "council.gone.text"));
    BOOST_TEST(lines_of(mayor, "council.change.text") == 0);
    mayor.send(app::Go{app::TextsRoute{}});
    BOOST_REQUIRE(mayor.see().texts->form.has_value());
    BOOST_TEST(mayor.see().texts->form->fields[0].text == "Règlement de novembre");
    BOOST_TEST(!mayor.see().texts->form->errors.empty());
}

BOOST_AUTO_TEST_SUITE_END()
