// What two desks of the mayor signed at once about one record: both values are told, an act says which one is kept.

#include "tests/core/app/kept_town.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

/// Each desk signs without having seen what the other one signs.
struct ConflictsTown : testing::FoundedTown {
    ConflictsTown()
    {
        testing::join_school(mayor, school);
        testing::add_phone(mayor, phone);
        testing::sees_what_came(phone, mayor);
    }

    template <typename Prepare>
    void at_once(Prepare const& prepare, std::string const& at_desk, std::string const& at_phone)
    {
        prepare(phone, at_phone);
        testing::sign_draft(phone);
        mayor.remote.fault = [](testing::MemoryRemote::Verb verb, std::string const& path) {
            bool const is_asked = verb == testing::MemoryRemote::Verb::List && path == "h/";
            return is_asked ? std::optional(ports::RemoteAnswer{ports::RemoteStatus::NotModified, {}, {}})
                            : std::nullopt;
        };
        prepare(mayor, at_desk);
        testing::sign_draft(mayor);
        mayor.remote.fault = {};
        exchange_all();
    }
    void exchange_all()
    {
        testing::sees_what_came(mayor, phone, 60'000);
        testing::sees_what_came(phone, mayor, 60'000);
        testing::sees_what_came(school, mayor, 60'000);
    }
    static app::MemberDetailView member_page(Desk& who, MemberId const& id)
    {
        who.send(app::Go{app::MembersRoute{id}});
        return who.see().members->detail.value();
    }
    static app::GroupDetailView group_page(Desk& who, GroupId const& id)
    {
        who.send(app::Go{app::GroupsRoute{id}});
        return who.see().groups->detail.value();
    }
    static app::CouncilView council_page(Desk& who)
    {
        who.send(app::Go{app::CouncilRoute{}});
        return who.see().council.value();
    }
    /// The last thing that was announced to who chose: which value is to be kept.
    void check_told(std::string const& field, PhraseArg value)
    {
        BOOST_REQUIRE(!mayor.see().shell.toasts.empty());
        auto const& told = mayor.see().shell.toasts.back();
        auto const kept =
            phrase("council.conflict.prepared").with("field", TextRef{field}).with("value", std::move(value));
        BOOST_TEST((told.text == kept));
        BOOST_TEST((told.tone == app::Tone::Success));
    }
    static app::TextView charter(Desk& who)
    {
        who.send(app::Go{app::TextsRoute{}});
        return who.see().texts->texts.front();
    }

    Desk phone{server};
};

OpId value_of_conflict(app::FieldView const& conflict, Phrase const& value)
{
    auto const found = std::ranges::find(conflict.conflicts, value, &app::ConflictView::value);
    BOOST_REQUIRE((found != conflict.conflicts.end()));
    return found->op;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(council_conflicts)

BOOST_FIXTURE_TEST_CASE(r_58_two_names_of_a_member_are_told_and_the_one_that_stands_may_be_kept, ConflictsTown)
{
    auto const id = testing::find_member(mayor, testing::k_school_name);
    auto const rename = [&id](Desk& who, std::string const& name) {
        who.send(app::Go{app::MembersRoute{id}});
        who.send(app::EditMember{app::member_form::k_name, testing::typed(name)});
        who.send(app::PrepareMember{id});
    };
    BOOST_TEST(member_page(mayor, id).conflicts.empty());
    at_once(rename, "Camille Dupont", "Camille Martin");
    auto const page = member_page(mayor, id);
    BOOST_REQUIRE(page.conflicts.size() == 1U);
    auto const& conflict = page.conflicts.front();
    BOOST_TEST(conflict.field == app::member_form::k_name);
    BOOST_TEST(conflict.may_edit);
    BOOST_REQUIRE(conflict.conflicts.size() == 2U);
    auto const* const todo = testing::find_todo(mayor, "council.todo.conflict");
    BOOST_REQUIRE(todo != nullptr);
    auto const* const go = std::get_if<app::Go>(&todo->command);
    BOOST_TEST((go != nullptr && go->route == app::Route(app::MembersRoute{id})));
    // Who signs nothing reads both, and is asked nothing.
    auto const theirs = member_page(school, id).conflicts;
    BOOST_REQUIRE(theirs.size() == 1U);
    BOOST_TEST(theirs.front().conflicts.size() == 2U);
    BOOST_TEST(!theirs.front().may_edit);
    BOOST_TEST(testing::find_todo(school, "council.todo.conflict") == nullptr);

    // Of that name nothing would change; that it is the right one is said all the same.
    mayor.send(app::KeepCouncilValue{value_of_conflict(conflict, verbatim(page.name))});
    mayor.send(app::PrepareMember{id});
    check_told("council.field.name", page.name);
    BOOST_TEST(testing::lines_of(mayor, "council.change.kept") == 1);
    testing::sign_draft(mayor);
    exchange_all();
    for (Desk* const who : {&mayor, &phone, &school}) {
        BOOST_TEST(member_page(*who, id).conflicts.empty());
        BOOST_TEST(member_page(*who, id).name == page.name);
    }
    BOOST_TEST(testing::find_todo(mayor, "council.todo.conflict") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(r_58_the_other_name_of_a_member_may_be_kept_too, ConflictsTown)
{
    auto const id = testing::find_member(mayor, testing::k_school_name);
    auto const rename = [&id](Desk& who, std::string const& name) {
        who.send(app::Go{app::MembersRoute{id}});
        who.send(app::EditMember{app::member_form::k_name, testing::typed(name)});
        who.send(app::PrepareMember{id});
    };
    at_once(rename, "Camille Dupont", "Camille Martin");
    auto const page = member_page(mayor, id);
    BOOST_REQUIRE(page.conflicts.size() == 1U);
    std::string const other = page.name == "Camille Dupont" ? "Camille Martin" : "Camille Dupont";
    mayor.send(app::KeepCouncilValue{value_of_conflict(page.conflicts.front(), verbatim(other))});
    mayor.send(app::PrepareMember{id});
    BOOST_TEST(testing::lines_of(mayor, "council.change.wording") == 1);
    testing::sign_draft(mayor);
    exchange_all();
    BOOST_TEST(member_page(school, id).conflicts.empty());
    BOOST_TEST(member_page(school, id).name == other);
    // Nothing is to be chosen any more.
    mayor.send(app::KeepCouncilValue{page.conflicts.front().conflicts.front().op});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.change.nothing");
    mayor.send(app::PrepareMember{id});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.change.nothing");
}

BOOST_FIXTURE_TEST_CASE(r_58_a_name_of_a_group_that_is_kept_is_still_prepared_in_the_next_session, ConflictsTown)
{
    mayor.send(app::Go{app::GroupsRoute{}});
    auto const id = mayor.see().groups->rows.front().group;
    auto const rename = [&id](Desk& who, std::string const& name) {
        who.send(app::Go{app::GroupsRoute{id}});
        who.send(app::EditGroup{app::group_form::k_name, testing::typed(name)});
        who.send(app::PrepareGroup{id});
    };
    at_once(rename, "Vieux centre", "Hypercentre");
    auto const page = group_page(mayor, id);
    BOOST_REQUIRE(page.conflicts.size() == 1U);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.conflict") != nullptr);
    mayor.send(app::KeepCouncilValue{value_of_conflict(page.conflicts.front(), verbatim(page.name))});
    mayor.send(app::PrepareGroup{id});
    check_told("council.field.group_name", page.name);
    BOOST_TEST(testing::lines_of(mayor, "council.change.kept") == 1);
    testing::come_back(mayor);
    BOOST_TEST(testing::lines_of(mayor, "council.change.kept") == 1);
    testing::sign_draft(mayor);
    exchange_all();
    BOOST_TEST(group_page(phone, id).conflicts.empty());
    BOOST_TEST(group_page(phone, id).name == page.name);
}

/// Name and population stand in one element of the record: who changes the one writes the other as he knew it.
BOOST_FIXTURE_TEST_CASE(r_58_a_population_is_not_lost_beside_a_new_name_of_the_commune, ConflictsTown)
{
    auto const change = [](Desk& who, std::string const& what) {
        bool const is_name = what == "Saint-Aubin";
        who.send(app::Go{app::CouncilRoute{}});
        who.send(app::EditCouncil{
            is_name ? app::council_form::k_name : app::council_form::k_population, testing::typed(what)});
        who.send(app::PrepareCouncil{});
    };
    at_once(change, "Saint-Aubin", "6 200");
    auto const page = council_page(mayor);
    BOOST_REQUIRE(page.conflicts.size() == 1U);
    BOOST_TEST(page.conflicts.front().field == app::council_form::k_population);
    BOOST_TEST(page.conflicts.front().conflicts.size() == 2U);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.conflict") != nullptr);
    auto const of = [](std::int64_t n) {
        return phrase("council.conflict.population").with("n", n);
    };
    (void)value_of_conflict(page.conflicts.front(), of(18'000));
    mayor.send(app::KeepCouncilValue{value_of_conflict(page.conflicts.front(), of(6200))});
    mayor.send(app::PrepareCouncil{});
    check_told("founding.population", std::int64_t{6200});
    testing::sign_draft(mayor);
    exchange_all();
    auto const now = phrase("council.commune").with("name", "Saint-Aubin").with("n", std::int64_t{6200});
    for (Desk* const who : {&mayor, &school}) {
        auto const read = council_page(*who);
        BOOST_TEST(read.conflicts.empty());
        BOOST_TEST(std::ranges::any_of(read.fields, [&now](app::FieldView const& fact) { return fact.value == now; }));
    }
}

BOOST_FIXTURE_TEST_CASE(two_texts_written_as_one_version_are_both_told_and_the_other_may_be_taken_up, ConflictsTown)
{
    auto const write = [](Desk& who, std::string const& body) {
        who.send(app::Go{app::TextsRoute{}});
        who.send(app::WriteText{1});
        who.send(app::EditText{app::text_form::k_title, testing::typed("Charte")});
        who.send(app::EditText{app::text_form::k_body, testing::typed(body)});
        who.send(app::EditText{app::text_form::k_adopted, testing::typed("10/11/2026")});
        who.send(app::PrepareText{});
    };
    BOOST_TEST(charter(mayor).others.empty());
    at_once(write, "Texte du bureau.", "Texte du téléphone.");
    auto const shown = charter(mayor);
    BOOST_REQUIRE(shown.others.size() == 1U);
    BOOST_TEST(shown.others.front().said.key == "council.text.other");
    BOOST_TEST(shown.others.front().may_take);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.other_text") != nullptr);
    auto const theirs = charter(school);
    BOOST_REQUIRE(theirs.others.size() == 1U);
    BOOST_TEST(theirs.body == shown.body);
    BOOST_TEST(!theirs.others.front().may_take);
    BOOST_TEST(testing::find_todo(school, "council.todo.other_text") == nullptr);

    std::string const other = shown.body == "Texte du bureau." ? "Texte du téléphone." : "Texte du bureau.";
    mayor.send(app::Go{app::TextsRoute{}});
    mayor.send(app::WriteText{1, shown.others.front().record});
    BOOST_REQUIRE(mayor.see().texts->form.has_value());
    BOOST_TEST(testing::text_of(mayor.see().texts->form->fields, app::text_form::k_body) == other);
    mayor.send(app::PrepareText{});
    testing::sign_draft(mayor);
    exchange_all();
    BOOST_TEST(charter(school).body == other);
    BOOST_TEST(charter(school).others.empty());
    BOOST_TEST(testing::find_todo(mayor, "council.todo.other_text") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
