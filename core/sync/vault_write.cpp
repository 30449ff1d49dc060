#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/cbor_fields.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// Writing: one's own chain, head and log. What is made is staged with everything that must be on the disk beside it,
// then committed, and only then becomes the state of the device.

namespace huisclos::sync {

namespace {

/// Of the cards that list this device the one that counts, or else the one that counts: a device is known by a card
/// that lists it, and another device of the member may have made one of the same version, or a later one, without
/// knowing of this one (docs/protocol.md 3.7).
std::optional<ledger::CardRef> card_to_name(CardBook const& cards, MemberId const& self, DeviceId const& device)
{
    auto const lists_device = [&device](ledger::Card const& card) {
        return std::ranges::any_of(
            card.devices, [&](ledger::CardDevice const& listed) { return card.device_id(listed) == device; });
    };
    auto const all = cards.all_of(self);
    auto const names = cards.names_of(self);  // In the same order.
    ledger::SignedCard const* best = nullptr;
    ledger::CardRef named;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!lists_device(all[i]->card) || (best != nullptr && !ledger::counts_before(*all[i], *best)))
            continue;
        best = all[i];
        named = {best->card.version, names[i]};
    }
    if (best != nullptr)
        return named;
    auto const* const current = cards.current(self);
    return current == nullptr ? std::nullopt
                              : std::optional(ledger::CardRef{current->card.card.version, current->name});
}

}  // namespace

Result<ledger::WriterPlace> Vault::next_place(CompartmentId const& cid) const
{
    auto const* const store = m_knowledge.records(cid);
    if (m_knowledge.registry() == nullptr || store == nullptr)
        return fail(ErrorCode::NoKey, "the compartment is not open");
    HUISCLOS_TRY(check_write());
    if (store->read_only() != ledger::ReadOnlyReason::None)
        return fail(ErrorCode::Upgrade, "the compartment is read-only here");
    ledger::WriterPlace place{.vault = id(), .member = self(), .address = {device(), cid, 1}};
    // After a fork of one's own chain (a clone) nothing is written here: there is one end.
    auto const ends = store->chains().ends_of(device());
    if (ends.size() > 1)
        return fail(ErrorCode::Clone, "another copy of this device has written");
    if (!ends.empty()) {
        place.address.seq = ends.back()->segment.address.seq + 1;
        place.prev = ends.back()->segment.bh;
        place.back = ledger::Chains::back_names(*ends.back());
    }
    place.now = now();
    place.last_t = m_last_t;
    return place;
}

/// A place that this device has signed for and that is not open here must not be taken a second time.
Result<void> Vault::check_own_end(CompartmentId const& cid) const
{
    auto const& own = m_head_writer.chains();
    auto const said = std::ranges::find(own, cid, &ledger::ChainEnd::cid);
    if (said == own.end())
        return {};
    auto const& chains = m_knowledge.records(cid)->chains();
    auto const ends = chains.ends_of(device());
    if (ends.size() != 1 || !chains.is_at_or_before(said->bh, ends.back()->segment.bh))
        return fail(ErrorCode::Store, "what this device wrote last is to be fetched first");
    return {};
}

Result<ledger::WriterPlace> Vault::writer_place(CompartmentId const& cid, BytesView epoch_secret) const
{
    HUISCLOS_TRY_ASSIGN(place, next_place(cid));
    HUISCLOS_TRY(check_own_end(cid));
    auto const* const epoch = m_knowledge.registry()->write_epoch(cid);
    if (epoch_secret.empty() && epoch != nullptr)
        epoch_secret = m_knowledge.keys().find(cid, epoch->id());
    if (epoch_secret.empty())
        return fail(ErrorCode::NoKey, "the compartment waits for a key");
    place.epoch_secret = epoch_secret;
    crypto::random_fill(place.nonce);
    return std::move(place);
}

