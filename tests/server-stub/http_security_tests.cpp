// What is stored cannot run, who may not does not, and the headers say so.

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "server-stub/posix_file_system.hpp"
#include "server-stub/tokens.hpp"
#include "tests/server-stub/stub_process.hpp"

namespace huisclos::stub::test {

namespace {

// What each answer below the store's path must carry, whatever its status.
void check_store_headers(HttpAnswer const& answer)
{
    BOOST_TEST(answer.header("Content-Type") == "application/octet-stream");
    BOOST_TEST(answer.header("X-Content-Type-Options") == "nosniff");
    BOOST_TEST(answer.header("Content-Disposition") == "attachment");
    BOOST_TEST(answer.header("Content-Security-Policy") == "sandbox; default-src 'none'");
    BOOST_TEST(answer.header("Cache-Control") == "no-store");
    BOOST_TEST(answer.header("Cross-Origin-Resource-Policy") == "same-origin");
    BOOST_TEST(answer.header("Access-Control-Allow-Origin") == "*");
    BOOST_TEST(answer.header("Access-Control-Expose-Headers").contains("ETag"));
    BOOST_TEST(!answer.has("Access-Control-Allow-Credentials"));
}

struct GuardedStub {
    TemporaryFolder data{};
    std::string token = new_token(data.path());
    StubProcess stub{data.path()};

