#include "core/sync/signature_job.hpp"

#include <algorithm>

#include "core/crypto/sign.hpp"
#include "core/ledger/cbor_fields.hpp"
#include "core/sync/epoch_keys_codec.hpp"
#include "core/sync/knowledge.hpp"

namespace huisclos::sync {

namespace {

constexpr std::size_t k_name_size = 32;
/// u8 kind || name || cid || device || u64 number || u32 size, before each object.
constexpr std::size_t k_kept_head = 1 + ObjectName::k_size + CompartmentId::k_size + DeviceId::k_size + 8 + 4;

/// Takes what it is asked from the front; empty once there is less than that.
class Reader {
public:
    explicit Reader(BytesView bytes) : m_rest(bytes) {}

    [[nodiscard]] bool at_end() const { return m_rest.empty(); }
    BytesView take(std::size_t size)
    {
        if (m_rest.size() < size) {
            m_rest = {};
            return {};
        }
        auto const taken = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return taken;
    }
    /// Little-endian; 0 beyond the end.
    std::uint64_t number(std::size_t size)
    {
        std::uint64_t value = 0;
        auto const bytes = take(size);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            value |= std::uint64_t{bytes[i]} << (8 * i);
        return value;
    }

private:
    BytesView m_rest;
};

std::optional<KeptObject> read_kept(Reader& reader)
{
    auto const kind = static_cast<KeptKind>(reader.number(1));
    auto const name = ObjectName::from(reader.take(ObjectName::k_size));
    auto const cid = CompartmentId::from(reader.take(CompartmentId::k_size));
    auto const device = DeviceId::from(reader.take(DeviceId::k_size));
    auto const number = reader.number(8);
    auto const size = static_cast<std::size_t>(reader.number(4));
    auto const object = reader.take(size);
    if (!name || !cid || !device || object.size() != size)
        return std::nullopt;
    return KeptObject{kind, *name, *cid, *device, number, to_bytes(object)};
}

Bytes answer_of(crypto::VerifiedClaims const& good)
{
    Bytes answer;
    answer.reserve(good.names().size() * k_name_size);
    for (auto const& name : good.names())
        append(answer, name);
    return answer;
}

}  // namespace

Bytes encode_signature_job(VaultId const& vault, EpochKeys const& epochs, std::span<KeptObject const> kept)
{
    ledger::CborWriter head(k_name_size * 2 + epochs.size() * k_encoded_key_size);
    head.map(2).key(1).id(vault).key(2);
    write_epochs(head, epochs);
    auto encoded = head.take();
    auto room = 4 + encoded.size();
    for (auto const& object : kept)
        room += k_kept_head + object.object.size();
    Bytes request;
    request.reserve(room);
    append_u32(request, static_cast<std::uint32_t>(encoded.size()));
    append(request, encoded);
    wipe(encoded);
    for (auto const& object : kept) {
        request.push_back(static_cast<std::uint8_t>(object.kind));
        append(request, object.name.view());
        append(request, object.compartment.view());
        append(request, object.device.view());
        append_u64(request, object.number);
        append_u32(request, static_cast<std::uint32_t>(object.object.size()));
        append(request, object.object);
    }
    return request;
}

Result<Bytes> run_signature_job(BytesView request)
{
    Reader reader(request);
    auto const head_size = static_cast<std::size_t>(reader.number(4));
    HUISCLOS_TRY_ASSIGN(head, ledger::parse_cbor(reader.take(head_size)));
    HUISCLOS_TRY_ASSIGN(vault, ledger::id_at<VaultId>(head, 1));
    HUISCLOS_TRY_ASSIGN(epochs_item, head.at(2));
    HUISCLOS_TRY_ASSIGN(epochs, read_epochs(epochs_item));

    crypto::VerifiedClaims good;
    {
        crypto::VerifiedScope const scope(good);
        Knowledge knowledge(vault, std::move(epochs));
        while (!reader.at_end()) {
            auto object = read_kept(reader);
            if (!object)
                return fail(ErrorCode::Encoding, "a kept object");
            (void)knowledge.take(std::move(*object));
        }
        (void)knowledge.settle(Instant{});
    }
    return answer_of(good);
}

Bytes encode_segment_job(VaultId const& vault, std::span<SegmentClaim const> claims)
{
    Bytes request;
    request.reserve(VaultId::k_size + claims.size() * sizeof(SegmentClaim));
    append(request, vault.view());
    for (auto const& claim : claims) {
        append(request, claim.key.view());
        append(request, claim.bh.view());
        append(request, claim.signature.view());
    }
    return request;
}

Result<Bytes> run_segment_job(BytesView request)
{
    Reader reader(request);
    auto const vault = VaultId::from(reader.take(VaultId::k_size));
    if (!vault)
        return fail(ErrorCode::Encoding, "no vault");
    crypto::VerifiedClaims good;
    crypto::VerifiedScope const scope(good);
    while (!reader.at_end()) {
        auto const key = crypto::PublicKey::from(reader.take(crypto::PublicKey::k_size));
        auto const bh = BodyHash::from(reader.take(BodyHash::k_size));
        auto const signature = crypto::Signature::from(reader.take(crypto::Signature::k_size));
        if (!key || !bh || !signature)
            return fail(ErrorCode::Encoding, "a claim");
        (void)crypto::verify(*key, crypto::SignLabel::Segment, *vault, bh->view(), *signature);
    }
    return answer_of(good);
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
