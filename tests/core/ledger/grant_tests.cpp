#include "core/ledger/grant.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/audit.hpp"
#include "core/ledger/cbor.hpp"
#include "core/ledger/grant_recipients.hpp"
#include "tests/core/ledger/registry_world.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

ErrorCode code_named(std::string const& name)
{
    if (name == "E_FORMAT")
        return ErrorCode::Format;
    BOOST_REQUIRE(name == "E_AUTH");
    return ErrorCode::Auth;
}

Grant one_item(GrantTarget const& target, std::uint32_t generation)
{
    Grant grant;
    grant.target = target;
    grant.generation = generation;
    grant.items.push_back({k_dir, SecretBytes(32)});
    return grant;
}

class GrantVault : public RegistryWorld {
public:
    GrantVault() { add_prologue(); }

    [[nodiscard]] GrantItem item(std::string const& key_name, std::string const& compartment) const
    {
        return {cid(compartment), secret(key_name)};
    }
};

/// Cards of a member with two devices.
struct Holder {
    crypto::SigningKey identity{};
    crypto::SigningKey first{crypto::SigningKey::from_seed(ByteArray<32>{1})};
    crypto::SigningKey second{crypto::SigningKey::from_seed(ByteArray<32>{2})};
    crypto::KemKey inbox{crypto::KemKey::generate()};
    VaultId vault{};

    [[nodiscard]] Card card(std::uint32_t version) const
    {
        Card card;
        card.identity = identity.public_key();
        card.version = version;
        card.devices = {{first.public_key(), DeviceState::InUse}, {second.public_key(), DeviceState::InUse}};
        card.inbox_key = inbox.public_key();
        return card;
    }
    [[nodiscard]] DeviceId device(crypto::SigningKey const& key) const
    {
        return crypto::device_id(crypto::member_id(identity.public_key()), key.public_key());
    }
    [[nodiscard]] SignedCard sign(Card const& card) const { return sign_card(card, identity, vault); }
};

Holder holder_of(GrantVault const& world, std::string const& name)
{
    Holder holder;
    holder.identity = world.key(name).clone();
    holder.vault = world.vault();
    return holder;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grant)

BOOST_AUTO_TEST_CASE(the_published_grant_is_reproduced_and_opened)
{
    BOOST_REQUIRE(crypto::init());
    for (auto const& object : support::read_vectors("objects.json").at("objects")) {
        if (object.at("type") != "grant")
            continue;
        auto const key = crypto::KemKey::from_seed(support::hex_of(object, "seed"));
        auto const plain = support::hex_of(object, "plain");
        auto const vault = support::id_of<VaultId>(object, "vault_id");
        auto const read = decode_grant(plain);
        BOOST_REQUIRE(read.has_value());
        BOOST_TEST(to_bytes(encode_grant(*read).view()) == plain);
        BOOST_TEST(read->items.size() == 2u);
        auto const bytes = support::hex_of(object, "bytes");
        auto const opened = open_grant(vault, {&key, 0}, read->target, bytes);
        BOOST_REQUIRE(opened.has_value());
        BOOST_TEST(to_bytes(encode_grant(*opened).view()) == plain);
        crypto::Context const context{
            .type = crypto::ObjectType::Grant, .vault = vault, .id = support::id_of<InboxId>(object, "id").bytes};
        auto const sealed =
            crypto::make_seal_with_seed(key.public_key(), context, plain, support::hex_of(object, "encaps_seed"));
        BOOST_TEST(sealed.value() == bytes);
        return;
    }
    BOOST_FAIL("no grant in the vectors");
}

BOOST_AUTO_TEST_CASE(published_seals_that_are_no_grant_are_refused)
{
    std::size_t seen = 0;
    for (auto const& object : support::read_vectors("objects.json").at("negative")) {
        if (object.at("type") != "grant")
            continue;
        ++seen;
        auto const key = crypto::KemKey::from_seed(support::hex_of(object, object.contains("seed") ? "seed" : "key"));
        auto const opened =
            open_grant(support::id_of<VaultId>(object, "vault_id"), {&key, 0}, {}, support::hex_of(object, "bytes"));
        BOOST_REQUIRE(!opened);
        BOOST_TEST((opened.error().code == code_named(object.at("expect").get<std::string>())));
    }
    BOOST_TEST(seen == 5u);
}

