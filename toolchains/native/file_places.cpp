#include "toolchains/native/file_places.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>

#include "core/base/secret_bytes.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::native {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_redo_name = "redo";
constexpr std::string_view k_secret_name = "secret";
constexpr std::string_view k_entries_folder = "entries";

std::optional<Bytes> read_file(fs::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return std::nullopt;
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

bool sync_folder(fs::path const& folder)
{
    int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool const synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

/// Temporary file, sync, rename: afterwards `path` holds `bytes` wholly, or what it held before.
bool write_file(fs::path const& path, BytesView bytes)
{
    auto const temporary = path.string() + ".tmp";
    int const descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    std::size_t written = 0;
    while (written < bytes.size()) {
        auto const now = ::write(descriptor, bytes.data() + written, bytes.size() - written);
        if (now <= 0)
            break;
        written += static_cast<std::size_t>(now);
    }
    bool const whole = written == bytes.size() && ::fsync(descriptor) == 0;
    ::close(descriptor);
    return whole && ::rename(temporary.c_str(), path.c_str()) == 0 && sync_folder(path.parent_path());
}

/// Keys are letters, digits and `/` (core/sync/local_vault.cpp): a file name needs only the last of them replaced.
constexpr char k_slash_in_names = '+';

std::string swapped(std::string text, char from, char to)
{
    std::ranges::replace(text, from, to);
    return text;
}

fs::path entry_file(fs::path const& entries, std::string const& key)
{
    return entries / swapped(key, '/', k_slash_in_names);
}

Bytes encode_batch(ports::LocalBatch const& batch)
{
    ledger::CborWriter writer;
    writer.array(batch.changes.size());
    for (auto const& [key, value] : batch.changes) {
        writer.array(2).text(key);
        if (value)
            writer.bytes(*value);
        else
            writer.null();
    }
    return writer.take();
}

Result<ports::LocalBatch> decode_batch(BytesView redo)
{
    ports::LocalBatch batch;
    HUISCLOS_TRY_ASSIGN(array, ledger::parse_cbor(redo));
    HUISCLOS_TRY_ASSIGN(items, array.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(pair, item.items());
        if (pair.size() != 2)
            return fail(ErrorCode::Local, "redo file");
        HUISCLOS_TRY_ASSIGN(key, pair[0].as_text());
        if (pair[1].is_null()) {
            batch.remove(std::string(key));
            continue;
        }
        HUISCLOS_TRY_ASSIGN(bytes, pair[1].as_bytes());
        batch.put(std::string(key), to_bytes(bytes));
    }
    return batch;
}

/// The redo file is the point of no return: once it is durable the batch is kept, whatever becomes of the entries, and
/// nothing is read or written before they hold it.
class FileStore final : public ports::LocalStore {
public:
    explicit FileStore(fs::path folder) : m_folder(std::move(folder)), m_entries(m_folder / k_entries_folder) {}

    /// Completes a commit that was cut short.
    Result<void> recover()
    {
        auto const redo = read_file(m_folder / k_redo_name);
        if (!redo)
            return {};
        HUISCLOS_TRY_ASSIGN(batch, decode_batch(*redo));
        return carry_out(batch);
    }

    Task<Result<std::map<std::string, Bytes>>> load(std::string prefix) override
    {
        HUISCLOS_CO_TRY(catch_up());
        std::map<std::string, Bytes> found;
        std::error_code error;
        for (auto const& file : fs::directory_iterator(m_entries, error)) {
            auto const key = swapped(file.path().filename().string(), k_slash_in_names, '/');
            if (!key.starts_with(prefix) || key.ends_with(".tmp"))
                continue;
            auto content = read_file(file.path());
            if (!content)
                co_return fail(ErrorCode::Local, "a file cannot be read");
            found.emplace(key, std::move(*content));
        }
        if (error)
            co_return fail(ErrorCode::Local, "the folder cannot be read");
        co_return found;
    }

    Task<Result<void>> commit(ports::LocalBatch const* batch) override
    {
        HUISCLOS_CO_TRY(catch_up());
        if (!write_file(m_folder / k_redo_name, encode_batch(*batch))) {
            // It may stand there all the same: what is refused must not be replayed one day.
            m_is_unsure = !forget_redo();
            co_return fail(ErrorCode::Local, "the disk refuses");
        }
        m_is_behind = !carry_out(*batch);
        co_return Result<void>{};
    }

    Task<Result<void>> erase() override
    {
        if (!forget_redo())
            co_return fail(ErrorCode::Local, "the disk refuses");
        m_is_behind = m_is_unsure = false;
        std::error_code error;
        fs::remove_all(m_entries, error);
        fs::create_directories(m_entries, error);
        co_return error ? Result<void>(fail(ErrorCode::Local, "the folder cannot be emptied")) : Result<void>{};
    }

private:
    [[nodiscard]] fs::path file_of(std::string const& key) const { return entry_file(m_entries, key); }

    Result<void> apply(std::string const& key, std::optional<Bytes> const& value)
    {
        if (value)
            return write_file(file_of(key), *value) ? Result<void>{} : fail(ErrorCode::Local, "the disk refuses");
        std::error_code error;
        fs::remove(file_of(key), error);
        return error ? fail(ErrorCode::Local, "a file cannot be removed") : Result<void>{};
    }

    /// The redo file goes only once what it says is on the disk, removals included.
    Result<void> carry_out(ports::LocalBatch const& batch)
    {
        for (auto const& [key, value] : batch.changes)
            HUISCLOS_TRY(apply(key, value));
        return sync_folder(m_entries) && forget_redo() ? Result<void>{} : fail(ErrorCode::Local, "the disk refuses");
    }

    /// Before anything else: what the redo file says comes first.
    Result<void> catch_up()
    {
        if (m_is_unsure)
            return fail(ErrorCode::Local, "whether a refused batch was kept is not known");
        if (!m_is_behind)
            return {};
        HUISCLOS_TRY(recover());
        m_is_behind = false;
        return {};
    }

    /// True: it is gone, and stays so after a power cut.
    [[nodiscard]] bool forget_redo() const
    {
        std::error_code error;
        fs::remove(m_folder / k_redo_name, error);
        return !error && sync_folder(m_folder);
    }

    fs::path m_folder;
    fs::path m_entries;
    bool m_is_behind{false};  ///< A redo file is durable and its batch is not all in the entries.
    bool m_is_unsure{false};  ///< A refused batch's redo file could not be taken away: nothing more until opened.
};

class FileSecret final : public ports::DeviceSecret {
public:
    explicit FileSecret(fs::path const& folder) : m_file(folder / k_secret_name) {}

    Task<Result<std::optional<Bytes>>> read() override { co_return read_file(m_file); }
    Task<Result<void>> write(Bytes secret) override
    {
        bool const written = write_file(m_file, secret);
        wipe(secret);
        co_return written ? Result<void>{} : fail(ErrorCode::Local, "the disk refuses");
    }
    Task<Result<void>> erase() override
    {
        std::error_code error;
        fs::remove(m_file, error);
        co_return error ? fail(ErrorCode::Local, "the file cannot be removed") : Result<void>{};
    }

private:
    fs::path m_file;
};

}  // namespace

FilePlaces::FilePlaces(fs::path folder) : m_folder(std::move(folder))
{}

Task<Result<std::vector<std::string>>> FilePlaces::names()
{
    std::vector<std::string> all;
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(m_folder, error)) {
        if (entry.is_directory(error))
            all.push_back(entry.path().filename().string());
    }
    co_return all;  // A folder that does not exist yet holds no vault.
}

