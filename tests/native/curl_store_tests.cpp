// CurlStore against the real server-stub, in its own process.

#include <csignal>

#include <boost/test/unit_test.hpp>

#include "tests/server-stub/stub_process.hpp"
#include "toolchains/native/curl_store.hpp"

namespace huisclos::native {

namespace {

using ports::RemoteStatus;

struct Host {
    explicit Host(std::vector<std::string> const& token_words = {})
        : token(stub::test::new_token(folder.path(), "council", token_words)), process(folder.path())
    {
        store.use({address(), token});
    }
    [[nodiscard]] std::string address() const
    {
        return "http://127.0.0.1:" + std::to_string(process.port()) + "/store/council/";
    }

    stub::test::TemporaryFolder folder{};
    std::string token;
    stub::test::StubProcess process;
    CurlStore store{};
};

Bytes bytes(std::string_view text)
{
    return to_bytes(as_bytes(text));
}

/// Every byte, so that nothing of the body may pass for text.
Bytes every_byte()
{
    Bytes all;
    for (int round = 0; round < 300; ++round) {
        for (int value = 0; value < 256; ++value)
            all.push_back(static_cast<std::uint8_t>(value));
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(curl_store)

BOOST_AUTO_TEST_CASE(what_is_put_is_got_byte_for_byte)
{
    Host host;
    auto const body = every_byte();
    BOOST_TEST((host.store.put("o/a1", body).run().status == RemoteStatus::Ok));
    auto const answer = host.store.get("o/a1").run();
    BOOST_TEST((answer.status == RemoteStatus::Ok));
    BOOST_TEST((answer.body == body));
    BOOST_TEST(!answer.etag.empty());
}

BOOST_AUTO_TEST_CASE(an_empty_body_is_a_document)
{
    Host host;
    BOOST_TEST((host.store.put("o/empty", {}).run().status == RemoteStatus::Ok));
    auto const answer = host.store.get("o/empty").run();
    BOOST_TEST((answer.status == RemoteStatus::Ok));
    BOOST_TEST(answer.body.empty());
}

BOOST_AUTO_TEST_CASE(an_answer_longer_than_what_may_lie_there_is_not_read)
{
    Host host;
    auto const too_long = ports::longest_answer("h/a1") + 1;
    BOOST_TEST((host.store.put("h/a1", Bytes(too_long, 5)).run().status == RemoteStatus::Ok));
    auto const answer = host.store.get("h/a1").run();
    BOOST_TEST((answer.status == RemoteStatus::Strange));
    BOOST_TEST(answer.body.empty());
    BOOST_TEST((host.store.put("o/a1", Bytes(too_long, 5)).run().status == RemoteStatus::Ok));
    BOOST_TEST(host.store.get("o/a1").run().body.size() == too_long);
}

BOOST_AUTO_TEST_CASE(a_document_that_is_not_there_is_not_found)
{
    Host host;
    BOOST_TEST((host.store.get("o/none").run().status == RemoteStatus::NotFound));
    BOOST_TEST((host.store.remove("o/none").run().status == RemoteStatus::NotFound));
}

BOOST_AUTO_TEST_CASE(a_removed_document_is_gone)
{
    Host host;
    BOOST_TEST((host.store.put("o/a1", bytes("x")).run().status == RemoteStatus::Ok));
    BOOST_TEST((host.store.remove("o/a1").run().status == RemoteStatus::Ok));
    BOOST_TEST((host.store.get("o/a1").run().status == RemoteStatus::NotFound));
}

BOOST_AUTO_TEST_CASE(a_listing_that_has_not_changed_comes_without_a_body)
{
    Host host;
    BOOST_TEST((host.store.put("o/a1", bytes("x")).run().status == RemoteStatus::Ok));
    auto const first = host.store.list("o/", {}).run();
    BOOST_TEST((first.status == RemoteStatus::Ok));
    BOOST_TEST(as_text(first.body).find("a1") != std::string_view::npos);
    auto const same = host.store.list("o/", first.etag).run();
    BOOST_TEST((same.status == RemoteStatus::NotModified));
    BOOST_TEST(same.body.empty());
    BOOST_TEST((host.store.put("o/a2", bytes("y")).run().status == RemoteStatus::Ok));
    auto const changed = host.store.list("o/", first.etag).run();
    BOOST_TEST((changed.status == RemoteStatus::Ok));
    BOOST_TEST(as_text(changed.body).find("a2") != std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(another_token_is_refused)
{
    Host host;
    BOOST_TEST((host.store.put("o/a1", bytes("x")).run().status == RemoteStatus::Ok));
    host.store.use({host.address(), "not-a-token"});
    BOOST_TEST((host.store.get("o/a1").run().status == RemoteStatus::Refused));
    BOOST_TEST((host.store.put("o/a1", bytes("y")).run().status == RemoteStatus::Refused));
}

BOOST_AUTO_TEST_CASE(no_answer_is_said_to_be_none_and_comes_back_with_the_host)
{
    Host host;
    BOOST_TEST((host.store.put("o/a1", bytes("x")).run().status == RemoteStatus::Ok));
    host.process.stop(SIGTERM);
    BOOST_TEST((host.store.get("o/a1").run().status == RemoteStatus::Unreachable));
    stub::test::StubProcess const again(host.folder.path());
    host.store.use({"http://127.0.0.1:" + std::to_string(again.port()) + "/store/council/", host.token});
    BOOST_TEST((host.store.get("o/a1").run().status == RemoteStatus::Ok));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::native
