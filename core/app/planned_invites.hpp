// What a founding draft said is to be invited: functions and organisations, a line each, never the name of a person.
// Kept sealed on the founder's device, until each is done or dropped.

#pragma once

#include <string>
#include <vector>

#include "core/app/context.hpp"
#include "core/app/founding.hpp"
#include "core/domain/council.hpp"

namespace huisclos::app {

/// The coordonnateur's function first.
[[nodiscard]] std::vector<std::string> planned_in(FoundingDraft const& draft);
/// Without lines nothing is kept. Error Local.
[[nodiscard]] Task<Result<void>> keep_planned(sync::Vault* vault, std::vector<std::string> lines);
[[nodiscard]] std::vector<std::string> planned_invites(Context const& context);
/// By its place among planned_invites.
[[nodiscard]] Task<bool> drop_planned(Context* context, std::uint32_t index);

/// What an invitation plans for a person. In a row: who that is, or at least as what he comes.
[[nodiscard]] Phrase planned_of(domain::Invitation const& invitation);
/// In full: function, quality, organisation, groups, formation restreinte.
[[nodiscard]] std::vector<FieldView> terms_of(Context const& context, domain::Invitation const& invitation);

}  // namespace huisclos::app
