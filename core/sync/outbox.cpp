#include "core/sync/outbox.hpp"

#include <algorithm>

#include "core/sync/listing.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/paths.hpp"

namespace huisclos::sync {

namespace {

using ports::RemoteStatus;

PublishStop stop_for(RemoteStatus status)
{
    switch (status) {
    case RemoteStatus::Refused:
        return PublishStop::Refused;
    case RemoteStatus::Full:
    case RemoteStatus::TooLarge:
        return PublishStop::Full;
    default:
        return PublishStop::Offline;
    }
}

bool is_head(OutboxEntry const& entry)
{
    return entry.path.starts_with(k_heads_folder);
}

}  // namespace

Outbox::Outbox(std::vector<OutboxEntry> kept)
{
    for (auto& entry : kept) {
        m_next = entry.number + 1;
        m_entries.push_back(std::move(entry));
    }
}

OutboxEntry Outbox::prepare(std::string path, Bytes object)
{
    return {m_next++, std::move(path), std::move(object)};
}

void Outbox::stage(LocalVault const& local, ports::LocalBatch& batch, OutboxEntry const& entry) const
{
    for (auto const& waiting : m_entries) {
        if (waiting.path == entry.path)
            local.stage_published(batch, waiting.number);
    }
    local.stage_journal(batch, entry);
}

void Outbox::confirm(OutboxEntry entry)
{
    std::erase_if(m_entries, [&entry](auto const& waiting) { return waiting.path == entry.path; });
    m_entries.push_back(std::move(entry));
}

void Outbox::forget(std::uint64_t number)
{
    std::erase_if(m_entries, [number](auto const& waiting) { return waiting.number == number; });
}

void Outbox::number_heads(std::uint64_t counter)
{
    for (auto& entry : m_entries) {
        if (is_head(entry))
            entry.head_counter = counter;
    }
}

OutboxEntry const* Outbox::find(std::string_view path) const
{
    auto const found = std::ranges::find(m_entries, path, &OutboxEntry::path);
    return found == m_entries.end() ? nullptr : &*found;
}

std::optional<Instant> Outbox::head_waits_until(Instant now) const
{
    // A clock that was set back since must not silence the device.
    if (!m_head_sent_at || now < *m_head_sent_at || std::ranges::none_of(m_entries, is_head))
        return std::nullopt;
    Instant const due{m_head_sent_at->ms + k_head_every_ms};
    return due > now ? std::optional(due) : std::nullopt;
}

Task<PublishStop> Outbox::publish(
    ports::RemoteStore& remote, LocalVault& local, ports::Clock const& clock, OwnListed const& listed)
{
    bool const is_settled = listed.is_settled(m_head_there);  // Before what is read back here changes it.
    auto const may_leave = [this, &clock, is_settled](OutboxEntry const& entry) {
        return !is_head(entry) || (is_settled && !head_waits_until(clock.now()));
    };
    auto const left_before = m_places_left;
    while (true) {
        auto const next = std::ranges::find_if(m_entries, may_leave);
        if (next == m_entries.end())
            break;
        // A copy: the entry may be replaced while the answer is awaited.
        // NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
        auto const entry = *next;
        // Counted from when it leaves: the store may keep a head whose answer is lost.
        if (is_head(entry))
            m_head_sent_at = clock.now();
        auto const put = co_await remote.put(entry.path, entry.object);
        if (m_places_left != left_before)
            co_return PublishStop::Offline;
        // A Conflict is answered to a retry whose first answer was lost: reading back tells.
        if (put.status != RemoteStatus::Ok && put.status != RemoteStatus::Conflict)
            co_return stop_for(put.status);
        auto const read = co_await remote.get(entry.path);
        if (m_places_left != left_before)
            co_return PublishStop::Offline;
        if (read.status != RemoteStatus::Ok || !same_bytes(read.body, entry.object))
            co_return stop_for(read.status);
        // Before the disk answers: who turns to another place meanwhile finds that it has left.
        forget(entry.number);
        ports::LocalBatch batch;
        local.stage_published(batch, entry.number);
        if (entry.head_counter > 0) {
            m_head_there = {entry.head_counter, std::string(bare_tag(read.etag))};
            local.stage_note(batch, k_note_head_there, encode_count(entry.head_counter));
        }
        // If the disk refuses here the entry is sent again another time: the bytes are the same.
        (void)co_await local.commit(std::move(batch));
        if (m_places_left != left_before)
            co_return PublishStop::Offline;
    }
    co_return m_entries.empty() ? PublishStop::Done : PublishStop::HeadWaits;
}

}  // namespace huisclos::sync
