#include "core/sync/outbox.hpp"

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

bool Outbox::waits(std::string_view path) const
{
    return std::ranges::any_of(m_entries, [path](auto const& entry) { return entry.path == path; });
}

Task<PublishStop> Outbox::publish(ports::RemoteStore& remote, LocalVault& local)
{
    while (!m_entries.empty()) {
        // A copy: the entry may be replaced while the answer is awaited.
        auto const entry = m_entries.front();
        auto const put = co_await remote.put(entry.path, entry.object);
        // A Conflict is answered to a retry whose first answer was lost: reading back tells.
        if (put.status != RemoteStatus::Ok && put.status != RemoteStatus::Conflict)
            co_return stop_for(put.status);
        auto const read = co_await remote.get(entry.path);
        if (read.status != RemoteStatus::Ok || !same_bytes(read.body, entry.object))
            co_return stop_for(read.status);
        ports::LocalBatch batch;
        local.stage_published(batch, entry.number);
        // If the disk refuses here the entry is sent again another time: the bytes are the same.
        (void)co_await local.commit(std::move(batch));
        std::erase_if(m_entries, [&entry](auto const& waiting) { return waiting.number == entry.number; });
    }
    co_return PublishStop::Done;
}

}  // namespace huisclos::sync
