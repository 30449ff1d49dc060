// links: ledger
// A kit as somebody types or pastes it, and passphrases.

#include "core/base/require.hpp"
#include "core/crypto/passphrase.hpp"
#include "core/ledger/kit.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

std::string joined(std::vector<std::string> const& words)
{
    std::string text;
    for (auto const& word : words)
        text += word + " ";
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size > 4096)
        return 0;
    BytesView const input(data, size);
    auto const text = as_text(input);
    if (auto const kit = read_kit_text(text)) {
        auto const again = read_kit_text(kit_text(*kit));
        require(again && encode_kit(*again) == encode_kit(*kit), "a written kit is read as itself");
    }
    if (auto const vault = read_kit_number(text))
        require(read_kit_number(kit_number(*vault)) == *vault, "a number is read as its vault");
    VaultId const vault{};
    if (auto const secrets = read_kit_words(text, vault)) {
        auto const words = kit_words(vault, secrets->account_secret.view(), secrets->recovery_key.view());
        require(read_kit_words(joined(words), vault).has_value(), "written words are read");
    }
    (void)is_kit_group(text, vault, 3);
    auto const verdict = crypto::judge_passphrase(text);
    auto const bytes = crypto::passphrase_bytes(text);
    require(bytes.has_value() == (verdict.fault != crypto::PassphraseFault::NotText), "text is what can be hashed");
    if (bytes)
        require(
            same_bytes(crypto::passphrase_bytes(as_text(bytes->view())).value().view(), bytes->view()),
            "a passphrase read again is itself");
    return 0;
}
