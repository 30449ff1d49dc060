// What a person who left could read (docs/protocol.md 3.8), on his page, for the mayor.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/app/facts.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

struct PastReadingTown : testing::FoundedTown {
    PastReadingTown()
    {
        entered = paris_date(mayor.clock.now());
        testing::join_school(mayor, school);
        id = testing::find_member(mayor, testing::k_school_name);
    }

    void pass_days(std::int64_t days)
    {
        mayor.clock.advance(days * k_ms_per_day);
        mayor.app().note_input();
        mayor.wait(1000);
    }
    std::vector<app::FieldView> could_read(Desk& who)
    {
        who.send(app::Go{app::MembersRoute{id}});
        return who.see().members->detail->could_read;
    }
    void remove()
    {
        testing::prepare_removal(mayor, std::string(testing::k_school_name));
        testing::sign_draft(mayor);
    }

    /// Signed in the mayor's name while his device does not run: what no screen prepares.
    template <typename Sign>
    void sign_apart(Sign const& sign)
    {
        mayor.kill();
        {
            testing::StoppedDevice device(mayor);
            sign(device);
        }
        mayor.open();
        mayor.sign_in();
        mayor.wait(1000);
    }
    /// The nominative one of his group.
    CompartmentId nominative_space(testing::StoppedDevice const& device) const
    {
        auto const& state = device.vault->knowledge().registry()->state();
        CompartmentId found{};
        state.member(id)->roles.for_each([&](CompartmentId const& cid, ledger::RoleRecord const&) {
            auto const place = app::place_of(state, cid);
            if (place && place->compartment == domain::CompartmentClass::Nominatif)
                found = cid;
        });
        return found;
    }

    Date entered{};
    MemberId id{};
};

Phrase span_of(Date from, Date to)
{
    if (from == to)
        return phrase("council.could_read.day").with("from", from);
    return phrase("council.could_read.span").with("from", from).with("to", to);
}

std::ptrdiff_t count_of(std::vector<app::FieldView> const& spans, Phrase const& value)
{
    return std::ranges::count(spans, value, &app::FieldView::value);
}

