// The kit typed in letters where its store wants a token, which letters do not hold; and what a link shows first.

#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;

namespace {

struct KitLettersTown : testing::FoundedTown {
    KitLettersTown()
    {
        server.refused_tokens = {"", "former"};
        other.clock = mayor.clock;
    }

    /// As it is printed.
    void type_letters(Desk& on)
    {
        auto const read = ledger::read_kit_text(mayor.kit);
        BOOST_REQUIRE(read.has_value());
        std::string words;
        for (auto const& word : ledger::kit_words(read->vault, read->account_secret.view(), read->recovery_key.view()))
            words += word + ' ';
        on.submit("kit");
        BOOST_REQUIRE((on.form().kind == FormKind::KitEntry));
        on.submit("ok", {{"address", read->store.url}, {"number", ledger::kit_number(read->vault)}, {"words", words}});
    }
    /// The kit was read: another passphrase is chosen.
    void go_in(Desk& with)
    {
        BOOST_REQUIRE((with.form().kind == FormKind::NewPassphrase));
        with.choose_passphrase();
        BOOST_REQUIRE_MESSAGE(with.form().kind != FormKind::NewPassphrase, with.error_at(""));
        with.wait(5000);
        BOOST_TEST(with.see().signed_in);
        BOOST_TEST(with.remote.address().token == "token");
    }

    Desk other{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(kit_letters)

BOOST_FIXTURE_TEST_CASE(a_kit_in_letters_asks_the_link_of_the_store_and_goes_on, KitLettersTown)
{
    other.open();
    type_letters(other);
    BOOST_REQUIRE((other.form().kind == FormKind::StoreToken));
    BOOST_TEST(other.form().intro.front().key == "doors.token.kit");
    BOOST_TEST((other.form().asked == std::vector<std::string>{"back"}));
    BOOST_TEST(other.form().errors.empty());
    other.submit("ok", {{"link", "https://mairie.example/"}});
    BOOST_TEST(other.error_at("link") == "doors.error.store_link");
    other.submit("ok", {{"link", testing::store_link("former")}});
    BOOST_TEST((other.form().kind == FormKind::StoreToken));
    BOOST_TEST(other.error_at("") == "doors.error.refused");
    other.submit("ok", {{"link", testing::store_link("token")}});
    go_in(other);
}

BOOST_FIXTURE_TEST_CASE(a_link_opened_while_it_is_asked_is_taken, KitLettersTown)
{
    other.open();
    type_letters(other);
    BOOST_REQUIRE((other.form().kind == FormKind::StoreToken));
    other.app().start(testing::fragment_of(testing::store_link("token")));
    other.app().tick();
    go_in(other);
}

BOOST_FIXTURE_TEST_CASE(who_leaves_the_question_of_the_store_is_at_the_first_door, KitLettersTown)
{
    other.open();
    type_letters(other);
    other.submit("back");
    BOOST_TEST((other.form().kind == FormKind::Welcome));
    // Nothing of the kit stays: without it the link founds.
    other.submit("ok", {{"link", testing::store_link("token")}});
    BOOST_TEST(other.see().founding.has_value());
}

BOOST_FIXTURE_TEST_CASE(a_kit_whose_own_token_was_replaced_asks_the_link_too, KitLettersTown)
{
    server.refused_tokens = {"token"};
    other.open();
    other.submit("kit");
    other.submit("ok", {{"kit", mayor.kit}});
    BOOST_REQUIRE((other.form().kind == FormKind::StoreToken));
    BOOST_TEST(other.form().intro.front().key == "doors.token.kit_former");
    other.submit("ok", {{"link", testing::store_link("fresh")}});
    BOOST_TEST((other.form().kind == FormKind::NewPassphrase));
}

/// No form stands between « Ouverture » and the one that the link leads to.
BOOST_FIXTURE_TEST_CASE(a_link_that_opens_shows_one_form_and_no_other_before, KitLettersTown)
{
    auto const link = testing::invite_school(mayor);
    school.open(testing::fragment_of(link));
    BOOST_REQUIRE((school.form().kind == FormKind::Join));
    BOOST_TEST(school.form().version == 1U);
    // One that is refused is told on the first door.
    other.open("#i=nothing");
    BOOST_TEST((other.form().kind == FormKind::Welcome));
    BOOST_TEST(other.error_at("link") == "doors.error.link");
    BOOST_TEST(other.form().errors.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_wrong_passphrase_is_told_on_a_form_that_is_not_busy_any_more, KitLettersTown)
{
    mayor.kill();
    mayor.open();
    mayor.submit("ok", {{"passphrase", "autre phrase"}});
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.passphrase");
    BOOST_TEST(!mayor.form().busy);
}

BOOST_AUTO_TEST_SUITE_END()
