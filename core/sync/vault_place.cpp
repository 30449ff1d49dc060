#include <algorithm>

#include "core/base/store_url.hpp"
#include "core/base/when_all.hpp"
#include "core/ledger/policy_fields.hpp"
#include "core/sync/fetch_each.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// Where the store is: another token, another place, the one before (docs/protocol.md 3.7, 3.12).

namespace huisclos::sync {

namespace {

/// Of the heads that another place lists, after this device's own.
constexpr std::size_t k_most_heads_asked = 16;
constexpr std::size_t k_heads_at_once = 4;
/// After that no question more is put there: whoever accepted that place waits for the answer.
constexpr std::int64_t k_search_ms = 30'000;

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

/// Empty: it is not that device's, or no key held here opens it.
std::optional<ledger::SignedHead> read_member_head(Vault const& vault, DeviceId const& of, BytesView object)
{
    std::vector<BytesView> secrets;
    for (auto const& named : vault.knowledge().keys().all(k_dir))
        secrets.push_back(named.secret);
    auto head = ledger::open_head(vault.id(), of, object, secrets);
    auto const owner = vault.knowledge().cards().find_device(of);
    if (!head || !owner || !ledger::verify_head(vault.id(), *head, owner->key))
        return std::nullopt;
    return std::move(*head);
}

/// The act that names a place; zero: none is known.
ActHash place_named(Knowledge const& knowledge)
{
    auto const* const registry = knowledge.registry();
    return registry == nullptr ? ActHash{}
                               : ledger::setter_of(registry->state().policy(), ledger::PolicyField::StoreUrl).hash;
}

struct PlaceSearch {
    Vault const* vault{nullptr};
    VaultPorts ports;
    std::uint64_t own_counter{0};
    ports::StoreAddress at{};
    Instant until{};
    std::optional<Result<void>> end{};       ///< The first answer that decides.
    std::vector<ledger::ChainEnd> stated{};  ///< By this device's own head.
    bool has_own{false};
    bool has_older{false};  ///< Of another device, than the one known here.

