// One action corrected by two devices at once: nothing is lost, it stays one action, and a person settles it.

#include <algorithm>

#include "tests/core/app/sheet_town.hpp"

using namespace huisclos;
using testing::coded;
using testing::Desk;
using testing::typed;

namespace part = domain::action_part;

namespace {

/// The mayor's two devices in front of the same action, as it was first written.
struct TwoDevices : testing::SheetTown {
    TwoDevices()
    {
        testing::add_phone(mayor, phone);
        show(mayor);
        add_action("01/10/2026", "02/11/2026");
        exchange();
        show(phone);
        BOOST_REQUIRE(phone.see().sheet->actions.size() == 1U);
    }

    void show(Desk& who)
    {
        who.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Actions}});
    }
    /// Each has what the other wrote.
    void exchange()
    {
        for (auto* const who : {&mayor, &phone, &mayor, &phone}) {
            auto const& other = who == &mayor ? phone : mayor;
            who->clock.time = std::max(who->clock.time, other.clock.time);
            who->send(app::SyncNow{});
            who->wait(5000);
        }
    }
    void correct(Desk& who, std::uint32_t number, app::FieldInput value)
    {
        auto const element = who.see().sheet->actions.front().element;
        who.send(app::EditAction{record, element, number, std::move(value)});
        who.send(app::CorrectAction{record, element});
    }
    void correct_at_once(std::string const& mayors, std::string const& phones)
    {
        correct(mayor, part::k_fin, typed(mayors));
        correct(phone, part::k_fin, typed(phones));
        exchange();
    }
    [[nodiscard]] static Date end_of(app::ActionView const& action)
    {
        return std::get<Date>(action.end.args.front().second);
    }
    app::ActionView const& version(Desk& who, Date end)
    {
        auto const& versions = who.see().sheet->actions.at(0).versions;
        auto const found = std::ranges::find(versions, end, end_of);
        BOOST_REQUIRE((found != versions.end()));
        return *found;
    }
    void keep(Desk& who, Date end) { who.send(app::KeepAction{record, version(who, end).element}); }

    Desk phone{server};
};

constexpr Date k_mayors{2026, 12, 20};
constexpr Date k_phones{2026, 12, 21};

}  // namespace

BOOST_AUTO_TEST_SUITE(sheet_versions)

BOOST_FIXTURE_TEST_CASE(r_58_two_corrections_at_once_are_one_action_until_a_person_keeps_one, TwoDevices)
{
    correct_at_once("20/12/2026", "21/12/2026");
    for (auto* const who : {&mayor, &phone}) {
        BOOST_REQUIRE(who->see().sheet->actions.size() == 1U);
        auto const& shown = who->see().sheet->actions.front();
        BOOST_REQUIRE(shown.versions.size() == 2U);
        BOOST_TEST(shown.may_edit);
        BOOST_TEST(!shown.may_withdraw);
        BOOST_TEST(shown.fields.empty());
        for (auto const& one : shown.versions) {
            BOOST_TEST(one.history.key == "situation.action.version");
            BOOST_TEST(std::get<std::string>(testing::argument(one.history, "name")) == "Claire Vasseur");
        }
        // One step, with what the last version says.
        BOOST_REQUIRE(who->see().sheet->next_steps.size() == 1U);
        BOOST_TEST((shown.element == shown.versions.back().element));
        auto const& callouts = who->see().sheet->callouts;
        auto const asks = [](app::RefusalView const& one) {
            return one.message.key == "situation.callout.action_conflict";
        };
        BOOST_TEST(std::ranges::count_if(callouts, asks) == 1);
        auto const* const todo = testing::find_todo(*who, "situation.todo.action_conflict");
        BOOST_REQUIRE(todo != nullptr);
        // To the question itself, not to the top of the sheet.
        auto const& led = std::get<app::SituationsRoute>(std::get<app::Go>(todo->command).route);
        BOOST_TEST((led.tab == app::SheetTab::Actions));
        BOOST_TEST(led.field.value_or(0) == domain::field::k_actions);
        show(*who);
    }
    auto const kept = version(mayor, k_mayors).element;
    keep(mayor, k_mayors);
    exchange();
    for (auto* const who : {&mayor, &phone}) {
        BOOST_REQUIRE(who->see().sheet->actions.size() == 1U);
        auto const& shown = who->see().sheet->actions.front();
        BOOST_TEST(shown.versions.empty());
        BOOST_TEST((end_of(shown) == k_mayors));
        BOOST_TEST(shown.history.key == "situation.action.changed");
        BOOST_TEST(!shown.fields.empty());
    }
    BOOST_TEST((testing::find_todo(mayor, "situation.todo.action_conflict") == nullptr));
    show(mayor);
    // Added once, corrected twice, then settled, which is no correction. Nothing was withdrawn.
    BOOST_TEST(testing::told_by(mayor, "situation.chronology.action").size() == 1U);
    BOOST_TEST(testing::told_by(mayor, "situation.chronology.action_withdrawn").empty());
    BOOST_TEST(testing::told_by(mayor, "situation.chronology.action_changed").size() == 2U);
    auto const chosen = testing::told_by(mayor, "situation.chronology.action_chosen");
    BOOST_REQUIRE(chosen.size() == 1U);
    BOOST_TEST((std::get<Date>(testing::argument(chosen.front().text, "value")) == k_mayors));
    BOOST_TEST(testing::word(chosen.front().text, "field") == "domain.field.action_fin");
    BOOST_TEST(std::get<std::string>(testing::argument(chosen.front().text, "name")) == "Claire Vasseur");
    // His name is in its words.
    BOOST_TEST(chosen.front().detail.empty());
    // Kept again by a window that did not know.
    mayor.send(app::KeepAction{record, kept});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.action.gone");
    BOOST_TEST((end_of(action()) == k_mayors));
}

