// Published values that belong to no single structure, each from its definition in docs/protocol.md; and two checks of
// the vectors themselves: no derived value and no kind of structure is there that no test reads.

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <set>
#include <sstream>

#include "core/crypto/envelope.hpp"
#include "core/crypto/padding.hpp"
#include "core/crypto/words.hpp"
#include "core/ledger/account.hpp"
#include "core/ledger/act.hpp"
#include "core/ledger/floor.hpp"
#include "core/ledger/head.hpp"
#include "core/ledger/kit.hpp"
#include "core/ledger/link.hpp"
#include "core/ledger/mail.hpp"
#include "core/ledger/op_payload.hpp"
#include "tests/support/structures.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;
using support::id_of;
using support::Json;

namespace {

template <typename AnId>
AnId all_bytes(std::uint8_t byte)
{
    AnId id{};
    id.bytes.fill(byte);
    return id;
}

crypto::Context context_of(crypto::ObjectType type, Json const& object)
{
    crypto::Context context{
        .type = type,
        .vault = id_of<VaultId>(object, "vault_id"),
        .n = object.at("n").get<std::uint64_t>(),
        .part = object.at("part").get<std::uint32_t>()};
    std::ranges::copy(hex_of(object, "cid"), context.cid.begin());
    std::ranges::copy(hex_of(object, "id"), context.id.begin());
    return context;
}

std::vector<Json> objects_of(std::string const& type)
{
    std::vector<Json> all;
    for (auto const& object : support::published().at("objects"))
        if (object.at("type") == type)
            all.push_back(object);
    return all;
}

/// What opens `bytes` as a share of a recovery set, by the key that the vectors give for it.
SecretBytes open_share(Json const& share, BytesView bytes)
{
    auto const officer = crypto::KemKey::from_seed(hex_of(share, "seed"));
    crypto::KemKey const* const keys[] = {&officer};
    return crypto::open_seal(keys, context_of(crypto::ObjectType::Share, share), bytes).value().plain;
}

struct Values {
    Json const& derived{support::published().at("derived")};

    std::string text(char const* name) const { return derived.at(name).get<std::string>(); }

    /// The two officers of the first set, as the vectors encode them.
    std::vector<Officer> officers() const
    {
        auto const encoded = hex_of(derived, "officers");
        auto const items = parse_cbor(encoded).value().items().value();
        std::vector<Officer> all;
        for (auto const& item : items) {
            auto const parts = item.items().value();
            all.push_back({parts.at(0).as_id<MemberId>().value(), parts.at(1).as_id<crypto::KemPublic>().value()});
        }
        return all;
    }

    RecoveryOp recovery_op() const
    {
        RecoveryOp op;
        op.recovery = crypto::KemKey::from_seed(hex_of(derived, "RPK seed")).public_key();
        op.signer = crypto::SigningKey::from_seed(hex_of(derived, "RSK")).public_key();
        op.officers = officers();
        return op;
    }
};

template <typename T>
Result<void> outcome(Result<T> const& read)
{
    if (!read)
        return std::unexpected(read.error());
    return {};
}

Result<void> read_whole_floor(BytesView bytes)
{
    HUISCLOS_TRY_ASSIGN(value, parse_cbor(bytes));
    return outcome(read_floor(value));
}

template <char Kind>
Result<void> read_link(BytesView bytes)
{
    return outcome(decode_link_map(Kind, bytes));
}

using Reader = Result<void> (*)(BytesView);

/// Every kind of published structure, with the function of the core that reads it.
std::map<std::string, Reader> const& readers()
{
    static std::map<std::string, Reader> const s_readers{
        {"mail 0",
         [](BytesView bytes) {
             return outcome(decode_texts(bytes));
         }},
        {"invitation", read_link<'i'>},
        {"device", read_link<'d'>},
        {"store", read_link<'s'>},
        {"recipient", read_link<'r'>},
        {"kit",
         [](BytesView bytes) {
             return outcome(decode_kit(bytes));
         }},
        {"hbody",
         [](BytesView bytes) {
             return outcome(decode_head(bytes));
         }},
        {"floor", read_whole_floor},
        {"keyring",
         [](BytesView bytes) {
             return outcome(decode_keyring(bytes, 5));
         }},
        {"snapshot",
         [](BytesView bytes) {
             return check_clear_payload(OpKind::Snapshot, bytes);
         }},
        {"act op 2", [](BytesView bytes) {
             return outcome(decode_act_op(2, bytes));
         }}};
    return s_readers;
}

/// The tests of the core, as they are written.
std::string sources_of_tests()
{
    std::ostringstream all;
    auto const folder = std::filesystem::path(HUISCLOS_TEST_DATA) / "core";
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".cpp")
            all << std::ifstream(entry.path()).rdbuf();
    }
    return all.str();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(published_values, Values)

