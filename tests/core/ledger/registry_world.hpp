// A small vault for tests of the registry, in the language of tests/vectors/registry_histories.json: F the mayor, A, J,
// K ranked, M, X without rank; S1, S2 recovery sets; compartments and keys by name.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/ledger/registry.hpp"
#include "tests/support/vectors.hpp"

namespace huisclos::ledger {

using HistoryJson = nlohmann::json;

/// Chains of twelve segments each, one branch, for every device asked about.
class StraightChains : public ChainIndex {
public:
    explicit StraightChains(std::uint64_t length) : m_length(length) {}
    [[nodiscard]] static BodyHash bh(DeviceId const& device, CompartmentId const& cid, std::uint64_t seq);
    void add_chain(DeviceId const& device, CompartmentId const& cid);

    [[nodiscard]] std::optional<SegmentPlace> find(BodyHash const& bh) const override;
    [[nodiscard]] bool is_at_or_before(BodyHash const& ancestor, BodyHash const& descendant) const override;

private:
    std::uint64_t m_length{12};
    std::map<BodyHash, SegmentPlace> m_places{};
};

class RegistryWorld {
public:
    struct Made {
        int id{0};
        std::string author{};
        SignedAct carried{};
        ActHash hash{};
    };

    RegistryWorld();

    [[nodiscard]] VaultId const& vault() const { return m_vault; }
    [[nodiscard]] Bytes const& gbody() const { return m_gbody; }
    [[nodiscard]] crypto::SigningKey const& key(std::string const& name) const;
    [[nodiscard]] MemberId member(std::string const& name) const { return crypto::member_id(key(name).public_key()); }
    [[nodiscard]] static DeviceId device(MemberId const& member, int index);
    [[nodiscard]] CompartmentId cid(std::string const& name) const;
    [[nodiscard]] static SecretBytes secret(std::string const& name);
    [[nodiscard]] Commitment commit(std::string const& key_name, std::string const& compartment) const;
    [[nodiscard]] RecoveryOp set_op(std::string const& name) const;
    [[nodiscard]] AuthorId author(std::string const& name) const;

    /// Ops as JSON, or as its text with simple quotes: "[['rank', 'M', 5]]".
    struct Ops {
        HistoryJson list{};
        Ops(HistoryJson a_list) : list(std::move(a_list)) {}
        Ops(char const* text);
    };
    /// `past` holds ids, or the text "root".
    struct HashRange {
        unsigned first{0};
        unsigned last{255};
    };
    Made const& act(int id, std::string const& author, HistoryJson const& past, Ops const& ops, HashRange first_byte);
    Made const& act(int id, std::string const& author, HistoryJson const& past, Ops const& ops)
    {
        return act(id, author, past, ops, HashRange{});
    }
    /// The same with the ops given in C++.
    Made const& act_of(int id, std::string const& author, HistoryJson const& past, std::vector<ActOp> ops);
    [[nodiscard]] Made const& made(int id) const { return m_made.at(id); }
    [[nodiscard]] std::map<int, Made> const& all() const { return m_made; }
    void forget(int id) { m_made.erase(id); }
    void add_prologue();

    [[nodiscard]] std::unique_ptr<Registry> empty_registry() const;
    /// All acts made, in order of their ids.
    [[nodiscard]] std::unique_ptr<Registry> registry() const;
    [[nodiscard]] std::unique_ptr<Registry> registry(std::vector<int> const& order) const;

    /// The state, in the form of the vectors; without "governing".
    [[nodiscard]] HistoryJson summary(Registry const& registry) const;
    [[nodiscard]] HistoryJson governing(
        Registry const& registry, std::string const& device, std::string const& compartment) const;
    [[nodiscard]] int id_of(ActHash const& hash) const;
    /// What an op of JSON says.
    [[nodiscard]] ActOp op(std::string const& author, HistoryJson const& op, std::uint64_t default_mark);

private:
    [[nodiscard]] HistoryJson said_of(Member const& one) const;
    [[nodiscard]] HistoryJson said_of_compartments(Registry const& registry) const;
    [[nodiscard]] std::string key_name(CompartmentId const& cid, Commitment const& commit) const;
    [[nodiscard]] Marks marks(HistoryJson const& op, MemberId const& member, std::uint64_t default_mark) const;
    void add_key(std::string const& name);

    std::map<std::string, crypto::SigningKey> m_keys{};
    std::vector<std::string> m_people{"F", "A", "J", "K", "M", "X", "N", "P"};
    std::map<std::string, CompartmentId> m_cids{};
    mutable std::map<std::pair<CompartmentId, Commitment>, std::string> m_key_names{};
    std::map<int, Made> m_made{};
    Bytes m_gbody{};
    VaultId m_vault{};
    std::uint64_t m_nonce{0};
};

}  // namespace huisclos::ledger
