// Signaler: a new signalement, or a situation opened directly by who may; and « Retenir », which makes one from the
// other.

#pragma once

#include "core/app/situation_state.hpp"
#include "core/law/decide.hpp"

namespace huisclos::app {

/// The field of the form by which who may make both chooses; it has no number on the wire.
inline constexpr std::uint32_t k_report_kind = 0;

/// A group in whose nominative space this member may make such a record, or may not and is told why.
struct ReportPlace {
    GroupCompartments group{};
    law::Decision report{};
    law::Decision create{};
};
[[nodiscard]] std::vector<ReportPlace> report_places(Context const& context);
/// The one chosen, else that of the route, else the first.
[[nodiscard]] std::optional<ReportPlace> chosen_report_place(Context const& context);
[[nodiscard]] inline domain::RecordType type_of_report(ReportDraft const& draft)
{
    return draft.as_situation ? domain::RecordType::Situation : domain::RecordType::Signalement;
}

/// Something stands in it that a person typed or chose.
[[nodiscard]] bool is_typed(ReportDraft const& draft);
/// The form is opened from there: group and kind that it says win over what the form held. What is typed stays; who was
/// named in another group does not.
void begin_report(Context& context, ReportRoute const& from);
void edit_report(Context& context, EditReport const& command);
void choose_report_group(Context& context, std::uint32_t index);
[[nodiscard]] Task<bool> send_report(Context* context);
/// « Retenir »: a situation that names the signalement, with what it says; the signalement becomes « Retenue ». One
/// segment.
[[nodiscard]] Task<bool> retain_report(Context* context, RecordId report);

}  // namespace huisclos::app
