// A device's own head: what it has written last, what it has seen, and the table for the rest (docs/protocol.md 3.5).
//
// The head keeps one size whatever the vault does: 16 chains, 16 heads seen, two months of log. What leaves it goes to
// the table, a new object each time the set of what is outside the head changes.

#pragma once

#include "core/ledger/table.hpp"

namespace huisclos::ledger {

/// What a head says beside the device's own chains.
struct HeadFacts {
    std::uint64_t t{0};  ///< Milliseconds since 1970.
    std::vector<TipRef> tips{};
    CardRef card{};
    ByteArray<32> build{};
    std::uint32_t account_version{0};
    std::optional<std::vector<TipRef>> without_effect{};
};

/// What is to be published: the table first, when there is a new one.
struct HeadPublication {
    std::optional<SealedTable> table{};
    SealedHead head{};
    Head said{};
    std::optional<TableRef> former_table{};  ///< No longer named: deleted a day later.
};

class HeadWriter {
public:
    explicit HeadWriter(DeviceId const& device) : m_device(device) {}
    /// From one's last head and its table, as the device kept them.
    [[nodiscard]] static HeadWriter resume(Head const& last, Table const& table);

    /// A segment was written: its chain comes first.
    void note_chain(ChainEnd const& end);
    void note_log(LogEnd const& end);
    /// A head of another device was accepted: it comes first among those seen.
    void note_seen(SeenHead const& seen);
    /// Heads of who is out give no `seen`.
    void forget_seen(DeviceId const& device);

    [[nodiscard]] std::uint64_t counter() const { return m_counter; }
    [[nodiscard]] std::vector<ChainEnd> const& chains() const { return m_chains; }

    /// The next head. The writer stands as if it were published: what is made is journalled before it is sent, and a
    /// retry sends the same bytes. Error Format (over the limit), and then nothing has changed.
    [[nodiscard]] Result<HeadPublication> make(
        VaultId const& vault, HeadFacts const& facts, crypto::SigningKey const& device_key, BytesView dir_secret);

private:
    [[nodiscard]] Table outside_head() const;
    [[nodiscard]] std::vector<LogEnd> logs_in_head() const;

    DeviceId m_device{};
    std::uint64_t m_counter{0};
    std::vector<ChainEnd> m_chains{};  // the last written first
    std::vector<LogEnd> m_logs{};      // the latest month first
    std::vector<SeenHead> m_seen{};    // the last changed first, at most 16
    std::vector<ErasedEpoch> m_erased{};
    std::optional<TableRef> m_table_ref{};
    Table m_table{};  // content of m_table_ref
};

}  // namespace huisclos::ledger
