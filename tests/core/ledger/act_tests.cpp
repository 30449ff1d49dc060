#include "core/ledger/act.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/envelope.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/cbor.hpp"
#include "tests/core/ledger/snapshot_payload.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

support::Json const& act_object()
{
    for (auto const& object : support::read_vectors("objects.json").at("objects")) {
        if (object.at("type") == "act")
            return object;
    }
    throw std::runtime_error("no act");
}

/// abody with parts that a test changes.
struct Body {
    std::vector<ActHash> past{ActHash{{1}}};
    std::size_t back{0};
    std::uint64_t t{5};
    std::uint64_t extra_key{0};
    std::vector<std::pair<std::uint64_t, Bytes>> ops{{13, {0xa0}}};

    [[nodiscard]] Bytes encoded() const
    {
        CborWriter writer;
        writer.map(extra_key ? 7 : 6).key(1).id(AuthorId{{7}});
        writer.key(2).array(past.size());
        for (auto const& hash : past)
            writer.id(hash);
        writer.key(3).array(back);
        for (std::size_t i = 0; i < back; ++i)
            writer.id(ObjectName{});
        writer.key(4).unsigned_int(t);
        writer.key(5).id(ActNonce{});
        writer.key(6).array(ops.size());
        for (auto const& [kind, map] : ops)
            writer.array(2).unsigned_int(kind).raw(map);
        if (extra_key)
            writer.key(extra_key).null();
        return writer.take();
    }
    [[nodiscard]] ErrorCode code() const
    {
        auto const act = decode_act(encoded());
        return act ? ErrorCode{} : act.error().code;
    }
};

std::vector<ActOp> one_of_each()
{
    auto const marks = std::make_shared<std::vector<Mark> const>(
        std::vector<Mark>{{DeviceId{{1}}, CompartmentId{{2}}, 3, BodyHash{{4}}, ObjectName{{5}}}});
    PolicyOp policy;
    policy.rules = 1;
    policy.min_suite = 1;
    policy.log_months = 12;
    policy.epoch_days = 365;
    policy.store_url = "https://store.example/v/";
    policy.store_token = "jeton";
    policy.builds = std::vector{ByteArray<32>{9}};
    policy.iek_days = 31;
    policy.texts = std::vector<TextInForce>{{1, 2, TextHash{{3}}}};
    RecoveryOp recovery;
    recovery.officers = {{MemberId{{1}}, {}}, {MemberId{{2}}, {}}};
    recovery.shares = {{0, 1, {1, 2, 3}}};
    return {
        MemberOp{crypto::PublicKey{{1}}, ObjectName{{2}}},
        MemberOutOp{MemberId{{1}}, marks, {ObjectName{{3}}}},
        DeviceOutOp{MemberId{{1}}, DeviceId{{2}}, marks},
        RankOp{MemberId{{1}}, std::uint8_t{15}},
        RankOp{MemberId{{1}}, std::nullopt},
        CompartmentOp{{3, GroupId{{1}}, 3, CompartmentSalt{{2}}}},
        RoleOp{MemberId{{1}}, CompartmentId{{2}}, 4, 2, marks},
        RotateOp{CompartmentId{{1}}, Commitment{{2}}, {{EpochId{{3}}, {4, 5}}}, std::nullopt},
        RotateOp{CompartmentId{{1}}, Commitment{{2}}, {}, test::snapshot_payload()},
        policy,
        recovery,
        MayorOp{MemberId{{1}}},
        LogKeyOp{24300, {}},
        LogDropOp{24300, {{DeviceId{{1}}, 2, BodyHash{{3}}}}},
        VisaOp{}};
}

Result<ActOp> op_from(std::uint64_t kind, std::initializer_list<std::pair<std::uint64_t, Bytes>> fields)
{
    CborWriter writer;
    writer.map(fields.size());
    for (auto const& [key, value] : fields)
        writer.key(key).raw(value);
    return decode_act_op(kind, writer.take());
}