Result<ComposedPlace> Vault::compose_segment(
    CompartmentId const& cid, std::span<RecordWrite const> writes, BytesView epoch_secret)
{
    ComposedPlace composed;
    auto place = writer_place(cid, epoch_secret);
    std::optional<ledger::RecordWriter> writer;
    ledger::SegmentAddress address{};
    if (place) {
        address = place->address;
        writer.emplace(std::move(*place));
    }
    for (auto const& what : writes) {
        if (what.cid != cid)
            continue;
        Result<void> written;
        if (writer)
            written = what.compose(*writer, *m_knowledge.records(cid));
        else
            written = std::unexpected(place.error());
        if (!written && what.is_needed)
            return std::unexpected(written.error());
        composed.left_out += written ? 0 : 1;
    }
    if (!writer || writer->empty())
        return composed;
    // A screen may still say the name that an op had while it waited.
    writer->translate(m_former_names);
    ComposedSegment segment{.address = address, .sealed = {}, .last_t = writer->last_t()};
    HUISCLOS_TRY_ASSIGN(sealed, std::move(*writer).seal(m_keys.device_key));
    segment.sealed = std::move(sealed);
    composed.segment = std::move(segment);
    return composed;
}

Result<ComposedRecords> Vault::compose_records(ActPublication const& publication)
{
    ComposedRecords composed;
    std::set<CompartmentId> done;
    for (auto const& what : publication.records) {
        auto const& cid = what.cid;
        if (!done.insert(cid).second)
            continue;
        // Who leaves holds the epoch before the act.
        auto const rotated = std::ranges::find(publication.secrets, cid, &std::pair<CompartmentId, SecretBytes>::first);
        BytesView const secret = rotated == publication.secrets.end() ? BytesView{} : BytesView(rotated->second.view());
        HUISCLOS_TRY_ASSIGN(place, compose_segment(cid, publication.records, secret));
        composed.left_out += place.left_out;
        if (place.segment)
            composed.segments.push_back(std::move(*place.segment));
    }
    return composed;
}

Task<Result<void>> Vault::write(CompartmentId cid, Compose compose, WithoutKey without_key)
{
    auto const held = co_await m_writing.lock();
    if (without_key == WithoutKey::Wait && waits_for_key(cid))
        co_return co_await write_down(cid, std::move(compose));
    // What waited goes first: what is written now names it by its op ids.
    HUISCLOS_CO_TRY(co_await write_waiting(cid));
    RecordWrite const what{.cid = cid, .compose = std::move(compose), .is_needed = true};
    HUISCLOS_CO_TRY_ASSIGN(composed, compose_segment(cid, {&what, 1}));
    if (!composed.segment)
        co_return Result<void>{};
    HUISCLOS_CO_TRY(co_await keep_segment(&*composed.segment, {}));
    take_own(std::move(*composed.segment));
    co_return Result<void>{};
}

Task<Result<void>> Vault::keep_segment(ComposedSegment const* segment, ports::LocalBatch batch)
{
    auto const& [address, sealed, last_t] = *segment;
    m_local.stage_kept(batch, {KeptKind::Segment, sealed.name, address.cid, device(), address.seq, sealed.object});
    auto entry = m_outbox.prepare(object_path(sealed.name), sealed.object);
    m_outbox.stage(m_local, batch, entry);
    m_last_t = std::max(m_last_t, last_t);
    HUISCLOS_CO_TRY_ASSIGN(head, stage_head(batch, {segment->end()}, std::nullopt));
    HUISCLOS_CO_TRY(co_await commit_own(std::move(batch)));
    m_outbox.confirm(std::move(entry));
    adopt(std::move(head));
    co_return Result<void>{};
}

void Vault::take_own(ComposedSegment segment)
{
    auto const name = segment.sealed.name;
    (void)m_knowledge.take_segment(segment.address, name, std::move(segment.sealed.object));
    m_knowledge.forget_fresh(name);  // On the disk already.
    settle();
}

