// How a passphrase comes to be: the drawn one typed back, or one of one's own, asked for and typed twice.

#include "core/base/utf8.hpp"
#include "core/crypto/words.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using app::FormKind;
using testing::fragment_of;

namespace {

constexpr std::string_view k_own_phrase = "xkqjzvbnwmplrtghdfcs";

/// The mayor is asked for his passphrase; nothing is written anywhere yet.
struct AtNewAccount : testing::EmptyTown {
    AtNewAccount()
    {
        mayor.open(fragment_of(testing::store_link("token")));
        testing::type_small_commune(mayor);
        mayor.send(app::Found{});
        mayor.submit("ok", {{"name", "Claire Vasseur"}});
        BOOST_TEST(mayor.error_at("charter") == "doors.error.charter");
        mayor.submit("ok", {{"charter", "1"}, {"name", "Claire Vasseur"}});
        BOOST_REQUIRE((mayor.form().kind == FormKind::NewAccount));
    }
};

/// The same phrase with another word at that place, counted from 1.
std::string with_another_word(std::string const& drawn, std::size_t place)
{
    std::size_t begin = 0;
    for (std::size_t i = 1; i < place; ++i)
        begin = drawn.find(' ', begin) + 1;
    auto const end = std::min(drawn.find(' ', begin), drawn.size());
    std::size_t other = 0;
    while (drawn.find(crypto::word_at(other)) != std::string::npos)
        ++other;
    return drawn.substr(0, begin) + std::string(crypto::word_at(other)) + drawn.substr(end);
}

Phrase said_of(testing::Desk& desk, std::string const& field)
{
    for (auto const& [name, said] : desk.form().errors) {
        if (name == field)
            return said;
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chosen_passphrase)

BOOST_FIXTURE_TEST_CASE(a_drawn_passphrase_typed_with_a_mistake_is_refused_and_the_word_named, AtNewAccount)
{
    auto const drawn = mayor.form().suggestion;
    for (std::int64_t const place : {1, 3, 8}) {
        mayor.submit("ok", {{"passphrase", with_another_word(drawn, static_cast<std::size_t>(place))}});
        BOOST_REQUIRE((mayor.form().kind == FormKind::NewAccount));
        BOOST_TEST((said_of(mayor, "passphrase") == phrase("doors.error.drawn_word").with("n", place)));
    }
    mayor.submit("ok", {{"passphrase", drawn.substr(0, drawn.rfind(' '))}});
    BOOST_TEST((said_of(mayor, "passphrase") == phrase("doors.error.drawn_few").with("n", std::int64_t{8})));
    // Strong, and asked for by nobody: a mistake until the person says that it is his own.
    mayor.submit("ok", {{"passphrase", std::string(k_own_phrase)}, {"again", std::string(k_own_phrase)}});
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.drawn_other");
    BOOST_TEST(mayor.worker.runs == 0U);
    BOOST_TEST(mayor.worker.refused == 0U);
    BOOST_TEST(mayor.form().suggestion == drawn);
    // In any accepted way, the right one.
    mayor.submit("ok", {{"passphrase", fold(drawn)}});
    BOOST_TEST(mayor.error_at("memory") == "doors.error.memory_offer");
}

BOOST_FIXTURE_TEST_CASE(a_passphrase_of_ones_own_is_asked_for_then_typed_twice, AtNewAccount)
{
    auto const drawn = mayor.form().suggestion;
    auto const lines = mayor.form().intro.size();
    mayor.submit("own");
    BOOST_TEST(mayor.form().suggestion.empty());
    BOOST_TEST((mayor.form().asked == std::vector<std::string>{"again"}));
    BOOST_TEST(mayor.form().intro.size() == lines + 1);
    std::string const own(k_own_phrase);
    auto const submit = [&](std::string const& first, std::string const& second) {
        mayor.submit("ok", {{"passphrase", first}, {"again", second}});
    };
    submit("motdepasse2026", "motdepasse2026");
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.passphrase_weak");
    submit("court", "court");
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.passphrase_short");
    submit(own, "");
    BOOST_TEST(mayor.error_at("again") == "doors.error.again_empty");
    submit(own, own + "t");
    BOOST_TEST(mayor.error_at("again") == "doors.error.again");
    BOOST_TEST(mayor.worker.refused == 0U);
    submit(own, own);
    BOOST_REQUIRE(mayor.error_at("memory") == "doors.error.memory_offer");
    mayor.submit("ok", {{"passphrase", own}, {"again", own}, {"memory", "64"}});
    mayor.keep_kit();
    BOOST_REQUIRE(mayor.see().signed_in);
    mayor.kill();
    mayor.open();
    mayor.submit("ok", {{"passphrase", drawn}});
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.passphrase");
    mayor.passphrase = own;
    mayor.sign_in();
    BOOST_TEST(mayor.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(who_comes_back_from_his_own_passphrase_is_proposed_another_one, AtNewAccount)
{
    auto const drawn = mayor.form().suggestion;
    auto const lines = mayor.form().intro.size();
    mayor.submit("own");
    mayor.submit("own");
    BOOST_TEST(mayor.form().asked.size() == 1U);
    mayor.submit("other");
    BOOST_TEST(!mayor.form().suggestion.empty());
    BOOST_TEST(mayor.form().suggestion != drawn);
    BOOST_TEST(mayor.form().asked.empty());
    BOOST_TEST(mayor.form().intro.size() == lines);
    mayor.submit("ok", {{"passphrase", drawn}});
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.drawn_other");
    mayor.choose_passphrase();
    BOOST_TEST((mayor.form().kind == FormKind::Kit));
}

BOOST_FIXTURE_TEST_CASE(a_renewed_passphrase_is_typed_back_like_the_first_one, testing::FoundedTown)
{
    testing::Desk other(server);
    other.open();
    other.submit("kit");
    other.submit("ok", {{"kit", mayor.kit}});
    BOOST_REQUIRE((other.form().kind == FormKind::NewPassphrase));
    auto const mistyped = with_another_word(other.form().suggestion, 5);
    other.submit("ok", {{"passphrase", mistyped}, {"label", "Espace 1"}});
    BOOST_REQUIRE((other.form().kind == FormKind::NewPassphrase));
    BOOST_TEST((said_of(other, "passphrase") == phrase("doors.error.drawn_word").with("n", std::int64_t{5})));
    // The name of the new space is asked as before.
    other.submit("own");
    BOOST_TEST((other.form().asked == std::vector<std::string>{"label", "again"}));
    other.submit("other");
    BOOST_TEST((other.form().asked == std::vector<std::string>{"label"}));
    other.choose_passphrase();
    BOOST_TEST(other.see().signed_in);
}

BOOST_AUTO_TEST_SUITE_END()
