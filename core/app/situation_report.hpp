// Signaler: a new signalement, or a situation opened directly by who may; and « Retenir », which makes one from the
// other.

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

void edit_report(Context& context, EditReport const& command);
void choose_report_group(Context& context, std::uint32_t index);
[[nodiscard]] Task<bool> send_report(Context* context);
/// « Retenir »: a situation that names the signalement, with what it says; the signalement becomes « Retenue ». One
/// segment.
[[nodiscard]] Task<bool> retain_report(Context* context, RecordId report);

}  // namespace huisclos::app