bool names(std::vector<app::FieldView> const& spans, PhraseArg const& place)
{
    return std::ranges::any_of(spans, [&place](app::FieldView const& span) {
        return !span.label.args.empty() && span.label.args.front().second == place;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(past_reading)

BOOST_FIXTURE_TEST_CASE(who_left_could_read_each_space_from_his_entry_to_his_end, PastReadingTown)
{
    pass_days(3);
    // Nothing is told of who sits here.
    BOOST_TEST(could_read(mayor).empty());
    auto const group = mayor.see().members->detail->groups.front().group_name;
    auto const left = paris_date(mayor.clock.now());
    remove();
    auto const spans = could_read(mayor);
    // Plénière, annuaire, and both spaces of his group.
    BOOST_REQUIRE(spans.size() == 4U);
    BOOST_TEST(count_of(spans, span_of(entered, left)) == 4);
    BOOST_TEST(names(spans, TextRef{"council.place.nominative", group}));
    BOOST_TEST(names(spans, TextRef{"council.place.plain", group}));
}

/// As the act that ends them names them, whenever each was opened.
BOOST_FIXTURE_TEST_CASE(what_could_be_read_stands_in_the_order_of_the_act_that_ends_it, PastReadingTown)
{
    pass_days(2);
    testing::show_member(mayor, testing::k_school_name);
    mayor.send(app::PrepareJoinRestricted{id});
    testing::sign_draft(mayor);
    pass_days(2);
    auto const left = paris_date(mayor.clock.now());
    remove();
    mayor.send(app::Go{app::ActsRoute{}});
    std::vector<PhraseArg> ended;
    for (auto const& line : mayor.see().acts->signed_acts.front().lines) {
        if (line.text.key == "council.op.leaves")
            ended.push_back(line.text.args.back().second);
    }
    std::vector<PhraseArg> told;
    for (auto const& span : could_read(mayor))
        told.push_back(span.label.args.front().second);
    BOOST_REQUIRE(told.size() == 5U);
    BOOST_TEST((told == ended));
    BOOST_TEST(count_of(could_read(mayor), span_of(entered, left)) == 4);
}

BOOST_FIXTURE_TEST_CASE(what_was_opened_and_ended_on_one_day_is_of_that_day, PastReadingTown)
{
    remove();
    auto const spans = could_read(mayor);
    BOOST_REQUIRE(spans.size() == 4U);
    BOOST_TEST(count_of(spans, phrase("council.could_read.day").with("from", entered)) == 4);
}

BOOST_FIXTURE_TEST_CASE(a_space_that_was_left_and_entered_again_is_told_twice, PastReadingTown)
{
    mayor.send(app::Go{app::MembersRoute{id}});
    auto const group = mayor.see().members->detail->groups.front().group;
    pass_days(2);
    auto const first_end = paris_date(mayor.clock.now());
    mayor.send(app::PrepareLeaveGroup{id, group});
    testing::sign_draft(mayor);
    pass_days(2);
    auto const back = paris_date(mayor.clock.now());
    mayor.send(app::PrepareJoinGroup{id, group});
    testing::sign_draft(mayor);
    pass_days(2);
    auto const left = paris_date(mayor.clock.now());
    remove();
    auto const spans = could_read(mayor);
    BOOST_REQUIRE(spans.size() == 6U);
    BOOST_TEST(count_of(spans, span_of(entered, first_end)) == 2);
    BOOST_TEST(count_of(spans, span_of(back, left)) == 2);
    BOOST_TEST(count_of(spans, span_of(entered, left)) == 2);
}

BOOST_FIXTURE_TEST_CASE(who_leaves_a_group_and_sits_on_could_read_its_spaces_until_then, PastReadingTown)
{
    mayor.send(app::Go{app::MembersRoute{id}});
    auto const group = mayor.see().members->detail->groups.front();
    pass_days(2);
    auto const end = paris_date(mayor.clock.now());
    mayor.send(app::PrepareLeaveGroup{id, group.group});
    testing::sign_draft(mayor);
    auto const spans = could_read(mayor);
    BOOST_REQUIRE(spans.size() == 2U);
    BOOST_TEST(count_of(spans, span_of(entered, end)) == 2);
    BOOST_TEST(names(spans, TextRef{"council.place.nominative", group.group_name}));
    BOOST_TEST(could_read(school).empty());
}

BOOST_FIXTURE_TEST_CASE(a_key_that_nobody_has_changed_since_is_told_until_it_is, PastReadingTown)
{
    auto const today = paris_date(mayor.clock.now());
    CompartmentId halted{};
    sign_apart([&](testing::StoppedDevice& device) {
        halted = nominative_space(device);
        BOOST_REQUIRE(!halted.is_zero());
        device.sign(
            ledger::MemberOutOp{.member = id, .marks = {}, .cards = device.vault->knowledge().cards().names_of(id)},
            halted);
    });
    BOOST_REQUIRE((entered == today));
    auto const key_left = phrase("council.could_read.day_key_left").with("from", entered);
    BOOST_REQUIRE(could_read(mayor).size() == 4U);
    BOOST_TEST(count_of(could_read(mayor), key_left) == 1);
    BOOST_TEST(count_of(could_read(mayor), span_of(entered, today)) == 3);
    sign_apart([&](testing::StoppedDevice& device) { device.sign(ledger::RotateOp{.cid = halted}); });
    BOOST_TEST(count_of(could_read(mayor), key_left) == 0);
    BOOST_TEST(count_of(could_read(mayor), span_of(entered, today)) == 4);
}

BOOST_FIXTURE_TEST_CASE(what_who_left_could_read_is_told_to_the_mayor_alone, PastReadingTown)
{
    // Who is coordonnateur removes a member of a smaller rank, and reads no such list.
    testing::name_as(mayor, testing::k_school_name, domain::Profile::Coordonnateur);
    testing::sees_what_came(school, mayor);
    namespace field = app::invite_field;
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::EditInvite{field::k_name, testing::typed("Paul Martin")});
    auto const quality = static_cast<std::uint32_t>(domain::Qualite::EducationNationale);
    mayor.send(app::EditInvite{field::k_quality, testing::coded(quality)});
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    Desk other(server);
    testing::invited_enters(mayor, other, testing::k_dpo_name);
    testing::sees_what_came(school, mayor);
    id = testing::find_member(school, "Paul Martin");
    testing::prepare_removal(school, "Paul Martin");
    testing::sign_draft(school);
    testing::sees_what_came(mayor, school);
    BOOST_TEST(could_read(school).empty());
    BOOST_TEST(!could_read(mayor).empty());
}

BOOST_AUTO_TEST_SUITE_END()
