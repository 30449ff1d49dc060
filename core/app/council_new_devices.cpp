// A device that was added to this member's own account: told on Home of his others until he has looked at « Cet
// appareil » (docs/protocol.md 3.12). A card says neither when nor from where a device came: what this device knew
// already is kept on its disk, and the date is that of the day on which it saw the other one first.

#include <map>

#include "core/app/council_devices.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

namespace {

constexpr std::uint32_t k_draft_devices = 0xf000'0004;

struct Noted {
    Instant first_seen{};
    bool read{false};
};
using NotedDevices = std::map<DeviceId, Noted>;

Result<NotedDevices> read_noted(BytesView encoded)
{
    NotedDevices all;
    HUISCLOS_TRY_ASSIGN(list, ledger::parse_cbor(encoded));
    HUISCLOS_TRY_ASSIGN(items, list.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 3));
        HUISCLOS_TRY_ASSIGN(device, parts[0].as_id<DeviceId>());
        HUISCLOS_TRY_ASSIGN(first_seen, ledger::as_instant(parts[1]));
        HUISCLOS_TRY_ASSIGN(read, parts[2].as_unsigned_below(2));
        all.insert_or_assign(device, Noted{first_seen, read == 1});
    }
    return all;
}

/// Nothing before the first look, nor when it does not read: all that is there then is taken as known.
std::optional<NotedDevices> noted(Context const& context)
{
    auto const kept = context.vault.drafts().find(k_draft_devices);
    if (kept == context.vault.drafts().end())
        return std::nullopt;
    auto all = read_noted(kept->second.view());
    return all ? std::optional(std::move(*all)) : std::nullopt;
}

SecretBytes pack(NotedDevices const& all)
{
    ledger::CborWriter writer;
    writer.array(all.size());
    for (auto const& [device, one] : all)
        writer.array(3).id(device).unsigned_int(static_cast<std::uint64_t>(one.first_seen.ms)).unsigned_int(one.read);
    return SecretBytes::copy_of(writer.take());
}

}  // namespace

Task<bool> note_devices(Context* context)
{
    auto const& vault = context->vault;
    auto const* const card = vault.knowledge().cards().current(vault.self());
    if (card == nullptr)
        co_return true;
    auto const before = noted(*context);
    auto all = before.value_or(NotedDevices{});
    bool has_news = false;
    for (auto const& device : card->card.card.devices) {
        auto const id = card->card.card.device_id(device);
        bool const is_known = !before || id == vault.device() || device.state == ledger::DeviceState::Lost;
        bool const is_new = all.try_emplace(id, Noted{context->now(), is_known}).second;
        has_news = has_news || (is_new && !is_known);
    }
    if (before && all.size() == before->size())
        co_return true;
    auto const kept = co_await context->vault.save_draft(k_draft_devices, pack(all));
    if (kept && has_news)
        context->changed();
    co_return kept.has_value();
}

Task<bool> acknowledge_devices(Context* context)
{
    auto all = noted(*context);
    bool has_unread = false;
    if (all) {
        for (auto& [device, one] : *all)
            has_unread = !std::exchange(one.read, true) || has_unread;
    }
    if (!has_unread)
        co_return true;
    auto const kept = co_await context->vault.save_draft(k_draft_devices, pack(*all));
    co_return kept.has_value();
}

std::vector<AddedDevice> added_devices(Context const& context)
{
    std::vector<AddedDevice> added;
    auto const* const card = context.vault.knowledge().cards().current(context.vault.self());
    auto const all = noted(context);
    if (card == nullptr || !all)
        return added;
    std::int64_t number = 0;
    for (auto const& device : card->card.card.devices) {
        ++number;
        auto const found = all->find(card->card.card.device_id(device));
        bool const is_told = found != all->end() && !found->second.read;
        if (is_told && device.state != ledger::DeviceState::Lost)
            added.push_back({number, found->second.first_seen});
    }
    return added;
}

}  // namespace huisclos::app