/// Two people who settle it at once are heard both again: neither choice takes the other away.
BOOST_FIXTURE_TEST_CASE(r_58_two_choices_at_once_lose_nothing, TwoDevices)
{
    correct_at_once("20/12/2026", "21/12/2026");
    keep(mayor, k_mayors);
    keep(phone, k_phones);
    exchange();
    BOOST_REQUIRE(mayor.see().sheet->actions.size() == 1U);
    BOOST_TEST(action().versions.size() == 2U);
    keep(phone, k_phones);
    exchange();
    BOOST_TEST(action().versions.empty());
    BOOST_TEST((end_of(action()) == k_phones));
}

BOOST_FIXTURE_TEST_CASE(corrections_that_say_the_same_are_no_question, TwoDevices)
{
    correct_at_once("20/12/2026", "20/12/2026");
    BOOST_REQUIRE(mayor.see().sheet->actions.size() == 1U);
    BOOST_TEST(action().versions.empty());
    BOOST_TEST(action().may_withdraw);
    BOOST_TEST(mayor.see().sheet->next_steps.size() == 1U);
    // The next correction takes the place of both, and a withdrawal leaves nothing behind.
    correct(mayor, part::k_resultat, coded(1));
    BOOST_REQUIRE(mayor.see().sheet->actions.size() == 1U);
    BOOST_TEST(action().versions.empty());
    BOOST_TEST(!action().result.empty());
    mayor.send(app::WithdrawAction{record, action().element});
    BOOST_TEST(mayor.see().sheet->actions.empty());
    exchange();
    BOOST_TEST(phone.see().sheet->actions.empty());
}

/// What one types over a version while another one comes is said, kept, and goes on over the version that is kept.
BOOST_FIXTURE_TEST_CASE(r_58_what_is_typed_over_a_version_goes_on_over_the_one_that_is_kept, TwoDevices)
{
    auto const is_said = [this](std::string_view key) {
        return std::ranges::any_of(
            mayor.see().shell.toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    };
    correct(mayor, part::k_fin, typed("20/12/2026"));
    auto const own = action().element;
    mayor.send(app::EditAction{record, own, part::k_resultat, coded(2)});
    correct(phone, part::k_fin, typed("21/12/2026"));
    exchange();
    BOOST_REQUIRE(action().versions.size() == 2U);
    BOOST_TEST(action().is_typed);
    BOOST_TEST(!phone.see().sheet->actions.front().is_typed);
    // A form that was open there is sent: it waits.
    mayor.send(app::CorrectAction{record, own});
    BOOST_TEST(is_said("situation.correction.waits"));
    BOOST_TEST(action().versions.size() == 2U);
    BOOST_TEST(action().is_typed);
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    mayor.wait(1000);
    show(mayor);
    BOOST_TEST(is_said("situation.correction.found"));
    BOOST_TEST(action().is_typed);
    keep(mayor, k_phones);
    BOOST_REQUIRE(action().versions.empty());
    BOOST_TEST(action().is_typed);
    BOOST_TEST((end_of(action()) == k_phones));
    BOOST_TEST(part_of(part::k_fin).text == "21/12/2026");
    BOOST_TEST(part_of(part::k_resultat).options.at(1).chosen);
    mayor.send(app::CorrectAction{record, action().element});
    BOOST_TEST(!action().is_typed);
    BOOST_TEST((end_of(action()) == k_phones));
    BOOST_TEST(action().result.key == testing::word_of(domain::ListId::ResultatAction, 2));
    exchange();
    BOOST_TEST(phone.see().sheet->actions.front().versions.empty());
}

/// As ever: what is written at once stays, whatever the other did.
BOOST_FIXTURE_TEST_CASE(a_correction_outlives_a_withdrawal_written_at_once, TwoDevices)
{
    correct(phone, part::k_fin, typed("21/12/2026"));
    // What is sent fetches too: the correction may be there at once.
    mayor.send(app::WithdrawAction{record, action().element});
    exchange();
    BOOST_REQUIRE(mayor.see().sheet->actions.size() == 1U);
    BOOST_TEST(action().versions.empty());
    BOOST_TEST((end_of(action()) == k_phones));
}

BOOST_AUTO_TEST_SUITE_END()
