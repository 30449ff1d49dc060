// Writing: ops put together into one segment, with the right `over`, encrypted, signed and sealed
// (docs/protocol.md 3.5, 3.6). Pure: keys, numbers, clock and nonce are given; what comes out is journalled and
// published by others.
//
// An op cannot name another op of its own segment, whose id depends on the whole. So a field set twice in one segment
// is set once, to the last value.

#pragma once

#include "core/base/time.hpp"
#include "core/ledger/fold.hpp"
#include "core/ledger/record_key.hpp"
#include "core/ledger/waiting.hpp"

namespace huisclos::ledger {

/// Who writes, where in the chain, under which epoch, when.
struct WriterPlace {
    VaultId vault{};
    MemberId member{};
    SegmentAddress address{};        ///< `seq` is that of the segment to make.
    BodyHash prev{};                 ///< Zero at seq 1.
    std::vector<ObjectName> back{};  ///< seq-1, seq-2, … (Chains::back_names); empty at seq 1.
    BytesView epoch_secret{};        ///< ES of the write epoch; outlives the writer. Empty: to `write_down` alone.
    ByteArray<16> nonce{};           ///< Fresh and random.
    Instant now{};                   ///< Of the device's clock.
    std::uint64_t last_t{0};         ///< Of the device's last op; times go on from it even when the clock steps back.
};

/// A record to write on: its id, RK, and the state that the writer sees (null for one that this segment makes).
struct RecordHandle {
    RecordId id{};
    BytesView key{};                    ///< Outlives the writer.
    RecordState const* state{nullptr};  ///< Used during the call only.
};

class RecordWriter {
public:
    explicit RecordWriter(WriterPlace place);

    /// A new record of this key (32 fresh random bytes). Its fields are set next, the type first.
    RecordId create(BytesView record_key);
    /// `value` is one encoded item. Replaces every value that the state shows.
    void set(RecordHandle const& record, std::uint64_t field, BytesView value);
    void add(RecordHandle const& record, std::uint64_t field, BytesView element);
    /// Removes these elements, by the ids of their adds.
    void drop(RecordHandle const& record, std::uint64_t field, std::vector<OpId> added);
    /// `corrected`: the appends that this one corrects.
    void append(RecordHandle const& record, std::uint64_t field, BytesView value, std::vector<OpId> corrected = {});
    void attach(RecordHandle const& record, AttachPayload const& attach);
    /// Removes these attachments, by the ids of their attaches.
    void detach(RecordHandle const& record, std::uint64_t field, FileId const& file, std::vector<OpId> attached);
    void close(RecordHandle const& record, std::uint64_t reason);
    /// Undoes every close that the state shows.
    void reopen(RecordHandle const& record, std::uint64_t reason);
    void shred(RecordHandle const& record);
    /// `moved_to` only if every reader of this compartment reads the target.
    void gone(RecordHandle const& record, std::uint64_t reason, std::optional<RecordId> const& moved_to);
    /// The same op again, under this epoch, with its time and identity: one's own ops only, as 3.6 says when.
    /// Adopt, freeze and snapshot are not re-issued. Error Op.
    Result<void> reissue(KnownOp const& op, RecordHandle const& record);
    /// An op that waited, with its time. Of a create the key is that of `op`.
    void resume(WaitingOp const& op, RecordHandle const& record);
    /// Of what was planned so far: names of this device give way to op ids, in `over` and in values.
    void translate(WaitingNames const& names);

    [[nodiscard]] bool empty() const { return m_ops.empty(); }
    [[nodiscard]] std::size_t size() const { return m_ops.size(); }
    /// Bytes that the ops will take, roughly: a segment is written at 64 KiB.
    [[nodiscard]] std::size_t weight() const { return m_weight; }
    /// For the next writer of this device.
    [[nodiscard]] std::uint64_t last_t() const { return m_place.last_t; }

    /// Encrypts, signs, seals; once. Errors: Input (no op, or more than 4096), Format (over 8 MiB).
    /// @pre there is an epoch secret
    [[nodiscard]] Result<SealedSegment> seal(crypto::SigningKey const& device_key) &&;
    /// In the place of `seal` where no key may write: the ops in clear, each with a fresh name of this device; once.
    /// Errors: Input (no op, or more than 4096), Op (one that is issued again).
    [[nodiscard]] Result<WaitingOps> write_down() &&;

private:
    struct Planned {
        OpDraft op{};
        SecretBytes inner{};  ///< Encrypted at `seal`, when the index is final.
        RecordId record{};
        std::optional<std::uint64_t> set_field{};
        SecretBytes key{};  ///< RK; of a create it is wrapped at `seal`.
        bool is_clear{false};
    };

    Planned& plan(OpKind kind, RecordHandle const& record, Bytes inner, std::vector<OpId> over);
    [[nodiscard]] std::uint64_t next_time();

    WriterPlace m_place{};
    std::vector<Planned> m_ops{};
    std::size_t m_weight{0};
};

}  // namespace huisclos::ledger
