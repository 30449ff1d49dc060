#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "core/crypto/aead.hpp"
#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/kem.hpp"
#include "core/crypto/password.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/sign.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::crypto;
using support::range;

namespace {

void stuck_source(void* out, std::size_t size)
{
    std::fill_n(static_cast<std::uint8_t*>(out), size, std::uint8_t{4});
}

/// The texts of an enumeration whose last member is `last`, in the order of docs/protocol.md 3.16, each once.
template <typename Label, typename Text>
void is_list(std::vector<std::string_view> const& published, Label last, Text text)
{
    BOOST_REQUIRE(published.size() == static_cast<std::size_t>(last) + 1);
    for (std::size_t i = 0; i < published.size(); ++i)
        BOOST_TEST(text(static_cast<Label>(i)) == published[i]);
    BOOST_TEST((std::set<std::string_view>(published.begin(), published.end()).size() == published.size()));
}

void system_source(void* out, std::size_t size)
{
    static std::random_device device;
    std::generate_n(static_cast<std::uint8_t*>(out), size, [] { return static_cast<std::uint8_t>(device()); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(primitives)

BOOST_AUTO_TEST_CASE(a_random_source_that_repeats_itself_is_refused_at_start)
{
    use_random_source(stuck_source);
    auto const refused = init();
    BOOST_TEST((random_id<DeviceId>() == random_id<DeviceId>()));
    use_random_source(system_source);
    BOOST_TEST(init().has_value());
    BOOST_TEST((random_id<DeviceId>() != random_id<DeviceId>()));
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().code == ErrorCode::Memory));
}

/// Each is part of what is hashed, derived or signed: one letter changed opens nothing that was written before.
BOOST_AUTO_TEST_CASE(labels_and_types_are_those_of_the_published_lists)
{
    std::vector<std::string_view> const hashes{"obj",    "body", "head", "act",   "card",    "genesis", "member",
                                               "device", "cid",  "set",  "inbox", "op",      "record",  "file",
                                               "root",   "fp",   "week", "text",  "deposit", "number",  "kit"};
    std::vector<std::string_view> const keys{"account", "locator", "unlock-pass", "unlock-prf",  "unlock-kit", "kid",
                                             "env",     "seal",    "commit",      "rk-commit",   "rk-wrap",    "op",
                                             "body",    "leaf",    "invite-id",   "invite-sign", "invite-box", "local"};
    std::vector<std::string_view> const signatures{"segment", "head", "act", "card", "join", "deposit"};
    std::vector<std::string_view> const types{"account", "keyring", "slot",   "head",    "card",  "genesis", "act",
                                              "segment", "log",     "grant",  "deposit", "table", "hist",    "shard",
                                              "file",    "mail",    "frozen", "share",   "local"};
    is_list<HashLabel>(hashes, HashLabel::Kit, [](HashLabel label) { return label_text(label); });
    is_list<KeyLabel>(keys, KeyLabel::Local, [](KeyLabel label) { return label_text(label); });
    is_list<SignLabel>(signatures, SignLabel::Deposit, [](SignLabel label) { return label_text(label); });
    is_list<ObjectType>(types, ObjectType::Local, type_text);
}

BOOST_AUTO_TEST_CASE(parts_are_hashed_as_their_concatenation)
{
    BOOST_TEST((hash(HashLabel::Op, {as_bytes("a"), as_bytes("bc")}) == hash(HashLabel::Op, as_bytes("abc"))));
    BOOST_TEST((hash(HashLabel::Op, as_bytes("abc")) != hash(HashLabel::Body, as_bytes("abc"))));
    auto const key = range(0, 16);
    auto const whole = derive(key, KeyLabel::Op, as_bytes("abc"), 64);
    BOOST_TEST(equal(derive(key, KeyLabel::Op, {as_bytes("ab"), as_bytes("c")}, 64).view(), whole.view()));
    // Another length is another function, not a prefix.
    BOOST_TEST(!equal(derive(key, KeyLabel::Op, as_bytes("abc"), 32).view(), whole.view().first(32)));
}

BOOST_AUTO_TEST_CASE(a_signature_is_bound_to_label_vault_and_content)
{
    auto const key = SigningKey::generate();
    VaultId const vault = random_id<VaultId>();
    auto const signature = key.sign(SignLabel::Act, vault, as_bytes("x"));
    BOOST_TEST(verify(key.public_key(), SignLabel::Act, vault, as_bytes("x"), signature));
    BOOST_TEST(!verify(key.public_key(), SignLabel::Card, vault, as_bytes("x"), signature));
    BOOST_TEST(!verify(key.public_key(), SignLabel::Act, random_id<VaultId>(), as_bytes("x"), signature));
    BOOST_TEST(!verify(key.public_key(), SignLabel::Act, vault, as_bytes("y"), signature));
    BOOST_TEST(!verify(SigningKey::generate().public_key(), SignLabel::Act, vault, as_bytes("x"), signature));
    for (std::size_t i = 0; i < 64; ++i) {
        auto changed = signature;
        changed.bytes[i] ^= 1;
        BOOST_TEST(!verify(key.public_key(), SignLabel::Act, vault, as_bytes("x"), changed));
    }
    BOOST_TEST((key.clone().sign(SignLabel::Act, vault, as_bytes("x")) == signature));
}

BOOST_AUTO_TEST_CASE(a_bad_recipient_is_an_error_and_not_a_secret)
{
    auto const key = KemKey::generate();
    auto const sealed = encapsulate(key.public_key()).value();
    BOOST_TEST(equal(decapsulate(key, sealed.ciphertext).value().view(), sealed.secret.view()));
    // Coefficients above the modulus of ML-KEM.
    KemPublic bad = key.public_key();
    std::ranges::fill(std::span(bad.bytes).first(384), std::uint8_t{0xff});
    BOOST_TEST((encapsulate(bad).error().code == ErrorCode::Auth));
    // A low-order X25519 half.
    KemPublic low = key.public_key();
    std::ranges::fill(std::span(low.bytes).last(32), std::uint8_t{0});
    BOOST_TEST((encapsulate(low).error().code == ErrorCode::Auth));
    BOOST_TEST(!decapsulate(key, BytesView(sealed.ciphertext).first(1119)).has_value());
    auto changed = sealed.ciphertext;
    changed[0] ^= 1;
    auto const other = decapsulate(key, changed);
    BOOST_TEST((!other || !equal(other->view(), sealed.secret.view())));
}

BOOST_AUTO_TEST_CASE(a_message_of_one_key_comes_back_unchanged_only)
{
    auto const key = random_secret(32);
    for (std::size_t const size : {0u, 1u, 32u, 1000u}) {
        Bytes const plain(size, 0x5a);
        auto cipher = encrypt_once(key.view(), plain);
        BOOST_TEST(cipher.size() == size + k_tag_size);
        BOOST_TEST(same_bytes(decrypt_once(key.view(), cipher).value().view(), plain));
        cipher.back() ^= 1;
        BOOST_TEST((decrypt_once(key.view(), cipher).error().code == ErrorCode::Auth));
    }
    BOOST_TEST((decrypt_once(key.view(), Bytes(15, 0)).error().code == ErrorCode::Auth));
}

BOOST_AUTO_TEST_CASE(argon2id_equals_the_reference_and_refuses_what_is_outside_the_limits)
{
    int computed = 0;
    for (auto const& vector : support::read_vectors("argon2id.json").at("vectors")) {
        PasswordCost const cost{.ops = vector.at("t"), .mem_kib = vector.at("m_kib")};
        auto const passphrase = vector.at("pass_utf8").get<std::string>();
        auto const salt = vector.at("salt_ascii").get<std::string>();
        auto const hashed = hash_password(as_bytes(passphrase), as_bytes(salt), cost);
        if (!is_allowed(cost)) {
            BOOST_TEST((hashed.error().code == ErrorCode::Auth));
            continue;
        }
        ++computed;
        BOOST_REQUIRE(hashed.has_value());
        BOOST_TEST(to_hex(hashed->view()) == vector.at("out").get<std::string>());
    }
    BOOST_TEST(computed == 2);
    for (PasswordCost const cost :
         {PasswordCost{2, 65'536}, PasswordCost{17, 65'536}, PasswordCost{3, 65'535}, PasswordCost{3, 1'048'577}})
        BOOST_TEST((hash_password(as_bytes("x"), Bytes(16), cost).error().code == ErrorCode::Auth));
    BOOST_TEST((hash_password(as_bytes("x"), Bytes(15), {3, 65'536}).error().code == ErrorCode::Auth));
}

BOOST_AUTO_TEST_CASE(random_numbers_stay_below_their_bound)
{
    std::set<std::uint32_t> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(random_below(3));
    BOOST_TEST(seen.size() == 3u);
    BOOST_TEST(*seen.rbegin() == 2u);
    BOOST_TEST((random_id<DeviceId>() != random_id<DeviceId>()));
}

BOOST_AUTO_TEST_SUITE_END()
