// Where keys lead, as somebody finds out who is given them: every hist of every rotation is opened until nothing new
// comes. What the program itself does as acts arrive is in core/sync.

#pragma once

#include <map>

#include "core/ledger/epochs_hist.hpp"

namespace huisclos::testing {

struct HistWalk {
    std::map<EpochId, SecretBytes> found{};  ///< Keys that were not held.
    std::size_t lies{0};                     ///< Entries of held keys that do not give their epoch.
};

[[nodiscard]] inline HistWalk walk_hist(
    ledger::Registry const& registry, CompartmentId const& cid, std::span<ledger::HeldKey const> held)
{
    std::map<EpochId, SecretBytes> keys;
    for (auto const& key : held)
        keys.insert_or_assign(key.eid, SecretBytes::copy_of(key.secret));
    HistWalk walk;
    for (bool is_more = true; std::exchange(is_more, false);) {
        walk.lies = 0;
        for (auto const& rotation : registry.rotations(cid)) {
            auto const under = keys.find(rotation.id());
            auto const* const op = rotation.op();
            if (under == keys.end() || op == nullptr)
                continue;
            for (auto const& entry : op->hist) {
                auto secret = ledger::open_hist(registry.vault(), cid, under->second.view(), entry);
                walk.lies += secret ? 0 : 1;
                if (secret)
                    is_more = keys.try_emplace(entry.eid, std::move(*secret)).second || is_more;
            }
        }
    }
    for (auto const& key : held)
        keys.erase(key.eid);
    walk.found = std::move(keys);
    return walk;
}

}  // namespace huisclos::testing
