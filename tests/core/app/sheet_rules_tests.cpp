// What a sheet asks, waits for and tells by the rules of law: « autre », the information, questions, who may read it.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "tests/core/app/sheet_town.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using domain::Motif;
using domain::Statut;
using testing::coded;
using testing::Desk;
using testing::typed;

namespace {

namespace field = domain::field;

app::FieldInput reasons_chosen(std::initializer_list<Motif> chosen)
{
    app::FieldInput input;
    for (auto const motif : chosen)
        input.codes.push_back(static_cast<std::uint32_t>(motif));
    return input;
}

struct SheetRulesTown : testing::FoundedTown {
    static void set(Desk& who, RecordId const& record, std::uint32_t number, app::FieldInput value)
    {
        who.send(app::SetField{record, number, std::move(value)});
    }
    /// The number of what says so, another one when it is said again; 0 when nothing does.
    static std::uint64_t number_said(Desk& who, std::string_view key)
    {
        auto const& toasts = who.see().shell.toasts;
        auto const found = std::ranges::find(toasts, key, [](app::ToastView const& toast) { return toast.text.key; });
        return found == toasts.end() ? 0 : found->number;
    }
    static std::string last_refusal(Desk& who)
    {
        auto const& toasts = who.see().shell.toasts;
        auto const found = std::find_if(toasts.rbegin(), toasts.rend(), [](auto const& one) { return one.refusal; });
        return found == toasts.rend() ? std::string{} : found->refusal->message.key;
    }
    static bool asks_approval(Desk& who)
    {
        return std::ranges::any_of(
            who.see().sheet->follow_up, [](auto const& one) { return one.field == field::k_accord_autre; });
    }
    static bool warns(Desk& who, std::string_view key)
    {
        return std::ranges::any_of(
            who.see().sheet->callouts, [key](auto const& one) { return one.message.key == key; });
    }
    static void pass(Desk& who, RecordId const& record, Statut to)
    {
        who.send(app::SetStatus{record, static_cast<std::uint32_t>(to), 0});
    }
    /// Without anybody in front of it.
    static void pass_days(Desk& who, std::int64_t days)
    {
        who.wait(1000);
        who.kill();
        who.clock.advance(days * 24 * 3'600'000);
        who.open();
        who.sign_in();
        who.wait(1000);
    }
    static void show(Desk& who, RecordId const& record, app::SheetTab tab = app::SheetTab::Parcours)
    {
        who.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = tab}});
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sheet_rules)

BOOST_FIXTURE_TEST_CASE(r_04_autre_chosen_later_says_what_it_waits_for, SheetRulesTown)
{
    testing::join_school(mayor, school);
    auto const record = testing::send_report(school, {});
    auto const choose = [&](std::initializer_list<Motif> chosen) {
        set(school, record, field::k_motifs, reasons_chosen(chosen));
        return number_said(school, "law.r_04.a_venir");
    };
    BOOST_TEST(choose({Motif::Errance, Motif::Absenteisme}) == 0U);
    BOOST_TEST(!asks_approval(school));
    auto const said = choose({Motif::Errance, Motif::Absenteisme, Motif::Autre});
    BOOST_TEST(said != 0U);
    BOOST_TEST(asks_approval(school));
    // It stood there already.
    BOOST_TEST(choose({Motif::Errance, Motif::Autre}) == said);
    BOOST_TEST(choose({Motif::Errance}) == said);
    BOOST_TEST(!asks_approval(school));
    BOOST_TEST(choose({Motif::Errance, Motif::Autre}) != said);
}

BOOST_FIXTURE_TEST_CASE(r_04_autre_that_was_refused_waits_for_nobody, SheetRulesTown)
{
    auto const record = testing::send_report(mayor, {});
    BOOST_TEST(!asks_approval(mayor));
    set(mayor, record, field::k_motifs, reasons_chosen({Motif::Autre}));
    BOOST_TEST(asks_approval(mayor));
    pass(mayor, record, Statut::Retenue);
    BOOST_TEST(last_refusal(mayor) == "law.r_04.votre_accord");
    set(mayor, record, field::k_accord_autre, coded(static_cast<std::uint32_t>(domain::AccordAutre::Refuse)));
    pass(mayor, record, Statut::Retenue);
    BOOST_TEST(last_refusal(mayor) == "law.r_04.refuse");
    BOOST_TEST((mayor.see().sheet->record == record));
    set(mayor, record, field::k_accord_autre, coded(static_cast<std::uint32_t>(domain::AccordAutre::Accepte)));
    pass(mayor, record, Statut::Retenue);
    BOOST_TEST((mayor.see().sheet->record != record));
    BOOST_TEST(!mayor.see().sheet->is_report);
}

