// A compartment, its writers and its readers, without store or registry: what the tests of chains and records share.

#pragma once

#include <map>
#include <random>
#include <stdexcept>
#include <string>

#include "core/crypto/random.hpp"
#include "core/ledger/record_store.hpp"
#include "core/ledger/record_writer.hpp"

namespace huisclos::test {

using namespace huisclos::ledger;

/// Answers that a test sets; every segment is governed by `standing` of its member unless a rule says otherwise.
class TestAuthority final : public RecordAuthority {
public:
    std::map<EpochId, bool> epochs{};
    std::map<MemberId, Governing> by_member{};
    std::map<BodyHash, Governing> by_segment{};
    std::uint64_t rules_in_force{0};
    CompartmentClass compartment_class{CompartmentClass::Nominatif};
    bool base{false};

    [[nodiscard]] bool is_epoch(CompartmentId const&, EpochId const& eid) const override
    {
        auto const found = epochs.find(eid);
        return found != epochs.end() && found->second;
    }
    [[nodiscard]] Governing governing(
        MemberId const& member, SegmentPlace const& place, ChainIndex const&) const override
    {
        if (auto const found = by_segment.find(place.bh); found != by_segment.end())
            return found->second;
        auto const found = by_member.find(member);
        return found == by_member.end() ? Governing{} : found->second;
    }
    [[nodiscard]] CompartmentClass class_of(CompartmentId const&) const override { return compartment_class; }
    [[nodiscard]] std::uint64_t rules() const override { return rules_in_force; }
    [[nodiscard]] bool has_base(CompartmentId const&) const override { return base; }
};

class TestDirectory final : public DeviceDirectory {
public:
    std::map<DeviceId, DeviceOwner> devices{};
    [[nodiscard]] std::optional<DeviceOwner> find_device(DeviceId const& device) const override
    {
        auto const found = devices.find(device);
        return found == devices.end() ? std::nullopt : std::optional(found->second);
    }
};

class TestNatures final : public RecordNatures {
public:
    static constexpr std::uint64_t k_signalement = 6;
    static constexpr std::uint64_t k_situation = 7;
    [[nodiscard]] RecordNature nature_of(std::uint64_t type) const override
    {
        if (type == k_signalement)
            return RecordNature::Signalement;
        return type == k_situation ? RecordNature::Situation : RecordNature::Other;
    }
    [[nodiscard]] FieldNature field_nature(std::uint64_t, OpKind kind, std::uint64_t field) const override
    {
        if (field == 27 && (kind == OpKind::Add || kind == OpKind::Drop))
            return FieldNature::Action;
        return field == 63 && kind == OpKind::Append ? FieldNature::LiaisonAnswer : FieldNature::Other;
    }
    [[nodiscard]] bool names_member(std::uint64_t type, std::uint64_t field) const override
    {
        return type == k_situation && field == 26;
    }
};

/// One published segment.
struct Published {
    DeviceId device{};
    std::uint64_t seq{0};
    SealedSegment sealed{};
};

inline Bytes number(std::uint64_t value)
{
    CborWriter out;
    out.unsigned_int(value);
    return out.take();
}

inline Bytes text(std::string_view value)
{
    CborWriter out;
    out.text(value);
    return out.take();
}

inline ByteArray<16> fresh_nonce()
{
    ByteArray<16> nonce{};
    crypto::random_fill(nonce);
    return nonce;
}

inline Governing role(std::uint8_t role, std::uint32_t profile = 2)
{
    return {.standing = Standing::Governs, .right = {role, profile}, .former = {}};
}

struct World {
    VaultId vault{crypto::random_id<VaultId>()};
    CompartmentId cid{crypto::random_id<CompartmentId>()};
    SecretBytes secret{crypto::random_secret(32)};
    TestAuthority authority{};
    TestDirectory directory{};
    TestNatures natures{};

    World() { add_epoch(secret); }
    void add_epoch(SecretBytes const& epoch_secret)
    {
        authority.epochs[crypto::epoch_id(crypto::commit_to(epoch_secret.view(), cid))] = true;
    }
    class Reader final : public RecordStore {
    public:
        explicit Reader(World const& world)
            : RecordStore(world.vault, world.cid, world.authority, world.directory, world.natures)
        {
            add_key(world.secret.clone());
        }
    };
    [[nodiscard]] Reader reader() const { return Reader(*this); }
};

/// A device of a member, with what it has folded so far.
struct Device {
    World& world;
    crypto::SigningKey key{crypto::SigningKey::generate()};
    MemberId member{};
    DeviceId id{};
    std::uint64_t seq{0};
    BodyHash prev{};
    std::vector<ObjectName> back{};
    std::uint64_t last_t{0};
    std::int64_t clock{1'764'000'000'000};
    BytesView epoch_secret{};

