// The smallest payload that has the form of a snapshot (docs/protocol.md 3.9): no frontier, no shard, no tip.
#pragma once

#include "core/ledger/cbor.hpp"

namespace huisclos::test {

inline Bytes snapshot_payload()
{
    ledger::CborWriter out;
    out.map(7).key(1).bytes(Bytes(16)).key(2).bytes(Bytes(1, 0x80)).key(3).bytes(Bytes(16)).key(4).bytes(Bytes(32));
    out.key(5).array(0).key(7).unsigned_int(0).key(8).array(0);
    return out.take();
}

}  // namespace huisclos::test
