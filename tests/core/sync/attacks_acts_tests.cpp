// What a member who holds the registry's key may do to acts: copies with another signature, chains that are not there.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::Peer;

namespace {

struct HostileActs : HostileCouncil {
    /// Another envelope of that act, under a signature that is none; on the store.
    ObjectName put_bad_copy(ActHash const& hash)
    {
        auto bad = *mayor.vault->knowledge().registry()->carried(hash);
        crypto::random_fill(bad.signature.bytes);
        auto object = ledger::seal_act(directory_secret(mayor), mayor.vault->id(), bad).value();
        auto const name = crypto::object_name(object);
        server.put(sync::object_path(name), std::move(object));
        return name;
    }
    void roll_back_school()
    {
        auto const old_head = server.documents.at(school.head_path()).body;
        publish(school, "Suite");
        BOOST_REQUIRE(mayor.synchronise().has_value());
        newer_head = server.documents.at(school.head_path()).body;
        server.put(school.head_path(), old_head);
    }

    Bytes newer_head{};
};

std::size_t marks_of_last_removal(Peer const& peer)
{
    auto const* const registry = peer.vault->knowledge().registry();
    for (auto const& op : registry->act(registry->sequence().back())->ops) {
        if (auto const* const out = std::get_if<ledger::MemberOutOp>(&op))
            return out->marks->size();
    }
    return 0;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(hostile_acts, HostileActs)

BOOST_AUTO_TEST_CASE(flaw_27_a_badly_signed_copy_that_a_head_names_does_not_hide_the_good_one)
{
    BOOST_REQUIRE(mayor.sign({ledger::VisaOp{}}).has_value());
    auto const hash = mayor.vault->knowledge().registry()->sequence().back();
    BOOST_REQUIRE(mayor.sign({ledger::VisaOp{}}).has_value());
    auto const name = put_bad_copy(hash);
    restate([&](ledger::Head& head) { head.tips = {{hash, name}}; });

    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.vault->standing().is_let_in());
    BOOST_TEST(late.vault->knowledge().registry()->is_applied(hash));
    BOOST_TEST((late.vault->knowledge().act_name(hash) == mayor.vault->knowledge().act_name(hash)));
    // Nothing of the bad copy is on the disk.
    late.kill();
    late.reopen();
    BOOST_TEST((late.vault->knowledge().act_name(hash) == mayor.vault->knowledge().act_name(hash)));
    BOOST_TEST(late.vault->standing().is_let_in());
}

BOOST_AUTO_TEST_CASE(flaw_27_any_number_of_badly_signed_copies_of_a_tip_does_not_hide_the_good_one)
{
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    auto const hash = mayor.vault->knowledge().registry()->sequence().back();
    auto const good = *mayor.vault->knowledge().act_name(hash);
    // As many names before the good one as after it, and more than are kept.
    std::vector<ledger::TipRef> before;
    std::vector<ledger::TipRef> after;
    for (int i = 0; i < 2000 && (before.size() < 10 || after.size() < 10); ++i) {
        auto const name = put_bad_copy(hash);
        auto& side = name < good ? before : after;
        if (side.size() < 10)
            side.push_back({hash, name});
    }
    restate([&](ledger::Head& head) {
        head.tips = before;
        head.without_effect = after;
    });
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.vault->standing().is_let_in());
    BOOST_TEST((late.vault->knowledge().act_name(hash) == good));
    publish(late, "Là");
}

BOOST_AUTO_TEST_CASE(a_member_whose_head_names_invented_chains_is_removed_all_the_same)
{
    ledger::Table table;
    for (int i = 0; i < 2500; ++i)
        table.chains.push_back({crypto::random_id<CompartmentId>(), 1, crypto::random_id<BodyHash>(), {}});
    restate([&](ledger::Head& head) {
        auto const sealed =
            ledger::seal_table(mayor.vault->id(), school.device(), head.counter, table, directory_secret(mayor));
        BOOST_REQUIRE(sealed.has_value());
        server.put(sync::object_path(sealed->ref.name), sealed->object);
        head.table = sealed->ref;
    });
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->knowledge().heads().chain_ends(school.device()).size() >= 2500U);
    mayor.remove(school.member());
    BOOST_TEST(mayor.vault->knowledge().registry()->state().member(school.member())->is_out());
    BOOST_TEST(marks_of_last_removal(mayor) <= 1U);
}

