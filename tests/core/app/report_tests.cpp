// The form of a signalement where nothing can be reported yet: it says what is to be done.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/app/situation_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::Desk;
using testing::MemoryServer;

namespace {

struct Town : testing::EmptyTown {
    app::ReportFormView form(Desk& who)
    {
        who.send(app::Go{app::ReportRoute{}});
        BOOST_REQUIRE(who.see().report.has_value());
        return *who.see().report;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(report)

BOOST_FIXTURE_TEST_CASE(r_22_without_a_nominative_space_the_form_says_how_there_will_be_one, Town)
{
    mayor.found_without_adoption();
    mayor.wait(1000);
    auto const shown = form(mayor);
    BOOST_REQUIRE(shown.refusal.has_value());
    BOOST_TEST(shown.refusal->message.key == "situation.report.no_space");
    BOOST_TEST(shown.refusal->article.key == "law.r_22.article");
    BOOST_TEST(shown.groups.empty());
    BOOST_TEST(shown.person.empty());
    // Sent all the same, nothing is made.
    mayor.send(app::SendReport{});
    BOOST_TEST(std::holds_alternative<app::ReportRoute>(mayor.see().route));
}

BOOST_FIXTURE_TEST_CASE(r_21_a_member_of_no_group_is_told_to_enter_one, Town)
{
    mayor.found_council();
    mayor.wait(1000);
    namespace field = app::invite_field;
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::EditInvite{field::k_name, testing::typed("Camille Durand")});
    mayor.send(app::EditInvite{
        field::k_quality, testing::coded(static_cast<std::uint32_t>(domain::Qualite::EducationNationale))});
    mayor.send(app::SendInvite{});
    mayor.wait(1000);
    testing::answer_invitation(school, mayor.see().members->invitations.front().link);
    testing::prepare_entry(mayor);
    mayor.sign();
    mayor.wait(1000);
    school.wait(60'000);
    BOOST_REQUIRE(school.see().signed_in);
    auto const shown = form(school);
    BOOST_REQUIRE(shown.refusal.has_value());
    BOOST_TEST(shown.refusal->message.key == "situation.report.no_group");
}

BOOST_FIXTURE_TEST_CASE(m_09_no_judicial_care_is_asked_for_nor_taken, Town)
{
    mayor.found_council();
    mayor.wait(1000);
    auto const judicial = app::k_care_fields + static_cast<std::uint32_t>(domain::TypePriseEnCharge::Judiciaire);
    auto const shown = form(mayor);
    BOOST_TEST(std::ranges::none_of(shown.facts, [&](app::FieldView const& field) { return field.field == judicial; }));
    auto const record = testing::open_situation(mayor, {});
    auto const asks = [&] {
        return std::ranges::any_of(
            mayor.see().sheet->follow_up, [&](app::FieldView const& field) { return field.field == judicial; });
    };
    BOOST_TEST(!asks());
    mayor.send(app::SetField{record, judicial, testing::coded(1)});
    BOOST_TEST(mayor.see().shell.toasts.back().refusal->message.key == "law.m_09.prise_en_charge");
    BOOST_TEST(!asks());
    auto const social = app::k_care_fields + static_cast<std::uint32_t>(domain::TypePriseEnCharge::Sociale);
    mayor.send(app::SetField{record, social, testing::coded(1)});
    auto const& follow_up = mayor.see().sheet->follow_up;
    auto const kept = std::ranges::find(follow_up, social, &app::FieldView::field);
    BOOST_REQUIRE((kept != follow_up.end()));
    BOOST_TEST(kept->value.key == "domain.oui_non_inconnu.oui");
    mayor.send(app::SetField{record, social, testing::coded(0)});
    auto const& after = mayor.see().sheet->follow_up;
    BOOST_TEST(std::ranges::find(after, social, &app::FieldView::field)->value.empty());
}

BOOST_AUTO_TEST_SUITE_END()
