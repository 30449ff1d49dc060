// What was answered survives a power cut, at whatever call it comes; what was not answered is there whole or not at
// all.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "server-stub/forest.hpp"
#include "server-stub/request_path.hpp"
#include "server-stub/tokens.hpp"
#include "tests/server-stub/sync_only_disk.hpp"

namespace huisclos::stub::test {

namespace {

using State = std::optional<std::string>;  // the bytes of a document, or its absence

// What the caller of the store knows.
struct Knowledge {
    std::map<std::string, State> answered{};
    // The one change that got no answer, if any.
    std::optional<std::pair<std::string, State>> pending{};
};

struct Step {
    std::string path{};
    State wanted{};
    bool only_if_new = false;
};

std::vector<Step> const& scenario()
{
    static std::vector<Step> const steps{
        {"h/device", "head 1"},
        {"o/ab/first", std::string(5000, 'a'), true},
        {"o/ab/second", "second", true},
        {"o/cd/third", "third", true},
        {"h/device", "head 2"},
        {"i/invite-0", "mail"},
        {"i/invite-0", std::nullopt},
        {"h/device", "head 3, a longer one"},
        {"i/invite-0", "mail again", true},
        {"x/y/z", "below a folder"},
        {"x/y/z", std::nullopt},
        {"x", "where the folder was"},
        {"o/ab/first", std::nullopt},
        {"h/device", ""},
    };
    return steps;
}

RequestPath path_of(std::string const& text)
{
    std::string target{'/'};
    target += text;
    return parse_request_path(target).value();
}

// Whether the step was answered with success.
bool take(TreeStore& tree, Step const& step)
{
    auto const path = path_of(step.path);
    if (!step.wanted)
        return tree.remove(path.names, {}).has_value();
    Conditions conditions;
    if (step.only_if_new)
        conditions.if_none_match = TagList{.is_any = true, .tags = {}};
    return tree.put(path.names, *step.wanted, conditions).has_value();
}

// Runs until the power is cut.
Knowledge run_scenario(SyncOnlyDisk& disk)
{
    Knowledge knowledge;
    auto const forest = Forest::open(disk, "/data", 0);
    if (!forest)
        return knowledge;
    auto& tree = (*forest)->tree("council");
    for (auto const& step : scenario()) {
        bool const is_answered = take(tree, step);
        if (is_answered)
            knowledge.answered[step.path] = step.wanted;
        else
            knowledge.pending = {step.path, step.wanted};
        if (!is_answered)
            break;
    }
    return knowledge;
}

State read(TreeStore& tree, FileSystem& files, std::string const& path)
{
    auto const found = tree.open(path_of(path).names);
    if (!found)
        return std::nullopt;
    return files.read(found->file, 0, found->file.stat.size).value();
}

void collect_names(TreeStore const& tree, std::vector<std::string> const& folder, std::vector<std::string>& names)
{
    for (auto const& item : tree.index().list(folder).items) {
        auto below = folder;
        below.push_back(item.name);
        if (item.document) {
            names.push_back(RequestPath{.names = below, .is_folder = false}.joined());
            continue;
        }
        below.back().pop_back();
        collect_names(tree, below, names);
    }
}

// What is wrong with this disk, given what its user knows.
std::vector<std::string> find_faults(SyncOnlyDisk& disk, Knowledge const& knowledge)
{
    std::vector<std::string> faults;
    auto const forest = Forest::open(disk, "/data", 0);
    if (!forest)
        return {"the folder cannot be opened again"};
    auto& tree = (*forest)->tree("council");
    auto expected = knowledge.answered;
    if (knowledge.pending && !expected.contains(knowledge.pending->first))
        expected[knowledge.pending->first] = std::nullopt;
    for (auto const& [path, state] : expected) {
        auto const found = read(tree, disk, path);
        bool const is_pending = knowledge.pending && knowledge.pending->first == path;
        if (found != state && !(is_pending && found == knowledge.pending->second))
            faults.push_back(path + (found ? " holds other bytes" : " is lost"));
    }
    std::vector<std::string> names;
    collect_names(tree, {}, names);
    for (auto const& name : names) {
        if (!expected.contains(name))
            faults.push_back(name + " came from nowhere");
    }
    if (!disk.list("/data/tmp").value().empty())
        faults.push_back("something is left in tmp");
    return faults;
}

std::uint64_t calls_of_scenario()
{
    SyncOnlyDisk disk;
    auto const knowledge = run_scenario(disk);
    BOOST_REQUIRE(!knowledge.pending);
    return disk.calls();
}

// Every cut, with every way to survive it; gives the number of cuts after which something was wrong.
std::uint64_t count_faulty_cuts(Lie lie, std::function<void(std::string const&)> const& report)
{
    std::uint64_t faulty = 0;
    auto const calls = calls_of_scenario();
    for (std::uint64_t call = 0; call <= calls; ++call) {
        for (auto const effect : {CutCall::HasNoEffect, CutCall::HasEffect}) {
            SyncOnlyDisk disk{lie};
            disk.cut_at(call, effect);
            auto const knowledge = run_scenario(disk);
            for (std::uint64_t seed = 0; seed < 6; ++seed) {
                auto const survival = seed == 0 ? Survival::OnlySynced : Survival::AnySubset;
                auto const survivor = disk.after_power_cut(survival, seed);
                auto const faults = find_faults(*survivor, knowledge);
                faulty += faults.empty() ? 0 : 1;
                for (auto const& fault : faults)
                    report("cut at call " + std::to_string(call) + ": " + fault);
            }
        }
    }
    return faulty;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(durability)

BOOST_AUTO_TEST_CASE(the_scenario_ends_as_written_when_nothing_is_cut)
{
    SyncOnlyDisk disk;
    auto const knowledge = run_scenario(disk);
    BOOST_TEST(!knowledge.pending.has_value());
    BOOST_TEST(knowledge.answered.size() == 7U);
    BOOST_TEST(find_faults(disk, knowledge).empty());
    BOOST_TEST(disk.calls() > 100U);
}

BOOST_AUTO_TEST_CASE(what_was_answered_survives_a_cut_at_every_call)
{
    auto const faulty = count_faulty_cuts(Lie::None, [](std::string const& fault) { BOOST_TEST_ERROR(fault); });
    BOOST_TEST(faulty == 0U);
}

BOOST_AUTO_TEST_CASE(the_check_notices_bytes_that_were_not_synced)
{
    BOOST_TEST(count_faulty_cuts(Lie::FileSync, [](std::string const&) {}) > 0U);
}

BOOST_AUTO_TEST_CASE(the_check_notices_names_that_were_not_synced)
{
    BOOST_TEST(count_faulty_cuts(Lie::DirectorySync, [](std::string const&) {}) > 0U);
}

BOOST_AUTO_TEST_CASE(a_second_cut_while_starting_again_loses_nothing_either)
{
    auto const calls = calls_of_scenario();
    for (std::uint64_t first = 0; first <= calls; first += 7) {
        SyncOnlyDisk disk;
        disk.cut_at(first, CutCall::HasEffect);
        auto const knowledge = run_scenario(disk);
        for (std::uint64_t second = 0; second < 40; ++second) {
            auto const started = disk.after_power_cut(Survival::AnySubset, first);
            started->cut_at(second, CutCall::HasNoEffect);
            (void)Forest::open(*started, "/data", 0);
            auto const survivor = started->after_power_cut(Survival::AnySubset, second);
            BOOST_TEST(find_faults(*survivor, knowledge).empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_folder_that_somebody_else_made_and_did_not_sync_is_synced_first)
{
    SyncOnlyDisk disk;
    auto const forest = Forest::open(disk, "/data", 0).value();
    auto& tree = forest->tree("council");
    BOOST_REQUIRE(tree.put(path_of("h/one").names, "1", {}));
    BOOST_REQUIRE(disk.make_directory("/data/trees/council/o"));
    BOOST_REQUIRE(disk.make_directory("/data/trees/council/o/ab"));
    BOOST_REQUIRE(tree.put(path_of("o/ab/two").names, "2", {}));
    auto const survivor = disk.after_power_cut(Survival::OnlySynced, 0);
    auto const after = Forest::open(*survivor, "/data", 0).value();
    BOOST_TEST(read(after->tree("council"), *survivor, "o/ab/two").value_or("lost") == "2");
}

BOOST_AUTO_TEST_CASE(a_name_given_but_not_synced_is_not_said_to_exist)
{
    // Finds the call that syncs the folder of the last document, fails it, and asks again to create that document.
    for (std::uint64_t call = 0; call < 60; ++call) {
        SyncOnlyDisk disk;
        {
            auto const forest = Forest::open(disk, "/data", 0).value();
            disk.cut_at(disk.calls() + call, CutCall::HasNoEffect);
            (void)take(forest->tree("council"), {"o/ab/one", "1", true});
            disk.cut_at(std::numeric_limits<std::uint64_t>::max() - 1, CutCall::HasNoEffect);
            Conditions const conditions{.if_match = {}, .if_none_match = TagList{.is_any = true, .tags = {}}};
            auto const again = forest->tree("council").put(path_of("o/ab/one").names, "1", conditions);
            BOOST_TEST((again || again.error() == StoreError::PreconditionFailed));
        }
        // Created now or before: in both cases the client is right to believe that the document is safe.
        auto const survivor = disk.after_power_cut(Survival::OnlySynced, 0);
        auto const after = Forest::open(*survivor, "/data", 0).value();
        BOOST_TEST(read(after->tree("council"), *survivor, "o/ab/one").value_or("lost") == "1");
    }
}

BOOST_AUTO_TEST_CASE(a_token_that_was_printed_survives_and_a_revoked_one_does_not_come_back)
{
    for (std::uint64_t call = 0; call < 24; ++call) {
        SyncOnlyDisk disk;
        disk.cut_at(call, CutCall::HasEffect);
        TokenBook book{disk, "/data"};
        auto const is_ready = book.prepare().has_value();
        auto const kept = is_ready ? book.make({.tree = "a"}) : std::unexpected{IoError::Other};
        auto const gone = kept ? book.make({.tree = "b"}) : std::unexpected{IoError::Other};
        bool const is_revoked = gone && book.revoke(gone->record.id).has_value();
        auto const survivor = disk.after_power_cut(Survival::OnlySynced, 0);
        TokenBook after{*survivor, "/data"};
        if (kept)
            BOOST_TEST(after.find(kept->token).has_value());
        if (is_revoked)
            BOOST_TEST(!after.find(gone->token).has_value());
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::stub::test
