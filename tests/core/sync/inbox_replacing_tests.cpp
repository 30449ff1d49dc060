// What is put by under a sealing key that replaces another one, and when nothing holds that other one back.

#include <boost/test/unit_test.hpp>

#include "core/sync/inbox_book.hpp"

using namespace huisclos;
using sync::InboxBook;
using sync::InboxItem;
using sync::InboxObject;

namespace {

InboxItem key_of(std::uint8_t number)
{
    return {CompartmentId{{number}}, EpochId{{number}}};
}

InboxObject grant_with(std::set<InboxItem> items, std::optional<DeviceId> kept_by = {})
{
    return {InboxObject::Kind::Grant, std::move(items), kept_by};
}

constexpr DeviceId k_this_device{{1}};
constexpr DeviceId k_other_device{{2}};

struct ReplacingBook {
    void add(std::string const& path, InboxObject object) { book.note(path, std::move(object), facts.now); }

    InboxBook::Facts facts{
        .newest_folder = "b/new/", .device = k_this_device, .proved = {key_of(1), key_of(2), key_of(3)}, .now = {1000}};
    InboxBook book{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(inbox_replacing)

BOOST_FIXTURE_TEST_CASE(under_a_key_that_replaces_another_all_that_is_kept_is_put_by_once, ReplacingBook)
{
    add("b/new/1", grant_with({key_of(1)}));
    BOOST_TEST(!book.plan(facts).wants_self_grant);
    facts.is_replacing = true;
    BOOST_TEST(book.plan(facts).wants_self_grant);
    BOOST_TEST(!book.plan(facts).holds_all);
    add("b/new/other", grant_with({key_of(1), key_of(2), key_of(3)}, k_other_device));
    BOOST_TEST(!book.plan(facts).holds_all);
    add("b/new/self", grant_with({key_of(1), key_of(2), key_of(3)}, k_this_device));
    BOOST_TEST(book.plan(facts).holds_all);
    BOOST_TEST(book.plan(facts).has_self_grant);
    BOOST_TEST(!book.plan(facts).wants_self_grant);
    book.note_listing("b/new/", {"b/new/1", "b/new/other"});
    BOOST_TEST(!book.plan(facts).has_self_grant);
    BOOST_TEST(book.plan(facts).is_all_there);
    book.note_listing("b/new/", {"b/new/1"});
    BOOST_TEST(!book.plan(facts).is_all_there);
    add("b/new/self", grant_with({key_of(1), key_of(2), key_of(3)}, k_this_device));
    facts.newest_folder.clear();
    BOOST_TEST(!book.plan(facts).holds_all);
}

BOOST_FIXTURE_TEST_CASE(
    flaw_65_what_another_device_put_by_under_a_former_key_is_put_by_anew_before_that_key_goes, ReplacingBook)
{
    add("b/new/self", grant_with({key_of(1)}, k_this_device));
    add("b/old/other", grant_with({key_of(1), key_of(2)}, k_other_device));
    BOOST_TEST(!book.is_settled(facts, "b/old/"));
    BOOST_TEST(book.plan(facts).wants_self_grant);
    add("b/new/more", grant_with({key_of(1), key_of(2)}, k_this_device));
    BOOST_TEST(book.is_settled(facts, "b/old/"));
    BOOST_TEST(!book.plan(facts).wants_self_grant);
    // A key that nothing proves holds no seed back for ever, one that is kept does.
    add("b/old/unknown", grant_with({key_of(1), key_of(9)}));
    BOOST_TEST(!book.is_settled(facts, "b/old/"));
    BOOST_TEST(book.is_settled(facts, "b/elsewhere/"));
    facts.now.ms += sync::k_inbox_keep_ms - 1;
    BOOST_TEST(!book.is_settled(facts, "b/old/"));
    ++facts.now.ms;
    BOOST_TEST(book.is_settled(facts, "b/old/"));
    add("b/old/late", grant_with({key_of(3), key_of(9)}));
    BOOST_TEST(!book.is_settled(facts, "b/old/"));
    BOOST_TEST(book.is_settled(facts, "b/elsewhere/"));
}

BOOST_FIXTURE_TEST_CASE(
    a_grant_that_waits_for_its_act_holds_a_replaced_seed_back_two_months_at_most_however_many_come, ReplacingBook)
{
    add("b/new/self", grant_with({key_of(1), key_of(2), key_of(3)}, k_this_device));
    facts.replaced_at = facts.now;
    for (int month = 0; month < 2; ++month) {
        add("b/old/" + std::to_string(month), grant_with({key_of(9)}));
        BOOST_TEST(!book.is_settled(facts, "b/old/"));
        facts.now.ms += sync::k_inbox_keep_ms;
    }
    add("b/old/once_more", grant_with({key_of(9)}));
    BOOST_TEST(book.is_settled(facts, "b/old/"));
}

BOOST_AUTO_TEST_CASE(the_note_of_what_was_read_back_is_read_as_it_was_written)
{
    sync::SelfGrantRead const read{InboxId{{7}}, {1'796'000'000'000}};
    auto const again = sync::decode_self_grant_read(sync::encode_self_grant_read(read));
    BOOST_REQUIRE(again.has_value());
    BOOST_TEST((again->inbox == read.inbox));
    BOOST_TEST((again->at == read.at));
    BOOST_TEST(!sync::decode_self_grant_read(Bytes{0x80}).has_value());
    BOOST_TEST(!sync::decode_self_grant_read(Bytes{}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
