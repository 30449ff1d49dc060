// The real disk.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server-stub/file_system.hpp"

namespace huisclos::stub {

class PosixFileSystem final : public FileSystem {
public:
    [[nodiscard]] Result<std::unique_ptr<WritableFile>> create(std::string const& path) override;
    [[nodiscard]] Result<void> rename(std::string const& from, std::string const& to, Replace replace) override;
    [[nodiscard]] Result<void> remove(std::string const& path) override;
    [[nodiscard]] Result<void> make_directory(std::string const& path) override;
    [[nodiscard]] Result<void> remove_directory(std::string const& path) override;
    [[nodiscard]] Result<void> sync_directory(std::string const& path) override;
    [[nodiscard]] Result<FileStat> stat(std::string const& path) override;
    [[nodiscard]] Result<std::vector<DirectoryEntry>> list(std::string const& path) override;
    [[nodiscard]] Result<OpenFile> open(std::string const& path) override;
    [[nodiscard]] Result<std::string> read(OpenFile const& file, std::uint64_t offset, std::uint64_t size) override;
};

// Takes the lock that makes one process the owner of a data folder. It ends with the descriptor, so also with the
// process. Busy when another process holds it.
[[nodiscard]] Result<Descriptor> take_lock(std::string const& path);

}  // namespace huisclos::stub
