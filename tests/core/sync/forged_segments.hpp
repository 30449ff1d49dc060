// Segments as somebody could make them who holds the key of the compartment: anywhere, signed by any key.

#pragma once

#include "tests/core/sync/hostile_council.hpp"

namespace huisclos::testing {

/// In the compartment as `by` knows it.
[[nodiscard]] inline ledger::SealedSegment seal_after(
    Peer const& by, ledger::SegmentAddress const& address, BodyHash const& prev, std::span<ObjectName const> back,
    crypto::SigningKey const& key, Bytes payload)
{
    auto const* const epoch = by.vault->knowledge().registry()->write_epoch(address.cid);
    std::vector<ledger::OpDraft> const ops{
        {ledger::OpKind::Set, 1, to_bytes(crypto::random_id<RecordId>().view()), {}, std::move(payload), {}}};
    ledger::SegmentDraft draft{
        .address = address, .eid = epoch->id(), .prev = prev, .back = back, .nonce = {}, .ops = ops};
    crypto::random_fill(draft.nonce);
    auto const secret = by.vault->knowledge().keys().find(address.cid, epoch->id());
    return ledger::seal_segment(by.vault->id(), draft, key, secret).value();
}

/// So many bytes, as what an op carries.
[[nodiscard]] inline Bytes payload_of(std::size_t size)
{
    ledger::CborWriter out;
    out.map(1).key(1).bytes(Bytes(size, 7));
    return out.take();
}

/// After the last segment of `by`, on the store: a payload each. What a head would say of each.
[[nodiscard]] inline std::vector<ledger::ChainEnd> lay_chain(
    Peer& by, crypto::SigningKey const& key, std::span<std::size_t const> payloads)
{
    auto const& end = *by.vault->knowledge().records(by.cid)->chains().ends_of(by.device()).back();
    auto address = end.segment.address;
    auto prev = end.segment.bh;
    auto back = ledger::Chains::back_names(end);
    std::vector<ledger::ChainEnd> laid;
    for (auto const size : payloads) {
        ++address.seq;
        auto const sealed = seal_after(by, address, prev, back, key, payload_of(size));
        by.server.put(sync::object_path(sealed.name), sealed.object);
        laid.push_back({address.cid, address.seq, sealed.bh, sealed.name});
        prev = sealed.bh;
        back.insert(back.begin(), sealed.name);
        if (back.size() > ledger::k_max_back_names)
            back.pop_back();
    }
    return laid;
}

}  // namespace huisclos::testing
