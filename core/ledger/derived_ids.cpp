#include "core/ledger/derived_ids.hpp"

#include "core/crypto/hash.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

namespace {

template <typename AnId>
AnId first_bytes(ByteArray<32> const& hash)
{
    return *AnId::from(BytesView(hash).first(AnId::k_size));
}

}  // namespace

CompartmentId compartment_id(CompartmentShape const& shape, AuthorId const& signer)
{
    CborWriter writer;
    writer.array(5).unsigned_int(shape.class_number).id(shape.group).unsigned_int(shape.formation);
    writer.id(shape.salt).id(signer);
    return first_bytes<CompartmentId>(crypto::hash(crypto::HashLabel::Cid, writer.view()));
}

SetId recovery_set_id(
    crypto::KemPublic const& recovery, crypto::PublicKey const& signer, std::uint64_t k,
    std::span<Officer const> officers)
{
    CborWriter writer;
    writer.array(4).id(recovery).id(signer).unsigned_int(k).array(officers.size());
    for (auto const& officer : officers)
        writer.array(2).id(officer.member).id(officer.key);
    return first_bytes<SetId>(crypto::hash(crypto::HashLabel::Set, writer.view()));
}

}  // namespace huisclos::ledger
