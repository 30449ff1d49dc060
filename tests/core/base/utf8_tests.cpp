#include "core/base/utf8.hpp"

#include <boost/test/unit_test.hpp>

using namespace huisclos;
using namespace std::string_view_literals;

BOOST_AUTO_TEST_SUITE(utf8)

BOOST_AUTO_TEST_CASE(well_formed_is_what_rfc_3629_says)
{
    for (auto const good : {""sv, "é"sv, "\0"sv, "\xf4\x8f\xbf\xbf"sv, "\xed\x9f\xbf"sv, "\xee\x80\x80"sv, "😀"sv})
        BOOST_TEST(is_valid_utf8(good));
    for (auto const bad :
         {"\xff"sv, "\xc0\x80"sv, "\xe0\x80\x80"sv, "\xf0\x80\x80\x80"sv, "\xed\xa0\x80"sv, "\xf4\x90\x80\x80"sv,
          "\xc3"sv, "\xe2\x82"sv, "\x80"sv, "a\xc3("sv, "\xf8\x88\x80\x80\x80"sv})
        BOOST_TEST(!is_valid_utf8(bad));
    BOOST_TEST(count_code_points("été 😀") == 5u);
}

BOOST_AUTO_TEST_CASE(nfc_composes_and_keeps_compatibility_forms)
{
    BOOST_TEST(to_nfc("e\u0301te\u0301").value() == "été");
    BOOST_TEST(to_nfc("\ufb01").value() == "\ufb01");
    BOOST_TEST(to_nfc("").value() == "");
    BOOST_TEST(to_nfc("a\0b"sv).value() == "a\0b"sv);
    BOOST_TEST(!to_nfc("\xff").has_value());
}

BOOST_AUTO_TEST_CASE(nfkc_makes_one_passphrase_of_its_spellings)
{
    auto const nfkc = [](std::string_view text) {
        return std::string(as_text(to_nfkc_secret(text).value().view()));
    };
    BOOST_TEST(nfkc("e\u0301") == "é");
    BOOST_TEST(nfkc("\ufb01n") == "fin");
    BOOST_TEST(nfkc("mot\u00a0de passe") == "mot de passe");
    BOOST_TEST(nfkc("Ｈｕｉｓ") == "Huis");
    BOOST_TEST(nfkc("Majuscule") == "Majuscule");
    BOOST_TEST(nfkc("") == "");
    BOOST_TEST(!to_nfkc_secret("\xed\xa0\x80").has_value());
}

BOOST_AUTO_TEST_CASE(folding_forgets_case_accents_and_ligatures)
{
    BOOST_TEST(fold("Écœuré") == "ecoeure");
    BOOST_TEST(fold("ŒUVRE Æquo") == "oeuvre aequo");
    BOOST_TEST(fold("Straße") == "strasse");
    BOOST_TEST(fold("Ÿ, Noël, façade, Ño") == "y, noel, facade, no");
    BOOST_TEST(fold("L’Haÿ-les-Roses") == "l'hay-les-roses");
    BOOST_TEST(fold("e\u0301") == "e");
    BOOST_TEST(fold("Łódź, Øre, Đ") == "lodz, ore, d");
    BOOST_TEST(fold("a\u00a0b") == "a b");
    BOOST_TEST(fold("co\u00adude") == "coude");
    BOOST_TEST(fold("\xff") == "");
}

BOOST_AUTO_TEST_CASE(a_visible_line_shows_all_that_it_holds)
{
    BOOST_TEST(visible_line("Éléonore d’Aubigné") == "Éléonore d’Aubigné");
    BOOST_TEST(visible_line("Camille\u202e Durand\u202c") == "Camille Durand");
    // Each of these draws nothing, or turns what is drawn.
    for (auto const nothing :
         {"\0"sv,     "\x1b"sv,   "\x7f"sv,   "\u0080"sv, "\u009f"sv,     "\u00ad"sv,    "\u034f"sv,
          "\u061c"sv, "\u115f"sv, "\u17b4"sv, "\u180e"sv, "\u200b"sv,     "\u200d"sv,    "\u200f"sv,
          "\u202a"sv, "\u202e"sv, "\u2060"sv, "\u2066"sv, "\u2069"sv,     "\u3164"sv,    "\ue000"sv,
          "\ufe0f"sv, "\ufeff"sv, "\uffa0"sv, "\ufffb"sv, "\U000e0041"sv, "\U000f0000"sv}) {
        auto const name = "Du" + std::string(nothing) + "rand";
        BOOST_TEST(visible_line(name) == "Durand");
        BOOST_TEST(visible_line(nothing) == "");
    }
    for (auto const blank :
         {" "sv, "   "sv, "\t"sv, "\n"sv, "\r\n"sv, "\u0085"sv, "\u00a0"sv, "\u2003"sv, "\u2028"sv, "\u202f"sv,
          "\u2800"sv, "\u3000"sv, " \u200b "sv}) {
        auto const name = std::string(blank) + "Le" + std::string(blank) + "Grand" + std::string(blank);
        BOOST_TEST(visible_line(name) == "Le Grand");
        BOOST_TEST(visible_line(blank) == "");
    }
    // What stood between a letter and its accent.
    BOOST_TEST(visible_line("Rene\u200b\u0301") == "René");
    BOOST_TEST(visible_line("ééé ée", 4) == "ééé");
    BOOST_TEST(visible_line("ééé ée", 5) == "ééé é");
    BOOST_TEST(visible_line("ée", 2) == "ée");
    BOOST_TEST(visible_line("😀") == "😀");
    BOOST_TEST(visible_line("\xff") == "");
}

BOOST_AUTO_TEST_SUITE_END()
