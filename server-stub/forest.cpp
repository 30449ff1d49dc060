#include "server-stub/forest.hpp"

#include <algorithm>

namespace huisclos::stub {

bool is_valid_tree_name(std::string_view name)
{
    return !name.empty() && name.size() <= 64 && name.front() != '-' && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    });
}

Forest::Forest(FileSystem& file_system, std::string const& data, std::uint64_t quota)
    : m_trees_folder(data + "/trees"),
      m_folders(file_system, data),
      m_context{.file_system = file_system, .folders = m_folders, .temporary = data + "/tmp", .quota = quota}
{}

Result<std::unique_ptr<Forest>> Forest::open(FileSystem& file_system, std::string const& data, std::uint64_t quota)
{
    std::unique_ptr<Forest> forest{new Forest{file_system, data, quota}};
    if (auto const loaded = forest->load(); !loaded)
        return std::unexpected{loaded.error()};
    return forest;
}

Result<void> Forest::load()
{
    auto& files = m_context.file_system;
    for (auto const& folder : {m_trees_folder, m_context.temporary}) {
        if (auto const made = m_folders.ensure(folder); !made)
            return made;
    }
    auto const leftovers = files.list(m_context.temporary);
    if (!leftovers)
        return std::unexpected{leftovers.error()};
    for (auto const& entry : *leftovers) {
        if (auto const removed = files.remove(m_context.temporary + "/" + entry.name); !removed)
            return removed;
    }
    auto const entries = files.list(m_trees_folder);
    if (!entries)
        return std::unexpected{entries.error()};
    for (auto const& entry : *entries) {
        if (entry.kind != EntryKind::Directory || !is_valid_tree_name(entry.name))
            continue;
        if (auto const loaded = tree(entry.name).load(); !loaded)
            return loaded;
    }
    return files.sync_directory(m_trees_folder);
}

TreeStore& Forest::tree(std::string const& name)
{
    std::scoped_lock const lock{m_mutex};
    auto& tree = m_trees[name];
    if (!tree)
        tree = std::make_unique<TreeStore>(m_context, m_trees_folder + "/" + name);
    return *tree;
}

bool Forest::can_write()
{
    auto const path = m_context.temporary + "/" + std::to_string(m_context.next_temporary++);
    auto const file = m_context.file_system.create(path);
    if (!file)
        return false;
    return m_context.file_system.remove(path).has_value();
}

}  // namespace huisclos::stub
