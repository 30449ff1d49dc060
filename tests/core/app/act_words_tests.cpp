// What the form of signature says of an act, and what the list of signed acts says of it afterwards.

#include <algorithm>
#include <optional>
#include <set>

#include "core/app/council_op_words.hpp"
#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;

namespace {

struct ActWordsTown : testing::FoundedTown {
    void join() { testing::join_school(mayor, school); }

    void prepare_function(Profile profile)
    {
        auto const id = testing::show_member(mayor, testing::k_school_name);
        mayor.send(app::EditMember{app::member_form::k_function, testing::coded(static_cast<std::uint32_t>(profile))});
        mayor.send(app::PrepareMember{id});
    }

    void prepare_group(std::string const& name)
    {
        mayor.send(app::EditNewGroup{app::group_field::k_name, testing::typed(name)});
        mayor.send(app::EditNewGroup{app::group_field::k_perimeter, testing::typed("La gare")});
        mayor.send(app::PrepareNewGroup{});
    }

    /// What the form says is about to change; the form is signed then.
    std::vector<Phrase> read_and_sign()
    {
        if (mayor.form().kind != app::FormKind::SignAct)
            mayor.send(app::SignDraft{});
        BOOST_REQUIRE((mayor.form().kind == app::FormKind::SignAct));
        std::vector<Phrase> said;
        for (auto const& line : mayor.form().lines)
            said.push_back(line.text);
        mayor.sign();
        mayor.wait(5000);
        return said;
    }

    /// What was prepared is what the form says, and what the act says once it is signed.
    void check_same_at_all_moments(std::vector<app::ChangeLine> const& draft)
    {
        mayor.send(app::SignDraft{});
        auto const form = mayor.form().lines;
        (void)read_and_sign();
        (void)last_signed();
        auto const lines = mayor.see().acts->signed_acts.front().lines;
        BOOST_REQUIRE(form.size() == draft.size());
        BOOST_REQUIRE(lines.size() == draft.size());
        for (std::size_t i = 0; i < draft.size(); ++i) {
            BOOST_TEST((form[i].text == draft[i].text), draft[i].text.key);
            BOOST_TEST(form[i].label.empty() == !draft[i].is_below, draft[i].text.key);
            BOOST_TEST((lines[i].text == draft[i].text), draft[i].text.key);
            BOOST_TEST(lines[i].is_below == draft[i].is_below, draft[i].text.key);
        }
    }

