#include "server-stub/tree_index.hpp"

#include <algorithm>
#include <array>
#include <mutex>

#include "server-stub/digest.hpp"

namespace huisclos::stub {

namespace {

void append_number(std::string& bytes, std::uint64_t value)
{
    for (unsigned shift = 0; shift < 64; shift += 8)
        bytes.push_back(static_cast<char>((value >> shift) & 255U));
}

Fingerprint fingerprint_of(std::string const& bytes)
{
    auto const digest = sha256(bytes);
    Fingerprint result;
    for (std::size_t at = 0; at < 8; ++at) {
        result.high = (result.high << 8U) | digest[at];
        result.low = (result.low << 8U) | digest[at + 8];
    }
    return result;
}

// What one item adds to the sum of its folder.
Fingerprint term(char kind, std::string const& name, Fingerprint const& version)
{
    std::string bytes{kind};
    append_number(bytes, version.high);
    append_number(bytes, version.low);
    bytes += name;
    return fingerprint_of(bytes);
}

}  // namespace

Fingerprint& Fingerprint::operator+=(Fingerprint const& other)
{
    high += other.high;
    low += other.low;
    return *this;
}

Fingerprint& Fingerprint::operator-=(Fingerprint const& other)
{
    high -= other.high;
    low -= other.low;
    return *this;
}

std::string Fingerprint::to_tag() const
{
    std::array<std::uint8_t, 16> bytes{};
    for (unsigned at = 0; at < 8; ++at) {
        bytes[at] = static_cast<std::uint8_t>(high >> (56 - 8 * at));
        bytes[at + 8] = static_cast<std::uint8_t>(low >> (56 - 8 * at));
    }
    return to_hex(bytes);
}

DocumentInfo to_document_info(FileStat const& stat)
{
    std::string bytes{'v'};
    append_number(bytes, stat.inode);
    append_number(bytes, stat.size);
    append_number(bytes, static_cast<std::uint64_t>(stat.modified_s));
    append_number(bytes, static_cast<std::uint64_t>(stat.modified_ns));
    return {.size = stat.size, .modified_s = stat.modified_s, .version = fingerprint_of(bytes)};
}

std::uint64_t charge_of(std::uint64_t size)
{
    return std::max(size, k_least_charge);
}

TreeIndex::Folder const* TreeIndex::find_folder(Names path) const
{
    auto const* folder = &m_root;
    for (auto const& name : path) {
        auto const found = folder->folders.find(name);
        if (found == folder->folders.end())
            return nullptr;
        folder = found->second.get();
    }
    return folder;
}

std::optional<DocumentInfo> TreeIndex::find(Names path) const
{
    std::shared_lock const lock{m_mutex};
    if (path.empty())
        return std::nullopt;
    auto const* folder = find_folder(path.first(path.size() - 1));
    if (folder == nullptr)
        return std::nullopt;
    auto const found = folder->documents.find(path.back());
    return found == folder->documents.end() ? std::nullopt : std::optional{found->second};
}

bool TreeIndex::is_blocked(Names path) const
{
    std::shared_lock const lock{m_mutex};
    auto const* folder = &m_root;
    for (std::size_t depth = 0; depth < path.size(); ++depth) {
        bool const is_last = depth + 1 == path.size();
        auto const found = folder->folders.find(path[depth]);
        if (is_last)
            return found != folder->folders.end();
        if (folder->documents.contains(path[depth]))
            return true;
        if (found == folder->folders.end())
            return false;
        folder = found->second.get();
    }
    return true;
}

bool TreeIndex::has_folder(Names path) const
{
    std::shared_lock const lock{m_mutex};
    return find_folder(path) != nullptr;
}

Fingerprint TreeIndex::folder_version(Names path) const
{
    std::shared_lock const lock{m_mutex};
    auto const* folder = find_folder(path);
    return folder == nullptr ? Fingerprint{} : folder->version;
}

FolderListing TreeIndex::list(Names path) const
{
    std::shared_lock const lock{m_mutex};
    FolderListing listing;
    auto const* folder = find_folder(path);
    if (folder == nullptr)
        return listing;
    listing.version = folder->version;
    listing.items.reserve(folder->folders.size() + folder->documents.size());
    for (auto const& [name, below] : folder->folders)
        listing.items.push_back({.name = name + "/", .version = below->version, .document = std::nullopt});
    for (auto const& [name, info] : folder->documents)
        listing.items.push_back({.name = name, .version = info.version, .document = info});
    return listing;
}

std::uint64_t TreeIndex::used_bytes() const
{
    std::shared_lock const lock{m_mutex};
    return m_used_bytes;
}

std::uint64_t TreeIndex::growth_of(Names path, std::uint64_t size) const
{
    std::shared_lock const lock{m_mutex};
    auto const* folder = &m_root;
    for (std::size_t depth = 0; depth + 1 < path.size(); ++depth) {
        auto const found = folder->folders.find(path[depth]);
        if (found == folder->folders.end())
            return charge_of(size) + (path.size() - 1 - depth) * k_least_charge;
        folder = found->second.get();
    }
    auto const found = folder->documents.find(path.back());
    auto const before = found == folder->documents.end() ? 0 : charge_of(found->second.size);
    return charge_of(size) > before ? charge_of(size) - before : 0;
}

void TreeIndex::put(Names path, DocumentInfo const& info)
{
    std::unique_lock const lock{m_mutex};
    change(m_root, path, info);
}

void TreeIndex::erase(Names path)
{
    std::unique_lock const lock{m_mutex};
    change(m_root, path, std::nullopt);
}

// Recursion is bounded by k_max_depth of a request path.
void TreeIndex::change(Folder& folder, Names path, std::optional<DocumentInfo> const& info)
{
    auto const& name = path.front();
    if (path.size() > 1) {
        auto& below = folder.folders[name];
        if (!below) {
            below = std::make_unique<Folder>();
            m_used_bytes += k_least_charge;
        }
        if (!below->is_empty())
            folder.version -= term('f', name, below->version);
        change(*below, path.subspan(1), info);
        if (below->is_empty()) {
            folder.folders.erase(name);
            m_used_bytes -= k_least_charge;
        } else {
            folder.version += term('f', name, below->version);
        }
        return;
    }
    if (auto const found = folder.documents.find(name); found != folder.documents.end()) {
        folder.version -= term('d', name, found->second.version);
        m_used_bytes -= charge_of(found->second.size);
        folder.documents.erase(found);
    }
    if (info) {
        folder.version += term('d', name, info->version);
        m_used_bytes += charge_of(info->size);
        folder.documents.emplace(name, *info);
    }
}

}  // namespace huisclos::stub
