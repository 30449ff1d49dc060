// What a member sees around a text that he has not accepted, or that is not in force yet: on Home, where situations
// would be, on the page of texts, among the acts.

#include <algorithm>
#include <optional>

#include "tests/core/app/adopting_council.hpp"
#include "tests/core/app/kept_town.hpp"
#include "tests/core/app/sheet_town.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using domain::Profile;
using testing::AcceptedCouncil;
using testing::argument;
using testing::coded;
using testing::Desk;
using testing::typed;
using testing::word;

namespace {

struct AwaitedAdoption : testing::AdoptingCouncil {
    AwaitedAdoption()
    {
        found_without_adoption();
        school_joins();
        testing::name_as(mayor, testing::k_school_name, Profile::Coordonnateur);
        testing::sees_what_came(school, mayor, 60'000);
    }
};

struct ControlledCouncil : testing::AdoptingCouncil {
    ControlledCouncil()
    {
        mayor.found_council();
        mayor.wait(5000);
        testing::dpo_joins(mayor, dpo, domain::Qualite::DelegueProtectionDonnees);
    }

    Desk dpo{server};
};

app::TextView rules_seen_by(Desk& who)
{
    who.send(app::Go{app::TextsRoute{.reads = true}});
    auto const& texts = who.see().texts->texts;
    auto const rules = std::ranges::find(texts, testing::AdoptingCouncil::k_text, &app::TextView::what);
    BOOST_REQUIRE((rules != texts.end()));
    return *rules;
}

std::vector<app::TodoView> todo_of_home(Desk& who)
{
    who.send(app::Go{app::HomeRoute{}});
    return who.see().home->todo;
}

bool is_told_on_home(Desk& who, std::string_view key)
{
    who.send(app::Go{app::HomeRoute{}});
    auto const& limits = who.see().home->limits;
    return limits && limits->message.key == key && !limits->article.key.empty();
}

/// Of all the acts, the last first.
std::vector<Phrase> told_texts(Desk& who)
{
    who.send(app::Go{app::ActsRoute{}});
    std::vector<Phrase> told;
    for (auto const& act : who.see().acts->signed_acts) {
        for (auto const& line : act.lines) {
            if (line.text.key == "council.change.text" || line.text.key == "council.op.text" ||
                line.text.key == "council.op.text_undated")
                told.push_back(line.text);
        }
    }
    return told;
}

bool is_number(Phrase const& said, std::string_view name, std::int64_t number)
{
    return argument(said, name) == PhraseArg(number);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(texts_to_accept)

BOOST_FIXTURE_TEST_CASE(r_21_a_text_to_accept_comes_first_by_its_name_and_says_what_it_replaces, AcceptedCouncil)
{
    BOOST_TEST(testing::find_todo(school, "council.todo.texts") == nullptr);
    BOOST_TEST(testing::shows(school, "session.nav.texts"));
    adopt_next();
    testing::sees_what_came(school, mayor);
    auto const first = todo_of_home(school).front();
    BOOST_REQUIRE(first.title.key == "council.todo.texts");
    BOOST_TEST(word(first.title, "text") == "domain.type_texte.reglement_interieur");
    BOOST_TEST(is_number(first.title, "version", 3));
    BOOST_TEST(first.detail.key == "council.todo.texts_again");
    BOOST_TEST(is_number(first.detail, "former", 2));
    BOOST_TEST(word(first.detail, "why") == "council.todo.texts_bar");
    BOOST_TEST(testing::shows(school, "session.nav.texts_to_accept"));

    auto const rules = rules_seen_by(school);
    BOOST_TEST((argument(first.detail, "title") == rules.title.args.front().second));
    BOOST_TEST(rules.may_accept);
    BOOST_TEST(rules.former.key == "council.text.former");
    BOOST_TEST(is_number(rules.former, "version", 2));
    BOOST_TEST((argument(rules.former, "date") == argument(first.detail, "date")));
    school.send(app::AcceptText{k_text});
    auto const asked = school.form().lines.front().text;
    BOOST_TEST(asked.key == "council.text.accept_line");
    BOOST_TEST(is_number(asked, "version", 3));
    BOOST_TEST((argument(asked, "date") == PhraseArg(Date{2026, 11, 13})));
    BOOST_TEST(rules_seen_by(school).accepted_on.empty());
    school.sign();
    school.wait(5000);
    // As his page among the members says it.
    auto const accepted = rules_seen_by(school).accepted_on;
    BOOST_TEST(accepted.key == "council.text.accepted_on");
    BOOST_TEST((argument(accepted, "date") == PhraseArg(paris_date(school.clock.now()))));
    BOOST_TEST(rules_seen_by(school).former.empty());
    BOOST_TEST(testing::shows(school, "session.nav.texts"));
    BOOST_TEST(testing::find_todo(school, "council.todo.texts") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(r_21_where_situations_are_refused_nothing_is_counted_and_the_text_is_offered, AcceptedCouncil)
{
    school.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(!school.see().situations->refusal.has_value());
    BOOST_TEST(!school.see().situations->summary.empty());
    BOOST_TEST(school.see().situations->way_in.empty());
    adopt_next();
    testing::sees_what_came(school, mayor);
    school.send(app::Go{app::SituationsRoute{}});
    auto const list = school.see().situations.value();
    BOOST_REQUIRE(list.refusal.has_value());
    BOOST_TEST(list.refusal->message.key == "law.r_21.reglement");
    BOOST_TEST(list.summary.empty());
    BOOST_REQUIRE(list.way_in.size() == 1U);
    BOOST_TEST(std::get<app::TextsRoute>(std::get<app::Go>(list.way_in.front().command).route).reads);
}

BOOST_FIXTURE_TEST_CASE(r_21_what_an_acceptance_opens_is_offered_until_another_screen_is_shown, AcceptedCouncil)
{
    adopt_next();
    testing::sees_what_came(school, mayor);
    school.send(app::Go{app::SituationsRoute{}});
    BOOST_REQUIRE(school.see().situations->refusal.has_value());
    auto const offered = [this]() -> std::optional<app::Command> {
        for (auto const& toast : school.see().shell.toasts) {
            if (toast.button && toast.button->label.key == "council.text.see_situations") {
                BOOST_TEST(toast.text.key == "council.text.accepted");
                BOOST_TEST((toast.tone == app::Tone::Success));
                return toast.button->command;
            }
        }
        return std::nullopt;
    };
    BOOST_TEST(rules_seen_by(school).may_accept);
    BOOST_TEST(!offered().has_value());
    accept_rules(school);
    auto const way = offered();
    BOOST_REQUIRE(way.has_value());
    school.send(*way);
    BOOST_REQUIRE(school.see().situations.has_value());
    BOOST_TEST(!school.see().situations->refusal.has_value());
    BOOST_TEST(!offered().has_value());
}

/// Also where a command leads there and not a link.
BOOST_FIXTURE_TEST_CASE(r_21_nor_is_it_offered_once_what_is_prepared_shows_the_act, AcceptedCouncil)
{
    adopt_next();
    auto const member = testing::find_member(mayor, testing::k_school_name);
    accept_rules(mayor);
    auto const is_offered = [this] {
        return std::ranges::any_of(mayor.see().shell.toasts, [](app::ToastView const& toast) {
            return toast.button && toast.button->label.key == "council.text.see_situations";
        });
    };
    BOOST_TEST(is_offered());
    mayor.send(app::PrepareRemoveMember{member});
    BOOST_REQUIRE(mayor.see().acts.has_value());
    BOOST_REQUIRE(!mayor.see().acts->draft.empty());
    BOOST_TEST(!is_offered());
}

BOOST_FIXTURE_TEST_CASE(r_25_the_delegue_who_has_not_accepted_is_named_to_the_mayor_as_any_member, ControlledCouncil)
{
    BOOST_TEST(testing::find_todo(mayor, "council.todo.late_signer") == nullptr);
    write_rules({{"Centre", "11/11/2026"}, {"Collèges", "11/11/2026"}}, "13/11/2026");
    testing::sign_draft(mayor);
    auto const* const late = testing::find_todo(mayor, "council.todo.late_signer");
    BOOST_REQUIRE(late != nullptr);
    BOOST_TEST((argument(late->title, "name") == PhraseArg(std::string(testing::k_dpo_name))));
    // What opens to the others does not to him.
    BOOST_TEST(late->detail.key == "council.todo.late_delegate");
    testing::sees_what_came(dpo, mayor);
    accept_rules(dpo);
    testing::exchange(dpo, mayor);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.late_signer") == nullptr);
}

/// Nothing will open to him: he is not among those to whom it is said that nothing does until then.
BOOST_FIXTURE_TEST_CASE(r_25_the_delegue_is_named_apart_from_the_others_who_have_not_accepted, testing::AdoptingCouncil)
{
    mayor.found_council();
    mayor.wait(5000);
    school_joins();
    Desk dpo{server};
    testing::dpo_joins(mayor, dpo, domain::Qualite::DelegueProtectionDonnees);
    write_rules({{"Centre", "11/11/2026"}, {"Collèges", "11/11/2026"}}, "13/11/2026");
    testing::sign_draft(mayor);
    std::map<std::string, std::string> told;
    for (auto const& todo : todo_of_home(mayor)) {
        BOOST_TEST(todo.title.key != "council.todo.late_signers");
        if (todo.title.key == "council.todo.late_signer")
            told.emplace(std::get<std::string>(argument(todo.title, "name")), todo.detail.key);
    }
    BOOST_REQUIRE(told.size() == 2U);
    BOOST_TEST(told.at(std::string(testing::k_school_name)) == "council.todo.late_signers_detail");
    BOOST_TEST(told.at(std::string(testing::k_dpo_name)) == "council.todo.late_delegate");
}

/// He lists no situation, before or after.
BOOST_FIXTURE_TEST_CASE(r_25_an_acceptance_that_opens_nothing_offers_no_way, ControlledCouncil)
{
    write_rules({{"Centre", "11/11/2026"}, {"Collèges", "11/11/2026"}}, "13/11/2026");
    testing::sign_draft(mayor);
    testing::sees_what_came(dpo, mayor);
    accept_rules(dpo);
    auto const& said = dpo.see().shell.toasts.back();
    BOOST_TEST(said.text.key == "council.text.accepted");
    BOOST_TEST(!said.button.has_value());
}

BOOST_FIXTURE_TEST_CASE(
    each_of_two_texts_to_accept_has_its_line_and_the_first_signature_tells_of_the_other, AcceptedCouncil)
{
    mayor.send(app::Go{app::TextsRoute{}});
    mayor.send(app::WriteText{1});
    mayor.send(app::EditText{app::text_form::k_adopted, typed("13/11/2026")});
    mayor.send(app::PrepareText{});
    adopt_next();
    auto const todo = todo_of_home(mayor);
    BOOST_REQUIRE(todo.size() >= 2U);
    BOOST_TEST(todo[0].title.key == "council.todo.texts");
    BOOST_TEST(todo[1].title.key == "council.todo.texts");
    BOOST_TEST((todo[0].title != todo[1].title));
    BOOST_TEST(todo[0].id != todo[1].id);
    auto const last_said = [this] {
        return mayor.see().shell.toasts.back().text.key;
    };
    accept_rules(mayor);
    BOOST_TEST(last_said() == "council.text.accepted_one");
    mayor.send(app::AcceptText{1});
    mayor.sign();
    mayor.wait(5000);
    BOOST_TEST(last_said() == "council.text.accepted");
}

/// He has said that the weekly words differ: as long as nothing is written, no text is accepted either.
BOOST_FIXTURE_TEST_CASE(a_text_to_accept_stands_below_what_stops_all_writing, AcceptedCouncil)
{
    adopt_next();
    testing::sees_what_came(school, mayor);
    school.kill();
    testing::write_slot(school, app::k_draft_week, Bytes{2});
    school.open();
    school.sign_in();
    auto const todo = todo_of_home(school);
    BOOST_REQUIRE(todo.size() >= 2U);
    BOOST_TEST(todo[0].title.key == "council.week.differ");
    BOOST_TEST(todo[1].title.key == "council.todo.texts");
}

BOOST_FIXTURE_TEST_CASE(of_who_may_be_out_no_text_is_asked_by_home_by_the_menu_or_by_its_page, AcceptedCouncil)
{
    adopt_next();
    testing::sees_what_came(school, mayor);
    auto const is_asked = [this] {
        bool const by_home = testing::find_todo(school, "council.todo.texts") != nullptr;
        BOOST_TEST(testing::shows(school, "session.nav.texts_to_accept") == by_home);
        BOOST_TEST(rules_seen_by(school).may_accept == by_home);
        return by_home;
    };
    BOOST_TEST(is_asked());
    accept_rules(mayor);
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    testing::sign_draft(mayor);
    testing::sign_new_group(mayor);
    testing::wait_until_may_be_out(school);
    BOOST_REQUIRE(!school.see().shell.may_be_out.empty());
    BOOST_TEST(!is_asked());
}

BOOST_FIXTURE_TEST_CASE(a_text_says_who_put_it_in_force_and_which_version_is_being_prepared, AcceptedCouncil)
{
    for (auto* const who : {&mayor, &school}) {
        auto const rules = rules_seen_by(*who);
        BOOST_TEST(rules.signer.key == "council.text.signed");
        BOOST_TEST((argument(rules.signer, "name") == PhraseArg(std::string("Claire Vasseur"))));
        BOOST_TEST(rules.next.empty());
    }
    write_rules({{"Centre", "11/11/2026"}}, "13/11/2026");
    auto const next = rules_seen_by(mayor).next;
    BOOST_TEST(next.key == "council.text.next");
    BOOST_TEST(is_number(next, "version", 3));
    testing::sees_what_came(school, mayor);
    BOOST_TEST(rules_seen_by(school).next.empty());
    testing::sign_draft(mayor);
    BOOST_TEST(rules_seen_by(mayor).next.empty());
}

BOOST_FIXTURE_TEST_CASE(r_22_the_coordonnateur_knows_of_rules_that_wait_for_their_adoption, AwaitedAdoption)
{
    auto const* const waits = testing::find_todo(school, "council.todo.rules_wait");
    BOOST_REQUIRE(waits != nullptr);
    BOOST_TEST(waits->waiting == 0U);
    BOOST_TEST((argument(waits->detail, "name") == PhraseArg(std::string("Claire Vasseur"))));
    BOOST_TEST(testing::find_todo(mayor, "council.todo.rules_wait") == nullptr);
    BOOST_TEST(rules_seen_by(school).signer.key == "council.text.written");
    write_rules({{"Centre", "03/11/2026"}}, "10/11/2026");
    testing::sign_draft(mayor);
    testing::sees_what_came(school, mayor);
    BOOST_TEST(testing::find_todo(school, "council.todo.rules_wait") == nullptr);
    BOOST_TEST(rules_seen_by(school).signer.key == "council.text.signed");
}

BOOST_FIXTURE_TEST_CASE(an_act_says_the_title_and_the_adoption_of_the_texts_that_it_puts_in_force, AcceptedCouncil)
{
    adopt_next();
    auto const told = told_texts(mayor);
    // Each once: the charter, which these acts name too, was in force before them.
    BOOST_REQUIRE(told.size() == 3U);
    BOOST_TEST(told[0].key == "council.change.text");
    BOOST_TEST((argument(told[0], "title") == rules_seen_by(mayor).title.args.front().second));
    BOOST_TEST((argument(told[0], "date") == PhraseArg(Date{2026, 11, 13})));
    BOOST_TEST(is_number(told[0], "version", 3));
    BOOST_TEST(is_number(told[1], "version", 2));
    BOOST_TEST(told[2].key == "council.op.text_undated");
}

BOOST_FIXTURE_TEST_CASE(r_25_the_delegue_is_told_what_his_function_opens_and_whom_to_ask, ControlledCouncil)
{
    BOOST_TEST(is_told_on_home(dpo, "council.dpo"));
    BOOST_TEST(!is_told_on_home(mayor, "council.dpo"));
    dpo.send(app::Go{app::SituationsRoute{}});
    BOOST_REQUIRE(dpo.see().situations->refusal.has_value());
    BOOST_TEST(dpo.see().situations->refusal->message.key == "law.r_25.dpo");
    dpo.send(app::Go{app::ReportRoute{}});
    BOOST_REQUIRE(dpo.see().report->refusal.has_value());
    BOOST_TEST(dpo.see().report->refusal->message.key == "law.r_25.dpo");
    dpo.send(app::Go{app::GroupsRoute{}});
    BOOST_REQUIRE(dpo.see().groups->refusal.has_value());
    BOOST_TEST(dpo.see().groups->refusal->message.key == "law.r_25.dpo");
    mayor.send(app::Go{app::GroupsRoute{}});
    BOOST_TEST(!mayor.see().groups->refusal.has_value());
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(!mayor.see().situations->refusal.has_value());
    mayor.send(app::Go{app::ReportRoute{}});
    BOOST_TEST(!mayor.see().report->refusal.has_value());

    write_rules({{"Centre", "11/11/2026"}, {"Collèges", "11/11/2026"}}, "13/11/2026");
    testing::sign_draft(mayor);
    testing::sees_what_came(dpo, mayor);
    auto const why = [](Desk& who) {
        auto const* const line = testing::find_todo(who, "council.todo.texts");
        return line == nullptr ? std::string{} : word(line->detail, "why");
    };
    BOOST_TEST(why(mayor) == "council.todo.texts_bar");
    BOOST_TEST(why(dpo) == "council.todo.texts_outside");

    // Who reads no annuaire either awaits no key.
    accept_rules(mayor);
    auto const id = testing::show_member(mayor, testing::k_dpo_name);
    auto const calendar = static_cast<std::uint32_t>(Profile::Calendrier);
    mayor.send(app::EditMember{app::member_form::k_function, coded(calendar)});
    mayor.send(app::PrepareMember{id});
    testing::sign_draft(mayor);
    testing::sees_what_came(dpo, mayor);
    BOOST_TEST(why(dpo) == "council.todo.texts_no_key");
}

BOOST_AUTO_TEST_SUITE_END()
