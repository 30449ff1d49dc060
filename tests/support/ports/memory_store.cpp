#include "tests/support/ports/memory_store.hpp"

namespace huisclos::testing {

namespace {

using ports::RemoteAnswer;
using ports::RemoteStatus;

std::string quoted(std::string const& text)
{
    return '"' + text + '"';
}

/// The listing of remoteStorage: the direct children of `folder`, subfolders with a trailing slash.
std::string listing_of(MemoryServer const& server, std::string const& folder, std::string& etag)
{
    std::map<std::string, std::string> items;
    for (auto const& [path, document] : server.documents) {
        if (!path.starts_with(folder))
            continue;
        auto const rest = path.substr(folder.size());
        auto const slash = rest.find('/');
        auto const name = slash == std::string::npos ? rest : rest.substr(0, slash + 1);
        items[name] += document.etag;
    }
    std::string json = R"({"@context":"http://remotestorage.io/spec/folder-description","items":{)";
    std::string separator;
    std::size_t sum = items.size();
    for (auto const& [name, tag] : items) {
        json += separator + quoted(name) + ":{" + quoted("ETag") + ":" + quoted(tag) + "}";
        separator = ",";
        sum = sum * 31 + std::hash<std::string>{}(name + tag);
    }
    etag = std::to_string(sum);
    return json + "}}";
}

class MemoryLocalStore final : public ports::LocalStore {
public:
    MemoryLocalStore(MemoryDisk& disk, std::string name) : m_disk(disk), m_name(std::move(name)) {}

    Task<Result<std::map<std::string, Bytes>>> load(std::string prefix) override
    {
        std::map<std::string, Bytes> found;
        for (auto const& [key, value] : m_disk.places[m_name].entries) {
            if (key.starts_with(prefix))
                found.emplace(key, value);
        }
        co_return found;
    }

    Task<Result<void>> commit(ports::LocalBatch const* batch) override
    {
        ++m_disk.commits;
        if (m_disk.full || m_disk.commits > m_disk.fail_after || (m_disk.refuses && m_disk.refuses()))
            co_return fail(ErrorCode::Local, "disk full");
        auto& entries = m_disk.places[m_name].entries;
        for (auto const& [key, value] : batch->changes) {
            if (value)
                entries[key] = *value;
            else
                entries.erase(key);
        }
        co_return Result<void>{};
    }

    Task<Result<void>> erase() override
    {
        m_disk.places[m_name].entries.clear();
        co_return Result<void>{};
    }

private:
    MemoryDisk& m_disk;
    std::string m_name;
};

class MemoryDeviceSecret final : public ports::DeviceSecret {
public:
    MemoryDeviceSecret(MemoryDisk& disk, std::string name) : m_disk(disk), m_name(std::move(name)) {}

    Task<Result<std::optional<Bytes>>> read() override { co_return m_disk.places[m_name].secret; }
    Task<Result<void>> write(Bytes secret) override
    {
        if (m_disk.full || (m_disk.refuses && m_disk.refuses()))
            co_return fail(ErrorCode::Local, "disk full");
        m_disk.places[m_name].secret = std::move(secret);
        co_return Result<void>{};
    }
    Task<Result<void>> erase() override
    {
        m_disk.places[m_name].secret.reset();
        co_return Result<void>{};
    }

private:
    MemoryDisk& m_disk;
    std::string m_name;
};

}  // namespace

void MemoryServer::put(std::string const& path, Bytes body)
{
    documents[path] = {std::move(body), "e" + std::to_string(++changes)};
}

void MemoryServer::erase(std::string const& path)
{
    documents.erase(path);
    ++changes;
}

MemoryServer& MemoryRemote::there() const
{
    auto const found = elsewhere.find(m_address.url);
    return found == elsewhere.end() ? m_server : *found->second;
}

std::optional<RemoteAnswer> MemoryRemote::before(Verb verb, std::string const& path)
{
    ++there().requests;
    if (offline)
        return RemoteAnswer{RemoteStatus::Unreachable, {}, {}};
    if (there().refused_tokens.contains(m_address.token))
        return RemoteAnswer{RemoteStatus::Refused, {}, {}};
    return fault ? fault(verb, path) : std::nullopt;
}

Task<RemoteAnswer> MemoryRemote::get(std::string path)
{
    if (auto answer = before(Verb::Get, path))
        co_return std::move(*answer);
    auto const found = there().documents.find(path);
    if (found == there().documents.end())
        co_return RemoteAnswer{RemoteStatus::NotFound, {}, {}};
    co_return RemoteAnswer{RemoteStatus::Ok, found->second.body, found->second.etag};
}

Task<RemoteAnswer> MemoryRemote::list(std::string path, std::string etag)
{
    if (auto answer = before(Verb::List, path))
        co_return std::move(*answer);
    std::string now;
    auto const json = listing_of(there(), path, now);
    if (!etag.empty() && etag == now)
        co_return RemoteAnswer{RemoteStatus::NotModified, {}, now};
    co_return RemoteAnswer{RemoteStatus::Ok, to_bytes(as_bytes(json)), now};
}

Task<RemoteAnswer> MemoryRemote::put(std::string path, Bytes body)
{
    if (auto answer = before(Verb::Put, path))
        co_return std::move(*answer);
    there().put(path, std::move(body));
    co_return RemoteAnswer{RemoteStatus::Ok, {}, there().documents[path].etag};
}

Task<RemoteAnswer> MemoryRemote::remove(std::string path)
{
    if (auto answer = before(Verb::Remove, path))
        co_return std::move(*answer);
    there().erase(path);
    co_return RemoteAnswer{RemoteStatus::Ok, {}, {}};
}

Task<RemoteAnswer> MemoryRemote::look(ports::StoreAddress at, std::string path)
{
    bool const is_folder = path.ends_with('/');
    std::swap(m_address, at);
    auto asked = is_folder ? list(std::move(path), {}) : get(std::move(path));
    auto answer = co_await asked;
    std::swap(m_address, at);
    co_return answer;
}

Task<Result<std::vector<std::string>>> MemoryPlaces::names()
{
    std::vector<std::string> all;
    for (auto const& [name, place] : m_disk.places)
        all.push_back(name);
    co_return all;
}

Task<Result<ports::LocalPlace>> MemoryPlaces::open(std::string name)
{
    if (m_disk.held.contains(name))
        co_return fail(ErrorCode::Busy, "another window holds it");
    m_disk.places[name];
    ports::LocalPlace place;
    place.store = std::make_unique<MemoryLocalStore>(m_disk, name);
    place.secret = std::make_unique<MemoryDeviceSecret>(m_disk, name);
    co_return place;
}

Task<Result<std::map<std::string, Bytes>>> MemoryPlaces::look(std::string name, std::vector<std::string> keys)
{
    std::map<std::string, Bytes> found;
    auto const place = m_disk.places.find(name);
    if (place == m_disk.places.end())
        co_return found;
    for (auto const& key : keys) {
        if (auto const entry = place->second.entries.find(key); entry != place->second.entries.end())
            found.insert(*entry);
    }
    co_return found;
}

Task<Result<void>> MemoryPlaces::remove(std::string name)
{
    m_disk.places.erase(name);
    co_return Result<void>{};
}

}  // namespace huisclos::testing
