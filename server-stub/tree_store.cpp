#include "server-stub/tree_store.hpp"

#include <functional>

#include "server-stub/request_path.hpp"

namespace huisclos::stub {

namespace {

constexpr int k_attempts = 4;

StoreError to_store_error(IoError error)
{
    switch (error) {
    case IoError::NotFound:
        return StoreError::NotFound;
    case IoError::NoSpace:
        return StoreError::NoSpace;
    case IoError::NotDirectory:
    case IoError::IsDirectory:
    case IoError::NotEmpty:
        return StoreError::Conflict;
    default:
        return StoreError::Failed;
    }
}

}  // namespace

// Room that a change has asked for and not used yet.
class TreeStore::Reservation {
public:
    Reservation(std::atomic<std::uint64_t>& reserved, std::uint64_t bytes) : m_reserved(reserved), m_bytes(bytes)
    {
        m_reserved += bytes;
    }
    Reservation(Reservation const&) = delete;
    Reservation& operator=(Reservation const&) = delete;
    ~Reservation() { m_reserved -= m_bytes; }

private:
    std::atomic<std::uint64_t>& m_reserved;
    std::uint64_t m_bytes;
};

Result<void> TreeStore::load()
{
    std::vector<std::string> names;
    auto const loaded = load_folder(m_folder, names);
    if (!loaded && loaded.error() == IoError::NotFound)
        return {};
    return loaded;
}

Result<void> TreeStore::load_folder(std::string const& folder, std::vector<std::string>& names)
{
    if (names.size() > k_max_depth)
        return {};
    auto const entries = m_context.file_system.list(folder);
    if (!entries)
        return std::unexpected{entries.error()};
    if (auto const synced = m_context.file_system.sync_directory(folder); !synced)
        return synced;
    for (auto const& entry : *entries) {
        if (!is_valid_name(entry.name) || entry.kind == EntryKind::Other)
            continue;
        auto const path = folder + "/" + entry.name;
        names.push_back(entry.name);
        if (entry.kind == EntryKind::Directory) {
            if (auto const loaded = load_folder(path, names); !loaded)
                return loaded;
        } else {
            auto const stat = m_context.file_system.stat(path);
            if (!stat)
                return std::unexpected{stat.error()};
            m_index.put(names, to_document_info(*stat));
        }
        names.pop_back();
    }
    return {};
}

std::string TreeStore::path_of(Names path) const
{
    auto text = m_folder;
    for (auto const& name : path) {
        text += '/';
        text += name;
    }
    return text;
}

std::string TreeStore::folder_of(Names path) const
{
    return path_of(path.first(path.size() - 1));
}

std::mutex& TreeStore::lock_of(Names path)
{
    return m_locks[std::hash<std::string>{}(path_of(path)) % m_locks.size()];
}

bool TreeStore::has_room_for(Names path, std::uint64_t size) const
{
    auto const growth = m_index.growth_of(path, size);
    return m_context.quota == 0 || growth == 0 || m_index.used_bytes() + m_reserved + growth <= m_context.quota;
}

bool TreeStore::is_within_quota() const
{
    return m_context.quota == 0 || m_index.used_bytes() + m_reserved <= m_context.quota;
}

StoreResult<FoundDocument> TreeStore::open(Names path) const
{
    // The index first: what is not in it is not durable yet, or not ours.
    if (!m_index.find(path))
        return std::unexpected{StoreError::NotFound};
    auto file = m_context.file_system.open(path_of(path));
    if (!file)
        return std::unexpected{to_store_error(file.error())};
    auto const info = to_document_info(file->stat);
    return FoundDocument{.file = std::move(*file), .info = info};
}

StoreResult<std::optional<DocumentInfo>> TreeStore::check(Names path, Conditions const& conditions) const
{
    auto const current = m_index.find(path);
    std::optional<std::string> const tag = current ? std::optional{current->version.to_tag()} : std::nullopt;
    if (conditions.if_match && !conditions.if_match->matches_strongly(tag))
        return std::unexpected{StoreError::PreconditionFailed};
    if (conditions.if_none_match && conditions.if_none_match->matches_weakly(tag))
        return std::unexpected{StoreError::PreconditionFailed};
    return current;
}

StoreResult<PutOutcome> TreeStore::put(Names path, std::string_view bytes, Conditions const& conditions)
{
    std::scoped_lock const lock{lock_of(path)};
    auto last_error = IoError::Other;
    for (int attempt = 0; attempt < k_attempts; ++attempt) {
        auto const current = check(path, conditions);
        if (!current)
            return std::unexpected{current.error()};
        if (m_index.is_blocked(path))
            return std::unexpected{StoreError::Conflict};
        auto const growth = m_index.growth_of(path, bytes.size());
        Reservation const reservation{m_reserved, growth};
        if (growth > 0 && !is_within_quota())
            return std::unexpected{StoreError::NoSpace};
        auto const written = publish(path, bytes, *current ? Replace::Yes : Replace::No);
        if (written) {
            m_index.put(path, *written);
            return PutOutcome{
                .kind = *current ? PutKind::Replaced : PutKind::Created, .tag = written->version.to_tag()};
        }
        last_error = written.error();
        if (!can_retry(path, last_error))
            break;
    }
    (void)read_again(path);
    auto const error = to_store_error(last_error);
    return std::unexpected{error == StoreError::NotFound ? StoreError::Failed : error};
}

// Whether the obstacle that a publication met has been taken away or has been learnt.
bool TreeStore::can_retry(Names path, IoError error)
{
    if (error == IoError::NotFound) {
        // A folder above was empty and removed between its making and its use: which one is not known.
        m_context.folders.forget(m_folder);
        return true;
    }
    if (error != IoError::Exists && error != IoError::IsDirectory)
        return false;
    auto const found = m_context.file_system.stat(path_of(path));
    if (!found)
        return found.error() == IoError::NotFound;
    if (found->kind == EntryKind::Directory)
        return m_context.folders.remove_empty(path_of(path)).has_value();
    // A file that the index does not know: an earlier change whose end failed.
    return read_again(path);
}

// After a failure the index says again what the disk says, but nothing that is not durable: somebody told that a
// document exists may stop sending it. What cannot be read or synced stays as it was.
bool TreeStore::read_again(Names path)
{
    auto const found = m_context.file_system.stat(path_of(path));
    if (!m_context.file_system.sync_directory(folder_of(path)))
        return false;
    if (found && found->kind == EntryKind::File)
        m_index.put(path, to_document_info(*found));
    else if (!found && found.error() == IoError::NotFound && m_index.find(path))
        m_index.erase(path);
    return true;
}

Result<FileStat> TreeStore::write_temporary(std::string const& path, std::string_view bytes)
{
    auto file = m_context.file_system.create(path);
    if (!file)
        return std::unexpected{file.error()};
    if (auto const written = (*file)->write(bytes); !written)
        return std::unexpected{written.error()};
    if (auto const synced = (*file)->sync(); !synced)
        return std::unexpected{synced.error()};
    return (*file)->stat();
}

// The order is the point: folders, bytes, name, and only then the answer. A name never leads to bytes that are not on
// the disk.
Result<DocumentInfo> TreeStore::publish(Names path, std::string_view bytes, Replace replace)
{
    auto& files = m_context.file_system;
    if (auto const ready = m_context.folders.ensure(folder_of(path)); !ready)
        return std::unexpected{ready.error()};
    auto const temporary = m_context.temporary + "/" + std::to_string(m_context.next_temporary++);
    auto const stat = write_temporary(temporary, bytes);
    if (!stat) {
        (void)files.remove(temporary);
        // Not to be taken for an obstacle at the document's own name.
        auto const error = stat.error();
        return std::unexpected{error == IoError::NoSpace ? error : IoError::Other};
    }
    if (auto const named = files.rename(temporary, path_of(path), replace); !named) {
        (void)files.remove(temporary);
        return std::unexpected{named.error()};
    }
    if (auto const synced = files.sync_directory(folder_of(path)); !synced)
        return std::unexpected{IoError::Other};
    return to_document_info(*stat);
}

StoreResult<std::string> TreeStore::remove(Names path, Conditions const& conditions)
{
    std::scoped_lock const lock{lock_of(path)};
    auto const current = check(path, conditions);
    if (!current)
        return std::unexpected{current.error()};
    if (!*current)
        return std::unexpected{StoreError::NotFound};
    auto const removed = m_context.file_system.remove(path_of(path));
    if (!removed && removed.error() != IoError::NotFound)
        return std::unexpected{StoreError::Failed};
    auto const synced = m_context.file_system.sync_directory(folder_of(path));
    m_index.erase(path);
    if (!synced)
        return std::unexpected{StoreError::Failed};
    remove_empty_folders(path);
    return (*current)->version.to_tag();
}

// Above a document that was removed. Whoever is about to write there finds its folder missing and makes it again.
void TreeStore::remove_empty_folders(Names path)
{
    for (auto depth = path.size() - 1; depth > 0; --depth) {
        auto const folder = path.first(depth);
        if (m_index.has_folder(folder) || !m_context.folders.remove_empty(path_of(folder)))
            return;
    }
}

}  // namespace huisclos::stub
