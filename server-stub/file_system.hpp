// The few calls by which the stub reaches a disk. They are behind an interface so that tests can replace the disk by a
// double that keeps only what was synced and is cut at any call: killing the process would prove nothing, because the
// kernel keeps what was written but never synced.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server-stub/error.hpp"

namespace huisclos::stub {

enum class EntryKind : std::uint8_t { File, Directory, Other };
enum class Replace : std::uint8_t { No, Yes };

// What names one version of a file: a file is never written again after it got its name, so inode, time and size
// together change with every PUT.
struct FileStat {
    EntryKind kind = EntryKind::Other;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;        // bytes
    std::int64_t modified_s = 0;   // seconds since 1970, UTC
    std::int64_t modified_ns = 0;  // 0 to 999 999 999
};

struct DirectoryEntry {
    std::string name{};
    EntryKind kind = EntryKind::Other;
};

// A descriptor that is closed once.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int value) : m_value(value) {}
    Descriptor(Descriptor&& other) noexcept : m_value(std::exchange(other.m_value, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor();

    [[nodiscard]] int get() const { return m_value; }
    [[nodiscard]] int release() { return std::exchange(m_value, -1); }
    explicit operator bool() const { return m_value >= 0; }

private:
    int m_value = -1;
};

// A file opened for reading, with the state of exactly the version that will be read. A real file has a descriptor, a
// file of a double its bytes.
struct OpenFile {
    FileStat stat{};
    Descriptor descriptor{};
    std::string memory{};
};

class WritableFile {
public:
    WritableFile() = default;
    WritableFile(WritableFile const&) = delete;
    WritableFile& operator=(WritableFile const&) = delete;
    virtual ~WritableFile() = default;
    [[nodiscard]] virtual Result<void> write(std::string_view bytes) = 0;
    // Returns once the bytes and the size are on the disk. The name is another matter: see sync_directory.
    [[nodiscard]] virtual Result<void> sync() = 0;
    [[nodiscard]] virtual Result<FileStat> stat() = 0;
};

class FileSystem {
public:
    FileSystem() = default;
    FileSystem(FileSystem const&) = delete;
    FileSystem& operator=(FileSystem const&) = delete;
    virtual ~FileSystem() = default;

    // Makes a new, empty file that only its owner can read; Exists if the name is taken.
    [[nodiscard]] virtual Result<std::unique_ptr<WritableFile>> create(std::string const& path) = 0;
    // Atomic. With Replace::No, Exists if the new name is taken by anything.
    [[nodiscard]] virtual Result<void> rename(std::string const& from, std::string const& to, Replace replace) = 0;
    [[nodiscard]] virtual Result<void> remove(std::string const& path) = 0;
    [[nodiscard]] virtual Result<void> make_directory(std::string const& path) = 0;
    [[nodiscard]] virtual Result<void> remove_directory(std::string const& path) = 0;
    // Returns once the names in this directory, added or removed, are on the disk.
    [[nodiscard]] virtual Result<void> sync_directory(std::string const& path) = 0;
    [[nodiscard]] virtual Result<FileStat> stat(std::string const& path) = 0;
    [[nodiscard]] virtual Result<std::vector<DirectoryEntry>> list(std::string const& path) = 0;
    [[nodiscard]] virtual Result<OpenFile> open(std::string const& path) = 0;
    // The range must lie inside the file.
    [[nodiscard]] virtual Result<std::string> read(OpenFile const& file, std::uint64_t offset, std::uint64_t size) = 0;
};

}  // namespace huisclos::stub
