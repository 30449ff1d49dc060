// Who let a new member in (docs/protocol.md 3.12): not always who invited him. Each side compares the words of the
// other.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "core/domain/places.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;

namespace {

constexpr std::string_view k_entered = "council.let_in.title";
constexpr std::string_view k_of_nobody = "council.let_in.unknown_title";

std::string text_arg(Phrase const& said, std::string_view name)
{
    auto const found = std::ranges::find(said.args, name, [](auto const& arg) { return arg.first; });
    BOOST_REQUIRE((found != said.args.end()));
    return std::get<std::string>(found->second);
}

/// As the page of that member shows them to anybody.
std::string words_of_member(Desk& who, std::string_view name)
{
    (void)testing::show_member(who, name);
    return who.see().members->detail->words;
}

bool is_toasted(Desk& who, std::string_view key)
{
    return std::ranges::any_of(
        who.see().shell.toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
}

struct LetInTown : testing::FoundedTown {
    /// The school is coordonnateur, and has invited Louise Petit.
    std::string invite_by_coordinator()
    {
        testing::join_school(mayor, school);
        testing::name_as(mayor, testing::k_school_name, domain::Profile::Coordonnateur);
        testing::sees_what_came(school, mayor);

        namespace field = app::invite_field;
        school.send(app::Go{app::MembersRoute{}});
        school.send(app::EditInvite{field::k_name, testing::typed("Louise Petit")});
        auto const quality = static_cast<std::uint32_t>(domain::Qualite::EducationNationale);
        school.send(app::EditInvite{field::k_quality, testing::coded(quality)});
        school.send(app::SendInvite{});
        school.wait(5000);
        return testing::only_invitation(school).link;
    }
    void ask_with(std::string const& link)
    {
        newcomer.clock.time = std::max(mayor.clock.time, school.clock.time);
        testing::come_to_the_kit(newcomer, link, "Louise Petit");
        newcomer.keep_kit();
        BOOST_REQUIRE((newcomer.form().kind == FormKind::JoinWait));
    }
    void accept_by_mayor()
    {
        testing::prepare_entry(mayor);
        mayor.sign();
        mayor.wait(5000);
        newcomer.clock.time = std::max(newcomer.clock.time, mayor.clock.time);
    }
    [[nodiscard]] app::TodoView told(std::string_view title)
    {
        auto const* const todo = testing::find_todo(newcomer, title);
        BOOST_REQUIRE(todo != nullptr);
        return *todo;
    }

    Desk newcomer{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(let_in)

BOOST_FIXTURE_TEST_CASE(
    where_the_mayor_answers_for_the_inviter_the_new_member_is_shown_the_words_of_the_mayor, LetInTown)
{
    ask_with(invite_by_coordinator());
    auto const on_paper = text_arg(newcomer.form().lines.front().text, "text");
    auto const own = newcomer.form().suggestion;
    BOOST_TEST(on_paper == words_of_member(school, testing::k_school_name));
    BOOST_TEST(
        std::ranges::any_of(newcomer.form().intro, [](Phrase const& said) { return said.key == "doors.wait.other"; }));

    // The mayor is told that the other screen has not his words.
    testing::sees_what_came(mayor, school, 60'000);
    auto const row = testing::only_invitation(mayor);
    BOOST_REQUIRE(row.answered);
    BOOST_TEST(row.their_words == own);
    BOOST_TEST(row.my_words != on_paper);
    BOOST_TEST(row.advice.key == "council.invite.advice.other_inviter");
    BOOST_TEST(text_arg(row.advice, "name") == testing::k_school_name);
    accept_by_mayor();

    newcomer.wait(60'000);
    BOOST_REQUIRE(newcomer.see().signed_in);
    BOOST_TEST(is_toasted(newcomer, "council.let_in.said"));
    newcomer.wait(60'000);
    auto const todo = told(k_entered);
    BOOST_TEST((todo.tone == app::Tone::Warning));
    BOOST_TEST(text_arg(todo.title, "name") == "Claire Vasseur");
    BOOST_TEST(todo.detail.key == "council.let_in.other");
    BOOST_TEST(text_arg(todo.detail, "inviter") == testing::k_school_name);
    BOOST_TEST(text_arg(todo.detail, "words") == row.my_words);
    BOOST_TEST(text_arg(todo.detail, "mine") == own);
}

BOOST_FIXTURE_TEST_CASE(who_was_let_in_is_told_by_whom_until_he_has_read_it_also_after_a_restart, LetInTown)
{
    auto const link = testing::invite_school(mayor);
    ask_with(link);
    // The tab is closed while the answer comes.
    newcomer.kill();
    testing::sees_what_came(mayor, newcomer);
    BOOST_REQUIRE(testing::only_invitation(mayor).answered);
    BOOST_TEST(testing::only_invitation(mayor).advice.empty());
    auto const words = testing::only_invitation(mayor).my_words;
    accept_by_mayor();
    newcomer.open();
    newcomer.sign_in();
    BOOST_REQUIRE(newcomer.see().signed_in);
    BOOST_TEST(is_toasted(newcomer, "council.let_in.said"));
    newcomer.wait(60'000);
    BOOST_TEST(told(k_entered).detail.key == "council.let_in.same");
    BOOST_TEST(text_arg(told(k_entered).detail, "words") == words);
    newcomer.kill();
    newcomer.open();
    newcomer.sign_in();
    BOOST_TEST(!is_toasted(newcomer, "council.let_in.said"));
    newcomer.send(app::Command(told(k_entered).command));
    BOOST_TEST(testing::find_todo(newcomer, k_entered) == nullptr);
    newcomer.kill();
    newcomer.open();
    newcomer.sign_in();
    BOOST_TEST(testing::find_todo(newcomer, k_entered) == nullptr);
    // Who invited, and who founded, is told nothing of the kind.
    BOOST_TEST(testing::find_todo(mayor, k_entered) == nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_paper_whose_words_are_no_member_s_is_told_as_such, LetInTown)
{
    auto parsed = ledger::parse_link(testing::invite_school(mayor));
    BOOST_REQUIRE(parsed.has_value());
    auto& invitation = std::get<ledger::InvitationLink>(*parsed);
    invitation.inviter.fill(7);
    ask_with(ledger::encode_link(testing::k_bundle, *parsed));
    auto const on_paper = text_arg(newcomer.form().lines.front().text, "text");
    accept_by_mayor();
    newcomer.wait(60'000);
    BOOST_REQUIRE(newcomer.see().signed_in);
    BOOST_TEST(is_toasted(newcomer, "council.let_in.said_unknown"));
    BOOST_TEST(testing::find_todo(newcomer, k_entered) == nullptr);
    auto const todo = told(k_of_nobody);
    BOOST_TEST((todo.tone == app::Tone::Error));
    BOOST_TEST(todo.detail.key == "council.let_in.unknown");
    BOOST_TEST(text_arg(todo.detail, "inviter") == on_paper);
}

BOOST_AUTO_TEST_SUITE_END()
