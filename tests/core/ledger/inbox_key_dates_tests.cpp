// When the sealing key of a member is renewed, and how long the one before it is kept.

#include "core/ledger/inbox_key_dates.hpp"

#include <boost/test/unit_test.hpp>

#include "core/ledger/keyring.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

constexpr Instant k_begin{1'796'000'000'000};

constexpr Instant after_days(std::int64_t days)
{
    return {k_begin.ms + days * k_ms_per_day};
}

/// Generations 0 and 1; the second was made and read back on these days.
Keyring renewed_keyring(std::int64_t made, std::optional<std::int64_t> read_back)
{
    auto keyring = Keyring::generate();
    keyring.inbox_keys.push_back({.generation = 1, .key = crypto::KemKey::generate()});
    keyring.inbox_dates = {{.generation = 0, .made = k_begin}, {.generation = 1, .made = after_days(made)}};
    if (read_back)
        keyring.inbox_dates.back().read_back = after_days(*read_back);
    return keyring;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(inbox_key_dates)

BOOST_AUTO_TEST_CASE(dates_are_read_as_they_were_written_and_a_keyring_without_them_is_the_bytes_of_before)
{
    auto const keyring = renewed_keyring(3, 4);
    auto const bytes = encode_keyring(keyring, 5);
    auto const read = decode_keyring(bytes, 5);
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST((read->inbox_dates == keyring.inbox_dates));
    BOOST_TEST((keyring.clone().inbox_dates == keyring.inbox_dates));
    BOOST_TEST((encode_keyring(*read, 5) == bytes));
    // Under a number that a reader of before ignores.
    auto const map = parse_cbor(bytes);
    BOOST_REQUIRE(map.has_value());
    BOOST_TEST(map->check_keys({1, 2, 3, 4, 5, 6, 7, 8, 9}).has_value());
    BOOST_TEST(map->find(64).has_value());

    auto without = keyring.clone();
    without.inbox_dates.clear();
    auto const bytes_without = encode_keyring(without, 5);
    auto const plain = parse_cbor(bytes_without);
    BOOST_REQUIRE(plain.has_value());
    BOOST_TEST(!plain->find(64).has_value());
}

BOOST_AUTO_TEST_CASE(dates_of_another_form_are_as_if_they_were_not_there)
{
    auto const dates_in = [](CborWriter& writer) {
        auto const bytes = writer.take();
        auto const value = parse_cbor(bytes);
        return read_dates(*value);
    };
    CborWriter text;
    text.text("demain");
    BOOST_TEST(dates_in(text).empty());
    CborWriter mixed;
    mixed.array(3);
    mixed.array(2).unsigned_int(0).unsigned_int(1);
    mixed.array(3).unsigned_int(1).unsigned_int(2).unsigned_int(0);
    mixed.array(3).unsigned_int(1).unsigned_int(9).unsigned_int(9);
    auto const read = dates_in(mixed);
    BOOST_REQUIRE(read.size() == 1U);
    BOOST_TEST((read.front() == InboxKeyDates{.generation = 1, .made = {2}, .read_back = {}}));
}

BOOST_AUTO_TEST_CASE(without_a_date_the_newest_key_counts_from_the_first_version_that_has_one)
{
    auto keyring = Keyring::generate();
    BOOST_TEST(!age_of_inbox_key(keyring, after_days(4000)).has_value());
    BOOST_TEST(!is_renewal_due(keyring, std::nullopt, after_days(4000)));
    carry_dates(keyring, std::nullopt, after_days(1));
    BOOST_TEST(!is_renewal_due(keyring, std::nullopt, after_days(365)));
    BOOST_TEST(is_renewal_due(keyring, std::nullopt, after_days(366)));
    // Carried again, it stays.
    carry_dates(keyring, std::nullopt, after_days(300));
    BOOST_TEST(is_renewal_due(keyring, std::nullopt, after_days(366)));
    BOOST_TEST(!is_renewal_due(keyring, 31, after_days(31)));
    BOOST_TEST(is_renewal_due(keyring, 31, after_days(32)));
    // A policy of no day at all is one of a day; one that no number of milliseconds holds is never due.
    BOOST_TEST(!is_renewal_due(keyring, 0, after_days(1)));
    BOOST_TEST(is_renewal_due(keyring, 0, after_days(2)));
    BOOST_TEST(!is_renewal_due(keyring, (std::uint64_t{1} << 53) - 1, after_days(4000)));
}

BOOST_AUTO_TEST_CASE(a_replaced_key_is_kept_thirty_days_after_the_self_grant_was_read_back_and_seven_when_shredding)
{
    auto keyring = renewed_keyring(10, std::nullopt);
    BOOST_TEST(first_kept_generation(keyring, std::nullopt, after_days(4000)) == 0U);
    carry_dates(keyring, ReadBack{1, after_days(12)}, after_days(12));
    BOOST_TEST(first_kept_generation(keyring, std::nullopt, after_days(41)) == 0U);
    BOOST_TEST(first_kept_generation(keyring, std::nullopt, after_days(42)) == 1U);
    BOOST_TEST(first_kept_generation(keyring, 32, after_days(41)) == 0U);
    BOOST_TEST(first_kept_generation(keyring, 31, after_days(18)) == 0U);
    BOOST_TEST(first_kept_generation(keyring, 31, after_days(19)) == 1U);
    // Read back again, by another device or another day: the first date counts.
    carry_dates(keyring, ReadBack{1, after_days(40)}, after_days(40));
    BOOST_TEST(first_kept_generation(keyring, std::nullopt, after_days(42)) == 1U);

    auto const newest = keyring.newest_inbox_key().key.public_key();
    BOOST_TEST(!drop_inbox_keys(keyring, 0));
    BOOST_TEST(drop_inbox_keys(keyring, 1));
    BOOST_REQUIRE(keyring.inbox_keys.size() == 1U);
    BOOST_TEST((keyring.inbox_keys.front().key.public_key() == newest));
    BOOST_TEST(keyring.inbox_dates.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_not_there_replaces_none)
{
    auto keyring = Keyring::generate();
    keyring.inbox_dates = {{.generation = 7, .made = k_begin, .read_back = k_begin}};
    BOOST_TEST(first_kept_generation(keyring, std::nullopt, after_days(400)) == 0U);
    carry_dates(keyring, ReadBack{9, k_begin}, k_begin);
    BOOST_TEST(std::ranges::count(keyring.inbox_dates, 9U, &InboxKeyDates::generation) == 0);
}

BOOST_AUTO_TEST_CASE(two_versions_unite_to_the_first_making_and_the_last_reading)
{
    auto one = renewed_keyring(10, 12);
    auto other = one.clone();
    other.inbox_dates = {
        {.generation = 1, .made = after_days(9), .read_back = after_days(14)},
        {.generation = 2, .made = after_days(20), .read_back = {}}};
    one.unite(other);
    BOOST_REQUIRE(one.inbox_dates.size() == 3U);
    BOOST_TEST((one.inbox_dates[0] == InboxKeyDates{.generation = 0, .made = k_begin, .read_back = {}}));
    BOOST_TEST(
        (one.inbox_dates[1] == InboxKeyDates{.generation = 1, .made = after_days(9), .read_back = after_days(14)}));
    BOOST_TEST((one.inbox_dates[2] == InboxKeyDates{.generation = 2, .made = after_days(20), .read_back = {}}));
}

BOOST_AUTO_TEST_CASE(a_date_of_a_clock_that_was_wrong_neither_delays_for_ever_nor_lets_a_key_go_before_it_was_replaced)
{
    auto ahead = renewed_keyring(4000, 4001);
    BOOST_TEST(!is_renewal_due(ahead, std::nullopt, after_days(400)));
    carry_dates(ahead, std::nullopt, after_days(400));
    BOOST_TEST(is_renewal_due(ahead, std::nullopt, after_days(765)));
    BOOST_TEST(first_kept_generation(ahead, std::nullopt, after_days(429)) == 0U);
    BOOST_TEST(first_kept_generation(ahead, std::nullopt, after_days(430)) == 1U);
    // Another device differs by minutes.
    auto beside = renewed_keyring(1, std::nullopt);
    auto const made = beside.inbox_dates.back().made;
    carry_dates(beside, std::nullopt, {made.ms - 60'000});
    BOOST_TEST((beside.inbox_dates.back().made == made));
    // Read back before it was made: by a clock that was behind.
    carry_dates(beside, ReadBack{1, {0}}, after_days(2));
    BOOST_TEST((beside.inbox_dates.back().read_back == made));
}

BOOST_AUTO_TEST_SUITE_END()
