#include "core/ledger/record_key.hpp"

#include <algorithm>

#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"

namespace huisclos::ledger {

namespace {

SecretBytes wrap_key(BytesView epoch_secret, RecordId const& record, BytesView commitment)
{
    return crypto::derive(epoch_secret, crypto::KeyLabel::RkWrap, {record.view(), commitment}, 32);
}

}  // namespace

ByteArray<32> record_commitment(BytesView record_key, CompartmentId const& cid)
{
    auto const derived = crypto::derive(record_key, crypto::KeyLabel::RkCommit, cid.view(), 32);
    ByteArray<32> commitment{};
    std::ranges::copy(derived.view(), commitment.begin());
    return commitment;
}

RecordId record_id(CompartmentId const& cid, MemberId const& author, BytesView commitment)
{
    auto const full = crypto::hash(crypto::HashLabel::Record, {cid.view(), author.view(), commitment});
    return *RecordId::from(BytesView(full).first(RecordId::k_size));
}

CreatePayload wrap_record_key(
    BytesView record_key, RecordId const& record, CompartmentId const& cid, BytesView epoch_secret)
{
    CreatePayload create;
    create.rkc = record_commitment(record_key, cid);
    auto const key = wrap_key(epoch_secret, record, create.rkc);
    std::ranges::copy(crypto::encrypt_once(key.view(), record_key), create.wrap.begin());
    return create;
}

Result<SecretBytes> unwrap_record_key(
    CreatePayload const& create, RecordId const& record, CompartmentId const& cid, BytesView epoch_secret)
{
    auto const key = wrap_key(epoch_secret, record, create.rkc);
    auto record_key = crypto::decrypt_once(key.view(), create.wrap);
    if (!record_key || !crypto::equal(record_commitment(record_key->view(), cid), create.rkc))
        return fail(ErrorCode::Op, "the wrap does not give the key of the record");
    return std::move(*record_key);
}

SecretBytes op_key(BytesView record_key, RecordId const& record, OpPlace const& place)
{
    Bytes numbers;
    append_u64(numbers, place.seq);
    append_u16(numbers, place.index);
    return crypto::derive(
        record_key, crypto::KeyLabel::Op, {record.view(), place.device.view(), numbers, place.nonce}, 32);
}

Bytes encrypt_inner(BytesView record_key, RecordId const& record, OpPlace const& place, BytesView inner)
{
    return crypto::encrypt_once(op_key(record_key, record, place).view(), inner);
}

Result<SecretBytes> decrypt_inner(BytesView record_key, RecordId const& record, OpPlace const& place, BytesView payload)
{
    auto inner = crypto::decrypt_once(op_key(record_key, record, place).view(), payload);
    if (!inner)
        return fail(ErrorCode::Op, "the payload does not open under the key of the record");
    return std::move(*inner);
}

}  // namespace huisclos::ledger
