// What the audit finds stands on the Home of whoever can repair it, with the button that does (docs/protocol.md 3.8).

#include <algorithm>

#include "core/app/council_acts.hpp"
#include "core/app/council_state.hpp"
#include "core/crypto/hash.hpp"
#include "core/domain/lists.hpp"
#include "core/ledger/log_chain.hpp"
#include "tests/core/app/said_lines.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;
using testing::find_member;
using testing::sees_what_came;
using testing::sign_draft;

namespace {

/// What the entry of that title does.
app::Command command_of(Desk& desk, std::string_view title)
{
    auto const* const todo = testing::find_todo(desk, title);
    BOOST_REQUIRE(todo != nullptr);
    return todo->command;
}

bool is_told(Desk& desk, std::string_view title)
{
    return testing::find_todo(desk, title) != nullptr;
}

bool leads_to(app::Command const& command, MemberId const& whom)
{
    auto const* const go = std::get_if<app::Go>(&command);
    auto const* const route = go == nullptr ? nullptr : std::get_if<app::MembersRoute>(&go->route);
    return route != nullptr && route->member == whom;
}

struct TownWithSchool : testing::FoundedTown {
    TownWithSchool() { testing::join_school(mayor, school); }

    void restart_mayor()
    {
        mayor.open();
        mayor.sign_in();
        mayor.wait(5000);
    }
};

struct TownWithCoordinator : TownWithSchool {
    TownWithCoordinator()
    {
        testing::name_as(mayor, testing::k_school_name, Profile::Coordonnateur);
        sees_what_came(school, mayor);
    }
};

/// A délégué à la protection des données, who reads the log with the mayor.
struct TownWithDpo : TownWithCoordinator {
    TownWithDpo()
    {
        testing::dpo_joins(mayor, dpo, domain::Qualite::EducationNationale);
        sees_what_came(school, mayor);
    }

    /// By the coordonnateur, who may publish no log key.
    void remove_dpo()
    {
        testing::prepare_removal(school, std::string(testing::k_dpo_name));
        sign_draft(school);
        sees_what_came(mayor, school);
    }

