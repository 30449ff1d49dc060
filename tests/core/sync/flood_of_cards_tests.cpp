// Whoever holds or held a key of the registry draws identities and signs cards for them: a card makes nobody a member.

#include <boost/test/unit_test.hpp>

#include "core/ledger/op.hpp"
#include "core/ledger/segment.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::Peer;
using Verb = testing::MemoryRemote::Verb;

namespace {

/// Who left keeps a key of the registry and one of the shared compartment.
struct FloodedByCards : HostileCouncil {
    FloodedByCards()
    {
        former = to_bytes(directory_secret(mayor));
        auto const* const registry = mayor.vault->knowledge().registry();
        former_epoch = registry->write_epoch(mayor.cid)->id();
        former_key = to_bytes(mayor.vault->knowledge().keys().find(mayor.cid, former_epoch));
        mayor.remove(other.member());
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_REQUIRE(school.synchronise().has_value());
    }

    struct Stranger {
        crypto::SigningKey identity{crypto::SigningKey::generate()};
        crypto::SigningKey device_key{crypto::SigningKey::generate()};

        [[nodiscard]] MemberId member() const { return crypto::member_id(identity.public_key()); }
        [[nodiscard]] DeviceId device() const { return crypto::device_id(member(), device_key.public_key()); }
    };

    ObjectName put_object(Bytes object)
    {
        auto const name = crypto::object_name(object);
        server.put(sync::object_path(name), std::move(object));
        return name;
    }
    ObjectName put_card(Stranger const& of)
    {
        ledger::Card card = school.first_card().card;
        card.identity = of.identity.public_key();
        card.devices = {{of.device_key.public_key(), ledger::DeviceState::InUse}};
        auto object = sync::seal_card(
            former, mayor.vault->id(), ledger::sign_card(std::move(card), of.identity, mayor.vault->id()));
        BOOST_REQUIRE(object.has_value());
        return put_object(std::move(*object));
    }
    /// Under the epoch that he held: its author had not seen the rotation, for all that the others know.
    ledger::ChainEnd put_segment(DeviceId const& device, crypto::SigningKey const& key)
    {
        ledger::OpDraft const op{.kind = ledger::OpKind::Set, .t = 1, .target = Bytes(16, 1), .payload = Bytes(20, 1)};
        ledger::SegmentDraft draft;
        draft.address = {device, mayor.cid, 1};
        draft.eid = former_epoch;
        draft.ops = {&op, 1};
        auto sealed = ledger::seal_segment(mayor.vault->id(), draft, key, former_key);
        BOOST_REQUIRE(sealed.has_value());
        segments.insert(sync::object_path(sealed->name));
        server.put(sync::object_path(sealed->name), sealed->object);
        return {mayor.cid, 1, sealed->bh, sealed->name};
    }
    void put_head_of(Stranger const& of, ObjectName const& card)
    {
        auto head = school.head_of(school)->head;
        head.device = of.device();
        head.card = {1, card};
        head.chains = {put_segment(of.device(), of.device_key)};
        ledger::Table table;
        table.chains = head.chains;
        auto const sealed = ledger::seal_table(mayor.vault->id(), of.device(), head.counter, table, former);
        BOOST_REQUIRE(sealed.has_value());
        server.put(sync::object_path(sealed->ref.name), sealed->object);
        head.table = sealed->ref;
        put_head(sync::head_path(of.device()), head, of.device_key, former);
    }
    /// Signed by who was removed, with devices that nobody saw before; named by the head of the first of them.
    DeviceId put_late_card(std::uint32_t version, std::size_t devices)
    {
        auto card = other.first_card().card;
        card.version = version;
        Stranger device;
        card.devices.push_back({device.device_key.public_key(), ledger::DeviceState::InUse});
        for (std::size_t i = 1; i < devices; ++i)
            card.devices.push_back({crypto::SigningKey::generate().public_key(), ledger::DeviceState::InUse});
        auto object = sync::seal_card(
            former, mayor.vault->id(), ledger::sign_card(card, other.keyring.identity, mayor.vault->id()));
        BOOST_REQUIRE(object.has_value());
        auto head = school.head_of(school)->head;
        head.device = crypto::device_id(other.member(), device.device_key.public_key());
        head.card = {version, put_object(std::move(*object))};
        late_cards.emplace(head.device, head.card.name);
        head.chains.clear();
        head.table.reset();
        put_head(sync::head_path(head.device), head, device.device_key, former);
        return head.device;
    }
    void flood(std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            strangers.emplace_back();
            auto const card = put_card(strangers.back());
            cards.insert(card);
            put_head_of(strangers.back(), card);
        }
    }
    void count_segments(Peer& of)
    {
        of.remote.fault = [this](Verb verb, std::string const& path) -> std::optional<ports::RemoteAnswer> {
            asked_segments += verb == Verb::Get && segments.contains(path) ? 1U : 0U;
            return std::nullopt;
        };
    }
    /// How often each object was asked for.
    static std::map<std::string, std::size_t> count_reads(Peer& of, int polls)
    {
        std::map<std::string, std::size_t> reads;
        of.remote.fault = [&reads](Verb verb, std::string const& path) -> std::optional<ports::RemoteAnswer> {
            reads[path] += verb == Verb::Get ? 1U : 0U;
            return std::nullopt;
        };
        for (int poll = 0; poll < polls; ++poll)
            BOOST_REQUIRE(of.synchronise().has_value());
        of.remote.fault = nullptr;
        return reads;
    }
    [[nodiscard]] static std::size_t kept_on_disk(Peer const& of)
    {
        std::size_t count = 0;
        for (auto const& [name, place] : of.disk.places) {
            count += static_cast<std::size_t>(std::ranges::count_if(
                place.entries, [](auto const& entry) { return sync::LocalVault::is_kept(entry.first); }));
        }
        return count;
    }
    void all_are_strangers_to(Peer const& reader) const
    {
        auto const& knowledge = reader.vault->knowledge();
        for (auto const& stranger : strangers) {
            BOOST_REQUIRE(!knowledge.cards().find_device(stranger.device()).has_value());
            BOOST_REQUIRE((knowledge.heads().in_use(stranger.device()) == nullptr));
        }
        BOOST_TEST(knowledge.end_hints() == 0U);
        BOOST_TEST(knowledge.heads().waiting() <= sync::k_most_waiting_heads);
        BOOST_TEST(knowledge.strange_cards() <= sync::k_most_strange_cards);
        BOOST_TEST(knowledge.records(mayor.cid)->chains().pending().empty());
    }

