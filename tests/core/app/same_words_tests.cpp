// Each kind of change that can be prepared: the lines that are read before the signature are those of the signed act,
// on the device of who signed it and on that of another member.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/adopting_council.hpp"
#include "tests/core/app/communes_town.hpp"
#include "tests/core/app/said_lines.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;

namespace {

using testing::check_same_lines;
using testing::lines_read;
using testing::SaidLine;

std::vector<SaidLine> last_signed_by(Desk& who)
{
    who.send(app::Go{app::ActsRoute{}});
    BOOST_REQUIRE(who.see().acts.has_value());
    BOOST_REQUIRE(!who.see().acts->signed_acts.empty());
    return lines_read(who.see().acts->signed_acts.front().lines);
}

/// What the mayor has prepared is signed, and read everywhere. Gives its lines.
std::vector<SaidLine> sign_and_compare(Desk& mayor, Desk* other)
{
    mayor.send(app::Go{app::ActsRoute{}});
    auto const draft = lines_read(mayor.see().acts->draft);
    BOOST_REQUIRE(!draft.empty());
    mayor.send(app::SignDraft{});
    BOOST_REQUIRE((mayor.form().kind == app::FormKind::SignAct));
    std::vector<SaidLine> form;
    for (auto const& line : mayor.form().lines)
        form.push_back({line.text, !line.label.empty()});
    check_same_lines(draft, form, "the form");
    mayor.sign();
    mayor.wait(5000);
    check_same_lines(draft, last_signed_by(mayor), "who signed");
    if (other != nullptr) {
        testing::sees_what_came(*other, mayor);
        check_same_lines(draft, last_signed_by(*other), "another member");
    }
    return draft;
}

struct SameWordsTown : testing::FoundedTown {
    SameWordsTown() { testing::join_school(mayor, school); }

