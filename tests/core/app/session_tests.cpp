// A running session: what the store says, what is kept, how it ends.

#include "core/crypto/hash.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "core/ledger/log_chain.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::MemoryServer;

namespace {

using Running = testing::FoundedTown;

}  // namespace

BOOST_AUTO_TEST_SUITE(session)

BOOST_FIXTURE_TEST_CASE(flaw_45_a_refused_token_is_asked_for_and_replaced, Running)
{
    server.refused_tokens.insert("token");
    mayor.send(app::SyncNow{});
    mayor.wait(5000);
    BOOST_REQUIRE((mayor.form().kind == FormKind::StoreToken));
    BOOST_TEST(mayor.form().over_app);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.refused");
    mayor.submit("ok", {{"link", "https://mairie.example/"}});
    BOOST_TEST(mayor.error_at("link") == "doors.error.store_link");
    mayor.submit("ok", {{"link", testing::store_link("another")}});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    mayor.wait(5000);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    mayor.wait(5000);
    BOOST_TEST((mayor.form().kind == FormKind::None));
    BOOST_TEST(mayor.remote.address().token == "another");
}

BOOST_FIXTURE_TEST_CASE(a_store_that_does_not_answer_is_said_and_asked_again, Running)
{
    mayor.remote.offline = true;
    mayor.send(app::SyncNow{});
    mayor.wait(5000);
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

BOOST_FIXTURE_TEST_CASE(two_edits_in_a_moment_are_two_pushes_and_one_more_head_and_up_to_date_only_then, Running)
{
    auto const heads = [this] {
        std::map<std::string, std::string> tags;
        for (auto const& [path, document] : server.documents) {
            if (path.starts_with("h/"))
                tags.emplace(path, document.etag);
        }
        return tags;
    };
    mayor.wait(sync::k_head_every_ms);
    auto const before = heads();
    (void)testing::open_situation(mayor, {});
    auto const first = heads();
    BOOST_TEST((first != before));
    auto const objects = server.documents.size();
    (void)testing::open_situation(mayor, {.family = "Martin", .given = "Lina"});
    // What was written is on the store; its head is owed, and that is said.
    BOOST_TEST(server.documents.size() > objects);
    BOOST_TEST((heads() == first));
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.pending");
    mayor.send(app::SyncNow{});
    BOOST_TEST((heads() == first));
    // A timer wakes the application for it, and for nothing before.
    auto const at = mayor.clock.now().ms;
    BOOST_REQUIRE(mayor.app().next_wake().has_value());
    BOOST_TEST(mayor.app().next_wake()->ms == at + sync::k_head_every_ms);
    mayor.rest_until(at + sync::k_head_every_ms);
    BOOST_TEST((heads() != first));
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
    BOOST_TEST(mayor.app().next_wake()->ms > mayor.clock.now().ms);
}

BOOST_FIXTURE_TEST_CASE(a_head_that_a_lock_left_is_sent_when_the_session_opens_again, Running)
{
    testing::join_school(mayor, school);
    (void)testing::open_situation(mayor, {});
    auto const second = testing::open_situation(mayor, {.family = "Martin", .given = "Lina"});
    mayor.send(app::Lock{});
    mayor.kill();
    school.wait(60'000);
    school.send(app::Go{app::SituationsRoute{.group = {}, .situation = second, .tab = {}}});
    BOOST_TEST(!school.see().sheet.has_value());
    mayor.open();
    mayor.sign_in();
    school.send(app::Go{app::HomeRoute{}});
    school.wait(60'000);
    school.send(app::Go{app::SituationsRoute{.group = {}, .situation = second, .tab = {}}});
    BOOST_TEST(school.see().sheet.has_value());
}

BOOST_FIXTURE_TEST_CASE(locking_ends_everything_and_the_passphrase_opens_it_again, Running)
{
    mayor.send(app::Lock{});
    BOOST_TEST(mayor.app().locked());
    BOOST_TEST((mayor.form().kind == FormKind::Locked));
    BOOST_TEST(mayor.form().asked.empty());
    BOOST_TEST(!mayor.see().signed_in);
    BOOST_TEST(!mayor.see().home.has_value());
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    BOOST_TEST(mayor.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(r_50_refused_passphrases_are_in_the_log_before_the_one_that_was_right, Running)
{
    mayor.send(app::Lock{});
    mayor.kill();
    mayor.open();
    mayor.submit("ok", {{"passphrase", "abaisser abandon"}});
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.passphrase");
    mayor.wait(5000);
    mayor.submit("ok", {{"passphrase", "abaisser"}});
    mayor.sign_in();
    BOOST_REQUIRE(mayor.see().signed_in);
    std::vector<ledger::LogAction> actions;
    for (auto const& entry : testing::publish_and_read_log(mayor, server)) {
        bool const is_sign_in =
            entry.action == ledger::LogAction::SignIn || entry.action == ledger::LogAction::SignInFailed;
        if (is_sign_in)
            actions.push_back(entry.action);
        BOOST_TEST((entry.action == ledger::LogAction::SignInFailed) == (entry.result == ledger::LogResult::Refused));
    }
    using enum ledger::LogAction;
    BOOST_TEST((actions == std::vector{SignIn, SignInFailed, SignInFailed, SignIn}));
}

BOOST_FIXTURE_TEST_CASE(an_answer_asks_for_a_frame_when_it_brings_something_and_only_then, Running)
{
    join_school(mayor, school);
    auto const record = testing::open_situation(mayor, {});
    mayor.send(app::SyncNow{});
    school.send(app::SyncNow{});
    school.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
    (void)school.see();
    // From the beginning of a minute, which the shell tells, to the poll; the page asks for the views between answers.
    school.remote.fault = [this](auto, auto const&) {
        (void)school.see();
        return std::optional<ports::RemoteAnswer>{};
    };
    auto const frames_of_a_poll = [&] {
        school.clock.time = {(school.clock.now().ms / 60'000 + 1) * 60'000};
        school.send(app::SyncNow{});
        auto const asked = school.frames_asked;
        auto const requests = server.requests;
        return [this, asked, requests] {
            school.rest_until(school.clock.now().ms + 40'000);
            BOOST_TEST(server.requests > requests);
            return school.frames_asked - asked;
        };
    };
    BOOST_TEST(frames_of_a_poll()() == 0U);
    auto const poll = frames_of_a_poll();
    mayor.send(app::SetField{record, domain::field::k_prenom, testing::typed("Mathias")});
    mayor.send(app::SyncNow{});
    // Its head may wait for the one before it.
    mayor.wait(sync::k_head_every_ms);
    BOOST_TEST(poll() > 0U);
}

BOOST_FIXTURE_TEST_CASE(a_session_left_alone_warns_and_locks, Running)
{
    auto const warned = [&] {
        return std::ranges::any_of(mayor.see().shell.toasts, [](app::ToastView const& toast) {
            return toast.text.key == "session.lock_soon";
        });
    };
    mayor.app().note_input();
    mayor.remote.offline = true;
    mayor.rest_until(mayor.clock.now().ms + 9 * 60'000 - 1);
    BOOST_TEST(!warned());
    mayor.wait(1);
    BOOST_TEST(warned());
    auto const version = mayor.app().version();
    mayor.rest_until(mayor.clock.now().ms + 59'999);
    BOOST_TEST(warned());
    BOOST_TEST(!mayor.app().locked());
    BOOST_TEST(mayor.app().version() == version);
    mayor.wait(1);
    BOOST_TEST(mayor.app().locked());
    BOOST_TEST((mayor.form().kind == FormKind::Locked));
    BOOST_TEST((mayor.form().asked == std::vector<std::string>{"idle"}));
    BOOST_TEST(mayor.form().intro.front().key == "doors.locked.idle");
    BOOST_TEST(!mayor.see().signed_in);
    BOOST_TEST(!mayor.app().next_wake().has_value());
}

BOOST_FIXTURE_TEST_CASE(staying_or_any_press_postpones_the_automatic_lock, Running)
{
    auto const warning = [&]() -> std::optional<app::ToastView> {
        for (auto const& toast : mayor.see().shell.toasts) {
            if (toast.text.key == "session.lock_soon")
                return toast;
        }
        return std::nullopt;
    };
    mayor.app().note_input();
    mayor.rest_until(mayor.clock.now().ms + 9 * 60'000);
    BOOST_REQUIRE(warning().has_value());
    BOOST_REQUIRE(warning()->button.has_value());
    mayor.send(warning()->button->command);
    BOOST_TEST(!warning().has_value());
    mayor.rest_until(mayor.clock.now().ms + 9 * 60'000);
    BOOST_REQUIRE(warning().has_value());
    // A press elsewhere: the message goes a moment later, by itself.
    mayor.app().note_input();
    auto const pressed = mayor.clock.now().ms;
    mayor.wait(0);
    BOOST_TEST(warning().has_value());
    mayor.rest_until(pressed + 2'000);
    BOOST_TEST(!warning().has_value());
    mayor.rest_until(pressed + 10 * 60'000 - 1);
    BOOST_TEST(!mayor.app().locked());
    // A clock that is set back keeps nothing open.
    mayor.clock.time.ms -= 86'400'000;
    mayor.wait(0);
    mayor.rest_until(mayor.clock.now().ms + 10 * 60'000);
    BOOST_TEST(mayor.app().locked());
}

BOOST_FIXTURE_TEST_CASE(what_was_typed_is_saved_before_the_automatic_lock, Running)
{
    mayor.send(app::Go{app::ReportRoute{}});
    mayor.send(app::ChooseReportGroup{0});
    auto const edit = [&](std::uint32_t field, app::FieldInput input) {
        mayor.send(app::EditReport{field, std::move(input)});
    };
    edit(domain::field::k_nom, {.text = "Rivière", .codes = {}, .member = {}});
    edit(domain::field::k_prenom, {.text = "Mathis", .codes = {}, .member = {}});
    edit(domain::field::k_naissance, {.text = "14/05/2005", .codes = {}, .member = {}});
    edit(domain::field::k_origine, {.text = {}, .codes = {std::uint32_t(domain::Origine::Mediateurs)}, .member = {}});
    edit(domain::field::k_motifs, {.text = {}, .codes = {std::uint32_t(domain::Motif::Errance)}, .member = {}});
    mayor.send(app::SendReport{});
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_REQUIRE(mayor.see().situations->rows.size() == 1U);
    auto const record = mayor.see().situations->rows.front().record;
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
    mayor.send(app::TypeField{record, domain::field::k_prenom, "Mathias"});
    // The tab slept: nothing ran between the last key and the hour of the lock.
    mayor.wait(10 * 60'000);
    BOOST_REQUIRE(mayor.app().locked());
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_REQUIRE(mayor.see().situations->rows.size() == 1U);
    auto const& args = mayor.see().situations->rows.front().title.args;
    BOOST_TEST(std::ranges::any_of(args, [](auto const& arg) {
        auto const* const text = std::get_if<std::string>(&arg.second);
        return text != nullptr && text->starts_with("Mathias");
    }));
}

BOOST_FIXTURE_TEST_CASE(about_tells_the_build_and_what_it_is_made_of, Running)
{
    mayor.app().set_build("0123456789abcdef");
    mayor.send(app::Go{app::AboutRoute{}});
    auto const& about = mayor.see().about;
    BOOST_REQUIRE(about.has_value());
    BOOST_TEST(about->build == "0123456789abcdef");
    BOOST_TEST(std::ranges::is_sorted(about->components, [](auto const& a, auto const& b) { return a.name < b.name; }));
    auto const sodium = std::ranges::find(about->components, "libsodium", &app::ComponentView::name);
    BOOST_REQUIRE((sodium != about->components.end()));
    BOOST_TEST(!sodium->version.empty());
    BOOST_TEST(sodium->licence == "ISC");
    BOOST_TEST(sodium->hash.starts_with("sha256-"));
    BOOST_TEST(std::ranges::all_of(about->components, [](app::ComponentView const& component) {
        return !component.version.empty() && !component.licence.empty();
    }));
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
    text(domain::field::k_naissance, "14/05/2005");
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
    mayor.wait(5000);
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
            mayor.wait(5000);
            mayor.send(app::Go{app::GroupsRoute{}});
            BOOST_TEST(mayor.see().groups->rows.size() == 2U);
            BOOST_TEST(mayor.see().shell.sync.pending == 0U);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
