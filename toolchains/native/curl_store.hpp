// RemoteStore over HTTP with libcurl: what native programs (the demonstration's maker, scenario tests) use to reach a
// store as any client does. Blocking: every Task answers at once.

#pragma once

#include "core/ports/remote_store.hpp"

namespace huisclos::native {

class CurlStore final : public ports::RemoteStore {
public:
    CurlStore();
    ~CurlStore() override;
    CurlStore(CurlStore const&) = delete;
    CurlStore& operator=(CurlStore const&) = delete;

    void use(ports::StoreAddress address) override;
    Task<ports::RemoteAnswer> get(std::string path) override;
    Task<ports::RemoteAnswer> list(std::string path, std::string etag) override;
    Task<ports::RemoteAnswer> put(std::string path, Bytes body) override;
    Task<ports::RemoteAnswer> remove(std::string path) override;
    Task<ports::RemoteAnswer> look(ports::StoreAddress at, std::string path) override;

private:
    struct Request;
    [[nodiscard]] ports::RemoteAnswer perform(Request request);

    void* m_curl{nullptr};  ///< One handle, kept: its connection stays open.
    ports::StoreAddress m_address{};
};

}  // namespace huisclos::native
