// Doubles of the ports: a store in memory shared by several clients, with faults to order, and local places in memory.
//
// They answer at once, so that a Task runs straight through (`task.run()`).

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "core/ports/clock.hpp"
#include "core/ports/local_store.hpp"
#include "core/ports/remote_store.hpp"

namespace huisclos::testing {

/// What one host holds. Several MemoryRemote may look at it.
struct MemoryServer {
    struct Document {
        Bytes body{};
        std::string etag{};
    };
    std::map<std::string, Document> documents{};  ///< By path, `o/…`.
    std::set<std::string> refused_tokens{};
    std::uint64_t changes{0};
    std::size_t requests{0};

    void put(std::string const& path, Bytes body);
    void erase(std::string const& path);
    /// A copy of everything, for rollback tests.
    [[nodiscard]] std::map<std::string, Document> snapshot() const { return documents; }
};

/// A client's connection to a MemoryServer. `fault`, when set, may answer in the server's place.
class MemoryRemote final : public ports::RemoteStore {
public:
    explicit MemoryRemote(MemoryServer& server) : m_server(server) {}

    enum class Verb { Get, List, Put, Remove };
    using Fault = std::function<std::optional<ports::RemoteAnswer>(Verb, std::string const& path)>;
    Fault fault{};
    std::map<std::string, MemoryServer*> elsewhere{};  ///< What lies at other addresses than the server's, by URL.
    bool offline{false};

    void use(ports::StoreAddress address) override { m_address = std::move(address); }
    [[nodiscard]] ports::StoreAddress const& address() const { return m_address; }
    Task<ports::RemoteAnswer> get(std::string path) override;
    Task<ports::RemoteAnswer> list(std::string path, std::string etag) override;
    Task<ports::RemoteAnswer> put(std::string path, Bytes body) override;
    Task<ports::RemoteAnswer> remove(std::string path) override;
    /// As long as it lasts, `address` is that place.
    Task<ports::RemoteAnswer> look(ports::StoreAddress at, std::string path) override;

private:
    [[nodiscard]] std::optional<ports::RemoteAnswer> before(Verb verb, std::string const& path);

    [[nodiscard]] MemoryServer& there() const;

    MemoryServer& m_server;
    ports::StoreAddress m_address{};
};

/// One device's disk: survives the objects that opened it, as a disk survives a killed process.
struct MemoryDisk {
    struct Place {
        std::map<std::string, Bytes> entries{};
        std::optional<Bytes> secret{};
    };
    std::map<std::string, Place> places{};
    bool full{false};  ///< Every commit fails with Local.
    std::size_t commits{0};
    std::size_t fail_after{SIZE_MAX};  ///< Commits from this number on fail.
    std::set<std::string> held{};      ///< Places that another window holds: they are looked at, never opened.
    std::function<bool()> refuses{};   ///< Asked before each commit and each writing of a secret; true: it fails.
};

class MemoryPlaces final : public ports::LocalPlaces {
public:
    explicit MemoryPlaces(MemoryDisk& disk) : m_disk(disk) {}
    Task<Result<std::vector<std::string>>> names() override;
    Task<Result<ports::LocalPlace>> open(std::string name) override;
    Task<Result<std::map<std::string, Bytes>>> look(std::string name, std::vector<std::string> keys) override;
    Task<Result<void>> remove(std::string name) override;

private:
    MemoryDisk& m_disk;
};

class FakeClock final : public ports::Clock {
public:
    Instant time{1'796'000'000'000};
    [[nodiscard]] Instant now() const override { return time; }
    void advance(std::int64_t ms) { time.ms += ms; }
};

}  // namespace huisclos::testing
