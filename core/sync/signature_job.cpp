#include "core/sync/signature_job.hpp"

#include <algorithm>

#include "core/ledger/cbor_fields.hpp"
#include "core/sync/knowledge.hpp"

namespace huisclos::sync {

namespace {

using ledger::CborValue;
using ledger::CborWriter;

constexpr std::size_t k_name_size = 32;
/// Beside its object, in the request.
constexpr std::size_t k_kept_overhead = 128;
constexpr std::size_t k_key_size = 64;

Result<EpochKeys> read_epochs(CborValue const& array)
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

Result<KeptObject> read_kept(CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 6));
    HUISCLOS_TRY_ASSIGN(kind, parts[0].as_unsigned_below(128));
    HUISCLOS_TRY_ASSIGN(name, parts[1].as_id<ObjectName>());
    HUISCLOS_TRY_ASSIGN(cid, parts[2].as_id<CompartmentId>());
    HUISCLOS_TRY_ASSIGN(device, parts[3].as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(number, parts[4].as_unsigned());
    HUISCLOS_TRY_ASSIGN(object, parts[5].as_bytes());
    return KeptObject{static_cast<KeptKind>(kind), name, cid, device, number, to_bytes(object)};
}

}  // namespace

Bytes encode_signature_job(VaultId const& vault, EpochKeys const& epochs, std::span<KeptObject const> kept)
{
    std::size_t room = k_kept_overhead + epochs.size() * k_key_size;
    for (auto const& object : kept)
        room += object.object.size() + k_kept_overhead;
    CborWriter writer(room);  // Grown, it would leave keys behind.
    writer.map(3).key(1).id(vault).key(2).array(epochs.size());
    for (auto const& cid : epochs.compartments()) {
        for (auto const& [epoch, secret] : epochs.all(cid))
            writer.array(2).id(cid).bytes(secret);
    }
    writer.key(3).array(kept.size());
    for (auto const& object : kept) {
        writer.array(6).unsigned_int(static_cast<std::uint64_t>(object.kind)).id(object.name).id(object.compartment);
        writer.id(object.device).unsigned_int(object.number).bytes(object.object);
    }
    return writer.take();
}

Result<Bytes> run_signature_job(BytesView request)
{
    HUISCLOS_TRY_ASSIGN(map, ledger::parse_cbor(request));
    HUISCLOS_TRY_ASSIGN(vault, ledger::id_at<VaultId>(map, 1));
    HUISCLOS_TRY_ASSIGN(epochs_item, map.at(2));
    HUISCLOS_TRY_ASSIGN(epochs, read_epochs(epochs_item));
    HUISCLOS_TRY_ASSIGN(kept_item, map.at(3));
    HUISCLOS_TRY_ASSIGN(kept, kept_item.items());

    crypto::VerifiedClaims good;
    {
        crypto::VerifiedScope const scope(good);
        Knowledge knowledge(vault, std::move(epochs));
        for (auto const& item : kept) {
            HUISCLOS_TRY_ASSIGN(object, read_kept(item));
            (void)knowledge.take(std::move(object));
        }
        (void)knowledge.settle(Instant{});
    }
    Bytes answer;
    answer.reserve(good.names().size() * k_name_size);
    for (auto const& name : good.names())
        append(answer, name);
    return answer;
}

Result<crypto::VerifiedClaims> read_signature_answer(BytesView answer)
{
    if (answer.size() % k_name_size != 0)
        return fail(ErrorCode::Encoding, "names of claims");
    crypto::VerifiedClaims claims;
    for (std::size_t at = 0; at < answer.size(); at += k_name_size) {
        crypto::ClaimName name{};
        std::ranges::copy(answer.subspan(at, k_name_size), name.begin());
        claims.add(name);
    }
    return claims;
}

}  // namespace huisclos::sync
