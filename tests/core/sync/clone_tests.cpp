// A device whose disk was copied or restored, and written to on both sides (docs/protocol.md 3.5): who published less
// becomes another device, and what he had written reaches the others from there.

#include "core/domain/places.hpp"
#include "core/sync/former_devices.hpp"
#include "core/sync/lost_device.hpp"
#include "tests/core/sync/copied_council.hpp"

using namespace huisclos;
using testing::Copied;
using testing::k_of_copy;
using testing::MemoryRemote;
using testing::Peer;

BOOST_FIXTURE_TEST_SUITE(clones, Copied)

BOOST_AUTO_TEST_CASE(what_a_copy_had_not_published_reaches_the_others_from_its_new_device)
{
    copy.become_copy_of(school);
    auto const former = copy.device();
    auto const own = publish(school, "De l'original");
    auto const of_copy = find_out();
    BOOST_TEST(copy.vault->is_write_stopped());
    BOOST_TEST((copy.write("Refusé").error().code == ErrorCode::Clone));
    auto const head = server.documents.at(school.head_path()).body;

    go_on();
    BOOST_TEST((copy.device() != former));
    BOOST_TEST(!copy.vault->status().is_cloned);
    BOOST_TEST(copy.vault->status().pending == 0U);
    BOOST_TEST(copy.vault->knowledge().heads().alarms().empty());
    BOOST_TEST(same_bytes(server.documents.at(school.head_path()).body, head));
    all_synchronise();
    for (auto* const peer : {&mayor, &other, &school}) {
        BOOST_TEST(peer->read(own) == "De l'original");
        BOOST_TEST(peer->read(of_copy) == k_of_copy);
        BOOST_TEST(lines(*peer, of_copy) == 3U);
        BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
    }
    // With its time and identity.
    auto const sent = segments_of(copy.device());
    BOOST_REQUIRE(sent.size() == 1U);
    for (auto const& op : sent[0]->segment.ops)
        BOOST_TEST(op.orig.has_value());
    auto const* const card = mayor.vault->knowledge().cards().current(school.member());
    BOOST_REQUIRE(card != nullptr);
    BOOST_TEST(card->card.card.devices.size() == 2U);
    for (auto const& device : card->card.card.devices)
        BOOST_TEST((device.state == ledger::DeviceState::InUse));

    // Both go on, also after a restart.
    restart(school);
    restart(copy);
    auto const later = publish(school, "Suite de l'original");
    auto const later_of_copy = publish(copy, "Suite de la copie");
    all_synchronise();
    BOOST_TEST(!school.vault->status().is_cloned);
    BOOST_TEST(mayor.read(later) == "Suite de l'original");
    BOOST_TEST(mayor.read(later_of_copy) == "Suite de la copie");
    BOOST_REQUIRE(copy.synchronise().has_value());
    BOOST_TEST(copy.read(later) == "Suite de l'original");
    BOOST_TEST(!copy.vault->is_write_stopped());
    BOOST_TEST(segments_of(copy.device()).size() == 2U);
}

BOOST_AUTO_TEST_CASE(what_the_original_has_published_is_not_issued_again)
{
    // Written before the copy was made, sent after.
    school.remote.offline = true;
    auto const before = school.write("D'avant");
    BOOST_REQUIRE(before.has_value());
    (void)school.synchronise();
    copy.become_copy_of(school);
    school.remote.offline = false;
    publish(school, "De l'original");
    auto const of_copy = find_out();
    go_on();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(*before) == "D'avant");
    BOOST_TEST(mayor.read(of_copy) == k_of_copy);
    auto const sent = segments_of(copy.device());
    BOOST_REQUIRE(sent.size() == 1U);
    BOOST_TEST(sent[0]->segment.ops.size() == 3U);

    // Nothing more is written, now or after a restart.
    auto const objects = server.documents;
    restart(copy);
    BOOST_REQUIRE(copy.synchronise().has_value());
    BOOST_TEST(objects_since(objects).empty());
}

