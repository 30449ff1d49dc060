#include "tests/support/sync/peer.hpp"

#include "core/base/require.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/places.hpp"
#include "core/sync/paths.hpp"

namespace huisclos::testing {

namespace {

constexpr std::string_view k_place = "0123456789abcdef";

/// What goes before a test must go well.
template <typename T>
T must(Result<T> result)
{
    if (!result)
        requirement_failed(std::string(result.error().what).c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

std::vector<ledger::TextInForce> texts()
{
    return {{1, 1, crypto::text_hash("Charte")}, {2, 1, crypto::text_hash("Règlement intérieur")}};
}

ledger::RoleOp manager(MemberId const& member, CompartmentId const& cid, domain::Profile profile)
{
    return {
        .member = member,
        .cid = cid,
        .role = static_cast<std::uint8_t>(domain::Role::Manage),
        .profile = static_cast<std::uint32_t>(profile)};
}

ports::StoreAddress const& address()
{
    static ports::StoreAddress const known{"https://store.example/v/", "token"};
    return known;
}

}  // namespace

void Peer::open(VaultId const& id, sync::DeviceKeys const& keys)
{
    m_ring_key = crypto::random_secret(32);
    auto place = must(places.open(std::string(k_place)).run());
    auto local = must(sync::LocalVault::create(
                          std::move(place), {id, device(), "test"}, m_ring_key.clone(), keys.encoded(), Bytes{1},
                          crypto::random_secret(16))
                          .run());
    vault = std::make_unique<sync::Vault>(
        sync::VaultPorts{remote, clock}, std::move(local), must(sync::DeviceKeys::decode(keys.encoded().view())));
    (void)vault->load(worker).run();
}

void Peer::reopen()
{
    auto local = must(sync::LocalVault::open(must(places.open(std::string(k_place)).run())).run());
    auto keys = must(local.unlock(m_ring_key.view()));
    vault = std::make_unique<sync::Vault>(sync::VaultPorts{remote, clock}, std::move(local), std::move(keys));
    (void)vault->load(worker).run();
}

ledger::SignedCard Peer::first_card() const
{
    ledger::Card card;
    card.identity = keyring.identity.public_key();
    card.devices = {{device_key.public_key(), ledger::DeviceState::InUse}};
    card.generation = keyring.newest_inbox_key().generation;
    card.inbox_key = keyring.newest_inbox_key().key.public_key();
    for (auto const& text : texts())
        card.acceptances.push_back({static_cast<ledger::AcceptedText>(text.what), 1, text.hash, clock.time});
    return ledger::sign_card(std::move(card), keyring.identity, vault->id());
}

void Peer::found()
{
    auto const enrolment = sync::begin_founding(address());
    keyring = enrolment.keyring.clone();
    device_key = enrolment.device_key.clone();
    open(enrolment.vault, sync::first_keys(enrolment));
    must(vault->found(*enrolment.gbody, first_card()).run());

    ledger::CompartmentOp const compartment{
        {.class_number = static_cast<std::uint64_t>(domain::CompartmentClass::Nominatif),
         .group = crypto::random_id<GroupId>(),
         .formation = static_cast<std::uint64_t>(domain::Formation::Groupe),
         .salt = crypto::random_id<ledger::CompartmentSalt>()}};
    cid = ledger::compartment_id(compartment.shape, ledger::author_of(member()));
    ledger::PolicyOp policy;
    policy.rules = ledger::k_known_rules;
    policy.min_suite = 1;
    policy.texts = texts();
    must(sign({policy, compartment, manager(member(), cid, domain::Profile::Maire)}));
}

void Peer::answer(Peer const& inviter, ledger::Floor floor)
{
    ledger::InvitationLink link;
    link.store = address();
    link.vault = inviter.vault->id();
    link.secret = crypto::random_secret(ledger::k_invite_secret_size);
    link.floor = std::move(floor);
    auto const enrolment = sync::begin_joining(link);
    keyring = enrolment.keyring.clone();
    device_key = enrolment.device_key.clone();
    cid = inviter.cid;
    open(enrolment.vault, sync::first_keys(enrolment));
}

void Peer::let_in(Peer const& invitee, std::optional<std::uint8_t> rank)
{
    auto const card = must(vault->record_member_card(invitee.first_card()).run());
    std::vector<ledger::ActOp> ops{ledger::MemberOp{invitee.keyring.identity.public_key(), card}};
    if (rank)
        ops.emplace_back(ledger::RankOp{invitee.member(), rank});
    ops.emplace_back(manager(invitee.member(), cid, domain::Profile::Coordonnateur));
    must(sign(std::move(ops)));
}

void Peer::remove(MemberId const& other, std::vector<sync::RecordWrite> records)
{
    auto const cards = vault->knowledge().cards().names_of(other);
    must(sign({ledger::MemberOutOp{.member = other, .marks = {}, .cards = cards}}, std::move(records)));
}

void Peer::become_device_of(Peer const& other)
{
    keyring = other.keyring.clone();
    device_key = crypto::SigningKey::generate();
    cid = other.cid;
    sync::AccountAccess access;
    access.address = address();
    access.vault = other.vault->id();
    sync::OpenIdentity identity;
    identity.account.keyring = keyring.clone();
    open(access.vault, sync::keys_of_new_device(access, identity, device_key));
    must(vault->synchronise().run());
    must(vault->record_card(sync::card_with_device(*vault, keyring, device_key.public_key()), {}).run());
    must(synchronise());
}

void Peer::become_copy_of(Peer const& other)
{
    disk = other.disk;
    clock = other.clock;
    keyring = other.keyring.clone();
    device_key = other.device_key.clone();
    cid = other.cid;
    m_ring_key = other.m_ring_key.clone();
    reopen();
}

Result<void> Peer::continue_as_new_device()
{
    auto key = crypto::SigningKey::generate();
    sync::NextDevice next;
    next.key = key.clone();
    next.card = sync::card_with_device(*vault, keyring, key.public_key());
    next.ring_key = m_ring_key.clone();
    HUISCLOS_TRY(vault->continue_as(std::move(next)).run());
    device_key = std::move(key);
    return {};
}

Result<void> Peer::sign(std::vector<ledger::ActOp> ops, std::vector<sync::RecordWrite> records)
{
    sync::ActWish wish{.ops = std::move(ops), .log_key = {}, .verified = {}};
    HUISCLOS_TRY_ASSIGN(plan, sync::plan_act(*vault, wish));
    HUISCLOS_TRY_ASSIGN(publication, sync::sign_plan(*vault, std::move(wish), std::move(plan), keyring.identity));
    publication.records = std::move(records);
    HUISCLOS_TRY_ASSIGN(missed, vault->record_act(std::move(publication)).run());
    left_out = missed;
    return synchronise();
}

void Peer::renew_inbox_key()
{
    auto const generation = keyring.newest_inbox_key().generation + 1;
    keyring.inbox_keys.push_back({generation, crypto::KemKey::generate()});
    auto card = ledger::next_card(vault->knowledge().cards().all_of(member()));
    card.generation = generation;
    card.inbox_key = keyring.newest_inbox_key().key.public_key();
    std::vector<sync::NumberedSeed> seeds;
    seeds.push_back({generation, SecretBytes::copy_of(keyring.newest_inbox_key().key.seed())});
    must(vault->record_card(ledger::sign_card(std::move(card), keyring.identity, vault->id()), std::move(seeds)).run());
}

sync::ComposeRecords compose_situation(RecordId& made, std::string_view name)
{
    return [&made, name = std::string(name)](ledger::RecordWriter& writer, ledger::RecordStore const&) -> Result<void> {
        auto const key = crypto::random_secret(32);
        made = writer.create(key.view());
        ledger::RecordHandle const handle{made, key.view(), nullptr};
        ledger::CborWriter type;
        type.unsigned_int(static_cast<std::uint64_t>(domain::RecordType::Situation));
        writer.set(handle, domain::field::k_type, type.view());
        ledger::CborWriter value;
        value.text(name);
        writer.set(handle, domain::field::k_nom, value.view());
        return {};
    };
}

Result<RecordId> write_situation(sync::Vault& vault, CompartmentId const& cid, std::string_view name)
{
    RecordId made;
    HUISCLOS_TRY(vault.write(cid, compose_situation(made, name)).run());
    return made;
}

std::string read_situation(sync::Vault const& vault, CompartmentId const& cid, RecordId const& record)
{
    auto const* const store = vault.knowledge().records(cid);
    auto const* const state = store == nullptr ? nullptr : store->find(record);
    auto const* const value = state == nullptr || !state->exists() ? nullptr : state->last_value(domain::field::k_nom);
    return value == nullptr ? std::string{} : std::string(*value->as_text());
}

Result<RecordId> Peer::write(std::string_view name)
{
    return write_situation(*vault, cid, name);
}

std::string Peer::read(RecordId const& record) const
{
    return read_situation(*vault, cid, record);
}

Result<void> Peer::synchronise()
{
    clock.advance(sync::k_head_every_ms);
    return vault->synchronise().run();
}

std::string Peer::head_path() const
{
    return sync::head_path(device());
}

std::string Peer::inbox_path() const
{
    return sync::inbox_folder(crypto::inbox_id(vault->id(), keyring.newest_inbox_key().key.public_key()));
}

Result<ledger::SignedHead> Peer::head_of(Peer const& other) const
{
    auto const found = server.documents.find(other.head_path());
    if (found == server.documents.end())
        return fail(ErrorCode::Missing, "no head on the store");
    std::vector<BytesView> secrets;
    for (auto const& named : vault->knowledge().keys().all(k_dir))
        secrets.push_back(named.secret);
    return ledger::open_head(vault->id(), other.device(), found->second.body, secrets);
}

std::size_t Peer::alarms(ErrorCode code) const
{
    auto const& all = vault->knowledge().heads().alarms();
    return static_cast<std::size_t>(std::ranges::count(all, code, &sync::Alarm::code));
}

}  // namespace huisclos::testing
