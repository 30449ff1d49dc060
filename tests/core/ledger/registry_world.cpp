#include "tests/core/ledger/registry_world.hpp"

#include <algorithm>
#include <stdexcept>

#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::ledger {

namespace {

ByteArray<32> digest(std::string const& text)
{
    return crypto::hash(crypto::HashLabel::Text, as_bytes("registry world: " + text));
}

template <typename AnId>
AnId named(std::string const& text)
{
    AnId id;
    auto const bytes = digest(text);
    for (std::size_t i = 0; i < AnId::k_size; ++i)
        id.bytes[i] = bytes[i % bytes.size()];
    return id;
}

}  // namespace

BodyHash StraightChains::bh(DeviceId const& device, CompartmentId const& cid, std::uint64_t seq)
{
    return BodyHash{digest(to_hex(device.view()) + to_hex(cid.view()) + std::to_string(seq))};
}

void StraightChains::add_chain(DeviceId const& device, CompartmentId const& cid)
{
    for (std::uint64_t seq = 1; seq <= m_length; ++seq)
        m_places.try_emplace(bh(device, cid, seq), SegmentPlace{device, cid, seq, bh(device, cid, seq)});
}

std::optional<SegmentPlace> StraightChains::find(BodyHash const& hash) const
{
    auto const found = m_places.find(hash);
    return found == m_places.end() ? std::nullopt : std::optional(found->second);
}

bool StraightChains::is_at_or_before(BodyHash const& ancestor, BodyHash const& descendant) const
{
    auto const a = find(ancestor);
    auto const b = find(descendant);
    return a && b && a->device == b->device && a->cid == b->cid && a->seq <= b->seq;
}

RegistryWorld::RegistryWorld()
{
    if (!crypto::init())
        throw std::runtime_error("no randomness");
    for (auto const& name : m_people)
        add_key(name);
    add_key("S1");
    add_key("S2");
    Genesis genesis;
    genesis.nonce = named<GenesisNonce>("genesis");
    genesis.founder = key("F").public_key();
    genesis.directory = commit("root/DIR", "DIR");
    m_gbody = encode_genesis(genesis);
    m_vault = vault_id_of(m_gbody);
}

void RegistryWorld::add_key(std::string const& name)
{
    m_keys.emplace(name, crypto::SigningKey::from_seed(digest("key " + name)));
}

crypto::SigningKey const& RegistryWorld::key(std::string const& name) const
{
    return m_keys.at(name);
}

DeviceId RegistryWorld::device(MemberId const& member, int index)
{
    return named<DeviceId>("device " + to_hex(member.view()) + std::to_string(index));
}

CompartmentId RegistryWorld::cid(std::string const& name) const
{
    if (name == "DIR")
        return k_dir;
    return name == "LOG" ? k_log : m_cids.at(name);
}

SecretBytes RegistryWorld::secret(std::string const& name)
{
    return SecretBytes::copy_of(digest("epoch " + name));
}

Commitment RegistryWorld::commit(std::string const& key_name, std::string const& compartment) const
{
    auto const where = cid(compartment);
    auto const commitment = crypto::commit_to(secret(key_name).view(), where);
    m_key_names.try_emplace({where, commitment}, key_name);
    return commitment;
}

RecoveryOp RegistryWorld::set_op(std::string const& name) const
{
    RecoveryOp op;
    op.recovery = named<crypto::KemPublic>("recovery " + name);
    op.signer = key(name).public_key();
    op.officers = {
        {member("K"), named<crypto::KemPublic>("officer K")}, {member("M"), named<crypto::KemPublic>("officer M")}};
    return op;
}

AuthorId RegistryWorld::author(std::string const& name) const
{
    return name[0] == 'S' ? author_of(set_op(name).set_id()) : author_of(member(name));
}

Marks RegistryWorld::marks(HistoryJson const& op, MemberId const& who, std::uint64_t default_mark) const
{
    auto last = default_mark;
    if (op.back().is_object())
        last = op.back().at("mark").get<std::uint64_t>();
    auto list = std::make_shared<std::vector<Mark>>();
    if (last > 0) {
        for (int index = 0; index < 2; ++index) {
            for (auto const& [name, where] : m_cids) {
                auto const which = device(who, index);
                list->push_back({which, where, last, StraightChains::bh(which, where, last), {}});
            }
        }
    }
    return list;
}

