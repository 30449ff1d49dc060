#include "tests/server-stub/sync_only_disk.hpp"

#include <set>

namespace huisclos::stub::test {

class SyncOnlyFile final : public WritableFile {
public:
    SyncOnlyFile(SyncOnlyDisk& disk, std::uint64_t node) : m_disk(disk), m_node(node) {}

    Result<void> write(std::string_view bytes) override
    {
        return m_disk.change([&]() -> Result<void> {
            m_disk.m_nodes.at(m_node).bytes += bytes;
            return {};
        });
    }

    Result<void> sync() override
    {
        return m_disk.change([&]() -> Result<void> {
            auto& node = m_disk.m_nodes.at(m_node);
            if (m_disk.m_lie != Lie::FileSync)
                node.synced_bytes = node.bytes;
            return {};
        });
    }

    Result<FileStat> stat() override
    {
        if (m_disk.count_call() != SyncOnlyDisk::Go::On)
            return std::unexpected{IoError::Other};
        auto const& node = m_disk.m_nodes.at(m_node);
        return FileStat{
            .kind = node.kind,
            .inode = m_node,
            .size = node.bytes.size(),
            .modified_s = node.modified_s,
            .modified_ns = 0};
    }

private:
    SyncOnlyDisk& m_disk;
    std::uint64_t m_node;
};

SyncOnlyDisk::SyncOnlyDisk(Lie lie) : m_lie(lie)
{
    m_root = add(EntryKind::Directory);
    auto const data = add(EntryKind::Directory);
    auto& root = m_nodes.at(m_root);
    root.entries["data"] = data;
    root.synced_entries = root.entries;
}

void SyncOnlyDisk::cut_at(std::uint64_t call, CutCall effect)
{
    m_cut_at = call;
    m_cut_call = effect;
}

SyncOnlyDisk::Go SyncOnlyDisk::count_call()
{
    auto const call = m_calls++;
    if (call < m_cut_at)
        return Go::On;
    return call == m_cut_at && m_cut_call == CutCall::HasEffect ? Go::CutAfter : Go::CutBefore;
}

template <typename Effect>
Result<void> SyncOnlyDisk::change(Effect const& effect)
{
    auto const go = count_call();
    if (go == Go::CutBefore)
        return std::unexpected{IoError::Other};
    auto const result = effect();
    if (go == Go::CutAfter)
        return std::unexpected{IoError::Other};
    return result;
}

std::uint64_t SyncOnlyDisk::add(EntryKind kind)
{
    auto const number = m_next_node++;
    m_nodes[number] = Node{.kind = kind, .modified_s = m_clock_s++};
    return number;
}

Result<SyncOnlyDisk::Place> SyncOnlyDisk::find(std::string const& path)
{
    auto folder = m_root;
    std::size_t at = 1;
    while (true) {
        auto& node = m_nodes.at(folder);
        if (node.kind != EntryKind::Directory)
            return std::unexpected{IoError::NotDirectory};
        auto const end = path.find('/', at);
        Place place{.folder = &node, .name = path.substr(at, end - at), .node = std::nullopt};
        if (auto const found = node.entries.find(place.name); found != node.entries.end())
            place.node = found->second;
        if (end == std::string::npos)
            return place;
        if (!place.node)
            return std::unexpected{IoError::NotFound};
        folder = *place.node;
        at = end + 1;
    }
}

Result<std::uint64_t> SyncOnlyDisk::find_node(std::string const& path)
{
    auto const place = find(path);
    if (!place)
        return std::unexpected{place.error()};
    if (!place->node)
        return std::unexpected{IoError::NotFound};
    return *place->node;
}

Result<std::unique_ptr<WritableFile>> SyncOnlyDisk::create(std::string const& path)
{
    std::uint64_t made = 0;
    auto const done = change([&]() -> Result<void> {
        auto const place = find(path);
        if (!place)
            return std::unexpected{place.error()};
        if (place->node)
            return std::unexpected{IoError::Exists};
        made = add(EntryKind::File);
        place->folder->entries[place->name] = made;
        return {};
    });
    if (!done)
        return std::unexpected{done.error()};
    return std::make_unique<SyncOnlyFile>(*this, made);
}

Result<void> SyncOnlyDisk::rename(std::string const& from, std::string const& to, Replace replace)
{
    return change([&]() -> Result<void> {
        auto const source = find(from);
        auto const target = find(to);
        if (!source || !source->node)
            return std::unexpected{IoError::NotFound};
        if (!target)
            return std::unexpected{target.error()};
        if (target->node && replace == Replace::No)
            return std::unexpected{IoError::Exists};
        if (target->node && m_nodes.at(*target->node).kind == EntryKind::Directory)
            return std::unexpected{IoError::IsDirectory};
        target->folder->entries[target->name] = *source->node;
        source->folder->entries.erase(source->name);
        return {};
    });
}

Result<void> SyncOnlyDisk::remove(std::string const& path)
{
    return change([&]() -> Result<void> {
        auto const place = find(path);
        if (!place)
            return std::unexpected{place.error()};
        if (!place->node)
            return std::unexpected{IoError::NotFound};
        if (m_nodes.at(*place->node).kind == EntryKind::Directory)
            return std::unexpected{IoError::IsDirectory};
        place->folder->entries.erase(place->name);
        return {};
    });
}

Result<void> SyncOnlyDisk::make_directory(std::string const& path)
{
    return change([&]() -> Result<void> {
        auto const place = find(path);
        if (!place)
            return std::unexpected{place.error()};
        if (place->node)
            return std::unexpected{IoError::Exists};
        place->folder->entries[place->name] = add(EntryKind::Directory);
        return {};
    });
}

Result<void> SyncOnlyDisk::remove_directory(std::string const& path)
{
    return change([&]() -> Result<void> {
        auto const place = find(path);
        if (!place || !place->node)
            return std::unexpected{IoError::NotFound};
        auto const& node = m_nodes.at(*place->node);
        if (node.kind != EntryKind::Directory)
            return std::unexpected{IoError::NotDirectory};
        if (!node.entries.empty())
            return std::unexpected{IoError::NotEmpty};
        place->folder->entries.erase(place->name);
        return {};
    });
}

Result<void> SyncOnlyDisk::sync_directory(std::string const& path)
{
    return change([&]() -> Result<void> {
        auto const found = find_node(path);
        if (!found)
            return std::unexpected{found.error()};
        auto& node = m_nodes.at(*found);
        if (node.kind != EntryKind::Directory)
            return std::unexpected{IoError::NotDirectory};
        if (m_lie != Lie::DirectorySync)
            node.synced_entries = node.entries;
        return {};
    });
}

Result<FileStat> SyncOnlyDisk::stat(std::string const& path)
{
    if (count_call() != Go::On)
        return std::unexpected{IoError::Other};
    auto const found = find_node(path);
    if (!found)
        return std::unexpected{found.error()};
    return SyncOnlyFile{*this, *found}.stat();
}

Result<std::vector<DirectoryEntry>> SyncOnlyDisk::list(std::string const& path)
{
    if (count_call() != Go::On)
        return std::unexpected{IoError::Other};
    auto const found = find_node(path);
    if (!found)
        return std::unexpected{found.error()};
    std::vector<DirectoryEntry> entries;
    for (auto const& [name, node] : m_nodes.at(*found).entries)
        entries.push_back({.name = name, .kind = m_nodes.at(node).kind});
    return entries;
}

Result<OpenFile> SyncOnlyDisk::open(std::string const& path)
{
    auto const stat_of = stat(path);
    if (!stat_of)
        return std::unexpected{stat_of.error()};
    if (stat_of->kind != EntryKind::File)
        return std::unexpected{IoError::IsDirectory};
    return OpenFile{.stat = *stat_of, .descriptor = {}, .memory = m_nodes.at(stat_of->inode).bytes};
}

Result<std::string> SyncOnlyDisk::read(OpenFile const& file, std::uint64_t offset, std::uint64_t size)
{
    if (count_call() != Go::On || offset + size > file.memory.size())
        return std::unexpected{IoError::Other};
    return file.memory.substr(offset, size);
}

void SyncOnlyDisk::survive(Node& node, Survival survival, std::mt19937_64& random) const
{
    auto const wins = [&] {
        return survival == Survival::AnySubset && random() % 2 == 0;
    };
    // Bytes that were not synced: none of them, or as many as happened to reach the disk.
    if (!node.synced_bytes || *node.synced_bytes != node.bytes) {
        auto const reached = wins() ? random() % (node.bytes.size() + 1) : 0;
        node.bytes = node.synced_bytes.value_or(node.bytes.substr(0, reached));
    }
    node.synced_bytes = node.bytes;
    std::set<std::string> names;
    for (auto const& entries : {node.entries, node.synced_entries}) {
        for (auto const& entry : entries)
            names.insert(entry.first);
    }
    Entries survivors;
    for (auto const& name : names) {
        auto const& source = wins() ? node.entries : node.synced_entries;
        if (auto const found = source.find(name); found != source.end())
            survivors[name] = found->second;
    }
    node.entries = survivors;
    node.synced_entries = survivors;
}

std::unique_ptr<SyncOnlyDisk> SyncOnlyDisk::after_power_cut(Survival survival, std::uint64_t seed) const
{
    std::mt19937_64 random{seed};
    auto disk = std::make_unique<SyncOnlyDisk>(m_lie);
    disk->m_nodes = m_nodes;
    disk->m_root = m_root;
    disk->m_next_node = m_next_node;
    disk->m_clock_s = m_clock_s;
    for (auto& [number, node] : disk->m_nodes)
        survive(node, survival, random);
    return disk;
}

}  // namespace huisclos::stub::test
