// links: crypto
// Seals: an object to open with two keys, then a recipient's public key that nobody checked.

#include "core/base/require.hpp"
#include "core/crypto/envelope.hpp"
#include "core/crypto/random.hpp"

using namespace huisclos;
using namespace huisclos::crypto;

namespace {

constexpr ByteArray<32> k_seed{7};
constexpr ByteArray<32> k_other_seed{8};
constexpr ByteArray<64> k_randomness{9};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    static bool const is_started = init().has_value();
    static auto const key = KemKey::from_seed(k_seed);
    static auto const other = KemKey::from_seed(k_other_seed);
    if (!is_started || size > 8192)
        return 0;
    BytesView const input(data, size);
    Context const context{.type = ObjectType::Grant, .n = 1};
    KemKey const* const keys[] = {&other, &key};
    if (auto const opened = open_seal(keys, context, input))
        require(opened->key_index < 2, "opened by a key that was given");
    if (auto const recipient = KemPublic::from(input.first(std::min(size, k_kem_public_size))))
        (void)make_seal_with_seed(*recipient, context, as_bytes("x"), k_randomness);
    (void)decapsulate(key, input.first(std::min(size, k_kem_cipher_size)));
    return 0;
}
