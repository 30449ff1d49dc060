// What acts write in the records of the council: mandates, arrêtés, animators, communes.
//
// An act does not name them (docs/protocol.md 3.7: its ops are those of the registry). They are written by who signed
// it, in the same moment, and by nobody otherwise: so they are found again, by author and time. Found or not, nothing
// is decided by it.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/app/context.hpp"
#include "core/app/council_record_words.hpp"

namespace huisclos::app {

struct SaidChange {
    Phrase text{};
    bool is_below{false};             ///< Of the line before it that is not.
    std::optional<MemberId> about{};  ///< Below the line that says that he is removed, or his function; of no other.
};

class ActRecords {
public:
    /// Reads all of them: to be made once for a page.
    explicit ActRecords(Context const& context);

    /// What was written with that act, in the order of writing, record by record; each once. `leavers`: whom it is said
    /// to remove; `named`: whose function it is said to change.
    [[nodiscard]] std::vector<SaidChange> of(
        ledger::Act const& act, std::set<MemberId> const& leavers, std::set<MemberId> const& named) const;
    /// This device reads every record that acts write: what it does not find was not written, or has not come yet.
    [[nodiscard]] bool reads_all() const { return m_reads_all; }

private:
    struct Written {
        std::uint64_t t{0};
        std::size_t place{0};  ///< Among several of one op.
        RecordId record{};
        FieldChange change{};
    };

    /// `member`: whose it is, where it is a member's.
    void add_record(
        Context const& context, ledger::RecordStore const& store, RecordId const& record, PhraseArg const& subject,
        std::optional<MemberId> const& member);
    [[nodiscard]] std::vector<std::vector<FieldChange>> changes_of(ledger::Act const& act) const;

    std::map<MemberId, std::vector<Written>> m_written{};  ///< By t and place.
    std::map<MemberId, std::set<std::uint64_t>> m_acts{};  ///< When each signed.
    bool m_reads_all{false};
};

}  // namespace huisclos::app
