#include "core/crypto/passphrase.hpp"

#include <boost/test/unit_test.hpp>

#include "core/base/utf8.hpp"
#include "core/crypto/job.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::crypto;

namespace {

std::string read(std::string_view typed)
{
    return std::string(as_text(passphrase_bytes(typed).value().view()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(passphrase)

BOOST_AUTO_TEST_CASE(drawn_phrases_are_accepted_and_differ)
{
    for (int i = 0; i < 50; ++i) {
        auto const phrase = generate_passphrase();
        BOOST_TEST(std::ranges::count(phrase, ' ') == 7);
        BOOST_TEST(read(phrase) == phrase);
        auto const verdict = judge_passphrase(phrase);
        BOOST_TEST((verdict.fault == PassphraseFault::None), phrase << " " << verdict.bits);
    }
    BOOST_TEST(generate_passphrase() != generate_passphrase());
}

BOOST_AUTO_TEST_CASE(listed_words_are_read_however_they_are_typed)
{
    std::string const phrase = "écharpe belote concert peser éventail siéger guépard épaule";
    BOOST_TEST(read("ECHARPE  BELOTE concert-peser eventail sieger guepard epaule ") == phrase);
    BOOST_TEST(read("echa belo conc pese even sieg guep epau") == phrase);
    BOOST_TEST(read("e\u0301charpe belote concert peser éventail siéger guépard épaule") == phrase);
    // Fewer than eight, or one word of one's own: taken as it is, in NFKC.
    BOOST_TEST(read("ECHARPE belote") == "ECHARPE belote");
    BOOST_TEST(
        read("echarpe belote concert peser eventail sieger guepard Xylophones") ==
        "echarpe belote concert peser eventail sieger guepard Xylophones");
    BOOST_TEST(read("mot\u00a0de passe à accents") == "mot de passe à accents");
    BOOST_TEST((passphrase_bytes("\xff").error().code == ErrorCode::Input));
}

BOOST_AUTO_TEST_CASE(what_is_typed_back_of_a_drawn_phrase_is_told_word_by_word)
{
    using How = TypedBack::How;
    std::string const drawn = "écharpe belote concert peser éventail siéger guépard épaule";
    auto const is = [&drawn](std::string_view typed, How how, std::size_t word) {
        auto const found = compare_with_drawn(drawn, typed);
        return found.how == how && found.word == word;
    };
    BOOST_TEST(is("ECHARPE  belo concert-peser eventail sieger guepard epaule ", How::Same, 0));
    // Another word of the list, and one that is of no list.
    BOOST_TEST(is("écharpe belote concert peser abaisser siéger guépard épaule", How::OtherWord, 5));
    BOOST_TEST(is("xylophon belote concert peser éventail siéger guépard épaule", How::OtherWord, 1));
    // Two that changed places; one left out.
    BOOST_TEST(is("écharpe belote peser concert éventail siéger guépard épaule", How::OtherWord, 3));
    BOOST_TEST(is("écharpe concert peser éventail siéger guépard épaule", How::OtherWord, 2));
    BOOST_TEST(is("écharpe belote concert peser éventail siéger guépard", How::TooFew, 8));
    BOOST_TEST(is(drawn + " abaisser", How::TooMany, 9));
    BOOST_TEST(is("abaisser abandon abdiquer abeille abolir aborder aboutir aboyer", How::OtherPhrase, 0));
    BOOST_TEST(is("kQ7#vz!2Rp9;xkQ7#vz!2Rp9;x", How::OtherPhrase, 0));
    BOOST_TEST(is("\xff", How::OtherPhrase, 0));
}

BOOST_AUTO_TEST_CASE(short_or_guessable_phrases_are_refused_with_the_reason)
{
    auto const fault = [](std::string_view chosen) {
        return judge_passphrase(chosen).fault;
    };
    BOOST_TEST((fault("\xff") == PassphraseFault::NotText));
    BOOST_TEST((fault("") == PassphraseFault::TooShort));
    BOOST_TEST((fault("kQ7#vz!2Rp9;x") == PassphraseFault::TooShort));
    BOOST_TEST((fault(std::string(2000, 'x')) == PassphraseFault::TooLong));
    for (auto const* guessable :
         {"aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "azertyuiopqsdfghjklm", "motdepassemotdepasse", "12345678901234567890",
          "Mairie de la commune 2026", "correct horse battery staple", "Jean-Pierre 14/07/1789",
          "le chat de ma voisine dort sur le tapis", "belote belote belote belote belote belote belote belote",
          "Motdepasse2026!Motdepasse", "bonjour bonjour bonjour bonjour", "abcdefghijklmnopqrstuvwxyz0123456789"}) {
        auto const verdict = judge_passphrase(guessable);
        BOOST_TEST((verdict.fault == PassphraseFault::TooGuessable), guessable << ": " << verdict.bits);
    }
}

BOOST_AUTO_TEST_CASE(long_unlikely_or_drawn_ones_are_accepted)
{
    for (auto const* good :
         {"h7Kq9dPz2mWx4RtY8cVb", "kQ7#vz!2Rp9;xTm4", "xkqjzvbnwmplrtghdfcs",
          "girafe turquoise sous un parapluie quantique, sept lanternes bavardes et un violon marin"}) {
        auto const verdict = judge_passphrase(good);
        BOOST_TEST((verdict.fault == PassphraseFault::None), good << ": " << verdict.bits);
    }
}

BOOST_AUTO_TEST_CASE(the_worker_job_gives_what_the_direct_call_gives)
{
    auto const& d = support::read_vectors("objects.json").at("derived");
    auto const salt = support::hex_of(d, "salt");
    PasswordCost const cost{.ops = d.at("ops"), .mem_kib = d.at("mem_kib")};
    auto const typed = d.at("passphrase").get<std::string>();
    auto const request = encode_password_job(typed, salt, cost).value();
    auto const hashed = read_password_answer(run_password_job(request)).value();
    auto const direct = hash_password(as_bytes(typed), salt, cost).value();
    BOOST_TEST(same_bytes(hashed.view(), direct.view()));

    BOOST_TEST((encode_password_job(typed, salt, {.ops = 1, .mem_kib = 65'536}).error().code == ErrorCode::Auth));
    BOOST_TEST((encode_password_job("\xff", salt, cost).error().code == ErrorCode::Input));
    auto weak = request;
    weak[1] = 1;
    BOOST_TEST((read_password_answer(run_password_job(weak)).error().code == ErrorCode::Auth));
    BOOST_TEST((read_password_answer(run_password_job({})).error().code == ErrorCode::Encoding));
    BOOST_TEST(
        (read_password_answer(Bytes{static_cast<std::uint8_t>(ErrorCode::Memory)}).error().code == ErrorCode::Memory));
    BOOST_TEST((read_password_answer({}).error().code == ErrorCode::Encoding));
    BOOST_TEST((read_password_answer(Bytes(32)).error().code == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_SUITE_END()
