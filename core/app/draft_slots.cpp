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

std::set<ActHash> kept_acts(Context const& context, std::uint32_t slot)
{
    std::set<ActHash> all;
    for (auto const& item : kept_items(context, slot)) {
        if (auto const act = item.as_id<ActHash>())
            all.insert(*act);
    }
    return all;
}

Task<Result<void>> keep_acts(Context* context, std::uint32_t slot, std::set<ActHash> acts)
{
    ledger::CborWriter writer;
    writer.array(acts.size());
    for (auto const& act : acts)
        writer.id(act);
    auto const kept = co_await context->vault.save_draft(slot, SecretBytes::copy_of(writer.take()));
    context->changed();
    co_return kept;
}

}  // namespace huisclos::app