BOOST_AUTO_TEST_CASE(a_grant_opens_for_its_recipient_and_names_him)
{
    GrantVault world;
    auto const target = target_of(world.member("M"));
    auto const key = crypto::KemKey::generate();
    auto const object = seal_grant(world.vault(), key.public_key(), one_item(target, 3)).value();
    BOOST_TEST(open_grant(world.vault(), {&key, 3}, target, object).has_value());
    BOOST_TEST((open_grant(world.vault(), {&key, 4}, target, object).error().code == ErrorCode::Context));
    auto const other = target_of(world.member("X"));
    BOOST_TEST((open_grant(world.vault(), {&key, 3}, other, object).error().code == ErrorCode::Context));
    auto const stranger = crypto::KemKey::generate();
    BOOST_TEST((open_grant(world.vault(), {&stranger, 3}, target, object).error().code == ErrorCode::Auth));
    BOOST_TEST((open_grant(VaultId{{1}}, {&key, 3}, target, object).error().code == ErrorCode::Auth));
}

BOOST_AUTO_TEST_CASE(what_is_not_a_grant_is_refused)
{
    CborWriter writer;
    writer.map(3).key(1).id(GrantTarget{});
    writer.key(2).unsigned_int(0);
    writer.key(3).array(1).array(2).id(k_dir).bytes(ByteArray<31>{});
    BOOST_TEST((decode_grant(writer.view()).error().code == ErrorCode::Encoding));
    CborWriter unknown;
    unknown.map(4).key(1).id(GrantTarget{});
    unknown.key(2).unsigned_int(0);
    unknown.key(3).array(0);
    unknown.key(4).null();
    BOOST_TEST((decode_grant(unknown.view()).error().code == ErrorCode::Upgrade));
    BOOST_TEST((decode_grant(Bytes{0x00}).error().code == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_CASE(flaw_55_an_item_counts_only_by_a_commit_that_the_acts_know)
{
    GrantVault world;
    world.act(3, "J", {2}, "[['rotate', 'c2', 'late']]");
    world.act(4, "F", {2}, "[['rank', 'J', null]]");
    auto const registry = world.registry();
    auto const is_epoch = [&](GrantItem const& item) {
        return registry->known_epoch(item.cid, crypto::commit_to(item.secret.view(), item.cid)) != nullptr;
    };
    BOOST_TEST(is_epoch(world.item("root/DIR", "DIR")));
    BOOST_TEST(is_epoch(world.item("#1/c1", "c1")));
    // Rotations of admissible acts without effect are known too: what was sealed under them must open.
    BOOST_TEST(!registry->is_applied(world.made(3).hash));
    BOOST_TEST(is_epoch(world.item("late", "c2")));
    // The key of another compartment, or an invented one, is nothing.
    BOOST_TEST(!is_epoch({world.cid("c2"), RegistryWorld::secret("#1/c1")}));
    BOOST_TEST(!is_epoch(world.item("invented", "c1")));
    BOOST_TEST(!is_epoch({k_log, RegistryWorld::secret("#1/c1")}));
}

BOOST_AUTO_TEST_CASE(a_log_seed_is_known_by_its_public_key)
{
    GrantVault world;
    auto const key = crypto::KemKey::generate();
    world.act_of(3, "F", {2}, {LogKeyOp{24300, key.public_key()}});
    auto const registry = world.registry();
    BOOST_TEST(find_log_key(*registry, crypto::KemKey::from_seed(key.seed()).public_key()).value_or(0) == 24300u);
    BOOST_TEST(!find_log_key(*registry, crypto::KemKey::generate().public_key()).has_value());
}

BOOST_AUTO_TEST_CASE(flaw_02_no_key_goes_to_a_card_that_keeps_a_device_which_is_out)
{
    GrantVault world;
    auto const holder = holder_of(world, "X");
    auto const card = holder.sign(holder.card(1));
    std::vector<SignedCard const*> cards{&card};
    auto const bar = [&] {
        return grant_bar(
            world.registry()->state(), *world.registry()->state().member(world.member("X")), world.cid("c1"), cards,
            {});
    };
    BOOST_TEST((bar() == GrantBar::None));
    world.act_of(3, "A", {2}, {DeviceOutOp{world.member("X"), holder.device(holder.second), {}}});
    BOOST_TEST((bar() == GrantBar::DeviceNotMarked));
    // The owner marks it, with a new key: he gets keys at once.
    auto marked = holder.card(2);
    mark_lost(marked, holder.second.public_key(), crypto::KemKey::generate().public_key());
    auto const next = holder.sign(marked);
    cards.push_back(&next);
    BOOST_TEST((bar() == GrantBar::None));
}

BOOST_AUTO_TEST_CASE(flaw_03_a_device_out_about_a_device_he_never_had_cuts_nobody_off)
{
    GrantVault world;
    auto const holder = holder_of(world, "X");
    auto const card = holder.sign(holder.card(1));
    world.act_of(3, "K", {2}, {DeviceOutOp{world.member("X"), DeviceId{{0x33}}, {}}});
    auto const registry = world.registry();
    std::vector<SignedCard const*> const cards{&card};
    auto const& state = registry->state();
    BOOST_TEST(!state.member(world.member("X"))->devices_out.empty());
    BOOST_TEST((grant_bar(state, *state.member(world.member("X")), world.cid("c1"), cards, {}) == GrantBar::None));
}

namespace {

/// X25519 half of small order: the last 32 bytes.
crypto::KemPublic of_low_order(crypto::KemPublic key)
{
    std::fill(key.bytes.end() - 32, key.bytes.end(), std::uint8_t{0});
    return key;
}

/// ML-KEM half with coefficients above its prime, in 12 bits each.
crypto::KemPublic not_canonical(crypto::KemPublic key)
{
    std::fill(key.bytes.begin(), key.bytes.begin() + 3, std::uint8_t{0xFF});
    return key;
}

bool lacks(AuditReport const& report, MemberId const& member)
{
    return std::ranges::find(report.without_key, target_of(member), &ReaderWithoutKey::reader) !=
           report.without_key.end();
}

}  // namespace

BOOST_AUTO_TEST_CASE(flaw_56_one_key_that_is_none_bars_nobody_else_and_is_reported)
{
    GrantVault world;
    auto const registry = world.registry();
    auto const m = world.member("M");
    auto const x = world.member("X");
    auto const holder = holder_of(world, "M");
    auto const card_m = holder.sign(holder.card(1));
    std::vector<CompartmentId> const cids{world.cid("c1"), k_dir};
    for (auto const spoil : {of_low_order, not_canonical}) {
        auto const other = holder_of(world, "X");
        auto const good = other.sign(other.card(1));
        auto bad = other.card(2);
        bad.inbox_key = spoil(bad.inbox_key);
        auto const card_x = other.sign(bad);
        BOOST_TEST(
            (seal_grant(world.vault(), bad.inbox_key, one_item(target_of(x), 0)).error().code == ErrorCode::Auth));

        CardsByMember const cards{{m, {&card_m}}, {x, {&good, &card_x}}};
        auto const plan = plan_grants(registry->state(), cids, cards, {});
        BOOST_REQUIRE(plan.recipients.size() == 2u);
        BOOST_TEST((plan.recipients.front().target == target_of(m)));
        BOOST_TEST((plan.recipients.front().cids == cids));
        BOOST_TEST((plan.recipients.back().target == target_of(world.set_op("S1").set_id())));
        auto const waits = std::ranges::count_if(plan.waiting, [&x](GrantPlan::Waiting const& waiting) {
            return waiting.member == x && waiting.bar == GrantBar::BadKey;
        });
        BOOST_TEST(waits == 2);

        // By the acts the key went to both; the audit says the same as the plan.
        BOOST_TEST(registry->key_went_to(cids[0], registry->write_epoch(cids[0])->commit, x));
        AuditInput input;
        input.registry = registry.get();
        input.cards = cards;
        auto const report = audit(input);
        BOOST_TEST(!lacks(report, m));
        BOOST_REQUIRE(lacks(report, x));
        for (auto const& one : report.without_key) {
            BOOST_TEST((one.lack == KeyLack::BadKey));
            BOOST_TEST(!one.may_be_granted);
        }
        // Another card, with a key: as if nothing had been.
        auto next = other.card(3);
        auto const repaired = other.sign(next);
        input.cards.at(x).push_back(&repaired);
        BOOST_TEST(!lacks(audit(input), x));
    }
}

BOOST_AUTO_TEST_CASE(flaw_56_a_decapsulation_that_succeeds_opens_nothing_by_itself)
{
    GrantVault world;
    auto const holder = holder_of(world, "X");
    auto const target = target_of(world.member("X"));
    auto const sealed = seal_grant(world.vault(), holder.inbox.public_key(), one_item(target, 0));
    BOOST_REQUIRE(sealed.has_value());
    GrantKey const key{&holder.inbox, 0};
    BOOST_TEST(open_grant(world.vault(), key, target, *sealed).has_value());
    constexpr std::size_t k_header = 8;
    for (std::size_t const at : {k_header, k_header + 500, k_header + crypto::k_kem_cipher_size - 1}) {
        auto changed = *sealed;
        changed[at] ^= 1;
        auto const ciphertext = BytesView(changed).subspan(k_header, crypto::k_kem_cipher_size);
        bool const is_ml_kem = at + 32 < k_header + crypto::k_kem_cipher_size;
        BOOST_TEST((!is_ml_kem || crypto::decapsulate(holder.inbox, ciphertext).has_value()));
        auto const opened = open_grant(world.vault(), key, target, changed);
        BOOST_REQUIRE(!opened.has_value());
        BOOST_TEST((opened.error().code == ErrorCode::Auth));
    }
}

BOOST_AUTO_TEST_CASE(flaw_63_nominative_classes_need_both_texts_and_some_the_words)
{
    GrantVault world;
    auto const charter = crypto::text_hash("charte");
    auto const rules = crypto::text_hash("règlement intérieur");
    CompartmentShape const nominative{3, GroupId{{1}}, 3, CompartmentSalt{{1}}};
    CompartmentShape const judicial{4, GroupId{{1}}, 3, CompartmentSalt{{1}}};
    auto const c3 = compartment_id(nominative, world.author("F"));
    auto const c4 = compartment_id(judicial, world.author("F"));
    PolicyOp policy;
    policy.texts = std::vector<TextInForce>{{1, 2, charter}, {2, 1, rules}};
    auto const m = world.member("M");
    world.act_of(
        3, "F", {2},
        {policy, CompartmentOp{nominative}, CompartmentOp{judicial}, RoleOp{m, c3, 2, 4, {}}, RoleOp{m, c4, 2, 4, {}}});
    auto const registry = world.registry();
    auto const& state = registry->state();
    auto const holder = holder_of(world, "M");
    auto const bar = [&](CompartmentId const& cid, std::vector<Acceptance> accepted,
                         std::set<MemberId> const& verified) {
        auto card = holder.card(1);
        card.acceptances = std::move(accepted);
        auto const signed_card = holder.sign(card);
        std::vector<SignedCard const*> const cards{&signed_card};
        return grant_bar(state, *state.member(m), cid, cards, verified);
    };
    Acceptance const good_charter{AcceptedText::Charter, 2, charter, {}};
    Acceptance const good_rules{AcceptedText::RulesOfProcedure, 1, rules, {}};
    Acceptance const old_charter{AcceptedText::Charter, 1, charter, {}};
    Acceptance const other_charter{AcceptedText::Charter, 2, rules, {}};
    BOOST_TEST((bar(c3, {}, {}) == GrantBar::TextsNotAccepted));
    BOOST_TEST((bar(c3, {good_charter}, {}) == GrantBar::TextsNotAccepted));
    BOOST_TEST((bar(c3, {old_charter, good_rules}, {}) == GrantBar::TextsNotAccepted));
    BOOST_TEST((bar(c3, {other_charter, good_rules}, {}) == GrantBar::TextsNotAccepted));
    BOOST_TEST((bar(c3, {good_charter, good_rules}, {}) == GrantBar::None));
    BOOST_TEST((bar(c4, {good_charter, good_rules}, {}) == GrantBar::NotVerified));
    BOOST_TEST((bar(c4, {good_charter, good_rules}, {m}) == GrantBar::None));
    BOOST_TEST((bar(world.cid("c1"), {}, {}) == GrantBar::None));
    BOOST_TEST((bar(world.cid("c2"), {}, {}) == GrantBar::NotAReader));
    BOOST_TEST((bar(k_dir, {}, {}) == GrantBar::None));
}

BOOST_AUTO_TEST_CASE(a_rotating_act_grants_to_each_reader_and_to_the_officers)
{
    GrantVault world;
    auto const registry = world.registry();
    auto const holder_m = holder_of(world, "M");
    auto const holder_x = holder_of(world, "X");
    auto const card_m = holder_m.sign(holder_m.card(4));
    auto const card_x = holder_x.sign(holder_x.card(1));
    CardsByMember const cards{{world.member("M"), {&card_m}}, {world.member("X"), {&card_x}}};
    std::vector<CompartmentId> const cids{world.cid("c1"), world.cid("c2"), k_dir};
    auto const plan = plan_grants(registry->state(), cids, cards, {});
    // M reads c1 and DIR; X all three; the set comes last and gets everything; the others have no card here.
    BOOST_REQUIRE(plan.recipients.size() == 3u);
    for (auto const& recipient : plan.recipients) {
        if (recipient.target == target_of(world.member("M")))
            BOOST_TEST((recipient.cids == std::vector{world.cid("c1"), k_dir}));
        if (recipient.target == target_of(world.member("X")))
            BOOST_TEST((recipient.cids == cids));
    }
    BOOST_TEST((plan.recipients.back().target == target_of(world.set_op("S1").set_id())));
    BOOST_TEST((plan.recipients.back().cids == cids));
    BOOST_TEST(plan.waiting.size() == 3u + 2u + 3u + 2u);
    for (auto const& waiting : plan.waiting)
        BOOST_TEST((waiting.bar == GrantBar::NoCard));
}

BOOST_AUTO_TEST_CASE(a_grant_over_the_limit_is_an_error)
{
    auto const key = crypto::KemKey::generate();
    Grant grant{GrantTarget{}, 0, {}};
    for (int i = 0; i < 1500; ++i)
        grant.items.push_back({k_dir, crypto::random_secret(32)});
    auto const sealed = seal_grant(VaultId{}, key.public_key(), grant);
    BOOST_REQUIRE(!sealed.has_value());
    BOOST_TEST((sealed.error().code == ErrorCode::Format));
}

BOOST_AUTO_TEST_SUITE_END()