    HttpAnswer ask_as(
        std::string const& who, std::string_view method, std::string const& path, std::string_view body = {}) const
    {
        return ask(stub.port(), method, std::string{"/store/council/"}.append(path), {bearer(who)}, body);
    }
    ~GuardedStub() { BOOST_TEST(stub.stop(SIGTERM) == 0); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_security, GuardedStub)

BOOST_AUTO_TEST_CASE(a_stored_page_script_or_worker_is_bytes_and_nothing_else)
{
    for (std::string const name : {"page.html", "script.js", "sw.js", "style.css", "image.svg"}) {
        auto const type = std::pair<std::string, std::string>{"Content-Type", "text/html"};
        auto const put =
            ask(stub.port(), "PUT", "/store/council/" + name, {bearer(token), type}, "<script>alert(1)</script>");
        BOOST_TEST(put.status == 201);
        check_store_headers(put);
        check_store_headers(ask_as(token, "GET", name));
        check_store_headers(ask_as(token, "HEAD", name));
        // Without the token that a browser never adds by itself, there is not even that.
        auto const followed = ask(stub.port(), "GET", "/store/council/" + name);
        BOOST_TEST(followed.status == 401);
        BOOST_TEST(!followed.body.contains("script"));
        check_store_headers(followed);
    }
}

BOOST_AUTO_TEST_CASE(every_status_has_the_store_headers)
{
    auto const tag = ask_as(token, "PUT", "a", "1").header("ETag");
    auto const with = [&](std::string_view method, std::string_view target, Headers headers) {
        headers.push_back(bearer(token));
        auto const answer = ask(stub.port(), method, target, headers);
        check_store_headers(answer);
        return answer.status;
    };
    BOOST_TEST(with("GET", "/store/council/a", {}) == 200);
    BOOST_TEST(with("GET", "/store/council/", {}) == 200);
    BOOST_TEST(with("GET", "/store/council/a", {{"Range", "bytes=0-0"}}) == 206);
    BOOST_TEST(with("GET", "/store/council/a", {{"Range", "bytes=7-"}}) == 416);
    BOOST_TEST(with("GET", "/store/council/a", {{"If-None-Match", tag}}) == 304);
    BOOST_TEST(with("DELETE", "/store/council/a", {{"If-Match", "\"x\""}}) == 412);
    BOOST_TEST(with("GET", "/store/council/missing", {}) == 404);
    BOOST_TEST(with("GET", "/store/", {}) == 404);
    BOOST_TEST(with("GET", "/store", {}) == 404);
    BOOST_TEST(with("GET", "/store/council", {}) == 404);
    BOOST_TEST(with("GET", "/store/other/a", {}) == 403);
    BOOST_TEST(with("POST", "/store/council/a", {}) == 405);
    BOOST_TEST(with("DELETE", "/store/council/", {}) == 405);
    BOOST_TEST(with("GET", "/store/council/../a", {}) == 400);
    BOOST_TEST(with("GET", "/%73tore/council/a", {}) == 200);
    BOOST_TEST(with("OPTIONS", "/store/council/a", {}) == 204);
}

BOOST_AUTO_TEST_CASE(another_origin_may_ask_and_is_told_what_it_needs)
{
    auto const answer =
        ask(stub.port(), "OPTIONS", "/store/council/a",
            {{"Origin", "https://other.example"},
             {"Access-Control-Request-Method", "PUT"},
             {"Access-Control-Request-Headers", "authorization, if-none-match"}});
    BOOST_TEST(answer.status == 204);
    BOOST_TEST(answer.header("Access-Control-Allow-Origin") == "*");
    for (auto const* method : {"GET", "HEAD", "PUT", "DELETE"})
        BOOST_TEST(answer.header("Access-Control-Allow-Methods").contains(method));
    for (auto const* name : {"Authorization", "Content-Type", "If-Match", "If-None-Match", "Range"})
        BOOST_TEST(answer.header("Access-Control-Allow-Headers").contains(name));
    BOOST_TEST(answer.has("Access-Control-Max-Age"));
    // The bundle is nobody else's.
    BOOST_TEST(!ask(stub.port(), "GET", "/").has("Access-Control-Allow-Origin"));
}

BOOST_AUTO_TEST_CASE(without_a_valid_token_nothing_is_told)
{
    (void)ask_as(token, "PUT", "a", "1");
    auto const none = ask(stub.port(), "GET", "/store/council/a");
    BOOST_TEST(none.status == 401);
    BOOST_TEST(none.header("WWW-Authenticate") == "Bearer realm=\"store\"");
    for (std::string const wrong : {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "../lock"}) {
        auto const there = ask_as(wrong, "GET", "a");
        auto const missing = ask_as(wrong, "GET", "b");
        BOOST_TEST(there.status == 401);
        BOOST_TEST(there.body == missing.body);
        BOOST_TEST(ask_as(wrong, "PUT", "a", "2").status == 401);
        BOOST_TEST(ask_as(wrong, "DELETE", "a").status == 401);
    }
    BOOST_TEST(ask(stub.port(), "GET", "/store/council/a", {{"Authorization", "Basic dTpw"}}).status == 401);
    BOOST_TEST(ask(stub.port(), "GET", "/store/council/a?token=" + token).status == 401);
    BOOST_TEST(ask_as(token, "GET", "a").body == "1");
}

BOOST_AUTO_TEST_CASE(a_token_opens_one_tree)
{
    auto const other = new_token(data.path(), "neighbour");
    (void)ask_as(token, "PUT", "a", "1");
    BOOST_TEST(ask_as(other, "GET", "a").status == 403);
    BOOST_TEST(ask_as(other, "PUT", "a", "2").status == 403);
    BOOST_TEST(ask_as(other, "GET", "").status == 403);
    BOOST_TEST(ask(stub.port(), "PUT", "/store/neighbour/a", {bearer(other)}, "own").status == 201);
    BOOST_TEST(ask_as(token, "GET", "a").body == "1");
}

BOOST_AUTO_TEST_CASE(a_reader_reads_and_changes_nothing)
{
    auto const reader = new_token(data.path(), "council", {"--read-only"});
    (void)ask_as(token, "PUT", "a", "1");
    BOOST_TEST(ask_as(reader, "GET", "a").body == "1");
    BOOST_TEST(ask_as(reader, "GET", "").status == 200);
    BOOST_TEST(ask_as(reader, "PUT", "a", "2").status == 403);
    BOOST_TEST(ask_as(reader, "DELETE", "a").status == 403);
    BOOST_TEST(ask_as(token, "GET", "a").body == "1");
}

BOOST_AUTO_TEST_CASE(a_revoked_token_ends_at_the_next_request_and_the_others_stay)
{
    auto const made = run_stub({"token", "new", "--data", data.path(), "--tree", "council"});
    auto const second = made.output.substr(0, made.output.size() - 1);
    auto const id = made.errors.substr(0, 8);
    HttpConnection connection{stub.port()};
    auto const read = [&] {
        (void)connection.send(to_request("GET", "/store/council/", {bearer(second)}));
        return connection.read().status;
    };
    BOOST_TEST(read() == 200);
    BOOST_TEST(run_stub({"token", "list", "--data", data.path()}).output.contains(id));
    BOOST_TEST(run_stub({"token", "revoke", id, "--data", data.path()}).exit_code == 0);
    BOOST_TEST(read() == 401);
    BOOST_TEST(run_stub({"token", "revoke", id, "--data", data.path()}).exit_code == 1);
    BOOST_TEST(!run_stub({"token", "list", "--data", data.path()}).output.contains(id));
    BOOST_TEST(ask_as(token, "GET", "").status == 200);
}

BOOST_AUTO_TEST_CASE(a_token_revoked_while_its_body_comes_in_writes_nothing)
{
    auto const made = run_stub({"token", "new", "--data", data.path(), "--tree", "council"});
    auto const second = made.output.substr(0, made.output.size() - 1);
    HttpConnection connection{stub.port()};
    auto const request =
        to_request("PUT", "/store/council/late", {bearer(second), {"Expect", "100-continue"}}, "12345");
    (void)connection.send(request.substr(0, request.size() - 5));
    // The server has seen the token, and found it good.
    BOOST_TEST(connection.read().status == 100);
    BOOST_TEST(run_stub({"token", "revoke", made.errors.substr(0, 8), "--data", data.path()}).exit_code == 0);
    (void)connection.send("12345");
    BOOST_TEST(connection.read().status == 401);
    BOOST_TEST(ask_as(token, "GET", "late").status == 404);
}

BOOST_AUTO_TEST_CASE(a_token_ends_at_its_date)
{
    // One that was made while it was good: none is made that is over already.
    PosixFileSystem files;
    auto const past =
        TokenBook{files, data.path()}.make({.tree = "council", .until_s = 1'580'515'200, .made_s = 1'580'000'000});
    BOOST_REQUIRE(past.has_value());
    auto const future = new_token(data.path(), "council", {"--until", "2999-12-31"});
    BOOST_TEST(ask_as(past->token, "GET", "").status == 401);
    BOOST_TEST(ask_as(future, "GET", "").status == 200);
    BOOST_TEST(run_stub({"token", "list", "--data", data.path()}).output.contains("expired"));
}

BOOST_AUTO_TEST_CASE(a_token_that_would_be_over_already_is_refused_and_nothing_is_made)
{
    auto const tokens = [&] {
        return run_stub({"token", "list", "--data", data.path()}).output;
    };
    auto const before = tokens();
    auto const ask_until = [&](std::string const& date) {
        return run_stub({"token", "new", "--data", data.path(), "--until", date});
    };
    for (auto const* date : {"2020-01-31", "2020-01-31T18:00:00Z"}) {
        BOOST_TEST_CONTEXT(date)
        {
            auto const refused = ask_until(date);
            BOOST_TEST(refused.exit_code == 1);
            BOOST_TEST(refused.output == "");
            BOOST_TEST(refused.errors.starts_with("server-stub: a token that ended at 2020-0"));
            BOOST_TEST(refused.errors.ends_with("opens nothing: give --until a date to come.\n"));
        }
    }
    BOOST_TEST(tokens() == before);
    BOOST_TEST(ask_until("2999-12-31").exit_code == 0);
    BOOST_TEST(tokens() != before);
}

BOOST_AUTO_TEST_CASE(neither_the_disk_nor_the_log_nor_the_list_holds_a_token_or_a_name)
{
    (void)ask_as(token, "PUT", "canary-name", "1");
    (void)ask_as(token, "GET", "canary-name?" + token);
    (void)ask(stub.port(), "GET", "/canary-name", {bearer(token)});
    auto const list = run_stub({"token", "list", "--data", data.path()}).output;
    // The search finds what is there.
    data.write("tokens/planted", "x" + token);
    BOOST_TEST(is_anywhere_below(data.path(), token));
    BOOST_REQUIRE(std::filesystem::remove(data.path() + "/tokens/planted"));
    BOOST_TEST(!is_anywhere_below(data.path(), token));
    auto const log = stub.log();
    BOOST_TEST(log.contains("PUT 201 in=1"));
    BOOST_TEST(log.contains("GET 404"));
    for (auto const& secret : {token, std::string{"canary-name"}, std::string{"council"}})
        BOOST_TEST(!log.contains(secret));
    BOOST_TEST(!list.contains(token));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::stub::test
