#include "core/ledger/link.hpp"

#include <boost/test/unit_test.hpp>

#include "core/ledger/kit.hpp"
#include "tests/support/structures.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;

namespace {

char letter_of(std::string const& structure)
{
    return structure == "recipient" ? 'r' : structure[0];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(links)

BOOST_AUTO_TEST_CASE(published_links_are_read_written_or_refused)
{
    auto const& links = support::read_vectors("objects.json").at("links");
    BOOST_REQUIRE(links.size() >= 11u);
    for (auto const& example : links) {
        BOOST_TEST_CONTEXT(example.at("name"))
        {
            auto const text = example.at("text").get<std::string>();
            auto const code = support::expected_code(example.at("expect"));
            if (example.at("name").get<std::string>().starts_with("kit") && text.find('#') == std::string::npos) {
                auto const kit = read_kit_text(text);
                BOOST_REQUIRE(kit.has_value() == !code.has_value());
                if (code)
                    BOOST_TEST((kit.error().code == *code));
                else
                    BOOST_TEST(kit_text(*kit) == text);
                continue;
            }
            auto const parsed = parse_link(text);
            BOOST_REQUIRE(parsed.has_value() == !code.has_value());
            if (code) {
                BOOST_TEST((parsed.error().code == *code));
                continue;
            }
            BOOST_TEST((encode_link_map(*parsed) == hex_of(example, "map")));
            BOOST_TEST(encode_link(text.substr(0, text.find('#')), *parsed) == text);
            // The fragment alone, as the page reads it.
            BOOST_TEST(encode_link("", parse_link(text.substr(text.find('#'))).value()) == text.substr(text.find('#')));
        }
    }
}

BOOST_AUTO_TEST_CASE(published_maps_are_read_or_refused_with_their_code)
{
    for (auto const& [structure, least] :
         {std::pair{"invitation", 5u}, std::pair{"device", 3u}, std::pair{"store", 2u}, std::pair{"recipient", 2u}})
        support::check_structures(structure, least, [&](BytesView bytes) -> Result<Bytes> {
            HUISCLOS_TRY_ASSIGN(read, decode_link_map(letter_of(structure), bytes));
            return encode_link_map(read);
        });
}

BOOST_AUTO_TEST_CASE(a_draft_is_any_map_and_nothing_else)
{
    CborWriter writer;
    writer.map(1).key(1).text("Saint-Exemple");
    auto const text = encode_link("https://bundle.example/", DraftLink{.map = writer.take()});
    auto const parsed = parse_link("\n " + text + " ").value();
    BOOST_TEST(std::get<DraftLink>(parsed).map.size() == 16u);
    BOOST_TEST((parse_link("#b=gA").error().code == ErrorCode::Encoding));  // an array
    BOOST_TEST((parse_link("#b=").error().code == ErrorCode::Encoding));
    BOOST_TEST((parse_link("#b").error().code == ErrorCode::Encoding));
    BOOST_TEST((parse_link("#").error().code == ErrorCode::Encoding));
    BOOST_TEST((parse_link("").error().code == ErrorCode::Encoding));
    BOOST_TEST((parse_link("https://bundle.example/").error().code == ErrorCode::Encoding));
    BOOST_TEST((parse_link("#k=oA").error().code == ErrorCode::Encoding));
    BOOST_TEST((parse_link("#B=oA").error().code == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_SUITE_END()
