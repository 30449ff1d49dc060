#include <algorithm>

#include "core/base/store_url.hpp"
#include "core/sync/fetch_each.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// Where the store is: another token, another place, the one before (docs/protocol.md 3.7, 3.12).

namespace huisclos::sync {

namespace {

/// Of the heads that another place lists, after this device's own.
constexpr std::size_t k_most_heads_asked = 16;

/// This device's own first, then a draw of those of devices whose head this device would believe.
std::vector<DeviceId> heads_to_ask(Vault const& vault, BytesView listing)
{
    std::vector<DeviceId> devices;
    auto const entries = read_listing(listing);
    auto const& cards = vault.knowledge().cards();
    auto const* const registry = vault.knowledge().registry();
    if (!entries || registry == nullptr)
        return devices;
    bool is_own_listed = false;
    for (auto const& entry : *entries) {
        auto const of = parse_head_name(entry.name);
        if (of && *of == vault.device())
            is_own_listed = true;
        else if (of && cards.find_device(*of) && !is_out(*registry, cards, *of))
            devices.push_back(*of);
    }
    draw(devices, k_most_heads_asked);
    devices.resize(std::min(devices.size(), k_most_heads_asked));
    if (is_own_listed)
        devices.insert(devices.begin(), vault.device());
    return devices;
}

bool is_head_of_member(Vault const& vault, DeviceId const& of, BytesView object)
{
    std::vector<BytesView> secrets;
    for (auto const& named : vault.knowledge().keys().all(k_dir))
        secrets.push_back(named.secret);
    auto const head = ledger::open_head(vault.id(), of, object, secrets);
    auto const owner = vault.knowledge().cards().find_device(of);
    return head && owner && ledger::verify_head(vault.id(), *head, owner->key);
}

/// Errors as move_to. @pre both outlive the task
Task<Result<void>> find_heads(Vault const* vault, ports::RemoteStore* remote, ports::StoreAddress at)
{
    using ports::RemoteStatus;
    auto const listing = co_await remote->look(at, std::string(k_heads_folder));
    if (listing.status == RemoteStatus::Refused)
        co_return fail(ErrorCode::Refused, "that place refuses the token");
    if (listing.status != RemoteStatus::Ok && listing.status != RemoteStatus::NotFound)
        co_return fail(ErrorCode::Store, "that place does not answer");
    bool is_cut = false;
    std::vector<DeviceId> devices;
    if (listing.status == RemoteStatus::Ok)
        devices = heads_to_ask(*vault, listing.body);
    for (auto const& of : devices) {
        auto const answer = co_await remote->look(at, head_path(of));
        if (answer.status == RemoteStatus::Ok && is_head_of_member(*vault, of, answer.body))
            co_return Result<void>{};
        is_cut = is_cut || (answer.status != RemoteStatus::Ok && answer.status != RemoteStatus::NotFound);
    }
    if (is_cut)
        co_return fail(ErrorCode::Store, "that place does not answer");
    co_return fail(ErrorCode::Missing, "no head of a member lies there");
}

}  // namespace

Task<Result<void>> Vault::turn_to(ports::StoreAddress address, std::optional<FormerPlace> former)
{
    bool const is_other = address.url != m_keys.address.url;
    std::swap(m_keys.address, address);
    std::swap(m_keys.former, former);
    ports::LocalBatch batch;
    m_local.stage_keys(batch, m_keys);
    auto const kept = co_await m_local.commit(std::move(batch));
    if (!kept) {
        std::swap(m_keys.address, address);
        std::swap(m_keys.former, former);
        co_return kept;
    }
    m_ports.remote.use(m_keys.address);
    m_connection = Connection::Unknown;
    m_heads_etag.clear();
    // Tags are those of the place that gave them.
    if (is_other) {
        m_head_etags.clear();
        m_inbox_etags.clear();
    }
    ++m_version;
    co_return kept;
}

Task<Result<void>> Vault::use_address(ports::StoreAddress address)
{
    auto const held = co_await m_writing.lock();
    if (address.url != m_keys.address.url)
        co_return fail(ErrorCode::Input, "another place");
    auto former = m_keys.former;
    co_return co_await turn_to(std::move(address), std::move(former));
}

Task<Result<void>> Vault::move_to(ports::StoreAddress place)
{
    if (!is_store_url(place.url))
        co_return fail(ErrorCode::Input, "not the address of a store");
    HUISCLOS_CO_TRY(co_await find_heads(this, &m_ports.remote, place));
    auto const held = co_await m_writing.lock();
    auto former = m_keys.former;
    if (place.url != m_keys.address.url)
        former = FormerPlace{m_keys.address, true};
    co_return co_await turn_to(std::move(place), std::move(former));
}

Task<Result<void>> Vault::move_back()
{
    auto const held = co_await m_writing.lock();
    if (!m_keys.former)
        co_return fail(ErrorCode::Missing, "no place before this one is known");
    auto address = m_keys.former->address;
    co_return co_await turn_to(std::move(address), std::nullopt);
}

/// `asked`: where the store was when that synchronisation began.
void Vault::note_place_answers(std::string const& asked)
{
    auto& former = m_keys.former;
    bool const is_first = former && former->awaits_first && m_heads_listed && asked == m_keys.address.url;
    if (!is_first)
        return;
    former->awaits_first = false;
    m_keys_to_keep = true;
    ++m_version;
}

}  // namespace huisclos::sync
