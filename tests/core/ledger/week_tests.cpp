// The words of the week: two members who see the same acts read the same six.

#include "core/ledger/week.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/words.hpp"
#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

BOOST_AUTO_TEST_SUITE(week)

BOOST_AUTO_TEST_CASE(the_weekly_words_are_those_published)
{
    auto const& derived = support::read_vectors("objects.json").at("derived");
    std::vector const one{support::id_of<ActHash>(derived, "ah")};
    BOOST_TEST(
        crypto::six_words(Registry::week_hash_of(one)) ==
        derived.at("words of H(week, encoding of [ah])").get<std::string>());
    ActHash first;
    first.bytes.fill(3);
    ActHash second;
    second.bytes.fill(4);
    std::vector const two{first, second};
    BOOST_TEST(
        crypto::six_words(Registry::week_hash_of(two)) ==
        derived.at("week words of two tips, ah 03.. and 04.. (ascending)").get<std::string>());
    Vault const world;
    auto const registry = world.registry();
    BOOST_TEST((registry->week_hash() == Registry::week_hash_of(std::vector{world.made(2).hash})));
}

BOOST_AUTO_TEST_CASE(the_weekly_words_come_with_the_date_of_the_newest_tip)
{
    Vault world;
    auto const before = weekly_words(*world.registry());
    BOOST_TEST(before.words == crypto::six_words(Registry::week_hash_of(std::vector{world.made(2).hash})));
    BOOST_REQUIRE(before.newest.has_value());
    auto const& visa = world.act(50, "F", HistoryJson::array({2}), "[['visa']]");
    auto const visa_t = decode_act(visa.carried.body)->t;
    auto const after = weekly_words(*world.registry());
    BOOST_TEST(after.words != before.words);
    BOOST_TEST(after.newest->ms == static_cast<std::int64_t>(visa_t));
    auto const empty = weekly_words(*world.empty_registry());
    BOOST_TEST(!empty.newest.has_value());
    std::vector const root{root_hash(world.vault())};
    BOOST_TEST(empty.words == crypto::six_words(Registry::week_hash_of(root)));
}

BOOST_AUTO_TEST_SUITE_END()