BOOST_AUTO_TEST_CASE(what_was_written_under_a_former_key_is_issued_again_under_the_one_in_force)
{
    copy.become_copy_of(school);
    mayor.remove(other.member());
    BOOST_REQUIRE(school.synchronise().has_value());
    publish(school, "De l'original");
    auto const of_copy = copy.write(k_of_copy);
    BOOST_REQUIRE(of_copy.has_value());
    (void)copy.synchronise();
    BOOST_REQUIRE(copy.vault->status().is_cloned);
    go_on();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(*of_copy) == k_of_copy);
    auto const sent = segments_of(copy.device());
    BOOST_REQUIRE(sent.size() == 1U);
    auto const* const epoch = mayor.vault->knowledge().registry()->write_epoch(mayor.cid);
    BOOST_REQUIRE(epoch != nullptr);
    BOOST_TEST((sent[0]->segment.eid == epoch->id()));
}

BOOST_AUTO_TEST_CASE(two_published_branches_are_told_once_and_both_survive)
{
    copy.become_copy_of(school);
    auto const own = publish(school, "De l'original");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    // The copy is longer: no head contradicts another, its chain does.
    auto const first = copy.write(k_of_copy);
    BOOST_REQUIRE(first.has_value());
    publish(copy, "Suite de la copie");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Fork) == 1U);

    // At its next session the original finds out, and becomes another device.
    restart(school);
    auto const unsent = school.write("Pas encore envoyé");
    BOOST_REQUIRE(unsent.has_value());
    (void)school.synchronise();
    BOOST_REQUIRE(school.vault->status().is_cloned);
    BOOST_REQUIRE(school.continue_as_new_device().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(!school.vault->is_write_stopped());
    for (auto* const peer : {&mayor, &other, &copy}) {
        BOOST_REQUIRE(peer->synchronise().has_value());
        BOOST_TEST(peer->read(own) == "De l'original");
        BOOST_TEST(peer->read(*first) == k_of_copy);
        BOOST_TEST(peer->read(*unsent) == "Pas encore envoyé");
        BOOST_TEST(lines(*peer, own) == 3U);
    }
    BOOST_TEST(mayor.alarms(ErrorCode::Fork) == 1U);
    BOOST_TEST(!mayor.vault->knowledge().records(mayor.cid)->chains().forks().empty());
}

BOOST_AUTO_TEST_CASE(a_copy_knows_it_over_a_restart_and_without_the_store)
{
    copy.become_copy_of(school);
    publish(school, "De l'original");
    auto const of_copy = find_out();
    copy.remote.offline = true;
    restart(copy);
    BOOST_TEST(copy.vault->status().is_cloned);
    BOOST_TEST(copy.vault->is_write_stopped());
    // What the copy has published cannot be asked for: nothing changes.
    BOOST_TEST((copy.continue_as_new_device().error().code == ErrorCode::Store));
    BOOST_TEST(copy.vault->status().is_cloned);
    BOOST_TEST((copy.vault->device() == school.device()));
    copy.remote.offline = false;
    go_on();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(of_copy) == k_of_copy);
}

BOOST_AUTO_TEST_CASE(what_is_no_copy_stays_the_device_that_it_is)
{
    auto const device = school.vault->device();
    BOOST_TEST((school.continue_as_new_device().error().code == ErrorCode::Missing));
    BOOST_TEST((school.vault->device() == device));
    publish(school, "Comme avant");
}

BOOST_AUTO_TEST_CASE(a_disk_that_refuses_leaves_the_former_device_which_starts_again)
{
    copy.become_copy_of(school);
    publish(school, "De l'original");
    auto const of_copy = find_out();
    copy.disk.full = true;
    BOOST_TEST((copy.continue_as_new_device().error().code == ErrorCode::Local));
    BOOST_TEST(copy.vault->is_write_stopped());
    copy.disk.full = false;
    // As long as it runs, nothing is written; what is noted is noted as the former device.
    BOOST_TEST((copy.continue_as_new_device().error().code == ErrorCode::Local));
    BOOST_REQUIRE(copy.vault->save_draft(7, SecretBytes::copy_of(as_bytes("Brouillon"))).run().has_value());
    auto const objects = server.documents;
    (void)copy.synchronise();
    BOOST_TEST(objects_since(objects).empty());
    restart(copy);
    BOOST_TEST((copy.vault->device() == school.device()));
    BOOST_TEST(copy.vault->status().is_cloned);
    BOOST_REQUIRE(copy.vault->drafts().contains(7));
    go_on();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(of_copy) == k_of_copy);
    restart(copy);
    BOOST_REQUIRE(copy.vault->drafts().contains(7));
    BOOST_TEST(as_text(copy.vault->drafts().at(7).view()) == "Brouillon");
}

