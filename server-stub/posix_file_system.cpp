#include "server-stub/posix_file_system.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace huisclos::stub {

namespace {

std::unexpected<IoError> last_error()
{
    switch (errno) {
    case ENOENT:
        return std::unexpected{IoError::NotFound};
    case EEXIST:
        return std::unexpected{IoError::Exists};
    case EISDIR:
        return std::unexpected{IoError::IsDirectory};
    case ENOTDIR:
        return std::unexpected{IoError::NotDirectory};
    case ENOTEMPTY:
        return std::unexpected{IoError::NotEmpty};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return std::unexpected{IoError::NoSpace};
    case EWOULDBLOCK:
        return std::unexpected{IoError::Busy};
    default:
        return std::unexpected{IoError::Other};
    }
}

FileStat to_stat(struct stat const& raw)
{
    auto const kind = S_ISREG(raw.st_mode)   ? EntryKind::File
                      : S_ISDIR(raw.st_mode) ? EntryKind::Directory
                                             : EntryKind::Other;
    return {
        .kind = kind,
        .inode = raw.st_ino,
        .size = static_cast<std::uint64_t>(raw.st_size),
        .modified_s = raw.st_mtim.tv_sec,
        .modified_ns = raw.st_mtim.tv_nsec};
}

class PosixWritableFile final : public WritableFile {
public:
    explicit PosixWritableFile(int descriptor) : m_descriptor(descriptor) {}

    Result<void> write(std::string_view bytes) override
    {
        while (!bytes.empty()) {
            auto const written = ::write(m_descriptor.get(), bytes.data(), bytes.size());
            if (written < 0) {
                if (errno == EINTR)
                    continue;
                return last_error();
            }
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }

    Result<void> sync() override
    {
        if (::fsync(m_descriptor.get()) != 0)
            return last_error();
        return {};
    }

    Result<FileStat> stat() override
    {
        struct stat raw{};
        if (::fstat(m_descriptor.get(), &raw) != 0)
            return last_error();
        return to_stat(raw);
    }

private:
    Descriptor m_descriptor;
};

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    if (this != &other) {
        if (m_value >= 0)
            ::close(m_value);
        m_value = std::exchange(other.m_value, -1);
    }
    return *this;
}

Descriptor::~Descriptor()
{
    if (m_value >= 0)
        ::close(m_value);
}

Result<std::unique_ptr<WritableFile>> PosixFileSystem::create(std::string const& path)
{
    int const descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return last_error();
    return std::make_unique<PosixWritableFile>(descriptor);
}

Result<void> PosixFileSystem::rename(std::string const& from, std::string const& to, Replace replace)
{
    if (replace == Replace::Yes) {
        if (::rename(from.c_str(), to.c_str()) != 0)
            return last_error();
        return {};
    }
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return {};
    if (errno != EINVAL && errno != ENOSYS)
        return last_error();
    // Some network file systems have no such flag; a second name that refuses to replace, then one name less, is as
    // atomic for those who look at the new name.
    if (::link(from.c_str(), to.c_str()) != 0)
        return last_error();
    if (::unlink(from.c_str()) != 0)
        return last_error();
    return {};
}

Result<void> PosixFileSystem::remove(std::string const& path)
{
    if (::unlink(path.c_str()) != 0)
        return last_error();
    return {};
}

Result<void> PosixFileSystem::make_directory(std::string const& path)
{
    if (::mkdir(path.c_str(), 0700) != 0)
        return last_error();
    return {};
}

Result<void> PosixFileSystem::remove_directory(std::string const& path)
{
    if (::rmdir(path.c_str()) != 0)
        return last_error();
    return {};
}

Result<void> PosixFileSystem::sync_directory(std::string const& path)
{
    Descriptor const directory{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!directory || ::fsync(directory.get()) != 0)
        return last_error();
    return {};
}

Result<FileStat> PosixFileSystem::stat(std::string const& path)
{
    struct stat raw{};
    if (::lstat(path.c_str(), &raw) != 0)
        return last_error();
    return to_stat(raw);
}

Result<std::vector<DirectoryEntry>> PosixFileSystem::list(std::string const& path)
{
    std::unique_ptr<DIR, int (*)(DIR*)> const directory{::opendir(path.c_str()), ::closedir};
    if (!directory)
        return last_error();
    std::vector<DirectoryEntry> entries;
    while (true) {
        errno = 0;
        auto const* entry = ::readdir(directory.get());
        if (entry == nullptr) {
            if (errno != 0)
                return last_error();
            return entries;
        }
        std::string name{entry->d_name};
        if (name == "." || name == "..")
            continue;
        auto kind = EntryKind::Other;
        if (entry->d_type == DT_REG) {
            kind = EntryKind::File;
        } else if (entry->d_type == DT_DIR) {
            kind = EntryKind::Directory;
        } else if (entry->d_type == DT_UNKNOWN) {
            auto const found = stat((path + "/").append(name));
            kind = found ? found->kind : EntryKind::Other;
        }
        entries.push_back({.name = std::move(name), .kind = kind});
    }
}

Result<OpenFile> PosixFileSystem::open(std::string const& path)
{
    OpenFile file;
    // Not blocking, so that a pipe put there by somebody cannot hold a thread.
    file.descriptor = Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    struct stat raw{};
    if (!file.descriptor || ::fstat(file.descriptor.get(), &raw) != 0)
        return last_error();
    file.stat = to_stat(raw);
    if (file.stat.kind == EntryKind::Directory)
        return std::unexpected{IoError::IsDirectory};
    if (file.stat.kind != EntryKind::File)
        return std::unexpected{IoError::Other};
    return file;
}

Result<std::string> PosixFileSystem::read(OpenFile const& file, std::uint64_t offset, std::uint64_t size)
{
    std::string bytes(size, '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        auto const got =
            ::pread(file.descriptor.get(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return std::unexpected{IoError::Other};
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

Result<Descriptor> take_lock(std::string const& path)
{
    Descriptor lock{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)};
    if (!lock || ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return last_error();
    return lock;
}

}  // namespace huisclos::stub