    Device(World& a_world, MemberId const& a_member, std::uint8_t its_role = 3) : world(a_world), member(a_member)
    {
        id = crypto::device_id(member, key.public_key());
        world.directory.devices[id] = {member, key.public_key()};
        world.authority.by_member.try_emplace(member, role(its_role));
        epoch_secret = world.secret.view();
    }

    template <typename Fill>
    Published write(Fill const& fill)
    {
        RecordWriter writer({
            .vault = world.vault,
            .member = member,
            .address = {id, world.cid, seq + 1},
            .prev = prev,
            .back = back,
            .epoch_secret = epoch_secret,
            .nonce = fresh_nonce(),
            .now = Instant{clock},
            .last_t = last_t,
        });
        fill(writer);
        last_t = writer.last_t();
        auto sealed = std::move(writer).seal(key);
        if (!sealed)
            throw std::runtime_error("not sealed");
        ++seq;
        prev = sealed->bh;
        back.insert(back.begin(), sealed->name);
        if (back.size() > k_max_back_names)
            back.resize(k_max_back_names);
        return {id, seq, std::move(*sealed)};
    }
};

inline AdmissionReport give(RecordStore& store, Published const& segment)
{
    return store.offer(segment.device, segment.seq, segment.sealed.name, segment.sealed.object);
}

inline void give_all(RecordStore& store, std::vector<Published> const& segments)
{
    for (auto const& segment : segments)
        give(store, segment);
    store.update();
}

/// Everything that the store shows, in one string of bytes: states, terminal records, anomalies.
inline Bytes picture(RecordStore const& store)
{
    CborWriter out;
    for (auto const& record : store.records()) {
        auto const& state = *store.find(record);
        out.id(record).unsigned_int(static_cast<std::uint64_t>(state.life()));
        if (state.shred == nullptr)
            out.raw(encode_state(state));
        for (auto const* op : state.gone)
            out.id(op->id);
    }
    for (auto const* op : store.anomalies())
        out.id(op->own_id).unsigned_int(static_cast<std::uint64_t>(op->status));
    return out.take();
}

/// The record of a handle as a store shows it.
inline RecordHandle handle(RecordStore const& store, RecordId const& record)
{
    return {record, store.record_key(record), store.find(record)};
}

/// The values of a field as unsigned numbers, in order.
inline std::vector<std::uint64_t> numbers(
    RecordStore const& store, RecordId const& record, Space space, std::uint64_t field)
{
    std::vector<std::uint64_t> all;
    if (auto const* state = store.find(record)) {
        for (auto const& entry : state->at(space, field))
            all.push_back(entry.value().as_unsigned().value_or(0));
    }
    return all;
}

using Numbers = std::vector<std::uint64_t>;

/// A record of type 7 with field 20 = 5, made by `device`.
struct Made {
    SecretBytes key{crypto::random_secret(32)};
    RecordId record{};
    Published segment{};

    explicit Made(Device& device, std::uint64_t type = TestNatures::k_situation)
    {
        segment = device.write([&](RecordWriter& writer) {
            record = writer.create(key.view());
            RecordHandle const self{record, key.view(), nullptr};
            writer.set(self, k_type_field, number(type));
            writer.set(self, 20, number(5));
        });
    }
};

/// A segment of ops put together by hand, not by the writer.
inline Published raw_segment(Device& device, std::vector<OpDraft> const& ops)
{
    SegmentDraft const draft{
        .address = {device.id, device.world.cid, device.seq + 1},
        .eid = crypto::epoch_id(crypto::commit_to(device.epoch_secret, device.world.cid)),
        .prev = device.prev,
        .back = device.back,
        .nonce = fresh_nonce(),
        .ops = ops,
    };
    auto sealed = seal_segment(device.world.vault, draft, device.key, device.epoch_secret);
    if (!sealed)
        throw std::runtime_error("not sealed");
    ++device.seq;
    device.prev = sealed->bh;
    device.back.insert(device.back.begin(), sealed->name);
    return {device.id, device.seq, std::move(*sealed)};
}

inline OpStatus status_of(RecordStore const& store, Published const& segment, std::size_t index)
{
    auto const* op = store.find_op(op_id(segment.sealed.bh, index));
    if (op == nullptr)
        throw std::runtime_error("no such op");
    return op->status;
}

inline MemberId member(std::uint8_t first)
{
    return MemberId{{first}};
}

}  // namespace huisclos::test
