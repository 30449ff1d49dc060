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

BOOST_FIXTURE_TEST_CASE(who_leaves_the_question_of_the_store_finds_the_kit_as_he_typed_it, KitLettersTown)
{
    other.open();
    type_letters(other);
    BOOST_TEST(other.form().typed.empty());
    other.submit("back");
    BOOST_REQUIRE((other.form().kind == FormKind::KitEntry));
    auto typed = other.form().typed;
    BOOST_REQUIRE(typed.size() == 3U);
    BOOST_TEST(typed[0].second == testing::k_store_url);
    BOOST_TEST(typed[1].first == "number");
    BOOST_TEST(ledger::read_kit_number(typed[1].second).has_value());
    // With what was typed, and the link in the place of the address, it goes on.
    typed[0].second = testing::store_link("token");
    other.submit("ok", typed);
    go_in(other);
}

BOOST_FIXTURE_TEST_CASE(nothing_of_a_typed_kit_stays_when_its_door_is_left, KitLettersTown)
{
    other.open();
    type_letters(other);
    other.submit("back");
    other.submit("cancel");
    BOOST_TEST((other.form().kind == FormKind::Welcome));
    BOOST_TEST(other.form().typed.empty());
    other.submit("kit");
    BOOST_REQUIRE((other.form().kind == FormKind::KitEntry));
    BOOST_TEST(other.form().typed.empty());
    other.submit("cancel");
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

BOOST_FIXTURE_TEST_CASE(a_number_that_does_not_read_is_told_by_its_groups, KitLettersTown)
{
    auto const read = ledger::read_kit_text(mayor.kit);
    BOOST_REQUIRE(read.has_value());
    auto const number = ledger::kit_number(read->vault);
    other.open();
    other.submit("kit");
    auto const said_of = [this](std::string const& typed) {
        other.submit("ok", {{"address", "ftp://nowhere"}, {"number", typed}, {"words", ""}});
        return other.error_at("number");
    };
    BOOST_TEST(said_of(number) == "");
    BOOST_TEST(said_of("") == "doors.error.kit_number_empty");
    BOOST_TEST(said_of(" - \n") == "doors.error.kit_number_empty");
    BOOST_TEST(said_of(number.substr(5)) == "doors.error.kit_number_groups");
    auto const& said = other.form().errors[1].second.args;
    BOOST_TEST((std::get<std::int64_t>(said.front().second) == 13));
    BOOST_TEST(said_of(number.substr(1)) == "doors.error.kit_number_letters");
    auto turned = number;
    std::swap_ranges(turned.begin(), turned.begin() + 4, turned.begin() + 5);
    if (turned != number)
        BOOST_TEST(said_of(turned) == "doors.error.kit_number");
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
