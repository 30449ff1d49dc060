#include "server-stub/durable_folders.hpp"

namespace huisclos::stub {

DurableFolders::DurableFolders(FileSystem& file_system, std::string root)
    : m_file_system(file_system), m_root(std::move(root))
{}

Result<void> DurableFolders::ensure(std::string const& path)
{
    {
        std::scoped_lock const lock{m_mutex};
        if (m_known.contains(path))
            return {};
    }
    std::string parent = m_root;
    for (auto at = m_root.size(); at < path.size();) {
        auto const end = std::min(path.find('/', at + 1), path.size());
        auto const folder = path.substr(0, end);
        if (auto const made = ensure_one(parent, folder); !made)
            return made;
        parent = folder;
        at = end;
    }
    return {};
}

Result<void> DurableFolders::ensure_one(std::string const& parent, std::string const& path)
{
    {
        std::scoped_lock const lock{m_mutex};
        if (m_known.contains(path))
            return {};
    }
    auto const made = m_file_system.make_directory(path);
    if (!made && made.error() == IoError::Exists) {
        auto const found = m_file_system.stat(path);
        if (!found)
            return std::unexpected{found.error()};
        if (found->kind != EntryKind::Directory)
            return std::unexpected{IoError::NotDirectory};
    } else if (!made) {
        return made;
    }
    // Also when the folder was there: whoever made it may not have synced it yet.
    if (auto const synced = m_file_system.sync_directory(parent); !synced)
        return synced;
    std::scoped_lock const lock{m_mutex};
    m_known.insert(path);
    return {};
}

Result<void> DurableFolders::remove_empty(std::string const& path)
{
    auto const entries = m_file_system.list(path);
    if (!entries)
        return std::unexpected{entries.error()};
    for (auto const& entry : *entries) {
        if (entry.kind != EntryKind::Directory)
            return std::unexpected{IoError::NotEmpty};
        if (auto const removed = remove_empty(path + "/" + entry.name); !removed)
            return removed;
    }
    forget(path);
    return m_file_system.remove_directory(path);
}

void DurableFolders::forget(std::string const& path)
{
    std::scoped_lock const lock{m_mutex};
    std::erase_if(m_known, [&](std::string const& known) { return known == path || known.starts_with(path + "/"); });
}

}  // namespace huisclos::stub