/// What was approved was the former « autre »: approval is asked again.
BOOST_FIXTURE_TEST_CASE(r_04_autre_taken_away_and_added_again_is_approved_again, SheetRulesTown)
{
    auto const approve = [&](RecordId const& record, domain::AccordAutre answer) {
        set(mayor, record, field::k_accord_autre, coded(static_cast<std::uint32_t>(answer)));
    };
    auto const record = testing::send_report(mayor, {});
    for (auto const answer : {domain::AccordAutre::Accepte, domain::AccordAutre::Refuse}) {
        set(mayor, record, field::k_motifs, reasons_chosen({Motif::Errance, Motif::Autre}));
        approve(record, answer);
        // « Autre » still stands: another reason changes nothing.
        set(mayor, record, field::k_motifs, reasons_chosen({Motif::Autre}));
        if (answer == domain::AccordAutre::Refuse) {
            pass(mayor, record, Statut::Retenue);
            BOOST_TEST(last_refusal(mayor) == "law.r_04.refuse");
        }
        set(mayor, record, field::k_motifs, reasons_chosen({Motif::Errance}));
        BOOST_TEST(!asks_approval(mayor));
        set(mayor, record, field::k_motifs, reasons_chosen({Motif::Errance, Motif::Autre}));
        BOOST_TEST(asks_approval(mayor));
        pass(mayor, record, Statut::Retenue);
        BOOST_TEST(last_refusal(mayor) == "law.r_04.votre_accord");
        BOOST_TEST((mayor.see().sheet->record == record));
        set(mayor, record, field::k_motifs, reasons_chosen({Motif::Errance}));
    }
    set(mayor, record, field::k_motifs, reasons_chosen({Motif::Autre}));
    approve(record, domain::AccordAutre::Accepte);
    pass(mayor, record, Statut::Retenue);
    BOOST_TEST(!mayor.see().sheet->is_report);
}

BOOST_FIXTURE_TEST_CASE(r_80_a_deferral_that_has_passed_waits_until_the_person_is_informed, SheetRulesTown)
{
    auto const record = testing::open_situation(mayor, {});
    set(mayor, record, field::k_referent, coded(1));
    pass(mayor, record, Statut::EnSuivi);
    BOOST_TEST(last_refusal(mayor) == "law.r_80.personne");
    // A reason alone is no deferral: it has a date.
    set(mayor, record, field::k_information_report,
        coded(static_cast<std::uint32_t>(domain::MotifReport::Injoignable)));
    pass(mayor, record, Statut::EnSuivi);
    BOOST_TEST(last_refusal(mayor) == "law.r_80.personne");
    auto const today = paris_date(mayor.clock.now());
    set(mayor, record, field::k_information_report_date, typed(app::typed_date(add_days(today, 10))));
    pass(mayor, record, Statut::EnSuivi);
    BOOST_REQUIRE(mayor.see().sheet->tags.front().label.key == "domain.statut.en_suivi");
    BOOST_TEST((testing::find_todo(mayor, "situation.todo.information") == nullptr));
    // Its last day still counts.
    pass_days(mayor, 10);
    BOOST_TEST((testing::find_todo(mayor, "situation.todo.information") == nullptr));
    show(mayor, record);
    BOOST_TEST(!warns(mayor, "law.r_80.report_passe"));
    pass_days(mayor, 2);
    auto const* const todo = testing::find_todo(mayor, "situation.todo.information");
    BOOST_REQUIRE((todo != nullptr));
    BOOST_TEST(std::get<std::int64_t>(testing::argument(todo->detail, "n")) == 2);
    auto const command = todo->command;
    mayor.send(command);
    BOOST_REQUIRE(mayor.see().sheet.has_value());
    BOOST_TEST((mayor.see().sheet->record == record));
    BOOST_TEST(warns(mayor, "law.r_80.report_passe"));
    set(mayor, record, field::k_information_mode, coded(1));
    set(mayor, record, field::k_information_date, typed(app::typed_date(today)));
    BOOST_TEST(!warns(mayor, "law.r_80.report_passe"));
    BOOST_TEST((testing::find_todo(mayor, "situation.todo.information") == nullptr));
}