BOOST_AUTO_TEST_CASE(a_compartment_is_the_hash_of_what_it_is_and_of_who_makes_it)
{
    CompartmentShape const shape{3, all_bytes<GroupId>(0x61), 3, all_bytes<CompartmentSalt>(0xc1)};
    auto const expected = text("cid of class 3, group 61.., formation 3, salt c1.., signer 01..");
    BOOST_TEST(to_hex(compartment_id(shape, all_bytes<AuthorId>(0x01)).view()) == expected);
    BOOST_TEST(to_hex(compartment_id(shape, all_bytes<AuthorId>(0x02)).view()) != expected);
}

BOOST_AUTO_TEST_CASE(a_recovery_set_is_the_hash_of_its_keys_and_officers)
{
    auto op = recovery_op();
    BOOST_REQUIRE(op.officers.size() == 2u);
    BOOST_TEST(to_hex(op.set_id().view()) == text("set_id of k = 2"));
    auto const map = encode_act_op(op);
    BOOST_TEST(to_hex(parse_cbor(map).value().at(4).value().encoded()) == text("officers"));
    // The third officer is the one whose key opens the inner share of the pair 1, 2.
    for (auto const& share : objects_of("share"))
        if (share.at("n") == 2 && share.at("part") == 1)
            op.officers.push_back(
                {all_bytes<MemberId>(0x03), crypto::KemKey::from_seed(hex_of(share, "seed")).public_key()});
    BOOST_REQUIRE(op.officers.size() == 3u);
    BOOST_TEST(to_hex(op.set_id().view()) == text("set_id of three officers"));
}

/// The core neither draws the seeds of a recovery set nor makes or joins its shares: nothing here shows that it would.
/// What it has is the seal, and with it the published shares give the published seeds.
BOOST_AUTO_TEST_CASE(two_officers_together_open_the_seeds_of_their_set)
{
    std::map<std::string, std::array<Json, 2>> pairs;
    for (auto const& share : objects_of("share"))
        pairs[share.at("id").get<std::string>()].at(share.at("part").get<std::size_t>()) = share;
    BOOST_REQUIRE(pairs.size() == 2u);
    for (auto const& [set, parts] : pairs) {
        BOOST_TEST((set == text("set_id of k = 2") || set == text("set_id of three officers")));
        auto const inner = open_share(parts[0], hex_of(parts[0], "bytes"));
        auto const seeds = open_share(parts[1], inner.view());
        BOOST_TEST(to_hex(seeds.view()) == text("RPK seed") + text("RSK"));
    }
}

BOOST_AUTO_TEST_CASE(the_secret_of_an_epoch_gives_its_number_and_opens_its_segments)
{
    auto const secret = hex_of(derived, "ES");
    auto const segment = objects_of("segment").at(0);
    auto const commitment = crypto::commit_to(secret, id_of<CompartmentId>(segment, "cid"));
    BOOST_TEST(to_hex(commitment.view()) == text("commit(ES,C1)"));
    BOOST_TEST(to_hex(crypto::epoch_id(commitment).view()) == text("eid"));
    auto const context = context_of(crypto::ObjectType::Segment, segment);
    auto const opened = crypto::open_envelope(secret, context, hex_of(segment, "bytes"));
    BOOST_REQUIRE(opened.has_value());
    BOOST_TEST(same_bytes(opened->view(), hex_of(segment, "plain")));
    // The next epoch carries it.
    auto const hist = objects_of("hist").at(0);
    auto const carried =
        crypto::open_envelope(hex_of(hist, "key"), context_of(crypto::ObjectType::Hist, hist), hex_of(hist, "bytes"));
    BOOST_REQUIRE(carried.has_value());
    BOOST_TEST(to_hex(carried->view()) == text("ES"));
}

