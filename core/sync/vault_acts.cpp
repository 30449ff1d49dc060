#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// Acts and cards of one's own, and grants to others. What is made is on the disk and in the outbox before it
// counts here; publication order: cards and grants, then the act, then the head (docs/protocol.md 3.8).

namespace huisclos::sync {

namespace {

std::string fresh_inbox_path(InboxId const& inbox)
{
    ByteArray<16> random{};
    crypto::random_fill(random);
    return inbox_folder(inbox) + inbox_name(random);
}

}  // namespace

Result<DirectorySecret> Vault::directory_secret(ActPublication const* publication) const
{
    // An act that rotates DIR is sealed under its own rotation (3.7).
    if (publication != nullptr) {
        for (auto const& [cid, secret] : publication->secrets) {
            if (cid == k_dir)
                return DirectorySecret{SecretBytes::copy_of(secret.view())};
        }
    }
    auto const* const registry = m_knowledge.registry();
    if (registry != nullptr) {
        auto const current = m_knowledge.keys().find(k_dir, registry->directory_epoch().id());
        if (!current.empty())
            return DirectorySecret{SecretBytes::copy_of(current)};
    }
    auto const held = m_knowledge.keys().all(k_dir);
    if (held.empty())
        return fail(ErrorCode::NoKey, "no key of the registry is held");
    return DirectorySecret{SecretBytes::copy_of(held.back().secret)};
}

void Vault::stage_entry(ports::LocalBatch& batch, std::vector<OutboxEntry>& entries, std::string path, Bytes object)
{
    if (is_letter_path(path))
        LocalVault::stage_sent(batch, path, object);
    entries.push_back(m_outbox.prepare(std::move(path), std::move(object)));
    m_outbox.stage(m_local, batch, entries.back());
}

Task<Result<void>> Vault::found(Bytes gbody, ledger::SignedCard card)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY_ASSIGN(secret, directory_secret(nullptr));
    ports::LocalBatch batch;
    std::vector<OutboxEntry> entries;
    auto root = ledger::seal_genesis(secret.bytes.view(), id(), gbody);
    auto const root_name = crypto::object_name(root);
    stage_entry(batch, entries, object_path(root_name), root);
    HUISCLOS_CO_TRY(m_knowledge.take_genesis(root_name, std::move(root)));
    HUISCLOS_CO_TRY_ASSIGN(object, seal_card(secret.bytes.view(), id(), card));
    auto const name = crypto::object_name(object);
    stage_entry(batch, entries, object_path(name), object);
    HUISCLOS_CO_TRY(m_knowledge.take_card(name, std::move(object), Knowledge::Origin::Self));
    settle();
    stage_fresh(batch);
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    for (auto& entry : entries)
        m_outbox.confirm(std::move(entry));
    co_return Result<void>{};
}

Task<Result<std::size_t>> Vault::record_act(ActPublication publication)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    HUISCLOS_CO_TRY_ASSIGN(secret, directory_secret(&publication));
    HUISCLOS_CO_TRY_ASSIGN(object, ledger::seal_act(secret.bytes.view(), id(), publication.act));
    HUISCLOS_CO_TRY_ASSIGN(composed, compose_beside_act(publication));
    ports::LocalBatch batch;
    std::vector<OutboxEntry> entries;
    for (auto const& segment : composed.segments)
        stage_entry(batch, entries, object_path(segment.sealed.name), segment.sealed.object);
    for (auto const& [cid, epoch_secret] : publication.secrets) {
        m_keys.epochs.add(cid, SecretBytes::copy_of(epoch_secret.view()));
        m_knowledge.add_candidate(cid, SecretBytes::copy_of(epoch_secret.view()));
    }
    for (auto& seed : publication.log_seeds)
        m_keys.log.push_back(std::move(seed));
    for (auto& grant : publication.grants)
        stage_entry(batch, entries, fresh_inbox_path(grant.inbox), std::move(grant.object));
    auto const name = crypto::object_name(object);
    stage_entry(batch, entries, object_path(name), object);
    auto const taken = m_knowledge.take_act(name, std::move(object));
    if (!taken)
        co_return std::unexpected(taken.error());
    // The keys that the act begins are proved by it, and open what goes with it.
    settle();
    std::vector<ledger::ChainEnd> ends;
    for (auto& segment : composed.segments) {
        ends.push_back(segment.end());
        m_last_t = std::max(m_last_t, segment.last_t);
        (void)m_knowledge.take_segment(segment.address, segment.sealed.name, std::move(segment.sealed.object));
    }
    auto const kept = co_await finish_record(std::move(batch), std::move(entries), std::move(ends));
    if (!kept)
        co_return std::unexpected(kept.error());
    // A key that this act began may be the one that something waited for. What cannot be written now is, another time.
    (void)co_await write_all_waiting();
    co_return composed.left_out;
}

