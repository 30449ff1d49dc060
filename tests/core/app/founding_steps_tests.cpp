// From one step of the assistant to the next: what is typed and cannot be is told where it is typed.

#include <algorithm>
#include <set>

#include "core/app/communes.hpp"
#include "core/app/council_state.hpp"
#include "core/app/founding.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;

namespace {

namespace asked_in = app::founding_field;

struct AssistantSteps : testing::EmptyTown {
    AssistantSteps()
    {
        mayor.open();
        mayor.submit("ok", {{"link", testing::store_link("token")}});
        BOOST_REQUIRE(mayor.see().founding.has_value());
    }
    [[nodiscard]] app::FoundingView const& view() { return *mayor.see().founding; }
    [[nodiscard]] bool is_summed_up(std::string_view key)
    {
        return std::ranges::find(view().summary, key, &Phrase::key) != view().summary.end();
    }
    [[nodiscard]] std::ptrdiff_t warnings_of(std::string_view key)
    {
        return std::ranges::count(view().warnings, key, &Phrase::key);
    }
    void type_commune()
    {
        mayor.type(asked_in::k_commune, "Saint-Aubin-des-Essais");
        mayor.type(asked_in::k_insee, "00099");
        mayor.type(asked_in::k_population, "18 000");
    }
    /// Numbers of the fields that are refused, and why.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::string>> refused()
    {
        std::vector<std::pair<std::uint32_t, std::string>> all;
        for (auto const& [field, error] : view().errors)
            all.emplace_back(field, error.key);
        return all;
    }
};

/// Who prepares a draft has no link of the store.
struct DraftSteps : AssistantSteps {
    DraftSteps()
    {
        mayor.kill();
        mayor.open();
        mayor.submit("draft");
        BOOST_REQUIRE(!view().may_found);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(founding_steps)

BOOST_FIXTURE_TEST_CASE(what_cannot_be_is_told_at_its_own_step_and_texts_that_are_not_begun_later, DraftSteps)
{
    auto const go_on = [this] {
        auto const from = view().step;
        mayor.send(app::Go{app::FoundingRoute{static_cast<std::uint8_t>(from + 1)}});
        return view().step == from + 1U;
    };
    auto const error_at = [this](std::uint32_t number) {
        for (auto const& [field, error] : view().errors) {
            if (field == number)
                return error.key;
        }
        return std::string{};
    };
    mayor.type(asked_in::k_commune, "Saint-Aubin-des-Essais");
    mayor.type(asked_in::k_insee, "ABCDE");
    mayor.type(asked_in::k_population, "beaucoup");
    BOOST_TEST(!go_on());
    BOOST_TEST(error_at(asked_in::k_insee) == "founding.error.insee");
    BOOST_TEST(error_at(asked_in::k_population) == "founding.error.population");
    BOOST_TEST(error_at(asked_in::k_commune) == "");
    mayor.type(asked_in::k_insee, "97105");
    mayor.type(asked_in::k_population, "18 000");
    BOOST_TEST(go_on());
    BOOST_TEST(view().errors.empty());
    BOOST_TEST(go_on());
    BOOST_TEST(go_on());
    mayor.type(asked_in::k_charter_adopted, "31/02/2026");
    mayor.type(asked_in::k_rules_adopted, "10/03/2099");
    BOOST_TEST(!go_on());
    BOOST_TEST(error_at(asked_in::k_charter_adopted) == "founding.error.date");
    BOOST_TEST(error_at(asked_in::k_rules_adopted) == "law.r_22.date");
    // Each fault has words of its own.
    std::pair<char const*, char const*> const faults[] = {
        {"01/01/1066", "kit.date.too_old"},
        {"01/01/3000", "kit.date.too_far"},
        {"hier", "kit.date.form"},
        {"1/1/202", "kit.date.form"},
        {"31022026", "founding.error.date"}};
    for (auto const& [typed, key] : faults) {
        mayor.type(asked_in::k_charter_adopted, typed);
        BOOST_TEST(!go_on());
        BOOST_TEST(error_at(asked_in::k_charter_adopted) == key, typed);
    }
    // Back is always open, and the texts themselves may be written later.
    mayor.send(app::GoBack{});
    BOOST_TEST(view().step == 2U);
    BOOST_TEST(go_on());
    mayor.type(asked_in::k_charter_adopted, "");
    mayor.type(asked_in::k_rules_adopted, "");
    BOOST_TEST(go_on());
    BOOST_TEST(is_summed_up("founding.summary.insee"));
    BOOST_TEST(is_summed_up("founding.summary.population"));
    // The texts alone are missing, and said to be.
    BOOST_TEST(warnings_of("founding.summary.missing") == 2);
    BOOST_TEST(!is_summed_up("founding.summary.missing"));
    // Nothing else is said of what is not written, and who prepares is not taken for the mayor.
    BOOST_TEST(!is_summed_up("founding.summary.charter_no_date"));
    BOOST_TEST(!is_summed_up("founding.summary.not_adopted"));
    BOOST_TEST(is_summed_up("founding.summary.no_rules"));
    BOOST_TEST(is_summed_up("founding.summary.mayor_later"));
    BOOST_TEST(!is_summed_up("founding.summary.mayor"));
    BOOST_TEST(view().complete[0]);
    BOOST_TEST(!view().complete[3]);
}

/// In the summary each error stands alone with the name of its field.
BOOST_FIXTURE_TEST_CASE(no_two_fields_of_the_texts_bear_one_name, AssistantSteps)
{
    auto const shown = view();
    std::set<std::string> names;
    for (auto const* const fields : {&shown.charter, &shown.rules}) {
        BOOST_TEST(!fields->empty());
        for (auto const& field : *fields)
            BOOST_TEST(names.insert(field.label.key).second, field.label.key);
    }
}

BOOST_FIXTURE_TEST_CASE(all_that_the_first_step_requires_is_refused_there, AssistantSteps)
{
    using Refused = std::vector<std::pair<std::uint32_t, std::string>>;
    mayor.send(app::Go{app::FoundingRoute{1}});
    BOOST_TEST(view().step == 0U);
    BOOST_TEST(
        (refused() == Refused{
                          {asked_in::k_commune, "founding.error.commune"},
                          {asked_in::k_insee, "founding.error.insee"},
                          {asked_in::k_population, "founding.error.population"}}));
    mayor.send(app::EditFounding{asked_in::k_kind, testing::coded(2)});
    mayor.send(app::Go{app::FoundingRoute{1}});
    BOOST_TEST(view().step == 0U);
    BOOST_TEST(
        (refused() == Refused{
                          {asked_in::k_commune, "founding.error.commune"},
                          {asked_in::k_insee, "founding.error.siren"},
                          {asked_in::k_communes, "founding.error.communes_few"}}));
    // The reference of the arrêté is not required.
    mayor.send(app::EditFounding{asked_in::k_kind, testing::coded(1)});
    type_commune();
    mayor.send(app::Go{app::FoundingRoute{1}});
    BOOST_TEST(view().step == 1U);
    BOOST_TEST(view().errors.empty());
}

BOOST_FIXTURE_TEST_CASE(who_founds_is_asked_for_both_texts_at_their_own_step, AssistantSteps)
{
    using Refused = std::vector<std::pair<std::uint32_t, std::string>>;
    type_commune();
    BOOST_TEST(view().charter[1].required);
    // No further than that, from wherever one comes.
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 3U);
    BOOST_TEST(
        (refused() == Refused{
                          {asked_in::k_charter_title, "founding.error.title"},
                          {asked_in::k_charter, "founding.error.charter"},
                          {asked_in::k_rules_title, "founding.error.title"},
                          {asked_in::k_rules, "founding.error.rules"}}));
    mayor.send(app::UseTextModel{1});
    mayor.send(app::UseTextModel{2});
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 4U);
    BOOST_TEST(view().errors.empty());
}

BOOST_FIXTURE_TEST_CASE(of_a_draft_a_text_that_is_begun_is_asked_for_whole, DraftSteps)
{
    using Refused = std::vector<std::pair<std::uint32_t, std::string>>;
    type_commune();
    mayor.send(app::Go{app::FoundingRoute{3}});
    BOOST_TEST(!view().rules[1].required);
    mayor.type(asked_in::k_rules_title, "Règlement intérieur");
    // What is said to be required is what would be refused.
    BOOST_TEST(view().rules[0].required);
    BOOST_TEST(view().rules[1].required);
    BOOST_TEST(!view().charter[1].required);
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 3U);
    BOOST_TEST((refused() == Refused{{asked_in::k_rules, "founding.error.rules"}}));
    mayor.type(asked_in::k_rules_title, "");
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 4U);
}

