// What a tree holds, in memory: a poll of a folder then costs the depth of its path, whatever the folder's size.
//
// The tag of a folder is a sum over what it contains, so that one change adds and takes away one term at each level. It
// depends on names and versions only: after a restart, an unchanged folder has the tag that it had.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

#include "server-stub/file_system.hpp"

namespace huisclos::stub {

// 128 bits, added half by half.
struct Fingerprint {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    Fingerprint& operator+=(Fingerprint const& other);
    Fingerprint& operator-=(Fingerprint const& other);
    bool operator==(Fingerprint const&) const = default;
    [[nodiscard]] std::string to_tag() const;  // 32 hexadecimal digits
};

struct DocumentInfo {
    std::uint64_t size = 0;       // bytes
    std::int64_t modified_s = 0;  // seconds since 1970, UTC
    Fingerprint version{};
};

[[nodiscard]] DocumentInfo to_document_info(FileStat const& stat);

// One block of a usual disk: an empty document, and a folder, take as much.
inline constexpr std::uint64_t k_least_charge = 4096;
[[nodiscard]] std::uint64_t charge_of(std::uint64_t size);

struct ListedItem {
    std::string name{};  // a folder's ends with a slash
    Fingerprint version{};
    std::optional<DocumentInfo> document{};  // absent for a folder
};

struct FolderListing {
    Fingerprint version{};
    std::vector<ListedItem> items{};
};

// Thread-safe. A path is the names from the root of the tree; a folder exists as long as it holds a document.
class TreeIndex {
public:
    using Names = std::span<std::string const>;

    [[nodiscard]] std::optional<DocumentInfo> find(Names path) const;
    // Whether a document of this name would be in the way of what is there: a folder has the name, or a document has
    // the name of a folder above it.
    [[nodiscard]] bool is_blocked(Names path) const;
    [[nodiscard]] bool has_folder(Names path) const;
    [[nodiscard]] Fingerprint folder_version(Names path) const;
    [[nodiscard]] FolderListing list(Names path) const;
    // What the tree takes of the disk and of the memory: each document, and each folder, at least k_least_charge.
    [[nodiscard]] std::uint64_t used_bytes() const;
    // What a document of `size` bytes there would add to it, with the folders that it would need.
    [[nodiscard]] std::uint64_t growth_of(Names path, std::uint64_t size) const;

    void put(Names path, DocumentInfo const& info);
    void erase(Names path);

private:
    struct Folder {
        std::map<std::string, DocumentInfo, std::less<>> documents{};
        std::map<std::string, std::unique_ptr<Folder>, std::less<>> folders{};
        Fingerprint version{};

        [[nodiscard]] bool is_empty() const { return documents.empty() && folders.empty(); }
    };

    [[nodiscard]] Folder const* find_folder(Names path) const;
    void change(Folder& folder, Names path, std::optional<DocumentInfo> const& info);

    mutable std::shared_mutex m_mutex;
    Folder m_root{};
    std::uint64_t m_used_bytes = 0;
};

}  // namespace huisclos::stub
