#include "core/sync/inbox_book.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/ledger/cbor_fields.hpp"

namespace huisclos::sync {

namespace {

bool is_within(std::set<InboxItem> const& part, std::set<InboxItem> const& whole)
{
    return std::ranges::includes(whole, part);
}

/// The self-grants of this device that hold everything together; the others of its own are then superfluous.
struct Stock {
    std::set<std::string> paths{};
    std::set<InboxItem> items{};
};

Stock find_stock(std::map<std::string, InboxObject> const& objects, InboxBook::Facts const& facts)
{
    std::vector<std::map<std::string, InboxObject>::const_pointer> own;
    for (auto const& object : objects) {
        bool const is_here = !facts.newest_folder.empty() && object.first.starts_with(facts.newest_folder);
        if (is_here && object.second.kind == InboxObject::Kind::Grant && object.second.kept_by == facts.device)
            own.push_back(&object);
    }
    std::ranges::stable_sort(
        own, [](auto const* a, auto const* b) { return a->second.items.size() > b->second.items.size(); });
    Stock stock;
    for (auto const* const object : own) {
        if (is_within(object->second.items, stock.items))
            continue;
        stock.paths.insert(object->first);
        stock.items.insert(object->second.items.begin(), object->second.items.end());
    }
    return stock;
}

}  // namespace

bool InboxBook::was_read(std::string const& path) const
{
    return m_read.contains(path) || (m_objects.contains(path) && !m_again.contains(path));
}

void InboxBook::note(std::string path, InboxObject object, Instant now)
{
    if (!m_first_seen.contains(path) && m_first_seen.size() >= k_most_noted) {
        m_read.insert(std::move(path));
        return;
    }
    m_first_seen.try_emplace(path, now);
    m_again.erase(path);
    forget_items(path);
    if (m_items + object.items.size() > k_most_noted_items) {
        object.items.clear();
        object.is_long = true;
    }
    m_items += object.items.size();
    m_objects.insert_or_assign(std::move(path), std::move(object));
}

void InboxBook::forget_items(std::string const& path)
{
    if (auto const known = m_objects.find(path); known != m_objects.end())
        m_items -= known->second.items.size();
}

void InboxBook::note_listing(std::string const& folder, std::set<std::string> const& paths)
{
    auto const is_gone = [&](std::string const& path) {
        return path.starts_with(folder) && !paths.contains(path);
    };
    std::vector<std::string> gone;
    for (auto const& [path, at] : m_first_seen) {
        if (is_gone(path))
            gone.push_back(path);
    }
    for (auto const& path : gone)
        forget(path);
    std::erase_if(m_read, is_gone);
}

void InboxBook::forget(std::string const& path)
{
    forget_items(path);
    m_objects.erase(path);
    m_first_seen.erase(path);
    m_again.erase(path);
    m_has_room_again = true;
}

bool InboxBook::seek(Sought sought, std::set<InboxItem> const& proved, Instant now)
{
    std::set<InboxItem> news;
    std::ranges::set_difference(sought.items, m_sought.items, std::inserter(news, news.end()));
    m_has_closed_again = m_has_closed_again || !std::ranges::includes(m_sought.closed, sought.closed);
    bool const is_log = !std::ranges::includes(m_sought.log_keys, sought.log_keys);
    m_sought = std::move(sought);
    auto const since = m_last_again ? now.ms - m_last_again->ms : k_inbox_again_ms;
    bool const is_due = since < 0 || since >= k_inbox_again_ms;
    bool const is_closed = is_due && std::exchange(m_has_closed_again, false);
    bool const has_room = is_due && m_has_room_again;
    if (!is_closed && !is_log && news.empty() && !has_room)
        return false;
    m_has_room_again = false;
    bool is_any = !m_read.empty();
    m_read.clear();
    auto const may_serve = [&](InboxItem const& item) {
        bool const may = news.contains(item) || (is_closed && item.cid == k_dir) || (is_log && item.cid == k_log);
        return may && !proved.contains(item);
    };
    for (auto const& [path, object] : m_objects) {
        if (object.is_long || std::ranges::any_of(object.items, may_serve)) {
            m_again.insert(path);
            is_any = true;
        }
    }
    if (is_any && (is_closed || has_room))
        m_last_again = now;
    return is_any;
}

InboxBook::Plan InboxBook::plan(Facts const& facts) const
{
    auto const stock = find_stock(m_objects, facts);
    Plan plan;
    std::set<InboxItem> there;
    std::size_t in_newest = 0;
    bool is_older_in_use = false;
    bool is_something_new = false;
    bool is_unclear = false;
    for (auto const& [path, object] : m_objects) {
        bool const is_newest = path.starts_with(facts.newest_folder);
        in_newest += is_newest ? 1 : 0;
        auto const age = facts.now.ms - m_first_seen.at(path).ms;
        if (object.kind == InboxObject::Kind::Junk && age >= k_inbox_junk_ms)
            plan.remove.push_back(path);
        if (is_newest && object.kind == InboxObject::Kind::Grant)
            there.insert(object.items.begin(), object.items.end());
        if (object.kind != InboxObject::Kind::Grant || stock.paths.contains(path))
            continue;
        is_unclear = is_unclear || object.is_long;
        if (object.is_long)
            continue;
        if (!is_within(object.items, facts.proved)) {
            if (age >= k_inbox_keep_ms)
                plan.remove.push_back(path);
            continue;
        }
        is_older_in_use = is_older_in_use || !is_newest;
        bool const is_of_other_device = object.kept_by && object.kept_by != facts.device;
        // What another device put by under a former key goes with that key.
        if (!is_within(object.items, stock.items))
            is_something_new = is_something_new || !is_of_other_device || !is_newest;
        else if (!is_of_other_device || age >= k_inbox_keep_ms)
            plan.remove.push_back(path);
    }
    plan.is_all_there = !facts.newest_folder.empty() && is_within(facts.proved, there);
    plan.has_self_grant = !stock.paths.empty();
    plan.holds_all = !facts.newest_folder.empty() && is_within(facts.proved, stock.items);
    bool const is_due = (in_newest > k_inbox_most || is_older_in_use) && is_something_new;
    bool const is_to_replace = facts.is_replacing && !plan.holds_all;
    // One that holds it all may be among those that there was no room for.
    plan.wants_self_grant = !facts.newest_folder.empty() && (is_due || is_to_replace) && !is_unclear;
    return plan;
}

bool InboxBook::is_settled(Facts const& facts, std::string const& folder) const
{
    auto const stock = find_stock(m_objects, facts);
    bool const may_wait = !facts.replaced_at || facts.now.ms - facts.replaced_at->ms < 2 * k_inbox_keep_ms;
    auto const is_in_use = [&](std::string const& path, InboxObject const& grant) {
        bool const waits = may_wait && facts.now.ms - m_first_seen.at(path).ms < k_inbox_keep_ms;
        return grant.is_long || std::ranges::any_of(grant.items, [&](InboxItem const& item) {
                   return facts.proved.contains(item) ? !stock.items.contains(item) : waits;
               });
    };
    return std::ranges::none_of(m_objects, [&](auto const& object) {
        bool const is_grant = object.first.starts_with(folder) && object.second.kind == InboxObject::Kind::Grant;
        return is_grant && is_in_use(object.first, object.second);
    });
}

Bytes encode_self_grant_read(SelfGrantRead const& read)
{
    ledger::CborWriter writer;
    writer.array(2).id(read.inbox).unsigned_int(ledger::wire_time(read.at));
    return writer.take();
}

Result<SelfGrantRead> decode_self_grant_read(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(pair, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(pair, 2));
    HUISCLOS_TRY_ASSIGN(inbox, parts[0].as_id<InboxId>());
    HUISCLOS_TRY_ASSIGN(at, ledger::as_instant(parts[1]));
    return SelfGrantRead{inbox, at};
}

Bytes encode_first_seen(InboxBook::FirstSeen const& dates)
{
    ledger::CborWriter writer;
    writer.array(dates.size());
    for (auto const& [path, at] : dates)
        writer.array(2).text(path).unsigned_int(ledger::wire_time(at));
    return writer.take();
}

Result<InboxBook::FirstSeen> decode_first_seen(BytesView plain)
{
    InboxBook::FirstSeen dates;
    HUISCLOS_TRY_ASSIGN(array, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(items, array.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(pair, ledger::parts_of(item, 2));
        HUISCLOS_TRY_ASSIGN(path, pair[0].as_text());
        HUISCLOS_TRY_ASSIGN(at, ledger::as_instant(pair[1]));
        dates.emplace(std::string(path), at);
    }
    return dates;
}

}  // namespace huisclos::sync
