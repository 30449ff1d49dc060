// Folders that are known to survive a power cut. A document is as durable as the least durable folder above it, and a
// folder that another thread has just made may not be on the disk yet: so each folder is synced into its parent before
// the first answer that depends on it, by whoever comes first.
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "server-stub/file_system.hpp"

namespace huisclos::stub {

// Thread-safe. Paths are absolute or relative to the working folder; `root` exists already and is durable.
class DurableFolders {
public:
    DurableFolders(FileSystem& file_system, std::string root);

    // Makes `path`, below the root, and every folder between, if needed. NotDirectory when a file is in the way.
    [[nodiscard]] Result<void> ensure(std::string const& path);
    // Removes a folder that holds nothing but empty folders; NotEmpty, and no file touched, if there is a file in it.
    [[nodiscard]] Result<void> remove_empty(std::string const& path);
    // To be called when a folder turned out to be missing.
    void forget(std::string const& path);

private:
    [[nodiscard]] Result<void> ensure_one(std::string const& parent, std::string const& path);

    FileSystem& m_file_system;
    std::string m_root;
    std::mutex m_mutex;
    std::set<std::string> m_known;
};

}  // namespace huisclos::stub
