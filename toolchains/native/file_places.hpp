// LocalPlaces on a disk: one folder a vault, one file a key, one file for the device secret (mode 0600).
//
// A commit writes a redo file with the whole batch, syncs it, then applies it; a commit cut short is completed when the
// place is opened again, so that a batch is there wholly or not at all.

#pragma once

#include <filesystem>

#include "core/ports/clock.hpp"
#include "core/ports/local_store.hpp"

namespace huisclos::native {

class FilePlaces final : public ports::LocalPlaces {
public:
    explicit FilePlaces(std::filesystem::path folder);
    Task<Result<std::vector<std::string>>> names() override;
    Task<Result<ports::LocalPlace>> open(std::string name) override;
    Task<Result<std::map<std::string, Bytes>>> look(std::string name, std::vector<std::string> keys) override;
    Task<Result<void>> remove(std::string name) override;

private:
    std::filesystem::path m_folder;
};

class SystemClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override;
};

}  // namespace huisclos::native