    Bytes former{};
    EpochId former_epoch{};
    Bytes former_key{};
    std::vector<Stranger> strangers{};
    std::set<ObjectName> cards{};
    std::map<DeviceId, ObjectName> late_cards{};
    std::set<std::string> segments{};
    std::size_t asked_segments{0};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(floods_of_cards, FloodedByCards)

BOOST_AUTO_TEST_CASE(attack_34_a_card_that_a_stranger_signs_for_himself_makes_no_device_known)
{
    // The same of a member is asked for and held.
    count_segments(mayor);
    auto const segment = put_segment(school.device(), school.device_key);
    restate([&](ledger::Head& head) { head.chains = {segment}; });
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(asked_segments == 1U);

    flood(150);
    asked_segments = 0;
    auto const kept = kept_on_disk(mayor);
    for (int poll = 0; poll < 6; ++poll) {
        BOOST_REQUIRE(mayor.synchronise().has_value());
        all_are_strangers_to(mayor);
        BOOST_TEST(mayor.vault->knowledge().strange_cards() > 0U);
    }
    BOOST_TEST(asked_segments == 0U);
    BOOST_TEST(kept_on_disk(mayor) == kept);
    BOOST_TEST(!mayor.vault->is_write_stopped());
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 0U);

    mayor.kill();
    mayor.reopen();
    BOOST_TEST(mayor.vault->knowledge().strange_cards() == 0U);
    BOOST_TEST(mayor.vault->knowledge().cards().find_device(school.device()).has_value());
}

