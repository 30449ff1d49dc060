// A disk that keeps what was synced and nothing else, and whose power can be cut at any call.
//
// Every file has bytes as written and bytes as synced, every folder names as given and names as synced. Surviving a cut
// means a new disk that holds the synced ones or, unkindly, for each thing that was not synced either of the two: a
// real disk promises no order between them.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "server-stub/file_system.hpp"

namespace huisclos::stub::test {

// Whether the call at which the power is cut still has its effect. Its caller learns nothing either way.
enum class CutCall : std::uint8_t { HasNoEffect, HasEffect };
enum class Survival : std::uint8_t { OnlySynced, AnySubset };
// Calls that lie: they say that they synced and did nothing. With one of them, a check of durability must fail.
enum class Lie : std::uint8_t { None, FileSync, DirectorySync };

class SyncOnlyDisk final : public FileSystem {
public:
    // Holds one durable, empty folder, "/data".
    explicit SyncOnlyDisk(Lie lie = Lie::None);

    // From the call of this number on, counted from 0, every call fails.
    void cut_at(std::uint64_t call, CutCall effect);
    [[nodiscard]] std::uint64_t calls() const { return m_calls; }
    // What is on the disk when the power is back.
    [[nodiscard]] std::unique_ptr<SyncOnlyDisk> after_power_cut(Survival survival, std::uint64_t seed) const;

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

private:
    friend class SyncOnlyFile;

    using Entries = std::map<std::string, std::uint64_t>;
    struct Node {
        EntryKind kind = EntryKind::File;
        std::int64_t modified_s = 0;
        std::string bytes{};
        std::optional<std::string> synced_bytes{};
        Entries entries{};
        Entries synced_entries{};
    };
    struct Place {
        Node* folder = nullptr;
        std::string name{};
        std::optional<std::uint64_t> node{};
    };
    enum class Go : std::uint8_t { On, CutBefore, CutAfter };

    [[nodiscard]] Go count_call();
    [[nodiscard]] Result<Place> find(std::string const& path);
    [[nodiscard]] Result<std::uint64_t> find_node(std::string const& path);
    [[nodiscard]] std::uint64_t add(EntryKind kind);
    template <typename Effect>
    [[nodiscard]] Result<void> change(Effect const& effect);
    void survive(Node& node, Survival survival, std::mt19937_64& random) const;

    Lie m_lie;
    std::map<std::uint64_t, Node> m_nodes{};
    std::uint64_t m_root = 0;
    std::uint64_t m_next_node = 1;
    std::int64_t m_clock_s = 1'700'000'000;
    std::uint64_t m_calls = 0;
    std::uint64_t m_cut_at = std::numeric_limits<std::uint64_t>::max() - 1;
    CutCall m_cut_call = CutCall::HasNoEffect;
};

}  // namespace huisclos::stub::test
