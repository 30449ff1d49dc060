// Acts that stand nowhere, and ops that did nothing: what a person sees of them.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/places.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;
using domain::Profile;

namespace {

struct LostActsTown : testing::FoundedTown {
    LostActsTown() { testing::join_school(mayor, school); }

    MemberId school_member() { return testing::show_member(mayor, "Camille Durand"); }

    void prepare_function(Profile profile)
    {
        auto const id = school_member();
        mayor.send(app::EditMember{app::member_form::k_function, testing::coded(static_cast<std::uint32_t>(profile))});
        mayor.send(app::PrepareMember{id});
    }

    /// A coordonnateur signs while the mayor, who has not seen it, ends his function.
    template <typename Sign>
    void lose(Sign const& sign_by_coordinator)
    {
        prepare_function(Profile::Coordonnateur);
        testing::sign_draft(mayor);
        testing::sees_what_came(school, mayor);
        mayor.remote.fault = [](testing::MemoryRemote::Verb verb, std::string const& path) {
            bool const is_asked = verb == testing::MemoryRemote::Verb::List && path == "h/";
            return is_asked ? std::optional(ports::RemoteAnswer{ports::RemoteStatus::NotModified, {}, {}})
                            : std::nullopt;
        };
        sign_by_coordinator();
        prepare_function(Profile::Membre);
        mayor.send(app::SignDraft{});
        mayor.sign();
        mayor.remote.fault = {};
        mayor.wait(60'000);
    }
    void lose_an_act()
    {
        lose([this] { testing::sign_new_group(school); });
    }
    template <typename MakeOps>
    void lose_ops(MakeOps const& make)
    {
        lose([&] {
            school.kill();
            {
                testing::StoppedDevice device(school);
                device.sign_all(make(*device.vault));
            }
            school.open();
            school.sign_in();
            school.wait(60'000);
        });
    }
    /// The délégué, who comes in first, is removed by an act that is lost.
    void lose_departure_of(testing::Desk& dpo)
    {
        testing::dpo_joins(mayor, dpo, domain::Qualite::DelegueProtectionDonnees);
        auto const gone = testing::find_member(mayor, testing::k_dpo_name);
        testing::sees_what_came(school, mayor);
        lose_ops([&gone](sync::Vault const& vault) {
            auto const cards = vault.knowledge().cards().names_of(gone);
            return std::vector<ledger::ActOp>{ledger::MemberOutOp{.member = gone, .marks = {}, .cards = cards}};
        });
    }
    /// An act alone lets him in, to the annuaire.
    MemberId let_somebody_in()
    {
        auto const identity = crypto::SigningKey::generate();
        auto const id = crypto::member_id(identity.public_key());
        mayor.kill();
        {
            testing::StoppedDevice device(mayor);
            auto const map = app::council_map(device.vault->knowledge().registry()->state());
            BOOST_REQUIRE(map.directory.has_value());
            auto const profile = static_cast<std::uint32_t>(Profile::Membre);
            device.sign_all(
                {ledger::MemberOp{.identity = identity.public_key(), .card = crypto::random_id<ObjectName>()},
                 ledger::RoleOp{.member = id, .cid = *map.directory, .role = 1, .profile = profile, .marks = {}}});
        }
        mayor.open();
        mayor.sign_in();
        mayor.wait(5000);
        return id;
    }

    std::vector<app::ActView> lost()
    {
        mayor.send(app::Go{app::ActsRoute{}});
        return mayor.see().acts->without_effect;
    }
};

bool says(std::vector<app::ChangeLine> const& lines, std::string_view key)
{
    return std::ranges::any_of(lines, [key](app::ChangeLine const& line) { return line.text.key == key; });
}

std::string const& key_of_line(app::ChangeLine const& line)
{
    return line.text.key;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lost_acts)

/// Of a coordonnateur who signs while the mayor, who has not seen it, ends his function.
BOOST_FIXTURE_TEST_CASE(an_act_without_effect_is_signed_again_once_all_that_it_does_was_read, LostActsTown)
{
    lose_an_act();
    BOOST_TEST((testing::find_todo(mayor, "council.act.without_effect") != nullptr));
    auto const all = lost();
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(mayor.see().acts->without_effect_count == 1U);
    BOOST_TEST(all.front().title.key == "council.act.lost_title");
    BOOST_TEST(says(all.front().lines, "council.op.enters"));
    BOOST_TEST(all.front().bar.empty());
    mayor.send(app::PrepareSignAgain{all.front().act});
    auto const draft = mayor.see().acts->draft;
    BOOST_REQUIRE(draft.size() > 2U);
    BOOST_TEST(draft.front().text.key == "council.change.again");
    BOOST_TEST(says(draft, "council.op.compartment"));
    BOOST_TEST(says(draft, "council.op.enters"));
    // It is prepared once, and there again when it is dropped.
    BOOST_TEST(lost().empty());
    mayor.send(app::DropChange{draft.front().id});
    BOOST_TEST(lost().size() == 1U);
    mayor.send(app::PrepareSignAgain{all.front().act});
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.send(app::Go{app::GroupsRoute{}});
    BOOST_TEST(mayor.see().groups->rows.size() == 3U);
    BOOST_TEST(lost().empty());
    BOOST_TEST((testing::find_todo(mayor, "council.act.without_effect") == nullptr));
}

/// Who leaves does not read the formation restreinte: its key changes because it was asked for.
BOOST_FIXTURE_TEST_CASE(a_key_that_was_asked_for_beside_a_departure_is_asked_for_again, LostActsTown)
{
    auto const gone = let_somebody_in();
    std::optional<CompartmentId> restricted;
    lose_ops([&](sync::Vault const& vault) {
        restricted = app::council_map(vault.knowledge().registry()->state()).restricted;
        BOOST_REQUIRE(restricted.has_value());
        return std::vector<ledger::ActOp>{
            ledger::MemberOutOp{.member = gone, .marks = {}, .cards = vault.knowledge().cards().names_of(gone)},
            ledger::RotateOp{.cid = *restricted, .commit = {}, .hist = {}, .base = {}}};
    });
    auto const all = lost();
    BOOST_REQUIRE(all.size() == 1U);
    mayor.send(app::PrepareSignAgain{all.front().act});
    BOOST_TEST(says(mayor.see().acts->draft, "council.change.remove"));
    // He has no page in the annuaire: no mandate of his is written, and none is said to end.
    auto const draft = mayor.see().acts->draft;
    BOOST_TEST(!says(draft, "council.change.mandate"));
    BOOST_TEST(!says(draft, "council.change.ends"));
    BOOST_TEST(std::ranges::count(draft, std::string("council.change.remove"), key_of_line) == 1);
    testing::sign_draft(mayor);
    BOOST_TEST(lost().empty());
    mayor.kill();
    testing::StoppedDevice const device(mayor);
    auto const& registry = *device.vault->knowledge().registry();
    auto const sequence = registry.sequence();
    auto const& ops = registry.act(sequence.back())->ops;
    BOOST_TEST(std::ranges::any_of(ops, [&](ledger::ActOp const& op) {
        auto const* const rotate = std::get_if<ledger::RotateOp>(&op);
        return rotate != nullptr && rotate->cid == *restricted;
    }));
}

/// As any removal is said: the line once, the end of the mandate below it.
BOOST_FIXTURE_TEST_CASE(a_departure_that_is_taken_up_says_the_end_of_the_mandate_below_it, LostActsTown)
{
    testing::Desk dpo{server};
    lose_departure_of(dpo);
    auto const all = lost();
    BOOST_REQUIRE(all.size() == 1U);
    mayor.send(app::PrepareSignAgain{all.front().act});
    auto const draft = mayor.see().acts->draft;
    auto const leaves = std::ranges::find(draft, std::string("council.change.remove"), key_of_line);
    BOOST_REQUIRE(draft.end() - leaves >= 2);
    BOOST_TEST((leaves + 1)->text.key == "council.change.ends");
    BOOST_TEST(std::ranges::count(draft, leaves->text, &app::ChangeLine::text) == 1);
    BOOST_TEST(!says(draft, "council.change.mandate"));
}

/// Nobody left by it.
BOOST_FIXTURE_TEST_CASE(a_departure_without_effect_says_of_no_log_key_that_it_is_due, LostActsTown)
{
    testing::Desk dpo{server};
    lose_departure_of(dpo);
    auto const all = lost();
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(!all.front().lines.empty());
    BOOST_TEST(!says(all.front().lines, "council.act.log_key_due"));
}

/// Of who enters by it and has no page yet.
BOOST_FIXTURE_TEST_CASE(an_act_that_lets_somebody_in_without_function_says_to_invite_him_again, LostActsTown)
{
    auto const identity = crypto::SigningKey::generate();
    lose_ops([&](sync::Vault const&) {
        return std::vector<ledger::ActOp>{
            ledger::MemberOp{.identity = identity.public_key(), .card = crypto::random_id<ObjectName>()}};
    });
    auto const all = lost();
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().bar.key == "council.again.member");
    mayor.send(app::PrepareSignAgain{all.front().act});
    BOOST_TEST(mayor.see().acts->draft.empty());
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.again.member");
}

/// Signed by the coordonnateur; the mayor takes it up, or does it by himself.
BOOST_FIXTURE_TEST_CASE(an_act_that_would_come_to_nothing_says_why_and_has_no_button, LostActsTown)
{
    auto const gone = let_somebody_in();
    lose_ops([&gone](sync::Vault const& vault) {
        auto const cards = vault.knowledge().cards().names_of(gone);
        return std::vector<ledger::ActOp>{ledger::MemberOutOp{.member = gone, .marks = {}, .cards = cards}};
    });
    auto const before = lost();
    BOOST_REQUIRE(before.size() == 1U);
    BOOST_TEST(before.front().bar.empty());
    // Who has no rank any more.
    testing::sees_what_came(school, mayor);
    school.send(app::Go{app::ActsRoute{}});
    BOOST_REQUIRE(school.see().acts->without_effect.size() == 1U);
    BOOST_TEST(school.see().acts->without_effect.front().bar.key == "council.again.no_rank");

    mayor.send(app::PrepareRemoveMember{gone});
    testing::sign_draft(mayor);
    auto const after = lost();
    BOOST_REQUIRE(after.size() == 1U);
    BOOST_TEST(after.front().bar.key == "council.again.nothing");
    mayor.send(app::PrepareSignAgain{after.front().act});
    BOOST_TEST(mayor.see().acts->draft.empty());
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.again.nothing");
}

BOOST_FIXTURE_TEST_CASE(an_act_whose_changes_have_screens_of_their_own_says_so_and_is_not_prepared, LostActsTown)
{
    lose_ops([](sync::Vault const&) {
        ledger::PolicyOp settings;
        settings.log_months = 12;
        return std::vector<ledger::ActOp>{settings};
    });
    auto const all = lost();
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().bar.key == "council.act.again_elsewhere");
    mayor.send(app::PrepareSignAgain{all.front().act});
    BOOST_TEST(mayor.see().acts->draft.empty());
}

BOOST_FIXTURE_TEST_CASE(an_act_that_is_set_aside_is_told_no_more_on_that_device_even_after_a_restart, LostActsTown)
{
    lose_an_act();
    auto const all = lost();
    BOOST_REQUIRE(!all.empty());
    mayor.send(app::SetActAside{all.front().act});
    BOOST_TEST(lost().empty());
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    BOOST_TEST(lost().empty());
    BOOST_TEST((testing::find_todo(mayor, "council.act.without_effect") == nullptr));
}

BOOST_FIXTURE_TEST_CASE(an_op_that_did_nothing_is_not_shown_as_done, LostActsTown)
{
    auto const gone = school_member();
    mayor.kill();
    {
        testing::StoppedDevice device(mayor);
        auto const cards = device.vault->knowledge().cards().names_of(gone);
        for (int times = 0; times < 2; ++times)
            device.sign(ledger::MemberOutOp{.member = gone, .marks = {}, .cards = cards});
    }
    mayor.open();
    mayor.sign_in();
    mayor.send(app::Go{app::ActsRoute{}});
    auto const acts = mayor.see().acts->signed_acts;
    BOOST_REQUIRE(acts.size() > 2U);
    // The last first: it did again what the one before had done.
    auto const leaves = [](app::ActView const& act, bool had_effect) {
        return std::ranges::count_if(act.lines, [had_effect](app::ChangeLine const& line) {
            return line.text.key == "council.change.remove" && line.had_effect == had_effect;
        });
    };
    BOOST_TEST(leaves(acts[0], false) == 1);
    BOOST_TEST(leaves(acts[0], true) == 0);
    BOOST_TEST(leaves(acts[1], true) == 1);
    BOOST_TEST(leaves(acts[1], false) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
