#include "core/sync/account_store.hpp"

#include <algorithm>

#include "core/base/heap_sort.hpp"
#include "core/base/when_all.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/job.hpp"
#include "core/crypto/random.hpp"
#include "core/sync/fetch_each.hpp"
#include "core/sync/listing.hpp"
#include "core/sync/paths.hpp"

namespace huisclos::sync {

namespace {

// Anybody who may write to the store may put files there: what AK refuses takes no place of what it opens.
constexpr std::size_t k_most_versions = 32;         ///< Of the highest number that opens.
constexpr std::size_t k_most_versions_read = 4096;  ///< Whatever they are.
constexpr std::size_t k_versions_a_step = 32;
constexpr std::size_t k_most_junk_a_time = 256;

using ports::RemoteStatus;

struct NamedVersion {
    std::string name{};
    std::uint32_t version{0};
};

/// Names of account objects, highest version first, then by name.
Task<Result<std::vector<NamedVersion>>> list_versions(ports::RemoteStore& remote, std::string folder)
{
    auto const listing = co_await remote.list(folder, "");
    if (listing.status == RemoteStatus::NotFound)
        co_return fail(ErrorCode::Missing, "no account under this name");
    if (listing.status == RemoteStatus::Refused)
        co_return fail(ErrorCode::Refused, "the store refuses the token");
    if (listing.status != RemoteStatus::Ok)
        co_return fail(ErrorCode::Store, "no listing of the account");
    HUISCLOS_CO_TRY_ASSIGN(entries, read_listing(listing.body));
    std::vector<NamedVersion> versions;
    for (auto const& entry : entries) {
        if (auto const version = parse_account_version(entry.name))
            versions.push_back({entry.name, *version});
    }
    heap_sort(versions, [](auto const& a, auto const& b) {
        return a.version != b.version ? a.version > b.version : a.name < b.name;
    });
    if (versions.empty())
        co_return fail(ErrorCode::Missing, "no account under this name");
    co_return versions;
}

/// No account of this name, whoever put it there. What a newer program wrote, perhaps in a suite of its own, may be
/// one.
bool is_junk(ledger::AccountKeys const& keys, VaultId const& vault, std::uint32_t version, BytesView object)
{
    constexpr std::string_view k_any_suite = "HCV1";
    constexpr std::string_view k_own_suite = "HCV1\1\1";  // Cut short, on a host that has lost its power.
    auto const opened = ledger::open_account(keys, vault, version, object);
    if (opened || opened.error().code == ErrorCode::Upgrade)
        return false;
    auto const text = as_text(object);
    return opened.error().code != ErrorCode::Format || !text.starts_with(k_any_suite) || text.starts_with(k_own_suite);
}

struct ReadVersion {
    std::string path{};
    ObjectName object{};
};

/// Of these files those that AK refuses, with what they hold.
Task<std::vector<ReadVersion>> find_junk(
    ports::RemoteStore& remote, ledger::AccountKeys const& keys, VaultId vault, std::vector<NamedVersion> files)
{
    auto const folder = account_folder(keys.locator);
    std::vector<std::string> paths;
    for (auto const& file : files)
        paths.push_back(folder + file.name);
    std::vector<ReadVersion> junk;
    TakeAnswer take = [&](std::size_t i, ports::RemoteAnswer answer) {
        if (answer.status == RemoteStatus::Ok && is_junk(keys, vault, files[i].version, answer.body))
            junk.push_back({folder + files[i].name, crypto::object_name(answer.body)});
    };
    (void)co_await fetch_each(&remote, std::move(paths), std::move(take));
    co_return junk;
}

/// Of these files those that the store gives a second time as they were.
Task<std::vector<std::string>> read_again(ports::RemoteStore& remote, std::vector<ReadVersion> files)
{
    std::vector<std::string> paths;
    for (auto const& file : files)
        paths.push_back(file.path);
    std::vector<std::string> same;
    TakeAnswer take = [&](std::size_t i, ports::RemoteAnswer answer) {
        if (answer.status == RemoteStatus::Ok && crypto::object_name(answer.body) == files[i].object)
            same.push_back(files[i].path);
    };
    (void)co_await fetch_each(&remote, std::move(paths), std::move(take));
    co_return same;
}

/// The files beside one's own that AK refuses, some at a time: a person waits. A store that answers badly for a
/// moment must not cost another device its version: the same bytes come twice, and one's own as they were put.
Task<bool> remove_junk(
    ports::RemoteStore& remote, ledger::AccountKeys const& keys, VaultId vault, std::vector<NamedVersion> beside,
    ledger::StoredAccount own)
{
    constexpr std::size_t k_removals_at_once = 6;
    auto const own_path = account_folder(keys.locator) + own.name;
    for (std::size_t at = 0; at < beside.size(); at += k_versions_a_step) {
        auto const end = std::min(at + k_versions_a_step, beside.size());
        std::vector<NamedVersion> some;
        for (auto i = at; i < end; ++i)
            some.push_back(beside[i]);
        auto junk = co_await find_junk(remote, keys, vault, std::move(some));
        auto const paths = co_await read_again(remote, std::move(junk));
        if (paths.empty())
            continue;
        auto const put = co_await remote.get(own_path);
        if (put.status != RemoteStatus::Ok || !same_bytes(put.body, own.object))
            continue;
        std::vector<Task<ports::RemoteAnswer>> removals;
        for (auto const& path : paths)
            removals.push_back(remote.remove(path));
        (void)co_await when_all(std::move(removals), k_removals_at_once);
    }
    co_return true;
}

}  // namespace

Task<Result<ledger::AccountVersions>> fetch_account(
    ports::RemoteStore& remote, ledger::AccountKeys const& keys, VaultId vault)
{
    auto const folder = account_folder(keys.locator);
    HUISCLOS_CO_TRY_ASSIGN(versions, co_await list_versions(remote, folder));
    versions.resize(std::min(versions.size(), k_most_versions_read));
    std::vector<ledger::StoredAccount> stored;  // That open.
    std::size_t refused = 0;
    std::vector<std::string> names;
    bool is_newer = false;
    for (std::size_t at = 0; at < versions.size() && stored.size() < k_most_versions; at += k_versions_a_step) {
        if (!stored.empty() && versions[at].version < stored.front().version)
            break;
        auto const end = std::min(at + k_versions_a_step, versions.size());
        std::vector<std::string> paths;
        for (auto i = at; i < end; ++i)
            paths.push_back(folder + versions[i].name);
        TakeAnswer take = [&](std::size_t i, ports::RemoteAnswer answer) {
            auto const& [name, version] = versions[at + i];
            if (answer.status != RemoteStatus::Ok)
                return;
            auto const opened = ledger::open_account(keys, vault, version, answer.body);
            refused += opened ? 0 : 1;
            is_newer = is_newer || (!opened && opened.error().code == ErrorCode::Upgrade);
            if (opened)
                names.push_back(name);
            // One version under many names would hide those beside it.
            bool const is_copy = std::ranges::any_of(stored, [&](ledger::StoredAccount const& other) {
                return other.version == version && same_bytes(other.object, answer.body);
            });
            if (opened && !is_copy)
                stored.push_back({name, version, std::move(answer.body)});
        };
        (void)co_await fetch_each(&remote, std::move(paths), std::move(take));
    }
    if (stored.empty() && is_newer)
        co_return fail(ErrorCode::Upgrade, "an account of a newer program");
    HUISCLOS_CO_TRY_ASSIGN(opened, ledger::open_versions(keys, vault, stored));
    opened.refused += refused;
    opened.names = std::move(names);
    co_return std::move(opened);
}

Task<Result<void>> publish_account(
    ports::RemoteStore& remote, ledger::AccountKeys const& keys, VaultId vault, std::uint32_t version, Bytes object,
    std::vector<std::string> read_before)
{
    ByteArray<4> random{};
    crypto::random_fill(random);
    auto const folder = account_folder(keys.locator);
    auto const name = account_name(version, random);
    auto const put = co_await remote.put(folder + name, object);
    if (put.status == RemoteStatus::Refused)
        co_return fail(ErrorCode::Refused, "the store refuses the token");
    auto const read = co_await remote.get(folder + name);
    if (put.status != RemoteStatus::Ok || read.status != RemoteStatus::Ok || !same_bytes(read.body, object))
        co_return fail(ErrorCode::Store, "the account is not known to be on the store");
    auto versions = co_await list_versions(remote, folder);
    if (!versions)
        co_return Result<void>{};  // Older versions stay until the next change.
    std::vector<NamedVersion> beside;
    for (auto const& other : *versions) {
        // What came since holds what nobody has united yet.
        if (other.version < version && std::ranges::find(read_before, other.name) != read_before.end())
            (void)co_await remote.remove(folder + other.name);
        else if (other.name != name && beside.size() < k_most_junk_a_time)
            beside.push_back(other);
    }
    ledger::StoredAccount own{name, version, std::move(object)};
    (void)co_await remove_junk(remote, keys, vault, std::move(beside), std::move(own));
    co_return Result<void>{};
}

Task<Result<bool>> remove_account(ports::RemoteStore& remote, Locator locator)
{
    auto const folder = account_folder(locator);
    auto const versions = co_await list_versions(remote, folder);
    if (!versions && versions.error().code == ErrorCode::Missing)
        co_return true;
    if (!versions)
        co_return std::unexpected(versions.error());
    bool all_gone = true;
    for (auto const& version : *versions) {
        auto const answer = co_await remote.remove(folder + version.name);
        all_gone = all_gone && (answer.status == RemoteStatus::Ok || answer.status == RemoteStatus::NotFound);
    }
    co_return all_gone;
}

Task<Result<SecretBytes>> compute_password_hash(ports::Worker& worker, SecretBytes typed, ledger::PasswordPlan plan)
{
    auto request = crypto::encode_password_job(as_text(typed.view()), plan.salt, plan.cost);
    typed.clear();
    if (!request)
        co_return std::unexpected(request.error());
    auto answer = co_await worker.run(ports::Job::Argon2id, std::move(*request));
    if (!answer)
        co_return std::unexpected(answer.error());
    auto hash = crypto::read_password_answer(*answer);
    wipe(*answer);
    co_return hash;
}

Task<Result<ledger::UnlockedAccount>> unlock_by_passphrase(
    ports::Worker& worker, ledger::AccountKeys const* keys, VaultId vault, SecretBytes const* account_secret,
    ledger::AccountVersions const* versions, SecretBytes passphrase)
{
    auto const* const slot = versions->newest.front().find_slot(ledger::SlotMethod::Passphrase);
    auto const cost = slot == nullptr ? std::nullopt : slot->cost();
    if (!cost)
        co_return fail(ErrorCode::Auth, "no passphrase slot");
    ledger::PasswordPlan const plan{slot->id, *slot->salt, *cost};
    HUISCLOS_CO_TRY_ASSIGN(hash, co_await compute_password_hash(worker, std::move(passphrase), plan));
    auto const key = ledger::unlock_key_from_password_hash(account_secret->view(), hash.view(), vault, plan.id);
    HUISCLOS_CO_TRY_ASSIGN(united, ledger::unlock_versions(*keys, vault, *versions, plan.id, key.view()));
    co_return std::move(united.account);
}

}  // namespace huisclos::sync
