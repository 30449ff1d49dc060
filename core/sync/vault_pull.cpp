#include "core/crypto/hash.hpp"
#include "core/sync/fetch_each.hpp"
#include "core/sync/listing.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// Fetching: heads that changed, grants, then whatever these name and is not held, to a fixpoint. What the store does
// not give changes nothing; what it gives counts only as far as Knowledge believes it.

namespace huisclos::sync {

namespace {

constexpr std::size_t k_max_rounds = 4096;
/// Asked for at once, of what a round names: between two of them a batch of segments may be taken in.
constexpr std::size_t k_part = 128;
/// Heads of devices that no card lists, at a poll: anybody may put such files on a store.
constexpr std::size_t k_most_strange_heads = 512;

using ports::RemoteAnswer;
using ports::RemoteStatus;

/// Names asked for in this pull: what the store did not give is not asked again before the next one.
class Asked {
public:
    bool first_time(ObjectName const& name) { return m_names.insert(name).second; }
    void forget(ObjectName const& name) { m_names.erase(name); }

private:
    std::set<ObjectName> m_names{};
};

struct Planned {
    enum class Kind : std::uint8_t { Genesis, Act, Card, Table, Segment } kind{};
    ObjectName name{};
    Wants::TableAt table{};
    ledger::SegmentAddress segment{};
};

Result<Knowledge::Taken> take_planned(Knowledge& knowledge, Planned const& what, Bytes body)
{
    switch (what.kind) {
    case Planned::Kind::Genesis:
        return knowledge.take_genesis(what.name, std::move(body));
    case Planned::Kind::Act:
        return knowledge.take_act(what.name, std::move(body));
    case Planned::Kind::Card:
        return knowledge.take_card(what.name, std::move(body));
    case Planned::Kind::Table:
        return knowledge.take_table(what.table.device, what.table.ref, std::move(body));
    case Planned::Kind::Segment:
        return knowledge.take_segment(what.segment, what.name, std::move(body));
    }
    return fail(ErrorCode::Format, "kind");
}

std::vector<Planned> plan(Wants const& wants, Asked& asked)
{
    std::vector<Planned> planned;
    auto const add = [&](Planned what) {
        if (asked.first_time(what.name))
            planned.push_back(std::move(what));
    };
    for (auto const& name : wants.genesis)
        add({Planned::Kind::Genesis, name, {}, {}});
    for (auto const& name : wants.acts)
        add({Planned::Kind::Act, name, {}, {}});
    for (auto const& name : wants.cards)
        add({Planned::Kind::Card, name, {}, {}});
    for (auto const& table : wants.tables)
        add({Planned::Kind::Table, table.ref.name, table, {}});
    for (auto const& segment : wants.segments)
        add({Planned::Kind::Segment, segment.name, {}, segment.address});
    return planned;
}

}  // namespace

void Vault::note_status(RemoteStatus status)
{
    auto const before = m_connection;
    switch (status) {
    case RemoteStatus::Refused:
        m_connection = Connection::TokenRefused;
        break;
    case RemoteStatus::Unreachable:
    case RemoteStatus::Strange:
        m_connection = Connection::Offline;
        break;
    case RemoteStatus::Full:
    case RemoteStatus::TooLarge:
        m_connection = Connection::StoreFull;
        break;
    default:
        m_connection = Connection::Online;
        break;
    }
    if (m_connection == before)
        return;
    ++m_version;
    if (m_connection == Connection::Online)
        m_place.own_head_withheld.stop_waiting();
}

void Vault::note_refusal(ErrorCode code, DeviceId const& about)
{
    switch (code) {
    case ErrorCode::Auth:
    case ErrorCode::Hash:
    case ErrorCode::Encoding:
    case ErrorCode::Context:
    case ErrorCode::Signature:
        m_knowledge.heads().raise({code, about, std::nullopt, now(), false});
        break;
    default:
        break;
    }
}

void Vault::take_listed_head(DeviceId const& of, std::string const& etag, Bytes body)
{
    auto const taken = m_knowledge.take_head(of, std::move(body));
    // A name that this device expects: one of which it holds a head. Others may be anything.
    if (!taken && m_knowledge.heads().in_use(of) != nullptr)
        note_refusal(taken.error().code, of);
    m_place.head_etags[of] = etag;
}

Task<Result<void>> Vault::fetch_heads()
{
    auto const left_before = m_outbox.places_left();
    auto const tag = m_place.heads_etag;
    auto const listing = co_await m_ports.remote.list(std::string(k_heads_folder), tag);
    // Tags are those of the place that gave them.
    if (m_outbox.places_left() != left_before)
        co_return fail(ErrorCode::Store, "that place was left meanwhile");
    note_status(listing.status);
    if (listing.status == RemoteStatus::NotFound) {
        m_knowledge.heads().note_listing({});
        m_place.own_listed.note(std::nullopt);
    } else if (listing.status != RemoteStatus::Ok) {
        // « Not modified » says what the last listing said, also after an answer that did not come.
        m_place.own_listed.is_known = listing.status == RemoteStatus::NotModified && !tag.empty();
    }
    // To who sent no tag « not modified » shows no head.
    m_place.heads_listed = listing.status == RemoteStatus::NotModified && !tag.empty();
    if (listing.status == RemoteStatus::NotModified || listing.status == RemoteStatus::NotFound)
        co_return Result<void>{};
    if (listing.status != RemoteStatus::Ok)
        co_return fail(ErrorCode::Store, "no listing of heads");
    HUISCLOS_CO_TRY_ASSIGN(entries, read_listing(listing.body));
    m_place.heads_listed = !entries.empty();

    auto const plan = plan_heads(entries);
    bool all_read = plan.is_whole;
    std::vector<std::string> paths;
    for (auto const& head : plan.read)
        paths.push_back(head_path(head.device));
    TakeAnswer take = [&](std::size_t i, RemoteAnswer answer) {
        if (m_outbox.places_left() != left_before)
            return;
        if (answer.status == RemoteStatus::Ok)
            take_listed_head(plan.read[i].device, plan.read[i].etag, std::move(answer.body));
        else
            all_read = false;
    };
    (void)co_await fetch_each(&m_ports.remote, std::move(paths), std::move(take));
    if (m_outbox.places_left() != left_before)
        co_return fail(ErrorCode::Store, "that place was left meanwhile");
    // A head that was not read is asked for again, although the folder has not changed.
    m_place.heads_etag = all_read ? listing.etag : std::string{};
    co_return Result<void>{};
}

/// The heads that changed of devices that a card lists, all of them, then a draw of the others. Of who is out the head
/// that is held is the last.
HeadPlan Vault::plan_heads(std::vector<ListingEntry> const& entries)
{
    forget_given_up();
    HeadPlan plan;
    std::optional<std::string> own;
    std::vector<ListedHead> strange;
    std::set<DeviceId> listed;
    auto const* const registry = m_knowledge.registry();
    for (auto const& entry : entries) {
        auto const of = parse_head_name(entry.name);
        if (of && *of == device())
            own = bare_tag(entry.etag);
        if (!of || *of == device() || !listed.insert(*of).second)
            continue;
        auto const known = m_place.head_etags.find(*of);
        if (!entry.etag.empty() && known != m_place.head_etags.end() && known->second == entry.etag)
            continue;
        if (!m_knowledge.cards().find_device(*of))
            strange.push_back({*of, entry.etag});
        else if (
            registry == nullptr || m_knowledge.heads().in_use(*of) == nullptr ||
            !is_out(*registry, m_knowledge.cards(), *of))
            plan.read.push_back({*of, entry.etag});
    }
    m_place.own_listed.note(std::move(own));
    auto const count = std::min(strange.size(), k_most_strange_heads);
    plan.is_whole = count == strange.size();
    draw(strange, count);
    plan.read.insert(plan.read.end(), strange.begin(), strange.begin() + static_cast<std::ptrdiff_t>(count));
    std::erase_if(m_place.head_etags, [&listed](auto const& known) { return !listed.contains(known.first); });
    m_knowledge.heads().note_listing(std::move(listed));
    return plan;
}

void Vault::forget_given_up()
{
    m_knowledge.heads().make_room();
    auto const given_up = m_knowledge.heads().take_given_up();
    for (auto const& of : given_up)
        m_place.head_etags.erase(of);
}

Task<Result<void>> Vault::fetch_wants()
{
    Asked asked;
    PullBatch batch;
    for (std::size_t round = 0; round < k_max_rounds; ++round) {
        settle();
        for (auto const& name : m_knowledge.take_released())
            asked.forget(name);
        auto wants = m_knowledge.wants();
        batch.add_wanted(m_knowledge, wants.segments);
        auto const planned = plan(wants, asked);
        if (planned.empty() && batch.empty())
            co_return Result<void>{};
        for (std::size_t from = 0; from < planned.size(); from += k_part) {
            std::vector<std::string> paths;
            for (auto at = from; at < std::min(from + k_part, planned.size()); ++at)
                paths.push_back(object_path(planned[at].name));
            TakeAnswer take = [&, from](std::size_t i, RemoteAnswer answer) {
                auto const& what = planned[from + i];
                if (answer.status != RemoteStatus::Ok) {
                    if (answer.status != RemoteStatus::NotFound)
                        note_status(answer.status);
                    return;
                }
                if (m_worker != nullptr && what.kind == Planned::Kind::Segment && batch.has_room()) {
                    batch.hold(m_knowledge, {what.segment, what.name}, std::move(answer.body));
                    return;
                }
                auto const taken = take_planned(m_knowledge, what, std::move(answer.body));
                if (!taken)
                    note_refusal(
                        taken.error().code, what.table.device.is_zero() ? what.segment.device : what.table.device);
            };
            (void)co_await fetch_each(&m_ports.remote, std::move(paths), std::move(take));
            if (batch.is_full())
                (void)co_await take_batch(&batch);
        }
        // Nothing more to be asked for before it is known.
        if (planned.empty())
            (void)co_await take_batch(&batch);
    }
    if (!batch.empty())
        (void)co_await take_batch(&batch);
    co_return Result<void>{};
}

Task<Result<void>> Vault::fetch_named()
{
    HUISCLOS_CO_TRY(co_await fetch_inboxes());
    m_knowledge.draw_strangers();
    co_return co_await fetch_wants();
}

Task<Result<void>> Vault::pull()
{
    HUISCLOS_CO_TRY(co_await fetch_heads());
    auto const fetched = co_await fetch_named();
    // What is withheld counts, and is kept, whatever else the store gave.
    if (m_knowledge.heads().stale().note_asked() || !fetched)
        settle();
    if (fetched)
        watch_floor();
    if (m_knowledge.heads().gave_up())
        m_place.heads_etag.clear();
    // Not while the place becomes another device: what is staged lies under the key that it has by then.
    auto const held = co_await m_writing.lock();
    if (has_own_fork())
        (void)co_await note_cloned();  // On a disk that refuses it, it is found again.
    ports::LocalBatch batch;
    stage_fresh(batch);
    if (fetched && m_connection == Connection::Online)
        watch_own_ends(batch);
    HUISCLOS_CO_TRY(co_await commit_fresh(std::move(batch)));
    co_return fetched;
}

Task<PublishStop> Vault::push()
{
    if (m_outbox.pending() == 0)
        co_return PublishStop::Done;
    // It stops writing (3.5), whatever the store shows since; of the device that it becomes, once the disk has it.
    if (m_is_cloned)
        co_return PublishStop::Offline;
    // Nothing goes to what shows itself as another vault. What was signed before an alarm, or before this device was
    // out, says nothing new: it leaves, and may be what others need to see the same.
    if (m_standing.stop == VaultStop::OtherVault || m_standing.stop == VaultStop::FloorRefused)
        co_return PublishStop::Offline;
    if (!m_place.own_head_checked) {
        auto const checked = co_await check_own_head();
        if (!checked)
            co_return m_connection == Connection::TokenRefused ? PublishStop::Refused : PublishStop::Offline;
    }
    auto const left_before = m_outbox.places_left();
    auto const stop = co_await m_outbox.publish(m_ports.remote, m_local, m_ports.clock, m_place.own_listed);
    if (m_outbox.places_left() != left_before)
        co_return PublishStop::Offline;
    switch (stop) {
    case PublishStop::Done:
        (void)co_await forget_closed_head();  // Or the next session does.
        note_status(RemoteStatus::Ok);
        break;
    case PublishStop::HeadWaits:
        break;  // Perhaps nothing was asked.
    case PublishStop::Offline:
        note_status(RemoteStatus::Unreachable);
        break;
    case PublishStop::Refused:
        note_status(RemoteStatus::Refused);
        break;
    case PublishStop::Full:
        note_status(RemoteStatus::Full);
        break;
    }
    ++m_version;
    co_return stop;
}

Task<Result<void>> Vault::synchronise()
{
    if (m_is_busy)
        co_return fail(ErrorCode::Busy, "already synchronising");
    m_is_busy = true;
    auto const place = m_keys.address.url;
    auto const left_before = m_outbox.places_left();
    auto pulled = co_await pull();
    // What one place has answered decides nothing at another.
    auto const is_here = [&] {
        return pulled && m_outbox.places_left() == left_before;
    };
    if (is_here())
        note_place_answers(place);
    if (is_here() && m_connection == Connection::Online)
        (void)co_await tidy_inboxes();
    (void)co_await write_what_waited();  // Without a key or a disk: the next time.
    if (pulled)
        (void)co_await reissue_left_behind();  // Without a key or a disk: the next time.
    // What the copy has published is asked of the store, as far as it answers.
    if (is_here() && m_connection == Connection::Online)
        (void)co_await reissue_unpublished();
    if (is_here() && m_connection == Connection::Online && is_head_due())
        (void)co_await state_head();  // Without a disk there is none: the next time.
    // Whatever else the store failed to give. Until it has ended well no head leaves.
    if (m_outbox.places_left() == left_before && m_connection == Connection::Online)
        (void)co_await watch_own_head();
    // Where a copy writes, its head stays another one than was read back: that is said by itself.
    bool const is_whole = m_is_cloned || m_place.own_listed.is_settled(m_outbox.head_there());
    auto const stop = co_await push();
    if (stop == PublishStop::Done && m_outbox.places_left() == left_before) {
        (void)co_await delete_former_accounts();  // What is left goes another time.
        (void)co_await delete_former_tables();
        (void)co_await let_go_of_sealed_log();
    }
    (void)co_await keep_withheld();  // On a disk that refuses it: the next time.
    m_is_busy = false;
    if (is_here() && is_whole && stop == PublishStop::Done) {
        m_up_to_date = now();
        ++m_version;
    }
    co_return pulled;
}

}  // namespace huisclos::sync
