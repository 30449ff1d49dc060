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
        require(lists_all_of(*card, *card), "a card lists what it lists");
        SignedCard const one{.card = *card};
        SignedCard const* const cards[] = {&one, &one};
        if (card->version < 0xffff'ffff)
            require(lists_all_of(next_card(cards), *card), "the next card lists what this one lists");
    }
    if (auto const card = decode_card(input, vault))
        require(same_bytes(encode_card(*card), input), "a signed card is the bytes that were signed");
    return 0;
}
