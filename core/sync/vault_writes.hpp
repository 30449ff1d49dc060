// What a vault is asked to write: records, acts with all that goes with them, another device or account in its place.

#pragma once

#include <functional>

#include "core/ledger/act.hpp"
#include "core/ledger/card.hpp"
#include "core/ledger/head_check.hpp"
#include "core/ledger/record_store.hpp"
#include "core/ledger/record_writer.hpp"
#include "core/ledger/segment.hpp"
#include "core/sync/local_vault.hpp"

namespace huisclos::sync {

/// Puts ops into the writer, from the state as it is at that moment. Called once, or not at all.
using ComposeRecords = std::function<Result<void>(ledger::RecordWriter&, ledger::RecordStore const&)>;

/// Ops that are still to be written again; asked once more after each segment.
using LeftOps = std::function<std::vector<ledger::KnownOp const*>()>;

/// An edit that waited for a key and that its author may not write any more, or has nothing to stand on: told to him,
/// kept on this device until he gives it up, written if he may again.
struct RefusedEdit {
    CompartmentId cid{};
    std::uint64_t number{0};
    std::vector<ledger::KnownOp const*> ops{};  ///< Valid until the next change.
};

/// Where no key may write.
enum class WithoutKey : std::uint8_t {
    Refuse,  ///< Error NoKey.
    Wait,    ///< Kept on the disk alone, and written once a key may.
};

/// What is written in one compartment.
struct RecordWrite {
    CompartmentId cid{};
    ComposeRecords compose{};
    bool is_needed{false};  ///< Beside an act: without it the act is not recorded.
};

/// An act with all that goes with it, in the order of publication: records, grants, then the act, then the head. All of
/// it is on the disk, or nothing.
struct ActPublication {
    ledger::SignedAct act{};
    struct Grant {
        InboxId inbox{};
        Bytes object{};
    };
    std::vector<Grant> grants{};
    /// Secrets of the epochs that the act begins, kept by this device.
    std::vector<std::pair<CompartmentId, SecretBytes>> secrets{};
    /// Log keys that the act publishes, kept by this device.
    std::vector<NumberedSeed> log_seeds{};
    /// Records that say what the act is about, where the act rotates under its new epochs. Those that cannot be written
    /// stop nothing but themselves: who may write somewhere must not be able to stop acts.
    std::vector<RecordWrite> records{};
};

/// One's next segment of a chain; nothing is staged yet.
struct ComposedSegment {
    ledger::SegmentAddress address{};
    ledger::SealedSegment sealed{};
    std::uint64_t last_t{0};

    [[nodiscard]] ledger::ChainEnd end() const { return {address.cid, address.seq, sealed.bh, sealed.name}; }
};
struct ComposedPlace {
    std::optional<ComposedSegment> segment{};  ///< Empty: nothing is to be written.
    std::size_t left_out{0};                   ///< Writes that failed and are not needed.
};
struct ComposedRecords {
    std::vector<ComposedSegment> segments{};
    std::size_t left_out{0};
};

/// The device that this place becomes after E_CLONE.
struct NextDevice {
    crypto::SigningKey key{};
    ledger::SignedCard card{};  ///< Lists it beside the others.
    SecretBytes ring_key{};     ///< KRK of the member's account.
};

/// The head of a device on the store; none when there is none that it signed.
struct OwnStatement {
    std::optional<ledger::HeadStatement> head{};
    Bytes object{};
};

/// ES[DIR] under which something is sealed.
struct DirectorySecret {
    SecretBytes bytes{};
};

/// An account under another account secret, as this device is to hold it.
struct AccountSwitch {
    SecretBytes account_secret{};  ///< AS.
    SecretBytes ring_key{};        ///< KRK.
    std::uint32_t version{0};
    Bytes object{};
};

}  // namespace huisclos::sync
