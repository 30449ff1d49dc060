#include "core/crypto/hash.hpp"

#include <sodium.h>

#include "core/base/require.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/stack.hpp"

namespace huisclos::crypto {

namespace {

constexpr std::string_view k_hash_labels[] = {
    "obj", "body",   "head", "act",  "card", "genesis", "member", "device",  "cid",    "set", "inbox",
    "op",  "record", "file", "root", "fp",   "week",    "text",   "deposit", "number", "kit",
};
static_assert(std::size(k_hash_labels) == static_cast<std::size_t>(HashLabel::Kit) + 1);

constexpr std::string_view k_key_labels[] = {
    "account", "locator", "unlock-pass", "unlock-prf",  "unlock-kit", "kid",
    "env",     "seal",    "commit",      "rk-commit",   "rk-wrap",    "op",
    "body",    "leaf",    "invite-id",   "invite-sign", "invite-box", "local",
};
static_assert(std::size(k_key_labels) == static_cast<std::size_t>(KeyLabel::Local) + 1);

/// BLAKE2b fed piece by piece, so that secrets are not joined in a temporary; its state is wiped.
class Blake2b {
public:
    Blake2b(BytesView key, std::size_t size)
    {
        crypto_generichash_init(&m_state, key.empty() ? nullptr : key.data(), key.size(), size);
    }
    Blake2b(Blake2b const&) = delete;
    Blake2b& operator=(Blake2b const&) = delete;
    ~Blake2b() { sodium_memzero(&m_state, sizeof m_state); }

    void add(BytesView part)
    {
        if (!part.empty())
            crypto_generichash_update(&m_state, part.data(), part.size());
    }
    void add_label(std::string_view prefix, std::string_view label)
    {
        std::uint8_t const zero = 0;
        add(as_bytes(prefix));
        add(as_bytes(label));
        add({&zero, 1});
    }
    void finish(std::span<std::uint8_t> out) { crypto_generichash_final(&m_state, out.data(), out.size()); }

private:
    crypto_generichash_state m_state{};
};

}  // namespace

std::string_view label_text(HashLabel label)
{
    return k_hash_labels[static_cast<std::size_t>(label)];
}

std::string_view label_text(KeyLabel label)
{
    return k_key_labels[static_cast<std::size_t>(label)];
}

ByteArray<32> hash(HashLabel label, BytesView x)
{
    return hash(label, {x});
}

ByteArray<32> hash(HashLabel label, std::initializer_list<BytesView> parts)
{
    Blake2b blake({}, 32);
    blake.add_label("HCV1/h/", label_text(label));
    for (auto const& part : parts)
        blake.add(part);
    ByteArray<32> result{};
    blake.finish(result);
    return result;
}

SecretBytes derive(BytesView key, KeyLabel label, BytesView x, std::size_t size)
{
    return derive(key, label, {x}, size);
}

SecretBytes derive(BytesView key, KeyLabel label, std::initializer_list<BytesView> parts, std::size_t size)
{
    StackCleaner const cleaner;
    require(key.size() >= 16 && key.size() <= 64, "a key of 16 to 64 bytes");
    require(size == 16 || size == 32 || size == 64, "16, 32 or 64 bytes derived");
    Blake2b blake(key, size);
    blake.add_label("HCV1/f/", label_text(label));
    for (auto const& part : parts)
        blake.add(part);
    SecretBytes result(size);
    blake.finish(result.mutable_view());
    return result;
}

bool equal(BytesView a, BytesView b)
{
    if (a.size() != b.size())
        return false;
    return a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

ObjectName object_name(BytesView object)
{
    return {hash(HashLabel::Obj, object)};
}

TextHash text_hash(std::string_view text)
{
    auto const normalised = to_nfc(text);
    return {hash(HashLabel::Text, as_bytes(normalised ? std::string_view(*normalised) : text))};
}

}  // namespace huisclos::crypto
