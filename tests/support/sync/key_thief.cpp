#include "tests/support/sync/key_thief.hpp"

#include "core/crypto/hash.hpp"
#include "core/sync/paths.hpp"

namespace huisclos::testing {

namespace {

constexpr std::uint64_t k_most_numbers = 12;  ///< Seq of segments, counters of tables: the tests stay below.

using crypto::ObjectType;

}  // namespace

void KeyThief::rob(Peer const& device)
{
    rob(*device.vault, device.keyring.identity);
}

void KeyThief::rob(sync::Vault const& vault, crypto::SigningKey const& identity)
{
    m_vault = vault.id();
    auto const take = [this](BytesView key) {
        m_keys.insert(to_bytes(key));
    };
    auto const& keys = vault.keys();
    for (auto const* epochs : {&keys.epochs, &vault.knowledge().keys()}) {
        for (auto const& cid : epochs->compartments()) {
            for (auto const& named : epochs->all(cid))
                take(named.secret);
        }
    }
    for (auto const* seeds : {&keys.sealing, &keys.log}) {
        for (auto const& seed : *seeds) {
            take(seed.seed.view());
            m_seals.push_back(crypto::KemKey::from_seed(seed.seed.view()));
        }
    }
    for (auto const& cid : vault.knowledge().open_compartments()) {
        auto const& store = *vault.knowledge().records(cid);
        for (auto const& record : store.records()) {
            if (auto const key = store.record_key(record); !key.empty())
                take(key);
        }
    }
    take(keys.device_key.seed());
    take(identity.seed());
    learn(vault);
}

void KeyThief::learn(Peer const& device)
{
    learn(*device.vault);
}

void KeyThief::learn(sync::Vault const& vault)
{
    auto const& knowledge = vault.knowledge();
    m_cids.insert({k_dir, k_log});
    if (knowledge.registry() != nullptr) {
        knowledge.registry()->state().compartments().for_each(
            [this](CompartmentId const& cid, ledger::Compartment const&) { m_cids.insert(cid); });
    }
    m_devices.insert(vault.device());
    for (auto const& member : knowledge.cards().members()) {
        for (auto const& known : knowledge.cards().devices_of(member))
            m_devices.insert(known);
    }
}

std::vector<crypto::Context> KeyThief::envelope_contexts(std::string const& path) const
{
    std::vector<crypto::Context> contexts;
    auto const add = [&](ObjectType type, ByteArray<16> const& cid, ByteArray<16> const& id, std::uint64_t n) {
        contexts.push_back({.type = type, .vault = m_vault, .cid = cid, .id = id, .n = n});
    };
    for (auto const& device : m_devices) {
        add(ObjectType::Head, {}, device.bytes, 0);
        if (!path.starts_with("o/"))
            continue;
        for (std::uint64_t n = 1; n <= k_most_numbers; ++n) {
            add(ObjectType::Table, {}, device.bytes, n);
            for (auto const& cid : m_cids)
                add(ObjectType::Segment, cid.bytes, device.bytes, n);
        }
    }
    for (auto const type : {ObjectType::Card, ObjectType::Act, ObjectType::Genesis})
        add(type, {}, {}, 0);
    return contexts;
}

std::vector<crypto::Context> KeyThief::seal_contexts() const
{
    std::vector<crypto::Context> contexts;
    for (auto const& key : m_seals) {
        auto const inbox = crypto::inbox_id(m_vault, key.public_key());
        for (auto const type : {ObjectType::Grant, ObjectType::Deposit})
            contexts.push_back({.type = type, .vault = m_vault, .id = inbox.bytes});
    }
    return contexts;
}

void KeyThief::open_each(std::string const& path, BytesView object, Visit const& visit) const
{
    std::vector<BytesView> keys(m_keys.begin(), m_keys.end());
    for (auto const& context : envelope_contexts(path)) {
        if (auto opened = crypto::open_envelope_any(keys, context, object))
            visit(context.type, std::move(opened->plain));
    }
    std::vector<crypto::KemKey const*> seals;
    for (auto const& key : m_seals)
        seals.push_back(&key);
    for (auto const& context : seal_contexts()) {
        if (auto opened = crypto::open_seal(seals, context, object))
            visit(context.type, std::move(opened->plain));
    }
}

std::set<ObjectType> KeyThief::open(std::string const& path, BytesView object) const
{
    std::set<ObjectType> opened;
    open_each(path, object, [&opened](ObjectType type, SecretBytes const&) { opened.insert(type); });
    return opened;
}

std::vector<SecretBytes> KeyThief::read(std::string const& path, BytesView object) const
{
    std::vector<SecretBytes> contents;
    open_each(path, object, [&contents](ObjectType, SecretBytes plain) { contents.push_back(std::move(plain)); });
    return contents;
}

std::map<ObjectType, std::size_t> KeyThief::open_all(
    MemoryServer const& server, std::map<std::string, MemoryServer::Document> const& before) const
{
    std::map<ObjectType, std::size_t> counts;
    for (auto const& [path, document] : server.documents) {
        auto const former = before.find(path);
        if (former != before.end() && same_bytes(former->second.body, document.body))
            continue;
        for (auto const type : open(path, document.body))
            ++counts[type];
    }
    return counts;
}

}  // namespace huisclos::testing
