#include "core/app/typed_over.hpp"

#include <algorithm>

namespace huisclos::app {

namespace {

/// What stands in a field that holds one value at a time, by the ids of its values; nothing for the others.
std::vector<OpId> standing_in(Context const& context, FieldKey const& key)
{
    auto const located = key.second < k_care_fields ? locate(context, key.first) : std::nullopt;
    return located ? located->state->ids_at(ledger::Space::Field, key.second) : std::vector<OpId>{};
}

}  // namespace

void begin_typing(Context& context, FieldKey const& key)
{
    if (!context.situations.seen.contains(key))
        context.situations.seen.emplace(key, SeenField{standing_in(context, key), std::nullopt});
}

std::vector<OpId> seen_in(Context const& context, FieldKey const& key)
{
    auto const seen = context.situations.seen.find(key);
    return seen == context.situations.seen.end() ? standing_in(context, key) : seen->second.stood;
}

ledger::RecordState as_seen(
    Context const& context, ledger::RecordState const& state, std::uint64_t field, std::vector<OpId> const& seen)
{
    auto known = state;
    std::erase_if(known.entries, [&](ledger::StateEntry const& one) {
        bool const is_own = one.op->device() == context.vault.device();
        bool const is_there = one.space == ledger::Space::Field && one.field == field;
        return is_there && !is_own && std::ranges::find(seen, one.op->id) == seen.end();
    });
    return known;
}

void note_saved(Context& context, FieldKey const& key, std::string const& text)
{
    if (auto const seen = context.situations.seen.find(key); seen != context.situations.seen.end())
        seen->second.saved = text;
}

bool is_saved_since(Context const& context, FieldKey const& key, std::string const& text)
{
    auto const seen = context.situations.seen.find(key);
    return seen != context.situations.seen.end() && seen->second.saved == text &&
           !context.situations.typed.contains(key);
}

void leave_field(Context& context, FieldKey const& key)
{
    if (!context.situations.typed.contains(key))
        context.situations.seen.erase(key);
}

void leave_fields(Context& context)
{
    auto const& typed = context.situations.typed;
    std::erase_if(context.situations.seen, [&typed](auto const& one) { return !typed.contains(one.first); });
}

}  // namespace huisclos::app
