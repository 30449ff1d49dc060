#include "core/crypto/envelope.hpp"

#include <set>

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "core/crypto/padding.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/xchacha.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::crypto;
using support::hex_of;
using support::Json;
using support::range;

namespace {

ObjectType type_of(Json const& object)
{
    auto const name = object.at("type").get<std::string>();
    for (auto i = 0; i <= static_cast<int>(ObjectType::Local); ++i)
        if (type_text(static_cast<ObjectType>(i)) == name)
            return static_cast<ObjectType>(i);
    throw std::runtime_error("no type " + name);
}

Context context_of(Json const& object)
{
    Context context{
        .type = type_of(object),
        .vault = support::id_of<VaultId>(object, "vault_id"),
        .n = object.at("n").get<std::uint64_t>(),
        .part = object.at("part").get<std::uint32_t>()};
    std::ranges::copy(hex_of(object, "cid"), context.cid.begin());
    std::ranges::copy(hex_of(object, "id"), context.id.begin());
    return context;
}

ErrorCode code_of(std::string const& name)
{
    if (name == "E_FORMAT")
        return ErrorCode::Format;
    if (name == "E_NOKEY")
        return ErrorCode::NoKey;
    if (name == "E_AUTH")
        return ErrorCode::Auth;
    throw std::runtime_error("no code " + name);
}

Result<Opened> open_object(Json const& object, char const* key_member)
{
    auto const key = hex_of(object, key_member);
    auto const bytes = hex_of(object, "bytes");
    if (object.at("kind") == 1) {
        BytesView const keys[] = {key};
        return open_envelope_any(keys, context_of(object), bytes);
    }
    auto const recipient = KemKey::from_seed(key);
    KemKey const* const keys[] = {&recipient};
    return open_seal(keys, context_of(object), bytes);
}

/// One context with each of its fields changed in turn.
std::vector<Context> neighbours(Context const& context)
{
    std::vector<Context> all(6, context);
    all[0].type = context.type == ObjectType::Segment ? ObjectType::Table : ObjectType::Segment;
    all[1].vault.bytes[31] ^= 1;
    all[2].cid[0] ^= 1;
    all[3].id[15] ^= 0x80;
    all[4].n += 1;
    all[5].part += 1;
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(envelope_and_seal)

BOOST_AUTO_TEST_CASE(every_published_object_is_made_and_opened_byte_for_byte)
{
    auto const& objects = support::read_vectors("objects.json").at("objects");
    BOOST_REQUIRE(objects.size() >= 29u);
    for (auto const& object : objects) {
        BOOST_TEST_CONTEXT("object of type " << object.at("type"))
        {
            auto const plain = hex_of(object, "plain");
            auto const expected = hex_of(object, "bytes");
            bool const is_seal = object.at("kind") == 2;
            Bytes made;
            if (is_seal) {
                auto const recipient = KemKey::from_seed(hex_of(object, "seed"));
                BOOST_TEST(
                    to_hex(hash(HashLabel::Obj, recipient.public_key().view())) ==
                    object.at("pk_hash").get<std::string>());
                made = make_seal_with_seed(
                           recipient.public_key(), context_of(object), plain, hex_of(object, "encaps_seed"))
                           .value();
            } else {
                made =
                    make_envelope_with_salt(hex_of(object, "key"), context_of(object), plain, hex_of(object, "salt"));
            }
            BOOST_TEST((made == expected));
            BOOST_TEST(to_hex(object_name(expected).view()) == object.at("name").get<std::string>());
            auto const opened = open_object(object, is_seal ? "seed" : "key");
            BOOST_REQUIRE(opened.has_value());
            BOOST_TEST(same_bytes(opened->plain.view(), plain));
        }
    }
}

BOOST_AUTO_TEST_CASE(every_published_forgery_is_refused_with_its_code)
{
    auto const& objects = support::read_vectors("objects.json").at("negative");
    BOOST_REQUIRE(objects.size() >= 25u);
    for (auto const& object : objects) {
        BOOST_TEST_CONTEXT(object.at("name"))
        {
            auto const opened = open_object(object, "key");
            BOOST_REQUIRE(!opened.has_value());
            BOOST_TEST((opened.error().code == code_of(object.at("expect"))));
        }
    }
}

BOOST_AUTO_TEST_CASE(lengths_are_limited_before_any_cryptography)
{
    for (auto const& limit : support::read_vectors("objects.json").at("limits")) {
        BOOST_TEST_CONTEXT(limit.dump())
        {
            Json const typed{{"type", limit.at(0)}};
            Context const context{.type = type_of(typed)};
            Bytes object{'H', 'C', 'V', '1', 1, 1, 1, 0};
            object.resize(k_envelope_overhead + limit.at(1).get<std::size_t>());
            auto const opened = open_envelope(range(0, 32), context, object);
            BOOST_REQUIRE(!opened.has_value());
            BOOST_TEST((opened.error().code == code_of(limit.at(2))));
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_opens_in_another_context)
{
    Context const context{.type = ObjectType::Table, .vault = VaultId::from(range(1, 32)).value(), .n = 3};
    auto const key = random_secret(32);
    auto const object = make_envelope(key.view(), context, as_bytes("x"));
    BOOST_REQUIRE(open_envelope(key.view(), context, object).has_value());
    for (auto const& other : neighbours(context))
        BOOST_TEST((open_envelope(key.view(), other, object).error().code == ErrorCode::NoKey));

    auto const recipient = KemKey::generate();
    KemKey const* const keys[] = {&recipient};
    auto const seal = make_seal(recipient.public_key(), context, as_bytes("x")).value();
    BOOST_REQUIRE(open_seal(keys, context, seal).has_value());
    for (auto const& other : neighbours(context))
        BOOST_TEST((open_seal(keys, other, seal).error().code == ErrorCode::Auth));
}

BOOST_AUTO_TEST_CASE(every_changed_byte_is_refused)
{
    Context const context{.type = ObjectType::Mail};
    auto const key = range(0, 32);
    auto const object = make_envelope(key, context, as_bytes("huis clos"));
    for (std::size_t i = 0; i < object.size(); ++i) {
        auto changed = object;
        changed[i] ^= 0x04;
        BOOST_TEST(!open_envelope(key, context, changed).has_value(), "byte " << i);
    }
    auto const recipient = KemKey::generate();
    KemKey const* const keys[] = {&recipient};
    auto const seal = make_seal(recipient.public_key(), context, as_bytes("huis clos")).value();
    for (std::size_t i = 0; i < seal.size(); i += 7) {
        auto changed = seal;
        changed[i] ^= 0x40;
        BOOST_TEST(!open_seal(keys, context, changed).has_value(), "byte " << i);
    }
}

BOOST_AUTO_TEST_CASE(the_right_key_is_found_among_several)
{
    Context const context{.type = ObjectType::Segment};
    auto const first = random_secret(32);
    auto const second = random_secret(32);
    auto const object = make_envelope(second.view(), context, as_bytes("x"));
    BytesView const keys[] = {first.view(), second.view()};
    BOOST_TEST(open_envelope_any(keys, context, object)->key_index == 1u);
    BOOST_TEST((open_envelope(first.view(), context, object).error().code == ErrorCode::NoKey));

    auto const newer = KemKey::generate();
    auto const older = KemKey::generate();
    KemKey const* const seeds[] = {&newer, &older};
    auto const seal = make_seal(older.public_key(), context, as_bytes("x")).value();
    BOOST_TEST(open_seal(seeds, context, seal)->key_index == 1u);
    BOOST_TEST((open_seal({}, context, seal).error().code == ErrorCode::NoKey));
    BOOST_TEST((open_seal(std::span(seeds).first(1), context, seal).error().code == ErrorCode::Auth));
}

BOOST_AUTO_TEST_CASE(two_envelopes_of_one_content_share_nothing)
{
    Context const context{.type = ObjectType::Local};
    auto const key = range(0, 32);
    BOOST_TEST((make_envelope(key, context, as_bytes("x")) != make_envelope(key, context, as_bytes("x"))));
}

// The cipher alone opens this under two keys; the commitment lets an envelope open under one at most.
BOOST_AUTO_TEST_CASE(a_ciphertext_of_two_keys_opens_under_one_at_most)
{
    auto const& both = support::read_vectors("salamander.json");
    auto const nonce = hex_of(both, "nonce");
    auto const cipher = hex_of(both, "ct_and_tag");
    auto const key1 = hex_of(both, "key1");
    auto const key2 = hex_of(both, "key2");
    BOOST_TEST(same_bytes(decrypt(key1, nonce, {}, cipher).value().view(), hex_of(both, "plain1")));
    BOOST_TEST(same_bytes(decrypt(key2, nonce, {}, cipher).value().view(), hex_of(both, "plain2")));

    // An envelope of the first key whose key id claims the second: its commitment is not that of the second.
    Context const context{.type = ObjectType::Local};
    auto const object = make_envelope_with_salt(key1, context, as_bytes("x"), nonce);
    auto const claim = make_envelope_with_salt(key2, context, as_bytes("x"), nonce);
    auto forged = object;
    std::ranges::copy(BytesView(claim).subspan(8, 8), forged.begin() + 8);
    BOOST_TEST((open_envelope(key1, context, object).has_value()));
    BOOST_TEST((open_envelope(key1, context, forged).error().code == ErrorCode::NoKey));
    BOOST_TEST((open_envelope(key2, context, forged).error().code == ErrorCode::Auth));
}

BOOST_AUTO_TEST_CASE(a_later_suite_is_an_upgrade_once_a_policy_has_raised_it)
{
    Context const context{.type = ObjectType::Local};
    auto const key = range(0, 32);
    auto object = make_envelope(key, context, as_bytes("x"));
    object[5] = 9;
    BOOST_TEST((open_envelope(key, context, object).error().code == ErrorCode::Format));
    set_known_suite(9);
    BOOST_TEST((open_envelope(key, context, object).error().code == ErrorCode::Upgrade));
    set_known_suite(1);  // Never lowered.
    BOOST_TEST((open_envelope(key, context, object).error().code == ErrorCode::Upgrade));
    for (int const suite : {0, 10, 255}) {
        object[5] = static_cast<std::uint8_t>(suite);
        BOOST_TEST((open_envelope(key, context, object).error().code == ErrorCode::Format));
    }
}

BOOST_AUTO_TEST_CASE(padding_hides_length_as_published)
{
    for (auto const& pair : support::read_vectors("objects.json").at("derived").at("padme"))
        BOOST_TEST(padme(pair.at(0).get<std::size_t>()) == pair.at(1).get<std::size_t>());
    // The figures of the paper's formula.
    BOOST_TEST(padme(9) == 10u);
    BOOST_TEST(padme(100) == 104u);
    BOOST_TEST(padme(1025) == 1088u);
    BOOST_TEST(padme(1'048'577) == 1'081'344u);
    BOOST_TEST(padded_size(ObjectType::Segment, 0) == 512u);
    BOOST_TEST(padded_size(ObjectType::Segment, 511) == 512u);
    BOOST_TEST(padded_size(ObjectType::Segment, 512) == 1024u);
    BOOST_TEST(padded_size(ObjectType::Act, 1) == 4096u);
    BOOST_TEST(padded_size(ObjectType::Mail, 0) == 256u);
    BOOST_TEST(padded_size(ObjectType::File, 262'143) == 262'144u);
    for (std::size_t size = 0; size < 5000; size += 13) {
        Bytes const content(size, 0);
        for (auto const type : {ObjectType::Log, ObjectType::Head, ObjectType::Shard}) {
            auto const padded = pad(type, content);
            BOOST_TEST(is_padded_size(type, padded.size()));
            BOOST_TEST(unpad(type, padded.view())->size() == size);
        }
    }
    BOOST_TEST(!unpad(ObjectType::Log, Bytes(512, 0)).has_value());
    BOOST_TEST(!unpad(ObjectType::Log, {}).has_value());
}

BOOST_AUTO_TEST_CASE(flaw_66_a_size_tells_one_of_few_classes)
{
    constexpr std::size_t k_most = 60'000;
    auto const classes_of = [](ObjectType type) {
        std::set<std::size_t> sizes;
        for (std::size_t size = 0; size < k_most; ++size)
            sizes.insert(padded_size(type, size));
        return sizes;
    };
    std::set<std::size_t> const from_4096{4096, 8192, 16'384, 32'768, 65'536};
    std::set<std::size_t> from_512{512, 1024, 2048};
    from_512.insert(from_4096.begin(), from_4096.end());
    for (auto const type : {ObjectType::Head, ObjectType::Card, ObjectType::Act, ObjectType::Genesis})
        BOOST_TEST((classes_of(type) == from_4096), type_text(type));
    for (auto const type :
         {ObjectType::Segment, ObjectType::Table, ObjectType::Grant, ObjectType::Deposit, ObjectType::Account,
          ObjectType::Log})
        BOOST_TEST((classes_of(type) == from_512), type_text(type));
    // The others, whole files among them: Padmé, at most a sixteenth more than what they hold.
    for (auto const type : {ObjectType::Mail, ObjectType::Hist, ObjectType::File}) {
        auto const classes = classes_of(type);
        BOOST_TEST(*classes.begin() == 256U);
        BOOST_TEST(classes.size() == 127U);
        for (std::size_t size = 256; size < k_most; ++size)
            BOOST_REQUIRE(padded_size(type, size) <= size + 1 + (size + 1) / 16);
    }
}

BOOST_AUTO_TEST_SUITE_END()
