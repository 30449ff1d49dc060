#include "server-stub/request_path.hpp"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace huisclos::stub::test {

namespace {

std::string to_text(std::string_view target)
{
    auto const path = parse_request_path(target);
    if (!path)
        return path.error() == PathError::TooLong ? "too long" : "malformed";
    return path->joined() + (path->is_folder ? "/" : "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(request_path)

BOOST_AUTO_TEST_CASE(good_paths_are_read)
{
    BOOST_TEST(to_text("/") == "/");
    BOOST_TEST(to_text("/a") == "a");
    BOOST_TEST(to_text("/a/") == "a/");
    BOOST_TEST(to_text("/a/b.c/~d_e-F9") == "a/b.c/~d_e-F9");
    BOOST_TEST(to_text("/%61/%7E") == "a/~");
    BOOST_TEST(to_text("/a?b/../c") == "a");
    BOOST_TEST(to_text("/a/#b") == "a/");
    BOOST_TEST(to_text("/a..b") == "a..b");
}

BOOST_AUTO_TEST_CASE(what_could_climb_hide_or_be_spelt_twice_is_not)
{
    for (auto const* target :
         {"",      "a",       "//",     "/a//b",     "/.",      "/..",   "/a/..", "/a/./b",    "/.a",
          "/%2e",  "/%2E%2e", "/a%2fb", "/a%5Cb",    "/a%00",   "/%",    "/%a",   "/%ag",      "/a b",
          "/a\\b", "/a:b",    "/a\tb",  "/\xc3\xa9", "/%C3%A9", "/a%25", "*",     "http://x/a"})
        BOOST_TEST_CONTEXT(target) BOOST_TEST(to_text(target) == "malformed");
    BOOST_TEST(to_text(std::string_view{"/a\0b", 4}) == "malformed");
}

BOOST_AUTO_TEST_CASE(length_and_depth_are_bounded)
{
    std::string const longest(k_max_name_bytes, 'a');
    BOOST_TEST(to_text("/" + longest) == longest);
    BOOST_TEST(to_text("/" + longest + "a") == "malformed");
    std::string deep;
    for (std::size_t depth = 0; depth < k_max_depth; ++depth)
        deep += "/d";
    BOOST_TEST(to_text(deep + "/") == deep.substr(1) + "/");
    BOOST_TEST(to_text(deep + "/d") == "malformed");
    BOOST_TEST(to_text("/" + std::string(k_max_target_bytes, 'a')) == "too long");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huisclos::stub::test
