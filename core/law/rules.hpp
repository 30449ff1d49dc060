// The rules, one function each, and what they share. Private to core/law.

#pragma once

#include <optional>
#include <string_view>

#include "core/law/decision.hpp"
#include "core/law/matrix.hpp"
#include "core/law/request.hpp"

namespace huisclos::law::rules {

/// Empty: the rule does not speak of this request.
using Verdict = std::optional<Decision>;

/// `law.r_21` for `R-21`.
[[nodiscard]] std::string key_of(std::string_view rule);
/// Message `law.r_21.<why>`, article `law.r_21.article`.
[[nodiscard]] Decision refuse(std::string_view rule, std::string_view why);
/// Message `law.droit.<why>`, the same whatever the rule; article of the rule.
[[nodiscard]] Decision refuse_right(std::string_view rule, std::string_view why);
[[nodiscard]] Decision allow(std::string_view rule);

[[nodiscard]] bool is_field_write(Action action);   ///< Set, add, drop, append.
[[nodiscard]] bool is_record_write(Action action);  ///< The same, create, change of status.
[[nodiscard]] bool is_reading(Action action);
[[nodiscard]] bool is_nominative(domain::CompartmentClass of);  ///< Classes in which followed persons are named.
[[nodiscard]] bool leads(domain::Profile profile);              ///< Mayor or coordonnateur.
/// Writes actions and results of the situations that name him, by his profile and role there.
[[nodiscard]] bool may_write_actions(domain::CompartmentClass of, ActorFacts const& who);
/// The highest nature that the request would bring into its place.
[[nodiscard]] domain::Nature nature_of(Request const& request);
[[nodiscard]] domain::Field const* field_of(Request const& request);
/// SetField: the field would be emptied.
[[nodiscard]] bool clears(Request const& request);
/// The code written, when the request writes one.
[[nodiscard]] std::optional<std::uint64_t> code_of(Request const& request);

// In the order in which decide() asks them.
[[nodiscard]] Verdict r_01(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_02(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_07(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_34(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_22(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_50(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_25(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_21(Request const& request, Facts const& facts);
[[nodiscard]] Verdict p_01(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_24(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_20(Request const& request, Facts const& facts);
[[nodiscard]] Verdict p_02(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_04(Request const& request, Facts const& facts);
[[nodiscard]] Verdict m_places(Request const& request, Facts const& facts);
[[nodiscard]] Verdict m_access(Request const& request, Facts const& facts);
[[nodiscard]] Verdict m_reading(Request const& request, Facts const& facts);
[[nodiscard]] Verdict m_printing(Request const& request, Facts const& facts);
[[nodiscard]] Verdict m_writing(Request const& request, Facts const& facts);
[[nodiscard]] Verdict s_06(Request const& request, Facts const& facts);
[[nodiscard]] Verdict s_01(Request const& request, Facts const& facts);
[[nodiscard]] Verdict s_02(Request const& request, Facts const& facts);
[[nodiscard]] Verdict s_03(Request const& request, Facts const& facts);
[[nodiscard]] Verdict s_04(Request const& request, Facts const& facts);
[[nodiscard]] Verdict s_05(Request const& request, Facts const& facts);
[[nodiscard]] Verdict s_07(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_03(Request const& request, Facts const& facts);
[[nodiscard]] Verdict s_08(Request const& request, Facts const& facts);
[[nodiscard]] Verdict s_09(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_12(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_61(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_60(Request const& request, Facts const& facts);
[[nodiscard]] Verdict r_80(Request const& request, Facts const& facts);

/// the entry of this request, whatever was decided; empty for what is not logged.
[[nodiscard]] std::optional<LogEntry> log_entry(Request const& request, bool allowed);
/// what is said beside a permission.
[[nodiscard]] std::vector<Phrase> notices(Request const& request, Facts const& facts);

}  // namespace huisclos::law::rules
