// The pages of the council say what is: who reads and until when, who is in, what is still to be done.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;

namespace {

constexpr std::string_view k_mayor = "Claire Vasseur";

struct CouncilPagesTown : testing::FoundedTown {
    /// What the act in draft says, done and known.
    void sign() { testing::sign_draft(mayor); }
    MemberId member(std::string_view name)
    {
        mayor.send(app::Go{app::MembersRoute{}});
        auto const& rows = mayor.see().members->rows;
        auto const row = std::ranges::find(rows, name, &app::MemberRow::name);
        BOOST_REQUIRE((row != rows.end()));
        return row->member;
    }
    void name_coordinator(std::string_view name)
    {
        auto const id = member(name);
        mayor.send(app::Go{app::MembersRoute{id}});
        auto const code = static_cast<std::uint32_t>(Profile::Coordonnateur);
        mayor.send(app::EditMember{app::member_form::k_function, testing::coded(code)});
        mayor.send(app::PrepareMember{id});
    }
    bool owes(std::string_view duty)
    {
        mayor.send(app::Go{app::CouncilRoute{}});
        for (auto const& shown : mayor.see().council->fields) {
            for (auto const& [key, value] : shown.value.args) {
                auto const* const text = std::get_if<TextRef>(&value);
                if (text != nullptr && text->key == duty)
                    return true;
            }
        }
        return false;
    }
};

struct PagesTownWithSchool : CouncilPagesTown {
    PagesTownWithSchool() { testing::join_school(mayor, school); }

    /// The school's.
    GroupId first_group()
    {
        school.send(app::Go{app::GroupsRoute{}});
        return school.see().groups->rows.at(0).group;
    }
};

/// By the key of its label; an empty phrase when it is not told.
Phrase document_of(app::GroupDetailView const& detail, std::string_view label)
{
    auto const& all = detail.documents;
    auto const found = std::ranges::find(all, label, [](app::FieldView const& one) { return one.label.key; });
    return found == all.end() ? Phrase{} : found->value;
}

Phrase version_one(std::string_view key)
{
    return phrase(key).with("version", std::int64_t{1});
}

std::string until_of(std::vector<app::ReaderView> const& readers, std::string_view name)
{
    auto const found =
        std::ranges::find(readers, verbatim(std::string(name)), [](app::ReaderView const& one) { return one.who; });
    return found == readers.end() ? "" : found->until.key;
}

/// Of who reads.
std::string why_of(std::vector<app::ReaderView> const& readers, std::string_view name)
{
    for (auto const& reader : readers) {
        if (reader.who == verbatim(std::string(name)))
            return reader.why.key;
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(council_pages)

BOOST_FIXTURE_TEST_CASE(who_reads_a_group_is_said_with_its_ground_and_its_end, PagesTownWithSchool)
{
    school.send(app::Go{app::GroupsRoute{}});
    auto const group = school.see().groups->rows.at(0).group;
    mayor.send(app::Go{app::GroupsRoute{group}});
    auto const readers = mayor.see().groups->detail.value().readers;
    BOOST_TEST(readers.size() == 2U);
    BOOST_TEST(until_of(readers, k_mayor) == "situation.reader.while_mayor");
    BOOST_TEST(until_of(readers, testing::k_school_name) == "situation.reader.while_member");
    for (auto const& reader : readers)
        BOOST_TEST(!reader.why.empty());

    auto const record = testing::open_situation(mayor, {.group = school_group()});
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Acces}});
    BOOST_TEST(until_of(mayor.see().sheet.value().readers, k_mayor) == "situation.reader.while_mayor");
    BOOST_TEST(until_of(mayor.see().sheet->readers, testing::k_school_name) == "situation.reader.while_member");

    name_coordinator(testing::k_school_name);
    sign();
    mayor.send(app::Go{app::GroupsRoute{group}});
    BOOST_TEST(
        until_of(mayor.see().groups->detail.value().readers, testing::k_school_name) == "situation.reader.while_named");
}

