// The trees of a data folder, one a token's owner:
//   DATA/lock              held by the process that serves
//   DATA/tokens/<sha-256>  one file a token
//   DATA/trees/<tree>/…    the documents, under the names that they have in requests
//   DATA/tmp/              what is being written; emptied at each start
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "server-stub/durable_folders.hpp"
#include "server-stub/file_system.hpp"
#include "server-stub/tree_store.hpp"

namespace huisclos::stub {

// 1 to 64 lower-case letters, digits or hyphens, the first no hyphen.
[[nodiscard]] bool is_valid_tree_name(std::string_view name);

// Thread-safe.
class Forest {
public:
    // `data` exists and this process holds its lock. `quota`: bytes a tree, 0 for none. The file system outlives it.
    [[nodiscard]] static Result<std::unique_ptr<Forest>> open(
        FileSystem& file_system, std::string const& data, std::uint64_t quota);

    // The tree of this valid name; empty when nothing was ever put into it.
    [[nodiscard]] TreeStore& tree(std::string const& name);
    [[nodiscard]] FileSystem& file_system() { return m_context.file_system; }
    // Whether the disk takes a new file at this moment.
    [[nodiscard]] bool can_write();

private:
    Forest(FileSystem& file_system, std::string const& data, std::uint64_t quota);
    [[nodiscard]] Result<void> load();

    std::string m_trees_folder;
    DurableFolders m_folders;
    StoreContext m_context;
    std::mutex m_mutex;
    std::map<std::string, std::unique_ptr<TreeStore>, std::less<>> m_trees;
};

}  // namespace huisclos::stub
