// Which keys an act changes, and why: asked for, made for a new space, or because somebody or a device may read no
// more.

#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "core/app/context.hpp"

namespace huisclos::app {

/// The keys that an act changes, by their reason.
struct ChangedKeys {
    std::set<CompartmentId> ended{};  ///< Somebody, or a device, reads them no more.
    std::set<CompartmentId> made{};   ///< By the act.
    std::set<CompartmentId> rotated{};
    bool of_devices_alone{true};  ///< Nobody left or lost an access: devices were put out.
};

/// `before`: the state that the act is laid on; `ops`: what it does there. Ops without effect change none.
[[nodiscard]] ChangedKeys keys_changed_by(
    ledger::RegistryState const& before, std::vector<ledger::OpDescription> const& ops);
/// The words for those of `ended` that change. The registry is among no accesses that end: where its key changes too it
/// is named, since the figure counts one more than they do.
[[nodiscard]] std::string_view ended_keys_text(ChangedKeys const& keys);
/// Of those, the ones that nothing else in the act asks for.
[[nodiscard]] std::set<CompartmentId> keys_asked_for(ChangedKeys const& keys);
/// The same of an act on what it was signed on; none where that is not known here.
[[nodiscard]] std::set<CompartmentId> keys_asked_for(Context const& context, ledger::Act const& act);

}  // namespace huisclos::app
