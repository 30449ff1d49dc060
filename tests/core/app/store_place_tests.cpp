// Another place of the store, named by an act: told, asked, followed, left, and set aside.

#include <algorithm>

#include "core/app/council_store.hpp"
#include "tests/core/app/store_town.hpp"

using namespace huisclos;
using app::FormKind;
using ports::RemoteAnswer;
using ports::RemoteStatus;
using testing::Desk;
using PlaceVerb = testing::MemoryRemote::Verb;

namespace {

struct StorePlaceTown : testing::StoreTown {
    /// What the other place answers to the school, whatever it asks.
    void other_place_answers(RemoteAnswer answer)
    {
        school.remote.fault = [this, given = std::move(answer)](PlaceVerb, std::string const&) {
            bool const is_there = school.remote.address().url == testing::k_other_place;
            return is_there ? std::optional(given) : std::nullopt;
        };
    }
    void follow()
    {
        school.send(app::FollowStore{std::string(testing::k_other_place)});
        school.wait(5000);
    }
    bool says(std::string_view key)
    {
        auto const& toasts = school.see().shell.toasts;
        return std::ranges::any_of(toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    }
};

RemoteAnswer html_page()
{
    return {RemoteStatus::Ok, to_bytes(as_bytes(std::string_view("<html></html>"))), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store_place)

/// docs/protocol.md 3.7: followed once a person has accepted it.
BOOST_FIXTURE_TEST_CASE(flaw_58_a_place_that_an_act_names_is_followed_by_no_device_alone, StorePlaceTown)
{
    testing::join_school(mayor, school);
    sign_place(testing::k_other_place, "fresh");
    auto const is_where_it_was = [this] {
        auto const& address = school.remote.address();
        return address.url == testing::k_store_url && address.token == "token";
    };
    BOOST_TEST(is_where_it_was());
    refuse_school();
    BOOST_REQUIRE((school.form().kind == FormKind::StoreToken));
    BOOST_TEST(is_where_it_was());
    BOOST_TEST((school.form().asked == std::vector<std::string>{"follow"}));
    BOOST_TEST(testing::names_place(school.form().intro.back(), testing::k_other_place));
    school.submit("cancel");
    BOOST_TEST(is_where_it_was());
    school.send(app::SyncNow{});
    school.wait(5000);
    BOOST_REQUIRE((school.form().kind == FormKind::StoreToken));
    school.submit("follow");
    BOOST_TEST((school.form().kind == FormKind::None));
    BOOST_TEST(school.remote.address().url == testing::k_other_place);
    BOOST_TEST(school.remote.address().token == "fresh");
    school.wait(5000);
    BOOST_TEST(school.see().shell.sync.label.key == "session.sync.up_to_date");
    BOOST_TEST(testing::find_todo(school, "council.todo.store_place") == nullptr);
    school.kill();
    school.open();
    school.sign_in();
    BOOST_TEST(school.remote.address().url == testing::k_other_place);
}

BOOST_FIXTURE_TEST_CASE(attack_30_home_tells_that_the_store_had_lost_what_is_sent_again_and_what_to_do, StorePlaceTown)
{
    auto const is_told = [this] {
        return testing::find_todo(mayor, "council.todo.store_lost") != nullptr;
    };
    mayor.send(app::SyncNow{});
    mayor.wait(60'000);
    BOOST_TEST(!is_told());
    auto const held = server.documents;
    server.documents.clear();
    mayor.send(app::SyncNow{});
    mayor.wait(60'000);
    BOOST_REQUIRE(is_told());
    // It tells something, and leads to where more is said.
    auto const told = *testing::find_todo(mayor, "council.todo.store_lost");
    BOOST_TEST(told.waiting == 0U);
    BOOST_TEST((told.detail.args.front().first == "who"));
    mayor.send(told.command);
    BOOST_REQUIRE(mayor.see().device.has_value());
    BOOST_TEST((mayor.see().device->store.lost == told.detail));
    // The account, under a name of its own.
    for (auto const& [path, document] : held)
        BOOST_TEST((server.documents.contains(path) || path.starts_with("k/")), path);
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    mayor.wait(5000);
    BOOST_TEST(!is_told());
}

BOOST_FIXTURE_TEST_CASE(flaw_58_home_names_the_other_place_and_asks_before_it_is_followed, StorePlaceTown)
{
    testing::join_school(mayor, school);
    BOOST_TEST(testing::find_todo(school, "council.todo.store_place") == nullptr);
    sign_place(testing::k_other_place, "fresh");
    auto const* const told = testing::find_todo(school, "council.todo.store_place");
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST(testing::names_place(told->detail, testing::k_other_place));
    BOOST_TEST(std::holds_alternative<app::Go>(told->command));
    auto const shown = store_of(school);
    BOOST_TEST(testing::names_place(shown.announced, testing::k_other_place));
    BOOST_TEST(school.remote.address().url == testing::k_store_url);
    // Not another one than the one that was shown.
    school.send(app::FollowStore{"https://ailleurs.example/"});
    BOOST_TEST(school.remote.address().url == testing::k_store_url);
    school.send(app::FollowStore{shown.announced_url});
    BOOST_TEST(school.remote.address().url == testing::k_other_place);
    BOOST_TEST(testing::find_todo(school, "council.todo.store_place") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(flaw_58_a_place_that_no_page_may_reach_is_not_offered, StorePlaceTown)
{
    testing::join_school(mayor, school);
    sign_place("http://autre.example/store/", "fresh");
    BOOST_TEST(testing::find_todo(school, "council.todo.store_place") == nullptr);
    refuse_school();
    BOOST_REQUIRE((school.form().kind == FormKind::StoreToken));
    BOOST_TEST(school.form().asked.empty());
    school.submit("follow");
    BOOST_TEST((school.form().kind == FormKind::StoreToken));
    BOOST_TEST(school.remote.address().url == testing::k_store_url);
}

/// A place is asked before anything of this device turns to it.
BOOST_FIXTURE_TEST_CASE(flaw_58_a_place_where_nothing_of_the_council_lies_is_not_followed, StorePlaceTown)
{
    testing::join_school(mayor, school);
    sign_place(testing::k_other_place, "fresh");
    struct Answer {
        RemoteAnswer answer{};
        std::string_view said{};
    };
    for (auto const& [answer, said] :
         {Answer{{RemoteStatus::NotFound, {}, {}}, "council.place.nothing"},
          Answer{html_page(), "council.place.nothing"},
          Answer{{RemoteStatus::Refused, {}, {}}, "council.place.refused"},
          Answer{{RemoteStatus::Unreachable, {}, {}}, "council.place.away"}}) {
        other_place_answers(answer);
        follow();
        BOOST_TEST(is_school_at(testing::k_store_url, "token"));
        BOOST_TEST(says(said), said);
        BOOST_TEST(store_of(school).former.empty());
        BOOST_TEST(school.see().shell.sync.label.key == "session.sync.up_to_date");
    }
    restart_school();
    BOOST_TEST(is_school_at(testing::k_store_url, "token"));
    // What stands there under the names of heads was signed by nobody.
    school.remote.fault = [this](PlaceVerb verb, std::string const&) {
        bool const is_forged = verb == PlaceVerb::Get && school.remote.address().url == testing::k_other_place;
        return is_forged ? std::optional(html_page()) : std::nullopt;
    };
    follow();
    BOOST_TEST(is_school_at(testing::k_store_url, "token"));
    BOOST_TEST(says("council.place.nothing"));
}

BOOST_FIXTURE_TEST_CASE(flaw_58_the_form_of_the_token_asks_the_other_place_too, StorePlaceTown)
{
    testing::join_school(mayor, school);
    sign_place(testing::k_other_place, "fresh");
    other_place_answers({RemoteStatus::NotFound, {}, {}});
    refuse_school();
    BOOST_REQUIRE((school.form().kind == FormKind::StoreToken));
    school.submit("follow");
    BOOST_REQUIRE((school.form().kind == FormKind::StoreToken));
    BOOST_TEST(school.error_at("") == "council.place.nothing");
    auto const link =
        ledger::encode_link(testing::k_bundle, ledger::StoreLink{{std::string(testing::k_other_place), "live"}});
    school.submit("ok", {{"link", link}});
    BOOST_REQUIRE((school.form().kind == FormKind::StoreToken));
    BOOST_TEST(school.error_at("") == "council.place.nothing");
    BOOST_TEST(is_school_at(testing::k_store_url, "token"));
    school.remote.fault = {};
    school.submit("ok", {{"link", link}});
    BOOST_TEST((school.form().kind == FormKind::None));
    BOOST_TEST(is_school_at(testing::k_other_place, "live"));
}

BOOST_FIXTURE_TEST_CASE(flaw_58_a_place_that_the_disk_refuses_is_not_followed, StorePlaceTown)
{
    testing::join_school(mayor, school);
    sign_place(testing::k_other_place, "fresh");
    school.disk.full = true;
    school.send(app::FollowStore{std::string(testing::k_other_place)});
    BOOST_TEST(is_school_at(testing::k_store_url, "token"));
    BOOST_TEST(says("doors.error.disk"));
    school.disk.full = false;
    follow();
    BOOST_TEST(is_school_at(testing::k_other_place, "fresh"));
}

BOOST_FIXTURE_TEST_CASE(flaw_58_the_place_before_is_kept_and_returned_to, StorePlaceTown)
{
    testing::join_school(mayor, school);
    BOOST_TEST(store_of(school).former.empty());
    sign_place(testing::k_other_place, "fresh");
    follow();
    BOOST_REQUIRE(is_school_at(testing::k_other_place, "fresh"));
    BOOST_TEST(testing::names_place(store_of(school).former, testing::k_store_url));
    restart_school();
    BOOST_TEST(testing::names_place(store_of(school).former, testing::k_store_url));
    // It answers no more: the way back asks it nothing.
    school.remote.offline = true;
    school.send(app::ReturnToFormerStore{});
    BOOST_TEST(is_school_at(testing::k_store_url, "token"));
    BOOST_TEST(store_of(school).former.empty());
    school.send(app::ReturnToFormerStore{});
    BOOST_TEST(is_school_at(testing::k_store_url, "token"));
    school.remote.offline = false;
    restart_school();
    BOOST_TEST(is_school_at(testing::k_store_url, "token"));
    school.wait(5000);
    BOOST_TEST(school.see().shell.sync.label.key == "session.sync.up_to_date");
}

BOOST_FIXTURE_TEST_CASE(a_place_where_nothing_was_synchronised_yet_is_told_on_home, StorePlaceTown)
{
    testing::join_school(mayor, school);
    sign_place(testing::k_other_place, "fresh");
    // It answers once, when it is asked whether the council is there.
    bool answers = false;
    std::size_t listings = 0;
    school.remote.fault = [&](PlaceVerb verb, std::string const& path) {
        bool const is_there = school.remote.address().url == testing::k_other_place;
        listings += is_there && verb == PlaceVerb::List && path == "h/" ? 1U : 0U;
        bool const is_down = is_there && !answers && listings > 1;
        return is_down ? std::optional(RemoteAnswer{}) : std::nullopt;
    };
    follow();
    BOOST_REQUIRE(is_school_at(testing::k_other_place, "fresh"));
    auto const* told = testing::find_todo(school, "council.todo.store_new");
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST(testing::names_place(told->detail, testing::k_other_place));
    BOOST_TEST(std::holds_alternative<app::ReturnToFormerStore>(told->command));
    restart_school();
    BOOST_TEST(testing::find_todo(school, "council.todo.store_new") != nullptr);
    answers = true;
    school.send(app::SyncNow{});
    school.wait(60'000);
    BOOST_TEST(testing::find_todo(school, "council.todo.store_new") == nullptr);
    BOOST_TEST(!store_of(school).former.empty());
    school.wait(60'000);
    restart_school();
    BOOST_TEST(testing::find_todo(school, "council.todo.store_new") == nullptr);
    school.remote.fault = {};
}

BOOST_FIXTURE_TEST_CASE(flaw_58_a_place_is_set_aside_and_another_act_asks_again, StorePlaceTown)
{
    testing::join_school(mayor, school);
    sign_place(testing::k_other_place, "fresh");
    auto const shown = store_of(school);
    BOOST_REQUIRE(shown.may_set_aside);
    school.send(app::KeepStorePlace{shown.announced_by});
    BOOST_TEST(testing::find_todo(school, "council.todo.store_place") == nullptr);
    restart_school();
    BOOST_TEST(testing::find_todo(school, "council.todo.store_place") == nullptr);
    BOOST_TEST(is_school_at(testing::k_store_url, "token"));
    // Who changes his mind finds it where the store is shown.
    BOOST_TEST(!store_of(school).may_set_aside);
    BOOST_TEST(store_of(school).announced_url == testing::k_other_place);
    sign_place("https://encore.example/store/", "fresh");
    BOOST_REQUIRE(testing::find_todo(school, "council.todo.store_place") != nullptr);
    BOOST_TEST(store_of(school).may_set_aside);
}

/// docs/protocol.md 3.7: any rank replaces the token of the place in use, whatever place another act has named.
BOOST_FIXTURE_TEST_CASE(flaw_58_an_act_that_names_another_place_stops_no_rotation_of_the_token, StorePlaceTown)
{
    testing::join_school(mayor, school);
    for (std::string_view const url : {testing::k_other_place, std::string_view("ftp://nulle-part.example/")}) {
        sign_place(url, "fresh");
        auto const next = "next-" + std::string(url.substr(0, 3));
        type_link(ledger::encode_link(testing::k_bundle, ledger::StoreLink{{std::string(url), next}}));
        BOOST_TEST(link_error() == "council.store.other_place");
        type_link(testing::store_link(next));
        BOOST_TEST(link_error().empty());
        mayor.send(app::SignDraft{});
        BOOST_REQUIRE((mayor.form().kind == FormKind::SignAct));
        auto const stays = phrase("council.op.store").with("url", std::string(testing::k_store_url));
        auto const& lines = mayor.form().lines;
        BOOST_TEST(std::ranges::any_of(lines, [&](app::FormLine const& line) { return line.text == stays; }));
        mayor.sign();
        mayor.wait(5000);
        BOOST_TEST(mayor.remote.address().url == testing::k_store_url);
        BOOST_TEST(mayor.remote.address().token == next);
        BOOST_TEST(testing::find_todo(mayor, "council.todo.store_place") == nullptr);
        testing::exchange(mayor, school);
        BOOST_TEST(testing::find_todo(school, "council.todo.store_place") == nullptr);
        server.refused_tokens.insert(school.remote.address().token);
        school.send(app::SyncNow{});
        school.wait(5000);
        BOOST_TEST((school.form().kind == FormKind::None));
        BOOST_TEST(is_school_at(testing::k_store_url, next));
    }
}

/// Who opened by another name of the place of the founding is not asked to move to it, on Home or by the form.
BOOST_FIXTURE_TEST_CASE(another_name_of_the_place_of_the_founding_is_no_other_place, StorePlaceTown)
{
    constexpr std::string_view k_alias = "http://localhost:8080/store/0123456789abcdef/";
    auto const kit = ledger::read_kit_text(mayor.kit);
    BOOST_REQUIRE(kit.has_value());
    std::string words;
    for (auto const& word : ledger::kit_words(kit->vault, kit->account_secret.view(), kit->recovery_key.view()))
        words += word + ' ';
    auto const link = ledger::encode_link(testing::k_bundle, ledger::StoreLink{{std::string(k_alias), "token"}});
    Desk alias(server);
    alias.clock = mayor.clock;
    alias.open();
    alias.submit("kit");
    alias.submit("ok", {{"address", link}, {"number", ledger::kit_number(kit->vault)}, {"words", words}});
    alias.choose_passphrase();
    alias.wait(5000);
    BOOST_REQUIRE(alias.see().signed_in);
    BOOST_TEST(testing::find_todo(alias, "council.todo.store_place") == nullptr);
    type_link_of(alias, testing::store_link("next"));
    BOOST_TEST(store_of(alias).field.error.empty());
    alias.send(app::SignDraft{});
    BOOST_REQUIRE((alias.form().kind == FormKind::SignAct));
    BOOST_TEST(std::ranges::none_of(
        alias.form().lines, [](app::FormLine const& line) { return line.text.key == "council.op.store"; }));
    alias.sign();
    alias.wait(5000);
    BOOST_TEST(alias.remote.address().url == k_alias);
    BOOST_TEST(alias.remote.address().token == "next");
    server.refused_tokens.insert("next");
    alias.send(app::SyncNow{});
    alias.wait(5000);
    BOOST_REQUIRE((alias.form().kind == FormKind::StoreToken));
    BOOST_TEST(alias.form().asked.empty());
}

BOOST_AUTO_TEST_SUITE_END()
