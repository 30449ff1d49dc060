#include "server-stub/header_values.hpp"

#include <string>

#include <boost/test/unit_test.hpp>

namespace huisclos::stub::test {

namespace {

std::string to_text(ByteRange const& range)
{
    if (range.kind == RangeKind::Unsatisfiable)
        return "none";
    auto const text = std::to_string(range.first) + "+" + std::to_string(range.size);
    return range.kind == RangeKind::Whole ? "whole" : text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(header_values)

BOOST_AUTO_TEST_CASE(numbers_are_digits_only)
{
    BOOST_TEST(parse_decimal("0").value() == 0U);
    BOOST_TEST(parse_decimal("999999999999999999").value() == 999'999'999'999'999'999U);
    for (auto const* text : {"", "-1", "+1", " 1", "1 ", "1x", "0x1", "1e3", "9999999999999999999"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!parse_decimal(text));
}

BOOST_AUTO_TEST_CASE(a_bearer_token_is_read)
{
    BOOST_TEST(parse_bearer("Bearer abc-_.~+/=9").value() == "abc-_.~+/=9");
    BOOST_TEST(parse_bearer("bEARER  abc ").value() == "abc");
    for (auto const* text :
         {"", "Bearer", "Bearer ", "Basic abc", "Bearerabc", "Bearer a b", "Bearer a,b", "Bearer \xc3\xa9"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!parse_bearer(text));
    BOOST_TEST(!parse_bearer("Bearer " + std::string(513, 'a')));
}

BOOST_AUTO_TEST_CASE(lists_of_tags_are_read_and_compared)
{
    auto const list = parse_tag_list(R"("a", W/"b" ,"c,d",)");
    BOOST_TEST(!list);  // A list does not end with a comma.
    auto const good = parse_tag_list(R"( "a", W/"b" ,"c,d")").value();
    BOOST_TEST(good.tags.size() == 3U);
    BOOST_TEST(good.matches_strongly("a"));
    BOOST_TEST(good.matches_strongly("c,d"));
    BOOST_TEST(!good.matches_strongly("b"));
    BOOST_TEST(good.matches_weakly("b"));
    BOOST_TEST(!good.matches_weakly("x"));
    BOOST_TEST(!good.matches_weakly(std::nullopt));
    auto const any = parse_tag_list("*").value();
    BOOST_TEST(any.matches_strongly("x"));
    BOOST_TEST(!any.matches_strongly(std::nullopt));
    for (auto const* text : {"", "a", "\"a", "\"a\" \"b\"", "*, \"a\"", "w/\"a\"", "\"a b\"", ",", "\"\x01\""})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!parse_tag_list(text));
}

BOOST_AUTO_TEST_CASE(ranges_are_read)
{
    BOOST_TEST(to_text(parse_range("bytes=0-0", 10)) == "0+1");
    BOOST_TEST(to_text(parse_range("bytes=2-5", 10)) == "2+4");
    BOOST_TEST(to_text(parse_range("bytes=2-50", 10)) == "2+8");
    BOOST_TEST(to_text(parse_range("bytes=9-", 10)) == "9+1");
    BOOST_TEST(to_text(parse_range("bytes=-3", 10)) == "7+3");
    BOOST_TEST(to_text(parse_range("bytes=-30", 10)) == "0+10");
    for (auto const* text : {"bytes=10-", "bytes=10-11", "bytes=-0", "bytes=999999999999999999-"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(to_text(parse_range(text, 10)) == "none");
    for (auto const* text :
         {"", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=1-2,4-5", "items=1-2", "bytes=--1",
          "bytes=1-2-3"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(to_text(parse_range(text, 10)) == "whole");
    BOOST_TEST(to_text(parse_range("bytes=0-", 0)) == "none");
}

BOOST_AUTO_TEST_CASE(codings_are_accepted_by_name_and_weight)
{
    BOOST_TEST(accepts_coding("gzip, deflate, br, zstd", "br"));
    BOOST_TEST(accepts_coding("BR;q=0.1", "br"));
    BOOST_TEST(!accepts_coding("br;q=0, gzip", "br"));
    BOOST_TEST(!accepts_coding("br;q=0.000", "br"));
    BOOST_TEST(!accepts_coding("brx, xbr", "br"));
    BOOST_TEST(!accepts_coding("", "br"));
    BOOST_TEST(!accepts_coding("*", "br"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::stub::test
