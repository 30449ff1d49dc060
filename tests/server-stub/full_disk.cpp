#include "tests/server-stub/full_disk.hpp"

namespace huisclos::stub::test {

class FullDiskFile final : public WritableFile {
public:
    FullDiskFile(FullDisk const& disk, std::unique_ptr<WritableFile> file) : m_disk(disk), m_file(std::move(file)) {}

    Result<void> write(std::string_view bytes) override
    {
        if (m_disk.m_no_room_at != NoRoomAt::Write)
            return m_file->write(bytes);
        if (auto const begun = m_file->write(bytes.substr(0, bytes.size() / 2)); !begun)
            return begun;
        return std::unexpected{IoError::NoSpace};
    }

    Result<void> sync() override
    {
        if (m_disk.m_no_room_at == NoRoomAt::Sync)
            return std::unexpected{IoError::NoSpace};
        return m_file->sync();
    }

    Result<FileStat> stat() override { return m_file->stat(); }

private:
    FullDisk const& m_disk;
    std::unique_ptr<WritableFile> m_file;
};

Result<std::unique_ptr<WritableFile>> FullDisk::create(std::string const& path)
{
    if (m_no_room_at == NoRoomAt::Create)
        return std::unexpected{IoError::NoSpace};
    auto file = m_disk.create(path);
    if (!file)
        return file;
    return std::make_unique<FullDiskFile>(*this, std::move(*file));
}

Result<void> FullDisk::rename(std::string const& from, std::string const& to, Replace replace)
{
    if (m_no_room_at == NoRoomAt::Rename)
        return std::unexpected{IoError::NoSpace};
    return m_disk.rename(from, to, replace);
}

Result<void> FullDisk::make_directory(std::string const& path)
{
    if (m_no_room_at == NoRoomAt::MakeDirectory)
        return std::unexpected{IoError::NoSpace};
    return m_disk.make_directory(path);
}

}  // namespace huisclos::stub::test