/// A date alone begins its text; the other one is not spoken of.
BOOST_FIXTURE_TEST_CASE(a_date_alone_asks_for_the_rest_of_its_own_text, DraftSteps)
{
    using Refused = std::vector<std::pair<std::uint32_t, std::string>>;
    Refused const rest_of_charter{
        {asked_in::k_charter_title, "founding.error.title"}, {asked_in::k_charter, "founding.error.charter"}};
    type_commune();
    mayor.send(app::Go{app::FoundingRoute{3}});
    mayor.type(asked_in::k_charter_adopted, "02/06/2026");
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 3U);
    BOOST_TEST((refused() == rest_of_charter));
    // Taken back, it asks for nothing any more, before one goes on and then.
    mayor.type(asked_in::k_charter_adopted, "");
    BOOST_TEST((refused() == Refused{}));
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 4U);
}

BOOST_FIXTURE_TEST_CASE(who_founds_is_asked_first_for_the_rest_of_the_text_that_is_begun, AssistantSteps)
{
    using Refused = std::vector<std::pair<std::uint32_t, std::string>>;
    Refused const rest_of_rules{
        {asked_in::k_rules_title, "founding.error.title"}, {asked_in::k_rules, "founding.error.rules"}};
    Refused const whole_charter{
        {asked_in::k_charter_title, "founding.error.title"}, {asked_in::k_charter, "founding.error.charter"}};
    type_commune();
    mayor.send(app::Go{app::FoundingRoute{3}});
    mayor.type(asked_in::k_rules_adopted, "10/03/2026");
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 3U);
    BOOST_TEST((refused() == rest_of_rules));
    // Once it is whole, the one that founding needs beside it is asked for.
    mayor.send(app::UseTextModel{2});
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 3U);
    BOOST_TEST((refused() == whole_charter));
    mayor.send(app::UseTextModel{1});
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 4U);
}

