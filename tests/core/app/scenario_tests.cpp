// Acceptance scenarios that need several persons, a store, and what is shown to them (docs/law.md, section 7).

#include <algorithm>

#include "core/app/council_state.hpp"
#include "tests/core/app/sheet_town.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"
#include "tests/support/sync/key_thief.hpp"

using namespace huisclos;
using domain::Profile;
using testing::coded;
using testing::Desk;
using testing::exchange;
using testing::KeyThief;
using testing::sees_what_came;
using testing::typed;

namespace part = domain::action_part;

namespace {

using StoreDump = std::map<std::string, testing::MemoryServer::Document>;

bool shows_sheet(Desk& who, RecordId const& record)
{
    testing::show_sheet(who, record);
    return who.see().sheet.has_value();
}

/// Every key of that device, which then runs again.
void rob_desk(KeyThief& thief, Desk& desk)
{
    desk.kill();
    {
        testing::StoppedDevice const device(desk);
        thief.rob(*device.vault, device.keyring.identity);
    }
    desk.open();
    desk.sign_in();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scenarios)

namespace {

struct ExclusionTown : testing::FoundedTown {
    ExclusionTown() { testing::join_school(mayor, school); }

    /// 14:00 in Paris, the day after.
    [[nodiscard]] Instant fourteen() const
    {
        Instant at{(mayor.clock.now().ms / k_ms_per_day + 1) * k_ms_per_day};
        while (paris_time(at).hour != 14)
            at.ms += 60 * 60'000;
        return at;
    }
    void mayor_is_at(Instant at)
    {
        mayor.clock.time = at;
        mayor.app().note_input();
        mayor.wait(0);
    }
    [[nodiscard]] static bool is_in(StoreDump const& before, std::string const& path, Bytes const& body)
    {
        auto const former = before.find(path);
        return former != before.end() && same_bytes(former->second.body, body);
    }
    /// What was put on the store since, and how much of it those keys open.
    [[nodiscard]] static std::pair<std::size_t, std::size_t> opened(
        KeyThief const& thief, StoreDump const& before, StoreDump const& after)
    {
        std::size_t written = 0;
        std::size_t open = 0;
        for (auto const& [path, document] : after) {
            if (is_in(before, path, document.body))
                continue;
            ++written;
            open += thief.open(path, document.body).empty() ? 0 : 1;
        }
        return {written, open};
    }
};

}  // namespace

///
BOOST_FIXTURE_TEST_CASE(scenario_07_what_is_written_after_an_exclusion_opens_with_no_former_key, ExclusionTown)
{
    auto const first = testing::open_situation(mayor, {});
    exchange(mayor, school);
    BOOST_TEST(shows_sheet(school, first));
    KeyThief excluded;
    rob_desk(excluded, school);
    auto const at = fourteen();
    mayor_is_at(at);
    auto const at_fourteen = server.snapshot();
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    mayor.send(app::SignDraft{});
    mayor.sign();

    mayor_is_at({at.ms + 5 * 60'000});
    BOOST_TEST(int{paris_time(mayor.clock.now()).minute} == 5);
    auto const later = testing::open_situation(mayor, {.family = "Delannoy", .given = "Inès"});
    mayor.send(app::SyncNow{});
    mayor.wait(5000);
    auto const written = server.snapshot();
    // He comes back, fetches all that there is, and tries every key again.
    sees_what_came(school, mayor, 60'000);
    BOOST_TEST(!shows_sheet(school, later));
    rob_desk(excluded, school);
    auto const [count, open] = opened(excluded, at_fourteen, written);
    BOOST_TEST(count > 4U);
    BOOST_TEST(open == 0U);

    // The same search with the mayor's keys finds it; and with the former ones what he could read.
    BOOST_TEST(shows_sheet(mayor, later));
    KeyThief owner;
    rob_desk(owner, mayor);
    BOOST_TEST(opened(owner, at_fourteen, written).second > 2U);
    BOOST_TEST(opened(excluded, {}, at_fourteen).second > 4U);
}

namespace {

struct DumpTown : testing::SheetTown {
    /// All that was ever there: names of objects and what they hold.
    void dump()
    {
        for (auto const& [path, document] : server.documents) {
            seen.insert(to_bytes(as_bytes(path)));
            seen.insert(document.body);
        }
    }
    [[nodiscard]] bool is_seen(std::string_view text) const
    {
        auto const needle = as_bytes(text);
        return std::ranges::any_of(
            seen, [needle](Bytes const& bytes) { return !std::ranges::search(bytes, needle).empty(); });
    }

    std::set<Bytes> seen{};
};

constexpr std::string_view k_reason = "Il dort dans le hall du bâtiment C depuis dix jours";

}  // namespace

BOOST_FIXTURE_TEST_CASE(scenario_08_the_host_finds_no_name_no_reason_and_no_title_of_a_group, DumpTown)
{
    dump();
    testing::join_school(mayor, school);
    dump();
    BOOST_REQUIRE(shows_sheet(mayor, record));
    set(domain::field::k_elements_suivi, typed(std::string(k_reason)));
    exchange(mayor, school);
    dump();
    auto const reported = testing::send_report(school, {.family = "Delannoy", .given = "Inès"});
    exchange(school, mayor);
    dump();
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    testing::sign_draft(mayor);
    dump();

    // It is all in the council, for whom it is meant.
    BOOST_TEST(shows_sheet(mayor, reported));
    BOOST_REQUIRE(shows_sheet(mayor, record));
    auto const& entries = follow_up(domain::field::k_elements_suivi).entries;
    BOOST_REQUIRE(!entries.empty());
    BOOST_TEST((entries.back().text == verbatim(std::string(k_reason))));
    mayor.send(app::Go{app::GroupsRoute{}});
    BOOST_TEST(mayor.see().groups->rows.at(0).name == "Centre");

    BOOST_TEST(seen.size() > 40U);
    for (std::string_view const text :
         {"Saint-Aubin-des-Essais", "Claire Vasseur", "Vasseur", "Camille Durand", "Durand", "Centre", "Collèges",
          "Toute la commune", "Rivière", "Mathis", "14/05/2005", "Delannoy", "Inès", "hall du bâtiment"})
        BOOST_TEST(!is_seen(text), text);
    // The search finds what is there in clear.
    seen.insert(to_bytes(as_bytes(std::string("{\"nom\":\"Rivière\"}"))));
    BOOST_TEST(is_seen("Rivière"));
}

namespace {

/// Two members in front of one action.
struct TwoMembers : testing::SharedSheetTown {
    TwoMembers()
    {
        show_actions(mayor);
        add_action("01/10/2026", "02/11/2026");
        all_exchange();
        show_actions(school);
        BOOST_REQUIRE(school.see().sheet.has_value());
        BOOST_REQUIRE(school.see().sheet->actions.size() == 1U);
    }
    void show_actions(Desk& who) { testing::show_sheet(who, record, app::SheetTab::Actions); }
    void say_result(Desk& who, std::uint32_t result)
    {
        auto const element = who.see().sheet->actions.front().element;
        who.send(app::EditAction{record, element, part::k_resultat, coded(result)});
        who.send(app::CorrectAction{record, element});
    }
    static std::ptrdiff_t questions_of(Desk& who)
    {
        auto const asks = [](app::RefusalView const& one) {
            return one.message.key == "situation.callout.action_conflict";
        };
        return std::ranges::count_if(who.see().sheet->callouts, asks);
    }
};

std::set<std::string> authors_of(std::vector<app::ActionView> const& versions)
{
    std::set<std::string> names;
    for (auto const& one : versions)
        names.insert(std::get<std::string>(testing::argument(one.history, "name")));
    return names;
}

}  // namespace

///
BOOST_FIXTURE_TEST_CASE(scenario_09_of_two_results_given_offline_both_are_kept_and_one_question_asked, TwoMembers)
{
    show_actions(mayor);
    mayor.remote.offline = school.remote.offline = true;
    say_result(mayor, 1);
    say_result(school, 2);
    BOOST_TEST(questions_of(mayor) == 0);
    mayor.remote.offline = school.remote.offline = false;
    all_exchange();
    for (auto* const who : {&mayor, &school}) {
        show_actions(*who);
        BOOST_REQUIRE(who->see().sheet->actions.size() == 1U);
        auto const& versions = who->see().sheet->actions.front().versions;
        BOOST_REQUIRE(versions.size() == 2U);
        BOOST_TEST((versions[0].result != versions[1].result));
        BOOST_TEST((authors_of(versions) == std::set<std::string>{"Claire Vasseur", "Camille Durand"}));
        BOOST_TEST(questions_of(*who) == 1);
        BOOST_TEST(testing::find_todo(*who, "situation.todo.action_conflict") != nullptr);
    }
    // A person answers it, once, for both.
    show_actions(school);
    auto const kept = school.see().sheet->actions.front().versions.front();
    school.send(app::KeepAction{record, kept.element});
    all_exchange();
    for (auto* const who : {&mayor, &school}) {
        show_actions(*who);
        BOOST_REQUIRE(who->see().sheet->actions.size() == 1U);
        BOOST_TEST(who->see().sheet->actions.front().versions.empty());
        BOOST_TEST((who->see().sheet->actions.front().result == kept.result));
        BOOST_TEST(questions_of(*who) == 0);
    }
}

namespace {

constexpr std::string_view k_next_name = "Paul Martin";

/// A coordonnateur, and a member of the first group who is to take his place.
struct ReplacementTown : testing::FoundedTown {
    ReplacementTown()
    {
        testing::join_school(mayor, school);
        name_as(mayor, testing::k_school_name, Profile::Coordonnateur);
        sees_what_came(school, mayor);
        next_joins();
    }
    void next_joins()
    {
        namespace field = app::invite_field;
        mayor.send(app::Go{app::MembersRoute{}});
        mayor.send(app::EditInvite{field::k_name, typed(std::string(k_next_name))});
        auto const quality = static_cast<std::uint32_t>(domain::Qualite::EducationNationale);
        mayor.send(app::EditInvite{field::k_quality, coded(quality)});
        mayor.send(app::ChooseInviteGroup{0, true});
        mayor.send(app::SendInvite{});
        mayor.wait(5000);
        testing::invited_enters(mayor, next, k_next_name);
    }
    /// One in each group.
    std::vector<RecordId> write_in_both(Desk& who, std::string const& family)
    {
        std::vector<RecordId> records;
        for (std::uint32_t group = 0; group < 2; ++group)
            records.push_back(testing::open_situation(
                who, {.family = family, .given = group == 0 ? "Mathis" : "Lina", .group = group}));
        return records;
    }
    void all_see()
    {
        for (int i = 0; i < 2; ++i) {
            exchange(mayor, next);
            sees_what_came(school, mayor);
            exchange(school, mayor);
        }
    }
    /// Of the spaces of groups, those whose present key that device holds.
    static std::size_t group_keys_of(Desk& desk)
    {
        desk.kill();
        std::size_t held = 0;
        {
            testing::StoppedDevice const device(desk);
            auto const& knowledge = device.vault->knowledge();
            auto const& registry = *knowledge.registry();
            for (auto const& group : app::council_map(registry.state()).groups) {
                for (auto const& cid : {group.plain, group.nominative}) {
                    auto const* const write = cid ? registry.write_epoch(*cid) : nullptr;
                    held += write != nullptr && knowledge.keys().holds(*cid, write->id()) ? 1 : 0;
                }
            }
        }
        desk.open();
        desk.sign_in();
        return held;
    }

    Desk next{server};
};

}  // namespace

///
BOOST_FIXTURE_TEST_CASE(scenario_17_the_new_coordonnateur_reads_every_group_and_the_former_none, ReplacementTown)
{
    auto const before = write_in_both(school, "Rivière");
    all_see();
    for (auto const& record : before)
        BOOST_TEST(shows_sheet(mayor, record));
    // He is of one of both groups.
    BOOST_TEST(std::ranges::count_if(before, [this](RecordId const& one) { return shows_sheet(next, one); }) == 1);
    BOOST_TEST(group_keys_of(school) == 4U);

    prepare_as(mayor, testing::k_school_name, Profile::Membre);
    prepare_as(mayor, k_next_name, Profile::Coordonnateur);
    testing::sign_draft(mayor);
    all_see();
    auto const after = write_in_both(mayor, "Delannoy");
    all_see();
    for (auto const* const records : {&before, &after}) {
        for (auto const& record : *records)
            BOOST_TEST(shows_sheet(next, record));
    }
    for (auto const& record : after)
        BOOST_TEST(!shows_sheet(school, record));
    BOOST_TEST(!testing::shows(school, "session.nav.situations"));
    BOOST_TEST(group_keys_of(next) == 4U);
    BOOST_TEST(group_keys_of(school) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