BOOST_AUTO_TEST_CASE(lines_of_the_log_that_wait_go_with_the_new_device)
{
    copy.become_copy_of(school);
    publish(school, "De l'original");
    ledger::JournalEntry const line{.t = 1, .action = ledger::LogAction::Open, .object = {}, .cid = copy.cid};
    BOOST_REQUIRE(copy.vault->log(line).run().has_value());
    (void)find_out();
    go_on();
    restart(copy);
    BOOST_TEST((copy.vault->device() == copy.device()));
    BOOST_TEST((copy.vault->keys().device_key.public_key() == copy.device_key.public_key()));
    // No log key is published here: what waits says so.
    auto const flushed = copy.vault->flush_log().run();
    BOOST_REQUIRE(!flushed.has_value());
    BOOST_TEST((flushed.error().code == ErrorCode::NoKey));
}

BOOST_AUTO_TEST_CASE(lines_of_the_log_that_the_head_of_the_copy_hides_are_said_again_by_the_new_device)
{
    auto const key = crypto::KemKey::generate();
    auto const period = utc_period(mayor.vault->now());
    BOOST_REQUIRE(mayor.sign({ledger::LogKeyOp{period, key.public_key()}}).has_value());
    all_synchronise();
    copy.become_copy_of(school);
    for (auto const* name : {"Un", "Deux", "Trois"})
        publish(school, name);
    ledger::JournalEntry const line{.t = 1, .action = ledger::LogAction::Open, .object = {}, .cid = copy.cid};
    BOOST_REQUIRE(copy.vault->log(line).run().has_value());
    // As a lock does: sealed as the former device, never sent.
    BOOST_REQUIRE(copy.vault->flush_log().run().has_value());
    (void)find_out();
    go_on();
    auto const before = server.documents;
    BOOST_REQUIRE(copy.vault->flush_log().run().has_value());
    BOOST_REQUIRE(copy.synchronise().has_value());
    auto const head = mayor.head_of(copy);
    BOOST_REQUIRE(head.has_value());
    BOOST_TEST(head->head.logs.size() == 1U);
    BOOST_TEST(!objects_since(before).empty());
    // Once a later session has found no copy, they are let go of.
    restart(copy);
    BOOST_REQUIRE(copy.write("Plus tard").has_value());
    BOOST_REQUIRE(copy.synchronise().has_value());
    auto const after = server.documents;
    BOOST_REQUIRE(copy.vault->flush_log().run().has_value());
    BOOST_REQUIRE(copy.synchronise().has_value());
    BOOST_TEST(objects_since(after).empty());
}

BOOST_AUTO_TEST_CASE(an_act_that_a_copy_had_signed_is_published_by_its_new_device)
{
    copy.become_copy_of(mayor);
    publish(mayor, "De l'original");
    copy.remote.offline = true;
    ledger::CompartmentOp const compartment{
        {.class_number = static_cast<std::uint64_t>(domain::CompartmentClass::Nominatif),
         .group = crypto::random_id<GroupId>(),
         .formation = static_cast<std::uint64_t>(domain::Formation::Groupe),
         .salt = crypto::random_id<ledger::CompartmentSalt>()}};
    auto const made = ledger::compartment_id(compartment.shape, ledger::author_of(mayor.member()));
    ledger::RoleOp const role{
        .member = mayor.member(),
        .cid = made,
        .role = static_cast<std::uint8_t>(domain::Role::Manage),
        .profile = static_cast<std::uint32_t>(domain::Profile::Maire)};
    (void)copy.sign({compartment, role});
    copy.remote.offline = false;
    (void)copy.synchronise();
    BOOST_REQUIRE(copy.vault->status().is_cloned);
    go_on();
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.vault->knowledge().registry()->state().compartment(made) != nullptr);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->knowledge().registry()->state().compartment(made) != nullptr);
}