BOOST_AUTO_TEST_CASE(cards_of_strangers_are_held_in_bounded_number_and_hide_no_member)
{
    flood(sync::k_most_strange_cards + 150);
    std::size_t most = 0;
    for (int poll = 0; poll < 25; ++poll) {
        auto const record = publish(school, "Malgré la foule");
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(mayor.read(record) == "Malgré la foule");
        most = std::max(most, mayor.vault->knowledge().strange_cards());
        BOOST_REQUIRE(most <= sync::k_most_strange_cards);
    }
    // More came than are held.
    BOOST_TEST(most == sync::k_most_strange_cards);
    all_are_strangers_to(mayor);
    // Somebody is let in meanwhile.
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    for (int poll = 0; poll < 200 && !late.vault->standing().is_let_in(); ++poll)
        BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_REQUIRE(late.vault->standing().is_let_in());
    auto const record = publish(late, "Nouvelle");
    for (auto* const reader : {&mayor, &school}) {
        // The first fetch names his device, the second reads its head.
        BOOST_REQUIRE(reader->synchronise().has_value());
        BOOST_REQUIRE(reader->synchronise().has_value());
        BOOST_TEST(reader->read(record) == "Nouvelle");
    }
}

BOOST_AUTO_TEST_CASE(another_copy_of_a_strangers_card_is_fetched_once)
{
    Stranger const of;
    put_head_of(of, put_card(of));
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->knowledge().strange_cards() == 1U);
    auto const copy = put_card(of);
    put_head_of(of, copy);
    auto const reads = count_reads(mayor, 4);
    BOOST_TEST(reads.at(sync::object_path(copy)) == 1U);
    BOOST_TEST(mayor.vault->knowledge().strange_cards() == 1U);
}

BOOST_AUTO_TEST_CASE(cards_of_strangers_that_gave_way_are_not_fetched_again)
{
    flood(sync::k_most_strange_cards + 100);
    auto const reads = count_reads(mayor, 40);
    BOOST_TEST(mayor.vault->knowledge().strange_cards() == sync::k_most_strange_cards);
    std::size_t most = 0;
    std::size_t fetched = 0;
    for (auto const& card : cards) {
        auto const found = reads.find(sync::object_path(card));
        fetched += found == reads.end() ? 0U : 1U;
        most = std::max(most, found == reads.end() ? 0U : found->second);
    }
    BOOST_TEST(fetched > sync::k_most_strange_cards);
    BOOST_TEST(most == 1U);
}

BOOST_AUTO_TEST_CASE(cards_are_bounded_too_while_the_registry_is_not_known_except_ones_own)
{
    sync::EpochKeys keys;
    keys.add(k_dir, SecretBytes::copy_of(former));
    sync::Knowledge waiting(mayor.vault->id(), std::move(keys));
    auto const take = [&](Stranger const& of, sync::Knowledge::Origin origin) {
        auto const name = put_card(of);
        auto const& object = server.documents.at(sync::object_path(name)).body;
        BOOST_REQUIRE(waiting.take_card(name, object, origin).has_value());
    };
    Stranger const own;
    take(own, sync::Knowledge::Origin::Self);
    for (std::size_t i = 0; i < sync::k_most_strange_cards + 50; ++i)
        take({}, sync::Knowledge::Origin::Elsewhere);
    (void)waiting.settle({1});
    BOOST_TEST(waiting.strange_cards() == sync::k_most_strange_cards);
    BOOST_TEST((waiting.cards().current(own.member()) != nullptr));
}

BOOST_AUTO_TEST_CASE(a_card_that_comes_before_the_act_that_names_its_member_counts_once_it_does)
{
    Peer late(server);
    late.answer(mayor, mayor.floor());
    auto object = sync::seal_card(directory_secret(mayor), mayor.vault->id(), late.first_card());
    BOOST_REQUIRE(object.has_value());
    auto head = school.head_of(school)->head;
    head.device = late.device();
    head.card = {1, put_object(std::move(*object))};
    head.chains.clear();
    head.table.reset();
    put_head(late.head_path(), head, late.device_key, directory_secret(mayor));
    for (auto* const reader : {&mayor, &school}) {
        BOOST_REQUIRE(reader->synchronise().has_value());
        BOOST_TEST(reader->vault->knowledge().strange_cards() == 1U);
        BOOST_TEST(!reader->vault->knowledge().cards().find_device(late.device()).has_value());
        BOOST_TEST((reader->vault->knowledge().cards().current(late.member()) != nullptr));
    }
    server.erase(late.head_path());
    mayor.let_in(late);
    BOOST_REQUIRE(school.synchronise().has_value());
    for (auto* const reader : {&mayor, &school}) {
        BOOST_TEST(reader->vault->knowledge().strange_cards() == 0U);
        reader->kill();
        reader->reopen();
        BOOST_TEST(reader->vault->knowledge().cards().find_device(late.device()).has_value());
    }
}