RegistryWorld::Ops::Ops(char const* text)
{
    std::string json(text);
    std::ranges::replace(json, '\'', '"');
    list = HistoryJson::parse(json);
}

std::string RegistryWorld::key_name(CompartmentId const& where, Commitment const& commitment) const
{
    auto const found = m_key_names.find({where, commitment});
    return found == m_key_names.end() ? to_hex(commitment.view()) : found->second;
}

ActOp RegistryWorld::op(std::string const& signer, HistoryJson const& op, std::uint64_t default_mark)
{
    auto const kind = op.at(0).get<std::string>();
    auto const text = [&](std::size_t at) {
        return op.at(at).get<std::string>();
    };
    if (kind == "member")
        return MemberOp{key(text(1)).public_key(), {}};
    if (kind == "member-out")
        return MemberOutOp{member(text(1)), marks(op, member(text(1)), default_mark), {}};
    if (kind == "device-out") {
        auto const who = member(text(1));
        return DeviceOutOp{who, device(who, op.at(2).get<int>()), marks(op, who, default_mark)};
    }
    if (kind == "rank") {
        auto const rank = op.at(2).is_null() ? std::nullopt : std::optional(op.at(2).get<std::uint8_t>());
        return RankOp{member(text(1)), rank};
    }
    if (kind == "compartment") {
        CompartmentOp made{{2, named<GroupId>(text(1)), 3, named<CompartmentSalt>(text(1))}};
        m_cids.try_emplace(text(1), compartment_id(made.shape, author(signer)));
        return made;
    }
    if (kind == "role") {
        auto const who = member(text(1));
        return RoleOp{who, cid(text(2)), op.at(3).get<std::uint8_t>(), 4, marks(op, who, default_mark)};
    }
    if (kind == "rotate")
        return RotateOp{cid(text(1)), commit(text(2), text(1)), {}, {}};
    if (kind == "recovery")
        return set_op(text(1));
    if (kind == "mayor")
        return MayorOp{member(text(1))};
    if (kind == "visa")
        return VisaOp{};
    if (kind == "policy") {
        PolicyOp policy;
        if (text(1) == "rules")
            policy.rules = op.at(2).get<std::uint64_t>();
        else
            policy.store_token = std::to_string(op.at(2).get<int>());
        return policy;
    }
    throw std::runtime_error("unknown op " + kind);
}

RegistryWorld::Made const& RegistryWorld::act(
    int id, std::string const& signer, HistoryJson const& past, Ops const& ops, HashRange first_byte)
{
    // Chains exist from the end of the prologue on.
    std::uint64_t const default_mark = id <= 2 ? 0 : 11;
    std::vector<ActOp> list;
    for (auto const& one : ops.list)
        list.push_back(op(signer, one, default_mark));
    for (;;) {
        auto const& made = act_of(id, signer, past, list);
        if (made.hash.bytes[0] >= first_byte.first && made.hash.bytes[0] <= first_byte.last)
            return made;
    }
}

RegistryWorld::Made const& RegistryWorld::act_of(
    int id, std::string const& signer, HistoryJson const& past, std::vector<ActOp> ops)
{
    Act act;
    act.author = author(signer);
    for (auto const& one : past)
        act.past.push_back(one.is_string() ? root_hash(m_vault) : made(one.get<int>()).hash);
    std::ranges::sort(act.past);
    act.t = 1'700'000'000'000;
    act.nonce = named<ActNonce>("nonce " + std::to_string(m_nonce++));
    act.ops = std::move(ops);
    Made made;
    made.id = id;
    made.author = signer;
    made.carried = sign_act(key(signer), m_vault, encode_act(act));
    made.hash = made.carried.hash();
    return m_made[id] = std::move(made);
}

void RegistryWorld::add_prologue()
{
    auto const& prologue = support::read_vectors("registry_histories.json").at("prologue");
    for (auto const& one : prologue)
        act(one.at("id"), one.at("author"), HistoryJson::parse(one.at("past").dump()),
            HistoryJson::parse(one.at("ops").dump()));
}

