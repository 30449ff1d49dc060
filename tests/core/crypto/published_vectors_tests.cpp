// Every value of docs/protocol.md 3.17, from its definition there.

#include <boost/test/unit_test.hpp>

#include "core/crypto/aead.hpp"
#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/kem.hpp"
#include "core/crypto/sign.hpp"
#include "core/crypto/words.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::crypto;
using support::range;

namespace {

struct Published {
    support::Json values = support::read_vectors("objects.json").at("spec_3_17");
    Bytes k = range(0x00, 32);
    VaultId vault = VaultId::from(range(0x40, 32)).value();
    CompartmentId cid = CompartmentId::from(range(0x60, 16)).value();
    Bytes id = range(0x70, 16);
    PublicKey pk = SigningKey::from_seed(k).public_key();

    std::string value(char const* name) const { return values.at(name).get<std::string>(); }
    Context context(ObjectType type, CompartmentId const& compartment, std::uint64_t n) const
    {
        Context all{.type = type, .vault = vault, .cid = compartment.bytes, .n = n};
        std::ranges::copy(id, all.id.begin());
        return all;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(published_vectors, Published)

BOOST_AUTO_TEST_CASE(hashes_and_commitment)
{
    BOOST_TEST(to_hex(hash(HashLabel::Obj, as_bytes("huis clos"))) == value("H(\"obj\", \"huis clos\")"));
    BOOST_TEST(to_hex(commit_to(k, cid).view()) == value("commit(K, cid)"));
    BOOST_TEST(to_hex(epoch_id(commit_to(k, cid)).view()) == value("commit(K, cid)").substr(0, 32));
}

BOOST_AUTO_TEST_CASE(envelope_of_a_segment)
{
    auto const ctx = context(ObjectType::Segment, cid, 1);
    BOOST_TEST(to_hex(ctx.encoded()) == value("ctx"));
    auto const object = make_envelope_with_salt(k, ctx, as_bytes("huis clos"), range(0x20, 24));
    BytesView const view = object;
    BOOST_TEST(to_hex(view.subspan(8, 8)) == value("envelope kid"));
    BOOST_TEST(to_hex(view.subspan(40, 32)) == value("envelope C"));
    BOOST_TEST(to_hex(view.last(16)) == value("envelope tag"));
    BOOST_REQUIRE(object.size() == 600u);
    BOOST_TEST(to_hex(object_name(object).view()) == value("length 600 name"));
    auto const opened = open_envelope(k, ctx, object);
    BOOST_REQUIRE(opened.has_value());
    BOOST_TEST(as_text(opened->view()) == "huis clos");
}

BOOST_AUTO_TEST_CASE(seal_of_a_grant)
{
    auto const recipient = KemKey::from_seed(k);
    auto const seed = range(0x80, 64);
    BOOST_TEST(to_hex(hash(HashLabel::Obj, recipient.public_key().view())) == value("seal H(\"obj\", pk)"));
    BOOST_TEST(to_hex(encapsulate_from(recipient.public_key(), seed)->secret.view()) == value("seal ss"));
    auto const ctx = context(ObjectType::Grant, k_dir, 0);
    auto const object = make_seal_with_seed(recipient.public_key(), ctx, as_bytes("huis clos"), seed);
    BOOST_REQUIRE(object.has_value());
    BytesView const view = *object;
    BOOST_TEST(to_hex(view.subspan(1128, 32)) == value("seal C"));
    BOOST_TEST(to_hex(view.last(16)) == value("seal tag"));
    BOOST_REQUIRE(object->size() == 1688u);
    BOOST_TEST(to_hex(object_name(*object).view()) == value("length 1688 name"));
    KemKey const* const keys[] = {&recipient};
    auto const opened = open_seal(keys, ctx, *object);
    BOOST_REQUIRE(opened.has_value());
    BOOST_TEST(as_text(opened->plain.view()) == "huis clos");
}

BOOST_AUTO_TEST_CASE(record_key_and_wrap)
{
    auto const record_key = range(0xc0, 32);
    auto const author = range(0xe0, 16);
    auto const rkc = derive(record_key, KeyLabel::RkCommit, cid.view(), 32);
    BOOST_TEST(to_hex(rkc.view()) == value("rkc"));
    auto const record = hash(HashLabel::Record, {cid.view(), author, rkc.view()});
    BytesView const record_id = BytesView(record).first(16);
    BOOST_TEST(to_hex(record_id) == value("record"));
    auto const wrap_key = derive(k, KeyLabel::RkWrap, {record_id, rkc.view()}, 32);
    auto const wrap = encrypt_once(wrap_key.view(), record_key);
    BOOST_TEST(to_hex(wrap) == value("wrap"));
    BOOST_TEST((decrypt_once(wrap_key.view(), wrap)->view().size() == 32u));
}

BOOST_AUTO_TEST_CASE(identities)
{
    auto const member = member_id(pk);
    BOOST_TEST(to_hex(member.view()) == value("member"));
    BOOST_TEST(to_hex(device_id(member, pk).view()) == value("device"));
    BOOST_TEST(to_hex(fingerprint(vault, pk)) == value("fp"));
    BOOST_TEST(six_words(fingerprint(vault, pk)) == value("words"));
}

BOOST_AUTO_TEST_CASE(kit_check)
{
    auto const account_secret = range(0x00, 16);
    auto const recovery_key = range(0x10, 16);
    BOOST_TEST(
        to_hex(hash(HashLabel::Kit, {vault.view(), account_secret, recovery_key})) ==
        value("H(\"kit\", vault_id || AS || KR)"));
}

BOOST_AUTO_TEST_SUITE_END()
