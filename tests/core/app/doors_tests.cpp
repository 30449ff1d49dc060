// Doors: from an empty browser to Home, by what a person sees and types.

#include "core/app/council_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/doors_steps.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::fragment_of;

namespace {

using Town = testing::EmptyTown;

}  // namespace

BOOST_AUTO_TEST_SUITE(doors)

BOOST_FIXTURE_TEST_CASE(an_empty_browser_leads_a_mayor_to_the_home_of_a_founded_council, Town)
{
    mayor.open();
    BOOST_TEST((mayor.form().kind == FormKind::Welcome));
    mayor.found_council();
    BOOST_TEST((mayor.form().kind == FormKind::None));
    BOOST_REQUIRE(mayor.see().home.has_value());
    BOOST_TEST(mayor.see().shell.member_name == "Claire Vasseur");
    BOOST_REQUIRE(!mayor.see().home->notices.empty());
    BOOST_TEST(mayor.see().home->notices.front().text.key == "session.pilot");
    BOOST_TEST((mayor.see().home->notices.front().tone == app::Tone::Warning));
    BOOST_TEST(shows(mayor, "session.nav.situations"));
    BOOST_TEST(shows(mayor, "session.nav.acts"));
    mayor.wait(5000);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
    mayor.send(app::Go{app::GroupsRoute{}});
    BOOST_REQUIRE(mayor.see().groups->rows.size() == 2U);
    BOOST_TEST(mayor.see().groups->rows[0].name == "Centre");
    for (auto const& [path, document] : server.documents)
        BOOST_TEST(std::string(as_text(document.body)).find("Saint-Aubin") == std::string::npos, path);
}

BOOST_FIXTURE_TEST_CASE(a_founding_draft_travels_as_a_file, Town)
{
    namespace field = app::founding_field;
    Desk coordinator(server);
    coordinator.open();
    coordinator.submit("draft");
    BOOST_REQUIRE(coordinator.see().founding.has_value());
    coordinator.type(field::k_commune, "Saint-Aubin-des-Essais");
    coordinator.send(app::UseTextModel{1});
    BOOST_TEST(coordinator.see().founding->unsaved);
    BOOST_TEST(coordinator.see().founding->draft_file.empty());
    coordinator.send(app::SaveFoundingDraft{});
    auto const file = coordinator.see().founding->draft_file;
    BOOST_REQUIRE(!file.empty());

    mayor.open();
    mayor.submit("ok", {{"link", testing::store_link("token")}});
    BOOST_REQUIRE(mayor.see().founding.has_value());
    auto const error = [&]() -> std::string {
        auto const& errors = mayor.see().founding->errors;
        return errors.empty() ? "" : errors.front().second.key;
    };
    auto const open = [&](Bytes bytes) {
        mayor.app().open_file(std::move(bytes));
        mayor.app().tick();
    };
    // Cut, of another program, empty: each is said, and nothing of what is shown changes.
    open(Bytes(file.begin(), file.end() - 1));
    BOOST_TEST(error() == "founding.error.file");
    open(Bytes(100, 0x41));
    BOOST_TEST(error() == "founding.error.file");
    open({});
    BOOST_TEST(error() == "founding.error.file");
    // Longer than any draft may be, though it begins as one; followed by something else.
    auto longer = file;
    longer.resize(3'000'000, 0x41);
    open(longer);
    BOOST_TEST(error() == "founding.error.file");
    longer.resize(file.size() + 1);
    open(longer);
    BOOST_TEST(error() == "founding.error.file");
    BOOST_TEST(!mayor.see().founding->prepared);
    // Of a form that is not known yet: the map's first entry.
    auto newer = file;
    auto const head = std::string_view("HCV1 founding draft\n").size();
    BOOST_REQUIRE(newer[head + 1] == 1 && newer[head + 2] == 1);
    newer[head + 2] = 2;
    open(newer);
    BOOST_TEST(error() == "founding.error.file_newer");
    open({});
    // Of another format as a whole.
    newer = file;
    newer[3] = '2';
    open(newer);
    BOOST_TEST(error() == "founding.error.file_newer");
    auto const arrivals = mayor.see().founding->arrivals;
    open({});
    BOOST_TEST(mayor.see().founding->arrivals == arrivals + 1);
    BOOST_TEST(mayor.see().founding->unsaved);
    open(file);
    BOOST_TEST(error() == "");
    BOOST_TEST(mayor.see().founding->arrivals == arrivals + 2);
    BOOST_TEST(mayor.see().founding->prepared);
    // It stands in the file, as long as nothing is changed.
    BOOST_TEST(!mayor.see().founding->unsaved);
    BOOST_TEST(!mayor.form().guards_leaving);
    BOOST_TEST(mayor.see().founding->may_found);
    BOOST_TEST(mayor.see().founding->commune[1].text == "Saint-Aubin-des-Essais");
    BOOST_TEST(!mayor.see().founding->charter[1].text.empty());
    mayor.type(app::founding_field::k_order, "Arrêté 2026-12");
    BOOST_TEST(mayor.see().founding->unsaved);
    BOOST_TEST(mayor.form().guards_leaving);
}