BOOST_AUTO_TEST_CASE(an_act_that_puts_the_former_device_out_marks_nothing_that_nobody_else_has)
{
    copy.become_copy_of(mayor);
    auto const former = copy.device();
    auto const own = publish(mayor, "De l'original");
    auto const of_copy = find_out();
    go_on();
    auto card = sync::card_with_lost_device(*copy.vault, copy.keyring, former);
    auto const recorded = copy.vault->record_card(std::move(card), sync::newest_sealing_seed(copy.keyring)).run();
    BOOST_REQUIRE(recorded.has_value());
    BOOST_REQUIRE(copy.sign({ledger::DeviceOutOp{.member = copy.member(), .device = former, .marks = {}}}).has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    auto const* const member = school.vault->knowledge().registry()->state().member(copy.member());
    BOOST_REQUIRE(member != nullptr);
    auto const* const out = member->devices_out.find(former);
    BOOST_REQUIRE((out != nullptr && out->marks != nullptr && !out->marks->empty()));
    auto const& chains = school.vault->knowledge().records(school.cid)->chains();
    for (auto const& mark : *out->marks)
        BOOST_TEST((mark.cid != school.cid || chains.node(mark.bh) != nullptr));
    BOOST_TEST(school.read(own) == "De l'original");
    BOOST_TEST(school.read(of_copy) == k_of_copy);
}

BOOST_AUTO_TEST_CASE(a_card_lists_eight_devices_in_use_at_most)
{
    ledger::Card card;
    for (std::size_t i = 0; i < ledger::k_max_devices_in_use; ++i) {
        BOOST_TEST(ledger::may_list_another_device(card));
        card.devices.push_back({crypto::SigningKey::generate().public_key(), ledger::DeviceState::InUse});
    }
    BOOST_TEST(!ledger::may_list_another_device(card));
    card.devices[3].state = ledger::DeviceState::Lost;
    BOOST_TEST(ledger::may_list_another_device(card));
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// The network breaks at that request, and the program ends; it is started again and finishes. False: it had ended
/// before.
bool breaks_at(std::size_t request)
{
    Copied town;
    town.copy.become_copy_of(town.school);
    auto const own = town.publish(town.school, "De l'original");
    auto const of_copy = town.find_out();
    BOOST_REQUIRE(town.copy.continue_as_new_device().has_value());
    std::size_t seen = 0;
    town.copy.remote.fault = [&](MemoryRemote::Verb, std::string const&) -> std::optional<ports::RemoteAnswer> {
        if (++seen < request)
            return std::nullopt;
        return ports::RemoteAnswer{ports::RemoteStatus::Unreachable, {}, {}};
    };
    (void)town.copy.synchronise();
    town.restart(town.copy);
    town.copy.remote.fault = {};
    for (int i = 0; i < 2; ++i) {
        BOOST_REQUIRE(town.copy.synchronise().has_value());
        town.all_synchronise();
    }
    BOOST_TEST(town.copy.vault->status().pending == 0U);
    BOOST_TEST(town.mayor.read(own) == "De l'original");
    BOOST_TEST(town.mayor.read(of_copy) == k_of_copy);
    BOOST_TEST(Copied::lines(town.mayor, of_copy) == 3U);
    BOOST_TEST(town.segments_of(town.copy.device()).size() == 1U);
    for (auto* const peer : {&town.mayor, &town.school, &town.other, &town.copy})
        BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
    return seen >= request;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_new_device_that_is_cut_between_any_two_requests_loses_and_doubles_nothing)
{
    constexpr std::size_t k_most_requests = 64;
    std::size_t request = 1;
    while (request < k_most_requests && breaks_at(request))
        ++request;
    BOOST_TEST(request > 8U);
    BOOST_TEST(request < k_most_requests);
}
