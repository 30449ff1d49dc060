#include "core/crypto/words.hpp"

#include <set>

#include <boost/test/unit_test.hpp>

#include "core/base/utf8.hpp"

using namespace huisclos;
using namespace huisclos::crypto;

BOOST_AUTO_TEST_SUITE(words)

BOOST_AUTO_TEST_CASE(each_word_is_found_as_typed_in_any_way)
{
    std::set<std::string> beginnings;
    for (std::size_t i = 0; i < k_word_count; ++i) {
        std::string const word(word_at(i));
        BOOST_TEST(to_nfc(word).value() == word);
        BOOST_REQUIRE((find_word(word) == i));
        auto const plain = fold(word);
        BOOST_REQUIRE((find_word(plain) == i));
        std::string upper = plain;
        for (auto& letter : upper)
            letter = static_cast<char>(letter - ('a' <= letter && letter <= 'z' ? 32 : 0));
        BOOST_REQUIRE((find_word(upper) == i));
        // Four letters always do (docs/protocol.md 3.12).
        BOOST_REQUIRE((find_word(plain.substr(0, 4)) == i));
        beginnings.insert(plain.substr(0, 4));
    }
    BOOST_TEST(beginnings.size() == k_word_count);
}

BOOST_AUTO_TEST_CASE(what_fits_several_words_or_none_is_not_found)
{
    BOOST_TEST(!find_word("").has_value());
    BOOST_TEST(!find_word("a").has_value());
    BOOST_TEST(!find_word("xylo").has_value());
    BOOST_TEST(!find_word("abaisserr").has_value());
    BOOST_TEST(!find_word("\xff").has_value());
    BOOST_TEST((find_word("e\u0301char") == find_word("écharpe")));
    BOOST_TEST(find_word("écharpe").has_value());
}

BOOST_AUTO_TEST_CASE(numbers_are_eleven_bits_most_significant_first)
{
    Bytes const bits{0xff, 0xe0, 0x00, 0x00};
    BOOST_TEST((word_numbers(bits, 2) == std::vector<std::size_t>{2047, 0}));
    Bytes const one{0x00, 0x20, 0x04};
    BOOST_TEST((word_numbers(one, 2) == std::vector<std::size_t>{1, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
