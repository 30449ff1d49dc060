#include "core/app/draft_slots.hpp"

#include "core/app/context.hpp"

namespace huisclos::app {

std::vector<ledger::CborValue> kept_items(Context const& context, std::uint32_t slot)
{
    auto const kept = context.vault.drafts().find(slot);
    if (kept == context.vault.drafts().end())
        return {};
    auto const list = ledger::parse_cbor(kept->second.view());
    auto items = list ? list->items() : Result<std::vector<ledger::CborValue>>(std::vector<ledger::CborValue>{});
    return items ? std::move(*items) : std::vector<ledger::CborValue>{};
}

}  // namespace huisclos::app
