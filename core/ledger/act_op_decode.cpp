// The map of one op of an act, from bytes. Ranges are those of docs/protocol.md 3.7: a value outside is E_OP.

#include <algorithm>

#include "core/ledger/act.hpp"
#include "core/ledger/cbor.hpp"
#include "core/ledger/cbor_fields.hpp"
#include "core/ledger/op_payload.hpp"

namespace huisclos::ledger {

namespace {

/// Reads fields of one map and remembers the first error, so that each decoder reads as a list of fields.
class Fields {
public:
    explicit Fields(CborValue map) : m_map(map) {}

    template <typename AnId>
    AnId id(std::uint64_t key)
    {
        return take<AnId>(key, [](CborValue const& item) { return item.as_id<AnId>(); });
    }
    std::uint64_t number(std::uint64_t key)
    {
        return take<std::uint64_t>(key, [](CborValue const& item) { return item.as_unsigned(); });
    }
    std::uint64_t number_below(std::uint64_t key, std::uint64_t bound)
    {
        return take<std::uint64_t>(key, [bound](CborValue const& item) { return item.as_unsigned_below(bound); });
    }
    /// A value outside [least, most] is E_OP.
    std::uint64_t number_within(std::uint64_t key, std::uint64_t least, std::uint64_t most)
    {
        auto const value = number(key);
        if (!m_error && (value < least || value > most))
            m_error = Error{ErrorCode::Op, "value outside its range"};
        return value;
    }
    [[nodiscard]] bool has(std::uint64_t key) const { return m_map.find(key).has_value(); }
    template <typename Value, typename Read>
    Value take(std::uint64_t key, Read read)
    {
        if (m_error)
            return {};
        auto item = m_map.at(key);
        if (!item) {
            m_error = item.error();
            return {};
        }
        auto value = read(*item);
        if (!value) {
            m_error = value.error();
            return {};
        }
        return std::move(*value);
    }
    template <typename Value, typename Read>
    std::optional<Value> maybe(std::uint64_t key, Read read)
    {
        if (!has(key))
            return std::nullopt;
        return take<Value>(key, read);
    }
    template <typename Value, typename ReadOne>
    std::vector<Value> list(std::uint64_t key, ReadOne read_one)
    {
        return take<std::vector<Value>>(key, [&read_one](CborValue const& item) -> Result<std::vector<Value>> {
            HUISCLOS_TRY_ASSIGN(items, item.items());
            std::vector<Value> values;
            values.reserve(items.size());
            for (auto const& one : items) {
                HUISCLOS_TRY_ASSIGN(value, read_one(one));
                values.push_back(std::move(value));
            }
            return values;
        });
    }
    /// @pre every field was read.
    Result<ActOp> end(ActOp op, std::initializer_list<std::uint64_t> known)
    {
        auto const keys = m_map.check_keys(known);
        if (!keys)
            return std::unexpected(keys.error());
        if (m_error)
            return std::unexpected(*m_error);
        return op;
    }

private:
    CborValue m_map{};
    std::optional<Error> m_error{};
};

/// The items of an array of exactly `size`.
Result<std::vector<CborValue>> tuple(CborValue const& value, std::size_t size)
{
    if (value.size() != size)
        return fail(ErrorCode::Encoding, "size of a tuple");
    return value.items();
}

Result<Mark> read_mark(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(items, tuple(value, 5));
    HUISCLOS_TRY_ASSIGN(device, items[0].as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(cid, items[1].as_id<CompartmentId>());
    HUISCLOS_TRY_ASSIGN(seq, items[2].as_unsigned());
    HUISCLOS_TRY_ASSIGN(bh, items[3].as_id<BodyHash>());
    HUISCLOS_TRY_ASSIGN(name, items[4].as_id<ObjectName>());
    return Mark{device, cid, seq, bh, name};
}

Marks read_marks(Fields& fields, std::uint64_t key)
{
    return std::make_shared<std::vector<Mark> const>(fields.list<Mark>(key, read_mark));
}

template <typename AnId>
Result<AnId> read_id(CborValue const& value)
{
    return value.as_id<AnId>();
}

Result<ActOp> read_member(Fields fields)
{
    MemberOp op;
    op.identity = fields.id<crypto::PublicKey>(1);
    op.card = fields.id<ObjectName>(2);
    return fields.end(op, {1, 2});
}

Result<ActOp> read_member_out(Fields fields)
{
    MemberOutOp op;
    op.member = fields.id<MemberId>(1);
    op.marks = read_marks(fields, 2);
    op.cards = fields.list<ObjectName>(3, read_id<ObjectName>);
    return fields.end(std::move(op), {1, 2, 3});
}

Result<ActOp> read_device_out(Fields fields)
{
    DeviceOutOp op;
    op.member = fields.id<MemberId>(1);
    op.device = fields.id<DeviceId>(2);
    op.marks = read_marks(fields, 3);
    return fields.end(std::move(op), {1, 2, 3});
}

Result<ActOp> read_rank(Fields fields)
{
    RankOp op;
    op.member = fields.id<MemberId>(1);
    auto const is_null = fields.take<bool>(2, [](CborValue const& item) -> Result<bool> { return item.is_null(); });
    if (!is_null)
        op.rank = static_cast<std::uint8_t>(fields.number_within(2, 1, 15));
    return fields.end(op, {1, 2});
}

Result<ActOp> read_compartment(Fields fields)
{
    CompartmentOp op;
    op.shape.class_number = fields.number_within(1, 1, 12);
    op.shape.group = fields.id<GroupId>(2);
    op.shape.formation = fields.number_within(3, 1, 3);
    op.shape.salt = fields.id<CompartmentSalt>(4);
    return fields.end(op, {1, 2, 3, 4});
}

Result<ActOp> read_role(Fields fields)
{
    RoleOp op;
    op.member = fields.id<MemberId>(1);
    op.cid = fields.id<CompartmentId>(2);
    op.role = static_cast<std::uint8_t>(fields.number_within(3, 0, 4));
    op.profile = static_cast<std::uint32_t>(fields.number_below(4, k_u32_bound));
    op.marks = read_marks(fields, 5);
    return fields.end(std::move(op), {1, 2, 3, 4, 5});
}

Result<HistEntry> read_hist(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(items, tuple(value, 2));
    HUISCLOS_TRY_ASSIGN(eid, items[0].as_id<EpochId>());
    HUISCLOS_TRY_ASSIGN(envelope, items[1].as_bytes());
    return HistEntry{eid, to_bytes(envelope)};
}

Result<ActOp> read_rotate(Fields fields)
{
    RotateOp op;
    op.cid = fields.id<CompartmentId>(1);
    op.commit = fields.id<Commitment>(2);
    if (fields.has(3))
        op.hist = fields.list<HistEntry>(3, read_hist);
    op.base = fields.maybe<Bytes>(4, [](CborValue const& item) -> Result<Bytes> {
        HUISCLOS_TRY_ASSIGN(payload_item, item.at(1));
        HUISCLOS_TRY_ASSIGN(payload, payload_item.as_bytes());
        HUISCLOS_TRY(item.check_keys({1}));
        HUISCLOS_TRY(check_clear_payload(OpKind::Snapshot, payload));
        return to_bytes(payload);
    });
    return fields.end(std::move(op), {1, 2, 3, 4});
}

Result<ByteArray<32>> read_build(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(content, value.as_bytes_of(32));
    ByteArray<32> build{};
    std::ranges::copy(content, build.begin());
    return build;
}

Result<TextInForce> read_text(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(items, tuple(value, 3));
    HUISCLOS_TRY_ASSIGN(what, items[0].as_unsigned());
    HUISCLOS_TRY_ASSIGN(version, items[1].as_unsigned_below(k_u32_bound));
    HUISCLOS_TRY_ASSIGN(hash, items[2].as_id<TextHash>());
    return TextInForce{what, version, hash};
}

Result<ActOp> read_policy(Fields fields)
{
    auto const number = [](CborValue const& item) {
        return item.as_unsigned();
    };
    auto const text = [](CborValue const& item) -> Result<std::string> {
        HUISCLOS_TRY_ASSIGN(content, item.as_text());
        return std::string(content);
    };
    PolicyOp op;
    op.rules = fields.maybe<std::uint64_t>(1, number);
    op.min_suite = fields.maybe<std::uint64_t>(2, number);
    if (fields.has(3))
        op.log_months = fields.number_within(3, 6, 36);
    op.epoch_days = fields.maybe<std::uint64_t>(4, number);
    op.store_url = fields.maybe<std::string>(5, text);
    op.store_token = fields.maybe<std::string>(6, text);
    if (fields.has(7))
        op.builds = fields.list<ByteArray<32>>(7, read_build);
    op.iek_days = fields.maybe<std::uint64_t>(8, number);
    if (fields.has(9))
        op.texts = fields.list<TextInForce>(9, read_text);
    return fields.end(std::move(op), {1, 2, 3, 4, 5, 6, 7, 8, 9});
}

Result<Officer> read_officer(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(items, tuple(value, 2));
    HUISCLOS_TRY_ASSIGN(member, items[0].as_id<MemberId>());
    HUISCLOS_TRY_ASSIGN(key, items[1].as_id<crypto::KemPublic>());
    return Officer{member, key};
}

Result<Share> read_share(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(items, tuple(value, 3));
    HUISCLOS_TRY_ASSIGN(first, items[0].as_unsigned());
    HUISCLOS_TRY_ASSIGN(second, items[1].as_unsigned());
    HUISCLOS_TRY_ASSIGN(sealed, items[2].as_bytes());
    return Share{first, second, to_bytes(sealed)};
}

bool each_once(std::vector<Officer> const& officers)
{
    for (std::size_t i = 0; i < officers.size(); ++i) {
        for (std::size_t j = i + 1; j < officers.size(); ++j) {
            if (officers[i].member == officers[j].member)
                return false;
        }
    }
    return true;
}

Result<ActOp> read_recovery(Fields fields)
{
    RecoveryOp op;
    op.recovery = fields.id<crypto::KemPublic>(1);
    op.signer = fields.id<crypto::PublicKey>(2);
    op.k = fields.number_within(3, k_officers_needed, k_officers_needed);
    op.officers = fields.list<Officer>(4, read_officer);
    op.shares = fields.list<Share>(5, read_share);
    if (op.officers.size() < 2 || op.officers.size() > 6 || !each_once(op.officers)) {
        HUISCLOS_TRY(fields.end(VoidOp{}, {1, 2, 3, 4, 5}));
        return fail(ErrorCode::Op, "officers");
    }
    return fields.end(std::move(op), {1, 2, 3, 4, 5});
}

Result<ActOp> read_mayor(Fields fields)
{
    MayorOp op;
    op.member = fields.id<MemberId>(1);
    return fields.end(op, {1});
}

Result<ActOp> read_log_key(Fields fields)
{
    LogKeyOp op;
    op.from_period = static_cast<std::uint32_t>(fields.number_below(1, k_u32_bound));
    op.key = fields.id<crypto::KemPublic>(2);
    return fields.end(op, {1, 2});
}

Result<LogAnchor> read_anchor(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(items, tuple(value, 3));
    HUISCLOS_TRY_ASSIGN(device, items[0].as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(seq, items[1].as_unsigned());
    HUISCLOS_TRY_ASSIGN(bh, items[2].as_id<BodyHash>());
    return LogAnchor{device, seq, bh};
}

Result<ActOp> read_log_drop(Fields fields)
{
    LogDropOp op;
    op.period = static_cast<std::uint32_t>(fields.number_below(1, k_u32_bound));
    op.anchors = fields.list<LogAnchor>(2, read_anchor);
    return fields.end(std::move(op), {1, 2});
}

Result<ActOp> read_visa(Fields fields)
{
    return fields.end(VisaOp{}, {});
}

}  // namespace

Result<ActOp> decode_act_op(std::uint64_t kind, BytesView map)
{
    HUISCLOS_TRY_ASSIGN(root, parse_cbor(map));
    if (root.kind() != CborValue::Kind::Map)
        return fail(ErrorCode::Encoding, "op without a map");
    constexpr std::array k_readers{read_member,  read_member_out, read_device_out, read_rank,     read_compartment,
                                   read_role,    read_rotate,     read_policy,     read_recovery, read_mayor,
                                   read_log_key, read_log_drop,   read_visa};
    if (kind == 0 || kind > k_readers.size())
        return fail(ErrorCode::Upgrade, "unknown kind of op");
    return k_readers[static_cast<std::size_t>(kind - 1)](Fields(root));
}

}  // namespace huisclos::ledger