BOOST_FIXTURE_TEST_CASE(a_step_of_the_assistant_is_complete_once_founding_would_take_it, Town)
{
    namespace field = app::founding_field;
    using Steps = std::array<bool, 5>;
    mayor.open();
    mayor.submit("draft");
    auto const complete = [&] {
        return mayor.see().founding->complete;
    };
    BOOST_TEST((complete() == Steps{}));
    mayor.type(field::k_commune, "Saint-Aubin-des-Essais");
    mayor.type(field::k_insee, "9");
    mayor.type(field::k_population, "12 500");
    BOOST_TEST(!complete()[0]);
    mayor.type(field::k_insee, "00099");
    BOOST_TEST(complete()[0]);

    mayor.send(app::UseTextModel{1});
    mayor.send(app::UseTextModel{2});
    BOOST_TEST(complete()[3]);
    mayor.type(field::k_rules_adopted, "31/02/2026");
    BOOST_TEST(!complete()[3]);

    // The formations ask nothing: seen is enough.
    BOOST_TEST(!complete()[1]);
    mayor.send(app::Go{app::FoundingRoute{1}});
    BOOST_TEST(!complete()[1]);
    mayor.send(app::Go{app::FoundingRoute{2}});
    mayor.send(app::GoBack{});
    BOOST_TEST((complete() == Steps{true, true, false, false, false}));
}

BOOST_FIXTURE_TEST_CASE(a_model_that_is_not_completed_is_told_and_stops_nothing, Town)
{
    namespace field = app::founding_field;
    mayor.open();
    mayor.submit("draft");
    mayor.send(app::UseTextModel{2});
    auto const warnings = [&] {
        return mayor.see().founding->rules[1].warnings;
    };
    auto const tells = [&] {
        return std::ranges::any_of(mayor.see().founding->warnings, [](Phrase const& line) {
            return line.key == "founding.summary.unfinished";
        });
    };
    BOOST_REQUIRE(warnings().size() == 3U);
    BOOST_TEST(warnings()[0].key == "founding.text.holes");
    BOOST_TEST(warnings()[1].key == "founding.text.model_sentence");
    BOOST_TEST(warnings()[2].key == "founding.text.model_title");
    BOOST_TEST(tells());
    mayor.type(field::k_rules_title, "Règlement intérieur");
    mayor.type(field::k_rules, "Ce modèle est une base de travail. Le groupe se réunit quatre fois par an.");
    BOOST_REQUIRE(warnings().size() == 1U);
    BOOST_TEST(warnings()[0].key == "founding.text.model_sentence");
    BOOST_TEST(tells());
    mayor.type(field::k_rules, "1. Le groupe se réunit quatre fois par an (voir [1).");
    BOOST_TEST(warnings().empty());
    BOOST_TEST(!tells());
}