Task<Result<void>> Vault::finish_record(
    ports::LocalBatch batch, std::vector<OutboxEntry> entries, std::vector<ledger::ChainEnd> ends)
{
    settle();
    stage_fresh(batch);
    m_local.stage_keys(batch, m_keys);
    HUISCLOS_CO_TRY_ASSIGN(head, stage_head(batch, ends, std::nullopt));
    auto const kept = co_await m_local.commit(std::move(batch));
    if (!kept) {
        m_disk_failed = true;
        co_return std::unexpected(kept.error());
    }
    for (auto& entry : entries)
        m_outbox.confirm(std::move(entry));
    adopt(std::move(head));
    co_return Result<void>{};
}

Task<Result<void>> Vault::record_card(ledger::SignedCard card, std::vector<NumberedSeed> sealing)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    ports::LocalBatch batch;
    co_return co_await record_card_in(std::move(batch), std::move(card), std::move(sealing));
}

Task<Result<void>> Vault::record_card_in(
    ports::LocalBatch batch, ledger::SignedCard card, std::vector<NumberedSeed> sealing)
{
    HUISCLOS_CO_TRY_ASSIGN(secret, directory_secret(nullptr));
    std::vector<OutboxEntry> entries;
    HUISCLOS_CO_TRY_ASSIGN(object, seal_card(secret.bytes.view(), id(), card));
    for (auto& seed : sealing)
        m_keys.sealing.push_back(std::move(seed));
    auto const name = crypto::object_name(object);
    stage_entry(batch, entries, object_path(name), object);
    HUISCLOS_CO_TRY(m_knowledge.take_card(name, std::move(object), Knowledge::Origin::Self));
    co_return co_await finish_record(std::move(batch), std::move(entries));
}

Task<Result<ObjectName>> Vault::record_member_card(ledger::SignedCard card)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    HUISCLOS_CO_TRY_ASSIGN(secret, directory_secret(nullptr));
    ports::LocalBatch batch;
    std::vector<OutboxEntry> entries;
    HUISCLOS_CO_TRY_ASSIGN(object, seal_card(secret.bytes.view(), id(), card));
    auto const name = crypto::object_name(object);
    stage_entry(batch, entries, object_path(name), object);
    HUISCLOS_CO_TRY(m_knowledge.take_card(name, std::move(object), Knowledge::Origin::Self));
    settle();
    stage_fresh(batch);
    auto const kept = co_await m_local.commit(std::move(batch));
    if (!kept) {
        m_disk_failed = true;
        co_return std::unexpected(kept.error());
    }
    for (auto& entry : entries)
        m_outbox.confirm(std::move(entry));
    co_return name;
}

Task<Result<void>> Vault::record_grants(std::vector<ActPublication::Grant> grants)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    ports::LocalBatch batch;
    std::vector<OutboxEntry> entries;
    for (auto& grant : grants)
        stage_entry(batch, entries, fresh_inbox_path(grant.inbox), std::move(grant.object));
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    for (auto& entry : entries)
        m_outbox.confirm(std::move(entry));
    co_return Result<void>{};
}

Task<Result<void>> Vault::record_object(std::string path, Bytes object)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    ports::LocalBatch batch;
    std::vector<OutboxEntry> entries;
    stage_entry(batch, entries, std::move(path), std::move(object));
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    for (auto& entry : entries)
        m_outbox.confirm(std::move(entry));
    co_return Result<void>{};
}

}  // namespace huisclos::sync
