#include "core/ledger/mail.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/random.hpp"
#include "tests/support/structures.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;

namespace {

VaultId published_vault()
{
    return VaultId::from(support::range(0x40, 32)).value();
}

support::Json const& mail_object(int number)
{
    for (auto const& object : support::read_vectors("objects.json").at("objects"))
        if (object.at("type") == "mail" && object.at("n") == number)
            return object;
    throw std::runtime_error("no mail");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mail)

BOOST_AUTO_TEST_CASE(keys_of_an_invitation_are_as_published)
{
    auto const& d = support::read_vectors("objects.json").at("derived");
    auto const keys = invite_keys(hex_of(d, "invite secret"));
    BOOST_TEST(to_hex(keys.id.view()) == d.at("invite").get<std::string>());
    BOOST_TEST(to_hex(keys.box.view()) == d.at("invite-box").get<std::string>());
    BOOST_TEST(to_hex(keys.join.public_key().view()) == d.at("ivk pk").get<std::string>());
}

BOOST_AUTO_TEST_CASE(the_published_mails_open_and_are_written_alike)
{
    auto const& d = support::read_vectors("objects.json").at("derived");
    auto const keys = invite_keys(hex_of(d, "invite secret"));
    auto const texts = open_texts_mail(keys, published_vault(), hex_of(mail_object(0), "bytes")).value();
    BOOST_TEST((encode_texts(texts) == hex_of(mail_object(0), "plain")));
    BOOST_TEST(
        to_hex(texts.rules.hash().view()) ==
        d.at("H(text) of the rules of procedure, also when given in NFD").get<std::string>());

    auto const request = open_join_mail(keys, published_vault(), hex_of(mail_object(1), "bytes")).value();
    BOOST_TEST((encode_join_request(request) == hex_of(mail_object(1), "plain")));
    BOOST_TEST(to_hex(request.join.view()) == d.at("join sig").get<std::string>());
    auto const again = make_join_request(request.card, request.name, keys.join, published_vault());
    BOOST_TEST((encode_join_request(again) == hex_of(mail_object(1), "plain")));

    // One mail is not the other.
    BOOST_TEST(
        (open_join_mail(keys, published_vault(), hex_of(mail_object(0), "bytes")).error().code == ErrorCode::NoKey));
}

BOOST_AUTO_TEST_CASE(published_texts_are_read_or_refused_with_their_code)
{
    support::check_structures("mail 0", 4, [](BytesView bytes) -> Result<Bytes> {
        HUISCLOS_TRY_ASSIGN(texts, decode_texts(bytes));
        return encode_texts(texts);
    });
}

BOOST_AUTO_TEST_CASE(a_text_hashes_alike_in_every_unicode_form)
{
    VersionedText const composed{.text = "règlement intérieur"};
    VersionedText const decomposed{.text = "re\u0300glement inte\u0301rieur"};
    BOOST_TEST((composed.hash() == decomposed.hash()));
}

BOOST_AUTO_TEST_CASE(a_request_needs_the_invitation_and_the_identity)
{
    auto const vault = crypto::random_id<VaultId>();
    auto const secret = crypto::random_secret(32);
    auto const keys = invite_keys(secret.view());
    auto const identity = crypto::SigningKey::generate();
    Card const card{.identity = identity.public_key(), .inbox_key = crypto::KemKey::generate().public_key()};
    auto const request = make_join_request(sign_card(card, identity, vault), "Camille", keys.join, vault);
    auto const mail = make_join_mail(keys, vault, request).value();
    BOOST_TEST(open_join_mail(keys, vault, mail).value().name == "Camille");

    auto const stranger = make_join_request(request.card, "Camille", crypto::SigningKey::generate(), vault);
    BOOST_TEST(
        (open_join_mail(keys, vault, make_join_mail(keys, vault, stranger).value()).error().code ==
         ErrorCode::Signature));
    auto swapped = request;
    auto const other = crypto::SigningKey::generate();
    Card other_card = card;
    other_card.identity = other.public_key();
    swapped.card = sign_card(other_card, other, vault);
    BOOST_TEST(
        (open_join_mail(keys, vault, make_join_mail(keys, vault, swapped).value()).error().code ==
         ErrorCode::Signature));
    auto const other_secret = crypto::random_secret(32);
    BOOST_TEST((open_join_mail(invite_keys(other_secret.view()), vault, mail).error().code == ErrorCode::NoKey));
}

BOOST_AUTO_TEST_CASE(texts_longer_than_a_mail_are_refused_before_they_are_sent)
{
    auto const secret = crypto::random_secret(32);
    auto const keys = invite_keys(secret.view());
    InvitationTexts texts{
        .charter = {.text = std::string(30'000, 'c'), .version = 1},
        .rules = {.text = std::string(30'000, 'r'), .version = 1}};
    auto const vault = crypto::random_id<VaultId>();
    auto const mail = make_texts_mail(keys, vault, texts);
    BOOST_REQUIRE(mail.has_value());
    BOOST_TEST((open_texts_mail(keys, vault, *mail).value() == texts));
    texts.rules.text.resize(40'000, 'r');
    BOOST_TEST((make_texts_mail(keys, vault, texts).error().code == ErrorCode::Input));
}

BOOST_AUTO_TEST_CASE(the_mail_of_an_invitation_says_what_it_may_beside_the_texts)
{
    InvitationTexts texts{.charter = {"Charte", 1}, .rules = {"Règlement", 2}};
    BOOST_TEST((decode_texts(encode_texts(texts)).value() == texts));
    texts.council_kind = 2;
    texts.council = "Vallée des Essais";
    texts.inviter = "Claire Vasseur";
    BOOST_TEST((decode_texts(encode_texts(texts)).value() == texts));
    texts.council.clear();
    texts.council_kind = 0;
    BOOST_TEST((decode_texts(encode_texts(texts)).value() == texts));
    texts.expiry = {1'797'000'000'000};
    BOOST_TEST((decode_texts(encode_texts(texts)).value() == texts));
    texts.rules_not_adopted = true;
    BOOST_TEST((decode_texts(encode_texts(texts)).value() == texts));
    texts.charter.title = "Charte déontologique";
    BOOST_TEST((decode_texts(encode_texts(texts)).value() == texts));
    texts.rules.title = "Règlement intérieur";
    texts.rules.adoption = {2026, 3, 10};
    BOOST_TEST((decode_texts(encode_texts(texts)).value() == texts));
    for (auto const& [title, adoption] : {std::pair{"", 20260310U}, std::pair{"Charte", 20261340U}}) {
        CborWriter titled;
        titled.map(3).key(1).array(2).text("a").unsigned_int(1).key(2).array(2).text("b").unsigned_int(1);
        titled.key(68).array(2).text(title).unsigned_int(adoption);
        BOOST_TEST((decode_texts(titled.take()).error().code == ErrorCode::Encoding));
    }
    CborWriter neither;
    neither.map(3).key(1).array(2).text("a").unsigned_int(1).key(2).array(2).text("b").unsigned_int(1);
    neither.key(67).unsigned_int(0);
    BOOST_TEST((decode_texts(neither.take()).error().code == ErrorCode::Encoding));
    for (std::uint64_t const no_date : {std::uint64_t{0}, std::uint64_t{1} << 47}) {
        CborWriter dated;
        dated.map(3).key(1).array(2).text("a").unsigned_int(1).key(2).array(2).text("b").unsigned_int(1);
        dated.key(66).unsigned_int(no_date);
        BOOST_TEST((decode_texts(dated.take()).error().code == ErrorCode::Encoding));
    }
    CborWriter empty;
    empty.map(3).key(1).array(2).text("a").unsigned_int(1).key(2).array(2).text("b").unsigned_int(1).key(65).text("");
    BOOST_TEST((decode_texts(empty.take()).error().code == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_SUITE_END()
