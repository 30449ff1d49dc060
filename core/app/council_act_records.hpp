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
#include "core/app/council_op_words.hpp"
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
    /// The names of then, where they are not those of today.
    void put_names(Context const& context, std::uint64_t t, ActNames& names) const;
    /// Null where he always had the name of today, or none.
    [[nodiscard]] std::string const* name_at(Context const& context, MemberId const& member, std::uint64_t t) const;
    /// This device reads every record that acts write: what it does not find was not written, or has not come yet.
    [[nodiscard]] bool reads_all() const { return m_reads_all; }

private:
    struct Written {
        std::uint64_t t{0};
        std::size_t place{0};  ///< Among several of one op.
        RecordId record{};
        FieldChange change{};
    };
    struct Named {
        RecordId record{};
        std::uint64_t t{0};
        std::string name{};
    };

    void add_acts(ledger::Registry const& registry);
    void add_names(ledger::RecordStore const& store, RecordId const& record);
    [[nodiscard]] std::string const* name_at(RecordId const& record, std::uint64_t t) const;
    /// When the act was signed with which that was written.
    [[nodiscard]] std::uint64_t moment_of(ledger::KnownOp const& op) const;
    /// `subject`: what it is called today; `member`: whose it is, where it is a member's.
    void add_record(
        Context const& context, ledger::RecordStore const& store, RecordId const& record, PhraseArg const& subject,
        std::optional<MemberId> const& member);
    /// What a field holds from that op on, in the names of then; none where it is cleared. A list is not told element
    /// by element.
    [[nodiscard]] std::optional<PhraseArg> value_at(
        Context const& context, domain::Field const& field, ledger::KnownOp const& op, std::uint64_t t) const;
    [[nodiscard]] std::vector<std::vector<FieldChange>> changes_of(ledger::Act const& act) const;

    std::map<MemberId, std::vector<Written>> m_written{};  ///< By t and place.
    std::map<MemberId, std::set<std::uint64_t>> m_acts{};  ///< When each signed.
    std::vector<Named> m_names{};                          ///< Of records that had several, in the order of writing.
    bool m_reads_all{false};
};

}  // namespace huisclos::app
