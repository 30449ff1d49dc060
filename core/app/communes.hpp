// Member communes of an intercommunal council (CSI, art. L. 132-13): typed one a line, kept as elements of the
// council's record (field 13).

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/phrase.hpp"
#include "core/domain/council.hpp"
#include "core/ledger/record_writer.hpp"

namespace huisclos::app {

/// An intercommunality has two communes at least; the largest has some 160.
inline constexpr std::size_t k_least_communes = 2;
inline constexpr std::size_t k_most_communes = 300;
/// Of the whole list, in code points.
inline constexpr std::uint32_t k_communes_length = 20'000;

/// Five characters, of which the first are a department: 01 to 95 (2A or 2B for Corsica), 971 to 978, or 986 to 988
/// (code officiel géographique). 00, which INSEE gives to none, stands for a commune that does not exist: trials and
/// tests.
[[nodiscard]] bool is_insee_code(std::string_view code);
/// « 2a004 » is typed as « 2A004 » is written.
[[nodiscard]] std::string raised_code(std::string code);

struct ReadCommunes {
    std::vector<domain::Commune> communes{};
    Phrase error{};  ///< Which line is wrong and what to write there, or how many are needed. Empty: none.
};
/// One commune a line, « code INSEE nom »; empty lines are skipped, the population is not asked.
[[nodiscard]] ReadCommunes read_communes(std::string_view typed);
/// The same list as it is typed.
[[nodiscard]] std::string typed_communes(std::vector<domain::Commune> const& communes);

/// Who comes, then who goes or is named otherwise, from one list to the other, each once; empty when they hold the same
/// communes.
[[nodiscard]] std::vector<Phrase> say_communes(
    std::vector<domain::Commune> const& former, std::vector<domain::Commune> const& wanted);

/// What the change from `former` to `wanted` makes of the communes as they are now: who came, went or was named
/// otherwise meanwhile stays so, where the change does not speak of it.
[[nodiscard]] std::vector<domain::Commune> merge_communes(
    std::vector<domain::Commune> const& former, std::vector<domain::Commune> const& wanted,
    std::vector<domain::Commune> const& now);

/// Of the only commune of a CLSPD, the last where two people changed it at once; 0 when it is not written.
[[nodiscard]] std::uint64_t population_of(std::vector<domain::Commune> const& communes);

/// The element of field 13. A population of 0 is not written.
[[nodiscard]] Bytes encode_commune(domain::Commune const& commune);
/// Makes those of the record what `wanted` says; who stays keeps what the record says of it.
void write_communes(
    ledger::RecordWriter& writer, ledger::RecordHandle const& instance, std::vector<domain::Commune> const& wanted);

/// Of a CLSPD: the only one, in place of whatever stood there.
void write_own_commune(
    ledger::RecordWriter& writer, ledger::RecordHandle const& instance, domain::Commune const& commune);
/// Those of field 14, in place of whatever stood there.
void write_duties(
    ledger::RecordWriter& writer, ledger::RecordHandle const& instance, std::vector<domain::Obligation> const& duties);

}  // namespace huisclos::app
