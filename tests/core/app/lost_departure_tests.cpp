// Somebody leaves by an act that another signer had not seen: what that one is told, and what his act then says; what
// stays on the Home of a signer who may be out himself.

#include "tests/core/app/kept_town.hpp"
#include "tests/core/app/lost_ops_town.hpp"

using namespace huisclos;

namespace {

constexpr std::string_view k_beside = "council.todo.lost_beside";

struct LostDepartureTown : testing::LostOpsTown {
    /// The mayor removes somebody whom the coordonnateur, beside, gives a function and one access more.
    void cross()
    {
        let_stranger_in();
        testing::sees_what_came(school, mayor);
        school.kill();
        with_mayor_stopped([this](testing::StoppedDevice& device) {
            device.sign(ledger::MemberOutOp{
                .member = stranger, .marks = {}, .cards = device.vault->knowledge().cards().names_of(stranger)});
        });
        {
            testing::StoppedDevice device(school);
            auto const map = app::council_map(device.vault->knowledge().registry()->state());
            BOOST_REQUIRE((map.directory && map.plenary));
            auto const profile = static_cast<std::uint32_t>(domain::Profile::Referent);
            device.sign_all(
                {ledger::RoleOp{.member = stranger, .cid = *map.directory, .role = 1, .profile = profile, .marks = {}},
                 ledger::RoleOp{.member = stranger, .cid = *map.plenary, .role = 1, .profile = profile, .marks = {}}});
        }
        restart(school);
        testing::exchange(school, mayor);
        testing::sees_what_came(school, mayor);
    }
};

std::int64_t number_said(Phrase const& said)
{
    for (auto const& [name, value] : said.args) {
        if (name == "n")
            return std::get<std::int64_t>(value);
    }
    return 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lost_departure)

BOOST_FIXTURE_TEST_CASE(its_author_alone_is_told_which_act_came_first_and_sets_it_aside, LostDepartureTown)
{
    BOOST_TEST(testing::find_todo(school, k_beside) == nullptr);
    cross();
    auto const* const todo = testing::find_todo(school, k_beside);
    BOOST_REQUIRE(todo != nullptr);
    BOOST_TEST(todo->detail.key == "council.todo.lost_beside_detail");
    BOOST_TEST(number_said(todo->title) == number_said(todo->detail) + 1);
    BOOST_TEST(!is_told(school));
    // Who removed him has nothing to decide.
    BOOST_TEST(testing::find_todo(mayor, k_beside) == nullptr);
    BOOST_TEST(!is_told(mayor));
    BOOST_TEST(lost(mayor).empty());

    auto const all = lost(school);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().text.key == "council.change.function");
    BOOST_TEST(all.front().bar.key == "council.skip.not_a_member");
    school.send(app::SetOpAside{all.front().act, all.front().op});
    BOOST_TEST(lost(school).empty());
    BOOST_TEST(testing::find_todo(school, k_beside) == nullptr);
    school.kill();
    restart(school);
    BOOST_TEST(lost(school).empty());
    BOOST_TEST(testing::find_todo(school, k_beside) == nullptr);
}

BOOST_FIXTURE_TEST_CASE(all_of_the_act_is_set_aside_at_once, LostDepartureTown)
{
    cross();
    auto const all = lost(school);
    BOOST_REQUIRE(all.size() == 1U);
    school.send(app::SetOpsAside{all.front().act});
    BOOST_TEST(lost(school).empty());
    BOOST_TEST(testing::find_todo(school, k_beside) == nullptr);
}

BOOST_FIXTURE_TEST_CASE(the_act_says_what_was_signed_and_that_it_did_nothing, LostDepartureTown)
{
    cross();
    for (auto* const desk : {&school, &mayor}) {
        desk->send(app::Go{app::ActsRoute{}});
        auto const& acts = desk->see().acts->signed_acts;
        BOOST_REQUIRE(!acts.empty());
        auto const& lines = acts.front().lines;
        // The access to the annuaire stayed as it was: it is no change.
        BOOST_REQUIRE(lines.size() == 2U);
        BOOST_TEST(lines[0].text.key == "council.change.function");
        BOOST_TEST(!lines[0].had_effect);
        BOOST_TEST(lines[1].text.key == "council.op.enters");
        BOOST_TEST(!lines[1].had_effect);
        BOOST_TEST(lines[1].is_below);
    }
}

