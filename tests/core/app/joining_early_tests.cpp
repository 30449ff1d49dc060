// Who joins before the règlement intérieur is adopted (docs/decisions/0014).

#include "tests/core/app/adopting_council.hpp"
#include "tests/core/app/sheet_town.hpp"

using namespace huisclos;

namespace {

/// « Signaler », as it is shown where nothing can be reported.
app::ReportFormView refused_report(testing::Desk& who)
{
    who.send(app::Go{app::ReportRoute{}});
    BOOST_REQUIRE(who.see().report.has_value());
    BOOST_REQUIRE(who.see().report->refusal.has_value());
    return *who.see().report;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(joining_early)

/// Decision 26 with model 3.4: he is let in before the adoption, and nothing nominative opens to him by it.
BOOST_FIXTURE_TEST_CASE(r_22_who_joins_early_accepts_the_rules_once_in_force, testing::AdoptingCouncil)
{
    namespace field = app::invite_field;
    using Texts = std::vector<std::string>;
    Texts const charter_alone{"domain.type_texte.charte"};
    found_without_adoption();
    BOOST_TEST(texts_accepted_by("Claire Vasseur") == charter_alone);
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::EditInvite{field::k_name, testing::typed("Camille Durand")});
    mayor.send(
        app::EditInvite{field::k_quality, testing::coded(static_cast<std::uint32_t>(domain::Qualite::Coordonnateur))});
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    BOOST_REQUIRE(mayor.see().members->invitations.size() == 1U);
    school.clock.time = mayor.clock.time;
    school.open(testing::fragment_of(mayor.see().members->invitations.front().link));
    BOOST_REQUIRE((school.form().kind == app::FormKind::Join));
    BOOST_TEST((school.form().asked == std::vector<std::string>{"charter"}));
    BOOST_REQUIRE(school.form().lines.size() == 2U);
    BOOST_TEST(school.form().lines[1].label.key == "doors.join.rules_not_adopted");
    BOOST_TEST(!(school.form().lines[1].text == verbatim("")));
    BOOST_TEST(school.form().intro.back().key == "doors.join.rules_later");
    school.submit("ok", {{"name", "Camille Durand"}});
    BOOST_TEST((school.form().kind == app::FormKind::Join));  // The charter is accepted all the same.
    school.submit("ok", {{"charter", "1"}, {"rules", "1"}, {"name", "Camille Durand"}});
    school.choose_passphrase();
    school.keep_kit();
    testing::prepare_entry(mayor);
    mayor.sign();
    mayor.wait(5000);
    school.clock.time = mayor.clock.time;
    school.wait(60'000);
    BOOST_REQUIRE(school.see().signed_in);
    // Whatever his client read in the form: what stands on the card he sent.
    BOOST_TEST(texts_accepted_by("Camille Durand") == charter_alone);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.coordinator") == nullptr);
    // To the mayor no more than to her: to both it opens below, once it is adopted and accepted.
    BOOST_TEST(refusal_of(mayor, "Centre") == "law.r_22.adoption");
    BOOST_TEST(refusal_of(school, "Centre") == "law.r_22.adoption");
    BOOST_TEST(testing::find_todo(school, "council.todo.texts") == nullptr);

    write_rules({{"Centre", "03/11/2026"}}, "10/11/2026");
    testing::sign_draft(mayor);
    accept_rules(mayor);
    BOOST_REQUIRE(open_situation(mayor, "Centre", "Rivière"));
    BOOST_TEST(refusal_of(mayor, "Centre") == "");
    BOOST_TEST(rows(mayor) == 1U);
    mayor.send(app::Go{app::ReportRoute{}});
    BOOST_REQUIRE(mayor.see().report.has_value());
    BOOST_TEST(!mayor.see().report->refusal.has_value());
    testing::sees_what_came(school, mayor);
    // What he read while it was not adopted counts for nothing, box ticked or not.
    BOOST_TEST(refusal_of(school, "Centre") == "law.r_21.reglement");
    BOOST_TEST(rows(school) == 0U);
    BOOST_REQUIRE(testing::find_todo(school, "council.todo.texts") != nullptr);
    BOOST_TEST(testing::find_todo(school, "situation.awaited") == nullptr);
    auto const unread = refused_report(school);
    BOOST_TEST(unread.refusal->message.key == "law.r_21.reglement");
    BOOST_TEST(unread.refusal->article.key == "law.r_21.article");
    BOOST_REQUIRE(unread.way_in.size() == 1U);
    BOOST_TEST(std::holds_alternative<app::TextsRoute>(std::get<app::Go>(unread.way_in.front().command).route));
    accept_rules(school);
    // He waits, and is told for what and for whom.
    auto const waits = refused_report(school);
    BOOST_TEST(waits.refusal->message.key == "law.r_21.cle");
    BOOST_REQUIRE(waits.way_in.size() == 1U);
    BOOST_TEST(waits.way_in.front().title.key == "situation.awaited");
    auto const* const awaited = testing::find_todo(school, "situation.awaited");
    BOOST_REQUIRE(awaited != nullptr);
    BOOST_TEST(awaited->detail.key == "situation.awaited.from");
    BOOST_TEST((awaited->detail.args.front().second == PhraseArg(std::string("Claire Vasseur"))));
    BOOST_TEST(std::get<app::MembersRoute>(std::get<app::Go>(awaited->command).route).member.has_value());
    BOOST_TEST(testing::find_todo(mayor, "situation.awaited") == nullptr);
    // The list says so too, not that no situation is there.
    auto const why_empty = [](testing::Desk& who) {
        who.send(app::Go{app::SituationsRoute{}});
        BOOST_TEST(!who.see().situations->refusal.has_value());
        return who.see().situations->empty;
    };
    auto const why = why_empty(school);
    BOOST_TEST(why.key == "situation.empty_key.from");
    BOOST_TEST(school.see().situations->summary.key == "");
    BOOST_TEST((testing::argument(why, "name") == PhraseArg(std::string("Claire Vasseur"))));
    BOOST_TEST((testing::argument(why, "group") == PhraseArg(std::string("Centre"))));
    BOOST_TEST(why_empty(mayor).key == "situation.empty");
    BOOST_TEST(mayor.see().situations->summary.key == "situation.summary.one");
    testing::sees_what_came(mayor, school);
    auto const* const waiting = testing::find_todo(mayor, "council.todo.without_key");
    BOOST_REQUIRE(waiting != nullptr);
    mayor.send(app::Command(waiting->command));
    mayor.wait(5000);
    testing::sees_what_came(school, mayor);
    testing::sees_what_came(school, mayor);
    BOOST_TEST(refusal_of(school, "Centre") == "");
    BOOST_TEST(rows(school) == 1U);
    BOOST_TEST(testing::find_todo(school, "situation.awaited") == nullptr);
    school.send(app::Go{app::ReportRoute{}});
    BOOST_TEST(!school.see().report->refusal.has_value());
    BOOST_TEST(
        texts_accepted_by("Camille Durand") ==
        (Texts{"domain.type_texte.charte", "domain.type_texte.reglement_interieur"}));
}

BOOST_FIXTURE_TEST_CASE(
    who_holds_a_former_key_is_told_of_each_space_whose_new_one_he_waits_for, testing::AcceptedCouncil)
{
    BOOST_REQUIRE(testing::find_todo(school, "situation.awaited") == nullptr);

    // What the mayor reads gets new keys, while only he has accepted the next version.
    adopt_next();
    accept_rules(mayor);
    testing::Desk phone(server);
    testing::add_phone(mayor, phone);
    phone.send(app::Go{app::DeviceRoute{}});
    auto const own = phone.see().device->own;
    mayor.app().note_input();
    testing::declare_lost(mayor, std::ranges::find_if(own, &app::OwnDeviceView::is_this)->device);
    mayor.wait(sync::k_head_every_ms);
    testing::sees_what_came(school, mayor);
    testing::sees_what_came(school, mayor);
    BOOST_TEST(testing::find_todo(school, "situation.awaited") == nullptr);
    accept_rules(school);

    auto const lines = [](testing::Desk& who, std::string_view key) {
        who.send(app::Go{app::HomeRoute{}});
        auto const& todo = who.see().home->todo;
        return std::ranges::count_if(todo, [key](app::TodoView const& line) { return line.title.key == key; });
    };
    auto const* const awaited = testing::find_todo(school, "situation.awaited");
    BOOST_REQUIRE(awaited != nullptr);
    BOOST_TEST(awaited->detail.key == "situation.awaited.newest");
    auto const told = lines(school, "situation.awaited");
    testing::sees_what_came(mayor, school);
    BOOST_TEST(lines(mayor, "council.todo.without_key") == told);
}

BOOST_AUTO_TEST_SUITE_END()
