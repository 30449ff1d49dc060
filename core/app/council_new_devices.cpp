// A device that was added to an account (docs/protocol.md 3.12): told on Home of the member's others until he has
// looked at « Cet appareil », and of those who have a rank until they have said, on the page of that member, that it is
// his. A card says neither when nor from where a device came: what this device knew already is kept on its disk, and
// the date is that of the day on which it saw the other one first. So each device of a reader tells it once.

#include <algorithm>
#include <map>
#include <span>

#include "core/app/council_composition.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/app/facts.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

namespace {

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
std::optional<NotedDevices> noted(Context const& context, std::uint32_t slot = k_draft_devices)
{
    auto const kept = context.vault.drafts().find(slot);
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

bool has_rank(Context const& context)
{
    auto const* const self = context.has_registry() ? context.registry().member(context.vault.self()) : nullptr;
    return self != nullptr && !self->is_out() && self->rank != ledger::k_no_rank;
}

ledger::Card const* card_of(Context const& context, MemberId const& member)
{
    auto const* const known = context.vault.knowledge().cards().current(member);
    return known == nullptr ? nullptr : &known->card.card;
}

/// Those that are lost, this one, and all of whom `are_known` says so are no news. True when one is.
bool note_devices_of(Context const& context, ledger::Card const& card, bool are_known, NotedDevices& all)
{
    bool has_news = false;
    for (auto const& device : card.devices) {
        auto const id = card.device_id(device);
        bool const is_known = are_known || id == context.vault.device() || device.state == ledger::DeviceState::Lost;
        bool const is_new = all.try_emplace(id, Noted{context.now(), is_known}).second;
        has_news = has_news || (is_new && !is_known);
    }
    return has_news;
}

/// Those on it, by their place there, that are not lost and of which nobody has said here that he knows them.
std::vector<AddedDevice> unread_devices(ledger::Card const& card, NotedDevices const& all)
{
    std::vector<AddedDevice> added;
    std::int64_t number = 0;
    for (auto const& device : card.devices) {
        ++number;
        auto const id = card.device_id(device);
        auto const found = all.find(id);
        bool const is_told = found != all.end() && !found->second.read;
        if (is_told && device.state != ledger::DeviceState::Lost)
            added.push_back({number, found->second.first_seen, id});
    }
    return added;
}

/// Nothing of him was noted yet: he has just joined.
bool is_newcomer(ledger::Card const& card, NotedDevices const& all)
{
    return std::ranges::none_of(
        card.devices, [&](ledger::CardDevice const& device) { return all.contains(card.device_id(device)); });
}

/// On the disk, when there is more than `before`.
Task<bool> keep_noted(
    Context* context, std::uint32_t slot, std::optional<NotedDevices> before, NotedDevices all, bool has_news)
{
    if (before && all.size() == before->size())
        co_return true;
    auto const kept = co_await context->vault.save_draft(slot, pack(all));
    if (kept && has_news)
        context->changed();
    co_return kept.has_value();
}

Task<bool> note_member_devices(Context* context)
{
    auto before = noted(*context, k_draft_member_devices);
    auto all = before.value_or(NotedDevices{});
    bool has_news = false;
    context->registry().members().for_each([&](MemberId const& id, ledger::Member const& member) {
        auto const* const card = card_of(*context, id);
        if (id != context->vault.self() && !member.is_out() && card != nullptr)
            has_news = note_devices_of(*context, *card, !before || is_newcomer(*card, all), all) || has_news;
    });
    co_return co_await keep_noted(context, k_draft_member_devices, std::move(before), std::move(all), has_news);
}

}  // namespace

Task<bool> note_devices(Context* context)
{
    if (has_rank(*context))
        (void)co_await note_member_devices(context);
    auto const* const card = card_of(*context, context->vault.self());
    if (card == nullptr)
        co_return true;
    auto before = noted(*context);
    auto all = before.value_or(NotedDevices{});
    bool const has_news = note_devices_of(*context, *card, !before, all);
    co_return co_await keep_noted(context, k_draft_devices, std::move(before), std::move(all), has_news);
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

Task<bool> acknowledge_member_devices(Context* context, NoteMemberDevices command)
{
    auto all = noted(*context, k_draft_member_devices);
    bool has_unread = false;
    // One that came since the page was shown was not asked about.
    for (auto const& device : all ? command.devices : std::vector<DeviceId>{}) {
        auto const found = all->find(device);
        if (found != all->end())
            has_unread = !std::exchange(found->second.read, true) || has_unread;
    }
    if (!has_unread)
        co_return true;
    auto const kept = co_await context->vault.save_draft(k_draft_member_devices, pack(*all));
    if (!kept)
        say_error(*context, kept.error());
    context->changed();
    co_return kept.has_value();
}

std::vector<AddedByMember> devices_added_by_members(Context const& context)
{
    std::vector<AddedByMember> added;
    auto const all = has_rank(context) ? noted(context, k_draft_member_devices) : std::nullopt;
    if (!all)
        return added;
    context.registry().members().for_each([&](MemberId const& id, ledger::Member const& member) {
        auto const* const card = card_of(context, id);
        if (id == context.vault.self() || member.is_out() || card == nullptr)
            return;
        AddedByMember one{.member = id, .devices = unread_devices(*card, *all)};
        std::erase_if(one.devices, [&member](AddedDevice const& one_more) {
            return member.devices_out.contains(one_more.device);
        });
        for (auto const& device : one.devices)
            one.last_seen_first = std::max(one.last_seen_first, device.first_seen);
        if (!one.devices.empty())
            added.push_back(std::move(one));
    });
    return added;
}

AddedWords say_added_devices(Context const& context, AddedByMember const& added)
{
    auto const* const owner = context.registry().member(added.member);
    // Only who is above him may remove him.
    bool const may_remove_him = owner != nullptr && is_above(context, *owner);
    auto const* const detail =
        may_remove_him ? "council.todo.member_device_detail" : "council.todo.member_device_senior";
    auto const count = static_cast<std::int64_t>(added.devices.size());
    std::vector<std::string> numbers;
    for (auto const& device : added.devices)
        numbers.push_back(std::to_string(device.number));
    // « n° 3, 4 et 5 »: the last one is for the sentence of several.
    auto const before_last = std::span(numbers).first(count > 1 ? numbers.size() - 1 : numbers.size());
    return {
        .title = phrase("council.todo.member_device").with("name", plain_name(context, added.member)).with("n", count),
        .detail = phrase(detail)
                      .with("date", paris_date(added.last_seen_first))
                      .with("n", count)
                      .with("numbers", in_a_row(before_last))
                      .with("last", numbers.empty() ? std::string{} : numbers.back())};
}

std::optional<Instant> first_seen(Context const& context, DeviceId const& device)
{
    auto const all = noted(context);
    auto const found = all ? all->find(device) : NotedDevices::const_iterator{};
    return all && found != all->end() ? std::optional(found->second.first_seen) : std::nullopt;
}

std::vector<AddedDevice> added_devices(Context const& context)
{
    auto const* const card = card_of(context, context.vault.self());
    auto const all = noted(context);
    return card == nullptr || !all ? std::vector<AddedDevice>{} : unread_devices(*card, *all);
}

}  // namespace huisclos::app
