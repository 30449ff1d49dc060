// What a store, a link or another member may not obtain from a session: an older account published again, another
// store, a signature under something that was not read, secrets left behind by a form.

#include "core/app/session_impl.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::MemoryRemote;

namespace {

struct GuardTown : testing::FoundedTown {
    [[nodiscard]] std::vector<std::string> accounts() const
    {
        std::vector<std::string> paths;
        for (auto const& [path, document] : server.documents) {
            if (path.starts_with("k/"))
                paths.push_back(path);
        }
        return paths;
    }
};

bool holds(app::FormView const& form, std::string const& secret)
{
    auto const shows = [&secret](app::FormLine const& line) {
        return std::ranges::any_of(line.text.args, [&secret](auto const& arg) {
            auto const* const text = std::get_if<std::string>(&arg.second);
            return text != nullptr && text->find(secret) != std::string::npos;
        });
    };
    return form.qr.find(secret) != std::string::npos || std::ranges::any_of(form.lines, shows);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(guards)

BOOST_FIXTURE_TEST_CASE(a_kit_publishes_nothing_from_an_account_older_than_the_device_s, GuardTown)
{
    auto const old = server.snapshot();
    mayor.kill();
    mayor.open();
    testing::renew_by_kit(mayor, mayor);
    auto const former = mayor.passphrase;
    server.documents = old;
    auto const before = accounts();
    // In the session that runs…
    mayor.send(app::ChangePassphrase{});
    BOOST_REQUIRE((mayor.form().kind == FormKind::KitEntry));
    mayor.submit("ok", {{"kit", mayor.kit}});
    BOOST_TEST((mayor.form().kind == FormKind::KitEntry));
    BOOST_TEST(mayor.error_at("") == "doors.error.account_older");
    // … and before the passphrase.
    mayor.kill();
    mayor.open();
    mayor.submit("kit");
    mayor.submit("ok", {{"kit", mayor.kit}});
    BOOST_TEST((mayor.form().kind == FormKind::KitEntry));
    BOOST_TEST(mayor.error_at("") == "doors.error.account_older");
    BOOST_TEST(accounts() == before);
    // The device itself still opens.
    mayor.submit("cancel");
    mayor.passphrase = former;
    mayor.sign_in();
    BOOST_TEST(mayor.see().signed_in);
}

/// docs/protocol.md 3.4: E_ROLLBACK, and nothing is written before a person has read it.
BOOST_FIXTURE_TEST_CASE(an_older_account_on_the_store_is_an_alarm_to_be_read_before_anything_is_written, GuardTown)
{
    auto const old = server.snapshot();
    mayor.kill();
    mayor.open();
    testing::renew_by_kit(mayor, mayor);
    mayor.wait(5000);
    BOOST_TEST(mayor.see().shell.alarms.empty());
    mayor.kill();
    // The host restores the account, and nothing else.
    for (auto const& path : accounts())
        server.erase(path);
    for (auto const& [path, document] : old) {
        if (path.starts_with("k/"))
            server.put(path, document.body);
    }
    auto const before = accounts();
    auto const come_back = [this] {
        mayor.kill();
        mayor.open();
        mayor.sign_in();
        mayor.wait(5000);
        return mayor.see().shell;
    };
    for (int session = 0; session < 2; ++session) {
        auto const shell = come_back();
        BOOST_REQUIRE(shell.alarms.size() == 1U);
        BOOST_TEST(shell.alarms.front().key == "session.alarm.rollback_account");
        // Nobody is told to warn himself.
        BOOST_TEST(std::ranges::any_of(shell.alarms.front().args, [](auto const& arg) {
            return arg.first == "helper" && arg.second == PhraseArg(TextRef{"session.ask.somebody"});
        }));
        BOOST_TEST(shell.read_only);
        BOOST_TEST(shell.read_only_reason.key == "session.read_only.alarm");
    }
    BOOST_TEST(accounts() == before);
    mayor.send(app::AcknowledgeAlarm{0});
    BOOST_TEST(mayor.see().shell.alarms.empty());
    BOOST_TEST(!mayor.see().shell.read_only);
    // Read, it is told again the day after, as long as it is so.
    BOOST_TEST(come_back().alarms.empty());
    mayor.clock.advance(k_ms_per_day);
    BOOST_TEST(come_back().alarms.size() == 1U);
    BOOST_TEST(accounts() == before);
}

BOOST_FIXTURE_TEST_CASE(a_signature_whose_look_up_failed_publishes_over_no_newer_account, GuardTown)
{
    auto const former = mayor.passphrase;
    testing::answer_invitation(school, testing::invite_school(mayor));
    mayor.wait(60'000);
    Desk renewed(server);
    renewed.open();
    testing::renew_by_kit(mayor, renewed);
    auto const before = accounts();
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::AcceptInvite{mayor.see().members->invitations.front().invite});
    mayor.send(app::SignDraft{});
    mayor.remote.fault =
        [once = true](MemoryRemote::Verb, std::string const& path) mutable -> std::optional<ports::RemoteAnswer> {
        if (!path.starts_with("k/") || !std::exchange(once, false))
            return std::nullopt;
        return ports::RemoteAnswer{.status = ports::RemoteStatus::Unreachable};
    };
    mayor.submit("ok", {{"passphrase", former}});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    BOOST_TEST(accounts() == before);
}

BOOST_FIXTURE_TEST_CASE(what_a_kit_shows_is_gone_from_both_views_once_its_form_is_left, GuardTown)
{
    Desk other(server);
    auto const link = testing::invite_school(mayor);
    other.open(testing::fragment_of(link));
    other.submit("ok", {{"charter", "1"}, {"rules", "1"}, {"name", "Camille Durand"}});
    other.choose_passphrase();
    auto const& shown = other.form();  // Of the page: the last views that it was given.
    BOOST_REQUIRE((shown.kind == FormKind::Kit));
    auto const text = shown.qr;
    BOOST_REQUIRE(shown.lines.size() == 4U);
    auto const words = std::get<std::string>(shown.lines[2].text.args.front().second);
    BOOST_REQUIRE((holds(shown, text) && holds(shown, words)));
    app::FormSubmission next{.kind = FormKind::Kit, .button = "ok", .fields = {}};
    other.app().submit(std::move(next));
    other.app().tick();
    BOOST_TEST(!holds(shown, text));
    BOOST_TEST(!holds(shown, words));
    BOOST_TEST((other.form().kind == FormKind::KitCheck));
}

BOOST_AUTO_TEST_CASE(a_form_is_overwritten_before_it_is_freed)
{
    app::FormView form;
    form.qr = std::string(64, 'q');
    form.lines.push_back({phrase("doors.kit.words"), verbatim(std::string(64, 'w'))});
    app::wipe_form(form);
    BOOST_TEST(form.qr.empty());
    BOOST_TEST(form.lines.empty());
}

BOOST_FIXTURE_TEST_CASE(a_store_link_met_in_a_session_replaces_nothing, GuardTown)
{
    mayor.app().start(
        "#" + ledger::encode_link("", ledger::StoreLink{{"https://ailleurs.example/store/x/", "evil"}}).substr(1));
    mayor.app().tick();
    BOOST_TEST(mayor.remote.address().url == testing::k_store_url);
    BOOST_TEST(mayor.remote.address().token == "token");
    auto const& toasts = mayor.see().shell.toasts;
    BOOST_TEST(std::ranges::any_of(
        toasts, [](app::ToastView const& toast) { return toast.text.key == "doors.error.lock_first"; }));
    // The form that asks for one takes it.
    server.refused_tokens.insert("token");
    mayor.send(app::SyncNow{});
    mayor.wait(5000);
    BOOST_REQUIRE((mayor.form().kind == FormKind::StoreToken));
    auto const plain =
        ledger::encode_link(testing::k_bundle, ledger::StoreLink{{"http://mairie.example/store/x/", "t"}});
    mayor.submit("ok", {{"link", plain}});
    BOOST_TEST(mayor.error_at("link") == "doors.error.store_link");
    auto const fresh = testing::store_link("fresh");
    mayor.app().start(testing::fragment_of(fresh));
    mayor.app().tick();
    BOOST_TEST(mayor.remote.address().token == "fresh");
    BOOST_TEST((mayor.form().kind == FormKind::None));
}

BOOST_FIXTURE_TEST_CASE(a_link_to_a_store_without_tls_opens_nothing, GuardTown)
{
    Desk other(server);
    auto const link =
        ledger::encode_link(testing::k_bundle, ledger::StoreLink{{"http://localhost.evil/store/x/", "t"}});
    other.open(testing::fragment_of(link));
    BOOST_TEST((other.form().kind == FormKind::Welcome));
    BOOST_TEST(other.error_at("link") == "doors.error.link");
    other.submit("kit");
    for (auto const* const address :
         {"http://localhost.evil/store/x/", "https://mairie.example@evil.example/", "https://mairie.example/?x",
          "https://mairie.example/a b/"}) {
        other.submit("ok", {{"address", address}, {"number", ""}, {"words", ""}});
        BOOST_TEST(other.error_at("address") == "doors.error.address", address);
    }
    other.submit("ok", {{"address", "https://mairie.example/store/x"}, {"number", ""}, {"words", ""}});
    BOOST_TEST(other.error_at("address").empty());
}

BOOST_FIXTURE_TEST_CASE(an_act_that_changed_since_it_was_shown_is_shown_again_and_not_signed, GuardTown)
{
    testing::join_school(mayor, school);
    Desk other(server);
    testing::open_elsewhere(mayor, other);
    other.wait(5000);

    testing::prepare_removal(mayor, "Camille Durand");
    mayor.send(app::SignDraft{});
    BOOST_REQUIRE((mayor.form().kind == FormKind::SignAct));
    BOOST_TEST(mayor.form().user == "Espace 1");
    auto const shown = mayor.form().lines;
    // The same is done elsewhere meanwhile: here the act would have no effect any more.
    testing::prepare_removal(other, "Camille Durand");
    other.send(app::SignDraft{});
    other.sign();
    other.wait(5000);

    mayor.submit("ok", {{"passphrase", mayor.passphrase}});
    BOOST_REQUIRE((mayor.form().kind == FormKind::SignAct));
    BOOST_TEST(mayor.error_at("") == "council.act.changed");
    BOOST_TEST((mayor.form().lines != shown));
    mayor.submit("cancel");
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(testing::changes_in(mayor) == 1U);
    BOOST_TEST(mayor.see().acts->draft.back().text.key == "council.act.no_effect");
}

BOOST_AUTO_TEST_SUITE_END()