    MemberId show_school() { return testing::show_member(mayor, testing::k_school_name); }
    GroupId group_of_school()
    {
        (void)show_school();
        return mayor.see().members->detail->groups.front().group;
    }
    std::vector<SaidLine> compare() { return sign_and_compare(mayor, &school); }
    void prepare_group(std::string const& proposed)
    {
        mayor.send(app::EditNewGroup{app::group_field::k_name, testing::typed("Rives")});
        mayor.send(app::EditNewGroup{app::group_field::k_perimeter, testing::typed("Les quais")});
        mayor.send(app::EditNewGroup{app::group_field::k_proposed, testing::typed(proposed)});
        mayor.send(app::PrepareNewGroup{});
    }
    void edit_school(std::uint32_t field, app::FieldInput value)
    {
        mayor.send(app::EditMember{field, std::move(value)});
    }
};

std::ptrdiff_t count_key(std::vector<SaidLine> const& lines, std::string_view key)
{
    return std::ranges::count(lines, key, [](SaidLine const& line) { return std::string_view(line.text.key); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(same_words)

BOOST_FIXTURE_TEST_CASE(of_a_new_group_without_nominative_space, SameWordsTown)
{
    prepare_group("");
    auto const lines = compare();
    BOOST_TEST(lines.front().text.key == "council.change.new_group");
    BOOST_TEST(std::all_of(lines.begin() + 1, lines.end(), [](SaidLine const& line) { return line.is_below; }));
}

BOOST_FIXTURE_TEST_CASE(of_a_new_group_with_its_nominative_space, SameWordsTown)
{
    prepare_group("03/02/2026");
    auto const lines = compare();
    BOOST_TEST(lines.front().text.key == "council.change.new_group_open");
    BOOST_TEST(count_key(lines, "council.op.compartment") == 2);
}

BOOST_FIXTURE_TEST_CASE(of_a_group_and_a_function_in_one_act, SameWordsTown)
{
    prepare_group("");
    testing::prepare_as(mayor, testing::k_school_name, Profile::Referent);
    (void)compare();
}

BOOST_FIXTURE_TEST_CASE(of_who_enters_a_group_and_of_who_leaves_it, SameWordsTown)
{
    auto const id = show_school();
    mayor.send(app::PrepareJoinGroup{id, mayor.see().members->detail->group_ids.front()});
    auto const entry = compare();
    BOOST_TEST(entry.front().text.key == "council.change.join");
    BOOST_TEST(count_key(entry, "council.op.enters") == 2);
    mayor.send(app::PrepareLeaveGroup{id, group_of_school()});
    BOOST_TEST(compare().front().text.key == "council.change.leave");
}

BOOST_FIXTURE_TEST_CASE(of_who_enters_the_formation_restreinte_and_of_who_leaves_it, SameWordsTown)
{
    auto const id = show_school();
    mayor.send(app::PrepareJoinRestricted{id});
    BOOST_TEST(compare().front().text.key == "council.change.join_restricted");
    mayor.send(app::PrepareLeaveRestricted{id});
    BOOST_TEST(compare().front().text.key == "council.change.leave_restricted");
}

/// Each function that may be given to a member, with the arrêté that gives it.
BOOST_AUTO_TEST_CASE(of_a_function_with_its_arrete)
{
    for (auto const profile :
         {Profile::Referent, Profile::Secretariat, Profile::Parquet, Profile::Dpo, Profile::Coordonnateur}) {
        BOOST_TEST_CONTEXT("function " << domain::text_key(profile))
        {
            SameWordsTown town;
            auto const id = town.show_school();
            town.edit_school(app::member_form::k_function, testing::coded(static_cast<std::uint32_t>(profile)));
            town.edit_school(app::member_form::k_order, testing::typed("Arrêté 2026-118"));
            town.edit_school(app::member_form::k_end, testing::typed("31/08/2032"));
            town.mayor.send(app::PrepareMember{id});
            auto const lines = town.compare();
            BOOST_TEST(lines.front().text.key == "council.change.function");
            BOOST_TEST(count_key(lines, "council.change.order") == 1);
            BOOST_TEST(count_key(lines, "council.change.mandate") == 0);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(of_a_mandate_and_of_who_somebody_is, SameWordsTown)
{
    auto const id = show_school();
    edit_school(app::member_form::k_order, testing::typed("Arrêté 2026-118"));
    mayor.send(app::PrepareMember{id});
    (void)compare();
    (void)show_school();
    edit_school(app::member_form::k_organisation, testing::typed("Collège Pagnol"));
    edit_school(app::member_form::k_quality, testing::coded(static_cast<std::uint32_t>(domain::Qualite::Mediation)));
    edit_school(app::member_form::k_order, testing::typed("Arrêté 2026-200"));
    edit_school(app::member_form::k_start, testing::typed("01/09/2026"));
    edit_school(app::member_form::k_end, testing::typed("31/08/2032"));
    mayor.send(app::PrepareMember{id});
    (void)compare();
}

BOOST_FIXTURE_TEST_CASE(of_an_animator_alone_and_with_the_perimeter, SameWordsTown)
{
    auto const group = group_of_school();
    auto const set_animator = [&](std::uint32_t code) {
        mayor.send(app::Go{app::GroupsRoute{group}});
        mayor.send(app::EditGroup{app::group_form::k_animator, testing::coded(code)});
    };
    set_animator(1);
    mayor.send(app::PrepareGroup{group});
    (void)compare();
    set_animator(2);
    mayor.send(app::EditGroup{app::group_form::k_perimeter, testing::typed("La gare")});
    mayor.send(app::PrepareGroup{group});
    (void)compare();
}

BOOST_FIXTURE_TEST_CASE(of_a_new_version_of_the_charter, SameWordsTown)
{
    auto const charter = static_cast<std::uint32_t>(domain::TypeTexte::Charte);
    mayor.send(app::Go{app::TextsRoute{}});
    mayor.send(app::WriteText{charter});
    mayor.send(app::UseTextModel{charter});
    mayor.send(app::EditText{app::text_form::k_adopted, testing::typed("10/11/2026")});
    mayor.send(app::PrepareText{});
    auto const lines = compare();
    BOOST_TEST(lines.front().text.key == "council.change.text");
    BOOST_TEST(count_key(lines, "council.change.text_closes") == 1);
    BOOST_TEST(count_key(lines, "council.op.texts") == 0);
}

BOOST_FIXTURE_TEST_CASE(of_rules_that_open_the_spaces_of_groups, testing::AdoptingCouncil)
{
    found_without_adoption();
    write_rules({{"Centre", "03/11/2026"}, {"Collèges", "04/11/2026"}}, "10/11/2026");
    auto const lines = sign_and_compare(mayor, nullptr);
    BOOST_TEST(count_key(lines, "council.change.opens") == 2);
    BOOST_TEST(count_key(lines, "council.op.compartment") == 2);
}

BOOST_FIXTURE_TEST_CASE(of_what_the_council_is_and_of_its_population, SameWordsTown)
{
    namespace form = app::council_form;
    auto const edit = [this](std::uint32_t field, std::string const& text) {
        mayor.send(app::Go{app::CouncilRoute{}});
        mayor.send(app::EditCouncil{field, testing::typed(text)});
    };
    edit(form::k_population, "6 200");
    mayor.send(app::PrepareCouncil{});
    auto const population = compare();
    BOOST_TEST(population.size() == 2U);
    BOOST_TEST(population.front().text.key == "council.change.council");
    BOOST_TEST(count_key(population, "council.change.population") == 1);
    // Its own commune is written again with it: no more people live there.
    edit(form::k_name, "Saint-Aubin");
    mayor.send(app::PrepareCouncil{});
    BOOST_TEST(count_key(compare(), "council.change.population") == 0);
    edit(form::k_order, "Arrêté 2026-31");
    mayor.send(app::PrepareCouncil{});
    auto const order = compare();
    BOOST_TEST(order.size() == 1U);
    BOOST_TEST(order.front().text.key == "council.change.council_order");
    edit(form::k_population, "18 000");
    edit(form::k_order, "Arrêté 2026-32");
    edit(form::k_code, "00098");
    edit(form::k_name, "Saint-Aubin-le-Haut");
    mayor.send(app::PrepareCouncil{});
    BOOST_TEST(compare().size() == 5U);
}

/// What two of a member's devices changed at once is settled by whoever writes the commune again, whatever he typed.
BOOST_FIXTURE_TEST_CASE(of_a_population_that_was_written_twice, SameWordsTown)
{
    Desk phone{server};
    testing::add_phone(mayor, phone);
    auto const populate = [](Desk& who, std::string const& text) {
        who.send(app::Go{app::CouncilRoute{}});
        who.send(app::EditCouncil{app::council_form::k_population, testing::typed(text)});
        who.send(app::PrepareCouncil{});
        testing::sign_draft(who);
    };
    testing::sees_what_came(phone, mayor);
    populate(phone, "7 000");
    // The desk signs without having seen what the phone signed.
    mayor.remote.fault = [](testing::MemoryRemote::Verb verb, std::string const& path) {
        bool const is_asked = verb == testing::MemoryRemote::Verb::List && path == "h/";
        return is_asked ? std::optional(ports::RemoteAnswer{ports::RemoteStatus::NotModified, {}, {}}) : std::nullopt;
    };
    populate(mayor, "6 200");
    mayor.remote.fault = {};
    testing::sees_what_came(mayor, phone, 60'000);
    mayor.send(app::Go{app::CouncilRoute{}});
    BOOST_REQUIRE(!mayor.see().council->conflicts.empty());
    mayor.send(app::EditCouncil{app::council_form::k_name, testing::typed("Saint-Aubin")});
    mayor.send(app::PrepareCouncil{});
    auto const lines = compare();
    BOOST_TEST(lines.size() == 3U);
    BOOST_TEST(count_key(lines, "council.change.kept") == 1);
}

BOOST_FIXTURE_TEST_CASE(of_the_member_communes_of_a_cispd_alone_and_beside_its_order, testing::CommunesTown)
{
    found();
    Desk phone{server};
    testing::add_phone(mayor, phone);
    prepare("00097 Le Val\n00098 Saint-Aubin");
    auto const alone = sign_and_compare(mayor, &phone);
    BOOST_TEST(alone.size() == 3U);
    BOOST_TEST(alone.front().text.key == "council.change.communes");
    BOOST_TEST(count_key(alone, "council.change.commune_in") == 1);
    BOOST_TEST(count_key(alone, "council.change.commune_out") == 1);
    edit(app::council_form::k_order, "Arrêté 2026-31");
    prepare("00098 Saint-Aubin-le-Haut\n00096 La Lande\n00095 Les Prés");
    auto const beside = sign_and_compare(mayor, &phone);
    BOOST_TEST(beside.size() == 6U);
    BOOST_TEST(beside.front().text.key == "council.change.council");
    BOOST_TEST(count_key(beside, "council.change.council_order") == 1);
    BOOST_TEST(count_key(beside, "council.change.commune_in") == 2);
    BOOST_TEST(count_key(beside, "council.change.commune_out") == 1);
    BOOST_TEST(count_key(beside, "council.change.commune_name") == 1);
}

BOOST_FIXTURE_TEST_CASE(of_the_link_of_the_store, SameWordsTown)
{
    mayor.send(app::Go{app::DeviceRoute{}});
    mayor.send(app::EditStoreLink{app::store_field::k_link, testing::typed(testing::store_link("next"))});
    mayor.send(app::PrepareStoreToken{});
    auto const lines = compare();
    BOOST_TEST(lines.front().text.key == "council.change.token");
}

/// The mayor leaves a group alone, then somebody else does, then the mayor changes its keys.
BOOST_FIXTURE_TEST_CASE(of_writing_that_stops_which_is_said_once_and_of_the_keys_that_end_it, SameWordsTown)
{
    auto const group = group_of_school();
    auto const id = show_school();
    mayor.send(app::PrepareLeaveGroup{testing::show_member(mayor, "Claire Vasseur"), group});
    BOOST_TEST(count_key(compare(), "council.act.halts") == 2);
    mayor.send(app::PrepareLeaveGroup{id, group});
    BOOST_TEST(count_key(compare(), "council.act.halts") == 0);

    auto const* const todo = testing::find_todo(mayor, "council.todo.halted");
    BOOST_REQUIRE(todo != nullptr);
    mayor.send(app::Command(todo->command));
    auto const lines = compare();
    BOOST_TEST(count_key(lines, "council.change.rotate") == 2);
    BOOST_TEST(count_key(lines, "council.change.rotate_halted") == 2);
    BOOST_TEST(count_key(lines, "council.op.enters") == 2);
    BOOST_TEST(count_key(lines, "council.change.join") == 0);
}

/// An act for the records alone, of which nothing was written: its author knows.
BOOST_FIXTURE_TEST_CASE(an_act_that_changes_nothing_is_not_said_to_have_written_what_cannot_be_read, SameWordsTown)
{
    testing::name_as(mayor, testing::k_school_name, Profile::Coordonnateur);
    testing::sees_what_came(school, mayor, 60'000);
    school.kill();
    testing::StoppedDevice(school).sign(ledger::VisaOp{});
    school.open();
    school.sign_in();
    school.wait(5000);
    BOOST_TEST(last_signed_by(school).front().text.key == "council.op.nothing");
    testing::exchange(school, mayor);
    BOOST_TEST(last_signed_by(mayor).front().text.key == "council.op.record_unread");
}

/// What one device wrote may not have reached the other yet.
BOOST_FIXTURE_TEST_CASE(an_act_that_another_of_ones_devices_signed_is_not_said_to_have_written_nothing, SameWordsTown)
{
    testing::name_as(mayor, testing::k_school_name, Profile::Coordonnateur);
    testing::sees_what_came(school, mayor, 60'000);
    Desk phone{server};
    testing::add_phone(school, phone);
    school.kill();
    testing::StoppedDevice(school).sign(ledger::VisaOp{});
    school.open();
    school.sign_in();
    school.wait(5000);
    testing::exchange(school, phone);
    BOOST_TEST(last_signed_by(phone).front().text.key == "council.op.record_unread");
}

BOOST_AUTO_TEST_SUITE_END()
