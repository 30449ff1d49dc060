#include "core/crypto/envelope.hpp"

#include <algorithm>

#include "core/base/require.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/padding.hpp"
#include "core/crypto/prefix.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/stack.hpp"
#include "core/crypto/xchacha.hpp"

namespace huisclos::crypto {

namespace {

enum class ObjectKind : std::uint8_t { Envelope = 1, Seal = 2 };

constexpr std::string_view k_types[] = {
    "account", "keyring", "slot", "head",  "card", "genesis", "act",    "segment", "log",   "grant",
    "deposit", "table",   "hist", "shard", "file", "mail",    "frozen", "share",   "local",
};
static_assert(std::size(k_types) == static_cast<std::size_t>(ObjectType::Local) + 1);

constexpr std::size_t k_header_size = 8;
constexpr std::uint8_t k_suite = 1;
constexpr std::size_t k_suite_at = 5;
constexpr std::size_t k_key_id_size = 8;
constexpr std::size_t k_commitment_size = 32;
constexpr std::size_t k_salt_at = k_header_size + k_key_id_size;
constexpr std::size_t k_envelope_commitment_at = k_salt_at + k_nonce_size;
constexpr std::size_t k_envelope_head = k_envelope_commitment_at + k_commitment_size;
constexpr std::size_t k_seal_commitment_at = k_header_size + k_kem_cipher_size;
constexpr std::size_t k_seal_head = k_seal_commitment_at + k_commitment_size;
static_assert(k_envelope_overhead == k_envelope_head + k_tag_size && k_seal_overhead == k_seal_head + k_tag_size);

std::uint8_t g_known_suite = k_suite;

ByteArray<k_header_size> header(ObjectKind kind)
{
    return {'H', 'C', 'V', '1', 1, k_suite, static_cast<std::uint8_t>(kind), 0};
}

/// What is checked before any cryptography: header, suite, length.
Result<void> check_form(BytesView object, ObjectKind kind, ObjectType type)
{
    auto const expected = header(kind);
    if (object.size() < k_header_size)
        return fail(ErrorCode::Format, "shorter than a header");
    for (std::size_t i = 0; i < k_header_size; ++i)
        if (i != k_suite_at && object[i] != expected[i])
            return fail(ErrorCode::Format, "not the header of this kind");
    if (auto const suite = object[k_suite_at]; suite != k_suite)
        return suite > k_suite && suite <= g_known_suite ? fail(ErrorCode::Upgrade, "a later suite")
                                                         : fail(ErrorCode::Format, "an unknown suite");
    auto const overhead = kind == ObjectKind::Envelope ? k_envelope_overhead : k_seal_overhead;
    if (object.size() < overhead || !is_padded_size(type, object.size() - overhead))
        return fail(ErrorCode::Format, "not a length of this type");
    return {};
}

SecretBytes key_id(BytesView key, BytesView salt, BytesView context)
{
    return derive(key, KeyLabel::Kid, {salt, context}, 32);
}

/// T of 3.3: the first half encrypts, the second commits to the key, the head and the context.
struct Derived {
    explicit Derived(SecretBytes whole) : both(std::move(whole)) {}
    [[nodiscard]] BytesView key() const { return both.view().first(32); }
    [[nodiscard]] BytesView commitment() const { return both.view().subspan(32); }
    SecretBytes both;
};

Derived derive_seal(BytesView secret, BytesView head, KemPublic const& key, BytesView xct, BytesView context)
{
    return Derived(derive(secret, KeyLabel::Seal, {head, key.view(), xct, context}, 64));
}

Bytes finish(Bytes object, Derived const& derived, BytesView nonce, ObjectType type, BytesView plain)
{
    append(object, derived.commitment());
    auto const padded = pad(type, plain);
    require(padded.size() <= limit_of(type), "content within the limit of its type");
    object.reserve(object.size() + padded.size() + k_tag_size);
    append_encrypted(object, derived.key(), nonce, object, padded.view());
    return object;
}

Result<SecretBytes> open_content(
    Derived const& derived, BytesView nonce, ObjectType type, BytesView object, std::size_t head)
{
    HUISCLOS_TRY_ASSIGN(padded, decrypt(derived.key(), nonce, object.first(head), object.subspan(head)));
    return unpad(type, padded.view());
}

Result<Bytes> seal_encapsulated(
    KemPublic const& recipient, Context const& context, BytesView plain, Result<Encapsulated> const& encapsulated)
{
    StackCleaner const cleaner;
    if (!fits(context.type, plain.size()))
        return fail(ErrorCode::Format, "over the limit of its type");
    if (!encapsulated)
        return std::unexpected(encapsulated.error());
    auto object = to_bytes(header(ObjectKind::Seal));
    auto const& xct = encapsulated->ciphertext;
    auto const derived = derive_seal(encapsulated->secret.view(), object, recipient, xct, context.encoded());
    append(object, xct);
    return finish(std::move(object), derived, k_zero_nonce, context.type, plain);
}

}  // namespace

std::string_view type_text(ObjectType type)
{
    return k_types[static_cast<std::size_t>(type)];
}

Bytes Context::encoded() const
{
    auto const text = type_text(type);
    Bytes out;
    append_u32(out, static_cast<std::uint32_t>(text.size()));
    append(out, as_bytes(text));
    append(out, vault.view());
    append(out, cid);
    append(out, id);
    append_u64(out, n);
    append_u32(out, part);
    return out;
}

bool fits(ObjectType type, std::size_t size)
{
    return padded_size(type, size) <= limit_of(type);
}

Bytes make_envelope(BytesView key, Context const& context, BytesView plain)
{
    ByteArray<k_nonce_size> salt{};
    random_fill(salt);
    return make_envelope_with_salt(key, context, plain, salt);
}

Bytes make_envelope_with_salt(BytesView key, Context const& context, BytesView plain, BytesView salt)
{
    StackCleaner const cleaner;
    require(salt.size() == k_nonce_size, "a salt of 24 bytes");
    auto const encoded = context.encoded();
    auto object = to_bytes(header(ObjectKind::Envelope));
    append(object, key_id(key, salt, encoded).view().first(k_key_id_size));
    append(object, salt);
    Derived const derived(derive(key, KeyLabel::Env, {object, encoded}, 64));
    return finish(std::move(object), derived, salt, context.type, plain);
}

Result<SecretBytes> open_envelope(BytesView key, Context const& context, BytesView object)
{
    BytesView const keys[] = {key};
    HUISCLOS_TRY_ASSIGN(opened, open_envelope_any(keys, context, object));
    return std::move(opened.plain);
}

Result<Opened> open_envelope_any(std::span<BytesView const> keys, Context const& context, BytesView object)
{
    StackCleaner const cleaner;
    HUISCLOS_TRY(check_form(object, ObjectKind::Envelope, context.type));
    auto const encoded = context.encoded();
    auto const kid = object.subspan(k_header_size, k_key_id_size);
    auto const salt = object.subspan(k_salt_at, k_nonce_size);
    auto const found = std::ranges::find_if(
        keys, [&](BytesView key) { return equal(key_id(key, salt, encoded).view().first(k_key_id_size), kid); });
    if (found == keys.end())
        return fail(ErrorCode::NoKey, "no key of this id");
    Derived const derived(derive(*found, KeyLabel::Env, {object.first(k_envelope_commitment_at), encoded}, 64));
    // Before any decryption: the cipher alone would open under two keys.
    if (!equal(derived.commitment(), object.subspan(k_envelope_commitment_at, k_commitment_size)))
        return fail(ErrorCode::Auth, "wrong commitment");
    HUISCLOS_TRY_ASSIGN(plain, open_content(derived, salt, context.type, object, k_envelope_head));
    return Opened{.plain = std::move(plain), .key_index = static_cast<std::size_t>(found - keys.begin())};
}

Result<Bytes> make_seal(KemPublic const& recipient, Context const& context, BytesView plain)
{
    return seal_encapsulated(recipient, context, plain, encapsulate(recipient));
}

Result<Bytes> make_seal_with_seed(KemPublic const& recipient, Context const& context, BytesView plain, BytesView seed)
{
    return seal_encapsulated(recipient, context, plain, encapsulate_from(recipient, seed));
}

Result<Opened> open_seal(std::span<KemKey const* const> keys, Context const& context, BytesView object)
{
    StackCleaner const cleaner;
    HUISCLOS_TRY(check_form(object, ObjectKind::Seal, context.type));
    if (keys.empty())
        return fail(ErrorCode::NoKey, "no key of this inbox");
    auto const encoded = context.encoded();
    auto const xct = object.subspan(k_header_size, k_kem_cipher_size);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        auto const secret = decapsulate(*keys[i], xct);
        if (!secret)
            continue;
        auto const derived =
            derive_seal(secret->view(), object.first(k_header_size), keys[i]->public_key(), xct, encoded);
        if (!equal(derived.commitment(), object.subspan(k_seal_commitment_at, k_commitment_size)))
            continue;
        HUISCLOS_TRY_ASSIGN(plain, open_content(derived, k_zero_nonce, context.type, object, k_seal_head));
        return Opened{.plain = std::move(plain), .key_index = i};
    }
    return fail(ErrorCode::Auth, "no key opens it");
}

void set_known_suite(std::uint8_t highest)
{
    // Kept for ever: a store that serves an older policy cannot lower it.
    g_known_suite = std::max(g_known_suite, highest);
}

Commitment commit_to(BytesView epoch_secret, CompartmentId const& compartment)
{
    return prefix_of<Commitment>(derive(epoch_secret, KeyLabel::Commit, compartment.view(), 32).view());
}

EpochId epoch_id(Commitment const& commitment)
{
    return prefix_of<EpochId>(commitment.view());
}

}  // namespace huisclos::crypto
