// A prepared correction whose record changed before it is signed: what came meanwhile is read, and nothing that was
// typed is lost.

#include "tests/core/app/kept_town.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;
using testing::is_said;
using testing::sign_draft;
using testing::typed;

namespace {

/// The mayor at two desks, with a member of the council.
struct RenewedTown : testing::KeptTownWithSchool {
    RenewedTown()
    {
        testing::add_phone(mayor, phone);
        testing::sees_what_came(phone, mayor);
    }

    static void populate(Desk& who, std::string number)
    {
        who.send(app::Go{app::CouncilRoute{}});
        who.send(app::EditCouncil{app::council_form::k_population, typed(std::move(number))});
        who.send(app::PrepareCouncil{});
    }
    void edit_member(Desk& who, std::uint32_t field, std::string text)
    {
        auto const id = member(who).member;
        who.send(app::EditMember{field, typed(std::move(text))});
        who.send(app::PrepareMember{id});
    }
    static void edit_group(Desk& who, GroupId const& id, std::uint32_t field, std::string text)
    {
        who.send(app::Go{app::GroupsRoute{id}});
        who.send(app::EditGroup{field, typed(std::move(text))});
    }
    std::vector<GroupId> groups()
    {
        mayor.send(app::Go{app::GroupsRoute{}});
        std::vector<GroupId> ids;
        for (auto const& row : mayor.see().groups->rows)
            ids.push_back(row.group);
        BOOST_REQUIRE(ids.size() == 2U);
        return ids;
    }
    /// The first group is to be called as the phone then calls the second.
    void take_name_meanwhile()
    {
        auto const ids = groups();
        edit_group(mayor, ids[0], app::group_form::k_name, "Gare");
        mayor.send(app::PrepareGroup{ids[0]});
        edit_group(phone, ids[0], app::group_form::k_perimeter, "Vieille ville");
        phone.send(app::PrepareGroup{ids[0]});
        edit_group(phone, ids[1], app::group_form::k_name, "Gare");
        phone.send(app::PrepareGroup{ids[1]});
        sign_draft(phone);
        testing::sees_what_came(mayor, phone);
    }
    app::FieldView group_field(GroupId const& id, std::uint32_t field)
    {
        mayor.send(app::Go{app::GroupsRoute{id}});
        auto const& form = mayor.see().groups->detail->form;
        auto const found = std::ranges::find(form, field, &app::FieldView::field);
        BOOST_REQUIRE((found != form.end()));
        return *found;
    }
    /// The passphrase typed at the desk, which has not heard of the other's act, asks to read again.
    void signs_too_late()
    {
        mayor.submit("ok", {{"passphrase", mayor.passphrase}});
        BOOST_REQUIRE((mayor.form().kind == app::FormKind::SignAct));
        BOOST_TEST(mayor.error_at("") == "council.act.changed");
    }
    std::ptrdiff_t place_of_line(std::string_view key)
    {
        auto const& lines = mayor.form().lines;
        auto const found = std::ranges::find(lines, key, [](app::FormLine const& line) { return line.text.key; });
        return found == lines.end() ? -1 : found - lines.begin();
    }
    bool shows_line(Phrase const& said)
    {
        auto const& lines = mayor.form().lines;
        return std::ranges::any_of(lines, [&said](app::FormLine const& line) { return line.text == said; });
    }

    Desk phone{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(renewed_corrections)

BOOST_FIXTURE_TEST_CASE(r_58_a_population_is_not_written_over_another_s_unread, RenewedTown)
{
    populate(mayor, "6 200");
    mayor.send(app::SignDraft{});
    populate(phone, "7 000");
    sign_draft(phone);
    signs_too_late();
    BOOST_TEST(shows_line(
        phrase("council.change.population").with("n", std::int64_t{6200}).with("former", std::int64_t{7000})));
    mayor.sign();
    mayor.send(app::Go{app::CouncilRoute{}});
    auto const now = phrase("council.commune").with("name", "Saint-Aubin-des-Essais").with("n", std::int64_t{6200});
    BOOST_TEST(std::ranges::any_of(
        mayor.see().council->fields, [&now](app::FieldView const& fact) { return fact.value == now; }));
}

BOOST_FIXTURE_TEST_CASE(r_58_an_end_of_mandate_is_not_written_over_another_s_unread, RenewedTown)
{
    edit_member(mayor, app::member_form::k_end, "31/08/2032");
    mayor.send(app::SignDraft{});
    BOOST_TEST(shows_line(phrase("council.change.ends")
                              .with("date", Date{2032, 8, 31})
                              .with("former", TextRef{"council.change.unsaid"})));
    edit_member(phone, app::member_form::k_end, "30/06/2030");
    sign_draft(phone);
    signs_too_late();
    BOOST_TEST(
        shows_line(phrase("council.change.ends").with("date", Date{2032, 8, 31}).with("former", Date{2030, 6, 30})));
}

BOOST_FIXTURE_TEST_CASE(a_correction_that_is_wrong_by_now_goes_back_to_its_form, RenewedTown)
{
    take_name_meanwhile();
    mayor.send(app::SignDraft{});
    BOOST_TEST((mayor.form().kind == app::FormKind::None));
    BOOST_TEST(is_said(mayor, "council.review.kept"));
    BOOST_TEST(!is_said(mayor, "council.gone.group"));
    BOOST_TEST(testing::lines_of(mayor, "council.change.group") == 0);
    auto const id = groups().front();
    auto const name = group_field(id, app::group_form::k_name);
    BOOST_TEST(name.text == "Gare");
    BOOST_TEST(name.error.key == "council.group.error.exists");
    // Another name is all that it takes, also in another session.
    testing::come_back(mayor);
    BOOST_TEST(group_field(id, app::group_form::k_name).text == "Gare");
    edit_group(mayor, id, app::group_form::k_name, "Quartier de la gare");
    mayor.send(app::PrepareGroup{id});
    BOOST_TEST(testing::lines_of(mayor, "council.change.group") == 1);
}

BOOST_FIXTURE_TEST_CASE(what_is_typed_of_another_group_stays_when_a_correction_is_wrong_by_now, RenewedTown)
{
    take_name_meanwhile();
    auto const other = groups().back();
    edit_group(mayor, other, app::group_form::k_perimeter, "Quais");
    mayor.send(app::SignDraft{});
    BOOST_TEST(is_said(mayor, "council.review.lost"));
    BOOST_TEST(!is_said(mayor, "council.review.kept"));
    BOOST_TEST(group_field(other, app::group_form::k_perimeter).text == "Quais");
}

/// Both were accepted one beside the other.
BOOST_FIXTURE_TEST_CASE(a_function_and_a_mandate_of_one_member_are_both_asked_for_again, RenewedTown)
{
    prepare_function(mayor, Profile::Referent);
    edit_member(mayor, app::member_form::k_end, "31/08/2032");
    BOOST_TEST(testing::lines_of(mayor, "council.change.mandate") == 1);
    edit_member(phone, app::member_form::k_organisation, "Habitat des Essais");
    sign_draft(phone);
    testing::sees_what_came(mayor, phone);
    mayor.send(app::SignDraft{});
    BOOST_REQUIRE((mayor.form().kind == app::FormKind::SignAct));
    BOOST_TEST(!is_said(mayor, "council.gone.member"));
    BOOST_TEST(!is_said(mayor, "council.change.already"));
    BOOST_TEST(place_of_line("council.change.function") >= 0);
    BOOST_TEST(place_of_line("council.change.function") < place_of_line("council.change.mandate"));
}

BOOST_AUTO_TEST_SUITE_END()