BOOST_FIXTURE_TEST_CASE(groups_that_came_with_a_draft_are_checked_at_their_own_step, AssistantSteps)
{
    app::FoundingDraft draft;
    draft.commune = "Saint-Aubin-des-Essais";
    draft.insee = "00099";
    draft.population = "18 000";
    draft.groups = {
        {.name = "Centre", .perimeter = "a", .rules_proposed = "31/02/2026"}, {.name = "centre", .perimeter = "b"}};
    mayor.app().open_file(app::encode_founding_file(draft));
    mayor.app().tick();
    BOOST_REQUIRE(view().prepared);
    mayor.send(app::Go{app::FoundingRoute{3}});
    BOOST_TEST(view().step == 2U);
    using Refused = std::vector<std::pair<std::uint32_t, std::string>>;
    BOOST_TEST((refused() == Refused{{0, "founding.error.group_twice"}, {0, "founding.error.group_proposed_wrong"}}));
    mayor.send(app::RemoveFoundingGroup{0});
    mayor.send(app::Go{app::FoundingRoute{3}});
    BOOST_TEST(view().step == 3U);
}

BOOST_FIXTURE_TEST_CASE(a_council_without_a_name_goes_no_step_further, AssistantSteps)
{
    type_commune();
    for (auto const* const unseen : {"", "  ", "\u200b"}) {
        mayor.type(asked_in::k_commune, unseen);
        mayor.send(app::Go{app::FoundingRoute{1}});
        BOOST_TEST(view().step == 0U);
        BOOST_REQUIRE(view().errors.size() == 1U);
        BOOST_TEST(view().errors.front().second.key == "founding.error.commune");
    }
    BOOST_TEST(warnings_of("founding.summary.missing") >= 1);
    mayor.type(asked_in::k_commune, "Saint-Aubin");
    mayor.send(app::Go{app::FoundingRoute{1}});
    BOOST_TEST(view().step == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_population_is_of_one_at_least_and_its_bound_is_said, AssistantSteps)
{
    auto const said = [this](std::string const& typed) {
        type_commune();
        mayor.type(asked_in::k_population, typed);
        mayor.send(app::Go{app::FoundingRoute{1}});
        return view().errors.empty() ? std::string{} : view().errors.front().second.key;
    };
    BOOST_TEST(said("0") == "founding.error.population_bounds");
    BOOST_TEST(said("999999999") == "founding.error.population_bounds");
    BOOST_TEST(said("99999999999999999999") == "founding.error.population_bounds");
    BOOST_TEST(said("mille") == "founding.error.population");
    BOOST_TEST(said("2 103 778") == "");
}

BOOST_FIXTURE_TEST_CASE(r_22_an_adoption_before_its_proposal_is_told_at_the_step_of_the_texts, AssistantSteps)
{
    type_commune();
    mayor.send(app::UseTextModel{1});
    mayor.send(app::UseTextModel{2});
    for (auto const* const name : {"Centre", "Gare"}) {
        mayor.send(app::EditFoundingGroup{asked_in::k_group_name, testing::typed(name)});
        mayor.send(app::EditFoundingGroup{asked_in::k_group_perimeter, testing::typed("Le centre")});
        mayor.send(app::EditFoundingGroup{asked_in::k_group_proposed, testing::typed("11/03/2026")});
        mayor.send(app::AddFoundingGroup{});
    }
    for (std::uint8_t step = 1; step < 4; ++step)
        mayor.send(app::Go{app::FoundingRoute{step}});
    mayor.type(asked_in::k_rules_adopted, "10/03/2026");
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 3U);
    // A line for each group; the reason comes first, once.
    auto const& errors = view().errors;
    BOOST_REQUIRE(errors.size() == 2U);
    BOOST_TEST(errors[0].first == asked_in::k_rules_adopted);
    BOOST_TEST(
        (errors[0].second == phrase("founding.error.group_not_ready")
                                 .with("reason", TextRef{"law.r_22.ordre"})
                                 .with("group", std::string("Centre"))));
    BOOST_TEST(
        (errors[1].second == phrase("founding.error.group_not_ready_either").with("group", std::string("Gare"))));
    mayor.type(asked_in::k_rules_adopted, "12/03/2026");
    mayor.send(app::Go{app::FoundingRoute{4}});
    BOOST_TEST(view().step == 4U);
}

