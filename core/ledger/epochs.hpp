// To whom the key of an epoch went (docs/protocol.md 3.7 "Epochs"): a key is good as long as nobody to whom it went has
// left. It went to the readers in the view of every admissible act, applied or not, in whose view it is an epoch.

#pragma once

#include <map>
#include <set>

#include "core/ledger/registry_order.hpp"

namespace huisclos::ledger {

class EpochAudience {
public:
    /// Adds the view of an act. What the view before it already said is not said again.
    void add_view(ActEntry const& act);
    void add_root(SequenceNode const* root);
    void clear();

    struct Reader {
        MemberId member{};
        /// His devices that were out in every view in which the key went to him.
        PersistentMap<DeviceId, OutRecord> devices_out{};
    };
    /// Null when the key went to nobody.
    [[nodiscard]] std::map<MemberId, Reader> const* of(CompartmentId const& cid, Commitment const& commit) const;
    /// Those who are no reader in `now`, or of whom a device is out there that was not out when the key went to him.
    [[nodiscard]] std::vector<MemberId> left(
        RegistryState const& now, CompartmentId const& cid, Commitment const& commit) const;
    [[nodiscard]] bool is_good(RegistryState const& now, CompartmentId const& cid, Commitment const& commit) const;

private:
    void add_all(RegistryState const& state);
    void add_change(RegistryState const& before, Applied const& applied, Act const& act);
    void add_reader(RegistryState const& state, CompartmentId const& cid, Member const& member);
    void add_epoch(RegistryState const& state, CompartmentId const& cid, Commitment const& commit);
    void add(CompartmentId const& cid, Commitment const& commit, Member const& member);

    std::map<std::pair<CompartmentId, Commitment>, std::map<MemberId, Reader>> m_readers{};
    std::set<SequenceNode const*> m_counted{};
};

}  // namespace huisclos::ledger
