// The store over the browser's fetch (wasm/js/transport_fetch.js).

#pragma once

#include "core/ports/remote_store.hpp"

namespace huisclos::wasm {

class FetchRemoteStore final : public ports::RemoteStore {
public:
    void use(ports::StoreAddress address) override;
    [[nodiscard]] Task<ports::RemoteAnswer> get(std::string path) override;
    [[nodiscard]] Task<ports::RemoteAnswer> list(std::string path, std::string etag) override;
    [[nodiscard]] Task<ports::RemoteAnswer> put(std::string path, Bytes body) override;
    [[nodiscard]] Task<ports::RemoteAnswer> remove(std::string path) override;
    [[nodiscard]] Task<ports::RemoteAnswer> look(ports::StoreAddress at, std::string path) override;

private:
    enum class Method : int { Get = 0, Put = 1, Delete = 2 };
    [[nodiscard]] static Task<ports::RemoteAnswer> send(
        ports::StoreAddress to, Method method, std::string path, std::string etag, Bytes body);

    ports::StoreAddress m_address{};
};

}  // namespace huisclos::wasm
