// FilePlaces: a batch is there wholly or not at all, wherever a commit is cut. The cuts are made by hand: the folder is
// put into the state that each step leaves, then the place is opened again.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "core/ledger/cbor.hpp"
#include "tests/server-stub/stub_process.hpp"
#include "toolchains/native/file_places.hpp"

namespace huisclos::native {

namespace {

namespace fs = std::filesystem;
using Entries = std::map<std::string, Bytes>;

Bytes bytes_of(std::string_view text)
{
    return to_bytes(as_bytes(text));
}

void write(fs::path const& path, BytesView content)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<char const*>(content.data()), static_cast<std::streamsize>(content.size()));
    BOOST_REQUIRE(file.good());
}

Bytes read(fs::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

/// The redo file of this batch, as a commit writes it first.
Bytes encode(ports::LocalBatch const& batch)
{
    ledger::CborWriter writer;
    writer.array(batch.changes.size());
    for (auto const& [key, value] : batch.changes) {
        writer.array(2).text(key);
        if (value)
            writer.bytes(*value);
        else
            writer.null();
    }
    return writer.take();
}

struct Disk {
    stub::test::TemporaryFolder folder{};
    FilePlaces places{folder.path()};

    [[nodiscard]] fs::path place() const { return fs::path(folder.path()) / "0123456789abcdef"; }
    [[nodiscard]] ports::LocalPlace open()
    {
        auto place = places.open("0123456789abcdef").run();
        BOOST_REQUIRE(place.has_value());
        return std::move(*place);
    }
    [[nodiscard]] Entries entries()
    {
        auto place = open();
        auto loaded = place.store->load("").run();
        BOOST_REQUIRE(loaded.has_value());
        return *loaded;
    }
};

Entries const k_before{{"j/1", bytes_of("un")}, {"j/2", bytes_of("deux")}, {"s", bytes_of("état")}};
Entries const k_after{{"j/2", bytes_of("deux, changé")}, {"j/3", bytes_of("trois")}, {"s", bytes_of("état")}};

ports::LocalBatch batch_before()
{
    ports::LocalBatch batch;
    for (auto const& [key, value] : k_before)
        batch.put(key, value);
    return batch;
}

ports::LocalBatch batch_after()
{
    ports::LocalBatch batch;
    batch.remove("j/1");
    batch.put("j/2", bytes_of("deux, changé"));
    batch.put("j/3", bytes_of("trois"));
    return batch;
}

void commit(Disk& disk, ports::LocalBatch const& batch)
{
    auto place = disk.open();
    auto const kept = place.store->commit(&batch).run();
    BOOST_REQUIRE(kept.has_value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(file_places)

BOOST_AUTO_TEST_CASE(a_batch_is_there_when_the_place_is_opened_again)
{
    Disk disk;
    commit(disk, batch_before());
    BOOST_TEST((disk.entries() == k_before));
    commit(disk, batch_after());
    BOOST_TEST((disk.entries() == k_after));
}

BOOST_AUTO_TEST_CASE(loading_by_prefix_gives_only_that)
{
    Disk disk;
    commit(disk, batch_before());
    auto place = disk.open();
    auto const loaded = place.store->load("j/").run();
    BOOST_REQUIRE(loaded.has_value());
    BOOST_TEST((*loaded == Entries{{"j/1", bytes_of("un")}, {"j/2", bytes_of("deux")}}));
}

BOOST_AUTO_TEST_CASE(cut_while_the_redo_file_is_written_nothing_has_happened)
{
    auto const redo = encode(batch_after());
    for (std::size_t length = 0; length <= redo.size(); ++length) {
        Disk disk;
        commit(disk, batch_before());
        write(disk.place() / "redo.tmp", BytesView(redo).first(length));
        BOOST_TEST((disk.entries() == k_before), "cut at byte " << length);
    }
}

BOOST_AUTO_TEST_CASE(cut_after_the_redo_file_everything_has_happened)
{
    auto const batch = batch_after();
    // 0 to all of its changes applied, the next one half written.
    for (std::size_t applied = 0; applied <= batch.changes.size(); ++applied) {
        Disk disk;
        commit(disk, batch_before());
        write(disk.place() / "redo", encode(batch));
        auto const file_of = [&disk](std::string key) {
            std::ranges::replace(key, '/', '+');
            return disk.place() / "entries" / key;
        };
        for (std::size_t i = 0; i < applied; ++i) {
            auto const& [key, value] = batch.changes[i];
            if (value)
                write(file_of(key), *value);
            else
                fs::remove(file_of(key));
        }
        if (applied < batch.changes.size() && batch.changes[applied].second)
            write(file_of(batch.changes[applied].first).string() + ".tmp", bytes_of("tro"));
        BOOST_TEST((disk.entries() == k_after), "cut after " << applied << " changes");
        BOOST_TEST(!fs::exists(disk.place() / "redo"));
        // A second cut while it is completed changes nothing either.
        BOOST_TEST((disk.entries() == k_after));
    }
}

BOOST_AUTO_TEST_CASE(kept_once_its_redo_file_is_a_batch_is_never_refused_then_replayed)
{
    Disk disk;
    commit(disk, batch_before());
    auto place = disk.open();
    auto const in_the_way = disk.place() / "entries" / "j+3";
    auto const batch = batch_after();
    ports::LocalBatch next;
    next.put("j/4", bytes_of("quatre"));
    // The second of its changes is applied, the third is not: a folder stands where its file goes.
    fs::create_directories(in_the_way / "full");
    BOOST_TEST(place.store->commit(&batch).run().has_value());
    BOOST_TEST(fs::exists(disk.place() / "redo"));
    // Nothing is read of half a batch, and nothing is written over it.
    auto const half = place.store->load("").run();
    BOOST_REQUIRE(!half.has_value());
    BOOST_TEST((half.error().code == ErrorCode::Local));
    BOOST_TEST(!place.store->commit(&next).run().has_value());
    BOOST_TEST(!disk.places.open("0123456789abcdef").run().has_value());
    BOOST_TEST((read(disk.place() / "redo") == encode(batch)));

    fs::remove_all(in_the_way);
    auto const whole = place.store->load("").run();
    BOOST_REQUIRE(whole.has_value());
    BOOST_TEST((*whole == k_after));
    BOOST_TEST(!fs::exists(disk.place() / "redo"));
    BOOST_TEST(place.store->commit(&next).run().has_value());
    auto then = k_after;
    then.emplace("j/4", bytes_of("quatre"));
    BOOST_TEST((disk.entries() == then));
}

BOOST_AUTO_TEST_CASE(a_batch_that_waits_is_there_when_the_place_is_opened_again)
{
    Disk disk;
    commit(disk, batch_before());
    auto const in_the_way = disk.place() / "entries" / "j+3";
    fs::create_directories(in_the_way / "full");
    commit(disk, batch_after());
    fs::remove_all(in_the_way);
    BOOST_TEST((disk.entries() == k_after));
}

BOOST_AUTO_TEST_CASE(a_batch_whose_redo_file_is_refused_is_never_replayed)
{
    Disk disk;
    commit(disk, batch_before());
    auto place = disk.open();
    auto const in_the_way = disk.place() / "redo.tmp";
    fs::create_directories(in_the_way / "full");
    auto const batch = batch_after();
    auto const kept = place.store->commit(&batch).run();
    BOOST_REQUIRE(!kept.has_value());
    BOOST_TEST((kept.error().code == ErrorCode::Local));
    fs::remove_all(in_the_way);
    BOOST_TEST((disk.entries() == k_before));
    // The caller still has it.
    BOOST_TEST(place.store->commit(&batch).run().has_value());
    BOOST_TEST((disk.entries() == k_after));
}

BOOST_AUTO_TEST_CASE(what_waits_is_forgotten_with_the_place)
{
    Disk disk;
    commit(disk, batch_before());
    auto place = disk.open();
    fs::create_directories(disk.place() / "entries" / "j+3" / "full");
    auto const batch = batch_after();
    BOOST_REQUIRE(place.store->commit(&batch).run().has_value());
    BOOST_REQUIRE(place.store->erase().run().has_value());
    BOOST_TEST(disk.entries().empty());
}

BOOST_AUTO_TEST_CASE(a_redo_file_that_cannot_be_read_opens_nothing_and_destroys_nothing)
{
    Disk disk;
    commit(disk, batch_before());
    auto const redo = encode(batch_after());
    write(disk.place() / "redo", BytesView(redo).first(redo.size() - 1));
    BOOST_TEST(!disk.places.open("0123456789abcdef").run().has_value());
    fs::remove(disk.place() / "redo");
    BOOST_TEST((disk.entries() == k_before));
}

BOOST_AUTO_TEST_CASE(the_device_secret_is_of_its_user_alone)
{
    Disk disk;
    auto place = disk.open();
    BOOST_REQUIRE(place.secret->write(bytes_of("0123456789abcdef")).run().has_value());
    struct stat state{};
    BOOST_REQUIRE(::stat((disk.place() / "secret").c_str(), &state) == 0);
    BOOST_TEST((state.st_mode & 0777) == 0600);
    BOOST_REQUIRE(::stat(disk.place().c_str(), &state) == 0);
    BOOST_TEST((state.st_mode & 0777) == 0700);
    auto const read = place.secret->read().run();
    BOOST_REQUIRE((read.has_value() && read->has_value()));
    BOOST_TEST((**read == bytes_of("0123456789abcdef")));
    BOOST_REQUIRE(place.secret->erase().run().has_value());
    BOOST_TEST(!place.secret->read().run()->has_value());
}

BOOST_AUTO_TEST_CASE(places_are_named_and_removed_whole)
{
    Disk disk;
    BOOST_TEST(disk.places.names().run()->empty());
    commit(disk, batch_before());
    BOOST_TEST((*disk.places.names().run() == std::vector<std::string>{"0123456789abcdef"}));
    BOOST_REQUIRE(disk.places.remove("0123456789abcdef").run().has_value());
    BOOST_TEST(disk.places.names().run()->empty());
    BOOST_TEST(!fs::exists(disk.place()));
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_written_is_said)
{
    stub::test::TemporaryFolder const folder;
    folder.write("file", "not a folder");
    FilePlaces places(folder.path() + "/file");
    auto const opened = places.open("0123456789abcdef").run();
    BOOST_REQUIRE(!opened.has_value());
    BOOST_TEST((opened.error().code == ErrorCode::Local));
}

BOOST_FIXTURE_TEST_CASE(looking_takes_and_makes_nothing, Disk)
{
    auto const look = [&](std::string name) {
        auto const seen = places.look(std::move(name), {"j/1", "absent"}).run();
        BOOST_REQUIRE(seen.has_value());
        return *seen;
    };
    auto held = open();
    auto const batch = batch_before();
    BOOST_REQUIRE(held.store->commit(&batch).run().has_value());
    BOOST_TEST((look("0123456789abcdef") == Entries{{"j/1", bytes_of("un")}}));
    BOOST_TEST(look("fedcba9876543210").empty());
    BOOST_TEST(places.names().run()->size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(looking_sees_a_batch_that_is_kept_and_not_all_in_the_entries, Disk)
{
    commit(*this, batch_before());
    auto const redo = encode(batch_after());
    write(place() / "redo", redo);
    auto const seen = places.look("0123456789abcdef", {"j/1", "j/2", "s"}).run();
    BOOST_REQUIRE(seen.has_value());
    BOOST_TEST((*seen == Entries{{"j/2", bytes_of("deux, changé")}, {"s", bytes_of("état")}}));
    // Who holds the place completes it, nobody else.
    BOOST_TEST((read(place() / "redo") == redo));
    write(place() / "redo", BytesView(redo).first(redo.size() - 1));
    auto const cut = places.look("0123456789abcdef", {"s"}).run();
    BOOST_REQUIRE(!cut.has_value());
    BOOST_TEST((cut.error().code == ErrorCode::Local));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::native