BOOST_AUTO_TEST_CASE(attack_43_the_card_of_who_was_removed_is_read_all_the_same)
{
    auto const card = mayor.vault->knowledge().cards().names_of(other.member());
    BOOST_TEST(card.size() == 1U);
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.vault->standing().is_let_in());
    BOOST_TEST(late.vault->knowledge().cards().find_device(other.device()).has_value());
}

BOOST_AUTO_TEST_CASE(cards_that_a_removed_member_goes_on_signing_are_held_in_bounded_number)
{
    auto const& known = mayor.vault->knowledge().cards();
    // One that was on its way when he was removed is read.
    auto const tablet = put_late_card(2, 1);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(known.all_of(other.member()).size() == 2U);
    BOOST_TEST(known.find_device(tablet).has_value());
    auto const crowd = put_late_card(3, sync::k_most_late_devices + 1);
    for (std::uint32_t version = 4; version < 20; ++version)
        put_late_card(version, 2);
    for (int poll = 0; poll < 3; ++poll)
        BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(!known.find_device(crowd).has_value());
    BOOST_TEST(known.all_of(other.member()).size() == 1U + sync::k_most_late_cards);
    BOOST_TEST(known.devices_of(other.member()).size() <= 2U + 2U * sync::k_most_late_cards);
    BOOST_TEST(!mayor.vault->is_write_stopped());
    mayor.kill();
    mayor.reopen();
    BOOST_TEST(mayor.vault->knowledge().cards().all_of(other.member()).size() == 1U + sync::k_most_late_cards);
}

BOOST_AUTO_TEST_CASE(a_late_card_that_was_refused_is_read_once_an_act_names_it)
{
    auto const& book = mayor.vault->knowledge().cards();
    for (std::uint32_t version = 2; version < 10; ++version)
        put_late_card(version, 1);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    // Refused once, and not asked for again.
    auto const is_refused = [&book](auto const& late) {
        return !book.find_device(late.first);
    };
    auto const refused = std::ranges::find_if(late_cards, is_refused);
    BOOST_REQUIRE((refused != late_cards.end()));
    BOOST_TEST(!count_reads(mayor, 3).contains(sync::object_path(refused->second)));
    // As whoever had seen it before the removal says.
    ledger::MemberOutOp const out{.member = other.member(), .marks = {}, .cards = {refused->second}};
    BOOST_REQUIRE(mayor.sign({out}).has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(book.find_device(refused->first).has_value());
    BOOST_TEST(book.all_of(other.member()).size() == 2U + sync::k_most_late_cards);
}

BOOST_AUTO_TEST_CASE(another_copy_of_a_late_card_that_is_held_takes_no_place)
{
    auto const& book = mayor.vault->knowledge().cards();
    BOOST_TEST(book.all_of(other.member()).size() == 1U);
    auto head = school.head_of(school)->head;
    for (std::size_t i = 0; i < 2 * sync::k_most_late_cards; ++i) {
        auto object = sync::seal_card(former, mayor.vault->id(), book.current(other.member())->card);
        BOOST_REQUIRE(object.has_value());
        Stranger const device;
        head.device = device.device();
        head.card = {1, put_object(std::move(*object))};
        head.chains.clear();
        head.table.reset();
        put_head(sync::head_path(head.device), head, device.device_key, former);
    }
    BOOST_REQUIRE(mayor.synchronise().has_value());
    for (std::uint32_t version = 2; version < 2 + sync::k_most_late_cards; ++version)
        put_late_card(version, 1);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(book.all_of(other.member()).size() == 1U + sync::k_most_late_cards);
}

BOOST_AUTO_TEST_SUITE_END()
