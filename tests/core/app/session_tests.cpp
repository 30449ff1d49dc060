// A running session: what the store says, what is kept, how it ends.

#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::MemoryServer;

namespace {

struct Running {
    Running()
    {
        BOOST_REQUIRE(crypto::init());
        mayor.found_council();
        mayor.wait(1000);
    }

    MemoryServer server{};
    Desk mayor{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(session)

BOOST_FIXTURE_TEST_CASE(a_refused_token_is_asked_for_and_replaced, Running)
{
    server.refused_tokens.insert("token");
    mayor.send(app::SyncNow{});
    mayor.wait(1000);
    BOOST_REQUIRE((mayor.form().kind == FormKind::StoreToken));
    BOOST_TEST(mayor.form().over_app);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.refused");
    mayor.submit("ok", {{"link", "https://mairie.example/"}});
    BOOST_TEST(mayor.error_at("link") == "doors.error.store_link");
    mayor.submit("ok", {{"link", testing::store_link("another")}});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    mayor.wait(1000);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    mayor.wait(1000);
    BOOST_TEST((mayor.form().kind == FormKind::None));
    BOOST_TEST(mayor.remote.address().token == "another");
}

BOOST_FIXTURE_TEST_CASE(a_store_that_does_not_answer_is_said_and_asked_again, Running)
{
    mayor.remote.offline = true;
    mayor.send(app::SyncNow{});
    mayor.wait(1000);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.offline");
    BOOST_TEST(mayor.see().shell.sync.offline);
    mayor.remote.offline = false;
    auto const wake = mayor.app().next_wake();
    BOOST_REQUIRE(wake.has_value());
    BOOST_TEST(wake->ms - mayor.clock.now().ms <= 6 * 60'000);
    mayor.clock.time = *wake;
    mayor.wait(0);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
}

BOOST_FIXTURE_TEST_CASE(locking_ends_everything_and_the_passphrase_opens_it_again, Running)
{
    mayor.send(app::Lock{});
    BOOST_TEST(mayor.app().locked());
    BOOST_TEST((mayor.form().kind == FormKind::Locked));
    BOOST_TEST(!mayor.see().signed_in);
    BOOST_TEST(!mayor.see().home.has_value());
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    BOOST_TEST(mayor.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(back_returns_where_one_was, Running)
{
    mayor.send(app::Go{app::TextsRoute{}});
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(mayor.see().members.has_value());
    BOOST_TEST(!mayor.see().texts.has_value());
    mayor.send(app::GoBack{});
    BOOST_TEST(mayor.see().texts.has_value());
    mayor.send(app::GoBack{});
    BOOST_TEST(mayor.see().home.has_value());
    BOOST_TEST(!mayor.see().shell.can_go_back);
}

BOOST_FIXTURE_TEST_CASE(nothing_is_drawn_again_while_nothing_changes, Running)
{
    (void)mayor.see();
    auto const version = mayor.app().version();
    mayor.wait(500);
    BOOST_TEST(mayor.app().version() == version);
    mayor.send(app::Go{app::TextsRoute{}});
    BOOST_TEST(mayor.app().version() > version);
}

BOOST_FIXTURE_TEST_CASE(what_the_screen_calls_saved_survives_a_killed_tab, Running)
{
    mayor.remote.offline = true;
    mayor.send(app::Go{app::ReportRoute{}});
    mayor.send(app::ChooseReportGroup{0});
    auto const text = [&](std::uint32_t field, std::string const& typed) {
        mayor.send(app::EditReport{field, {.text = typed, .codes = {}, .member = {}}});
    };
    auto const code = [&](std::uint32_t field, std::uint32_t chosen) {
        mayor.send(app::EditReport{field, {.text = {}, .codes = {chosen}, .member = {}}});
    };
    text(domain::field::k_nom, "Rivière");
    text(domain::field::k_prenom, "Mathis");
    text(domain::field::k_naissance, "14/05/2001");
    code(domain::field::k_origine, static_cast<std::uint32_t>(domain::Origine::Mediateurs));
    code(domain::field::k_motifs, static_cast<std::uint32_t>(domain::Motif::Errance));
    mayor.send(app::SendReport{});
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_REQUIRE(mayor.see().situations->rows.size() == 1U);
    BOOST_TEST(mayor.see().shell.sync.pending > 0U);
    mayor.kill();

    mayor.open();
    mayor.sign_in();
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_REQUIRE(mayor.see().situations->rows.size() == 1U);
    auto const record = mayor.see().situations->rows.front().record;
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
    BOOST_REQUIRE(mayor.see().sheet.has_value());
    mayor.remote.offline = false;
    mayor.send(app::SyncNow{});
    mayor.wait(1000);
    BOOST_TEST(mayor.see().shell.sync.pending == 0U);
}

BOOST_AUTO_TEST_CASE(a_founding_that_was_cut_is_taken_up_again)
{
    BOOST_REQUIRE(crypto::init());
    // Commits from the account on: the place, the founding to come, root and card, the act, then records.
    for (std::size_t const last : {2U, 3U, 4U, 5U}) {
        MemoryServer server;
        Desk mayor(server);
        mayor.disk.fail_after = last;
        mayor.prepare_founding();
        BOOST_TEST(!mayor.see().signed_in);
        BOOST_TEST(mayor.error_at("") == "doors.error.disk");
        mayor.kill();
        mayor.disk.fail_after = SIZE_MAX;
        mayor.open();
        mayor.sign_in();
        BOOST_TEST_CONTEXT("commits: " << last)
        {
            BOOST_REQUIRE(mayor.see().signed_in);
            BOOST_TEST(mayor.see().shell.member_name == "Claire Vasseur");
            mayor.wait(1000);
            mayor.send(app::Go{app::GroupsRoute{}});
            BOOST_TEST(mayor.see().groups->rows.size() == 2U);
            BOOST_TEST(mayor.see().shell.sync.pending == 0U);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
