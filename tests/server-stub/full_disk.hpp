// A disk without room: from a moment on, one of the calls that need room says that there is none.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/server-stub/sync_only_disk.hpp"

namespace huisclos::stub::test {

// Write: half of the bytes are taken first. Sync: what a disk says that finds place only then.
enum class NoRoomAt : std::uint8_t { Nothing, Create, Write, Sync, Rename, MakeDirectory };

class FullDisk final : public FileSystem {
public:
    void set_no_room_at(NoRoomAt call) { m_no_room_at = call; }

    [[nodiscard]] Result<std::unique_ptr<WritableFile>> create(std::string const& path) override;
    [[nodiscard]] Result<void> rename(std::string const& from, std::string const& to, Replace replace) override;
    [[nodiscard]] Result<void> make_directory(std::string const& path) override;

    [[nodiscard]] Result<void> remove(std::string const& path) override { return m_disk.remove(path); }
    [[nodiscard]] Result<void> remove_directory(std::string const& path) override
    {
        return m_disk.remove_directory(path);
    }
    [[nodiscard]] Result<void> sync_directory(std::string const& path) override { return m_disk.sync_directory(path); }
    [[nodiscard]] Result<FileStat> stat(std::string const& path) override { return m_disk.stat(path); }
    [[nodiscard]] Result<std::vector<DirectoryEntry>> list(std::string const& path) override
    {
        return m_disk.list(path);
    }
    [[nodiscard]] Result<OpenFile> open(std::string const& path) override { return m_disk.open(path); }
    [[nodiscard]] Result<std::string> read(OpenFile const& file, std::uint64_t offset, std::uint64_t size) override
    {
        return m_disk.read(file, offset, size);
    }

private:
    friend class FullDiskFile;

    SyncOnlyDisk m_disk{};
    NoRoomAt m_no_room_at = NoRoomAt::Nothing;
};

}  // namespace huisclos::stub::test