template <typename Write>
Bytes item(Write write)
{
    CborWriter writer;
    write(writer);
    return writer.take();
}

Bytes encoded_number(std::uint64_t value)
{
    return item([value](CborWriter& writer) { writer.unsigned_int(value); });
}

template <std::size_t N>
Bytes zeros()
{
    return item([](CborWriter& writer) { writer.bytes(ByteArray<N>{}); });
}

Bytes empty_array()
{
    return {0x80};
}

void check_refused(Result<ActOp> const& op, ErrorCode code)
{
    BOOST_REQUIRE(!op);
    BOOST_TEST((op.error().code == code));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(act)

BOOST_AUTO_TEST_CASE(the_published_act_is_reproduced_byte_for_byte)
{
    BOOST_REQUIRE(crypto::init());
    auto const& object = act_object();
    auto const& derived = support::read_vectors("objects.json").at("derived");
    auto const plain = support::hex_of(object, "plain");
    auto const vault = support::id_of<VaultId>(object, "vault_id");
    auto const carried = decode_signed_act(plain);
    BOOST_REQUIRE(carried.has_value());
    BOOST_TEST(carried->body == support::hex_of(derived, "abody"));
    BOOST_TEST((carried->hash() == support::id_of<ActHash>(derived, "ah")));
    auto const act = decode_act(carried->body);
    BOOST_REQUIRE(act.has_value());
    BOOST_TEST(act->ops.size() == 4u);
    BOOST_TEST(encode_act(*act) == carried->body);
    auto const identity = crypto::SigningKey::from_seed(support::hex_of(derived, "ISK"));
    auto const again = sign_act(identity, vault, carried->body);
    BOOST_TEST((again.signature == support::id_of<crypto::Signature>(derived, "act sig")));
    BOOST_TEST(encode_signed_act(again) == plain);
    BOOST_TEST((crypto::verify(
        identity.public_key(), crypto::SignLabel::Act, vault, carried->hash().view(), carried->signature)));

    auto const key = support::hex_of(object, "key");
    auto const bytes = support::hex_of(object, "bytes");
    crypto::Context const context{.type = crypto::ObjectType::Act, .vault = vault};
    BOOST_TEST(crypto::make_envelope_with_salt(key, context, plain, support::hex_of(object, "salt")) == bytes);
    BytesView const keys[] = {key};
    auto const opened = open_act(keys, vault, bytes);
    BOOST_REQUIRE(opened.has_value());
    BOOST_TEST(opened->body == carried->body);
    BOOST_TEST(open_act(keys, vault, seal_act(key, vault, again).value())->body == carried->body);
}

BOOST_AUTO_TEST_CASE(published_objects_that_are_no_act_are_refused)
{
    std::size_t seen = 0;
    for (auto const& object : support::read_vectors("objects.json").at("negative")) {
        if (object.at("type") != "act")
            continue;
        ++seen;
        auto const key = support::hex_of(object, "key");
        BytesView const keys[] = {key};
        auto const opened =
            open_act(keys, support::id_of<VaultId>(object, "vault_id"), support::hex_of(object, "bytes"));
        BOOST_REQUIRE(!opened);
        BOOST_TEST(object.at("expect").get<std::string>() == "E_FORMAT");
        BOOST_TEST((opened.error().code == ErrorCode::Format));
    }
    BOOST_TEST(seen >= 1u);
}

BOOST_AUTO_TEST_CASE(published_maps_of_ops_are_read_or_refused)
{
    std::size_t seen = 0;
    for (auto const& structure : support::read_vectors("objects.json").at("structures")) {
        if (structure.at("structure") != "act op 2")
            continue;
        ++seen;
        auto const map = support::hex_of(structure, "hex");
        auto const op = decode_act_op(2, map);
        if (structure.at("expect").is_null()) {
            BOOST_REQUIRE(op.has_value());
            BOOST_TEST(encode_act_op(*op) == map);
        } else {
            BOOST_TEST(structure.at("expect").get<std::string>() == "E_ENCODING");
            check_refused(op, ErrorCode::Encoding);
        }
    }
    BOOST_TEST(seen == 2u);
}

BOOST_AUTO_TEST_CASE(every_op_is_read_as_it_was_written)
{
    Act act;
    act.past = {ActHash{{1}}, ActHash{{2}}};
    act.back = {ObjectName{{3}}};
    act.ops = one_of_each();
    auto const body = encode_act(act);
    auto const read = decode_act(body);
    BOOST_REQUIRE(read.has_value());
    BOOST_REQUIRE(read->ops.size() == act.ops.size());
    for (std::size_t i = 0; i < act.ops.size(); ++i)
        BOOST_TEST(read->ops[i].index() == act.ops[i].index());
    BOOST_TEST(encode_act(*read) == body);
}

BOOST_AUTO_TEST_CASE(the_form_of_an_act_is_strict)
{
    BOOST_TEST((Body{}.code() == ErrorCode{}));
    BOOST_TEST((Body{.past = {}}.code() == ErrorCode::Encoding));
    BOOST_TEST((Body{.past = {ActHash{{2}}, ActHash{{1}}}}.code() == ErrorCode::Encoding));
    BOOST_TEST((Body{.past = {ActHash{{1}}, ActHash{{1}}}}.code() == ErrorCode::Encoding));
    BOOST_TEST((Body{.back = 16}.code() == ErrorCode{}));
    BOOST_TEST((Body{.back = 17}.code() == ErrorCode::Encoding));
    BOOST_TEST((Body{.t = (std::uint64_t{1} << 47) - 1}.code() == ErrorCode{}));
    BOOST_TEST((Body{.t = std::uint64_t{1} << 47}.code() == ErrorCode::Encoding));
    BOOST_TEST((Body{.extra_key = 7}.code() == ErrorCode::Upgrade));
    BOOST_TEST((Body{.extra_key = 64}.code() == ErrorCode{}));
    BOOST_TEST((Body{.ops = {}}.code() == ErrorCode::Encoding));
    BOOST_TEST((Body{.ops = {{13, {0x80}}}}.code() == ErrorCode::Encoding));
    std::vector<ActHash> many;
    for (std::uint8_t i = 0; i < 17; ++i)
        many.push_back(ActHash{{i}});
    BOOST_TEST((Body{.past = many}.code() == ErrorCode::Encoding));
    many.pop_back();
    BOOST_TEST((Body{.past = many}.code() == ErrorCode{}));
    BOOST_TEST((Body{.ops = {4097, {13, {0xa0}}}}.code() == ErrorCode::Encoding));
    BOOST_TEST((Body{.ops = {4096, {13, {0xa0}}}}.code() == ErrorCode{}));
}

BOOST_AUTO_TEST_CASE(an_op_that_does_not_decode_is_void_alone)
{
    Body body;
    body.ops = {{100, {0xa0}}, {200, {0xa0}}, {1, {0xa0}}, {13, {0xa1, 0x01, 0x00}}, {13, {0xa0}}, {0, {0xa0}}};
    auto const act = decode_act(body.encoded());
    BOOST_REQUIRE(act.has_value());
    auto const why = [&](std::size_t i) {
        return std::get<VoidOp>(act->ops[i]).why;
    };
    BOOST_TEST((why(0) == VoidOp::Why::Unknown));
    BOOST_TEST((why(1) == VoidOp::Why::Ignorable));
    BOOST_TEST((why(2) == VoidOp::Why::Malformed));
    BOOST_TEST((why(3) == VoidOp::Why::Unknown));
    BOOST_TEST(std::holds_alternative<VisaOp>(act->ops[4]));
    BOOST_TEST((why(5) == VoidOp::Why::Unknown));
}

BOOST_AUTO_TEST_CASE(a_value_outside_its_range_is_an_error_of_the_op)
{
    auto const id = zeros<16>();
    check_refused(op_from(4, {{1, id}, {2, encoded_number(0)}}), ErrorCode::Op);
    check_refused(op_from(4, {{1, id}, {2, encoded_number(16)}}), ErrorCode::Op);
    BOOST_TEST(op_from(4, {{1, id}, {2, encoded_number(15)}}).has_value());
    BOOST_TEST(op_from(4, {{1, id}, {2, {0xf6}}}).has_value());
    auto const compartment = [&](std::uint64_t of, std::uint64_t formation) {
        return op_from(5, {{1, encoded_number(of)}, {2, id}, {3, encoded_number(formation)}, {4, id}});
    };
    BOOST_TEST(compartment(12, 3).has_value());
    check_refused(compartment(0, 3), ErrorCode::Op);
    check_refused(compartment(13, 3), ErrorCode::Op);
    check_refused(compartment(3, 0), ErrorCode::Op);
    check_refused(compartment(3, 4), ErrorCode::Op);
    auto const role = [&](std::uint64_t level, std::uint64_t profile) {
        return op_from(
            6, {{1, id}, {2, id}, {3, encoded_number(level)}, {4, encoded_number(profile)}, {5, empty_array()}});
    };
    BOOST_TEST(role(4, 8).has_value());
    check_refused(role(5, 4), ErrorCode::Op);
    check_refused(role(1, std::uint64_t{1} << 32), ErrorCode::Encoding);
    check_refused(op_from(8, {{3, encoded_number(5)}}), ErrorCode::Op);
    check_refused(op_from(8, {{3, encoded_number(37)}}), ErrorCode::Op);
    BOOST_TEST(op_from(8, {{3, encoded_number(36)}}).has_value());
    check_refused(op_from(11, {{1, encoded_number(std::uint64_t{1} << 32)}, {2, zeros<1216>()}}), ErrorCode::Encoding);
    check_refused(op_from(12, {{2, empty_array()}}), ErrorCode::Encoding);
    check_refused(op_from(13, {{1, encoded_number(0)}}), ErrorCode::Upgrade);
    BOOST_TEST(op_from(13, {{64, encoded_number(0)}}).has_value());
}

BOOST_AUTO_TEST_CASE(a_recovery_set_has_two_to_six_officers_each_once)
{
    auto const set = [](std::vector<std::uint8_t> const& officers, std::uint64_t k) {
        RecoveryOp op;
        op.k = k;
        for (auto const one : officers)
            op.officers.push_back({MemberId{{one}}, {}});
        return decode_act_op(9, encode_act_op(op));
    };
    BOOST_TEST(set({1, 2}, 2).has_value());
    BOOST_TEST(set({1, 2, 3, 4, 5, 6}, 2).has_value());
    check_refused(set({1}, 2), ErrorCode::Op);
    check_refused(set({1, 1}, 2), ErrorCode::Op);
    check_refused(set({1, 2, 3, 4, 5, 6, 7}, 2), ErrorCode::Op);
    check_refused(set({1, 2, 3}, 3), ErrorCode::Op);
    check_refused(set({1, 2}, 1), ErrorCode::Op);
}

/// docs/protocol.md 3.10: what this version does not use is refused all the same when it has not the form of 3.9.
BOOST_AUTO_TEST_CASE(a_base_that_carries_no_snapshot_is_no_rotation)
{
    auto const rotation = [](Bytes const& payload) {
        auto const base = item([&payload](CborWriter& writer) { writer.map(1).key(1).bytes(payload); });
        return op_from(7, {{1, zeros<16>()}, {2, zeros<32>()}, {4, base}});
    };
    BOOST_TEST(rotation(test::snapshot_payload()).has_value());
    check_refused(rotation(Bytes(1, 0xa0)), ErrorCode::Op);
    auto longer = test::snapshot_payload();
    longer.push_back(0);
    check_refused(rotation(longer), ErrorCode::Op);
}

BOOST_AUTO_TEST_SUITE_END()
