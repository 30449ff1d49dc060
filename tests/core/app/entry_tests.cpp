// Which entries into groups are offered to whom: those that have an effect, whatever the function.

#include <algorithm>
#include <set>

#include "core/app/council_acts.hpp"
#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;
using domain::Profile;

namespace {

/// Two groups with their nominative spaces and one without, of which the school sits in the first.
struct EntryTown : testing::FoundedTown {
    EntryTown()
    {
        testing::join_school(mayor, school);
        testing::sign_new_group(mayor);
    }

    app::MemberDetailView page()
    {
        testing::show_member(mayor, testing::k_school_name);
        return mayor.see().members->detail.value();
    }
    std::vector<GroupId> groups()
    {
        mayor.send(app::Go{app::GroupsRoute{}});
        std::vector<GroupId> all;
        for (auto const& row : mayor.see().groups->rows)
            all.push_back(row.group);
        return all;
    }
    bool sits_in(GroupId const& group)
    {
        auto const shown = page().groups;
        return std::ranges::find(shown, group, &app::MembershipView::group) != shown.end();
    }
    bool is_offered(GroupId const& group)
    {
        auto const offered = page().group_ids;
        return std::ranges::find(offered, group) != offered.end();
    }
    void prepare_entry(GroupId const& group)
    {
        auto const member = page().member;
        mayor.send(app::PrepareJoinGroup{member, group});
    }
    /// Those where an act that lets the school in would change something, by the registry alone.
    std::set<GroupId> groups_with_ops()
    {
        auto const member = page().member;
        std::set<GroupId> found;
        mayor.kill();
        {
            testing::StoppedDevice device(mayor);
            auto const& state = device.vault->knowledge().registry()->state();
            for (auto const& group : app::council_map(state).groups) {
                if (!app::join_group_ops(state, member, group.group).empty())
                    found.insert(group.group);
            }
        }
        mayor.open();
        mayor.sign_in();
        mayor.wait(5000);
        return found;
    }
    std::size_t prepared()
    {
        mayor.send(app::Go{app::ActsRoute{}});
        return mayor.see().acts->draft.size();
    }
};

bool has_field(std::vector<app::FieldView> const& fields, std::uint32_t number)
{
    return std::ranges::find(fields, number, &app::FieldView::field) != fields.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(entries)

BOOST_AUTO_TEST_CASE(an_entry_is_offered_to_each_function_exactly_where_it_has_an_effect)
{
    for (std::uint32_t code = 2; code <= domain::k_profiles; ++code) {
        auto const profile = static_cast<Profile>(code);
        BOOST_TEST_CONTEXT("function " << domain::text_key(profile))
        {
            EntryTown town;
            if (profile != Profile::Membre)
                testing::name_as(town.mayor, testing::k_school_name, profile);
            auto const groups = town.groups();
            BOOST_REQUIRE(groups.size() == 3U);
            auto const with_ops = town.groups_with_ops();
            for (auto const& group : groups) {
                if (town.sits_in(group))
                    continue;
                bool const is_offered = town.is_offered(group);
                BOOST_TEST(is_offered == with_ops.contains(group));
                town.prepare_entry(group);
                if (!is_offered) {
                    // By its rule, before anything is signed.
                    BOOST_TEST(testing::last_refusal(town.mayor) == "law.droit.destinataire");
                    BOOST_TEST(town.prepared() == 0U);
                    continue;
                }
                BOOST_TEST(town.prepared() > 1U);
                testing::sign_draft(town.mayor);
                BOOST_TEST(town.sits_in(group));
                BOOST_TEST(!town.is_offered(group));
            }
        }
    }
}

BOOST_FIXTURE_TEST_CASE(an_invitation_offers_no_part_that_the_function_does_not_give, testing::FoundedTown)
{
    namespace field = app::invite_field;
    mayor.send(app::Go{app::MembersRoute{}});
    for (std::uint32_t code = 2; code <= domain::k_profiles; ++code) {
        auto const profile = static_cast<Profile>(code);
        mayor.send(app::EditInvite{field::k_profile, testing::coded(code)});
        auto const& members = mayor.see().members;
        BOOST_TEST(!members->invite_groups.empty() == app::sits_in_groups(profile), domain::text_key(profile));
        BOOST_TEST(
            has_field(members->invite_fields, field::k_restricted) == app::sits_in_restricted(profile),
            domain::text_key(profile));
    }
    // Nor does it promise what was ticked before the function was chosen.
    mayor.send(app::EditInvite{field::k_profile, testing::coded(static_cast<std::uint32_t>(Profile::Membre))});
    mayor.send(app::ChooseInviteGroup{0, true});
    testing::Desk dpo{server};
    testing::dpo_joins(mayor, dpo, domain::Qualite::DelegueProtectionDonnees);
    mayor.send(app::Go{app::ActsRoute{}});
    testing::show_member(mayor, testing::k_dpo_name);
    BOOST_TEST(mayor.see().members->detail->groups.empty());
    BOOST_TEST(mayor.see().members->detail->groups_to_add.empty());
}

BOOST_AUTO_TEST_SUITE_END()
