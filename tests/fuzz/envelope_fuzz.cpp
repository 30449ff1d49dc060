// links: crypto
// Envelopes. The first byte chooses the type; the rest is an object to open, then a content to close and open again,
// then a padded content.

#include "core/base/require.hpp"
#include "core/crypto/envelope.hpp"
#include "core/crypto/padding.hpp"
#include "core/crypto/random.hpp"

using namespace huisclos;
using namespace huisclos::crypto;

namespace {

constexpr ByteArray<32> k_key{7};
constexpr ByteArray<24> k_salt{9};
constexpr std::size_t k_largest = 60'000;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    static bool const is_started = init().has_value();
    if (!is_started || size == 0 || size > k_largest)
        return 0;
    Context const context{.type = static_cast<ObjectType>(data[0] % (static_cast<int>(ObjectType::Local) + 1)), .n = 1};
    BytesView const rest(data + 1, size - 1);
    if (auto const opened = open_envelope(k_key, context, rest))
        require(
            same_bytes(make_envelope_with_salt(k_key, context, opened->view(), rest.subspan(16, 24)), rest),
            "what opens is what its content makes");
    auto const object = make_envelope_with_salt(k_key, context, rest, k_salt);
    auto const again = open_envelope(k_key, context, object);
    require(again && same_bytes(again->view(), rest), "what is closed opens");
    if (auto const plain = unpad(context.type, rest))
        require(same_bytes(pad(context.type, plain->view()).view(), rest), "one padding for one content");
    return 0;
}
