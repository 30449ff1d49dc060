// Questions of liaison on a sheet that is longer than its window: whoever deals with one sees it.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/sheet_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

constexpr std::string_view k_question = "L’assiduité s’améliore-t-elle\u202f?";

/// A telephone, and actions enough that the question is below its window.
struct LongSheet : Sheet {
    LongSheet()
    {
        input.width = 390;
        input.height = 844;
        input.pointer = kit::Pointer::Coarse;
        sheet.tab = app::SheetTab::Actions;
        for (std::uint8_t number = 20; number < 24; ++number) {
            sheet.actions.push_back(sheet.actions.front());
            sheet.actions.back().element = samples::an_id<OpId>(number);
        }
    }
    [[nodiscard]] bool is_in_view(Role role, std::string_view name) const
    {
        Node const node = find(role, name);
        return node.clip.height > 0 && node.clip.height >= node.rect.height;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sheet_liaisons, LongSheet)

BOOST_AUTO_TEST_CASE(who_comes_to_answer_a_question_is_shown_it_and_its_answers)
{
    settle();
    BOOST_TEST(!is_in_view(Role::Heading, k_question));
    route.question = sheet.liaisons.front().question;
    settle();
    BOOST_TEST(focused_name() == k_question);
    BOOST_TEST(is_in_view(Role::Heading, k_question));
    BOOST_TEST(is_in_view(Role::Button, "Oui"));
    BOOST_TEST(is_in_view(Role::Button, "Sans objet"));
    // Once: who goes elsewhere is not taken back.
    focus(Role::Tab, "Chronologie");
    settle();
    BOOST_TEST(focused_name() == "Chronologie");
}

BOOST_AUTO_TEST_CASE(who_withdraws_a_question_is_shown_what_became_of_it)
{
    app::LiaisonView& liaison = sheet.liaisons.front();
    liaison.may_answer = false;
    liaison.answers.clear();
    liaison.withdrawal = 5;
    focus(Role::Button, "Retirer la question");
    press(Role::Button, "Retirer la question");
    BOOST_TEST(only<app::AnswerLiaison>().answer == 5u);
    liaison.withdrawal.reset();
    liaison.state = verbatim("Question retirée par Claire Vasseur");
    settle();
    BOOST_TEST(focused_name() == k_question);
    BOOST_TEST(is_in_view(Role::Heading, k_question));
    BOOST_TEST(is_in_view(Role::Paragraph, "Question retirée par Claire Vasseur"));
}

BOOST_AUTO_TEST_SUITE_END()