ledger::HeadFacts Vault::head_facts() const
{
    ledger::HeadFacts facts;
    facts.t = std::max(m_last_t + 1, ledger::wire_time(now()));
    auto const* const registry = m_knowledge.registry();
    if (registry != nullptr) {
        for (auto const& hash : registry->tips()) {
            if (auto const name = m_knowledge.act_name(hash))
                facts.tips.push_back({hash, *name});
        }
        std::vector<ledger::TipRef> shadows;
        for (auto const& hash : registry->shadows()) {
            if (auto const name = m_knowledge.act_name(hash))
                shadows.push_back({hash, *name});
        }
        if (!shadows.empty())
            facts.without_effect = std::move(shadows);
    }
    if (auto const card = card_to_name(m_knowledge.cards(), self(), device()))
        facts.card = *card;
    facts.build = m_build;
    facts.account_version = m_account_version;
    return facts;
}

Result<OwnHead> Vault::stage_head(
    ports::LocalBatch& batch, std::vector<ledger::ChainEnd> const& ends, std::optional<ledger::LogEnd> const& log)
{
    auto const* const registry = m_knowledge.registry();
    if (registry == nullptr)
        return fail(ErrorCode::NoKey, "the registry is not known");
    auto secret = m_knowledge.keys().find(k_dir, registry->directory_epoch().id());
    if (secret.empty()) {
        auto const held = m_knowledge.keys().all(k_dir);
        if (held.empty())
            return fail(ErrorCode::NoKey, "no key of the registry is held");
        secret = held.back().secret;
    }
    OwnHead own{.writer = m_head_writer, .head = {}, .table = {}, .former_tables = m_former_tables};
    for (auto const& end : ends)
        own.writer.note_chain(end);
    if (log)
        own.writer.note_log(*log);
    HUISCLOS_TRY_ASSIGN(made, own.writer.make(id(), head_facts(), m_keys.device_key, secret));
    m_last_t = std::max(m_last_t, made.said.t);
    if (made.table) {
        m_local.stage_kept(
            batch, {KeptKind::Table, made.table->ref.name, {}, device(), made.table->ref.counter, made.table->object});
        own.table = m_outbox.prepare(object_path(made.table->ref.name), std::move(made.table->object));
        m_outbox.stage(m_local, batch, *own.table);
    }
    if (made.former_table)
        own.former_tables.push_back({*made.former_table, std::nullopt});
    own.former_table_note = encode_former_tables(own.former_tables);
    if (own.former_table_note != m_on_disk.former_tables)
        m_local.stage_note(batch, k_note_former_tables, own.former_table_note);
    m_local.stage_kept(batch, {KeptKind::Head, made.head.name, {}, device(), 0, made.head.object});
    own.head = m_outbox.prepare(head_path(device()), std::move(made.head.object));
    own.head.head_counter = made.said.counter;
    m_outbox.stage(m_local, batch, own.head);
    return own;
}

void Vault::adopt(OwnHead head, HeadSays says)
{
    m_head_writer = std::move(head.writer);
    if (says == HeadSays::News || m_news_counter == 0)
        m_news_counter = m_head_writer.counter();
    m_former_tables = std::move(head.former_tables);
    m_on_disk.former_tables = std::move(head.former_table_note);
    m_own_head_name = crypto::object_name(head.head.object);
    m_head_stated_at = now();
    if (head.table)
        m_outbox.confirm(std::move(*head.table));
    m_outbox.confirm(std::move(head.head));
    ++m_version;
}

bool Vault::is_head_due() const
{
    auto const* const registry = m_knowledge.registry();
    auto const* const member = registry == nullptr ? nullptr : registry->state().member(self());
    if (member == nullptr || member->is_out() || is_write_stopped())
        return false;
    // A head names a card that lists its device, and tips: a device still to be announced waits for its card.
    if (!m_knowledge.cards().find_device(device()) || head_facts().tips.empty())
        return false;
    return m_head_writer.counter() == 0 || now().ms - m_head_stated_at.ms >= k_ms_per_day;
}

Task<Result<void>> Vault::state_head()
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    ports::LocalBatch batch;
    HUISCLOS_CO_TRY_ASSIGN(head, stage_head(batch, {}, std::nullopt));
    HUISCLOS_CO_TRY(co_await commit_own(std::move(batch)));
    adopt(std::move(head), HeadSays::Nothing);
    co_return Result<void>{};
}

