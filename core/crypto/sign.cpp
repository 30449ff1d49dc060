#include "core/crypto/sign.hpp"

#include <cstring>

#include <sodium.h>

#include "core/base/require.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/prefix.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/stack.hpp"
#include "core/crypto/verified.hpp"

namespace huisclos::crypto {

namespace {

constexpr std::string_view k_sign_labels[] = {"segment", "head", "act", "card", "join", "deposit"};
static_assert(std::size(k_sign_labels) == static_cast<std::size_t>(SignLabel::Deposit) + 1);

Bytes signed_bytes(SignLabel label, VaultId const& vault, BytesView x)
{
    std::uint8_t const zero[1] = {0};
    return concat({as_bytes("HCV1/sig/"), as_bytes(label_text(label)), zero, vault.view(), x});
}

bool is_signed(PublicKey const& key, BytesView message, Signature const& signature)
{
    return crypto_sign_verify_detached(signature.bytes.data(), message.data(), message.size(), key.bytes.data()) == 0;
}

/// Never leaves this device: no label of the protocol. Key and signature have one length each, so that nothing can be
/// read as another claim.
ClaimName claim_name(PublicKey const& key, BytesView message, Signature const& signature)
{
    auto const claim = concat({key.view(), signature.view(), message});
    ClaimName name{};
    crypto_generichash(name.data(), name.size(), claim.data(), claim.size(), nullptr, 0);
    return name;
}

}  // namespace

std::string_view label_text(SignLabel label)
{
    return k_sign_labels[static_cast<std::size_t>(label)];
}

SigningKey SigningKey::from_seed(BytesView seed)
{
    StackCleaner const cleaner;
    require(seed.size() == crypto_sign_SEEDBYTES, "a signing seed of 32 bytes");
    SigningKey key;
    key.m_seed = SecretBytes::copy_of(seed);
    SecretArray<crypto_sign_SECRETKEYBYTES> secret;
    crypto_sign_seed_keypair(key.m_public.bytes.data(), secret.mutable_view().data(), seed.data());
    return key;
}

SigningKey SigningKey::generate()
{
    return from_seed(random_secret(crypto_sign_SEEDBYTES).view());
}

Signature SigningKey::sign(SignLabel label, VaultId const& vault, BytesView x) const
{
    StackCleaner const cleaner;
    require(!empty(), "a key that can sign");
    // libsodium's secret key is the seed followed by the public key.
    SecretArray<crypto_sign_SECRETKEYBYTES> secret;
    std::memcpy(secret.mutable_view().data(), m_seed.view().data(), crypto_sign_SEEDBYTES);
    std::memcpy(secret.mutable_view().data() + crypto_sign_SEEDBYTES, m_public.bytes.data(), m_public.bytes.size());
    auto const message = signed_bytes(label, vault, x);
    Signature signature;
    crypto_sign_detached(signature.bytes.data(), nullptr, message.data(), message.size(), secret.view().data());
    return signature;
}

bool verify(PublicKey const& key, SignLabel label, VaultId const& vault, BytesView x, Signature const& signature)
{
    auto const message = signed_bytes(label, vault, x);
    auto* const claims = VerifiedScope::current();
    if (claims == nullptr)
        return is_signed(key, message, signature);
    auto const name = claim_name(key, message, signature);
    if (claims->contains(name))
        return true;
    bool const is_good = is_signed(key, message, signature);
    if (is_good)
        claims->add(name);
    return is_good;
}

MemberId member_id(PublicKey const& identity)
{
    return prefix_of<MemberId>(hash(HashLabel::Member, identity.view()));
}

DeviceId device_id(MemberId const& member, PublicKey const& device_key)
{
    return prefix_of<DeviceId>(hash(HashLabel::Device, {member.view(), device_key.view()}));
}

ByteArray<32> fingerprint(VaultId const& vault, PublicKey const& identity)
{
    return hash(HashLabel::Fp, {vault.view(), identity.view()});
}

}  // namespace huisclos::crypto