std::unique_ptr<Registry> RegistryWorld::empty_registry() const
{
    return std::move(*Registry::open(m_vault, m_gbody));
}

std::unique_ptr<Registry> RegistryWorld::registry() const
{
    auto registry = empty_registry();
    for (auto const& [id, made] : m_made)
        (void)registry->add(made.carried);
    return registry;
}

std::unique_ptr<Registry> RegistryWorld::registry(std::vector<int> const& order) const
{
    auto registry = empty_registry();
    for (auto const id : order)
        (void)registry->add(made(id).carried);
    return registry;
}

int RegistryWorld::id_of(ActHash const& hash) const
{
    for (auto const& [id, made] : m_made) {
        if (made.hash == hash)
            return id;
    }
    throw std::runtime_error("unknown act");
}

HistoryJson RegistryWorld::said_of(Member const& one) const
{
    HistoryJson devices = HistoryJson::array();
    for (int index = 0; index < 2; ++index) {
        if (one.devices_out.contains(device(one.id, index)))
            devices.push_back(index);
    }
    HistoryJson roles = HistoryJson::object();
    for (auto const& [cid_name, where] : m_cids) {
        if (auto const role = one.right_in(where).role)
            roles[cid_name] = role;
    }
    return {
        {"out", one.is_out()},
        {"rank", one.rank == k_no_rank ? HistoryJson() : HistoryJson(static_cast<int>(one.rank))},
        {"devices_out", devices},
        {"roles", roles}};
}

HistoryJson RegistryWorld::said_of_compartments(Registry const& registry) const
{
    auto const& state = registry.state();
    HistoryJson out = HistoryJson::object();
    auto names = m_cids;
    names["DIR"] = k_dir;
    for (auto const& [name, where] : names) {
        if (where != k_dir && !state.compartment(where))
            continue;
        HistoryJson epochs = HistoryJson::array();
        for (auto const& epoch : state.epochs(where))
            epochs.push_back(key_name(where, epoch.commit));
        auto const* write = registry.write_epoch(where);
        out[name] = {
            {"epochs", epochs},
            {"write", write ? HistoryJson(key_name(where, write->commit)) : HistoryJson()},
            {"halted", registry.is_halted(where)}};
    }
    return out;
}

HistoryJson RegistryWorld::summary(Registry const& registry) const
{
    HistoryJson out;
    out["seq"] = HistoryJson::array();
    for (auto const& hash : registry.sequence())
        out["seq"].push_back(id_of(hash));
    out["ranks_of_acts"] = HistoryJson::array();
    for (auto const& [id, made] : m_made) {
        auto const rank = registry.rank_of(made.hash);
        out["ranks_of_acts"].push_back(rank ? HistoryJson(static_cast<int>(*rank)) : HistoryJson());
    }
    auto const& state = registry.state();
    out["members"] = HistoryJson::object();
    for (auto const& name : m_people) {
        if (auto const* one = state.member(member(name)))
            out["members"][name] = said_of(*one);
    }
    auto const* set = state.recovery_set();
    out["set"] = nullptr;
    for (std::string const name : {"S1", "S2"}) {
        if (set && set->id == set_op(name).set_id())
            out["set"] = name;
    }
    auto const& policy = state.policy();
    out["policy"] = {
        {"rules", policy.rules}, {"store", policy.store_token.empty() ? 0 : std::stoi(policy.store_token)}};
    out["compartments"] = said_of_compartments(registry);
    return out;
}

HistoryJson RegistryWorld::governing(
    Registry const& registry, std::string const& which, std::string const& compartment) const
{
    auto const who = member(which.substr(0, 1));
    auto const chain = device(who, which[1] - '0');
    StraightChains chains(12);
    chains.add_chain(chain, cid(compartment));
    HistoryJson roles = HistoryJson::array();
    for (std::uint64_t seq = 1; seq <= 12; ++seq) {
        auto const place = *chains.find(StraightChains::bh(chain, cid(compartment), seq));
        auto const governing = governing_role(registry.state(), who, place, chains);
        if (governing.standing == Standing::Waits)
            roles.push_back("waits");
        else
            roles.push_back(governing.standing == Standing::Outside ? 0 : governing.right.role);
    }
    return roles;
}

}  // namespace huisclos::ledger