BOOST_AUTO_TEST_CASE(nothing_is_signed_or_published_while_an_alarm_waits_to_be_read)
{
    roll_back_school();
    sync::ActWish wish{.ops = {ledger::VisaOp{}}, .log_key = {}, .verified = {}};
    auto plan = sync::plan_act(*mayor.vault, wish);
    BOOST_REQUIRE(plan.has_value());
    // The fetch between what was shown and the signature raises it.
    BOOST_REQUIRE(mayor.vault->pull().run().has_value());
    auto publication = sync::sign_plan(*mayor.vault, std::move(wish), std::move(*plan), mayor.keyring.identity);
    BOOST_REQUIRE(publication.has_value());
    auto const acts = mayor.vault->knowledge().registry()->sequence().size();
    auto const is_refused = [](auto const& result) {
        return !result.has_value() && result.error().code == ErrorCode::Fork;
    };
    BOOST_TEST(is_refused(mayor.vault->record_act(std::move(*publication)).run()));
    BOOST_TEST(mayor.vault->knowledge().registry()->sequence().size() == acts);
    BOOST_TEST(is_refused(mayor.vault->record_card(mayor.first_card(), {}).run()));
    BOOST_TEST(is_refused(mayor.vault->record_member_card(mayor.first_card()).run()));
    BOOST_TEST(is_refused(mayor.vault->record_grants({}).run()));
    BOOST_TEST(is_refused(mayor.vault->record_object("m/x", Bytes(1, 1)).run()));
    BOOST_TEST(is_refused(mayor.vault->flush_log().run()));
    BOOST_TEST(mayor.vault->acknowledge_alarm(0).run().has_value());
    BOOST_TEST(mayor.vault->record_grants({}).run().has_value());
    BOOST_TEST(mayor.sign({ledger::VisaOp{}}).has_value());
}

BOOST_AUTO_TEST_CASE(one_acknowledgement_does_not_silence_a_device)
{
    roll_back_school();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 1U);
    BOOST_TEST(mayor.vault->acknowledge_alarm(0).run().has_value());
    BOOST_TEST(!mayor.vault->is_write_stopped());
    server.put(school.head_path(), newer_head);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const held = counter_held(mayor, school);
    // Another one, later: it is an alarm of its own.
    roll_back_school();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 2U);
    BOOST_TEST(mayor.vault->is_write_stopped());
    BOOST_TEST(counter_held(mayor, school) > held);
}

BOOST_AUTO_TEST_CASE(an_acknowledgement_accepts_the_head_that_was_read_and_no_other)
{
    auto const first = server.documents.at(school.head_path()).body;
    auto const first_counter = counter_held(mayor, school);
    publish(school, "Un");
    auto const second = server.documents.at(school.head_path()).body;
    publish(school, "Deux");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    server.put(school.head_path(), first);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    server.put(school.head_path(), second);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 2U);
    BOOST_TEST(mayor.vault->acknowledge_alarm(0).run().has_value());
    BOOST_TEST(counter_held(mayor, school) == first_counter);
    BOOST_TEST(mayor.vault->is_write_stopped());
    BOOST_TEST(mayor.vault->acknowledge_alarm(1).run().has_value());
    BOOST_TEST(counter_held(mayor, school) == first_counter + 1);
    BOOST_TEST(!mayor.vault->is_write_stopped());
}

BOOST_AUTO_TEST_CASE(more_lines_than_one_segment_of_the_log_holds_are_several_segments)
{
    auto key = crypto::KemKey::generate();
    auto const period = utc_period(mayor.vault->now());
    BOOST_REQUIRE(mayor.sign({ledger::LogKeyOp{period, key.public_key()}}).has_value());
    for (int i = 0; i < 4100; ++i) {
        ledger::JournalEntry entry;
        entry.t = static_cast<std::uint64_t>(i) + 1;
        BOOST_REQUIRE(mayor.vault->log(entry).run().has_value());
    }
    auto const before = server.snapshot();
    BOOST_REQUIRE(mayor.vault->flush_log().run().has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(objects_since(before).size() == 2U);
    BOOST_TEST(mayor.head_of(mayor)->head.logs.at(0).seq == 2U);
}

BOOST_AUTO_TEST_CASE(flaw_40_a_newer_suite_stops_every_write)
{
    ledger::PolicyOp policy;
    policy.rules = ledger::k_known_rules;
    policy.min_suite = 2;
    policy.texts = mayor.vault->knowledge().registry()->state().policy().texts;
    BOOST_REQUIRE(mayor.sign({policy}).has_value());
    BOOST_TEST(mayor.vault->is_write_stopped());
    BOOST_TEST((mayor.vault->record_grants({}).run().error().code == ErrorCode::Upgrade));
    // From now on an object of that suite is one for a newer version, not a broken one.
    crypto::Context const context{.type = crypto::ObjectType::Card, .vault = mayor.vault->id()};
    auto object = crypto::make_envelope(Bytes(32, 1), context, Bytes(10, 1));
    object[5] = 2;
    BOOST_TEST((crypto::open_envelope(Bytes(32, 1), context, object).error().code == ErrorCode::Upgrade));
}

BOOST_AUTO_TEST_SUITE_END()