    Desk dpo{server};
};

using Documents = std::set<std::string>;

Documents names_of(testing::MemoryServer const& server)
{
    Documents names;
    for (auto const& [path, document] : server.documents)
        names.insert(path);
    return names;
}

/// The log leaves every fifteen minutes.
void send_log(Desk& desk)
{
    testing::minutes_pass(desk, 16);
    desk.send(app::SyncNow{});
    desk.wait(5000);
}

/// How many segments of the log of `writer`, of those that came after `before`, these seeds open.
std::size_t opened_log(
    testing::MemoryServer const& server, Documents const& before, VaultId const& vault,
    ledger::LogAddress const& writer, std::vector<crypto::KemKey> const& seeds)
{
    constexpr std::uint64_t k_most_segments = 12;
    std::vector<crypto::KemKey const*> keys;
    for (auto const& seed : seeds)
        keys.push_back(&seed);
    std::size_t opened = 0;
    for (auto const& [path, document] : server.documents) {
        for (std::uint64_t seq = 1; seq <= k_most_segments && !before.contains(path); ++seq) {
            auto const& body = document.body;
            ledger::LogAddress const address{writer.device, writer.period, seq};
            opened += ledger::open_log(vault, address, crypto::object_name(body), body, keys) ? 1 : 0;
        }
    }
    return opened;
}

std::vector<crypto::KemKey> log_keys_of(sync::DeviceKeys const& keys)
{
    std::vector<crypto::KemKey> all;
    for (auto const& seed : keys.log)
        all.push_back(crypto::KemKey::from_seed(seed.seed.view()));
    return all;
}

bool last_act_says(Desk& who, Phrase const& said)
{
    who.send(app::Go{app::ActsRoute{}});
    auto const& lines = who.see().acts->signed_acts.front().lines;
    return std::ranges::find(lines, said, &app::ChangeLine::text) != lines.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_repairs)

BOOST_FIXTURE_TEST_CASE(the_mayor_publishes_a_log_key_when_the_coordonnateur_removed_who_read_the_log, TownWithDpo)
{
    BOOST_TEST(!is_told(mayor, "council.todo.log_key"));
    remove_dpo();
    BOOST_TEST(leads_to(command_of(school, "council.todo.log_key"), find_member(school, "Claire Vasseur")));
    auto const command = command_of(mayor, "council.todo.log_key");
    BOOST_REQUIRE((std::holds_alternative<app::PrepareLogKey>(command)));
    mayor.send(command);
    BOOST_REQUIRE(mayor.see().acts.has_value());
    auto const draft = mayor.see().acts->draft;
    BOOST_REQUIRE(draft.size() == 2U);
    BOOST_TEST(draft[0].text.key == "council.change.log_key");
    // It is his visa too, which is said before and after.
    auto const visa = phrase("council.act.sees").with("n", std::int64_t{1});
    BOOST_TEST((draft[1].text == visa));
    BOOST_TEST(!draft[1].may_remove);
    // It is asked once.
    BOOST_TEST(!is_told(mayor, "council.todo.log_key"));
    mayor.send(command);
    BOOST_TEST(mayor.see().acts->draft.size() == 2U);
    sign_draft(mayor);
    BOOST_TEST(last_act_says(mayor, visa));
    sees_what_came(school, mayor);
    BOOST_TEST(last_act_says(school, visa));
    BOOST_TEST(!is_told(mayor, "council.todo.log_key"));
    sees_what_came(school, mayor);
    BOOST_TEST(!is_told(school, "council.todo.log_key"));
}

BOOST_FIXTURE_TEST_CASE(what_the_log_notes_after_its_new_key_opens_with_no_seed_of_who_left, TownWithDpo)
{
    dpo.send(app::SyncNow{});
    dpo.wait(5000);
    send_log(mayor);
    sees_what_came(school, mayor);
    remove_dpo();
    mayor.send(command_of(mayor, "council.todo.log_key"));
    sign_draft(mayor);
    auto const before = names_of(server);
    send_log(mayor);
    auto const period = utc_period(mayor.clock.now());
    mayor.kill();
    dpo.kill();

    auto const [local, keys] = testing::open_disk(mayor);
    auto const theirs = testing::open_disk(dpo);
    auto const mine = log_keys_of(keys);
    auto const known = log_keys_of(theirs.keys);
    BOOST_REQUIRE(!known.empty());
    BOOST_REQUIRE(mine.size() >= 2U);
    ledger::LogAddress const writer{local.identity().device, period, 0};
    BOOST_TEST(opened_log(server, {}, local.identity().vault, writer, known) > 0U);
    BOOST_TEST(opened_log(server, before, local.identity().vault, writer, mine) > 0U);
    BOOST_TEST(opened_log(server, before, local.identity().vault, writer, known) == 0U);
}

BOOST_FIXTURE_TEST_CASE(only_the_mayor_prepares_a_log_key_or_a_visa, TownWithCoordinator)
{
    school.send(app::PrepareLogKey{});
    school.send(app::PrepareVisa{});
    school.send(app::Go{app::ActsRoute{}});
    BOOST_REQUIRE(school.see().acts.has_value());
    BOOST_TEST(school.see().acts->draft.empty());
}

BOOST_FIXTURE_TEST_CASE(the_signature_of_who_may_publish_no_log_key_says_that_one_is_due, TownWithDpo)
{
    testing::prepare_removal(school, std::string(testing::k_dpo_name));
    auto const due = phrase("council.act.log_key_due");
    auto const is_due = [&due](auto const& line) {
        return line.text == due;
    };
    BOOST_TEST(std::ranges::count_if(school.see().acts->draft, is_due) == 1);
    school.send(app::SignDraft{});
    BOOST_TEST(std::ranges::count_if(school.form().lines, is_due) == 1);
    school.sign();
    school.wait(5000);
    BOOST_TEST(last_act_says(school, due));
}

BOOST_FIXTURE_TEST_CASE(a_departure_says_that_a_log_key_is_due_until_the_mayor_has_published_it, TownWithDpo)
{
    auto const departures_that_say_so = [](Desk& who) {
        who.send(app::Go{app::ActsRoute{}});
        return std::ranges::count_if(who.see().acts->signed_acts, [](app::ActView const& act) {
            auto const due = phrase("council.act.log_key_due");
            return std::ranges::find(act.lines, due, &app::ChangeLine::text) != act.lines.end();
        });
    };
    remove_dpo();
    BOOST_TEST(departures_that_say_so(mayor) == 1);
    mayor.send(command_of(mayor, "council.todo.log_key"));
    sign_draft(mayor);
    BOOST_TEST(departures_that_say_so(mayor) == 0);
    sees_what_came(school, mayor);
    BOOST_TEST(departures_that_say_so(school) == 0);
}

BOOST_FIXTURE_TEST_CASE(the_log_key_that_a_departure_begins_is_below_it_before_and_after_the_signature, TownWithDpo)
{
    testing::prepare_removal(mayor, std::string(testing::k_dpo_name));
    auto const draft = mayor.see().acts->draft;
    auto const begins =
        std::ranges::find_if(draft, [](auto const& line) { return line.text.key == "council.change.log_key"; });
    BOOST_REQUIRE((begins != draft.end()));
    BOOST_TEST(begins->is_below);
    sign_draft(mayor);
    mayor.send(app::Go{app::ActsRoute{}});
    auto const& lines = mayor.see().acts->signed_acts.front().lines;
    BOOST_REQUIRE(lines.size() <= draft.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        BOOST_TEST((lines[i].text == draft[i].text), draft[i].text.key);
        BOOST_TEST(lines[i].is_below == draft[i].is_below, draft[i].text.key);
    }
}

BOOST_FIXTURE_TEST_CASE(the_mayor_signs_that_he_saw_the_acts_of_others, TownWithDpo)
{
    BOOST_TEST(!is_told(mayor, "council.todo.to_see"));
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(mayor.see().acts->to_see.empty());
    remove_dpo();
    BOOST_TEST(!is_told(school, "council.todo.to_see"));
    auto const* const told = testing::find_todo(mayor, "council.todo.to_see");
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST((told->tone == app::Tone::Neutral));
    BOOST_TEST(mayor.see().home->todo.back().title.key == "council.todo.to_see");
    mayor.send(app::Command(told->command));
    BOOST_REQUIRE(mayor.see().acts.has_value());
    auto const lines = mayor.see().acts->to_see;
    BOOST_REQUIRE(lines.size() == 1U);
    BOOST_REQUIRE((std::holds_alternative<app::PrepareVisa>(lines.front().command)));
    BOOST_TEST((lines.front().detail == phrase("council.visa.detail").with("n", std::int64_t{1})));
    BOOST_TEST((lines.front().button == phrase("council.visa.button").with("n", std::int64_t{1})));
    mayor.send(lines.front().command);
    auto const draft = mayor.see().acts->draft;
    BOOST_REQUIRE(draft.size() == 2U);
    BOOST_TEST(draft[0].text.key == "council.change.visa");
    BOOST_TEST(draft[1].text.key == "council.act.sees");
    BOOST_TEST(draft[1].is_below);
    BOOST_TEST(mayor.see().acts->to_see.empty());
    auto const is_marked = [](app::ActView const& act) {
        return act.title.key == "council.act.to_see_title";
    };
    BOOST_TEST(std::ranges::count_if(mayor.see().acts->signed_acts, is_marked) == 1);
    mayor.send(app::SignDraft{});
    BOOST_TEST(std::ranges::any_of(
        mayor.form().lines, [](app::FormLine const& line) { return line.text.key == "council.act.sees"; }));
    mayor.sign();
    BOOST_TEST(!is_told(mayor, "council.todo.to_see"));
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(std::ranges::count_if(mayor.see().acts->signed_acts, is_marked) == 0);
    auto const& lines_after = mayor.see().acts->signed_acts.front().lines;
    BOOST_REQUIRE(lines_after.size() == 2U);
    BOOST_TEST(lines_after[0].text.key == "council.change.visa");
    BOOST_TEST((lines_after[1].text == draft[1].text));
    BOOST_TEST(lines_after[1].is_below);
    // What it does not say remains.
    BOOST_TEST(is_told(mayor, "council.todo.log_key"));
}

BOOST_FIXTURE_TEST_CASE(the_mayor_enters_a_halted_space_that_no_one_who_signs_reads_and_changes_its_key, TownWithSchool)
{
    auto const group = school_group();
    auto const record = testing::open_situation(mayor, {.group = group});
    mayor.wait(1000);
    sees_what_came(school, mayor);
    mayor.kill();
    CompartmentId cid{};
    {
        testing::StoppedDevice device(mayor);
        auto const& knowledge = device.vault->knowledge();
        for (auto const& open : knowledge.open_compartments()) {
            auto const* const state = knowledge.records(open)->find(record);
            if (state != nullptr && state->exists())
                cid = open;
        }
        BOOST_REQUIRE((cid != CompartmentId{}));
        // He leaves it himself: the one who stays signs no acts.
        device.sign(ledger::RoleOp{.member = device.vault->self(), .cid = cid}, cid);
        BOOST_REQUIRE(knowledge.registry()->is_halted(cid));
    }
    restart_mayor();
    auto const* const told = testing::find_todo(mayor, "council.todo.halted");
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST(told->detail.key == "council.todo.halted_enter");
    mayor.send(app::Command(told->command));
    auto const draft = mayor.see().acts->draft;
    BOOST_REQUIRE(!draft.empty());
    BOOST_TEST(draft.front().text.key == "council.change.rotate");
    BOOST_TEST(
        std::ranges::any_of(draft, [](app::ChangeLine const& line) { return line.text.key == "council.op.enters"; }));
    BOOST_TEST(!is_told(mayor, "council.todo.halted"));
    sign_draft(mayor);
    BOOST_TEST(!is_told(mayor, "council.todo.halted"));

    // Both write there again.
    auto const after = testing::open_situation(mayor, {.family = "Bernard", .given = "Léa", .group = group});
    mayor.wait(1000);
    BOOST_TEST(mayor.see().shell.sync.waiting == 0U);
    sees_what_came(school, mayor);
    sees_what_came(school, mayor);
    school.send(app::Go{app::SituationsRoute{.group = {}, .situation = after}});
    BOOST_TEST(school.see().sheet.has_value());
}

BOOST_FIXTURE_TEST_CASE(keys_older_than_the_council_wants_change_in_one_act, TownWithSchool)
{
    BOOST_TEST(!is_told(mayor, "council.todo.old_keys"));
    mayor.kill();
    {
        testing::StoppedDevice device(mayor);
        ledger::PolicyOp policy;
        policy.epoch_days = 10;
        device.sign(policy);
    }
    restart_mayor();
    BOOST_TEST(!is_told(mayor, "council.todo.old_keys"));
    mayor.kill();
    mayor.clock.advance(std::int64_t{11} * 86'400'000);
    restart_mayor();
    auto const command = command_of(mayor, "council.todo.old_keys");
    BOOST_REQUIRE((std::holds_alternative<app::PrepareOldKeys>(command)));
    mayor.send(command);
    BOOST_REQUIRE(!mayor.see().acts->draft.empty());
    auto const lines = mayor.see().acts->draft.size();
    BOOST_TEST(mayor.see().acts->draft.front().text.key == "council.change.old_keys");
    BOOST_TEST(!is_told(mayor, "council.todo.old_keys"));
    mayor.send(command);
    BOOST_TEST(mayor.see().acts->draft.size() == lines);
    auto const prepared = mayor.see().acts->draft;
    sign_draft(mayor);
    // The signed act says the same.
    mayor.send(app::Go{app::ActsRoute{}});
    auto const signed_lines = mayor.see().acts->signed_acts.front().lines;
    testing::check_same_lines(testing::lines_read(prepared), testing::lines_read(signed_lines), "who signed");
    BOOST_TEST(!is_told(mayor, "council.todo.old_keys"));
    BOOST_TEST(!is_told(mayor, "council.todo.old_key"));
}

BOOST_FIXTURE_TEST_CASE(flaw_56_who_publishes_a_key_that_is_none_is_named_on_home_and_in_the_act, TownWithSchool)
{
    school.kill();
    {
        testing::StoppedDevice device(school);
        auto card = ledger::next_card(device.vault->knowledge().cards().all_of(device.vault->self()));
        std::fill(card.inbox_key.bytes.end() - 32, card.inbox_key.bytes.end(), std::uint8_t{0});
        auto bad = ledger::sign_card(std::move(card), device.keyring.identity, device.vault->id());
        auto const recorded = device.vault->record_card(std::move(bad), {}).run();
        BOOST_REQUIRE(recorded.has_value());
        BOOST_REQUIRE(device.vault->synchronise().run().has_value());
    }
    BOOST_TEST(!is_told(mayor, "council.todo.bad_key"));
    mayor.kill();
    {
        testing::StoppedDevice device(mayor);
        ledger::PolicyOp policy;
        policy.epoch_days = 10;
        device.sign(policy);
    }
    mayor.clock.advance(std::int64_t{11} * 86'400'000);
    restart_mayor();
    auto const member = find_member(mayor, testing::k_school_name);
    BOOST_TEST(leads_to(command_of(mayor, "council.todo.bad_key"), member));
    auto const told = std::ranges::count_if(mayor.see().home->todo, [](app::TodoView const& todo) {
        return todo.title.key == "council.todo.bad_key" || todo.title.key == "council.todo.without_key";
    });
    BOOST_TEST(told == 1);
    mayor.send(command_of(mayor, "council.todo.old_keys"));
    mayor.send(app::SignDraft{});
    // Said of the act, and no line of what is signed.
    BOOST_TEST(
        std::ranges::any_of(mayor.form().intro, [](Phrase const& note) { return note.key == "council.act.bad_key"; }));
    BOOST_TEST(std::ranges::none_of(
        mayor.form().lines, [](app::FormLine const& line) { return line.text.key == "council.act.bad_key"; }));
    mayor.sign();
    BOOST_TEST(is_told(mayor, "council.todo.bad_key"));
}

BOOST_FIXTURE_TEST_CASE(a_space_with_one_reader_is_told_once_somebody_is_coordonnateur, TownWithCoordinator)
{
    BOOST_TEST(!is_told(mayor, "council.todo.one_reader"));
    auto const id = find_member(mayor, testing::k_school_name);
    mayor.kill();
    {
        testing::StoppedDevice device(mayor);
        auto const map = app::council_map(device.vault->knowledge().registry()->state());
        BOOST_REQUIRE(map.restricted.has_value());
        device.sign(ledger::RoleOp{.member = id, .cid = *map.restricted});
    }
    restart_mayor();
    auto const command = command_of(mayor, "council.todo.one_reader");
    BOOST_TEST((std::holds_alternative<app::Go>(command)));
}

BOOST_FIXTURE_TEST_CASE(a_mayor_who_alone_signs_acts_is_told_so_in_one_line, TownWithSchool)
{
    auto const* const told = testing::find_todo(mayor, "council.todo.coordinator");
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST(told->detail.key == "council.todo.coordinator_alone");
    // The coordonnateur will read everything: spaces with one reader are not told beside.
    BOOST_TEST(!is_told(mayor, "council.todo.few_readers"));
}

BOOST_AUTO_TEST_SUITE_END()
