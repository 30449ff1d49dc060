#include "core/ledger/table.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;
using support::id_of;

BOOST_AUTO_TEST_SUITE(table)

BOOST_AUTO_TEST_CASE(published_table_is_read_and_made)
{
    for (auto const& object : support::read_vectors("objects.json").at("objects")) {
        if (object.at("type") != "table")
            continue;
        auto const vault = id_of<VaultId>(object, "vault_id");
        auto const device = id_of<DeviceId>(object, "id");
        auto const key = hex_of(object, "key");
        auto const bytes = hex_of(object, "bytes");
        std::vector<BytesView> const keys{key};
        TableRef const ref{id_of<ObjectName>(object, "name"), object.at("n").get<std::uint64_t>()};
        auto const opened = open_table(vault, device, ref, bytes, keys);
        BOOST_REQUIRE(opened.has_value());
        BOOST_TEST(opened->chains.size() == 1u);
        BOOST_TEST(opened->logs.empty());
        BOOST_TEST(opened->erased.size() == 1u);
        auto const plain = encode_table(*opened);
        BOOST_TEST((plain == hex_of(object, "plain")));
        auto const context = table_context(vault, device, ref.counter);
        BOOST_TEST((crypto::make_envelope_with_salt(key, context, plain, hex_of(object, "salt")) == bytes));
        // Another name, counter or device, and every bit changed.
        auto other = ref;
        other.name.bytes[0] ^= 1;
        BOOST_TEST((open_table(vault, device, other, bytes, keys).error().code == ErrorCode::Hash));
        other = {ref.name, ref.counter + 1};
        BOOST_TEST((open_table(vault, device, other, bytes, keys).error().code == ErrorCode::NoKey));
        BOOST_TEST((open_table(vault, DeviceId{}, ref, bytes, keys).error().code == ErrorCode::NoKey));
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            auto changed = bytes;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
            TableRef const named{crypto::object_name(changed), ref.counter};
            BOOST_REQUIRE(!open_table(vault, device, named, changed, keys).has_value());
        }
        return;
    }
    BOOST_FAIL("no table");
}

BOOST_AUTO_TEST_CASE(malformed_tables)
{
    auto const code = [](auto const& write) {
        CborWriter out;
        write(out);
        auto const read = decode_table(out.view());
        return read ? std::optional<ErrorCode>{} : read.error().code;
    };
    auto const empty = [](CborWriter& out, std::size_t keys) {
        out.map(keys).key(1).array(0).key(2).array(0);
        if (keys > 2)
            out.key(3).array(0);
    };
    BOOST_TEST(!code([&](CborWriter& out) { empty(out, 3); }).has_value());
    BOOST_TEST((code([&](CborWriter& out) { empty(out, 2); }) == ErrorCode::Encoding));
    BOOST_TEST((code([&](CborWriter& out) {
                    empty(out, 4);
                    out.key(63).null();
                }) == ErrorCode::Upgrade));
    BOOST_TEST(!code([&](CborWriter& out) {
                    empty(out, 4);
                    out.key(64).null();
                }).has_value());
    BOOST_TEST((code([](CborWriter& out) {
                    out.map(3).key(1).array(1).array(3).id(CompartmentId{}).unsigned_int(1).id(BodyHash{});
                    out.key(2).array(0).key(3).array(0);
                }) == ErrorCode::Encoding));
    BOOST_TEST((code([](CborWriter& out) { out.array(0); }) == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_CASE(a_table_over_its_limit_is_not_written)
{
    Table table;
    table.chains.resize(3'100);
    Bytes const secret(32, 1);
    auto const sealed = seal_table({}, {}, 1, table, secret);
    BOOST_REQUIRE(!sealed.has_value());
    BOOST_TEST((sealed.error().code == ErrorCode::Format));
    table.chains.resize(2'000);
    BOOST_TEST(seal_table({}, {}, 1, table, secret).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
