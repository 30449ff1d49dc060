// The documents of one tree: the index in memory, the files behind it, and the order of steps that makes an answered
// change survive a power cut. Knows nothing of HTTP.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "server-stub/durable_folders.hpp"
#include "server-stub/file_system.hpp"
#include "server-stub/header_values.hpp"
#include "server-stub/tree_index.hpp"

namespace huisclos::stub {

enum class StoreError : std::uint8_t {
    NotFound,
    PreconditionFailed,
    Conflict,  // A folder where a document should go, or the reverse.
    NoSpace,   // The tree's quota, or the disk.
    Failed,    // The disk; whether the change is there is unknown.
};

template <typename T>
using StoreResult = std::expected<T, StoreError>;

struct Conditions {
    std::optional<TagList> if_match{};
    std::optional<TagList> if_none_match{};
};

enum class PutKind : std::uint8_t { Created, Replaced };

struct PutOutcome {
    PutKind kind = PutKind::Created;
    std::string tag{};  // of the new version
};

struct FoundDocument {
    OpenFile file{};
    DocumentInfo info{};
};

// What all trees of a data folder share; outlives them.
struct StoreContext {
    FileSystem& file_system;
    DurableFolders& folders;
    std::string temporary{};  // a folder on the same disk, emptied at each start
    std::uint64_t quota = 0;  // bytes a tree; 0: none
    std::atomic<std::uint64_t> next_temporary{0};
};

// Thread-safe. Changes of one document wait for each other; changes of different ones do not, so that the disk syncs
// them together.
class TreeStore {
public:
    using Names = TreeIndex::Names;

    TreeStore(StoreContext& context, std::string folder) : m_context(context), m_folder(std::move(folder)) {}

    // Reads what is on the disk into the index, and syncs each folder, since the last process may have died between
    // giving a name and syncing it. Files with a name that no request can have are left alone and not shown.
    [[nodiscard]] Result<void> load();

    [[nodiscard]] TreeIndex const& index() const { return m_index; }
    // False when a document of `size` bytes cannot fit there.
    [[nodiscard]] bool has_room_for(Names path, std::uint64_t size) const;

    [[nodiscard]] StoreResult<FoundDocument> open(Names path) const;
    // On success the bytes and the name are on the disk.
    [[nodiscard]] StoreResult<PutOutcome> put(Names path, std::string_view bytes, Conditions const& conditions);
    // On success the name is gone from the disk; the result is the tag of what was removed.
    [[nodiscard]] StoreResult<std::string> remove(Names path, Conditions const& conditions);

private:
    class Reservation;

    [[nodiscard]] Result<void> load_folder(std::string const& folder, std::vector<std::string>& names);
    [[nodiscard]] std::string path_of(Names path) const;
    [[nodiscard]] std::string folder_of(Names path) const;
    [[nodiscard]] std::mutex& lock_of(Names path);
    [[nodiscard]] StoreResult<std::optional<DocumentInfo>> check(Names path, Conditions const& conditions) const;
    [[nodiscard]] Result<FileStat> write_temporary(std::string const& path, std::string_view bytes);
    [[nodiscard]] Result<DocumentInfo> publish(Names path, std::string_view bytes, Replace replace);
    [[nodiscard]] bool is_within_quota() const;
    void remove_empty_folders(Names path);
    [[nodiscard]] bool can_retry(Names path, IoError error);
    bool read_again(Names path);

    StoreContext& m_context;
    std::string m_folder;
    TreeIndex m_index{};
    std::array<std::mutex, 256> m_locks{};
    std::atomic<std::uint64_t> m_reserved{0};
};

}  // namespace huisclos::stub
