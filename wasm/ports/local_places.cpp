#include "wasm/ports/local_places.hpp"

#include <utility>

#include "core/base/secret_bytes.hpp"
#include "wasm/ports/page.hpp"
#include "wasm/ports/requests.hpp"

namespace huisclos::wasm {

namespace {

/// Numbers of huisclos_js_place.
enum class PlaceAction : int {
    Names = 0,
    Open = 1,
    Remove = 2,
    Load = 3,
    Commit = 4,
    Erase = 5,
    ReadSecret = 6,
    WriteSecret = 7,
    EraseSecret = 8,
    Look = 9
};
constexpr int k_done = 1;
constexpr int k_busy = 2;

/// Asks; `data` is copied by the page before this returns.
Requests::Opened ask(PlaceAction action, std::string_view name, BytesView data)
{
    auto opened = Requests::get().open();
    huisclos_js_place(opened.number, static_cast<int>(action), name.data(), name.size(), data.data(), data.size());
    return opened;
}

Error failure(Answer const& given)
{
    if (given.status == k_busy)
        return {ErrorCode::Busy, "another window holds this vault"};
    return {ErrorCode::Local, "the device's storage refused"};
}

Result<void> done_or_error(Answer const& given)
{
    if (given.status != k_done)
        return std::unexpected(failure(given));
    return {};
}

/// Key, value, key, value…
std::map<std::string, Bytes> entries_in(BytesView body)
{
    std::map<std::string, Bytes> entries;
    auto const parts = unpack_list(body);
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
        entries.emplace_hint(entries.end(), as_text(parts[i]), to_bytes(parts[i + 1]));
    return entries;
}

/// Closes the database and frees the place when the last of its parts goes.
class OpenPlace {
public:
    explicit OpenPlace(std::string name) : m_name(std::move(name)) {}
    OpenPlace(OpenPlace const&) = delete;
    OpenPlace& operator=(OpenPlace const&) = delete;
    ~OpenPlace() { huisclos_js_place_close(m_name.data(), m_name.size()); }
    [[nodiscard]] std::string const& name() const { return m_name; }

private:
    std::string m_name;
};

class IndexedStore final : public ports::LocalStore {
public:
    explicit IndexedStore(std::shared_ptr<OpenPlace> place) : m_place(std::move(place)) {}

    Task<Result<std::map<std::string, Bytes>>> load(std::string prefix) override
    {
        auto opened = ask(PlaceAction::Load, m_place->name(), as_bytes(prefix));
        Answer const given = co_await opened.pending;
        HUISCLOS_CO_TRY(done_or_error(given));
        co_return entries_in(given.body);
    }

    Task<Result<void>> commit(ports::LocalBatch const* batch) override
    {
        static constexpr std::uint8_t k_put = 1;
        static constexpr std::uint8_t k_delete = 0;
        std::vector<BytesView> parts;
        for (auto const& [key, value] : batch->changes) {
            parts.push_back(as_bytes(key));
            parts.push_back({value ? &k_put : &k_delete, 1});
            parts.push_back(value ? BytesView(*value) : BytesView{});
        }
        auto opened = ask(PlaceAction::Commit, m_place->name(), pack_list(parts));
        Answer const given = co_await opened.pending;
        co_return done_or_error(given);
    }

    Task<Result<void>> erase() override
    {
        auto opened = ask(PlaceAction::Erase, m_place->name(), {});
        Answer const given = co_await opened.pending;
        co_return done_or_error(given);
    }

private:
    std::shared_ptr<OpenPlace> m_place;
};

class WrappedSecret final : public ports::DeviceSecret {
public:
    explicit WrappedSecret(std::shared_ptr<OpenPlace> place) : m_place(std::move(place)) {}

    Task<Result<std::optional<Bytes>>> read() override
    {
        auto opened = ask(PlaceAction::ReadSecret, m_place->name(), {});
        Answer given = co_await opened.pending;
        HUISCLOS_CO_TRY(done_or_error(given));
        std::optional<Bytes> secret;
        if (auto const parts = unpack_list(given.body); !parts.empty())
            secret = to_bytes(parts.front());
        wipe(given.body);
        co_return secret;
    }

    Task<Result<void>> write(Bytes secret) override
    {
        auto opened = ask(PlaceAction::WriteSecret, m_place->name(), secret);
        wipe(secret);
        Answer const given = co_await opened.pending;
        co_return done_or_error(given);
    }

    Task<Result<void>> erase() override
    {
        auto opened = ask(PlaceAction::EraseSecret, m_place->name(), {});
        Answer const given = co_await opened.pending;
        co_return done_or_error(given);
    }

private:
    std::shared_ptr<OpenPlace> m_place;
};

}  // namespace

Task<Result<std::vector<std::string>>> BrowserLocalPlaces::names()
{
    auto opened = ask(PlaceAction::Names, {}, {});
    Answer const given = co_await opened.pending;
    HUISCLOS_CO_TRY(done_or_error(given));
    std::vector<std::string> names;
    for (auto const& part : unpack_list(given.body))
        names.emplace_back(as_text(part));
    co_return names;
}

Task<Result<ports::LocalPlace>> BrowserLocalPlaces::open(std::string name)
{
    auto opened = ask(PlaceAction::Open, name, {});
    Answer const given = co_await opened.pending;
    HUISCLOS_CO_TRY(done_or_error(given));
    auto const shared = std::make_shared<OpenPlace>(std::move(name));
    ports::LocalPlace place;
    place.store = std::make_unique<IndexedStore>(shared);
    place.secret = std::make_unique<WrappedSecret>(shared);
    co_return place;
}

Task<Result<std::map<std::string, Bytes>>> BrowserLocalPlaces::look(std::string name, std::vector<std::string> keys)
{
    std::vector<BytesView> parts;
    for (auto const& key : keys)
        parts.push_back(as_bytes(key));
    auto opened = ask(PlaceAction::Look, name, pack_list(parts));
    Answer const given = co_await opened.pending;
    HUISCLOS_CO_TRY(done_or_error(given));
    co_return entries_in(given.body);
}

Task<Result<void>> BrowserLocalPlaces::remove(std::string name)
{
    auto opened = ask(PlaceAction::Remove, name, {});
    Answer const given = co_await opened.pending;
    co_return done_or_error(given);
}

}  // namespace huisclos::wasm