    std::vector<Phrase> last_signed()
    {
        mayor.send(app::Go{app::ActsRoute{}});
        std::vector<Phrase> said;
        for (auto const& line : mayor.see().acts->signed_acts.front().lines)
            said.push_back(line.text);
        return said;
    }
};

bool has_key(std::vector<Phrase> const& said, std::string_view key)
{
    return std::ranges::find(said, key, &Phrase::key) != said.end();
}

/// Of accesses, functions and keys; what is written in records is said by its form with what it was.
bool is_effect(Phrase const& said)
{
    return said.key.starts_with("council.op.") || said.key.starts_with("council.act.rotates") ||
           said.key == "council.change.function" || said.key == "council.change.admit" ||
           said.key == "council.change.remove" || said.key.starts_with("council.change.leave") ||
           said.key == "council.change.rotate";
}

void check_same_words(std::vector<Phrase> const& form, std::vector<Phrase> const& act)
{
    for (auto const& line : form) {
        if (is_effect(line))
            BOOST_TEST((std::ranges::find(act, line) != act.end()), "only the form says " << line.key);
    }
    for (auto const& line : act) {
        if (is_effect(line))
            BOOST_TEST((std::ranges::find(form, line) != form.end()), "only the signed act says " << line.key);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(act_words)

BOOST_FIXTURE_TEST_CASE(who_enters_is_said_to_read_before_the_signature_what_the_signed_act_says, ActWordsTown)
{
    testing::answer_invitation(school, testing::invite_school(mayor));
    testing::prepare_entry(mayor);
    auto const form = read_and_sign();
    BOOST_TEST(has_key(form, "council.op.function"));
    // The annuaire, the plenary formation and both spaces of his group.
    BOOST_TEST(std::ranges::count(form, std::string("council.op.enters"), &Phrase::key) >= 4);
    BOOST_TEST(!has_key(form, "council.act.rotates"));
    BOOST_TEST(!has_key(form, "council.act.rotates_registry"));
    check_same_words(form, last_signed());
}

BOOST_FIXTURE_TEST_CASE(a_new_group_and_a_function_change_no_key_for_anybody_who_leaves, ActWordsTown)
{
    join();
    prepare_group("Gare");
    prepare_function(Profile::Referent);
    auto const form = read_and_sign();
    BOOST_TEST(has_key(form, "council.op.compartment"));
    BOOST_TEST(!has_key(form, "council.act.rotates"));
    auto const in_group = [](Phrase const& line) {
        return std::ranges::any_of(
            line.args, [](auto const& arg) { return arg.second == PhraseArg(TextRef{"council.place.plain", "Gare"}); });
    };
    BOOST_TEST(std::ranges::any_of(form, in_group));
    check_same_words(form, last_signed());
}

BOOST_FIXTURE_TEST_CASE(an_access_that_stays_as_it_was_is_not_told, ActWordsTown)
{
    join();
    prepare_function(Profile::Referent);
    auto const form = read_and_sign();
    // A référent writes in the nominative space; elsewhere he reads what a member reads.
    BOOST_TEST(std::ranges::count(form, std::string("council.op.enters"), &Phrase::key) == 1);
    auto const enters = std::ranges::find(form, std::string("council.op.enters"), &Phrase::key);
    BOOST_REQUIRE((enters != form.end()));
    BOOST_TEST(std::ranges::any_of(
        enters->args, [](auto const& arg) { return arg.second == PhraseArg(TextRef{"council.op.can.write"}); }));
    check_same_words(form, last_signed());
}

BOOST_FIXTURE_TEST_CASE(a_key_that_somebody_who_leaves_may_not_use_any_more_says_so_before_and_after, ActWordsTown)
{
    join();
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    auto const form = read_and_sign();
    BOOST_TEST(std::ranges::count(form, std::string("council.act.rotates_registry"), &Phrase::key) == 1);
    auto const act = last_signed();
    BOOST_TEST(has_key(act, "council.act.rotates_registry"));
    check_same_words(form, act);
}

BOOST_FIXTURE_TEST_CASE(what_a_change_does_is_below_it_and_names_whose_it_is, ActWordsTown)
{
    join();
    prepare_function(Profile::Referent);
    auto const draft = mayor.see().acts->draft;
    BOOST_REQUIRE(draft.size() > 1U);
    BOOST_TEST(!draft.front().is_below);
    BOOST_TEST(std::all_of(draft.begin() + 1, draft.end(), [](app::ChangeLine const& line) { return line.is_below; }));
    mayor.send(app::SignDraft{});
    auto const& lines = mayor.form().lines;
    BOOST_REQUIRE(lines.size() > 1U);
    BOOST_TEST(lines.front().label.empty());
    BOOST_TEST((lines[1].label == lines.front().text));
}

BOOST_FIXTURE_TEST_CASE(who_leaves_a_group_is_told_in_one_sentence_before_and_after_the_signature, ActWordsTown)
{
    join();
    auto const id = testing::show_member(mayor, testing::k_school_name);
    mayor.send(app::PrepareLeaveGroup{id, mayor.see().members->detail->groups.front().group});
    auto const draft = mayor.see().acts->draft;
    // Both spaces, and their keys.
    BOOST_REQUIRE(draft.size() == 4U);
    BOOST_TEST(draft.front().text.key == "council.change.leave");
    BOOST_TEST(draft.back().text.key == "council.act.rotates");
    check_same_at_all_moments(draft);
}

/// In whatever order it was prepared: what is written in records comes behind what the ops do, keys that were asked for
/// between them, and keys that change because of it at the end.
BOOST_FIXTURE_TEST_CASE(an_act_says_ops_keys_and_records_in_one_order_before_and_after_the_signature, ActWordsTown)
{
    join();
    mayor.kill();
    std::optional<CompartmentId> plenary;
    {
        testing::StoppedDevice device(mayor);
        plenary = app::council_map(device.vault->knowledge().registry()->state()).plenary;
    }
    BOOST_REQUIRE(plenary.has_value());
    mayor.open();
    mayor.sign_in();
    auto const own = testing::show_member(mayor, "Claire Vasseur");
    mayor.send(app::EditMember{app::member_form::k_order, testing::typed("Arrêté 2026-118")});
    mayor.send(app::PrepareMember{own});
    auto const id = testing::show_member(mayor, testing::k_school_name);
    auto const group = mayor.see().members->detail->groups.front().group;
    mayor.send(app::Go{app::GroupsRoute{group}});
    mayor.send(app::EditGroup{app::group_form::k_perimeter, testing::typed("Vieille ville")});
    mayor.send(app::PrepareGroup{group});
    mayor.send(app::PrepareRotation{*plenary});
    mayor.send(app::PrepareLeaveGroup{id, group});
    auto const draft = mayor.see().acts->draft;
    std::vector<std::string> keys;
    for (auto const& line : draft) {
        if (!line.is_below)
            keys.push_back(line.text.key);
    }
    std::vector<std::string> const one_order{
        "council.change.leave", "council.change.rotate", "council.change.mandate", "council.change.group",
        "council.act.rotates"};
    BOOST_TEST(keys == one_order, boost::test_tools::per_element());
    check_same_at_all_moments(draft);
}

/// Below it the end of the mandate, the function and every access that ends; then the keys that change for it.
BOOST_FIXTURE_TEST_CASE(a_departure_is_told_in_the_same_lines_in_preparation_in_the_form_and_once_signed, ActWordsTown)
{
    join();
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    auto const draft = mayor.see().acts->draft;
    // The plenary formation, the annuaire and both spaces of his group.
    BOOST_REQUIRE(draft.size() == 8U);
    BOOST_TEST(draft[0].text.key == "council.change.remove");
    BOOST_TEST(draft[1].text.key == "council.change.ends");
    BOOST_TEST(draft[2].text.key == "council.op.function_ends");
    for (std::size_t i = 3; i < 7; ++i)
        BOOST_TEST(draft[i].text.key == "council.op.leaves");
    PhraseArg const plenary = TextRef{std::string(domain::text_key(domain::Formation::Pleniere))};
    BOOST_TEST(std::ranges::any_of(draft[3].text.args, [&](auto const& arg) { return arg.second == plenary; }));
    // One key more than accesses: that of the registry, which is named.
    BOOST_TEST(draft[7].text.key == "council.act.rotates_registry");
    BOOST_TEST((draft[7].text.args == phrase("").with("n", std::int64_t{5}).args));
    BOOST_TEST(!draft[7].is_below);
    BOOST_TEST(!draft[7].may_remove);
    check_same_at_all_moments(draft);
    // It is no change of the mandate beside.
    auto const lines = mayor.see().acts->signed_acts.front().lines;
    BOOST_TEST(!has_key(last_signed(), "council.change.mandate"));
    std::set<std::uint64_t> ids;
    for (auto const& line : lines)
        BOOST_TEST(ids.insert(line.id).second);
}

/// By who they are, not by what is said of them.
BOOST_FIXTURE_TEST_CASE(of_two_of_one_name_who_leave_by_one_act_each_has_his_own_end_of_mandate, ActWordsTown)
{
    join();
    Desk other{server};
    (void)testing::invite_school(mayor);
    testing::invited_enters(mayor, other, testing::k_school_name);
    mayor.send(app::Go{app::MembersRoute{}});
    std::vector<MemberId> leavers;
    for (auto const& row : mayor.see().members->rows) {
        if (row.name == testing::k_school_name)
            leavers.push_back(row.member);
    }
    BOOST_REQUIRE(leavers.size() == 2U);
    for (auto const& leaver : leavers)
        mayor.send(app::PrepareRemoveMember{leaver});
    (void)read_and_sign();
    (void)last_signed();
    std::vector<std::string> keys;
    for (auto const& line : mayor.see().acts->signed_acts.front().lines) {
        if (line.text.key == "council.change.remove" || line.text.key == "council.change.ends")
            keys.push_back(line.text.key);
    }
    std::vector<std::string> const one_by_one{
        "council.change.remove", "council.change.ends", "council.change.remove", "council.change.ends"};
    BOOST_TEST(keys == one_by_one, boost::test_tools::per_element());
}

/// M-08: the spaces that a function ends are below the function alone.
BOOST_FIXTURE_TEST_CASE(another_function_that_ends_a_part_is_no_departure_from_the_group, ActWordsTown)
{
    join();
    prepare_function(Profile::Dpo);
    auto const form = read_and_sign();
    auto const act = last_signed();
    BOOST_TEST(has_key(act, "council.op.leaves"));
    BOOST_TEST(!has_key(act, "council.change.leave"));
    check_same_words(form, act);
}

BOOST_FIXTURE_TEST_CASE(that_writing_stops_is_a_warning_in_the_act_in_preparation_and_once_signed, ActWordsTown)
{
    join();
    auto const id = testing::show_member(mayor, testing::k_school_name);
    auto const group = mayor.see().members->detail->groups.front().group;
    auto const halts = [](std::vector<app::ChangeLine> const& lines) {
        return std::ranges::count_if(lines, [](app::ChangeLine const& line) {
            return line.text.key == "council.act.halts" && line.is_warning && !line.is_below && !line.may_remove;
        });
    };
    // The mayor, who stays, changes the keys of who leaves.
    mayor.send(app::PrepareLeaveGroup{id, group});
    BOOST_TEST(halts(mayor.see().acts->draft) == 0);
    mayor.send(app::DropChange{mayor.see().acts->draft.front().id});
    auto const own = testing::show_member(mayor, "Claire Vasseur");
    mayor.send(app::PrepareLeaveGroup{own, group});
    BOOST_REQUIRE(mayor.see().acts.has_value());
    BOOST_TEST(halts(mayor.see().acts->draft) == 2);
    (void)read_and_sign();
    (void)last_signed();
    BOOST_TEST(halts(mayor.see().acts->signed_acts.front().lines) == 2);
}

BOOST_AUTO_TEST_CASE(each_technical_setting_is_named)
{
    ledger::PolicyOp policy;
    policy.rules = 1;
    policy.min_suite = 1;
    policy.builds.emplace(2);
    policy.iek_days = 365;
    std::vector<std::string> keys;
    for (auto const& said : app::say_settings(policy))
        keys.push_back(said.key);
    BOOST_TEST(
        (keys == std::vector<std::string>{
                     "council.op.policy_rules", "council.op.policy_suite", "council.op.policy_builds",
                     "council.op.policy_sealing"}));
}

/// As they are said where its texts are readable: the words of none are looked for.
BOOST_AUTO_TEST_CASE(settings_that_have_no_room_are_counted_with_the_texts_that_change)
{
    ledger::RegistryState const before;
    ledger::PolicyOp policy;
    BOOST_TEST(app::count_of_settings(before, policy) == 0U);
    policy.rules = 1;
    BOOST_TEST(app::count_of_settings(before, policy) == 1U);
    policy.texts.emplace({ledger::TextInForce{1, 1, {}}, ledger::TextInForce{2, 1, {}}});
    BOOST_TEST(app::count_of_settings(before, policy) == 4U);
}

BOOST_AUTO_TEST_SUITE_END()
