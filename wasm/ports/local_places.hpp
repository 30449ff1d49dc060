// The device's storage over IndexedDB and WebCrypto (wasm/js/store_idb.js, wasm/js/device_secret.js). A place is held
// by one window at a time (Web Locks); its two parts share one database, closed when both are gone.

#pragma once

#include "core/ports/local_store.hpp"

namespace huisclos::wasm {

class BrowserLocalPlaces final : public ports::LocalPlaces {
public:
    [[nodiscard]] Task<Result<std::vector<std::string>>> names() override;
    [[nodiscard]] Task<Result<ports::LocalPlace>> open(std::string name) override;
    [[nodiscard]] Task<Result<std::map<std::string, Bytes>>> look(
        std::string name, std::vector<std::string> keys) override;
    [[nodiscard]] Task<Result<void>> remove(std::string name) override;
};

}  // namespace huisclos::wasm
