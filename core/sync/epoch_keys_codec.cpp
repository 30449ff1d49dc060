#include "core/sync/epoch_keys_codec.hpp"

#include "core/ledger/cbor_fields.hpp"

namespace huisclos::sync {

void write_epochs(ledger::CborWriter& writer, EpochKeys const& epochs)
{
    writer.array(epochs.size());
    for (auto const& cid : epochs.compartments()) {
        for (auto const& [epoch, secret] : epochs.all(cid))
            writer.array(2).id(cid).bytes(secret);
    }
}

Result<EpochKeys> read_epochs(ledger::CborValue const& array)
{
    EpochKeys epochs;
    HUISCLOS_TRY_ASSIGN(items, array.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(pair, ledger::parts_of(item, 2));
        HUISCLOS_TRY_ASSIGN(cid, pair[0].as_id<CompartmentId>());
        HUISCLOS_TRY_ASSIGN(secret, pair[1].as_bytes_of(32));
        epochs.add(cid, SecretBytes::copy_of(secret));
    }
    return epochs;
}

}  // namespace huisclos::sync