BOOST_FIXTURE_TEST_CASE(who_may_be_out_finds_no_work_of_the_council_on_his_home, LostDepartureTown)
{
    school.send(app::EditNewGroup{app::group_field::k_name, testing::typed("Rives")});
    school.send(app::EditNewGroup{app::group_field::k_perimeter, testing::typed("Les quais")});
    school.send(app::PrepareNewGroup{});
    BOOST_TEST(testing::find_todo(school, "council.todo.draft") != nullptr);
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    testing::sign_draft(mayor);
    testing::sign_new_group(mayor);
    testing::wait_until_may_be_out(school);
    BOOST_TEST(!school.see().shell.may_be_out.empty());
    BOOST_TEST(testing::find_todo(school, "council.todo.draft") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(who_reads_the_act_that_put_him_out_is_told_at_once_by_whom_and_when, LostDepartureTown)
{
    auto const gone = testing::find_member(mayor, testing::k_school_name);
    with_mayor_stopped([gone](testing::StoppedDevice& device) {
        auto const cards = device.vault->knowledge().cards().names_of(gone);
        device.sign_all({ledger::MemberOutOp{.member = gone, .marks = {}, .cards = cards}}, k_dir);
    });
    testing::exchange(mayor, school);
    auto const& shell = school.see().shell;
    BOOST_TEST(shell.read_only);
    BOOST_TEST(shell.read_only_reason.key == "session.read_only.out_by");
    BOOST_TEST(testing::has_arg(shell.read_only_reason, "by", std::string("Claire Vasseur")));
    BOOST_TEST(testing::has_arg(shell.read_only_reason, "date", paris_date(school.clock.now())));
    BOOST_TEST(shell.sync.label.key == "session.sync.out");
}

BOOST_FIXTURE_TEST_CASE(what_opens_nothing_of_the_others_is_not_up_to_date_and_compares_no_words, LostDepartureTown)
{
    school.kill();
    testing::write_slot(school, app::k_draft_week, Bytes{1});
    restart(school);
    BOOST_TEST(testing::find_todo(school, "council.week.ask") != nullptr);
    BOOST_TEST(school.see().shell.sync.label.key == "session.sync.up_to_date");
    BOOST_TEST(school.see().shell.closed.empty());
    BOOST_TEST(!school.see().home->receives_nothing);
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    testing::sign_draft(mayor);
    mayor.wait(60'000);
    testing::sees_what_came(school, mayor, 60'000);
    BOOST_TEST(school.see().shell.may_be_out.empty());
    BOOST_TEST(school.see().shell.sync.label.key == "session.sync.closed");
    BOOST_TEST(school.see().shell.sync.detail.key == "session.sync.closed.detail");
    // On the page as well: what is written now may reach nobody.
    BOOST_TEST(school.see().shell.closed.key == "session.closed");
    BOOST_TEST(mayor.see().shell.closed.empty());
    school.send(app::Go{app::HomeRoute{}});
    BOOST_TEST(school.see().home->receives_nothing);
    testing::wait_until_may_be_out(school);
    BOOST_TEST(!school.see().shell.may_be_out.empty());
    BOOST_TEST(school.see().shell.closed.empty());
    BOOST_TEST(school.see().home->receives_nothing);
    BOOST_TEST(school.see().shell.sync.label.key == "session.sync.closed");
    // What no key came for in ten minutes is not said to come in the next ones.
    BOOST_TEST((school.see().shell.sync.detail == school.see().shell.may_be_out));
    BOOST_TEST(testing::find_todo(school, "council.week.ask") == nullptr);
    // Who goes on is up to date.
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
}

BOOST_AUTO_TEST_SUITE_END()