/// LW is drawn, never derived: the vectors give it sealed under the key that KRK gives.
BOOST_AUTO_TEST_CASE(the_key_of_a_device_opens_LW_and_LW_all_that_it_keeps)
{
    auto const locals = objects_of("local");
    BOOST_REQUIRE(locals.size() == 5u);
    auto const outer = local_key(hex_of(derived, "KRK"), id_of<DeviceId>(derived, "device"));
    auto const inner = hex_of(derived, "LW");
    for (auto const& local : locals) {
        bool const is_lw = local.at("n") == 0;
        auto const context = context_of(crypto::ObjectType::Local, local);
        auto const bytes = hex_of(local, "bytes");
        auto const opened = crypto::open_envelope(is_lw ? outer.view() : BytesView(inner), context, bytes);
        BOOST_REQUIRE(opened.has_value());
        BOOST_TEST(same_bytes(opened->view(), is_lw ? inner : hex_of(local, "plain")));
        BOOST_TEST(!crypto::open_envelope(is_lw ? BytesView(inner) : outer.view(), context, bytes).has_value());
    }
}

BOOST_AUTO_TEST_CASE(an_inbox_is_the_hash_of_its_key)
{
    auto const vault = id_of<VaultId>(support::published().at("objects").at(0), "vault_id");
    auto const key = crypto::KemKey::from_seed(hex_of(derived, "IEK"));
    BOOST_TEST(to_hex(crypto::inbox_id(vault, key.public_key()).view()) == text("inbox"));
}

BOOST_AUTO_TEST_CASE(a_fingerprint_gives_the_published_numbers_and_they_its_words)
{
    auto const numbers = crypto::word_numbers(hex_of(derived, "fp"), 6);
    BOOST_TEST(numbers == derived.at("word numbers").get<std::vector<std::size_t>>(), boost::test_tools::per_element());
    std::string words;
    for (auto const number : numbers)
        words.append(words.empty() ? "" : " ").append(crypto::word_at(number));
    BOOST_TEST(words == text("words"));
}

BOOST_AUTO_TEST_CASE(a_key_and_its_mark_are_padded_as_published)
{
    auto const key = hex_of(derived, "KRK");
    auto const padded = crypto::pad(crypto::ObjectType::Slot, key);
    BOOST_TEST(to_hex(padded.view()) == text("pad 33 padme"));
    auto const again = crypto::unpad(crypto::ObjectType::Slot, hex_of(derived, "pad 33 padme"));
    BOOST_REQUIRE(again.has_value());
    BOOST_TEST(same_bytes(again->view(), key));
}

/// Each name stands in quotes in some test; what that test does with the value is its own matter.
BOOST_AUTO_TEST_CASE(no_derived_value_is_left_unread)
{
    auto const sources = sources_of_tests();
    BOOST_TEST(!sources.contains(std::string("\"a value that ").append("nobody reads\"")));
    for (auto const& [name, value] : derived.items())
        BOOST_TEST(sources.contains('"' + name + '"'), name);
}

BOOST_AUTO_TEST_CASE(every_kind_of_published_structure_has_a_reader)
{
    std::set<std::string> kinds;
    for (auto const& example : support::published().at("structures")) {
        auto const kind = example.at("structure").get<std::string>();
        BOOST_TEST_CONTEXT(kind << ": " << example.at("name"))
        {
            auto const reader = readers().find(kind);
            BOOST_REQUIRE((reader != readers().end()));
            kinds.insert(kind);
            auto code = support::expected_code(example.at("expect"));
            // What is E_ENCODING of a structure is E_OP inside an op (3.1).
            if (kind == "snapshot" && code)
                code = ErrorCode::Op;
            auto const bytes = hex_of(example, "hex");
            auto const read = reader->second(bytes);
            BOOST_REQUIRE(read.has_value() == !code.has_value());
            if (code)
                BOOST_TEST((read.error().code == *code));
        }
    }
    BOOST_TEST(kinds.size() == readers().size());
}

BOOST_AUTO_TEST_SUITE_END()
