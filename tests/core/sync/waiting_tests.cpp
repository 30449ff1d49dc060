// protocol.md 3.7: « Without one, c is halted: edits stay in the local journal, "waiting for a key", until somebody who
// may rotates it. »

#include "tests/core/sync/halted_council.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_AUTO_TEST_SUITE(waiting_edits)

BOOST_FIXTURE_TEST_CASE(an_edit_without_a_key_is_on_the_disk_alone_and_shown_to_its_author, HaltedCouncil)
{
    halt();
    auto const objects = server.documents;
    BOOST_TEST(!school.write("refusée").has_value());  // Where the caller did not say that it may wait.
    BOOST_REQUIRE(rename(school, record, "pendant la halte").has_value());
    BOOST_TEST(names_of(school, record) == Strings{"pendant la halte"});
    BOOST_TEST(waiting(school) == 1U);
    BOOST_TEST((school.vault->waiting_places() == std::vector{school.cid}));
    BOOST_TEST(school.vault->refused_edits().empty());

    everybody_synchronises();
    BOOST_TEST(objects_since(objects).empty());
    BOOST_TEST(names_of(other, record) == Strings{"avant"});
    for (auto const& [path, document] : server.documents)
        BOOST_TEST(!holds(document.body, "pendant la halte"));
    for (auto const& [name, place] : school.disk.places) {
        for (auto const& [key, value] : place.entries)
            BOOST_TEST(!holds(value, "pendant la halte"));
    }

    school.remote.offline = true;
    restart(school);
    BOOST_TEST(names_of(school, record) == Strings{"pendant la halte"});
    BOOST_TEST(waiting(school) == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_disk_that_refuses_a_waiting_edit_makes_it_an_error_and_nothing_is_shown, HaltedCouncil)
{
    halt();
    school.disk.full = true;
    BOOST_TEST((rename(school, record, "perdue").error().code == ErrorCode::Local));
    school.disk.full = false;
    BOOST_TEST(names_of(school, record) == Strings{"avant"});
    BOOST_TEST(waiting(school) == 0U);
    restart(school);
    BOOST_TEST(names_of(school, record) == Strings{"avant"});
}

BOOST_FIXTURE_TEST_CASE(when_a_key_comes_it_is_written_once_with_its_time_and_what_it_replaced, HaltedCouncil)
{
    halt();
    BOOST_REQUIRE(rename(school, record, "pendant").has_value());
    auto const written_at = last_time(school, record);
    auto const chain = school.vault->knowledge().records(school.cid)->chains().size();
    school.clock.advance(60'000);
    rotate();
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(waiting(school) == 0U);
    BOOST_TEST(school.vault->knowledge().records(school.cid)->chains().size() == chain + 1);
    everybody_synchronises();
    for (auto* const one : {&school, &mayor, &other, &coordinator}) {
        BOOST_TEST(names_of(*one, record) == Strings{"pendant"});
        BOOST_TEST((past_of(*one, record) == Strings{"avant", "pendant"}));
        BOOST_TEST(last_time(*one, record) == written_at);
        BOOST_TEST(one->vault->knowledge().heads().alarms().empty());
    }
    // It is an op like another, not one issued again.
    auto const& entry = state_of(other, record).at(ledger::Space::Field, domain::field::k_nom).back();
    BOOST_TEST(!entry.op->is_reissued());

    auto const objects = server.documents;
    restart(school);
    everybody_synchronises();
    BOOST_TEST(objects_since(objects).empty());
    BOOST_TEST((past_of(school, record) == Strings{"avant", "pendant"}));
}

BOOST_FIXTURE_TEST_CASE(edits_of_one_field_stay_in_order_over_a_restart, HaltedCouncil)
{
    halt();
    BOOST_REQUIRE(rename(school, record, "un").has_value());
    BOOST_REQUIRE(rename(school, record, "deux").has_value());
    restart(school);
    BOOST_REQUIRE(rename(school, record, "trois").has_value());
    BOOST_TEST(names_of(school, record) == Strings{"trois"});
    BOOST_TEST((past_of(school, record) == Strings{"avant", "un", "deux", "trois"}));
    BOOST_TEST(waiting(school) == 3U);

    rotate();
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(rename(school, record, "quatre").has_value());
    everybody_synchronises();
    for (auto* const one : {&school, &mayor, &other}) {
        BOOST_TEST(names_of(*one, record) == Strings{"quatre"});
        BOOST_TEST((past_of(*one, record) == Strings{"avant", "un", "deux", "trois", "quatre"}));
    }
}

/// The key is there and nothing was sent yet: whatever is done next, what waited comes first.
BOOST_FIXTURE_TEST_CASE(an_edit_made_with_the_new_key_comes_after_what_waited, HaltedCouncil)
{
    halt();
    BOOST_REQUIRE(rename(school, record, "attendue").has_value());
    rotate();
    BOOST_REQUIRE(school.vault->pull().run().has_value());
    BOOST_REQUIRE(!school.vault->waits_for_key(school.cid));
    BOOST_REQUIRE(rename(school, record, "suivante").has_value());
    BOOST_TEST(waiting(school) == 0U);
    everybody_synchronises();
    BOOST_TEST(names_of(other, record) == Strings{"suivante"});
    BOOST_TEST((past_of(other, record) == Strings{"avant", "attendue", "suivante"}));
}

BOOST_FIXTURE_TEST_CASE(a_device_killed_at_any_step_loses_nothing_and_doubles_nothing, HaltedCouncil)
{
    halt();
    BOOST_REQUIRE(rename(school, record, "un").has_value());
    BOOST_REQUIRE(rename(school, record, "deux").has_value());
    rotate();
    // The key is known, nothing is written under it.
    BOOST_REQUIRE(school.vault->pull().run().has_value());
    restart(school);
    BOOST_TEST(waiting(school) == 2U);
    // The disk takes the first segment and not the second, then the program ends.
    BOOST_REQUIRE(school.vault->pull().run().has_value());
    school.disk.fail_after = school.disk.commits + 1;
    BOOST_TEST(!rename(school, record, "jamais").has_value());
    school.disk.fail_after = SIZE_MAX;
    BOOST_TEST(waiting(school) == 1U);
    restart(school);
    BOOST_TEST(waiting(school) == 1U);
    BOOST_TEST(names_of(school, record) == Strings{"deux"});
    // All is written and nothing leaves.
    school.remote.fault = [](testing::MemoryRemote::Verb verb, std::string const&) {
        return verb == testing::MemoryRemote::Verb::Put ? std::optional<ports::RemoteAnswer>(ports::RemoteAnswer{})
                                                        : std::nullopt;
    };
    (void)school.synchronise();
    BOOST_TEST(waiting(school) == 0U);
    BOOST_TEST(school.vault->status().pending > 0U);
    restart(school);
    school.remote.fault = {};
    everybody_synchronises();
    for (auto* const one : {&school, &mayor, &other}) {
        BOOST_TEST(names_of(*one, record) == Strings{"deux"});
        BOOST_TEST((past_of(*one, record) == Strings{"avant", "un", "deux"}));
        BOOST_TEST(one->vault->knowledge().heads().alarms().empty());
    }
}

BOOST_FIXTURE_TEST_CASE(another_s_edit_of_before_the_halt_and_one_that_waited_are_both_kept, HaltedCouncil)
{
    auto const objects = server.documents;
    BOOST_REQUIRE(rename(other, record, "de l’autre").has_value());
    BOOST_REQUIRE(other.synchronise().has_value());
    auto const of_other = objects_since(objects);
    school.remote.fault = [&](testing::MemoryRemote::Verb verb, std::string const& path) {
        bool const is_hidden = verb == testing::MemoryRemote::Verb::Get && of_other.contains(path);
        return is_hidden ? std::optional<ports::RemoteAnswer>({ports::RemoteStatus::NotFound, {}, {}}) : std::nullopt;
    };
    halt();
    BOOST_REQUIRE(names_of(school, record) == Strings{"avant"});
    school.clock.advance(60'000);
    BOOST_REQUIRE(rename(school, record, "de l’école").has_value());
    school.remote.fault = {};
    BOOST_REQUIRE(school.synchronise().has_value());
    Strings const both{"de l’autre", "de l’école"};
    BOOST_TEST(names_of(school, record) == both);
    rotate();
    BOOST_REQUIRE(school.synchronise().has_value());
    everybody_synchronises();
    for (auto* const one : {&school, &mayor, &other})
        BOOST_TEST(names_of(*one, record) == both);
    BOOST_REQUIRE(rename(mayor, record, "les deux").has_value());
    everybody_synchronises();
    BOOST_TEST(names_of(school, record) == Strings{"les deux"});
}

BOOST_FIXTURE_TEST_CASE(who_may_not_write_any_more_is_told_and_the_text_is_kept, HaltedCouncil)
{
    halt();
    BOOST_REQUIRE(rename(school, record, "un").has_value());
    BOOST_REQUIRE(rename(school, record, "deux").has_value());
    give_school(domain::Role::Read);
    rotate();
    auto const objects = server.documents;
    BOOST_REQUIRE(school.synchronise().has_value());
    auto const is_told = [this] {
        auto const refused = school.vault->refused_edits();
        BOOST_REQUIRE(refused.size() == 2U);
        BOOST_TEST(waiting(school) == 0U);
        BOOST_TEST(school.vault->waiting_places().empty());
        BOOST_TEST((refused[0].cid == school.cid));
        BOOST_TEST(*refused[1].ops.front()->inner.value.as_text() == "deux");
        BOOST_TEST(names_of(school, record) == Strings{"avant"});
    };
    is_told();
    restart(school);
    is_told();
    everybody_synchronises();
    BOOST_TEST(objects_since(objects).empty());
    BOOST_TEST(names_of(other, record) == Strings{"avant"});

    // What its author gives up is gone; what is left is written if he may again, over what the other replaced.
    BOOST_TEST(!school.vault->give_up(99).run().has_value());
    BOOST_REQUIRE(school.vault->give_up(school.vault->refused_edits().front().number).run().has_value());
    restart(school);
    BOOST_TEST(school.vault->refused_edits().size() == 1U);
    give_school(domain::Role::Write);
    everybody_synchronises();
    BOOST_TEST(school.vault->refused_edits().empty());
    BOOST_TEST(names_of(other, record) == Strings{"deux"});
    BOOST_TEST((past_of(other, record) == Strings{"avant", "deux"}));
}

/// He is not given the key of the act that removes him: all that he can see is that none comes.
BOOST_FIXTURE_TEST_CASE(who_is_out_keeps_what_waited_on_his_device_and_writes_nothing, HaltedCouncil)
{
    halt();
    BOOST_REQUIRE(rename(school, record, "un").has_value());
    mayor.remove(school.member());
    auto const objects = server.documents;
    (void)school.synchronise();
    restart(school);
    (void)school.synchronise();
    BOOST_TEST(school.vault->waits_for_key(school.cid));
    BOOST_TEST(names_of(school, record) == Strings{"un"});
    BOOST_TEST(waiting(school) + school.vault->refused_edits().size() == 1U);
    BOOST_TEST(objects_since(objects).empty());
    BOOST_TEST(names_of(mayor, record) == Strings{"avant"});
}

BOOST_FIXTURE_TEST_CASE(a_situation_made_without_a_key_waits_whole, HaltedCouncil)
{
    halt();
    RecordId made;
    auto const objects = server.documents;
    BOOST_REQUIRE(
        school.vault->write(school.cid, testing::compose_situation(made, "née pendant"), sync::WithoutKey::Wait)
            .run()
            .has_value());
    BOOST_REQUIRE(rename(school, made, "renommée pendant").has_value());
    BOOST_TEST(school.read(made) == "renommée pendant");
    restart(school);
    BOOST_TEST(school.read(made) == "renommée pendant");
    everybody_synchronises();
    BOOST_TEST(objects_since(objects).empty());
    rotate();
    everybody_synchronises();
    for (auto* const one : {&school, &mayor, &other}) {
        BOOST_TEST(names_of(*one, made) == Strings{"renommée pendant"});
        BOOST_TEST((state_of(*one, made).creator() == school.member()));
    }
    restart(school);
    BOOST_TEST(school.read(made) == "renommée pendant");
}

BOOST_FIXTURE_TEST_CASE(who_signs_the_rotation_writes_at_once_what_waited_on_his_device, HaltedCouncil)
{
    halt();
    BOOST_REQUIRE(rename(mayor, record, "du maire").has_value());
    rotate();
    BOOST_TEST(waiting(mayor) == 0U);
    everybody_synchronises();
    BOOST_TEST(names_of(other, record) == Strings{"du maire"});
}

/// What goes with an act cannot name what has no op id: both stay.
BOOST_FIXTURE_TEST_CASE(what_goes_with_the_rotation_stands_beside_what_waited, HaltedCouncil)
{
    halt();
    BOOST_REQUIRE(rename(mayor, record, "attendue").has_value());
    mayor.clock.advance(1000);
    BOOST_REQUIRE(mayor
                      .sign(
                          {ledger::RotateOp{.cid = mayor.cid}},
                          {{.cid = mayor.cid, .compose = renaming(record, "avec l’acte"), .is_needed = true}})
                      .has_value());
    BOOST_TEST(waiting(mayor) == 0U);
    everybody_synchronises();
    Strings const both{"attendue", "avec l’acte"};
    BOOST_TEST(names_of(other, record) == both);
}

BOOST_AUTO_TEST_SUITE_END()
