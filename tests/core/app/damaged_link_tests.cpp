// An invitation link that was changed on its way. The link has no check of its own: its secret and its council are
// checked by the mail that they open, its inviter by words that are compared, its floor by what is read once let in.

#include <algorithm>

#include "core/base/encoding.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::fragment_of;

namespace {

struct DamagedLinkTown : testing::FoundedTown {
    DamagedLinkTown() : link(testing::invite_school(mayor)), fragment(fragment_of(link)), good(parsed(fragment))
    {
        BOOST_REQUIRE(!good.floor.tips.empty());
    }

    static ledger::InvitationLink parsed(std::string const& text)
    {
        auto read = ledger::parse_link(text);
        BOOST_REQUIRE(read.has_value());
        return std::move(std::get<ledger::InvitationLink>(*read));
    }
    /// Nothing but the store's address, the inviter and the floor, of which the mail says nothing.
    [[nodiscard]] bool opens_the_same(std::string const& text) const
    {
        auto const read = parsed(text);
        return read.vault == good.vault && same_bytes(read.secret.view(), good.secret.view());
    }
    /// What a newcomer sees of `text`: the key of the error, empty where the texts are shown.
    std::string error_of(std::string const& text)
    {
        Desk guest(server);
        guest.remote.elsewhere = elsewhere;
        auto const before = server.documents.size();
        guest.open(text);
        BOOST_TEST(guest.disk.places.empty());
        BOOST_TEST(server.documents.size() == before);
        if (guest.form().kind == FormKind::Join)
            return {};
        BOOST_TEST((guest.form().kind == FormKind::Welcome));
        return guest.error_at("link").empty() ? "nothing said" : guest.error_at("link");
    }
    [[nodiscard]] static std::string encoded(ledger::InvitationLink changed)
    {
        return ledger::encode_link("", ledger::Link(std::move(changed)));
    }
    /// The school answers that link, and the mayor lets it in.
    void let_in_by(std::string const& text)
    {
        testing::answer_invitation(school, text);
        testing::prepare_entry(mayor);
        mayor.sign();
        mayor.wait(5000);
        school.wait(60'000);
    }

    std::map<std::string, testing::MemoryServer*> elsewhere{};
    std::string link;
    std::string fragment;
    ledger::InvitationLink good;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(damaged_links)

BOOST_FIXTURE_TEST_CASE(each_byte_of_an_invitation_that_is_changed_is_told_or_changes_no_secret, DamagedLinkTown)
{
    std::vector<std::string> const told{"doors.error.link",          "doors.error.link_newer",
                                        "doors.error.link_unopened", "doors.error.invitation_gone",
                                        "doors.error.link_refused",  "doors.error.link_offline"};
    BOOST_REQUIRE(error_of(fragment).empty());
    auto const map = from_base64url(std::string_view(fragment).substr(3));
    BOOST_REQUIRE(map.has_value());
    std::size_t opened = 0;
    for (std::size_t at = 0; at < map->size(); ++at) {
        for (std::uint8_t const bits : {std::uint8_t{0x01}, std::uint8_t{0x80}}) {
            auto changed = *map;
            changed[at] = static_cast<std::uint8_t>(changed[at] ^ bits);
            auto const text = "#i=" + to_base64url(changed);
            auto const said = error_of(text);
            opened += said.empty() ? 1U : 0U;
            bool const is_told = std::ranges::find(told, said) != told.end();
            BOOST_TEST((said.empty() ? opens_the_same(text) : is_told), at << ": " << said);
        }
    }
    // Not all is refused: what no mail covers is left to the words and to the floor.
    BOOST_TEST(opened > 0U);
}

BOOST_FIXTURE_TEST_CASE(each_letter_of_an_invitation_that_is_changed_or_lost_opens_no_other_secret, DamagedLinkTown)
{
    for (std::size_t at = 1; at < fragment.size(); ++at) {
        auto changed = fragment;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        auto const said = error_of(changed);
        if (said.empty())
            BOOST_TEST(opens_the_same(changed), at);
        BOOST_TEST(said != "nothing said", at);
        if (at > 3)
            BOOST_TEST(error_of(fragment.substr(0, at)) == "doors.error.link", at);
    }
}

BOOST_FIXTURE_TEST_CASE(a_damaged_link_is_told_by_what_it_does_not_open, DamagedLinkTown)
{
    auto council = parsed(fragment);
    council.vault.bytes[5] ^= 1;
    auto const of_council = error_of(encoded(std::move(council)));
    BOOST_TEST(of_council == "doors.error.link_unopened");

    auto secret = parsed(fragment);
    auto bytes = to_bytes(secret.secret.view());
    bytes[5] ^= 1;
    secret.secret = SecretBytes::copy_of(bytes);
    auto const of_secret = error_of(encoded(std::move(secret)));
    BOOST_TEST(of_secret == "doors.error.invitation_gone");

    auto token = parsed(fragment);
    token.store.token = "changed";
    server.refused_tokens.insert("changed");
    auto const of_token = error_of(encoded(std::move(token)));
    BOOST_TEST(of_token == "doors.error.link_refused");

    testing::MemoryServer other;
    auto place = parsed(fragment);
    place.store.url = "https://mairie.example/huisclos/store/1123456789abcdef/";
    elsewhere[place.store.url] = &other;
    auto const of_place = error_of(encoded(std::move(place)));
    BOOST_TEST(of_place == "doors.error.invitation_gone");
}

BOOST_FIXTURE_TEST_CASE(an_inviter_that_was_changed_in_the_link_shows_other_words, DamagedLinkTown)
{
    auto changed = parsed(fragment);
    changed.inviter[0] ^= 1;
    testing::answer_invitation(school, encoded(std::move(changed)));
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    auto const shown = std::get<std::string>(school.form().lines.front().text.args.front().second);
    mayor.wait(60'000);
    BOOST_REQUIRE(testing::only_invitation(mayor).answered);
    BOOST_TEST(testing::only_invitation(mayor).my_words != shown);
}

BOOST_FIXTURE_TEST_CASE(a_floor_that_was_changed_in_the_link_is_told_once_the_act_is_read, DamagedLinkTown)
{
    auto changed = parsed(fragment);
    changed.floor.tips.front().bytes[20] ^= 1;
    let_in_by(encoded(std::move(changed)));
    BOOST_REQUIRE(!school.see().signed_in);
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    BOOST_TEST(school.error_at("") == "doors.error.floor_missing");
    // Also when the page is opened again.
    school.kill();
    school.open();
    school.sign_in();
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    BOOST_TEST(school.error_at("") == "doors.error.floor_missing");
}

BOOST_FIXTURE_TEST_CASE(a_floor_that_came_whole_says_nothing, DamagedLinkTown)
{
    let_in_by(link);
    BOOST_TEST(school.see().signed_in);
    BOOST_TEST(school.error_at("").empty());
}

BOOST_AUTO_TEST_SUITE_END()
