// The bundle, as a browser gets it.

#include <csignal>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/server-stub/stub_process.hpp"

namespace huisclos::stub::test {

namespace {

struct Bundle {
    TemporaryFolder data{};
    TemporaryFolder www{};

    Bundle()
    {
        www.write("index.html", "<!doctype html>");
        www.write("app.0123abcd.js", "let a;");
        www.write("app.0123abcd.js.br", "brotli");
        www.write("app.0123abcd.js.gz", "gzip");
        www.write("core.0123abcd.wasm", std::string(200'000, 'w'));
        www.write("sw.js", "self;");
        www.write("manifest.webmanifest", "{}");
        www.write("fonts/text.ttf", "font");
        www.write(".secret", "hidden");
    }
};

void check_bundle_headers(HttpAnswer const& answer)
{
    BOOST_TEST(
        answer.header("Content-Security-Policy") ==
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
        "trusted-types huisclos-url");
    BOOST_TEST(answer.header("Integrity-Policy") == "blocked-destinations=(script)");
    BOOST_TEST(answer.header("X-Content-Type-Options") == "nosniff");
    BOOST_TEST(answer.header("Referrer-Policy") == "no-referrer");
    BOOST_TEST(answer.header("Permissions-Policy").contains("camera=()"));
    BOOST_TEST(answer.header("Permissions-Policy").contains("geolocation=()"));
    BOOST_TEST(answer.header("Permissions-Policy").contains("publickey-credentials-get=()"));
    BOOST_TEST(answer.header("Cross-Origin-Opener-Policy") == "same-origin");
    BOOST_TEST(answer.header("Cross-Origin-Embedder-Policy") == "require-corp");
    BOOST_TEST(answer.header("Cross-Origin-Resource-Policy") == "same-origin");
    BOOST_TEST(!answer.has("Strict-Transport-Security"));
    BOOST_TEST(!answer.has("Set-Cookie"));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_bundle, Bundle)

BOOST_AUTO_TEST_CASE(each_file_has_its_type_its_life_and_the_policy)
{
    StubProcess stub{data.path(), {"--www", www.path()}};
    struct Expected {
        std::string target{};
        std::string type{};
        std::string cache{};
    };
    std::string const for_ever = "public, max-age=31536000, immutable";
    for (auto const& [target, type, cache] :
         {Expected{"/", "text/html; charset=utf-8", "no-cache"},
          Expected{"/index.html", "text/html; charset=utf-8", "no-cache"},
          Expected{"/app.0123abcd.js", "text/javascript; charset=utf-8", for_ever},
          Expected{"/core.0123abcd.wasm", "application/wasm", for_ever},
          Expected{"/sw.js", "text/javascript; charset=utf-8", "no-cache"},
          Expected{"/manifest.webmanifest", "application/manifest+json", "no-cache"},
          Expected{"/fonts/text.ttf", "font/ttf", "no-cache"}}) {
        auto const answer = ask(stub.port(), "GET", target);
        BOOST_TEST(answer.status == 200);
        BOOST_TEST(answer.header("Content-Type") == type);
        BOOST_TEST(answer.header("Cache-Control") == cache);
        check_bundle_headers(answer);
        auto const again = ask(stub.port(), "GET", target, {{"If-None-Match", answer.header("ETag")}});
        BOOST_TEST(again.status == 304);
        check_bundle_headers(again);
    }
    BOOST_TEST(ask(stub.port(), "GET", "/core.0123abcd.wasm").body == std::string(200'000, 'w'));
    auto const head = ask(stub.port(), "HEAD", "/core.0123abcd.wasm");
    BOOST_TEST(head.header("Content-Length") == "200000");
    auto const health = ask(stub.port(), "GET", "/health");
    BOOST_TEST(health.status == 200);
    BOOST_TEST(health.body == "ok\n");
    check_bundle_headers(health);
    BOOST_TEST(stub.stop(SIGTERM) == 0);
    // The log of the bundle's files names them, so that a visit can be counted.
    BOOST_TEST(stub.log().contains(" GET 200 in=0 out=200000 "));
    BOOST_TEST(stub.log().contains("ms /core.0123abcd.wasm\n"));
}

BOOST_AUTO_TEST_CASE(the_smaller_form_that_the_browser_takes_is_sent)
{
    StubProcess stub{data.path(), {"--www", www.path()}};
    auto const get = [&](std::string const& accepted) {
        return ask(stub.port(), "GET", "/app.0123abcd.js", {{"Accept-Encoding", accepted}});
    };
    auto const brotli = get("gzip, deflate, br");
    BOOST_TEST(brotli.body == "brotli");
    BOOST_TEST(brotli.header("Content-Encoding") == "br");
    BOOST_TEST(brotli.header("Content-Type") == "text/javascript; charset=utf-8");
    BOOST_TEST(brotli.header("Vary") == "Accept-Encoding");
    auto const gzip = get("gzip;q=0.5, br;q=0");
    BOOST_TEST(gzip.body == "gzip");
    BOOST_TEST(gzip.header("Content-Encoding") == "gzip");
    auto const plain = get("identity");
    BOOST_TEST(plain.body == "let a;");
    BOOST_TEST(!plain.has("Content-Encoding"));
    BOOST_TEST(plain.header("ETag") != brotli.header("ETag"));
    BOOST_TEST(plain.header("ETag") != gzip.header("ETag"));
    auto const only_plain = ask(stub.port(), "GET", "/sw.js", {{"Accept-Encoding", "br, gzip"}});
    BOOST_TEST(only_plain.body == "self;");
    BOOST_TEST(!only_plain.has("Content-Encoding"));
}

BOOST_AUTO_TEST_CASE(it_works_below_a_path)
{
    auto const token = new_token(data.path());
    StubProcess stub{data.path(), {"--www", www.path(), "--base", "/huisclos/"}};
    auto const port = std::to_string(stub.port());
    BOOST_TEST(stub.output() == "listening on http://127.0.0.1:" + port + "/huisclos/\n");
    check_bundle_headers(ask(stub.port(), "GET", "/huisclos/"));
    BOOST_TEST(ask(stub.port(), "GET", "/huisclos/fonts/text.ttf").body == "font");
    auto const moved = ask(stub.port(), "GET", "/huisclos");
    BOOST_TEST(moved.status == 308);
    BOOST_TEST(moved.header("Location") == "/huisclos/");
    BOOST_TEST(ask(stub.port(), "GET", "/").status == 404);
    BOOST_TEST(ask(stub.port(), "GET", "/index.html").status == 404);
    BOOST_TEST(ask(stub.port(), "GET", "/health").status == 200);
    BOOST_TEST(ask(stub.port(), "GET", "/huisclos/health").status == 200);
    BOOST_TEST(ask(stub.port(), "PUT", "/huisclos/store/council/a", {bearer(token)}, "1").status == 201);
    BOOST_TEST(ask(stub.port(), "GET", "/store/council/a", {bearer(token)}).status == 404);
}

BOOST_AUTO_TEST_CASE(options_change_the_policy_only_as_they_say)
{
    StubProcess stub{
        data.path(),
        {"--www", www.path(), "--connect", "https://store.example", "--connect=http://b:81", "--behind-tls"}};
    auto const answer = ask(stub.port(), "GET", "/");
    BOOST_TEST(
        answer.header("Content-Security-Policy").contains("; connect-src 'self' https://store.example http://b:81; "));
    BOOST_TEST(answer.header("Strict-Transport-Security") == "max-age=63072000");
}

BOOST_AUTO_TEST_CASE(a_new_build_is_served_without_a_restart)
{
    StubProcess stub{data.path(), {"--www", www.path()}};
    auto const before = ask(stub.port(), "GET", "/");
    www.write("index.html", "<!doctype html><p>");
    auto const after = ask(stub.port(), "GET", "/", {{"If-None-Match", before.header("ETag")}});
    BOOST_TEST(after.status == 200);
    BOOST_TEST(after.body == "<!doctype html><p>");
}

BOOST_AUTO_TEST_CASE(only_files_of_the_bundle_are_served)
{
    StubProcess stub{data.path(), {"--www", www.path()}};
    for (auto const* target : {"/.secret", "/%2esecret", "/../lock", "/fonts/../index.html", "/%2e%2e/lock"})
        BOOST_TEST(ask(stub.port(), "GET", target).status == 400);
    for (auto const* target : {"/nothing", "/fonts", "/fonts/", "/index.html/", "/tokens/"})
        BOOST_TEST(ask(stub.port(), "GET", target).status == 404);
    auto const wrong = ask(stub.port(), "PUT", "/index.html", {}, "mine");
    BOOST_TEST(wrong.status == 405);
    BOOST_TEST(wrong.header("Allow") == "GET, HEAD");
    BOOST_TEST(ask(stub.port(), "GET", "/index.html").body == "<!doctype html>");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::stub::test
