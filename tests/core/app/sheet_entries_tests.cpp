// Elements of the follow-up: added one by one on a sheet, and there as long as it is.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::typed;

namespace field = domain::field;

BOOST_AUTO_TEST_SUITE(sheet_entries)

BOOST_FIXTURE_TEST_CASE(a_sheet_that_was_made_anew_has_another_number, testing::FoundedTown)
{
    auto const record = testing::open_situation(mayor, {});
    auto const before = mayor.see().sheet->made;
    BOOST_TEST(before != 0U);
    BOOST_TEST(mayor.see().sheet->made == before);
    mayor.send(app::SetField{record, field::k_elements_suivi, typed("Rendez-vous accepté.")});
    BOOST_TEST(mayor.see().sheet->made != before);
}

/// short, bounded, with the reminder of R-03; each entry stays, with who wrote it.
BOOST_FIXTURE_TEST_CASE(r_03_elements_of_the_follow_up_are_bounded_and_stay_with_their_author, testing::FoundedTown)
{
    auto const record = testing::open_situation(mayor, {});
    auto const note = [&] {
        auto const& fields = mayor.see().sheet->follow_up;
        auto const found = std::ranges::find(fields, field::k_elements_suivi, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        return *found;
    };
    BOOST_TEST(note().help.key == "law.r_03.rappel");
    BOOST_TEST(note().max_length == 500U);
    // An entry is written when it is added, not while it is typed.
    mayor.send(app::TypeField{record, field::k_elements_suivi, "Il est violent"});
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(note().value.empty());
    BOOST_TEST(!note().warnings.empty());
    mayor.send(app::SetField{record, field::k_elements_suivi, typed(std::string(501, 'a'))});
    BOOST_TEST(note().error.key == "law.r_03.longueur");
    BOOST_TEST(note().error_article.key == "law.r_03.article");
    BOOST_TEST(note().value.empty());
    for (auto const* const entry : {"Rendez-vous accepté.", "Présent deux fois."})
        mayor.send(app::SetField{record, field::k_elements_suivi, typed(entry)});
    BOOST_TEST((note().value == verbatim("Présent deux fois.")));
    BOOST_TEST(note().error.empty());
    std::vector<Phrase> told;
    for (auto const& entry : mayor.see().sheet->chronology) {
        if (is_verbatim(entry.text)) {
            told.push_back(entry.text);
            BOOST_TEST(std::get<std::string>(entry.detail.args.front().second) == "Claire Vasseur");
        }
    }
    // The last one first.
    BOOST_TEST((told == std::vector{verbatim("Présent deux fois."), verbatim("Rendez-vous accepté.")}));
}

/// what was added is shown where it was typed, and what was not yet is never lost.
BOOST_FIXTURE_TEST_CASE(
    an_element_of_the_follow_up_is_seen_once_added_and_kept_when_its_sheet_is_left, testing::FoundedTown)
{
    auto const record = testing::open_situation(mayor, {});
    auto const note = [&] {
        auto const& fields = mayor.see().sheet->follow_up;
        return *std::ranges::find(fields, field::k_elements_suivi, &app::FieldView::field);
    };
    auto const type = [&](std::string const& text) {
        mayor.send(app::TypeField{record, field::k_elements_suivi, text});
    };
    auto const add = [&](std::string const& text) {
        type(text);
        mayor.send(app::SetField{record, field::k_elements_suivi, typed(text)});
    };
    BOOST_TEST(note().is_journal);
    BOOST_TEST(note().entries.empty());
    add("Il est autiste.");
    BOOST_REQUIRE(note().entries.size() == 1U);
    BOOST_TEST(note().text == "");
    auto const entry = note().entries.front();
    BOOST_TEST((entry.text == verbatim("Il est autiste.")));
    BOOST_TEST((entry.author == verbatim("Claire Vasseur")));
    BOOST_TEST((std::get<Date>(entry.when.args.front().second) == paris_date(mayor.clock.now())));
    // what is wrong with it stays said.
    BOOST_TEST(!entry.warnings.empty());
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.entry.added");
    // The button was pressed twice.
    mayor.send(app::SetField{record, field::k_elements_suivi, typed("Il est autiste.")});
    BOOST_TEST(note().entries.size() == 1U);
    for (auto const* const more : {"Deux.", "Trois.", "Quatre."})
        add(more);
    BOOST_REQUIRE(note().entries.size() == 3U);
    BOOST_TEST((note().entries.front().text == verbatim("Deux.")));
    BOOST_TEST((note().entries.back().text == verbatim("Quatre.")));
    BOOST_TEST(note().entries.back().warnings.empty());

    // Another part of the sheet leaves the draft as it is.
    type("Brouillon.");
    mayor.send(app::Go{app::SituationsRoute{{}, record, app::SheetTab::Chronologie}});
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(note().text == "Brouillon.");
    BOOST_TEST((note().entries.back().text == verbatim("Quatre.")));
    mayor.send(app::Go{app::HomeRoute{}});
    mayor.send(app::Go{app::SituationsRoute{{}, record, app::SheetTab::Parcours}});
    BOOST_TEST(note().text == "");
    BOOST_TEST((note().entries.back().text == verbatim("Brouillon.")));
    // Nothing of what was taken away before it was added.
    type("Rien");
    type("");
    mayor.send(app::Go{app::HomeRoute{}});
    mayor.send(app::Go{app::SituationsRoute{{}, record, app::SheetTab::Parcours}});
    BOOST_TEST((note().entries.back().text == verbatim("Brouillon.")));
}

BOOST_AUTO_TEST_SUITE_END()
