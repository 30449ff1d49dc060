// The documents and folders of remoteStorage, over HTTP, with the real program.

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "tests/server-stub/stub_process.hpp"

namespace huisclos::stub::test {

namespace {

struct DocumentsStub {
    TemporaryFolder data{};
    std::string token = new_token(data.path());
    StubProcess stub{data.path(), {"--max-object", "100000", "--quota", "1000000"}};

    HttpAnswer ask_store(
        std::string_view method, std::string const& path, Headers headers = {}, std::string_view body = {}) const
    {
        headers.push_back(bearer(token));
        return ask(stub.port(), method, std::string{"/store/council/"}.append(path), headers, body);
    }
    ~DocumentsStub() { BOOST_TEST(stub.stop(SIGTERM) == 0); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_documents, DocumentsStub)

BOOST_AUTO_TEST_CASE(a_document_is_put_read_replaced_and_deleted)
{
    std::string const bytes{"\0\xff<html>\r\n\r\n", 12};
    auto const created = ask_store("PUT", "o/ab/cd", {{"Content-Type", "text/html"}}, bytes);
    BOOST_TEST(created.status == 201);
    auto const read = ask_store("GET", "o/ab/cd");
    BOOST_TEST(read.status == 200);
    BOOST_TEST(read.body == bytes);
    BOOST_TEST(read.header("ETag") == created.header("ETag"));
    BOOST_TEST(read.header("Content-Type") == "application/octet-stream");
    auto const head = ask_store("HEAD", "o/ab/cd");
    BOOST_TEST(head.status == 200);
    BOOST_TEST(head.header("Content-Length") == "12");
    BOOST_TEST(head.header("ETag") == created.header("ETag"));
    auto const replaced = ask_store("PUT", "o/ab/cd", {}, "other");
    BOOST_TEST(replaced.status == 200);
    BOOST_TEST(replaced.header("ETag") != created.header("ETag"));
    auto const removed = ask_store("DELETE", "o/ab/cd");
    BOOST_TEST(removed.status == 200);
    BOOST_TEST(removed.header("ETag") == replaced.header("ETag"));
    BOOST_TEST(ask_store("GET", "o/ab/cd").status == 404);
    BOOST_TEST(ask_store("DELETE", "o/ab/cd").status == 404);
}

BOOST_AUTO_TEST_CASE(an_empty_document_is_a_document)
{
    BOOST_TEST(ask_store("PUT", "e", {}, "").status == 201);
    auto const read = ask_store("GET", "e");
    BOOST_TEST(read.status == 200);
    BOOST_TEST(read.header("Content-Length") == "0");
}

BOOST_AUTO_TEST_CASE(conditions_are_kept)
{
    auto const tag = ask_store("PUT", "a", {{"If-None-Match", "*"}}, "1").header("ETag");
    BOOST_TEST(ask_store("PUT", "a", {{"If-None-Match", "*"}}, "2").status == 412);
    BOOST_TEST(ask_store("PUT", "a", {{"If-Match", "\"other\""}}, "2").status == 412);
    BOOST_TEST(ask_store("PUT", "a", {{"If-Match", "W/" + tag}}, "2").status == 412);
    BOOST_TEST(ask_store("PUT", "b", {{"If-Match", "*"}}, "2").status == 412);
    BOOST_TEST(ask_store("DELETE", "a", {{"If-Match", "\"other\""}}).status == 412);
    BOOST_TEST(ask_store("GET", "a").body == "1");
    auto const changed = ask_store("PUT", "a", {{"If-Match", tag}}, "2");
    BOOST_TEST(changed.status == 200);
    BOOST_TEST(ask_store("GET", "a", {{"If-None-Match", changed.header("ETag")}}).status == 304);
    BOOST_TEST(ask_store("GET", "a", {{"If-None-Match", "\"x\", " + changed.header("ETag")}}).status == 304);
    BOOST_TEST(ask_store("GET", "a", {{"If-None-Match", tag}}).status == 200);
    BOOST_TEST(ask_store("GET", "a", {{"If-Match", tag}}).status == 412);
    // A condition that cannot be read is never taken as absent.
    BOOST_TEST(ask_store("PUT", "a", {{"If-Match", "none"}}, "3").status == 400);
    BOOST_TEST(ask_store("DELETE", "a", {{"If-Match", tag}}).status == 412);
    BOOST_TEST(ask_store("DELETE", "a", {{"If-Match", changed.header("ETag")}}).status == 200);
}

BOOST_AUTO_TEST_CASE(of_many_who_create_one_name_exactly_one_is_told_that_he_did)
{
    for (int round = 0; round < 5; ++round) {
        auto const path = "race/" + std::to_string(round);
        std::vector<HttpAnswer> answers(24);
        {
            std::vector<std::jthread> threads;
            for (std::size_t at = 0; at < answers.size(); ++at) {
                threads.emplace_back(
                    [&, at] { answers[at] = ask_store("PUT", path, {{"If-None-Match", "*"}}, std::to_string(at)); });
            }
        }
        BOOST_TEST(std::ranges::count(answers, 201, &HttpAnswer::status) == 1);
        BOOST_TEST(std::ranges::count(answers, 412, &HttpAnswer::status) == 23);
        auto const winner = std::ranges::find(answers, 201, &HttpAnswer::status) - answers.begin();
        BOOST_TEST(ask_store("GET", path).body == std::to_string(winner));
    }
}

BOOST_AUTO_TEST_CASE(many_writers_of_many_names_lose_nothing)
{
    std::atomic<int> refused{0};
    {
        std::vector<std::jthread> threads;
        for (int writer = 0; writer < 8; ++writer) {
            threads.emplace_back([this, writer, &refused] {
                for (int at = 0; at < 20; ++at) {
                    auto const name = std::to_string(writer) + "-" + std::to_string(at);
                    auto const answer = ask_store("PUT", "o/" + std::to_string(at) + "/" + name, {}, name);
                    refused += answer.status == 201 ? 0 : 1;
                }
            });
        }
    }
    BOOST_TEST(refused == 0);
    for (int at = 0; at < 20; ++at) {
        auto const folder = nlohmann::json::parse(ask_store("GET", "o/" + std::to_string(at) + "/").body);
        BOOST_TEST(folder["items"].size() == 8U);
    }
}

BOOST_AUTO_TEST_CASE(a_folder_is_described_whole_and_polled_cheaply)
{
    auto const empty = ask_store("GET", "h/");
    BOOST_TEST(empty.status == 200);
    BOOST_TEST(nlohmann::json::parse(empty.body)["items"].empty());
    auto const tag = ask_store("PUT", "h/one", {}, "12345").header("ETag");
    (void)ask_store("PUT", "h/deep/er", {}, "x");
    auto const full = ask_store("GET", "h/");
    auto const description = nlohmann::json::parse(full.body);
    BOOST_TEST(description["@context"] == "http://remotestorage.io/spec/folder-description");
    BOOST_TEST(description["items"].size() == 2U);
    auto const& one = description["items"]["one"];
    BOOST_TEST("\"" + one["ETag"].get<std::string>() + "\"" == tag);
    BOOST_TEST(one["Content-Length"] == 5);
    BOOST_TEST(one["Content-Type"] == "application/octet-stream");
    BOOST_TEST(one["Last-Modified"].get<std::string>() == ask_store("GET", "h/one").header("Last-Modified"));
    BOOST_TEST(description["items"]["deep/"].size() == 1U);
    BOOST_TEST(full.header("ETag") != empty.header("ETag"));
    BOOST_TEST(ask_store("GET", "h/", {{"If-None-Match", full.header("ETag")}}).status == 304);
    auto const head = ask_store("HEAD", "h/");
    BOOST_TEST(head.header("Content-Length") == std::to_string(full.body.size()));
    // A change below is seen above.
    (void)ask_store("PUT", "h/deep/er", {}, "y");
    BOOST_TEST(ask_store("GET", "h/", {{"If-None-Match", full.header("ETag")}}).status == 200);
    (void)ask_store("DELETE", "h/deep/er");
    BOOST_TEST(nlohmann::json::parse(ask_store("GET", "h/").body)["items"].size() == 1U);
}

BOOST_AUTO_TEST_CASE(parts_of_a_document_are_read)
{
    std::string bytes(90'000, 'a');
    bytes.replace(80'000, 5, "bytes");
    auto const tag = ask_store("PUT", "big", {}, bytes).header("ETag");
    auto const part = ask_store("GET", "big", {{"Range", "bytes=80000-80004"}});
    BOOST_TEST(part.status == 206);
    BOOST_TEST(part.body == "bytes");
    BOOST_TEST(part.header("Content-Range") == "bytes 80000-80004/90000");
    BOOST_TEST(ask_store("GET", "big", {{"Range", "bytes=-10000"}}).body == bytes.substr(80'000));
    BOOST_TEST(ask_store("GET", "big", {{"Range", "bytes=5-"}}).body == bytes.substr(5));
    auto const beyond = ask_store("GET", "big", {{"Range", "bytes=90000-"}});
    BOOST_TEST(beyond.status == 416);
    BOOST_TEST(beyond.header("Content-Range") == "bytes */90000");
    BOOST_TEST(ask_store("GET", "big", {{"Range", "bytes=0-1,4-5"}}).body == bytes);
    BOOST_TEST(ask_store("GET", "big", {{"Range", "bytes=0-1"}, {"If-Range", tag}}).status == 206);
    BOOST_TEST(ask_store("GET", "big", {{"Range", "bytes=0-1"}, {"If-Range", "\"old\""}}).status == 200);
    BOOST_TEST(ask_store("HEAD", "big", {{"Range", "bytes=0-1"}}).header("Content-Length") == "90000");
}

BOOST_AUTO_TEST_CASE(a_folder_and_a_document_never_share_a_name)
{
    BOOST_TEST(ask_store("PUT", "x/y", {}, "1").status == 201);
    BOOST_TEST(ask_store("PUT", "x", {}, "2").status == 409);
    BOOST_TEST(ask_store("PUT", "x/y/z", {}, "3").status == 409);
    BOOST_TEST(ask_store("GET", "x").status == 404);
    BOOST_TEST(ask_store("GET", "x/y/").status == 200);
    // A folder lasts as long as it holds something.
    BOOST_TEST(ask_store("DELETE", "x/y").status == 200);
    BOOST_TEST(ask_store("PUT", "x", {}, "4").status == 201);
    BOOST_TEST(ask_store("GET", "x").body == "4");
}

BOOST_AUTO_TEST_CASE(size_and_quota_are_limits)
{
    BOOST_TEST(ask_store("PUT", "max", {}, std::string(100'000, 'm')).status == 201);
    BOOST_TEST(ask_store("PUT", "more", {}, std::string(100'001, 'm')).status == 413);
    BOOST_TEST(ask_store("PUT", "second", {}, std::string(100'000, 'm')).status == 201);
    for (auto const* const name : {"third", "more/1", "more/2", "more/3", "more/4", "more/5", "more/6"})
        BOOST_TEST(ask_store("PUT", name, {}, std::string(100'000, 'm')).status == 201);
    // What is left beside the folder, to the byte.
    BOOST_TEST(ask_store("PUT", "more/7", {}, std::string(1'000'000 - 900'000 - 4096 + 1, 'm')).status == 507);
    BOOST_TEST(ask_store("PUT", "more/7", {}, std::string(1'000'000 - 900'000 - 4096, 'm')).status == 201);
    BOOST_TEST(ask_store("PUT", "fourth", {}, "1").status == 507);
    BOOST_TEST(ask_store("GET", "fourth").status == 404);
    // Replacing by as much, and deleting, still work.
    BOOST_TEST(ask_store("PUT", "third", {}, std::string(100'000, 'n')).status == 200);
    BOOST_TEST(ask_store("DELETE", "second").status == 200);
    BOOST_TEST(ask_store("PUT", "fourth", {}, "1").status == 201);
}

BOOST_AUTO_TEST_CASE(empty_documents_and_their_folders_count_and_go)
{
    auto const path_of = [](int number) {
        return "d" + std::to_string(number) + "/2/3/4/5/6/7/8/9/10/11/12/empty";
    };
    int made = 0;
    while (made < 300 && ask_store("PUT", path_of(made)).status == 201)
        ++made;
    BOOST_TEST(made == 1'000'000 / (13 * 4096));
    BOOST_TEST(ask_store("PUT", path_of(made)).status == 507);
    auto const trees = std::filesystem::path{data.path()} / "trees" / "council";
    BOOST_TEST(!std::filesystem::exists(trees / ("d" + std::to_string(made))));
    // A folder that becomes empty goes, with those above it; what is beside stays.
    BOOST_TEST(ask_store("PUT", "d0/2/kept").status == 201);
    for (int number = 0; number < made; ++number)
        BOOST_TEST(ask_store("DELETE", path_of(number)).status == 200);
    BOOST_TEST(!std::filesystem::exists(trees / "d1"));
    BOOST_TEST(!std::filesystem::exists(trees / "d0/2/3"));
    BOOST_TEST(ask_store("GET", "d0/2/kept").status == 200);
    BOOST_TEST(ask_store("PUT", path_of(1)).status == 201);
}

BOOST_AUTO_TEST_CASE(one_process_owns_the_folder)
{
    auto const second = run_stub({"run", "--data", data.path(), "--port", "0"});
    BOOST_TEST(second.exit_code == 1);
    BOOST_TEST(second.errors.contains("another process serves"));
    BOOST_TEST(stub.is_alive());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_documents_after_a_restart)

BOOST_AUTO_TEST_CASE(everything_is_there_with_the_same_tags)
{
    TemporaryFolder const data;
    auto const token = bearer(new_token(data.path()));
    std::string const path = "/store/council/o/ab/cd";
    StubProcess first{data.path()};
    auto const tag = ask(first.port(), "PUT", path, {token}, "kept").header("ETag");
    auto const folder = ask(first.port(), "GET", "/store/council/", {token}).header("ETag");
    BOOST_TEST(first.stop(SIGKILL) == 128 + SIGKILL);
    data.write("trees/council/.hidden", "no request can name it");
    data.write("tmp/17", "half");
    StubProcess second{data.path()};
    // Clients need not read again what they have.
    BOOST_TEST(ask(second.port(), "GET", "/store/council/", {token, {"If-None-Match", folder}}).status == 304);
    BOOST_TEST(ask(second.port(), "GET", path, {token, {"If-None-Match", tag}}).status == 304);
    BOOST_TEST(ask(second.port(), "GET", path, {token}).body == "kept");
    BOOST_TEST(!std::filesystem::exists(data.path() + "/tmp/17"));
    BOOST_TEST(second.stop(SIGINT) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::stub::test