/// A date takes nothing away: an act does.
BOOST_FIXTURE_TEST_CASE(who_reads_does_so_until_he_leaves_whatever_the_date_of_his_mandate, PagesTownWithSchool)
{
    auto const until = [this] {
        mayor.send(app::Go{app::GroupsRoute{first_group()}});
        return until_of(mayor.see().groups->detail.value().readers, testing::k_school_name);
    };
    auto const end_on = [this](std::string const& day) {
        auto const id = member(testing::k_school_name);
        mayor.send(app::Go{app::MembersRoute{id}});
        mayor.send(app::EditMember{app::member_form::k_start, testing::typed("01/01/2026")});
        mayor.send(app::EditMember{app::member_form::k_end, testing::typed(day)});
        mayor.send(app::PrepareMember{id});
        sign();
    };
    end_on("31/12/2099");
    BOOST_TEST(until() == "situation.reader.mandate");
    end_on("02/09/2026");
    BOOST_TEST(until() == "situation.reader.mandate_over");
    // He does read.
    (void)testing::open_situation(mayor, {.group = school_group()});
    mayor.wait(5000);
    school.clock.time = mayor.clock.time;
    school.send(app::SyncNow{});
    school.wait(5000);
    school.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(school.see().situations->rows.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(r_21_who_has_not_accepted_the_texts_is_said_to_open_nothing, PagesTownWithSchool)
{
    static constexpr std::string_view k_not_yet = "situation.reader.not_yet";
    auto const charter = static_cast<std::uint32_t>(domain::TypeTexte::Charte);
    auto const readers = [this] {
        mayor.send(app::Go{app::GroupsRoute{first_group()}});
        return mayor.see().groups->detail.value().readers;
    };
    auto const ground = why_of(readers(), testing::k_school_name);
    BOOST_TEST(ground != k_not_yet);
    mayor.send(app::Go{app::TextsRoute{}});
    mayor.send(app::WriteText{charter});
    mayor.send(app::UseTextModel{charter});
    mayor.send(app::EditText{app::text_form::k_adopted, testing::typed("10/11/2026")});
    mayor.send(app::PrepareText{});
    sign();
    BOOST_TEST(why_of(readers(), k_mayor) == k_not_yet);
    BOOST_TEST(why_of(readers(), testing::k_school_name) == k_not_yet);
    // With the ground; how long it lasts is another thing.
    auto const his = readers();
    BOOST_TEST(std::ranges::any_of(his, [&ground](app::ReaderView const& reader) {
        return reader.why == phrase(k_not_yet).with("why", TextRef{ground});
    }));
    BOOST_TEST(until_of(his, testing::k_school_name) == "situation.reader.while_member");
    mayor.send(app::AcceptText{charter});
    mayor.sign();
    BOOST_TEST(why_of(readers(), k_mayor) != k_not_yet);
    BOOST_TEST(until_of(readers(), k_mayor) == "situation.reader.while_mayor");
    BOOST_TEST(why_of(readers(), testing::k_school_name) == k_not_yet);
}

/// R-25, of members: what one sees of a colleague is what one sees on « Groupes ».
BOOST_FIXTURE_TEST_CASE(r_25_of_a_colleague_neither_devices_nor_other_groups_are_shown, PagesTownWithSchool)
{
    auto const seen = [this](Desk& who, std::string_view name) {
        auto const id = member(name);
        who.send(app::Go{app::MembersRoute{id}});
        return who.see().members->detail.value();
    };
    BOOST_TEST(seen(mayor, testing::k_school_name).devices.size() == 1U);
    BOOST_TEST(seen(mayor, k_mayor).groups.size() == 2U);
    BOOST_TEST(seen(school, testing::k_school_name).devices.size() == 1U);
    auto const mayor_seen = seen(school, k_mayor);
    BOOST_TEST(mayor_seen.devices.empty());
    BOOST_TEST(!mayor_seen.signatures.empty());
    BOOST_REQUIRE(mayor_seen.groups.size() == 1U);
    BOOST_TEST((mayor_seen.groups.front().group == first_group()));

    // Who signs acts sees both, of everybody.
    name_coordinator(testing::k_school_name);
    sign();
    school.clock.time = mayor.clock.time;
    school.send(app::SyncNow{});
    school.wait(5000);
    BOOST_TEST(seen(school, k_mayor).devices.size() == 1U);
    BOOST_TEST(seen(school, k_mayor).groups.size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(who_left_the_council_is_listed_and_out, PagesTownWithSchool)
{
    auto const out = [this] {
        mayor.send(app::Go{app::MembersRoute{}});
        return std::ranges::count_if(mayor.see().members->rows, [](app::MemberRow const& row) { return row.is_out; });
    };
    BOOST_TEST(out() == 0);
    auto const id = member(testing::k_school_name);
    mayor.send(app::Go{app::MembersRoute{id}});
    BOOST_TEST(!mayor.see().members->detail.value().left.has_value());
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    sign();
    BOOST_TEST(out() == 1);
    BOOST_TEST(mayor.see().members->rows.size() == 2U);
    mayor.send(app::Go{app::MembersRoute{id}});
    auto const detail = mayor.see().members->detail.value();
    BOOST_REQUIRE(detail.left.has_value());
    BOOST_TEST(detail.left->label.key == "council.tag.out_on");
    BOOST_TEST(detail.left->label.args.size() == 1U);
    BOOST_TEST(detail.groups.empty());
    BOOST_TEST(std::ranges::none_of(
        detail.fields, [](app::FieldView const& field) { return field.label.key == "council.field.restricted"; }));
}

BOOST_FIXTURE_TEST_CASE(who_left_stands_behind_those_who_are_members, PagesTownWithSchool)
{
    mayor.send(app::Go{app::MembersRoute{}});
    // By name the school is first.
    BOOST_REQUIRE(mayor.see().members->rows.size() == 2U);
    BOOST_TEST(mayor.see().members->rows.front().name == testing::k_school_name);
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    testing::sign_draft(mayor);
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(mayor.see().members->rows.back().name == testing::k_school_name);
    BOOST_TEST(mayor.see().members->rows.back().is_out);
}

BOOST_FIXTURE_TEST_CASE(the_duty_to_name_a_coordinator_is_done_once_one_is_named, PagesTownWithSchool)
{
    BOOST_TEST(owes("domain.obligation.coordonnateur_designe"));
    BOOST_TEST(!owes("council.duty.coordinator_named"));
    name_coordinator(testing::k_school_name);
    sign();
    BOOST_TEST(!owes("domain.obligation.coordonnateur_designe"));
    BOOST_TEST(owes("council.duty.coordinator_named"));
}

BOOST_FIXTURE_TEST_CASE(where_nobody_is_coordinator_the_page_of_the_council_says_who_leads, PagesTownWithSchool)
{
    auto const said = [this] {
        mayor.send(app::Go{app::CouncilRoute{}});
        auto const& fields = mayor.see().council->fields;
        auto const found = std::ranges::find(
            fields, "council.field.coordinator", [](app::FieldView const& field) { return field.label.key; });
        BOOST_REQUIRE((found != fields.end()));
        return found->value;
    };
    BOOST_TEST((said() == phrase("council.coordinator.nobody")));
    name_coordinator(testing::k_school_name);
    sign();
    BOOST_TEST((said() == verbatim(std::string(testing::k_school_name))));
}

BOOST_FIXTURE_TEST_CASE(the_mayor_is_told_to_invite_a_coordinator_while_none_is_awaited, CouncilPagesTown)
{
    auto const is_told = [this] {
        return testing::find_todo(mayor, "council.todo.coordinator") != nullptr;
    };
    BOOST_TEST(is_told());
    (void)testing::invite_school(mayor);
    BOOST_TEST(is_told());
    testing::invite(mayor, "Nadia Ferrand", domain::Qualite::EducationNationale, Profile::Coordonnateur);
    BOOST_TEST(!is_told());
    mayor.send(app::Go{app::MembersRoute{}});
    auto const waiting = mayor.see().members->invitations;
    auto const invited = std::ranges::find(waiting, "Nadia Ferrand", &app::InvitationRow::name);
    BOOST_REQUIRE((invited != waiting.end()));
    mayor.send(app::CancelInvite{invited->invite});
    mayor.wait(5000);
    BOOST_TEST(is_told());
}

BOOST_FIXTURE_TEST_CASE(a_coordinator_in_the_act_in_draft_is_awaited_and_one_who_is_named_is_there, PagesTownWithSchool)
{
    auto const is_told = [](Desk& who) {
        return testing::find_todo(who, "council.todo.coordinator") != nullptr;
    };
    BOOST_TEST(is_told(mayor));
    name_coordinator(testing::k_school_name);
    BOOST_TEST(!is_told(mayor));
    sign();
    BOOST_TEST(!is_told(mayor));
    school.clock.time = std::max(school.clock.time, mayor.clock.time);
    school.send(app::SyncNow{});
    school.wait(5000);
    BOOST_TEST(!is_told(school));
}

BOOST_FIXTURE_TEST_CASE(the_documents_of_a_group_are_told_with_version_and_dates, PagesTownWithSchool)
{
    auto const group = first_group();
    mayor.send(app::Go{app::GroupsRoute{group}});
    auto const detail = mayor.see().groups->detail.value();
    auto const adopted = version_one("council.text.adopted_on").with("date", Date{2026, 3, 10});
    BOOST_TEST((document_of(detail, "council.text.rules") == adopted));
    BOOST_TEST((document_of(detail, "council.text.charter") == adopted));
    BOOST_TEST(
        (document_of(detail, "council.text.rules_proposed") == phrase("app.date").with("date", Date{2026, 2, 3})));
}

/// Written and proposed, not adopted by the council yet; and a charter that is in force without a date.
BOOST_FIXTURE_TEST_CASE(r_22_rules_that_wait_to_be_adopted_are_told_as_such_and_not_as_absent, testing::EmptyTown)
{
    mayor.found_without_adoption();
    mayor.send(app::Go{app::GroupsRoute{}});
    mayor.send(app::Go{app::GroupsRoute{mayor.see().groups->rows.front().group}});
    auto const detail = mayor.see().groups->detail.value();
    BOOST_TEST((document_of(detail, "council.text.rules") == version_one("council.text.not_in_force")));
    BOOST_TEST((document_of(detail, "council.text.charter") == version_one("council.text.in_force")));
    BOOST_TEST(document_of(detail, "council.text.rules_proposed").key == "app.date");
    // No nominative space: who reads is told all the same.
    BOOST_TEST(detail.readers.empty());
    BOOST_TEST(until_of(detail.general_readers, k_mayor) == "situation.reader.while_mayor");
}

BOOST_FIXTURE_TEST_CASE(who_reads_the_general_space_of_a_group_alone_is_told_apart, PagesTownWithSchool)
{
    auto const group = first_group();
    auto const detail = [&] {
        mayor.send(app::Go{app::GroupsRoute{group}});
        return mayor.see().groups->detail.value();
    };
    BOOST_TEST(detail().general_readers.empty());
    auto const id = member(testing::k_school_name);
    mayor.send(app::Go{app::MembersRoute{id}});
    auto const code = static_cast<std::uint32_t>(Profile::Secretariat);
    mayor.send(app::EditMember{app::member_form::k_function, testing::coded(code)});
    mayor.send(app::PrepareMember{id});
    sign();
    auto const seen = detail();
    BOOST_TEST(until_of(seen.readers, k_mayor) == "situation.reader.while_mayor");
    BOOST_TEST(until_of(seen.readers, testing::k_school_name).empty());
    BOOST_REQUIRE(seen.general_readers.size() == 1U);
    BOOST_TEST((seen.general_readers.front().who == verbatim(std::string(testing::k_school_name))));
    BOOST_TEST(!seen.general_readers.front().why.empty());
}

BOOST_AUTO_TEST_SUITE_END()