Task<Result<void>> Vault::log(ledger::JournalEntry entry)
{
    auto const held = co_await m_writing.lock();
    auto next = m_own_log.waiting;
    next.push_back(entry);
    HUISCLOS_CO_TRY(co_await m_local.keep_note(k_note_log_waiting, encode_log_waiting(next)));
    m_own_log.waiting = std::move(next);
    co_return Result<void>{};
}

/// All that was written is on the store, under a head that is this device's own.
Task<Result<void>> Vault::let_go_of_sealed_log()
{
    if (m_own_log.sealed_before == 0 || !m_place.own_head_checked || m_is_cloned)
        co_return Result<void>{};
    auto const held = co_await m_writing.lock();
    auto const end = static_cast<std::ptrdiff_t>(std::min(m_own_log.sealed_before, m_own_log.sealed.size()));
    std::vector rest(m_own_log.sealed.begin() + end, m_own_log.sealed.end());
    HUISCLOS_CO_TRY(co_await m_local.keep_note(k_note_log_sealed, encode_log_waiting(rest)));
    m_own_log.sealed = std::move(rest);
    m_own_log.sealed_before = 0;
    co_return Result<void>{};
}

Task<Result<void>> Vault::flush_log()
{
    bool is_more = true;
    while (is_more) {
        HUISCLOS_CO_TRY_ASSIGN(more, co_await flush_log_part());
        is_more = more;
    }
    co_return Result<void>{};
}

/// One segment of the log. True when lines wait on.
Task<Result<bool>> Vault::flush_log_part()
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    if (m_own_log.waiting.empty() || m_knowledge.registry() == nullptr)
        co_return false;
    auto position = m_own_log.position;
    auto const count = static_cast<std::ptrdiff_t>(std::min(m_own_log.waiting.size(), ledger::k_max_ops));
    std::vector entries(m_own_log.waiting.begin(), m_own_log.waiting.begin() + count);
    std::vector const rest(m_own_log.waiting.begin() + count, m_own_log.waiting.end());
    ByteArray<16> nonce{};
    crypto::random_fill(nonce);
    auto const draft = ledger::next_log(device(), position, entries, now(), nonce);
    auto const* const key = m_knowledge.registry()->state().log_key_for(draft.address.period);
    if (key == nullptr)
        co_return fail(ErrorCode::NoKey, "no log key is published");
    HUISCLOS_CO_TRY_ASSIGN(sealed, ledger::seal_log(id(), draft, m_keys.device_key, key->key));
    auto const address = draft.address;
    ledger::note_log(position, address, sealed);

    ports::LocalBatch batch;
    auto entry = m_outbox.prepare(object_path(sealed.name), std::move(sealed.object));
    m_outbox.stage(m_local, batch, entry);
    m_local.stage_sent_log(batch, address.period, entry.object);
    m_local.stage_note(batch, k_note_log_position, encode_log_position(position));
    m_local.stage_note(batch, k_note_log_waiting, encode_log_waiting(rest));
    auto kept_in_clear = m_own_log.sealed;
    kept_in_clear.insert(kept_in_clear.end(), entries.begin(), entries.end());
    m_local.stage_note(batch, k_note_log_sealed, encode_log_waiting(kept_in_clear));
    HUISCLOS_CO_TRY_ASSIGN(
        head, stage_head(batch, {}, ledger::LogEnd{address.period, address.seq, sealed.bh, sealed.name}));
    HUISCLOS_CO_TRY(co_await commit_own(std::move(batch)));
    m_outbox.confirm(std::move(entry));
    m_own_log.position = std::move(position);
    m_own_log.waiting = rest;
    m_own_log.sealed = std::move(kept_in_clear);
    adopt(std::move(head), HeadSays::Nothing);
    co_return !m_own_log.waiting.empty();
}

}  // namespace huisclos::sync
