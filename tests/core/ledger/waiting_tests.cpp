#include "core/ledger/waiting.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/random.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

OpId id(std::uint8_t number)
{
    OpId made;
    made.bytes.fill(number);
    return made;
}

WaitingOp an_op(std::uint8_t name, std::vector<OpId> over, BytesView inner)
{
    return {
        .id = id(name),
        .kind = OpKind::Append,
        .t = 1'000U + name,
        .target = {},
        .over = std::move(over),
        .inner = SecretBytes::copy_of(inner)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(waiting_ops)

BOOST_AUTO_TEST_CASE(a_waiting_write_is_read_as_it_was_written)
{
    WaitingWrite write{.number = 7, .cid = {{1}}, .ops = {}};
    write.ops.push_back(an_op(1, {id(9)}, Bytes{1, 2, 3}));
    write.ops.push_back(an_op(2, {}, {}));
    auto const plain = encode_waiting(write);
    auto const read = decode_waiting(7, plain.view());
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(read->number == 7U);
    BOOST_TEST((read->cid == write.cid));
    BOOST_REQUIRE(read->ops.size() == 2U);
    BOOST_TEST((read->ops[0].id == id(1)));
    BOOST_TEST((read->ops[0].over == std::vector{id(9)}));
    BOOST_TEST(same_bytes(read->ops[0].inner.view(), Bytes{1, 2, 3}));
    BOOST_TEST(read->ops[1].t == 1'002U);
    for (std::size_t size = 0; size < plain.size(); ++size)
        BOOST_TEST(!decode_waiting(7, plain.view().first(size)).has_value());
    write.ops[0].kind = OpKind::Adopt;
    BOOST_TEST(!decode_waiting(7, encode_waiting(write).view()).has_value());
    write.ops.clear();
    BOOST_TEST(!decode_waiting(7, encode_waiting(write).view()).has_value());
}

BOOST_AUTO_TEST_CASE(names_of_this_device_give_way_to_what_they_became)
{
    WaitingNames names;
    names.put(id(1), {id(11)});
    names.put(id(2), {id(1), id(3)});  // Not written: it replaced these.
    names.put(id(4), {id(4)});         // Nonsense, and no loop.
    BOOST_TEST((names.translated({id(2), id(5), id(11)}) == std::vector{id(11), id(3), id(5)}));
    BOOST_TEST(names.translated({id(4)}).empty());

    Bytes value{0xA1, 0x01, 0x50};
    append(value, id(1).view());
    auto const op = an_op(6, {}, value);
    BOOST_TEST(names_one_of(op, names));
    auto inner = op.inner.clone();
    names.translate_value(inner);
    BOOST_TEST(same_bytes(inner.view().last(16), id(11).view()));
    BOOST_TEST(same_bytes(inner.view().first(3), Bytes{0xA1, 0x01, 0x50}));
    BOOST_TEST(!names_one_of(an_op(6, {id(5)}, Bytes{1}), names));
    BOOST_TEST(names_one_of(an_op(6, {id(2)}, Bytes{1}), names));
}

BOOST_AUTO_TEST_SUITE_END()
