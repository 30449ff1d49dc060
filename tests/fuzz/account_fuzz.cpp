// links: ledger
// Plaintexts of accounts and keyrings: what is read is written and read again as the same structure.

#include "core/base/require.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/account.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    static bool const is_started = crypto::init().has_value();
    if (!is_started || size > 8192)
        return 0;
    BytesView const input(data, size);
    if (auto const account = decode_account(input, 5)) {
        auto const once = encode_account(account->version, account->slots, account->keyring);
        auto const again = decode_account(once, 5);
        require(again.has_value(), "a written account is read");
        require(encode_account(5, again->slots, again->keyring) == once, "an account is written one way");
        for (auto const& slot : account->slots)
            (void)slot.cost();
    }
    if (auto const keyring = decode_keyring(input, 5)) {
        auto const once = encode_keyring(*keyring, 5);
        auto const again = decode_keyring(once, 5);
        require(again && encode_keyring(*again, 5) == once, "a keyring is written one way");
    }
    (void)unpack_account(input);
    return 0;
}
