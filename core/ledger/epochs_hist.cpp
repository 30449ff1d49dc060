#include "core/ledger/epochs_hist.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/crypto/envelope.hpp"

namespace huisclos::ledger {

namespace {

crypto::Context context_of(VaultId const& vault, CompartmentId const& cid, EpochId const& carried)
{
    return {.type = crypto::ObjectType::Hist, .vault = vault, .cid = cid.bytes, .id = carried.bytes};
}

EpochId eid_of(CompartmentId const& cid, BytesView secret)
{
    return crypto::epoch_id(crypto::commit_to(secret, cid));
}

/// The keys at hand while walking, by epoch.
class Walk {
public:
    Walk(Registry const& registry, CompartmentId const& cid) : m_registry(registry), m_cid(cid)
    {
        for (auto const& rotation : registry.rotations(cid))
            m_by_id.emplace(rotation.id(), rotation);
    }

    /// Opens all that `secret` leads to. A key met before is not opened again.
    void go_from(EpochId const& eid, BytesView secret)
    {
        if (!m_met.insert(eid).second)
            return;
        std::vector<std::pair<EpochId, SecretBytes>> to_do;
        to_do.emplace_back(eid, SecretBytes::copy_of(secret));
        while (!to_do.empty()) {
            auto const [at, key] = std::move(to_do.back());
            to_do.pop_back();
            auto const [first, last] = m_by_id.equal_range(at);
            for (auto place = first; place != last; ++place)
                open_entries(place->second, key.view(), to_do);
        }
    }
    [[nodiscard]] bool has_met(EpochId const& eid) const { return m_met.contains(eid); }

private:
    void open_entries(Epoch const& rotation, BytesView key, std::vector<std::pair<EpochId, SecretBytes>>& to_do)
    {
        auto const* op = rotation.op();
        if (!op)
            return;
        for (auto const& entry : op->hist) {
            if (m_met.contains(entry.eid))
                continue;
            auto secret = open_hist(m_registry.vault(), m_cid, key, entry);
            // One that does not give its epoch leads nowhere: that key is carried again.
            if (!secret)
                continue;
            m_met.insert(entry.eid);
            to_do.emplace_back(entry.eid, std::move(*secret));
        }
    }

    Registry const& m_registry;
    CompartmentId m_cid{};
    std::multimap<EpochId, Epoch> m_by_id{};
    std::set<EpochId> m_met{};
};

BytesView held_secret(std::span<HeldKey const> held, EpochId const& eid)
{
    auto const found = std::ranges::find(held, eid, &HeldKey::eid);
    return found == held.end() ? BytesView{} : found->secret;
}

}  // namespace

HistEntry make_hist(VaultId const& vault, CompartmentId const& cid, BytesView secret, BytesView former_secret)
{
    auto const eid = eid_of(cid, former_secret);
    return {eid, crypto::make_envelope(secret, context_of(vault, cid, eid), former_secret)};
}

Result<SecretBytes> open_hist(VaultId const& vault, CompartmentId const& cid, BytesView secret, HistEntry const& entry)
{
    HUISCLOS_TRY_ASSIGN(former, crypto::open_envelope(secret, context_of(vault, cid, entry.eid), entry.envelope));
    if (former.size() != k_epoch_secret_size || eid_of(cid, former.view()) != entry.eid)
        return fail(ErrorCode::Op, "hist of another key");
    return std::move(former);
}

std::vector<EpochId> keys_to_carry(Registry const& registry, CompartmentId const& cid, std::span<HeldKey const> held)
{
    std::vector<EpochId> carried;
    auto const epochs = registry.state().epochs(cid);
    if (epochs.empty())
        return carried;
    Walk walk(registry, cid);
    auto const carry = [&](EpochId const& eid) {
        auto const secret = held_secret(held, eid);
        if (secret.empty() || walk.has_met(eid))
            return;
        carried.push_back(eid);
        walk.go_from(eid, secret);
    };
    auto const* write = registry.write_epoch(cid);
    carry((write ? *write : epochs.back()).id());
    auto const base = std::find_if(epochs.rbegin(), epochs.rend(), [](Epoch const& epoch) { return epoch.base; });
    auto const tips = registry.tips();
    auto const is_past = [&](ActRef const& act) {
        return std::ranges::any_of(
            tips, [&](ActHash const& tip) { return tip == act.hash || registry.is_in_past(act.hash, tip); });
    };
    auto const is_older = [&](Epoch const& epoch) {
        return base != epochs.rend() && !(epoch.act == base->act) &&
               !registry.is_in_past(base->act.hash, epoch.act.hash);
    };
    auto const& rotations = registry.rotations(cid);
    for (auto place = rotations.rbegin(); place != rotations.rend(); ++place) {
        if (is_past(place->act) && !is_older(*place))
            carry(place->id());
    }
    return carried;
}

}  // namespace huisclos::ledger
