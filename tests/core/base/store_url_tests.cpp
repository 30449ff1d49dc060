#include "core/base/store_url.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace huisclos;

BOOST_AUTO_TEST_SUITE(store_url)

BOOST_AUTO_TEST_CASE(a_store_is_reached_over_https_or_on_this_machine)
{
    for (auto const* const url :
         {"https://mairie.example/store/x/", "https://mairie.example:8443/store/x/", "https://mairie.example/",
          "https://192.0.2.1/", "https://xn--htel-vqa.example/a%20b/", "http://localhost/store/x/",
          "http://localhost:8080/store/x/", "http://127.0.0.1:9/", "http://127.0.0.1/"})
        BOOST_TEST(is_store_url(url), url);
    for (auto const* const url :
         {"", "https://", "https:///", "http://mairie.example/", "http://localhost.evil/", "http://127.0.0.1.evil/",
          "http://localhost:80@evil/", "http://localhost@evil/", "http://localhost:/", "ftp://localhost/", "//evil/",
          "javascript:alert(1)/", "HTTPS//mairie.example/"})
        BOOST_TEST(!is_store_url(url), url);
}

BOOST_AUTO_TEST_CASE(an_address_is_where_it_says)
{
    for (auto const* const url :
         {"https://mairie.example@evil.example/",
          "https://mairie.example:secret@evil.example/",
          "https://mairie.example/?x/",
          "https://mairie.example/#x/",
          "https://mairie.example\\evil.example/",
          "https://mairie.example/a b/",
          "https://mairie.example/\t/",
          " https://mairie.example/",
          "https://mairie.example/ ",
          "https://mairie.example/\x7f/",
          "https://m\xc3\xa9rie.example/",
          "https://mairie.example/\xe2\x80\xae/",
          "https://mairie.example\xef\xbc\x8f.evil.example/",
          "https://.example/",
          "https://-mairie.example/",
          "https://mairie_.example/",
          "https://[::1]/",
          "https://mairie.example/../x/",
          "https://mairie.example/%2e%2E/x/",
          "https://mairie.example/./",
          "https://mairie.example/<b>/"})
        BOOST_TEST(!is_store_url(url), url);
    BOOST_TEST(!is_store_url(std::string_view("https://mairie.example/\0/", 26)));
    BOOST_TEST(is_store_url("https://mairie.example/.well-known/"));
}

BOOST_AUTO_TEST_CASE(names_of_objects_are_written_behind_it)
{
    for (auto const* const url : {"https://mairie.example", "https://mairie.example/store/x", "http://127.0.0.1"})
        BOOST_TEST(!is_store_url(url), url);
}

BOOST_AUTO_TEST_CASE(a_port_is_one)
{
    BOOST_TEST(is_store_url("https://mairie.example:65535/"));
    for (auto const* const url :
         {"https://mairie.example:/", "https://mairie.example:0/", "https://mairie.example:65536/",
          "https://mairie.example:123456/", "https://mairie.example:8a/", "https://mairie.example:1:2/"})
        BOOST_TEST(!is_store_url(url), url);
}

BOOST_AUTO_TEST_CASE(an_address_is_no_longer_than_it_may_be)
{
    std::string const start = "https://mairie.example/";
    auto const longest = start + std::string(k_longest_store_url - start.size() - 1, 'a') + '/';
    BOOST_TEST(is_store_url(longest));
    BOOST_TEST(!is_store_url(start + std::string(k_longest_store_url - start.size(), 'a') + '/'));
}

BOOST_AUTO_TEST_SUITE_END()
