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

/// What was asked for in this pull: what the store did not give is not asked again before the next one.
class Asked {
public:
    bool first_time(ObjectAt const& what) { return m_asked.insert(what).second; }
    void forget(ObjectAt const& what) { m_asked.erase(what); }

private:
    std::set<ObjectAt> m_asked{};
};

std::vector<ObjectAt> plan(Wants const& wants, Asked& asked)
{
    std::vector<ObjectAt> planned;
    auto const add = [&](KeptKind kind, SegmentAt const& at) {
        if (asked.first_time({kind, at}))
            planned.push_back({kind, at});
    };
    for (auto const& name : wants.genesis)
        add(KeptKind::Genesis, {{}, name});
    for (auto const& name : wants.acts)
        add(KeptKind::Act, {{}, name});
    for (auto const& name : wants.cards)
        add(KeptKind::Card, {{}, name});
    for (auto const& table : wants.tables)
        add(KeptKind::Table, {{table.device, {}, table.ref.counter}, table.ref.name});
    for (auto const& segment : wants.segments)
        add(KeptKind::Segment, segment);
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

void Vault::note_refusal(ErrorCode code, ObjectAt const& what)
{
    if (what.kind == KeptKind::Segment)
        m_refused_segments.note(code, what.at);
    switch (code) {
    case ErrorCode::Auth:
    case ErrorCode::Hash:
    case ErrorCode::Encoding:
    case ErrorCode::Context:
    case ErrorCode::Signature:
        m_knowledge.heads().raise({code, what.at.address.device, std::nullopt, now(), false});
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
        note_refusal(taken.error().code, {KeptKind::Head, {{of, {}, 0}, {}}});
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

void Vault::take_fetched(PullBatch& batch, ObjectAt const& what, RemoteAnswer answer)
{
    if (answer.status != RemoteStatus::Ok) {
        if (answer.status != RemoteStatus::NotFound)
            note_status(answer.status);
        return;
    }
    auto const& [address, name] = what.at;
    if (m_worker != nullptr && what.kind == KeptKind::Segment && batch.may_hold()) {
        auto const names =
            m_refused_segments.has_badly_signed(address.device) ? PullBatch::Names::Left : PullBatch::Names::Followed;
        batch.hold(m_knowledge, what.at, std::move(answer.body), names);
        return;
    }
    auto const taken =
        m_knowledge.take({what.kind, name, address.cid, address.device, address.seq, std::move(answer.body)});
    if (!taken)
        note_refusal(taken.error().code, what);
}

Task<Result<void>> Vault::fetch_wants()
{
    Asked asked;
    PullBatch batch;
    for (std::size_t round = 0; round < k_max_rounds; ++round) {
        settle();
        for (auto const& name : m_knowledge.take_released()) {
            asked.forget({KeptKind::Act, {{}, name}});
            asked.forget({KeptKind::Card, {{}, name}});
        }
        auto wants = m_knowledge.wants();
        batch.add_wanted(m_knowledge, wants.segments);
        std::erase_if(wants.segments, [this](SegmentAt const& at) { return m_refused_segments.contains(at); });
        auto const planned = plan(wants, asked);
        if (planned.empty() && batch.empty())
            co_return Result<void>{};
        std::size_t done = 0;
        while (done < planned.size() && !batch.is_due()) {
            auto const part = std::span(planned).subspan(done, std::min(k_part, planned.size() - done));
            std::vector<std::string> paths;
            for (auto const& what : part)
                paths.push_back(object_path(what.at.name));
            TakeAnswer take = [&batch, part, this](std::size_t i, RemoteAnswer answer) {
                take_fetched(batch, part[i], std::move(answer));
            };
            (void)co_await fetch_each(&m_ports.remote, std::move(paths), std::move(take));
            done += part.size();
        }
        // What named it may be refused by now.
        for (auto const& what : std::span(planned).subspan(done))
            asked.forget(what);
        // Else more is asked for before what is held is known.
        if (planned.empty() || batch.is_due())
            (void)co_await take_batch(&batch);
    }
    if (!batch.empty())
        (void)co_await take_batch(&batch);
    settle();
    co_return Result<void>{};
}

Task<Result<void>> Vault::pull()
{
    HUISCLOS_CO_TRY(co_await fetch_heads());
    auto fetched = co_await fetch_inboxes();
    if (fetched) {
        m_knowledge.draw_strangers();
        fetched = co_await fetch_wants();
    }
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
    if (m_outbox.pending() == 0) {
        m_place.write_trouble.reset();
        co_return PublishStop::Done;
    }
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
        m_place.write_trouble.reset();
        break;
    case PublishStop::HeadWaits:
        break;  // Perhaps nothing was asked.
    case PublishStop::Offline:
        note_status(RemoteStatus::Unreachable);
        break;
    case PublishStop::Refused:
        // Whose token was good to read is told so; the next fetch says if it is refused wholly by now.
        if (m_connection == Connection::Online)
            m_place.write_trouble = Connection::WriteRefused;
        else
            note_status(RemoteStatus::Refused);
        break;
    case PublishStop::Full:
        note_status(RemoteStatus::Ok);
        m_place.write_trouble = Connection::StoreFull;
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
