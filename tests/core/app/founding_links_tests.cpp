// The assistant takes the link that was opened in another tab: what that tab knows is not known here.

#include <boost/test/unit_test.hpp>

#include "core/app/founding.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;

namespace {

namespace assistant = app::founding_field;

/// Somebody has a draft that may be founded; tabs that know nothing.
struct TwoTabs : testing::EmptyTown {
    TwoTabs()
    {
        mayor.open(testing::fragment_of(testing::store_link("token")));
        mayor.type(assistant::k_commune, "Saint-Aubin-des-Essais");
        mayor.type(assistant::k_insee, "00099");
        mayor.type(assistant::k_population, "18 000");
        mayor.send(app::UseTextModel{1});
        mayor.send(app::UseTextModel{2});
        mayor.send(app::SaveFoundingDraft{});
        BOOST_REQUIRE(!view().draft_link.empty());
    }
    [[nodiscard]] app::FoundingView const& view() { return *mayor.see().founding; }

    Desk first{server};
    Desk second{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(founding_links)

/// Two links were mailed, and each was opened in a tab of its own.
BOOST_FIXTURE_TEST_CASE(the_link_of_the_other_tab_is_pasted_whichever_was_opened_first, TwoTabs)
{
    auto const paste = [](Desk& who, std::string link) {
        who.type(assistant::k_link, link);
        who.send(app::OpenFoundingLink{});
    };
    mayor.send(app::SaveFoundingDraft{});
    auto const draft_link = view().draft_link;
    BOOST_REQUIRE(!draft_link.empty());

    // The draft first, then the store.
    first.open(testing::fragment_of(draft_link));
    auto const of_draft = [this]() -> app::FoundingView const& {
        return first.see().founding.value();
    };
    BOOST_TEST(!of_draft().may_found);
    first.send(app::Found{});
    BOOST_TEST(of_draft().errors.at(0).second.key == "founding.error.no_store");
    paste(first, testing::store_link("token"));
    BOOST_TEST(of_draft().may_found);
    BOOST_TEST(of_draft().link.text.empty());
    BOOST_TEST(of_draft().errors.empty());
    BOOST_TEST(of_draft().prepared);
    BOOST_TEST(of_draft().commune[1].text == "Saint-Aubin-des-Essais");
    first.send(app::Found{});
    BOOST_TEST((first.form().kind == FormKind::Join));

    // The store first, then the draft.
    second.open(testing::fragment_of(testing::store_link("token")));
    auto const of_store = [this]() -> app::FoundingView const& {
        return second.see().founding.value();
    };
    BOOST_TEST(of_store().may_found);
    BOOST_TEST(!of_store().prepared);
    second.type(assistant::k_link, draft_link);
    BOOST_TEST(of_store().link_replaces);
    second.send(app::OpenFoundingLink{});
    BOOST_TEST(of_store().prepared);
    BOOST_TEST(of_store().may_found);
    BOOST_TEST(of_store().commune[1].text == "Saint-Aubin-des-Essais");
    second.send(app::Found{});
    BOOST_TEST((second.form().kind == FormKind::Join));
}

BOOST_FIXTURE_TEST_CASE(a_link_that_the_assistant_cannot_open_says_what_to_do_and_changes_nothing, TwoTabs)
{
    mayor.send(app::SaveFoundingDraft{});
    auto const link = view().draft_link;
    auto const said = [this](std::string pasted) {
        mayor.type(assistant::k_link, pasted);
        BOOST_TEST(view().link.error.empty());
        mayor.send(app::OpenFoundingLink{});
        return view().link.error.key;
    };
    BOOST_TEST(said(" ") == "founding.error.link_empty");
    BOOST_TEST(said("bonjour") == "founding.error.link");
    BOOST_TEST(said(link.substr(0, link.size() - 7)) == "founding.error.link");
    BOOST_TEST(
        said(ledger::encode_link(testing::k_bundle, ledger::StoreLink{{"ftp://mairie.example/", "t"}})) ==
        "founding.error.link");
    ledger::DeviceLink device;
    device.store = {std::string(testing::k_store_url), "token"};
    device.account_secret = crypto::random_secret(16);
    auto const of_device = ledger::encode_link(testing::k_bundle, ledger::Link(std::move(device)));
    BOOST_TEST(said(of_device) == "founding.error.link_other");
    // It holds the secret of an account: it is told, and not kept.
    BOOST_TEST(view().link.text.empty());
    ledger::InvitationLink invitation;
    invitation.store = {std::string(testing::k_store_url), "token"};
    invitation.secret = crypto::random_secret(32);
    auto const inviting = ledger::encode_link(testing::k_bundle, ledger::Link(std::move(invitation)));
    BOOST_TEST(said(inviting) == "founding.error.link_other");
    BOOST_TEST(view().link.text.empty());
    BOOST_TEST(said("bonjour") == "founding.error.link");
    BOOST_TEST(view().link.text == "bonjour");
    BOOST_TEST(view().commune[1].text == "Saint-Aubin-des-Essais");
    BOOST_TEST(!view().prepared);
    // What is pasted there is no part of what was handed over.
    BOOST_TEST(view().draft_link == link);
}

BOOST_FIXTURE_TEST_CASE(a_draft_of_a_newer_version_is_told_from_a_damaged_one, TwoTabs)
{
    auto map = app::encode_founding(app::FoundingDraft{});
    BOOST_REQUIRE((map[1] == 1 && map[2] == 1));
    map[2] = 2;
    first.open(testing::fragment_of(ledger::encode_link(testing::k_bundle, ledger::DraftLink{map})));
    BOOST_REQUIRE((first.form().kind == FormKind::Welcome));
    BOOST_TEST(first.error_at("link") == "doors.error.link_newer");
    map[0] = 0xff;
    second.open(testing::fragment_of(ledger::encode_link(testing::k_bundle, ledger::DraftLink{map})));
    BOOST_TEST(second.error_at("link") == "doors.error.link");
}

BOOST_FIXTURE_TEST_CASE(a_link_takes_no_place_of_what_is_typed_and_kept_nowhere, TwoTabs)
{
    auto const arrive = [this](std::string const& link) {
        first.app().start(testing::fragment_of(link));
        first.app().tick();
    };
    first.open(testing::fragment_of(testing::store_link("token")));
    BOOST_TEST(!first.form().guards_leaving);
    arrive(view().draft_link);
    BOOST_TEST(first.see().founding->commune[1].text == "Saint-Aubin-des-Essais");
    BOOST_TEST(first.form().guards_leaving);
    first.type(assistant::k_commune, "Autre-Ville");
    BOOST_TEST(first.form().guards_leaving);
    ledger::InvitationLink invitation;
    invitation.store = {std::string(testing::k_store_url), "token"};
    invitation.secret = crypto::random_secret(32);
    for (auto const& link :
         {view().draft_link, ledger::encode_link(testing::k_bundle, ledger::Link(std::move(invitation)))}) {
        arrive(link);
        BOOST_TEST(first.see().founding->commune[1].text == "Autre-Ville");
        BOOST_TEST(first.see().founding->errors.at(0).second.key == "founding.error.link_replaces");
    }
    // That of the store is opened beside it.
    arrive(testing::store_link("token"));
    BOOST_TEST(first.see().founding->commune[1].text == "Autre-Ville");
    first.send(app::SaveFoundingDraft{});
    first.send(app::KeepFoundingDraft{});
    BOOST_TEST(!first.form().guards_leaving);
    arrive(view().draft_link);
    BOOST_TEST(first.see().founding->commune[1].text == "Saint-Aubin-des-Essais");
}

/// The link is in a mail; on this device there is nothing of it.
BOOST_FIXTURE_TEST_CASE(a_draft_that_came_by_a_link_is_not_left_without_a_question_before_it_is_taken, TwoTabs)
{
    auto const link = view().draft_link;
    first.open(testing::fragment_of(link));
    BOOST_TEST(!first.see().founding->unsaved);
    BOOST_TEST(first.see().founding->by_link);
    BOOST_TEST(first.form().guards_leaving);
    first.send(app::SaveFoundingDraft{});
    BOOST_TEST(first.form().guards_leaving);
    first.send(app::KeepFoundingDraft{});
    BOOST_TEST(!first.see().founding->by_link);
    BOOST_TEST(!first.form().guards_leaving);

    // Pasted beside that of the store, it is the same.
    second.open(testing::fragment_of(testing::store_link("token")));
    second.type(assistant::k_link, link);
    second.send(app::OpenFoundingLink{});
    BOOST_TEST(second.see().founding->by_link);
    BOOST_TEST(second.form().guards_leaving);
}

/// A file that is opened lies on the device already.
BOOST_FIXTURE_TEST_CASE(a_draft_that_came_by_a_file_is_left_without_a_question, TwoTabs)
{
    auto const file = view().draft_file;
    first.open(testing::fragment_of(testing::store_link("token")));
    first.app().open_file(Bytes(file));
    first.app().tick();
    BOOST_TEST(first.see().founding->commune[1].text == "Saint-Aubin-des-Essais");
    BOOST_TEST(!first.see().founding->by_link);
    BOOST_TEST(!first.form().guards_leaving);
}

BOOST_AUTO_TEST_SUITE_END()
