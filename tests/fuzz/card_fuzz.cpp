// links: ledger
// Cards: bodies that anybody may sign, and whole cards whose signature is checked.

#include "core/base/require.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/card.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    static bool const is_started = crypto::init().has_value();
    if (!is_started || size > 16'384)
        return 0;
    BytesView const input(data, size);
    VaultId const vault{};
    if (auto const card = decode_card_body(input)) {
        auto const again = decode_card_body(encode_card_body(*card));
        require(again && *again == *card, "a written card is read as itself");
        SignedCard const one{.card = *card};
        SignedCard const* const cards[] = {&one, &one};
        if (card->version < 0xffff'ffff)
            require(next_card(cards).devices.size() <= card->devices.size(), "the next card lists nothing else");
    }
    if (auto const card = decode_card(input, vault))
        require(same_bytes(encode_card(*card), input), "a signed card is the bytes that were signed");
    return 0;
}
