// The form of a signalement: what it asks before it is sent, and what is to be done where nothing can be reported yet.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/app/situation_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

namespace field = domain::field;
using testing::coded;
using testing::typed;

struct ReportTown : testing::EmptyTown {
    app::ReportFormView form(Desk& who)
    {
        who.send(app::Go{app::ReportRoute{}});
        BOOST_REQUIRE(who.see().report.has_value());
        return *who.see().report;
    }
};

/// The mayor's form, with what the table of fields requires and nothing on the person.
struct Form : testing::FoundedTown {
    Form()
    {
        mayor.send(app::Go{app::ReportRoute{}});
        edit(field::k_origine, coded(static_cast<std::uint32_t>(domain::Origine::Mediateurs)));
        edit(field::k_motifs, coded(static_cast<std::uint32_t>(domain::Motif::Errance)));
    }
    void edit(std::uint32_t number, app::FieldInput value) { mayor.send(app::EditReport{number, std::move(value)}); }
    /// True when a sheet was made of it.
    bool send()
    {
        mayor.send(app::SendReport{});
        return std::holds_alternative<app::SituationsRoute>(mayor.see().route);
    }
    app::FieldView shown(std::uint32_t number)
    {
        for (auto const* const part : {&mayor.see().report->person, &mayor.see().report->representative}) {
            auto const found = std::ranges::find(*part, number, &app::FieldView::field);
            if (found != part->end())
                return *found;
        }
        BOOST_FAIL("no field " << number);
        return {};
    }
    std::string summed_up(std::uint32_t number)
    {
        for (auto const& [field, error] : mayor.see().report->errors) {
            if (field == number)
                return error.key;
        }
        return {};
    }
    std::vector<GroupId> form_groups()
    {
        mayor.send(app::Go{app::ReportRoute{}});
        return mayor.see().report->group_ids;
    }
    bool says(std::string_view key)
    {
        return std::ranges::any_of(
            mayor.see().shell.toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(reports)

BOOST_FIXTURE_TEST_CASE(s_08_a_signalement_says_of_whom_it_speaks, Form)
{
    BOOST_TEST(!send());
    BOOST_TEST(shown(field::k_nom).error.key == "law.s_08.personne");
    BOOST_TEST(summed_up(field::k_nom) == "law.s_08.personne");
    // Either is enough, and what was wrong is no more once it is typed.
    edit(field::k_prenom, typed("Mathis"));
    BOOST_TEST(shown(field::k_nom).error.empty());
    BOOST_TEST(summed_up(field::k_nom) == "");
    BOOST_TEST(send());
}

BOOST_FIXTURE_TEST_CASE(who_qualifies_a_signalement_himself_is_not_told_that_it_goes_to_somebody, Form)
{
    edit(field::k_nom, typed("Rivière"));
    edit(field::k_naissance, typed("14/05/2005"));
    BOOST_REQUIRE(send());
    // Beside the list of all groups: of none it was asked.
    BOOST_TEST(!std::get<app::SituationsRoute>(mayor.see().route).group.has_value());
    BOOST_TEST(says("situation.report_kept"));
    BOOST_TEST(!says("situation.report_made"));
}

BOOST_FIXTURE_TEST_CASE(r_12_a_minor_is_reported_without_representative_who_will_be_asked_for, Form)
{
    edit(field::k_nom, typed("Rivière"));
    edit(field::k_naissance, typed("05/05/2012"));
    BOOST_TEST(send());
    BOOST_TEST(says("law.r_12.a_venir"));
    auto const record = mayor.see().sheet->record;
    mayor.send(app::SetStatus{record, static_cast<std::uint32_t>(domain::Statut::Retenue), 0});
    BOOST_TEST(says("law.r_12.representant"));
    BOOST_TEST((mayor.see().sheet->record == record));
    // With the reason why there is none it is retained.
    mayor.send(app::SetField{record, field::k_absence_representant, coded(1)});
    mayor.send(app::SetStatus{record, static_cast<std::uint32_t>(domain::Statut::Retenue), 0});
    BOOST_TEST((mayor.see().sheet->record != record));
}

BOOST_FIXTURE_TEST_CASE(r_12_a_situation_that_is_refused_says_it_at_the_field_that_mends_it, Form)
{
    mayor.send(app::EditReport{0, coded(1)});
    edit(field::k_nom, typed("Rivière"));
    edit(field::k_naissance, typed("05/05/2012"));
    BOOST_TEST(!send());
    BOOST_TEST(shown(field::k_representant_1).error.key == "law.r_12.representant");
    BOOST_TEST(shown(field::k_representant_1).error_article.key == "law.r_12.article");
    BOOST_TEST(summed_up(field::k_representant_1) == "law.r_12.representant");
    BOOST_TEST(std::ranges::none_of(
        mayor.see().shell.toasts, [](app::ToastView const& toast) { return toast.refusal.has_value(); }));
    // It is said with what else is wrong, and goes with what may answer it.
    edit(field::k_telephone, typed("abc"));
    BOOST_TEST(!send());
    BOOST_TEST(summed_up(field::k_telephone) == "situation.error.telephone");
    BOOST_TEST(summed_up(field::k_representant_1) == "law.r_12.representant");
    edit(field::k_naissance, typed(""));
    BOOST_TEST(summed_up(field::k_representant_1) == "");
    edit(field::k_telephone, typed(""));
    BOOST_TEST(!send());
    BOOST_TEST(shown(field::k_naissance).error.key == "law.r_12.age_inconnu");
    edit(field::k_representant_1, typed("Rivière"));
    BOOST_TEST(shown(field::k_naissance).error.empty());
    BOOST_TEST(send());
}

BOOST_FIXTURE_TEST_CASE(r_61_a_situation_of_who_is_too_old_says_it_at_the_date_of_birth, Form)
{
    mayor.send(app::EditReport{0, coded(1)});
    edit(field::k_nom, typed("Rivière"));
    edit(field::k_naissance, typed("05/05/1990"));
    BOOST_TEST(!send());
    BOOST_TEST(shown(field::k_naissance).error.key == "law.r_61.age");
    BOOST_TEST(summed_up(field::k_naissance) == "law.r_61.age");
    edit(field::k_naissance, typed("14/05/2005"));
    BOOST_TEST(send());
}

BOOST_FIXTURE_TEST_CASE(r_61_a_signalement_of_who_is_too_old_says_it_at_the_date_of_birth, Form)
{
    edit(field::k_nom, typed("Rivière"));
    edit(field::k_naissance, typed("01/01/1890"));
    BOOST_TEST(!send());
    BOOST_TEST(shown(field::k_naissance).error.key == "law.r_61.age");
    edit(field::k_naissance, typed("14/05/2005"));
    BOOST_TEST(send());
}

BOOST_FIXTURE_TEST_CASE(s_08_what_cannot_be_seen_names_nobody, Form)
{
    for (auto const* const unseen : {"\u200b", "\u2060\u00ad", " \u2800 "}) {
        edit(field::k_nom, typed(unseen));
        edit(field::k_prenom, typed(unseen));
        BOOST_TEST(!send());
        BOOST_TEST(shown(field::k_nom).error.key == "law.s_08.personne");
    }
    edit(field::k_nom, typed("Rivière"));
    BOOST_TEST(send());
}

BOOST_FIXTURE_TEST_CASE(a_name_of_spaces_and_a_date_that_is_none_are_told_at_once, Form)
{
    edit(field::k_nom, typed("   "));
    edit(field::k_naissance, typed("31/02/2012"));
    BOOST_TEST(!send());
    BOOST_TEST(summed_up(field::k_nom) == "law.s_08.personne");
    BOOST_TEST(summed_up(field::k_naissance) == "situation.error.date");
    // The page says the same of that date before it is sent.
    BOOST_TEST((shown(field::k_naissance).error == shown(field::k_naissance).date_error));
}

/// With a first name, on a sheet: the name is not emptied without a word.
BOOST_FIXTURE_TEST_CASE(a_name_of_spaces_on_a_sheet_changes_nothing_and_says_so, Form)
{
    edit(field::k_nom, typed("Rivière"));
    edit(field::k_prenom, typed("Mathis"));
    BOOST_REQUIRE(send());
    auto const record = mayor.see().sheet->record;
    auto const name = [this] {
        return *std::ranges::find(mayor.see().sheet->identity, field::k_nom, &app::FieldView::field);
    };
    mayor.send(app::TypeField{record, field::k_nom, "   "});
    mayor.send(app::SetField{record, field::k_nom, typed("   ")});
    BOOST_TEST(name().error.key == "situation.error.blank");
    BOOST_TEST((name().value == verbatim("Rivière")));
    // Emptied it is, where that is asked.
    mayor.send(app::TypeField{record, field::k_nom, ""});
    mayor.send(app::SetField{record, field::k_nom, typed("")});
    BOOST_TEST(name().error.empty());
    BOOST_TEST(name().value.empty());
}

BOOST_FIXTURE_TEST_CASE(a_telephone_and_an_electronic_address_are_read_before_they_are_kept, Form)
{
    edit(field::k_nom, typed("Rivière"));
    edit(field::k_naissance, typed("14/05/2005"));
    edit(field::k_telephone, typed("abc"));
    edit(field::k_courriel, typed("pas un courriel"));
    edit(field::k_representant_1 + 5, typed("06 12"));
    BOOST_TEST(!send());
    BOOST_TEST(shown(field::k_telephone).error.key == "situation.error.telephone");
    BOOST_TEST(shown(field::k_courriel).error.key == "situation.error.courriel");
    BOOST_TEST(shown(field::k_representant_1 + 5).error.key == "situation.error.telephone");
    BOOST_TEST(summed_up(field::k_telephone) == "situation.error.telephone");
    // What was typed is there to be corrected.
    BOOST_TEST(shown(field::k_telephone).text == "abc");
    BOOST_TEST(shown(field::k_courriel).text == "pas un courriel");
    edit(field::k_telephone, typed("+33 (0)6.12.34.56.78"));
    edit(field::k_courriel, typed(" mathis.riviere@exemple.fr "));
    edit(field::k_representant_1 + 5, typed("06\u00a012\u00a034\u00a056\u00a078"));
    BOOST_REQUIRE(send());
    auto const record = mayor.see().sheet->record;
    auto const written = [&](std::uint32_t number) {
        auto const& fields = mayor.see().sheet->identity;
        return *std::ranges::find(fields, number, &app::FieldView::field);
    };
    BOOST_TEST(written(field::k_courriel).text == "mathis.riviere@exemple.fr");
    // On the sheet too.
    for (auto const* const wrong : {"@exemple.fr", "mathis@exemple", "a@b@c.fr", "mathis@exemple..fr", "a b@c.fr"}) {
        mayor.send(app::TypeField{record, field::k_courriel, wrong});
        mayor.send(app::SetField{record, field::k_courriel, typed(wrong)});
        BOOST_TEST(written(field::k_courriel).error.key == "situation.error.courriel", wrong);
        BOOST_TEST(written(field::k_courriel).text == wrong);
    }
    mayor.send(app::TypeField{record, field::k_courriel, ""});
    mayor.send(app::SetField{record, field::k_courriel, typed("")});
    BOOST_TEST(written(field::k_courriel).error.empty());
    BOOST_TEST(written(field::k_courriel).text == "");
}

BOOST_FIXTURE_TEST_CASE(the_form_begins_with_the_group_and_the_kind_that_it_is_opened_with, Form)
{
    auto const groups = mayor.see().report->group_ids;
    BOOST_REQUIRE(groups.size() == 2U);
    auto const chosen = [&] {
        auto const& options = mayor.see().report->groups;
        auto const found = std::ranges::find_if(options, &app::OptionView::chosen);
        return found == options.end() ? GroupId{} : groups.at(found->code);
    };
    edit(field::k_nom, typed("Rivière"));
    mayor.send(app::ChooseReportGroup{0});
    mayor.send(app::Go{app::HomeRoute{}});
    mayor.send(app::Go{app::ReportRoute{groups[1], app::ReportKind::Situation}});
    // Over what was chosen before; what was typed is there.
    BOOST_TEST(mayor.see().report->as_situation);
    BOOST_TEST((chosen() == groups[1]));
    BOOST_TEST(shown(field::k_nom).text == "Rivière");
    // From « Signaler » it goes on as it was.
    mayor.send(app::Go{app::HomeRoute{}});
    mayor.send(app::Go{app::ReportRoute{}});
    BOOST_TEST(mayor.see().report->as_situation);
    BOOST_TEST((chosen() == groups[1]));
    mayor.send(app::Go{app::ReportRoute{std::nullopt, app::ReportKind::Signalement}});
    BOOST_TEST(!mayor.see().report->as_situation);
    BOOST_TEST((chosen() == groups[1]));
    mayor.send(app::Go{app::ReportRoute{groups[0], app::ReportKind::Situation}});
    edit(field::k_naissance, typed("14/05/2005"));
    BOOST_REQUIRE(send());
    BOOST_TEST(!mayor.see().sheet->is_report);
    BOOST_TEST((std::get<app::SituationsRoute>(mayor.see().route).group == groups[0]));
}

BOOST_FIXTURE_TEST_CASE(what_was_typed_by_mistake_is_abandoned, Form)
{
    mayor.send(app::Go{app::HomeRoute{}});
    auto const groups = form_groups();
    mayor.send(app::Go{app::ReportRoute{groups[1], app::ReportKind::Situation}});
    edit(field::k_nom, typed("Rivière"));
    BOOST_TEST(mayor.see().report->is_typed);
    mayor.send(app::LeaveReport{});
    // Not the form again, from which it was opened.
    BOOST_TEST(std::holds_alternative<app::HomeRoute>(mayor.see().route));
    mayor.send(app::Go{app::ReportRoute{}});
    BOOST_TEST(!mayor.see().report->is_typed);
    BOOST_TEST(!mayor.see().report->as_situation);
    BOOST_TEST(shown(field::k_nom).text == "");
}

BOOST_FIXTURE_TEST_CASE(r_04_who_reports_for_another_reason_is_told_what_it_waits_for, ReportTown)
{
    mayor.found_council();
    mayor.wait(1000);
    testing::join_school(mayor, school);
    school.remote.offline = true;
    auto const is_told = [this](domain::Motif motif) {
        school.send(app::Go{app::ReportRoute{}});
        school.send(app::EditReport{field::k_nom, typed("Rivière")});
        school.send(app::EditReport{field::k_naissance, typed("14/05/2005")});
        school.send(app::EditReport{field::k_origine, coded(static_cast<std::uint32_t>(domain::Origine::Mediateurs))});
        school.send(app::EditReport{field::k_motifs, coded(static_cast<std::uint32_t>(motif))});
        school.send(app::SendReport{});
        BOOST_REQUIRE(std::holds_alternative<app::SituationsRoute>(school.see().route));
        return std::ranges::any_of(school.see().shell.toasts, [](app::ToastView const& toast) {
            return toast.text.key == "law.r_04.a_venir";
        });
    };
    BOOST_TEST(!is_told(domain::Motif::Errance));
    auto const& said = school.see().shell.toasts;
    BOOST_TEST(std::ranges::any_of(
        said, [](app::ToastView const& toast) { return toast.text.key == "situation.report_made"; }));
    BOOST_TEST(is_told(domain::Motif::Autre));
}

BOOST_FIXTURE_TEST_CASE(r_22_without_a_nominative_space_the_form_says_how_there_will_be_one, ReportTown)
{
    testing::FoundedTown adopted;
    BOOST_TEST(!form(adopted.mayor).refusal.has_value());
    mayor.found_without_adoption();
    mayor.wait(5000);
    auto const shown = form(mayor);
    BOOST_REQUIRE(shown.refusal.has_value());
    BOOST_TEST(shown.refusal->message.key == "law.r_22.espace");
    BOOST_TEST(shown.refusal->article.key == "law.r_22.article");
    BOOST_TEST(shown.groups.empty());
    BOOST_TEST(shown.person.empty());
    // Sent all the same, nothing is made.
    mayor.send(app::SendReport{});
    BOOST_TEST(std::holds_alternative<app::ReportRoute>(mayor.see().route));
}

BOOST_FIXTURE_TEST_CASE(r_21_a_member_of_no_group_is_told_to_enter_one, ReportTown)
{
    mayor.found_council();
    mayor.wait(5000);
    namespace field = app::invite_field;
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::EditInvite{field::k_name, testing::typed("Camille Durand")});
    mayor.send(app::EditInvite{
        field::k_quality, testing::coded(static_cast<std::uint32_t>(domain::Qualite::EducationNationale))});
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    testing::answer_invitation(school, mayor.see().members->invitations.front().link);
    testing::prepare_entry(mayor);
    mayor.sign();
    mayor.wait(5000);
    school.wait(60'000);
    BOOST_REQUIRE(school.see().signed_in);
    BOOST_TEST(!form(mayor).refusal.has_value());
    auto const shown = form(school);
    BOOST_REQUIRE(shown.refusal.has_value());
    BOOST_TEST(shown.refusal->message.key == "law.r_21.aucun_groupe");
    BOOST_TEST(shown.refusal->article.key == "law.r_21.article");
}

BOOST_FIXTURE_TEST_CASE(m_09_no_judicial_care_is_asked_for_nor_taken, ReportTown)
{
    mayor.found_council();
    mayor.wait(5000);
    auto const judicial = app::k_care_fields + static_cast<std::uint32_t>(domain::TypePriseEnCharge::Judiciaire);
    auto const shown = form(mayor);
    BOOST_TEST(!shown.cares.empty());
    BOOST_TEST(std::ranges::none_of(shown.cares, [&](app::FieldView const& field) { return field.field == judicial; }));
    auto const record = testing::open_situation(mayor, {});
    auto const asks = [&] {
        return std::ranges::any_of(
            mayor.see().sheet->cares, [&](app::FieldView const& field) { return field.field == judicial; });
    };
    BOOST_TEST(!asks());
    mayor.send(app::SetField{record, judicial, testing::coded(1)});
    BOOST_TEST(mayor.see().shell.toasts.back().refusal->message.key == "law.m_09.prise_en_charge");
    BOOST_TEST(!asks());
    auto const social = app::k_care_fields + static_cast<std::uint32_t>(domain::TypePriseEnCharge::Sociale);
    mayor.send(app::SetField{record, social, testing::coded(1)});
    auto const& cares = mayor.see().sheet->cares;
    auto const kept = std::ranges::find(cares, social, &app::FieldView::field);
    BOOST_REQUIRE((kept != cares.end()));
    BOOST_TEST(kept->value.key == "domain.oui_non_inconnu.oui");
    mayor.send(app::SetField{record, social, testing::coded(0)});
    auto const& after = mayor.see().sheet->cares;
    BOOST_TEST(std::ranges::find(after, social, &app::FieldView::field)->value.empty());
}

BOOST_AUTO_TEST_SUITE_END()
