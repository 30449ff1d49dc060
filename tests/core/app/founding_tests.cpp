// The assistant: what is told of a draft before it is handed over, and what a form over it leaves in its place.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/app/founding.hpp"
#include "core/app/situation_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;

namespace {

namespace assistant = app::founding_field;

struct Assistant : testing::EmptyTown {
    Assistant()
    {
        mayor.open();
        mayor.submit("ok", {{"link", testing::store_link("token")}});
        BOOST_REQUIRE(mayor.see().founding.has_value());
    }
    [[nodiscard]] app::FoundingView const& view() { return *mayor.see().founding; }
    [[nodiscard]] bool sums_up(std::string_view key)
    {
        return std::ranges::any_of(view().summary, [key](Phrase const& line) { return line.key == key; });
    }
    [[nodiscard]] bool warns(std::string_view key)
    {
        return std::ranges::any_of(view().warnings, [key](Phrase const& line) { return line.key == key; });
    }
    void fill()
    {
        mayor.type(assistant::k_commune, "Saint-Aubin-des-Essais");
        mayor.type(assistant::k_insee, "00099");
        mayor.type(assistant::k_population, "18 000");
        mayor.send(app::UseTextModel{1});
        mayor.send(app::UseTextModel{2});
    }
};

/// Letters of two bytes each.
std::string accented(std::size_t letters)
{
    std::string text;
    for (std::size_t i = 0; i < letters; ++i)
        text += "é";
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(founding)

/// What was chosen is lost as what was typed is.
BOOST_AUTO_TEST_CASE(another_kind_of_council_alone_is_something_that_leaving_would_lose)
{
    app::FoundingDraft draft;
    BOOST_TEST(!app::would_be_lost(draft));
    draft.kind = static_cast<std::uint32_t>(domain::TypeInstance::Cispd);
    BOOST_TEST(app::would_be_lost(draft));
    draft.kept = true;
    BOOST_TEST(!app::would_be_lost(draft));
}

BOOST_FIXTURE_TEST_CASE(a_draft_is_saved_once_its_link_or_its_file_was_taken, Assistant)
{
    mayor.type(assistant::k_commune, "Saint-Aubin-des-Essais");
    // What is not made cannot have been taken.
    mayor.send(app::KeepFoundingDraft{});
    BOOST_TEST(view().unsaved);
    mayor.send(app::SaveFoundingDraft{});
    BOOST_TEST(!view().draft_link.empty());
    BOOST_TEST(view().unsaved);
    mayor.send(app::KeepFoundingDraft{});
    BOOST_TEST(!view().unsaved);
    // Shown again, it is the same one.
    mayor.send(app::SaveFoundingDraft{});
    BOOST_TEST(!view().unsaved);
    mayor.type(assistant::k_commune, "Saint-Aubin");
    BOOST_TEST(view().unsaved);
    BOOST_TEST(view().draft_link.empty());
}

BOOST_FIXTURE_TEST_CASE(how_long_the_link_of_a_draft_would_be_is_known_before_it_is_shown, Assistant)
{
    mayor.type(assistant::k_commune, "Saint-Aubin-des-Essais");
    auto const short_link = view().link_bytes;
    BOOST_TEST(view().draft_link.empty());
    BOOST_TEST(short_link < 2'000U);
    mayor.send(app::UseTextModel{1});
    mayor.send(app::UseTextModel{2});
    BOOST_TEST(view().link_bytes > 2'000U);
    mayor.send(app::SaveFoundingDraft{});
    BOOST_TEST(view().draft_link.size() == view().link_bytes);
}

BOOST_FIXTURE_TEST_CASE(both_texts_together_have_a_limit_in_bytes_that_is_said_as_they_are_typed, Assistant)
{
    constexpr std::string_view k_limit = "founding.error.texts_too_long";
    fill();
    BOOST_TEST(view().complete[3]);
    BOOST_TEST(!warns(k_limit));
    // Neither is beyond the limit by itself.
    mayor.type(assistant::k_charter, accented(16'000));
    mayor.type(assistant::k_rules, accented(16'000));
    BOOST_TEST(!view().complete[3]);
    BOOST_TEST(view().charter[1].error.key == k_limit);
    BOOST_TEST(view().rules[1].error.key == k_limit);
    BOOST_TEST(warns(k_limit));
    mayor.send(app::Found{});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    BOOST_TEST(view().step == 3U);
    mayor.type(assistant::k_rules, "1. Le groupe se réunit quatre fois par an.");
    BOOST_TEST(view().complete[3]);
    BOOST_TEST(view().charter[1].error.empty());
    BOOST_TEST(view().rules[1].error.empty());
    BOOST_TEST(!warns(k_limit));
}

BOOST_FIXTURE_TEST_CASE(r_22_a_council_is_not_founded_on_dates_that_are_to_come, Assistant)
{
    auto const tomorrow = app::typed_date(add_days(paris_date(mayor.clock.now()), 1));
    auto const today = app::typed_date(paris_date(mayor.clock.now()));
    auto const found = [&] {
        mayor.send(app::Found{});
        return mayor.form().kind == FormKind::Join;
    };
    auto const error_of = [&](std::uint32_t number) -> std::string {
        auto const& errors = view().errors;
        auto const at = std::ranges::find(errors, number, &std::pair<std::uint32_t, Phrase>::first);
        return at == errors.end() ? "" : at->second.key;
    };
    fill();
    // A group proposes neither tomorrow…
    auto const add_group = [&](std::string const& proposed) {
        mayor.send(app::EditFoundingGroup{assistant::k_group_name, testing::typed("Centre")});
        mayor.send(app::EditFoundingGroup{assistant::k_group_perimeter, testing::typed("Toute la commune")});
        mayor.send(app::EditFoundingGroup{assistant::k_group_proposed, testing::typed(proposed)});
        mayor.send(app::AddFoundingGroup{});
    };
    add_group(tomorrow);
    BOOST_TEST(view().groups.empty());
    BOOST_TEST(view().new_group.back().error.key == "council.text.error.proposed_future");
    add_group(today);
    BOOST_REQUIRE(view().groups.size() == 1U);
    // … nor does the council adopt, a text or the other.
    mayor.type(assistant::k_charter_adopted, tomorrow);
    mayor.type(assistant::k_rules_adopted, tomorrow);
    BOOST_TEST(!view().complete[3]);
    BOOST_TEST(!found());
    BOOST_TEST(error_of(assistant::k_charter_adopted) == "council.text.error.future");
    BOOST_TEST(error_of(assistant::k_rules_adopted) == "law.r_22.date");
    mayor.type(assistant::k_charter_adopted, today);
    mayor.type(assistant::k_rules_adopted, today);
    BOOST_TEST(view().complete[3]);
    BOOST_TEST(found());
}

BOOST_AUTO_TEST_CASE(r_22_a_draft_made_elsewhere_brings_no_proposal_to_come)
{
    app::FoundingDraft draft;
    draft.groups = {{.name = "Centre", .perimeter = "a", .rules_proposed = "26/11/2026"}};
    auto const tells = [&draft](Date today) {
        return std::ranges::any_of(app::check_founding(draft, today), [](auto const& error) {
            return error.second.key == "founding.error.group_proposed_future";
        });
    };
    BOOST_TEST(tells({2026, 11, 25}));
    BOOST_TEST(!tells({2026, 11, 26}));
}

/// Who receives a draft checks the dates, and mends one that is wrong in its place.
BOOST_FIXTURE_TEST_CASE(r_22_dates_of_proposal_and_adoption_are_shown_again_and_a_group_is_corrected, Assistant)
{
    auto const edit = [this](std::uint32_t number, std::string text) {
        mayor.send(app::EditFoundingGroup{number, testing::typed(std::move(text))});
    };
    auto const add = [&](std::string name, std::string proposed) {
        edit(assistant::k_group_name, std::move(name));
        edit(assistant::k_group_perimeter, "Toute la commune");
        edit(assistant::k_group_proposed, std::move(proposed));
        mayor.send(app::AddFoundingGroup{});
    };
    auto const date_of = [](Phrase const& said) {
        for (auto const& [key, value] : said.args) {
            if (auto const* const date = std::get_if<Date>(&value))
                return *date;
        }
        return Date{};
    };
    auto const summed_up = [this](std::string_view key) {
        auto const& lines = view().summary;
        auto const line = std::ranges::find(lines, key, &Phrase::key);
        return line == lines.end() ? Phrase{} : *line;
    };
    fill();
    add("Centre", "03/02/2026");
    add("Gare", "");
    BOOST_REQUIRE(view().groups.size() == 2U);
    BOOST_TEST(view().groups[0].proposed.key == "founding.group.proposed_on");
    BOOST_TEST((date_of(view().groups[0].proposed) == Date{2026, 2, 3}));
    BOOST_TEST(view().groups[1].proposed.key == "founding.group.not_proposed");
    BOOST_TEST((date_of(summed_up("founding.summary.group_proposed")) == Date{2026, 2, 3}));
    BOOST_TEST(sums_up("founding.summary.group_not_proposed"));
    BOOST_TEST(sums_up("founding.summary.charter_no_date"));
    mayor.type(assistant::k_charter_adopted, "10/03/2026");
    BOOST_TEST((date_of(summed_up("founding.summary.charter_adopted")) == Date{2026, 3, 10}));

    // What was being typed of a third one waits.
    edit(assistant::k_group_name, "Collèges");
    mayor.send(app::CorrectFoundingGroup{1});
    BOOST_TEST(view().corrected_group.value_or(9) == 1U);
    BOOST_TEST(view().new_group.front().text == "Gare");
    edit(assistant::k_group_name, "centre");
    mayor.send(app::AddFoundingGroup{});
    BOOST_TEST(view().new_group.front().error.key == "founding.error.group_exists");
    // Its own name is no other's; a council is not founded on what was only begun.
    edit(assistant::k_group_name, "GARE");
    edit(assistant::k_group_proposed, "04/02/2026");
    mayor.send(app::Found{});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    BOOST_TEST(view().errors.front().second.key == "founding.error.group_correcting");
    mayor.send(app::AddFoundingGroup{});
    BOOST_TEST(!view().corrected_group.has_value());
    BOOST_REQUIRE(view().groups.size() == 2U);
    BOOST_TEST(view().groups[1].name == "GARE");
    BOOST_TEST((date_of(view().groups[1].proposed) == Date{2026, 2, 4}));
    BOOST_TEST(view().new_group.front().text == "Collèges");
    BOOST_TEST(view().errors.empty());

    mayor.send(app::CorrectFoundingGroup{1});
    edit(assistant::k_group_name, "Port");
    mayor.send(app::LeaveFoundingGroup{});
    BOOST_TEST(view().groups[1].name == "GARE");
    mayor.send(app::CorrectFoundingGroup{1});
    mayor.send(app::RemoveFoundingGroup{0});
    BOOST_TEST(view().corrected_group.value_or(9) == 0U);
    mayor.send(app::RemoveFoundingGroup{0});
    BOOST_TEST(!view().corrected_group.has_value());
    BOOST_TEST(view().groups.empty());
    BOOST_TEST(view().new_group.front().text == "Collèges");
}

BOOST_AUTO_TEST_CASE(r_22_a_date_of_a_draft_that_is_no_date_is_told_and_founds_nothing)
{
    app::FoundingDraft draft;
    draft.groups = {{.name = "Centre", .perimeter = "a", .rules_proposed = "31/02/2026"}};
    Date const today{2026, 11, 25};
    auto const shown = app::present_founding(draft, false, "https://mairie.example/", today);
    BOOST_TEST(shown.groups.front().proposed.key == "founding.group.proposed_wrong");
    auto const tells = [&] {
        return std::ranges::any_of(app::check_founding(draft, today), [](auto const& error) {
            return error.second.key == "founding.error.group_proposed_wrong";
        });
    };
    BOOST_TEST(tells());
    draft.groups.front().rules_proposed = "28/02/2026";
    BOOST_TEST(!tells());
}

BOOST_FIXTURE_TEST_CASE(going_back_turns_no_step_over_under_a_form, Assistant)
{
    fill();
    mayor.send(app::Go{app::FoundingRoute{4}});
    mayor.send(app::Found{});
    BOOST_REQUIRE((mayor.form().kind == FormKind::Join));
    auto const stays = [this] {
        mayor.send(app::Go{app::FoundingRoute{3}});
        mayor.send(app::GoBack{});
        return view().step == 4U;
    };
    BOOST_TEST(stays());
    mayor.submit("ok", {{"charter", "1"}, {"name", "Claire Vasseur"}});
    mayor.choose_passphrase();
    BOOST_REQUIRE((mayor.form().kind == FormKind::Kit));
    BOOST_TEST(stays());
    mayor.keep_kit();
    BOOST_TEST(mayor.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(r_40_a_population_is_asked_of_a_commune_alone, Assistant)
{
    auto const is_asked = [this] {
        return std::ranges::find(view().commune, assistant::k_population, &app::FieldView::field) !=
               view().commune.end();
    };
    fill();
    BOOST_TEST(is_asked());
    mayor.type(assistant::k_population, "");
    BOOST_TEST(!view().complete[0]);
    mayor.send(app::EditFounding{assistant::k_kind, testing::coded(2)});
    mayor.type(assistant::k_insee, "200099999");
    mayor.type(assistant::k_communes, "00098 Saint-Aubin\n00099 Les Essarts");
    BOOST_TEST(!is_asked());
    BOOST_TEST(view().complete[0]);
}

BOOST_FIXTURE_TEST_CASE(only_the_texts_that_are_in_force_are_to_be_accepted, Assistant)
{
    auto const asked = [this] {
        mayor.send(app::Found{});
        BOOST_REQUIRE((mayor.form().kind == FormKind::Join));
        auto boxes = mayor.form().asked;
        mayor.submit("cancel");
        return boxes;
    };
    fill();
    BOOST_TEST((asked() == std::vector<std::string>{"charter"}));
    mayor.type(assistant::k_rules_adopted, "10/03/2026");
    BOOST_TEST((asked() == std::vector<std::string>{"charter", "rules"}));
}

BOOST_FIXTURE_TEST_CASE(what_the_rules_hold_back_is_summed_up, Assistant)
{
    fill();
    BOOST_TEST(sums_up("founding.summary.not_adopted"));
    BOOST_TEST(sums_up("founding.summary.mayor"));
    mayor.type(assistant::k_rules_adopted, "10/03/2026");
    BOOST_TEST(!sums_up("founding.summary.not_adopted"));
    BOOST_TEST(sums_up("founding.summary.adopted"));
}

/// Twelve organisations that the coordonnateur prepared are not remembered by the mayor alone.
BOOST_FIXTURE_TEST_CASE(what_a_draft_says_is_to_be_invited_stays_until_it_is_dropped, Assistant)
{
    fill();
    mayor.type(assistant::k_coordinator, "Coordonnatrice CLSPD");
    mayor.type(assistant::k_invitees, "Principale du collège\n\n  Bailleur social \n");
    mayor.type(assistant::k_rules_adopted, "10/03/2026");
    mayor.send(app::Found{});
    mayor.submit("ok", {{"charter", "1"}, {"rules", "1"}, {"name", "Claire Vasseur"}});
    mayor.choose_passphrase();
    mayor.keep_kit();
    BOOST_REQUIRE(mayor.see().signed_in);
    auto const planned = [this] {
        mayor.send(app::Go{app::MembersRoute{}});
        return mayor.see().members->planned;
    };
    using Lines = std::vector<std::string>;
    BOOST_TEST((planned() == Lines{"Coordonnatrice CLSPD", "Principale du collège", "Bailleur social"}));
    mayor.send(app::DropPlannedInvite{0});
    BOOST_TEST((planned() == Lines{"Principale du collège", "Bailleur social"}));
    // There is none at that place any more.
    mayor.send(app::DropPlannedInvite{2});
    BOOST_TEST(planned().size() == 2U);

    mayor.kill();
    mayor.open();
    mayor.sign_in();
    BOOST_TEST((planned() == Lines{"Principale du collège", "Bailleur social"}));
    mayor.send(app::DropPlannedInvite{1});
    mayor.send(app::DropPlannedInvite{0});
    BOOST_TEST(planned().empty());
}

BOOST_AUTO_TEST_SUITE_END()