BOOST_FIXTURE_TEST_CASE(a_kit_that_is_not_typed_back_writes_nothing_anywhere, Town)
{
    mayor.open();
    mayor.submit("ok", {{"link", testing::store_link("token")}});
    mayor.send(app::Found{});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    BOOST_TEST(!mayor.see().founding->errors.empty());
    testing::type_small_commune(mayor);
    mayor.send(app::Found{});
    mayor.submit("ok", {{"charter", "1"}, {"name", "Claire Vasseur"}});
    mayor.choose_passphrase();
    mayor.submit("ok");
    auto const asked = mayor.form().asked.front();
    mayor.submit("ok", {{asked, "zzzz"}});
    BOOST_TEST((mayor.form().kind == FormKind::KitCheck));
    BOOST_TEST(mayor.error_at(asked) == "doors.error.kit_word");
    mayor.submit("ok", {{asked, "  "}});
    BOOST_TEST(mayor.error_at(asked) == "doors.error.kit_word_empty");
    BOOST_TEST(mayor.error_at(mayor.form().asked.back()) == "doors.error.kit_group_empty");
    // Each field that is asked has its own number in what is said of it.
    for (auto const& [name, said] : mayor.form().errors)
        BOOST_TEST(std::get<std::int64_t>(said.args.front().second) == std::stoll(name.substr(name.find('_') + 1)));
    BOOST_TEST(server.documents.empty());
    BOOST_TEST(mayor.disk.places.empty());
}

BOOST_FIXTURE_TEST_CASE(a_wrong_passphrase_and_a_spoiled_account_say_the_same, Town)
{
    mayor.found_council();
    mayor.kill();
    mayor.open();
    BOOST_REQUIRE((mayor.form().kind == FormKind::SignIn));
    BOOST_REQUIRE(mayor.form().choices.size() == 1U);
    mayor.submit("ok", {{"passphrase", std::string(testing::k_wrong_passphrase)}});
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.passphrase");
    BOOST_TEST(mayor.form().errors.size() == 1U);
    BOOST_TEST(!mayor.see().signed_in);
    mayor.remote.offline = true;
    mayor.sign_in();
    BOOST_TEST(mayor.see().signed_in);
    mayor.kill();
    auto& account = mayor.disk.places.begin()->second.entries.at("account");
    account.back() ^= 1;
    mayor.open();
    mayor.submit("ok", {{"passphrase", mayor.passphrase}});
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.passphrase");
}

