#include "core/sync/inbox_book.hpp"

#include <algorithm>

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

void InboxBook::note(std::string path, InboxObject object, Instant now)
{
    m_first_seen.try_emplace(path, now);
    m_objects.insert_or_assign(std::move(path), std::move(object));
}

void InboxBook::note_listing(std::string const& folder, std::set<std::string> const& paths)
{
    auto const is_gone = [&](auto const& entry) {
        return entry.first.starts_with(folder) && !paths.contains(entry.first);
    };
    std::erase_if(m_objects, is_gone);
    std::erase_if(m_first_seen, is_gone);
}

void InboxBook::forget(std::string const& path)
{
    m_objects.erase(path);
    m_first_seen.erase(path);
}

InboxBook::Plan InboxBook::plan(Facts const& facts) const
{
    auto const stock = find_stock(m_objects, facts);
    Plan plan;
    std::size_t in_newest = 0;
    bool is_older_in_use = false;
    bool is_something_new = false;
    for (auto const& [path, object] : m_objects) {
        bool const is_newest = path.starts_with(facts.newest_folder);
        in_newest += is_newest ? 1 : 0;
        auto const age = facts.now.ms - m_first_seen.at(path).ms;
        if (object.kind == InboxObject::Kind::Junk && age >= k_inbox_junk_ms)
            plan.remove.push_back(path);
        if (object.kind != InboxObject::Kind::Grant || stock.paths.contains(path))
            continue;
        if (!is_within(object.items, facts.proved)) {
            if (age >= k_inbox_keep_ms)
                plan.remove.push_back(path);
            continue;
        }
        is_older_in_use = is_older_in_use || !is_newest;
        bool const is_of_other_device = object.kept_by && object.kept_by != facts.device;
        if (!is_within(object.items, stock.items))
            is_something_new = is_something_new || !is_of_other_device;
        else if (!is_of_other_device || age >= k_inbox_keep_ms)
            plan.remove.push_back(path);
    }
    bool const is_due = in_newest > k_inbox_most || is_older_in_use;
    plan.wants_self_grant = !facts.newest_folder.empty() && is_due && is_something_new;
    return plan;
}

Bytes encode_first_seen(InboxBook::FirstSeen const& dates)
{
    ledger::CborWriter writer;
    writer.array(dates.size());
    for (auto const& [path, at] : dates)
        writer.array(2).text(path).unsigned_int(static_cast<std::uint64_t>(std::max<std::int64_t>(at.ms, 0)));
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
