#include "core/ledger/cbor.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::Json;

namespace {

CborValue parsed(Bytes const& input)
{
    auto const value = parse_cbor(input);
    BOOST_REQUIRE(value.has_value());
    return *value;
}

/// The same item written again from what was read.
void rewrite(CborWriter& writer, CborValue const& value)
{
    using Kind = CborValue::Kind;
    switch (value.kind()) {
    case Kind::Unsigned:
        writer.unsigned_int(*value.as_unsigned());
        break;
    case Kind::Bytes:
        writer.bytes(*value.as_bytes());
        break;
    case Kind::Text:
        writer.text(*value.as_text());
        break;
    case Kind::Array:
        writer.array(value.size());
        if (auto const items = value.items())
            for (auto const& item : *items)
                rewrite(writer, item);
        break;
    case Kind::Map:
        writer.map(value.size());
        if (auto const keys = value.keys())
            for (auto const key : *keys) {
                writer.key(key);
                rewrite(writer, *value.at(key));
            }
        break;
    case Kind::True:
    case Kind::False:
        writer.boolean(*value.as_boolean());
        break;
    case Kind::Null:
        writer.null();
        break;
    }
}

/// A value of JSON as this profile writes it.
Bytes encode_json(Json const& json)
{
    CborWriter writer;
    auto const write = [&](auto const& self, Json const& item) -> void {
        if (item.is_array()) {
            writer.array(item.size());
            for (auto const& inner : item)
                self(self, inner);
        } else if (item.is_string()) {
            writer.text(item.get<std::string>());
        } else if (item.is_boolean()) {
            writer.boolean(item.get<bool>());
        } else if (item.is_null()) {
            writer.null();
        } else {
            writer.unsigned_int(item.get<std::uint64_t>());
        }
    };
    write(write, json);
    return writer.take();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cbor)

BOOST_AUTO_TEST_CASE(published_good_items_are_read_and_written_alike)
{
    auto const& good = support::read_vectors("cbor.json").at("good");
    BOOST_REQUIRE(good.size() == 17u);
    for (auto const& item : good) {
        BOOST_TEST_CONTEXT(item.dump())
        {
            auto const bytes = from_hex(item.at(1).get<std::string>()).value();
            CborWriter writer;
            rewrite(writer, parsed(bytes));
            BOOST_TEST((writer.take() == bytes));
            if (auto const text = item.at(0).get<std::string>(); text != "depth 12")
                BOOST_TEST((encode_json(Json::parse(text)) == bytes));
        }
    }
}

BOOST_AUTO_TEST_CASE(flaw_59_published_bad_items_are_refused)
{
    auto const& bad = support::read_vectors("cbor.json").at("bad");
    BOOST_REQUIRE(bad.size() >= 36u);
    for (auto const& item : bad) {
        BOOST_TEST_CONTEXT(item.at("name"))
        {
            auto const value = parse_cbor(support::hex_of(item, "hex"));
            BOOST_REQUIRE(!value.has_value());
            BOOST_TEST((value.error().code == ErrorCode::Encoding));
        }
    }
}

BOOST_AUTO_TEST_CASE(maps_are_found_by_key_and_unknown_keys_judged)
{
    CborWriter writer;
    writer.map(4)
        .key(1)
        .unsigned_int(5)
        .key(2)
        .array(2)
        .bytes(Bytes{1, 2})
        .null()
        .key(7)
        .text("é")
        .key(64)
        .boolean(true);
    auto const bytes = writer.take();
    auto const map = parsed(bytes);
    BOOST_TEST(map.size() == 4u);
    BOOST_TEST(map.at(1)->as_unsigned().value() == 5u);
    BOOST_TEST(map.at(2)->items()->at(1).is_null());
    BOOST_TEST(map.at(7)->as_text().value() == "é");
    BOOST_TEST(map.at(64)->as_boolean().value());
    BOOST_TEST(!map.find(3).has_value());
    BOOST_TEST((map.at(3).error().code == ErrorCode::Encoding));
    BOOST_TEST((*map.keys() == std::vector<std::uint64_t>{1, 2, 7, 64}));
    BOOST_TEST(map.check_keys({1, 2, 7}).has_value());
    BOOST_TEST((map.check_keys({1, 2}).error().code == ErrorCode::Upgrade));
    BOOST_TEST((map.at(2)->check_keys({}).error().code == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_CASE(another_type_is_an_encoding_error)
{
    CborWriter writer;
    writer.array(3).unsigned_int(300).bytes(Bytes(16, 7)).text("t");
    auto const bytes = writer.take();
    auto const items = parsed(bytes).items().value();
    BOOST_TEST((items[0].as_bytes().error().code == ErrorCode::Encoding));
    BOOST_TEST((items[0].as_text().error().code == ErrorCode::Encoding));
    BOOST_TEST((items[0].as_boolean().error().code == ErrorCode::Encoding));
    BOOST_TEST((items[0].as_unsigned_below(300).error().code == ErrorCode::Encoding));
    BOOST_TEST(items[0].as_unsigned_below(301).value() == 300u);
    BOOST_TEST((items[0].items().error().code == ErrorCode::Encoding));
    BOOST_TEST((items[1].as_bytes_of(15).error().code == ErrorCode::Encoding));
    BOOST_TEST((items[1].as_id<DeviceId>().value() == *DeviceId::from(Bytes(16, 7))));
    BOOST_TEST((items[1].as_id<VaultId>().error().code == ErrorCode::Encoding));
    BOOST_TEST((items[2].as_unsigned().error().code == ErrorCode::Encoding));
    BOOST_TEST((items[2].keys().error().code == ErrorCode::Encoding));
    BOOST_TEST(same_bytes(items[1].encoded(), BytesView(bytes).subspan(4, 17)));
}

BOOST_AUTO_TEST_CASE(lengths_at_each_width_are_shortest)
{
    for (std::size_t const size : {0u, 23u, 24u, 255u, 256u, 65'535u, 65'536u}) {
        CborWriter writer;
        writer.bytes(Bytes(size, 1));
        auto const bytes = writer.take();
        BOOST_TEST(bytes.size() == size + (size < 24 ? 1 : size < 256 ? 2 : size < 65'536 ? 3 : 5));
        BOOST_TEST(parsed(bytes).as_bytes()->size() == size);
    }
}

BOOST_AUTO_TEST_CASE(input_above_8_mib_is_refused)
{
    Bytes bytes{0x5a, 0x00, 0x80, 0x00, 0x00};
    bytes.resize(5 + (std::size_t{8} << 20));
    BOOST_TEST((parse_cbor(bytes).error().code == ErrorCode::Encoding));
    bytes[1] = 0;
    bytes[2] = 0x7f;
    bytes[3] = 0xff;
    bytes[4] = 0xfb;
    bytes.resize(std::size_t{8} << 20);
    BOOST_TEST(parse_cbor(bytes).has_value());
}

BOOST_AUTO_TEST_CASE(every_prefix_and_bit_flip_is_read_safely)
{
    CborWriter writer;
    writer.map(3)
        .key(1)
        .array(2)
        .text("déjà")
        .unsigned_int(70'000)
        .key(2)
        .map(1)
        .key(0)
        .bytes(Bytes(40, 9))
        .key(9)
        .null();
    auto const bytes = writer.take();
    for (std::size_t size = 0; size < bytes.size(); ++size)
        BOOST_TEST(!parse_cbor(BytesView(bytes).first(size)).has_value());
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        auto changed = bytes;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        if (auto const value = parse_cbor(changed)) {
            CborWriter again;
            rewrite(again, *value);
            BOOST_TEST((again.take() == changed));
        }
    }
}

BOOST_AUTO_TEST_CASE(an_array_of_more_items_than_there_is_room_for_is_refused_before_it_is_listed)
{
    Bytes const two{0x82, 0x42, 1, 2, 0x42, 3, 4};
    auto const good = parse_cbor(two);
    BOOST_REQUIRE(good.has_value());
    BOOST_TEST(good->items_of(3)->size() == 2U);
    BOOST_TEST((good->items_of(4).error().code == ErrorCode::Encoding));
    BOOST_TEST((good->first()->as_bytes()->size() == 2U));
    Bytes const none{0x80};
    auto const empty = parse_cbor(none);
    BOOST_REQUIRE(empty.has_value());
    BOOST_TEST(empty->items_of(17)->empty());
    BOOST_TEST((empty->first().error().code == ErrorCode::Encoding));
    Bytes const number{0x05};
    BOOST_TEST((parse_cbor(number)->first().error().code == ErrorCode::Encoding));
    BOOST_TEST((parse_cbor(number)->items_of(1).error().code == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_SUITE_END()
