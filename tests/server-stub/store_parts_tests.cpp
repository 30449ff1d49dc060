// The index, the tokens, the link, the log line and the command line, each alone.

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "server-stub/command_line.hpp"
#include "server-stub/digest.hpp"
#include "server-stub/http.hpp"
#include "server-stub/request_log.hpp"
#include "server-stub/store_link.hpp"
#include "server-stub/tokens.hpp"
#include "server-stub/tree_index.hpp"
#include "tests/server-stub/stub_process.hpp"

namespace huisclos::stub::test {

namespace {

using Names = std::vector<std::string>;

DocumentInfo version(std::uint64_t number, std::uint64_t size = 1)
{
    return to_document_info(
        {.kind = EntryKind::File, .inode = number, .size = size, .modified_s = 0, .modified_ns = 0});
}

std::expected<RunCommand, ParseError> parse_run_words(std::vector<std::string_view> const& words)
{
    return parse_run(words);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store_parts)

BOOST_AUTO_TEST_CASE(a_folder_tag_depends_on_what_is_there_and_not_on_how_it_came)
{
    std::vector<Names> const paths{{"a"}, {"h", "1"}, {"h", "2"}, {"o", "ab", "1"}, {"o", "ab", "2"}, {"o", "cd", "1"}};
    std::mt19937_64 random{7};
    TreeIndex wandering;
    for (int step = 0; step < 2000; ++step) {
        auto const& path = paths[random() % paths.size()];
        if (random() % 3 == 0)
            wandering.erase(path);
        else
            wandering.put(path, version(random() % 5, random() % 9));
    }
    TreeIndex straight;
    for (std::size_t at = 0; at < paths.size(); ++at) {
        wandering.put(paths[at], version(at, at));
        straight.put(paths[at], version(at, at));
    }
    for (Names const& folder : {Names{}, Names{"h"}, Names{"o"}, Names{"o", "ab"}, Names{"missing"}})
        BOOST_TEST(wandering.folder_version(folder).to_tag() == straight.folder_version(folder).to_tag());
    BOOST_TEST(wandering.used_bytes() == 10 * k_least_charge);
    auto const before = straight.folder_version(Names{}).to_tag();
    straight.put(paths[5], version(9, 5));
    BOOST_TEST(straight.folder_version(Names{}).to_tag() != before);
    BOOST_TEST(straight.folder_version(Names{"h"}).to_tag() == wandering.folder_version(Names{"h"}).to_tag());
    for (auto const& path : paths)
        straight.erase(path);
    BOOST_TEST(straight.folder_version(Names{}).to_tag() == TreeIndex{}.folder_version(Names{}).to_tag());
    BOOST_TEST(straight.list(Names{}).items.empty());
    BOOST_TEST(straight.used_bytes() == 0U);
}

BOOST_AUTO_TEST_CASE(a_document_is_charged_with_the_folders_that_it_needs)
{
    TreeIndex index;
    Names const deep{"a", "b", "c"};
    BOOST_TEST(index.growth_of(deep, 0) == 3 * k_least_charge);
    index.put(deep, version(0, 0));
    BOOST_TEST(index.used_bytes() == 3 * k_least_charge);
    BOOST_TEST(index.growth_of(deep, k_least_charge) == 0U);
    BOOST_TEST(index.growth_of(deep, k_least_charge + 1) == 1U);
    BOOST_TEST(index.growth_of(Names{"a", "b", "d"}, 10'000) == 10'000U);
    index.erase(deep);
    BOOST_TEST(index.used_bytes() == 0U);
    BOOST_TEST(!index.has_folder(Names{"a"}));
}

BOOST_AUTO_TEST_CASE(each_part_of_a_state_changes_the_tag)
{
    FileStat const stat{.kind = EntryKind::File, .inode = 1, .size = 2, .modified_s = 3, .modified_ns = 4};
    auto const tag_of = [](FileStat changed) {
        return to_document_info(changed).version.to_tag();
    };
    auto other = stat;
    other.inode = 9;
    BOOST_TEST(tag_of(other) != tag_of(stat));
    other = stat;
    other.size = 9;
    BOOST_TEST(tag_of(other) != tag_of(stat));
    other = stat;
    other.modified_s = 9;
    BOOST_TEST(tag_of(other) != tag_of(stat));
    other = stat;
    other.modified_ns = 9;
    BOOST_TEST(tag_of(other) != tag_of(stat));
    BOOST_TEST(tag_of(stat) == tag_of(stat));
}

BOOST_AUTO_TEST_CASE(digests_and_text_forms_are_those_of_their_standards)
{
    // FIPS 180-2, appendix B.1; RFC 4648, section 10.
    BOOST_TEST(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    auto const encode = [](std::string_view text) {
        return to_base64url({reinterpret_cast<std::uint8_t const*>(text.data()), text.size()});
    };
    BOOST_TEST(encode("") == "");
    BOOST_TEST(encode("f") == "Zg");
    BOOST_TEST(encode("fo") == "Zm8");
    BOOST_TEST(encode("foobar") == "Zm9vYmFy");
    BOOST_TEST(encode("\xfb\xff") == "-_8");
    BOOST_TEST(to_http_date(784'111'777) == "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110 5.6.7
}

BOOST_AUTO_TEST_CASE(a_store_link_holds_a_map_that_another_reader_understands)
{
    for (std::size_t const size : {1UL, 23UL, 24UL, 255UL, 256UL, 2000UL}) {
        std::string const url(size, 'u');
        auto const bytes = encode_store_map(url, "token");
        // nlohmann's reader wants text keys, so the two values are read one by one behind their keys.
        BOOST_TEST(bytes.substr(0, 2) == std::string("\xa2\x01"));
        auto const rest = bytes.substr(2);
        auto const first = nlohmann::json::from_cbor(rest, false);
        BOOST_TEST(first.get<std::string>() == url);
        auto const at = rest.size() - std::string{"\x02\x65token"}.size();
        BOOST_TEST(rest.substr(at) == "\x02\x65token");
    }
    BOOST_TEST(make_store_link("http://h/", "a", "b") == "http://h/#s=ogFhYQJhYg");
}

BOOST_AUTO_TEST_CASE(dates_are_read_in_utc_and_the_last_day_counts)
{
    BOOST_TEST(parse_until("1970-01-01").value() == 86'400);
    BOOST_TEST(parse_until("2000-02-29").value() == 951'868'800);
    BOOST_TEST(parse_until("2001-09-09T01:46:40Z").value() == 1'000'000'000);
    BOOST_TEST(to_instant_text(1'000'000'000) == "2001-09-09T01:46:40Z");
    for (auto const* text :
         {"", "2026", "2026-13-01", "2026-02-30", "2026-1-01", "01-02-2026", "2026-01-01T25:00:00Z",
          "2026-01-01 00:00:00Z"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!parse_until(text));
    TokenRecord const record{.until_s = 100};
    BOOST_TEST(!record.is_expired(99));
    BOOST_TEST(record.is_expired(100));
}

BOOST_AUTO_TEST_CASE(a_log_line_says_what_it_may)
{
    LogEntry const entry{
        .method = "PUT",
        .status = 201,
        .received = 4096,
        .sent = 0,
        .duration = std::chrono::microseconds{412},
        .subject = "store",
        .is_cut = false};
    BOOST_TEST(to_log_line(entry, 1'000'000'000) == "2001-09-09T01:46:40Z PUT 201 in=4096 out=0 0.412ms store\n");
    BOOST_TEST(
        to_log_line({.method = "SECRET", .is_cut = true}, 0) == "1970-01-01T00:00:00Z ? 0 in=0 out=0 0.000ms - cut\n");
}

BOOST_AUTO_TEST_CASE(the_command_line_is_read_or_refused_in_a_sentence)
{
    auto const run = parse_run_words({"--data", "d/", "--port=0", "--base", "/x/", "--quota", "5", "--empty"});
    BOOST_REQUIRE(run);
    BOOST_TEST(run->data == "d");
    BOOST_TEST(run->port == 0);
    BOOST_TEST(run->base == "/x/");
    BOOST_TEST(run->quota == 5U);
    BOOST_TEST((run->empty == EmptyStore::Yes));
    BOOST_TEST(parse_run_words({}).error() == "--data DIR is needed");
    BOOST_TEST(parse_run_words({"--data"}).error() == "--data needs a value");
    BOOST_TEST(parse_run_words({"--data", "d", "--port", "65536"}).error() == "--port needs a number from 0 to 65535");
    BOOST_TEST(parse_run_words({"--data", "d", "--sparkle"}).error() == "--sparkle is no option of run");
    BOOST_TEST(parse_run_words({"--data", "d", "--empty=yes"}).error() == "--empty takes no value");
    for (auto const* base : {"x", "/x", "/x/../y/", "//", "/%78/"})
        BOOST_TEST_CONTEXT(base) BOOST_TEST(!parse_run_words({"--data", "d", "--base", base}));
    for (auto const* origin : {"*", "x", "https://", "https://a;b", "https://a b", "https://a/b", "ftp://a", "'self'"})
        BOOST_TEST_CONTEXT(origin) BOOST_TEST(!parse_run_words({"--data", "d", "--connect", origin}));
    std::vector<std::string_view> const half{"--data", "d", "--link"};
    BOOST_TEST(parse_token_new(half).error() == "--link and --url go together");
}

BOOST_AUTO_TEST_CASE(the_program_says_in_one_sentence_why_it_does_not_start)
{
    TemporaryFolder const data;
    auto const lines = [](CommandResult const& result) {
        return std::ranges::count(result.errors, '\n');
    };
    auto const usage = run_stub({"dance"});
    BOOST_TEST(usage.exit_code == 2);
    BOOST_TEST(lines(usage) == 1);
    StubProcess const first{data.path()};
    TemporaryFolder const other;
    auto const taken = run_stub({"run", "--data", other.path(), "--port", std::to_string(first.port())});
    BOOST_TEST(taken.exit_code == 1);
    BOOST_TEST(taken.errors.contains("is taken"));
    BOOST_TEST(lines(taken) == 1);
    auto const missing = run_stub({"run", "--data", other.path(), "--www", other.path() + "/none"});
    BOOST_TEST(missing.exit_code == 1);
    BOOST_TEST(lines(missing) == 1);
    auto const inside = run_stub({"run", "--data", other.path() + "/data", "--www", other.path()});
    BOOST_TEST(inside.exit_code == 1);
    BOOST_TEST(inside.errors.contains("must not lie inside"));
    BOOST_TEST(run_stub({"--help"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(an_empty_store_is_offered_as_a_link_that_opens_it)
{
    TemporaryFolder const data;
    StubProcess const stub{data.path(), {"--empty", "--base", "/huisclos/"}};
    auto const link = stub.output().substr(stub.output().find('\n') + 1);
    BOOST_TEST(link.starts_with("http://127.0.0.1:" + std::to_string(stub.port()) + "/huisclos/#s="));
    auto const made = run_stub(
        {"token", "new", "--data", data.path(), "--tree", "t", "--link", "--url", "https://town.example/huisclos/"});
    BOOST_TEST(made.exit_code == 0);
    BOOST_TEST(made.output.starts_with("https://town.example/huisclos/#s="));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::stub::test
