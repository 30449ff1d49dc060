// links: ledger
// Mails of an invitation, as somebody who holds the link may write them.

#include "core/base/require.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/mail.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    static bool const is_started = crypto::init().has_value();
    static auto const keys = invite_keys(ByteArray<32>{1});
    if (!is_started || size > 16'384)
        return 0;
    BytesView const input(data, size);
    VaultId const vault{};
    if (auto const texts = decode_texts(input)) {
        auto const again = decode_texts(encode_texts(*texts));
        require(again && *again == *texts, "written texts are read as themselves");
        (void)texts->charter.hash();
    }
    (void)decode_join_request(input, keys.join.public_key(), vault);
    (void)open_texts_mail(keys, vault, input);
    (void)open_join_mail(keys, vault, input);
    return 0;
}
