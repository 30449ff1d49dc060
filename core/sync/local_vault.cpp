#include "core/sync/local_vault.hpp"

#include "core/crypto/envelope.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/account_keys.hpp"
#include "core/sync/local_entries.hpp"

namespace huisclos::sync {

namespace {

constexpr std::string_view k_key_identity = "id";
constexpr std::string_view k_key_account = "account";
constexpr std::string_view k_key_lw = "lw";
constexpr std::string_view k_key_keys = "keys";
constexpr std::string_view k_prefix_journal = "j/";
constexpr std::string_view k_prefix_waiting = "w/";
constexpr std::string_view k_prefix_draft = "d/";
constexpr std::string_view k_prefix_note = "n/";
/// All that opening loads: what was sent and is kept for another place of the store is read where it is sent again.
constexpr std::string_view k_loaded[] = {k_key_identity,   k_key_account,  k_key_lw,
                                         k_key_keys,       k_prefix_kept,  k_prefix_journal,
                                         k_prefix_waiting, k_prefix_draft, k_prefix_note};
constexpr std::size_t k_lw_size = 32;

/// Of what waits for a key: its envelope is never one of an object to publish.
std::uint32_t waiting_part(std::uint64_t number)
{
    return 0x8000'0000U | static_cast<std::uint32_t>(number);
}

crypto::Context local_context(LocalIdentity const& identity, std::uint64_t kind, std::uint32_t part)
{
    crypto::Context context;
    context.type = crypto::ObjectType::Local;
    context.vault = identity.vault;
    context.id = identity.device.bytes;
    context.n = kind;
    context.part = part;
    return context;
}

Result<SeenVault> take_seen(std::map<std::string, Bytes>& entries)
{
    auto const identity_entry = entries.find(std::string(k_key_identity));
    auto const account_entry = entries.find(std::string(k_key_account));
    if (identity_entry == entries.end() || account_entry == entries.end())
        return fail(ErrorCode::Missing, "nothing was kept here");
    HUISCLOS_TRY_ASSIGN(identity, decode_identity(identity_entry->second));
    return SeenVault{std::move(identity), std::move(account_entry->second)};
}

}  // namespace

Task<Result<SeenVault>> see_vault(ports::LocalPlaces* places, std::string name)
{
    std::vector<std::string> keys{std::string(k_key_identity), std::string(k_key_account)};
    auto entries = co_await places->look(std::move(name), std::move(keys));
    if (!entries)
        co_return std::unexpected(entries.error());
    co_return take_seen(*entries);
}

Task<Result<LocalVault>> LocalVault::open(ports::LocalPlace place)
{
    LocalVault vault;
    vault.m_place = std::move(place);
    for (auto const prefix : k_loaded) {
        auto loaded = co_await vault.m_place.store->load(std::string(prefix));
        if (!loaded)
            co_return std::unexpected(loaded.error());
        vault.m_entries.merge(*loaded);
    }
    auto seen = take_seen(vault.m_entries);
    if (!seen)
        co_return std::unexpected(seen.error());
    vault.m_identity = std::move(seen->identity);
    vault.m_account = std::move(seen->account_object);
    co_return vault;
}

Task<Result<LocalVault>> LocalVault::create(
    ports::LocalPlace place, LocalIdentity identity, SecretBytes krk, SecretBytes keys, Bytes account_object,
    SecretBytes account_secret)
{
    LocalVault vault;
    vault.m_place = std::move(place);
    vault.m_identity = std::move(identity);
    vault.m_lw = crypto::random_secret(k_lw_size);
    // The secret first: a place with an account but without its secret could never be opened again.
    auto const secret_kept = co_await vault.m_place.secret->write(to_bytes(account_secret.view()));
    if (!secret_kept)
        co_return std::unexpected(secret_kept.error());
    ports::LocalBatch batch;
    batch.put(std::string(k_key_identity), encode_identity(vault.m_identity));
    batch.put(std::string(k_key_keys), vault.wrap(Kind::Keys, 0, keys.view()));
    vault.stage_account(batch, std::move(account_object));
    vault.stage_new_krk(batch, krk.view());
    auto const kept = co_await vault.m_place.store->commit(&batch);
    if (!kept)
        co_return std::unexpected(kept.error());
    co_return vault;
}

Bytes LocalVault::wrap(Kind kind, std::uint32_t part, BytesView plain) const
{
    return crypto::make_envelope(m_lw.view(), local_context(m_identity, static_cast<std::uint64_t>(kind), part), plain);
}

Result<SecretBytes> LocalVault::unwrap(Kind kind, std::uint32_t part, BytesView object) const
{
    return crypto::open_envelope(
        m_lw.view(), local_context(m_identity, static_cast<std::uint64_t>(kind), part), object);
}

Result<DeviceKeys> LocalVault::unlock(BytesView krk)
{
    auto const lw_entry = m_entries.find(std::string(k_key_lw));
    auto const keys_entry = m_entries.find(std::string(k_key_keys));
    if (lw_entry == m_entries.end() || keys_entry == m_entries.end())
        return fail(ErrorCode::Auth, "no local wrap");
    auto const key = ledger::local_key(krk, m_identity.device);
    HUISCLOS_TRY_ASSIGN(lw, crypto::open_envelope(key.view(), local_context(m_identity, 0, 0), lw_entry->second));
    m_lw = std::move(lw);
    auto plain = unwrap(Kind::Keys, 0, keys_entry->second);
    if (!plain) {
        m_lw.clear();
        return std::unexpected(plain.error());
    }
    return DeviceKeys::decode(plain->view());
}

std::vector<KeptObject> LocalVault::take_kept()
{
    std::vector<KeptObject> kept;
    for (auto& [key, value] : m_entries) {
        if (!key.starts_with(k_prefix_kept))
            continue;
        if (auto object = parse_kept(key, value))
            kept.push_back(std::move(*object));
        else
            ++m_unreadable;
    }
    std::erase_if(m_entries, [](auto const& entry) { return entry.first.starts_with(k_prefix_kept); });
    return kept;
}

Task<Result<std::vector<KeptObject>>> LocalVault::read_kept(KeptKind kind, CompartmentId cid, DeviceId device)
{
    auto loaded = co_await m_place.store->load(kept_folder(kind, cid, device));
    if (!loaded)
        co_return std::unexpected(loaded.error());
    std::vector<KeptObject> kept;
    for (auto& [key, value] : *loaded) {
        if (auto object = parse_kept(key, value))
            kept.push_back(std::move(*object));
    }
    co_return kept;
}

namespace {

/// Entries `<prefix><number>` as `read` reads them, in the order of their numbers (that of the keys); what cannot be
/// read is counted.
template <typename T, typename Read>
std::vector<T> take_numbered(
    std::map<std::string, Bytes>& entries, std::string_view prefix, std::size_t& unreadable, Read read)
{
    std::vector<T> taken;
    for (auto const& [key, value] : entries) {
        if (!key.starts_with(prefix))
            continue;
        auto const number = from_fixed_hex(std::string_view(key).substr(prefix.size()));
        auto one = number ? read(*number, value) : Result<T>(fail(ErrorCode::Format, "an entry without number"));
        if (one)
            taken.push_back(std::move(*one));
        else
            ++unreadable;
    }
    std::erase_if(entries, [prefix](auto const& entry) { return entry.first.starts_with(prefix); });
    return taken;
}

/// The same by number; those that do not open are left out.
template <typename Unwrap>
std::map<std::uint32_t, SecretBytes> take_slots(
    std::map<std::string, Bytes>& entries, std::string_view prefix, Unwrap unwrap)
{
    using Slot = std::pair<std::uint32_t, SecretBytes>;
    auto const read = [&unwrap](std::uint64_t number, BytesView value) -> Result<Slot> {
        auto const slot = static_cast<std::uint32_t>(number);
        HUISCLOS_TRY_ASSIGN(plain, unwrap(slot, value));
        return Slot{slot, std::move(plain)};
    };
    std::size_t left_out = 0;
    std::map<std::uint32_t, SecretBytes> slots;
    for (auto& [slot, plain] : take_numbered<Slot>(entries, prefix, left_out, read))
        slots.emplace(slot, std::move(plain));
    return slots;
}

}  // namespace

std::vector<OutboxEntry> LocalVault::take_journal()
{
    auto const read = [this](std::uint64_t number, BytesView value) -> Result<OutboxEntry> {
        HUISCLOS_TRY_ASSIGN(plain, unwrap(Kind::Journal, static_cast<std::uint32_t>(number), value));
        return decode_outbox_entry(number, plain.view());
    };
    return take_numbered<OutboxEntry>(m_entries, k_prefix_journal, m_unreadable, read);
}

ledger::WaitingWrites LocalVault::take_waiting()
{
    using Write = ledger::WaitingWrites::value_type;
    auto const read = [this](std::uint64_t number, BytesView value) -> Result<Write> {
        HUISCLOS_TRY_ASSIGN(plain, unwrap(Kind::Journal, waiting_part(number), value));
        HUISCLOS_TRY_ASSIGN(write, ledger::decode_waiting(number, plain.view()));
        return std::make_shared<ledger::WaitingWrite const>(std::move(write));
    };
    return take_numbered<Write>(m_entries, k_prefix_waiting, m_unreadable, read);
}

std::map<std::uint32_t, SecretBytes> LocalVault::take_drafts()
{
    return take_slots(m_entries, k_prefix_draft, [this](std::uint32_t slot, BytesView value) {
        return unwrap(Kind::Draft, slot, value);
    });
}

std::map<std::uint32_t, SecretBytes> LocalVault::take_notes()
{
    return take_slots(m_entries, k_prefix_note, [this](std::uint32_t slot, BytesView value) {
        return unwrap(Kind::Note, slot, value);
    });
}

void LocalVault::stage_keys(ports::LocalBatch& batch, DeviceKeys const& keys) const
{
    batch.put(std::string(k_key_keys), wrap(Kind::Keys, 0, keys.encoded().view()));
}

void LocalVault::stage_account(ports::LocalBatch& batch, Bytes account_object)
{
    m_account = account_object;
    batch.put(std::string(k_key_account), std::move(account_object));
}

void LocalVault::stage_next_account(ports::LocalBatch& batch, Bytes account_object)
{
    batch.put(std::string(k_key_account), std::move(account_object));
}

void LocalVault::stage_new_krk(ports::LocalBatch& batch, BytesView krk) const
{
    auto const key = ledger::local_key(krk, m_identity.device);
    batch.put(std::string(k_key_lw), crypto::make_envelope(key.view(), local_context(m_identity, 0, 0), m_lw.view()));
}

void LocalVault::become(DeviceId const& device)
{
    m_former.emplace(m_identity.device, std::move(m_lw));
    m_identity.device = device;
    m_lw = crypto::random_secret(k_lw_size);
}

void LocalVault::be_former_again()
{
    m_identity.device = m_former->first;
    m_lw = std::move(m_former->second);
    m_former.reset();
}

void LocalVault::stage_device(ports::LocalBatch& batch, BytesView krk) const
{
    batch.put(std::string(k_key_identity), encode_identity(m_identity));
    stage_new_krk(batch, krk);
}

bool LocalVault::is_kept(std::string_view key)
{
    return key.starts_with(k_prefix_kept);
}

void LocalVault::stage_kept(ports::LocalBatch& batch, KeptObject const& object) const
{
    batch.put(kept_key(object), object.object);
}

void LocalVault::stage_not_kept(ports::LocalBatch& batch, KeptObject const& object) const
{
    batch.remove(kept_key(object));
}

void LocalVault::stage_sent(ports::LocalBatch& batch, std::string_view path, BytesView object)
{
    batch.put(sent_key(path), with_hash(object));
}

void LocalVault::stage_sent_log(ports::LocalBatch& batch, std::uint32_t period, BytesView object) const
{
    batch.put(sent_log_key(period, m_identity.device, object), with_hash(object));
}

Task<Result<std::vector<SentObject>>> LocalVault::read_sent(std::string under)
{
    auto loaded = co_await m_place.store->load(sent_key(under));
    if (!loaded)
        co_return std::unexpected(loaded.error());
    std::vector<SentObject> sent;
    for (auto const& [key, value] : *loaded)
        sent.push_back(parse_sent(key, value));
    co_return sent;
}

void LocalVault::stage_journal(ports::LocalBatch& batch, OutboxEntry const& entry) const
{
    ledger::CborWriter writer;
    writer.map(2).key(1).text(entry.path).key(2).bytes(entry.object);
    batch.put(
        numbered_key(k_prefix_journal, entry.number),
        wrap(Kind::Journal, static_cast<std::uint32_t>(entry.number), writer.view()));
}

void LocalVault::stage_published(ports::LocalBatch& batch, std::uint64_t journal_number) const
{
    batch.remove(numbered_key(k_prefix_journal, journal_number));
}

void LocalVault::stage_waiting(ports::LocalBatch& batch, ledger::WaitingWrite const& write) const
{
    auto const plain = ledger::encode_waiting(write);
    batch.put(
        numbered_key(k_prefix_waiting, write.number), wrap(Kind::Journal, waiting_part(write.number), plain.view()));
}

void LocalVault::stage_waiting_done(ports::LocalBatch& batch, std::uint64_t number) const
{
    batch.remove(numbered_key(k_prefix_waiting, number));
}

void LocalVault::stage_draft(ports::LocalBatch& batch, std::uint32_t slot, BytesView plain) const
{
    batch.put(numbered_key(k_prefix_draft, slot), wrap(Kind::Draft, slot, plain));
}

void LocalVault::stage_draft_done(ports::LocalBatch& batch, std::uint32_t slot) const
{
    batch.remove(numbered_key(k_prefix_draft, slot));
}

Task<Result<void>> LocalVault::keep_note(std::uint32_t slot, Bytes plain)
{
    ports::LocalBatch batch;
    stage_note(batch, slot, plain);
    co_return co_await commit(std::move(batch));
}

void LocalVault::stage_note(ports::LocalBatch& batch, std::uint32_t slot, BytesView plain) const
{
    batch.put(numbered_key(k_prefix_note, slot), wrap(Kind::Note, slot, plain));
}

Task<Result<void>> LocalVault::commit(ports::LocalBatch batch)
{
    co_return co_await m_place.store->commit(&batch);
}

}  // namespace huisclos::sync