Task<Result<ports::LocalPlace>> FilePlaces::open(std::string name)
{
    auto const folder = m_folder / name;
    std::error_code error;
    fs::create_directories(folder / k_entries_folder, error);
    if (error)
        co_return fail(ErrorCode::Local, "the folder cannot be made");
    fs::permissions(folder, fs::perms::owner_all, error);
    auto store = std::make_unique<FileStore>(folder);
    HUISCLOS_CO_TRY(store->recover());
    ports::LocalPlace place;
    place.store = std::move(store);
    place.secret = std::make_unique<FileSecret>(folder);
    co_return place;
}

Task<Result<std::map<std::string, Bytes>>> FilePlaces::look(std::string name, std::vector<std::string> keys)
{
    // Before the entries: a batch that is all in them by then is found there.
    auto const redo = read_file(m_folder / name / k_redo_name);
    std::map<std::string, Bytes> found;
    for (auto const& key : keys) {
        if (auto content = read_file(entry_file(m_folder / name / k_entries_folder, key)))
            found.emplace(key, std::move(*content));
    }
    if (!redo)
        co_return found;
    // It is kept, whatever the entries hold yet.
    auto batch = decode_batch(*redo);
    if (!batch)
        co_return fail(ErrorCode::Local, "redo file");
    for (auto& [key, value] : batch->changes) {
        if (std::ranges::find(keys, key) == keys.end())
            continue;
        if (value)
            found.insert_or_assign(key, std::move(*value));
        else
            found.erase(key);
    }
    co_return found;
}

Task<Result<void>> FilePlaces::remove(std::string name)
{
    std::error_code error;
    fs::remove_all(m_folder / name, error);
    co_return error ? fail(ErrorCode::Local, "the folder cannot be removed") : Result<void>{};
}

Instant SystemClock::now() const
{
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace huisclos::native