/// A new date is a new deferral; one that is not followed yet waits for its passage, which says so.
BOOST_FIXTURE_TEST_CASE(r_80_another_date_defers_again_and_what_is_not_followed_waits_for_nothing, SheetRulesTown)
{
    auto const today = paris_date(mayor.clock.now());
    auto const defer = [&](RecordId const& record, Date until) {
        set(mayor, record, field::k_referent, coded(1));
        set(mayor, record, field::k_information_report, coded(1));
        set(mayor, record, field::k_information_report_date, typed(app::typed_date(until)));
    };
    auto const examined = testing::open_situation(mayor, {.family = "Bernard", .given = "Léa"});
    defer(examined, add_days(today, 1));
    auto const followed = testing::open_situation(mayor, {});
    defer(followed, add_days(today, 1));
    pass(mayor, followed, Statut::EnSuivi);
    pass_days(mayor, 5);
    mayor.send(app::Go{app::HomeRoute{}});
    BOOST_TEST(std::ranges::count(mayor.see().home->todo, "situation.todo.information", [](app::TodoView const& one) {
                   return one.title.key;
               }) == 1);
    show(mayor, examined);
    pass(mayor, examined, Statut::EnSuivi);
    BOOST_TEST(last_refusal(mayor) == "law.r_80.report_passe");
    show(mayor, followed);
    set(mayor, followed, field::k_information_report_date, typed(app::typed_date(add_days(today, 30))));
    BOOST_TEST((testing::find_todo(mayor, "situation.todo.information") == nullptr));
}

BOOST_FIXTURE_TEST_CASE(an_answer_is_told_with_the_question_that_it_answers, SheetRulesTown)
{
    namespace part = domain::question_part;
    testing::join_school(mayor, school);
    auto const record = testing::open_situation(mayor, {.group = school_group()});
    auto const& fields = mayor.see().sheet->new_liaison;
    auto const& members = std::ranges::find(fields, part::k_membre, &app::FieldView::field)->options;
    auto const named =
        std::ranges::find(members, verbatim("Camille Durand"), [](app::OptionView const& one) { return one.label; });
    BOOST_REQUIRE((named != members.end()));
    auto const asked = named->code;
    for (std::uint32_t question = 1; question <= 3; ++question) {
        mayor.send(app::EditNewLiaison{part::k_question, coded(question)});
        mayor.send(app::EditNewLiaison{part::k_membre, coded(asked)});
        mayor.send(app::AskLiaison{record});
        mayor.wait(5000);
    }
    testing::exchange(mayor, school);
    show(school, record, app::SheetTab::Actions);
    auto const liaisons = school.see().sheet->liaisons;
    BOOST_REQUIRE(liaisons.size() == 3U);
    // The second one first.
    for (std::size_t const at : {1U, 0U}) {
        school.send(app::AnswerLiaison{record, liaisons[at].question, static_cast<std::uint32_t>(at + 1)});
        school.wait(5000);
    }
    testing::exchange(school, mayor);
    mayor.send(app::AnswerLiaison{record, liaisons[2].question, *mayor.see().sheet->liaisons.at(2).withdrawal});
    for (std::uint32_t const answer : {1U, 2U}) {
        auto const told = testing::told_by(mayor, "situation.chronology.answer");
        BOOST_REQUIRE(told.size() == 2U);
        auto const& said = told.at(answer - 1).text;
        BOOST_TEST(testing::word(said, "answer") == testing::word_of(domain::ListId::ReponseLiaison, answer));
        BOOST_TEST(testing::word(said, "question") == testing::word_of(domain::ListId::QuestionLiaison, answer));
    }
    auto const withdrawn = testing::told_by(mayor, "situation.chronology.question_withdrawn");
    BOOST_REQUIRE(withdrawn.size() == 1U);
    BOOST_TEST(
        testing::word(withdrawn.front().text, "question") == testing::word_of(domain::ListId::QuestionLiaison, 3));
}

