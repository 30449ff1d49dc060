#include "core/ledger/genesis.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/envelope.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/cbor.hpp"
#include "core/ledger/derived_ids.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

support::Json const& object_of(char const* type)
{
    for (auto const& object : support::read_vectors("objects.json").at("objects")) {
        if (object.at("type") == type)
            return object;
    }
    throw std::runtime_error("no such object");
}

ErrorCode code_of(BytesView gbody)
{
    auto const genesis = decode_genesis(gbody);
    BOOST_REQUIRE(!genesis);
    return genesis.error().code;
}

template <typename Edit>
Bytes edited(Edit edit)
{
    CborWriter writer;
    edit(writer);
    return writer.take();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(genesis)

BOOST_AUTO_TEST_CASE(the_published_object_is_reproduced_and_opened)
{
    BOOST_REQUIRE(crypto::init());
    auto const& object = object_of("genesis");
    auto const plain = support::hex_of(object, "plain");
    auto const bytes = support::hex_of(object, "bytes");
    auto const key = support::hex_of(object, "key");
    auto const vault = support::id_of<VaultId>(object, "vault_id");
    auto const read = decode_genesis(plain);
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(encode_genesis(*read) == plain);
    crypto::Context const context{.type = crypto::ObjectType::Genesis, .vault = vault};
    BOOST_TEST(crypto::make_envelope_with_salt(key, context, plain, support::hex_of(object, "salt")) == bytes);
    // The envelope of the vectors carries a root that is not the one of its vault: that is refused, and only that.
    BytesView const keys[] = {key};
    auto const opened = open_genesis(keys, vault, bytes);
    BOOST_REQUIRE(!opened);
    BOOST_TEST((opened.error().code == ErrorCode::Vault));
}

BOOST_AUTO_TEST_CASE(the_number_of_a_vault_is_the_hash_of_its_root)
{
    auto const& derived = support::read_vectors("objects.json").at("derived");
    auto const gbody = support::hex_of(derived, "gbody");
    BOOST_TEST((vault_id_of(gbody) == support::id_of<VaultId>(derived, "vault_id of gbody")));
    BOOST_TEST(decode_genesis(gbody).has_value());
}

BOOST_AUTO_TEST_CASE(a_sealed_root_opens_under_its_own_number)
{
    auto const gbody = support::hex_of(support::read_vectors("objects.json").at("derived"), "gbody");
    auto const vault = vault_id_of(gbody);
    auto const secret = crypto::random_secret(32);
    auto const object = seal_genesis(secret.view(), vault, gbody);
    BytesView const keys[] = {secret.view()};
    auto const opened = open_genesis(keys, vault, object);
    BOOST_REQUIRE(opened.has_value());
    BOOST_TEST(*opened == gbody);
}

BOOST_AUTO_TEST_CASE(ids_made_of_contents_are_those_published)
{
    auto const& spec = support::read_vectors("objects.json").at("spec_3_17");
    auto const key = crypto::SigningKey::from_seed(support::range(0, 32));
    auto const author = *AuthorId::from(support::range(0xe0, 16));
    CompartmentShape const shape{
        3, *GroupId::from(support::range(0xe0, 16)), 3, *CompartmentSalt::from(support::range(0xf0, 16))};
    BOOST_TEST((compartment_id(shape, author) == support::id_of<CompartmentId>(spec, "cid")));
    auto const recovery = crypto::KemKey::from_seed(support::range(0, 32)).public_key();
    std::vector<Officer> const officers{
        {*MemberId::from(support::range(0x00, 16)), recovery}, {*MemberId::from(support::range(0x10, 16)), recovery}};
    BOOST_TEST((recovery_set_id(recovery, key.public_key(), 2, officers) == support::id_of<SetId>(spec, "set")));
}

BOOST_AUTO_TEST_CASE(what_is_not_a_root_is_refused_with_its_code)
{
    auto const whole = [](std::uint64_t suite, std::uint64_t kind, std::uint64_t extra) {
        return edited([=](CborWriter& writer) {
            writer.map(extra ? 6 : 5).key(1).unsigned_int(suite);
            writer.key(2).id(GenesisNonce{});
            writer.key(3).unsigned_int(kind);
            writer.key(4).id(crypto::PublicKey{});
            writer.key(5).id(Commitment{});
            if (extra)
                writer.key(extra).null();
        });
    };
    BOOST_TEST(decode_genesis(whole(1, 1, 0)).has_value());
    BOOST_TEST(decode_genesis(whole(1, 3, 64)).has_value());
    BOOST_TEST((code_of(whole(2, 1, 0)) == ErrorCode::Upgrade));
    BOOST_TEST((code_of(whole(0, 1, 0)) == ErrorCode::Encoding));
    BOOST_TEST((code_of(whole(1, 0, 0)) == ErrorCode::Encoding));
    BOOST_TEST((code_of(whole(1, 4, 0)) == ErrorCode::Encoding));
    BOOST_TEST((code_of(whole(1, 1, 6)) == ErrorCode::Upgrade));
    BOOST_TEST(
        (code_of(edited([](CborWriter& writer) { writer.map(1).key(1).unsigned_int(1); })) == ErrorCode::Encoding));
    BOOST_TEST((code_of(Bytes{}) == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_SUITE_END()