    void decide(Result<void> how)
    {
        if (!end)
            end = std::move(how);
    }
    [[nodiscard]] bool is_over()
    {
        if (ports.clock.now() >= until)
            decide(fail(ErrorCode::Store, "that place answers too slowly"));
        return end.has_value();
    }
    /// Whether it is an answer, and says something.
    [[nodiscard]] bool is_given(ports::RemoteStatus status)
    {
        using ports::RemoteStatus;
        if (status == RemoteStatus::Refused)
            decide(fail(ErrorCode::Refused, "that place refuses the token"));
        else if (status != RemoteStatus::Ok && status != RemoteStatus::NotFound)
            decide(fail(ErrorCode::Store, "that place does not answer"));
        return status == RemoteStatus::Ok;
    }
    /// That of another device must be no older than the one known here: turning to an older one would be a rollback.
    /// One's own is sent again anyway, and decides where nothing else does.
    void take_head(DeviceId const& of, BytesView object)
    {
        auto const head = read_member_head(*vault, of, object);
        if (!head)
            return;
        bool const is_own = of == vault->device();
        auto const* const known = vault->knowledge().heads().in_use(of);
        auto const counter_known = is_own ? own_counter : known == nullptr ? 0 : known->head.head.counter;
        if (is_own) {
            stated = head->head.chains;
            has_own = true;
        }
        if (head->head.counter >= counter_known)
            decide({});
        else if (!is_own)
            has_older = true;
    }
    /// Once all are asked.
    [[nodiscard]] Result<void> conclude()
    {
        if (has_older)
            decide(fail(ErrorCode::Rollback, "what lies there is an older copy"));
        else if (has_own)
            decide({});
        decide(fail(ErrorCode::Missing, "no head of a member lies there"));
        return *end;
    }
};

/// Without asking, once it is decided. @pre `search` outlives the task
Task<bool> ask_for_head(PlaceSearch* search, DeviceId of)
{
    if (search->is_over())
        co_return false;
    auto const answer = co_await search->ports.remote.look(search->at, head_path(of));
    if (search->is_given(answer.status))
        search->take_head(of, answer.body);
    co_return true;
}

/// Errors as move_to. @pre `search` outlives the task
Task<Result<void>> find_heads(PlaceSearch* search)
{
    search->until = {search->ports.clock.now().ms + k_search_ms};
    auto const listing = co_await search->ports.remote.look(search->at, std::string(k_heads_folder));
    std::vector<DeviceId> devices;
    if (search->is_given(listing.status))
        devices = heads_to_ask(*search->vault, listing.body);
    std::vector<Task<bool>> questions;
    for (auto const& of : devices)
        questions.push_back(ask_for_head(search, of));
    (void)co_await when_all(std::move(questions), k_heads_at_once);
    co_return search->conclude();
}

}  // namespace

Task<std::vector<ledger::ChainEnd>> Vault::own_ends_at(ports::StoreAddress place)
{
    auto const answer = co_await m_ports.remote.look(std::move(place), head_path(device()));
    if (answer.status != ports::RemoteStatus::Ok)
        co_return std::vector<ledger::ChainEnd>{};
    auto const head = read_member_head(*this, device(), answer.body);
    co_return head ? head->head.chains : std::vector<ledger::ChainEnd>{};
}

Task<Result<void>> Vault::turn_to(
    ports::StoreAddress address, std::optional<FormerPlace> former, std::vector<ledger::ChainEnd> stated)
{
    bool const is_other = address.url != m_keys.address.url;
    ports::LocalBatch batch;
    Entries again;
    if (is_other) {
        HUISCLOS_CO_TRY_ASSIGN(staged, co_await stage_again(&batch, std::move(stated), AccountAgain::Send));
        again = std::move(staged);
        m_local.stage_note(batch, k_note_own_head_closed, encode_date({}));
        m_local.stage_note(batch, k_note_own_head_withheld, encode_date({}));
        m_local.stage_note(batch, k_note_head_there, encode_count(0));
        m_local.stage_note(batch, k_note_sent_again, encode_sent_again({}));
    }
    std::swap(m_keys.address, address);
    std::swap(m_keys.former, former);
    m_local.stage_keys(batch, m_keys);
    auto const kept = co_await m_local.commit(std::move(batch));
    if (!kept) {
        std::swap(m_keys.address, address);
        std::swap(m_keys.former, former);
        co_return kept;
    }
    m_ports.remote.use(m_keys.address);
    m_connection = Connection::Unknown;
    m_place.write_trouble.reset();
    m_place.heads_etag.clear();
    if (is_other)
        forget_place();
    for (auto& entry : again)
        m_outbox.confirm(std::move(entry));
    ++m_version;
    co_return kept;
}

/// Tags, and what was read, are those of the place that gave them.
void Vault::forget_place()
{
    m_outbox.leave_place();
    m_place = {};
}

Task<Result<void>> Vault::use_address(ports::StoreAddress address)
{
    auto const held = co_await m_writing.lock();
    if (address.url != m_keys.address.url)
        co_return fail(ErrorCode::Input, "another place");
    auto former = m_keys.former;
    std::vector<ledger::ChainEnd> stated;
    co_return co_await turn_to(std::move(address), std::move(former), std::move(stated));
}

Task<Result<void>> Vault::move_to(ports::StoreAddress place)
{
    if (!is_store_url(place.url))
        co_return fail(ErrorCode::Input, "not the address of a store");
    auto const address_before = m_keys.address.url;
    auto const named_before = place_named(m_knowledge);
    PlaceSearch search{.vault = this, .ports = m_ports, .own_counter = m_head_writer.counter(), .at = place};
    HUISCLOS_CO_TRY(co_await find_heads(&search));
    auto const held = co_await m_writing.lock();
    // A person has accepted what the acts named then, from where the device was.
    if (m_keys.address.url != address_before || place_named(m_knowledge) != named_before)
        co_return fail(ErrorCode::Busy, "the place in use or the one that is named has changed meanwhile");
    auto former = m_keys.former;
    if (place.url != m_keys.address.url)
        former = FormerPlace{m_keys.address, true};
    co_return co_await turn_to(std::move(place), std::move(former), std::move(search.stated));
}

Task<Result<void>> Vault::move_back()
{
    if (!m_keys.former)
        co_return fail(ErrorCode::Missing, "no place before this one is known");
    auto address = m_keys.former->address;
    auto stated = co_await own_ends_at(address);
    auto const held = co_await m_writing.lock();
    if (!m_keys.former || m_keys.former->address.url != address.url)
        co_return fail(ErrorCode::Missing, "it is not the place before this one any more");
    co_return co_await turn_to(std::move(address), std::nullopt, std::move(stated));
}

/// `asked`: where the store was when that synchronisation began.
void Vault::note_place_answers(std::string const& asked)
{
    auto& former = m_keys.former;
    bool const is_first = former && former->awaits_first && m_place.heads_listed && asked == m_keys.address.url;
    if (!is_first)
        return;
    former->awaits_first = false;
    m_keys_to_keep = true;
    ++m_version;
}

}  // namespace huisclos::sync