BOOST_FIXTURE_TEST_CASE(the_kit_alone_opens_the_account_in_an_empty_browser, Town)
{
    mayor.found_council();
    mayor.wait(5000);
    Desk other(server);
    other.open();
    other.submit("kit");
    BOOST_REQUIRE((other.form().kind == FormKind::KitEntry));
    // What will be asked next is said first.
    BOOST_TEST((other.form().intro.back() == phrase("doors.kit_entry.passphrase")));
    other.submit("ok", {{"kit", mayor.kit.substr(0, 40)}});
    BOOST_TEST(other.error_at("kit") == "doors.error.kit_text");
    other.submit("ok", {{"kit", mayor.kit}});
    BOOST_REQUIRE((other.form().kind == FormKind::NewPassphrase));
    BOOST_TEST(other.form().user == "Espace 1");
    BOOST_TEST((other.form().asked == std::vector<std::string>{"label"}));
    other.choose_passphrase();
    BOOST_REQUIRE(other.see().signed_in);
    BOOST_TEST(other.see().shell.member_name == "Claire Vasseur");
    other.kill();
    other.open();
    other.sign_in();
    BOOST_TEST(other.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(the_kit_in_letters_on_a_known_device_changes_its_passphrase_and_keeps_its_device, Town)
{
    mayor.found_council();
    mayor.wait(5000);
    mayor.kill();
    auto const former = mayor.passphrase;
    auto const read = ledger::read_kit_text(mayor.kit);
    BOOST_REQUIRE(read.has_value());
    std::string words;
    for (auto const& word : ledger::kit_words(read->vault, read->account_secret.view(), read->recovery_key.view()))
        words += word + ' ';
    mayor.open();
    mayor.submit("kit");
    mayor.submit("ok", {{"address", "ftp://nowhere"}, {"number", "AAAA"}, {"words", words}});
    BOOST_TEST(mayor.error_at("address") == "doors.error.address");
    BOOST_TEST(mayor.error_at("number") == "doors.error.kit_number_groups");
    BOOST_TEST(mayor.error_at("words") == "");
    mayor.submit("ok", {{"address", "ftp://nowhere"}, {"number", "AAAA"}, {"words", ""}});
    BOOST_TEST(mayor.error_at("words") == "doors.error.kit_words_count");
    auto const with_words = [&](std::string const& typed) {
        mayor.submit(
            "ok", {{"address", "ftp://nowhere"}, {"number", ledger::kit_number(read->vault)}, {"words", typed}});
        return mayor.error_at("words");
    };
    BOOST_TEST(with_words(words.substr(0, words.find(' '))) == "doors.error.kit_words_count");
    BOOST_TEST(with_words("xylophon" + words.substr(words.find(' '))) == "doors.error.kit_word_unknown");
    // All known, in another order; one order in 256 passes the check.
    auto turned = words;
    do {
        auto const first = turned.find(' ') + 1;
        turned = turned.substr(first) + turned.substr(0, first);
    } while (ledger::read_kit_words(turned, read->vault).has_value());
    BOOST_TEST(with_words(turned) == "doors.error.kit_words");
    mayor.submit(
        "ok",
        {{"address", testing::store_link("token")}, {"number", ledger::kit_number(read->vault)}, {"words", words}});
    BOOST_REQUIRE((mayor.form().kind == FormKind::NewPassphrase));
    // The space is known: its name is told and not asked.
    BOOST_TEST(mayor.form().user == "Espace 1");
    BOOST_TEST(mayor.form().asked.empty());
    mayor.choose_passphrase();
    BOOST_REQUIRE(mayor.see().signed_in);
    BOOST_TEST(mayor.disk.places.size() == 1U);
    testing::comes_back_by_new_passphrase(mayor, former);
}

BOOST_FIXTURE_TEST_CASE(this_device_says_its_synchronisation_in_the_words_of_home, Town)
{
    mayor.found_council();
    mayor.wait(5000);
    mayor.send(app::Go{app::HomeRoute{}});
    auto const told = mayor.see().home->store;
    mayor.send(app::Go{app::DeviceRoute{}});
    auto const fields = mayor.see().device->fields;
    for (std::string_view const label : {"session.home.store.state", "session.home.store.pending"}) {
        auto const is_it = [label](app::FieldView const& field) {
            return field.label.key == label;
        };
        auto const here = std::ranges::find_if(fields, is_it);
        auto const at_home = std::ranges::find_if(told, is_it);
        BOOST_REQUIRE((here != fields.end() && at_home != told.end()));
        BOOST_TEST(!here->value.empty());
        BOOST_TEST((here->value == at_home->value), label);
    }
}

BOOST_FIXTURE_TEST_CASE(a_link_that_was_cut_is_refused_in_words, Town)
{
    auto const link = testing::store_link("token");
    mayor.open();
    mayor.submit("ok", {{"link", link.substr(0, link.size() - 3)}});
    BOOST_TEST(mayor.error_at("link") == "doors.error.link");
    BOOST_TEST((mayor.form().kind == FormKind::Welcome));
    mayor.submit("ok", {{"link", "  "}});
    BOOST_TEST(mayor.error_at("link") == "doors.error.link_empty");
    Desk other(server);
    other.open("#z=AAAA");
    BOOST_TEST(other.error_at("link") == "doors.error.link");
}

BOOST_AUTO_TEST_SUITE_END()
