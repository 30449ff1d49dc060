#include "core/ledger/act.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

namespace {

void write_marks(CborWriter& writer, Marks const& marks)
{
    writer.array(marks ? marks->size() : 0);
    if (!marks)
        return;
    for (auto const& mark : *marks)
        writer.array(5).id(mark.device).id(mark.cid).unsigned_int(mark.seq).id(mark.bh).id(mark.name);
}

void write(CborWriter&, VoidOp const&)
{}

void write(CborWriter& writer, MemberOp const& op)
{
    writer.map(2).key(1).id(op.identity);
    writer.key(2).id(op.card);
}

void write(CborWriter& writer, MemberOutOp const& op)
{
    writer.map(3).key(1).id(op.member);
    writer.key(2);
    write_marks(writer, op.marks);
    writer.key(3).array(op.cards.size());
    for (auto const& name : op.cards)
        writer.id(name);
}

void write(CborWriter& writer, DeviceOutOp const& op)
{
    writer.map(3).key(1).id(op.member);
    writer.key(2).id(op.device);
    writer.key(3);
    write_marks(writer, op.marks);
}

void write(CborWriter& writer, RankOp const& op)
{
    writer.map(2).key(1).id(op.member);
    writer.key(2);
    if (op.rank)
        writer.unsigned_int(*op.rank);
    else
        writer.null();
}

void write(CborWriter& writer, CompartmentOp const& op)
{
    writer.map(4).key(1).unsigned_int(op.shape.class_number);
    writer.key(2).id(op.shape.group);
    writer.key(3).unsigned_int(op.shape.formation);
    writer.key(4).id(op.shape.salt);
}

void write(CborWriter& writer, RoleOp const& op)
{
    writer.map(5).key(1).id(op.member);
    writer.key(2).id(op.cid);
    writer.key(3).unsigned_int(op.role);
    writer.key(4).unsigned_int(op.profile);
    writer.key(5);
    write_marks(writer, op.marks);
}

void write(CborWriter& writer, RotateOp const& op)
{
    writer.map(2u + (op.hist.empty() ? 0u : 1u) + (op.base ? 1u : 0u));
    writer.key(1).id(op.cid);
    writer.key(2).id(op.commit);
    if (!op.hist.empty()) {
        writer.key(3).array(op.hist.size());
        for (auto const& entry : op.hist)
            writer.array(2).id(entry.eid).bytes(entry.envelope);
    }
    if (op.base)
        writer.key(4).map(1).key(1).bytes(*op.base);
}

void write_number(CborWriter& writer, std::uint64_t key, std::optional<std::uint64_t> const& value)
{
    if (value)
        writer.key(key).unsigned_int(*value);
}

void write(CborWriter& writer, PolicyOp const& op)
{
    std::size_t count = 0;
    for (bool const present :
         {op.rules.has_value(), op.min_suite.has_value(), op.log_months.has_value(), op.epoch_days.has_value(),
          op.store_url.has_value(), op.store_token.has_value(), op.builds.has_value(), op.iek_days.has_value(),
          op.texts.has_value()})
        count += present ? 1 : 0;
    writer.map(count);
    write_number(writer, 1, op.rules);
    write_number(writer, 2, op.min_suite);
    write_number(writer, 3, op.log_months);
    write_number(writer, 4, op.epoch_days);
    if (op.store_url)
        writer.key(5).text(*op.store_url);
    if (op.store_token)
        writer.key(6).text(*op.store_token);
    if (op.builds) {
        writer.key(7).array(op.builds->size());
        for (auto const& build : *op.builds)
            writer.bytes(build);
    }
    write_number(writer, 8, op.iek_days);
    if (op.texts) {
        writer.key(9).array(op.texts->size());
        for (auto const& text : *op.texts)
            writer.array(3).unsigned_int(text.what).unsigned_int(text.version).id(text.hash);
    }
}

void write(CborWriter& writer, RecoveryOp const& op)
{
    writer.map(5).key(1).id(op.recovery);
    writer.key(2).id(op.signer);
    writer.key(3).unsigned_int(op.k);
    writer.key(4).array(op.officers.size());
    for (auto const& officer : op.officers)
        writer.array(2).id(officer.member).id(officer.key);
    writer.key(5).array(op.shares.size());
    for (auto const& share : op.shares)
        writer.array(3).unsigned_int(share.first).unsigned_int(share.second).bytes(share.sealed);
}

void write(CborWriter& writer, MayorOp const& op)
{
    writer.map(1).key(1).id(op.member);
}

void write(CborWriter& writer, LogKeyOp const& op)
{
    writer.map(2).key(1).unsigned_int(op.from_period);
    writer.key(2).id(op.key);
}

void write(CborWriter& writer, LogDropOp const& op)
{
    writer.map(2).key(1).unsigned_int(op.period);
    writer.key(2).array(op.anchors.size());
    for (auto const& anchor : op.anchors)
        writer.array(3).id(anchor.device).unsigned_int(anchor.seq).id(anchor.bh);
}

void write(CborWriter& writer, VisaOp const&)
{
    writer.map(0);
}

}  // namespace

Bytes encode_act_op(ActOp const& op)
{
    CborWriter writer;
    std::visit([&writer](auto const& one) { write(writer, one); }, op);
    return writer.take();
}

Bytes encode_act(Act const& act)
{
    CborWriter writer;
    writer.map(6).key(1).id(act.author);
    writer.key(2).array(act.past.size());
    for (auto const& hash : act.past)
        writer.id(hash);
    writer.key(3).array(act.back.size());
    for (auto const& name : act.back)
        writer.id(name);
    writer.key(4).unsigned_int(act.t);
    writer.key(5).id(act.nonce);
    writer.key(6).array(act.ops.size());
    for (auto const& op : act.ops)
        writer.array(2).unsigned_int(op.index()).raw(encode_act_op(op));
    return writer.take();
}

}  // namespace huisclos::ledger
