// Who sits as what: functions changed by an act, mandates, arrêtés and animators; and who may be named référent.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;

namespace {

struct CompositionTown : testing::FoundedTown {
    CompositionTown() { testing::join_school(mayor, school); }

    app::MemberDetailView member(Desk& who, std::string const& name)
    {
        testing::show_member(who, name);
        return who.see().members->detail.value();
    }

    /// On the page of the school's member.
    void edit(std::uint32_t field, app::FieldInput value) { mayor.send(app::EditMember{field, std::move(value)}); }

    void prepare_function(Profile profile)
    {
        auto const id = member(mayor, "Camille Durand").member;
        edit(app::member_form::k_function, testing::coded(static_cast<std::uint32_t>(profile)));
        mayor.send(app::PrepareMember{id});
    }

    /// A function and the arrêté that gives it.
    void prepare_mandate()
    {
        auto const id = member(mayor, "Camille Durand").member;
        edit(app::member_form::k_function, testing::coded(static_cast<std::uint32_t>(Profile::Referent)));
        edit(app::member_form::k_order, testing::typed("Arrêté 2026-118"));
        mayor.send(app::PrepareMember{id});
    }

    void sign()
    {
        testing::sign_draft(mayor);
        testing::sees_what_came(school, mayor);
    }

    /// Of the situation that the mayor opens, as he may choose it.
    app::FieldView referent_field()
    {
        auto const& sheet = mayor.see().sheet;
        BOOST_REQUIRE(sheet.has_value());
        auto const at = std::ranges::find(sheet->follow_up, domain::field::k_referent, &app::FieldView::field);
        BOOST_REQUIRE((at != sheet->follow_up.end()));
        return *at;
    }
};

bool offers(app::FieldView const& field, std::string const& name)
{
    return std::ranges::any_of(
        field.options, [&name](app::OptionView const& option) { return option.label == verbatim(name); });
}

bool has_fact(std::vector<app::FieldView> const& fields, std::string_view label, Phrase const& value)
{
    return std::ranges::any_of(
        fields, [&](app::FieldView const& field) { return field.label.key == label && field.value == value; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(composition)

BOOST_FIXTURE_TEST_CASE(a_referent_is_one_whose_function_lets_him_write_actions, CompositionTown)
{
    auto const record = testing::open_situation(mayor, {});
    BOOST_TEST(offers(referent_field(), "Claire Vasseur"));
    BOOST_TEST(!offers(referent_field(), "Camille Durand"));
    auto const id = member(mayor, "Camille Durand").member;
    auto const name_him = [&] {
        mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
        mayor.send(app::SetField{record, domain::field::k_referent, {.text = {}, .codes = {}, .member = id}});
    };
    name_him();
    BOOST_TEST(testing::last_refusal(mayor) == "law.s_03.fonction");
    BOOST_TEST(referent_field().value.empty());

    prepare_function(Profile::Referent);
    sign();
    name_him();
    BOOST_TEST(offers(referent_field(), "Camille Durand"));
    BOOST_TEST((referent_field().value == verbatim("Camille Durand")));

    // A function that changes again: he stays named, and it is said that he may not write.
    prepare_function(Profile::Membre);
    sign();
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
    BOOST_TEST(!offers(referent_field(), "Camille Durand"));
    BOOST_REQUIRE(!referent_field().warnings.empty());
    BOOST_TEST(referent_field().warnings.front().key == "situation.referent_may_not");
}

BOOST_FIXTURE_TEST_CASE(r_20_a_function_is_changed_by_an_act_that_says_what_it_gives, CompositionTown)
{
    prepare_function(Profile::Referent);
    BOOST_REQUIRE(mayor.see().acts.has_value());
    auto const draft = mayor.see().acts->draft;
    BOOST_REQUIRE(!draft.empty());
    BOOST_TEST(draft.front().text.key == "council.change.function");
    BOOST_TEST(
        std::ranges::any_of(draft, [](app::ChangeLine const& line) { return line.text.key == "council.op.enters"; }));
    // Nothing changes before it is signed, and one change of his waits at a time.
    BOOST_TEST(
        has_fact(member(mayor, "Camille Durand").fields, "council.field.profile", phrase("domain.profile.membre")));
    prepare_function(Profile::Secretariat);
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.change.already");
    sign();
    auto const seen = member(school, "Camille Durand");
    BOOST_TEST(has_fact(seen.fields, "council.field.profile", phrase("domain.profile.referent")));
    BOOST_TEST(seen.form.empty());
    BOOST_TEST(seen.groups.size() == 1U);

    BOOST_TEST(member(mayor, "Camille Durand").groups_to_add.size() == 1U);

    // M-08: a function that reads no group ends his part there, and no entry is offered that would be refused.
    prepare_function(Profile::Dpo);
    sign();
    BOOST_TEST(member(mayor, "Camille Durand").groups.empty());
    BOOST_TEST(member(mayor, "Camille Durand").groups_to_add.empty());
    school.send(app::Go{app::GroupsRoute{}});
    BOOST_TEST(school.see().groups->rows.empty());
}

BOOST_FIXTURE_TEST_CASE(the_mayor_s_function_is_not_changed_there, CompositionTown)
{
    auto const own = member(mayor, "Claire Vasseur");
    BOOST_TEST(std::ranges::none_of(
        own.form, [](app::FieldView const& field) { return field.field == app::member_form::k_function; }));
    auto const fields = member(mayor, "Camille Durand").form;
    auto const function = std::ranges::find(fields, app::member_form::k_function, &app::FieldView::field);
    BOOST_REQUIRE((function != fields.end()));
    BOOST_TEST(std::ranges::none_of(function->options, [](app::OptionView const& option) {
        return option.code == static_cast<std::uint32_t>(Profile::Maire);
    }));
}

BOOST_FIXTURE_TEST_CASE(a_coordonnateur_takes_his_rank_with_his_function_and_leaves_it_so, CompositionTown)
{
    prepare_function(Profile::Coordonnateur);
    sign();
    BOOST_TEST(member(school, "Camille Durand").groups.size() == 2U);
    school.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(school.see().members->may_invite);
    prepare_function(Profile::Membre);
    sign();
    school.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(!school.see().members->may_invite);
    // What he read by that function, he reads no more.
    BOOST_TEST(member(mayor, "Camille Durand").groups.empty());
}

BOOST_FIXTURE_TEST_CASE(r_20_arrete_and_mandate_are_prepared_signed_and_read_by_all, CompositionTown)
{
    auto const id = member(mayor, "Camille Durand").member;
    edit(app::member_form::k_order, testing::typed("Arrêté 2026-118"));
    edit(app::member_form::k_start, testing::typed("01/09/2026"));
    edit(app::member_form::k_end, testing::typed("31/08/2026"));
    mayor.send(app::PrepareMember{id});
    auto const form = mayor.see().members->detail->form;
    auto const end = std::ranges::find(form, app::member_form::k_end, &app::FieldView::field);
    BOOST_REQUIRE((end != form.end()));
    BOOST_TEST(end->error.key == "council.mandate.error.order");
    edit(app::member_form::k_end, testing::typed("31/08/2032"));
    mayor.send(app::PrepareMember{id});
    BOOST_REQUIRE(mayor.see().acts.has_value());
    BOOST_TEST(mayor.see().acts->draft.size() == 4U);
    sign();
    auto const seen = member(school, "Camille Durand").fields;
    BOOST_TEST(has_fact(seen, "domain.field.arrete", verbatim("Arrêté 2026-118")));
    BOOST_TEST(has_fact(seen, "council.field.end", phrase("app.date").with("date", Date{2032, 8, 31})));
    BOOST_TEST(testing::find_todo(mayor, "council.todo.mandate_over") == nullptr);
    // Nothing typed, nothing prepared.
    (void)member(mayor, "Camille Durand");
    mayor.send(app::PrepareMember{id});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.change.nothing");

    edit(app::member_form::k_end, testing::typed("02/09/2026"));
    mayor.send(app::PrepareMember{id});
    sign();
    BOOST_TEST(testing::find_todo(mayor, "council.todo.mandate_over") != nullptr);
}

/// The disk fails at each of the writes that a signature makes, then the tab is killed.
BOOST_AUTO_TEST_CASE(an_act_and_the_mandate_that_it_says_are_kept_together_or_not_at_all)
{
    std::size_t kept = 0;
    std::size_t lost = 0;
    for (std::size_t writes = 0; kept == 0; ++writes) {
        BOOST_REQUIRE(writes < 20U);
        CompositionTown town;
        town.prepare_mandate();
        town.mayor.disk.fail_after = town.mayor.disk.commits + writes;
        town.mayor.send(app::SignDraft{});
        town.mayor.submit("ok", {{"passphrase", town.mayor.passphrase}});
        town.mayor.kill();
        town.mayor.disk.fail_after = SIZE_MAX;
        town.mayor.open();
        town.mayor.sign_in();
        auto const fields = town.member(town.mayor, "Camille Durand").fields;
        bool const is_named = has_fact(fields, "council.field.profile", phrase("domain.profile.referent"));
        bool const has_order = has_fact(fields, "domain.field.arrete", verbatim("Arrêté 2026-118"));
        BOOST_TEST(is_named == has_order);
        ++(is_named ? kept : lost);
    }
    BOOST_TEST(lost > 0U);
}

BOOST_FIXTURE_TEST_CASE(who_was_chosen_in_a_list_stays_chosen_when_the_list_changes, CompositionTown)
{
    auto const id = member(mayor, "Camille Durand").member;
    auto const record = testing::open_situation(mayor, {});
    auto const who = [&] {
        auto const& form = mayor.see().sheet->new_action->fields;
        return *std::ranges::find(form, domain::action_part::k_responsable, &app::FieldView::field);
    };
    auto const options = who().options;
    auto const mayor_option = std::ranges::find(
        options, verbatim("Claire Vasseur"), [](app::OptionView const& option) { return option.label; });
    BOOST_REQUIRE((mayor_option != options.end()));
    // Behind somebody who leaves meanwhile.
    BOOST_REQUIRE((mayor_option != options.begin()));
    mayor.send(app::EditNewAction{domain::action_part::k_responsable, testing::coded(mayor_option->code)});
    BOOST_TEST((who().value == verbatim("Claire Vasseur")));
    mayor.send(app::PrepareRemoveMember{id});
    sign();
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
    BOOST_TEST((who().value == verbatim("Claire Vasseur")));
}

BOOST_FIXTURE_TEST_CASE(the_page_of_the_council_shows_its_arrete_and_who_signs_changes_it, CompositionTown)
{
    mayor.send(app::Go{app::CouncilRoute{}});
    BOOST_REQUIRE(mayor.see().council.has_value());
    BOOST_TEST(has_fact(mayor.see().council->fields, "council.field.president", verbatim("Claire Vasseur")));
    mayor.send(app::EditCouncil{app::council_form::k_order, testing::typed("Arrêté municipal 2026-200")});
    mayor.send(app::PrepareCouncil{});
    sign();
    school.send(app::Go{app::CouncilRoute{}});
    BOOST_TEST(has_fact(school.see().council->fields, "domain.field.arrete", verbatim("Arrêté municipal 2026-200")));
    BOOST_TEST(school.see().council->form.empty());
}

BOOST_FIXTURE_TEST_CASE(the_animator_of_a_group_is_one_of_its_members, CompositionTown)
{
    school.send(app::Go{app::GroupsRoute{}});
    BOOST_REQUIRE(school.see().groups->rows.size() == 1U);
    auto const group = school.see().groups->rows.front().group;
    mayor.send(app::Go{app::GroupsRoute{group}});
    auto const form = mayor.see().groups->detail->form;
    auto const field = *std::ranges::find(form, app::group_form::k_animator, &app::FieldView::field);
    auto const school_option = std::ranges::find(
        field.options, verbatim("Camille Durand"), [](app::OptionView const& option) { return option.label; });
    BOOST_REQUIRE((school_option != field.options.end()));
    mayor.send(app::EditGroup{app::group_form::k_animator, testing::coded(school_option->code)});
    mayor.send(app::PrepareGroup{group});
    sign();
    school.send(app::Go{app::GroupsRoute{group}});
    BOOST_TEST(has_fact(school.see().groups->detail->fields, "council.field.animator", verbatim("Camille Durand")));
    BOOST_TEST(school.see().groups->detail->form.empty());
}

/// the référent says what came of what the mayor had decided.
BOOST_FIXTURE_TEST_CASE(who_decided_an_action_stays_known_when_another_changes_it, CompositionTown)
{
    namespace part = domain::action_part;
    prepare_function(Profile::Referent);
    sign();
    auto const record = testing::open_situation(mayor, {.group = school_group()});
    auto const set = [&](std::uint32_t number, app::FieldInput value) {
        mayor.send(app::SetField{record, number, std::move(value)});
    };
    auto const id = member(mayor, "Camille Durand").member;
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
    set(domain::field::k_referent, {.text = {}, .codes = {}, .member = id});
    mayor.send(app::EditNewAction{part::k_type, testing::coded(1)});
    mayor.send(app::EditNewAction{part::k_responsable, {.text = {}, .codes = {}, .member = id}});
    mayor.send(app::EditNewAction{part::k_debut, testing::typed("01/11/2026")});
    mayor.send(app::AddAction{record});
    BOOST_REQUIRE(mayor.see().sheet->actions.size() == 1U);
    BOOST_TEST(mayor.see().sheet->actions.front().history.key == "situation.action.made");
    // Another day.
    mayor.clock.advance(86'400'000);
    mayor.app().note_input();
    mayor.wait(5000);

    school.clock.time = mayor.clock.time;
    school.app().note_input();
    school.send(app::SyncNow{});
    school.wait(5000);
    school.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Actions}});
    BOOST_REQUIRE(school.see().sheet.has_value());
    for (std::uint32_t const result : {2U, 1U}) {
        auto const element = school.see().sheet->actions.at(0).element;
        school.send(app::EditAction{record, element, part::k_resultat, testing::coded(result)});
        school.send(app::CorrectAction{record, element});
        BOOST_REQUIRE(school.see().sheet->actions.size() == 1U);
        auto const history = school.see().sheet->actions.front().history;
        BOOST_TEST(history.key == "situation.action.changed");
        BOOST_TEST(std::get<std::string>(history.args.at(0).second) == "Claire Vasseur");
        BOOST_TEST(std::get<std::string>(history.args.at(2).second) == "Camille Durand");
        BOOST_TEST((std::get<Date>(history.args.at(1).second) < std::get<Date>(history.args.at(3).second)));
    }
    auto const& chronology = school.see().sheet->chronology;
    auto const told = [&chronology](std::string_view key) {
        return std::ranges::count(chronology, key, [](app::TimelineEntry const& entry) { return entry.text.key; });
    };
    BOOST_TEST(told("situation.chronology.action") == 1);
    BOOST_TEST(told("situation.chronology.action_changed") == 1);
}

BOOST_FIXTURE_TEST_CASE(the_two_spaces_of_a_group_are_told_apart_in_an_act, CompositionTown)
{
    prepare_function(Profile::Secretariat);
    std::vector<std::string> spaces;
    for (auto const& line : mayor.see().acts->draft) {
        for (auto const& [name, value] : line.text.args) {
            auto const* const place = std::get_if<TextRef>(&value);
            if (name == "place" && place != nullptr && !place->name.empty())
                spaces.push_back(place->key);
        }
    }
    std::ranges::sort(spaces);
    BOOST_TEST((spaces == std::vector<std::string>{"council.place.nominative", "council.place.plain"}));
}

BOOST_AUTO_TEST_SUITE_END()
