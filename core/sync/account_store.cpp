#include "core/sync/account_store.hpp"

#include "core/base/heap_sort.hpp"
#include "core/crypto/job.hpp"
#include "core/crypto/random.hpp"
#include "core/sync/listing.hpp"
#include "core/sync/paths.hpp"

namespace huisclos::sync {

namespace {

constexpr std::size_t k_max_versions_read = 32;

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

}  // namespace

Task<Result<ledger::AccountVersions>> fetch_account(
    ports::RemoteStore& remote, ledger::AccountKeys const& keys, VaultId vault)
{
    auto const folder = account_folder(keys.locator);
    HUISCLOS_CO_TRY_ASSIGN(versions, co_await list_versions(remote, folder));
    std::vector<ledger::StoredAccount> stored;
    for (auto const& version : versions) {
        if (stored.size() >= k_max_versions_read)
            break;
        auto answer = co_await remote.get(folder + version.name);
        if (answer.status == RemoteStatus::Ok)
            stored.push_back({version.name, version.version, std::move(answer.body)});
    }
    co_return ledger::open_versions(keys, vault, stored);
}

Task<Result<void>> publish_account(ports::RemoteStore& remote, Locator locator, std::uint32_t version, Bytes object)
{
    ByteArray<4> random{};
    crypto::random_fill(random);
    auto const folder = account_folder(locator);
    auto const path = folder + account_name(version, random);
    auto const put = co_await remote.put(path, object);
    if (put.status == RemoteStatus::Refused)
        co_return fail(ErrorCode::Refused, "the store refuses the token");
    auto const read = co_await remote.get(path);
    if (put.status != RemoteStatus::Ok || read.status != RemoteStatus::Ok || !same_bytes(read.body, object))
        co_return fail(ErrorCode::Store, "the account is not known to be on the store");
    auto versions = co_await list_versions(remote, folder);
    if (!versions)
        co_return Result<void>{};  // Older versions stay until the next change.
    for (auto const& other : *versions) {
        if (other.version < version)
            (void)co_await remote.remove(folder + other.name);
    }
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
