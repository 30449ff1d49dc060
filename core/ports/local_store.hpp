// The device's own storage: a small ordered key/value store with transactions (IndexedDB in the browser, one file per
// key natively, memory in tests). It holds ciphertext, opaque ids, sizes and one neutral label only (docs/protocol.md,
// local storage). Several vaults never share a store: each opens its own by name.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/base/task.hpp"

namespace huisclos::ports {

/// Puts (with a value) and deletes (without), applied together or not at all.
struct LocalBatch {
    std::vector<std::pair<std::string, std::optional<Bytes>>> changes{};

    void put(std::string key, Bytes value) { changes.emplace_back(std::move(key), std::move(value)); }
    void remove(std::string key) { changes.emplace_back(std::move(key), std::nullopt); }
};

class LocalStore {
public:
    virtual ~LocalStore() = default;
    /// All entries whose key begins with `prefix`, by key. Errors: Local.
    [[nodiscard]] virtual Task<Result<std::map<std::string, Bytes>>> load(std::string prefix) = 0;
    /// When it answers without error the whole batch is durable: what the screen then calls saved survives a killed
    /// process. Errors: Local (full disk, refused): nothing of the batch was applied, and the caller still has it.
    /// @pre `batch` outlives the task
    [[nodiscard]] virtual Task<Result<void>> commit(LocalBatch const* batch) = 0;
    /// Forgets everything of this store.
    [[nodiscard]] virtual Task<Result<void>> erase() = 0;
};

/// Where the account secret waits between two sessions of a device (docs/protocol.md 3.2, AS): in the browser under a
/// key that WebCrypto does not let out; natively a file of mode 0600. It opens nothing without the passphrase.
class DeviceSecret {
public:
    virtual ~DeviceSecret() = default;
    [[nodiscard]] virtual Task<Result<std::optional<Bytes>>> read() = 0;  ///< The caller wipes.
    [[nodiscard]] virtual Task<Result<void>> write(Bytes secret) = 0;
    [[nodiscard]] virtual Task<Result<void>> erase() = 0;
};

/// What one vault keeps on this device: its storage and its device secret, under one random local name.
struct LocalPlace {
    std::unique_ptr<LocalStore> store{};
    std::unique_ptr<DeviceSecret> secret{};
};

/// The vaults known to this device. Names are 16 hexadecimal digits drawn at random: they tell nothing.
class LocalPlaces {
public:
    virtual ~LocalPlaces() = default;
    [[nodiscard]] virtual Task<Result<std::vector<std::string>>> names() = 0;
    /// Opens or makes. Two windows of one browser: the second gets Busy while the first holds the place.
    [[nodiscard]] virtual Task<Result<LocalPlace>> open(std::string name) = 0;
    /// Those of these entries that the disk holds now. Nothing is taken and nothing is made: another window may hold
    /// the place, and go on writing there. Errors: Local.
    [[nodiscard]] virtual Task<Result<std::map<std::string, Bytes>>> look(
        std::string name, std::vector<std::string> keys) = 0;
    /// Erases storage and secret.
    [[nodiscard]] virtual Task<Result<void>> remove(std::string name) = 0;
};

}  // namespace huisclos::ports