BOOST_FIXTURE_TEST_CASE(a_group_that_is_typed_is_added_or_cleared_before_one_goes_on, AssistantSteps)
{
    auto const go_on = [this] {
        mayor.send(app::Go{app::FoundingRoute{3}});
        bool const is_on = view().step == 3U;
        mayor.send(app::Go{app::FoundingRoute{2}});
        return is_on;
    };
    auto const error = [this] {
        return view().new_group.front().error.key;
    };
    type_commune();
    mayor.send(app::Go{app::FoundingRoute{1}});
    mayor.send(app::Go{app::FoundingRoute{2}});
    BOOST_TEST(go_on());
    mayor.send(app::EditFoundingGroup{asked_in::k_group_name, testing::typed("Centre")});
    mayor.send(app::EditFoundingGroup{asked_in::k_group_perimeter, testing::typed("Le centre")});
    BOOST_TEST(!go_on());
    BOOST_TEST(error() == "founding.error.group_not_added");
    mayor.send(app::AddFoundingGroup{});
    BOOST_TEST(go_on());
    mayor.send(app::EditFoundingGroup{asked_in::k_group_perimeter, testing::typed("La gare")});
    BOOST_TEST(!go_on());
    mayor.send(app::LeaveFoundingGroup{});
    BOOST_TEST(go_on());
    // The same of one that is being corrected; what was put aside for it counts too.
    mayor.send(app::EditFoundingGroup{asked_in::k_group_name, testing::typed("Gare")});
    mayor.send(app::CorrectFoundingGroup{0});
    mayor.send(app::EditFoundingGroup{asked_in::k_group_name, testing::typed("Centre-ville")});
    BOOST_TEST(!go_on());
    BOOST_TEST(error() == "founding.error.group_not_saved");
    mayor.send(app::AddFoundingGroup{});
    BOOST_TEST(!go_on());
    BOOST_TEST(error() == "founding.error.group_not_added");
    BOOST_TEST(view().groups.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_model_that_would_replace_other_words_is_told_as_such, AssistantSteps)
{
    BOOST_TEST(!view().charter_model_replaces);
    mayor.send(app::UseTextModel{1});
    BOOST_TEST(!view().charter_model_replaces);
    mayor.type(asked_in::k_charter, "Notre charte");
    BOOST_TEST(view().charter_model_replaces);
    BOOST_TEST(!view().rules_model_replaces);
}

BOOST_AUTO_TEST_CASE(a_code_insee_is_of_five_digits_or_of_corsica)
{
    for (auto const* const right : {"01001", "2A004", "2B033", "97105", "95001", "97801", "98818", "00042"})
        BOOST_TEST(app::is_insee_code(right), right);
    for (auto const* const wrong :
         {"", "ABCDE", "2C004", "A2004", "2A00", "971050", "2AA04", "0100A", "2a004", "20004", "96001", "97001",
          "97901", "98101", "98501", "98901", "99100"})
        BOOST_TEST(!app::is_insee_code(wrong), wrong);
    BOOST_TEST(app::raised_code("2a004") == "2A004");
    BOOST_TEST(app::raised_code("2b") == "2B");
    BOOST_TEST(app::raised_code("01001") == "01001");
    BOOST_TEST(app::read_communes("2a004 Ajaccio\n01001 Autre").communes.front().code == "2A004");
}

BOOST_AUTO_TEST_SUITE_END()
