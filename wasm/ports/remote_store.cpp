#include "wasm/ports/remote_store.hpp"

#include <utility>

#include "core/ports/http_status.hpp"
#include "wasm/ports/page.hpp"
#include "wasm/ports/requests.hpp"

namespace huisclos::wasm {

namespace {

/// 0 = none came, 1 = not from a store, else the HTTP status.
ports::RemoteStatus to_status(int status)
{
    if (status == 0)
        return ports::RemoteStatus::Unreachable;
    return status >= 200 && status < 300 ? ports::RemoteStatus::Ok : ports::status_without_success(status);
}

}  // namespace

void FetchRemoteStore::use(ports::StoreAddress address)
{
    m_address = std::move(address);
}

Task<ports::RemoteAnswer> FetchRemoteStore::get(std::string path)
{
    return send(m_address, Method::Get, std::move(path), {}, {});
}

Task<ports::RemoteAnswer> FetchRemoteStore::list(std::string path, std::string etag)
{
    return send(m_address, Method::Get, std::move(path), std::move(etag), {});
}

Task<ports::RemoteAnswer> FetchRemoteStore::put(std::string path, Bytes body)
{
    return send(m_address, Method::Put, std::move(path), {}, std::move(body));
}

Task<ports::RemoteAnswer> FetchRemoteStore::remove(std::string path)
{
    return send(m_address, Method::Delete, std::move(path), {}, {});
}

Task<ports::RemoteAnswer> FetchRemoteStore::look(ports::StoreAddress at, std::string path)
{
    return send(std::move(at), Method::Get, std::move(path), {}, {});
}

Task<ports::RemoteAnswer> FetchRemoteStore::send(
    ports::StoreAddress to, Method method, std::string path, std::string etag, Bytes body)
{
    if (to.url.empty())
        co_return ports::RemoteAnswer{};
    auto const url = to.url + path;
    auto const& token = to.token;
    auto opened = Requests::get().open();
    huisclos_js_fetch(
        opened.number, static_cast<int>(method), url.data(), url.size(), token.data(), token.size(), etag.data(),
        etag.size(), body.data(), body.size(), ports::longest_answer(path));
    Answer given = co_await opened.pending;
    ports::RemoteAnswer answer;
    answer.status = to_status(given.status);
    answer.body = std::move(given.body);
    answer.etag = std::move(given.note);
    co_return answer;
}

}  // namespace huisclos::wasm
