// « Actes signés » says people and groups by the names that they had when each act was signed.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

struct ActNamesTown : testing::FoundedTown {
    ActNamesTown() { testing::join_school(mayor, school); }

    std::vector<app::ActView> acts_seen_by(Desk& who)
    {
        who.send(app::Go{app::ActsRoute{}});
        return who.see().acts->signed_acts;
    }

    std::vector<std::vector<app::ActView>> seen_by_both() { return {acts_seen_by(mayor), acts_seen_by(school)}; }

    /// The act in preparation, as its form says it, then signed.
    std::vector<Phrase> read_and_sign_act()
    {
        mayor.send(app::SignDraft{});
        std::vector<Phrase> said;
        for (auto const& line : mayor.form().lines)
            said.push_back(line.text);
        mayor.sign();
        mayor.wait(5000);
        testing::sees_what_came(school, mayor);
        return said;
    }

    void prepare_member_name(std::string_view former, std::string name)
    {
        auto const id = testing::show_member(mayor, former);
        mayor.send(app::EditMember{app::member_form::k_name, testing::typed(std::move(name))});
        mayor.send(app::PrepareMember{id});
    }

    /// Where Camille Durand sits.
    GroupId group_of_school()
    {
        (void)testing::show_member(mayor, testing::k_school_name);
        return mayor.see().members->detail->groups.front().group;
    }

    std::string name_of_group(GroupId const& id)
    {
        mayor.send(app::Go{app::GroupsRoute{}});
        auto const& rows = mayor.see().groups->rows;
        auto const row = std::ranges::find(rows, id, &app::GroupsView::Row::group);
        BOOST_REQUIRE((row != rows.end()));
        return row->name;
    }

    void prepare_group_name(GroupId const& id, std::string name)
    {
        mayor.send(app::Go{app::GroupsRoute{id}});
        mayor.send(app::EditGroup{app::group_form::k_name, testing::typed(std::move(name))});
        mayor.send(app::PrepareGroup{id});
    }
};

std::vector<Phrase> texts_of(app::ActView const& act)
{
    std::vector<Phrase> said;
    for (auto const& line : act.lines)
        said.push_back(line.text);
    return said;
}

/// Anywhere in it: as a name, or in the name of a place.
bool is_named_in(std::vector<Phrase> const& said, std::string const& name)
{
    auto const bears = [&name](auto const& arg) {
        auto const* const place = std::get_if<TextRef>(&arg.second);
        return arg.second == PhraseArg(name) || (place != nullptr && place->name == name);
    };
    return std::ranges::any_of(said, [&](Phrase const& line) { return std::ranges::any_of(line.args, bears); });
}

void check_same_acts(std::vector<app::ActView> const& earlier, std::vector<app::ActView> const& now)
{
    BOOST_REQUIRE(now.size() >= earlier.size());
    auto const newer = now.size() - earlier.size();
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        BOOST_TEST((now[newer + i].title == earlier[i].title));
        BOOST_TEST((texts_of(now[newer + i]) == texts_of(earlier[i])));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(act_names)

BOOST_FIXTURE_TEST_CASE(an_act_says_a_group_by_the_name_that_it_had_when_it_was_signed, ActNamesTown)
{
    auto const id = group_of_school();
    auto const former = name_of_group(id);
    auto const earlier = seen_by_both();
    BOOST_REQUIRE(is_named_in(texts_of(earlier[0].front()), former));
    prepare_group_name(id, "Hypercentre");
    auto const renaming = read_and_sign_act();
    mayor.send(app::PrepareLeaveGroup{testing::show_member(mayor, testing::k_school_name), id});
    auto const leaving = read_and_sign_act();
    BOOST_TEST(is_named_in(leaving, "Hypercentre"));
    auto const now = seen_by_both();
    for (std::size_t who = 0; who < now.size(); ++who) {
        auto const& acts = now[who];
        BOOST_TEST((texts_of(acts[0]) == leaving));
        // The act that renames it says, as it was prepared, whose name it was that changes.
        BOOST_TEST((texts_of(acts[1]) == renaming));
        check_same_acts(earlier[who], acts);
    }
}

/// He who entered by an act has there the name that it gave him; who signed it, the one that he had.
BOOST_FIXTURE_TEST_CASE(an_act_says_people_and_its_signer_by_the_names_that_they_had_then, ActNamesTown)
{
    auto const earlier = seen_by_both();
    prepare_member_name(testing::k_school_name, "Camille Martin");
    auto const renaming = read_and_sign_act();
    prepare_member_name("Claire Vasseur", "Claire Petit");
    (void)read_and_sign_act();
    testing::prepare_as(mayor, "Camille Martin", domain::Profile::Referent);
    (void)read_and_sign_act();
    auto const now = seen_by_both();
    for (std::size_t who = 0; who < now.size(); ++who) {
        auto const& acts = now[who];
        BOOST_TEST(is_named_in(texts_of(acts[0]), "Camille Martin"));
        BOOST_TEST(!is_named_in(texts_of(acts[0]), std::string(testing::k_school_name)));
        BOOST_TEST(is_named_in({acts[0].title}, "Claire Petit"));
        BOOST_TEST(is_named_in({acts[1].title}, "Claire Vasseur"));
        BOOST_TEST((texts_of(acts[2]) == renaming));
        check_same_acts(earlier[who], acts);
    }
}

/// Who leads a group was prepared under the name that he had.
BOOST_FIXTURE_TEST_CASE(an_act_says_who_leads_a_group_by_the_name_that_he_had_then, ActNamesTown)
{
    auto const id = group_of_school();
    auto const member = testing::find_member(mayor, testing::k_school_name);
    mayor.send(app::Go{app::GroupsRoute{id}});
    mayor.send(app::EditGroup{app::group_form::k_animator, {.text = {}, .codes = {}, .member = member}});
    mayor.send(app::PrepareGroup{id});
    auto const leading = read_and_sign_act();
    BOOST_REQUIRE(is_named_in(leading, std::string(testing::k_school_name)));
    prepare_member_name(testing::k_school_name, "Camille Martin");
    (void)read_and_sign_act();
    BOOST_TEST((texts_of(acts_seen_by(school)[1]) == leading));
}

BOOST_AUTO_TEST_SUITE_END()