/// The tab « Accès »: everybody who may read, and that who did is not told here yet.
BOOST_FIXTURE_TEST_CASE(a_sheet_tells_who_may_read_it_and_that_who_did_is_not_told_here, SheetRulesTown)
{
    testing::join_school(mayor, school);
    auto const record = testing::open_situation(mayor, {.group = school_group()});
    testing::exchange(mayor, school);
    show(school, record, app::SheetTab::Acces);
    for (auto* const who : {&mayor, &school}) {
        BOOST_REQUIRE(who->see().sheet.has_value());
        auto const& sheet = *who->see().sheet;
        BOOST_TEST(sheet.readers_note.key == "situation.readers_note");
        BOOST_TEST(sheet.readers.size() == 2U);
        for (auto const* const name : {"Claire Vasseur", "Camille Durand"})
            BOOST_TEST(
                (std::ranges::find(sheet.readers, verbatim(name), &app::ReaderView::who) != sheet.readers.end()));
    }
}

/// what is too long is refused with its article; a date that is none, by no rule.
BOOST_FIXTURE_TEST_CASE(r_03_a_text_that_is_too_long_is_refused_with_its_article, SheetRulesTown)
{
    auto const record = testing::open_situation(mayor, {});
    auto const shown = [&](std::uint32_t number) {
        auto const& sheet = *mayor.see().sheet;
        for (auto const* const fields : {&sheet.identity, &sheet.follow_up}) {
            auto const found = std::ranges::find(*fields, number, &app::FieldView::field);
            if (found != fields->end())
                return *found;
        }
        BOOST_FAIL("no field " << number);
        return app::FieldView{};
    };
    set(mayor, record, field::k_elements_suivi, typed("Absent."));
    BOOST_TEST(shown(field::k_elements_suivi).error.empty());
    BOOST_TEST(shown(field::k_elements_suivi).error_article.empty());
    set(mayor, record, field::k_elements_suivi, typed(std::string(501, 'a')));
    BOOST_TEST(shown(field::k_elements_suivi).error.key == "law.r_03.longueur");
    BOOST_TEST(shown(field::k_elements_suivi).error_article.key == "law.r_03.article");
    set(mayor, record, field::k_naissance, typed("31/02/2005"));
    BOOST_TEST(shown(field::k_naissance).error.key == "situation.error.date");
    // The page says the same before it is sent; its example is the birth of somebody of whom there may be a sheet.
    BOOST_TEST((shown(field::k_naissance).error == shown(field::k_naissance).date_error));
    auto const example = std::get<std::string>(testing::argument(shown(field::k_naissance).error, "day"));
    auto const born = app::read_typed_date(example);
    BOOST_REQUIRE(born.has_value());
    auto const today = paris_date(mayor.clock.now());
    BOOST_TEST(years_between(*born, today) >= 10);
    BOOST_TEST(years_between(*born, today) < 25);
    // That of what has happened has come.
    auto const begun = app::wrong_date(*domain::find_field(domain::RecordType::Situation, field::k_debut), today);
    auto const day = app::read_typed_date(std::get<std::string>(testing::argument(begun, "day")));
    BOOST_TEST((day == today));
    BOOST_TEST(shown(field::k_naissance).error_article.empty());
    BOOST_TEST(shown(field::k_naissance).partial_date);
    BOOST_TEST(shown(field::k_naissance).help.key == "situation.help.date");
}

BOOST_FIXTURE_TEST_CASE(a_deadline_is_a_whole_day, SheetRulesTown)
{
    auto const record = testing::open_situation(mayor, {});
    auto const deadline = [this] {
        auto const& fields = mayor.see().sheet->information;
        auto const found = std::ranges::find(fields, field::k_information_report_date, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        return *found;
    };
    BOOST_TEST(!deadline().partial_date);
    BOOST_TEST(deadline().help.empty());
    for (auto const* const partial : {"09/2027", "2027", "31/02/2027"}) {
        set(mayor, record, field::k_information_report_date, typed(partial));
        BOOST_TEST(deadline().error.key == "situation.error.day", partial);
    }
    set(mayor, record, field::k_information_report_date, typed("03/09/2027"));
    BOOST_TEST(deadline().error.empty());
    BOOST_TEST(deadline().text == "03/09/2027");
}

BOOST_AUTO_TEST_SUITE_END()
